import { describe, expect, it } from 'vitest'
import { normalCdf } from '../normal.ts'
import { evaluateModel } from './evaluate.ts'
import type { DoubtSpec, Leaf, LeafValue, RobustnessModel, UnitRobustness } from './model.ts'
import { aLargeModel, aLeaf, aModel, hundred, noDoubt } from './models.test-data.ts'
import { robustnessNow, runRobustness } from './robustness.ts'

const measured: DoubtSpec = { ...noDoubt, measurement: true }
const run = (model: RobustnessModel, replications = 4000) => robustnessNow(model, { seed: 1, replications })
const ofUnit = (result: { units: UnitRobustness[] }, unit: string) =>
  result.units.find((each) => each.unit === unit) as UnitRobustness

describe('At its word', () => {
  it('a model has the scores, weights and places one can reckon by hand', () => {
    const { units, weights } = evaluateModel(
      aModel({
        leaves: [aLeaf('x', [90, 40, null]), aLeaf('y', [10, 40, 70])],
        tree: {
          id: 'top',
          weight: 1,
          children: [
            { id: 'x', weight: 60 },
            { id: 'y', weight: 20 },
          ],
        },
        gates: [{ id: 'g', atLeast: 5, units: ['passed', { value: 5, standardError: 1 }, 'unknown'] }],
      }),
    )
    expect(weights).toEqual({ x: 0.75, y: 0.25 })
    expect(units.map(({ score }) => score)).toEqual([70, 40, 70])
    expect(units.map(({ standing, rank, wouldRank }) => ({ standing, rank, wouldRank }))).toEqual([
      { standing: 'in', rank: 1, wouldRank: null },
      { standing: 'in', rank: 2, wouldRank: null },
      { standing: 'unknown', rank: null, wouldRank: 1 },
    ])
  })

  it.each([
    ['geometric', 60, 0],
    ['harmonic', 2 / (1 / 90 + 1 / 40), 0],
    // Only under a power above zero can a zero be made up for.
    [{ power: 2 }, Math.sqrt((90 ** 2 + 40 ** 2) / 2), Math.sqrt(50 ** 2 / 2)],
  ] as const)('a %j mean is that mean, and a zero weighs as it should', (aggregation, plain, withZero) => {
    const model = aModel({ leaves: [aLeaf('x', [90, 0]), aLeaf('y', [40, 50])] })
    const { units } = evaluateModel({ ...model, tree: { ...model.tree, aggregation } })
    expect(units[0]?.score).toBeCloseTo(plain, 10)
    expect(units[1]?.score).toBeCloseTo(withZero, 10)
  })

  it('where nothing may be missing, one gap leaves no score', () => {
    const model = aModel({ leaves: [aLeaf('x', [90, null]), aLeaf('y', [10, 40])] })
    const strict = { ...model, tree: { ...model.tree, missing: 'no total' as const } }
    expect(evaluateModel(strict).units.map(({ score }) => score)).toEqual([50, null])
  })
})

describe('With nothing doubted', () => {
  it('every run is the result at its word, and the result says that nothing was drawn', () => {
    const model = aModel({ leaves: [aLeaf('x', [90, 40, 60])], shortlist: 2 })
    const result = run(model, 50)
    expect(
      result.units.map(({ rankRange, scoreRange, pShortlist }) => [rankRange, scoreRange, pShortlist]),
    ).toEqual([
      [[1, 1], [90, 90], 1],
      [[3, 3], [40, 40], 0],
      [[2, 2], [60, 60], 1],
    ])
    expect(result.nearMisses).toEqual([])
    expect(result.drawn).toEqual({ leaves: [], imputed: [], gates: [], groups: [], alternatives: [] })
    expect(result.label).toBe('sensitivity range')
  })

  it('a doubt that has nothing to draw is named', () => {
    const { notes } = run(
      aModel({
        leaves: [aLeaf('x', [90, null])],
        doubt: {
          measurement: true,
          imputation: true,
          weights: { kind: 'dirichlet', concentration: 10 },
          alternatives: [{ id: 'mean', choices: [{ id: 'only one' }] }],
        },
      }),
      10,
    )
    expect(notes).toEqual([
      { kind: 'nothing to draw', source: 'measurement' },
      { kind: 'nothing to draw', source: 'imputation' },
      { kind: 'nothing to draw', source: 'weights' },
      { kind: 'nothing to draw', source: 'alternatives' },
      { kind: 'still missing', leaf: 'x', units: 1 },
    ])
  })
})

