import { type Estimate, WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { surveyDesign } from '../survey/design.ts'
import { type SurveyDiagnostics, type SurveyOptions, surveyMean } from '../survey/survey.ts'

/** What is needed of each respondent met at a venue; one entry per respondent in every column. */
export type VenueSample = {
  /** The event at which he or she was met: one venue on one day at one time. */
  event: readonly string[]
  /** Chance of the event to be among those drawn: above 0, at most 1. */
  eventProbability: readonly (number | null)[]
  /** People of the population counted at the event while interviewers were there. */
  counted: readonly (number | null)[]
  /** How often he or she comes to any venue of the frame in the period, this time included; null: not said. */
  visits: readonly (number | null)[]
  /** Strata within which events were drawn, such as districts. */
  strata?: readonly string[]
  /** What was drawn first where it was not the event, such as the venue, visited on several days. */
  clusters?: readonly string[]
}

export type VenueWeights = {
  /** Null for those left out. */
  weights: (number | null)[]
  events: number
  findings: Finding[]
}

/**
 * How many people of those who come to venues each respondent speaks for:
 * 1 / (chance of the event × chance of being interviewed at it), divided by how often he or she comes.
 *
 * The first part makes a visit count for all visits; whoever comes ten times as often has ten times as many, and
 * is divided by ten. The chance of being interviewed is the number interviewed at the event over the number
 * counted there. People who never come to a venue of the frame are not spoken for at all.
 *
 * MacKellar et al. (2007), Public Health Reports 122 Suppl. 1:39-47; Karon and Wejnert (2012), Journal of Urban
 * Health 89:565-586.
 *
 * @param unsaidVisits - `leave-out` who did not say how often (counted in a finding; the default), or take it
 *   `as-one`; nobody met at a venue comes less than once, so 0 counts as not said
 * @throws WrongData naming the row when a chance is not above 0 and at most 1, a count or a frequency is not a
 *   number from 1, an event is said to have two chances or counts, or more were interviewed than counted
 */
export function venueWeights(
  sample: VenueSample,
  { unsaidVisits = 'leave-out' }: { unsaidVisits?: 'leave-out' | 'as-one' } = {},
): VenueWeights {
  const rows = sample.event.length
  if (rows === 0) throw new WrongData({ code: 'too-few', what: 'cases', is: 0, least: 1 })
  const interviewed = new Map<string, number>()
  const first = new Map<string, number>()
  sample.event.forEach((event, row) => {
    if (!first.has(event)) first.set(event, row)
    interviewed.set(event, (interviewed.get(event) ?? 0) + 1)
  })

  let unsaid = 0
  const weights = sample.event.map((event, row) => {
    const chance = sample.eventProbability[row] ?? null
    if (chance === null || !(chance > 0 && chance <= 1))
      throw new WrongData({
        code: 'probability-out-of-range',
        row: row + 1,
        column: 'eventProbability',
        text: String(chance ?? ''),
      })
    const counted = fromOne(sample.counted[row] ?? null, row, 'counted')
    for (const column of ['eventProbability', 'counted'] as const)
      if (sample[column][row] !== sample[column][first.get(event)!])
        throw new WrongData({ code: 'event-contradicted', event, column, row: row + 1 })
    const met = interviewed.get(event)!
    if (met > counted)
      throw new WrongData({ code: 'more-interviewed-than-counted', event, interviewed: met, counted })

    const said = sample.visits[row] ?? null
    if (said === null || said === 0) {
      unsaid++
      if (unsaidVisits === 'leave-out') return null
    }
    const visits = said === null || said === 0 ? 1 : fromOne(said, row, 'visits')
    return counted / met / chance / visits
  })
  return { weights, events: first.size, findings: aboutWeights(weights, unsaid, unsaidVisits) }
}

export type VenueDiagnostics = SurveyDiagnostics & {
  events: number
  /** People who come to venues of the frame, if the chances add up to all its events: the sum of weights. */
  visitors: number
}

/**
 * The share of those who come to venues who have the outcome, with the spread between what was drawn first.
 *
 * It speaks for people who come to venues of the frame, and for nobody else.
 *
 * @param answers - 1 with the outcome, 0 without it, null not said
 */
export function estimateTimeLocation(
  sample: VenueSample,
  answers: readonly (number | null)[],
  options: SurveyOptions & { unsaidVisits?: 'leave-out' | 'as-one' } = {},
): Estimate<VenueDiagnostics> {
  const { weights, events, findings } = venueWeights(sample, options)
  if (weights.every((weight) => weight === null))
    return {
      method: 'time-location',
      status: 'no-estimate',
      reason: { code: 'too-few', what: 'cases', is: 0, least: 1 },
      cases: 0,
      intervals: [],
      diagnostics: { events },
      warnings: findings,
    }
  const columns = { weight: weights, strata: sample.strata, clusters: sample.clusters ?? sample.event }
  const { strata, ...unstratified } = columns
  const design = surveyDesign(
    strata === undefined ? unstratified : { ...unstratified, strata },
    weights.length,
    {
      missingWeights: 'leave-out',
    },
  )
  const estimate = surveyMean(design, answers, options)
  // Those without a frequency were counted above, by their own name.
  const warnings = [...findings, ...estimate.warnings.filter(({ code }) => code !== 'missing-weights')]
  if (estimate.status !== 'ok')
    return {
      ...estimate,
      method: 'time-location',
      diagnostics: { ...estimate.diagnostics, events },
      warnings,
    }
  const visitors = weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0)
  return {
    ...estimate,
    method: 'time-location',
    diagnostics: { ...estimate.diagnostics, events, visitors },
    warnings,
  }
}

/** Uneven weights make this many respondents, or fewer, of every two count (Kish). */
const half = 0.5

function aboutWeights(
  weights: readonly (number | null)[],
  unsaid: number,
  unsaidVisits: 'leave-out' | 'as-one',
): Finding[] {
  const found: Finding[] = []
  if (unsaid > 0)
    found.push(
      unsaidVisits === 'leave-out'
        ? { code: 'rows-left-out', why: 'frequency-missing', count: unsaid, of: weights.length }
        : { code: 'frequency-taken-as-one', count: unsaid, of: weights.length },
    )
  const used = weights.filter((weight) => weight !== null)
  const sum = used.reduce((total, weight) => total + weight, 0)
  const squares = used.reduce((total, weight) => total + weight * weight, 0)
  const effective = squares > 0 ? (sum * sum) / squares : 0
  if (effective < half * used.length) found.push({ code: 'weights-uneven', effective, of: used.length })
  return found
}

function fromOne(value: number | null, row: number, column: string): number {
  if (value !== null && value >= 1 && Number.isFinite(value)) return value
  throw new WrongData({
    code: 'not-a-number-from',
    row: row + 1,
    column,
    text: String(value ?? ''),
    least: 1,
  })
}
