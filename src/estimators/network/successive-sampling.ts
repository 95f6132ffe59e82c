import { exp } from '../portable-math.ts'
import type { Tally } from './tally.ts'

/**
 * Probability of inclusion of each degree of a sample. Who was drawn and has no known degree is taken to be like those
 * who have one: they then stand for their part of the population.
 */
export function inclusionByDegree({ degrees, drawn, people }: Tally, population: number): Float64Array {
  const known = drawn.reduce((sum, count) => sum + count, 0)
  return inclusionProbabilities(degrees, drawn, known < people ? (population * known) / people : population)
}

/**
 * Probability of inclusion by degree under successive sampling: people drawn one after another without
 * replacement, each time in proportion to degree, until `n` of `population` are in the sample.
 *
 * Such a draw is the same as letting everybody arrive after an exponential time with rate equal to the degree
 * and stopping at the n-th arrival. By then a person of degree k has come with probability 1 - exp(-k t), and
 * the population that would have sent just this sample holds v / (1 - exp(-k t)) people of a degree that `v`
 * respondents have; t is where these add up to the population. This is where the repeated simulation of
 * Gile (2011, JASA 106:135-146) settles, without its chance: that t itself varies changes the probabilities by
 * about k² Var(t) / 2, some 0.05 % in a population of 1,000.
 *
 * Where the sample is the population or more, everybody is in it.
 *
 * @param counts - respondents of each degree
 * @param population - size of the population, in persons
 * @returns for each degree the probability of being in the sample, above 0 and at most 1
 */
export function inclusionProbabilities(
  degrees: Float64Array,
  counts: Float64Array,
  population: number,
): Float64Array {
  let n = 0
  let t = 0
  for (let i = 0; i < degrees.length; i++) {
    n += counts[i]!
    t += counts[i]! / degrees[i]!
  }
  const probability = new Float64Array(degrees.length).fill(1)
  if (!(population > n) || n === 0) return probability

  // The sum is convex and falls as t grows, and this start is left of the root: Newton's steps only rise.
  t /= population
  for (let step = 0; step < 100; step++) {
    let excess = -population
    let slope = 0
    for (let i = 0; i < degrees.length; i++) {
      const v = counts[i]!
      if (v === 0) continue
      const k = degrees[i]!
      const come = oneLessExp(k * t)
      excess += v / come
      slope += (v * k * (1 - come)) / (come * come)
    }
    const next = t + excess / slope
    if (!(next > t * (1 + 1e-13)) || next === Infinity) break
    t = next
  }
  for (let i = 0; i < degrees.length; i++) probability[i] = oneLessExp(degrees[i]! * t)
  return probability
}

/** 1 - exp(-x), with its digits kept where x is small. */
function oneLessExp(x: number): number {
  return x < 1e-3 ? x * (1 - x * (0.5 - x * (1 / 6 - x * (1 / 24)))) : 1 - exp(-x)
}
