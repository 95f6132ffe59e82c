import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import type { Agreement, Indicator } from '../compacts/agreement.ts'
import { type Change, type Trx, tell } from '../compacts/change.ts'
import type { MoreGaps } from '../compacts/effects.ts'
import type { Gap } from '../compacts/gap-codes.ts'
import { agreementInForce, findCompact, versionOf } from '../compacts/store.ts'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Tables } from '../house/database.ts'
import { hasDocument } from '../house/documents/store.ts'
import type { FaultDetail } from '../house/errors.ts'
import { recordEvent } from '../house/history/record-event.ts'
import type { CellKey } from './cells.ts'
import { compareDecimals } from './decimal.ts'
import { MonitoringFault } from './faults.ts'
import { type Due, dayOverSomewhere, everythingDue, type Round, roundsOf } from './periods.ts'
import {
  hasFaults,
  type ReadingContext,
  type ReadingFault,
  type ReadValue,
  readPart,
  type TypedPart,
  tidyPart,
} from './reading.ts'
import type { ReportState } from './tables.ts'
import './tables.ts'

type Db = Kysely<Tables>

/** States of a compact in which reports are written. */
const reported = ['in force', 'suspended', 'extended', 'closing']

/** A report as it stands: one for each party and day on which periods end. */
export type Report = {
  id: string
  compact: string
  party: string
  organisation: string
  ends: string
  /** Version of the agreement it goes by. */
  version: number
  state: ReportState
  made: string
  publishedAt: string | null
}

export type ReportStep = {
  seq: number
  from: ReportState | null
  to: ReportState
  version: number
  at: string
  by: string | null
  reason: string | null
}

/** What is typed for one indicator, and the revision it stands in; 0 before anything was. */
export type DraftPart = {
  indicator: string
  revision: number
  typed: TypedPart
  by: string | null
  at: string | null
}

export type ReportKey = { compact: string; party: string; ends: string }

export const emptyPart: TypedPart = { cells: {} }

/* ---- reading */

function reportFrom(row: Tables['result_reports']): Report {
  return {
    id: row.id,
    compact: row.compact_id,
    party: row.party,
    organisation: row.organisation_id,
    ends: row.ends,
    version: row.version,
    state: row.state,
    made: row.made.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
  }
}

/** The report of a party for a day; null while nobody has begun it. */
export async function findReport(db: Db, { compact, party, ends }: ReportKey): Promise<Report | null> {
  const row = await db
    .selectFrom('result_reports')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('party', '=', party)
    .where('ends', '=', ends)
    .executeTakeFirst()
  return row === undefined ? null : reportFrom(row)
}

/** The same, which has to be there. Throws NotFound. */
export async function reportAt(db: Db, key: ReportKey): Promise<Report> {
  const report = await findReport(db, key)
  if (report === null) throw new MonitoringFault('no report')
  return report
}

export async function reportsOf(db: Db, compact: string): Promise<Report[]> {
  const rows = await db
    .selectFrom('result_reports')
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('ends')
    .orderBy('party')
    .execute()
  return rows.map(reportFrom)
}

export async function stepsOf(db: Db, report: string): Promise<ReportStep[]> {
  const rows = await db
    .selectFrom('result_steps')
    .selectAll()
    .where('report_id', '=', report)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    from: row.from_state,
    to: row.to_state,
    version: row.version,
    at: row.at.toISOString(),
    by: row.by_person,
    reason: row.reason,
  }))
}

/** What is typed now, by indicator. */
export async function draftsOf(db: Db, report: string): Promise<Map<string, DraftPart>> {
  const rows = await db
    .selectFrom('result_drafts')
    .distinctOn('indicator')
    .selectAll()
    .where('report_id', '=', report)
    .orderBy('indicator')
    .orderBy('revision', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.indicator, draftFrom(row)]))
}

