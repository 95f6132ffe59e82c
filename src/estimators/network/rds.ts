import { type Estimate, type Interval, WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { type Histogram, histogramOf } from '../numeric/histogram.ts'
import { missedByOwnInterval, tooFewResamples } from '../numeric/resamples.ts'
import type { Run } from '../numeric/run.ts'
import {
  type Branching,
  branchingOf,
  canDrawTrees,
  leastPlaces,
  type RdsBootstrap,
  resample,
} from './rds-bootstrap.ts'
import type { RecruitmentTree } from './rds-data.ts'
import { diagnoseRds, type RdsDiagnosis } from './rds-diagnostics.ts'
import { withWidth } from './resampled.ts'
import {
  type Shares,
  salganikHeckathorn,
  successiveSampling,
  volzHeckathorn,
  whyNotFromRecruitment,
} from './shares.ts'
import { groupSums, type Tally, tallyOf } from './tally.ts'

export type RdsMethod = 'rds-i' | 'rds-ii' | 'rds-ss'

export type RdsOptions = {
  method: RdsMethod
  /** The answer whose share in the population is asked for. */
  group: string
  /** Size of the population in persons, where it is known; `rds-ss` needs it. */
  population?: number | null
  /** How the sample is drawn anew for the interval that comes first; by default `tree`, the only one not shown to be too short; `chain` in its place where trees hardly branch. */
  bootstrap?: RdsBootstrap
  /** Whether the sample is drawn anew in the other ways too, to stand beside; by default it is. */
  beside?: boolean
  /** 0: none, and so no interval. By default 1,000. */
  resamples?: number
  seed?: number | bigint
  /** Of the intervals; by default 0.8 and 0.95. */
  levels?: readonly number[]
}

export type RdsDiagnostics = {
  /** Estimated share of every group, adding up to 1. */
  shares: { group: string; share: number }[]
  /** Share of the group among the usable respondents, unweighted. */
  sampleShare: number
  population: number | null
  /** Persons of the group, where the size of the population is known. */
  total: number | null
  bootstrap: RdsBootstrap | null
  /** Mean of the resampled estimates: far from the estimate, the bootstrap or the estimator is biased. */
  resampledMean: number | null
  /** How often which share came out of the resamples that come first. */
  resampled: Histogram | null
  /**
   * Variance beside that of a simple random sample of as many respondents: without replacement where the size of
   * the population is known, with it otherwise.
   */
  designEffect: number | null
  /**
   * As many respondents drawn at random would say as much. Null where that would be more than there were (people who
   * bring one another do not tell more than strangers), and where the sample was drawn anew in a way known to show
   * too little of the error.
   */
  effectiveSize: number | null
  failedResamples: number
  /** What the other ways to draw the sample anew say of the same estimate. */
  otherBootstraps: { bootstrap: RdsBootstrap; standardError: number | null; intervals: Interval[] }[]
  /** SS over half, once and twice the population; null where the sample is as large as that or larger. */
  overPopulation: { population: number; estimate: number | null }[]
  sample: RdsDiagnosis
}

/**
 * The share of a group in a hidden population, from a sample in which respondents recruited one another.
 *
 * What the three methods assume stands with their formulas in `shares.ts`; what may be wrong with the sample
 * comes as warnings. The standard error is that of the resamples, the intervals are their percentiles.
 *
 * @throws WrongData when nobody gave the answer asked for although others were given, or when the population is
 *   no number, or smaller than the sample
 */
export function* estimateRds(tree: RecruitmentTree, options: RdsOptions): Run<Estimate<RdsDiagnostics>> {
  const { method, group, population = null, seed = 1, levels = [0.8, 0.95], beside = true } = options
  checkPopulation(population, tree)
  const asked = tree.groups.indexOf(group)
  if (asked === -1 && tree.groups.length > 1)
    throw new WrongData({ code: 'group-unknown', group, known: tree.groups })

  const common = { method, cases: tree.usable }
  const tally = tallyOf(tree)
  const sample = diagnoseRds(tree, group)
  const reason = whyNot(tree, tally, method, population, asked)
  if (reason !== null) {
    const diagnostics = { population, sample }
    return { ...common, status: 'no-estimate', reason, intervals: [], diagnostics, warnings: sample.findings }
  }

  const estimator = estimatorOf(method, population)
  const shares = estimator(tally)
  if (shares === null) throw new RangeError(`no shares by ${method} from a sample that was found usable`)
  const estimate = shares[asked]!
  const bootstrap = options.bootstrap ?? 'tree'
  const few = tree.usable < leastForInterval
  const resamples = few ? 0 : (options.resamples ?? 1000)
  const drawn: { bootstrap: RdsBootstrap; values: Float64Array }[] = []
  const branching = branchingOf(tree)
  const branches = canDrawTrees(branching)
  const first = bootstrap === 'tree' && !branches ? 'chain' : bootstrap
  for (const kind of [first, ...(beside ? kinds.filter((other) => other !== first) : [])]) {
    if (kind === 'tree' && !branches) continue
    if (resamples === 0 || (kind === 'population' && population === null)) continue
    const values: number[] = []
    yield* resample(tree, { bootstrap: kind, resamples, seed, population }, (tallied) => {
      const resampled = estimator(tallied)
      if (resampled !== null) values.push(resampled[asked]!)
    })
    drawn.push({ bootstrap: kind, values: Float64Array.from(values) })
  }
  const [values = new Float64Array(), ...others] = drawn.map((one) => one.values)
  const { standardError, intervals, findings: widthless } = withWidth(values, levels)
  const { designEffect, effectiveSize } = besideRandom(estimate, standardError, tree.usable, population)
  const failedResamples = resamples - values.length
  const resampledMean =
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    ...common,
    status: 'ok',
    estimate,
    standardError,
    intervals,
    diagnostics: {
      shares: tree.groups.map((name, g) => ({ group: name, share: shares[g]! })),
      sampleShare: groupSums(tally).size[asked]! / tree.usable,
      population,
      total: population === null ? null : estimate * population,
      bootstrap: resamples > 0 ? first : null,
      resampledMean,
      resampled: histogramOf(values),
      designEffect,
      effectiveSize: first === 'tree' ? effectiveSize : null,
      failedResamples,
      otherBootstraps: others.map((other, i) => {
        const { standardError, intervals } = withWidth(other, levels)
        return { bootstrap: drawn[i + 1]!.bootstrap, standardError, intervals }
      }),
      overPopulation: method === 'rds-ss' && population !== null ? over(tally, asked, population, tree) : [],
      sample,
    },
    warnings: [
      ...sample.findings,
      ...aboutPopulation(method, population, tree),
      ...elsewhere(estimate, resampledMean, standardError),
      ...missedByOwnInterval(estimate, intervals),
      ...(few
        ? [{ code: 'few-respondents' as const, is: tree.usable, least: leastForInterval }]
        : tooFewResamples(values.length, levels)),
      ...(failedResamples > 0
        ? [{ code: 'resamples-failed' as const, failed: failedResamples, of: resamples }]
        : []),
      ...widthless,
      ...(resamples > 0 ? aboutKind(first, branching) : []),
    ],
    ...(resamples > 0 && { seed: String(seed), generator: 'xoshiro256**', resamples }),
  }
}

