import { describe, expect, it } from 'vitest'
import { finish } from '../numeric/run.ts'
import { aLargeModel, aLeaf, aModel, noDoubt } from './models.test-data.ts'
import { choicesThatReach, idleChoices, sobolIndices, sobolOf } from './sobol.ts'
import { mostDimensions, sobolSequence } from './sobol-sequence.ts'

const points = (dimensions: number, count: number) => {
  const { next } = sobolSequence(dimensions)
  return Array.from({ length: count }, () => {
    const point = new Float64Array(dimensions)
    next(point)
    return point
  })
}

describe('The Sobol’ sequence', () => {
  it('has the points of the published numbers', () => {
    const all = points(40, 200)
    const at = (k: number) => [0, 1, 2, 5, 20, 39].map((d) => all[k]?.[d])
    // Read off the generator of SciPy 1.17 (same numbers, no scrambling).
    expect(at(3)).toEqual([0.25, 0.75, 0.75, 0.25, 0.75, 0.75])
    expect(at(100)).toEqual([0.4140625, 0.2578125, 0.7734375, 0.7421875, 0.7578125, 0.1328125])
    expect(at(199)).toEqual([0.14453125, 0.57421875, 0.97265625, 0.74609375, 0.55078125, 0.95703125])
  })

  it('puts one of its first 512 points into each of 512 equal stretches, in every dimension', () => {
    const all = points(mostDimensions, 512)
    for (let d = 0; d < mostDimensions; d++)
      expect(new Set(all.map((point) => Math.floor(512 * (point[d] as number)))).size).toBe(512)
  })
})

describe('Sobol’ indices', () => {
  const ishigami = (u: Float64Array) => {
    const [x, y, z] = Array.from(u, (each) => Math.PI * (2 * each - 1)) as [number, number, number]
    return Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x)
  }
  const first = [0.3139, 0.4424, 0]
  const total = [0.5576, 0.4424, 0.2437]

  it('of the Ishigami function are the known ones, and lie in their intervals', () => {
    const found = sobolOf(ishigami, 3, 2048, 20140228)
    first.forEach((value, i) => {
      expect(Math.abs(found.first![i]!.value - value)).toBeLessThan(0.02)
      expect(found.first![i]!.low).toBeLessThan(value)
      expect(found.first![i]!.high).toBeGreaterThan(value)
    })
    total.forEach((value, i) => {
      expect(Math.abs(found.total![i]!.value - value)).toBeLessThan(0.02)
    })
    expect(found.evaluations).toBe(2048 * 5)
    expect(found.firstAboveTotal).toEqual([])
  })

  it('do not mind an output far from zero', () => {
    const far = sobolOf((u) => 1000 + ishigami(u), 3, 1024, 1)
    const near = sobolOf(ishigami, 3, 1024, 1)
    near.first!.forEach(({ value }, i) => {
      expect(far.first![i]!.value).toBeCloseTo(value, 8)
    })
  })

  it('of a sum are the shares of its variances, first and total alike', () => {
    const { first, total } = sobolOf((u) => 3 * u[0]! + u[1]!, 2, 512, 1)
    expect([first![0]!.value, total![0]!.value, first![1]!.value]).toEqual([
      expect.closeTo(0.9, 1.5),
      expect.closeTo(0.9, 1.5),
      expect.closeTo(0.1, 1.5),
    ])
  })

  it('with far too few rows can come out with a first index above the total one, and that is said', () => {
    const { first, total, firstAboveTotal } = sobolOf((u) => 10 * u[0]! + Math.sin(9 * u[1]!), 2, 4, 0)
    expect(first![1]!.value).toBeGreaterThan(total![1]!.value)
    expect(firstAboveTotal).toEqual([1])
  })

  it('are not given where nothing varies, and refuse what is not finite', () => {
    expect(sobolOf(() => 5, 2, 64, 1)).toMatchObject({ first: null, total: null, variance: 0 })
    expect(() => sobolOf(() => Number.NaN, 2, 64, 1)).toThrow('the output is NaN')
    expect(() => sobolOf(ishigami, 33, 64, 1)).toThrow('for 1 to 32 inputs, not 33')
    expect(() => sobolOf(ishigami, 3, 1e9, 1)).toThrow('at most 1048576 evaluations')
  })
})

