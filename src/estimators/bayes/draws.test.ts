import { describe, expect, it } from 'vitest'
import { betaP, binomialAtMost, gammaP, poissonAtMost } from '../numeric/special.ts'
import { random } from '../random.ts'
import { drawsFrom } from './draws.ts'

const DRAWS = 40_000
/** The limit a Kolmogorov distance passes by chance once in some thousands of cases. */
const LIMIT = 2 / Math.sqrt(DRAWS)

/** Largest distance between the shares of draws at or below each value and what they should be. */
function furthest(draw: () => number, atMost: (x: number) => number): number {
  const values = Float64Array.from({ length: DRAWS }, draw).sort()
  let worst = 0
  for (let i = 0; i < DRAWS; i += 7) {
    let last = i
    while (last + 1 < DRAWS && values[last + 1] === values[i]) last++
    worst = Math.max(worst, Math.abs((last + 1) / DRAWS - atMost(values[i] as number)))
  }
  return worst
}

describe('Draws', () => {
  const draws = drawsFrom(random(20210401))

  it.each([0.02, 0.3, 1, 2.5, 40, 3000])('of gamma, shape %d, follow it', (shape) => {
    expect(
      furthest(
        () => draws.gamma(shape),
        (x) => gammaP(shape, x),
      ),
    ).toBeLessThan(LIMIT)
  })

  it('of gamma with a tiny shape keep their logarithm when they would be too small to stand', () => {
    const logs = Array.from({ length: 1000 }, () => draws.logGamma(1e-4))
    expect(Math.min(...logs)).toBeLessThan(-10_000)
    expect(logs.every(Number.isFinite)).toBe(true)
  })

  it.each([
    [1, 1],
    [1, 7],
    [12, 1],
    [2, 2],
    [3, 900],
    [700, 40],
  ])('of beta (%d, %d) follow it', (a, b) => {
    expect(
      furthest(
        () => draws.beta(a, b),
        (x) => betaP(x, a, b),
      ),
    ).toBeLessThan(LIMIT)
  })

  it.each([
    [1, 0.3],
    [25, 0.9],
    [40, 0.5],
    [300, 0.1],
    [5000, 0.0007],
    [100_000, 0.62],
    [1e9, 1e-9],
  ])('of binomial (%d, %d) follow it', (n, p) => {
    expect(
      furthest(
        () => draws.binomial(n, p),
        (x) => binomialAtMost(x, n, p),
      ),
    ).toBeLessThan(LIMIT)
  })

  it.each([0.02, 3, 9.9, 10.1, 80, 20_000])('of Poisson, mean %d, follow it', (mean) => {
    expect(
      furthest(
        () => draws.poisson(mean),
        (x) => poissonAtMost(x, mean),
      ),
    ).toBeLessThan(LIMIT)
  })

  it('at the ends are certain', () => {
    expect([draws.binomial(9, 0), draws.binomial(9, 1), draws.binomial(0, 0.5), draws.poisson(0)]).toEqual([
      0, 9, 0, 0,
    ])
  })
})
