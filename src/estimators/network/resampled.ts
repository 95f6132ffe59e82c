import type { Interval } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { outermost, sortedQuantile } from '../numeric/quantiles.ts'
import { levelsHeld } from '../numeric/resamples.ts'

/** Standard deviation of resampled estimates: their standard error. Null for fewer than two. */
export function spread(values: Float64Array): number | null {
  if (values.length < 2) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}

/**
 * Percentile intervals of resampled estimates, each limit with its Monte Carlo error: half the distance
 * between the order statistics one standard error of the share to either side of it.
 *
 * None for a level for which too few resamples gave an estimate (`leastResamples`).
 */
export function percentileIntervals(values: Float64Array, levels: readonly number[]): Interval[] {
  const sorted = values.slice().sort()
  const errorAt = (share: number) => {
    const step = Math.sqrt((share * (1 - share)) / sorted.length)
    const upper = sortedQuantile(sorted, Math.min(1, share + step))
    return (upper - sortedQuantile(sorted, Math.max(0, share - step))) / 2
  }
  return levelsHeld(values.length, levels).map((level) => {
    const tail = (1 - level) / 2
    return {
      level,
      low: sortedQuantile(sorted, tail),
      high: sortedQuantile(sorted, 1 - tail),
      kind: 'percentile',
      ...(outermost(sorted.length, tail) === 'smallest' && { lowAtMost: true as const }),
      ...(outermost(sorted.length, 1 - tail) === 'largest' && { highAtLeast: true as const }),
      monteCarloError: { low: errorAt(tail), high: errorAt(1 - tail) },
    }
  })
}

/**
 * Resamples that all came to the same say nothing of the error: then there is neither interval nor standard error, and
 * that is said. An interval of one level may lack width by itself.
 */
export function withWidth(
  values: Float64Array,
  levels: readonly number[],
): { standardError: number | null; intervals: Interval[]; findings: Finding[] } {
  const all = percentileIntervals(values, levels)
  const isWide = (width: number, at: number) => width > 1e-9 * Math.abs(at)
  const intervals = all.filter(({ low, high }) => high === null || isWide(high - low, low))
  const error = spread(values)
  return {
    standardError: error !== null && isWide(error, values[0] ?? 0) ? error : null,
    intervals,
    findings: intervals.length < all.length ? [{ code: 'interval-without-width', kind: 'percentile' }] : [],
  }
}

/**
 * Limits of a number of people cut to the people there are, with how many resamples gave more. They stay among the
 * resamples: what gives more people than there are says that the figure is hardly bounded from above.
 */
export function withinPopulation(
  intervals: readonly Interval[],
  values: Float64Array,
  population: number,
): { intervals: Interval[]; findings: Finding[] } {
  const isCut = ({ high }: Interval) => high !== null && high > population
  const levels = intervals.filter(isCut).map(({ level }) => level)
  const beyond = values.filter((value) => value > population).length
  return {
    intervals: intervals.map((interval) => {
      if (!isCut(interval)) return interval
      const { highAtLeast: _, monteCarloError, ...rest } = interval
      return {
        ...rest,
        low: Math.min(rest.low, population),
        high: population,
        ...(monteCarloError && { monteCarloError: { low: monteCarloError.low, high: null } }),
      }
    }),
    findings:
      levels.length > 0
        ? [{ code: 'limits-above-population', levels, beyond, of: values.length, population }]
        : [],
  }
}
