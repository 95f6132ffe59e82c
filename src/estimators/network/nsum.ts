import { type Estimate, type Interval, WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { type Histogram, histogramOf } from '../numeric/histogram.ts'
import { sortedQuantile } from '../numeric/quantiles.ts'
import { missedByOwnInterval, tooFewResamples } from '../numeric/resamples.ts'
import type { Run } from '../numeric/run.ts'
import { resampleUnits, unitSums } from './nsum-bootstrap.ts'
import {
  type BackEstimate,
  backEstimates,
  doubtsOf,
  type Spread,
  scaleUp,
  spreads,
  withoutEach,
  withoutLargest,
} from './nsum-checks.ts'
import { degreesOf, type NsumSurvey } from './nsum-data.ts'
import { withinPopulation, withWidth } from './resampled.ts'

/** What basic scale-up takes to be 1 (Feehan and Salganik 2016, Sociological Methodology 46:153-186). */
export type NsumFactors = {
  /** phi: people known on average by those on the survey's frame, over those known by everybody. */
  frameRatio?: number
  /** delta: people on the frame known by a member of the hidden group, over those known by one on the frame. */
  degreeRatio?: number
  /** tau: share of a hidden member's acquaintances who know that he or she is one. */
  transmission?: number
  /** eta: share of reports that are of true members of the group. */
  precision?: number
}

export type NsumOptions = {
  method: 'nsum-mle' | 'nsum-pimle'
  factors?: NsumFactors
  /** 0: none, and so no interval. By default 1,000. */
  resamples?: number
  seed?: number | bigint
  /** Of the intervals; by default 0.8 and 0.95. */
  levels?: readonly number[]
}

/**
 * The estimate if a factor were as given; limits null where there is no interval. No estimate, and no limits, where it
 * would be more people than there are: the factor cannot be so.
 */
export type Supposed = { value: number; estimate: number | null; low: number | null; high: number | null }

export type NsumDiagnostics = {
  hidden: string
  population: number
  /** Estimate per 1,000 of the population. */
  perThousand: number
  /** Before factors. */
  basic: number
  factors: Required<NsumFactors>
  /** People reported in the hidden group, unweighted. */
  reports: number
  meanDegree: number
  medianDegree: number
  zeroDegrees: number
  /** By the formula of the binomial model: too small wherever people mix unevenly, so no interval is made of it. */
  formulaError: number | null
  /** How often which number of people came out of the resamples. */
  resampled: Histogram | null
  backEstimates: BackEstimate[]
  withoutEach: { group: string; estimate: number | null }[]
  withoutLargest: { share: number; respondents: number; estimate: number | null }[]
  spreads: Spread[]
  overTransmission: Supposed[]
  overDegreeRatio: Supposed[]
  /** Where nobody reports anybody: below this with 95 %, had people met by chance. */
  upperLimit?: number
}

/**
 * The size of a hidden group from how many of its members respondents know.
 *
 * `nsum-mle` divides all members known by all people known; `nsum-pimle` averages the shares of respondents, and
 * so leaves out who knows nobody of the known groups. Both with survey weights where there are any.
 *
 * Holds when everybody is as likely to know a member as anybody else (no barriers), knows that he or she is one
 * (no transmission error), members know as many people as others, and answers are right. Members of a hidden
 * group are hidden from acquaintances as well, so an estimate without factors is most often too low.
 *
 * Killworth et al. (1998), Evaluation Review 22:289-308; Feehan and Salganik (2016).
 *
 * @throws WrongData when no known group is given, a factor is not above 0, or a share is above 1
 */
export function* estimateNsum(survey: NsumSurvey, options: NsumOptions): Run<Estimate<NsumDiagnostics>> {
  const { method, resamples = 1000, seed = 1, levels = [0.8, 0.95] } = options
  const factors = checkedFactors(options.factors ?? {})
  const multiplier = factors.precision / (factors.frameRatio * factors.degreeRatio * factors.transmission)
  const { population, reported, weight, respondents } = survey
  if (survey.known.length === 0) throw new WrongData({ code: 'too-few', what: 'groups', is: 0, least: 1 })
  const degrees = degreesOf(survey)
  const ratio = ratioOf(method, survey, degrees)
  const common = { method, cases: respondents }
  const reports = reported.reduce((sum, count) => sum + count, 0)
  const all = degrees.reduce((sum, degree) => sum + degree, 0)
  const reason = whyNot(survey, { reports, heard: total(ratio[0]), all })
  if (reason !== null) {
    const upperLimit =
      reason.code === 'none-reported'
        ? { upperLimit: Math.min(population, (ruleOfThree * population * multiplier) / all) }
        : {}
    const diagnostics = { hidden: survey.hidden, population, factors, ...upperLimit }
    return { ...common, status: 'no-estimate', reason, intervals: [], diagnostics, warnings: survey.findings }
  }

  const basic = (population * total(ratio[0])) / total(ratio[1])
  const estimate = basic * multiplier
  if (estimate > population)
    return {
      ...common,
      status: 'no-estimate',
      reason: { code: 'estimate-above-population', estimate, population },
      intervals: [],
      diagnostics: {
        hidden: survey.hidden,
        population,
        factors,
        reports,
        backEstimates: backEstimates(survey),
      },
      warnings: [...survey.findings, ...aboutSize(survey, reports)],
    }

  const sums = unitSums(survey.strata, ratio)
  const values: number[] = []
  yield* resampleUnits(sums, 2, { resamples, seed, oneFewer: survey.clustered }, ([above = 0, below = 0]) => {
    if (below > 0) values.push((multiplier * population * above) / below)
  })

  const drawn = Float64Array.from(values)
  const units = survey.strata.reduce((sum, stratum) => sum + stratum.length, 0)
  const wide = withWidth(units < 2 ? new Float64Array() : drawn, levels)
  const { standardError } = wide
  const { intervals, findings: beyond } = withinPopulation(wide.intervals, drawn, population)
  const formulaError = method === 'nsum-mle' ? formulaErrorOf(survey, all, basic) * multiplier : null
  const back = backEstimates(survey)
  const uneven = spreads(survey, degrees)
  const adjusted = (size: number | null) => (size === null ? null : size * multiplier)
  const zeroDegrees = degrees.filter((degree) => degree === 0).length
  return {
    ...common,
    status: 'ok',
    estimate,
    standardError,
    intervals,
    diagnostics: {
      hidden: survey.hidden,
      population,
      perThousand: (1000 * estimate) / population,
      basic,
      factors,
      reports,
      meanDegree: degrees.reduce((sum, degree, i) => sum + weight[i]! * degree, 0) / total(weight),
      medianDegree: sortedQuantile(degrees.slice().sort(), 0.5),
      zeroDegrees,
      formulaError,
      resampled: units < 2 ? null : histogramOf(drawn),
      backEstimates: back,
      withoutEach: withoutEach(survey).map((each) => ({ ...each, estimate: adjusted(each.estimate) })),
      withoutLargest: withoutLargest(survey, degrees).map((each) => ({
        ...each,
        estimate: adjusted(each.estimate),
      })),
      spreads: uneven,
      overTransmission: supposing(
        [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3],
        factors.transmission,
        estimate,
        wide.intervals,
        population,
      ),
      overDegreeRatio: supposing(
        [0.5, 0.75, 1, 1.25, 1.5],
        factors.degreeRatio,
        estimate,
        wide.intervals,
        population,
      ),
    },
    warnings: [
      ...survey.findings,
      ...(method === 'nsum-pimle' && zeroDegrees > 0
        ? [
            {
              code: 'rows-left-out' as const,
              why: 'degree-zero' as const,
              count: zeroDegrees,
              of: respondents,
            },
          ]
        : []),
      ...(method === 'nsum-pimle' ? aboutShares(survey, degrees, basic) : []),
      ...(options.factors?.transmission === undefined
        ? [{ code: 'transmission-taken-as-complete' as const, method }]
        : []),
      ...aboutFactors(options.factors ?? {}),
      ...aboutSize(survey, reports),
      ...(units > 1 ? tooFewResamples(drawn.length, levels) : []),
      ...(drawn.length < resamples
        ? [{ code: 'resamples-failed' as const, failed: resamples - drawn.length, of: resamples }]
        : []),
      ...wide.findings,
      ...beyond,
      ...missedByOwnInterval(estimate, intervals),
      ...(formulaError !== null && standardError !== null && standardError > 1.5 * formulaError
        ? [
            {
              code: 'formula-error-too-small' as const,
              formula: formulaError,
              resampled: standardError,
              ratio: standardError / formulaError,
            },
          ]
        : []),
      ...doubtsOf(back, uneven),
    ],
    ...(resamples > 0 && { seed: String(seed), generator: 'xoshiro256**', resamples }),
  }
}

/**
 * PIMLE divides by degrees that are themselves reckoned from few people, and 1 over an uncertain number is too
 * large on average: in made-up surveys by 13 % without barriers and by more than 40 % with them.
 */
function aboutShares(survey: NsumSurvey, degrees: Float64Array, basic: number): Finding[] {
  const ratio = basic / (scaleUp(survey, survey.reported, degrees) ?? basic)
  return ratio > 1.1 ? [{ code: 'averaged-shares-lean', ratio }] : []
}

function total(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0)
}

