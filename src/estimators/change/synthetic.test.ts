import { describe, expect, it } from 'vitest'
import type { Estimate } from '../estimate.ts'
import { random } from '../random.ts'
import { syntheticControl } from './synthetic.ts'

function ok<T>(estimate: Estimate<T>) {
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate.reason))
  return estimate
}

/** Places moved by two common tides, to which each answers in its own way. The first is a mix of the second and third. */
function places({ effect = 0, count = 25, periods = 12, start = 8, noise = 0, seed = 3 } = {}) {
  const chance = random(seed)
  const tides = Array.from({ length: periods }, (_, t) => [10 + t, 5 * Math.sin(t)] as const)
  const answers = Array.from({ length: count }, () => [chance.uniform(), chance.uniform()] as const)
  const series = answers.map(([a, b]) => tides.map(([x, y]) => a * x + b * y + noise * chance.normal()))
  series[0] = tides.map(
    (_, t) =>
      0.3 * (series[1]?.[t] as number) +
      0.7 * (series[2]?.[t] as number) +
      (t >= start ? effect : 0) +
      noise * chance.normal(),
  )
  return {
    units: series.map((_, unit) => `place ${unit}`),
    periods: tides.map((_, t) => String(2010 + t)),
    values: series as (number | null)[][],
    treated: 'place 0',
    start,
  }
}

describe('A synthetic control', () => {
  it('finds the mix a place was made of, and the effect put into it', () => {
    const data = places({ effect: -2, count: 4 })
    const found = ok(syntheticControl(data))
    expect(found.estimate).toBeCloseTo(-2, 4)
    expect(found.diagnostics.weights[0]).toMatchObject({ unit: 'place 2', weight: expect.closeTo(0.7, 3) })
    expect(found.diagnostics.weights[1]).toMatchObject({ unit: 'place 1', weight: expect.closeTo(0.3, 3) })
    expect(found.diagnostics.errorBefore).toBeLessThan(1e-4)
  })

  it('takes weights that are not negative and add up to one, better than any single place', () => {
    const found = ok(syntheticControl(places({ noise: 0.3 })))
    const { weights, errorBefore } = found.diagnostics
    expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 6)
    expect(Math.min(...weights.map(({ weight }) => weight))).toBeGreaterThan(0)
    expect(errorBefore).toBeLessThan(0.5)
  })

  it('tells an effect from none by the other places', () => {
    const real = ok(syntheticControl(places({ effect: -5, noise: 0.3 })))
    expect(real.diagnostics.p).toBe(1 / 25)
    expect(real.intervals.find(({ level }) => level === 0.8)?.high).toBeLessThan(0)
    // 25 places cannot give limits of 95 %.
    expect(real.intervals.map(({ level }) => level)).toEqual([0.8])
    const none = ok(syntheticControl(places({ noise: 0.3 })))
    expect(none.diagnostics.p).toBeGreaterThan(0.05)
  })

  it('warns where too few places are there to tell', () => {
    const few = ok(syntheticControl(places({ effect: -5, count: 8, noise: 0.01 })))
    expect(few.warnings).toEqual([{ code: 'few-places-to-compare', places: 7, smallestP: 1 / 8 }])
    expect(few.intervals).toEqual([])
  })

  it('is refused with fewer than five periods before, or where no mix follows the place', () => {
    expect(syntheticControl(places({ start: 4 }))).toMatchObject({
      reason: { code: 'too-few', what: 'periods', is: 4 },
    })
    const data = places()
    data.values[0] = data.periods.map((_, t) => 500 + 30 * t)
    expect(syntheticControl(data)).toMatchObject({ reason: { code: 'poor-fit-before' } })
  })

  it('needs every value, the place and a start', () => {
    const data = places()
    ;(data.values[3] as (number | null)[])[2] = null
    expect(() => syntheticControl(data)).toThrow(/"row":4,"column":"2012"/)
    expect(() => syntheticControl({ ...places(), treated: 'Atlantis' })).toThrow(/group-unknown/)
    expect(() => syntheticControl({ ...places(), start: 12 })).toThrow(/out-of-range/)
  })
})
