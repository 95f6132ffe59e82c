import { drawTable } from '../lists/resample.ts'
import { type Run, stream } from '../numeric/run.ts'
import { inPlan } from './planning.ts'
import { checkedLists, type ListsPlan } from './planning-hidden.ts'

export type ListsSimulation = {
  /** Median of the totals, and the range that holds the share `level` of them. */
  median: number | null
  low: number | null
  high: number | null
  /** Median divided by the truth, less one: what dependence does to a total that takes lists as independent. */
  bias: number | null
  /** Studies without any overlap, which have no total. */
  withoutTotal: number
  resamples: number
  seed: string
}

/**
 * The study many times over on a made population, each analysed as if its lists were independent.
 *
 * @param plan.dependence - two lists (from 0) and the odds ratio of being on both: above 1 where one refers to the other
 */
export function* simulateLists(
  plan: ListsPlan & {
    dependence?: { first: number; second: number; oddsRatio: number }
    resamples: number
    seed: number | bigint
  },
): Run<ListsSimulation> {
  const { population, coverages, level = 0.95 } = checkedLists(plan)
  inPlan('resamples', plan.resamples, 20, 1e6)
  const expected = expectedHistories(population, coverages, plan.dependence)
  const persons = Math.round(population)
  const drawn = new Float64Array(expected.length)
  const totals: number[] = []
  for (let b = 0; b < plan.resamples; b++) {
    drawTable(persons, expected, stream(plan.seed, b), drawn)
    const total = independentTotal(drawn, coverages.length)
    if (total !== null) totals.push(total)
    yield { done: b + 1, total: plan.resamples }
  }
  totals.sort((a, b) => a - b)
  const withoutTotal = plan.resamples - totals.length
  // A study without a total has no upper limit: it stands above all others.
  const at = (p: number) =>
    totals[Math.min(plan.resamples, Math.max(1, Math.ceil(p * plan.resamples))) - 1] ?? null
  const median = at(0.5)
  return {
    median,
    low: at((1 - level) / 2),
    high: at((1 + level) / 2),
    bias: median === null ? null : median / population - 1,
    withoutTotal,
    resamples: plan.resamples,
    seed: String(plan.seed),
  }
}

/** The total under which lists are independent: 1 - n/N = Π (1 - n_j/N). Null where nobody is on two lists. */
function independentTotal(histories: Float64Array, lists: number): number | null {
  const sizes = new Float64Array(lists)
  let seen = 0
  let onLists = 0
  for (let history = 1; history < histories.length; history++) {
    const count = histories[history] as number
    seen += count
    for (let list = 0; list < lists; list++) {
      if ((history >> list) & 1) {
        sizes[list] = (sizes[list] as number) + count
        onLists += count
      }
    }
  }
  if (onLists === seen) return null
  if (sizes.some((size) => size === seen)) return seen
  const missed = (total: number) =>
    sizes.reduce((product, size) => product * (1 - size / total), 1) - (1 - seen / total)
  // Above the total more are missed by the lists than seems; between the seen and it fewer.
  let [low, high] = [seen, 2 * seen]
  while (missed(high) > 0 && high < 1e15) high *= 2
  for (let step = 0; step < 80 && high - low > 1e-9 * high; step++) {
    const middle = (low + high) / 2
    if (missed(middle) > 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function expectedHistories(
  population: number,
  coverages: readonly number[],
  dependence?: { first: number; second: number; oddsRatio: number },
): Float64Array {
  const expected = new Float64Array(2 ** coverages.length)
  const pair = dependence
    ? jointOf(
        coverages[dependence.first] ?? Number.NaN,
        coverages[dependence.second] ?? Number.NaN,
        dependence.oddsRatio,
      )
    : null
  for (let history = 0; history < expected.length; history++) {
    const on = (list: number) => ((history >> list) & 1) === 1
    let share = 1
    coverages.forEach((coverage, list) => {
      if (pair && (list === dependence?.first || list === dependence?.second)) return
      share *= on(list) ? coverage : 1 - coverage
    })
    if (pair && dependence)
      share *= pair[(on(dependence.first) ? 2 : 0) + (on(dependence.second) ? 1 : 0)] as number
    expected[history] = population * share
  }
  return expected
}

/** Shares on neither, the second, the first, both, with the given margins and odds ratio (Plackett 1965). */
function jointOf(first: number, second: number, oddsRatio: number): [number, number, number, number] {
  inPlan('odds ratio', oddsRatio, 0.001, 1000)
  inPlan('list of the dependence', first + second, 0, 2)
  const sum = 1 + (first + second) * (oddsRatio - 1)
  const both =
    oddsRatio === 1
      ? first * second
      : (sum - Math.sqrt(sum ** 2 - 4 * oddsRatio * (oddsRatio - 1) * first * second)) / (2 * (oddsRatio - 1))
  return [1 - first - second + both, second - both, first - both, both]
}
