import { describe, expect, it } from 'vitest'
import { overlapTable } from '../lists/overlap-table.ts'
import { finish } from '../numeric/run.ts'
import { random } from '../random.ts'
import { openLogLinearSampler } from './log-linear-posterior.ts'
import { thresholdEstimate } from './threshold.ts'

const ABC = ['A', 'B', 'C']
const sparse = overlapTable(ABC, [0, 40, 30, 6, 20, 0, 0, 0])

describe('The sampler of a log-linear posterior', () => {
  it('agrees with the posterior summed over a fine grid', () => {
    // Two lists and their interaction, given the intercept of a third parameter's flat prior: three dimensions and one.
    const table = overlapTable(['A', 'B'], [0, 12, 20, 5])
    const terms = [0, 1, 2]
    const sampler = openLogLinearSampler({ table, terms, priorVariance: 1 }, random(3))
    if (sampler === null) return expect.unreachable()
    const draws = Array.from({ length: 20_000 }, () => sampler.draw()[0] as number)
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length
    const square = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length

    let weight = 0
    let first = 0
    let second = 0
    for (let u = 1; u < 7; u += 0.04)
      for (let a = -4; a < 1.5; a += 0.04)
        for (let b = -4; b < 2; b += 0.04) {
          const logs = 12 * (u + a) + 20 * (u + b) + 5 * (u + a + b)
          const p = Math.exp(logs - Math.exp(u + a) - Math.exp(u + b) - Math.exp(u + a + b) - 62)
          weight += p
          first += p * u
          second += p * u * u
        }
    const trueMean = first / weight
    const trueSquare = second / weight - trueMean ** 2
    expect(Math.abs(mean - trueMean)).toBeLessThan(0.02)
    expect(Math.abs(square / trueSquare - 1)).toBeLessThan(0.05)
    expect(sampler.accepted()).toBeGreaterThan(0.6)
  })

  it('keeps to the prior where the data say nothing', () => {
    // Nobody is on A and B and C: the triple can only be bounded from above.
    const terms = [0, 1, 2, 4, 3, 5, 6, 7]
    const table = overlapTable(ABC, [0, 400, 300, 60, 200, 50, 40, 0])
    const sampler = openLogLinearSampler({ table, terms, priorVariance: 0.01 }, random(4))
    if (sampler === null) return expect.unreachable()
    const draws = Array.from({ length: 5000 }, () => sampler.draw()[7] as number)
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length
    expect(mean).toBeLessThan(0)
    expect(mean).toBeGreaterThan(-0.2)
  })
})

describe('The estimate by thresholding', () => {
  it('exists where overlaps are empty, and the interval holds what was seen', () => {
    const answer = finish(thresholdEstimate(sparse, { draws: 500 }))
    if (answer.status !== 'ok') return expect.unreachable(JSON.stringify(answer))
    expect(answer.intervals[1]?.low).toBeGreaterThan(96)
    expect(answer.diagnostics.tested).toHaveLength(3)
    expect(answer.generator).toBe('xoshiro256**')
  })

  it('drops all for a high threshold, and keeps all for none', () => {
    const kept = (threshold: number) =>
      finish(thresholdEstimate(sparse, { draws: 500, threshold })).diagnostics.tested?.filter(
        ({ kept }) => kept,
      ).length
    expect(kept(50)).toBe(0)
    expect(kept(0)).toBe(3)
  })

  it('names the interaction that was a close call', () => {
    const open = finish(thresholdEstimate(sparse, { draws: 500, threshold: 50 }))
    const [first] = open.diagnostics.tested ?? []
    const close = finish(thresholdEstimate(sparse, { draws: 500, threshold: first!.statistic + 0.001 }))
    expect(close.warnings).toContainEqual(
      expect.objectContaining({ code: 'close-to-threshold', lists: first!.lists }),
    )
  })

  it('says the same again from the same seed', () => {
    const answer = (seed: number) => finish(thresholdEstimate(sparse, { draws: 200, seed }))
    expect(answer(3)).toEqual(answer(3))
    expect(answer(3)).not.toEqual(answer(4))
  })

  it('refuses what no prior on interactions can bound', () => {
    expect(finish(thresholdEstimate(overlapTable(ABC, [0, 9, 9, 0, 9, 0, 0, 0])))).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'no-overlap' },
    })
    // Everybody is on A: nothing keeps the expected number of unseen persons away from zero.
    expect(finish(thresholdEstimate(overlapTable(ABC, [0, 9, 0, 9, 0, 5, 0, 3])))).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'posterior-improper' },
    })
    expect(finish(thresholdEstimate(overlapTable(['A', 'B'], [0, 9, 9, 3])))).toMatchObject({
      reason: { code: 'too-few', what: 'lists', is: 2, least: 3 },
    })
    expect(() => finish(thresholdEstimate(sparse, { order: 4 }))).toThrow('order')
  })
})
