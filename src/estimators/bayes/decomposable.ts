import type { Estimate, Interval } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { chao } from '../lists/chao.ts'
import { checkSetting } from '../lists/log-linear.ts'
import {
  casesOf,
  doubtsAbout,
  listsOf,
  type OverlapTable,
  withoutEmptyLists,
} from '../lists/overlap-table.ts'
import type { Run } from '../numeric/run.ts'
import { graphPosterior } from './graph-posterior.ts'
import { peaksOf } from './peaks.ts'

export const FEWEST_LISTS_FOR_GRAPHS = 3
/** On six lists there are 18,154 decomposable graphs; the next step would be a search by chance. */
export const MOST_LISTS_FOR_GRAPHS = 5

/** Less than this share of the posterior may lie beyond the largest number tried. */
const NEGLIGIBLE_TAIL = 1e-4
/** From this share on the 95 % limit would be made by where the grid ends. */
const RUINOUS_TAIL = 0.01
/** Graphs times numbers tried; a grid grows no further. */
const MOST_WORK = 8e8
const MOST_MISSING = 5e6
const SHARES = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975]

export type GraphDiagnostics = {
  /** Posterior mean on the numbers tried. With no end to them it would be infinite: see docs/methods/mse-bayes.md. */
  mean: number
  median: number
  mode: number
  /** Quantiles of the population, by share. */
  quantiles: { share: number; value: number }[]
  /** Posterior probability of the very largest number of unseen persons tried. */
  tailMass: number
  /** Share of the posterior beyond that number, extrapolated; null where the posterior has not begun to fall off. */
  beyond: number | null
  maxMissing: number
  graphs: number
  topModels: {
    /** The largest groups of lists that depend on each other. */
    cliques: string[][]
    /** What holds them apart: given these, the cliques are independent. */
    separators: string[][]
    probability: number
    mean: number
  }[]
}

/**
 * Population size by averaging over all ways in which three to five lists may depend on each other,
 * as far as those are decomposable graphs, with the weight the data give to each.
 *
 * Holds when everybody has the same chances within a graph, the population is closed and matching is
 * right. Prior: 2^-lists in each cell, all graphs alike, 1/N for the population. No chance is involved.
 *
 * Madigan and York (1997), Biometrika 84:19–31. `estimate` is the posterior median.
 *
 * @param maxMissing - the largest number of unseen persons to try; chosen so that what lies beyond is
 * negligible unless given. Where Chao's lower bound lies beyond any that would be chosen, nothing is tried
 * @throws WrongData when `maxMissing` is not a whole number from 1 to 5 million
 */
export function* decomposableGraphEstimate(
  given: OverlapTable,
  { maxMissing, models = 10 }: { maxMissing?: number; models?: number } = {},
): Run<Estimate<GraphDiagnostics>> {
  const table = withoutEmptyLists(given)
  const cases = casesOf(table)
  const warnings: Finding[] = doubtsAbout(given)
  const refuse = (
    reason: Finding,
    diagnostics: Partial<GraphDiagnostics> = {},
  ): Estimate<GraphDiagnostics> => {
    return { method: 'mse-dga', cases, warnings, status: 'no-estimate', reason, intervals: [], diagnostics }
  }

  const lists = table.lists.length
  if (lists < FEWEST_LISTS_FOR_GRAPHS)
    return refuse({ code: 'too-few', what: 'lists', is: lists, least: FEWEST_LISTS_FOR_GRAPHS })
  if (lists > MOST_LISTS_FOR_GRAPHS)
    return refuse({ code: 'too-many', what: 'lists', is: lists, most: MOST_LISTS_FOR_GRAPHS })
  const nothingToGoOn = warnings.find(({ code }) => code === 'no-overlap' || code === 'all-overlap')
  if (nothingToGoOn) return refuse(nothingToGoOn)
  if (maxMissing !== undefined) checkSetting('maxMissing', maxMissing, 1, MOST_MISSING, true)

  const mostPoints = Math.min(MOST_MISSING, Math.floor(MOST_WORK / [8, 61, 822][lists - 3]!))
  // Where the lower bound alone leaves the grid, trying every number up to its end would take a minute to say so.
  const bound = chao(table, { form: 'pairs' })
  if (maxMissing === undefined && bound.status === 'ok' && bound.estimate - cases > mostPoints)
    return refuse({ code: 'unseen-beyond-grid', atLeast: bound.estimate - cases, most: mostPoints })

  const posterior = yield* graphPosterior(table, { maxMissing, tolerance: NEGLIGIBLE_TAIL, mostPoints })
  const { missing, beyond, maxMissing: tried } = posterior

  let mean = 0
  let likeliest = 0
  for (let k = 0; k < missing.length; k++) {
    mean += (missing[k] as number) * (cases + k + 1)
    if ((missing[k] as number) > (missing[likeliest] as number)) likeliest = k
  }
  const values = quantilesOf(missing, SHARES).map((place) => cases + place + 1)
  const at = (share: number) => values[SHARES.indexOf(share)] as number

  const diagnostics: GraphDiagnostics = {
    mean,
    median: at(0.5),
    mode: cases + likeliest + 1,
    quantiles: SHARES.map((share, i) => ({ share, value: values[i] as number })),
    tailMass: missing.at(-1) as number,
    beyond,
    maxMissing: tried,
    graphs: posterior.graphs.length,
    topModels: [...posterior.graphs]
      .sort((a, b) => b.probability - a.probability)
      .slice(0, models)
      .map(({ cliques, separators, probability, meanMissing }) => ({
        cliques: cliques.map((mask) => listsOf(mask, table.lists)),
        separators: separators.map((mask) => listsOf(mask, table.lists)),
        probability,
        mean: cases + meanMissing,
      })),
  }

  const cutOff: Finding = { code: 'posterior-cut-off', maxMissing: tried, beyond }
  const chosenHere = maxMissing === undefined
  if (chosenHere && (beyond === null || beyond >= RUINOUS_TAIL))
    return refuse(cutOff, { maxMissing: tried, beyond })
  if (beyond === null || beyond >= NEGLIGIBLE_TAIL) warnings.push(cutOff)

  const peaks = peaksOf(missing)
  if (peaks.length > 1)
    warnings.push({
      code: 'several-peaks',
      at: peaks.map(({ place }) => cases + place + 1),
      shares: peaks.map(({ share }) => share),
    })

  const credible = (level: number, low: number, high: number): Interval => ({
    level,
    low,
    high,
    kind: 'credible',
  })
  return {
    method: 'mse-dga',
    status: 'ok',
    cases,
    estimate: at(0.5),
    intervals: [credible(0.8, at(0.1), at(0.9)), credible(0.95, at(0.025), at(0.975))],
    diagnostics,
    warnings,
  }
}

/** For each share the first place at which the masses so far reach it. */
function quantilesOf(masses: Float64Array, shares: readonly number[]): number[] {
  const places = shares.map(() => masses.length - 1)
  let sum = 0
  let next = 0
  for (let k = 0; k < masses.length && next < shares.length; k++) {
    sum += masses[k] as number
    while (next < shares.length && sum >= (shares[next] as number)) places[next++] = k
  }
  return places
}
