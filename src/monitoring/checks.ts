import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import { type Responsibility, type Side, sides } from '../compacts/agreement.ts'
import { type Change, dayOf, type Trx, tell } from '../compacts/change.ts'
import { isOver } from '../compacts/steps.ts'
import { agreementInForce, findCompact, lockCompact, partiesOf, stepsOf } from '../compacts/store.ts'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Tables } from '../house/database.ts'
import { deduplicationFault } from './aggregation.ts'
import { assertReported, isReported } from './asked.ts'
import { type CellKey, cellsOf } from './cells.ts'
import { dialoguesOf, discussedIn } from './dialogues.ts'
import { MonitoringFault } from './faults.ts'
import { readNumeral } from './numerals.ts'
import { isDay } from './periods.ts'
import { promisedIn } from './promised.ts'
import { isEvidence } from './reading.ts'
import { deduplicationsOf } from './results.ts'
import { type ScorecardAnswer, scorecard } from './scorecard.ts'
import { firstSendingsOf, reportsOf, valuesOf } from './store.ts'
import type { PromiseKind, PromiseOutcome } from './tables.ts'
import { type LastPayment, termsOf } from './terms.ts'
import { membersOf } from './verifying.ts'

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
  await assertReported(trx, compact)
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

/** An organisation for which somebody spoke. */
export type Speaker = { id: string; name: string }

export type PromiseCheck = {
  id: string
  kind: PromiseKind
  key: string
  outcome: PromiseOutcome
  on: string
  evidence: string | null
  comment: string | null
  at: string
  by: Speaker
  /** Another party that confirmed that it was met, or that it is waived; that it was not met is said by one alone. */
  confirmed: Speaker | null
}

async function promiseRowsOf(db: Db, compact: string): Promise<PromiseCheck[]> {
  const rows = await db
    .selectFrom('promise_checks as check')
    .innerJoin('organisations as recorder', 'recorder.id', 'check.by_organisation')
    .leftJoin('promise_confirmations as word', 'word.promise_id', 'check.id')
    .leftJoin('organisations as confirmer', 'confirmer.id', 'word.by_organisation')
    .select(['check.id', 'check.kind', 'check.key', 'outcome', 'on_day', 'evidence', 'comment', 'check.at'])
    .select(['recorder.id as by_id', 'recorder.name as by_name'])
    .select(['confirmer.id as confirmer_id', 'confirmer.name as confirmer_name'])
    .where('check.compact_id', '=', compact)
    .orderBy('check.kind')
    .orderBy('check.key')
    .orderBy('check.id')
    .execute()
  return rows.map(({ id, kind, key, outcome, on_day, evidence, comment, at, ...said }) => ({
    id,
    kind,
    key,
    outcome,
    on: on_day,
    evidence,
    comment,
    at: at.toISOString(),
    by: { id: said.by_id, name: said.by_name },
    confirmed: said.confirmer_id === null ? null : { id: said.confirmer_id, name: said.confirmer_name ?? '' },
  }))
}

const counts = ({ outcome, confirmed }: PromiseCheck) => outcome === 'not met' || confirmed !== null
const samePromise = (one: PromiseCheck, other: PromiseCheck) =>
  one.kind === other.kind && one.key === other.key

/** The last word that counts on each benchmark, responsibility and sustainability measure: met, or waived, once another party confirmed it. */
export async function promiseChecksOf(db: Db, compact: string): Promise<PromiseCheck[]> {
  const rows = (await promiseRowsOf(db, compact)).filter(counts)
  return rows.filter((row, place) => !rows.slice(place + 1).some((later) => samePromise(row, later)))
}

/** What was recorded as met or waived and waits for another party, where nothing was said since. */
export async function promisesWaiting(db: Db, compact: string): Promise<PromiseCheck[]> {
  const rows = await promiseRowsOf(db, compact)
  return rows.filter(
    (row, place) => !counts(row) && !rows.slice(place + 1).some((later) => samePromise(row, later)),
  )
}

/** The organisation somebody records for. */
function recorderOf({ standsFor }: Change): string {
  const [organisation] = standsFor
  if (organisation === undefined) throw new Error('Whoever records something stands for an organisation')
  return organisation
}