describe('Errors of measurement', () => {
  it('two units swap places as often as the normal distribution of their difference says', () => {
    const model = aModel({
      leaves: [aLeaf('x', [50, 46], { standardErrors: [3, 4] })],
      doubt: measured,
    })
    const result = run(model, 20_000)
    const expected = normalCdf(4 / 5)
    expect(ofUnit(result, 'A').acceptability[0]).toBeCloseTo(expected, 1.7)
    expect(result.pairwise[1]).toBe(ofUnit(result, 'A').acceptability[0])
    // The 5th and 95th percentile of a normal draw around 50.
    const [low, high] = ofUnit(result, 'A').scoreRange as [number, number]
    expect(Math.abs(low - (50 - 1.6449 * 3))).toBeLessThan(0.2)
    expect(Math.abs(high - (50 + 1.6449 * 3))).toBeLessThan(0.2)
  })

  it('errors that units share do not swap them', () => {
    const between = (acrossUnits: number) =>
      ofUnit(
        run(
          aModel({
            leaves: [
              aLeaf('x', [50, 48], { standardErrors: [5, 5], errors: { group: 'source', acrossUnits } }),
            ],
            doubt: measured,
          }),
        ),
        'A',
      ).acceptability[0]
    expect(between(1)).toBe(1)
    // Their difference has standard error 5 √(2 (1 - ρ)).
    expect(between(0.5)).toBeCloseTo(normalCdf(2 / 5), 1.5)
    expect(between(0)).toBeCloseTo(normalCdf(2 / (5 * Math.SQRT2)), 1.5)
  })

  it('errors that leaves of one source share do not average out', () => {
    const width = (acrossLeaves: number) => {
      const errors = { group: 'source', acrossLeaves }
      const leaf = (id: string) => aLeaf(id, [50], { standardErrors: [4], errors })
      const [low, high] = run(aModel({ leaves: ['a', 'b', 'c', 'd'].map(leaf), doubt: measured })).units[0]
        ?.scoreRange as [number, number]
      return (high - low) / 2 / 1.6449
    }
    expect(width(0)).toBeCloseTo(2, 0.8)
    expect(width(1)).toBeCloseTo(4, 0.8)
  })

  it('two leaves read from one estimate are wrong together, whatever else hangs together', () => {
    // Of one estimate the one wants much and the other little: put together it counts for nothing, however wrong it is.
    const less: LeafValue = {
      kind: 'function',
      function: { kind: 'goalposts', low: 0, high: 100 },
      direction: -1,
    }
    const width = (rest: Partial<Leaf>, errors?: Leaf['errors']) => {
      const [low, high] = run(
        aModel({
          leaves: [
            aLeaf('again', [50, 70], { standardErrors: [4, 4], value: less, ...rest }),
            aLeaf('x', [50, 70], { standardErrors: [4, 4], ...(errors ? { errors } : {}) }),
          ],
          doubt: measured,
        }),
      ).units[0]?.scoreRange as [number, number]
      return (high - low) / 2 / 1.6449
    }
    expect(width({})).toBeCloseTo(4 / Math.SQRT2, 0.8)
    expect(width({ sameErrorAs: 'x' })).toBeCloseTo(0, 10)
    expect(width({ sameErrorAs: 'x' }, { group: 'source', acrossUnits: 0.3, acrossLeaves: 0.4 })).toBeCloseTo(
      0,
      10,
    )
    expect(() => width({ sameErrorAs: 'again' })).toThrow('again')
    expect(() => width({ sameErrorAs: 'x', errors: { group: 'source' } })).toThrow('say there')
  })

  it('a gate is passed as often as its estimate lies on the right side, and shares the error of its leaf', () => {
    const model = (sameErrorAs?: string) =>
      aModel({
        leaves: [aLeaf('x', [50, 51], { standardErrors: [10, null] })],
        gates: [
          {
            id: 'g',
            atLeast: 55,
            ...(sameErrorAs ? { sameErrorAs } : {}),
            units: [{ value: 50, standardError: 10 }, 'passed'],
          },
        ],
        doubt: measured,
      })
    const alone = ofUnit(run(model()), 'A')
    expect(alone.pGates[0]).toBeCloseTo(normalCdf(-0.5), 1.5)
    expect(alone.pPasses).toBe(alone.pGates[0])
    // Passing means a figure of 55 or more, hence the first place, when it is one and the same figure.
    const together = ofUnit(run(model('x')), 'A')
    expect(together.acceptability[0]).toBe(together.pPasses)
    expect(alone.acceptability[0]).toBeLessThan(alone.pPasses as number)
  })
})

