import { factorise, solveFactorised } from '../numeric/linear.ts'
import { logFactorial } from '../numeric/special.ts'
import { exp, log } from '../portable-math.ts'
import { sumOverSupersets } from './overlap-table.ts'

/**
 * Fits hierarchical log-linear models by maximum likelihood, many in a row on the same or on other tables.
 *
 * The number of persons with history w is Poisson with mean mu_w, log mu_w the sum of the parameters of the
 * terms within w; the dark figure is the mean of the history nobody can have, exp(intercept).
 *
 * Newton's method. What makes it fast is that the model is hierarchical and the columns of its design are
 * 0 and 1: the score is observed minus fitted margins, the information of two terms is the fitted margin
 * of their union, and both mu and its margins take a few additions and multiplications per cell.
 *
 * Asked of a model whose estimate does not exist it may not converge, or worse, seem to: ask
 * {@link existenceCheck} first. Logarithms and exponentials are those of portable-math.ts, so that the same
 * table gives the same digits on every engine.
 */
export type Fitter = {
  /** Sets the table: persons by history. */
  take(counts: ArrayLike<number>): void
  /**
   * Fits a model to the table taken.
   *
   * @param terms - a hierarchical model without the intercept
   * @param start - parameters to begin from, by term (0 where there is none), such as those of a similar model
   * @returns whether it converged; only then the fields below are those of the fit
   */
  fit(terms: ArrayLike<number>, start?: ArrayLike<number>): boolean
  /** Standard error of the logarithm of the dark figure after a fit; null when it cannot be had. */
  standardErrorOfLogUnseen(): number | null
  /** Information (inverse covariances) of the kept parameters after a fit, in the order of `kept()`; lower triangle. */
  information(): Float64Array
  /** The terms with a finite parameter in the last fit; the intercept (0) is last. */
  kept(): number[]
  /** Persons with each history. */
  readonly counts: Float64Array
  /** Persons on all lists of each set; [0] is the number of cases. */
  readonly margins: Float64Array
  /** Fitted parameters by term; [0] the intercept; 0 where there is none or it is minus infinity. */
  readonly alpha: Float64Array
  /** Fitted means by history; [0] is 0 here, the dark figure stands in `unseen`. */
  readonly mu: Float64Array
  /** Fitted margins: the expected number on all lists of each set, of those seen. */
  readonly fittedMargins: Float64Array
  unseen: number
  /** Of the fitted means, the factorials of the counts included. */
  logLikelihood: number
  steps: number
}

/** Newton's decrement (the squared distance to the maximum in standard errors) at which the next step is the last. */
const LAST_STEP = 1e-9
const NEAR = 1e-3
const MOST_STEPS = 60