function draftFrom(row: Tables['result_drafts']): DraftPart {
  return {
    indicator: row.indicator,
    revision: row.revision,
    typed: JSON.parse(row.typed) as TypedPart,
    by: row.by_person,
    at: row.at.toISOString(),
  }
}

/** A verified value that holds: corrected ones stand behind it. */
export type KeptValue = ReadValue & {
  id: string
  report: string
  party: string
  indicator: string
  begins: string
  ends: string
  version: number
  why: string | null
  evidence: string | null
  comment: string | null
  at: string
  /** How often it was corrected. */
  corrections: number
  /** Whether its report is published, and since when. */
  publishedAt: string | null
}

/** The values that hold, of a whole compact or one indicator; at a moment when `at` is given. */
export async function valuesOf(
  db: Db,
  compact: string,
  { indicator, party, at }: { indicator?: string; party?: string; at?: Date } = {},
): Promise<KeptValue[]> {
  let query = db
    .selectFrom('result_values as value')
    .innerJoin('result_reports as report', 'report.id', 'value.report_id')
    .selectAll('value')
    .select('report.published_at')
    .where('value.compact_id', '=', compact)
  if (indicator !== undefined) query = query.where('value.indicator', '=', indicator)
  if (party !== undefined) query = query.where('value.party', '=', party)
  if (at !== undefined) query = query.where('value.at', '<=', at)
  const rows = await query
    .orderBy('value.ends')
    .orderBy('value.party')
    .orderBy('value.cell')
    .orderBy('value.id')
    .execute()
  const followed = new Set(rows.flatMap(({ corrects }) => corrects ?? []))
  const before = new Map(rows.map((row) => [row.id, row]))
  const depth = (row: (typeof rows)[number]): number => {
    let count = 0
    for (let at = row.corrects; at !== null; at = before.get(at)?.corrects ?? null) count += 1
    return count
  }
  return rows
    .filter(({ id }) => !followed.has(id))
    .map((row) => ({
      ...valueFrom(row),
      corrections: depth(row),
      publishedAt: row.published_at?.toISOString() ?? null,
    }))
}

function valueFrom(row: Tables['result_values']): Omit<KeptValue, 'corrections' | 'publishedAt'> {
  const {
    id,
    party,
    indicator,
    cell,
    begins,
    ends,
    version,
    value,
    low,
    high,
    level,
    numerator,
    denominator,
  } = row
  const { missing, why, evidence, comment } = row
  return {
    id,
    report: row.report_id,
    party,
    indicator,
    cell,
    begins,
    ends,
    version,
    value,
    low,
    high,
    level,
    numerator,
    denominator,
    missing,
    why,
    evidence,
    comment,
    at: row.at.toISOString(),
  }
}

/** All rows of a report’s values, corrected ones too, oldest first: for whoever follows a correction. */
export async function valueHistoryOf(db: Db, report: string) {
  const rows = await db
    .selectFrom('result_values')
    .selectAll()
    .where('report_id', '=', report)
    .orderBy('indicator')
    .orderBy('cell')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...valueFrom(row), corrects: row.corrects, correction: row.correction_id }))
}

/** Last verified values of a reporter before a day, by indicator and cell. */
export async function valuesBefore(
  db: Db,
  { compact, party, ends }: ReportKey,
): Promise<Map<string, Map<CellKey, KeptValue & { value: string }>>> {
  const found = new Map<string, Map<CellKey, KeptValue & { value: string }>>()
  for (const value of await valuesOf(db, compact, { party })) {
    if (value.ends >= ends || value.value === null) continue
    const cells = found.get(value.indicator) ?? new Map<CellKey, KeptValue & { value: string }>()
    found.set(value.indicator, cells)
    const last = cells.get(value.cell)
    if (last === undefined || last.ends < value.ends) cells.set(value.cell, { ...value, value: value.value })
  }
  return found
}

/** What a report is about under one version of the agreement. */
export type Asked = { round: Round; indicators: Map<string, { sheet: Indicator; due: Due }> }

