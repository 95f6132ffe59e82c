import { logFactorial } from '../numeric/special.ts'
import { exp, log } from '../portable-math.ts'
import type { Random } from '../random.ts'

/**
 * Draws a table like the one given: as many persons, each with a history drawn from those seen.
 * One binomial draw per history, so the work does not grow with the number of persons.
 *
 * @param weights - by history; need not sum to one
 * @param into - where the drawn counts go
 */
export function drawTable(
  persons: number,
  weights: ArrayLike<number>,
  chance: Random,
  into: Float64Array,
): Float64Array {
  let weightLeft = 0
  for (let i = 0; i < weights.length; i++) weightLeft += weights[i] as number
  let left = persons
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number
    if (weight === 0 || left === 0) {
      into[i] = 0
      continue
    }
    // The last history takes all that is left, whatever rounding has done to the sum of the weights.
    const drawn = weight >= weightLeft ? left : drawBinomial(left, weight / weightLeft, chance)
    into[i] = drawn
    left -= drawn
    weightLeft -= weight
  }
  if (left > 0) {
    const last = lastFilled(weights)
    into[last] = (into[last] as number) + left
  }
  return into
}

function lastFilled(weights: ArrayLike<number>): number {
  for (let i = weights.length - 1; i > 0; i--) if ((weights[i] as number) > 0) return i
  return 0
}

/**
 * A binomial draw, exact for any number of trials.
 *
 * Few expected: by counting up the probabilities. Many: by transformed rejection (Hörmann 1993, “The
 * generation of binomial random variates”, algorithm BTRS).
 */
export function drawBinomial(trials: number, probability: number, chance: Random): number {
  if (probability > 0.5) return trials - drawBinomial(trials, 1 - probability, chance)
  if (trials === 0 || probability <= 0) return 0
  return trials * probability < 10
    ? countUp(trials, probability, chance)
    : rejected(trials, probability, chance)
}

function countUp(trials: number, probability: number, chance: Random): number {
  const odds = probability / (1 - probability)
  const none = exp(trials * log(1 - probability))
  for (;;) {
    let left = chance.uniform()
    let share = none
    // 110 is beyond anything a draw with so small a mean can reach; past it rounding alone has led there.
    for (let count = 0; count <= Math.min(trials, 110); count++) {
      if (left < share) return count
      left -= share
      share *= (odds * (trials - count)) / (count + 1)
    }
  }
}

function rejected(trials: number, probability: number, chance: Random): number {
  const spread = Math.sqrt(trials * probability * (1 - probability))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * probability
  const centre = trials * probability + 0.5
  const surely = 0.92 - 4.2 / b
  const alpha = (2.83 + 5.1 / b) * spread
  const logOdds = log(probability / (1 - probability))
  const mode = Math.floor((trials + 1) * probability)
  const atMode = logFactorial(mode) + logFactorial(trials - mode)
  for (;;) {
    const u = chance.uniform() - 0.5
    const v = chance.uniform()
    const edge = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / edge + b) * u + centre)
    if (edge >= 0.07 && v <= surely) return count
    if (count < 0 || count > trials) continue
    const height = log((v * alpha) / (a / (edge * edge) + b))
    if (height <= atMode - logFactorial(count) - logFactorial(trials - count) + (count - mode) * logOdds)
      return count
  }
}
