import { describe, expect, it } from 'vitest'
import { counts, fromLists, lists } from './estimates.test-data.ts'
import { shownOverlaps } from './overlaps.ts'
import { viewOf } from './view.ts'

describe('A table of overlaps', () => {
  it('is whole to who may see all, and not told to anybody else', () => {
    const all = shownOverlaps({ lists, counts })
    expect(all.cells.map(({ count }) => (count.kind === 'shown' ? count.value : null))).toEqual(
      counts.slice(1),
    )
    expect(all.total).toEqual({ kind: 'shown', value: 247 })
    expect(all.pairs[0]?.[1]).toEqual({ kind: 'shown', value: 11 })
    expect(viewOf(fromLists(), { whole: true }).overlaps).toEqual(all)
    expect(viewOf(fromLists(), { whole: false }).overlaps).toBeNull()
  })
})