/** What an agreement asks of a party for a day; null when nothing. */
export function askedOf(agreement: Agreement, party: string, ends: string): Asked | null {
  const round = roundsOf(everythingDue(agreement)).find((each) => each.party === party && each.ends === ends)
  if (round === undefined) return null
  const indicators = new Map(
    round.items.flatMap((due) => {
      const sheet = agreement.indicators.find(({ key }) => key === due.indicator)
      return sheet === undefined ? [] : [[due.indicator, { sheet, due }] as const]
    }),
  )
  return { round, indicators }
}

/** All parts of a report read again, with what is wrong at each. */
export function readParts(
  asked: Asked,
  typed: ReadonlyMap<string, TypedPart>,
  before: ReadonlyMap<string, ReadingContext['before']>,
): Map<string, { values: ReadValue[]; faults: ReadingFault[] }> {
  return new Map(
    [...asked.indicators].map(([key, { sheet }]) => [
      key,
      readPart(sheet, typed.get(key) ?? emptyPart, { before: before.get(key) ?? new Map() }),
    ]),
  )
}

/* ---- writing */

async function inForce(db: Db, compact: string): Promise<{ version: number; agreement: Agreement }> {
  const { state } = await findCompact(db, compact)
  const found = await agreementInForce(db, compact)
  if (found === null || !reported.includes(state)) throw new MonitoringFault('not in force')
  return found
}

/** Which organisation stands behind a party. Throws Conflict when none does. */
function organisationOf({ parties }: Agreement, party: string): string {
  const organisation = parties.find(({ key }) => key === party)?.organisation ?? null
  if (organisation === null) throw new MonitoringFault('party without organisation', { party })
  return organisation
}

/** Holds a report to the end of the transaction, and with it the others of its party: their values depend on each other. */
async function lockReport(trx: Trx, key: ReportKey): Promise<Report> {
  const rows = await trx
    .selectFrom('result_reports')
    .selectAll()
    .where('compact_id', '=', key.compact)
    .where('party', '=', key.party)
    .orderBy('ends')
    .forUpdate()
    .execute()
  const row = rows.find(({ ends }) => ends === key.ends)
  if (row === undefined) throw new MonitoringFault('no report')
  return reportFrom(row)
}

async function step(
  trx: Trx,
  change: Change,
  report: Report,
  to: ReportState,
  {
    version = report.version,
    reason = null as string | null,
    action,
  }: { version?: number; reason?: string | null; action: string },
): Promise<void> {
  const { last } = await trx
    .selectFrom('result_steps')
    .select((select) => select.fn.max('seq').as('last'))
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('result_steps')
    .values({
      report_id: report.id,
      seq: (last ?? 0) + 1,
      from_state: last === null ? null : report.state,
      to_state: to,
      version,
      at: change.at,
      by_person: change.actor.person,
      reason,
    })
    .execute()
  if (last !== null)
    await trx
      .updateTable('result_reports')
      .set({ state: to, version, ...(to === 'published' ? { published_at: change.at } : {}) })
      .where('id', '=', report.id)
      .execute()
  const told = (state: ReportState, of: number) => ({
    report: report.id,
    party: report.party,
    ends: report.ends,
    state,
    version: of,
  })
  await tell(trx, change, {
    compact: report.compact,
    action,
    before: last === null ? null : told(report.state, report.version),
    after: told(to, version),
    reason,
  })
}