describe('Other doubts', () => {
  it('a missing value is drawn from its donors, and stays missing without them', () => {
    const leaves = [aLeaf('x', [50, null, null], { imputations: [null, [10, 90], null] })]
    const result = run(aModel({ leaves, doubt: { ...noDoubt, imputation: true } }))
    expect(ofUnit(result, 'B').acceptability[0]).toBeCloseTo(0.5, 1)
    expect(ofUnit(result, 'B').scoreRange).toEqual([10, 90])
    expect(ofUnit(result, 'C')).toMatchObject({ scoreRange: null, rankRange: null, pShortlist: 0 })
    expect(result.drawn.imputed).toEqual(['x'])
    expect(result.notes).toEqual([{ kind: 'still missing', leaf: 'x', units: 1 }])
  })

  const opposed = [aLeaf('x', [100, 0]), aLeaf('y', [0, 100])]
  const weighed = (weights: DoubtSpec['weights'], leaves = opposed, given = [1, 1]) =>
    run(
      aModel({
        leaves,
        tree: { id: 'top', weight: 1, children: leaves.map(({ id }, c) => ({ id, weight: given[c] ?? 1 })) },
        doubt: { ...noDoubt, weights },
      }),
      10_000,
    )

  it('free weights: two opposed units are each first in half of them, at three quarters of the weight', () => {
    const result = weighed({ kind: 'free' })
    expect(ofUnit(result, 'A').acceptability[0]).toBeCloseTo(0.5, 1.5)
    expect(ofUnit(result, 'A').centralWeights?.[0]).toBeCloseTo(0.75, 1.5)
    expect(ofUnit(result, 'A').confidence).toBe(1)
    expect(result.entropyOfFirst).toBeCloseTo(1, 3)
  })

  it('an order of weights: what is most important has at least its equal share', () => {
    const three = ['x', 'y', 'z'].map((id, c) => aLeaf(id, [c === 0 ? 100 : 0]))
    const result = weighed({ kind: 'order', orders: { top: ['x', 'y', 'z'] } }, three)
    const [low] = ofUnit(result, 'A').scoreRange as [number, number]
    expect(low).toBeGreaterThan(100 / 3)
    // The mean share of the first of three in order is (1 + 1/2 + 1/3) / 3.
    expect(ofUnit(result, 'A').centralWeights?.[0]).toBeCloseTo(11 / 18, 1.7)
    expect(ofUnit(result, 'A').centralWeights?.[2]).toBeCloseTo(1 / 9, 1.7)
  })

  it('weights around given ones have those as their mean, and a spread that follows the concentration', () => {
    const result = weighed({ kind: 'dirichlet', concentration: 24 }, opposed, [3, 1])
    // Share of x is Beta(18, 6): mean 3/4, deviation .0866.
    const [low, high] = ofUnit(result, 'A').scoreRange as [number, number]
    expect(low / 100).toBeCloseTo(0.595, 1.5)
    expect(high / 100).toBeCloseTo(0.877, 1.5)
  })

  it.each([
    ['wide', 0.1, 0.6, []],
    // So narrow that hardly any draw would stay: these are walked to, and the result says so.
    ['narrow', 0.16, 0.168, [{ kind: 'weights walked', group: 'top' }]],
  ] as const)('%s bounds of weights are kept to', (_, low, high, notes) => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, c) =>
      aLeaf(
        id,
        Array.from({ length: 6 }, (_, i) => (i === c ? 100 : 0)),
      ),
    )
    const bounds = Object.fromEntries(six.map(({ id }) => [id, [low, high] as const]))
    const result = weighed({ kind: 'bounds', bounds }, six)
    for (const { scoreRange, acceptability } of result.units) {
      const [least, most] = scoreRange as [number, number]
      expect(least).toBeGreaterThanOrEqual(100 * low - 1e-9)
      expect(most).toBeLessThanOrEqual(100 * high + 1e-9)
      // All six are treated alike.
      expect(Math.abs(acceptability[0]! - 1 / 6)).toBeLessThan(0.03)
    }
    expect(result.notes).toEqual(notes)
  })

  it('a walk within narrow bounds visits all of them alike', () => {
    const result = weighed({ kind: 'bounds', bounds: { x: [0.5, 0.51] } })
    expect(result.notes).toEqual([{ kind: 'weights walked', group: 'top' }])
    const [low, high] = ofUnit(result, 'A').scoreRange as [number, number]
    expect(low).toBeCloseTo(50.05, 1.5)
    expect(high).toBeCloseTo(50.95, 1.5)
    expect(ofUnit(result, 'A').centralWeights?.[0]).toBeCloseTo(0.505, 3.5)
  })

  it('each answer to a question of method is drawn as often as it should be', () => {
    const model = aModel({
      leaves: [aLeaf('x', [100, 50]), aLeaf('y', [0, 40])],
      doubt: {
        ...noDoubt,
        alternatives: [
          {
            id: 'mean',
            choices: [
              { id: 'as written', chance: 3 },
              { id: 'geometric', aggregation: { '*': 'geometric' } },
            ],
          },
        ],
      },
    })
    const result = run(model)
    expect(ofUnit(result, 'A').acceptability[0]).toBeCloseTo(0.75, 1.5)
    expect(result.drawn.alternatives).toEqual(['mean'])
  })
})

