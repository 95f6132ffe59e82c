import { type Estimate, WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { type Histogram, histogramOf } from '../numeric/histogram.ts'
import { missedByOwnInterval, tooFewResamples } from '../numeric/resamples.ts'
import type { Run } from '../numeric/run.ts'
import { aboutFactors, aboutSize, checkedFactors } from './nsum.ts'
import { resampleUnits, unitSums } from './nsum-bootstrap.ts'
import { degreesOf, type KnownGroup, type NsumAnswers, type NsumSurvey, readNsum } from './nsum-data.ts'
import { withinPopulation, withWidth } from './resampled.ts'

/** How many people on the survey's frame know of each member interviewed that he or she is one. */
export type Visibility = {
  values: Float64Array
  weight: Float64Array
  strata: Int32Array[][]
  clustered: boolean
}

/**
 * Visibility from the answers of members of the hidden group to "how many people who are … know that you are
 * one?", put to them for groups of known size on the frame.
 *
 * @param answers - of the members interviewed; weights are those of the sample of the hidden group
 * @param known - sizes within the frame, in persons
 * @param frame - people on the frame of the survey of the general population
 * @throws WrongData as `readNsum` does
 */
export function visibilityFromGroups(
  answers: NsumAnswers,
  known: readonly KnownGroup[],
  frame: number,
): Visibility {
  if (known.length === 0) throw new WrongData({ code: 'too-few', what: 'groups', is: 0, least: 1 })
  // The arithmetic of degrees. A group that nobody reports stands in for the hidden one, whose answers are not used.
  const nobody = ''
  const withNobody = {
    ...answers,
    groups: [...answers.groups, nobody],
    rows: answers.rows.map((row) => [...row, 0]),
  }
  const members = readNsum(withNobody, { hidden: nobody, known, population: frame })
  const { weight, strata, clustered } = members
  return { values: degreesOf(members), weight, strata, clustered }
}

export type GeneralisedDiagnostics = {
  hidden: string
  population: number
  perThousand: number
  /** People on the survey's frame. */
  frame: number
  /** Reports the whole frame would make. */
  outReports: number
  /** People on the frame who know of a member, on average. */
  meanVisibility: number
  /** Members interviewed. */
  members: number
  precision: number
  reports: number
  failedResamples: number
  /** How often which number of people came out of the resamples. */
  resampled: Histogram | null
}

/**
 * Generalised network scale-up: reports made by the frame over reports received by a member.
 *
 * Every report links one person on the frame with one member of the hidden group, so the links are the same
 * counted from either end, whoever knows how many people and tells whom. It needs a second sample: members of
 * the hidden group who say how many people know of them. Free of barriers, of differing degrees and of
 * transmission; it still takes reports to be right, or right to a known share.
 *
 * Feehan and Salganik (2016), Sociological Methodology 46:153-186.
 *
 * @param survey - of the general population; its known groups are not used, and may be none
 * @param sample.precision - eta: share of reports that are of true members; 1 when not given
 * @throws WrongData when the frame is not above 0 or above the population, or the precision is no share
 */
export function* estimateGeneralised(
  survey: NsumSurvey,
  sample: { frame: number; visibility: Visibility; precision?: number },
  options: { resamples?: number; seed?: number | bigint; levels?: readonly number[] } = {},
): Run<Estimate<GeneralisedDiagnostics>> {
  const { resamples = 1000, seed = 1, levels = [0.8, 0.95] } = options
  const { frame, visibility } = sample
  const given = sample.precision === undefined ? {} : { precision: sample.precision }
  const { precision } = checkedFactors(given)
  if (!(frame > 0 && frame <= survey.population))
    throw new WrongData({ code: 'size-not-positive', what: 'frame', value: frame })

  const common = { method: 'nsum-generalised', cases: survey.respondents }
  const told = meanOf(survey.reported, survey.weight)
  const seen = meanOf(visibility.values, visibility.weight)
  const reason = whyNot(survey, visibility, told, seen)
  if (reason !== null) {
    const diagnostics = { hidden: survey.hidden, population: survey.population, frame }
    return { ...common, status: 'no-estimate', reason, intervals: [], diagnostics, warnings: survey.findings }
  }

  const size = (reported: number, known: number) => (precision * frame * reported) / known
  const estimate = size(told, seen)
  const reports = survey.reported.reduce((sum, count) => sum + count, 0)
  if (estimate > survey.population)
    return {
      ...common,
      status: 'no-estimate',
      reason: { code: 'estimate-above-population', estimate, population: survey.population },
      intervals: [],
      diagnostics: {
        hidden: survey.hidden,
        population: survey.population,
        frame,
        meanVisibility: seen,
        reports,
      },
      warnings: [...survey.findings, ...aboutSize(survey, reports)],
    }

  const members: number[] = []
  const fromMembers = unitSums(visibility.strata, weighted(visibility.values, visibility.weight))
  const how = { resamples, seed }
  yield* resampleUnits(fromMembers, 2, { ...how, oneFewer: visibility.clustered }, ([above = 0, all = 1]) => {
    members.push(above / all)
  })
  const values: number[] = []
  const fromFrame = unitSums(survey.strata, weighted(survey.reported, survey.weight))
  yield* resampleUnits(
    fromFrame,
    2,
    { ...how, oneFewer: survey.clustered, from: resamples },
    ([above = 0, all = 1], b) => {
      if (members[b]! > 0) values.push(size(above / all, members[b]!))
    },
  )

  const drawn = Float64Array.from(values)
  const wide = withWidth(drawn, levels)
  const { intervals, findings: beyond } = withinPopulation(wide.intervals, drawn, survey.population)
  const failedResamples = resamples - values.length
  return {
    ...common,
    status: 'ok',
    estimate,
    standardError: wide.standardError,
    intervals,
    diagnostics: {
      hidden: survey.hidden,
      population: survey.population,
      perThousand: (1000 * estimate) / survey.population,
      frame,
      outReports: frame * told,
      meanVisibility: seen,
      members: visibility.values.length,
      precision,
      reports,
      failedResamples,
      resampled: histogramOf(drawn),
    },
    warnings: [
      ...survey.findings,
      ...aboutFactors(given),
      ...aboutSize(survey, reports),
      ...tooFewResamples(drawn.length, levels),
      ...wide.findings,
      ...beyond,
      ...missedByOwnInterval(estimate, intervals),
      ...(failedResamples > 0
        ? [{ code: 'resamples-failed' as const, failed: failedResamples, of: resamples }]
        : []),
    ],
    ...(resamples > 0 && { seed: String(seed), generator: 'xoshiro256**', resamples }),
  }
}

function whyNot(survey: NsumSurvey, visibility: Visibility, told: number, seen: number): Finding | null {
  const { respondents, hidden } = survey
  const members = visibility.values.length
  if (respondents < 2) return { code: 'too-few', what: 'cases', is: respondents, least: 2 }
  if (members < 2) return { code: 'too-few', what: 'cases', is: members, least: 2 }
  if (told === 0) return { code: 'none-reported', cases: respondents, group: hidden }
  return seen === 0 ? { code: 'no-visibility', cases: members } : null
}

function weighted(values: Float64Array, weight: Float64Array): [Float64Array, Float64Array] {
  return [values.map((value, i) => weight[i]! * value), weight]
}

function meanOf(values: Float64Array, weight: Float64Array): number {
  let sum = 0
  let all = 0
  values.forEach((value, i) => {
    sum += weight[i]! * value
    all += weight[i]!
  })
  return all > 0 ? sum / all : 0
}
