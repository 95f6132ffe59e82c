import type { Interval } from '../estimate.ts'
import { normalQuantile } from '../normal.ts'
import { sortedQuantile } from '../numeric/quantiles.ts'
import { log } from '../portable-math.ts'

/** Whether several chains of chance tell the same story, and how much each draw of them is worth. */
export type ChainDiagnostics = {
  /** Near 1 when the chains agree, larger the further they are apart. The larger of the two below. */
  rHat: number
  /** Of ranks: whether the chains lie in the same place. */
  rHatPlace: number
  /** Of ranks of the distance to the median: whether they are equally wide. */
  rHatWidth: number
  /** As many independent draws would tell as much about the middle. */
  essBulk: number
  /** The same about the 5 % and 95 % quantiles. */
  essTail: number
  /** The smaller of the two. */
  ess: number
}

/** Above this chains count as disagreeing. */
export const MOST_R_HAT = 1.05
/** Below this there is too little to give limits. */
export const LEAST_ESS = 400

/**
 * Split R-hat and effective sample size of chains of equal length, in the rank-normalised version:
 * values are replaced by normal scores of their ranks, so that heavy tails do not blur the comparison,
 * and each chain is cut in halves, so that a chain still drifting disagrees with itself.
 *
 * Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), Bayesian Analysis 16:667–718. The sum over
 * autocorrelations stops where Geyer's (1992) pairs cease to be positive and falling.
 *
 * @throws RangeError for fewer than two chains, chains of unequal length or shorter than 8
 */
export function diagnose(chains: readonly Float64Array[]): ChainDiagnostics {
  const length = chains[0]?.length ?? 0
  if (chains.length < 2) throw new RangeError('chains can only be compared with each other: two at least')
  if (length < 8 || chains.some((chain) => chain.length !== length))
    throw new RangeError('chains need one length, of 8 draws at least')

  const half = Math.floor(length / 2)
  const halves = chains.flatMap((chain) => [chain.subarray(0, half), chain.subarray(length - half)])
  const sorted = Float64Array.from(halves.flatMap((part) => Array.from(part))).sort()
  const median = middle(sorted)
  const scores = normalScores(halves)
  const rHatPlace = rHatOf(scores)
  const rHatWidth = rHatOf(normalScores(halves.map((part) => part.map((x) => Math.abs(x - median)))))
  const essBulk = essOf(scores)
  const below = (share: number) => {
    const limit = sorted[Math.ceil(share * sorted.length) - 1] as number
    return essOf(halves.map((part) => part.map((x) => (x <= limit ? 1 : 0))))
  }
  const essTail = Math.min(below(0.05), below(0.95))
  const rHat = Math.max(rHatPlace, rHatWidth)
  return { rHat, rHatPlace, rHatWidth, essBulk, essTail, ess: Math.min(essBulk, essTail) }
}

/**
 * Standard deviation of a quantile over repeated runs of the same chains, from how many independent
 * draws tell about it: half the distance between the quantiles one standard error of the share either side.
 */
export function quantileError(chains: readonly Float64Array[], share: number): number {
  const half = Math.floor((chains[0]?.length ?? 0) / 2)
  const halves = chains.flatMap((chain) => [chain.subarray(0, half), chain.subarray(chain.length - half)])
  const sorted = Float64Array.from(halves.flatMap((part) => Array.from(part))).sort()
  const limit = sortedQuantile(sorted, share, 7)
  const ess = essOf(halves.map((part) => part.map((x) => (x <= limit ? 1 : 0))))
  const error = Math.sqrt((share * (1 - share)) / ess)
  const to = sortedQuantile(sorted, Math.min(1, share + error), 7)
  return (to - sortedQuantile(sorted, Math.max(0, share - error), 7)) / 2
}

function middle(sorted: Float64Array): number {
  const n = sorted.length
  return ((sorted[(n - 1) >> 1] as number) + (sorted[n >> 1] as number)) / 2
}

