import type { Interval, ModelTerms } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { normalQuantile } from '../normal.ts'
import { inverseSymmetric } from '../numeric/linear.ts'
import { chiSquareAtLeast } from '../numeric/special.ts'
import { exp, log } from '../portable-math.ts'
import { existenceCheck } from './existence.ts'
import { type Fitter, fitter } from './fit.ts'
import {
  closureOf,
  type Model,
  maximalTerms,
  namedTerms,
  orderOf,
  printModel,
  printModelByNames,
} from './notation.ts'
import { isAllOverlap, listsOf, type OverlapTable, overlapsOf, sizeOf } from './overlap-table.ts'

/** What a sceptic asks of one fitted model. */
export type LogLinearDiagnostics = {
  /** `[12,13,4]`, and with the names of the lists. */
  model: string
  modelByNames: string
  /** Persons on both of two lists; on the diagonal, on the list. */
  overlaps: number[][]
  /** 0: the estimate exists and its parameters can be told apart. Anything else comes without a total. */
  existence: 0 | 1 | 2 | 3
  /** The dark figure: how many are on no list, in expectation. */
  unseen: number
  standardErrorOfLogUnseen: number
  /** Those at minus infinity and the intercept included. */
  parameters: number
  logLikelihood: number
  aic: number
  /** With the number of persons observed as the size of the sample. */
  bic: number
  deviance: number
  /** Cells that could have persons, less the finite parameters. */
  degreesOfFreedom: number
  coefficients: Coefficient[]
  /** By history, those somebody has or that are expected to have somebody. */
  fitted: { lists: string[]; observed: number; expected: number }[]
  /** How many of the histories that could have persons are expected to have less than one. */
  meansBelowOne: { count: number; of: number }
}

export type Coefficient = {
  lists: string[]
  /** Null: minus infinity, since nobody is on all of these lists. */
  estimate: number | null
  standardError: number | null
  /**
   * For two lists: persons found by one are so many times as likely (in odds) to be found by the other as
   * persons who are not; 0 for never. Null for single lists and for larger sets.
   */
  timesAsLikely: number | null
}

export type ModelFit = {
  terms: Model
  total: number
  /** Of the total: sqrt(unseen + unseen² se²), the chance in how many go unseen included (as Rcapture has it). */
  standardError: number
  cases: number
  model: ModelTerms
  diagnostics: LogLinearDiagnostics
}

/** Fits a model, or says why there is no fit. Its existence is settled first. */
export function fitModel(table: OverlapTable, terms: Iterable<number>): ModelFit | { reason: Finding } {
  const model = closureOf(terms)
  if (table.lists.length < 2)
    return { reason: { code: 'too-few', what: 'lists', is: table.lists.length, least: 2 } }
  const fit = fitter(table.lists.length)
  fit.take(table.counts)
  const code = existenceCheck(table.lists.length)(model, fit.counts, fit.margins)
  if (code !== 0) return { reason: withoutEstimate(model, table, code) }
  if (!fit.fit(model))
    return { reason: { code: 'fit-not-converged', model: printModelByNames(model, table.lists) } }
  return describeFit(fit, table, model)
}

/**
 * The finding for a model whose estimate does not exist (1), or that is not identifiable (2), or both (3). Where
 * everybody is on every list it is that, of whatever model: more overlap would help nobody.
 */
export function withoutEstimate(model: Model, table: OverlapTable, code: 1 | 2 | 3): Finding {
  if (isAllOverlap(table)) return { code: 'all-overlap' }
  const named = printModelByNames(closureOf(model), table.lists)
  return code === 1 ? { code: 'no-mle', model: named } : { code: 'not-identifiable', model: named }
}

