import { casesOf, historiesOf, type OverlapTable } from '../lists/overlap-table.ts'
import { exp, log, power } from '../portable-math.ts'
import type { Random } from '../random.ts'
import { drawsFrom } from './draws.ts'

/** Hyperparameters of the mixture, those of Manrique-Vallier (2016) unless told otherwise. */
export type LatentClassPrior = { classes: number; shape: number; rate: number }
export const USUAL_PRIOR: LatentClassPrior = { classes: 10, shape: 0.25, rate: 0.25 }

/** Where a chain begins: how many unseen persons for each seen one, or null for classes drawn anyhow. */
export type ChainStart = { unseenPerSeen: number | null }

export type LatentClassSampler = {
  /** One pass over all parameters; returns the number of unseen persons it drew. */
  step(): number
  /** How many classes held anybody, seen or unseen, after the last step. */
  occupied(): number
}

/**
 * Gibbs sampler of the non-parametric latent class model.
 *
 * Everybody, seen or not, belongs to one of at most `classes` hidden classes; within a class being on
 * one list says nothing about being on another. The shares of the classes are a stick-breaking process,
 * so that few are used unless the data ask for more; chances of being on a list are uniform beforehand;
 * the population has the prior 1/N. Persons with the same history are exchangeable, so each history is
 * dealt out among the classes as a whole: work grows with the number of histories, not of persons.
 *
 * Manrique-Vallier (2016), Biometrics 72:1246–1254; label moves after Papaspiliopoulos and Roberts
 * (2008), Biometrika 95:169–186. They leave the posterior as it is and only help to walk through it.
 */
