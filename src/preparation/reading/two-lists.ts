import {
  changeOfTotals,
  type MseChangeDiagnostics,
  type MseChangeOptions,
  type TotalWithReplicates,
} from '../../estimators/change/mse-change.ts'
import type { Estimate } from '../../estimators/estimate.ts'
import type { StepwiseDiagnostics } from '../../estimators/lists/log-linear.ts'
import type { OverlapTable } from '../../estimators/lists/overlap-table.ts'

/** One table of lists with its total; `null` where that was not worth computing. */
export type WaveOfLists = {
  name: string
  table: OverlapTable
  estimate: Estimate<StepwiseDiagnostics> | null
}

/** The seed of one of two waves: each has chance of its own, since the same draws in both would tie them together. */
export const seedOfWave = (seed: number, wave: 0 | 1) => seed * 2 + wave

/** What changed between two tables of lists, from the bootstrap of each. */
export function changeOfLists(
  first: WaveOfLists,
  second: WaveOfLists,
  { seed, ...options }: MseChangeOptions & { seed: number },
): Estimate<MseChangeDiagnostics> {
  const change = changeOfTotals(totalOf(first), totalOf(second), options)
  // A table that is brought twice has no change, whatever resamples of it do.
  const same = sameTable(first.table, second.table) ? [{ code: 'same-table-twice' as const }] : []
  return { ...change, warnings: [...same, ...change.warnings], seed: String(seed) }
}

/** Whether both have the same lists, in whatever order: of others nothing can be compared. */
export function haveSameLists(first: OverlapTable, second: OverlapTable): boolean {
  const [one, other] = [first, second].map(({ lists }) => [...lists].sort().join('\n'))
  return one === other
}

function sameTable(first: OverlapTable, second: OverlapTable): boolean {
  return (
    first.lists.join('\n') === second.lists.join('\n') &&
    first.counts.every((count, history) => count === second.counts[history])
  )
}

function totalOf({ name, table, estimate }: WaveOfLists): TotalWithReplicates {
  const ok = estimate?.status === 'ok' ? estimate : null
  return {
    name,
    estimate: ok?.estimate ?? null,
    replicates: ok?.diagnostics.bootstrap?.totals ?? [],
    lists: table.lists,
    cases: estimate?.cases ?? table.counts.reduce((sum, count) => sum + count, 0),
    ...(estimate?.seed === undefined ? {} : { seed: estimate.seed }),
  }
}
