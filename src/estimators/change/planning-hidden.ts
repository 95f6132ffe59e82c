import type { Interval } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { drawTable } from '../lists/resample.ts'
import { type Run, stream } from '../numeric/run.ts'
import { exp, log } from '../portable-math.ts'
import {
  type Clustering,
  designEffectOf,
  inPlan,
  type Sample,
  sampleForShare,
  sampleOf,
  zOf,
} from './planning.ts'

/**
 * People to ask “how many X do you know?” so that the size of the hidden group is known to a share of itself.
 *
 * n = DEFF z² N / (N_u d τ e²): what counts is how many hidden people the respondents name in all. The formula's own
 * error is that of a Poisson count; a bootstrap of respondents showed it six times too small as a variance where some
 * people know many and most know none, so plan with a design effect of 4 to 7, not of 1. What no sample mends:
 * acquaintances who do not know (τ), and groups that live apart.
 *
 * Killworth et al. (1998), Evaluation Review 22:289–308; Feehan and Salganik (2016), Sociological Methodology 46:153–186.
 *
 * @param plan.meanDegree - how many people a respondent knows
 * @param plan.transmission - share of acquaintances in the group of whom the respondent knows it
 * @param plan.relativeHalfWidth - 0.25 for plus and minus a quarter of the size
 */
export function sampleForScaleUp(plan: {
  population: number
  hidden: number
  meanDegree: number
  transmission?: number
  relativeHalfWidth: number
  clustering: Clustering
  level?: number
  responseRate?: number
}): Sample & { namedPerRespondent: number } {
  const { population, hidden, meanDegree, transmission = 1, relativeHalfWidth, level = 0.95 } = plan
  inPlan('population', population, 1, 1e11)
  inPlan('hidden', hidden, 1, population)
  inPlan('mean degree', meanDegree, 1, 1e5)
  inPlan('transmission', transmission, 0.01, 1)
  inPlan('relative half width', relativeHalfWidth, 0.001, 2)
  const namedPerRespondent = (meanDegree * transmission * hidden) / population
  const needed =
    (designEffectOf(plan.clustering) * zOf(level) ** 2) / (namedPerRespondent * relativeHalfWidth ** 2)
  return { ...sampleOf(needed, plan, null), namedPerRespondent }
}

/**
 * People to recruit through their networks so that a share is known to within `halfWidth`, for each design effect.
 *
 * Nobody knows the design effect beforehand: published ones lie from 2 to 10 and above; 2 is what was long assumed,
 * 4 and more what was found. So the answer is a table, not a number.
 * Salganik (2006), Journal of Urban Health 83:i98–112; Goel and Salganik (2010), PNAS 107:6743–6747.
 */
export function samplesForRecruitment({
  designEffects = [2, 3, 4, 6, 8, 10],
  ...plan
}: {
  share: number
  halfWidth: number
  population?: number
  level?: number
  designEffects?: readonly number[]
}): Sample[] {
  return designEffects.map((designEffect) => sampleForShare({ ...plan, clustering: { designEffect } }))
}

export type ListsPlan = {
  /** Size of the hidden population as it is assumed. */
  population: number
  /** For each list, the share of the population on it. */
  coverages: readonly number[]
  level?: number
}

/**
 * How wide the interval of a total from lists will be, if each list reaches the given share of the population and
 * being on one list does not change the chance of being on another.
 *
 * Var N = N / (1/Q + k - 1 - Σ 1/q), q the share a list misses, Q their product (for two lists N q1 q2 / (p1 p2));
 * log-normal limits on the part not seen. It is the best case: with lists that depend on each other a model must be
 * chosen from the data, and the interval is wider; `simulateLists` shows how far off the total then is.
 *
 * Darroch (1958), Biometrika 45:343–359; Chao (1987), Biometrics 43:783–791.
 */
export function widthFromLists(plan: ListsPlan): {
  seen: number
  /** People expected on two lists or more. */
  inOverlap: number
  standardError: number
  interval: Interval
  /** Width of the interval divided by the total. */
  relativeWidth: number
  findings: Finding[]
} {
  const { population, coverages, level = 0.95 } = checked(plan)
  const missed = coverages.map((coverage) => 1 - coverage)
  const missedByAll = missed.reduce((product, q) => product * q, 1)
  const onOne = coverages.reduce((sum, coverage) => sum + (missedByAll * coverage) / (1 - coverage), 0)
  const inOverlap = population * Math.max(0, 1 - missedByAll - onOne)
  const information = 1 / missedByAll + coverages.length - 1 - missed.reduce((sum, q) => sum + 1 / q, 0)
  const variance = population / information
  const seen = population * (1 - missedByAll)
  const unseen = population - seen
  const spread = exp(zOf(level) * Math.sqrt(log(1 + variance / unseen ** 2)))
  const low = seen + unseen / spread
  const high = seen + unseen * spread
  const findings: Finding[] = [{ code: 'plan-assumes-independence', lists: coverages.length }]
  if (inOverlap < 7) findings.push({ code: 'few-expected-in-overlap', expected: inOverlap, least: 7 })
  return {
    seen,
    inOverlap,
    standardError: Math.sqrt(variance),
    interval: { level, low, high, kind: 'log-normal' },
    relativeWidth: (high - low) / population,
    findings,
  }
}

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
  const { population, coverages, level = 0.95 } = checked(plan)
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

function checked(plan: ListsPlan): ListsPlan {
  inPlan('population', plan.population, 2, 1e9)
  inPlan('lists', plan.coverages.length, 2, 10)
  for (const coverage of plan.coverages) inPlan('coverage', coverage, 0.0001, 0.9999)
  return plan
}
