import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import { type Change, dayOf, type Trx, tell } from '../compacts/change.ts'
import { agreementInForce, findCompact } from '../compacts/store.ts'
import type { Tables } from '../house/database.ts'
import { deduplicationFault } from './aggregation.ts'
import { type CellKey, cellsOf } from './cells.ts'
import { dialoguesOf, discussedIn } from './dialogues.ts'
import { MonitoringFault } from './faults.ts'
import { readNumeral } from './numerals.ts'
import { isDay } from './periods.ts'
import { isEvidence } from './reading.ts'
import { type ScorecardAnswer, scorecard } from './scorecard.ts'
import { firstSendingsOf, reportsOf, valuesOf } from './store.ts'
import type { PromiseKind } from './tables.ts'
import { termsOf } from './terms.ts'

type Db = Kysely<Tables>

/** The five standards of a data quality assessment (USAID ADS 201). */
export const standards = ['validity', 'integrity', 'precision', 'reliability', 'timeliness'] as const
export type Standard = (typeof standards)[number]
export type Judged = { answer: 'yes' | 'no' | 'partly'; comment: string }

export type QualityCheck = {
  id: string
  indicator: string
  party: string | null
  on: string
  standards: Record<Standard, Judged>
  followUp: string | null
}

async function inForce(db: Db, compact: string) {
  const found = await agreementInForce(db, compact)
  if (found === null) throw new MonitoringFault('not in force')
  return found.agreement
}

export async function qualityChecksOf(db: Db, compact: string): Promise<QualityCheck[]> {
  const rows = await db
    .selectFrom('data_quality_checks')
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('on_day', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    indicator: row.indicator,
    party: row.party,
    on: row.on_day,
    standards: JSON.parse(row.standards) as Record<Standard, Judged>,
    followUp: row.follow_up,
  }))
}

/** Records a check of one indicator, at one reporter or all. Throws 422 where a “no” or “partly” is not explained. */
export async function recordQualityCheck(
  trx: Trx,
  change: Change,
  { compact, ...check }: Omit<QualityCheck, 'id'> & { compact: string },
): Promise<void> {
  const agreement = await inForce(trx, compact)
  if (!agreement.indicators.some(({ key }) => key === check.indicator))
    throw new MonitoringFault('indicator unknown', { indicator: check.indicator })
  if (check.party !== null && !agreement.parties.some(({ key }) => key === check.party))
    throw new MonitoringFault('promise unknown')
  if (!isDay(check.on) || check.on > dayOf(change))
    throw new MonitoringFault('day impossible', { typed: check.on })
  if (
    standards.some(
      (each) => check.standards[each].answer !== 'yes' && check.standards[each].comment.trim() === '',
    )
  )
    throw new MonitoringFault('text needed')
  const id = v7()
  await trx
    .insertInto('data_quality_checks')
    .values({
      id,
      compact_id: compact,
      indicator: check.indicator,
      party: check.party,
      on_day: check.on,
      standards: JSON.stringify(check.standards),
      follow_up: check.followUp?.trim() || null,
      at: change.at,
      by_person: change.actor.person,
    })
    .execute()
  await tell(trx, change, {
    compact,
    action: 'checked data quality',
    before: null,
    after: { check: id, indicator: check.indicator, party: check.party, on: check.on },
  })
}

/* ---- what became of promises */

export type PromiseCheck = {
  kind: PromiseKind
  key: string
  met: boolean
  on: string
  evidence: string | null
  comment: string | null
  at: string
}

/** The last word on each benchmark, responsibility and sustainability measure. */
export async function promiseChecksOf(db: Db, compact: string): Promise<PromiseCheck[]> {
  const rows = await db
    .selectFrom('promise_checks')
    .distinctOn(['kind', 'key'])
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('kind')
    .orderBy('key')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ kind, key, met, on_day, evidence, comment, at }) => ({
    kind,
    key,
    met,
    on: on_day,
    evidence,
    comment,
    at: at.toISOString(),
  }))
}

/** Records whether a promise was met, since when and by what evidence; an earlier word stays in the rows behind it. */
export async function recordPromise(
  trx: Trx,
  change: Change,
  { compact, kind, key, met, on, evidence, comment }: Omit<PromiseCheck, 'at'> & { compact: string },
): Promise<void> {
  const agreement = await inForce(trx, compact)
  const promised = {
    benchmark: agreement.benchmarks,
    responsibility: agreement.responsibilities,
    sustainability: agreement.sustainability,
  }
  if (!promised[kind].some((each) => each.key === key)) throw new MonitoringFault('promise unknown')
  if (!isDay(on) || on > dayOf(change)) throw new MonitoringFault('day impossible', { typed: on })
  if (evidence !== null && !isEvidence(evidence)) throw new MonitoringFault('evidence unknown')
  // That something was met has to be shown; that it was not has to be said.
  if (met && evidence === null) throw new MonitoringFault('evidence unknown')
  if (!met && (comment ?? '').trim() === '') throw new MonitoringFault('text needed')
  await trx
    .insertInto('promise_checks')
    .values({
      id: v7(),
      compact_id: compact,
      kind,
      key,
      met,
      on_day: on,
      evidence,
      comment: comment?.trim() || null,
      at: change.at,
      by_person: change.actor.person,
    })
    .execute()
  await tell(trx, change, {
    compact,
    action: 'recorded what became of a promise',
    before: null,
    after: { kind, key, met, on },
  })
}

