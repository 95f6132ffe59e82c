import { v7 as uuid } from 'uuid'
import type { Money } from '../compacts/agreement.ts'
import type { Change, Trx } from '../compacts/change.ts'
import { isMoney } from '../compacts/currency.ts'
import { readExact } from '../compacts/exact.ts'
import { isDay } from '../compacts/forms/field.ts'
import { convert } from '../compacts/plan.ts'
import { type FaultDetail, Unusable } from '../house/errors.ts'
import { recordEvent } from '../house/history/record-event.ts'
import type { Db } from './ledger.ts'
import './tables.ts'

/**
 * How many `quote` one `base` is, from a day until another, by whom. A treasury that publishes
 * once a quarter is recorded with the quarter; a rate of one day has the same day twice.
 */
export type DatedRate = {
  id: string
  base: string
  quote: string
  date: string
  until: string
  rate: string
  source: string
  at: string
}

/** Records a rate. A correction is a further row: the one recorded last holds. Throws Unusable. */
export async function recordRate(
  trx: Trx,
  change: Change,
  rate: Omit<DatedRate, 'id' | 'at'>,
): Promise<string> {
  const wrong: FaultDetail[] = []
  const fault = (place: string, message: string, remedy: string) => wrong.push({ place, message, remedy })
  for (const place of ['base', 'quote'] as const)
    if (!isMoney(rate[place])) fault(place, 'This is no currency.', 'Give its code of ISO 4217, such as GHS.')
  if (rate.base === rate.quote)
    fault('quote', 'A currency has no rate to itself.', 'Name two different currencies.')
  if (!isDay(rate.date)) fault('date', 'There is no such day.', 'Give it as YYYY-MM-DD.')
  if (!isDay(rate.until) || rate.until < rate.date)
    fault(
      'until',
      'The last day is a day, and not before the first.',
      'Give the same day for a rate of one day.',
    )
  const value = readExact(rate.rate)
  if (value === null || value.digits <= 0n || !/^\d{1,12}(\.\d{1,12})?$/.test(rate.rate))
    fault(
      'rate',
      'A rate is a number above nothing.',
      'Write it as 0.0952, with at most 12 digits behind the point.',
    )
  if (rate.source.trim().length < 3)
    fault('source', 'A rate without a source cannot be checked.', 'Say who published it, and where.')
  if (wrong.length > 0) throw new Unusable('This rate cannot be recorded', wrong)
  const id = uuid()
  await trx
    .insertInto('exchange_rates')
    .values({ id, ...rate, source: rate.source.trim(), by: change.actor.person, at: change.at })
    .execute()
  await recordEvent(trx, {
    record: { kind: 'exchange-rate', id: `${rate.base}-${rate.quote}` },
    action: 'recorded a rate',
    before: null,
    after: { id, ...rate },
    actor: change.actor,
    at: change.at,
  })
  return id
}

/** Every rate into a currency, the one that holds first where two cover a day. */
export async function ratesInto(db: Db, quote: string): Promise<DatedRate[]> {
  const rows = await db
    .selectFrom('exchange_rates')
    .select(['id', 'base', 'quote', 'date', 'until', 'rate', 'source', 'at'])
    .where('quote', '=', quote)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ at, ...rate }) => ({ ...rate, at: at.toISOString() }))
}

/** The rate of a day; null where none is recorded. None is guessed, turned round or chained. */
export function rateOn(rates: readonly DatedRate[], base: string, day: string): DatedRate | null {
  return rates.find((rate) => rate.base === base && rate.date <= day && day <= rate.until) ?? null
}

/** What a sum comes to in one currency, or which rates are missing for it: never both. */
export type Worth = { total: Money; missing: [] } | { total: null; missing: { base: string; date: string }[] }

/**
 * Amounts of different days in one currency, each at the rate of its own day. Every amount is
 * rounded once, half to even, and the rounded ones are added, so that the parts make the total.
 */
export function worthOf(
  amounts: Iterable<Money & { date: string }>,
  rates: readonly DatedRate[],
  to: string,
): Worth {
  let total = 0n
  const missing = new Map<string, { base: string; date: string }>()
  const found = new Map<string, DatedRate | null>()
  for (const { minor, currency, date } of amounts) {
    if (currency === to) {
      total += BigInt(minor)
      continue
    }
    const key = `${currency} ${date}`
    let rate = found.get(key)
    if (rate === undefined) {
      rate = rateOn(rates, currency, date)
      found.set(key, rate)
    }
    if (rate === null) missing.set(key, { base: currency, date })
    else {
      const { minor: worth } = convert(
        { minor, currency },
        { from: currency, to, date, rate: rate.rate, source: rate.source },
      )
      total += BigInt(worth)
    }
  }
  if (missing.size > 0)
    return {
      total: null,
      missing: [...missing.values()].sort((a, b) => (`${a.base}${a.date}` < `${b.base}${b.date}` ? -1 : 1)),
    }
  const minor = Number(total)
  if (!Number.isSafeInteger(minor)) throw new RangeError(`The sum ${total} cannot be held exactly`)
  return { total: { minor, currency: to }, missing: [] }
}
