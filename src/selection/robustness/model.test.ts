import { describe, expect, it } from 'vitest'
import { finish } from '../../estimators/numeric/run.ts'
import { assess } from '../assess.ts'
import { aCell, aGroup, aLeaf, aMethodology, someInputs } from '../builders.test-data.ts'
import { shippedMethodologies, shippedMethodology } from '../catalogue.ts'
import type { Criterion, Methodology, Robustness } from '../schema.ts'
import { rulesDigest } from '../store.ts'
import { bothWays } from './both-ways.test-data.ts'
import { doubtOf, gateCounts, modelOf, whyNot } from './model.ts'
import { reportRun } from './runs.ts'
import { doubtRows } from './say.ts'
import { taskOf } from './task.ts'

const reason = { en: 'A test' }
const { robustness: _, ...tippingPoint } = shippedMethodology('tipping-point').methodology

describe('The model of a methodology, taken at its word', () => {
  it('gives the places of child-protection-compact on invented figures, since the pack has none of its own', () => {
    const { methodology } = shippedMethodology('child-protection-compact')
    const figures = (values: number[]) =>
      Object.fromEntries(values.map((value, i) => [`province-${i}`, { value, standardError: 0.5 }]))
    const units = bothWays(
      methodology,
      someInputs({
        child_trafficking_prevalence_per_1000: figures([2, 8, 12, 30, 5]),
        national_action_plan_in_force: figures([1, 1, 0, 1, 1]),
        tip_recommendations_carried_out_pct: figures([40, 20, 90, 10, 75]),
        child_protection_strategy_in_force: figures([1, 0, 1, 1, 1]),
      }),
    )
    expect(units.map(({ rank }) => rank)).toEqual([3, 4, null, 1, 2])
  })

  it('is refused for what cannot be tried, with the reason', () => {
    const card = shippedMethodology('mcc-scorecard').methodology
    expect(whyNot(card, someInputs({}))).toEqual({ kind: 'scorecard' })
    const compact = shippedMethodology('child-protection-compact').methodology
    const empty = {
      ...someInputs({}),
      units: ['GHA'],
      absentSeries: ['child_trafficking_prevalence_per_1000'],
    }
    expect(whyNot(compact, empty)).toEqual({ kind: 'cannot judge', missing: empty.absentSeries })
    expect(() => modelOf(compact, empty, { shortlistSize: 4 })).toThrow('cannot judge')
  })
})

describe('Rules that look at all units at once', () => {
  const inputs = someInputs({ a: { X: 10, Y: 60, Z: 90 }, b: { X: 30, Y: 70, Z: 20 } })
  const asked = { replications: 100, seed: 1 }
  const askOf = (criteria: Criterion) => {
    const methodology = aMethodology({ criteria, robustness: { replications: 100, measurement: { reason } } })
    const result = assess(methodology, inputs, { seed: 1, replicates: 0, shortlistSize: 1 })
    return taskOf({ ...methodology, robustness: doubtOf(methodology) }, true, { inputs, result }, asked)
  }

  it('are not tried, with the group that is put together by one', () => {
    expect(askOf(aGroup('total', [aLeaf('a'), aLeaf('b')], { aggregation: { owa: 0.3 } }))).toEqual({
      why: { kind: 'rule', group: 'total' },
    })
  })

  it('but weights found in the data are taken as the result found them', () => {
    const question = askOf(aGroup('total', [aLeaf('a'), aLeaf('b')], { weights: 'critic' }))
    if ('why' in question) throw new Error('it can be tried')
    const weights = question.task.model.tree.children!.map(({ weight }) => weight)
    expect(weights[0]! + weights[1]!).toBeCloseTo(1, 12)
    expect(weights[0]).not.toBeCloseTo(0.5, 2)
  })
})

