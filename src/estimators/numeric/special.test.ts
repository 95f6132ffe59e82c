import { describe, expect, it } from 'vitest'
import * as special from './special.ts'

/** Expected values: mpmath 1.3 with 40 digits, SciPy for quantiles. */
const close = (is: number, expected: number, relative = 1e-12) =>
  expect(Math.abs(is - expected)).toBeLessThanOrEqual(relative * Math.abs(expected))

describe('special functions', () => {
  it('gives the logarithms of factorials and of the gamma function', () => {
    close(special.logFactorial(5), Math.log(120))
    close(special.logFactorial(300), special.logGamma(301))
    close(special.logGamma(0.03125), 3.4484891277979584)
    close(special.logGamma(1e9), 19723265827.503716)
    close(special.logChoose(52, 5), Math.log(2598960))
    expect(special.logChoose(5, 6)).toBe(-Infinity)
  })

  it.each([
    [0.5, 0.3, 0.5614219739190002, 0.4385780260809999],
    [3, 0.01, 1.654216528074877e-7, 0.9999998345783472],
    [5, 200, 1, 9.413291991183476e-80],
    [66, 18.2, 4.5863494861691364e-18, 1],
    [1000, 900, 0.0005499022657117829, 0.9994500977342882],
    [2000, 2000.5, 0.5074330225810533, 0.4925669774189467],
    [1e5, 1.002e5, 0.7366620100051987, 0.2633379899948013],
  ])('integrates the gamma density with shape %d up to %d in both tails', (a, x, lower, upper) => {
    close(special.gammaP(a, x), lower)
    close(special.gammaQ(a, x), upper)
  })

  it.each([
    [0.3, 2, 5, 0.579825, 0.420175],
    [0.17, 7, 0.5, 9.31790582257722e-7, 0.9999990682094178],
    [0.9, 1000, 150, 0.9994811043806313, 0.0005188956193686768],
    [0.22, 300, 310, 2.8e-49, 1],
  ])('integrates the beta density up to %d', (x, a, b, lower, upper) => {
    if (lower > 1e-40) close(special.betaP(x, a, b), lower)
    close(special.betaQ(x, a, b), upper)
  })

  it('sums Poisson and binomial tails, each including the count itself', () => {
    close(special.poissonAtMost(0, 2.5), Math.exp(-2.5))
    close(special.poissonAtLeast(1, 2.5), 1 - Math.exp(-2.5))
    close(special.poissonAtMost(3, 2.5) + special.poissonAtLeast(4, 2.5), 1)
    expect(special.poissonAtLeast(0, 2.5)).toBe(1)
    expect(special.poissonAtMost(4, 0)).toBe(1)
    expect(special.poissonAtLeast(1, 0)).toBe(0)
    close(special.binomialAtMost(2, 10, 0.3), 0.3827827864)
    close(special.binomialAtMost(2, 10, 0.3) + special.binomialAtLeast(3, 10, 0.3), 1)
  })

  it('inverts t, chi-square, F, beta and gamma', () => {
    close(special.tQuantile(0.975, 1), 12.706204736174694)
    close(special.tQuantile(0.995, 3.7), 4.8692522532278275)
    close(special.tQuantile(0.025, 197), -1.9720790337785026)
    close(special.tQuantile(0.975, Infinity), 1.959963984540054)
    close(special.chiSquareQuantile(0.95, 1), 3.841458820694124)
    close(special.chiSquareQuantile(0.999, 120), 173.6174364561601)
    close(special.chiSquareQuantile(1e-6, 0.5), 1.3499395786223394e-24)
    close(special.chiSquareQuantile(0.5, 1e5), 99999.33333412347)
    close(special.fQuantile(0.99, 12, 200), 2.2747216568015274)
    close(special.betaQuantile(0.025, 3, 40), 0.01497969167071)
    close(special.betaQuantile(0.975, 0.5, 0.5), 0.9984586668665639)
  })

  it('returns from a quantile to the share it was asked for', () => {
    for (const p of [1e-9, 0.025, 0.5, 0.9, 0.9999])
      for (const size of [0.4, 3, 55, 2e3, 1e5]) {
        close(special.gammaP(size, special.gammaQuantile(p, size)), p, 1e-10)
        close(special.betaP(special.betaQuantile(p, size, 12), size, 12), p, 1e-9)
        close(special.tCdf(special.tQuantile(p, size), size), p, 1e-10)
        close(1 - special.fAtLeast(special.fQuantile(p, size, 30), size, 30), p, 1e-7)
      }
    close(special.chiSquareAtLeast(special.chiSquareQuantile(0.975, 7), 7), 0.025)
  })

  it.each([
    [0.025, 948, 1434, 421, 150],
    [0.975, 948, 1434, 421, 185],
    [0.975, 60, 772, 40, 6],
    [0.025, 60, 772, 40, 0],
    [0.5, 10, 5, 12, 8],
    [0.01, 500_000, 700_000, 300_000, 124_456],
  ])('finds hypergeometric quantiles (%d of %d marked, %d not, %d drawn)', (p, marked, rest, drawn, k) => {
    expect(special.hypergeometricQuantile(p, marked, rest, drawn)).toBe(k)
  })

  it('throws rather than hand on a number that is none', () => {
    expect(() => special.logGamma(0)).toThrow(RangeError)
    expect(() => special.logFactorial(1.5)).toThrow(RangeError)
    expect(() => special.gammaP(-1, 2)).toThrow(RangeError)
    expect(() => special.betaQuantile(1.1, 2, 3)).toThrow(RangeError)
    expect(() => special.tQuantile(Number.NaN, 3)).toThrow(RangeError)
    expect(() => special.hypergeometricQuantile(0.5, 3, 3, 7)).toThrow(RangeError)
  })
})
