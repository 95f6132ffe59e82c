import { type Kysely, sql } from 'kysely'
import type { Agreement } from '../../compacts/agreement.ts'
import { suspensionsOf } from '../../compacts/life.ts'
import { partEndsOf } from '../../compacts/part-ends.ts'
import { closingDayIn } from '../../compacts/steps.ts'
import {
  findCompact,
  frozenVersionOf,
  type StepRow,
  stepsOf,
  versionOf,
  versionsOf,
} from '../../compacts/store.ts'
import type { Tables } from '../../house/database.ts'
import { documentsOf } from '../../house/documents/store.ts'
import { WrongUse } from '../../house/errors.ts'
import { canonicalJson } from '../../house/history/canonical.ts'
import { FEWEST_SHOWN } from '../../monitoring/suppression.ts'
import { namesOf } from '../../people/organisations/people.ts'
import { linesBelowMoney } from '../below-money.ts'
import { initiativesOf, overBy } from '../initiatives.ts'
import { isNamed } from '../tables.ts'
import { type Act, board, type Decision, type Release } from './conditions.ts'
import { readObjections, readOverdue, readPromises, readResults, withoutSmallCounts } from './neighbours.ts'
import type {
  Contents,
  PublicEntry,
  PublicMoney,
  PublicRisk,
  PublicSuspension,
  Snapshot,
} from './snapshot.ts'
import { sealed } from './snapshot.ts'
import { totalsOf } from './totals.ts'

type Db = Kysely<Tables>

/** The last day to be told of: the one asked for, else today. Throws WrongUse for one that is none or to come. */
export function momentFrom(asked: string | undefined, today: string): string {
  if (asked === undefined || asked === '' || asked === today) return today
  const date = new Date(`${asked}T00:00:00Z`)
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(asked)
  if (isDay && asked < today) return asked
  throw new WrongUse('Nothing can be told of that day', [
    {
      place: 'asOf',
      message: isDay ? `${asked} is still to come.` : `“${asked.slice(0, 20)}” is not a day of the calendar.`,
      remedy: `Give a day as YYYY-MM-DD, ${today} at the latest.`,
    },
  ])
}

/**
 * Everything public about a compact on a day, read in one transaction that sees one moment of the
 * database; counts of people below the threshold are kept back. Throws NotFound.
 */
export async function readSnapshot(
  db: Db,
  id: string,
  asOf: string,
  threshold = FEWEST_SHOWN,
): Promise<Snapshot> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((trx) => readIn(trx, id, asOf, threshold))
}

async function readIn(db: Db, id: string, asOf: string, threshold: number): Promise<Snapshot> {
  const compact = await findCompact(db, id)
  const allSteps = await stepsOf(db, id)
  const steps = allSteps.filter(({ at }) => dayOf(at) <= asOf)
  const versions = (await versionsOf(db, id)).flatMap(
    ({ number, amendment, hash, takenEffect, signatures }) =>
      takenEffect !== null && takenEffect <= asOf
        ? [{ number, amendment, hash, takenEffect, signatures }]
        : [],
  )
  const version = versions.at(-1)?.number ?? null
  // Of what was put in from a public record no step is known: it stands as it was put in.
  const state = allSteps.length === 0 ? compact.state : (steps.at(-1)?.to ?? null)
  const waiting = version === null && state === 'signed' ? await frozenVersionOf(db, id) : null
  const text = version === null ? (waiting?.agreement ?? null) : (await versionOf(db, id, version)).agreement
  const agreement = text === null ? null : withoutSmallCounts(text, threshold)
  const end = new Date(Date.parse(nextDay(asOf)) - 1)
  const begins = versions[0]?.takenEffect ?? null
  const ends = agreement?.term.ends ?? endAgreed(allSteps, version)
  const lastDay = closingDayIn(steps)
  const contents: Contents = {
    format: 1,
    asOf,
    compact: {
      id,
      country: compact.country,
      example: compact.example,
      kind: compact.kind,
      state,
      // The term in the text may begin on another day than the text took effect.
      begins: begins ?? (compact.begins !== null && compact.begins <= asOf ? compact.begins : null),
      ends,
      lastDay: lastDay !== null && ends !== null && lastDay < ends ? lastDay : null,
    },
    version,
    agreement,
    versions,
    steps: steps.map(({ at, from, to, reason }) => ({ on: dayOf(at), from, to, reason })),
    suspensions: await readSuspensions(db, id, asOf),
    risks: agreement === null || version === null ? [] : await readRisks(db, id, agreement, asOf),
    partEnds: (await partEndsOf(db, id)).flatMap(({ at, by: _, ...end }) =>
      dayOf(at) <= asOf ? [{ ...end, decided: dayOf(at) }] : [],
    ),
    money:
      version === null || agreement === null
        ? null
        : await readMoney(
            db,
            id,
            agreement,
            asOf,
            await conditionsSince(db, id, versions),
            overBy(steps, lastDay ?? ends, asOf),
          ),
    results:
      agreement === null || version === null
        ? { actuals: [], latest: [], changes: [] }
        : await readResults(db, id, { version, agreement }, end, threshold),
    overdue: version === null ? [] : await readOverdue(db, id, asOf, steps.find(isLast)?.at ?? null),
    promises:
      agreement === null || version === null || compact.kind === 'observed'
        ? []
        : await readPromises(db, id, agreement, asOf, steps.find(isLast)?.at ?? null),
    objections: await readObjections(db, id, end),
    documents: (await documentsOf(db, id)).flatMap(
      ({ public: open, removed, hash, name, type, size, place, at }) =>
        open && removed === null && dayOf(at.toISOString()) <= asOf
          ? [{ hash, name, type, size: Number(size), place, on: dayOf(at.toISOString()) }]
          : [],
    ),
  }
  return sealed(contents)
}