/** Says in full what the fitter holds after a fit that converged. */
export function describeFit(fit: Fitter, table: OverlapTable, terms: Iterable<number>): ModelFit {
  const { lists } = table
  const model = closureOf(terms)
  const cases = fit.margins[0] as number
  const kept = fit.kept()
  const covariances = inverseSymmetric(fit.information(), kept.length)
  const error = (term: number) => {
    const at = kept.indexOf(term)
    return covariances === null || at < 0 ? null : Math.sqrt(covariances[at * kept.length + at] as number)
  }
  const errorOfLog = error(0) ?? 0
  const parameters = model.length + 1
  const minusInfinity = model.filter((term) => fit.margins[term] === 0)
  const cells = Array.from(fit.mu.keys())
    .slice(1)
    .filter((cell) => !minusInfinity.some((term) => (cell & term) === term))

  return {
    terms: model,
    total: cases + fit.unseen,
    standardError: Math.sqrt(fit.unseen + (fit.unseen * errorOfLog) ** 2),
    cases,
    model: modelTerms(model, minusInfinity, lists),
    diagnostics: {
      model: printModel(model),
      modelByNames: printModelByNames(model, lists),
      overlaps: overlapsOf(table),
      existence: 0,
      unseen: fit.unseen,
      standardErrorOfLogUnseen: errorOfLog,
      parameters,
      logLikelihood: fit.logLikelihood,
      aic: -2 * fit.logLikelihood + 2 * parameters,
      bic: -2 * fit.logLikelihood + parameters * log(cases),
      deviance: devianceOf(fit),
      degreesOfFreedom: cells.length - kept.length,
      coefficients: [0, ...model].map((term) => {
        const finite = term === 0 || (fit.margins[term] as number) > 0
        const estimate = finite ? (fit.alpha[term] as number) : null
        return {
          lists: listsOf(term, lists),
          estimate,
          standardError: error(term),
          timesAsLikely: sizeOf(term) === 2 ? (estimate === null ? 0 : exp(estimate)) : null,
        }
      }),
      meansBelowOne: {
        count: cells.filter((cell) => (fit.mu[cell] as number) < 1).length,
        of: cells.length,
      },
      fitted: cells
        .filter((cell) => (fit.counts[cell] as number) > 0 || (fit.mu[cell] as number) >= 0.5)
        .map((cell) => ({
          lists: listsOf(cell, lists),
          observed: fit.counts[cell] as number,
          expected: fit.mu[cell] as number,
        })),
    },
  }
}

function devianceOf({ counts, mu }: Fitter): number {
  let deviance = 0
  for (let cell = 1; cell < counts.length; cell++) {
    const count = counts[cell] as number
    const mean = mu[cell] as number
    deviance += 2 * ((count > 0 ? count * log(count / mean) : 0) - (count - mean))
  }
  return Math.max(0, deviance)
}

export function modelTerms(
  model: Model,
  minusInfinity: readonly number[],
  lists: readonly string[],
): ModelTerms {
  return {
    terms: namedTerms(maximalTerms(model), lists),
    // Only the smallest of them: what contains one is at minus infinity as well.
    minusInfinity: namedTerms(
      minusInfinity.filter((term) => !minusInfinity.some((part) => part !== term && (part & term) === part)),
      lists,
    ),
  }
}

/**
 * The interval that takes the model as known beforehand: seen + unseen · exp(± z se). Too narrow whenever
 * the model was chosen from the same table.
 */
export function conditionalInterval({ total, cases, diagnostics }: ModelFit, level: number): Interval {
  const factor = exp(normalQuantile((1 + level) / 2) * diagnostics.standardErrorOfLogUnseen)
  const unseen = total - cases
  const high = cases + unseen * factor
  return {
    level,
    low: cases + unseen / factor,
    high: Number.isFinite(high) ? high : null,
    kind: 'conditional',
  }
}

/** The means of all histories under a fitted model, that of nobody's list included: shares of the population. */
export function modelCells({ terms, total, cases }: ModelFit, table: OverlapTable): Float64Array {
  const fit = fitter(table.lists.length)
  fit.take(table.counts)
  if (!fit.fit(terms)) throw new RangeError('the model was fitted before and is not now')
  const cells = Float64Array.from(fit.mu)
  cells[0] = total - cases
  return cells
}

/** A deviance rarer than this under the model is said to show that it does not fit. */
const DOES_NOT_FIT = 0.01

/** Warnings that follow from the fit alone. */
export function doubtsAboutFit({ terms, diagnostics }: ModelFit): Finding[] {
  const findings: Finding[] = []
  if (diagnostics.degreesOfFreedom === 0)
    findings.push({ code: 'nothing-left-to-test', model: diagnostics.modelByNames })
  findings.push(...doubtsAboutDeviance(diagnostics))
  if (orderOf(terms) > 3)
    findings.push({ code: 'high-order-model', model: diagnostics.modelByNames, order: orderOf(terms) })
  return findings
}

/**
 * Whether the table is further from the model than chance takes it: the deviance against its chi-square.
 * Where most means are below 1 the deviance follows no chi-square; what it then says is left open.
 */
function doubtsAboutDeviance(diagnostics: LogLinearDiagnostics): Finding[] {
  const { modelByNames: model, deviance, degreesOfFreedom, meansBelowOne } = diagnostics
  if (degreesOfFreedom <= 0) return []
  const p = chiSquareAtLeast(deviance, degreesOfFreedom)
  if (p >= DOES_NOT_FIT) return []
  const { count, of } = meansBelowOne
  return 2 * count > of
    ? [{ code: 'fit-not-judged', model, deviance, degreesOfFreedom, below: count, of }]
    : [{ code: 'model-does-not-fit', model, deviance, degreesOfFreedom, p }]
}
