import { describe, expect, it } from 'vitest'
import { type Estimate, WrongData } from '../estimate.ts'
import { random } from '../random.ts'
import { type DesignColumns, surveyDesign } from './design.ts'
import { surveyMean, surveyRatio, surveyTotal } from './survey.ts'

function ok<T>(estimate: Estimate<T>) {
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate.reason))
  return estimate
}
const reasonOf = (estimate: Estimate<unknown>) => (estimate.status === 'ok' ? null : estimate.reason)
const codes = ({ warnings }: Estimate<unknown>) => warnings.map(({ code }) => code)
const limits = (estimate: Estimate<unknown>, kind: string, level = 0.95) =>
  estimate.intervals.find((interval) => interval.kind === kind && interval.level === level)
const wrong = (columns: DesignColumns, rows: number) => {
  try {
    surveyDesign(columns, rows)
  } catch (error) {
    return error instanceof WrongData ? error.finding : error
  }
}
const yesNo = (yes: number, no: number) => [...Array(yes).fill(1), ...Array(no).fill(0)] as number[]

describe('A survey of people drawn one by one', () => {
  it('has the textbook error, with and without a small population', () => {
    const answers = yesNo(30, 70)
    const large = ok(surveyMean(surveyDesign({}, 100), answers))
    expect(large.estimate).toBe(0.3)
    expect(large.standardError).toBeCloseTo(Math.sqrt((0.3 * 0.7) / 99), 12)
    expect(large.diagnostics).toMatchObject({
      respondents: 100,
      withOutcome: 30,
      degreesOfFreedom: 99,
      kish: 1,
    })

    const columns = { weight: Array(100).fill(4), fpc: Array(100).fill(400) }
    const small = ok(surveyMean(surveyDesign(columns, 100), answers))
    expect(small.standardError).toBeCloseTo(Math.sqrt((0.75 * 0.3 * 0.7) / 99), 12)
    expect(small.diagnostics.designEffect).toBeCloseTo(1, 12)
    expect(small.diagnostics.effectiveSize).toBeCloseTo(100, 9)
    expect(ok(surveyTotal(surveyDesign(columns, 100), answers)).estimate).toBe(120)
    // The share drawn may be given instead of the size.
    const shares = surveyDesign({ weight: columns.weight, fpc: Array(100).fill(0.25) }, 100)
    expect(ok(surveyMean(shares, answers)).standardError).toBeCloseTo(small.standardError ?? 0, 12)
  })

  it('has no error of sampling when everybody was asked', () => {
    const whole = surveyDesign({ fpc: Array(10).fill(10) }, 10)
    const share = ok(surveyMean(whole, yesNo(3, 7)))
    expect(share).toMatchObject({
      standardError: 0,
      intervals: [
        { low: 0.3, high: 0.3 },
        { low: 0.3, high: 0.3 },
      ],
    })
    expect(ok(surveyMean(whole, yesNo(0, 10)))).toMatchObject({ estimate: 0, standardError: 0 })
  })

  it('loses to unequal weights what Kish says', () => {
    const weight = [1, 1, 1, 9]
    const { diagnostics } = ok(surveyMean(surveyDesign({ weight }, 4), [1, 0, 0, 1]))
    expect(diagnostics.kish).toBeCloseTo((4 * 84) / 144, 12)
  })

  it('is not said to tell as much as more people, where few clusters bear that', () => {
    const clustered = (count: number) => {
      const clusters = Array.from({ length: 10 * count }, (_, row) => row % count)
      // Every cluster is like the whole, but for one.
      const answers = Array.from({ length: 10 * count }, (_, row) =>
        row < 2 * count || row === 2 * count ? 1 : 0,
      )
      return ok(surveyMean(surveyDesign({ clusters }, 10 * count), answers)).diagnostics
    }
    expect(clustered(8).designEffect).toBeLessThan(1)
    expect(clustered(8).effectiveSize).toBeNull()
    expect(clustered(40).effectiveSize).toBeGreaterThan(400)
  })

  it('keeps the limits of a share between 0 and 1, and widens them towards the middle', () => {
    const share = surveyMean(surveyDesign({}, 200), yesNo(2, 198))
    for (const kind of ['logit', 'beta']) {
      const interval = limits(share, kind)
      expect(interval?.low).toBeGreaterThan(0)
      expect((interval?.high ?? 0) - 0.01).toBeGreaterThan(0.01 - (interval?.low ?? 0))
    }
    // Clopper and Pearson for 2 of 200, but for 199 in place of 200 in the error.
    expect(limits(share, 'beta')?.high).toBeCloseTo(0.0357, 3)
  })
})