describe('What a document doubts', () => {
  it('stands in every shipped document with criteria, and changes no assessment made before', () => {
    for (const { methodology } of shippedMethodologies()) {
      expect(methodology.robustness !== undefined, methodology.methodology).toBe(
        methodology.criteria !== undefined,
      )
      const { robustness: _, ...rest } = methodology
      expect(rulesDigest(rest as Methodology)).toBe(rulesDigest(methodology))
    }
    expect(
      rulesDigest({ ...tippingPoint, shortlist: { ...tippingPoint.shortlist, size: 14 } } as Methodology),
    ).not.toBe(rulesDigest(tippingPoint as Methodology))
  })

  it('is the published errors alone where a document does not say', () => {
    const silent = aMethodology({ doubt: { measurement: true, replicates: 500, reason } })
    expect(doubtOf(silent)).toEqual({ replications: 500, measurement: { reason } })
    expect(modelOf(silent, someInputs({ a: { X: 1 }, b: { X: 2 } }), { shortlistSize: 1 }).doubt).toEqual({
      measurement: true,
      imputation: false,
      weights: { kind: 'fixed' },
      alternatives: [],
    })
  })

  const doubting = (robustness: Partial<Robustness>) =>
    aMethodology({ robustness: { replications: 200, ...robustness } })
  const inputs = someInputs({
    a: { GHA: { value: 10, standardError: 2 }, SEN: 60, FRA: 90, TGO: null },
    b: { GHA: 30, SEN: 70, FRA: 20, TGO: 50 },
  })
  const leafA = (methodology: Methodology) => modelOf(methodology, inputs, { shortlistSize: 2 }).leaves[0]!

  it('draws what is missing from everybody, or from the same sub-region only', () => {
    const from = (who: 'everybody' | 'same region') => leafA(doubting({ imputation: { from: who, reason } }))
    expect(from('everybody').imputations).toEqual([null, null, null, [10, 60, 90]])
    expect(from('same region').imputations).toEqual([null, null, null, [10, 60]])
    expect(leafA(doubting({ measurement: { reason } })).imputations).toBeUndefined()
  })

  it('reads bounds as shares and other values of codes as a way between values', () => {
    const weights = { bounds: { a: [20, 60] }, reason }
    expect(modelOf(doubting({ weights }), inputs, { shortlistSize: 2 }).doubt.weights).toEqual({
      kind: 'bounds',
      bounds: { a: [0.2, 0.6] },
    })
    const coded = aMethodology({
      criteria: aGroup('total', [aLeaf('a', { value: { codes: { no: 0, some: 0.5, yes: 1 } } }), aLeaf('b')]),
      robustness: {
        replications: 200,
        alternatives: [
          {
            id: 'steps',
            title: { en: 'Steps' },
            reason,
            choices: [
              { id: 'own', title: { en: 'Own' } },
              { id: 'other', title: { en: 'Other' }, value: { a: { codes: { no: 0, some: 0.9, yes: 1 } } } },
            ],
          },
        ],
      },
    })
    const codes = someInputs({ a: { X: aCell({ value: null, code: 'some' }) }, b: { X: 1 } })
    expect(modelOf(coded, codes, { shortlistSize: 1 }).doubt.alternatives[0]!.choices[1]!.value).toEqual({
      a: {
        kind: 'function',
        function: {
          kind: 'points',
          points: [
            [0, 0],
            [0.5, 0.9],
            [1, 1],
          ],
        },
      },
    })
  })

  it('lets a gate hang on its estimate, together with the criterion that reads the same', () => {
    const gated = aMethodology({
      gates: [{ id: 'enough', title: { en: 'Enough' }, series: 'a', atLeast: 12 }],
      robustness: { replications: 200, measurement: { reason } },
    })
    const [gate] = modelOf(gated, inputs, { shortlistSize: 2 }).gates
    expect(gate).toEqual({
      id: 'enough',
      atLeast: 12,
      sameErrorAs: 'a',
      units: [
        { value: 10, standardError: 2 },
        { value: 60, standardError: null },
        { value: 90, standardError: null },
        'unknown',
      ],
    })
    // One standard error below the bound: passed in about one run of six.
    expect(gateCounts(gated, inputs)).toEqual([{ gate: 'enough', passed: 2, failed: 1, unknown: 1, open: 1 }])
  })

  it('states which errors hang together, and reads one figure as wrong in one way', () => {
    const measurement = {
      reason,
      sameSource: [{ series: ['a', 'b'], acrossUnits: 0.2, acrossSeries: 0.6, reason }],
    }
    const criteria = aGroup('total', [
      aLeaf('recent', { read: { series: 'a', maxAgeYears: 1 } }),
      aLeaf('a'),
      aLeaf('b'),
      aLeaf('c'),
      aLeaf('trend', { read: { series: 'a', take: 'change', years: 5 } }),
    ])
    const methodology = aMethodology({
      criteria,
      gates: [{ id: 'enough', title: { en: 'Enough' }, series: 'a', atLeast: 12 }],
      robustness: { replications: 200, measurement },
    })
    const figure = (value: number, year = 2013) => ({ value, year, standardError: 2 })
    const known = someInputs({
      a: { GHA: figure(10), SEN: figure(60, 2009) },
      b: { GHA: figure(30), SEN: figure(70) },
      c: { GHA: figure(30), SEN: 70 },
    })
    const { leaves, gates } = modelOf(methodology, known, { shortlistSize: 1 })
    const errors = { group: 'source 1', acrossUnits: 0.2, acrossLeaves: 0.6 }
    expect(leaves.map(({ id, sameErrorAs, errors }) => ({ id, sameErrorAs, errors }))).toEqual([
      // The one that reads older figures too has all the errors; the other takes over what is drawn for it.
      { id: 'recent', sameErrorAs: 'a', errors: undefined },
      { id: 'a', sameErrorAs: undefined, errors },
      { id: 'b', sameErrorAs: undefined, errors },
      { id: 'c', sameErrorAs: undefined, errors: undefined },
      // No error is drawn for a change, so it has none to share.
      { id: 'trend', sameErrorAs: undefined, errors: undefined },
    ])
    expect(gates[0]!.sameErrorAs).toBe('a')

    const drawn = {
      leaves: ['recent', 'a', 'b', 'c'],
      imputed: [],
      gates: ['enough'],
      groups: [],
      alternatives: [],
    }
    const linesOf = (given: Methodology, has = drawn) =>
      doubtRows('en', given, doubtOf(given), has)[0]!.lines.join(' ')
    const told = linesOf(methodology)
    expect(told).toContain('Correlation of errors between countries 0.2: recent, a and b.')
    expect(told).toContain('Correlation of errors within one country 0.6: recent, a and b. A test')
    expect(told).toContain('All other errors are drawn as independent.')
    expect(told).toContain('No error is drawn for a change over years, since nobody published one: trend.')
    expect(linesOf(methodology, { ...drawn, leaves: ['recent', 'a', 'b'] })).not.toContain('other errors')
    const silent = { ...methodology, robustness: { replications: 200, measurement: { reason } } }
    expect(linesOf(silent)).toContain('The document states no correlation of errors')
  })

  it('gives nobody a chance where nothing is in doubt, and the same answer for the same seed', () => {
    const sure = aMethodology({
      robustness: { replications: 100 },
      shortlist: { size: 1, presets: [1], reason },
    })
    const made = { inputs, result: assess(sure, inputs, { seed: 1, replicates: 0, shortlistSize: 1 }) }
    const question = taskOf({ ...sure, robustness: doubtOf(sure) }, true, made, {
      replications: 100,
      seed: 7,
    })
    if ('why' in question) throw new Error('it can be tried')
    const report = finish(reportRun(question.task))
    expect(report.units.map(({ pShortlist }) => pShortlist)).toEqual(
      report.units.map(({ shortlisted }) => (shortlisted ? 1 : 0)),
    )
    expect(finish(reportRun(question.task))).toEqual(report)
  })
})
