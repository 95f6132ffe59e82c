import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asem } from '../../bench/asem.ts'
import { type Aggregation, aggregate, copeland, outrankingMatrix } from './aggregate.ts'
import { imputeAverage, latestWithin, linearBetween } from './impute.ts'
import { type Normalisation, normalise } from './normalise.ts'
import { boxCox, logTransform, passesOutlierTest, treatOutliers, winsorise } from './outliers.ts'
import { mean, median, quantile, shape, standardDeviation } from './statistics.ts'
import { applyValueFunction } from './value-functions.ts'
import { budgetAllocation, equalWeights, givenWeights } from './weights.ts'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })

describe('Value functions', () => {
  it('rise between goalposts and stay flat outside them', () => {
    const posts = { kind: 'goalposts', low: 20, high: 60 } as const
    expect([10, 20, 30, 60, 99].map((x) => applyValueFunction(posts, x))).toEqual([0, 0, 0.25, 1, 1])
    expect([10, 20, 30, 60, 99].map((x) => applyValueFunction(posts, x, -1))).toEqual([1, 1, 0.75, 0, 0])
  })

  it('step at a threshold, which itself passes only when said', () => {
    const values = [16, 17, 18]
    const step = (orEqual: boolean, direction: 1 | -1) =>
      values.map((x) => applyValueFunction({ kind: 'threshold', at: 17, orEqual }, x, direction))
    expect(step(false, 1)).toEqual([0, 0, 1])
    expect(step(true, 1)).toEqual([0, 1, 1])
    expect(step(false, -1)).toEqual([1, 0, 0])
    expect(step(true, -1)).toEqual([1, 1, 0])
  })

  it('favour neither too little nor too much', () => {
    const middle = { kind: 'trapezoid', points: [0, 10, 20, 40] } as const
    expect([-5, 0, 5, 10, 15, 20, 30, 40, 50].map((x) => applyValueFunction(middle, x))).toEqual([
      0, 0, 0.5, 1, 1, 1, 0.5, 0, 0,
    ])
    const cliff = { kind: 'trapezoid', points: [5, 5, 8, 8] } as const
    expect([4.9, 5, 8, 8.1].map((x) => applyValueFunction(cliff, x))).toEqual([0, 1, 1, 0])
  })

  it('follow straight lines through points', () => {
    const lines = {
      kind: 'points',
      points: [
        [1, 0.25],
        [3, 0.75],
        [5, 0],
      ],
    } as const
    expect([0, 1, 2, 3, 4, 5, 9].map((x) => applyValueFunction(lines, x))).toEqual([
      0.25, 0.25, 0.5, 0.75, 0.375, 0, 0,
    ])
  })

  it('refuse what contradicts itself', () => {
    expect(() => applyValueFunction({ kind: 'goalposts', low: 5, high: 1 }, 2)).toThrow(/low < high/)
    expect(() => applyValueFunction({ kind: 'trapezoid', points: [0, 2, 1, 3] }, 2)).toThrow(/rising/)
    expect(() => applyValueFunction({ kind: 'trapezoid', points: [0, 1, 2, 3] }, 2, -1)).toThrow(
      /set the direction to 1/,
    )
    expect(() =>
      applyValueFunction(
        {
          kind: 'points',
          points: [
            [0, 0],
            [1, 2],
          ],
        },
        2,
      ),
    ).toThrow(/between 0 and 1/)
    expect(() => applyValueFunction({ kind: 'threshold', at: 1 }, Number.NaN)).toThrow(TypeError)
  })

  it('stay between 0 and 1 for any value', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 4, maxLength: 4 }), finite, (ends, x) => {
        const [a, b, c, d] = ends.sort((p, q) => p - q) as [number, number, number, number]
        const values = [applyValueFunction({ kind: 'trapezoid', points: [a, b, c, d] }, x)]
        if (a < d) values.push(applyValueFunction({ kind: 'goalposts', low: a, high: d }, x, -1))
        for (const value of values) expect(value >= 0 && value <= 1).toBe(true)
      }),
    )
  })
})