/** Begins a report where something is due; answers the one that is there when it was begun before. */
export async function openReport(trx: Trx, change: Change, key: ReportKey): Promise<Report> {
  const { version, agreement } = await inForce(trx, key.compact)
  const known = await findReport(trx, key)
  if (known !== null) {
    assertReports(change, known)
    return known
  }
  if (askedOf(agreement, key.party, key.ends) === null)
    throw new MonitoringFault('nothing due', { ends: key.ends })
  const organisation = organisationOf(agreement, key.party)
  if (!change.standsFor.includes(organisation))
    throw new MonitoringFault('not your report', { party: key.party })
  const row = await trx
    .insertInto('result_reports')
    .values({
      id: v7(),
      compact_id: key.compact,
      party: key.party,
      organisation_id: organisation,
      ends: key.ends,
      version,
      state: 'draft',
      made: change.at,
      made_by: change.actor.person,
      published_at: null,
    })
    .onConflict((conflict) => conflict.columns(['compact_id', 'party', 'ends']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) return lockReport(trx, key)
  const report = reportFrom(row)
  await step(trx, change, report, 'draft', { action: 'began a report' })
  return report
}

function assertReports(change: Change, { organisation, party }: Report): void {
  if (!change.standsFor.includes(organisation)) throw new MonitoringFault('not your report', { party })
}

const writable = (state: ReportState) => state === 'draft' || state === 'returned'

export type SentPart = { /** Revision the form was made from; 0 for none. */ base: number; typed: TypedPart }

/** The same part was changed on another device: both texts, and the one both began with. */
export type PartConflict = {
  indicator: string
  revision: number
  now: TypedPart
  sent: TypedPart
  by: string | null
}

export type Saved = { report: string; saved: Record<string, number>; conflicts: PartConflict[] }

/**
 * Keeps what is typed, part by part, whatever it is: a draft may hold what a report may not. A part
 * that was not touched since the form was made leaves what others wrote meanwhile. Where both
 * changed the same part nothing of it is overwritten: the answer holds both.
 *
 * Parts that the agreement no longer asks for are kept too. Throws Refused for who does not report
 * for the party, Conflict once it was sent.
 */
export async function saveReport(
  trx: Trx,
  change: Change,
  key: ReportKey,
  parts: Readonly<Record<string, SentPart>>,
): Promise<Saved> {
  await openReport(trx, change, key)
  const report = await lockReport(trx, key)
  assertReports(change, report)
  if (!writable(report.state)) throw new MonitoringFault('locked', { state: report.state })
  const { version, agreement } = await inForce(trx, key.compact)
  const asked = askedOf(agreement, key.party, key.ends)
  const now = await draftsOf(trx, report.id)
  const saved: Record<string, number> = {}
  const conflicts: PartConflict[] = []
  for (const [indicator, { base, typed }] of Object.entries(parts)) {
    const present = now.get(indicator)
    if (asked?.indicators.has(indicator) !== true && present === undefined) {
      // Of an indicator that has just gone there may be something in the form: kept if this report ever had it.
      if (!(await askedBefore(trx, report, indicator)))
        throw new MonitoringFault('indicator unknown', { indicator })
    }
    const revision = present?.revision ?? 0
    const sent = tidyPart(typed)
    const stands = textOf(present?.typed ?? emptyPart)
    if (textOf(sent) === stands) continue
    if (base > revision || base < 0) throw new MonitoringFault('revision unknown')
    if (base !== revision) {
      const from = base === 0 ? emptyPart : await draftAt(trx, report.id, indicator, base)
      // Untouched since: what the other device wrote stands.
      if (textOf(from) === textOf(sent)) continue
      conflicts.push({ indicator, revision, now: present?.typed ?? emptyPart, sent, by: present?.by ?? null })
      continue
    }
    await trx
      .insertInto('result_drafts')
      .values({
        report_id: report.id,
        indicator,
        revision: revision + 1,
        version,
        typed: JSON.stringify(sent),
        at: change.at,
        by_person: change.actor.person,
      })
      .execute()
    saved[indicator] = revision + 1
  }
  if (Object.keys(saved).length > 0)
    await recordEvent(trx, {
      record: { kind: 'result-report', id: report.id },
      action: 'saved a draft',
      before: null,
      after: { revisions: saved },
      actor: change.actor,
      at: change.at,
    })
  return { report: report.id, saved, conflicts }
}

/** Two parts are the same when what they hold is. */
const textOf = (part: TypedPart) => JSON.stringify(sorted(tidyPart(part)))

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}

