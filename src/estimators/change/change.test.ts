import { describe, expect, it } from 'vitest'
import type { Estimate } from '../estimate.ts'
import { finish } from '../numeric/run.ts'
import { random } from '../random.ts'
import { surveyDesign } from '../survey/design.ts'
import { type ChangeOptions, changeOfTwoWaves } from './change.ts'
import { comparability, type Meaning } from './comparability.ts'
import { differenceInDifferences } from './did.ts'

function ok<T>(estimate: Estimate<T>) {
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate.reason))
  return estimate
}
const codes = ({ warnings }: Estimate<unknown>) => warnings.map(({ code }) => code)
const yesNo = (yes: number, no: number) => [...Array(yes).fill(1), ...Array(no).fill(0)] as number[]

/** Two waves of people drawn one by one. */
function twoWaves(before: number[], after: number[], more: Partial<ChangeOptions> = {}) {
  const answers = [...before, ...after]
  const wave = [...before.map(() => 2020), ...after.map(() => 2023)]
  const design = surveyDesign({ strata: wave }, answers.length)
  return changeOfTwoWaves(design, answers, { wave, from: 2020, to: 2023, ...more })
}

const meaning: Meaning = {
  unit: 'person',
  stockOrFlow: 'stock',
  population: 'adults in brick kilns',
  definition: 'forced labour',
  codebookVersion: '2',
  frame: 'kilns of 2020',
  method: 'survey-mean',
  referenceMonths: 12,
}

