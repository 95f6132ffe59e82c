import type { Estimate, Interval } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import type { Run } from '../numeric/run.ts'
import { exp, log } from '../portable-math.ts'
import { type TargetVerdict, verdictOn } from './change.ts'
import { comparability, type Meaning } from './comparability.ts'
import { inRange } from './in-range.ts'

/** One wave: its total, and the totals of its bootstrap, the model chosen anew in each resample. */
export type TotalWithReplicates = {
  name: string
  estimate: number | null
  /** Null or Infinity where a resample had no estimate. */
  replicates: ArrayLike<number | null>
  lists: readonly string[]
  /** Persons observed on any list. */
  cases: number
  seed?: string
}

export type MseChangeOptions = {
  levels?: readonly number[]
  falls?: readonly number[]
  /** The fall that was promised, as a share of the first total. */
  target?: number
  meaning?: { first: Meaning; second: Meaning }
}

export type MseChangeDiagnostics = {
  first: { wave: string; estimate: number; resamples: number; failed: number }
  second: { wave: string; estimate: number; resamples: number; failed: number }
  /** Second minus first, with quantiles of the same pairs of resamples. */
  difference: { estimate: number; intervals: Interval[] }
  verdict: 'fell' | 'rose' | 'no change detectable'
  falls: { by: number; probability: number }[]
  target: TargetVerdict | null
  /** Share of pairs of resamples in which the second total is larger than the first. */
  shareOfRises: number
}

/**
 * How a hidden population, estimated from overlapping lists, changed between two waves: the ratio of the totals.
 *
 * Each wave is resampled by itself, the choice of the model included; every resample of the one is set against
 * every resample of the other, and the limits are quantiles of the logarithm of their ratio. The question of a
 * compact is whether the fall reached its target, not whether it differs from none: see `target`.
 *
 * Refused where the lists differ (names of the lists, whatever their order): a list more or less moves the estimate
 * by more than most programmes do. What the lists miss in both waves alike falls out of the ratio; a referral chain
 * that began between the waves does not. Persons seen in both waves make the waves vary together; taking them as
 * independent then makes the limits too wide, not too narrow. Quantiles do not correct for bias.
 *
 * Davison and Hinkley (1997), Bootstrap Methods and their Application, §5.3 (quantiles) and §3.2 (two samples).
 */
export function changeOfTotals(
  first: TotalWithReplicates,
  second: TotalWithReplicates,
  { levels = [0.95, 0.8], falls = [0.1, 0.25, 0.5], target, meaning }: MseChangeOptions = {},
): Estimate<MseChangeDiagnostics> {
  for (const by of [...falls, ...(target === undefined ? [] : [target])]) inRange('fall', by)
  const cases = first.cases + second.cases
  const compared = meaning ? comparability(meaning.first, meaning.second) : null
  const [before, after] = [sorted(first.replicates), sorted(second.replicates)]
  const failures = [before, after].map((totals) => totals.filter((total) => total === Infinity).length)
  const [failedFirst = 0, failedSecond = 0] = failures
  const warnings: Finding[] = [...(compared?.warnings ?? [])]
  for (const [{ name: wave }, failed, of] of [
    [first, failedFirst, before.length],
    [second, failedSecond, after.length],
  ] as const) {
    if (failed > 0) warnings.push({ code: 'resamples-without-estimate', wave, failed, of })
  }
  const [a, b] = [first.estimate, second.estimate]
  const lacking = [first, second].find(({ estimate }) => !(estimate !== null && estimate > 0))
  const reason =
    listsDiffer(first, second) ??
    compared?.refusal ??
    (lacking ? ({ code: 'wave-without-estimate', wave: lacking.name } as const) : tooFew(before, after))
  if (reason || a === null || b === null)
    return {
      method: 'change-mse',
      status: 'no-estimate',
      reason: reason ?? { code: 'wave-without-estimate', wave: first.name },
      cases,
      intervals: [],
      diagnostics: {},
      warnings,
    }

  const [logBefore, logAfter] = [before.map(log), after.map(log)]
  const chance = (by: number) => (by === 1 ? 0 : shareAtMost(logBefore, logAfter, log(1 - by), 0))
  const between = (from: Float64Array, to: Float64Array, back: (x: number) => number) =>
    levels.map((level): Interval => {
      const low = quantileOfDifferences(from, to, (1 - level) / 2, 1)
      const high = quantileOfDifferences(from, to, (1 + level) / 2, 0)
      return {
        level,
        low: rounded(back(low)),
        high: high === Infinity ? null : rounded(back(high)),
        kind: 'percentile',
      }
    })
  const intervals = between(logBefore, logAfter, exp)
  return {
    method: 'change-mse',
    status: 'ok',
    cases,
    estimate: b / a,
    intervals,
    diagnostics: {
      first: { wave: first.name, estimate: a, resamples: before.length, failed: failedFirst },
      second: { wave: second.name, estimate: b, resamples: after.length, failed: failedSecond },
      difference: {
        estimate: b - a,
        intervals: between(before, after, (x) => x).filter(({ low }) => Number.isFinite(low)),
      },
      verdict: verdictOf(intervals[0]),
      falls: falls.map((by) => ({ by, probability: chance(by) })),
      target: target === undefined ? null : verdictOn(target, chance(target), levels[0] ?? 0.95),
      shareOfRises: 1 - shareAtMost(logBefore, logAfter, 0, 1),
    },
    warnings,
    resamples: Math.min(before.length, after.length),
    ...(first.seed === undefined ? {} : { seed: [first.seed, second.seed].join(', ') }),
  }
}