async function draftAt(db: Db, report: string, indicator: string, revision: number): Promise<TypedPart> {
  const row = await db
    .selectFrom('result_drafts')
    .select('typed')
    .where('report_id', '=', report)
    .where('indicator', '=', indicator)
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (row === undefined) throw new MonitoringFault('revision unknown')
  return JSON.parse(row.typed) as TypedPart
}

async function askedBefore(db: Db, report: Report, indicator: string): Promise<boolean> {
  const { agreement } = await versionOf(db, report.compact, report.version)
  return askedOf(agreement, report.party, report.ends)?.indicators.has(indicator) ?? false
}

/** What stands in the way of sending a report, at its fields; the draft is kept all the same. */
export class FaultsRemain extends MonitoringFault {
  readonly parts: { indicator: string; faults: ReadingFault[] }[]

  constructor(parts: { indicator: string; faults: ReadingFault[] }[], details: FaultDetail[] = []) {
    const count = parts.reduce((sum, { faults }) => sum + faults.length, 0)
    super('faults remain', { count }, 'en', details)
    this.parts = parts
  }
}

/**
 * Sends a report for verification. Throws Conflict when the agreement changed since the form
 * was made, or the period still runs; FaultsRemain with every fault at its place.
 */
export async function submitReport(
  trx: Trx,
  change: Change,
  key: ReportKey,
  { version }: { version: number },
): Promise<void> {
  await openReport(trx, change, key)
  const report = await lockReport(trx, key)
  assertReports(change, report)
  if (!writable(report.state)) throw new MonitoringFault('locked', { state: report.state })
  const now = await inForce(trx, key.compact)
  if (now.version !== version) throw new MonitoringFault('terms changed', { now: now.version, made: version })
  if (key.ends > dayOverSomewhere(change.at)) throw new MonitoringFault('not over yet', { ends: key.ends })
  await assertReadable(trx, report, now.agreement)
  await step(trx, change, report, 'submitted', { version, action: 'sent a report' })
}

/** Reads all of a report under an agreement. Throws FaultsRemain. */
async function assertReadable(trx: Trx, report: Report, agreement: Agreement) {
  const asked = askedOf(agreement, report.party, report.ends)
  if (asked === null) throw new MonitoringFault('nothing due', { ends: report.ends })
  const typed = new Map([...(await draftsOf(trx, report.id))].map(([key, part]) => [key, part.typed]))
  const read = readParts(asked, typed, await valuesBefore(trx, report))
  const wrong = [...read].flatMap(([indicator, { faults }]) => {
    const hard = faults.filter(({ weight }) => weight === 'fault')
    return hard.length === 0 ? [] : [{ indicator, faults: hard }]
  })
  if (wrong.length > 0) throw new FaultsRemain(wrong)
  for (const key of asked.indicators.keys())
    await assertEvidence(trx, report.compact, typed.get(key) ?? emptyPart)
  return { asked, typed, read }
}

async function assertEvidence(trx: Trx, compact: string, { evidence = '' }: TypedPart): Promise<void> {
  if (/^[0-9a-f]{64}$/.test(evidence) && !(await hasDocument(trx, compact, evidence)))
    throw new MonitoringFault('evidence unknown')
}

/** Gives a report back to who sent it. Throws Conflict unless it waits, 422 without a reason. */
export async function returnReport(trx: Trx, change: Change, key: ReportKey, reason: string): Promise<void> {
  const report = await lockReport(trx, key)
  if (report.state !== 'submitted') throw new MonitoringFault('not submitted')
  if (reason.trim() === '') throw new MonitoringFault('reason needed')
  await step(trx, change, report, 'returned', { reason: reason.trim(), action: 'returned a report' })
}

