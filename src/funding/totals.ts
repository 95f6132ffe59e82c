import type { Agreement, Component, Money } from '../compacts/agreement.ts'
import { convert, currentAmount, rateFor } from '../compacts/plan.ts'
import { type Db, exact, type LedgerColumn, plus } from './ledger.ts'
import { type DatedRate, type Worth, worthOf } from './rates.ts'
import './tables.ts'

/** Columns of the money page: what was planned, and what came of it. */
export const columns = ['original', 'planned', 'pledged', 'committed', 'disbursed', 'spent'] as const
export type Column = (typeof columns)[number]

/**
 * One line of the plan with what the ledger says of it, or what of a contribution was entered
 * without a line. All in the contribution’s currency, in whole minor units.
 *
 * Disbursed is what left the contribution: payments and direct spending less refunds. Spent is
 * what was spent by whoever held it. What is passed on between holders is in neither.
 */
export type LineTotals = {
  line: string | null
  component: Component | null
  year: string | null
  initiative: string | null
  contribution: string
  party: string
  currency: string
  amounts: Record<Column, number>
  /** The same in the plan’s currency at the plan’s own rate, each amount rounded once; null without that rate, or too large. */
  inPlan: Record<Column, number> | null
}

export type MoneyTotals = {
  currency: string
  lines: LineTotals[]
  /** Pairs for which the plan holds no rate: then no total over currencies is given. */
  missing: { from: string; to: string }[]
}

const nothing = (): Record<Column, number> => ({
  original: 0,
  planned: 0,
  pledged: 0,
  committed: 0,
  disbursed: 0,
  spent: 0,
})

/** Which columns an entry is added to. */
export function columnsOf(countsAs: string, onward: boolean): LedgerColumn[] {
  if (countsAs === 'pledge') return ['pledged']
  if (countsAs === 'commitment') return ['committed']
  if (countsAs === 'expenditure') return onward ? ['spent'] : ['disbursed', 'spent']
  return onward ? [] : ['disbursed']
}

/** Plan and ledger side by side, entries up to a day. */
export async function readTotals(
  db: Db,
  compact: string,
  agreement: Agreement,
  day: string,
): Promise<MoneyTotals> {
  const { plan } = agreement
  const sums = await db
    .selectFrom('ledger_entries')
    .select(['line', 'contribution', 'counts_as', 'onward', 'currency'])
    .select(({ fn }) => fn.sum<string>('minor').as('minor'))
    .where('compact_id', '=', compact)
    .where('date', '<=', day)
    .groupBy(['line', 'contribution', 'counts_as', 'onward', 'currency'])
    .execute()
  // What is rounded one by one is converted one by one.
  const foreign = await db
    .selectFrom('ledger_entries')
    .select(['line', 'contribution', 'counts_as', 'onward', 'currency', 'minor'])
    .where('compact_id', '=', compact)
    .where('date', '<=', day)
    .where('currency', '<>', plan.currency)
    .execute()

  const lines = new Map<string, LineTotals>()
  const missing = new Map<string, { from: string; to: string }>()
  const partyOf = new Map(plan.contributions.map(({ key, party }) => [key, party]))
  const row = (line: string | null, contribution: string, currency: string): LineTotals => {
    const id = `${line ?? ''}/${contribution}/${currency}`
    let found = lines.get(id)
    if (found === undefined) {
      const planned = plan.lines.find(({ key }) => key === line)
      const known = currency === plan.currency || rateFor(plan, currency) !== null
      if (!known) missing.set(currency, { from: currency, to: plan.currency })
      found = {
        line: planned === undefined ? null : line,
        component: planned?.component ?? null,
        year: planned?.year ?? null,
        initiative: planned?.initiative ?? null,
        contribution,
        party: partyOf.get(contribution) ?? '',
        currency,
        amounts: nothing(),
        inPlan: known ? nothing() : null,
      }
      lines.set(id, found)
    }
    return found
  }
  const addInPlan = (of: LineTotals, column: Column, amount: Money) => {
    if (of.inPlan === null) return
    const worth = worthInPlan(plan, amount)
    if (worth === null) of.inPlan = null
    else of.inPlan[column] = plus(of.inPlan[column], worth)
  }
  for (const each of plan.lines) {
    const of = row(each.key, each.contribution, each.original.currency)
    for (const [column, amount] of [
      ['original', each.original],
      ['planned', currentAmount(each)],
    ] as const) {
      of.amounts[column] = plus(of.amounts[column], amount.minor)
      addInPlan(of, column, amount)
    }
  }
  for (const { line, contribution, currency, counts_as, onward, minor } of sums)
    for (const column of columnsOf(counts_as, onward)) {
      const of = row(line, contribution, currency)
      of.amounts[column] = plus(of.amounts[column], exact(minor))
      if (of.inPlan !== null && currency === plan.currency)
        of.inPlan[column] = plus(of.inPlan[column], exact(minor))
    }
  for (const { line, contribution, currency, counts_as, onward, minor } of foreign)
    for (const column of columnsOf(counts_as, onward)) {
      addInPlan(row(line, contribution, currency), column, { minor, currency })
    }
  return { currency: plan.currency, lines: [...lines.values()], missing: [...missing.values()] }
}