/** Normal quantiles of the ranks over all chains together; ties share their mean rank. */
function normalScores(chains: readonly Float64Array[]): Float64Array[] {
  const length = (chains[0] as Float64Array).length
  const all = new Float64Array(chains.length * length)
  chains.forEach((chain, c) => {
    all.set(chain, c * length)
  })
  const order = Uint32Array.from(all.keys()).sort((a, b) => (all[a] as number) - (all[b] as number))
  const scores = new Float64Array(all.length)
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && all[order[to] as number] === all[order[from] as number]) to++
    const score = normalQuantile(((from + 1 + to) / 2 - 0.375) / (all.length + 0.25))
    for (let i = from; i < to; i++) scores[order[i] as number] = score
    from = to
  }
  return chains.map((_, c) => scores.subarray(c * length, (c + 1) * length))
}

function mean(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

function variance(values: ArrayLike<number>): number {
  const n = values.length
  let centre = 0
  for (let i = 0; i < n; i++) centre += (values[i] as number) / n
  let sum = 0
  for (let i = 0; i < n; i++) sum += ((values[i] as number) - centre) ** 2
  return sum / (n - 1)
}

/** Square root of the variance over all chains to that within them. Draws that never differ agree. */
function rHatOf(chains: readonly Float64Array[]): number {
  const n = (chains[0] as Float64Array).length
  const within = chains.reduce((sum, chain) => sum + variance(chain), 0) / chains.length
  const between = variance(chains.map(mean))
  if (within === 0) return between === 0 ? 1 : Number.MAX_VALUE
  return Math.sqrt((n - 1) / n + between / within)
}

function essOf(chains: readonly Float64Array[]): number {
  const n = (chains[0] as Float64Array).length
  const draws = n * chains.length
  const means = chains.map(mean)
  const within = chains.reduce((sum, chain) => sum + variance(chain), 0) / chains.length
  const whole = ((n - 1) / n) * within + variance(means)
  if (whole === 0) return draws

  /** Autocorrelation at a lag, over all chains. */
  const rho = (lag: number) => {
    let sum = 0
    chains.forEach((chain, c) => {
      const centre = means[c] as number
      for (let i = 0; i + lag < n; i++)
        sum += ((chain[i] as number) - centre) * ((chain[i + lag] as number) - centre)
    })
    return 1 - (within - sum / (n - 1) / chains.length) / whole
  }

  let last = Infinity
  let sum = 0
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = Math.min(last, (lag === 0 ? 1 : rho(lag)) + rho(lag + 1))
    if (pair <= 0) break
    sum += pair
    last = pair
  }
  const time = Math.max(2 * sum - 1, Math.LN10 / log(draws))
  return draws / time
}

/** Whether chains agree and hold enough for a figure to be told. */
export function isGood({ rHat, ess }: ChainDiagnostics): boolean {
  return rHat <= MOST_R_HAT && ess >= LEAST_ESS
}

const SHARES = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975]

/** Mean and standard deviation of draws. */
export function summary(values: ArrayLike<number>): { mean: number; standardDeviation: number } {
  let mean = 0
  for (let i = 0; i < values.length; i++) mean += (values[i] as number) / values.length
  let square = 0
  for (let i = 0; i < values.length; i++) square += ((values[i] as number) - mean) ** 2
  return { mean, standardDeviation: Math.sqrt(square / (values.length - 1)) }
}

/**
 * What the draws of all chains say together of a population: median, quantiles, credible intervals with the Monte
 * Carlo error of each limit. `seen` is added to every draw, where chains hold the unseen alone.
 *
 * @param round - how a quantile is written down
 */
export function posteriorOf(
  chains: readonly Float64Array[],
  { seen = 0, round = (value: number) => value }: { seen?: number; round?: (value: number) => number } = {},
) {
  const all = Float64Array.from(chains.flatMap((chain) => Array.from(chain, (draw) => seen + draw))).sort()
  const at = (share: number) => round(sortedQuantile(all, share, 7))
  const credible = (level: number, from: number, to: number): Interval => ({
    level,
    low: at(from),
    high: at(to),
    kind: 'credible',
    monteCarloError: { low: quantileError(chains, from), high: quantileError(chains, to) },
  })
  return {
    ...summary(all),
    median: at(0.5),
    quantiles: SHARES.map((share) => ({ share, value: at(share) })),
    chainMedians: chains.map((chain) => seen + sortedQuantile(chain.slice().sort(), 0.5, 7)),
    intervals: () => [credible(0.8, 0.1, 0.9), credible(0.95, 0.025, 0.975)],
  }
}