describe('A survey where nobody, or everybody, had the outcome', () => {
  it('keeps to the rule of three', () => {
    const none = ok(surveyMean(surveyDesign({}, 300), yesNo(0, 300)))
    expect(none).toMatchObject({ estimate: 0, standardError: null })
    expect(limits(none, 'exact')?.low).toBe(0)
    expect(limits(none, 'exact')?.high).toBeCloseTo(1 - 0.05 ** (1 / 300), 12)
    expect(limits(none, 'exact')?.high).toBeCloseTo(3 / 300, 3)
    const all = ok(surveyMean(surveyDesign({}, 300), yesNo(300, 0)))
    expect(limits(all, 'exact')).toMatchObject({ high: 1 })
    expect(limits(all, 'exact')?.low).toBeCloseTo(0.99, 3)
  })

  it('counts unequal weights, an assumed design effect, and says what if clusters are alike', () => {
    const clusters = Array.from({ length: 300 }, (_, row) => Math.floor(row / 20))
    const weight = Array.from({ length: 300 }, (_, row) => (row % 2 ? 1 : 3))
    const design = surveyDesign({ clusters, weight }, 300)
    const none = ok(surveyMean(design, yesNo(0, 300), { assumedDesignEffect: 3 }))
    expect(limits(none, 'exact')?.high).toBeCloseTo(1 - 0.05 ** (1 / 100), 12)
    expect(none.warnings).toContainEqual({
      code: 'no-variation',
      all: 0,
      effectiveSize: 100,
      limitIfClustersAlike: 1 - 0.05 ** (1 / 15),
    })
    expect(limits(ok(surveyMean(design, yesNo(0, 300))), 'exact')?.high).toBeCloseTo(
      1 - 0.05 ** (1 / 240),
      12,
    )
    // 600 people are spoken for.
    const total = ok(surveyTotal(design, yesNo(0, 300), { assumedDesignEffect: 3 }))
    expect(limits(total, 'exact')?.high).toBeCloseTo(600 * (1 - 0.05 ** (1 / 100)), 9)
  })

  it('does not take clusters that agree for certainty', () => {
    const design = surveyDesign({ clusters: [1, 1, 2, 2, 3, 3, 4, 4] }, 8)
    const share = ok(surveyMean(design, [1, 0, 1, 0, 1, 0, 1, 0]))
    expect(share).toMatchObject({ estimate: 0.5, standardError: null })
    expect(codes(share)).toContain('clusters-agree')
    expect((limits(share, 'exact')?.high ?? 0) - (limits(share, 'exact')?.low ?? 1)).toBeGreaterThan(0.5)
  })
})

