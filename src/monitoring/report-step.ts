import { type Change, type Trx, tell } from '../compacts/change.ts'
import { MonitoringFault } from './faults.ts'
import { type Report, type ReportKey, reportFrom } from './store.ts'
import type { ReportState } from './tables.ts'

/** Holds a report to the end of the transaction, and with it the others of its party: their values depend on each other. */
export async function lockReport(trx: Trx, key: ReportKey): Promise<Report> {
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

export async function step(
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

export function assertReports(change: Change, { organisation, party }: Report): void {
  if (!change.standsFor.includes(organisation)) throw new MonitoringFault('not your report', { party })
}
