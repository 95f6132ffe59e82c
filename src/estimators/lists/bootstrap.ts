import { type Run, stream } from '../numeric/run.ts'
import { accelerationOf } from './bca.ts'
import { drawTable } from './resample.ts'

/**
 * The whole way from a table to a total: choosing a model and fitting it. Null where there is no estimate.
 * Handed in, so that whatever chooses (stepwise, by BIC, nothing at all) is repeated in every resample.
 */
export type Selection = (counts: Float64Array) => number | null

/** Totals of the resamples in the order of their numbers, Infinity where there is none. */
export type Resampled = { totals: Float64Array; failed: number }

/**
 * Draws tables like the one observed and takes the whole way again for each.
 *
 * @param resamples - how many
 * @param seed - resample b has its own stream of chance (`stream(seed, b)`), whoever draws it
 * @param first - number of the first resample, so that parts of a run can be done apart
 */
export function* resampleTotals(
  counts: Float64Array,
  select: Selection,
  { resamples, seed, first = 0 }: { resamples: number; seed: number | bigint; first?: number },
): Run<Resampled> {
  const totals = new Float64Array(resamples)
  const drawn = new Float64Array(counts.length)
  const persons = counts.reduce((sum, count) => sum + count, 0)
  let failed = 0
  for (let b = 0; b < resamples; b++) {
    drawTable(persons, counts, stream(seed, first + b), drawn)
    const total = select(drawn)
    if (total === null) failed++
    totals[b] = total ?? Infinity
    yield { done: b + 1, total: resamples }
  }
  return { totals, failed }
}

export type Jackknife = {
  /** The total without one person of each history somebody has; null where there is none then. */
  without: { history: number; count: number; total: number | null }[]
  /** For the BCa limits; null when one person less leaves no estimate. */
  acceleration: number | null
  /** Smallest and largest total one person less gives; null when there is none for some history. */
  low: number | null
  high: number | null
}

/** Takes the whole way again with one person less, once for every history somebody has. */
export function* jackknife(counts: Float64Array, select: Selection): Run<Jackknife> {
  const fewer = Float64Array.from(counts)
  const without: Jackknife['without'] = []
  const histories = Array.from(counts.keys()).filter((history) => (counts[history] as number) > 0)
  for (const history of histories) {
    const count = counts[history] as number
    fewer[history] = count - 1
    without.push({ history, count, total: select(fewer) })
    fewer[history] = count
    yield { done: without.length, total: histories.length }
  }
  const totals = without.flatMap(({ count, total }) => (total === null ? [] : [{ count, total }]))
  if (totals.length < without.length) return { without, acceleration: null, low: null, high: null }
  const values = totals.map(({ total }) => total)
  return {
    without,
    acceleration: accelerationOf(totals),
    low: Math.min(...values),
    high: Math.max(...values),
  }
}
