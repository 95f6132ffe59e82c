import type { Indicator } from '../compacts/agreement.ts'
import { billionths, compareDecimals, decimalOf, sumOf, weightedMean } from './decimal.ts'
import type { MissingReason, ReadValue } from './reading.ts'

/** What one reporter says of one cell for one period; null while nothing is there. */
export type Contribution = { reporter: string; value: ReadValue | null; at: string | null }

/** How many different people several reporters reached together, and how that was found. */
export type Deduplicated = { value: string; method: string }

export type AggregateNote =
  | 'nothing reported'
  | 'not to be summed'
  | 'denominators needed'
  | 'de-duplication needed'
  | 'no rule'
  | 'levels differ'

/** One value out of several, with how it came about: pages say “sum of 3 of 4; 1 missing”. */
export type Aggregate = {
  value: string | null
  low: string | null
  high: string | null
  level: number | null
  rule: Indicator['aggregation']
  counted: number
  of: number
  missing: { reporter: string; reason: MissingReason | 'not reported' }[]
  /** Why there is no value, or no interval. */
  note: AggregateNote | null
}

/**
 * One value out of those of several reporters, by the rule the indicator declares. What is missing
 * is named and never counted as zero. Percentages, ratios and answers are never summed; different
 * people are counted only with a figure of how many they are together. Intervals of independent
 * estimates are joined as in `estimators/two-estimates.ts`.
 */
export function aggregate(
  { aggregation, measure }: Pick<Indicator, 'aggregation' | 'measure'>,
  contributions: readonly Contribution[],
  deduplicated: Deduplicated | null = null,
): Aggregate {
  const given = contributions.flatMap(({ reporter, value, at }) =>
    value !== null && value.value !== null ? [{ ...value, value: value.value, reporter, at }] : [],
  )
  const missing = contributions.flatMap(({ reporter, value }) =>
    value?.value != null ? [] : [{ reporter, reason: value?.missing ?? ('not reported' as const) }],
  )
  const base: Aggregate = {
    value: null,
    low: null,
    high: null,
    level: null,
    rule: aggregation,
    counted: given.length,
    of: contributions.length,
    missing,
    note: null,
  }
  const [first] = given
  if (first === undefined) return { ...base, note: 'nothing reported' }
  const alone = (value: typeof first): Aggregate => ({
    ...base,
    value: value.value,
    low: value.low,
    high: value.high,
    level: value.level,
  })
  // Of a single reporter there is nothing to put together.
  if (contributions.length === 1) return alone(first)
  switch (aggregation) {
    case 'none':
      return { ...base, note: 'no rule' }
    case 'latest': {
      const newest = given.reduce((best, each) => ((each.at ?? '') >= (best.at ?? '') ? each : best))
      return { ...alone(newest), counted: 1 }
    }
    case 'unique-persons':
      return deduplicated === null
        ? { ...base, note: 'de-duplication needed' }
        : { ...base, value: deduplicated.value }
    case 'sum': {
      if (measure !== 'number') return { ...base, note: 'not to be summed' }
      const value = sumOf(given.map((each) => each.value))
      return {
        ...base,
        value,
        ...joined(
          value,
          given,
          given.map(() => 1),
        ),
      }
    }
    case 'weighted-mean': {
      const weighted = given.flatMap(({ value, denominator, ...rest }) =>
        denominator === null || compareDecimals(denominator, '0') <= 0
          ? []
          : [{ ...rest, value, weight: denominator }],
      )
      if (weighted.length < given.length) return { ...base, note: 'denominators needed' }
      const value = weightedMean(weighted)
      const all = Number(sumOf(weighted.map(({ weight }) => weight)))
      return {
        ...base,
        value,
        ...joined(
          value,
          weighted,
          weighted.map(({ weight }) => Number(weight) / all),
        ),
      }
    }
  }
}

type Doubted = { value: string; low: string | null; high: string | null; level: number | null }

/** The interval of a weighted sum of independent estimates: the squares of their sides add up. */
function joined(value: string, parts: readonly Doubted[], weights: readonly number[]): Partial<Aggregate> {
  const levels = new Set(parts.flatMap(({ low, level }) => (low === null ? [] : [level])))
  if (levels.size === 0) return {}
  if (levels.size > 1) return { note: 'levels differ' }
  const side = (limit: 'low' | 'high') =>
    Math.hypot(
      ...parts.map(
        (part, place) => (weights[place] ?? 0) * (Number(part[limit] ?? part.value) - Number(part.value)),
      ),
    )
  const near = (distance: number) => decimalOf(billionths(value) + BigInt(Math.round(distance * 1e6)) * 1000n)
  return { low: near(-side('low')), high: near(side('high')), level: [...levels][0] ?? null }
}

/** Different people are at least as many as the largest reporter reached, and at most all added up. */
export function deduplicationFault(
  value: string,
  reported: readonly string[],
): { least: string; most: string } | null {
  const least = reported.reduce((most, each) => (compareDecimals(each, most) > 0 ? each : most), '0')
  const most = sumOf(reported)
  return compareDecimals(value, least) < 0 || compareDecimals(value, most) > 0 ? { least, most } : null
}
