import { describe, expect, it } from 'vitest'
import { integerRank } from '../numeric/linear.ts'
import { stream } from '../numeric/run.ts'
import type { Random } from '../random.ts'
import { onlyZero } from './exact-cone.ts'
import { existenceCode, refusedWithSmaller } from './existence.ts'
import { closureOf, independence, type Model, readModel } from './notation.ts'
import { sumOverSupersets } from './overlap-table.ts'

const table = (cells: Record<number, number>, lists = 3) => {
  const counts = new Float64Array(2 ** lists)
  for (const [history, count] of Object.entries(cells)) counts[Number(history)] = count
  return counts
}
const model = (text: string, lists = 3) =>
  readModel(
    text,
    Array.from({ length: lists }, (_, k) => `L${k}`),
  )

describe('Whether an estimate exists', () => {
  // Chan, Silverman and Vincent (2021), Table 2: three lists, only the first two overlap.
  const artificial = table({ 1: 40, 2: 30, 4: 20, 3: 6 })

  it.each([
    ['[1,2,3]', 0],
    ['[12,3]', 1],
    ['[13,2]', 0],
    ['[13,23]', 0],
    ['[12,13]', 1],
    ['[12,13,23]', 2],
  ])('answers %s on the artificial table with %i', (text, code) => {
    expect(existenceCode(model(text), artificial)).toBe(code)
  })

  it('needs somebody on two lists before independence can be fitted', () => {
    expect(existenceCode(independence(3), table({ 1: 4, 2: 5, 4: 6 }))).toBe(1)
    expect(existenceCode(independence(2), table({ 1: 4, 2: 5 }, 2))).toBe(1)
    expect(existenceCode(independence(2), table({ 1: 4, 2: 5, 3: 1 }, 2))).toBe(0)
  })

  it('cannot tell a list with its dependence from the dark figure: two lists, saturated', () => {
    expect(existenceCode(model('[12]', 2), table({ 1: 4, 2: 5, 3: 1 }, 2))).toBe(2)
  })

  it('does not depend on how large the counts are, only on which are zero', () => {
    const many = artificial.map((count) => count * 1e8)
    for (const text of ['[1,2,3]', '[12,3]', '[13,23]', '[12,13,23]'])
      expect(existenceCode(model(text), many)).toBe(existenceCode(model(text), artificial))
  })
})

describe('The small programme behind it', () => {
  it('finds a direction where there is one, and none where there is none', () => {
    expect(
      onlyZero(
        [],
        [
          [1, -1],
          [-1, 2],
        ],
      ),
    ).toBe(false)
    expect(
      onlyZero(
        [],
        [
          [1, -2],
          [-1, 1],
          [1, 0],
          [0, 1],
        ],
      ),
    ).toBe(true)
    expect(
      onlyZero(
        [[1, 1]],
        [
          [1, 0],
          [0, 1],
        ],
      ),
    ).toBe(true)
    expect(
      onlyZero(
        [[1, -1]],
        [
          [1, 0],
          [0, 1],
        ],
      ),
    ).toBe(false)
  })

  it('goes over to larger whole numbers when doubles cannot hold them', () => {
    const big = 2 ** 40
    // Both decided by one part in 2^80: (big + 1)/big y <= x <= big/(big - 1) y has room, the other none.
    const rows = [
      [big, -(big + 1)],
      [-(big - 1), big],
      [1, 0],
      [0, 1],
    ]
    expect(onlyZero([], rows)).toBe(false)
    rows[1] = [-(big + 1), big + 2]
    expect(onlyZero([], rows)).toBe(true)
  })
})

/**
 * The same question by another way: every face of the cone of margins is an intersection of facets, and a
 * facet's normal is fixed by columns it contains. So all sets of rank r - 1 are gone through.
 */
function codeByFacets(terms: Model, counts: Float64Array): number {
  const margins = sumOverSupersets(Float64Array.from(counts))
  const dropped = terms.filter((term) => margins[term] === 0)
  const kept = [0, ...terms.filter((term) => margins[term] !== 0)]
  const cells = Array.from(counts.keys()).filter(
    (cell) => cell > 0 && !dropped.some((term) => (cell & term) === term),
  )
  const rows = kept.map((term) => cells.map((cell) => ((cell & term) === term ? 1 : 0)))
  const rank = integerRank(rows)
  const basis: number[][] = []
  for (const row of rows) if (integerRank([...basis, row]) > basis.length) basis.push(row)

  let exists = true
  const choose = (from: number, chosen: number[]): void => {
    if (!exists) return
    if (chosen.length === rank - 1) {
      const normal = nullVector(
        chosen.map((c) => basis.map((row) => row[c] as number)),
        rank,
      )
      if (!normal) return
      const values = cells.map((_, c) =>
        basis.reduce((sum, row, i) => sum + (row[c] as number) * (normal[i] as number), 0),
      )
      const sign = values.some((value) => value < -1e-9) ? -1 : 1
      const turned = values.map((value) => sign * value)
      if (turned.some((value) => value < -1e-9)) return
      if (turned.every((value, c) => (counts[cells[c] as number] as number) === 0 || value < 1e-9))
        exists = false
      return
    }
    for (let c = from; c < cells.length; c++) choose(c + 1, [...chosen, c])
  }
  choose(0, [])
  return (exists ? 0 : 1) + (rank < kept.length ? 2 : 0)
}

