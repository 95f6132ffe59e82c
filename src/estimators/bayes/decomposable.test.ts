import { describe, expect, it } from 'vitest'
import { overlapTable } from '../lists/overlap-table.ts'
import { finish } from '../numeric/run.ts'
import { logGamma } from '../numeric/special.ts'
import { decomposableGraphEstimate } from './decomposable.ts'
import { graphPosterior } from './graph-posterior.ts'
import { peaksOf } from './peaks.ts'

const ABC = ['A', 'B', 'C']
/** The Korean table of three lists: 123 persons. */
const korea = overlapTable(ABC, [0, 5, 5, 54, 41, 6, 0, 12])

describe('The posterior over graphs and unseen persons', () => {
  it('is the formula, summed without any shortcut', () => {
    const maxMissing = 700
    const { missing, graphs } = finish(graphPosterior(korea, { maxMissing, tolerance: 0, mostPoints: 0 }))

    const margin = (set: number, n0: number) => {
      const prior = 2 ** -[0, 1, 1, 2, 1, 2, 2, 3][set]!
      const cells = new Map<number, number>()
      korea.counts.forEach((count, history) => {
        cells.set(history & set, (cells.get(history & set) ?? 0) + (history === 0 ? n0 : count))
      })
      return [...cells.values()].reduce(
        (sum, n) => sum + logGamma(n + prior) - logGamma(prior),
        -logGamma(124 + n0),
      )
    }
    const joint = Array.from({ length: maxMissing }, (_, k) =>
      graphs.map(({ cliques, separators }) => {
        const n0 = k + 1
        const sum = (sets: number[]) => sets.reduce((total, set) => total + margin(set, n0), 0)
        return Math.exp(
          sum(cliques) - sum(separators) + logGamma(124 + n0) - logGamma(n0 + 1) - Math.log(123 + n0) + 180,
        )
      }),
    )
    const whole = joint.flat().reduce((a, b) => a + b, 0)
    for (const k of [0, 1, 20, 511, 512, 699])
      expect(missing[k]! / (joint[k]!.reduce((a, b) => a + b, 0) / whole)).toBeCloseTo(1, 9)
    graphs.forEach(({ probability }, g) => {
      expect(probability / (joint.reduce((sum, row) => sum + row[g]!, 0) / whole)).toBeCloseTo(1, 9)
    })
  })

  it('does not depend on the order of the lists', () => {
    const turned = overlapTable(['C', 'A', 'B'], [0, 41, 5, 6, 5, 0, 54, 12])
    const [one, other] = [korea, turned].map((table) =>
      finish(graphPosterior(table, { maxMissing: 3000, tolerance: 0, mostPoints: 0 })),
    )
    for (const k of [0, 10, 100, 2999]) expect(one!.missing[k]! / other!.missing[k]!).toBeCloseTo(1, 10)
  })

  it('extrapolates what lies beyond the grid from how it falls off', () => {
    const near = finish(graphPosterior(korea, { maxMissing: 2000, tolerance: 0, mostPoints: 0 }))
    const far = finish(graphPosterior(korea, { maxMissing: 200_000, tolerance: 0, mostPoints: 0 }))
    const really = far.missing.subarray(2000).reduce((a, b) => a + b, far.beyond as number)
    expect((near.beyond as number) / really).toBeGreaterThan(0.95)
    expect((near.beyond as number) / really).toBeLessThan(1.2)
  })
})