/* ---- different people */

/**
 * Records how many different people several reporters reached together, and how that was found out. Throws 422 for
 * fewer than the largest of them reached, or more than all added up.
 */
export async function recordDeduplication(
  trx: Trx,
  change: Change,
  {
    compact,
    indicator,
    ends,
    cell,
    typed,
    method,
  }: { compact: string; indicator: string; ends: string; cell: CellKey; typed: string; method: string },
): Promise<void> {
  const sheet = (await inForce(trx, compact)).indicators.find(({ key }) => key === indicator)
  if (sheet === undefined) throw new MonitoringFault('indicator unknown', { indicator })
  if (sheet.aggregation !== 'unique-persons' || !cellsOf(sheet).includes(cell))
    throw new MonitoringFault('deduplication not asked')
  const read = readNumeral(typed)
  if (!('decimal' in read) || !/^\d+$/.test(read.decimal))
    throw new MonitoringFault('number unreadable', { typed: typed.slice(0, 40) })
  if (method.trim() === '') throw new MonitoringFault('text needed')
  const given = await standingIn(trx, compact, { indicator, ends, cell })
  const wrong = deduplicationFault(
    read.decimal,
    given.map(({ value }) => value),
  )
  if (wrong !== null) throw new MonitoringFault('deduplication impossible', wrong)
  const id = v7()
  await trx
    .insertInto('result_deduplications')
    .values({
      id,
      compact_id: compact,
      indicator,
      ends,
      cell,
      value: read.decimal,
      joined: JSON.stringify(given.map(({ id: value }) => value)),
      method: method.trim(),
      at: change.at,
      by_person: change.actor.person,
    })
    .execute()
  await tell(trx, change, {
    compact,
    action: 'counted different people',
    before: null,
    after: { deduplication: id, indicator, ends, cell },
  })
}

/** What stands of a cell on a day, from every reporter; where a period holds a shorter one, of the longer. */
async function standingIn(
  db: Db,
  compact: string,
  { indicator, ends, cell }: { indicator: string; ends: string; cell: CellKey },
) {
  const given = (await valuesOf(db, compact, { indicator })).flatMap((each) =>
    each.ends === ends && each.cell === cell && each.value !== null ? [{ ...each, value: each.value }] : [],
  )
  const begins = given.map((each) => each.begins).sort()[0]
  return given.filter((each) => each.begins === begins)
}

/* ---- scorecard */

/** The scorecard of a compact from what is recorded; `contributionsWithEntries` comes from whoever keeps the ledger. */
export async function scorecardOf(
  db: Db,
  compact: string,
  now: Date,
  contributionsWithEntries: readonly string[] | null = null,
): Promise<ScorecardAnswer[]> {
  const agreement = await inForce(db, compact)
  const reports = await reportsOf(db, compact)
  const values = await valuesOf(db, compact)
  const discussed = await discussedIn(db, compact)
  const dialogues = await dialoguesOf(db, compact)
  const promises = (await promiseChecksOf(db, compact)).filter(({ kind }) => kind === 'sustainability')
  const sending = await firstSendingsOf(db, compact)
  return scorecard({
    agreement,
    terms: await termsOf(db, compact),
    now,
    began: (await findCompact(db, compact)).begins,
    sent: reports
      .filter(({ state }) => state !== 'draft' && state !== 'returned')
      .map(({ id, party, ends }) => ({ party, ends, at: sending.get(id) ?? null })),
    verified: values.filter(({ value }) => value !== null),
    dialogues: dialogues.map(({ id, heldOn, heldAt, fixedAt, indicators, frozenAt }) => ({
      id,
      heldOn,
      held: heldAt !== null,
      fixedOn: fixedAt?.slice(0, 10) ?? null,
      indicators: indicators ?? [],
      frozen: frozenAt !== null,
      frozenOn: frozenAt?.slice(0, 10) ?? null,
      discussed: discussed.get(id) ?? [],
    })),
    met: promises.filter(({ met }) => met),
    unmet: promises.filter(({ met }) => !met).map(({ key }) => key),
    contributionsWithEntries,
  })
}