/** The one direction at right angles to n - 1 vectors of 0 and 1; null when there are several. */
function nullVector(rows: number[][], n: number): number[] | null {
  const work = rows.map((row) => [...row])
  const pivots: number[] = []
  for (let column = 0, row = 0; column < n && row < work.length; column++) {
    const at = work.findIndex((values, i) => i >= row && Math.abs(values[column] as number) > 1e-9)
    if (at < 0) continue
    ;[work[row], work[at]] = [work[at] as number[], work[row] as number[]]
    const pivotRow = work[row] as number[]
    const pivot = pivotRow[column] as number
    for (let j = 0; j < n; j++) pivotRow[j] = (pivotRow[j] as number) / pivot
    work.forEach((values, i) => {
      const factor = values[column] as number
      if (i !== row && factor !== 0)
        for (let j = 0; j < n; j++) values[j] = (values[j] as number) - factor * (pivotRow[j] as number)
    })
    pivots.push(column)
    row++
  }
  if (pivots.length !== n - 1) return null
  const free = Array.from({ length: n }, (_, j) => j).find((j) => !pivots.includes(j)) as number
  const vector: number[] = Array.from({ length: n }, (_, j) => (j === free ? 1 : 0))
  pivots.forEach((column, i) => {
    vector[column] = -(work[i]?.[free] as number)
  })
  return vector
}

function sparse(chance: Random, lists: number, filled: number): Float64Array {
  const counts = new Float64Array(2 ** lists)
  for (let cell = 1; cell < counts.length; cell++)
    if (chance.uniform() < filled) counts[cell] = 1 + chance.below(9)
  return counts
}

describe('Existence, beside an independent method', () => {
  it('agrees on every pattern of zeros of three lists, for every model that has all lists', () => {
    const models = ['[1,2,3]', '[12,3]', '[12,13]', '[12,13,23]', '[123]'].map((text) => model(text))
    const seen = new Map<number, number>()
    for (let pattern = 1; pattern < 128; pattern++) {
      const counts = table(
        Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((cell) => [cell, (pattern >> (cell - 1)) & 1])),
      )
      for (const terms of models) {
        const code = existenceCode(terms, counts)
        expect(code, `pattern ${pattern}, ${terms}`).toBe(codeByFacets(terms, counts))
        seen.set(code, (seen.get(code) ?? 0) + 1)
      }
    }
    for (const code of [0, 1, 2]) expect(seen.get(code)).toBeGreaterThan(30)
  })

  it('agrees on random sparse tables of four lists with models up to order three', () => {
    let without = 0
    const runs = 60
    for (let run = 0; run < runs; run++) {
      const chance = stream(7, run)
      const counts = sparse(chance, 4, 0.2 + 0.4 * chance.uniform())
      if (counts.every((count) => count === 0)) continue
      const larger = [3, 5, 6, 9, 10, 12, 7, 11, 13, 14].filter(() => chance.uniform() < 0.25)
      const terms = closureOf([...independence(4), ...larger])
      const code = existenceCode(terms, counts)
      expect(code, `run ${run}: ${counts} ${terms}`).toBe(codeByFacets(terms, counts))
      if (code !== 0) without++
    }
    expect(without).toBeGreaterThan(runs * 0.3)
    expect(without).toBeLessThan(runs * 0.9)
  })

  it('is refused with a smaller model as inheritance says', () => {
    let inherited = 0
    for (let run = 0; run < 200; run++) {
      const chance = stream(8, run)
      const counts = sparse(chance, 5, 0.1 + 0.3 * chance.uniform())
      const margins = sumOverSupersets(Float64Array.from(counts))
      const pairs = [3, 5, 6, 9, 10, 12, 17, 18, 20, 24].filter(() => chance.uniform() < 0.4)
      const added = pairs.pop()
      if (added === undefined) continue
      const smaller = existenceCode(closureOf([...independence(5), ...pairs]), counts)
      const larger = existenceCode(closureOf([...independence(5), ...pairs, added]), counts)
      if (!refusedWithSmaller(smaller, added, margins)) continue
      inherited++
      expect(larger & smaller, `run ${run}`).toBe(smaller)
    }
    expect(inherited).toBeGreaterThan(10)
  })
})
