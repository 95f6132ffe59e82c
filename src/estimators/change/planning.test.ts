import { describe, expect, it } from 'vitest'
import { finish } from '../numeric/run.ts'
import { random } from '../random.ts'
import { surveyDesign } from '../survey/design.ts'
import { changeOfTwoWaves } from './change.ts'
import {
  designEffectOf,
  halfWidthOfShare,
  minimumDetectableFall,
  planTable,
  powerOfChange,
  sampleForChange,
  sampleForShare,
} from './planning.ts'
import { sampleForScaleUp, samplesForRecruitment, widthFromLists } from './planning-hidden.ts'
import { simulateLists } from './planning-simulated.ts'

const simple = { designEffect: 1 }

describe('A plan for one share', () => {
  it('asks 385 people for plus and minus five points around one half, and 278 of a thousand', () => {
    expect(sampleForShare({ share: 0.5, halfWidth: 0.05, clustering: simple }).respondents).toBe(385)
    expect(
      sampleForShare({ share: 0.5, halfWidth: 0.05, population: 1000, clustering: simple }).respondents,
    ).toBe(278)
  })

  it('loses to clusters as many as are alike within them, and fills whole clusters', () => {
    const clustering = { clusterSize: 20, correlationWithin: 0.05 }
    const plan = sampleForShare({ share: 0.5, halfWidth: 0.05, clustering, responseRate: 0.8 })

    expect(designEffectOf(clustering)).toBeCloseTo(1.95, 12)
    expect(plan).toMatchObject({ clusters: 38, respondents: 760, approached: 950, findings: [] })
    expect(designEffectOf({ clusterSize: 20, correlationWithin: 1 })).toBe(20)
    expect(designEffectOf({ clusterSize: 20, correlationWithin: 0 })).toBe(1)
  })

  it('gives the width back that it was made for', () => {
    const plan = { share: 0.03, clustering: { designEffect: 3 }, level: 0.9 }
    const { respondents } = sampleForShare({ ...plan, halfWidth: 0.01 })
    expect(halfWidthOfShare({ ...plan, respondents })).toBeCloseTo(0.01, 5)
    expect(halfWidthOfShare({ ...plan, respondents, population: respondents })).toBe(0)
  })

  it('warns of few cases and few clusters', () => {
    const clustering = { clusterSize: 25, correlationWithin: 0.01 }
    const codes = sampleForShare({ share: 0.005, halfWidth: 0.01, clustering }).findings.map(
      ({ code }) => code,
    )
    expect(codes).toEqual(['plan-passes-ends', 'few-expected-cases', 'few-clusters-planned'])
  })

  it.each([
    [{ share: 0, halfWidth: 0.05, clustering: simple }],
    [{ share: 0.2, halfWidth: Number.NaN, clustering: simple }],
    [{ share: 0.2, halfWidth: 0.05, clustering: { clusterSize: 0, correlationWithin: 0.1 } }],
    [{ share: 0.2, halfWidth: 0.05, clustering: simple, responseRate: 0 }],
    [{ share: 0.2, halfWidth: 0.05, clustering: simple, level: 1 }],
  ])('does not take an assumption that cannot be: %j', (plan) => {
    expect(() => sampleForShare(plan)).toThrow(/out-of-range/)
  })
})

describe('A plan for a change', () => {
  const plan = { first: 0.5, second: 0.4, clustering: simple }

  it('asks 385 people per wave to see one half fall to four tenths with a power of 80 %', () => {
    // (1.95996 + 0.84162)² (0.25 + 0.24) / 0.01 = 384.6
    expect(sampleForChange(plan).respondents).toBe(385)
  })

  it('has the power it was made for, and finds the fall it was made for', () => {
    const clustering = { clusterSize: 15, correlationWithin: 0.1 }
    const { respondents } = sampleForChange({ ...plan, clustering, power: 0.9, correlation: 0.3 })
    const power = powerOfChange({ ...plan, clustering, correlation: 0.3, respondents })
    expect(power).toBeGreaterThan(0.9)
    expect(power).toBeLessThan(0.91)
    const found = minimumDetectableFall({ first: 0.5, clustering, power: 0.9, correlation: 0.3, respondents })
    expect(found?.second).toBeCloseTo(0.4, 2)
    expect(found?.fall).toBeCloseTo(0.2, 1)
  })

  it('has the power of the level alone where nothing changes', () => {
    expect(powerOfChange({ ...plan, second: 0.5, respondents: 1000 })).toBeCloseTo(0.05, 9)
  })

  it('asks about twice as many per group where a second group is compared with', () => {
    const one = sampleForChange({ ...plan, second: 0.45 }).respondents
    const two = sampleForChange({ ...plan, second: 0.45, design: 'did' }).respondents
    expect(two / one).toBeCloseTo(2, 1)
  })

  it('leads to samples that find the change as often as planned', () => {
    // Clusters of 10 with shares beta(4, 16) before and beta(2, 18) after: 0.2 and 0.1, alike within by 1/21.
    const clustering = { clusterSize: 10, correlationWithin: 1 / 21 }
    const plan = sampleForChange({ first: 0.2, second: 0.1, clustering, power: 0.8 })
    const clusters = plan.clusters ?? 0
    const rows = Array.from({ length: 2 * plan.respondents }, (_, row) => Math.floor(row / 10))
    const wave = rows.map((cluster) => (cluster < clusters ? 'before' : 'after'))
    const design = surveyDesign({ clusters: rows, strata: wave }, rows.length)
    const chance = random(11)
    const worlds = 400
    let found = 0
    for (let world = 0; world < worlds; world++) {
      const levels = Array.from({ length: 2 * clusters }, (_, cluster) => {
        const draws = Array.from({ length: 19 }, () => chance.uniform()).sort((a, b) => a - b)
        return draws[cluster < clusters ? 3 : 1] as number
      })
      const answers = rows.map((cluster) => (chance.uniform() < (levels[cluster] as number) ? 1 : 0))
      const change = changeOfTwoWaves(design, answers, { wave, from: 'before', to: 'after' })
      if (change.status === 'ok' && change.diagnostics.verdict === 'fell') found += 1
    }
    expect(found / worlds).toBeGreaterThan(0.74)
    expect(found / worlds).toBeLessThan(0.86)
  })

  it('finds no fall at all with a handful of people, and says so with null', () => {
    expect(
      minimumDetectableFall({ first: 0.02, clustering: { designEffect: 2 }, respondents: 100 }),
    ).toBeNull()
  })

  it('asks for a change', () => {
    expect(() => sampleForChange({ ...plan, second: 0.5 })).toThrow(/out-of-range/)
  })
})

