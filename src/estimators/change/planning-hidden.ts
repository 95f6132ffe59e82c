import type { Interval } from '../estimate.ts'
import type { Finding } from '../findings.ts'
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
 * chosen from the data, and the interval is wider; `simulateLists` (`planning-simulated.ts`) shows how far off the total then is.
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
  const { population, coverages, level = 0.95 } = checkedLists(plan)
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

/** @throws WrongData where the lists cannot be */
export function checkedLists(plan: ListsPlan): ListsPlan {
  inPlan('population', plan.population, 2, 1e9)
  inPlan('lists', plan.coverages.length, 2, 10)
  for (const coverage of plan.coverages) inPlan('coverage', coverage, 0.0001, 0.9999)
  return plan
}