describe('A change between two waves', () => {
  it('of separate samples has the errors of both', () => {
    const change = ok(twoWaves(yesNo(60, 140), yesNo(30, 170)))
    expect(change.estimate).toBeCloseTo(-0.15, 12)
    expect(change.standardError).toBeCloseTo(Math.sqrt((0.3 * 0.7) / 199 + (0.15 * 0.85) / 199), 12)
    expect(change.diagnostics).toMatchObject({ covariance: 0, sharedClusters: 0, verdict: 'fell' })
    expect(change.diagnostics.ratio?.estimate).toBe(0.5)
    const [ratio] = change.diagnostics.ratio?.intervals ?? []
    // By hand: the logarithm of a ratio of shares varies as q/(n p) of each.
    const spread = Math.sqrt(0.7 / 0.3 / 199 + 0.85 / 0.15 / 199)
    expect(ratio?.low).toBeCloseTo(0.5 * Math.exp(-1.966 * spread), 3)
  })

  it('of the same people asked twice with the same answers is none, without doubt', () => {
    const answers = yesNo(5, 15)
    const clusters = [...answers.keys(), ...answers.keys()]
    const wave = [...answers.map(() => 'a'), ...answers.map(() => 'b')]
    const weight = clusters.map((cluster) => 1 / (cluster + 3))
    const design = surveyDesign({ clusters, weight }, 40)
    const change = ok(changeOfTwoWaves(design, [...answers, ...answers], { wave, from: 'a', to: 'b' }))
    expect(change).toMatchObject({
      estimate: 0,
      standardError: 0,
      intervals: [{ low: 0, high: 0, kind: 'exact' }, {}],
    })
    expect(change.diagnostics.correlation).toBeCloseTo(1, 12)
    expect(change.diagnostics.sharedClusters).toBe(20)
    expect(change.diagnostics.verdict).toBe('no change detectable')
  })

  it('says how likely a fall of so much is, and whether the promised one came', () => {
    const change = ok(twoWaves(yesNo(60, 140), yesNo(30, 170), { falls: [0.5, 0.2], target: 0.2 }))
    const [half, fifth] = change.diagnostics.falls
    expect(half?.probability).toBeCloseTo(0.5, 12)
    expect(fifth?.probability).toBeGreaterThan(0.95)
    expect(change.diagnostics.target).toMatchObject({ fall: 0.2, verdict: 'reached' })
    const verdict = (after: number, target: number) =>
      ok(twoWaves(yesNo(60, 140), yesNo(after, 200 - after), { target })).diagnostics.target?.verdict
    expect([verdict(60, 0.5), verdict(30, 0.5)]).toEqual(['missed', 'undecided'])
  })

  it('tells what it could have found', () => {
    const change = ok(twoWaves(yesNo(60, 140), yesNo(55, 145)))
    const { minimumDetectable, verdict } = change.diagnostics
    expect(verdict).toBe('no change detectable')
    expect((minimumDetectable?.difference ?? 0) / (change.standardError ?? 1)).toBeCloseTo(1.966 + 0.843, 2)
  })

  it('to nobody keeps a limit above nobody, and has no ratio', () => {
    const change = ok(twoWaves(yesNo(30, 170), yesNo(0, 200)))
    expect(change.standardError).toBeNull()
    expect(codes(change)).toContain('no-ratio')
    expect(change.diagnostics.ratio).toBeNull()
    const [interval] = change.intervals
    expect(interval?.low).toBeLessThan(-0.15)
    expect(interval?.high).toBeGreaterThan(-0.15 + 0.03)
    expect(change.diagnostics.verdict).toBe('fell')
    // As wide to either side as 30 of 200 and "none of 200" tell; with one person in place of none much the same.
    const one = ok(twoWaves(yesNo(30, 170), yesNo(1, 199)))
    expect(Math.abs((interval?.high ?? 0) - (one.intervals[0]?.high ?? 0))).toBeLessThan(0.015)
    const [, , half] = change.diagnostics.falls
    expect(half?.probability).toBeGreaterThan(0.99)
  })

  it('to nobody, or to everybody, in clusters is no more than clusters that are alike can show', () => {
    // All cases of the first wave in one cluster of twenty; none in the second. Seen one by one it would be a fall.
    const rows = Array.from({ length: 400 }, (_, row) => ({
      wave: row < 200 ? 1 : 2,
      cluster: Math.floor((row % 200) / 10) + (row < 200 ? 0 : 20),
      y: row < 10 ? 1 : 0,
    }))
    const wave = rows.map((row) => row.wave)
    const design = surveyDesign({ clusters: rows.map(({ cluster }) => cluster), strata: wave }, 400)
    for (const turned of [false, true]) {
      const answers = rows.map(({ y }) => (turned ? 1 - y : y))
      const change = ok(changeOfTwoWaves(design, answers, { wave, from: 1, to: 2, target: 0.5 }))
      expect(change.diagnostics.verdict).toBe('no change detectable')
      if (!turned) expect(change.diagnostics.target?.verdict).toBe('undecided')
      const said = change.warnings.find(({ code }) => code === 'no-variation')
      expect(said).toMatchObject({ all: turned ? 1 : 0, effectiveSize: expect.closeTo(20, 9) })
    }
    // Where the first wave was far above what twenty clusters alike can hide, the fall is told.
    const half = rows.map(({ wave: of }, row) => (of === 1 && row % 2 === 0 ? 1 : 0))
    expect(ok(changeOfTwoWaves(design, half, { wave, from: 1, to: 2 })).diagnostics.verdict).toBe('fell')
  })

  it('seldom reads an empty wave of clusters as a fall where nothing changed', () => {
    const chance = random(11)
    const clusters = Array.from({ length: 600 }, (_, row) => Math.floor(row / 20))
    const wave = clusters.map((cluster) => (cluster < 15 ? 1 : 2))
    const design = surveyDesign({ clusters, strata: wave }, 600)
    let [fell, empty] = [0, 0]
    for (let world = 0; world < 150; world++) {
      // In nine clusters of ten nobody, in the tenth one in five: 2 %, people of a cluster being alike.
      const level = Array.from({ length: 30 }, () => (chance.uniform() < 0.1 ? 0.2 : 0))
      const answers = clusters.map((c) => (chance.uniform() < (level[c] as number) ? 1 : 0))
      const change = changeOfTwoWaves(design, answers, { wave, from: 1, to: 2, target: 0.25 })
      if (change.status !== 'ok') continue
      if (change.diagnostics.second.estimate === 0) empty += 1
      if (change.diagnostics.verdict === 'fell' || change.diagnostics.target?.verdict === 'reached') fell += 1
    }
    expect(empty).toBeGreaterThan(10)
    expect(fell).toBeLessThan(8)
  })

  it('from nobody to nobody is none, with limits on both sides', () => {
    const change = ok(twoWaves(yesNo(0, 100), yesNo(0, 100)))
    expect(change.estimate).toBe(0)
    expect(change.intervals[0]?.low).toBeLessThan(-0.02)
    expect(change.intervals[0]?.high).toBeGreaterThan(0.02)
  })

  it('does not exist without anybody in a wave', () => {
    expect(twoWaves(yesNo(1, 9), [])).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'too-few', what: 'cases' },
    })
  })

  it('needs a wave for everybody, and a promise between none and all', () => {
    const design = surveyDesign({}, 2)
    expect(() => changeOfTwoWaves(design, [1, 0], { wave: [1, null], from: 1, to: 2 })).toThrow(
      /missing-design/,
    )
    expect(() => twoWaves(yesNo(5, 5), yesNo(5, 5), { target: 1.5 })).toThrow(/out-of-range/)
  })

  it('is refused or warned of where the two do not mean the same', () => {
    const compared = (second: Partial<Meaning>) =>
      twoWaves(yesNo(60, 140), yesNo(30, 170), {
        meaning: { first: meaning, second: { ...meaning, ...second } },
      })
    expect(codes(compared({}))).toEqual([])
    expect(compared({ unit: 'household' })).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'not-comparable', what: 'unit', first: 'person', second: 'household' },
    })
    for (const second of [
      { codebookVersion: '3' },
      { definition: 'trafficking' },
      { frame: 'kilns of 2023' },
    ]) {
      const change = compared(second)
      expect(change.status).toBe('ok')
      expect(codes(change)).toContain('not-comparable')
    }
  })

  it('holds the truth about as often as it says, with shared clusters', () => {
    const chance = random(77)
    const clusters = Array.from({ length: 600 }, (_, row) => Math.floor((row % 300) / 12))
    const wave = Array.from({ length: 600 }, (_, row) => (row < 300 ? 0 : 1))
    const design = surveyDesign({ clusters }, 600)
    let [held, narrower] = [0, 0]
    const worlds = 300
    for (let world = 0; world < worlds; world++) {
      // Clusters differ by beta(2, 6); all halve.
      const level = Array.from({ length: 25 }, () => {
        const draws = Array.from({ length: 7 }, () => chance.uniform()).sort((a, b) => a - b)
        return draws[1] as number
      })
      const answers = clusters.map((c, row) =>
        chance.uniform() < (level[c] as number) / (wave[row] ? 2 : 1) ? 1 : 0,
      )
      const change = ok(changeOfTwoWaves(design, answers, { wave, from: 0, to: 1 }))
      const [interval] = change.intervals
      if ((interval?.low ?? 1) <= -0.125 && (interval?.high ?? -1) >= -0.125) held += 1
      if ((change.standardError ?? 1) < change.diagnostics.standardErrorIfIndependent) narrower += 1
    }
    expect(held / worlds).toBeGreaterThan(0.92)
    expect(held / worlds).toBeLessThan(0.985)
    expect(narrower / worlds).toBeGreaterThan(0.9)
  })
})