describe('What comes out', () => {
  const result = robustnessNow(aLargeModel(40, 8), { seed: 3, replications: 600 })

  it('places sum to the share of runs in which a unit passes, and pairs agree with them', () => {
    result.units.forEach(({ acceptability, pPasses }, i) => {
      const sum = acceptability.reduce((a, b) => a + b, 0)
      expect(sum).toBeCloseTo(pPasses as number, 12)
      result.units.forEach((_, k) => {
        const wins = result.pairwise[i * 40 + k] as number
        expect(wins + (result.pairwise[k * 40 + i] as number)).toBeLessThanOrEqual(
          (pPasses as number) + 1e-12,
        )
        if (i === k) expect(wins).toBe(0)
      })
    })
    const firsts = result.units.reduce((sum, { acceptability }) => sum + acceptability[0]!, 0)
    expect(firsts).toBeCloseTo(1, 12)
  })

  it('the expected place, the range of places and the chance of the shortlist are those of the places', () => {
    for (const { acceptability, expectedRank, rankRange, pShortlist, pPasses } of result.units) {
      if (rankRange === null) {
        expect(pPasses).toBe(0)
        continue
      }
      const within = (low: number, high: number) =>
        acceptability.slice(low - 1, high).reduce((a, b) => a + b, 0)
      expect(within(1, 15)).toBeCloseTo(pShortlist as number, 12)
      expect(within(...rankRange)).toBeGreaterThanOrEqual(0.9 * (pPasses as number) - 1e-9)
      expect(within(1, rankRange[0] - 1)).toBeLessThan(0.05 * (pPasses as number))
      expect(expectedRank).toBeGreaterThanOrEqual(1)
    }
  })

  it('near misses are those that could as well have gone the other way, and no others', () => {
    const expected = result.units.flatMap(({ unit, shortlisted, pShortlist, pGates }) => [
      ...((shortlisted ? pShortlist! < 0.9 : pShortlist! >= 0.1) ? [`shortlist ${unit}`] : []),
      ...(pGates[0]! > 0.05 && pGates[0]! < 0.95 ? [`gate ${unit}`] : []),
    ])
    expect(result.nearMisses.map(({ kind, unit }) => `${kind} ${unit}`)).toEqual(expected)
    expect(expected.length).toBeGreaterThan(3)
  })

  it('central weights sum to one in every group', () => {
    const at = (id: string) => result.weightIds.indexOf(id)
    for (const { centralWeights } of result.units) {
      if (centralWeights === null) continue
      const top = ['g1', 'g2', 'g3', 'g4'].reduce((sum, id) => sum + centralWeights[at(id)]!, 0)
      expect(top).toBeCloseTo(1, 12)
      expect(centralWeights[at('c1')]! + centralWeights[at('c5')]!).toBeCloseTo(1, 12)
    }
  })

  it('a unit whose gate is not known has no chance of its own, only one on the condition that it passes', () => {
    const model = aModel({
      leaves: [aLeaf('x', [50, 48], { standardErrors: [3, 3] })],
      gates: [{ id: 'g', units: ['passed', 'unknown'] }],
      doubt: measured,
    })
    const { pGates, pPasses, pShortlist, rankRange, ifUnknownPassed } = ofUnit(run(model), 'B')
    expect({ pGates, pPasses, pShortlist, rankRange }).toEqual({
      pGates: [null],
      pPasses: null,
      pShortlist: null,
      rankRange: null,
    })
    expect(ifUnknownPassed?.pShortlist).toBeCloseTo(normalCdf(-2 / Math.sqrt(18)), 1.5)
    expect(ifUnknownPassed?.rankRange).toEqual([1, 2])
  })
})