/** Everybody who typed or sent something of a report. */
export async function writersOf(db: Db, report: string): Promise<Set<string>> {
  const typed = await db
    .selectFrom('result_drafts')
    .select('by_person')
    .distinct()
    .where('report_id', '=', report)
    .execute()
  const sent = await db
    .selectFrom('result_steps')
    .select('by_person')
    .distinct()
    .where('report_id', '=', report)
    .where('to_state', 'in', ['draft', 'submitted'])
    .execute()
  return new Set([...typed, ...sent].flatMap(({ by_person }) => by_person ?? []))
}

/**
 * Verifies a report: its values are written for good and the report is locked. Throws Refused for
 * anybody who had a hand in it, FaultsRemain where a value no longer fits what was verified meanwhile.
 */
export async function verifyReport(trx: Trx, change: Change, key: ReportKey): Promise<void> {
  const report = await lockReport(trx, key)
  if (report.state !== 'submitted') throw new MonitoringFault('not submitted')
  const { person } = change.actor
  if (person === null || (await writersOf(trx, report.id)).has(person))
    throw new MonitoringFault('own report')
  // It was sent under a version, and is judged by the same one.
  const { agreement } = await versionOf(trx, report.compact, report.version)
  const { asked, typed, read } = await assertReadable(trx, report, agreement)
  for (const [indicator, { sheet, due }] of asked.indicators) {
    const part = typed.get(indicator) ?? emptyPart
    const values = read.get(indicator)?.values ?? []
    await assertNotAboveLater(trx, report, sheet, values)
    for (const value of values)
      await trx
        .insertInto('result_values')
        .values({
          id: v7(),
          report_id: report.id,
          compact_id: report.compact,
          party: report.party,
          indicator,
          begins: due.begins,
          ends: due.ends,
          version: report.version,
          ...rowOf(value, part),
          at: change.at,
          by_person: person,
          corrects: null,
          correction_id: null,
        })
        .execute()
  }
  await step(trx, change, report, 'verified', { action: 'verified a report' })
}

function rowOf(value: ReadValue, { why = '', evidence = '', comment = '' }: TypedPart) {
  const { cell, low, high, level, numerator, denominator, missing } = value
  return {
    cell,
    value: value.value,
    low,
    high,
    level: low === null ? null : level,
    numerator,
    denominator,
    missing,
    why: missing === null || why === '' ? null : why,
    evidence: evidence === '' ? null : evidence,
    comment: comment === '' ? null : comment,
  }
}

/** A cumulative value that is verified late must not be above one that was verified before. */
async function assertNotAboveLater(trx: Trx, report: Report, sheet: Indicator, values: readonly ReadValue[]) {
  if (!sheet.cumulative) return
  const kept = await valuesOf(trx, report.compact, { indicator: sheet.key, party: report.party })
  for (const { cell, value } of values) {
    if (value === null) continue
    const [next] = kept.filter((each) => each.cell === cell && each.ends > report.ends && each.value !== null)
    if (next?.value != null && compareDecimals(value, next.value) > 0)
      throw new MonitoringFault('later lower', { ends: report.ends, later: next.value, laterEnds: next.ends })
  }
}

/** Shows a verified report to everybody who may read the compact. Throws Conflict unless it is verified. */
export async function publishReport(trx: Trx, change: Change, key: ReportKey): Promise<void> {
  const report = await lockReport(trx, key)
  if (report.state !== 'verified') throw new MonitoringFault('not verified')
  await step(trx, change, report, 'published', { action: 'published a report' })
  await bumpDataVersion(trx)
}

/* ---- corrections */

export type Correction = {
  id: string
  report: string
  indicator: string
  typed: TypedPart
  reason: string
  askedAt: string
  askedBy: string | null
  decidedAt: string | null
  decidedBy: string | null
  decision: 'agreed' | 'refused' | null
  decisionReason: string | null
}