/** The step with which a compact is over. */
const isLast = ({ to }: StepRow) => to === 'closed' || to === 'terminated'

/** The last day of a term that is counted in years from entry into force, as the step said that brought the text into effect. */
function endAgreed(steps: readonly StepRow[], version: number | null): string | null {
  // The steps of its signing and of what was found before name the version too; none of them says an end.
  const said = steps.flatMap(({ details }) =>
    version !== null && details.version === version && typeof details.ends === 'string' ? [details.ends] : [],
  )
  return said.at(-1) ?? null
}

/**
 * For each condition the number of the act after which its words stood as they do in the last of these versions:
 * what was decided about other words does not count. A day or an amount that moved leaves what was found as it is.
 *
 * Reckoned from the versions themselves, for `fund_conditions` knows it of today alone.
 */
async function conditionsSince(
  db: Db,
  compact: string,
  versions: readonly { number: number }[],
): Promise<Map<string, number>> {
  const since = new Map<string, number>()
  const words = new Map<string, string>()
  for (const { number } of versions) {
    const { tranches } = (await versionOf(db, compact, number)).agreement
    const changed = tranches.flatMap(({ key: tranche, conditions }) =>
      conditions.flatMap(({ due: _, holds: __, ...condition }) => {
        const key = `${tranche}/${condition.key}`
        const said = canonicalJson(condition)
        if (words.get(key) === said) return []
        words.set(key, said)
        return [key]
      }),
    )
    if (changed.length === 0) continue
    const last = await lastActBefore(db, compact, number)
    for (const key of changed) since.set(key, last)
  }
  return since
}

