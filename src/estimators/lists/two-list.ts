import { type Estimate, type Interval, WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { normalQuantile } from '../normal.ts'
import { hypergeometricQuantile, logFactorial } from '../numeric/special.ts'
import { exp, log } from '../portable-math.ts'
import { MOST_CASES, marginsOf, type OverlapTable } from './overlap-table.ts'

/** Sizes of two lists and the number of persons on both. */
export type TwoListCounts = { first: number; second: number; both: number }

export type TwoListDiagnostics = {
  counts: TwoListCounts
  /** n1 n2 / m, null where m is 0. Too high on average when m is small. */
  lincolnPetersen: number | null
  /** Smallest population in which an overlap as small as this is not rarer than 1 in 40; null above a million millions. */
  leastPlausible: number | null
  /** What the estimate would be if records had been linked wrongly. */
  linkage: LinkageScenario[]
}

/** What errors of linkage do: `error` is the share of the overlap that is false, or of the true overlap that was missed. */
export type LinkageScenario = {
  error: number
  /** Some matches are false: the true overlap is smaller, the population larger. */
  falseMatches: { overlap: number; estimate: number }
  /** Some matches were missed: the true overlap is larger, the population smaller. */
  missedMatches: { overlap: number; estimate: number }
}

/** Below it Chapman's estimate is noticeably biased (Robson and Regier 1964, Transactions of the American Fisheries Society 93:215–226). */
const LEAST_OVERLAP = 7

/**
 * Estimates a closed population from two lists: Chapman's nearly unbiased form
 * (n1 + 1)(n2 + 1)/(m + 1) - 1 of the estimate of Lincoln and Petersen, with
 * Seber's standard error.
 *
 * Intervals: log-normal on the number not seen (never below the number seen), and
 * n1 n2 over the quantiles of the hypergeometric overlap, whose upper limit may
 * not exist, widened where they would not hold the estimate. They hold only if the lists are independent, linkage is perfect and
 * within a list everybody was equally likely to be found.
 *
 * Chapman (1951), University of California Publications in Statistics 1:131–160;
 * Seber (1982), The Estimation of Animal Abundance, ch. 3.
 *
 * @param counts - persons on the first list, on the second, and on both
 * @param names - of the lists, for what is said about them
 * @throws WrongData where the counts contradict each other, or are more than a million million persons
 */
export function twoList(
  counts: TwoListCounts,
  names: readonly [string, string] = ['A', 'B'],
  { levels = [0.95, 0.8] }: { levels?: readonly number[] } = {},
): Estimate<TwoListDiagnostics> {
  check(counts, names)
  const { first: n1, second: n2, both: m } = counts
  const seen = n1 + n2 - m
  const method = 'two-list-chapman'
  const [first, second] = names

  const warnings: Finding[] = [{ code: 'independence-untestable', first, second }]
  const empty = [...(n1 === 0 ? [first] : []), ...(n2 === 0 ? [second] : [])]
  if (empty.length > 0) {
    warnings.push(...empty.map((list): Finding => ({ code: 'empty-list', list })))
    const reason: Finding = { code: 'too-few', what: 'lists', is: 2 - empty.length, least: 2 }
    return none(method, seen, reason, warnings, { counts, lincolnPetersen: null })
  }
  const leastPlausible = smallestPlausible(counts)
  if (m === 0)
    return none(method, seen, { code: 'no-overlap' }, warnings, {
      counts,
      lincolnPetersen: null,
      leastPlausible,
    })

  if (m === n1 && m === n2)
    return none(method, seen, { code: 'all-overlap' }, warnings, { counts, lincolnPetersen: seen })

  if (m < LEAST_OVERLAP)
    warnings.push({ code: 'overlap-small', first, second, overlap: m, least: LEAST_OVERLAP })
  const estimate = chapman(n1, n2, m)
  const variance = ((n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m)) / ((m + 1) * (m + 1) * (m + 2))

  const intervals: Interval[] = []
  if (variance === 0) {
    const [inner, outer] = n1 === m ? [first, second] : [second, first]
    warnings.push({ code: 'list-within-list', inner, outer })
    warnings.push({ code: 'interval-without-width', kind: 'log-normal' })
  } else
    for (const level of levels) {
      const { low, high } = logNormalLimits(estimate, variance, seen, level)
      intervals.push({ level, low, high, kind: 'log-normal' })
      const hypergeometric = hypergeometricLimits(counts, estimate, seen, level)
      intervals.push({ level, ...hypergeometric, kind: 'hypergeometric' })
      if (hypergeometric.high === null)
        warnings.push({ code: 'no-upper-limit', kind: 'hypergeometric', level })
    }
  return {
    status: 'ok',
    method,
    cases: seen,
    estimate,
    standardError: variance === 0 ? null : Math.sqrt(variance),
    intervals,
    diagnostics: {
      counts,
      lincolnPetersen: (n1 * n2) / m,
      leastPlausible,
      linkage: linkageScenarios(counts),
    },
    warnings,
  }
}

/** Two lists of a table, as if the others were not there. */
export function twoListOf(table: OverlapTable, i: number, j: number): Estimate<TwoListDiagnostics> {
  const margins = marginsOf(table)
  const size = (mask: number) => margins[mask] as number
  const counts = { first: size(1 << i), second: size(1 << j), both: size((1 << i) | (1 << j)) }
  return twoList(counts, [table.lists[i] as string, table.lists[j] as string])
}

/**
 * Limits for an estimate of which `seen` persons are certain: log-normal on the
 * rest, so that they never fall below those seen (Burnham et al. 1987; Chao 1987).
 *
 * @param variance - of the estimate, above 0; the estimate is above `seen`
 */
export function logNormalLimits(
  estimate: number,
  variance: number,
  seen: number,
  level: number,
): { low: number; high: number } {
  const unseen = estimate - seen
  const factor = exp(normalQuantile((1 + level) / 2) * Math.sqrt(log(1 + variance / (unseen * unseen))))
  return { low: seen + unseen / factor, high: seen + unseen * factor }
}

/** What errors of linkage would do to the estimate; the overlap can be no larger than the smaller list. */
export function linkageScenarios(
  { first, second, both }: TwoListCounts,
  errors: readonly number[] = [0.01, 0.02, 0.05, 0.1, 0.2],
): LinkageScenario[] {
  return errors.map((error) => {
    const smaller = both * (1 - error)
    const larger = Math.min(both / (1 - error), first, second)
    return {
      error,
      falseMatches: { overlap: smaller, estimate: chapman(first, second, smaller) },
      missedMatches: { overlap: larger, estimate: chapman(first, second, larger) },
    }
  })
}

function chapman(n1: number, n2: number, m: number): number {
  return ((n1 + 1) * (n2 + 1)) / (m + 1) - 1
}

/**
 * n1 n2 over the quantiles of the overlap that a population of the estimated size would show.
 *
 * The overlap is a whole number, so with few people the two quotients may both lie above the estimate, or
 * the lower one below the number seen; the limits then give way, to the estimate and to the number seen.
 */
function hypergeometricLimits(
  { first, second }: TwoListCounts,
  estimate: number,
  seen: number,
  level: number,
): { low: number; high: number | null } {
  const unlisted = Math.round(estimate - first)
  const overlapAt = (p: number) => hypergeometricQuantile(p, first, unlisted, second)
  const smallest = overlapAt((1 - level) / 2)
  const product = first * second
  return {
    low: Math.max(seen, Math.min(estimate, product / overlapAt((1 + level) / 2))),
    high: smallest === 0 ? null : Math.max(estimate, product / smallest),
  }
}

/**
 * The smallest population in which so small an overlap, or a smaller one, has a
 * probability of at least 2.5 %: below it the data would be a rare accident. It
 * exists even where nobody is on both lists and no estimate can be given.
 *
 * Null where it is above {@link MOST_CASES}: factorials of such numbers are no longer exact enough to tell.
 */
function smallestPlausible({ first, second, both }: TwoListCounts): number | null {
  const seen = first + second - both
  const plausible = (population: number) => atMost(both, first, second, population) >= 0.025
  let low = seen - 1
  let high = seen
  while (!plausible(high)) {
    low = high
    high *= 2
    if (high > MOST_CASES) return null
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (plausible(middle)) high = middle
    else low = middle
  }
  return high
}

/** P(overlap <= m) in a population of the given size; 1 where m is at or above the likeliest overlap. */
function atMost(m: number, n1: number, n2: number, population: number): number {
  const least = Math.max(0, n1 + n2 - population)
  if (m < least) return 0
  if (m >= Math.floor(((n1 + 1) * (n2 + 1)) / (population + 2))) return 1
  const rest = population - n1
  const choose = (n: number, k: number) => logFactorial(n) - logFactorial(k) - logFactorial(n - k)
  let weight = exp(choose(n1, m) + choose(rest, n2 - m) - choose(population, n2))
  let sum = weight
  for (let k = m; k > least && weight > 1e-18 * sum; k--) {
    weight *= (k * (rest - n2 + k)) / ((n1 - k + 1) * (n2 - k + 1))
    sum += weight
  }
  return sum
}

function none(
  method: string,
  cases: number,
  reason: Finding,
  warnings: Finding[],
  diagnostics: Partial<TwoListDiagnostics>,
): Estimate<TwoListDiagnostics> {
  return { status: 'no-estimate', method, cases, reason, intervals: [], diagnostics, warnings }
}

function check(counts: TwoListCounts, names: readonly [string, string]): void {
  for (const what of ['first', 'second', 'both'] as const) {
    const value = counts[what]
    if (!Number.isSafeInteger(value) || value < 0)
      throw new WrongData({ code: 'not-a-whole-count', what, value: String(value) })
  }
  const seen = counts.first + counts.second - counts.both
  if (seen > MOST_CASES) throw new WrongData({ code: 'too-many', what: 'cases', is: seen, most: MOST_CASES })
  for (const [k, size] of [counts.first, counts.second].entries())
    if (counts.both > size)
      throw new WrongData({ code: 'both-above-list', list: names[k] as string, size, both: counts.both })
}
