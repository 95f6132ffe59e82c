import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ahp, randomIndex } from './ahp.ts'
import { criticWeights, entropyWeights } from './data-weights.ts'
import { swingWeights } from './swing.ts'

/** Judgements that follow from weights, without a contradiction. */
const from = (weights: number[]) => weights.map((a) => weights.map((b) => a / b))
const near = (digits: number, values: number[]) => values.map((value) => expect.closeTo(value, digits))

describe('Judgements in pairs', () => {
  it('give the published weights of seven nations’ wealth', () => {
    // Saaty (1980): USA, USSR, China, France, UK, Japan, West Germany.
    const { weights, lambda, ratio } = ahp([
      [1, 4, 9, 6, 6, 5, 5],
      [1 / 4, 1, 7, 5, 5, 3, 4],
      [1 / 9, 1 / 7, 1, 1 / 5, 1 / 5, 1 / 7, 1 / 5],
      [1 / 6, 1 / 5, 5, 1, 1, 1 / 3, 1 / 3],
      [1 / 6, 1 / 5, 5, 1, 1, 1 / 3, 1 / 3],
      [1 / 5, 1 / 3, 7, 3, 3, 1, 2],
      [1 / 5, 1 / 4, 5, 3, 3, 1 / 2, 1],
    ])
    expect(weights.map((weight) => Number(weight.toFixed(3)))).toEqual([
      0.427, 0.23, 0.021, 0.052, 0.052, 0.123, 0.094,
    ])
    expect(lambda).toBeCloseTo(7.61, 2)
    expect(ratio).toBeCloseTo(0.08, 2)
  })

  it('give back the weights they were made from, by either way, and find no contradiction', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }), (points) => {
        const total = points.reduce((sum, each) => sum + each, 0)
        const wanted = near(
          10,
          points.map((each) => each / total),
        )
        const found = ahp(from(points))
        expect(found.weights).toEqual(wanted)
        expect(ahp(from(points), 'geometric mean').weights).toEqual(wanted)
        expect(found).toMatchObject({ consistent: true, worst: null })
        expect(found.index).toBeCloseTo(0, 9)
      }),
      { numRuns: 50 },
    )
  })

  it('name the one that contradicts the others, and what it would have to be', () => {
    const judgements = from([4, 3, 2, 1])
    judgements[0]![3] = 1 / 4
    judgements[3]![0] = 4
    const { consistent, ratio, worst } = ahp(judgements)
    expect(consistent).toBe(false)
    expect(ratio).toBeGreaterThan(0.1)
    expect(worst).toMatchObject({ row: 0, column: 3, is: 0.25 })
    expect(worst!.wouldBe).toBeCloseTo(4, 9)
    expect(worst!.ratioThen).toBeCloseTo(0, 9)
  })

  it('have no ratio for two, which cannot contradict each other', () => {
    expect(
      ahp([
        [1, 3],
        [1 / 3, 1],
      ]),
    ).toMatchObject({ weights: near(12, [0.75, 0.25]), ratio: null, consistent: true, worst: null })
    expect(ahp([[1]])).toMatchObject({ weights: [1], ratio: null })
  })

  it.each<[string, number[][]]>([
    ['nothing to compare', []],
    ['not square', [[1, 2]]],
    [
      'a zero',
      [
        [1, 0],
        [1, 1],
      ],
    ],
    [
      'itself not 1',
      [
        [2, 1],
        [1, 1],
      ],
    ],
    [
      'two answers for one pair',
      [
        [1, 2],
        [2, 1],
      ],
    ],
    ['more than there is an index for', from(new Array(randomIndex.length + 1).fill(1))],
  ])('are refused with the place: %s', (_, matrix) => {
    expect(() => ahp(matrix)).toThrow(RangeError)
  })
})

describe('Swing weights', () => {
  it('share the weight in proportion to the points', () => {
    expect(swingWeights({ a: 100, b: 60, c: 40 })).toEqual({ a: 0.5, b: 0.3, c: 0.2 })
  })
  it('need a most wanted step of 100, and points within 0 to 100', () => {
    expect(() => swingWeights({ a: 90, b: 60 })).toThrow(/most wanted step has 90/)
    expect(() => swingWeights({ a: 100, b: -1 })).toThrow(/step of b has -1/)
  })
})

describe('Weights found in the data', () => {
  it('CRITIC: spread times disagreement, by hand', () => {
    // Spreads .5, .5, 1/√3; correlations -1 between the first two, 0 with the third: 1.5, 1.5 and 2/√3.
    const third = 2 / Math.sqrt(3)
    const { weights, findings } = criticWeights([
      [0, 10, 20],
      [2, 1, 0],
      [0, 1, 0],
    ])
    expect(weights).toEqual(
      near(
        12,
        [1.5, 1.5, third].map((x) => x / (3 + third)),
      ),
    )
    expect(findings).toEqual([])
  })

  it('CRITIC: what only repeats another shares its weight, and scale does not matter', () => {
    const a = [0, 3, 1, 7, 4]
    const b = [5, 1, 4, 2, 9]
    const { weights } = criticWeights([a, a.map((x) => 100 * x + 3), b])
    expect(weights![0]).toBeCloseTo(weights![1]!, 12)
    expect(weights![2]).toBeGreaterThan(weights![0]!)
  })

  it('entropy: much where few have most, by hand', () => {
    const even = 1 + (0.25 * Math.log2(0.25) + 0.75 * Math.log2(0.75))
    const { weights, findings } = entropyWeights([
      [1, 3],
      [0, 5],
      [4, 4],
    ])
    expect(weights).toEqual(near(12, [even / (1 + even), 1 / (1 + even), 0]))
    expect(findings).toEqual([{ code: 'constant-column', criterion: 2 }])
  })

  it('entropy refuses a value below zero by its place', () => {
    expect(
      entropyWeights([
        [1, 2, 3],
        [1, null, 2],
        [4, 5, -1],
      ]),
    ).toEqual({
      weights: null,
      findings: [
        { code: 'incomplete-units', units: [1] },
        { code: 'negative-value', criterion: 2, unit: 2 },
      ],
    })
  })

  it.each([
    ['critic', criticWeights],
    ['entropy', entropyWeights],
  ])('%s: one unit, nobody, or nobody told apart gives no weights, and says why', (_, weigh) => {
    expect(weigh([[1], [2]])).toEqual({ weights: null, findings: [{ code: 'one-unit' }] })
    expect(weigh([[], []])).toEqual({ weights: null, findings: [{ code: 'no-unit' }] })
    expect(
      weigh([
        [3, 3, 3],
        [2, 2, 2],
      ]),
    ).toMatchObject({
      weights: null,
      findings: expect.arrayContaining([{ code: 'no-spread' }]),
    })
  })

  it('sums to one or is null, whatever goes in', () => {
    const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), {
      nil: null,
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, value), { maxLength: 7 }), (rows) => {
        const columns = [0, 1, 2].map((j) => rows.map((row) => row[j]!))
        for (const { weights, findings } of [criticWeights(columns), entropyWeights(columns)]) {
          if (weights === null) expect(findings.length).toBeGreaterThan(0)
          else expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9)
        }
      }),
      { numRuns: 200 },
    )
  })
})
