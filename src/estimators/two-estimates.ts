import { normalCdf, normalQuantile } from './normal.ts'
import { exp, log } from './portable-math.ts'

/** A figure with its doubt. A full count has no interval: `low` and `high` are null, and it is taken as exact. */
export type EstimateWithDoubt = {
  value: number
  low: number | null
  high: number | null
  /** Confidence of the interval in per cent, such as 95; null where there is none. */
  level: number | null
}

export type Change = {
  /** Second minus first; on the log scale second divided by first. */
  value: number
  low: number
  high: number
  /** Confidence of the interval in per cent. */
  level: number
  scale: 'difference' | 'ratio'
  /** `no change detectable` when the interval holds zero (a ratio: one). */
  verdict: 'fell' | 'rose' | 'no change detectable' | 'unchanged'
  /** Whether neither of the two has an interval: then the change is exact, as far as both counts are full. */
  exact: boolean
}

/**
 * How much something changed between two independent estimates, with an interval.
 *
 * Each estimate brings its own interval, which need not be symmetric. The distance from value
 * to limit tells its variance on that side, and variances of independent estimates add up: the
 * lower limit of the difference takes the lower side of the second and the upper side of the
 * first. For two shares with Wilson's interval this is Newcombe's method 10.
 *
 * Holds when the two samples are independent of each other and the definitions are the same.
 * Panels that ask the same people twice correlate: the interval is then too wide. Surveys that
 * share villages or interviewers correlate too. Intervals of other levels are first stretched as if
 * each side were normal; far from 90–99 % that is rough. What both estimates leave out, such as
 * people nobody could reach, is in neither interval and so not in this one.
 *
 * `ratio` works on logarithms and needs positive values and limits: for counts and rates that
 * change by a factor rather than by an amount.
 *
 * Newcombe (1998), Statistics in Medicine 17:873–890; Zou and Donner (2008), Statistics in
 * Medicine 27:1693–1702 (MOVER).
 *
 * @throws RangeError when an interval does not hold its value, is half given, or the scale needs positive numbers.
 */
export function changeBetween(
  first: EstimateWithDoubt,
  second: EstimateWithDoubt,
  { level = 95, scale = 'difference' as 'difference' | 'ratio' } = {},
): Change {
  const { value, below, above } = arms(first, second, scale)
  const z = normalQuantile((1 + checkedLevel(level) / 100) / 2)
  const low = value - z * below
  const high = value + z * above
  const exact = below === 0 && above === 0
  const back = (x: number) => (scale === 'ratio' ? exp(x) : x)
  return {
    value: back(value),
    low: back(low),
    high: back(high),
    level,
    scale,
    exact,
    verdict:
      exact && value === 0 ? 'unchanged' : high < 0 ? 'fell' : low > 0 ? 'rose' : 'no change detectable',
  }
}

/**
 * Probability that the true value fell by at least so much, from the same two intervals: each side
 * of the change is taken as half a normal distribution as wide as its side of the interval.
 * `by` is an amount on the scale `difference`, and a share (0.5 = halved) on the scale `ratio`.
 * With no interval at all it is 0 or 1.
 *
 * It reads the intervals as if nothing was known of the change beforehand; say so beside it.
 *
 * @throws RangeError as `changeBetween`, and for a share that is not from 0 up to 1.
 */
export function probabilityOfFall(
  first: EstimateWithDoubt,
  second: EstimateWithDoubt,
  by: number,
  scale: 'difference' | 'ratio' = 'difference',
): number {
  if (!Number.isFinite(by)) throw new RangeError(`a fall is a number, not ${by}`)
  if (scale === 'ratio' && !(by >= 0 && by < 1)) throw new RangeError('a share that fell lies from 0 up to 1')
  const { value, below, above } = arms(first, second, scale)
  const mark = scale === 'ratio' ? log(1 - by) : -by
  const away = mark - value
  const spread = away < 0 ? below : above
  if (spread === 0) return away >= 0 ? 1 : 0
  return normalCdf(away / spread)
}

/** The change on its own scale, and the standard error on each side of it. */
function arms(first: EstimateWithDoubt, second: EstimateWithDoubt, scale: 'difference' | 'ratio') {
  const one = sides(first, scale, 'first')
  const two = sides(second, scale, 'second')
  return {
    value: two.value - one.value,
    below: Math.hypot(two.below, one.above),
    above: Math.hypot(two.above, one.below),
  }
}

function sides({ value, low, high, level }: EstimateWithDoubt, scale: 'difference' | 'ratio', which: string) {
  if (!Number.isFinite(value)) throw new RangeError(`the ${which} estimate is not a number`)
  if ((low === null) !== (high === null)) throw new RangeError(`the ${which} interval has one limit only`)
  const turned = (x: number) => {
    if (scale === 'difference') return x
    if (!(x > 0)) throw new RangeError('a ratio needs values and limits above zero')
    return log(x)
  }
  const at = turned(value)
  if (low === null || high === null) return { value: at, below: 0, above: 0 }
  if (!(low <= value && value <= high && Number.isFinite(low) && Number.isFinite(high)))
    throw new RangeError(`the ${which} interval does not hold its value`)
  if (level === null) throw new RangeError(`the ${which} interval does not say its confidence`)
  const z = normalQuantile((1 + checkedLevel(level) / 100) / 2)
  return { value: at, below: (at - turned(low)) / z, above: (turned(high) - at) / z }
}

function checkedLevel(level: number): number {
  if (!(level > 0 && level < 100))
    throw new RangeError(`a confidence lies between 0 and 100 per cent, not ${level}`)
  return level
}
