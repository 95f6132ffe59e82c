import { describe, expect, it } from 'vitest'
import { outermost, quantiles, sortedQuantile, weightedQuantile } from './quantiles.ts'

describe('quantiles', () => {
  const values = [9, 1, 4, 2, 7, 30]

  it('follows type 7 and type 8 as R prints them', () => {
    const type7 = quantiles(values, [0, 0.1, 0.25, 0.5, 0.9, 1], 7)
    for (const [i, expected] of [1, 1.5, 2.5, 5.5, 19.5, 30].entries())
      expect(type7[i]).toBeCloseTo(expected, 12)
    const type8 = quantiles(values, [0.025, 0.1, 0.25, 0.5, 0.9, 0.975], 8)
    for (const [i, expected] of [1, 1, 1.9166666666666667, 5.5, 30, 30].entries())
      expect(type8[i]).toBeCloseTo(expected, 12)
    expect(values).toEqual([9, 1, 4, 2, 7, 30])
  })

  it('says when a limit is the outermost value there is', () => {
    expect(outermost(6, 0.1)).toBe('smallest')
    expect(outermost(6, 0.9)).toBe('largest')
    expect(outermost(1000, 0.025)).toBeNull()
    expect(outermost(1000, 0.0006)).toBe('smallest')
  })

  it('weights values, and passes over those without weight', () => {
    expect(weightedQuantile([5, 1, 3], [1, 1, 2], 0.5)).toBe(3)
    expect(weightedQuantile([5, 1, 3], [1, 1, 2], 0.25)).toBe(1)
    expect(weightedQuantile([5, 1, 0], [1, 1, 0], 0)).toBe(1)
    expect(weightedQuantile([0.1, 0.2, 0.3], [0.1, 0.1, 0.1], 2 / 3)).toBe(0.2)
  })

  it('throws where there is nothing to take a quantile of', () => {
    expect(() => sortedQuantile([], 0.5)).toThrow(RangeError)
    expect(() => sortedQuantile([1], 1.5)).toThrow(RangeError)
    expect(() => weightedQuantile([1], [0], 0.5)).toThrow(RangeError)
    expect(() => weightedQuantile([1], [-1], 0.5)).toThrow(RangeError)
  })
})