describe('Filling gaps', () => {
  const groups = ['x', 'x', 'y', 'y', null]

  it('uses the average of all, or of the own group', () => {
    expect(imputeAverage([1, 3, null], 'mean')).toEqual([1, 3, 2])
    expect(imputeAverage([1, null, 10, null, null], 'mean', groups)).toEqual([1, 1, 10, 10, null])
    expect(imputeAverage([1, 2, 9, null], 'median')).toEqual([1, 2, 9, 2])
  })

  it('leaves open what no one in the group has', () => {
    expect(imputeAverage([1, 2, null, null, 7], 'median', groups)).toEqual([1, 2, null, null, 7])
  })

  it('never changes a known value', () => {
    fc.assert(
      fc.property(fc.array(fc.option(finite)), fc.constantFrom('mean', 'median'), (values, method) => {
        imputeAverage(values, method).forEach((value, i) => {
          if (values[i] !== null) expect(value).toBe(values[i])
        })
      }),
    )
  })

  it('takes the newest figure that is not too old', () => {
    const past = [
      { year: 2009, value: 1 },
      { year: 2011, value: 2 },
      { year: 2012, value: null },
      { year: 2015, value: 9 },
    ]
    expect(latestWithin(past, 2013, 2)).toEqual({ value: 2, age: 2 })
    expect(latestWithin(past, 2013, 1)).toBeNull()
  })

  it('draws a line between two years and not beyond them', () => {
    const panel = [
      { year: 2014, value: 30 },
      { year: 2010, value: 10 },
      { year: 2012, value: null },
    ]
    expect(linearBetween(panel, 2011)).toBe(15)
    expect(linearBetween(panel, 2014)).toBe(30)
    expect(linearBetween(panel, 2015)).toBeNull()
  })
})

describe('Statistics', () => {
  it('do not exist where there is too little or no spread', () => {
    expect(mean([null])).toBeNull()
    expect(median([])).toBeNull()
    expect(standardDeviation([3])).toBeNull()
    expect(standardDeviation([0.1, 0.1, 0.1])).toBe(0)
    expect(shape([1, 2])).toEqual({ skewness: null, kurtosis: null })
    expect(shape([3.4, 3.4000000000000004, 3.4, 3.4])).toEqual({ skewness: null, kurtosis: null })
    expect(shape([1, 2, 3]).skewness).toBeCloseTo(0, 12)
    expect(shape([1, 2, 3]).kurtosis).toBeNull()
  })

  it('do not change with the unit of measurement', () => {
    const values = [1, 2, 4, 8, 3]
    for (const factor of [1e-200, 1e200]) {
      const scaled = shape(values.map((x) => x * factor))
      expect(scaled.skewness).toBeCloseTo(shape(values).skewness as number, 10)
      expect(scaled.kurtosis).toBeCloseTo(shape(values).kurtosis as number, 10)
    }
    expect(mean([1.5e308, 1.5e308])).toBe(1.5e308)
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75)
  })
})

