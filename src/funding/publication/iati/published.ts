import type { Agreement, Party } from '../../../compacts/agreement.ts'
import type { PublicAward, PublicEntry, Snapshot } from '../snapshot.ts'
import type { Addresses, Publisher } from './publisher.ts'

/** Which activity something belongs to: null is the compact itself. */
export type Home = { kind: 'initiative' | 'award'; key: string } | null

/** A snapshot on its way out: what every part of the file asks for. */
export type Published = {
  snapshot: Snapshot
  agreement: Agreement
  publisher: Publisher
  /** Address of the compact’s public page. */
  at: string
  home: (home: Home) => string
  parties: Map<string, Party>
  lines: Map<string, Agreement['plan']['lines'][number]>
  contributions: Map<string, Agreement['plan']['contributions'][number]>
  awards: Map<string, PublicAward>
  /** Entries by the activity they stand in, sorted once; without what the payment there has in it already. */
  entries: () => Map<string, PublicEntry[]>
}

export function published(
  snapshot: Snapshot,
  agreement: Agreement,
  publisher: Publisher,
  { origin }: Addresses,
): Published {
  let grouped: Map<string, PublicEntry[]> | null = null
  const of: Published = {
    snapshot,
    agreement,
    publisher,
    at: `${origin}/compacts/${snapshot.compact.id}`,
    home: (home) => activityIdentifier(publisher, snapshot.compact.id, home),
    parties: new Map(agreement.parties.map((party) => [party.key, party])),
    lines: new Map(agreement.plan.lines.map((line) => [line.key, line])),
    contributions: new Map(agreement.plan.contributions.map((each) => [each.key, each])),
    awards: new Map(snapshot.money?.awards.map((award) => [award.key, award])),
    entries: () => {
      if (grouped !== null) return grouped
      grouped = new Map()
      const entries = (snapshot.money?.entries ?? []).map((entry) => ({
        entry,
        home: of.home(homeOfEntry(of, entry)),
      }))
      const paidOut = new Set(
        entries.filter(({ entry }) => !entry.onward && moved(entry)).map(({ home }) => home),
      )
      for (const { entry, home } of entries) {
        // Where the payment stands that gave the money, what came of it afterwards would count it a second time.
        if (entry.onward && awardMovedTo(entry) === null && paidOut.has(home)) continue
        const known = grouped.get(home)
        if (known === undefined) grouped.set(home, [entry])
        else known.push(entry)
      }
      return grouped
    },
  }
  return of
}

export function homeOfLine(initiative: string | null): Home {
  return initiative === null ? null : { kind: 'initiative', key: initiative }
}

/** What is passed on stands with the award it is passed to, whatever award it names; what an award spends, with that award. */
function homeOfEntry(of: Published, entry: PublicEntry): Home {
  const spender = entry.onward && entry.countsAs === 'expenditure' ? awardIn(entry.provider) : null
  for (const key of [awardMovedTo(entry), spender, entry.onward && moved(entry) ? null : entry.award])
    if (key !== null && of.awards.has(key)) return { kind: 'award', key }
  const line = entry.line === null ? undefined : of.lines.get(entry.line)
  return homeOfLine(line?.initiative ?? null)
}

const awardIn = (holder: string): string | null =>
  holder.startsWith('award:') ? holder.slice('award:'.length) : null

const moved = ({ countsAs }: PublicEntry) => countsAs === 'disbursement' || countsAs === 'refund'

/** The award that has more by what was passed on, or less by what it gave back. */
function awardMovedTo(entry: PublicEntry): string | null {
  if (!entry.onward || !moved(entry)) return null
  return awardIn(entry.countsAs === 'refund' ? entry.provider : entry.receiver)
}

export function sameHome(a: Home, b: Home): boolean {
  return a?.kind === b?.kind && a?.key === b?.key
}

/** The identifier of an activity under a publisher. */
export function activityIdentifier(publisher: Publisher, compact: string, home: Home): string {
  const own = `${publisher.ref}-${compact}`
  return home === null ? own : `${own}-${home.kind}-${home.key}`
}
