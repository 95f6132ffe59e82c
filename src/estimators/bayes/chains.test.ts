import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { diagnose, quantileError } from './chains.ts'

/** Chains in which each draw keeps a part `rho` of the one before, shifted and stretched at will. */
function chains(
  seed: number,
  { rho = 0, count = 4, length = 1000, shift = [0], width = [1], heavy = false } = {},
): Float64Array[] {
  const chance = random(seed)
  return Array.from({ length: count }, (_, c) => {
    let x = chance.normal()
    return Float64Array.from({ length }, () => {
      x = rho * x + Math.sqrt(1 - rho * rho) * chance.normal()
      const value = heavy ? Math.sign(x) * Math.exp(x * x * 3) : x
      return (shift[c] ?? 0) + (width[c] ?? 1) * value
    })
  })
}

describe('Chains that agree', () => {
  it('have an R-hat of about 1 and as many independent draws as there are', () => {
    const { rHat, ess, essBulk } = diagnose(chains(1))
    expect(rHat).toBeLessThan(1.005)
    expect(essBulk).toBeGreaterThan(3600)
    expect(essBulk).toBeLessThan(4400)
    expect(ess).toBeGreaterThan(3200)
  })

  it('hold as much as theory says when each draw remembers the one before', () => {
    for (const rho of [0.5, 0.9]) {
      const theory = (1 - rho) / (1 + rho)
      const { essBulk } = diagnose(chains(2, { rho, length: 10_000 }))
      expect(essBulk / (40_000 * theory)).toBeGreaterThan(0.85)
      expect(essBulk / (40_000 * theory)).toBeLessThan(1.15)
    }
  })

  it('count the same whatever the scale, and with tails without a mean', () => {
    const plain = diagnose(chains(3, { rho: 0.6 }))
    const stretched = diagnose(chains(3, { rho: 0.6 }).map((chain) => chain.map((x) => Math.exp(5 * x))))
    expect(stretched.rHatPlace).toBeCloseTo(plain.rHatPlace, 12)
    expect(stretched.essBulk).toBeCloseTo(plain.essBulk, 8)
    expect(diagnose(chains(4, { heavy: true })).rHat).toBeLessThan(1.01)
  })

  it('may never move at all', () => {
    expect(diagnose([new Float64Array(100).fill(7), new Float64Array(100).fill(7)])).toMatchObject({
      rHat: 1,
      ess: 200,
    })
  })
})

describe('Chains that disagree', () => {
  it('are told by their place', () => {
    expect(diagnose(chains(5, { shift: [0, 0, 0, 1] })).rHatPlace).toBeGreaterThan(1.05)
    expect(diagnose([new Float64Array(100).fill(7), new Float64Array(100).fill(8)]).rHat).toBeGreaterThan(100)
  })

  it('are told by their width alone', () => {
    const { rHatPlace, rHatWidth } = diagnose(chains(6, { width: [1, 1, 1, 3] }))
    expect(rHatPlace).toBeLessThan(1.02)
    expect(rHatWidth).toBeGreaterThan(1.05)
  })

  it('are told when each of them drifts the same way', () => {
    const drifting = chains(7).map((chain) => chain.map((x, i) => x + i / 400))
    expect(diagnose(drifting).rHat).toBeGreaterThan(1.1)
  })

  it('cannot be told when there is only one', () => {
    expect(() => diagnose(chains(8, { count: 1 }))).toThrow('two at least')
  })
})

describe('The error of a quantile from chains', () => {
  it('is what theory says, for independent draws and for draws that remember', () => {
    // The median of n normal draws varies by the square root of pi / 2n.
    const theory = (draws: number) => Math.sqrt(Math.PI / 2 / draws)
    expect(quantileError(chains(9, { length: 5000 }), 0.5) / theory(20_000)).toBeCloseTo(1, 0)
    const remembering = quantileError(chains(10, { rho: 0.8, length: 5000 }), 0.5)
    expect(remembering / theory(20_000)).toBeGreaterThan(2)
  })
})