/** -ln 0.05: with none seen, no more than about three are to be expected. */
const ruleOfThree = 2.995732273553991
/** Below this many reports the percentiles of a bootstrap are rough. */
const fewReports = 20
/** Below this many respondents, drawn anew, they hardly show how far others may differ. */
const fewRespondents = 30

/** What is summed above and below the line, by respondent. */
function ratioOf(
  method: NsumOptions['method'],
  { reported, weight }: NsumSurvey,
  degrees: Float64Array,
): [Float64Array, Float64Array] {
  if (method === 'nsum-mle')
    return [reported.map((count, i) => weight[i]! * count), degrees.map((degree, i) => weight[i]! * degree)]
  return [
    reported.map((count, i) => (degrees[i]! > 0 ? (weight[i]! * count) / degrees[i]! : 0)),
    weight.map((value, i) => (degrees[i]! > 0 ? value : 0)),
  ]
}

/** sqrt(N · size / sum of degrees): the binomial model with degrees known (Killworth et al. 1998). */
function formulaErrorOf({ population, weight, reported }: NsumSurvey, all: number, basic: number): number {
  // Uneven weights leave fewer respondents' worth of answers (Kish).
  const sum = weight.reduce((total, value) => total + value, 0)
  const squares = weight.reduce((total, value) => total + value * value, 0)
  const kish = (reported.length * squares) / (sum * sum)
  return Math.sqrt((kish * population * basic) / all)
}