/** Fewer respondents are too few to say how far they are from the population: the resamples know no others. */
const leastForInterval = 30

/** How the error compares with that of people drawn at random, one by one. */
function besideRandom(
  share: number,
  standardError: number | null,
  respondents: number,
  population: number | null,
): Pick<RdsDiagnostics, 'designEffect' | 'effectiveSize'> {
  const spreadOut = share * (1 - share)
  if (standardError === null || standardError === 0 || spreadOut === 0)
    return { designEffect: null, effectiveSize: null }
  const perPerson = standardError ** 2 / spreadOut
  if (population === null) {
    const size = 1 / perPerson
    return { designEffect: respondents * perPerson, effectiveSize: size > respondents ? null : size }
  }
  if (respondents >= population) return { designEffect: null, effectiveSize: null }
  // The share of so many drawn without replacement has the variance p (1 - p) / m × (N - m) / (N - 1).
  const size = population / (1 + (population - 1) * perPerson)
  return {
    designEffect: (respondents * perPerson * (population - 1)) / (population - respondents),
    effectiveSize: size > respondents ? null : size,
  }
}

const kinds: readonly RdsBootstrap[] = ['tree', 'population', 'chain']

/** What is known of intervals of the kind that comes first. */
function aboutKind(kind: RdsBootstrap, branching: Branching): Finding[] {
  if (kind === 'tree') return []
  // Whole trees, to be preferred otherwise, would be worse here.
  if (kind === 'chain' && !canDrawTrees(branching))
    return [{ code: 'too-little-branching', ...branching, least: leastPlaces }]
  return [{ code: 'interval-too-short', kind }]
}

function estimatorOf(method: RdsMethod, population: number | null): (tally: Tally) => Shares {
  if (method === 'rds-i') return salganikHeckathorn
  if (method === 'rds-ii') return volzHeckathorn
  return (tally) => successiveSampling(tally, population ?? Infinity)
}

function whyNot(
  tree: RecruitmentTree,
  tally: Tally,
  method: RdsMethod,
  population: number | null,
  asked: number,
): Finding | null {
  if (tree.recruits.length === 0) return { code: 'seeds-only', cases: tree.ids.length }
  if (tree.usable < 2) return { code: 'too-few', what: 'cases', is: tree.usable, least: 2 }
  const { size } = groupSums(tally)
  const answered = tree.groups.filter((_, g) => size[g]! > 0)
  if (answered.length < 2) return { code: 'one-outcome', group: answered[0] ?? '', cases: tree.usable }
  // Answers given only by respondents without a degree.
  if (size[asked] === 0 || (method === 'rds-i' && size.includes(0)))
    return { code: 'too-few', what: 'cases', is: 0, least: 1 }
  if (method === 'rds-ss' && population === null) return { code: 'population-missing', method }
  return method === 'rds-i' ? whyNotFromRecruitment(tally, tree.groups) : null
}

function checkPopulation(population: number | null, tree: RecruitmentTree): void {
  if (population === null) return
  const sample = tree.ids.length
  if (!(population >= sample && Number.isFinite(population)))
    throw new WrongData({ code: 'population-below-sample', population, sample })
}

/** RDS-I and RDS-II reckon as if those interviewed could come again. */
const largeFraction = 0.05

function aboutPopulation(method: RdsMethod, population: number | null, tree: RecruitmentTree): Finding[] {
  if (method === 'rds-ss' || population === null) return []
  const share = tree.ids.length / population
  return share > largeFraction ? [{ code: 'large-sampling-fraction', share, above: largeFraction }] : []
}

/** Resamples that centre more than one standard error away say that something in the sample is not like itself. */
function elsewhere(estimate: number, mean: number | null, standardError: number | null): Finding[] {
  if (mean === null || standardError === null || standardError === 0) return []
  const standardErrors = Math.abs(mean - estimate) / standardError
  return standardErrors > 1
    ? [{ code: 'resamples-elsewhere', estimate, resampledMean: mean, standardErrors }]
    : []
}

function over(tally: Tally, asked: number, population: number, tree: RecruitmentTree) {
  return [population / 2, population, population * 2].map((size) => ({
    population: size,
    estimate: size < tree.ids.length ? null : (successiveSampling(tally, size)?.[asked] ?? null),
  }))
}