describe('Meanings', () => {
  it('that are not said by one of the two are warned of, not refused', () => {
    const { refusal, warnings } = comparability(meaning, { ...meaning, unit: null })
    expect(refusal).toBeNull()
    expect(warnings).toEqual([{ code: 'not-comparable', what: 'unit', first: 'person', second: '' }])
  })

  it('of lists are the same in any order; of flows need periods as long', () => {
    const lists = (names: string[]) => ({ ...meaning, lists: names })
    expect(comparability(lists(['a', 'b']), lists(['b', 'a'])).warnings).toEqual([])
    expect(comparability(lists(['a', 'b']), lists(['a', 'c'])).refusal).toMatchObject({ what: 'lists' })
    const flow = (referenceMonths: number): Meaning => ({ ...meaning, stockOrFlow: 'flow', referenceMonths })
    expect(comparability(flow(12), flow(60)).refusal).toMatchObject({ what: 'reference-period' })
    expect(comparability(meaning, { ...meaning, referenceMonths: 60 }).refusal).toBeNull()
  })
})

/** Clusters of ten people in several periods; the treated ones move by `effect` after the start and by `drift` per period. */
function panel({
  clusters = 12,
  periods = 4,
  before = 2,
  effect = 0,
  drift = 0,
  seed = 1,
  treatedClusters = Number.NaN,
  size = 10,
} = {}) {
  const chance = random(seed)
  const rows = Array.from({ length: clusters }, (_, c) => ({
    c,
    level: 0.4 + 0.2 * chance.uniform(),
  })).flatMap(({ c, level }) =>
    Array.from({ length: periods }, (_, period) => period).flatMap((period) =>
      Array.from({ length: size }, () => {
        const treated = c < (treatedClusters || clusters / 2)
        const share = level + (treated ? drift * period + (period >= before ? effect : 0) : 0)
        return { c, period, group: treated ? 'programme' : 'other', y: chance.uniform() < share ? 1 : 0 }
      }),
    ),
  )
  const list = Array.from({ length: periods }, (_, period) => period)
  return {
    design: surveyDesign({ clusters: rows.map(({ c }) => c) }, rows.length),
    answers: rows.map(({ y }) => y),
    options: {
      group: rows.map(({ group }) => group),
      treated: 'programme',
      period: rows.map(({ period }) => period),
      before: list.slice(0, before),
      after: list.slice(before),
    },
  }
}