function correctionFrom(row: Tables['result_corrections']): Correction {
  return {
    id: row.id,
    report: row.report_id,
    indicator: row.indicator,
    typed: JSON.parse(row.typed) as TypedPart,
    reason: row.reason,
    askedAt: row.asked_at.toISOString(),
    askedBy: row.asked_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by,
    decision: row.decision,
    decisionReason: row.decision_reason,
  }
}

export async function correctionsOf(db: Db, report: string): Promise<Correction[]> {
  const rows = await db
    .selectFrom('result_corrections')
    .selectAll()
    .where('report_id', '=', report)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return rows.map(correctionFrom)
}

/** The values of a report as a form would hold them: what a correction begins from. */
export function typedFromValues(values: readonly KeptValue[]): TypedPart {
  const [first] = values
  const missing = values.find((value) => value.missing !== null)
  return tidyPart({
    cells: Object.fromEntries(
      values.map(({ cell, value, low, high, level, numerator, denominator }) => [
        cell,
        {
          value: unmistakable(value),
          low: unmistakable(low),
          high: unmistakable(high),
          level: level === null ? '' : String(level),
          numerator: unmistakable(numerator),
          denominator: unmistakable(denominator),
        },
      ]),
    ),
    missing: missing?.missing ?? '',
    why: missing?.why ?? '',
    evidence: first?.evidence ?? '',
    comment: first?.comment ?? '',
  })
}

/** A number as a form can hold it: `1.234` could be a thousand by hand, `1.2340` cannot. */
export function unmistakable(decimal: string | null): string {
  if (decimal === null) return ''
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(decimal) ? `${decimal}0` : decimal
}

/**
 * Asks for a correction of one indicator of a verified report: the whole part as it should be, and
 * why. Throws FaultsRemain where it does not hold together, Conflict while another waits.
 */
export async function askCorrection(
  trx: Trx,
  change: Change,
  key: ReportKey,
  { indicator, typed, reason }: { indicator: string; typed: TypedPart; reason: string },
): Promise<string> {
  const report = await lockReport(trx, key)
  assertReports(change, report)
  if (report.state !== 'verified' && report.state !== 'published') throw new MonitoringFault('not verified')
  if (reason.trim() === '') throw new MonitoringFault('reason needed')
  const sent = tidyPart(typed)
  await readCorrection(trx, report, indicator, sent)
  const open = (await correctionsOf(trx, report.id)).some(
    (each) => each.indicator === indicator && each.decision === null,
  )
  if (open) throw new MonitoringFault('correction open')
  const id = v7()
  await trx
    .insertInto('result_corrections')
    .values({
      id,
      report_id: report.id,
      indicator,
      typed: JSON.stringify(sent),
      reason: reason.trim(),
      asked_at: change.at,
      asked_by: change.actor.person,
      decided_at: null,
      decided_by: null,
      decision: null,
      decision_reason: null,
    })
    .execute()
  await tell(trx, change, {
    compact: report.compact,
    action: 'asked for a correction',
    before: null,
    after: { correction: id, report: report.id, indicator },
    reason: reason.trim(),
  })
  return id
}

/** What a correction changes, cell by cell. Throws FaultsRemain, or 422 when it changes nothing. */
async function readCorrection(trx: Trx, report: Report, indicator: string, typed: TypedPart) {
  const { agreement } = await versionOf(trx, report.compact, report.version)
  const asked = askedOf(agreement, report.party, report.ends)?.indicators.get(indicator)
  if (asked === undefined) throw new MonitoringFault('indicator unknown', { indicator })
  const before = (await valuesBefore(trx, report)).get(indicator) ?? new Map()
  const { values, faults } = readPart(asked.sheet, typed, { before })
  if (hasFaults(faults))
    throw new FaultsRemain([{ indicator, faults: faults.filter(({ weight }) => weight === 'fault') }])
  await assertEvidence(trx, report.compact, typed)
  await assertNotAboveLater(trx, report, asked.sheet, values)
  const kept = (await valuesOf(trx, report.compact, { indicator, party: report.party })).filter(
    (each) => each.report === report.id,
  )
  const changed = values.flatMap((value) => {
    const stands = kept.find(({ cell }) => cell === value.cell)
    const row = rowOf(value, typed)
    const same =
      stands !== undefined &&
      Object.entries(row).every(([field, each]) => stands[field as keyof typeof row] === each)
    return same ? [] : [{ row, stands }]
  })
  if (changed.length === 0) throw new MonitoringFault('nothing corrected')
  return { changed, due: asked.due }
}

