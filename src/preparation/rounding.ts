import type { Interval } from '../estimators/estimate.ts'

/**
 * The step to which a figure is rounded so that it claims no more than its interval allows: the largest
 * power of ten (or 1) that is at most a tenth of the width. A figure without interval, or with a one-sided
 * one, is rounded to two significant digits.
 */
export function precisionOf(estimate: number, intervals: readonly Interval[]): number {
  const widest = intervals.reduce<Interval | null>(
    (best, each) => (each.high !== null && each.level >= (best?.level ?? 0) ? each : best),
    null,
  )
  const width = widest?.high != null ? widest.high - widest.low : Math.abs(estimate)
  if (!(width > 0)) return 1
  return 10 ** Math.floor(Math.log10(width / 10))
}

/** A figure on the grid of its precision; shares keep their decimals. */
export function rounded(value: number, precision: number): number {
  const steps = Math.round(value / precision)
  // Dividing by a whole power of ten leaves 0.3, not 0.30000000000000004.
  return precision < 1 ? steps / Math.round(1 / precision) : steps * precision
}
