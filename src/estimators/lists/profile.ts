import type { Estimate, Interval } from '../estimate.ts'
import { factorise, solveFactorised } from '../numeric/linear.ts'
import type { Run } from '../numeric/run.ts'
import { chiSquareQuantile, logGamma } from '../numeric/special.ts'
import { exp, log } from '../portable-math.ts'
import { USUAL_LEVELS } from './log-linear.ts'
import { doubtsAboutFit, fitModel, type LogLinearDiagnostics } from './model-fit.ts'
import { closureOf, type Model } from './notation.ts'
import { casesOf, doubtsAbout, marginsOf, type OverlapTable, sumOverSupersets } from './overlap-table.ts'

export type ProfileDiagnostics = LogLinearDiagnostics & {
  /** The total when the population is taken as Poisson: what the other log-linear methods report. */
  poissonTotal: number
  /** The total when the population is taken as a fixed number: `estimate` here, a little smaller as a rule. */
  multinomialTotal: number
}

/**
 * Size of a hidden population under one given model, with limits from the profile likelihood: every total
 * for which the best fit is not significantly worse than the best of all.
 *
 * The population is a fixed number here, so the estimate differs a little from the Poisson one of the
 * other log-linear methods; both are given. Limits are not symmetric, never lie below the number seen, and
 * take the model as known. There may be no upper limit.
 *
 * Cormack (1992), Biometrics 48:567–576; as `closedpCI.t` of Rcapture, which however replaces factorials by
 * Stirling's formula and gives up at three times the estimate.
 */
export function* profileEstimate(
  table: OverlapTable,
  terms: Model,
  levels: readonly number[] = USUAL_LEVELS,
): Run<Estimate<ProfileDiagnostics>> {
  yield { done: 0, total: 1 }
  const method = 'mse-multinomial'
  const cases = casesOf(table)
  const warnings = doubtsAbout(table)
  const fit = fitModel(table, terms)
  if ('reason' in fit)
    return {
      status: 'no-estimate',
      method,
      cases,
      reason: fit.reason,
      intervals: [],
      diagnostics: {},
      warnings,
    }

  const profile = profileLikelihood(table, fit.terms, fit.diagnostics.unseen)
  const unseen = highest(profile, fit.diagnostics.unseen)
  const top = profile(unseen)
  const intervals: Interval[] = []
  for (const level of levels) {
    const least = top - chiSquareQuantile(level, 1) / 2
    const low = profile(0) >= least ? 0 : crossing(profile, least, 0, unseen)
    const beyond = firstBelow(profile, least, unseen, cases)
    const high = beyond === null ? null : crossing(profile, least, beyond, unseen)
    intervals.push({ level, low: cases + low, high: high === null ? null : cases + high, kind: 'profile' })
    if (high === null) warnings.push({ code: 'no-upper-limit', kind: 'profile', level })
    yield { done: 0, total: 1 }
  }
  return {
    status: 'ok',
    method,
    cases,
    estimate: cases + unseen,
    standardError: null,
    intervals,
    model: fit.model,
    diagnostics: { ...fit.diagnostics, poissonTotal: fit.total, multinomialTotal: cases + unseen },
    warnings: [...warnings, ...doubtsAboutFit(fit), { code: 'choice-not-repeated' }],
  }
}

/**
 * The logarithm of the multinomial likelihood of the table and so many unseen, the model's parameters at
 * their best for it, up to a constant.
 *
 * @param guess - about how many are unseen
 */