/** @param sums - `heard`: reports as the method weighs them; PIMLE hears nobody who knows none of the known groups */
function whyNot(
  survey: NsumSurvey,
  { reports, heard, all }: { reports: number; heard: number; all: number },
): Finding | null {
  const { respondents, hidden } = survey
  if (respondents < 2) return { code: 'too-few', what: 'cases', is: respondents, least: 2 }
  if (all === 0) return { code: 'no-degrees', cases: respondents }
  if (reports === 0) return { code: 'none-reported', cases: respondents, group: hidden }
  return heard === 0 ? { code: 'reports-without-degrees', reports, group: hidden } : null
}

export function checkedFactors(factors: NsumFactors): Required<NsumFactors> {
  const all = { frameRatio: 1, degreeRatio: 1, transmission: 1, precision: 1, ...factors }
  for (const [factor, value] of Object.entries(all)) {
    const isShare = factor === 'transmission' || factor === 'precision'
    if (!(value > 0 && Number.isFinite(value)) || (isShare && value > 1))
      throw new WrongData({ code: 'factor-out-of-range', factor, value })
  }
  return all
}

export function aboutFactors(factors: NsumFactors): Finding[] {
  const given = Object.entries(factors)
    .filter(([, value]) => value !== undefined && value !== 1)
    .map(([factor]) => factor)
  return given.length > 0 ? [{ code: 'factors-taken-as-exact', factors: given }] : []
}

/** What may be said of any scale-up estimate beside its respondents and its reports. */
export function aboutSize(survey: NsumSurvey, reports: number): Finding[] {
  const { hidden: group, respondents, clustered, strata } = survey
  const units = strata.reduce((sum, stratum) => sum + stratum.length, 0)
  const found: Finding[] = []
  if (respondents < fewRespondents)
    found.push({ code: 'too-few', what: 'cases', is: respondents, least: fewRespondents })
  if (reports < fewReports) found.push({ code: 'few-reports', group, reports, least: fewReports })
  if (clustered && units < 10) found.push({ code: 'too-few', what: 'clusters', is: units, least: 10 })
  const alone = strata.filter(({ length }) => length === 1).length
  if (alone > 0 && strata.length > 1)
    found.push({ code: 'strata-of-one-unit', count: alone, of: strata.length })
  return found
}

/**
 * Estimate and limits of the widest interval, had the factor the estimate is divided by been another.
 *
 * @param intervals - not cut to the population: another factor moves their limits first
 */
function supposing(
  values: readonly number[],
  taken: number,
  estimate: number,
  intervals: readonly Interval[],
  population: number,
): Supposed[] {
  const widest = intervals.reduce<Interval | null>(
    (most, each) => (each.level > (most?.level ?? 0) ? each : most),
    null,
  )
  return values.map((value) => {
    const by = (size: number) => (size * taken) / value
    const high = widest?.high ?? null
    if (by(estimate) > population) return { value, estimate: null, low: null, high: null }
    return {
      value,
      estimate: by(estimate),
      low: widest === null ? null : Math.min(population, by(widest.low)),
      high: high === null ? null : Math.min(population, by(high)),
    }
  })
}
