import { describe, expect, it } from 'vitest'
import { surveyCoverage } from './coverage.ts'

describe('Limits of a share from clusters hold the truth', () => {
  it.each([
    { clusters: 40, size: 15, a: 1, b: 9, least: 0.9 },
    { clusters: 15, size: 20, a: 1, b: 9, least: 0.87 },
    { clusters: 60, size: 15, a: 1, b: 32, least: 0.88 },
    { clusters: 20, size: 15, a: 1, b: 49, least: 0.8 },
    { clusters: 8, size: 25, a: 1, b: 4, least: 0.85 },
  ])('nearly as often as they say: $clusters clusters of $size, $a in 1 + $b', ({ least, ...shape }) => {
    const found = surveyCoverage(shape, { worlds: 150, seed: 20261122 })
    expect(found.logit).toBeGreaterThan(least)
    expect(found.beta).toBeGreaterThan(least)
    expect(found.forgotten).toBeLessThan(found.logit)
  })
})
