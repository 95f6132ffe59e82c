import type { Interval } from '../estimate.ts'
import type { Finding } from '../findings.ts'

/**
 * How many resamples an interval by quantiles needs at least: so many that one is to be expected beyond each
 * of its limits, 2 / (1 - level), and never fewer than 20. 20 at 80 %, 40 at 95 %, 200 at 99 %. Enough for
 * an interval to exist, not for a good one: for that, 1,000 and more.
 */
export function leastResamples(level: number): number {
  // A hair less, so that 2 / (1 - 0.95) is 40 and not 41.
  return Math.max(20, Math.ceil(2 / (1 - level) - 1e-6))
}

/** The levels for which so many resamples are enough. */
export function levelsHeld(resamples: number, levels: readonly number[]): number[] {
  return levels.filter((level) => resamples >= leastResamples(level))
}

/** What to say of the levels for which they are too few, none at all among them. */
export function tooFewResamples(resamples: number, levels: readonly number[]): Finding[] {
  return levels
    .filter((level) => resamples < leastResamples(level))
    .map((level) => ({
      code: 'interval-needs-resamples',
      level,
      is: resamples,
      least: leastResamples(level),
    }))
}

/** Says so where an interval does not hold the estimate it stands beside: the resamples settle elsewhere. */
export function missedByOwnInterval(estimate: number, intervals: readonly Interval[]): Finding[] {
  const levels = intervals
    .filter(({ low, high }) => estimate < low || (high !== null && estimate > high))
    .map(({ level }) => level)
  return levels.length > 0 ? [{ code: 'outside-own-interval', levels }] : []
}