describe('Clusters and strata', () => {
  it('count clusters, not people: the same answers in pairs tell as much as half of them', () => {
    const answers = yesNo(12, 28)
    const twice = answers.flatMap((answer) => [answer, answer])
    const clusters = twice.map((_, row) => Math.floor(row / 2))
    const alone = ok(surveyMean(surveyDesign({}, 40), answers))
    const doubled = ok(surveyMean(surveyDesign({ clusters }, 80), twice))
    expect(doubled.standardError).toBeCloseTo(alone.standardError ?? 0, 12)
    expect(doubled.diagnostics.designEffect).toBeCloseTo(79 / 39, 9)
  })

  it('lose nothing to what differs between strata', () => {
    const strata = [...Array(50).fill('north'), ...Array(50).fill('south')]
    const answers = [...yesNo(45, 5), ...yesNo(5, 45)]
    const together = ok(surveyMean(surveyDesign({}, 100), answers)).standardError ?? 0
    const apart = ok(surveyMean(surveyDesign({ strata }, 100), answers)).standardError ?? 0
    expect(apart).toBeCloseTo(Math.sqrt((0.9 * 0.1) / 49 / 2), 12)
    expect(apart).toBeLessThan(together)
  })

  it('drawn in two stages add what lies within clusters, by the share of clusters drawn', () => {
    // Two of four clusters; in each two of four people. Weight 4. By hand (Cochran 1977, 11.24):
    const answers = [1, 3, 5, 9]
    const design = surveyDesign(
      {
        weight: [4, 4, 4, 4],
        clusters: ['a', 'a', 'b', 'b'],
        fpc: [4, 4, 4, 4],
        second: { units: [1, 2, 3, 4], fpc: [4, 4, 4, 4] },
      },
      4,
    )
    // Totals of clusters 8 and 28, so N² (1 - f1) s1² / n = 16 · ½ · 200 / 2 = 800; within, N/n Σ M² (1 - f2) s2² / m
    // = 2 · (16 · ½ · 2 / 2 + 16 · ½ · 8 / 2) = 80.
    expect(ok(surveyTotal(design, answers)).standardError).toBeCloseTo(Math.sqrt(880), 9)
    const firstAlone = surveyDesign(
      { weight: [4, 4, 4, 4], clusters: ['a', 'a', 'b', 'b'], fpc: [4, 4, 4, 4] },
      4,
    )
    expect(ok(surveyTotal(firstAlone, answers)).standardError).toBeCloseTo(Math.sqrt(800), 9)
  })

  it('with one cluster in a stratum give no figure until somebody says why', () => {
    const columns = { strata: ['a', 'a', 'b', 'c', 'c'], clusters: [1, 2, 3, 4, 5] }
    const answers = [1, 0, 1, 0, 1]
    const of = (onLonely: 'refuse' | 'centre' | 'certainty' | 'collapse') =>
      surveyMean(surveyDesign(columns, 5, { onLonely }), answers)

    expect(reasonOf(of('refuse'))).toEqual({
      code: 'one-cluster-in-stratum',
      strata: ['b'],
      choices: ['centre', 'certainty', 'collapse'],
    })
    const errors = (['certainty', 'centre', 'collapse'] as const).map((how) => {
      const chosen = ok(of(how))
      expect(chosen.warnings).toContainEqual({ code: 'lonely-clusters-settled', strata: ['b'], how })
      return chosen.standardError ?? 0
    })
    // By hand: scores are (y - 0.6)/5. Each pair {1, 0} gives 2 · 2 · (0.1)² = 0.04; alone: 0.08² = 0.0064;
    // {b, c} together: 3/2 · (2 (1/15)² + (2/15)²) = 0.04.
    expect(errors[0]).toBeCloseTo(Math.sqrt(0.08), 12)
    expect(errors[1]).toBeCloseTo(Math.sqrt(0.0864), 12)
    expect(errors[2]).toBeCloseTo(Math.sqrt(0.08), 12)
    // A stratum of one cluster that was taken is no riddle.
    const certain = { ...columns, fpc: [9, 9, 1, 9, 9] }
    expect(surveyMean(surveyDesign(certain, 5), answers).status).toBe('ok')
  })

  it('tell clusters apart that are numbered anew in each stratum, and say so', () => {
    const design = surveyDesign({ strata: ['a', 'a', 'b', 'b'], clusters: [1, 2, 1, 2] }, 4)
    const share = ok(surveyMean(design, [1, 0, 1, 1]))
    expect(share.diagnostics).toMatchObject({ clusters: 4, strata: 2, degreesOfFreedom: 2 })
    expect(share.warnings).toContainEqual({
      code: 'cluster-in-several-strata',
      count: 2,
      clusters: ['1', '2'],
    })
  })

  it('need two clusters', () => {
    expect(reasonOf(surveyMean(surveyDesign({ clusters: ['a', 'a', 'a'] }, 3), [1, 0, 1]))).toEqual({
      code: 'too-few',
      what: 'clusters',
      is: 1,
      least: 2,
    })
  })
})

describe('Part of the population', () => {
  it('keeps the others in the design: clusters without such people count as having none', () => {
    const clusters = [1, 1, 2, 2, 3, 3, 4, 4]
    const women = [true, true, true, false, true, true, false, false]
    const answers = [1, 0, 1, 1, 0, 0, 1, 1]
    const domain = (row: number) => women[row] === true
    const part = ok(surveyMean(surveyDesign({ clusters }, 8), answers, { domain }))
    expect(part.estimate).toBeCloseTo(2 / 5, 12)
    expect(part.diagnostics).toMatchObject({ respondents: 5, clusters: 3, degreesOfFreedom: 2 })
    // Scores by cluster: (1 - 0.4 - 0.4)/5, (1 - 0.4)/5, -0.8/5 and 0: 4/3 · Σ z².
    expect(part.standardError).toBeCloseTo(Math.sqrt((4 / 3) * (0.04 ** 2 + 0.12 ** 2 + 0.16 ** 2)), 12)
  })

  it('without anybody in it has no figure', () => {
    expect(reasonOf(surveyMean(surveyDesign({}, 3), [1, 0, 1], { domain: () => false }))).toMatchObject({
      code: 'too-few',
      what: 'cases',
    })
  })
})

