import type { Interval } from '../estimators/estimate.ts'

/**
 * The step to which a figure is rounded so that it claims no more than its interval allows: the largest
 * power of ten (or 1) that is at most a tenth of the width. A figure without interval, or with a one-sided
 * one, is rounded to two significant digits; so is a share whose interval has no width, such as that of a full
 * count, and people are then told one by one.
 */
export function precisionOf(estimate: number, intervals: readonly Interval[]): number {
  const widest = intervals.reduce<Interval | null>(
    (best, each) => (each.high !== null && each.level > (best?.level ?? 0) ? each : best),
    null,
  )
  const width = widest?.high != null ? widest.high - widest.low : Math.abs(estimate)
  const size = Math.abs(estimate)
  // What is left of a width by the last digits of a computer is none.
  if (!(width > 1e-9 * size)) return size > 0 ? Math.min(1, tenthOf(size)) : 1
  return tenthOf(width)
}

/** The largest power of ten that is at most a tenth of this. */
function tenthOf(width: number): number {
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
  // Nothing is 0, from whichever side.
  return (value >= least ? Math.max(shown, least) : shown) + 0
}