describe('Treating outliers', () => {
  const tail = [1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 100]

  it('leaves a column alone that passes the test', () => {
    expect(treatOutliers([1, 2, 3, 4], { method: 'winsorise' }).treatment.applied).toBe('nothing')
    expect(passesOutlierTest({ skewness: 1.99, kurtosis: 50 })).toBe(true)
    expect(passesOutlierTest({ skewness: -2, kurtosis: 3.5 })).toBe(false)
  })

  it('pulls in the extremes on the side they are', () => {
    const { values, treatment } = treatOutliers(tail, { method: 'winsorise' })
    expect(values).toEqual([...tail.slice(0, 11), 3])
    expect(treatment.points).toEqual([{ position: 11, side: 'high', from: 100, to: 3 }])
    const mirrored = treatOutliers(
      tail.map((x) => -x),
      { method: 'winsorise' },
    )
    expect(mirrored.values[11]).toBe(-3)
    expect(mirrored.treatment.points[0]?.side).toBe('low')
  })

  it('undoes it and takes logarithms when the limit does not do', () => {
    const heavy = [...tail, 1000, 10000]
    const { values, treatment } = treatOutliers(heavy, { method: 'winsorise', limit: 1 })
    expect(treatment.applied).toBe('log')
    expect(treatment.winsorised).toMatchObject({ passes: false, points: 1 })
    expect(values).toEqual(logTransform(heavy))
    expect(
      treatOutliers(heavy, { method: 'winsorise', limit: 1, otherwise: 'nothing' }).treatment.applied,
    ).toBe('winsorised')
  })

  it('transforms always when told to, but never a constant', () => {
    expect(treatOutliers([1, 2, 3, 4], { method: 'log', when: 'always' }).treatment.applied).toBe('log')
    expect(treatOutliers([5, 5, 5, 5], { method: 'log', when: 'always' }).values).toEqual([5, 5, 5, 5])
    expect(boxCox([1, 2, 4], 1)).toEqual([0, 1, 3])
    expect(boxCox([1, 2, 4], 0)[2]).toBeCloseTo(Math.log(4), 14)
  })
})

describe('Normalising', () => {
  it('has best at the top in either direction', () => {
    expect(normalise([1, 2, 5], 1, { method: 'min-max' }).values).toEqual([0, 0.25, 1])
    expect(normalise([1, 2, 5], -1, { method: 'min-max', to: [0, 100] }).values).toEqual([100, 75, 0])
    expect(normalise([1, 2, null, 5], 1, { method: 'rank' }).values).toEqual([1, 2, null, 3])
    expect(normalise([1, 2, 2, 5], -1, { method: 'rank' }).values).toEqual([4, 2, 2, 1])
    expect(normalise([1, 2, 2, 5, 6], 1, { method: 'percentile' }).values).toEqual([0, 0.25, 0.25, 0.75, 1])
    expect(normalise([1, 2, 3], 1, { method: 'z', mean: 10, deviation: 2 }).values).toEqual([8, 10, 12])
    expect(normalise([2, 3], -1, { method: 'none' }).values).toEqual([-2, -3])
  })

  it('measures against a target in the indicator’s own units', () => {
    expect(normalise([0, 5, 12], 1, { method: 'target', target: 10 }).values).toEqual([0, 0.5, 1])
    expect(normalise([0, 5, 12], 1, { method: 'target', target: 10, cap: false }).values).toEqual([
      0, 0.5, 1.2,
    ])
    expect(normalise([0, 5, 10], -1, { method: 'target', target: 2 }).values).toEqual([1, 0.625, 0])
    const against = normalise([0, 5, 10], 1, { method: 'reference', unit: 'B' }, ['A', 'B', 'C'])
    expect(against.values).toEqual([0, 1, 1])
  })

  it('says when there is no scale', () => {
    for (const method of ['min-max', 'z', 'best'] as const)
      expect(normalise([7, 7], 1, { method })).toEqual({ values: [null, null], problem: 'constant' })
    expect(normalise([3, 4], 1, { method: 'target', target: 2 }).problem).toBe(
      'target not above the worst value',
    )
    expect(normalise([3, 4], 1, { method: 'reference', unit: 'Z' }, ['A', 'B']).problem).toBe(
      'reference not known',
    )
    expect(normalise([-1.7e308, 1.7e308], 1, { method: 'min-max' }).problem).toBe('out of range')
  })

  it('lets rounding noise share a rank', () => {
    expect(normalise([3.4, 3.4000000000000004, 3.3], 1, { method: 'rank' }).values).toEqual([2, 2, 1])
  })

  it('refuses a scale upside down', () => {
    expect(() => normalise([1], 1, { method: 'min-max', to: [1, 0] })).toThrow(/lower to a higher/)
  })
})

