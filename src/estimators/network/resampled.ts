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

/** Says so where an interval does not hold the estimate it stands beside: the resamples settle elsewhere. */
export function missedByOwnInterval(estimate: number, intervals: readonly Interval[]): Finding[] {
  const levels = intervals
    .filter(({ low, high }) => estimate < low || (high !== null && estimate > high))
    .map(({ level }) => level)
  return levels.length > 0 ? [{ code: 'outside-own-interval', levels }] : []
}