/** Number of the last act or release that was written down before a version took effect; 0 when there was none. */
async function lastActBefore(db: Db, compact: string, version: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(acts.number), 0)::int as last
    from compact_version_ends as effect,
      (select number, at from condition_determinations where compact_id = ${compact}
       union all
       select number, at from tranche_decisions where compact_id = ${compact}
       union all
       select number, at from tranche_releases where compact_id = ${compact}) as acts
    where effect.compact_id = ${compact} and effect.number = ${version} and effect.what = 'took effect'
      and acts.at < effect.at`.execute(db)
  return rows[0]?.last ?? 0
}

async function readMoney(
  db: Db,
  compact: string,
  agreement: Agreement,
  asOf: string,
  since: ReadonlyMap<string, number>,
  over: string | null,
): Promise<PublicMoney> {
  const upTo = sql<boolean>`at < ${nextDay(asOf)}::timestamptz`
  const entries = await readEntries(db, compact, asOf)
  const releaseRows = await db
    .selectFrom('tranche_releases')
    .select(['id', 'tranche', 'number', 'at', 'minor', 'reason'])
    .where('compact_id', '=', compact)
    .where(upTo)
    .orderBy('number')
    .execute()
  const releases = releaseRows.map(
    ({ tranche, number, at, minor, reason }): Release => ({
      tranche,
      number,
      on: dayOf(at.toISOString()),
      minor,
      reason,
    }),
  )
  const acts = await readActs(db, compact, upTo)
  const awards = await db
    .selectFrom('awards')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('state', '=', 'agreed')
    .orderBy('key')
    .execute()
  const known = awardsKnown(awards, entries, asOf)
  const exceptions = await db
    .selectFrom('ledger_exceptions')
    .leftJoin('ledger_entries', 'ledger_entries.id', 'ledger_exceptions.entry_id')
    .select([
      'ledger_exceptions.rule',
      'ledger_entries.number as entry',
      'ledger_exceptions.release_id as release',
      'ledger_exceptions.over_minor as minor',
      'ledger_exceptions.currency',
      'ledger_exceptions.reason',
      'ledger_exceptions.at',
    ])
    .where('ledger_exceptions.compact_id', '=', compact)
    .where(sql<boolean>`ledger_exceptions.at < ${nextDay(asOf)}::timestamptz`)
    .orderBy('ledger_exceptions.at')
    .orderBy('ledger_exceptions.id')
    .execute()
  const releaseNumbers = new Map(releaseRows.map(({ id, number }) => [id, number]))
  return {
    entries,
    awards: known.map(({ minor, currency, key, number, title, parent, contribution, ...award }) => ({
      key,
      number,
      title,
      parent,
      contribution,
      initiative: award.initiative,
      recipient: award.recipient,
      instrument: award.instrument,
      amount: { minor, currency },
      begins: award.begins,
      // One that was ended by that day is over since.
      ends: award.ended_on !== null && award.ended_on <= asOf ? award.ended_on : award.ends,
    })),
    initiatives: await initiativesOf(db, compact, agreement, asOf, over),
    ...board(agreement, acts, releases, since, await readDecisions(db, compact, upTo), asOf),
    exceptions: exceptions.map(({ rule, entry, release, minor, currency, reason, at }) => ({
      rule,
      entry,
      release: release === null ? null : (releaseNumbers.get(release) ?? null),
      over: { minor, currency },
      reason,
      on: dayOf(at.toISOString()),
    })),
    linesBelow: await linesBelowMoney(db, compact, agreement, asOf),
    totals: totalsOf(agreement, entries),
  }
}

/** Risks of the text as they had been seen by a day. */
async function readRisks(db: Db, compact: string, { risks }: Agreement, asOf: string): Promise<PublicRisk[]> {
  const looks = await db
    .selectFrom('compact_risk_looks as look')
    .leftJoin('organisations', 'organisations.id', 'look.organisation_id')
    .select(['look.risk', 'look.state', 'look.likelihood', 'look.effect', 'look.note', 'look.at'])
    .select('organisations.name as organisation')
    .where('look.compact_id', '=', compact)
    .where(sql<boolean>`look.at < ${nextDay(asOf)}::timestamptz`)
    .orderBy('look.at')
    .orderBy('look.id')
    .execute()
  return risks.map(({ key, likelihood, effect }) => {
    const last = looks.findLast(({ risk }) => risk === key)
    return last === undefined
      ? { key, state: 'watched', likelihood, effect, looked: null }
      : {
          key,
          state: last.state,
          likelihood: last.likelihood,
          effect: last.effect,
          looked: { on: dayOf(last.at.toISOString()), note: last.note, organisation: last.organisation },
        }
  })
}

/** Suspensions as they stood at the end of a day: what was corrected or ended later was still to come. */
async function readSuspensions(db: Db, compact: string, asOf: string): Promise<PublicSuspension[]> {
  const by = (moment: string | null) => (moment !== null && dayOf(moment) <= asOf ? dayOf(moment) : null)
  return (await suspensionsOf(db, compact)).flatMap(
    ({ whole, elements, ground, reason, side, began, ended, endReason, conditions }) =>
      by(began) === null
        ? []
        : [
            {
              whole,
              elements,
              ground,
              reason,
              side,
              began: dayOf(began),
              ended: by(ended),
              endReason: by(ended) === null ? null : endReason,
              corrections: conditions.map(({ text, corrected }) => ({ text, corrected: by(corrected) })),
            },
          ],
  )
}

/**
 * Awards that had begun by a day, those that money of the day names besides (money is promised
 * before an award begins), and those they are given out of: no entry and no sub-award points at nothing.
 */
function awardsKnown<Award extends { key: string; parent: string | null; begins: string }>(
  awards: readonly Award[],
  entries: readonly Pick<PublicEntry, 'award' | 'provider' | 'receiver'>[],
  asOf: string,
): Award[] {
  const byKey = new Map(awards.map((award) => [award.key, award]))
  const known = new Set(awards.filter(({ begins }) => begins <= asOf).map(({ key }) => key))
  for (const { award, provider, receiver } of entries) {
    if (award !== null) known.add(award)
    for (const holder of [provider, receiver])
      if (holder.startsWith('award:')) known.add(holder.slice('award:'.length))
  }
  // What is added while going through is gone through as well.
  for (const key of known) {
    const parent = byKey.get(key)?.parent ?? null
    if (parent !== null) known.add(parent)
  }
  return awards.filter(({ key }) => known.has(key))
}

/** The ledger up to a day, in the order of its days. The one query whose answer has no upper bound. */
export function entriesQuery(db: Db, compact: string, asOf: string) {
  return db
    .selectFrom('ledger_entries as entry')
    .leftJoin('ledger_entries as earlier', 'earlier.id', 'entry.reverses')
    .select([
      'entry.award',
      'entry.contribution',
      'entry.counts_as as countsAs',
      'entry.currency',
      'entry.date',
      'entry.document',
      'entry.kind',
      'entry.line',
      'entry.minor',
      'entry.note',
      'entry.number',
      'entry.onward',
      'entry.provider',
      'entry.receiver',
      'earlier.number as reverses',
      'entry.tranche',
      'entry.url',
    ])
    .where('entry.compact_id', '=', compact)
    .where('entry.date', '<=', asOf)
    .orderBy('entry.date')
    .orderBy('entry.number')
}

function readEntries(db: Db, compact: string, asOf: string): Promise<PublicEntry[]> {
  // The columns are asked for in the order of the alphabet, which is that of `PublicEntry`.
  return entriesQuery(db, compact, asOf).execute()
}

async function readActs(db: Db, compact: string, upTo: ReturnType<typeof sql<boolean>>): Promise<Act[]> {
  const rows = await db
    .selectFrom('condition_determinations as act')
    .leftJoin('organisations', 'organisations.id', 'act.by_for')
    .select([
      'act.number',
      'act.tranche',
      'act.condition',
      'act.act',
      'act.reason',
      'act.until',
      'act.document',
      'act.url',
      'act.capacity',
      'act.by',
      'act.at',
      'organisations.name as organisation',
    ])
    .where('act.compact_id', '=', compact)
    .where(upTo)
    .orderBy('act.number')
    .execute()
  // Who let a condition go answers for it by name; who found or brought something does so for an organisation.
  const named = rows.filter(({ act }) => isNamed(act))
  const names = await namesOf(db, [...new Set(named.map(({ by }) => by))])
  return rows.map(({ by, at, ...row }) => {
    const byName = isNamed(row.act)
    return {
      ...row,
      on: dayOf(at.toISOString()),
      name: byName ? (names.get(by) ?? null) : null,
      capacity: byName ? row.capacity : null,
    }
  })
}

/** Who cancels a tranche or puts it off answers for it by name. */
async function readDecisions(
  db: Db,
  compact: string,
  upTo: ReturnType<typeof sql<boolean>>,
): Promise<Decision[]> {
  const rows = await db
    .selectFrom('tranche_decisions as decision')
    .leftJoin('organisations', 'organisations.id', 'decision.by_for')
    .selectAll('decision')
    .select('organisations.name as organisation')
    .where('decision.compact_id', '=', compact)
    .where(upTo)
    .orderBy('decision.number')
    .execute()
  const names = await namesOf(db, [...new Set(rows.map(({ by }) => by))])
  return rows.map(
    ({ number, tranche, act, until, freed_minor, currency, reason, capacity, by, at, organisation }) => ({
      number,
      tranche,
      act,
      until,
      freed: freed_minor === null ? null : { minor: freed_minor, currency },
      reason,
      organisation,
      name: names.get(by) ?? null,
      capacity,
      on: dayOf(at.toISOString()),
    }),
  )
}

const dayOf = (moment: string) => moment.slice(0, 10)

function nextDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return `${date.toISOString().slice(0, 10)}T00:00:00Z`
}