/**
 * Records whether a promise was met, since when and by what evidence, or that a responsibility is waived, and why; an earlier
 * word stays in the rows behind it. That it was met or is waived counts once another party confirms it. Throws Conflict for a
 * waiver of anything else, and where a waiver stands, which one party does not undo.
 */
export async function recordPromise(
  trx: Trx,
  change: Change,
  {
    compact,
    kind,
    key,
    outcome,
    on,
    evidence,
    comment,
  }: Omit<PromiseCheck, 'id' | 'at' | 'by' | 'confirmed'> & { compact: string },
): Promise<string> {
  await assertReported(trx, compact)
  const promised = promisedIn(await inForce(trx, compact))
  if (!promised[kind].some((each) => each.key === key)) throw new MonitoringFault('promise unknown')
  if (!isDay(on) || on > dayOf(change)) throw new MonitoringFault('day impossible', { typed: on })
  if (evidence !== null && !isEvidence(evidence)) throw new MonitoringFault('evidence unknown')
  // That something was met has to be shown; that it was not has to be said.
  if (outcome === 'met' && evidence === null) throw new MonitoringFault('evidence unknown')
  if (outcome !== 'met' && (comment ?? '').trim() === '') throw new MonitoringFault('text needed')
  const standing = (await promiseChecksOf(trx, compact)).find(
    (each) => each.kind === kind && each.key === key,
  )?.outcome
  if (outcome === 'waived' && (kind !== 'responsibility' || standing === 'met'))
    throw new MonitoringFault('waiver unfit')
  if (outcome !== 'met' && standing === 'waived') throw new MonitoringFault('waived already')
  const id = v7()
  await trx
    .insertInto('promise_checks')
    .values({
      id,
      compact_id: compact,
      kind,
      key,
      outcome,
      on_day: on,
      evidence,
      comment: comment?.trim() || null,
      at: change.at,
      by_person: change.actor.person,
      by_organisation: recorderOf(change),
    })
    .execute()
  await tell(trx, change, {
    compact,
    action: outcome === 'waived' ? 'asked to waive a responsibility' : 'recorded what became of a promise',
    before: null,
    after: { kind, key, outcome, on },
    ...(outcome === 'waived' ? { reason: comment } : {}),
  })
  return id
}

/**
 * Confirms that a promise was met, or that a responsibility is waived. Throws Refused for the person and the organisation that
 * recorded it, and where both stand on the side whose promise it is; of a benchmark, which both sides promise, where both stand on
 * one side. A waiver also takes a word of the government it was promised to: of both, where both promised.
 */
export async function confirmPromise(
  trx: Trx,
  change: Change,
  { compact, check }: { compact: string; check: string },
): Promise<void> {
  await assertReported(trx, compact)
  const waiting = (await promisesWaiting(trx, compact)).find(({ id }) => id === check)
  if (waiting === undefined) throw new MonitoringFault('nothing to confirm')
  const agreement = await inForce(trx, compact)
  const promise = promisedIn(agreement)[waiting.kind].find(({ key }) => key === waiting.key)
  if (promise === undefined) throw new MonitoringFault('promise unknown')
  const parties = await partiesOf(trx, compact)
  const sideOf = (organisation: string | null) =>
    parties.find((each) => each.organisation === organisation)?.side ?? null
  const promiser = agreement.parties.find(({ key }) => key === promise.party)?.organisation ?? null
  const ownSide = promise.party === null ? sideOf(waiting.by.id) : sideOf(promiser)
  const isInside = (organisation: string) =>
    organisation === promiser || (ownSide !== null && sideOf(organisation) === ownSide)
  const { side } = promise
  const isOwed = (organisation: string) => {
    if (waiting.outcome !== 'waived' || side === null) return true
    const given = [sideOf(waiting.by.id), sideOf(organisation)]
    return owedTo(side).every((each) => given.includes(each))
  }
  const organisation = await confirmerFor(
    trx,
    change,
    { table: 'promise_checks', id: check, by: waiting.by.id },
    (each) => (!isInside(waiting.by.id) || !isInside(each)) && isOwed(each),
  )
  await trx
    .insertInto('promise_confirmations')
    .values({ promise_id: check, compact_id: compact, at: change.at, ...organisation })
    .execute()
  await tell(trx, change, {
    compact,
    action: waiting.outcome === 'waived' ? 'waived a responsibility' : 'confirmed that a promise was met',
    before: { check, confirmed: false },
    after: { check, kind: waiting.kind, key: waiting.key, confirmed: true },
    ...(waiting.outcome === 'waived' ? { reason: waiting.comment } : {}),
  })
}