describe('Aggregating', () => {
  const values = [1, 2, 3, null, 5]
  const weights = [1, 1, 2, 5, 1]

  it('shares the weight of what is missing among the rest', () => {
    expect(aggregate(values, weights, 'arithmetic').value).toBeCloseTo(2.8, 12)
    expect(aggregate(values, weights, 'geometric').value).toBeCloseTo(2.45950948584936, 12)
    expect(aggregate(values, weights, 'harmonic').value).toBeCloseTo(2.11267605633803, 12)
  })

  it('meets the named means at powers 1, 0 and -1, and rises with the power', () => {
    expect(aggregate(values, weights, { power: 1 })).toEqual(aggregate(values, weights, 'arithmetic'))
    expect(aggregate(values, weights, { power: 0 })).toEqual(aggregate(values, weights, 'geometric'))
    expect(aggregate(values, weights, { power: -1 })).toEqual(aggregate(values, weights, 'harmonic'))
    const rising = [-3, -1, 0, 1, 2, 5].map((power) => aggregate(values, weights, { power }).value as number)
    expect(rising).toEqual([...rising].sort((a, b) => a - b))
  })

  it('names what has no mean', () => {
    expect(aggregate([null, null], [1, 1], 'arithmetic')).toEqual({
      value: null,
      reason: 'no children known',
    })
    expect(aggregate([1, 2], [0, 0], 'arithmetic').reason).toBe('all weights of known children are zero')
    expect(aggregate([-1, 2], [1, 1], 'geometric')).toEqual({
      value: null,
      reason: 'negative child under this mean',
    })
    expect(aggregate([0, 2], [1, 1], 'harmonic')).toEqual({
      value: 0,
      reason: 'zero child makes this mean zero',
    })
    expect(aggregate([0, 8], [1, 1], { power: 2 }).value).toBeCloseTo(Math.sqrt(32), 12)
    expect(aggregate([-1, 2], [0, 1], 'geometric').value).toBe(2)
  })

  it('refuses weights that are none', () => {
    expect(() => aggregate([1], [-1], 'arithmetic')).toThrow(RangeError)
    expect(() => aggregate([1], [1, 2], 'arithmetic')).toThrow(RangeError)
    expect(() => aggregate([1], [1], 'copeland')).toThrow(/whole matrix/)
  })

  it('does not change when all weights are multiplied, and lies between the least and the greatest', () => {
    const rules = fc.constantFrom<Aggregation[]>('arithmetic', 'geometric', 'harmonic', { power: 3 } as const)
    const table = fc.array(
      fc.tuple(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.integer({ min: 1, max: 9 })),
      {
        minLength: 1,
      },
    )
    fc.assert(
      fc.property(table, rules, fc.double({ min: 0.001, max: 1000, noNaN: true }), (rows, rule, factor) => {
        const xs = rows.map(([x]) => x)
        const ws = rows.map(([, w]) => w)
        const value = aggregate(xs, ws, rule).value as number
        const scaled = aggregate(
          xs,
          ws.map((w) => w * factor),
          rule,
        ).value as number
        expect(Math.abs(scaled / value - 1)).toBeLessThan(1e-12)
        expect(value).toBeGreaterThanOrEqual(Math.min(...xs) * (1 - 1e-12))
        expect(value).toBeLessThanOrEqual(Math.max(...xs) * (1 + 1e-12))
      }),
    )
  })
})

describe('Copeland', () => {
  it('counts victories by majority of the weights, whatever their size', () => {
    // A wins narrowly on two of three criteria, and loses by far on the third.
    expect(
      copeland(
        [
          [2, 1],
          [2, 1],
          [0, 100],
        ],
        [1, 1, 1],
      ),
    ).toEqual([1, -1])
    expect(
      outrankingMatrix(
        [
          [2, 1],
          [3, 3],
        ],
        [1, 1],
      ),
    ).toEqual([
      [null, 0.75],
      [0.25, null],
    ])
  })

  it('gives a circle of victories no winner', () => {
    // Condorcet: A beats B, B beats C, C beats A.
    expect(
      copeland(
        [
          [3, 2, 1],
          [1, 3, 2],
          [2, 1, 3],
        ],
        [1, 1, 1],
      ),
    ).toEqual([0, 0, 0])
  })

  it('compares on what both have, and not at all otherwise', () => {
    expect(
      copeland(
        [
          [1, null],
          [null, 2],
        ],
        [1, 1],
      ),
    ).toEqual([null, null])
    expect(copeland([[5]], [1])).toEqual([null])
  })
})

