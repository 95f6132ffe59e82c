import type { Estimate, Interval } from '../estimate.ts'
import { WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import type { Run } from '../numeric/run.ts'
import { tCdf, tQuantile } from '../numeric/special.ts'
import { clustersAndStrata, type Key, type SurveyDesign, variance } from '../survey/design.ts'
import {
  type Answers,
  isYesOrNo,
  type Linearised,
  meanNotShare,
  meanOf,
  reasonAgainst,
  whoCounts,
} from '../survey/linearised.ts'
import { waveOf } from './change.ts'
import { inRange } from './in-range.ts'
import { type Cell, type WildResult, wildBootstrap } from './wild.ts'

export type DidOptions = {
  /** Group of each respondent, and the name of the one that took part in the programme. All others are compared with. */
  group: readonly (Key | null)[]
  treated: Key
  /** Period of each respondent; those before the start and those after it, each in order of time. */
  period: readonly (Key | null)[]
  before: readonly Key[]
  after: readonly Key[]
  /** Only these respondents count. */
  domain?: (row: number) => boolean
  levels?: readonly number[]
  /** Resamples of the wild bootstrap; 0 leaves it out. Default 1999 under 40 clusters, else 0. */
  resamples?: number
  seed?: number | bigint
  power?: number
}

export type DidDiagnostics = {
  cells: {
    group: 'treated' | 'compared'
    period: string
    estimate: number
    standardError: number
    respondents: number
  }[]
  /** Change of each group from the mean of the periods before to the mean of those after. */
  changeTreated: { estimate: number; standardError: number }
  changeCompared: { estimate: number; standardError: number }
  clusters: number
  clustersTreated: number
  clustersCompared: number
  degreesOfFreedom: number
  t: number
  p: number
  minimumDetectable: { difference: number; level: number; power: number }
  /** How much more the treated group rose per period before the start; null with fewer than two periods before. */
  trendBefore: { difference: number; standardError: number; p: number; detectable: number } | null
  /** Test and limits from the wild cluster bootstrap; null where it was not asked for. */
  wild: WildResult | null
}

/**
 * By how much the group with a programme changed more than the group without (difference-in-differences).
 *
 * Whatever changed for both alike falls out. Holds when both groups would have moved alike without the programme;
 * nothing in the data proves that. With two or more periods before the start it can be seen whether they did so
 * far (`trendBefore`, with the difference it could have found: a test that could not see anything proves nothing).
 *
 * The error comes from clusters, people being asked in the same places again; t on clusters less cells. Under 40
 * clusters that is too sure of itself, so the wild cluster bootstrap stands beside it (`wild`).
 *
 * Angrist and Pischke (2009), Mostly Harmless Econometrics, ch. 5 and 8; Bertrand, Duflo and Mullainathan (2004),
 * Quarterly Journal of Economics 119:249–275; Cameron, Gelbach and Miller (2008), Review of Economics and Statistics 90:414–427.
 */
export function* differenceInDifferences(
  design: SurveyDesign,
  answers: Answers,
  options: DidOptions,
): Run<Estimate<DidDiagnostics>> {
  const { levels = [0.95, 0.8], power = 0.8, before, after } = options
  inRange('power', power)
  const periods = [...before, ...after].map(String)
  if (before.length === 0 || after.length === 0 || new Set(periods).size < periods.length)
    throw new WrongData({ code: 'too-few', what: 'periods', is: new Set(periods).size, least: 2 })
  const isTreated = (row: number) => String(waveOf(options.group, row, 'group')) === String(options.treated)
  const { domain = () => true } = options
  const placeOf = (row: number) => (domain(row) ? periods.indexOf(String(waveOf(options.period, row))) : -1)

  const cells = [true, false].flatMap((treated) =>
    periods.map((period, place) => {
      const isHere = (row: number) => placeOf(row) === place && isTreated(row) === treated
      const counted = whoCounts(design, [answers], isHere)
      return { treated, period, place, counted }
    }),
  )
  const everybody = whoCounts(design, [answers], (row) => placeOf(row) >= 0)
  const warnings: Finding[] = [...design.warnings, ...everybody.missing]
  const size = (counts: (row: number) => boolean) =>
    clustersAndStrata(design, (row) => everybody.rows[row] === 1 && counts(row))
  const all = size(() => true)
  const clustersTreated = size(isTreated).clusters
  const clustersCompared = size((row) => !isTreated(row)).clusters
  // As a regression on the cells: one of them is the constant, which the strata have taken already.
  const degreesOfFreedom = all.degreesOfFreedom + 1 - cells.length
  const reason =
    cells.map(({ counted }) => reasonAgainst(design, counted)).find((finding) => finding !== null) ??
    (degreesOfFreedom < 1
      ? ({ code: 'too-few', what: 'clusters', is: all.clusters, least: all.strata + cells.length } as const)
      : null)
  if (reason)
    return {
      method: 'change-did',
      status: 'no-estimate',
      reason,
      cases: everybody.respondents,
      intervals: [],
      diagnostics: {},
      warnings,
    }

  const means = cells.map((cell) => ({ ...cell, ...meanOf(design, answers, cell.counted) }))
  const shareOf = (place: number) => (place < before.length ? -1 / before.length : 1 / after.length)
  const contrast = means.map(({ treated, place }) => (treated ? 1 : -1) * shareOf(place))
  const did = combine(means, contrast)
  const change = (treated: boolean) =>
    withError(
      design,
      combine(
        means,
        means.map((cell) => (cell.treated === treated ? shareOf(cell.place) : 0)),
      ),
    )
  const { estimate, standardError } = withError(design, did)
  if (!(standardError > 1e-14 * Math.max(...means.map(({ value }) => Math.abs(value)), 0)))
    return {
      method: 'change-did',
      status: 'no-estimate',
      reason: { code: 'clusters-agree', clusters: all.clusters },
      cases: everybody.respondents,
      intervals: [],
      diagnostics: {},
      warnings,
    }

  for (const [group, clusters] of [
    ['treated', clustersTreated],
    ['compared', clustersCompared],
  ] as const) {
    if (clusters < 6) warnings.push({ code: 'few-clusters-in-group', group, clusters, least: 6 })
  }
  if (!isYesOrNo(answers, everybody)) warnings.push(meanNotShare(answers, everybody))
  const t = estimate / standardError
  const level = levels[0] ?? 0.95
  const reach = tQuantile((1 + level) / 2, degreesOfFreedom) + tQuantile(power, degreesOfFreedom)
  const trendBefore = trendOf(design, means, before.length, degreesOfFreedom, level, power)
  if (trendBefore === null) warnings.push({ code: 'trend-unchecked', periods: before.length })
  else if (trendBefore.p < 0.1)
    warnings.push({ code: 'trends-differ-before', difference: trendBefore.difference, p: trendBefore.p })

  const resamples = options.resamples ?? (all.clusters < 40 ? 1999 : 0)
  const wild =
    resamples > 0
      ? yield* wildBootstrap(
          design,
          answers,
          means.map(({ counted }, k): Cell => ({ rows: counted.rows, contrast: contrast[k] as number })),
          {
            resamples,
            level,
            seed: options.seed ?? 1,
          },
        )
      : null
  const intervals = levels.map((each): Interval => {
    const half = tQuantile((1 + each) / 2, degreesOfFreedom) * standardError
    return { level: each, low: estimate - half, high: estimate + half, kind: 'normal' }
  })
  return {
    method: 'change-did',
    status: 'ok',
    cases: everybody.respondents,
    estimate,
    standardError,
    intervals,
    diagnostics: {
      cells: means.map((cell) => ({
        group: cell.treated ? 'treated' : 'compared',
        period: cell.period,
        ...withError(design, cell),
        respondents: cell.counted.respondents,
      })),
      changeTreated: change(true),
      changeCompared: change(false),
      clusters: all.clusters,
      clustersTreated,
      clustersCompared,
      degreesOfFreedom,
      t,
      p: 2 * tCdf(-Math.abs(t), degreesOfFreedom),
      minimumDetectable: { difference: reach * standardError, level, power },
      trendBefore,
      wild,
    },
    warnings,
    ...(wild ? { seed: wild.seed, generator: 'xoshiro256**', resamples } : {}),
  }
}

type CellMean = Linearised & { treated: boolean; place: number }

/** Slope of the difference between the groups over the periods before the start, by least squares on the cells. */
function trendOf(
  design: SurveyDesign,
  means: readonly CellMean[],
  periods: number,
  degreesOfFreedom: number,
  level: number,
  power: number,
): DidDiagnostics['trendBefore'] {
  if (periods < 2) return null
  const middle = (periods - 1) / 2
  let squares = 0
  for (let place = 0; place < periods; place++) squares += (place - middle) ** 2
  const weights = means.map(({ treated, place }) =>
    place < periods ? ((treated ? 1 : -1) * (place - middle)) / squares : 0,
  )
  const { estimate: difference, standardError } = withError(design, combine(means, weights))
  if (standardError === 0) return { difference, standardError, p: difference === 0 ? 1 : 0, detectable: 0 }
  const reach = tQuantile((1 + level) / 2, degreesOfFreedom) + tQuantile(power, degreesOfFreedom)
  const p = 2 * tCdf(-Math.abs(difference / standardError), degreesOfFreedom)
  return { difference, standardError, p, detectable: reach * standardError }
}

/** A sum of figures, each times its factor; scores add up in the same way. */
function combine(
  figures: readonly Linearised[],
  factors: readonly number[],
): Pick<Linearised, 'value' | 'scores'> {
  const scores = new Float64Array(figures[0]?.scores.length ?? 0)
  let value = 0
  figures.forEach((figure, k) => {
    const factor = factors[k] ?? 0
    if (factor === 0) return
    value += factor * figure.value
    figure.scores.forEach((score, row) => {
      scores[row] = (scores[row] as number) + factor * score
    })
  })
  return { value, scores }
}

function withError(design: SurveyDesign, { value, scores }: Pick<Linearised, 'value' | 'scores'>) {
  return { estimate: value, standardError: Math.sqrt(variance(design, scores)) }
}
