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
})
