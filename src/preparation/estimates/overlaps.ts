import { listsOf, marginsOf, overlapTable } from '../../estimators/lists/overlap-table.ts'
import type { KeptOverlapTable } from './kept.ts'
import { type ToldCount, toldCount } from './public.ts'

/** A table of overlaps as a reader may see it. */
export type ShownOverlaps = {
  lists: string[]
  /** How many persons have each history, that of nobody left out; the mask says which lists. */
  cells: { mask: number; lists: string[]; count: ToldCount }[]
  /** On the diagonal how many are on a list, beside it on both of two. */
  pairs: ToldCount[][]
  total: ToldCount
}

/**
 * A table of overlaps with its sums: all of it, or, where the public is told of it at all, the ten each cell lies in.
 * Sums are not told then but the total, by what the cells say of it: a sum of its own would narrow the cells.
 */
export function shownOverlaps({ lists, counts }: KeptOverlapTable, { all }: { all: boolean }): ShownOverlaps {
  const margins = marginsOf(overlapTable(lists, counts))
  const cells = counts
    .map((count, mask) => ({ mask, lists: listsOf(mask, lists), count: toldCount(count, all) }))
    .slice(1)
  const ends = cells.map(({ count }) => (count.kind === 'between' ? [count.low, count.high] : [0, 9]))
  const sum = (at: 0 | 1) => ends.reduce((whole, end) => whole + (end[at] ?? 0), 0)
  return {
    lists,
    cells,
    pairs: lists.map((_, i) =>
      lists.map(
        (_, j): ToldCount =>
          all ? { kind: 'shown', value: margins[(1 << i) | (1 << j)] as number } : { kind: 'hidden' },
      ),
    ),
    total: all
      ? { kind: 'shown', value: margins[0] as number }
      : { kind: 'between', low: sum(0), high: sum(1) },
  }
}