/** The same from two bootstraps that are still to be run, one after the other. Lists that differ are refused before. */
export function* changeOfBootstraps(
  first: { lists: readonly string[]; run: Run<TotalWithReplicates> },
  second: { lists: readonly string[]; run: Run<TotalWithReplicates> },
  options: MseChangeOptions = {},
): Run<Estimate<MseChangeDiagnostics>> {
  const reason = listsDiffer(first, second)
  if (reason)
    return {
      method: 'change-mse',
      status: 'no-estimate',
      reason,
      cases: 0,
      intervals: [],
      diagnostics: {},
      warnings: [],
    }
  return changeOfTotals(yield* first.run, yield* second.run, options)
}

function listsDiffer(
  first: { lists: readonly string[] },
  second: { lists: readonly string[] },
): Finding | null {
  const [a, b] = [first, second].map(({ lists }) => [...lists].sort().join(', '))
  return a === b ? null : { code: 'not-comparable', what: 'lists', first: a ?? '', second: b ?? '' }
}

function tooFew(...waves: Float64Array[]): Finding | null {
  const is = Math.min(...waves.map(({ length }) => length))
  return is < 40 ? { code: 'too-few', what: 'resamples', is, least: 40 } : null
}

/** In order of size. A resample without an estimate is larger than any: its lists hardly hang together. */
function sorted(replicates: ArrayLike<number | null>): Float64Array {
  return Float64Array.from(replicates, (total) => (total !== null && total > 0 ? total : Infinity)).sort()
}

function verdictOf(ratio: Interval | undefined): MseChangeDiagnostics['verdict'] {
  if (ratio?.high != null && ratio.high < 1) return 'fell'
  return ratio && ratio.low > 1 ? 'rose' : 'no change detectable'
}

/**
 * Share of all pairs whose difference (second less first) is at most `limit`; both sorted. One walk through both.
 * `undecided` is how a pair counts of which neither has an estimate: their difference can be anything.
 */
function shareAtMost(first: Float64Array, second: Float64Array, limit: number, undecided: 0 | 1): number {
  const firstInfinite = second.indexOf(Infinity)
  const infinite = firstInfinite < 0 ? 0 : second.length - firstInfinite
  let pairs = 0
  let below = 0
  // The larger the first, the more of the second lie within reach. Rounding must not tell equals apart.
  const reach = limit + 1e-12 * Math.max(1, Math.abs(limit))
  for (const from of first) {
    while (below < second.length && (second[below] as number) - from <= reach) below += 1
    pairs += below + (from === Infinity ? undecided * infinite : 0)
  }
  return pairs / (first.length * second.length)
}

/** The smallest difference of a pair that a share `p` of all pairs does not exceed; plus or minus Infinity included. */
function quantileOfDifferences(
  first: Float64Array,
  second: Float64Array,
  p: number,
  undecided: 0 | 1,
): number {
  const [from, to] = [first, second].map((totals) => totals.filter(Number.isFinite))
  if (!from?.length || !to?.length) return p < 0.5 ? -Infinity : Infinity
  const least = (to[0] as number) - (from[from.length - 1] as number)
  const most = (to[to.length - 1] as number) - (from[0] as number)
  const width = most - least
  // One half of 1 - 0.95 is a hair above 0.025: without the allowance it would be the next pair.
  const reached = (limit: number) => shareAtMost(first, second, limit, undecided) >= p - 1e-9
  if (!reached(most)) return Infinity
  let low = least - 1e-9 * Math.max(1, Math.abs(least), width)
  if (reached(low)) return -Infinity
  let high = most
  while (high - low > 1e-13 * width) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if (reached(middle)) high = middle
    else low = middle
  }
  return high
}

/** To ten digits, as every published number of a simulation. */
function rounded(value: number): number {
  return Number(value.toPrecision(10))
}
