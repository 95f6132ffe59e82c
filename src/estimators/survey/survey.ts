import { type Estimate, type Interval, WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { type SurveyDesign, variance } from './design.ts'
import { limitsOfQuantity, limitsOfShare, limitsWithoutVariation, oneSided } from './limits.ts'
import {
  type Answers,
  type Counted,
  degreesOf,
  isYesOrNo,
  type Linearised,
  meanNotShare,
  meanOf,
  ratioOf,
  reasonAgainst,
  totalOf,
  varianceOfSimpleSample,
  whoCounts,
  withOutcome,
} from './linearised.ts'

export type SurveyOptions = {
  /** Only these respondents count; the others still say how the sample was drawn. */
  domain?: (row: number) => boolean
  /** Confidence of each interval; 0.95 and 0.8 if left out. */
  levels?: readonly number[]
  /**
   * Design effect to take where the sample cannot tell it: everybody or nobody had the outcome, or all
   * clusters agree. From an earlier survey of the kind; otherwise that of unequal weights alone is used.
   */
  assumedDesignEffect?: number
}

export type SurveyDiagnostics = {
  respondents: number
  /** Respondents with the outcome, unweighted; null where it is no yes or no. */
  withOutcome: number | null
  sumOfWeights: number
  strata: number
  clusters: number
  /** Clusters less strata. */
  degreesOfFreedom: number
  /** Variance beside that of a simple random sample as large, drawn without replacement. Null where either is 0. */
  designEffect: number | null
  /**
   * Respondents of a simple random sample that would tell as much. Null where that would be more than there were and
   * fewer than 30 degrees of freedom bear it: with so few clusters an effect below 1 is chance.
   */
  effectiveSize: number | null
  /** Loss from unequal weights alone: 1 + the squared coefficient of variation of the weights (Kish). */
  kish: number
  /** Standard error divided by the estimate. */
  coefficientOfVariation: number | null
  missingOutcomes: number
  missingWeights: number
}

/**
 * Mean of an answer in the population; of a yes or no (1 and 0) the share of people.
 *
 * Each respondent speaks for as many people as the weight says. The error comes from the spread between clusters
 * within strata (Taylor linearisation), not from the number of respondents: people of one village are alike.
 *
 * Holds when everybody in the population had a known chance above zero of being drawn. It says nothing of people
 * whom the frame leaves out (hidden at work, no dwelling) nor of those who did not say what happened to them.
 *
 * Limits of a share: `logit` with t on clusters less strata; `beta` (Korn and Graubard 1998), better where the
 * share is near 0 or 1. Where nobody or everybody had the outcome, an `exact` one-sided limit from the
 * effective size ("rule of three").
 *
 * Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling; Lumley (2004), Journal of Statistical Software 9(8).
 *
 * @throws WrongData where an answer is not finite
 */
export function surveyMean(
  design: SurveyDesign,
  answers: Answers,
  options: SurveyOptions = {},
): Estimate<SurveyDiagnostics> {
  const counted = whoCounts(design, [answers], options.domain)
  const share = isYesOrNo(answers, counted)
  const refused = reasonAgainst(design, counted)
  if (refused) return noEstimate('survey-mean', design, counted, refused)
  const estimate = describe('survey-mean', design, counted, meanOf(design, answers, counted), options, {
    of: share ? 'share' : 'quantity',
    withOutcome: share ? withOutcome(answers, counted) : null,
  })
  if (!share) estimate.warnings.push(meanNotShare(answers, counted))
  return estimate
}

/**
 * How many people (or how much) there are in the population: the sum of answers, each times its weight.
 * Needs weights that expand to the population; where they add up to the sample it says so.
 *
 * `population`: its size where it is known from elsewhere, such as a census: then the share is
 * multiplied by it, which is steadier than the sum of weights, and the limits are those of the share. With a
 * `domain` it is the share of everybody who is in the part and has the outcome: `population` stays that of the whole.
 * Limits: `normal` with t, which may go below zero, and `log`, which cannot.
 */
export function surveyTotal(
  design: SurveyDesign,
  answers: Answers,
  { population, ...options }: SurveyOptions & { population?: number } = {},
): Estimate<SurveyDiagnostics> {
  if (population !== undefined) {
    const { domain, ...rest } = options
    const share = surveyMean(design, answers, options)
    if (!domain || share.status !== 'ok') return shareTimes(population, share)
    // Nobody outside the part has the outcome in it; of those within it who did not say, nothing is known.
    const within = answers.map((answer, row) => (domain(row) ? answer : 0))
    return shareTimes(population, surveyMean(design, within, rest))
  }
  const counted = whoCounts(design, [answers], options.domain)
  const share = isYesOrNo(answers, counted)
  const refused = reasonAgainst(design, counted)
  if (refused) return noEstimate('survey-total', design, counted, refused)
  const estimate = describe('survey-total', design, counted, totalOf(design, answers, counted), options, {
    of: share ? 'count' : 'quantity',
    withOutcome: share ? withOutcome(answers, counted) : null,
  })
  const { sumOfWeights, respondents } = counted
  if (sumOfWeights <= respondents * (1 + 1e-9) && design.first.strata.some(({ fraction }) => fraction < 1))
    estimate.warnings.push({ code: 'weights-not-expanded', sumOfWeights, respondents })
  return estimate
}

/** A sum divided by another, such as days worked without pay by days worked; both with their weights. */
export function surveyRatio(
  design: SurveyDesign,
  top: Answers,
  bottom: Answers,
  options: SurveyOptions = {},
): Estimate<SurveyDiagnostics> {
  const counted = whoCounts(design, [top, bottom], options.domain)
  const refused = reasonAgainst(design, counted)
  if (refused) return noEstimate('survey-ratio', design, counted, refused)
  const ratio = ratioOf(design, top, bottom, counted)
  if (ratio === null)
    return noEstimate('survey-ratio', design, counted, {
      code: 'out-of-range',
      what: 'divisor',
      value: 0,
      least: 0,
      most: null,
    })
  return describe('survey-ratio', design, counted, ratio, options, { of: 'quantity', withOutcome: null })
}

/** What is asked: a share of people, their number, or a quantity; and how many respondents had the outcome. */
type Kind = { of: 'share' | 'count' | 'quantity'; withOutcome: number | null }

function noEstimate(
  method: string,
  design: SurveyDesign,
  counted: Counted,
  reason: Finding,
): Estimate<SurveyDiagnostics> {
  return {
    method,
    status: 'no-estimate',
    reason,
    cases: counted.respondents,
    intervals: [],
    diagnostics: { missingOutcomes: counted.missingOutcomes, missingWeights: design.missingWeights },
    warnings: [...design.warnings, ...counted.missing],
  }
}

/** Puts a figure together with its error, its limits and what a sceptic asks. */
function describe(
  method: string,
  design: SurveyDesign,
  counted: Counted,
  figure: Linearised,
  options: SurveyOptions,
  kind: Kind,
): Estimate<SurveyDiagnostics> {
  const { value } = figure
  const { respondents, sumOfWeights, sumOfSquaredWeights } = counted
  const size = degreesOf(design, counted)
  const measured = variance(design, figure.scores)
  const varies = measured > (1e-14 * value) ** 2
  // A sample that is the whole population has no error of sampling; any other without spread says nothing of it.
  const whole = design.first.strata.every(({ fraction }) => fraction === 1)
  const standardError = varies ? Math.sqrt(measured) : whole ? 0 : null
  const kish = (respondents * sumOfSquaredWeights) / sumOfWeights ** 2
  const simple = varianceOfSimpleSample(design, counted, figure)
  const designEffect = varies && simple > 0 ? measured / simple : null
  const levels = options.levels ?? [0.95, 0.8]

  const warnings = [...design.warnings, ...counted.missing]
  let intervals: Interval[]
  if (standardError === null) {
    const without = withoutSpread(value, design, counted, kind, {
      ...options,
      levels,
      kish,
      clusters: size.clusters,
    })
    intervals = without.intervals
    warnings.push(without.warning)
  } else {
    const at = { ...size, respondents, levels }
    intervals =
      kind.of === 'share'
        ? limitsOfShare(value, standardError, at)
        : limitsOfQuantity(value, standardError, at)
    if (varies && size.degreesOfFreedom < 10)
      warnings.push({ code: 'few-degrees-of-freedom', degreesOfFreedom: size.degreesOfFreedom, least: 10 })
  }
  return {
    method,
    status: 'ok',
    cases: respondents,
    estimate: value,
    standardError,
    intervals,
    diagnostics: {
      respondents,
      withOutcome: kind.withOutcome,
      sumOfWeights,
      ...size,
      designEffect,
      effectiveSize:
        designEffect === null || (designEffect < 1 && size.degreesOfFreedom < 30)
          ? null
          : respondents / designEffect,
      kish,
      coefficientOfVariation: standardError === null || value === 0 ? null : standardError / Math.abs(value),
      missingOutcomes: counted.missingOutcomes,
      missingWeights: design.missingWeights,
    },
    warnings,
  }
}

/** Limits where the sample shows no spread: nobody or everybody had the outcome, or all clusters agree. */
function withoutSpread(
  value: number,
  design: SurveyDesign,
  { respondents, sumOfWeights }: Counted,
  kind: Kind,
  options: SurveyOptions & { levels: readonly number[]; kish: number; clusters: number },
): { intervals: Interval[]; warning: Finding } {
  const { clusters } = options
  if (kind.of === 'quantity') return { intervals: [], warning: { code: 'clusters-agree', clusters } }
  const effectiveSize = respondents / (options.assumedDesignEffect ?? options.kish)
  const times = kind.of === 'count' ? sumOfWeights : 1
  const share = value / times
  const intervals = limitsWithoutVariation(share, effectiveSize, options.levels, times)
  const all = kind.withOutcome === 0 ? 0 : kind.withOutcome === respondents ? 1 : null
  if (all === null) return { intervals, warning: { code: 'clusters-agree', clusters } }
  const limitIfClustersAlike = design.clustered
    ? oneSided(all, clusters, options.levels[0] ?? 0.95) * times
    : null
  return { intervals, warning: { code: 'no-variation', all, effectiveSize, limitIfClustersAlike } }
}

/** A share of people, multiplied by a known number of people. */
function shareTimes(population: number, share: Estimate<SurveyDiagnostics>): Estimate<SurveyDiagnostics> {
  if (!(population > 0 && Number.isFinite(population)))
    throw new WrongData({ code: 'out-of-range', what: 'population', value: population, least: 1, most: null })
  if (share.status !== 'ok') return { ...share, method: 'survey-total' }
  return {
    ...share,
    method: 'survey-total',
    estimate: share.estimate * population,
    // The limit of the worst case is told beside those of the total, so it is one of people too.
    warnings: share.warnings
      // Of a sum nobody thinks that it is a share.
      .filter(({ code }) => code !== 'mean-not-share')
      .map((warning) =>
        warning.code === 'no-variation' && warning.limitIfClustersAlike !== null
          ? { ...warning, limitIfClustersAlike: warning.limitIfClustersAlike * population }
          : warning,
      ),
    standardError: share.standardError == null ? null : share.standardError * population,
    intervals: share.intervals.map((interval) => ({
      ...interval,
      low: interval.low * population,
      high: interval.high === null ? null : interval.high * population,
    })),
  }
}
