import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Money } from '../compacts/agreement.ts'
import { type Change, dayOf, type Trx, tell } from '../compacts/change.ts'
import { isMoney } from '../compacts/currency.ts'
import { compareExact, readExact } from '../compacts/exact.ts'
import { isDay } from '../compacts/forms/field.ts'
import { convert } from '../compacts/plan.ts'
import { NotFound } from '../house/errors.ts'
import { addDays } from '../monitoring/periods.ts'
import { type FaultFacts, MoneyFault, refusing } from './faults.ts'
import { type Db, personBehind } from './ledger.ts'
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
  /** When it began to hold. */
  at: string
}

export type RateValues = Omit<DatedRate, 'id' | 'at'> & {
  /** Why it takes the place of one that was agreed to; needed where it does. */
  reason: string | null
}

const [LEAST, MOST] = [readExact('0.00000001'), readExact('100000000')]
const LONGEST = 366

/**
 * Puts down a rate of a compact. It holds once another party has agreed to it. Answers its id.
 * Throws MoneyFault, with each field that is wrong.
 */
export async function enterRate(
  trx: Trx,
  change: Change,
  compact: string,
  { reason, ...rate }: RateValues,
): Promise<string> {
  const wrong: FaultFacts[] = []
  const fault = (place: string, why: string) => wrong.push({ place, why })
  for (const place of ['base', 'quote'] as const) if (!isMoney(rate[place])) fault(place, 'currency')
  if (rate.base === rate.quote) fault('base', 'same')
  // A rate of a quarter to come may be known; one that begins after tomorrow is a slip.
  const isBegun = isDay(rate.date) && rate.date >= '1900-01-01' && rate.date <= addDays(dayOf(change), 1)
  if (!isBegun) fault('date', 'day')
  if (!isDay(rate.until) || rate.until < rate.date || (isBegun && rate.until > addDays(rate.date, LONGEST)))
    fault('until', 'until')
  const value = /^\d{1,9}(\.\d{1,12})?$/.test(rate.rate) ? readExact(rate.rate) : null
  if (value === null || LEAST === null || MOST === null) fault('rate', 'rate')
  else if (compareExact(value, LEAST) < 0 || compareExact(value, MOST) > 0) fault('rate', 'rate')
  const source = rate.source.trim()
  if (source.length < 3 || source.length > 500) fault('source', 'source')
  const said = reason?.trim() ?? ''
  if (wrong.length === 0 && said.length < 3) {
    const held = await ratesInto(trx, compact, rate.quote)
    const same = held.some(
      ({ base, date, until }) => base === rate.base && date <= rate.until && rate.date <= until,
    )
    if (same) fault('reason', 'reason')
  }
  const [first, ...more] = wrong
  if (first !== undefined) throw new MoneyFault('wrong rate', 422, { ...first, more })
  const id = uuid()
  const person = personBehind(change)
  await refusing(() =>
    sql`insert into exchange_rates (id, compact_id, base, quote, date, until, rate, source, reason, by, entered_for, at)
      values (${id}, ${compact}, ${rate.base}, ${rate.quote}, ${rate.date}, ${rate.until}, ${rate.rate}, ${source},
        ${said === '' ? null : said.slice(0, 2000)}, ${person.by}, ${person.for}, ${change.at})`.execute(trx),
  )
  await tell(trx, change, {
    compact,
    action: 'recorded a rate',
    before: null,
    after: { id, ...rate, source },
    reason: said === '' ? null : said,
  })
  return id
}