describe('Ratios and totals', () => {
  it('of an answer by itself is one, without error', () => {
    const ratio = ok(surveyRatio(surveyDesign({}, 4), [1, 2, 3, 4], [1, 2, 3, 4]))
    expect(ratio.estimate).toBe(1)
    expect(ratio.intervals).toEqual([])
    expect(codes(ratio)).toContain('clusters-agree')
  })

  it('by ones is the mean', () => {
    const answers = [3, 5, 8, 2, 9]
    const design = surveyDesign({ weight: [1, 2, 3, 4, 5] }, 5)
    const ratio = ok(surveyRatio(design, answers, [1, 1, 1, 1, 1]))
    const mean = ok(surveyMean(design, answers))
    expect(ratio.estimate).toBeCloseTo(mean.estimate, 12)
    expect(ratio.standardError).toBeCloseTo(mean.standardError ?? 0, 12)
    expect(ratio.diagnostics.designEffect).toBeCloseTo(mean.diagnostics.designEffect ?? 0, 12)
  })

  it('with nothing below does not exist', () => {
    expect(reasonOf(surveyRatio(surveyDesign({}, 2), [1, 2], [0, 0]))).toMatchObject({ what: 'divisor' })
  })

  it('of a part times a known population counts those of the part alone', () => {
    // Half of the people are in the part, a fifth of them with the outcome; those of the others do not count.
    const answers = [...yesNo(10, 40), ...yesNo(25, 25)]
    const design = surveyDesign({ weight: Array(100).fill(1000) }, 100)
    const domain = (row: number) => row < 50
    const known = ok(surveyTotal(design, answers, { population: 100_000, domain }))
    const summed = ok(surveyTotal(design, answers, { domain }))
    expect(known.estimate).toBeCloseTo(10_000, 9)
    expect(known.estimate).toBeCloseTo(summed.estimate, 9)
    expect(known.standardError).toBeCloseTo(summed.standardError ?? 0, 6)
    // Of a part in which nobody said anything there is no figure, and not 0.
    const silent = answers.map((answer, row) => (domain(row) ? null : answer))
    expect(surveyTotal(design, silent, { population: 100_000, domain }).status).toBe('no-estimate')
  })

  it('of nobody has its limits in people, the one of the worst case too', () => {
    const clusters = Array.from({ length: 100 }, (_, row) => Math.floor(row / 10))
    const none = ok(surveyTotal(surveyDesign({ clusters }, 100), yesNo(0, 100), { population: 50_000 }))
    const said = none.warnings.find((warning) => warning.code === 'no-variation')
    expect(said?.code === 'no-variation' && said.limitIfClustersAlike).toBeCloseTo(
      50_000 * (1 - 0.05 ** (1 / 10)),
      6,
    )
  })

  it('times a known population is the share of it, and a sum of weights that expands to nobody is named', () => {
    const design = surveyDesign({}, 100)
    const known = ok(surveyTotal(design, yesNo(10, 90), { population: 50_000 }))
    expect(known.estimate).toBe(5000)
    expect(limits(known, 'logit')?.low).toBeGreaterThan(2000)
    expect(codes(ok(surveyTotal(design, yesNo(10, 90))))).toContain('weights-not-expanded')
    expect(() => surveyTotal(design, yesNo(10, 90), { population: -1 })).toThrow(/out-of-range/)
  })
})

