import { checkWeight } from '../aggregate.ts'
import { power } from '../portable-math.ts'

/**
 * Ordered weighted average of the parts that are known, with the weights of the parts: between the worst part alone
 * (orness 0), the plain weighted mean (0.5) and the best part alone (1).
 *
 * The parts are put in order from the best down; the quantifier Q(r) = r^a with a = (1 - orness) / orness says how much
 * of the total weight the best share r of the weight may have. Parts of weight zero, and parts not known, are as if
 * absent. Where the parts do not all have one scale it means nothing.
 *
 * Yager (1988), IEEE Transactions on Systems, Man and Cybernetics 18:183–190; weights of the parts after Yager (1996),
 * International Journal of Intelligent Systems 11:49–73.
 *
 * @returns null where no part with weight is known
 * @throws RangeError for an orness outside 0 to 1, a negative weight or lists of unequal length
 */
export function owa(
  values: readonly (number | null)[],
  weights: readonly number[],
  orness: number,
): number | null {
  if (values.length !== weights.length)
    throw new RangeError(`${values.length} values and ${weights.length} weights were given`)
  for (const weight of weights) checkWeight(weight, 'a weight')
  for (const value of values)
    if (value !== null && !Number.isFinite(value))
      throw new TypeError(`a value is a finite number or null, not ${value}`)
  checkOrness(orness)
  const parts = values.map((value) => value ?? Number.NaN)
  const value = orderedAverage(parts, weights, orness)
  return Number.isNaN(value) ? null : value
}

/** `owa` without its checks, NaN standing for “not known”: for runs. */
export function orderedAverage(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  orness: number,
): number {
  const order: number[] = []
  let total = 0
  for (let k = 0; k < values.length; k++) {
    if (Number.isNaN(values[k] as number) || !((weights[k] as number) > 0)) continue
    order.push(k)
    total += weights[k] as number
  }
  if (order.length === 0) return Number.NaN
  order.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b)
  if (orness === 1) return values[order[0] as number] as number
  if (orness === 0) return values[order[order.length - 1] as number] as number
  const bend = (1 - orness) / orness
  let sum = 0
  let weight = 0
  let before = 0
  for (let k = 0; k < order.length; k++) {
    weight += weights[order[k] as number] as number
    const share = k === order.length - 1 ? 1 : weight / total
    // One to any power, an endless one too.
    const now = share >= 1 ? 1 : power(share, bend)
    sum += (now - before) * (values[order[k] as number] as number)
    before = now
  }
  return sum
}

/**
 * How near to “the best part decides” an ordered weighted average of equally weighted parts comes: 1 the best alone,
 * 0 the worst alone, 0.5 the mean. Yager (1988).
 *
 * @param weights by place, the best part's first; they sum to one
 */
export function ornessOf(weights: readonly number[]): number | null {
  const n = weights.length
  if (n < 2) return null
  return weights.reduce((sum, weight, k) => sum + (n - 1 - k) * weight, 0) / (n - 1)
}

export function checkOrness(orness: number): void {
  if (!(orness >= 0 && orness <= 1))
    throw new RangeError(
      `orness is ${orness}; it lies between 0 (the worst part decides) and 1 (the best does)`,
    )
}
