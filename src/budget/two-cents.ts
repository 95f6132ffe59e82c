import type { Cents, Deflator, Profits, Spending, Sum } from './schema.ts'

/**
 * How far apart the prices of two sums may be and still be compared as they were published: what prices do in so few
 * years is small beside how little is known of profits.
 */
export const YEARS_APART = 3

export type TwoCents = {
  profits: Profits
  spending: Spending
  /** Cents asked of each dollar of profit. */
  cents: number
  /** The year in whose prices all is told; null for each as it was published. */
  dollars: number | null
  /** Cents of each dollar of the profits, at the prices of `askPrices`. Null where it cannot be told at the prices asked for. */
  ask: Cents | null
  askPrices: number
  compared: Compared | null
  /** Why nothing is compared. */
  refused: 'other prices' | 'no index' | null
}

export type Compared = {
  profits: Cents
  spending: Cents
  /** Dollars of profit for each dollar spent. */
  ratio: number
  /** Cents spent for each dollar of profit. */
  centsPerDollar: number
  /** What is asked beyond what is spent. */
  gap: Cents
  /** How many times what is spent is asked. */
  times: number
  /** How many years the prices of the two lie apart, as they were published. */
  yearsApart: number
}

/**
 * So many cents of each dollar that traffickers make, beside what is spent against them.
 *
 * The ask needs the profits alone. The ratio and the gap need both at the same prices: they are told where the two were
 * published at prices at most `YEARS_APART` years apart, or where both are converted to the dollars of one year. Anything
 * else is refused: a ratio of two price bases says nothing.
 *
 * It never says more than its inputs: each estimate of profits counts other people (`coverage`), and none is an
 * observation. `docs/methods/two-cents.md`.
 */
export function twoCents(
  asked: { profits: Profits; spending: Spending; cents: number; dollars: number | null },
  deflator: Deflator,
): TwoCents {
  const { profits, spending, cents, dollars } = asked
  const profit = dollars === null ? profits.minor : atPrices(profits, dollars, deflator)
  const spent = dollars === null ? spending.minor : atPrices(spending, dollars, deflator)
  const ask = profit === null ? null : Math.round((profit / 100) * cents)
  const yearsApart = Math.abs(profits.prices - spending.prices)
  const told = { ...asked, ask, askPrices: dollars ?? profits.prices }
  if (profit === null || spent === null || ask === null)
    return { ...told, compared: null, refused: 'no index' }
  if (dollars === null && yearsApart > YEARS_APART)
    return { ...told, compared: null, refused: 'other prices' }
  return {
    ...told,
    compared: {
      profits: profit,
      spending: spent,
      ratio: profit / spent,
      centsPerDollar: (100 * spent) / profit,
      gap: ask - spent,
      times: ask / spent,
      yearsApart,
    },
    refused: null,
  }
}

/** A sum at the prices of another year by the index; null where the index does not have both years. */
export function atPrices(
  { minor, prices }: Pick<Sum, 'minor' | 'prices'>,
  year: number,
  { index }: Deflator,
): Cents | null {
  if (prices === year) return minor
  const from = index.get(prices)
  const to = index.get(year)
  return from === undefined || to === undefined ? null : Math.round((minor * to) / from)
}