describe('A plan for hidden groups', () => {
  it('by scale-up needs enough hidden people to be named', () => {
    const plan = { population: 1e6, hidden: 2000, meanDegree: 250, relativeHalfWidth: 0.2 }
    const few = sampleForScaleUp({ ...plan, clustering: simple })
    expect(few.namedPerRespondent).toBe(0.5)
    // z² / 0.2² = 96.04 hidden people named, half a one by each respondent.
    expect(few.respondents).toBe(193)
    expect(
      sampleForScaleUp({ ...plan, transmission: 0.5, clustering: { designEffect: 6 } }).respondents,
    ).toBe(2305)
  })

  it('by recruitment is a table over design effects', () => {
    const table = samplesForRecruitment({ share: 0.2, halfWidth: 0.05 })
    expect(table.map(({ designEffect }) => designEffect)).toEqual([2, 3, 4, 6, 8, 10])
    expect(table.map(({ respondents }) => respondents)).toEqual([492, 738, 984, 1476, 1967, 2459])
  })

  it('by two lists has the error of Lincoln and Petersen', () => {
    const plan = widthFromLists({ population: 1000, coverages: [0.3, 0.2] })
    expect(plan.standardError ** 2).toBeCloseTo((1000 * 0.7 * 0.8) / (0.3 * 0.2), 6)
    expect(plan.seen).toBeCloseTo(440, 9)
    expect(plan.inOverlap).toBeCloseTo(60, 9)
    expect(plan.interval.low).toBeGreaterThan(plan.seen)
  })

  it('by more lists is narrower, and by simulation as wide as the formula says', () => {
    const plan = { population: 2000, coverages: [0.3, 0.2, 0.25] }
    const formula = widthFromLists(plan)
    expect(formula.relativeWidth).toBeLessThan(
      widthFromLists({ ...plan, coverages: [0.3, 0.2] }).relativeWidth,
    )
    const made = finish(simulateLists({ ...plan, resamples: 1000, seed: 5 }))
    const width = (made.high ?? 0) - (made.low ?? 0)
    expect(width / (formula.interval.high! - formula.interval.low)).toBeCloseTo(1, 1)
    expect(Math.abs(made.bias ?? 1)).toBeLessThan(0.02)
    expect(finish(simulateLists({ ...plan, resamples: 1000, seed: 5 }))).toEqual(made)
  })

  it('by lists of which one refers to the other comes out too low', () => {
    const plan = { population: 2000, coverages: [0.3, 0.2], resamples: 300, seed: 5 }
    const referred = finish(simulateLists({ ...plan, dependence: { first: 0, second: 1, oddsRatio: 4 } }))
    expect(referred.bias).toBeLessThan(-0.25)
    const apart = finish(simulateLists({ ...plan, dependence: { first: 0, second: 1, oddsRatio: 0.5 } }))
    expect(apart.bias).toBeGreaterThan(0.2)
  })

  it('by tiny lists warns, and studies without overlap have no total', () => {
    const plan = { population: 300, coverages: [0.05, 0.05] }
    expect(widthFromLists(plan).findings.map(({ code }) => code)).toContain('few-expected-in-overlap')
    const made = finish(simulateLists({ ...plan, resamples: 200, seed: 1 }))
    expect(made.withoutTotal).toBeGreaterThan(50)
    expect(made.high).toBeNull()
  })
})

describe('A table over assumptions', () => {
  it('has one plan for each combination', () => {
    const table = planTable({ share: [0.01, 0.1], clusterSize: [10, 20, 30] }, ({ share, clusterSize }) =>
      sampleForShare({ share, halfWidth: 0.01, clustering: { clusterSize, correlationWithin: 0.05 } }),
    )
    expect(table.map(({ assumptions }) => assumptions)).toEqual([
      { share: 0.01, clusterSize: 10 },
      { share: 0.01, clusterSize: 20 },
      { share: 0.01, clusterSize: 30 },
      { share: 0.1, clusterSize: 10 },
      { share: 0.1, clusterSize: 20 },
      { share: 0.1, clusterSize: 30 },
    ])
    expect(table.at(-1)?.plan.respondents).toBeGreaterThan(table[0]?.plan.respondents ?? 0)
  })
})
