import { describe, expect, it } from 'vitest'
import { counts, lists } from './estimates.test-data.ts'
import { shownOverlaps } from './overlaps.ts'

describe('A table of overlaps in public', () => {
  const big = { lists, counts: [0, 97, 61, 40, 42, 23, 13, 17] }

  it('has the ten each cell lies in, no sum of its own, and a total that says no more than the cells', () => {
    const { cells, pairs, total } = shownOverlaps(big, { all: false })
    expect(cells.map(({ count }) => (count.kind === 'between' ? count.low : null))).toEqual([
      90, 60, 40, 40, 20, 10, 10,
    ])
    expect(pairs.flat().every(({ kind }) => kind === 'hidden')).toBe(true)
    expect(total).toEqual({ kind: 'between', low: 270, high: 333 })
  })

  it('says nothing of a cell below ten, whether somebody is in it or not', () => {
    const of = (count: number) =>
      shownOverlaps({ lists, counts: [0, 97, 61, count, 42, 23, 13, 17] }, { all: false })
    for (const count of [1, 5, 9]) expect(of(count)).toEqual(of(0))
  })

  it('is whole to who may see all', () => {
    const all = shownOverlaps({ lists, counts }, { all: true })
    expect(all.cells.map(({ count }) => (count.kind === 'shown' ? count.value : null))).toEqual(
      counts.slice(1),
    )
    expect(all.total).toEqual({ kind: 'shown', value: 247 })
    expect(all.pairs[0]?.[1]).toEqual({ kind: 'shown', value: 11 })
  })
})
