import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import type { Change, Trx } from '../compacts/change.ts'
import { versionOf } from '../compacts/store.ts'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Tables } from '../house/database.ts'
import { emptyPart } from './asked.ts'
import { MonitoringFault } from './faults.ts'
import { assertNotAboveLater, assertReadable, rowOf } from './readable.ts'
import { lockReport, step } from './report-step.ts'
import type { ReportKey } from './store.ts'

type Db = Kysely<Tables>

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

/** Shows a verified report to everybody who may read the compact. Throws Conflict unless it is verified. */
export async function publishReport(trx: Trx, change: Change, key: ReportKey): Promise<void> {
  const report = await lockReport(trx, key)
  if (report.state !== 'verified') throw new MonitoringFault('not verified')
  await step(trx, change, report, 'published', { action: 'published a report' })
  await bumpDataVersion(trx)
}
