import { casesOf, type OverlapTable, sumOverSupersets } from '../lists/overlap-table.ts'
import { factorise, solveFactorised } from '../numeric/linear.ts'
import { exp, log } from '../portable-math.ts'
import type { Random } from '../random.ts'

/**
 * A Poisson log-linear model with normal priors on its interactions and flat ones on the rest.
 *
 * The count of history h is Poisson with log mean equal to the sum of the parameters of all sets of lists
 * within h; the empty set is the intercept, so its exponential is the expected number of unseen persons.
 */
export type LogLinearModel = {
  table: OverlapTable
  /** The sets of lists that have a parameter, as bit masks; 0, the intercept, first. */
  terms: readonly number[]
  /** Variance of the prior of every term of two or more lists. */
  priorVariance: number
}

export type LogLinearSampler = {
  /** One draw of all parameters, in the order of the terms; the array is used again. */
  draw(): Float64Array
  /** Share of proposals taken so far. */
  accepted(): number
}

/** Leapfrog steps between two draws: one of these, at random, so that no orbit repeats itself. */
const STEPS = [3, 4, 5, 6, 7]

/**
 * Opens a sampler of the posterior, or null where it has no peak to stand on (it is no distribution).
 *
 * The posterior is log-concave, so Newton's method finds its peak. Coordinates are then chosen in which
 * it would be a standard normal if it were normal, and Hamiltonian Monte Carlo walks through it: long
 * strides, each accepted or refused so that the posterior stays exactly as it is (Neal 2011, Handbook of
 * Markov Chain Monte Carlo, chapter 5).
 *
 * @param spread - how many standard deviations from the peak the chain begins
 */
export function openLogLinearSampler(
  model: LogLinearModel,
  chance: Random,
  spread = 2,
): LogLinearSampler | null {
  const { terms } = model
  const p = terms.length
  const density = openDensity(model)
  const peak = findPeak(model, density)
  if (peak === null) return null
  const { at, factor } = peak

  const place = new Float64Array(p)
  const parameters = new Float64Array(p)
  const gradient = new Float64Array(p)
  const momentum = new Float64Array(p)
  const stride = 1.1 / Math.sqrt(Math.sqrt(p))
  let proposals = 0
  let taken = 0

  /** Log density at the present place; its gradient there, in the coordinates of the walk. */
  function look(from: Float64Array): number {
    // parameters = peak + L⁻ᵀ place, the curvature at the peak being L Lᵀ
    for (let i = p - 1; i >= 0; i--) {
      let sum = from[i] as number
      for (let k = i + 1; k < p; k++) sum -= (factor[k * p + i] as number) * (parameters[k] as number)
      parameters[i] = sum / (factor[i * p + i] as number)
    }
    for (let i = 0; i < p; i++) parameters[i] = (parameters[i] as number) + (at[i] as number)
    const value = density.look(parameters, gradient)
    for (let i = 0; i < p; i++) {
      let sum = gradient[i] as number
      for (let k = 0; k < i; k++) sum -= (factor[i * p + k] as number) * (gradient[k] as number)
      gradient[i] = sum / (factor[i * p + i] as number)
    }
    return value
  }

  for (let i = 0; i < p; i++) place[i] = spread * chance.normal() * 0.5
  let value = look(place)
  for (let tries = 0; !Number.isFinite(value) && tries < 60; tries++) {
    for (let i = 0; i < p; i++) place[i] = (place[i] as number) / 2
    value = look(place)
  }
  const kept = parameters.slice()
  const keptGradient = gradient.slice()
  const proposal = new Float64Array(p)

  return {
    draw() {
      let energy = -value
      for (let i = 0; i < p; i++) {
        const m = chance.normal()
        momentum[i] = m
        energy += 0.5 * m * m
      }
      proposal.set(place)
      gradient.set(keptGradient)
      const size = stride * (0.8 + 0.4 * chance.uniform())
      const steps = STEPS[chance.below(STEPS.length)] as number
      let now = value
      for (let s = 0; s < steps && Number.isFinite(now); s++) {
        for (let i = 0; i < p; i++) {
          momentum[i] = (momentum[i] as number) + 0.5 * size * (gradient[i] as number)
          proposal[i] = (proposal[i] as number) + size * (momentum[i] as number)
        }
        now = look(proposal)
        for (let i = 0; i < p; i++)
          momentum[i] = (momentum[i] as number) + 0.5 * size * (gradient[i] as number)
      }
      let after = -now
      for (let i = 0; i < p; i++) after += 0.5 * (momentum[i] as number) ** 2
      proposals += 1
      if (Number.isFinite(after) && log(1 - chance.uniform()) < energy - after) {
        taken += 1
        place.set(proposal)
        kept.set(parameters)
        keptGradient.set(gradient)
        value = now
      }
      return kept
    },
    accepted: () => (proposals === 0 ? 1 : taken / proposals),
  }
}

