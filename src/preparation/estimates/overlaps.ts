import { listsOf, marginsOf, overlapTable } from '../../estimators/lists/overlap-table.ts'
import {
  atOnce,
  type CountCell,
  type Edition,
  FEWEST_SHOWN,
  type Relation,
  type Shown,
  suppressing,
} from '../../house/small-counts/suppression.ts'
import type { KeptOverlapTable } from './kept.ts'

/** A table of overlaps as a reader may see it. */
export type ShownOverlaps = {
  lists: string[]
  /** How many persons have each history, that of nobody left out; the mask says which lists. */
  cells: { mask: number; lists: string[]; count: Shown }[]
  /** On the diagonal how many are on a list, beside it on both of two. */
  pairs: Shown[][]
  total: Shown
  /** Whether every count is shown. */
  whole: boolean
}

/**
 * A table of overlaps with its sums. For the public, counts from 1 to 9 are kept back, and whatever else would give
 * one of them back by adding and subtracting: cells, sizes of lists, overlaps of pairs and the number known together.
 */
export function shownOverlaps({ lists, counts }: KeptOverlapTable, { all }: { all: boolean }): ShownOverlaps {
  const table = overlapTable(lists, counts)
  const margins = marginsOf(table)
  const masks = counts.map((_, mask) => mask).slice(1)
  const pairMasks = lists.flatMap((_, i) => lists.slice(i).map((_, j) => (1 << i) | (1 << (i + j))))
  const cells: CountCell[] = [
    { id: 'all', value: margins[0] as number },
    ...masks.map((mask) => ({ id: `cell ${mask}`, value: counts[mask] as number })),
  ]
  const sums: CountCell[] = pairMasks.map((mask) => ({ id: `sum ${mask}`, value: margins[mask] as number }))
  const inAll = [{ whole: 'all', parts: masks.map((mask) => `cell ${mask}`) }]
  const inSums: Relation[] = pairMasks.map((sum) => ({
    whole: `sum ${sum}`,
    parts: masks.filter((mask) => (mask & sum) === sum).map((mask) => `cell ${mask}`),
  }))
  // The table itself first: sums are shown as far as they tell no more of it.
  const editions: Edition[] = [
    { cells, relations: inAll, series: [] },
    { cells: sums, relations: inSums, series: [] },
  ]
  const masked = all ? null : atOnce(suppressing(editions, FEWEST_SHOWN))
  const values = new Map([...cells, ...sums].map(({ id, value }) => [id, value as number]))
  const shown = (id: string): Shown =>
    masked === null
      ? { kind: 'shown', value: values.get(id) as number }
      : (masked.get(id) ?? { kind: 'missing' })
  return {
    lists,
    cells: masks.map((mask) => ({ mask, lists: listsOf(mask, lists), count: shown(`cell ${mask}`) })),
    pairs: lists.map((_, i) => lists.map((_, j) => shown(`sum ${(1 << i) | (1 << j)}`))),
    total: shown('all'),
    whole: [...(masked?.values() ?? [])].every(({ kind }) => kind === 'shown'),
  }
}