/** The sides without whose word a responsibility is not let go: civil society’s is owed to both. */
const owedTo = (side: Responsibility['side']): readonly Side[] =>
  side === 'donor' ? ['partner'] : side === 'partner' ? ['donor'] : sides

/**
 * Who confirms what one organisation recorded: another person, for another organisation, who does not belong to the
 * first; of several the one whose word `counts`. Throws Refused.
 */
async function confirmerFor(
  trx: Trx,
  { actor: { person }, standsFor }: Change,
  recorded: { table: 'promise_checks' | 'result_deduplications'; id: string; by: string },
  counts: (organisation: string) => boolean,
): Promise<{ by_person: string; by_organisation: string }> {
  const { by_person } = await trx
    .selectFrom(recorded.table)
    .select('by_person')
    .where('id', '=', recorded.id)
    .executeTakeFirstOrThrow()
  const others = standsFor.filter((each) => each !== recorded.by)
  if (
    person === null ||
    person === by_person ||
    others.length === 0 ||
    (await membersOf(trx, [recorded.by])).has(person)
  )
    throw new MonitoringFault('own word')
  const by_organisation = others.find(counts)
  if (by_organisation === undefined) throw new MonitoringFault('own side')
  return { by_person: person, by_organisation }
}

/* ---- different people */

type CountedCell = { indicator: string; ends: string; cell: CellKey }

/** What stands of a cell on a day, from every reporter; where a period holds a shorter one, of the longer. */
async function standingIn(db: Db, compact: string, { indicator, ends, cell }: CountedCell) {
  const given = (await valuesOf(db, compact, { indicator })).flatMap((each) =>
    each.ends === ends && each.cell === cell && each.value !== null ? [{ ...each, value: each.value }] : [],
  )
  const begins = given.map((each) => each.begins).sort()[0]
  return given.filter((each) => each.begins === begins)
}

const isSame = (joined: readonly string[], given: readonly { id: string }[]) =>
  joined.length === given.length && given.every(({ id }) => joined.includes(id))

/**
 * Once a compact is over people are counted anew only where a correction took away what had been counted. Throws
 * Conflict.
 */
async function assertCountable(trx: Trx, compact: string, counted: CountedCell): Promise<void> {
  if (await isReported(trx, compact)) return
  const given = await standingIn(trx, compact, counted)
  const earlier = (await deduplicationsOf(trx, compact)).filter(
    ({ indicator, ends, cell }) =>
      indicator === counted.indicator && ends === counted.ends && cell === counted.cell,
  )
  const isOutdated = earlier.length > 0 && !earlier.some(({ joined }) => isSame(joined, given))
  if (!isOutdated || !given.some(({ corrections }) => corrections > 0))
    throw new MonitoringFault('not in force')
}

/**
 * Records how many different people several reporters reached together, and how that was found out; it counts once
 * another party confirms it. Throws 422 for fewer than the largest of them reached, or more than all added up.
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
  }: CountedCell & { compact: string; typed: string; method: string },
): Promise<string> {
  await assertCountable(trx, compact, { indicator, ends, cell })
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
      by_organisation: recorderOf(change),
    })
    .execute()
  await tell(trx, change, {
    compact,
    action: 'counted different people',
    before: null,
    after: { deduplication: id, indicator, ends, cell },
  })
  return id
}

/** A count of different people that no other party has confirmed: for those who verify alone, since it may be small. */
export type CountWaiting = CountedCell & {
  id: string
  value: string
  method: string
  by: Speaker
  /** Ids of the values it joins. */
  joined: string[]
}

