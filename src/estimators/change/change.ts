import type { Estimate, Interval } from '../estimate.ts'
import { WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { tCdf, tQuantile } from '../numeric/special.ts'
import { exp, log } from '../portable-math.ts'
import { covariance, type Key, type SurveyDesign, variance } from '../survey/design.ts'
import {
  type Answers,
  type Counted,
  degreesOf,
  isYesOrNo,
  type Linearised,
  meanNotShare,
  meanOf,
  reasonAgainst,
  whoCounts,
  withOutcome,
} from '../survey/linearised.ts'
import { surveyMean } from '../survey/survey.ts'
import { changeBetween, type EstimateWithDoubt, probabilityOfFall } from '../two-estimates.ts'
import { comparability, type Meaning } from './comparability.ts'
import { inRange } from './in-range.ts'

export type ChangeOptions = {
  /** Wave of each respondent, such as the year. */
  wave: readonly (Key | null)[]
  from: Key
  to: Key
  /** Only these respondents count. */
  domain?: (row: number) => boolean
  levels?: readonly number[]
  /** Falls, as shares of the first figure, whose probability is told; 0.1, 0.25 and 0.5 if left out. */
  falls?: readonly number[]
  /** The fall that was promised, as a share of the first figure. */
  target?: number
  /** Chance of detecting the change that is called detectable; 0.8 if left out. */
  power?: number
  /** What each figure is a figure of; the change is refused or warned of where they differ. */
  meaning?: { first: Meaning; second: Meaning }
}

export type WaveFigure = {
  wave: string
  estimate: number
  standardError: number
  respondents: number
  /** How many of the respondents had the outcome, unweighted; null where the answers are not yes or no. */
  withOutcome: number | null
}

/** Whether a promised fall came. `reached`: even the least favourable end of the one-sided interval meets it. */
export type TargetVerdict = {
  fall: number
  verdict: 'reached' | 'missed' | 'undecided'
  /** Probability that the true figure fell by at least so much, as if nothing was known beforehand. */
  probability: number
}

export type ChangeDiagnostics = {
  first: WaveFigure
  second: WaveFigure
  verdict: 'fell' | 'rose' | 'no change detectable'
  /** Clusters that were visited in both waves. */
  sharedClusters: number
  covariance: number
  correlation: number | null
  /** What the standard error would be if shared clusters were forgotten. */
  standardErrorIfIndependent: number
  degreesOfFreedom: number
  t: number | null
  /** Two-sided, of no change. */
  p: number | null
  /** Second divided by first, with limits made on logarithms. Null where one of them is not above zero. */
  ratio: { estimate: number; intervals: Interval[] } | null
  falls: { by: number; probability: number }[]
  target: TargetVerdict | null
  /** Smallest difference this design finds with the given power and (two-sided) level. */
  minimumDetectable: { difference: number; level: number; power: number } | null
}

/**
 * How much a share (or mean) changed between two waves of a survey, with its doubt.
 *
 * Both waves stand in one file, with a column that says which. Where the same clusters were visited twice, the two
 * figures go up and down together; the covariance is taken from the clusters, so that the change is known better
 * than from two separate samples. Same cluster means same name: clusters that only happen to share a number must be
 * named apart (and each wave be a stratum of its own).
 *
 * Limits of the difference: `normal` with t on clusters less strata. Where one wave has no case at all, or nothing
 * but cases, its own one-sided limit stands in for the error it cannot show (`log` and ratio then do not exist), by
 * the method of `changeBetween`; people drawn in clusters then count as one per cluster, for limits, falls and verdicts.
 *
 * A change in a survey is not the effect of a programme: see `differenceInDifferences`.
 *
 * Särndal, Swensson and Wretman (1992), ch. 5 (linearisation); Kish (1965), Survey Sampling, §12.4 (shared clusters).
 */
export function changeOfTwoWaves(
  design: SurveyDesign,
  answers: Answers,
  options: ChangeOptions,
): Estimate<ChangeDiagnostics> {
  const { levels = [0.95, 0.8], power = 0.8, target } = options
  if (target !== undefined) inRange('target', target)
  for (const by of options.falls ?? []) inRange('fall', by)
  inRange('power', power)
  const of = (wave: Key) => (row: number) =>
    String(waveOf(options.wave, row)) === String(wave) && (options.domain?.(row) ?? true)
  const inFirst = of(options.from)
  const inSecond = of(options.to)
  const first = whoCounts(design, [answers], inFirst)
  const second = whoCounts(design, [answers], inSecond)
  const both = whoCounts(design, [answers], (row) => inFirst(row) || inSecond(row))
  const compared = options.meaning ? comparability(options.meaning.first, options.meaning.second) : null
  const warnings: Finding[] = [...(compared?.warnings ?? []), ...design.warnings, ...both.missing]
  const reason = compared?.refusal ?? reasonAgainst(design, first) ?? reasonAgainst(design, second)
  if (reason)
    return {
      method: 'change-two-waves',
      status: 'no-estimate',
      reason,
      cases: both.respondents,
      intervals: [],
      diagnostics: {},
      warnings,
    }

  const before = meanOf(design, answers, first)
  const after = meanOf(design, answers, second)
  const V0 = variance(design, before.scores)
  const V1 = variance(design, after.scores)
  const C = covariance(design, before.scores, after.scores)
  const left = V0 + V1 - 2 * C
  // What is left of two equal variances is the noise of rounding, and no error.
  const V = left > 1e-14 * (V0 + V1) ? left : 0
  const value = after.value - before.value
  const { degreesOfFreedom } = degreesOf(design, both)
  const shape = { before, after, V0, V1, C, degreesOfFreedom }
  const whole = design.first.strata.every(({ fraction }) => fraction === 1)
  const flat = (v: number, figure: Linearised) => !whole && !(v > (1e-14 * figure.value) ** 2)
  const withoutSpread = flat(V0, before) || flat(V1, after)
  const share = isYesOrNo(answers, both)
  if (!share) warnings.push(meanNotShare(answers, both))

  const diagnostics: ChangeDiagnostics = {
    first: figureOf(options.from, before, V0, first, share ? withOutcome(answers, first) : null),
    second: figureOf(options.to, after, V1, second, share ? withOutcome(answers, second) : null),
    verdict: 'no change detectable',
    sharedClusters: shared(design, first, second),
    covariance: C,
    correlation: V0 > 0 && V1 > 0 ? C / Math.sqrt(V0 * V1) : null,
    standardErrorIfIndependent: Math.sqrt(V0 + V1),
    degreesOfFreedom,
    t: null,
    p: null,
    ratio: null,
    falls: [],
    target: null,
    minimumDetectable: null,
  }
  const falls = options.falls ?? [0.1, 0.25, 0.5]
  let intervals: Interval[] = []
  let chance: ((by: number) => number) | null = null
  if (withoutSpread && share) {
    const doubt = (domain: typeof inFirst, level: number) => doubtOf(design, answers, domain, level)
    intervals = levels.map((level) => {
      const [a, b] = [doubt(inFirst, level), doubt(inSecond, level)]
      const { low, high } = changeBetween(a, b, { level: 100 * level })
      return { level, low, high, kind: 'normal' }
    })
    const [a, b] = [doubt(inFirst, 0.95), doubt(inSecond, 0.95)]
    for (const finding of [...a.unvaried, ...b.unvaried])
      if (!warnings.some((said) => JSON.stringify(said) === JSON.stringify(finding))) warnings.push(finding)
    chance = (by) => probabilityOfFall(scaled(a, 1 - by), b, 0)
  } else if (withoutSpread) {
    warnings.push({ code: 'clusters-agree', clusters: degreesOf(design, both).clusters })
  } else {
    const standardError = Math.sqrt(V)
    intervals = levels.map((level) => {
      const t = tQuantile((1 + level) / 2, degreesOfFreedom) * standardError
      return { level, low: value - t, high: value + t, kind: standardError === 0 ? 'exact' : 'normal' }
    })
    if (standardError > 0) {
      diagnostics.t = value / standardError
      diagnostics.p = 2 * tCdf(-Math.abs(diagnostics.t), degreesOfFreedom)
      const level = levels[0] ?? 0.95
      const reach = tQuantile((1 + level) / 2, degreesOfFreedom) + tQuantile(power, degreesOfFreedom)
      diagnostics.minimumDetectable = { difference: reach * standardError, level, power }
    }
    const ratio = ratioOf(shape, levels)
    diagnostics.ratio = ratio?.shown ?? null
    chance = ratio?.chance ?? chanceOfDifference(shape)
  }
  if (!(before.value > 0 && after.value > 0)) {
    const wave = String(before.value > 0 ? options.to : options.from)
    warnings.push({ code: 'no-ratio', wave, share: before.value > 0 ? after.value : before.value })
  }
  const main = intervals[0]
  if (main)
    diagnostics.verdict = (main.high ?? 0) < 0 ? 'fell' : main.low > 0 ? 'rose' : 'no change detectable'
  if (chance) {
    const told = chance
    diagnostics.falls = falls.map((by) => ({ by, probability: told(by) }))
    if (target !== undefined) diagnostics.target = verdictOn(target, told(target), levels[0] ?? 0.95)
  }
  if (degreesOfFreedom < 10) warnings.push({ code: 'few-degrees-of-freedom', degreesOfFreedom, least: 10 })
  return {
    method: 'change-two-waves',
    status: 'ok',
    cases: both.respondents,
    estimate: value,
    standardError: withoutSpread ? null : Math.sqrt(V),
    intervals,
    diagnostics,
    warnings,
  }
}

/** From the probability that a fall was reached: 5 % of doubt on either side is left with a level of 0.95. */
export function verdictOn(fall: number, probability: number, level: number): TargetVerdict {
  const verdict = probability >= level ? 'reached' : probability <= 1 - level ? 'missed' : 'undecided'
  return { fall, probability, verdict }
}

/** The entry of a column of waves or groups; it must not be empty. */
export function waveOf(column: readonly (Key | null)[], row: number, name: 'wave' | 'group' = 'wave'): Key {
  const value = column[row] ?? null
  if (value === null || value === '')
    throw new WrongData({ code: 'missing-design', column: name, row: row + 1 })
  return value
}

type Shape = {
  before: Linearised
  after: Linearised
  V0: number
  V1: number
  C: number
  degreesOfFreedom: number
}

/** Ratio of the two figures: its logarithm varies as V1/p1² + V0/p0² - 2C/(p0 p1). */
function ratioOf({ before, after, V0, V1, C, degreesOfFreedom: df }: Shape, levels: readonly number[]) {
  const [p0, p1] = [before.value, after.value]
  if (!(p0 > 0 && p1 > 0)) return null
  const centre = log(p1 / p0)
  const spread = Math.sqrt(Math.max(0, V1 / p1 ** 2 + V0 / p0 ** 2 - (2 * C) / (p0 * p1)))
  const intervals = levels.map((level): Interval => {
    const t = tQuantile((1 + level) / 2, df)
    return { level, low: exp(centre - t * spread), high: exp(centre + t * spread), kind: 'log' }
  })
  const chance = (by: number) => (by === 1 ? 0 : cdfOf((log(1 - by) - centre) / spread, df))
  return { shown: { estimate: p1 / p0, intervals }, chance }
}

/** Probability that the second is at most (1 - by) times the first, where a ratio has no meaning. */
function chanceOfDifference({ before, after, V0, V1, C, degreesOfFreedom: df }: Shape) {
  return (by: number) => {
    const rest = 1 - by
    const spread = Math.sqrt(Math.max(0, V1 + rest ** 2 * V0 - 2 * rest * C))
    return cdfOf((rest * before.value - after.value) / spread, df)
  }
}

/** With no error at all a fall is reached or not. 0 / 0, a fall of exactly so much, counts as reached. */
function cdfOf(t: number, df: number): number {
  return Number.isNaN(t) ? 1 : tCdf(t, df)
}

function figureOf(
  wave: Key,
  { value }: Linearised,
  V: number,
  { respondents }: Counted,
  withOutcome: number | null,
): WaveFigure {
  return { wave: String(wave), estimate: value, standardError: Math.sqrt(V), respondents, withOutcome }
}

function shared({ first: { unit } }: SurveyDesign, first: Counted, second: Counted): number {
  const visited = ({ rows }: Counted) => new Set(unit.filter((_, row) => rows[row] === 1))
  const again = visited(second)
  return [...visited(first)].filter((cluster) => again.has(cluster)).length
}

/**
 * A wave alone, with limits that exist even where it shows no spread; one-sided ones at half the doubt, as a side of
 * two. Where it shows none nobody knows how alike people of one cluster are; a verdict hangs on it, so each cluster
 * then counts as one person. With people drawn one by one unequal weights alone are allowed for.
 */
function doubtOf(
  design: SurveyDesign,
  answers: Answers,
  domain: (row: number) => boolean,
  level: number,
): EstimateWithDoubt & { unvaried: Finding[] } {
  const alone = surveyMean(design, answers, {
    domain,
    levels: [level, (1 + level) / 2],
    ...(design.clustered
      ? { assumedDesignEffect: effectIfAlike(design, whoCounts(design, [answers], domain)) }
      : {}),
  })
  if (alone.status !== 'ok') throw new RangeError('a wave without figure has been refused before')
  const oneSided = alone.warnings.some(({ code }) => code === 'no-variation')
  const interval = alone.intervals[oneSided ? 1 : 0]
  return {
    value: alone.estimate,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    level: 100 * level,
    unvaried: alone.warnings.filter(({ code }) => code === 'no-variation' || code === 'clusters-agree'),
  }
}

/** The design effect if all people of a cluster were alike, or that of unequal weights where it is larger. */
function effectIfAlike(design: SurveyDesign, counted: Counted): number {
  const { respondents, sumOfWeights, sumOfSquaredWeights } = counted
  const kish = (respondents * sumOfSquaredWeights) / sumOfWeights ** 2
  return Math.max(kish, respondents / degreesOf(design, counted).clusters)
}

function scaled({ value, low, high, level }: EstimateWithDoubt, by: number): EstimateWithDoubt {
  return {
    value: value * by,
    low: low === null ? null : low * by,
    high: high === null ? null : high * by,
    level,
  }
}
