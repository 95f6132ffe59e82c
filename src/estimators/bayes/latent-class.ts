import type { Estimate } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { checkSetting } from '../lists/log-linear.ts'
import { casesOf, doubtsAbout, type OverlapTable, withoutEmptyLists } from '../lists/overlap-table.ts'
import { sortedQuantile } from '../numeric/quantiles.ts'
import { type Run, stream } from '../numeric/run.ts'
import { power } from '../portable-math.ts'
import { type ChainDiagnostics, diagnose, isGood, LEAST_ESS, MOST_R_HAT, posteriorOf } from './chains.ts'
import {
  type LatentClassPrior,
  type LatentClassSampler,
  openLatentClassSampler,
  USUAL_PRIOR,
} from './latent-class-sampler.ts'

export type LatentClassDiagnostics = ChainDiagnostics & {
  mean: number
  median: number
  standardDeviation: number
  quantiles: { share: number; value: number }[]
  chains: number
  /** Passes of each chain that count, after those thrown away at its beginning. */
  iterations: number
  burnIn: number
  /** Draws kept of each chain, evenly spaced. */
  kept: number
  /** The median of each chain by itself; only where they agree, for otherwise they are no estimates. */
  chainMedians: number[]
  /** How many classes held anybody, on average. */
  classesUsed: number
}

export type LatentClassSettings = {
  seed?: number
  chains?: number
  /** Passes of each chain after the burn-in; while chains agree but hold too little, up to four times as many. */
  iterations?: number
  burnIn?: number
  prior?: LatentClassPrior
}

/** Draws kept of each chain in one round. */
const KEPT = 1000
/** Rounds are added while the chains have not come together, each as long as all before it. */
const MOST_ROUNDS = 3
/** Chains as far apart as this are on different hills: more of the same will not bring them together. */
const HOPELESS_R_HAT = 1.3
/** Short first walks for each chain wanted; those that ended furthest apart go on. */
const SCOUTS_PER_CHAIN = 4
const SCOUTING = 2000

/**
 * Population size from a mixture of hidden classes of people, some easier to find than others, the
 * number of classes left to the data (LCMCR).
 *
 * Holds when within a class being on one list says nothing about being on another, the population is
 * closed and matching is right. Takes any number of lists from three. It can find two very different
 * populations equally plausible; then its chains disagree and no figure is given.
 *
 * Many short walks from starts far apart go first, and the chains that count go on from those that
 * ended furthest apart, so that a second hill, if there is one, is likely to be held by one of them.
 *
 * Manrique-Vallier (2016), Biometrics 72:1246–1254. `estimate` is the posterior median.
 *
 * @throws WrongData where a setting is out of range
 */
export function* latentClassEstimate(
  given: OverlapTable,
  { seed = 1, chains = 4, iterations = 25_000, burnIn = 5000, prior = USUAL_PRIOR }: LatentClassSettings = {},
): Run<Estimate<LatentClassDiagnostics>> {
  checkSetting('chains', chains, 2, 64, true)
  checkSetting('iterations', iterations, KEPT, 1e7, true)
  checkSetting('burnIn', burnIn, 0, 1e7, true)
  checkSetting('classes', prior.classes, 2, 100, true)
  const table = withoutEmptyLists(given)
  const cases = casesOf(table)
  const warnings: Finding[] = doubtsAbout(given)
  const common = {
    method: 'mse-latent-class',
    cases,
    warnings,
    seed: String(seed),
    generator: 'xoshiro256**',
  }
  const lists = table.lists.length
  const refuse = (
    reason: Finding,
    diagnostics: Partial<LatentClassDiagnostics> = {},
  ): Estimate<LatentClassDiagnostics> => {
    return { ...common, status: 'no-estimate', reason, intervals: [], diagnostics }
  }
  if (lists < 3) return refuse({ code: 'too-few', what: 'lists', is: lists, least: 3 })
  const nothingToGoOn = warnings.find(({ code }) => code === 'no-overlap' || code === 'all-overlap')
  if (nothingToGoOn) return refuse(nothingToGoOn)

  const scouts = chains * SCOUTS_PER_CHAIN
  let total = scouts * SCOUTING + chains * (burnIn + iterations)
  let done = 0
  let used = 0

  /** Walks on; keeps every so many steps the number of unseen persons, where there is room for it. */
  function* walk(sampler: LatentClassSampler, steps: number, kept?: Float64Array): Run<void> {
    const every = kept ? steps / kept.length : 0
    let next = 0
    for (let step = 1; step <= steps; step++) {
      const unseen = sampler.step()
      if (kept && step >= every * (next + 1)) {
        kept[next++] = unseen
        used += sampler.occupied()
      }
      if (step % 250 === 0) {
        done += 250
        yield { done, total }
      }
    }
  }

  const samplers = yield* sendScouts()
  for (const sampler of samplers) yield* walk(sampler, burnIn)

  let drawn: Float64Array[] = samplers.map(() => new Float64Array(0))
  let length = iterations
  let state: ChainDiagnostics
  for (let round = 1; ; round++) {
    const more: Float64Array[] = []
    for (const sampler of samplers) {
      const kept = new Float64Array(Math.max(KEPT, (drawn[0] as Float64Array).length))
      yield* walk(sampler, length, kept)
      more.push(kept)
    }
    drawn = drawn.map((before, c) => joined(before, more[c] as Float64Array))
    state = diagnose(drawn)
    if (isGood(state) || round === MOST_ROUNDS || state.rHat > HOPELESS_R_HAT) break
    length = round === 1 ? iterations : 2 * length
    total += chains * length
  }

  const kept = (drawn[0] as Float64Array).length
  const { mean, standardDeviation, median, quantiles, chainMedians, intervals } = posteriorOf(drawn, {
    seen: cases,
  })
  const ran = (iterations * kept) / KEPT
  const trace = { chains, iterations: ran, burnIn: burnIn + SCOUTING, kept }
  const classesUsed = used / (chains * kept)
  if (!isGood(state))
    return refuse(
      {
        code: 'chains-not-converged',
        rHat: state.rHat,
        mostRHat: MOST_R_HAT,
        ess: state.ess,
        leastEss: LEAST_ESS,
        chains,
        iterations: ran,
        apart: Math.max(...chainMedians) / Math.min(...chainMedians),
      },
      { ...state, ...trace, classesUsed },
    )

  return {
    ...common,
    status: 'ok',
    estimate: median,
    intervals: intervals(),
    diagnostics: {
      ...state,
      mean,
      median,
      standardDeviation,
      quantiles,
      ...trace,
      chainMedians,
      classesUsed,
    },
  }

  /** Walks briefly from many starts, and hands on those that ended furthest apart. */
  function* sendScouts(): Run<LatentClassSampler[]> {
    const sent: { sampler: LatentClassSampler; middle: number }[] = []
    for (let s = 0; s < scouts; s++) {
      // From few unseen persons to a hundred for each seen one, evenly on a logarithmic scale.
      const start = { unseenPerSeen: 0.3 * power(300, s / (scouts - 1)) }
      const sampler = openLatentClassSampler(table, prior, start, stream(seed, s))
      yield* walk(sampler, SCOUTING / 2)
      const late = new Float64Array(100)
      yield* walk(sampler, SCOUTING / 2, late)
      sent.push({ sampler, middle: sortedQuantile(late.sort(), 0.5, 7) })
    }
    used = 0
    sent.sort((a, b) => a.middle - b.middle)
    return Array.from(
      { length: chains },
      (_, c) => sent[Math.round((c * (scouts - 1)) / (chains - 1))]!.sampler,
    )
  }
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
