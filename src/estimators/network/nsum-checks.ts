import type { Finding } from '../findings.ts'
import { degreesOf, type NsumSurvey } from './nsum-data.ts'

/** A known group, estimated as if it were hidden. */
export type BackEstimate = {
  group: string
  known: number
  /** Null where respondents know nobody of the other groups, or none is left. */
  estimate: number | null
  ratio: number | null
}

/** How unevenly the people of one group are known. */
export type Spread = {
  group: string
  /** Variance of the answers over what chance meetings would give; 1 without barriers. Null without answers. */
  index: number | null
  /** Part of all reports that comes from the twentieth of respondents who report most. */
  fromTheTwentieth: number | null
}

/**
 * Each known group estimated from the others: where this fails for groups whose size is known, it cannot be
 * trusted for one whose size is not (Killworth et al. 1998; Feehan and Salganik 2016).
 */
export function backEstimates(survey: NsumSurvey): BackEstimate[] {
  return survey.known.map(({ group, size }, k) => {
    const estimate =
      survey.known.length > 1 ? scaleUp(survey, survey.knownIn[k]!, degreesOf(survey, k)) : null
    return { group, known: size, estimate, ratio: estimate === null ? null : estimate / size }
  })
}

/** The hidden group estimated without each of the known groups in turn. */
export function withoutEach(survey: NsumSurvey): { group: string; estimate: number | null }[] {
  return survey.known.map(({ group }, k) => ({
    group,
    estimate: survey.known.length > 1 ? scaleUp(survey, survey.reported, degreesOf(survey, k)) : null,
  }))
}

/** The hidden group estimated without the respondents who report most: what stands on a few answers moves. */
export function withoutLargest(
  survey: NsumSurvey,
  degrees: Float64Array,
): { share: number; respondents: number; estimate: number | null }[] {
  const byReports = Array.from(survey.reported, (_, i) => i).sort(
    (a, b) => survey.reported[b]! - survey.reported[a]! || a - b,
  )
  return [0.01, 0.05].map((share) => {
    const left = Math.ceil(share * byReports.length)
    const away = new Set(byReports.slice(0, left))
    const weight = survey.weight.map((value, i) => (away.has(i) ? 0 : value))
    return { share, respondents: left, estimate: scaleUp({ ...survey, weight }, survey.reported, degrees) }
  })
}

/** N times the people known in the group over all the people known; null where nobody is known at all. */
export function scaleUp(
  { weight, population }: NsumSurvey,
  counts: Float64Array,
  degrees: Float64Array,
): number | null {
  let known = 0
  let all = 0
  for (let i = 0; i < counts.length; i++) {
    known += weight[i]! * counts[i]!
    all += weight[i]! * degrees[i]!
  }
  return all > 0 ? (population * known) / all : null
}

/**
 * How unevenly each group is known, the hidden one first. Barriers show as an index far above 1: some know many
 * of the group and most know none, although they know equally many people.
 *
 * For a known group the degrees come from the others, so that its answers are not held against themselves.
 */
export function spreads(survey: NsumSurvey, degrees: Float64Array): Spread[] {
  const alone = survey.known.length < 2
  return [
    spreadOf(survey.hidden, survey.reported, degrees),
    ...survey.known.map(({ group }, k) =>
      spreadOf(group, survey.knownIn[k]!, alone ? degrees : degreesOf(survey, k)),
    ),
  ]
}

function spreadOf(group: string, counts: Float64Array, degrees: Float64Array): Spread {
  const all = degrees.reduce((sum, degree) => sum + degree, 0)
  const known = counts.reduce((sum, count, i) => sum + (degrees[i]! > 0 ? count : 0), 0)
  const respondents = degrees.filter((degree) => degree > 0).length
  if (known === 0 || respondents < 2) return { group, index: null, fromTheTwentieth: null }
  let squares = 0
  counts.forEach((count, i) => {
    const expected = (degrees[i]! * known) / all
    if (expected > 0) squares += (count - expected) ** 2 / expected
  })
  const largest = counts.slice().sort().reverse()
  const top = largest.subarray(0, Math.ceil(counts.length / 20)).reduce((sum, count) => sum + count, 0)
  return {
    group,
    index: squares / (respondents - 1),
    fromTheTwentieth: top / counts.reduce((sum, count) => sum + count, 0),
  }
}

/** Estimates off by more than this factor, in either direction, are named. */
const offBy = 1.5
/** Degrees are themselves uncertain, so an index somewhat above 1 is no sign of barriers. */
const muchSpread = 3
const halfFromFew = 0.5

export function doubtsOf(back: readonly BackEstimate[], [hidden]: readonly Spread[]): Finding[] {
  const found: Finding[] = []
  for (const { group, known, estimate, ratio } of back)
    if (estimate !== null && ratio !== null && (ratio > offBy || ratio < 1 / offBy))
      found.push({ code: 'back-estimate-off', group, known, estimate, ratio })
  if (hidden === undefined) return found
  const { group, index, fromTheTwentieth: share } = hidden
  if (index !== null && index > muchSpread) found.push({ code: 'answers-overdispersed', group, index })
  if (share !== null && share > halfFromFew)
    found.push({ code: 'reports-concentrated', group, respondents: 0.05, share })
  return found
}