export function fitter(lists: number): Fitter {
  const size = 2 ** lists
  const counts = new Float64Array(size)
  const margins = new Float64Array(size)
  const alpha = new Float64Array(size)
  const before = new Float64Array(size)
  const mu = new Float64Array(size)
  const fittedMargins = new Float64Array(size)
  /** The means' factors before any parameter: 1, or 0 where the parameter is minus infinity. */
  const factors = new Float64Array(size)
  const startWeights = new Float64Array(size)
  const startValues = new Float64Array(size)
  const startMargins = new Float64Array(size)
  const startRight = new Float64Array(size)
  const kept = new Int32Array(size)
  let parameters = 0
  let matrix = new Float64Array(64 * 64)
  const step = new Float64Array(size)
  const score = new Float64Array(size)
  let logFactorials = 0

  function take(given: ArrayLike<number>): void {
    logFactorials = 0
    counts[0] = 0
    for (let cell = 1; cell < size; cell++) {
      const count = given[cell] as number
      counts[cell] = count
      if (count > 1) logFactorials += logFactorial(count)
      // The usual first step: weighted least squares on the logarithms of the counts and a little more.
      const near = count + 0.1
      startWeights[cell] = near
      startValues[cell] = near * (count === 0 ? -Math.LN10 : log(near)) + count - near
    }
    margins.set(counts)
    sumOverSupersets(margins)
    startMargins.set(startWeights)
    sumOverSupersets(startMargins)
    startRight.set(startValues)
    sumOverSupersets(startRight)
  }

  /** Keeps the terms somebody bears out, the intercept last; true when some were dropped. */
  function keep(terms: ArrayLike<number>): boolean {
    parameters = 0
    let dropped = false
    factors.fill(1)
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number
      if ((margins[term] as number) > 0) kept[parameters++] = term
      else {
        factors[term] = 0
        dropped = true
      }
    }
    kept[parameters++] = 0
    if (parameters * parameters > matrix.length) matrix = new Float64Array(parameters * parameters)
    return dropped
  }

  /** Means, fitted margins and log-likelihood at `alpha`. */
  function evaluate(): number {
    mu.set(factors)
    let value = -logFactorials
    for (let i = 0; i < parameters; i++) {
      const term = kept[i] as number
      const parameter = alpha[term] as number
      mu[term] = exp(parameter)
      value += parameter * (margins[term] as number)
    }
    multiplyOverSubsets(mu)
    current.unseen = mu[0] as number
    mu[0] = 0
    fittedMargins.set(mu)
    sumOverSupersets(fittedMargins)
    return value - (fittedMargins[0] as number)
  }

  /** Information of the kept parameters, lower triangle, from the margins of the means or of the weights. */
  function fill(from: Float64Array): void {
    for (let i = 0; i < parameters; i++) {
      const row = i * parameters
      const term = kept[i] as number
      for (let j = 0; j <= i; j++) matrix[row + j] = from[term | (kept[j] as number)] as number
    }
  }

  /** The first guess: one step of weighted least squares from the counts themselves. */
  function begin(dropped: boolean): boolean {
    let weights = startMargins
    let right = startRight
    if (dropped) {
      // Cells that contain a dropped term take no part. `mu` and `fittedMargins` serve as space here.
      mu.set(factors)
      multiplyOverSubsets(mu)
      weights = fittedMargins
      right = before
      for (let mask = 0; mask < size; mask++) {
        weights[mask] = (mu[mask] as number) * (startWeights[mask] as number)
        right[mask] = (mu[mask] as number) * (startValues[mask] as number)
      }
      sumOverSupersets(weights)
      sumOverSupersets(right)
    }
    fill(weights)
    for (let i = 0; i < parameters; i++) step[i] = right[kept[i] as number] as number
    if (!factorise(matrix, parameters)) return false
    solveFactorised(matrix, parameters, step)
    alpha.fill(0)
    for (let i = 0; i < parameters; i++) alpha[kept[i] as number] = step[i] as number
    return true
  }

  /** A guess that cannot fail: everybody's lists independent, as many unseen as seen. */
  function beginPlainly(): void {
    alpha.fill(0)
    const cases = margins[0] as number
    alpha[0] = log(cases)
    for (let bit = 1; bit < size; bit <<= 1)
      if ((margins[bit] as number) > 0) alpha[bit] = log((margins[bit] as number) / (2 * cases))
  }

  /** Newton's step from the factor of the information, and its decrement. */
  function solve(): number {
    for (let i = 0; i < parameters; i++) step[i] = score[i] as number
    solveFactorised(matrix, parameters, step)
    let decrement = 0
    for (let i = 0; i < parameters; i++) decrement += (step[i] as number) * (score[i] as number)
    return decrement
  }

  function fit(terms: ArrayLike<number>, start?: ArrayLike<number>): boolean {
    const dropped = keep(terms)
    if (start) {
      alpha.fill(0)
      for (let i = 0; i < parameters; i++) alpha[kept[i] as number] = start[kept[i] as number] as number
      if (climb()) return true
    }
    if (begin(dropped) && climb()) return true
    beginPlainly()
    return climb()
  }

  /** Newton's steps from `alpha` up to the maximum; false where they do not settle. */
  function climb(): boolean {
    let value = evaluate()
    if (!Number.isFinite(value)) return false
    let previous = Infinity
    for (let taken = 1; taken <= MOST_STEPS; taken++) {
      for (let i = 0; i < parameters; i++) {
        const term = kept[i] as number
        score[i] = (margins[term] as number) - (fittedMargins[term] as number)
        before[term] = alpha[term] as number
      }
      // Close to the maximum the information of the step before still serves, if the next step is the last.
      let decrement = previous < NEAR ? solve() : Infinity
      if (decrement >= LAST_STEP) {
        fill(fittedMargins)
        if (!factorise(matrix, parameters)) return false
        decrement = solve()
      }
      previous = decrement
      const last = decrement < LAST_STEP
      let share = 1
      for (;;) {
        for (let i = 0; i < parameters; i++) {
          const term = kept[i] as number
          alpha[term] = (before[term] as number) + share * (step[i] as number)
        }
        const next = evaluate()
        if (next >= value - 1e-11 * Math.abs(value) || last) {
          value = next
          break
        }
        share /= 2
        if (share < 1e-8) return false
      }
      if (last) {
        current.logLikelihood = value
        current.steps = taken
        return Number.isFinite(value)
      }
    }
    return false
  }

  function information(): Float64Array {
    fill(fittedMargins)
    return matrix.slice(0, parameters * parameters)
  }

  const current: Fitter = {
    take,
    fit,
    information,
    standardErrorOfLogUnseen() {
      fill(fittedMargins)
      return factorise(matrix, parameters) ? 1 / (matrix[parameters * parameters - 1] as number) : null
    },
    kept: () => Array.from(kept.subarray(0, parameters)),
    counts,
    margins,
    alpha,
    mu,
    fittedMargins,
    unseen: 0,
    logLikelihood: 0,
    steps: 0,
  }
  return current
}

/** Replaces each factor by the product over the subsets of its own set, in place. */
function multiplyOverSubsets(factors: Float64Array): void {
  const size = factors.length
  for (let bit = 1; bit < size; bit <<= 1)
    for (let block = 0; block < size; block += bit << 1)
      for (let mask = block; mask < block + bit; mask++)
        factors[mask + bit] = (factors[mask + bit] as number) * (factors[mask] as number)
}
