import { WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { normalCdf, normalQuantile } from '../normal.ts'
import { inRange } from './in-range.ts'

/**
 * How much is lost because people are asked in clusters and with unequal weights: given as a whole, or from the
 * people asked per cluster and how alike they are (intraclass correlation), times the loss from weights.
 */
export type Clustering =
  | { designEffect: number }
  | { clusterSize: number; correlationWithin: number; weightLoss?: number }

/** Design effect: 1 + (m - 1) ρ, times the loss from weights (Kish 1965, Survey Sampling, §5.4). */
export function designEffectOf(clustering: Clustering): number {
  if ('designEffect' in clustering) {
    inPlan('design effect', clustering.designEffect, 0.1, 100)
    return clustering.designEffect
  }
  const { clusterSize, correlationWithin, weightLoss = 1 } = clustering
  inPlan('cluster size', clusterSize, 1, 1e6)
  inPlan('correlation within', correlationWithin, 0, 1)
  inPlan('weight loss', weightLoss, 1, 100)
  return (1 + (clusterSize - 1) * correlationWithin) * weightLoss
}

export type Sample = {
  /** People who must answer; whole clusters where their size was given. */
  respondents: number
  clusters: number | null
  /** People to approach, those who will not answer included. */
  approached: number
  designEffect: number
  findings: Finding[]
}

type Common = {
  clustering: Clustering
  level?: number
  /** Share of those approached who answer. */
  responseRate?: number
}

/**
 * People to ask so that the interval of a share reaches so far to either side.
 *
 * n = DEFF z² p (1 - p) / e²; where the population is small, less. Kish (1965); Cochran (1977), Sampling Techniques, §4.4.
 *
 * @param plan.halfWidth - from the share to a limit: 0.02 for plus and minus two percentage points
 * @throws WrongData for assumptions that cannot be
 */
export function sampleForShare(
  plan: Common & { share: number; halfWidth: number; population?: number },
): Sample {
  const { share, halfWidth, population, level = 0.95 } = plan
  shareOf('share', share)
  inPlan('half width', halfWidth, 1e-6, 0.5)
  const simple = (zOf(level) ** 2 * share * (1 - share)) / halfWidth ** 2
  if (population !== undefined) inPlan('population', population, 1, 1e11)
  const drawn = population === undefined ? simple : simple / (1 + (simple - 1) / population)
  const needed = Math.min(drawn * designEffectOf(plan.clustering), population ?? Infinity)
  const sample = sampleOf(needed, plan, share)
  return { ...sample, findings: [...passesEnds(share, halfWidth), ...sample.findings] }
}

/** Says so where a share less (or plus) half the width of its interval is below nothing (or above everybody). */
export function passesEnds(share: number, halfWidth: number): Finding[] {
  const beyond = (side: 'none' | 'everybody'): Finding[] => [
    { code: 'plan-passes-ends', side, share, halfWidth },
  ]
  if (share - halfWidth <= 0) return beyond('none')
  return share + halfWidth >= 1 ? beyond('everybody') : []
}

/** Half the width of the interval of a share that so many respondents give. */
export function halfWidthOfShare(
  plan: Common & { share: number; respondents: number; population?: number },
): number {
  const { share, respondents, population, level = 0.95 } = plan
  shareOf('share', share)
  inPlan('respondents', respondents, 2, 1e11)
  const notDrawn =
    population === undefined || population <= 1
      ? 1
      : Math.max(0, (population - respondents) / (population - 1))
  const variance = (designEffectOf(plan.clustering) * share * (1 - share) * notDrawn) / respondents
  return zOf(level) * Math.sqrt(variance)
}

export type ChangePlan = Common & {
  /** Share expected in the first wave. */
  first: number
  power?: number
  /** Correlation of the two figures where the same clusters (or people) are asked again; 0 for new ones. */
  correlation?: number
  /** 2: any change; 1: only a fall is looked for. */
  sides?: 1 | 2
  /**
   * `waves`: one group, before and after. `did`: two groups as large, before and after, of which one changes;
   * respondents are then per group and wave.
   */
  design?: 'waves' | 'did'
}

/**
 * People to ask in each wave so that a change from `first` to `second` is found with the given power.
 *
 * n = DEFF (z_{α/2} + z_β)² [p0 q0 + p1 q1] (1 - ρ) / (p0 - p1)², and with a group to compare with, whose own change
 * must be taken away, 2 p0 q0 more. Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4.
 *
 * @throws WrongData for assumptions that cannot be, equal shares among them
 */
export function sampleForChange(plan: ChangePlan & { second: number }): Sample {
  const { first, second } = plan
  shareOf('first', first)
  shareOf('second', second)
  if (first === second)
    throw new WrongData({ code: 'out-of-range', what: 'change', value: 0, least: 0, most: null })
  const needed = (reachOf(plan) ** 2 * unitVariance(plan, second)) / (first - second) ** 2
  return sampleOf(needed, plan, Math.min(first, second))
}

/** Chance that the change is found with so many respondents per wave (and group). */
export function powerOfChange(plan: ChangePlan & { second: number; respondents: number }): number {
  const { first, second, respondents, level = 0.95, sides = 2 } = plan
  shareOf('first', first)
  shareOf('second', second)
  inPlan('respondents', respondents, 2, 1e11)
  const away = Math.abs(first - second) / Math.sqrt(unitVariance(plan, second) / respondents)
  const z = normalQuantile(1 - (1 - level) / sides)
  return normalCdf(away - z) + (sides === 2 ? normalCdf(-away - z) : 0)
}

/**
 * The smallest fall that so many respondents per wave (and group) find with the given power; null where even a fall
 * to zero would not be found. Found by bisection, as the variance changes with the second share.
 */
export function minimumDetectableFall(
  plan: ChangePlan & { respondents: number },
): { second: number; difference: number; fall: number } | null {
  const { first, respondents } = plan
  shareOf('first', first)
  inPlan('respondents', respondents, 2, 1e11)
  const found = (second: number) =>
    first - second >= reachOf(plan) * Math.sqrt(unitVariance(plan, second) / respondents)
  if (!found(0)) return null
  let [low, high] = [0, first]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (found(middle)) low = middle
    else high = middle
  }
  return { second: low, difference: first - low, fall: 1 - low / first }
}

