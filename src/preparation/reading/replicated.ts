import { type Estimate, WrongData } from '../../estimators/estimate.ts'
import { finish } from '../../estimators/numeric/run.ts'
import type { SurveyDesign } from '../../estimators/survey/design.ts'
import { limitsOfQuantity, limitsOfShare } from '../../estimators/survey/limits.ts'
import { whoCounts } from '../../estimators/survey/linearised.ts'
import {
  bootstrapOfClusters,
  givenReplicates,
  jackknife,
  type ReplicateDiagnostics,
  type Replicates,
  replicateEstimate,
} from '../../estimators/survey/replicate.ts'
import {
  type SurveyDiagnostics,
  type SurveyOptions,
  surveyMean,
  surveyTotal,
} from '../../estimators/survey/survey.ts'
import { columnNamed, numbersOf, type TextTable } from '../text-table.ts'
import { answersIn } from './answers.ts'
import { domainIn, type SampleOptions, sampleIn } from './sample.ts'
import type { SurveyAsked } from './surveyed.ts'

export const givenKinds = ['JK1', 'JKn', 'BRR', 'Fay', 'bootstrap'] as const

/** Weights under which the figure is computed again: as they came with the file, or made from its clusters. */
export type ReplicatesAsked =
  | {
      from: 'file'
      /** Headings; `rep*` is every column whose heading is “rep” and a number. */
      columns: readonly string[]
      kind: (typeof givenKinds)[number]
      factor?: number
      fay?: number
      degreesOfFreedom?: number
    }
  | { from: 'jackknife' }
  | { from: 'bootstrap'; resamples: number; seed: number }

/**
 * A share (or mean), or a total, of which the error is read from replicate weights.
 *
 * The diagnostics are those of the survey by its weights, but for what the replicates alone know: their kind and number, and the
 * degrees of freedom. Where everybody or nobody had the outcome replicates say nothing, and the answer is that of `surveyMean`.
 *
 * @throws WrongData naming the row or the column
 */
export function estimateReplicated(
  table: TextTable,
  asked: Omit<SurveyAsked, 'population'>,
  replicates: ReplicatesAsked,
  options: SampleOptions = {},
): Estimate<SurveyDiagnostics | (Omit<SurveyDiagnostics, 'degreesOfFreedom'> & ReplicateDiagnostics)> {
  const answers = answersIn(table, asked)
  const design = sampleIn(table, asked, options)
  const part: SurveyOptions = asked.domain === undefined ? {} : { domain: domainIn(table, asked.domain) }
  const plain = asked.total ? surveyTotal(design, answers, part) : surveyMean(design, answers, part)
  const { rows, respondents } = whoCounts(design, [answers], part.domain)
  const figure = (weights: Float64Array) => {
    let [sum, all] = [0, 0]
    rows.forEach((counts, row) => {
      if (!counts) return
      const weight = weights[row] as number
      sum += weight * (answers[row] as number)
      all += weight
    })
    return asked.total ? sum : all > 0 ? sum / all : null
  }
  if (plain.status !== 'ok') return plain
  const weights = replicatesIn(table, design, replicates)
  const { withOutcome } = plain.diagnostics
  if (withOutcome === 0 || withOutcome === respondents) return plain
  const again = replicateEstimate(design.weight, weights, figure)
  // Doubts about clusters in the plain estimate are of another variance than this one.
  const warnings = [
    ...plain.warnings.filter(({ code }) => code !== 'few-degrees-of-freedom' && code !== 'clusters-agree'),
    ...again.warnings,
  ]
  if (again.status !== 'ok') return { ...again, cases: respondents, warnings }
  const { degreesOfFreedom } = again.diagnostics
  if (degreesOfFreedom < 10) warnings.push({ code: 'few-degrees-of-freedom', degreesOfFreedom, least: 10 })
  const { estimate, standardError } = again
  const at = { degreesOfFreedom, respondents, levels: [0.95, 0.8] }
  const error = standardError ?? 0
  if (!(error > 1e-12 * Math.abs(estimate))) warnings.push({ code: 'interval-without-width', kind: 'normal' })
  const isWide = error > 1e-12 * Math.abs(estimate)
  return {
    ...again,
    cases: respondents,
    standardError: isWide ? error : null,
    intervals: !isWide
      ? []
      : withOutcome !== null && !asked.total
        ? limitsOfShare(estimate, error, at)
        : limitsOfQuantity(estimate, error, at),
    warnings,
    diagnostics: {
      ...plain.diagnostics,
      // Reckoned from strata and clusters, which such files keep to themselves.
      designEffect: null,
      effectiveSize: null,
      coefficientOfVariation: isWide && estimate !== 0 ? error / Math.abs(estimate) : null,
      ...again.diagnostics,
    },
  }
}

function replicatesIn(table: TextTable, design: SurveyDesign, asked: ReplicatesAsked): Replicates {
  if (asked.from === 'jackknife') return jackknife(design)
  if (asked.from === 'bootstrap') return finish(bootstrapOfClusters(design, asked))
  const { columns, kind, factor, fay, degreesOfFreedom } = asked
  const weights = columns
    .flatMap((name) => headingsOf(table, name))
    .map((name) =>
      numbersOf(table, columnNamed(table, name)).map((weight, row) => {
        // Whoever has no weight is left out, with whatever stands in the replicates.
        if (design.weight[row] === 0) return 0
        if (weight === null) throw new WrongData({ code: 'missing-weights', count: 1, rows: [row + 1] })
        return weight
      }),
    )
  return givenReplicates({
    kind,
    weights,
    ...(factor === undefined ? {} : { factor }),
    ...(fay === undefined ? {} : { fay }),
    ...(degreesOfFreedom === undefined ? {} : { degreesOfFreedom }),
  })
}

/** `rep*`: rep1, rep2 and so on, as the file has them. @throws WrongData where there is none */
function headingsOf(table: TextTable, name: string): string[] {
  if (!name.endsWith('*') || table.columns.includes(name)) return [name]
  const start = name.slice(0, -1)
  const found = table.columns.filter(
    (column) => column.startsWith(start) && /^\d+$/.test(column.slice(start.length)),
  )
  if (found.length === 0)
    throw new WrongData({ code: 'column-unknown', column: name, known: table.columns.slice(0, 12) })
  return found
}
