import type { Estimate } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { existenceCode } from '../lists/existence.ts'
import { checkSetting } from '../lists/log-linear.ts'
import { independence, maximalTerms, namedTerms } from '../lists/notation.ts'
import {
  casesOf,
  doubtsAbout,
  listsOf,
  type OverlapTable,
  sizeOf,
  withoutEmptyLists,
} from '../lists/overlap-table.ts'
import { type Run, stream } from '../numeric/run.ts'
import { exp } from '../portable-math.ts'
import {
  type ChainDiagnostics,
  diagnose,
  isGood,
  LEAST_ESS,
  MOST_R_HAT,
  posteriorOf,
  summary,
} from './chains.ts'
import { openLogLinearSampler } from './log-linear-posterior.ts'

export type TestedInteraction = {
  lists: string[]
  /** Posterior mean divided by posterior standard deviation, without its sign. */
  statistic: number
  /** How far another run might differ from it (one standard deviation). */
  monteCarloError: number
  mean: number
  standardDeviation: number
  kept: boolean
}

export type ThresholdDiagnostics = ChainDiagnostics & {
  mean: number
  median: number
  standardDeviation: number
  quantiles: { share: number; value: number }[]
  tested: TestedInteraction[]
  threshold: number
  priorVariance: number
  order: number
  chains: number
  /** Draws of each chain that count. */
  draws: number
  /** Share of proposals taken in the last model. */
  accepted: number
  /** Only where the chains agree: otherwise they are no estimates. */
  chainMedians: number[]
}

export type ThresholdSettings = {
  seed?: number
  /** 2: pairs of lists; 3: triples as well, where all their pairs have stayed. */
  order?: number
  threshold?: number
  priorVariance?: number
  chains?: number
  draws?: number
}

const BURN_IN = 200
/** Streams of chance set aside for each model. */
const STREAMS = 1000

/**
 * Population size from a log-linear model whose interactions had to earn their place: all are fitted
 * with a prior that pulls them towards nothing, those less than `threshold` posterior standard deviations
 * from nothing are dropped, and the rest are fitted again.
 *
 * Holds when the interactions kept are all there are, the population is closed and matching is right.
 * The interval is that of the last model, as if it had been known beforehand: too narrow. Priors: flat for
 * intercept and lists, normal with mean 0 and variance 1 for interactions. Works where overlaps are empty.
 *
 * Silverman (2020), JRSS A 183:691–736. `estimate` is the posterior median of the persons seen plus the
 * expected number unseen.
 *
 * @throws WrongData where a setting is out of range
 */