describe('Differences in differences', () => {
  const did = (shape: Parameters<typeof panel>[0], more = {}) => {
    const { design, answers, options } = panel(shape)
    return finish(differenceInDifferences(design, answers, { ...options, ...more }))
  }

  it('take away what changed for both', () => {
    const { design, options, answers } = panel({})
    const told = ok(finish(differenceInDifferences(design, answers, { ...options, resamples: 0 })))
    const raised = answers.map((y, row) => y + 3 * (options.period[row] as number))
    const again = ok(finish(differenceInDifferences(design, raised, { ...options, resamples: 0 })))
    expect(again.estimate).toBeCloseTo(told.estimate, 10)
    expect(again.standardError).toBeCloseTo(told.standardError ?? 0, 10)
    expect(told.diagnostics.changeTreated.estimate - told.diagnostics.changeCompared.estimate).toBeCloseTo(
      told.estimate,
      12,
    )
  })

  it('see groups that moved apart before the start', () => {
    const apart = ok(did({ drift: 0.15, periods: 3, before: 2, clusters: 40, size: 20 }))
    expect(apart.warnings).toContainEqual(expect.objectContaining({ code: 'trends-differ-before' }))
    expect(apart.diagnostics.trendBefore?.difference).toBeGreaterThan(0.08)
    const once = ok(did({ periods: 2, before: 1 }))
    expect(once.diagnostics.trendBefore).toBeNull()
    expect(codes(once)).toContain('trend-unchecked')
  })

  it('bring the wild bootstrap in under 40 clusters, the same from the same seed', () => {
    const few = ok(did({ effect: -0.2 }, { seed: 9, resamples: 399 }))
    expect(few.diagnostics.wild).toMatchObject({ weights: 'rademacher', resamples: 399, seed: '9' })
    expect(ok(did({ effect: -0.2 }, { seed: 9, resamples: 399 })).diagnostics.wild).toEqual(
      few.diagnostics.wild,
    )
    expect(few.diagnostics.wild?.low).toBeLessThan(few.estimate)
    expect(few.diagnostics.wild?.high).toBeGreaterThan(few.estimate)
    expect(ok(did({ clusters: 40 })).diagnostics.wild).toBeNull()
  })

  it('warn of few clusters in a group, and need more clusters than cells', () => {
    expect(codes(did({ treatedClusters: 3 }, { resamples: 99 }))).toContain('few-clusters-in-group')
    expect(did({ clusters: 6, periods: 4 })).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'too-few', what: 'clusters' },
    })
  })

  it('speak of part of the population where one is named', () => {
    const { design, answers, options } = panel({ clusters: 40 })
    const half = (row: number) => row % 2 === 0
    const part = ok(finish(differenceInDifferences(design, answers, { ...options, domain: half })))
    expect(part.cases).toBe(answers.length / 2)
    expect(part.diagnostics.cells.map(({ respondents }) => respondents)).toEqual(Array(8).fill(100))
    const all = ok(finish(differenceInDifferences(design, answers, options)))
    expect(part.standardError).toBeGreaterThan(all.standardError ?? 1)
  })

  it('need periods before and after, and people in each', () => {
    const { design, answers, options } = panel({})
    const of = (more: object) => finish(differenceInDifferences(design, answers, { ...options, ...more }))
    expect(() => of({ after: [] })).toThrow(/too-few/)
    expect(of({ after: ['never'] })).toMatchObject({ status: 'no-estimate', reason: { what: 'cases' } })
  })

  // TIP_WORLDS=2000 prints the table of docs/methods/change.md.
  it.each([
    { clusters: 40, treatedClusters: 20, most: 0.11 },
    { clusters: 12, treatedClusters: 6, most: 0.11 },
    { clusters: 12, treatedClusters: 3, most: 0.16 },
  ])('find an effect where there is none about once in twenty: $clusters clusters, $treatedClusters of them treated', ({
    most,
    ...shape
  }) => {
    const worlds = Number(process.env.TIP_WORLDS ?? 200)
    const wrong = { t: 0, wild: 0, normal: 0 }
    for (let world = 0; world < worlds; world++) {
      const one = ok(did({ ...shape, seed: 500 + world, periods: 2, before: 1 }, { resamples: 99 }))
      if (one.diagnostics.p <= 0.05) wrong.t += 1
      if ((one.diagnostics.wild?.p ?? 1) <= 0.05) wrong.wild += 1
      if (Math.abs(one.diagnostics.t) >= 1.96) wrong.normal += 1
    }
    if (process.env.TIP_WORLDS) console.log(JSON.stringify({ ...shape, ...wrong, worlds }))
    expect(wrong.t / worlds).toBeLessThan(most)
    expect(wrong.wild / worlds).toBeLessThan(0.11)
  })
})
