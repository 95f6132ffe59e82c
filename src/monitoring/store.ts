import './tables.ts'
import type { Kysely } from 'kysely'
import type { MoreGaps } from '../compacts/effects.ts'
import type { Gap } from '../compacts/gap-codes.ts'
import type { Tables } from '../house/database.ts'
import type { CellKey } from './cells.ts'
import { MonitoringFault } from './faults.ts'
import { roundsOf } from './periods.ts'
import type { ReadValue, TypedPart } from './reading.ts'
import type { ReportState } from './tables.ts'
import { dueUnder, type LastPayment, termsOf } from './terms.ts'

type Db = Kysely<Tables>

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

export function reportFrom(row: Tables['result_reports']): Report {
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

/** When each report of a compact was sent for the first time. */
export async function firstSendingsOf(db: Db, compact: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('result_steps as step')
    .innerJoin('result_reports as report', 'report.id', 'step.report_id')
    .select((select) => ['step.report_id as report', select.fn.min('step.at').as('at')])
    .where('report.compact_id', '=', compact)
    .where('step.to_state', '=', 'submitted')
    .groupBy('step.report_id')
    .execute()
  return new Map(rows.map(({ report, at }) => [report, at.toISOString()]))
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
  /** Whether it was verified by somebody of the organisation that reported it, since nobody else could. */
  within: boolean
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
  const values = await valueRowsOf(db, compact, { indicator, party, at })
  const followed = new Set(values.flatMap(({ corrects }) => corrects ?? []))
  return values.filter(({ id }) => !followed.has(id)).map(({ corrects: _, ...value }) => value)
}

/**
 * Every value that was ever seen, with the moment it came out and that at which a correction took its place; with
 * `unpublished`, as the parties see them: from their verification on.
 */
export async function valueLogOf(
  db: Db,
  compact: string,
  { unpublished = false } = {},
): Promise<(KeptValue & { seen: string; unseen: string | null })[]> {
  const rows = await valueRowsOf(db, compact, {})
  const seen = new Map(
    rows.map(({ id, at, publishedAt }): [string, string | null] => [
      id,
      unpublished ? at : publishedAt === null ? null : publishedAt > at ? publishedAt : at,
    ]),
  )
  const next = new Map(
    rows.flatMap(({ id, corrects }) => (corrects === null ? [] : [[corrects, id] as const])),
  )
  return rows.flatMap(({ corrects: _, ...value }) => {
    const since = seen.get(value.id) ?? null
    const after = next.get(value.id)
    const until = after === undefined ? null : (seen.get(after) ?? null)
    return since === null ? [] : [{ ...value, seen: since, unseen: until }]
  })
}

/** What of a log held at a moment. */
export function holding<Of extends { seen: string; unseen: string | null }>(
  log: readonly Of[],
  moment: string,
): Of[] {
  return log.filter(({ seen, unseen }) => seen <= moment && (unseen === null || unseen > moment))
}

async function valueRowsOf(
  db: Db,
  compact: string,
  {
    indicator,
    party,
    at,
  }: { indicator?: string | undefined; party?: string | undefined; at?: Date | undefined },
): Promise<(KeptValue & { corrects: string | null })[]> {
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
  const before = new Map(rows.map((row) => [row.id, row]))
  const depth = (row: (typeof rows)[number]): number => {
    let count = 0
    for (let at = row.corrects; at !== null; at = before.get(at)?.corrects ?? null) count += 1
    return count
  }
  return rows.map((row) => ({
    ...valueFrom(row),
    corrects: row.corrects,
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
  const { missing, why, evidence, comment, within } = row
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
    within,
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

/**
 * A compact is not closed while a report of a period that is over is neither verified nor published, or an endline is missing.
 * `paid` tells of payments: a short last period in which there was one is asked for too.
 */
export const reportGaps =
  (paid?: LastPayment): MoreGaps =>
  async (db, { compact, step: asked, agreement, upTo = null }) => {
    if (asked !== 'closed') return []
    // Of a compact that is closed early nothing is asked that falls after its last day; the period that runs ends on it.
    const isAsked = (ends: string) => upTo === null || ends <= upTo
    const reports = await reportsOf(db, compact)
    const done = new Set(
      reports
        .filter(({ state }) => state === 'verified' || state === 'published')
        .map(({ party, ends }) => `${party} ${ends}`),
    )
    // What was over before an amendment was due under the text before it.
    const terms = await termsOf(db, compact, paid === undefined ? {} : { paid })
    const due = dueUnder(
      terms.length === 0
        ? [{ from: '', agreement, ...(upTo === null ? {} : { ending: { day: upTo } }) }]
        : terms,
    )
    const open = roundsOf(due).filter(({ party, ends }) => !done.has(`${party} ${ends}`))
    const left = open.filter(({ ends }) => isAsked(ends))
    const gaps: Gap[] = left.map(({ party, ends }) => ({
      place: `reports/${ends}/${party}`,
      section: 'D',
      code: 'report-open',
      values: { party, period: ends },
    }))
    const kept = await valuesOf(db, compact)
    for (const { key, frequency, retired } of agreement.indicators) {
      if (frequency !== 'baseline-and-endline') continue
      if (retired !== undefined && agreement.plan.years.some(({ ends }) => retired.from <= ends)) continue
      if (!agreement.plan.years.every(({ ends }) => isAsked(ends))) continue
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

/** The same where nobody asks the ledger. */
export const openReportGaps: MoreGaps = reportGaps()