describe('Files with gaps and mistakes', () => {
  it('count answers that are missing, with their weight', () => {
    const share = ok(surveyMean(surveyDesign({ weight: [1, 1, 2, 4] }, 4), [1, 0, null, 1]))
    expect(share.warnings).toContainEqual({
      code: 'missing-outcomes',
      count: 1,
      rows: [3],
      shareOfWeight: 0.25,
    })
    expect(share.diagnostics).toMatchObject({ respondents: 3, missingOutcomes: 1 })
    expect(share.estimate).toBeCloseTo(5 / 6, 12)
  })

  it('refuse missing weights, or leave them out by choice and count them', () => {
    const columns = { weight: [1, null, 2, 4] }
    expect(wrong(columns, 4)).toEqual({ code: 'missing-weights', count: 1, rows: [2] })
    const share = ok(surveyMean(surveyDesign(columns, 4, { missingWeights: 'leave-out' }), [1, 1, 0, 1]))
    expect(share.diagnostics).toMatchObject({ respondents: 3, missingWeights: 1 })
    expect(codes(share)).toContain('missing-weights')
    expect(share.estimate).toBeCloseTo(5 / 7, 12)
  })

  it.each([
    [{ weight: [1, 0] }, { code: 'not-a-weight', row: 2, value: 0 }],
    [{ weight: [-3, 1] }, { code: 'not-a-weight', row: 1, value: -3 }],
    [{ strata: ['a', null] }, { code: 'missing-design', column: 'strata', row: 2 }],
    [{ clusters: ['', 'a'] }, { code: 'missing-design', column: 'clusters', row: 1 }],
    [{ fpc: [5, null] }, { code: 'missing-design', column: 'fpc', row: 2 }],
    [
      { fpc: [5, 6], strata: ['a', 'a'] },
      { code: 'sampling-fraction-varies', stratum: 'a', row: 2 },
    ],
    [{ fpc: [-5, -5] }, { code: 'not-a-size', column: 'fpc', row: 1, value: -5 }],
    [{ fpc: [4, 5] }, { code: 'size-varies-without-strata', row: 2 }],
    [{ fpc: [1.5, 1.5] }, { code: 'stratum-below-sample', population: 1.5, sampled: 2 }],
  ] as [DesignColumns, object][])('are named by row: %j', (columns, finding) => {
    expect(wrong(columns, 2)).toMatchObject(finding)
  })

  it('warn of weights that do not add up to the strata they came from', () => {
    const columns = { weight: [10, 10, 10, 10], strata: ['a', 'a', 'b', 'b'], fpc: [20, 20, 80, 80] }
    expect(surveyDesign(columns, 4).warnings).toEqual([
      { code: 'weights-against-population', stratum: 'b', sumOfWeights: 20, population: 80 },
    ])
  })

  it('have somebody in them, and answers that are numbers', () => {
    expect(wrong({}, 0)).toMatchObject({ code: 'too-few', what: 'cases' })
    expect(() => surveyMean(surveyDesign({}, 2), [1, Infinity])).toThrow(/not-a-count/)
  })
})

describe('Limits of a share from clusters, simulated', () => {
  it('hold the truth about as often as they say', () => {
    // 30 clusters of 15, shares of clusters beta(1, 9): one tenth on the whole, alike within (ρ = 0.09).
    const worlds = 500
    const held = { logit: 0, beta: 0, simple: 0 }
    const chance = random(2024)
    const clusters = Array.from({ length: 450 }, (_, row) => Math.floor(row / 15))
    const [clustered, forgotten] = [surveyDesign({ clusters }, 450), surveyDesign({}, 450)]
    for (let world = 0; world < worlds; world++) {
      const levels = Array.from({ length: 30 }, () => 1 - chance.uniform() ** (1 / 9))
      const answers = clusters.map((cluster) => (chance.uniform() < (levels[cluster] as number) ? 1 : 0))
      const share = ok(surveyMean(clustered, answers))
      for (const kind of ['logit', 'beta'] as const) {
        const interval = limits(share, kind)
        if ((interval?.low ?? 1) <= 0.1 && (interval?.high ?? 0) >= 0.1) held[kind] += 1
      }
      const naive = limits(ok(surveyMean(forgotten, answers)), 'logit')
      if ((naive?.low ?? 1) <= 0.1 && (naive?.high ?? 0) >= 0.1) held.simple += 1
    }
    expect(held.logit / worlds).toBeGreaterThan(0.92)
    expect(held.beta / worlds).toBeGreaterThan(0.93)
    // Forgetting the clusters is what the limits are for.
    expect(held.simple / worlds).toBeLessThan(0.87)
  })
})
