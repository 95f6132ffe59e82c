import type { Agreement, Party } from '../../../compacts/agreement.ts'
import type { PublicEntry, Snapshot } from '../snapshot.ts'
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
  /** Entries by the activity they stand in, sorted once. */
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
    entries: () => {
      if (grouped !== null) return grouped
      grouped = new Map()
      for (const entry of snapshot.money?.entries ?? []) {
        const home = of.home(homeOfEntry(of, entry))
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

function homeOfEntry(of: Published, entry: PublicEntry): Home {
  if (entry.award !== null) return { kind: 'award', key: entry.award }
  const line = entry.line === null ? undefined : of.lines.get(entry.line)
  return homeOfLine(line?.initiative ?? null)
}

export function sameHome(a: Home, b: Home): boolean {
  return a?.kind === b?.kind && a?.key === b?.key
}

/** The identifier of an activity under a publisher. */
export function activityIdentifier(publisher: Publisher, compact: string, home: Home): string {
  const own = `${publisher.ref}-${compact}`
  return home === null ? own : `${own}-${home.kind}-${home.key}`
}