describe('Weights', () => {
  it('are brought to a sum of one', () => {
    expect(givenWeights({ a: 1, b: 3 })).toEqual({ a: 0.25, b: 0.75 })
    expect(equalWeights(['a', 'b'])).toEqual({ a: 0.5, b: 0.5 })
    expect(() => givenWeights({ a: 0 })).toThrow(/all weights are zero/)
  })

  it('from people’s points keep the disagreement', () => {
    const { weights, criteria } = budgetAllocation(
      ['law', 'will'],
      [
        { person: 'Ana', points: { law: 100 } },
        { person: 'Ben', points: { law: 50, will: 50 } },
      ],
    )
    expect(weights).toEqual({ law: 0.75, will: 0.25 })
    expect(criteria[1]).toMatchObject({ id: 'will', mean: 25, median: 25, low: 0, high: 50 })
    expect(criteria[1]?.spread).toBeCloseTo(Math.sqrt(1250), 12)
  })

  it('from people’s points name who has to look again', () => {
    const share = (points: Record<string, number>) => () =>
      budgetAllocation(['law'], [{ person: 'Ana', points }])
    expect(share({ law: 90 })).toThrow(/Ana shared out 90/)
    expect(share({ law: 90, luck: 10 })).toThrow(/Ana gave points to luck/)
    expect(share({ law: -1 })).toThrow(/zero or more/)
    expect(() => budgetAllocation(['law'], [])).toThrow(/nobody/)
  })
})

const reference = asem()

describe.skipIf(reference === null)('Single functions, beside the reference package', () => {
  const { golden } = reference ?? ({} as NonNullable<typeof reference>)
  const f = () => golden.functions
  const close = (ours: (number | null)[], theirs: (number | null)[] | undefined) => {
    expect(theirs).toHaveLength(ours.length)
    ours.forEach((value, i) => {
      const expected = theirs?.[i] as number
      expect(Math.abs((value as number) - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected) + 1e-13)
    })
  }
  const scaled = (normalisation: Normalisation) =>
    normalise(f().x_imputed_Flights ?? [], 1, normalisation).values

  it('normalise alike', () => {
    close(scaled({ method: 'min-max', to: [0, 100] }), f().n_minmax_0_100)
    close(scaled({ method: 'z' }), f().n_zscore_0_1)
    close(scaled({ method: 'rank' }), f().n_rank_min)
    close(scaled({ method: 'borda' }), f().n_borda)
  })

  it('test and treat alike', () => {
    const x = f().x_imputed_Flights ?? []
    close([shape(x).skewness, shape(x).kurtosis], [f().skew, f().kurt])
    close(logTransform(x), f().log_CT)
    close(boxCox(x, 0.5), f()['boxcox_0.5'])
  })

  it('fill gaps and average alike', () => {
    close(imputeAverage(f().y_raw_Tariff ?? [], 'mean'), f().i_mean_y)
    close(imputeAverage(f().y_raw_Tariff ?? [], 'median'), f().i_median_y)
    const { x, w, a_amean, a_gmean, a_hmean } = f().means
    close(
      (['arithmetic', 'geometric', 'harmonic'] as const).map((rule) => aggregate(x, w, rule).value),
      [a_amean, a_gmean, a_hmean],
    )
  })

  it('winsorise alike, when made to move three points', () => {
    const { x, nwin } = f().winsorise_winmax3
    // The recorded call moves points whether or not the test is passed; thresholds of zero do the same.
    const ours = winsorise(f().x_imputed_Flights ?? [], 3, {
      skewness: 0,
      kurtosis: Number.NEGATIVE_INFINITY,
    })
    expect(ours.moved).toBe(nwin)
    close(ours.values, x)
  })
})