export function openLatentClassSampler(
  table: OverlapTable,
  prior: LatentClassPrior,
  start: ChainStart,
  chance: Random,
): LatentClassSampler {
  const draws = drawsFrom(chance)
  const K = prior.classes
  const lists = table.lists.length
  const cases = casesOf(table)

  // Histories somebody has, and those on the way to them by taking away the lowest list each time.
  const seen = historiesOf(table)
  const needed = new Set<number>([0])
  for (const { history } of seen) for (let h = history; h !== 0; h &= h - 1) needed.add(h)
  const ways = [...needed].sort((a, b) => a - b)
  const placeOf = new Map(ways.map((history, place) => [history, place]))
  const parent = Int32Array.from(ways, (history) => placeOf.get(history & (history - 1)) as number)
  const lowest = Int32Array.from(ways, (history) => 31 - Math.clz32(history & -history))
  const observed = seen.map(({ history, count }) => ({
    count,
    place: placeOf.get(history) as number,
    on: Int32Array.from(Array.from({ length: lists }, (_, j) => j).filter((j) => (history >> j) & 1)),
  }))

  const share = new Float64Array(K)
  const chances = new Float64Array(K * lists)
  const weights = new Float64Array(ways.length * K)
  const members = new Float64Array(K)
  const onList = new Float64Array(K * lists)
  const unseen = new Float64Array(K)
  let concentration = 1
  begin()

  function begin(): void {
    if (start.unseenPerSeen === null) {
      for (let k = 0; k < K; k++) share[k] = 1 / K
      for (let i = 0; i < chances.length; i++) chances[i] = draws.uniform()
      return
    }
    // Most in one class as rarely seen as was asked for; the others as the seen persons are.
    const part = start.unseenPerSeen / (1 + start.unseenPerSeen)
    const rare = 1 - power(part, 1 / lists)
    for (let k = 0; k < K; k++) {
      share[k] = k === 0 ? 0.9 : 0.1 / (K - 1)
      for (let j = 0; j < lists; j++)
        chances[k * lists + j] = k === 0 ? rare * (0.5 + draws.uniform()) : 0.05 + 0.9 * draws.uniform()
    }
  }

  function weigh(): void {
    for (let k = 0; k < K; k++) {
      let none = share[k] as number
      for (let j = 0; j < lists; j++) none *= 1 - (chances[k * lists + j] as number)
      weights[k] = none
    }
    for (let w = 1; w < ways.length; w++) {
      const from = (parent[w] as number) * K
      const list = lowest[w] as number
      for (let k = 0; k < K; k++) {
        const p = chances[k * lists + list] as number
        weights[w * K + k] = (weights[from + k] as number) * (p / (1 - p))
      }
    }
  }

  function dealOut(): void {
    members.fill(0)
    onList.fill(0)
    for (const { count, place, on } of observed) {
      const at = place * K
      let total = 0
      for (let k = 0; k < K; k++) total += weights[at + k] as number
      let left = count
      for (let k = 0; left > 0 && k < K; k++) {
        const weight = weights[at + k] as number
        const drawn = k === K - 1 || weight >= total ? left : draws.binomial(left, weight / total)
        total -= weight
        if (drawn === 0) continue
        left -= drawn
        members[k] = (members[k] as number) + drawn
        for (let i = 0; i < on.length; i++) {
          const cell = k * lists + (on[i] as number)
          onList[cell] = (onList[cell] as number) + drawn
        }
      }
    }
  }

  /** The unseen of each class: a negative binomial number in all, drawn as Poisson parts of one gamma rate. */
  function drawUnseen(): number {
    let none = 0
    for (let k = 0; k < K; k++) none += weights[k] as number
    const rate = draws.gamma(cases) / Math.max(1 - none, 1e-12)
    let sum = 0
    for (let k = 0; k < K; k++) {
      const drawn = draws.poisson(rate * (weights[k] as number))
      unseen[k] = drawn
      sum += drawn
    }
    return sum
  }

  /**
   * Lets neighbouring classes change places. The stick-breaking prior likes large classes in front, and
   * without this a chain whose large class happened to begin at the back needs many classes before it
   * and never leaves them. With the sticks integrated out, the odds of a swap are as short as below.
   */
  function relabel(): void {
    let behind = (members[K - 1] as number) + (unseen[K - 1] as number)
    for (let k = K - 2; k > 0; k--) {
      const front = (members[k - 1] as number) + (unseen[k - 1] as number)
      const back = (members[k] as number) + (unseen[k] as number)
      const odds = (concentration + back + behind) / (concentration + front + behind)
      if (front !== back && (odds >= 1 || draws.uniform() < odds)) {
        swap(members, k - 1, k)
        swap(unseen, k - 1, k)
        for (let j = 0; j < lists; j++) swap(onList, (k - 1) * lists + j, k * lists + j)
        behind += front
      } else behind += back
    }
  }

  function drawChances(): void {
    for (let k = 0; k < K; k++) {
      const all = (members[k] as number) + (unseen[k] as number)
      for (let j = 0; j < lists; j++) {
        const on = onList[k * lists + j] as number
        // A chance of exactly one would make the odds infinite.
        chances[k * lists + j] = Math.min(draws.beta(1 + on, 1 + all - on), 1 - 1e-15)
      }
    }
  }

  /** Breaks the stick: each class takes a part of what the ones before it left. */
  function drawShares(): void {
    let behind = 0
    for (let k = 0; k < K; k++) behind += (members[k] as number) + (unseen[k] as number)
    let left = 1
    let logLeft = 0
    for (let k = 0; k < K - 1; k++) {
      const own = (members[k] as number) + (unseen[k] as number)
      behind -= own
      let logRest: number
      if (own === 0) logRest = draws.logUniform() / (concentration + behind)
      else {
        const taken = draws.gamma(1 + own)
        const rest = draws.logGamma(concentration + behind)
        logRest = rest - log(taken + exp(rest))
      }
      const rest = exp(logRest)
      share[k] = left * (1 - rest)
      left *= rest
      logLeft += logRest
    }
    share[K - 1] = left
    concentration = draws.gamma(prior.shape + K - 1) / (prior.rate - logLeft)
  }

  return {
    step() {
      weigh()
      dealOut()
      const sum = drawUnseen()
      relabel()
      drawChances()
      drawShares()
      return sum
    },
    occupied() {
      let count = 0
      for (let k = 0; k < K; k++) if ((members[k] as number) + (unseen[k] as number) > 0) count += 1
      return count
    },
  }
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i] as number
  values[i] = values[j] as number
  values[j] = kept
}
