import { logFactorial, poissonAtLeast, poissonAtMost } from '../numeric/special.ts'
import { exp, log } from '../portable-math.ts'
import { type ExistenceCheck, type ExistenceCode, existenceCheck } from './existence.ts'
import { type Fitter, fitter } from './fit.ts'
import { independence } from './notation.ts'

/**
 * Forward stepwise choice of a model among those that join lists in pairs.
 *
 * Begins with independent lists. In each step every absent pair is asked how surprising its overlap is
 * under the model so far (a Poisson variable with the fitted overlap as its mean); the most surprising is
 * added while its p-value is below the threshold, unless the larger model has no estimate. The model to
 * begin with is checked as well: where it has no estimate there is no answer.
 *
 * Chan, Silverman and Vincent (2021), section 3.2. The p-value is the smaller of the two tails, not
 * doubled; their default threshold 0.02 did best over their 28 simulated scenarios.
 */
export type StepwiseChoice = {
  /** The terms of the chosen model, in the order they came in. */
  terms: number[]
  steps: { pair: number; probability: number }[]
}

export const USUAL_THRESHOLD = 0.02

/** Why no model could be chosen: the model to begin with has no estimate, or a fit did not converge. */
export type NoChoice = { existence: ExistenceCode } | { notConverged: number[] }

/**
 * Makes the choice for tables of so many lists, one after another. After a choice `fit` holds the fit of
 * the chosen model.
 */
export function stepwiseChooser(
  lists: number,
  threshold: number,
): { choose: (counts: ArrayLike<number>, start?: Float64Array) => StepwiseChoice | NoChoice; fit: Fitter } {
  const fit = fitter(lists)
  const check: ExistenceCheck = existenceCheck(lists)
  const main = [...independence(lists)]
  const pairs = main.flatMap((first, i) => main.slice(i + 1).map((second) => first | second))
  const probability = new Float64Array(pairs.length)
  const warm = new Float64Array(2 ** lists)

  /** The most surprising absent pair; -1 when none is below the threshold. The first of equals. */
  function mostSurprising(): number {
    let best = -1
    let least = threshold
    for (let i = 0; i < pairs.length; i++)
      if ((probability[i] as number) < least) {
        best = i
        least = probability[i] as number
      }
    return best
  }

  function choose(counts: ArrayLike<number>, start?: Float64Array): StepwiseChoice | NoChoice {
    fit.take(counts)
    const terms = [...main]
    const steps: StepwiseChoice['steps'] = []
    const existence = check(terms, fit.counts, fit.margins)
    if (existence !== 0) return { existence }
    if (!fit.fit(terms, start)) return { notConverged: terms }

    for (;;) {
      for (let i = 0; i < pairs.length; i++) {
        const pair = pairs[i] as number
        probability[i] = terms.includes(pair)
          ? 1
          : smallerTail(fit.margins[pair] as number, fit.fittedMargins[pair] as number)
      }
      let next = mostSurprising()
      for (; next >= 0; next = mostSurprising()) {
        terms.push(pairs[next] as number)
        if (check(terms, fit.counts, fit.margins) === 0) break
        terms.pop()
        probability[next] = 1
      }
      if (next < 0) return { terms, steps }
      steps.push({ pair: pairs[next] as number, probability: probability[next] as number })
      warm.set(fit.alpha)
      if (!fit.fit(terms, warm)) return { notConverged: terms }
    }
  }

  return { choose, fit }
}

/**
 * The smaller of P(X <= count) and P(X >= count) of a Poisson variable: the tails on the two sides are
 * summed from the count outwards, the one that must be the smaller first.
 */
export function smallerTail(count: number, mean: number): number {
  if (mean <= 0) return count > 0 ? 0 : 1
  if (count > 255 || mean > 1000) return Math.min(poissonAtMost(count, mean), poissonAtLeast(count, mean))
  const density = exp(count * log(mean) - mean - logFactorial(count))
  const first = count < mean ? lowerTail(count, mean, density) : upperTail(count, mean, density)
  if (first <= 0.5) return first
  return Math.min(first, count < mean ? upperTail(count, mean, density) : lowerTail(count, mean, density))
}

function lowerTail(count: number, mean: number, density: number): number {
  let sum = 1
  for (let k = count, term = 1; k > 0 && term > 1e-17 * sum; k--) {
    term *= k / mean
    sum += term
  }
  return density * sum
}

function upperTail(count: number, mean: number, density: number): number {
  if (count < mean) return 1 - density * (lowerTail(count, mean, 1) - 1)
  let sum = 1
  for (let k = count + 1, term = 1; term > 1e-17 * sum; k++) {
    term *= mean / k
    sum += term
  }
  return density * sum
}
