import { describe, expect, it } from 'vitest'
import { overlapTable } from '../lists/overlap-table.ts'
import { finish } from '../numeric/run.ts'
import { latentClassEstimate } from './latent-class.ts'

const short = { iterations: 4000, burnIn: 500 }
const ABCD = ['A', 'B', 'C', 'D']

/** What so many persons leave on four lists, expected and rounded, when a part of them is hard to find. */
function mixture(classes: { persons: number; chances: number[] }[]) {
  const counts = Array.from({ length: 16 }, (_, history) =>
    Math.round(
      classes.reduce(
        (sum, { persons, chances }) =>
          sum + chances.reduce((p, chance, j) => p * ((history >> j) & 1 ? chance : 1 - chance), persons),
        0,
      ),
    ),
  )
  return overlapTable(ABCD, counts)
}

describe('The latent class estimate', () => {
  const alike = mixture([{ persons: 3000, chances: [0.3, 0.2, 0.25, 0.35] }])

  it('finds the population when everybody is alike', () => {
    const answer = finish(latentClassEstimate(alike, short))
    if (answer.status !== 'ok') return expect.unreachable(JSON.stringify(answer))
    expect(Math.abs(answer.estimate / 3000 - 1)).toBeLessThan(0.05)
    expect(answer.diagnostics.classesUsed).toBeLessThan(2.5)
    expect(answer.seed).toBe('1')
    expect(answer.intervals[1]?.monteCarloError?.high).toBeGreaterThan(0)
    expect(answer.intervals[1]?.monteCarloError?.high).toBeLessThan(100)
  })

  it('finds more than independent lists would, when some are easy to find and many are not', () => {
    const table = mixture([
      { persons: 1000, chances: [0.7, 0.6, 0.65, 0.6] },
      { persons: 5000, chances: [0.1, 0.12, 0.1, 0.15] },
    ])
    const answer = finish(latentClassEstimate(table, { iterations: 10_000, burnIn: 500, chains: 2 }))
    if (answer.status !== 'ok') return expect.unreachable(JSON.stringify(answer))
    const [, wide] = answer.intervals
    expect(wide?.low).toBeLessThan(6000)
    expect(wide?.high).toBeGreaterThan(6000)
    // Independent lists would say about 3,600.
    expect(wide?.low).toBeGreaterThan(4000)
  })

  it('says the same again from the same seed, and something else from another', () => {
    const answer = (seed: number) =>
      finish(latentClassEstimate(alike, { iterations: 1000, burnIn: 0, chains: 2, seed }))
    expect(answer(5)).toEqual(answer(5))
    expect(answer(5)).not.toEqual(answer(6))
  })

  it('gives no figure from chains too short to hold one', () => {
    const answer = finish(
      latentClassEstimate(overlapTable(ABCD, [0, 90, 70, 3, 80, 2, 1, 0, 60, 1, 0, 0, 1, 0, 0, 0]), {
        iterations: 1000,
        burnIn: 0,
        chains: 2,
      }),
    )
    if (answer.status === 'ok') {
      expect(answer.diagnostics.chainMedians).toHaveLength(2)
      expect(answer.diagnostics.ess).toBeGreaterThanOrEqual(400)
    } else
      expect(answer.reason).toMatchObject({ code: 'chains-not-converged', leastEss: 400, mostRHat: 1.05 })
  })

  it('refuses two lists, lists that never overlap, and settings out of range', () => {
    expect(finish(latentClassEstimate(overlapTable(['A', 'B'], [0, 20, 30, 10])))).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'too-few', what: 'lists', is: 2, least: 3 },
    })
    const apart = overlapTable(['A', 'B', 'C'], [0, 20, 30, 0, 10, 0, 0, 0])
    expect(finish(latentClassEstimate(apart))).toMatchObject({ reason: { code: 'no-overlap' } })
    const same = overlapTable(['A', 'B', 'C'], [0, 0, 0, 0, 0, 0, 0, 50])
    expect(finish(latentClassEstimate(same))).toMatchObject({ reason: { code: 'all-overlap' } })
    expect(() => finish(latentClassEstimate(alike, { chains: 1 }))).toThrow('chains')
    expect(() => finish(latentClassEstimate(alike, { iterations: 10 }))).toThrow('iterations')
  })

  it('can be stopped between slices, and says how far it is', () => {
    const run = latentClassEstimate(alike, short)
    const steps = Array.from({ length: 50 }, () => run.next())
    expect(steps.every(({ done }) => !done)).toBe(true)
    const { value } = steps.at(-1)!
    expect(value).toMatchObject({ done: 50 * 250, total: 16 * 2000 + 4 * 4500 })
  })
})