describe('Runs', () => {
  it('are the same from the same seed, the first ones of a longer run, and others from another seed', () => {
    const model = aLargeModel(20, 5)
    const pictures: unknown[] = []
    const long = robustnessNow(model, {
      seed: 9,
      replications: 300,
      pictureAfter: 100,
      confidenceRuns: 0,
      onPicture: (picture) => pictures.push(picture),
    })
    expect(pictures).toEqual([robustnessNow(model, { seed: 9, replications: 100, confidenceRuns: 0 })])
    expect(robustnessNow(model, { seed: 9, replications: 300, confidenceRuns: 0 })).toEqual(long)
    expect(robustnessNow(model, { seed: 10, replications: 300, confidenceRuns: 0 }).units).not.toEqual(
      long.units,
    )
  })

  it('switching one doubt off leaves the draws of the others', () => {
    const model = aModel({ leaves: [aLeaf('x', [50, 49], { standardErrors: [5, 5] })], doubt: measured })
    const more: RobustnessModel = {
      ...model,
      doubt: {
        ...measured,
        weights: { kind: 'free' },
        alternatives: [{ id: 'm', choices: [{ id: 'a' }, { id: 'b' }] }],
      },
    }
    expect(run(more, 200).units[0]?.scoreRange).toEqual(run(model, 200).units[0]?.scoreRange)
  })

  it('say how far they are, and stop when asked, leaving nothing', async () => {
    const model = aLargeModel(60, 12)
    const seen: number[] = []
    await runRobustness(model, { seed: 1, replications: 1000, onProgress: ({ done }) => seen.push(done) })
    expect(seen.length).toBeGreaterThan(1)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    await expect(
      runRobustness(model, { seed: 1, replications: 100_000, isCancelled: () => true }),
    ).rejects.toThrow('nothing was kept')
    await expect(
      runRobustness(model, { seed: 1, replications: 10, signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough')
  })
})

describe('Odd models have a plain answer', () => {
  it('a column that is alike for all is named', () => {
    const leaves = [aLeaf('x', [5, 5, 5], { value: { kind: 'min-max' } }), aLeaf('y', [1, 2, 3])]
    const result = run(aModel({ leaves }), 10)
    expect(result.notes).toEqual([{ kind: 'constant leaf', leaf: 'x' }])
    expect(result.units.map(({ rank }) => rank)).toEqual([3, 2, 1])
  })

  it('one unit, no unit, no weight, all gates unknown: nobody breaks, and who is not ranked has no place', () => {
    const one = run(aModel({ leaves: [aLeaf('x', [5])] }), 1)
    expect(one.units[0]).toMatchObject({ rank: 1, rankRange: [1, 1], pShortlist: 1 })
    expect(run(aModel({ leaves: [aLeaf('x', [])], units: [] }), 2).notes).toEqual([{ kind: 'nobody ranked' }])

    const model = aModel({ leaves: [aLeaf('x', [5, 6])] })
    const weightless = { ...model, tree: { ...model.tree, children: [{ id: 'x', weight: 0 }] } }
    expect(run(weightless, 2).units[0]).toMatchObject({ score: null, rank: null, scoreRange: null })

    const unknown = run({ ...model, gates: [{ id: 'g', units: ['unknown', 'unknown'] }] }, 2)
    expect(unknown.notes).toEqual([{ kind: 'nobody ranked' }])
    expect(unknown.units[1]).toMatchObject({
      pPasses: null,
      ifUnknownPassed: { pShortlist: 1, rankRange: [1, 1] },
    })
  })

  it('a value below zero has no geometric mean, and that is said', () => {
    const model = aModel({ leaves: [aLeaf('x', [-1, 2], { value: { kind: 'given' } })] })
    const result = run({ ...model, tree: { ...model.tree, aggregation: 'geometric' } }, 5)
    expect(result.units.map(({ score }) => score)).toEqual([null, expect.closeTo(200, 9)])
    expect(result.notes).toEqual([{ kind: 'negative under this mean', node: 'top' }])
  })

  const x = aLeaf('x', [1, 2])
  it.each<[string, () => unknown, string]>([
    ['no runs', () => run(aModel({ leaves: [x] }), 0), 'from 1 to 1000000, not 0; 10000 settle'],
    ['too many runs', () => run(aModel({ leaves: [x] }), 1e9), 'from 1 to 1000000'],
    ['half a run', () => run(aModel({ leaves: [x] }), 1.5), 'a whole number from 1'],
    [
      'NaN',
      () => run(aModel({ leaves: [aLeaf('x', [1, Number.NaN])] })),
      'leaf x, B is NaN, not a finite number; what is not known is null',
    ],
    [
      'a gap in the list',
      () => run(aModel({ leaves: [x, aLeaf('y', [1])] })),
      'leaf y has 1 entries for 2 units',
    ],
    [
      'a negative error',
      () => run(aModel({ leaves: [aLeaf('x', [1, 2], { standardErrors: [1, -1] })] })),
      'leaf x, B: the standard error is -1',
    ],
    ['a name twice', () => run(aModel({ leaves: [x, x] })), 'leaf x is named twice'],
    [
      'a stray leaf',
      () => run({ ...aModel({ leaves: [x] }), leaves: [x, aLeaf('y', [1, 2])] }),
      'leaf y does not stand in the tree',
    ],
    ['an empty shortlist', () => run(aModel({ leaves: [x], shortlist: 0 })), 'from 1 up, not 0'],
    [
      'goalposts crossed',
      () =>
        run(
          aModel({
            leaves: [
              aLeaf('x', [1, 2], {
                value: { kind: 'function', function: { kind: 'goalposts', low: 2, high: 1 } },
              }),
            ],
          }),
        ),
      'leaf x: goalposts need low < high',
    ],
    [
      'a gate without a bound',
      () =>
        run(
          aModel({ leaves: [x], gates: [{ id: 'g', units: ['passed', { value: 1, standardError: null }] }] }),
        ),
      'gate g, B: a value without a bound decides nothing',
    ],
    [
      'no room for weights',
      () =>
        run(
          aModel({
            leaves: [x],
            doubt: { ...noDoubt, weights: { kind: 'bounds', bounds: { x: [0, 0.5] } } },
          }),
        ),
      'no weights of top sum to 1 within these bounds',
    ],
    [
      'half an order',
      () =>
        run(
          aModel({
            leaves: [x, aLeaf('y', [1, 2])],
            doubt: { ...noDoubt, weights: { kind: 'order', orders: { top: ['x'] } } },
          }),
        ),
      'the order of top has to name each of x, y once',
    ],
    [
      'Copeland',
      () =>
        run({
          ...aModel({ leaves: [x] }),
          tree: {
            id: 'top',
            weight: 1,
            aggregation: 'copeland' as never,
            children: [{ id: 'x', weight: 1 }],
          },
        }),
      'Copeland has no score of a unit by itself',
    ],
    [
      'two alternatives about one thing',
      () =>
        run(
          aModel({
            leaves: [x],
            doubt: {
              ...noDoubt,
              alternatives: ['p', 'q'].map((id) => ({
                id,
                choices: [{ id: 'a', value: { x: hundred } }, { id: 'b' }],
              })),
            },
          }),
        ),
      'alternatives p and q both change the value function of x',
    ],
  ])('%s is refused with place and remedy', (_, work, message) => {
    expect(work).toThrow(message)
  })
})
