import { describe, expect, it } from 'vitest'
import { normalQuantile } from './normal.ts'
import { random } from './random.ts'
import { changeBetween, type EstimateWithDoubt, probabilityOfFall } from './two-estimates.ts'

/** A share with Wilson's interval, as a survey of `n` would give it. */
function share(hits: number, n: number, level = 95): EstimateWithDoubt {
  const z = normalQuantile((1 + level / 100) / 2)
  const middle = (2 * hits + z ** 2) / (2 * (n + z ** 2))
  const half = (z * Math.sqrt(z ** 2 + 4 * hits * (1 - hits / n))) / (2 * (n + z ** 2))
  const value = hits / n
  return { value, low: Math.min(value, middle - half), high: Math.max(value, middle + half), level }
}
const around = (value: number, half: number, level = 95): EstimateWithDoubt => ({
  value,
  low: value - half,
  high: value + half,
  level,
})
const counted = (value: number): EstimateWithDoubt => ({ value, low: null, high: null, level: null })

describe('A change between two estimates', () => {
  it.each([
    // Newcombe (1998), table II, method 10: a/m, b/n, lower and upper limit of a/m − b/n.
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('is what Newcombe printed for %i/%i against %i/%i', (a, m, b, n, low, high) => {
    const change = changeBetween(share(b, n), share(a, m))
    expect(change.low).toBeCloseTo(low, 4)
    expect(change.high).toBeCloseTo(high, 4)
  })

  it('is what two symmetric intervals give by hand: 4.1 ± 1.3 and 3.4 ± 1.2 differ by −0.7 ± 1.7692', () => {
    const change = changeBetween(around(4.1, 1.3), around(3.4, 1.2))
    expect(change.value).toBeCloseTo(-0.7, 12)
    expect(change.high - change.value).toBeCloseTo(Math.sqrt(1.3 ** 2 + 1.2 ** 2), 12)
    expect(change.verdict).toBe('no change detectable')
  })

  it('is exact between two full counts, and takes the whole doubt of the other when one is counted', () => {
    expect(changeBetween(counted(12), counted(9))).toMatchObject({
      value: -3,
      low: -3,
      high: -3,
      verdict: 'fell',
      exact: true,
    })
    expect(changeBetween(counted(12), counted(12)).verdict).toBe('unchanged')
    const half = changeBetween(counted(10), around(8, 1))
    expect([half.low, half.high]).toEqual([expect.closeTo(-3, 10), expect.closeTo(-1, 10)])
    expect(half.verdict).toBe('fell')
  })

  it('stretches intervals of another level: 90 % limits as wide as 95 % ones say the same', () => {
    const stretch = normalQuantile(0.95) / normalQuantile(0.975)
    const at95 = changeBetween(around(40, 6), around(30, 5))
    const at90 = changeBetween(around(40, 6 * stretch, 90), around(30, 5))
    expect(at90.low).toBeCloseTo(at95.low, 10)
    expect(at90.high).toBeCloseTo(at95.high, 10)
  })

  it('is the same from the other end with its sign turned', () => {
    const chance = random(7)
    for (let run = 0; run < 200; run++) {
      const draw = () => {
        const value = 100 * chance.uniform()
        return { value, low: value - 20 * chance.uniform(), high: value + 20 * chance.uniform(), level: 95 }
      }
      const [one, two] = [draw(), draw()]
      const there = changeBetween(one, two)
      const back = changeBetween(two, one)
      expect(there.low).toBeCloseTo(-back.high, 9)
      expect(there.low).toBeLessThanOrEqual(there.value)
      expect(there.verdict === 'no change detectable').toBe(there.low <= 0 && there.high >= 0)
    }
  })

  it('on the log scale is a ratio, and says “no change” when that holds one', () => {
    const change = changeBetween(
      { value: 200, low: 100, high: 400, level: 95 },
      { value: 100, low: 50, high: 200, level: 95 },
      { scale: 'ratio' },
    )
    // By hand: logs ± ln 2 each, so −ln 2 ± √2 ln 2.
    expect(change.value).toBeCloseTo(0.5, 12)
    expect(change.low).toBeCloseTo(2 ** (-1 - Math.SQRT2), 12)
    expect(change.high).toBeCloseTo(2 ** (-1 + Math.SQRT2), 12)
    expect(change.verdict).toBe('no change detectable')
  })

  it('refuses what is no estimate', () => {
    expect(() => changeBetween({ value: 3, low: 4, high: 5, level: 95 }, counted(1))).toThrow(
      'does not hold its value',
    )
    expect(() => changeBetween({ value: 3, low: 2, high: null, level: 95 }, counted(1))).toThrow('one limit')
    expect(() => changeBetween(counted(0), counted(1), { scale: 'ratio' })).toThrow('above zero')
    expect(() => changeBetween({ ...around(3, 1), level: null }, counted(1))).toThrow('confidence')
    expect(() => changeBetween(counted(Number.NaN), counted(1))).toThrow(RangeError)
  })

  it.each([
    [200, 0.3, 200, 0.2],
    [62, 0.1, 62, 0.05],
    [400, 0.04, 120, 0.02],
    [20, 0.5, 15, 0.1],
  ])('holds the truth about as often as it says: %i at %f, then %i at %f', (m, before, n, after) => {
    const chance = random(2015)
    const sample = (size: number, p: number) => {
      let hits = 0
      for (let each = 0; each < size; each++) if (chance.uniform() < p) hits += 1
      return share(hits, size)
    }
    let held = 0
    const runs = 1500
    for (let run = 0; run < runs; run++) {
      const { low, high } = changeBetween(sample(m, before), sample(n, after))
      if (low <= after - before && after - before <= high) held += 1
    }
    // Newcombe finds 0.92 to 0.99 over such cases; three standard errors of 1500 runs are 0.017.
    expect(held / runs).toBeGreaterThan(0.93)
    expect(held / runs).toBeLessThan(0.985)
  })
})

describe('The probability of a fall', () => {
  it('is one half where the fall is just what was seen, and 97.5 % at the limit of the 95 % interval', () => {
    const [before, after] = [around(61, 5), around(44, 6)]
    expect(probabilityOfFall(before, after, 17)).toBeCloseTo(0.5, 12)
    const { high } = changeBetween(before, after)
    expect(probabilityOfFall(before, after, -high)).toBeCloseTo(0.975, 10)
  })

  it('falls as more is asked for, and is 0 or 1 between full counts', () => {
    const [before, after] = [around(10, 4), around(7, 3)]
    const asked = [-5, 0, 1, 3, 5, 20].map((by) => probabilityOfFall(before, after, by))
    expect(asked).toEqual([...asked].sort((a, b) => b - a))
    expect(probabilityOfFall(counted(10), counted(7), 3)).toBe(1)
    expect(probabilityOfFall(counted(10), counted(7), 4)).toBe(0)
  })

  it('takes a share on the log scale', () => {
    const before = { value: 200, low: 160, high: 250, level: 95 }
    const after = { value: 100, low: 80, high: 125, level: 95 }
    expect(probabilityOfFall(before, after, 0.5, 'ratio')).toBeCloseTo(0.5, 10)
    expect(() => probabilityOfFall(before, after, 1, 'ratio')).toThrow(RangeError)
  })
})
