import type { Interval } from '../estimate.ts'
import { normalCdf, normalQuantile } from '../normal.ts'
import { stream } from '../numeric/run.ts'

/**
 * Bias-corrected and accelerated (BCa) limits from the totals of resamples.
 *
 * The share of resamples below the estimate says how far the resamples lie to one side of it (z0), the
 * jackknife how the spread grows with the total (the acceleration); both move the quantiles that serve as
 * limits. DiCiccio and Efron (1996); used for multiple systems by Chan, Silverman and Vincent (2021), 3.3.
 *
 * A resample without an estimate counts as larger than any other: it is one in which the lists hang
 * together so little that no total is too large. A limit that falls among those is no limit.
 */
export type BcaInput = {
  estimate: number
  /** One total per resample; Infinity where there is none. */
  totals: ArrayLike<number>
  acceleration: number
  /** Only to repeat limits of which it is known; otherwise from the totals. */
  z0?: number
}

/** How far the resamples lie to one side: Φ⁻¹ of the share below the estimate. Infinite when all are on one side. */
export function biasCorrection(estimate: number, totals: ArrayLike<number>): number {
  let below = 0
  for (let b = 0; b < totals.length; b++) if (isBelow(totals[b] as number, estimate)) below++
  return normalQuantile(below / totals.length)
}

/** A resample that gives the same total but for rounding is not below it. */
function isBelow(total: number, estimate: number): boolean {
  return total < estimate * (1 - 1e-9)
}

/** Where among the resamples a limit stands: the share of them below it. */
export function bcaShare(share: number, z0: number, acceleration: number): number {
  const z = z0 + normalQuantile(share)
  const scale = 1 - acceleration * z
  // Past this point the correction turns back on itself: the limit is beyond every resample.
  if (scale <= 0) return z > 0 ? 1 : 0
  return normalCdf(z0 + z / scale)
}

export type Limit = { value: number; outermost: 'smallest' | 'largest' | null }

/** The limit at a share (0.025 for the lower of 95 %): Infinity where it falls among resamples without a total. */
export function bcaLimit(sorted: ArrayLike<number>, share: number, z0: number, acceleration: number): Limit {
  return typeEightQuantile(sorted, bcaShare(share, z0, acceleration))
}

/** Quantile of sorted totals by Hyndman and Fan's type 8, which some of them may be Infinity. */
function typeEightQuantile(sorted: ArrayLike<number>, share: number): Limit {
  const n = sorted.length
  const place = n * share + (share + 1) / 3
  const below = Math.floor(place + 4 * Number.EPSILON * n)
  const part = Math.max(0, place - below)
  const at = (k: number) => sorted[Math.min(n, Math.max(1, k)) - 1] as number
  const value =
    part < 1e-12 || at(below) === at(below + 1) ? at(below) : at(below) + part * (at(below + 1) - at(below))
  const outermost = value <= at(1) ? 'smallest' : value >= at(n) ? 'largest' : null
  return { value, outermost }
}

/**
 * BCa intervals, with the Monte Carlo error of each limit: the standard deviation it would have over
 * repeated runs, from drawing the resamples' totals themselves anew 200 times. It is null for a limit that
 * stands on the outermost resample, about which the resamples cannot say how far out others would lie.
 *
 * @returns null when all resamples lie on one side of the estimate: the correction is then infinite
 */
export function bcaIntervals(
  { estimate, totals, acceleration, z0 = biasCorrection(estimate, totals) }: BcaInput,
  levels: readonly number[],
  seed: number | bigint,
): Interval[] | null {
  if (!Number.isFinite(z0)) return null
  const sorted = Float64Array.from(totals).sort()
  const shares = levels.flatMap((level) => [(1 - level) / 2, (1 + level) / 2])
  const errors = monteCarloErrors(sorted, estimate, shares, acceleration, seed)
  return levels.map((level, i) => {
    const low = bcaLimit(sorted, shares[2 * i] as number, z0, acceleration)
    const high = bcaLimit(sorted, shares[2 * i + 1] as number, z0, acceleration)
    return {
      level,
      low: low.value,
      high: Number.isFinite(high.value) ? high.value : null,
      kind: 'bca',
      ...(low.outermost === 'smallest' ? { lowAtMost: true } : {}),
      ...(high.outermost === 'largest' && Number.isFinite(high.value) ? { highAtLeast: true } : {}),
      monteCarloError: {
        low: low.outermost ? null : (errors[2 * i] ?? null),
        high: high.outermost ? null : (errors[2 * i + 1] ?? null),
      },
    }
  })
}

