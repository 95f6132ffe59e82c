import { describe, expect, it } from 'vitest'
import { integerRank, inverseSymmetric, solveSymmetric } from './linear.ts'

describe('small linear algebra', () => {
  const hilbert = Float64Array.from({ length: 25 }, (_, k) => 1 / (Math.floor(k / 5) + (k % 5) + 1))

  it('solves a symmetric system and leaves its arguments alone', () => {
    const before = hilbert.slice()
    const right = Float64Array.from({ length: 5 }, (_, i) =>
      [1, 2, 3, 4, 5].reduce((sum, x, j) => sum + x * (hilbert[i * 5 + j] as number), 0),
    )
    const x = solveSymmetric(hilbert, 5, right) as Float64Array
    for (let i = 0; i < 5; i++) expect(x[i]).toBeCloseTo(i + 1, 8)
    expect(hilbert).toEqual(before)
  })

  it('inverts, and answers nothing for a matrix without an inverse', () => {
    const inverse = inverseSymmetric(hilbert, 5) as Float64Array
    expect(inverse[0]).toBeCloseTo(25, 6)
    expect(inverse[24]).toBeCloseTo(44100, 4)
    expect(inverse[1]).toBeCloseTo(inverse[5] as number, 6)
    expect(inverseSymmetric(Float64Array.of(1, 1, 1, 1), 2)).toBeNull()
    expect(solveSymmetric(Float64Array.of(-1), 1, Float64Array.of(1))).toBeNull()
  })

  it('counts the rank exactly, where rounding would see one more', () => {
    expect(integerRank([])).toBe(0)
    expect(integerRank([[0, 0, 0]])).toBe(0)
    const big = 94_906_267
    expect(
      integerRank([
        [big, big + 1],
        [big - 1, big],
      ]),
    ).toBe(2)
    expect(
      integerRank([
        [1, 1, 0, 1],
        [0, 1, 1, 0],
        [1, 2, 1, 1],
        [1, 0, -1, 1],
      ]),
    ).toBe(2)
  })
})
