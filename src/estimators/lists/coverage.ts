import { type Interval, type IntervalKind, toTell } from '../estimate.ts'
import { type Run, stream } from '../numeric/run.ts'
import { stepwiseEstimate } from './log-linear.ts'
import { type ModelFit, modelCells } from './model-fit.ts'
import { type OverlapTable, overlapTable } from './overlap-table.ts'
import { drawTable } from './resample.ts'

/** How often intervals of one kind and level held the true number. */
export type Coverage = {
  /** `told`: the one of its level that is told to a reader (`toTell`). */
  kind: IntervalKind | 'told'
  level: number
  /** Share of the simulated tables that had such an interval, and held the truth. */
  covered: number
  /** Shares in which the whole interval lay below, or above, the truth. */
  below: number
  above: number
  /** Standard error of `covered` from the number of simulations. */
  standardError: number
  /** Tables that had an interval of this kind. */
  of: number
}

/**
 * Simulation: the fitted model is taken as the truth, tables are drawn from it, and each is estimated
 * stepwise as if nothing were known. How often do the intervals hold the true number?
 *
 * @param truth - a fitted model; its total, rounded, is the number of persons in each simulated population
 */
export function* stepwiseCoverage(
  truth: ModelFit,
  table: OverlapTable,
  settings: {
    simulations: number
    resamples: number
    seed: number | bigint
    levels?: readonly number[]
    threshold?: number
  },
): Run<{ coverage: Coverage[]; withoutEstimate: number; meanLogRatio: number }> {
  const { simulations, resamples, seed } = settings
  const people = Math.round(truth.total)
  const cells = modelCells(truth, table)
  const drawn = new Float64Array(cells.length)
  const tallies = new Map<
    string,
    { kind: Coverage['kind']; level: number; in: number; below: number; above: number }
  >()
  let withoutEstimate = 0
  let sumOfLogs = 0

  for (let run = 0; run < simulations; run++) {
    drawTable(people, cells, stream(seed, run), drawn)
    // Each table has resamples of its own: the seed of the run, not that of the simulation.
    const estimated = yield* stepwiseEstimate(overlapTable(table.lists, drawn), {
      resamples,
      seed: BigInt(seed) * 1_000_003n + BigInt(run),
      ...(settings.levels ? { levels: settings.levels } : {}),
      ...(settings.threshold ? { threshold: settings.threshold } : {}),
    })
    if (estimated.status !== 'ok') {
      withoutEstimate++
      continue
    }
    sumOfLogs += Math.log(estimated.estimate / people)
    for (const interval of estimated.intervals) {
      if (toTell(estimated.intervals, interval.level) === interval) tally({ ...interval, kind: 'told' })
      tally(interval)
    }
    yield { done: run + 1, total: simulations }
  }

  function tally({ kind, level, low, high }: Omit<Interval, 'kind'> & { kind: Coverage['kind'] }): void {
    const key = `${kind} ${level}`
    const sums = tallies.get(key) ?? { kind, level, in: 0, below: 0, above: 0 }
    tallies.set(key, sums)
    if (high !== null && high < people) sums.below++
    else if (low > people) sums.above++
    else sums.in++
  }

  return {
    withoutEstimate,
    meanLogRatio: sumOfLogs / Math.max(1, simulations - withoutEstimate),
    coverage: [...tallies.values()].map(({ kind, level, in: inside, below, above }) => {
      const of = inside + below + above
      const covered = inside / of
      return {
        kind,
        level,
        covered,
        below: below / of,
        above: above / of,
        standardError: Math.sqrt((covered * (1 - covered)) / of),
        of,
      }
    }),
  }
}
