import { listsOf, marginsOf, overlapTable } from '../../estimators/lists/overlap-table.ts'
import type { KeptOverlapTable } from './kept.ts'
import type { ToldCount } from './public.ts'

/** A table of overlaps as who may run studies sees it; everybody else is told none of it. */
export type ShownOverlaps = {
  lists: string[]
  /** How many persons have each history, that of nobody left out; the mask says which lists. */
  cells: { mask: number; lists: string[]; count: ToldCount }[]
  /** On the diagonal how many are on a list, beside it on both of two. */
  pairs: ToldCount[][]
  total: ToldCount
}

/** A table of overlaps with its sums, for who may see all of it. */
export function shownOverlaps({ lists, counts }: KeptOverlapTable): ShownOverlaps {
  const margins = marginsOf(overlapTable(lists, counts))
  const shown = (value: number | undefined): ToldCount => ({ kind: 'shown', value: value ?? 0 })
  return {
    lists,
    cells: counts.map((count, mask) => ({ mask, lists: listsOf(mask, lists), count: shown(count) })).slice(1),
    pairs: lists.map((_, i) => lists.map((_, j) => shown(margins[(1 << i) | (1 << j)]))),
    total: shown(margins[0]),
  }
}
