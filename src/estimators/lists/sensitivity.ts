import type { Estimate } from '../estimate.ts'
import type { Run } from '../numeric/run.ts'
import { exp } from '../portable-math.ts'
import type { Selection } from './bootstrap.ts'
import { existenceCheck } from './existence.ts'
import { fitter } from './fit.ts'
import { independenceEstimate, stepwiseEstimate } from './log-linear.ts'
import { independence } from './notation.ts'
import { listsOf, marginsOf, type OverlapTable, sizeOf, withinList } from './overlap-table.ts'
import { smallerTail } from './stepwise.ts'

/** What one person more or less would do. */
export type OnePerson = {
  /** Null where with one person more or less no estimate exists. */
  low: number | null
  high: number | null
  changes: { lists: string[]; change: 1 | -1; total: number | null }[]
}

/**
 * Takes the whole way again with one person more on each single list and each pair of lists and with each
 * history somebody has, and with one less of each of these. A figure that a single person moves is not
 * known to more than that.
 *
 * @param select - the way from a table to its total, the choice of a model included
 */
export function* onePersonMoreOrLess(table: OverlapTable, select: Selection): Run<OnePerson> {
  const counts = Float64Array.from(table.counts)
  const histories = Array.from(counts.keys()).filter(
    (history) => history > 0 && ((counts[history] as number) > 0 || sizeOf(history) <= 2),
  )
  const changes: OnePerson['changes'] = []
  for (const history of histories) {
    const count = counts[history] as number
    for (const change of [1, -1] as const) {
      if (count + change < 0) continue
      counts[history] = count + change
      changes.push({ lists: listsOf(history, table.lists), change, total: select(counts) })
    }
    counts[history] = count
    yield { done: changes.length, total: 2 * histories.length }
  }
  const totals = changes.flatMap(({ total }) => (total === null ? [] : [total]))
  const whole = totals.length === changes.length && totals.length > 0
  return { low: whole ? Math.min(...totals) : null, high: whole ? Math.max(...totals) : null, changes }
}

/** One list taken as the whole population, and what the other lists say about its size. */
export type ConsistencyRow = {
  list: string
  /** How many are on the list: known. */
  truth: number
  /** How many of them the other lists have seen. */
  seen: number
  /** Lists that have seen anybody of it. */
  usableLists: number
  independence: Estimate
  stepwise: Estimate
  /** Whether the 95 % interval of the stepwise estimate holds the truth; null where there is none. */
  holds: boolean | null
}

/**
 * Internal consistency: each list in turn is taken as the population, whose size is then known, and
 * estimated from the others. Intervals are conditional. An estimate well below the truth says that the
 * others look in the same places; it does not prove that the total is wrong, but it is a bad sign.
 */
export function* internalConsistency(table: OverlapTable): Run<ConsistencyRow[]> {
  const rows: ConsistencyRow[] = []
  for (const [k, list] of table.lists.entries()) {
    const inside = withinList(table, k)
    const main = yield* independenceEstimate(inside.table)
    const stepwise = yield* stepwiseEstimate(inside.table, { resamples: 0 })
    const interval = stepwise.intervals.find(({ level }) => level === 0.95)
    rows.push({
      list,
      truth: inside.truth,
      seen: inside.seen,
      usableLists: inside.table.lists.length,
      independence: main,
      stepwise,
      holds: interval ? interval.low <= inside.truth && inside.truth <= (interval.high ?? Infinity) : null,
    })
    yield { done: rows.length, total: table.lists.length }
  }
  return rows
}

/** How two lists hang together. */
export type Dependence = {
  lists: [string, string]
  /** Persons on both. */
  overlap: number
  /** How many there would be if all lists were independent; null where that model has no estimate. */
  expected: number | null
  /** Chance of an overlap as far from that, on its side. */
  probability: number | null
  /**
   * Among the persons found by any other list: odds of being on the one for those on the other, over the
   * odds for those who are not. Above 1: they find the same people. Half a person is added to each of the
   * four counts. Null with two lists, or where no other list has anybody.
   */
  oddsRatio: { estimate: number; low: number; high: number; among: number } | null
}

/**
 * The dependence of every pair of lists: against independence, and, free of any model, among the people
 * on other lists, where those on neither of the two can be counted (Wald limits of 95 % on the logarithm).
 */
export function dependenceMatrix(table: OverlapTable): Dependence[] {
  const lists = table.lists.length
  const fit = fitter(lists)
  fit.take(table.counts)
  const model = independence(lists)
  const fitted = existenceCheck(lists)(model, fit.counts, fit.margins) === 0 && fit.fit(model)
  const margins = marginsOf(table)
  return model.flatMap((first, i) =>
    model.slice(i + 1).map((second, j): Dependence => {
      const pair = first | second
      const overlap = margins[pair] as number
      const expected = fitted ? (fit.fittedMargins[pair] as number) : null
      return {
        lists: [table.lists[i] as string, table.lists[i + 1 + j] as string],
        overlap,
        expected,
        probability: expected === null ? null : smallerTail(overlap, expected),
        oddsRatio: oddsRatio(table, first, second),
      }
    }),
  )
}

function oddsRatio({ counts }: OverlapTable, first: number, second: number): Dependence['oddsRatio'] {
  let [both, one, other, neither] = [0.5, 0.5, 0.5, 0.5]
  for (let history = 1; history < counts.length; history++) {
    if ((history & ~(first | second)) === 0) continue
    const count = counts[history] as number
    if (history & first) {
      if (history & second) both += count
      else one += count
    } else if (history & second) other += count
    else neither += count
  }
  const among = both + one + other + neither - 2
  if (among === 0) return null
  const estimate = (both * neither) / (one * other)
  const factor = exp(1.959963984540054 * Math.sqrt(1 / both + 1 / one + 1 / other + 1 / neither))
  return { estimate, low: estimate / factor, high: estimate * factor, among }
}