/** Log posterior, up to a constant, with its gradient and curvature. */
function openDensity({ table, terms, priorVariance }: LogLinearModel) {
  const cells = table.counts.length
  const p = terms.length
  const margins = sumOverSupersets(table.counts.slice())
  const precision = terms.map((term) => ((term & (term - 1)) === 0 ? 0 : 1 / priorVariance))
  const field = new Float64Array(cells)

  /** Fitted means of all histories but the unseen; returns their sum. */
  function fitMeans(parameters: Float64Array): number {
    field.fill(0)
    for (let i = 0; i < p; i++) field[terms[i] as number] = parameters[i] as number
    for (let bit = 1; bit < cells; bit <<= 1)
      for (let mask = 0; mask < cells; mask++)
        if (mask & bit) field[mask] = (field[mask] as number) + (field[mask ^ bit] as number)
    let sum = 0
    field[0] = 0
    for (let mask = 1; mask < cells; mask++) {
      const mean = exp(field[mask] as number)
      field[mask] = mean
      sum += mean
    }
    return sum
  }

  return {
    look(parameters: Float64Array, gradient: Float64Array): number {
      let value = -fitMeans(parameters)
      sumOverSupersets(field)
      for (let i = 0; i < p; i++) {
        const term = terms[i] as number
        const parameter = parameters[i] as number
        const pull = (precision[i] as number) * parameter
        value += (margins[term] as number) * parameter - 0.5 * pull * parameter
        gradient[i] = (margins[term] as number) - (field[term] as number) - pull
      }
      return value
    },

    /** Minus the second derivatives: for two terms, the fitted persons on all lists of both. */
    curvature(parameters: Float64Array): Float64Array {
      fitMeans(parameters)
      sumOverSupersets(field)
      const matrix = new Float64Array(p * p)
      for (let i = 0; i < p; i++)
        for (let j = 0; j < p; j++)
          matrix[i * p + j] =
            (field[(terms[i] as number) | (terms[j] as number)] as number) +
            (i === j ? (precision[i] as number) : 0)
      return matrix
    },
  }
}

/** The peak by Newton's method with halved steps, and the factor of the curvature there. */
function findPeak(
  { table, terms }: LogLinearModel,
  density: ReturnType<typeof openDensity>,
): { at: Float64Array; factor: Float64Array } | null {
  const p = terms.length
  const cases = casesOf(table)
  // Begin where each history is equally common.
  const at = new Float64Array(p)
  at[0] = log(cases / table.counts.length)
  const gradient = new Float64Array(p)
  const next = new Float64Array(p)
  let value = density.look(at, gradient)
  for (let step = 0; step < 200; step++) {
    const factor = density.curvature(at)
    if (!factorise(factor, p)) return null
    const move = gradient.slice()
    let gain = 0
    solveFactorised(factor, p, move)
    for (let i = 0; i < p; i++) gain += (move[i] as number) * (gradient[i] as number)
    if (gain < 1e-10 + 1e-13 * Math.abs(value)) return { at, factor }
    let better = false
    for (let part = 1; part > 1e-12 && !better; part /= 2) {
      for (let i = 0; i < p; i++) next[i] = (at[i] as number) + part * (move[i] as number)
      const there = density.look(next, gradient)
      if (there >= value) {
        better = true
        value = there
        at.set(next)
      }
    }
    if (!better) return gain < 1e-6 ? { at, factor } : null
  }
  return null
}
