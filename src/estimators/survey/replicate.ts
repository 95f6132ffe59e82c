import { type Estimate, type Interval, WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { type Run, stream } from '../numeric/run.ts'
import { tQuantile } from '../numeric/special.ts'
import { refusalOf, type SurveyDesign } from './design.ts'

/** Weights under which a figure is computed again and again; how far it moves tells its error. */
export type Replicates = {
  kind: 'JK1' | 'JKn' | 'BRR' | 'Fay' | 'bootstrap'
  weights: readonly Float64Array[]
  /** Factor of the squared distance of each replicate from the figure. */
  factors: Float64Array
  degreesOfFreedom: number
  seed?: string
}

export type ReplicateDiagnostics = {
  kind: Replicates['kind']
  replicates: number
  /** Replicates in which the figure does not exist, such as a ratio with nothing below. */
  failed: number
  degreesOfFreedom: number
}

/**
 * Jackknife: one cluster left out at a time, the others of its stratum standing in for it. JK1 without strata, JKn
 * with them. For a sum it gives the linearised variance to the last digit; for a median it fails. The first stage of
 * drawing alone is looked at. A stratum with one cluster adds nothing, whichever choice was made about it.
 *
 * Wolter (2007), Introduction to Variance Estimation, ch. 4.
 *
 * @throws WrongData where a stratum has one cluster and nobody said what to do about it, and for more replicates than
 *   memory holds (people drawn one by one: use `surveyMean`, which needs none)
 */
export function jackknife(design: SurveyDesign): Replicates {
  const { strata, stratum, unit } = firstStageOf(design)
  const left = [...stratum.keys()].filter((cluster) => {
    const h = strata[stratum[cluster] as number]
    return h !== undefined && h.units > 1 && h.fraction < 1
  })
  fits(left.length, design.rows)
  const weights = left.map((cluster) => {
    const h = stratum[cluster] as number
    const units = strata[h]?.units ?? 1
    return design.weight.map((weight, row) => {
      const own = unit[row] as number
      if (own === cluster || own < 0) return 0
      return stratum[own] === h ? (weight * units) / (units - 1) : weight
    })
  })
  const factors = Float64Array.from(left, (cluster) => {
    const { units = 1, fraction = 0 } = strata[stratum[cluster] as number] ?? {}
    return ((1 - fraction) * (units - 1)) / units
  })
  return {
    kind: strata.length === 1 ? 'JK1' : 'JKn',
    weights,
    factors,
    degreesOfFreedom: Math.max(1, stratum.length - strata.length),
  }
}

/**
 * Bootstrap of clusters (Rao and Wu 1988): in each stratum one cluster fewer than it has is drawn with replacement, and
 * the weights are stretched so that sums vary as they should, what was drawn of the population included.
 *
 * Rao, Wu and Yue (1992), Survey Methodology 18:209–217.
 *
 * @throws WrongData as `jackknife`
 */
export function* bootstrapOfClusters(
  design: SurveyDesign,
  { resamples, seed }: { resamples: number; seed: number | bigint },
): Run<Replicates> {
  const { strata, stratum, unit } = firstStageOf(design)
  const members = strata.map((_, h) => [...stratum.keys()].filter((cluster) => stratum[cluster] === h))
  fits(resamples, design.rows)
  const weights: Float64Array[] = []
  for (let b = 0; b < resamples; b++) {
    const chance = stream(seed, b)
    const factor = new Float64Array(stratum.length).fill(1)
    for (const [h, clusters] of members.entries()) {
      const { units, fraction } = strata[h] as { units: number; fraction: number }
      if (units < 2 || fraction === 1) continue
      const moved = Math.sqrt(1 - fraction)
      for (const cluster of clusters) factor[cluster] = 1 - moved
      for (let draw = 0; draw < units - 1; draw++) {
        const cluster = clusters[chance.below(units)] as number
        factor[cluster] = (factor[cluster] as number) + (moved * units) / (units - 1)
      }
    }
    weights.push(
      design.weight.map((weight, row) => {
        const own = unit[row] as number
        return own < 0 ? 0 : weight * (factor[own] as number)
      }),
    )
    if (b % 20 === 19) yield { done: b + 1, total: resamples }
  }
  return {
    kind: 'bootstrap',
    weights,
    factors: new Float64Array(resamples).fill(1 / resamples),
    degreesOfFreedom: Math.max(1, stratum.length - strata.length),
    seed: String(seed),
  }
}

/**
 * Replicate weights that came with the file, as published surveys do that keep strata and clusters secret.
 * They must hold the sampling weight already.
 *
 * @param given.fay - for `Fay`, the share by which half the sample was held back (0 is plain BRR)
 * @param given.degreesOfFreedom - as the survey's manual says; else one less than the replicates
 * @param given.factor - as the manual says; else 1/R for BRR, 1/(R (1 - fay)²) for Fay, 1/R for a bootstrap, (R - 1)/R for JK1
 * @throws WrongData for a weight that is negative or no number
 */
export function givenReplicates(given: {
  kind: Replicates['kind']
  weights: readonly (readonly number[])[]
  fay?: number
  factor?: number
  degreesOfFreedom?: number
}): Replicates {
  const { kind, weights, fay = kind === 'Fay' ? 0.5 : 0 } = given
  const R = weights.length
  if (R < 2) throw new WrongData({ code: 'too-few', what: 'resamples', is: R, least: 2 })
  if (!(fay >= 0 && fay < 1))
    throw new WrongData({ code: 'out-of-range', what: 'fay', value: fay, least: 0, most: 1 })
  if (kind === 'JKn' && given.factor === undefined)
    throw new WrongData({ code: 'out-of-range', what: 'factor', value: 0, least: 0, most: null })
  const factor = given.factor ?? (kind === 'JK1' ? (R - 1) / R : 1 / (R * (1 - fay) ** 2))
  for (const column of weights) {
    column.forEach((value, row) => {
      if (!(value >= 0 && Number.isFinite(value)))
        throw new WrongData({ code: 'not-a-weight', row: row + 1, value })
    })
  }
  return {
    kind,
    weights: weights.map((column) => Float64Array.from(column)),
    factors: new Float64Array(R).fill(factor),
    degreesOfFreedom: given.degreesOfFreedom ?? R - 1,
  }
}

/**
 * Any figure that can be computed from weights, with an error from its replicates: the sum of squared distances from
 * the figure itself (not from the mean of the replicates: that would hide a bias), each times its factor.
 *
 * @param figure - from weights to the figure; null where it does not exist
 */
export function replicateEstimate(
  weight: Float64Array,
  replicates: Replicates,
  figure: (weights: Float64Array) => number | null,
  {
    levels = [0.95, 0.8],
    method = 'survey-replicates',
  }: { levels?: readonly number[]; method?: string } = {},
): Estimate<ReplicateDiagnostics> {
  const { kind, degreesOfFreedom } = replicates
  const cases = weight.filter((w) => w > 0).length
  const value = figure(weight)
  const again = replicates.weights.map((weights) => figure(weights))
  const failed = again.filter((one) => one === null).length
  const diagnostics = { kind, replicates: again.length, failed, degreesOfFreedom }
  const warnings: Finding[] = failed > 0 ? [{ code: 'resamples-failed', failed, of: again.length }] : []
  const chance =
    replicates.seed === undefined
      ? {}
      : { seed: replicates.seed, generator: 'xoshiro256**', resamples: again.length }
  // A jackknife or half-sample that fails leaves a hole in the sum; of many bootstraps a few may.
  const most = kind === 'bootstrap' ? again.length / 10 : 0
  if (value === null || failed > most)
    return {
      method,
      status: 'no-estimate',
      reason:
        value === null
          ? { code: 'too-few', what: 'cases', is: cases, least: 1 }
          : { code: 'resamples-failed', failed, of: again.length },
      cases,
      intervals: [],
      diagnostics,
      warnings,
      ...chance,
    }
  let sum = 0
  again.forEach((one, r) => {
    if (one !== null) sum += (replicates.factors[r] as number) * (one - value) ** 2
  })
  const standardError = Math.sqrt(kind === 'bootstrap' ? (sum * again.length) / (again.length - failed) : sum)
  const intervals = levels.map((level): Interval => {
    const t = tQuantile((1 + level) / 2, degreesOfFreedom) * standardError
    return { level, low: value - t, high: value + t, kind: 'normal' }
  })
  return {
    method,
    status: 'ok',
    cases,
    estimate: value,
    standardError,
    intervals,
    diagnostics,
    warnings,
    ...chance,
  }
}

/** The weights of all replicates are held at once, 8 bytes each: at most 400 MB of them. */
function fits(replicates: number, rows: number): void {
  const most = Math.floor(5e7 / rows)
  if (replicates > most) throw new WrongData({ code: 'too-many', what: 'replicates', is: replicates, most })
}

function firstStageOf(design: SurveyDesign): SurveyDesign['first'] {
  const refusal = refusalOf(design)
  if (refusal) throw new WrongData(refusal)
  return design.first
}
