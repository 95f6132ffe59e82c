import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, digest, sha256hex } from './digest.ts'
import { normalCdf, normalQuantile } from './normal.ts'
import { exp, log, power } from './portable-math.ts'
import { fromWords, random, splitmix64 } from './random.ts'

/** Relative difference in units of the double's precision. */
const ulps = (actual: number, expected: number) =>
  actual === expected ? 0 : Math.abs(actual - expected) / (Math.abs(expected) * Number.EPSILON)

describe('Portable logarithm, exponential and power', () => {
  it('agree with the engine to two units in the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(ulps(log(x), Math.log(x))).toBeLessThanOrEqual(2)
      }),
      { numRuns: 5000 },
    )
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(ulps(exp(x), Math.exp(x))).toBeLessThanOrEqual(2)
      }),
      { numRuns: 5000 },
    )
  })

  it('hold at the edges', () => {
    expect(log(1)).toBe(0)
    expect(log(0)).toBe(-Infinity)
    expect(log(-1)).toBeNaN()
    expect(ulps(log(1e-310), -713.8013788281542)).toBeLessThanOrEqual(1)
    expect(exp(0)).toBe(1)
    expect(exp(710)).toBe(Infinity)
    expect(exp(-746)).toBe(0)
    expect(exp(-740)).toBeCloseTo(Math.exp(-740), 320)
    expect(ulps(exp(709.7), Math.exp(709.7))).toBeLessThanOrEqual(2)
  })

  it('take powers close enough for twelve digits', () => {
    for (const [x, p] of [
      [2, 10],
      [0.3, -2.5],
      [1e-8, 0.37],
      [1234.5, 3.3],
    ] as const)
      expect(ulps(power(x, p), x ** p)).toBeLessThan(50)
  })
})

describe('The normal distribution', () => {
  // From the Python standard library (the same AS 241), and the continued fraction of the tail in 60 digits.
  it.each([
    [1e-300, -37.0470962993612],
    [1e-10, -6.361340902404056],
    [0.01, -2.3263478740408408],
    [0.2, -0.8416212335729142],
    [0.5, 0],
    [0.6, 0.2533471031357998],
    [0.975, 1.959963984540054],
    [0.9999999, 5.199337582290662],
  ])('has its quantile of %d at %d', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(1e-14 * Math.abs(z))
  })

  it.each([
    [-37, 5.725571222524577e-300],
    [-10, 7.619853024160525e-24],
    [-5.7, 5.990371401063533e-9],
    [-3, 0.0013498980316300957],
    [-1, 0.15865525393145707],
    [-0.5, 0.3085375387259869],
    [0, 0.5],
    [0.3, 0.6179114221889526],
    [1.959963984540054, 0.975],
    [4, 0.9999683287581669],
    [50, 1],
  ])('has below %d a share of %d', (x, share) => {
    expect(Math.abs(normalCdf(x) - share)).toBeLessThanOrEqual(3e-15 * share)
  })

  it('returns from the share to the quantile', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.5, noNaN: true }), (p) => {
        expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-13 * p + 1e-17)
      }),
    )
  })

  it('refuses what is no probability', () => {
    expect(() => normalQuantile(1.1)).toThrow(RangeError)
    expect(() => normalQuantile(Number.NaN)).toThrow(RangeError)
    expect(normalQuantile(0)).toBe(-Infinity)
  })
})

describe('Chance', () => {
  it('is splitmix64 and xoshiro256** as published', () => {
    expect(splitmix64(1234567n, 3)).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
    ])
    const draws = fromWords([1n, 2n, 3n, 4n])
    // High halves of 11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600
    expect(Array.from({ length: 6 }, () => draws.uint32())).toEqual([
      0, 0, 0, 283115520, 283162140, 141558300,
    ])
  })

  it('repeats itself from the same seed, and only then', () => {
    const draws = random(20140228)
    expect(Array.from({ length: 4 }, () => draws.uniform())).toEqual([
      0.6619906289418312, 0.4269698470926466, 0.565252979056134, 0.7336409166647715,
    ])
    const late = random(7)
    for (let i = 0; i < 998; i++) late.uniform()
    expect(late.uniform()).toBe(0.6120016682839263)
    expect(late.uint32()).toBe(3638522394)
    expect(random(1).uniform()).not.toBe(random(2).uniform())
  })

  it('draws normal values with the mean and spread asked for', () => {
    const draws = random(11)
    const values = Array.from({ length: 20000 }, () => draws.normal(5, 2))
    const average = values.reduce((a, b) => a + b) / values.length
    const spread = Math.sqrt(values.reduce((a, b) => a + (b - average) ** 2, 0) / values.length)
    // Five standard errors of each.
    expect(Math.abs(average - 5)).toBeLessThan(5 * (2 / Math.sqrt(20000)))
    expect(Math.abs(spread - 2)).toBeLessThan(5 * (2 / Math.sqrt(40000)))
  })

  it('draws whole numbers evenly', () => {
    const draws = random(3)
    const counts = [0, 0, 0]
    for (let i = 0; i < 30000; i++) {
      const draw = draws.below(3)
      counts[draw] = (counts[draw] as number) + 1
    }
    for (const count of counts) expect(Math.abs(count - 10000)).toBeLessThan(5 * Math.sqrt(30000 * (2 / 9)))
  })

  it('refuses a seed it could not repeat', () => {
    for (const seed of [-1, 1.5, Number.NaN, 2n ** 64n]) expect(() => random(seed)).toThrow(RangeError)
  })
})

describe('The digest of a result', () => {
  it('does not see the order of keys, minus zero, or the thirteenth digit', () => {
    expect(canonical({ b: [1, null, -0], a: 'é' })).toBe('{"a":"é","b":[1,null,0]}')
    expect(digest({ x: 0.1 + 0.2, y: 1 })).toBe(digest({ y: 1, x: 0.3 }))
    expect(digest({ x: 0.3 })).not.toBe(digest({ x: 0.300000000001 }))
  })

  it('leaves out what is not there, and refuses what is no number', () => {
    expect(canonical({ a: undefined, b: true })).toBe('{"b":true}')
    expect(() => canonical({ a: [1, Number.NaN] })).toThrow(/the value\.a\[1\] is NaN/)
  })

  it('is SHA-256 of UTF-8', () => {
    expect(sha256hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(sha256hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(sha256hex('é€😀')).toBe('df9226927fd572c1ee66eec85de1bb139497614899f36e4e90474cb71f6ef9d0')
    expect(sha256hex('a'.repeat(1000))).toBe(
      '41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3',
    )
  })
})
