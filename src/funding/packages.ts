import { v7 as uuid } from 'uuid'
import { type Change, type Trx, tell } from '../compacts/change.ts'
import { type FaultDetail, NotFound, Unusable } from '../house/errors.ts'
import { type Db, personBehind } from './ledger.ts'
import { askForRelease, trancheOf } from './tranches.ts'
import './tables.ts'

/*
 * The quarterly disbursement package: what was done, what is expected, where the conditions stand
 * on that day, and the request itself; it is answered by the decision on that request, whose
 * reason is the letter.
 */

export type PackageValues = {
  /** `2025-Q3`. */
  quarter: string
  tranche: string
  minor: number
  progress: string
  /** What will be needed in the quarters to come, in the tranche’s currency. */
  forecast: { quarter: string; minor: number }[]
  exception: string | null
}

/** Day by which the package for a quarter is due: 20 days before the quarter before it ends. */
export function packageDue(quarter: string): string {
  const [year = '0', part = 'Q1'] = quarter.split('-')
  const begins = new Date(Date.UTC(Number(year), (Number(part.slice(1)) - 1) * 3, 1))
  begins.setUTCDate(begins.getUTCDate() - 21)
  return begins.toISOString().slice(0, 10)
}

/** The quarter a day falls into. */
export const quarterOf = (day: string): string =>
  `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** The quarter after one. */
export function quarterAfter(quarter: string): string {
  const [year = '0', part = 'Q1'] = quarter.split('-')
  return part === 'Q4' ? `${Number(year) + 1}-Q1` : `${year}-Q${Number(part.slice(1)) + 1}`
}

/**
 * Sends a package: the request for the release, with the board of that day frozen beside it.
 * Throws Unusable, MoneyFault.
 */
export async function sendPackage(
  trx: Trx,
  change: Change,
  compact: string,
  values: PackageValues,
): Promise<string> {
  const wrong: FaultDetail[] = []
  if (!/^\d{4}-Q[1-4]$/.test(values.quarter))
    wrong.push({ place: 'quarter', message: 'This is no quarter.', remedy: 'Write it as 2025-Q3.' })
  if (values.progress.trim().length < 20 || values.progress.length > 20_000)
    wrong.push({
      place: 'progress',
      message: 'Whoever decides reads what was done.',
      remedy: 'Say in a few sentences what was done with what was paid before.',
    })
  if (
    values.forecast.length > 20 ||
    values.forecast.some(
      ({ quarter, minor }) => !/^\d{4}-Q[1-4]$/.test(quarter) || !Number.isSafeInteger(minor) || minor < 0,
    )
  )
    wrong.push({
      place: 'forecast',
      message: 'A forecast is an amount for each quarter to come.',
      remedy: 'Write one quarter a line, as 2025-Q4 1200.50.',
    })
  if (wrong.length > 0) throw new Unusable('This package cannot be sent', wrong)
  const id = uuid()
  const board = await trancheOf(trx, compact, values.tranche, change.at.toISOString().slice(0, 10))
  const request = await askForRelease(trx, change, compact, {
    tranche: values.tranche,
    minor: values.minor,
    note: `${values.quarter}`,
    exception: values.exception,
  })
  const person = personBehind(change)
  if (person.by === null || person.for === null) throw new Error('a request without a person was taken')
  await trx
    .insertInto('disbursement_packages')
    .values({
      id,
      compact_id: compact,
      quarter: values.quarter,
      tranche: values.tranche,
      minor: values.minor,
      currency: board.amount.currency,
      progress: values.progress.trim(),
      forecast: JSON.stringify(values.forecast),
      board: JSON.stringify(
        board.conditions.map(({ tranche, key, content, state, open, holds, due }) => ({
          tranche,
          key,
          text: content.text,
          state,
          open,
          holds,
          due,
        })),
      ),
      sent_by: person.by,
      sent_for: person.for,
      sent_at: change.at,
      request_id: request,
    })
    .execute()
  await tell(trx, change, {
    compact,
    action: 'sent a disbursement package',
    before: null,
    after: { id, request, quarter: values.quarter, tranche: values.tranche, minor: values.minor },
  })
  return id
}

export function packagesOf(db: Db, compact: string) {
  return db
    .selectFrom('disbursement_packages')
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('quarter', 'desc')
    .orderBy('sent_at', 'desc')
    .execute()
}

/** A package. Throws NotFound. */
export async function packageOf(db: Db, compact: string, id: string) {
  const row = await db
    .selectFrom('disbursement_packages')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('There is no such package')
  return row
}