/**
 * Agrees to a correction or refuses it. Agreed, the new values stand beside the old ones, with the reason. Throws
 * Refused for who asked for it, and for who is nobody.
 */
export async function decideCorrection(
  trx: Trx,
  change: Change,
  key: ReportKey,
  { correction, agree, reason }: { correction: string; agree: boolean; reason: string },
): Promise<void> {
  const report = await lockReport(trx, key)
  const open = (await correctionsOf(trx, report.id)).find(
    ({ id, decision }) => id === correction && decision === null,
  )
  if (open === undefined) throw new MonitoringFault('no correction')
  const { person } = change.actor
  if (person === null || person === open.askedBy) throw new MonitoringFault('own correction')
  if (!agree && reason.trim() === '') throw new MonitoringFault('reason needed')
  await trx
    .updateTable('result_corrections')
    .set({
      decided_at: change.at,
      decided_by: person,
      decision: agree ? 'agreed' : 'refused',
      decision_reason: reason.trim() === '' ? null : reason.trim(),
    })
    .where('id', '=', correction)
    .execute()
  if (agree) {
    const { changed, due } = await readCorrection(trx, report, open.indicator, open.typed)
    for (const { row, stands } of changed)
      await trx
        .insertInto('result_values')
        .values({
          id: v7(),
          report_id: report.id,
          compact_id: report.compact,
          party: report.party,
          indicator: open.indicator,
          begins: due.begins,
          ends: due.ends,
          version: report.version,
          ...row,
          at: change.at,
          by_person: person,
          corrects: stands?.id ?? null,
          correction_id: stands === undefined ? null : correction,
        })
        .execute()
    if (report.state === 'published') await bumpDataVersion(trx)
  }
  await tell(trx, change, {
    compact: report.compact,
    action: agree ? 'agreed to a correction' : 'refused a correction',
    before: { correction, decision: null },
    after: {
      correction,
      report: report.id,
      indicator: open.indicator,
      decision: agree ? 'agreed' : 'refused',
    },
    reason: reason.trim() === '' ? null : reason.trim(),
  })
}

/* ---- before a compact is closed */

/** A compact is not closed while a report of a period that is over is neither verified nor published, or an endline is missing. */
export const openReportGaps: MoreGaps = async (db, { compact, step: asked, agreement }) => {
  if (asked !== 'closed') return []
  const reports = await reportsOf(db, compact)
  const done = new Set(
    reports
      .filter(({ state }) => state === 'verified' || state === 'published')
      .map(({ party, ends }) => `${party} ${ends}`),
  )
  const open = roundsOf(everythingDue(agreement)).filter(({ party, ends }) => !done.has(`${party} ${ends}`))
  const gaps: Gap[] = open.map(({ party, ends }) => ({
    place: `reports/${ends}/${party}`,
    section: 'D',
    code: 'report-open',
    values: { party, period: ends },
  }))
  const kept = await valuesOf(db, compact)
  for (const { key, frequency } of agreement.indicators) {
    if (frequency !== 'baseline-and-endline') continue
    if (kept.some((value) => value.indicator === key && value.value !== null)) continue
    gaps.push({
      place: `indicators/${key}/endline`,
      section: 'D',
      code: 'endline-missing',
      values: { indicator: key },
    })
  }
  return gaps
}
