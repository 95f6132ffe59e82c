import { checkWeight } from './aggregate.ts'
import { mean, median, quantile, standardDeviation } from './statistics.ts'

/** Weights brought to a sum of one, by id. */
export type Weights = Record<string, number>

/**
 * Given weights brought to a sum of one.
 * @throws RangeError for a negative or infinite weight, or when all are zero.
 */
export function givenWeights(weights: Weights): Weights {
  const entries = Object.entries(weights)
  for (const [id, weight] of entries) checkWeight(weight, `the weight of ${id}`)
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
  if (total === 0) throw new RangeError('all weights are zero; at least one criterion has to count')
  return Object.fromEntries(entries.map(([id, weight]) => [id, weight / total]))
}

/** The same weight for each. A choice too, and to be called one. */
export function equalWeights(ids: readonly string[]): Weights {
  return Object.fromEntries(ids.map((id) => [id, 1 / ids.length]))
}

/** One person's points; what is left out got none. */
export type Allocation = { person: string; points: Record<string, number> }

/** What the persons gave one criterion, in points of 100. */
export type Allocated = {
  id: string
  mean: number
  median: number
  /** Standard deviation between persons; null for a single person. */
  spread: number | null
  low: number
  lowerQuartile: number
  upperQuartile: number
  high: number
}

/**
 * Weights from a budget allocation: each person shares 100 points among the
 * criteria; the weight is the mean, and the spread between persons travels with
 * it, since a mean of people who disagree is nobody's opinion.
 *
 * OECD/JRC Handbook (2008), step 6. The Handbook advises at most about ten
 * criteria at a time: with more, people contradict themselves.
 *
 * @throws RangeError naming the person whose points are negative, go to an
 * unknown criterion, or do not sum to 100 (within 1e-6); or when nobody took part.
 */
export function budgetAllocation(
  ids: readonly string[],
  people: readonly Allocation[],
): { weights: Weights; criteria: Allocated[] } {
  if (people.length === 0) throw new RangeError('nobody has shared out points yet')
  const known = new Set(ids)
  for (const { person, points } of people) {
    for (const [id, given] of Object.entries(points)) {
      if (!known.has(id))
        throw new RangeError(`${person} gave points to ${id}, which is not among the criteria`)
      if (!(Number.isFinite(given) && given >= 0))
        throw new RangeError(`${person} gave ${given} points to ${id}; points are zero or more`)
    }
    const total = Object.values(points).reduce((sum, given) => sum + given, 0)
    if (Math.abs(total - 100) > 1e-6)
      throw new RangeError(`${person} shared out ${total} points; the points of a person sum to 100`)
  }
  const criteria = ids.map((id) => {
    const given = people.map(({ points }) => points[id] ?? 0)
    return {
      id,
      mean: mean(given) as number,
      median: median(given) as number,
      spread: standardDeviation(given),
      low: quantile(given, 0) as number,
      lowerQuartile: quantile(given, 0.25) as number,
      upperQuartile: quantile(given, 0.75) as number,
      high: quantile(given, 1) as number,
    }
  })
  return { weights: givenWeights(Object.fromEntries(criteria.map(({ id, mean }) => [id, mean]))), criteria }
}
