import { describe, expect, it } from 'vitest'
import { counts, fromLists, fromSurvey, lists } from './estimates.test-data.ts'
import { estimateJson } from './json.ts'
import { shownOverlaps } from './overlaps.ts'
import type { EstimateRow } from './store.ts'
import { viewOf } from './view.ts'

/**
 * Whether an outsider has to reckon with a value of a cell: looks for a table that shows the same and has it there.
 * Sums that are shown cut the search short; a cell is not taken for more than `most`.
 */
function isPossible(
  shown: ReturnType<typeof shownOverlaps>,
  real: readonly number[],
  cell: number,
  value: number,
  most: number,
): boolean {
  const { pairs, total, cells } = shown
  const sums = [
    { mask: 0, count: total },
    ...pairs.flatMap((row, i) => row.map((count, j) => ({ mask: (1 << i) | (1 << j), count }))),
  ].flatMap(({ mask, count }) => (count.kind === 'shown' ? [{ mask, is: count.value }] : []))
  const at = [...real]
  const open = cells.filter(({ mask, count }) => count.kind !== 'shown' && mask !== cell)
  at[cell] = value
  for (const { mask } of open) at[mask] = 0
  const sumOf = (mask: number) =>
    at.reduce((all, count, history) => (history > 0 && (history & mask) === mask ? all + count : all), 0)
  const fill = (place: number): boolean => {
    if (sums.some(({ mask, is }) => sumOf(mask) > is)) return false
    const next = open[place]
    if (next === undefined) return sums.every(({ mask, is }) => sumOf(mask) === is)
    const small = next.count.kind === 'small'
    for (let count = small ? 1 : 0; count <= (small ? 9 : most); count++) {
      at[next.mask] = count
      if (fill(place + 1)) return true
    }
    at[next.mask] = 0
    return false
  }
  return fill(0)
}

describe('A table of overlaps in public', () => {
  it('keeps small counts back so that no sum gives one of them away', () => {
    for (const real of [
      [0, 12, 25, 3],
      [0, 4, 25, 31],
      [0, 4, 2, 3],
    ]) {
      const shown = shownOverlaps({ lists: lists.slice(0, 2), counts: real }, { all: false })
      for (const [cell, count] of real.entries())
        if (cell > 0 && count > 0 && count < 10)
          for (const value of [1, 2, 3, 4, 5, 6, 7, 8, 9])
            expect(isPossible(shown, real, cell, value, 60), `${real} at ${cell}: ${value}`).toBe(true)
    }
  })

  it('leaves no sum with a single count kept back', () => {
    for (const real of [counts, [0, 97, 61, 4, 42, 23, 13, 11], [0, 30, 20, 2, 15, 1, 12, 0]]) {
      const { cells, pairs, total } = shownOverlaps({ lists, counts: real }, { all: false })
      const backIn = (mask: number) =>
        cells.filter((cell) => (cell.mask & mask) === mask && cell.count.kind !== 'shown').length
      for (const cell of cells)
        if ((real[cell.mask] ?? 0) > 0 && (real[cell.mask] ?? 0) < 10)
          expect(cell.count.kind).not.toBe('shown')
      if (total.kind === 'shown') expect(backIn(0)).not.toBe(1)
      for (const [i, row] of pairs.entries())
        for (const [j, sum] of row.entries())
          if (sum.kind === 'shown') expect(backIn((1 << i) | (1 << j)), `${real}: ${i}, ${j}`).not.toBe(1)
    }
  })

  it('is shown whole where nothing is small, and to who may see all', () => {
    const big = { lists, counts: [0, 97, 61, 40, 42, 23, 13, 17] }
    expect(shownOverlaps(big, { all: false }).whole).toBe(true)
    const all = shownOverlaps({ lists, counts }, { all: true })
    expect(all.cells.map(({ count }) => (count.kind === 'shown' ? count.value : null))).toEqual(
      counts.slice(1),
    )
    expect(all.total).toEqual({ kind: 'shown', value: 247 })
    expect(all.pairs[0]?.[1]).toEqual({ kind: 'shown', value: 11 })
  })

  it('of ten lists is worked out without keeping anybody waiting', () => {
    const ten = Array.from({ length: 10 }, (_, at) => `List ${at + 1}`)
    const many = Array.from({ length: 1024 }, (_, mask) =>
      mask === 0 ? 0 : mask % 37 === 0 ? 12 : mask % 11 === 0 ? 3 : 0,
    )
    const shown = shownOverlaps({ lists: ten, counts: many }, { all: false })
    expect(
      shown.cells.every(({ mask, count }) => (many[mask] ?? 0) % 12 === 0 || count.kind !== 'shown'),
    ).toBe(true)
  })
})

describe('What the public sees of an estimate', () => {
  const row = (kept: EstimateRow['kept']) =>
    ({ id: 'x', study: 'y', country: 'GHA', head: {}, hash: '', kept, check: null }) as unknown as EstimateRow

  it('has no count of a history, no diagnostics and no figure more exact than its interval', () => {
    const kept = fromLists({}, { resamples: 60 })
    const open = viewOf(kept, { whole: false })
    const text = JSON.stringify(open)
    expect(text).not.toContain('totals')
    expect(text).not.toContain('histories')
    expect(open.overlaps?.cells.find(({ mask }) => mask === 3)?.count.kind).not.toBe('shown')
    expect(open.specification?.changed.every(({ estimate }) => estimate.cases.kind === 'hidden')).toBe(true)
    const figure = open.chosen.figure
    expect(figure?.intervals.every(({ low }) => low === 247 || low % (figure?.step ?? 1) === 0)).toBe(true)
    const whole = viewOf(kept, { whole: true })
    expect(whole.overlaps?.cells.find(({ mask }) => mask === 3)?.count).toEqual({ kind: 'shown', value: 4 })
  })

  it('leaves out how few respondents had what was asked', () => {
    expect(viewOf(fromSurvey(), { whole: false }).estimates[0]?.facts.map(([name]) => name)).not.toContain(
      'withOutcome',
    )
    expect(viewOf(fromSurvey(), { whole: true }).estimates[0]?.facts.map(([name]) => name)).toContain(
      'withOutcome',
    )
  })

  it('is what the JSON says too, and what was kept only to who may see the whole', () => {
    const kept = fromLists()
    const headed = {
      ...row(kept),
      head: { figure: { method: 'mse-bic', value: 1, reason: null, intervals: [] } },
    } as unknown as EstimateRow
    expect(JSON.stringify(estimateJson(headed, { whole: false }))).not.toContain('"counts"')
    expect(estimateJson(headed, { whole: true })).toHaveProperty('whole.overlapTable.counts', counts)
  })
})
