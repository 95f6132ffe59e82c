import type { Estimate, Interval } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import type { Run } from '../numeric/run.ts'
import { logFactorial } from '../numeric/special.ts'
import { exp, log } from '../portable-math.ts'
import { allModels, type ModelStep } from './all-models.ts'
import { existenceCheck } from './existence.ts'
import { type Fitter, fitter } from './fit.ts'
import { conditionalInterval, doubtsAboutFit, fitModel, type LogLinearDiagnostics } from './model-fit.ts'
import { type Model, maximalTerms, namedTerms, printModel, printModelByNames } from './notation.ts'
import { casesOf, doubtsAbout, isAllOverlap, type OverlapTable } from './overlap-table.ts'
import { logNormalLimits } from './two-list.ts'

/** Akaike's or Schwarz's information criterion; smaller is better. */
export type Criterion = 'aic' | 'bic'

/** A model fitted to a table. Parameters at minus infinity count as parameters. */
export type ScoredModel = {
  model: Model
  /** Place among all models of {@link allModels}. */
  place: number
  /** Estimated number of persons, seen and unseen. */
  total: number
  unseen: number
  parameters: number
  logLikelihood: number
  deviance: number
  degreesOfFreedom: number
  aic: number
  bic: number
}

/** How many models were not used, and why. They take no part in any choice or average. */
export type Refused = { noEstimate: number; notIdentifiable: number; notConverged: number }

/** All models of a table: those with an estimate, and how many have none. */
export type ScoredModels = {
  table: OverlapTable
  order: number
  steps: ModelStep[]
  models: ScoredModel[]
  refused: Refused
  /** Fitted parameters of each model of `steps`, one after another; zeros where it was not fitted. */
  alphas: Float64Array
}

/**
 * Fits every hierarchical model up to an order that has an estimate.
 *
 * Conventions: Poisson likelihood with its factorials, over the histories that can be seen;
 * AIC = -2 log L + 2 p, BIC = -2 log L + p log n, n being the number of persons observed and p counting
 * parameters at minus infinity (as Rcapture and MultipleSystemsEstimation do).
 *
 * @returns what to say, in place of the models, where there are too many
 */
export function* scoreModels(table: OverlapTable, order: number): Run<ScoredModels | Finding> {
  const lists = table.lists.length
  const steps = allModels(lists, order)
  if (!Array.isArray(steps)) return steps
  const size = 2 ** lists
  const fit = fitter(lists)
  const check = existenceCheck(lists)
  fit.take(table.counts)

  const alphas = new Float64Array(steps.length * size)
  const fitted = new Uint8Array(steps.length)
  const models: ScoredModel[] = []
  const refused: Refused = { noEstimate: 0, notIdentifiable: 0, notConverged: 0 }
  const cases = casesOf(table)
  const saturated = saturatedLogLikelihood(table.counts)
  for (let place = 0; place < steps.length; place++) {
    if (place % 256 === 255) yield { done: place, total: steps.length }
    const { model, parent } = steps[place] as ModelStep
    const code = check(model, fit.counts, fit.margins)
    if (code !== 0) {
      if (code === 2) refused.notIdentifiable++
      else refused.noEstimate++
      continue
    }
    const start =
      parent >= 0 && fitted[parent] ? alphas.subarray(parent * size, (parent + 1) * size) : undefined
    if (!fit.fit(model, start) && !(start && fit.fit(model))) {
      refused.notConverged++
      continue
    }
    fitted[place] = 1
    alphas.set(fit.alpha, place * size)
    models.push(scored(fit, model, place, cases, saturated))
  }
  return { table, order: Math.min(order, lists - 1), steps, models, refused, alphas }
}

function scored(fit: Fitter, model: Model, place: number, cases: number, saturated: number): ScoredModel {
  const parameters = model.length + 1
  return {
    model,
    place,
    total: cases + fit.unseen,
    unseen: fit.unseen,
    parameters,
    logLikelihood: fit.logLikelihood,
    deviance: Math.max(0, 2 * (saturated - fit.logLikelihood)),
    degreesOfFreedom: fit.counts.length - 1 - parameters,
    aic: -2 * fit.logLikelihood + 2 * parameters,
    bic: -2 * fit.logLikelihood + parameters * log(cases),
  }
}

/** Log-likelihood of the table itself: no model reaches a higher one. */
export function saturatedLogLikelihood(counts: ArrayLike<number>): number {
  let sum = 0
  for (let cell = 1; cell < counts.length; cell++) {
    const count = counts[cell] as number
    if (count > 0) sum += count * log(count) - count - logFactorial(count)
  }
  return sum
}

