import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Interval } from '../estimators/estimate.ts'
import { precisionOf, rounded } from './rounding.ts'

const interval = (low: number, high: number | null): Interval => ({ level: 0.95, low, high, kind: 'bca' })

describe('A figure is rounded to what its interval allows', () => {
  it.each([
    [11_418.3, 9_871, 13_902, 11_400],
    [1_034.15, 588.8, 1_703, 1_000],
    [2_382.8, 2_157, 2_661, 2_380],
    [0.16415, 0.0921, 0.2361, 0.16],
    [0.031_43, 0.030_1, 0.032_9, 0.0314],
  ])('%d in (%d; %d) is %d', (estimate, low, high, said) => {
    expect(rounded(estimate, precisionOf(estimate, [interval(low, high)]))).toBe(said)
  })

  it('to two digits where there is no upper limit', () => {
    expect(rounded(2_382.8, precisionOf(2_382.8, [interval(1_000, null)]))).toBe(2_400)
  })

  it('to two digits where the interval has no width, and no finer than one person', () => {
    for (const [low, high] of [
      [0.351, 0.351],
      [0.351 - 4e-16, 0.351 + 4e-16],
    ] as const) {
      const step = precisionOf(0.351, [interval(low, high)])
      expect(rounded(0.351, step)).toBe(0.35)
      expect([rounded(low, step, 'down'), rounded(high, step, 'up')]).toEqual([0.35, 0.36])
    }
    expect(rounded(0.1, precisionOf(0.1, [interval(0.1, 0.1)]), 'up')).toBe(0.1)
    expect(rounded(-0.4, precisionOf(-0.4, [interval(-0.4, -0.4)]), 'up')).toBe(-0.4)
    expect(rounded(1247, precisionOf(1247, [interval(1247, 1247)]))).toBe(1247)
    expect(precisionOf(0, [interval(0, 0)])).toBe(1)
  })

  it('to nothing where it rounds to nothing, and never to less than that', () => {
    for (const [value, to] of [
      [-0.3, 'nearest'],
      [-0.3, 'up'],
      [-0, 'down'],
    ] as const)
      expect(Object.is(rounded(value, 1, to), 0)).toBe(true)
    expect(Object.is(rounded(-0.003, 0.01), 0)).toBe(true)
  })

  it('with limits rounded outwards, and nothing below what was seen', () => {
    expect(rounded(128, 10, 'down', 123)).toBe(123)
    expect(rounded(131, 10, 'down', 123)).toBe(130)
    expect(rounded(344, 10, 'up')).toBe(350)
    expect(rounded(0.1634, 0.01, 'up')).toBe(0.17)
    expect(rounded(350.0000000001, 10, 'up')).toBe(350)
    expect(rounded(142.4, 100, 'nearest', 142)).toBe(142)
  })

  it('never to an interval that holds less, nor below the number seen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 5000, noNaN: true }),
        fc.double({ min: 0, max: 5000, noNaN: true }),
        (seen, first, second) => {
          const [low, high] = [seen + Math.min(first, second), seen + Math.max(first, second)]
          const step = precisionOf(low, [interval(low, high)])
          expect(rounded(low, step, 'down', seen)).toBeLessThanOrEqual(low * (1 + 1e-8))
          expect(rounded(high, step, 'up', seen)).toBeGreaterThanOrEqual(high * (1 - 1e-8))
          expect(rounded(low, step, 'down', seen)).toBeGreaterThanOrEqual(seen)
        },
      ),
    )
  })
})
