import type { Interval } from '../estimators/estimate.ts'

/**
 * The step to which a figure is rounded so that it claims no more than its interval allows: the largest
 * power of ten (or 1) that is at most a tenth of the width. A figure without interval, or with a one-sided
 * one, is rounded to two significant digits.
 */
export function precisionOf(estimate: number, intervals: readonly Interval[]): number {
  const widest = intervals.reduce<Interval | null>(
    (best, each) => (each.high !== null && each.level > (best?.level ?? 0) ? each : best),
    null,
  )
  const width = widest?.high != null ? widest.high - widest.low : Math.abs(estimate)
  if (!(width > 0)) return 1
  return 10 ** Math.floor(Math.log10(width / 10))
}

/**
 * A figure on the grid of its precision; shares keep their decimals. Lower limits are rounded `down` and upper ones
 * `up`, so that the interval shown holds what the true one held; and what is at least `least`, such as the persons
 * seen, is never shown below it.
 */
export function rounded(
  value: number,
  precision: number,
  to: 'nearest' | 'down' | 'up' = 'nearest',
  least = -Infinity,
): number {
  const round = { nearest: Math.round, down: Math.floor, up: Math.ceil }[to]
  // A value that stands on the grid but for its last digits stays where it is.
  const place = value / precision
  const steps =
    Math.abs(place - Math.round(place)) < 1e-9 * Math.abs(place) ? Math.round(place) : round(place)
  // 0.3, not 0.30000000000000004.
  const shown = precision < 1 ? Number((steps * precision).toPrecision(14)) : steps * precision
  return value >= least ? Math.max(shown, least) : shown
}