/** The models from the best to the worst. Equals: fewer parameters first, then as they were made. */
export function ranked(models: readonly ScoredModel[], criterion: Criterion): ScoredModel[] {
  return [...models].sort(
    (a, b) => a[criterion] - b[criterion] || a.parameters - b.parameters || a.place - b.place,
  )
}

/** One row of a ranking, to be shown. */
export type RankedRow = {
  model: string
  terms: string[][]
  total: number
  aic: number
  bic: number
  weight: number
}

export type ChoiceDiagnostics = {
  criterion: Criterion
  order: number
  /** How many models there are, and how many have an estimate. */
  models: number
  withEstimate: number
  refused: Refused
  top: RankedRow[]
  /** Smallest and largest total among the models not clearly worse than the best (by less than 6 units of the criterion). */
  rangeOfGoodModels: { low: number; high: number; models: number } | null
}

export type BestModelDiagnostics = LogLinearDiagnostics & { choice: ChoiceDiagnostics }

/** Margin of a criterion below which a model is "not clearly worse" than the best. */
const NOT_CLEARLY_WORSE = 6

/** Why none of the models tried has an estimate. */
function whyNoModel({ table, steps }: ScoredModels): Finding {
  return isAllOverlap(table)
    ? { code: 'all-overlap' }
    : { code: 'no-model-has-estimate', models: steps.length }
}

/**
 * The estimate from the model that an information criterion likes best.
 *
 * Its interval is conditional: as if that model had been known beforehand. The choice itself is doubtful;
 * `bicEstimate` repeats it in resamples.
 *
 * @param given - the table before empty lists were left out: what is doubtful is said of it
 */
export function bestModel(
  all: ScoredModels,
  criterion: Criterion,
  levels: readonly number[] = [0.95, 0.8],
  given: OverlapTable = all.table,
): Estimate<BestModelDiagnostics> {
  const { table } = all
  const method = `mse-${criterion}`
  const cases = casesOf(table)
  const [best] = ranked(all.models, criterion)
  if (!best)
    return {
      status: 'no-estimate',
      method,
      cases,
      reason: whyNoModel(all),
      intervals: [],
      diagnostics: { choice: choiceDiagnostics(all, criterion) },
      warnings: doubtsAbout(given),
    }
  const fit = fitModel(table, best.model)
  if ('reason' in fit) throw new RangeError('the model was fitted before and is not now')
  return {
    status: 'ok',
    method,
    cases,
    estimate: fit.total,
    standardError: fit.standardError,
    intervals: levels.map((level) => conditionalInterval(fit, level)),
    model: fit.model,
    diagnostics: { ...fit.diagnostics, choice: choiceDiagnostics(all, criterion) },
    warnings: [
      ...doubtsAbout(given),
      ...doubtsAboutFit(fit),
      { code: 'choice-not-repeated' },
      ...warningsOf(all, criterion),
    ],
  }
}

/** Standard error of the total, the chance of who is found included (as Rcapture's). */
export function standardErrorOfTotal(unseen: number, errorOfLog: number): number {
  return Math.sqrt(unseen + unseen * unseen * errorOfLog * errorOfLog)
}

/** Standard errors of the logarithm of the dark figure, in the order of `models`; null where there is none. */
export function standardErrors(all: ScoredModels, models: readonly ScoredModel[]): (number | null)[] {
  const size = all.table.counts.length
  const fit = fitter(all.table.lists.length)
  fit.take(all.table.counts)
  return models.map(({ model, place }) =>
    fit.fit(model, all.alphas.subarray(place * size, (place + 1) * size))
      ? fit.standardErrorOfLogUnseen()
      : null,
  )
}

/** Akaike or Schwarz weights: the share each model would have if the criterion were the logarithm of a probability. */
export function weightsOf(models: readonly ScoredModel[], criterion: Criterion): number[] {
  const best = models.reduce((least, model) => Math.min(least, model[criterion]), Infinity)
  const raw = models.map((model) => exp((best - model[criterion]) / 2))
  const sum = raw.reduce((total, weight) => total + weight, 0)
  return raw.map((weight) => weight / sum)
}

