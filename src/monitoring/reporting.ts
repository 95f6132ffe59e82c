import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import type { Agreement } from '../compacts/agreement.ts'
import type { Change, Trx } from '../compacts/change.ts'
import { versionOf } from '../compacts/store.ts'
import { assertSeen } from '../house/characters.ts'
import type { Tables } from '../house/database.ts'
import { recordEvent } from '../house/history/record-event.ts'
import { askedNow, askedOf, askedOfSent, assertAsked, assertReported, emptyPart, textFor } from './asked.ts'
import { MonitoringFault } from './faults.ts'
import { dayOverSomewhere } from './periods.ts'
import { assertReadable } from './readable.ts'
import { type TypedPart, tidyPart } from './reading.ts'
import { assertReports, lockReport, step } from './report-step.ts'
import { draftsOf, findReport, type Report, type ReportKey, reportFrom } from './store.ts'
import type { ReportState } from './tables.ts'
import type { LastPayment } from './terms.ts'

type Db = Kysely<Tables>

async function inForce(
  trx: Trx,
  key: ReportKey,
  paid: LastPayment | undefined,
): Promise<{ version: number; agreement: Agreement }> {
  await assertReported(trx, key.compact)
  const found = await textFor(trx, key, paid)
  if (found === null) throw new MonitoringFault('not in force')
  return found
}

/** Which organisation stands behind a party. Throws Conflict when none does. */
function organisationOf({ parties }: Agreement, party: string): string {
  const organisation = parties.find(({ key }) => key === party)?.organisation ?? null
  if (organisation === null) throw new MonitoringFault('party without organisation', { party })
  return organisation
}

/** Begins a report where something is due; answers the one that is there when it was begun before. */
export async function openReport(
  trx: Trx,
  change: Change,
  key: ReportKey,
  paid?: LastPayment,
): Promise<Report> {
  const { version, agreement } = await inForce(trx, key, paid)
  const known = await findReport(trx, key)
  if (known !== null) {
    assertReports(change, known)
    // What an amendment asks for no more is kept all the same; a sent one stands as it was sent.
    if (writable(known.state) && askedOf(agreement, key.party, key.ends) !== null)
      await assertAsked(trx, key, agreement, change.at, paid)
    return known
  }
  await assertAsked(trx, key, agreement, change.at, paid)
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

/** States in which a report can be written. */
export const writable = (state: ReportState) => state === 'draft' || state === 'returned'

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
  paid?: LastPayment,
): Promise<Saved> {
  await openReport(trx, change, key, paid)
  const report = await lockReport(trx, key)
  assertReports(change, report)
  if (!writable(report.state)) throw new MonitoringFault('locked', { state: report.state })
  const { version, agreement } = await inForce(trx, key, paid)
  const asked = await askedNow(trx, key, agreement, paid)
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
    // What comes as a workbook passes no form.
    assertSeen({ [indicator]: sent })
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
  return (await askedOfSent(db, report, agreement))?.indicators.has(indicator) ?? false
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
  paid?: LastPayment,
): Promise<void> {
  await openReport(trx, change, key, paid)
  const report = await lockReport(trx, key)
  assertReports(change, report)
  if (!writable(report.state)) throw new MonitoringFault('locked', { state: report.state })
  const now = await inForce(trx, key, paid)
  if (now.version !== version) throw new MonitoringFault('terms changed', { now: now.version, made: version })
  if (key.ends > dayOverSomewhere(change.at)) throw new MonitoringFault('not over yet', { ends: key.ends })
  await assertReadable(trx, report, now.agreement, paid)
  await step(trx, change, report, 'submitted', { version, action: 'sent a report' })
}