/** One plan for every combination of assumptions, in the order given, the last one changing fastest. */
export function planTable<A extends { [name: string]: readonly unknown[] }, P>(
  assumptions: A,
  plan: (one: { [Name in keyof A]: A[Name][number] }) => P,
): { assumptions: { [Name in keyof A]: A[Name][number] }; plan: P }[] {
  type One = { [Name in keyof A]: A[Name][number] }
  let combinations: Partial<One>[] = [{}]
  for (const name of Object.keys(assumptions) as (keyof A)[]) {
    const values = assumptions[name] ?? []
    combinations = combinations.flatMap((one) =>
      values.map((value) => ({ ...one, [name]: value }) as Partial<One>),
    )
  }
  if (combinations.length > 10_000)
    throw new WrongData({
      code: 'out-of-range',
      what: 'combinations',
      value: combinations.length,
      least: 1,
      most: 10_000,
    })
  return (combinations as One[]).map((one) => ({ assumptions: one, plan: plan(one) }))
}

/** Two-sided normal quantile of a level. */
export function zOf(level: number): number {
  inPlan('level', level, 0.5, 0.9999)
  return normalQuantile((1 + level) / 2)
}

/** An assumption of a plan lies within bounds; else what is wrong is named. */
export function inPlan(what: string, value: number, least: number, most: number): void {
  if (!Number.isFinite(value)) throw new WrongData({ code: 'out-of-range', what, value: 0, least, most })
  inRange(what, value, least, most)
}

/** Rounds up to whole people and whole clusters, and adds those who will not answer. */
export function sampleOf(
  needed: number,
  { clustering, responseRate = 1 }: Common,
  share: number | null,
): Sample {
  inPlan('response rate', responseRate, 0.01, 1)
  const up = (x: number) => Math.ceil(x - 1e-9 * x)
  const clusterSize = 'clusterSize' in clustering ? clustering.clusterSize : null
  const clusters = clusterSize === null ? null : up(needed / clusterSize)
  const respondents = clusters === null || clusterSize === null ? up(needed) : up(clusters * clusterSize)
  const findings: Finding[] = []
  const expected = share === null ? null : respondents * Math.min(share, 1 - share)
  if (expected !== null && expected < 10) findings.push({ code: 'few-expected-cases', expected, least: 10 })
  if (clusters !== null && clusters < 30) findings.push({ code: 'few-clusters-planned', clusters, least: 30 })
  return {
    respondents,
    clusters,
    approached: up(respondents / responseRate),
    designEffect: designEffectOf(clustering),
    findings,
  }
}

function shareOf(what: string, share: number): void {
  inPlan(what, share, 1e-9, 1 - 1e-9)
}

/** Variance of the change from one respondent per wave (and group). */
function unitVariance(plan: ChangePlan, second: number): number {
  const { first, correlation = 0, clustering, design = 'waves' } = plan
  inPlan('correlation', correlation, 0, 0.99)
  const own = first * (1 - first) + second * (1 - second)
  const compared = design === 'did' ? 2 * first * (1 - first) : 0
  return designEffectOf(clustering) * (own + compared) * (1 - correlation)
}

function reachOf({ level = 0.95, power = 0.8, sides = 2 }: ChangePlan): number {
  inPlan('level', level, 0.5, 0.9999)
  inPlan('power', power, 0.01, 0.9999)
  return normalQuantile(1 - (1 - level) / sides) + normalQuantile(power)
}
