import type { Agreement, Indicator } from '../compacts/agreement.ts'
import type { Trx } from '../compacts/change.ts'
import { hasDocument } from '../house/documents/store.ts'
import type { FaultDetail } from '../house/errors.ts'
import { askedNow, askedOfSent, emptyPart, readParts } from './asked.ts'
import { compareDecimals } from './decimal.ts'
import { MonitoringFault } from './faults.ts'
import type { ReadingFault, ReadValue, TypedPart } from './reading.ts'
import { draftsOf, type Report, valuesBefore, valuesOf } from './store.ts'
import type { LastPayment } from './terms.ts'

/** What stands in the way of sending a report, at its fields; the draft is kept all the same. */
export class FaultsRemain extends MonitoringFault {
  readonly parts: { indicator: string; faults: ReadingFault[] }[]

  constructor(parts: { indicator: string; faults: ReadingFault[] }[], details: FaultDetail[] = []) {
    const count = parts.reduce((sum, { faults }) => sum + faults.length, 0)
    super('faults remain', { count }, 'en', details)
    this.parts = parts
  }
}

/** Reads all of a report under an agreement. Throws FaultsRemain. */
export async function assertReadable(trx: Trx, report: Report, agreement: Agreement, paid?: LastPayment) {
  const asked =
    report.state === 'draft' || report.state === 'returned'
      ? await askedNow(trx, report, agreement, paid)
      : await askedOfSent(trx, report, agreement)
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

export async function assertEvidence(trx: Trx, compact: string, { evidence = '' }: TypedPart): Promise<void> {
  if (/^[0-9a-f]{64}$/.test(evidence) && !(await hasDocument(trx, compact, evidence)))
    throw new MonitoringFault('evidence unknown')
}

export function rowOf(value: ReadValue, { why = '', evidence = '', comment = '' }: TypedPart) {
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
export async function assertNotAboveLater(
  trx: Trx,
  report: Report,
  sheet: Indicator,
  values: readonly ReadValue[],
) {
  if (!sheet.cumulative) return
  const kept = await valuesOf(trx, report.compact, { indicator: sheet.key, party: report.party })
  for (const { cell, value } of values) {
    if (value === null) continue
    const [next] = kept.filter((each) => each.cell === cell && each.ends > report.ends && each.value !== null)
    if (next?.value != null && compareDecimals(value, next.value) > 0)
      throw new MonitoringFault('later lower', { ends: report.ends, later: next.value, laterEnds: next.ends })
  }
}