export function choiceDiagnostics(all: ScoredModels, criterion: Criterion, rows = 30): ChoiceDiagnostics {
  const order = ranked(all.models, criterion)
  const weights = weightsOf(order, criterion)
  const best = order[0]?.[criterion] ?? 0
  const good = order.filter((model) => model[criterion] - best < NOT_CLEARLY_WORSE)
  return {
    criterion,
    order: all.order,
    models: all.steps.length,
    withEstimate: all.models.length,
    refused: all.refused,
    top: order.slice(0, rows).map((model, i) => ({
      model: printModel(model.model),
      terms: namedTerms(maximalTerms(model.model), all.table.lists),
      total: model.total,
      aic: model.aic,
      bic: model.bic,
      weight: weights[i] as number,
    })),
    rangeOfGoodModels:
      good.length === 0
        ? null
        : {
            low: good.reduce((least, { total }) => Math.min(least, total), Infinity),
            high: good.reduce((most, { total }) => Math.max(most, total), 0),
            models: good.length,
          },
  }
}

/** Models about as good that disagree by half or more are said to. */
export function warningsOf(all: ScoredModels, criterion: Criterion): Finding[] {
  const warnings: Finding[] = []
  const { rangeOfGoodModels: range, withEstimate, models } = choiceDiagnostics(all, criterion, 0)
  if (range && range.high > 1.5 * range.low)
    warnings.push({ code: 'good-models-disagree', models: range.models, low: range.low, high: range.high })
  if (withEstimate < models)
    warnings.push({ code: 'models-refused', refused: models - withEstimate, of: models })
  return warnings
}

export type AverageDiagnostics = {
  choice: ChoiceDiagnostics
  /** One over the sum of squared weights: how many models the average really rests on. */
  effectiveModels: number
  /** Standard error had each model been known, averaged; the doubt about the model comes on top. */
  within: number
}

/**
 * The average over all models with an estimate, weighted by an information criterion, with the standard
 * error that counts the disagreement of the models: Σ w sqrt(variance + (total - average)²).
 *
 * Buckland, Burnham and Augustin (1997), Biometrics 53:603–618. Limits are log-normal on the number not
 * seen. A model without an estimate has no weight, however good its criterion would look.
 *
 * @param given - the table before empty lists were left out: what is doubtful is said of it
 */
export function averagedModels(
  all: ScoredModels,
  criterion: Criterion = 'bic',
  levels: readonly number[] = [0.95, 0.8],
  given: OverlapTable = all.table,
): Estimate<AverageDiagnostics> {
  const { table } = all
  const method = `mse-average-${criterion}`
  const cases = casesOf(table)
  const none = (reason: Finding): Estimate<AverageDiagnostics> => ({
    status: 'no-estimate',
    method,
    cases,
    reason,
    intervals: [],
    diagnostics: { choice: choiceDiagnostics(all, criterion) },
    warnings: doubtsAbout(given),
  })
  if (all.models.length === 0) return none(whyNoModel(all))

  const order = ranked(all.models, criterion)
  const weights = weightsOf(order, criterion)
  const weighty = order.filter((_, i) => (weights[i] as number) > 1e-9)
  const errors = standardErrors(all, weighty)
  const average = order.reduce((sum, { total }, i) => sum + (weights[i] as number) * total, 0)
  let within = 0
  let unconditional = 0
  for (const [i, { total, unseen }] of weighty.entries()) {
    const error = errors[i]
    if (error === null || error === undefined) continue
    const weight = weights[i] as number
    const own = standardErrorOfTotal(unseen, error)
    within += weight * own
    unconditional += weight * Math.sqrt(own * own + (total - average) ** 2)
  }
  const intervals: Interval[] =
    average > cases && unconditional > 0
      ? levels.map((level) => ({
          level,
          ...logNormalLimits(average, unconditional * unconditional, cases, level),
          kind: 'log-normal',
        }))
      : []
  return {
    status: 'ok',
    method,
    cases,
    estimate: average,
    standardError: unconditional,
    intervals,
    diagnostics: {
      choice: choiceDiagnostics(all, criterion),
      effectiveModels: 1 / weights.reduce((sum, weight) => sum + weight * weight, 0),
      within,
    },
    warnings: [
      ...doubtsAbout(given),
      ...nothingLeft(
        order.filter((_, i) => (weights[i] as number) >= 0.01),
        table,
      ),
      ...warningsOf(all, criterion),
    ],
  }
}

/** Where all models that count use up all that the table says, nothing shows whether they are right. */
function nothingLeft(models: readonly ScoredModel[], { lists }: OverlapTable): Finding[] {
  return models.every(({ degreesOfFreedom }) => degreesOfFreedom === 0)
    ? models.map(({ model }) => ({ code: 'nothing-left-to-test', model: printModelByNames(model, lists) }))
    : []
}