describe('The estimate from decomposable graphs', () => {
  it('chooses a grid beyond which next to nothing lies', () => {
    const answer = finish(decomposableGraphEstimate(korea))
    expect(answer).toMatchObject({ method: 'mse-dga', status: 'ok', cases: 123, estimate: 163 })
    expect(answer.diagnostics.beyond).toBeLessThan(1e-4)
    expect(answer.warnings).toEqual([])
  })

  it('says when a grid that was asked for ends too early, and how early', () => {
    const short = finish(decomposableGraphEstimate(korea, { maxMissing: 500 }))
    expect(short.status).toBe('ok')
    expect(short.warnings).toEqual([
      { code: 'posterior-cut-off', maxMissing: 500, beyond: short.diagnostics.beyond },
    ])
    // 27,000 persons, most of whom a grid to 100 cannot hold: only the saturated graph has room there.
    const shares = Array.from({ length: 8 }, (_, history) => 0.3 ** [0, 1, 1, 2, 1, 2, 2, 3][history]!)
    const many = overlapTable(
      ABC,
      shares.map((share) => Math.round(20_000 * share)),
    )
    expect(finish(decomposableGraphEstimate(many, { maxMissing: 100 })).warnings).toContainEqual({
      code: 'posterior-cut-off',
      maxMissing: 100,
      beyond: null,
    })
  })

  it('refuses two lists, six lists, lists that never overlap and lists that wholly do', () => {
    const on = (lists: number) =>
      overlapTable(
        Array.from({ length: lists }, (_, k) => `L${k}`),
        Array.from({ length: 2 ** lists }, () => 3),
      )
    expect(finish(decomposableGraphEstimate(on(2)))).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'too-few', what: 'lists', is: 2, least: 3 },
    })
    expect(finish(decomposableGraphEstimate(on(6)))).toMatchObject({
      reason: { code: 'too-many', what: 'lists', is: 6, most: 5 },
    })
    expect(finish(decomposableGraphEstimate(overlapTable(ABC, [0, 9, 9, 0, 9, 0, 0, 0])))).toMatchObject({
      reason: { code: 'no-overlap' },
    })
    expect(finish(decomposableGraphEstimate(overlapTable(ABC, [0, 0, 0, 0, 0, 0, 0, 50])))).toMatchObject({
      reason: { code: 'all-overlap' },
    })
  })

  it('finds the population of independent lists, when there are many persons', () => {
    const shares = [0.4, 0.5, 0.6]
    const counts = Array.from({ length: 8 }, (_, history) =>
      Math.round(20_000 * shares.reduce((p, s, i) => p * ((history >> i) & 1 ? s : 1 - s), 1)),
    )
    const answer = finish(decomposableGraphEstimate(overlapTable(ABC, counts)))
    if (answer.status !== 'ok') return expect.unreachable()
    expect(Math.abs(answer.estimate / 20_000 - 1)).toBeLessThan(0.02)
    expect(answer.diagnostics.topModels[0]?.cliques).toEqual([['A'], ['B'], ['C']])
  })

  it('says so of counts no grid can hold', () => {
    const huge = overlapTable(ABC, [0, 1e9, 1e9, 1e4, 1e9, 1e4, 1e4, 10])
    const answer = finish(decomposableGraphEstimate(huge, { maxMissing: 20_000 }))
    expect(answer.warnings).toContainEqual({ code: 'posterior-cut-off', maxMissing: 20_000, beyond: null })
  })

  it('refuses a table of thousands of millions before trying any number', () => {
    const huge = overlapTable(ABC, [0, 9e8, 8e8, 4e8, 7e8, 3e8, 2e8, 1e8])
    const run = decomposableGraphEstimate(huge)
    const first = run.next()
    expect(first.done && first.value).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'unseen-beyond-grid', most: 5_000_000 },
    })
  })

  it('refuses a grid that is none', () => {
    expect(() => finish(decomposableGraphEstimate(korea, { maxMissing: 0 }))).toThrow('maxMissing')
    expect(() => finish(decomposableGraphEstimate(korea, { maxMissing: 1.5 }))).toThrow('maxMissing')
  })
})

describe('The peaks of a distribution', () => {
  const hill = (at: number) => Array.from({ length: 100 }, (_, k) => Math.exp(-(((k - at) / 6) ** 2)))
  const add = (a: number[], b: number[], weight: number) => a.map((x, k) => x + weight * b[k]!)
  it('are counted where a valley divides them', () => {
    expect(peaksOf(hill(40)).map(({ place }) => place)).toEqual([40])
    expect(peaksOf(add(hill(20), hill(70), 0.3)).map(({ place }) => place)).toEqual([20, 70])
    expect(peaksOf(add(hill(20), hill(24), 1))).toHaveLength(1)
    expect(peaksOf(add(hill(20), hill(70), 0.001))).toHaveLength(1)
  })
})