/** Counts that wait for another party: the last of each cell, while what was counted stands. */
export async function countsWaiting(db: Db, compact: string, of?: string): Promise<CountWaiting[]> {
  let query = db
    .selectFrom('result_deduplications as count')
    .innerJoin('organisations', 'organisations.id', 'count.by_organisation')
    .leftJoin('deduplication_confirmations as word', 'word.deduplication_id', 'count.id')
    .select(['count.id', 'indicator', 'ends', 'cell', 'value', 'joined', 'method'])
    .select(['organisations.id as by_id', 'organisations.name as by_name', 'word.at as confirmed'])
    .where('count.compact_id', '=', compact)
  if (of !== undefined) query = query.where('indicator', '=', of)
  const rows = await query.orderBy('count.id').execute()
  const last = new Map(rows.map((row) => [`${row.indicator} ${row.ends} ${row.cell}`, row]))
  const found: CountWaiting[] = []
  for (const {
    id,
    indicator,
    ends,
    cell,
    value,
    joined,
    method,
    by_id,
    by_name,
    confirmed,
  } of last.values()) {
    const ids = JSON.parse(joined) as string[]
    if (confirmed !== null || !isSame(ids, await standingIn(db, compact, { indicator, ends, cell }))) continue
    found.push({ id, indicator, ends, cell, value, method, by: { id: by_id, name: by_name }, joined: ids })
  }
  return found
}

/**
 * Confirms how many different people were reached. Throws Refused for the person and the organisation that counted
 * them, and where both reported what was counted; Conflict where what was counted no longer stands.
 */
export async function confirmDeduplication(
  trx: Trx,
  change: Change,
  { compact, count, indicator: of }: { compact: string; count: string; indicator?: string },
): Promise<void> {
  await lockCompact(trx, compact)
  const waiting = (await countsWaiting(trx, compact, of)).find(({ id }) => id === count)
  if (waiting === undefined) throw new MonitoringFault('nothing to confirm')
  await assertCountable(trx, compact, waiting)
  const given = await standingIn(trx, compact, waiting)
  const reports = await reportsOf(trx, compact)
  const reporters = new Set(
    reports.filter(({ id }) => given.some(({ report }) => report === id)).map((each) => each.organisation),
  )
  const organisation = await confirmerFor(
    trx,
    change,
    { table: 'result_deduplications', id: count, by: waiting.by.id },
    (each) => !reporters.has(waiting.by.id) || !reporters.has(each),
  )
  await trx
    .insertInto('deduplication_confirmations')
    .values({ deduplication_id: count, compact_id: compact, at: change.at, ...organisation })
    .execute()
  const { indicator, ends, cell } = waiting
  await tell(trx, change, {
    compact,
    action: 'confirmed a count of different people',
    before: { deduplication: count, confirmed: false },
    after: { deduplication: count, indicator, ends, cell, confirmed: true },
  })
  await bumpDataVersion(trx)
}

/* ---- scorecard */

/** The scorecard of a compact from what is recorded; `contributionsWithEntries` comes from whoever keeps the ledger. */
export async function scorecardOf(
  db: Db,
  compact: string,
  now: Date,
  contributionsWithEntries: readonly string[] | null = null,
  paid?: LastPayment,
): Promise<ScorecardAnswer[]> {
  const agreement = await inForce(db, compact)
  const reports = await reportsOf(db, compact)
  const values = await valuesOf(db, compact)
  const discussed = await discussedIn(db, compact)
  const dialogues = await dialoguesOf(db, compact)
  const promises = (await promiseChecksOf(db, compact)).filter(({ kind }) => kind === 'sustainability')
  const sending = await firstSendingsOf(db, compact)
  const end = (await stepsOf(db, compact)).findLast(({ from, to }) => from !== to && isOver(to))
  return scorecard({
    over: end?.at.slice(0, 10) ?? null,
    agreement,
    terms: await termsOf(db, compact, paid === undefined ? {} : { paid }),
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
    met: promises.filter(({ outcome }) => outcome === 'met'),
    unmet: promises.filter(({ outcome }) => outcome !== 'met').map(({ key }) => key),
    contributionsWithEntries,
  })
}
