import type { Interval } from '../estimate.ts'
import { betaQuantile, tQuantile } from '../numeric/special.ts'
import { exp, log, power } from '../portable-math.ts'

type At = { degreesOfFreedom: number; respondents: number; levels: readonly number[] }

/**
 * Limits of a share: `logit` (never below 0 or above 1, lopsided as the share is) and `beta` (Clopper and Pearson's
 * with the effective size in place of the respondents, adjusted for few clusters: Korn and Graubard 1998,
 * Survey Methodology 24:193–201). Where there is no error, because everybody was asked, both ends are the share.
 */
export function limitsOfShare(
  share: number,
  standardError: number,
  { degreesOfFreedom: df, respondents, levels }: At,
): Interval[] {
  if (standardError === 0) return levels.map((level) => ({ level, low: share, high: share, kind: 'exact' }))
  const spread = standardError / (share * (1 - share))
  const centre = log(share / (1 - share))
  const effective = (share * (1 - share)) / standardError ** 2
  const logit = levels.map((level): Interval => {
    const t = tQuantile((1 + level) / 2, df)
    return { level, low: expit(centre - t * spread), high: expit(centre + t * spread), kind: 'logit' }
  })
  const beta = levels.map((level): Interval => {
    const tail = (1 - level) / 2
    const fewer = tQuantile(tail, Math.max(1, respondents - 1)) / tQuantile(tail, df)
    const n = effective * fewer ** 2
    return {
      level,
      low: betaQuantile(tail, n * share, n * (1 - share) + 1),
      high: betaQuantile(1 - tail, n * share + 1, n * (1 - share)),
      kind: 'beta',
    }
  })
  return [...logit, ...beta]
}

/** Limits of any other figure: `normal` with t, and `log` where it is above zero. */
export function limitsOfQuantity(
  value: number,
  standardError: number,
  { degreesOfFreedom, levels }: Pick<At, 'degreesOfFreedom' | 'levels'>,
): Interval[] {
  if (standardError === 0) return levels.map((level) => ({ level, low: value, high: value, kind: 'exact' }))
  const t = (level: number) => tQuantile((1 + level) / 2, degreesOfFreedom) * standardError
  const normal = levels.map(
    (level): Interval => ({ level, low: value - t(level), high: value + t(level), kind: 'normal' }),
  )
  if (!(value > 0)) return normal
  const onLogarithms = levels.map((level): Interval => {
    const factor = exp(t(level) / value)
    return { level, low: value / factor, high: value * factor, kind: 'log' }
  })
  return [...normal, ...onLogarithms.filter(({ high }) => Number.isFinite(high))]
}

/**
 * Limits where the sample shows no spread. Nobody or everybody: one-sided, exact; with 95 % about 3 divided by
 * the effective size ("rule of three": Hanley and Lippman-Hand 1983, JAMA 249:1743–1745). In between (all clusters
 * agree): Clopper and Pearson's with the effective size. `times` turns a share into a number of people.
 */
export function limitsWithoutVariation(
  share: number,
  effectiveSize: number,
  levels: readonly number[],
  times: number,
): Interval[] {
  return levels.map((level) => {
    const tail = (1 - level) / 2
    const low =
      share === 0
        ? 0
        : share === 1
          ? oneSided(1, effectiveSize, level)
          : betaQuantile(tail, effectiveSize * share, effectiveSize * (1 - share) + 1)
    const high =
      share === 1
        ? 1
        : share === 0
          ? oneSided(0, effectiveSize, level)
          : betaQuantile(1 - tail, effectiveSize * share + 1, effectiveSize * (1 - share))
    return { level, low: low * times, high: high * times, kind: 'exact' }
  })
}

/** The share that would still show nobody (everybody) among `n` with a chance of 1 - level. */
export function oneSided(all: number, n: number, level: number): number {
  const rest = power(1 - level, 1 / n)
  return all === 0 ? 1 - rest : rest
}

function expit(x: number): number {
  return 1 / (1 + exp(-x))
}