export function* thresholdEstimate(
  given: OverlapTable,
  settings: ThresholdSettings = {},
): Run<Estimate<ThresholdDiagnostics>> {
  const { seed = 1, order = 2, threshold = 2, priorVariance = 1, chains = 4, draws = 2500 } = settings
  checkSetting('order', order, 2, 3, true)
  checkSetting('chains', chains, 2, 64, true)
  checkSetting('draws', draws, 100, 1e6, true)
  checkSetting('threshold', threshold, 0, 100)
  checkSetting('priorVariance', priorVariance, 1e-3, 1e3)
  const table = withoutEmptyLists(given)
  const cases = casesOf(table)
  const lists = table.lists.length
  const warnings: Finding[] = doubtsAbout(given)
  const common = { method: 'mse-threshold', cases, warnings, seed: String(seed), generator: 'xoshiro256**' }
  const refuse = (
    reason: Finding,
    diagnostics: Partial<ThresholdDiagnostics> = {},
  ): Estimate<ThresholdDiagnostics> => {
    return { ...common, status: 'no-estimate', reason, intervals: [], diagnostics }
  }
  if (lists < 3) return refuse({ code: 'too-few', what: 'lists', is: lists, least: 3 })
  const nothingToGoOn = warnings.find(({ code }) => code === 'no-overlap' || code === 'all-overlap')
  if (nothingToGoOn) return refuse(nothingToGoOn)
  // The prior bounds the interactions; intercept and lists must be bounded by the data.
  if (existenceCode(independence(lists), table.counts) !== 0) return refuse({ code: 'posterior-improper' })

  const base = [0, ...Array.from({ length: lists }, (_, k) => 1 << k)]
  const sets = (size: number) =>
    Array.from({ length: table.counts.length }, (_, mask) => mask).filter((mask) => sizeOf(mask) === size)
  const tested: TestedInteraction[] = []
  let model = 0
  let accepted = 1
  const models = order === 2 ? 2 : 3
  const total = models * chains * (BURN_IN + draws)

  /** Chains of every parameter of one model, by term; null where it has no posterior. */
  function* sample(terms: readonly number[]): Run<Map<number, Float64Array[]> | null> {
    const kept = new Map(terms.map((term) => [term, [] as Float64Array[]]))
    const share = []
    for (let c = 0; c < chains; c++) {
      const chance = stream(seed, model * STREAMS + c)
      const sampler = openLogLinearSampler({ table, terms, priorVariance }, chance)
      if (sampler === null) return null
      const own = terms.map(() => new Float64Array(draws))
      for (let d = -BURN_IN; d < draws; d++) {
        const at = sampler.draw()
        if (d >= 0) for (let i = 0; i < terms.length; i++) (own[i] as Float64Array)[d] = at[i] as number
        if (d % 50 === 0) yield { done: (model * chains + c) * (BURN_IN + draws) + BURN_IN + d, total }
      }
      terms.forEach((term, i) => {
        kept.get(term)?.push(own[i] as Float64Array)
      })
      share.push(sampler.accepted())
    }
    accepted = share.reduce((sum, one) => sum + one / chains, 0)
    model += 1
    return kept
  }

  /** Tests some terms of a model; returns those that stay, or the worst chains where some have not come together. */
  function* test(terms: readonly number[], candidates: readonly number[]): Run<number[] | Finding> {
    const drawn = yield* sample(terms)
    if (drawn === null) return { code: 'posterior-improper' }
    const states = candidates.map((term) => diagnose(drawn.get(term) as Float64Array[]))
    const worst = states.reduce(
      (a, b) => (b.rHat > a.rHat || b.ess < a.ess ? b : a),
      states[0] as ChainDiagnostics,
    )
    if (!isGood(worst)) return notConverged(worst, null)
    return candidates.filter((term, i) => {
      const values = (drawn.get(term) as Float64Array[]).flatMap((chain) => Array.from(chain))
      const { mean, standardDeviation } = summary(values)
      const statistic = Math.abs(mean) / standardDeviation
      const monteCarloError = Math.sqrt(
        (1 + (statistic * statistic) / 2) / (states[i] as ChainDiagnostics).essBulk,
      )
      const kept = statistic >= threshold
      const names = listsOf(term, table.lists)
      tested.push({ lists: names, statistic, monteCarloError, mean, standardDeviation, kept })
      if (Math.abs(statistic - threshold) < 2 * monteCarloError)
        warnings.push({ code: 'close-to-threshold', lists: names, statistic, threshold, monteCarloError })
      return kept
    })
  }

  const notConverged = ({ rHat, ess }: ChainDiagnostics, apart: number | null): Finding => ({
    code: 'chains-not-converged',
    rHat,
    mostRHat: MOST_R_HAT,
    ess,
    leastEss: LEAST_ESS,
    chains,
    iterations: draws,
    apart,
  })

  const pairs = yield* test([...base, ...sets(2)], sets(2))
  if (!Array.isArray(pairs)) return refuse(pairs)
  let interactions = pairs
  if (order === 3) {
    const eligible = sets(3).filter((triple) =>
      sets(2).every((pair) => (pair & ~triple) !== 0 || pairs.includes(pair)),
    )
    if (eligible.length > 0) {
      const triples = yield* test([...base, ...pairs, ...eligible], eligible)
      if (!Array.isArray(triples)) return refuse(triples)
      interactions = [...pairs, ...triples]
    }
  }

  const terms = [...base, ...interactions]
  const drawn = yield* sample(terms)
  if (drawn === null) return refuse({ code: 'posterior-improper' })
  const populations = (drawn.get(0) as Float64Array[]).map((chain) =>
    chain.map((intercept) => cases + exp(intercept)),
  )
  const state = diagnose(populations)
  const { mean, standardDeviation, median, quantiles, chainMedians, intervals } = posteriorOf(populations, {
    round: (value) => Number(value.toPrecision(10)),
  })
  const trace = { tested, threshold, priorVariance, order, chains, draws, accepted }
  if (!isGood(state)) {
    const apart = Math.max(...chainMedians) / Math.min(...chainMedians)
    return refuse(notConverged(state, apart), { ...state, ...trace })
  }

  return {
    ...common,
    status: 'ok',
    estimate: median,
    intervals: intervals(),
    model: { terms: namedTerms(maximalTerms(terms), table.lists), minusInfinity: [] },
    diagnostics: {
      ...state,
      mean,
      median,
      standardDeviation,
      quantiles,
      ...trace,
      chainMedians,
    },
  }
}
