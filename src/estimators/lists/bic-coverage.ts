import { finish, stream } from '../numeric/run.ts'
import { bicEstimate } from './bic-bootstrap.ts'
import { type ModelFit, modelCells } from './model-fit.ts'
import { type OverlapTable, overlapTable } from './overlap-table.ts'
import { drawTable } from './resample.ts'

/** How often an interval held the truth, was wholly below it, or wholly above, in so many simulated tables. */
export type Tally = { label: string; of: number; held: number; below: number; above: number }

/**
 * How often the intervals of the choice by BIC hold the truth, a fitted model of a real table being the
 * truth: tables are drawn from it and estimated as if nothing were known. Minutes of work; its results
 * stand in docs/methods/mse-information.md.
 */
export function bicCoverage(
  truth: ModelFit,
  table: OverlapTable,
  {
    simulations,
    resamples,
    seed,
    nTop,
  }: { simulations: number; resamples: number; seed: number; nTop: number },
): { tallies: Tally[]; withoutEstimate: number } {
  const people = Math.round(truth.total)
  const cells = modelCells(truth, table)
  const drawn = new Float64Array(cells.length)
  const tallies = new Map<string, Tally>()
  let withoutEstimate = 0
  for (let run = 0; run < simulations; run++) {
    drawTable(people, cells, stream(seed, run), drawn)
    const simulated = overlapTable(table.lists, drawn)
    const estimate = finish(
      bicEstimate(simulated, { order: 3, nTop, resamples, seed: seed * 1_000_003 + run }),
    )
    if (estimate.status === 'no-estimate') withoutEstimate++
    for (const { kind, level, low, high } of estimate.intervals) {
      const label = `${kind} ${level}`
      const tally = tallies.get(label) ?? { label, of: 0, held: 0, below: 0, above: 0 }
      tallies.set(label, tally)
      tally.of++
      if (high !== null && high < people) tally.below++
      else if (low > people) tally.above++
      else tally.held++
    }
  }
  return { tallies: [...tallies.values()], withoutEstimate }
}