describe('Which doubt decides', () => {
  const ask = (
    model: Parameters<typeof sobolIndices>[0],
    output?: Parameters<typeof sobolIndices>[1]['output'],
    n = 64,
  ) => finish(sobolIndices(model, { seed: 1, n, ...(output ? { output } : {}) }))

  it('a score that is a sum of two errors is shared out between measurement and imputation by their variances', () => {
    // Half of a normal error of 4, and half of 40 or 56: variances 4 and 16.
    const model = aModel({
      leaves: [
        aLeaf('x', [50, 50], { standardErrors: [4, null] }),
        aLeaf('y', [null, 20], { imputations: [[40, 56], null] }),
      ],
      doubt: { ...noDoubt, measurement: true, imputation: true },
    })
    const { sources, result } = ask(model, { kind: 'score', unit: 'A' }, 1024)
    expect(sources.map(({ kind }) => kind)).toEqual(['measurement', 'imputation'])
    expect(result?.first?.[0]?.value).toBeCloseTo(0.2, 1)
    expect(result?.total?.[1]?.value).toBeCloseTo(0.8, 1)
  })

  it('a choice of method without effect explains nothing and is named', () => {
    const model = aModel({
      leaves: [aLeaf('x', [50, 40, 30], { standardErrors: [10, 10, 10] })],
      doubt: {
        ...noDoubt,
        measurement: true,
        alternatives: [
          {
            id: 'mean',
            choices: [{ id: 'as written' }, { id: 'geometric', aggregation: { top: 'geometric' } }],
          },
          {
            id: 'scale',
            choices: [
              { id: 'as written' },
              {
                id: 'longer',
                value: { x: { kind: 'function', function: { kind: 'goalposts', low: 0, high: 200 } } },
              },
            ],
          },
        ],
      },
    })
    const { result, idle, sources } = ask(model)
    expect(sources).toContainEqual({ kind: 'alternative', id: 'mean' })
    expect(result?.total?.[1]?.value).toBe(0)
    expect(result?.total?.[0]?.value).toBeGreaterThan(0.9)
    expect(idle).toEqual([
      { alternative: 'mean', choice: 'geometric', changes: 'nothing' },
      { alternative: 'scale', choice: 'longer', changes: 'scores only' },
    ])
    expect(idleChoices(model)).toEqual(idle)
  })

  it('a choice that gives one more unit a place is told, whatever its share', () => {
    const model = aModel({
      leaves: [aLeaf('x', [50, 40, 90]), aLeaf('y', [50, 40, null])],
      tree: {
        id: 'top',
        weight: 1,
        missing: 'no total',
        children: [
          { id: 'x', weight: 1 },
          { id: 'y', weight: 1 },
        ],
      },
      doubt: {
        ...noDoubt,
        alternatives: [
          { id: 'gap', choices: [{ id: 'as written' }, { id: 'without', missing: { top: 'renormalise' } }] },
        ],
      },
    })
    expect(choicesThatReach(model)).toEqual([
      { alternative: 'gap', choice: 'without', onto: ['C'], off: ['A'], placed: ['C'], unplaced: [] },
    ])
    expect(idleChoices(model)).toEqual([])
  })

  it('is asked of places, of a score or of the shortlist, and answers the same from the same seed', () => {
    const model = aLargeModel(12, 6, { shortlist: 4 })
    const { result, why } = ask(model)
    expect(why).toBeNull()
    expect(result?.first).toHaveLength(4)
    expect(ask(model).result).toEqual(result)
    const listed = ask(model, { kind: 'shortlist', unit: 'U4' })
    expect(listed.result?.mean).toBeGreaterThanOrEqual(0)
    expect(listed.result?.mean).toBeLessThanOrEqual(1)
  })

  it('part by part tells one leaf’s errors from another’s, and one group’s weights from another’s', () => {
    // Half of an error of 3 and half of one of 6; two more leaves whose errors are one.
    const errors = { group: 'source', acrossLeaves: 1 }
    const model = aModel({
      leaves: [
        aLeaf('x', [50], { standardErrors: [3] }),
        aLeaf('y', [50], { standardErrors: [6] }),
        aLeaf('z', [50], { standardErrors: [1], errors }),
        aLeaf('w', [50], { standardErrors: [1], errors }),
      ],
      doubt: { ...noDoubt, measurement: true },
    })
    const found = finish(
      sobolIndices(model, { seed: 1, n: 1024, output: { kind: 'score', unit: 'A' }, by: 'part' }),
    )
    expect(found.sources).toEqual([
      { kind: 'errors of leaves', leaves: ['x'] },
      { kind: 'errors of leaves', leaves: ['y'] },
      { kind: 'errors of leaves', leaves: ['z', 'w'] },
    ])
    // Variances 9, 36 and (1 + 1)² = 4.
    ;[9, 36, 4].forEach((variance, i) => {
      expect(Math.abs((found.result?.total?.[i]?.value ?? 0) - variance / 49)).toBeLessThan(0.05)
    })
    const large = finish(sobolIndices(aLargeModel(12, 6), { seed: 1, n: 16, by: 'part' }))
    expect(large.sources.map((source) => source.kind)).toEqual([
      ...Array(6).fill('errors of leaves'),
      'errors of gates',
      'imputation',
      ...Array(3).fill('weights of'),
      'alternative',
    ])
  })

  it('says so where nothing is doubted or a unit has no score', () => {
    expect(ask(aModel({ leaves: [aLeaf('x', [1, 2])] }))).toMatchObject({
      why: 'nothing doubted',
      result: null,
    })
    const gap = aModel({
      leaves: [aLeaf('x', [50, null], { standardErrors: [1, null] })],
      doubt: { ...noDoubt, measurement: true },
    })
    expect(ask(gap, { kind: 'score', unit: 'B' }).why).toBe('no score in some runs')
    expect(() => ask(gap, { kind: 'score', unit: 'Z' })).toThrow('Z is not among the units')
  })
})