/** Agrees to a rate that another party entered, or refuses it with a reason. Throws MoneyFault, NotFound. */
export async function answerRate(
  trx: Trx,
  change: Change,
  compact: string,
  id: string,
  verdict: 'agreed' | 'refused',
  reason: string | null,
): Promise<void> {
  await rateOf(trx, compact, id)
  const said = reason?.trim() ?? ''
  if (verdict === 'refused' && said.length < 3)
    throw new MoneyFault('reason missing', 422, { place: 'reason', why: 'refusal' })
  const person = personBehind(change)
  await refusing(() =>
    sql`insert into exchange_rate_answers (rate_id, compact_id, verdict, reason, by, answered_for, at)
      values (${id}, ${compact}, ${verdict}, ${said === '' ? null : said.slice(0, 2000)}, ${person.by}, ${person.for},
        ${change.at})`.execute(trx),
  )
  await tell(trx, change, {
    compact,
    action: verdict === 'agreed' ? 'agreed to a rate' : 'refused a rate',
    before: { id },
    after: { id, verdict },
    reason: said === '' ? null : said,
  })
}

export type RateRow = Awaited<ReturnType<typeof ratesOf>>[number]

/** Every rate of a compact, or one, with what was said to it, the newest first. */
export function ratesOf(db: Db, compact: string, id?: string) {
  const query = db
    .selectFrom('exchange_rates')
    .leftJoin('exchange_rate_answers as answer', 'answer.rate_id', 'exchange_rates.id')
    .select([
      'exchange_rates.id',
      'base',
      'quote',
      'date',
      'until',
      'rate',
      'source',
      'exchange_rates.reason',
      'exchange_rates.by',
      'entered_for',
      'exchange_rates.at',
      'answer.verdict',
      'answer.reason as answer_reason',
      'answer.by as answered_by',
      'answer.answered_for',
      'answer.at as answered_at',
    ])
    .where('exchange_rates.compact_id', '=', compact)
    .orderBy('exchange_rates.at', 'desc')
    .orderBy('exchange_rates.id', 'desc')
    .limit(2000)
  return (id === undefined ? query : query.where('exchange_rates.id', '=', id)).execute()
}

/** A rate of this compact. Throws NotFound. */
export async function rateOf(db: Db, compact: string, id: string) {
  const row = await db
    .selectFrom('exchange_rates')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('There is no such rate')
  return row
}

/** The rates of a compact into a currency that were agreed to, the one that holds first where two cover a day. */
export async function ratesInto(db: Db, compact: string, quote: string): Promise<DatedRate[]> {
  const rows = await db
    .selectFrom('exchange_rates')
    .innerJoin('exchange_rate_answers as answer', 'answer.rate_id', 'exchange_rates.id')
    .select(['exchange_rates.id', 'base', 'quote', 'date', 'until', 'rate', 'source', 'answer.at'])
    .where('exchange_rates.compact_id', '=', compact)
    .where('quote', '=', quote)
    .where('answer.verdict', '=', 'agreed')
    .orderBy('answer.at', 'desc')
    .orderBy('exchange_rates.id', 'desc')
    .execute()
  return rows.map(({ at, ...rate }) => ({ ...rate, at: at.toISOString() }))
}

/** The rate of a day; null where none is recorded. None is guessed, turned round or chained. */
export function rateOn(rates: readonly DatedRate[], base: string, day: string): DatedRate | null {
  return rates.find((rate) => rate.base === base && rate.date <= day && day <= rate.until) ?? null
}

/** What a sum comes to in one currency, or which rates are missing for it: never both. Neither where it is too large. */
export type Worth = { total: Money | null; missing: { base: string; date: string }[] }

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
    else total += inCurrency({ minor, currency }, to, date, rate)
  }
  if (missing.size > 0)
    return {
      total: null,
      missing: [...missing.values()].sort((a, b) => (`${a.base}${a.date}` < `${b.base}${b.date}` ? -1 : 1)),
    }
  const minor = Number(total)
  return { total: Number.isSafeInteger(minor) ? { minor, currency: to } : null, missing: [] }
}

/** Beyond what any amount may be: a sum with it is too large to be said exactly, whatever is added. */
const TOO_LARGE = 2n ** 80n

function inCurrency(money: Money, to: string, date: string, { rate, source }: DatedRate): bigint {
  try {
    return BigInt(convert(money, { from: money.currency, to, date, rate, source }).minor)
  } catch (error) {
    if (error instanceof RangeError) return TOO_LARGE
    throw error
  }
}