/**
 * BCa limits widened to hold the plain quantiles of the same resamples too: the lower of the two low limits, the higher
 * of the two high ones.
 *
 * For tables in which very few people are on more than one list. Drawn anew, such a table mostly has fewer of them still
 * and so a larger total; the correction takes that for a bias and goes too far down, while the plain quantiles stay too
 * far up. Each misses on its own side; together they hold (docs/methods/mse-sparse.md).
 */
export function widenedIntervals(bca: readonly Interval[], totals: ArrayLike<number>): Interval[] {
  const sorted = Float64Array.from(totals).sort()
  return bca.map((corrected) => {
    const { level, low, high, lowAtMost, highAtLeast, monteCarloError } = corrected
    const least = typeEightQuantile(sorted, (1 - level) / 2)
    const most = typeEightQuantile(sorted, (1 + level) / 2)
    const isLower = least.value < low
    const isHigher = high !== null && most.value > high
    const atMost = isLower ? least.outermost === 'smallest' : lowAtMost
    const atLeast = isHigher ? most.outermost === 'largest' && Number.isFinite(most.value) : highAtLeast
    return {
      level,
      low: isLower ? least.value : low,
      high: !isHigher ? high : Number.isFinite(most.value) ? most.value : null,
      kind: 'widened',
      ...(atMost ? { lowAtMost: true } : {}),
      ...(atLeast ? { highAtLeast: true } : {}),
      // That of a plain quantile was not reckoned.
      monteCarloError: {
        low: isLower ? null : (monteCarloError?.low ?? null),
        high: isHigher ? null : (monteCarloError?.high ?? null),
      },
    }
  })
}

const REPEATS = 200

/** Standard deviation of each limit over draws of the resamples with replacement; null where it is infinite. */
function monteCarloErrors(
  sorted: Float64Array,
  estimate: number,
  shares: readonly number[],
  acceleration: number,
  seed: number | bigint,
): (number | null)[] {
  const n = sorted.length
  const taken = new Uint32Array(n)
  const drawn = new Float64Array(n)
  const limits: number[][] = shares.map(() => [])
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    // Numbers above those of any resample, so that the streams of chance are not the same.
    const chance = stream(seed, 2 ** 40 + repeat)
    taken.fill(0)
    for (let i = 0; i < n; i++) {
      const k = chance.below(n)
      taken[k] = (taken[k] as number) + 1
    }
    let at = 0
    for (let k = 0; k < n; k++)
      for (let times = taken[k] as number; times > 0; times--) drawn[at++] = sorted[k] as number
    const z0 = biasCorrection(estimate, drawn)
    if (!Number.isFinite(z0)) continue
    shares.forEach((share, i) => {
      limits[i]?.push(bcaLimit(drawn, share, z0, acceleration).value)
    })
  }
  return limits.map((values) => {
    if (values.length < REPEATS / 2 || values.some((value) => !Number.isFinite(value))) return null
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
  })
}

/**
 * The acceleration, from the totals with one person less: a = Σ n r³ / (6 (Σ n r²)^1.5), r the mean minus
 * the total without one person of that history, n how many there are.
 */
export function accelerationOf(jackknife: readonly { count: number; total: number }[]): number {
  const cases = jackknife.reduce((sum, { count }) => sum + count, 0)
  const mean = jackknife.reduce((sum, { count, total }) => sum + count * total, 0) / cases
  let squares = 0
  let cubes = 0
  for (const { count, total } of jackknife) {
    const r = mean - total
    squares += count * r * r
    cubes += count * r * r * r
  }
  return squares === 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares))
}
