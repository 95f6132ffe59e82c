import { describe, expect, it } from 'vitest'
import { stream } from '../numeric/run.ts'
import { poissonAtLeast, poissonAtMost } from '../numeric/special.ts'
import { accelerationOf, bcaIntervals, bcaShare, biasCorrection } from './bca.ts'
import { drawBinomial, drawTable } from './resample.ts'
import { smallerTail } from './stepwise.ts'

describe('BCa limits', () => {
  const chance = stream(3, 0)
  const totals = Float64Array.from({ length: 2000 }, () => chance.normal(1000, 100))

  it('are plain quantiles when nothing leans to a side', () => {
    expect(bcaShare(0.025, 0, 0)).toBeCloseTo(0.025, 12)
    expect(bcaShare(0.9, 0, 0)).toBeCloseTo(0.9, 12)
  })

  it('lie lower when fewer than half of the resamples are below the estimate', () => {
    expect(bcaShare(0.025, -0.5, 0)).toBeLessThan(0.025)
    expect(bcaShare(0.975, -0.5, 0)).toBeLessThan(0.975)
  })

  it('come near those of the normal distribution for normal resamples, with the doubt that chance leaves', () => {
    const [interval] = bcaIntervals({ estimate: 1000, totals, acceleration: 0 }, [0.95], 1) ?? []
    expect(Math.abs((interval?.low ?? 0) - 804)).toBeLessThan(25)
    expect(Math.abs((interval?.high ?? 0) - 1196)).toBeLessThan(25)
    // The quantile of 2,000 normal values: sqrt(pq/n)/density = 6.0, and z0 adds its own.
    expect(interval?.monteCarloError?.low).toBeGreaterThan(4)
    expect(interval?.monteCarloError?.low).toBeLessThan(14)
    expect(interval).not.toHaveProperty('lowAtMost')
  })

  it('are refused when all resamples are on one side of the estimate', () => {
    expect(biasCorrection(1, [2, 3, 4])).toBe(-Infinity)
    expect(bcaIntervals({ estimate: 1, totals: [2, 3, 4], acceleration: 0 }, [0.95], 1)).toBeNull()
    expect(bcaIntervals({ estimate: 9, totals: [2, 3, 4], acceleration: 0 }, [0.95], 1)).toBeNull()
  })

  it('say when they stand on the outermost resample, whose chance error nobody knows', () => {
    const few = [90, 110, 111, 112, 113, 114, 115, 116, 117, 118]
    const [interval] = bcaIntervals({ estimate: 110.5, totals: few, acceleration: 0 }, [0.95], 1) ?? []
    expect(interval).toMatchObject({ low: 90, lowAtMost: true, monteCarloError: { low: null } })
  })

  it('have no upper limit where it falls among resamples without an estimate', () => {
    const some = Float64Array.from(totals, (total, b) => (b % 10 === 0 ? Infinity : total))
    const [wide, narrow] =
      bcaIntervals({ estimate: 1000, totals: some, acceleration: 0 }, [0.95, 0.5], 1) ?? []
    expect(wide?.high).toBeNull()
    expect(wide?.low).toBeGreaterThan(700)
    expect(narrow?.high).toBeGreaterThan(1000)
  })

  it('take a total that differs by rounding alone as equal to the estimate', () => {
    expect(biasCorrection(100, [90, 100 - 1e-11, 101, 102])).toBe(biasCorrection(100, [90, 100, 101, 102]))
  })

  it('have no acceleration when one person less changes nothing', () => {
    expect(
      accelerationOf([
        { count: 3, total: 10 },
        { count: 4, total: 10 },
      ]),
    ).toBe(0)
  })
})

describe('Drawing a table', () => {
  it('keeps the number of persons and leaves empty histories empty', () => {
    const weights = [0, 5, 3, 0, 2, 0, 0, 1]
    for (let b = 0; b < 50; b++) {
      const drawn = drawTable(11, weights, stream(5, b), new Float64Array(8))
      expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(11)
      expect([drawn[0], drawn[3], drawn[5], drawn[6]]).toEqual([0, 0, 0, 0])
    }
  })

  it.each([
    [50, 0.03],
    [40, 0.7],
    [400, 0.2],
    [1e9, 0.4],
    [1e9, 3e-9],
  ])('has the mean and the variance of %d trials at %d', (trials, probability) => {
    const chance = stream(11, trials)
    const draws = Float64Array.from({ length: 20000 }, () => drawBinomial(trials, probability, chance))
    const mean = draws.reduce((sum, count) => sum + count, 0) / draws.length
    const variance = draws.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (draws.length - 1)
    const expected = trials * probability * (1 - probability)
    expect(Math.abs(mean - trials * probability)).toBeLessThan(4 * Math.sqrt(expected / draws.length))
    expect(Math.abs(variance / expected - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / expected) / draws.length))
  })

  it('gives every count its share', () => {
    const chance = stream(12, 0)
    const seen = new Float64Array(41)
    for (let i = 0; i < 40000; i++) {
      const count = drawBinomial(40, 0.3, chance)
      seen[count] = (seen[count] as number) + 1
    }
    // P(X = 12) and P(X = 18) of 40 trials at 0.3, from the formula.
    expect(Math.abs((seen[12] as number) / 40000 - 0.1365738)).toBeLessThan(0.007)
    expect(Math.abs((seen[18] as number) / 40000 - 0.0171742)).toBeLessThan(0.0026)
  })
})

describe('The smaller tail of a Poisson variable', () => {
  it.each([
    [0, 3.2],
    [4, 3.2],
    [30, 12],
    [12, 30],
    [200, 260],
    [255, 250],
    [900, 1500],
    [3, 1e-9],
  ])('of %d at mean %d agrees with the distribution', (count, mean) => {
    const expected = Math.min(poissonAtMost(count, mean), poissonAtLeast(count, mean))
    expect(Math.abs(smallerTail(count, mean) / expected - 1)).toBeLessThan(1e-11)
  })

  it('is nothing for a count where none can be, and all for none', () => {
    expect(smallerTail(2, 0)).toBe(0)
    expect(smallerTail(0, 0)).toBe(1)
  })
})