function profileLikelihood(table: OverlapTable, model: Model, guess: number): (unseen: number) => number {
  const size = table.counts.length
  const margins = marginsOf(table)
  const cases = margins[0] as number
  const kept = [...closureOf(model).filter((term) => (margins[term] as number) > 0), 0]
  const dropped = model.filter((term) => margins[term] === 0)
  const possible = Float64Array.from({ length: size }, (_, cell) =>
    dropped.some((term) => (cell & term) === term) ? 0 : 1,
  )
  const n = kept.length
  const alpha = new Float64Array(size)
  const before = new Float64Array(size)
  const fitted = new Float64Array(size)
  const matrix = new Float64Array(n * n)
  const step = new Float64Array(n)
  alpha[0] = log(Math.max(guess, 0.5))
  for (const term of kept)
    if (term !== 0 && (term & (term - 1)) === 0)
      alpha[term] = log((margins[term] as number) / (cases + guess))

  /** Log-likelihood of the complete table as Poisson at `alpha`; the fitted margins are left in `fitted`. */
  function evaluate(): number {
    fitted.set(possible)
    let value = 0
    for (const term of kept) {
      fitted[term] = exp(alpha[term] as number)
      value += (alpha[term] as number) * (margins[term] as number)
    }
    for (let bit = 1; bit < size; bit <<= 1)
      for (let cell = 0; cell < size; cell++)
        if (cell & bit) fitted[cell] = (fitted[cell] as number) * (fitted[cell ^ bit] as number)
    sumOverSupersets(fitted)
    return value - (fitted[0] as number)
  }

  return (unseen) => {
    const population = cases + unseen
    margins[0] = population
    let value = evaluate()
    for (let taken = 0; taken < 100; taken++) {
      let decrement = 0
      for (let i = 0; i < n; i++) {
        const term = kept[i] as number
        step[i] = (margins[term] as number) - (fitted[term] as number)
        for (let j = 0; j <= i; j++) matrix[i * n + j] = fitted[term | (kept[j] as number)] as number
      }
      const score = step.slice()
      if (!factorise(matrix, n)) break
      solveFactorised(matrix, n, step)
      for (let i = 0; i < n; i++) decrement += (step[i] as number) * (score[i] as number)
      before.set(alpha)
      const last = decrement < 1e-11
      for (let share = 1; share > 1e-8; share /= 2) {
        for (let i = 0; i < n; i++) {
          const term = kept[i] as number
          alpha[term] = (before[term] as number) + share * (step[i] as number)
        }
        const next = evaluate()
        if (last || next >= value - 1e-12 * Math.abs(value)) {
          value = next
          break
        }
      }
      if (last) break
    }
    return logGamma(population + 1) - logGamma(unseen + 1) + value + population - population * log(population)
  }
}

/** Where the profile is highest: golden section, after a bracket has been found. */
function highest(profile: (unseen: number) => number, guess: number): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let low = 0
  let high = 1.5 * guess + 2
  while (profile(high) > profile(0.9 * high)) high *= 2
  let a = high - golden * (high - low)
  let b = low + golden * (high - low)
  let atA = profile(a)
  let atB = profile(b)
  while (high - low > 1e-7 * high + 1e-9) {
    if (atA >= atB) {
      high = b
      b = a
      atB = atA
      a = high - golden * (high - low)
      atA = profile(a)
    } else {
      low = a
      a = b
      atA = atB
      b = low + golden * (high - low)
      atB = profile(b)
    }
  }
  return (low + high) / 2
}

/** The first point beyond the highest, doubling, at which the profile is too low; null where it never is. */
function firstBelow(
  profile: (unseen: number) => number,
  least: number,
  from: number,
  cases: number,
): number | null {
  for (let unseen = 2 * from + 2; unseen < 1e7 * (cases + from); unseen *= 2)
    if (profile(unseen) < least) return unseen
  return null
}

/** Where the profile passes `least` between a point at which it is lower and one at which it is not. */
function crossing(profile: (unseen: number) => number, least: number, lower: number, upper: number): number {
  let outside = lower
  let inside = upper
  while (Math.abs(outside - inside) > 1e-9 * Math.max(1, inside, outside)) {
    const middle = (outside + inside) / 2
    if (profile(middle) < least) outside = middle
    else inside = middle
  }
  return (outside + inside) / 2
}