/** An amount in the plan’s currency, rounded once; null without a rate, or where it is too large to be held exactly. */
export function worthInPlan(plan: Agreement['plan'], amount: Money): number | null {
  if (amount.currency === plan.currency) return amount.minor
  const rate = rateFor(plan, amount.currency)
  if (rate === null) return null
  try {
    return convert(amount, rate).minor
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** A column over several lines: by currency, and in the plan’s currency where every rate is there. */
export type Together = { amounts: Money[]; total: Money | null }

export function together(lines: readonly LineTotals[], column: Column, currency: string): Together {
  const byCurrency = new Map<string, number>()
  let total: number | null = 0
  for (const { amounts, inPlan, currency: own } of lines) {
    byCurrency.set(own, plus(byCurrency.get(own) ?? 0, amounts[column]))
    // A currency without a rate keeps the total from being given only where it has something in it.
    if (inPlan === null) total = amounts[column] === 0 ? total : null
    else if (total !== null) total = plus(total, inPlan[column])
  }
  return {
    amounts: [...byCurrency]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, minor]) => ({ minor, currency: code })),
    total: total === null ? null : { minor: total, currency },
  }
}

/** Whether a column holds money, all of it entered without a line: then nothing is known of the share of a component or a year. */
export const isWhole = (lines: readonly LineTotals[], column: Column): boolean =>
  lines.some(({ line, amounts }) => line === null && amounts[column] !== 0) &&
  !lines.some(({ line, amounts }) => line !== null && amounts[column] !== 0)

/** What was paid out and spent, at the rates of the days themselves. */
export async function atRatesOfTheDay(
  db: Db,
  compact: string,
  rates: readonly DatedRate[],
  currency: string,
  day: string,
): Promise<Record<LedgerColumn, Worth>> {
  const own = await db
    .selectFrom('ledger_entries')
    .select(['counts_as', 'onward'])
    .select(({ fn }) => fn.sum<string>('minor').as('minor'))
    .where('compact_id', '=', compact)
    .where('date', '<=', day)
    .where('currency', '=', currency)
    .groupBy(['counts_as', 'onward'])
    .execute()
  // What is rounded one by one is converted one by one.
  const foreign = await db
    .selectFrom('ledger_entries')
    .select(['counts_as', 'onward', 'currency', 'minor', 'date'])
    .where('compact_id', '=', compact)
    .where('date', '<=', day)
    .where('currency', '<>', currency)
    .execute()
  const rows = [
    ...own.map(({ minor, ...row }) => ({ ...row, minor: exact(minor), currency, date: day })),
    ...foreign,
  ]
  const of = (column: LedgerColumn) =>
    worthOf(
      rows.filter(({ counts_as, onward }) => columnsOf(counts_as, onward).includes(column)),
      rates,
      currency,
    )
  return {
    pledged: of('pledged'),
    committed: of('committed'),
    disbursed: of('disbursed'),
    spent: of('spent'),
  }
}

/** First day of the fiscal year, beginning on `MM-DD`, that a day falls into. */
export function fiscalYearOf(day: string, begins: string): string {
  const year = Number(day.slice(0, 4))
  return `${day.slice(5) >= begins ? year : year - 1}-${begins}`
}

export type FiscalSum = { begins: string; column: LedgerColumn; currency: string; minor: number }

/** What was committed, paid and spent in each fiscal year that begins on `MM-DD`. */
export async function byFiscalYear(
  db: Db,
  compact: string,
  begins: string,
  day: string,
): Promise<FiscalSum[]> {
  const rows = await db
    .selectFrom('ledger_entries')
    .select(['date', 'counts_as', 'onward', 'currency'])
    .select(({ fn }) => fn.sum<string>('minor').as('minor'))
    .where('compact_id', '=', compact)
    .where('date', '<=', day)
    .groupBy(['date', 'counts_as', 'onward', 'currency'])
    .orderBy('date')
    .execute()
  const sums = new Map<string, FiscalSum>()
  for (const { date, counts_as, onward, currency, minor } of rows)
    for (const column of columnsOf(counts_as, onward)) {
      const year = fiscalYearOf(date, begins)
      const id = `${year} ${column} ${currency}`
      const found = sums.get(id)
      if (found === undefined) sums.set(id, { begins: year, column, currency, minor: exact(minor) })
      else found.minor = plus(found.minor, exact(minor))
    }
  return [...sums.values()]
}

export type Additionality = {
  contribution: string
  party: string
  before: { year: number; amount: Money }
  planned: Money
  committed: Money
  /** Average planned for a year of the compact, less what was spent in the year before; null in another currency. */
  beyondPerYear: Money | null
}

/**
 * What a party brings beyond what it spent itself in a year before: the average of a year of the
 * plan less that year. Below nothing, the contribution may only be what was spent anyway.
 */
export function additionality({ plan }: Agreement, { lines }: Pick<MoneyTotals, 'lines'>): Additionality[] {
  const years = Math.max(1, plan.years.length)
  return plan.contributions.flatMap(({ key, party, amount, before }) => {
    if (before === null) return []
    const { currency } = amount
    const committed = lines
      .filter(({ contribution }) => contribution === key)
      .reduce((sum, { amounts }) => plus(sum, amounts.committed), 0)
    return [
      {
        contribution: key,
        party,
        before,
        planned: amount,
        committed: { minor: committed, currency },
        beyondPerYear:
          before.amount.currency === currency
            ? { minor: Math.round(amount.minor / years) - before.amount.minor, currency }
            : null,
      },
    ]
  })
}
