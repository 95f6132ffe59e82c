/**
 * Sample quantiles by two of the definitions of Hyndman and Fan (1996), The
 * American Statistician 50:361–365: type 7, the usual default of statistics
 * software, and type 8, about free of bias for the median whatever the
 * distribution, which the BCa limits of the MSE literature use.
 */
export type QuantileType = 7 | 8

/**
 * The quantile of values already sorted upwards.
 *
 * @throws RangeError for no values or a share outside 0 to 1.
 */
export function sortedQuantile(sorted: ArrayLike<number>, share: number, type: QuantileType = 8): number {
  const n = sorted.length
  if (n === 0) throw new RangeError('no quantile of no values')
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share lies between 0 and 1, not ${share}`)
  const place = placeOf(n, share, type)
  const below = Math.floor(place)
  const low = sorted[clamp(below, n) - 1] as number
  const high = sorted[clamp(below + 1, n) - 1] as number
  return low === high ? low : low + (place - below) * (high - low)
}

/** Quantiles of values in any order, which are not touched. */
export function quantiles(
  values: ArrayLike<number>,
  shares: readonly number[],
  type: QuantileType = 8,
): number[] {
  const sorted = Float64Array.from(values).sort()
  return shares.map((share) => sortedQuantile(sorted, share, type))
}

/**
 * Which order statistics a quantile stands on, and whether it had to be the
 * outermost one: such a limit says "here or further out" and no more.
 */
export function outermost(n: number, share: number, type: QuantileType = 8): 'smallest' | 'largest' | null {
  const place = placeOf(n, share, type)
  if (place <= 1) return 'smallest'
  return place >= n ? 'largest' : null
}

/**
 * The smallest value at or below which at least `share` of the weight lies.
 * Values without weight count for nothing.
 *
 * @throws RangeError where there is no weight, or a weight is negative.
 */
export function weightedQuantile(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  share: number,
): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share lies between 0 and 1, not ${share}`)
  const order: number[] = []
  let total = 0
  for (let i = 0; i < values.length; i++) {
    const weight = weights[i] as number
    if (!(weight >= 0)) throw new RangeError(`a weight is a number from 0, not ${weight}`)
    if (weight > 0) order.push(i)
    total += weight
  }
  if (!(total > 0)) throw new RangeError('no quantile where nothing has weight')
  order.sort((a, b) => (values[a] as number) - (values[b] as number))
  // A hair less, so that a sum that ought to equal its share is not missed by rounding.
  const target = share * total * (1 - 4 * Number.EPSILON * order.length)
  let sum = 0
  for (const i of order) {
    sum += weights[i] as number
    if (sum >= target) return values[i] as number
  }
  return values[order.at(-1) as number] as number
}

/** The place from 1 to n, with its fraction, before it is held to the range. */
function placeOf(n: number, share: number, type: QuantileType): number {
  const shift = type === 7 ? 1 - share : (share + 1) / 3
  const place = n * share + shift
  // A whole number missed by rounding alone is that number.
  const whole = Math.round(place)
  return Math.abs(place - whole) < 4 * Number.EPSILON * Math.max(1, whole) ? whole : place
}

function clamp(place: number, n: number): number {
  return Math.min(n, Math.max(1, place))
}
