import { describe, expect, it } from 'vitest'
import { normalCdf } from '../normal.ts'
import { chanceFrom, openChance } from './chance.ts'

describe('Quick chance', () => {
  it('is xoshiro128** as published', () => {
    const { uint32 } = chanceFrom([1, 2, 3, 4])
    expect(Array.from({ length: 6 }, uint32)).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492])
  })

  it('draws normal values: no share of them strays from the distribution further than chance allows', () => {
    const count = 200_000
    const drawn = new Float64Array(count)
    openChance(5).fillNormal(drawn, count)
    drawn.sort()
    // Kolmogorov’s distance; 1.63 / √n is passed by one sample in a hundred.
    const distance = drawn.reduce(
      (most, x, k) => Math.max(most, Math.abs((k + 0.5) / count - normalCdf(x))),
      0,
    )
    expect(distance).toBeLessThan(1.63 / Math.sqrt(count))
  })

  it('reaches into the tails as often as it should', () => {
    const count = 400_000
    const drawn = new Float64Array(count)
    openChance(6).fillNormal(drawn, count)
    for (const beyond of [2, 3, 3.7, 4.2]) {
      const expected = 2 * count * normalCdf(-beyond)
      const seen = drawn.filter((x) => Math.abs(x) > beyond).length
      expect(Math.abs(seen - expected), `beyond ${beyond}`).toBeLessThan(4 * Math.sqrt(expected))
    }
  })

  it('gives one by one what it gives in a row', () => {
    const row = new Float64Array(5000)
    openChance(7).fillNormal(row, row.length)
    const { normal } = openChance(7)
    expect(Array.from(row, normal)).toEqual([...row])
  })

  it('has a stream of its own for each source and seed', () => {
    const first = (seed: number, source: number) => openChance(seed, source).uniform()
    expect(new Set([first(1, 0), first(1, 1), first(2, 0), first(2, 1)]).size).toBe(4)
    expect(() => openChance(-1)).toThrow('a seed is a whole number from 0')
    expect(() => openChance(Number.NaN)).toThrow('a seed is a whole number from 0')
  })
})
