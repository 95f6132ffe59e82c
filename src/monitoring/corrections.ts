import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import { type Change, type Trx, tell } from '../compacts/change.ts'
import { versionOf } from '../compacts/store.ts'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Tables } from '../house/database.ts'
import { askedOfSent } from './asked.ts'
import { unmistakable } from './decimal.ts'
import { MonitoringFault } from './faults.ts'
import { assertEvidence, assertNotAboveLater, FaultsRemain, rowOf } from './readable.ts'
import { hasFaults, readPart, type TypedPart, tidyPart } from './reading.ts'
import { assertReports, lockReport } from './report-step.ts'
import { type KeptValue, type Report, type ReportKey, valuesBefore, valuesOf } from './store.ts'
import { verifierFor } from './verifying.ts'

type Db = Kysely<Tables>

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
  const asked = (await askedOfSent(trx, report, agreement))?.indicators.get(indicator)
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
 * Refused for who asked for it, for who is nobody, and, where it is agreed to, for who may not verify the report either.
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
    const { organisation, within } = await verifierFor(trx, change, report)
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
          by_organisation: organisation,
          within,
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
