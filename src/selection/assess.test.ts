import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess } from './assess.ts'
import { aGroup, aLeaf, aMethodology, aStatusGate, someInputs } from './builders.test-data.ts'
import { ranking, shortlist } from './groups.ts'
import type { Inputs, Methodology, ValueRule } from './schema.ts'
import { compile, evaluate } from './score.ts'
import { headline } from './sentences.ts'
import { resultDigest } from './store.ts'

const plain = { seed: 1, replicates: 0, shortlistSize: 3 }
const run = (methodology: Methodology, inputs: Inputs, options = {}) =>
  assess(methodology, inputs, { ...plain, ...options })
const unitOf = (methodology: Methodology, inputs: Inputs, unit: string, options = {}) =>
  run(methodology, inputs, options).units.find((each) => each.unit === unit)!

describe('A score', () => {
  it('is the weighted mean of its parts, and says how many points each gave', () => {
    const criteria = aGroup('total', [aLeaf('a', { weight: 75 }), aLeaf('b', { weight: 25 })])
    delete criteria.weights
    const unit = unitOf(aMethodology({ criteria }), someInputs({ a: { X: 40 }, b: { X: 80 } }), 'X')
    expect(unit.score).toBeCloseTo(50, 12)
    expect(unit.criteria.map(({ id, points }) => [id, points])).toEqual([
      ['total', expect.closeTo(50, 10)],
      ['a', expect.closeTo(30, 10)],
      ['b', expect.closeTo(20, 10)],
    ])
  })

  it('spreads the weight of a missing part where the group says so, and shows the share', () => {
    const unit = unitOf(aMethodology(), someInputs({ a: { X: 40 }, b: { X: null } }), 'X')
    expect(unit.score).toBeCloseTo(40, 12)
    expect(unit.criteria.find(({ id }) => id === 'a')?.share).toBe(1)
    expect(unit.criteria.find(({ id }) => id === 'b')).toMatchObject({
      value: null,
      why: 'not published',
      share: 0,
      points: null,
    })
  })

  it('is not given where a part is missing and the group asks for all', () => {
    const criteria = aGroup('total', [aLeaf('a'), aLeaf('b')], { missing: 'no total' })
    const unit = unitOf(aMethodology({ criteria }), someInputs({ a: { X: 40 }, b: { X: null } }), 'X')
    expect(unit).toMatchObject({ score: null, noScore: 'missing: b', rank: null, standing: 'in' })
  })

  it('has its rank among those who have one, not among all who pass', () => {
    const criteria = aGroup('total', [aLeaf('a'), aLeaf('b')], { missing: 'no total' })
    const methodology = aMethodology({ criteria })
    const result = run(methodology, someInputs({ a: { X: 40, Y: 20 }, b: { X: 40, Y: null } }))
    expect(result.counts.in).toBe(2)
    const unit = result.units.find((each) => each.unit === 'X')!
    expect(headline('en', methodology, result, unit)).toContain('ranks 1 of 1,')
  })

  it('is zero when one factor of a product is zero, however good the rest', () => {
    const criteria = aGroup('total', [aLeaf('a'), aLeaf('b')], { aggregation: 'geometric' })
    const methodology = aMethodology({
      criteria,
      beside: { aggregation: 'arithmetic', reason: { en: 'plain' } },
    })
    expect(unitOf(methodology, someInputs({ a: { X: 100 }, b: { X: 0 } }), 'X')).toMatchObject({
      score: 0,
      beside: 50,
    })
  })

  it('never comes from a value older than its criterion allows', () => {
    const criteria = aGroup('total', [aLeaf('a', { read: { series: 'a', maxAgeYears: 3 } }), aLeaf('b')])
    const unit = unitOf(
      aMethodology({ criteria }),
      someInputs({ a: { X: { value: 90, year: 2010 } }, b: { X: 10 } }),
      'X',
    )
    expect(unit.score).toBeCloseTo(10, 12)
    expect(unit.criteria.find(({ id }) => id === 'a')).toMatchObject({ value: null, why: 'too old' })
  })

  it('takes a change from the value so many years before', () => {
    const read = {
      series: 'tier',
      take: 'change' as const,
      years: 5,
      steps: { '1': 3, '2': 2, '2WL': 1, '3': 0 },
    }
    const criteria = aGroup('total', [aLeaf('rise', { read, value: { goalposts: [-1, 1] } })])
    const of = (now: string, before: string | null) =>
      unitOf(
        aMethodology({ criteria }),
        someInputs(
          { tier: { X: { value: null, code: now, year: 2025 } } },
          {
            asOf: '2026-01-01',
            earlier: {
              'tier@-5':
                before === null
                  ? {}
                  : {
                      X: {
                        ...someInputs({ t: { X: { value: null, code: before, year: 2020 } } }).newest.t!.X!,
                      },
                    },
            },
          },
        ),
        'X',
      )
    expect(of('2', '2WL').score).toBe(100)
    expect(of('2', '2').score).toBe(50)
    expect(of('2WL', '1').score).toBe(0)
    expect(of('2', null)).toMatchObject({ score: null })
  })
})

describe('A ranking', () => {
  const gates = [aStatusGate]
  const evidence = (status: string) => [
    { status, from: '2014-01-01', to: '2014-12-31', when: '2014', source: 's', evidence: null, note: null },
  ]
  const inputs = someInputs(
    { a: { IN1: 90, IN2: 70, OUT: 95, OPEN: 80 }, b: { IN1: 90, IN2: 70, OUT: 95, OPEN: 80 } },
    {
      statuses: { presence: { IN1: evidence('mission'), IN2: evidence('mission'), OUT: evidence('closed') } },
    },
  )

  it('holds only those that pass, and gives the unknown the rank they would take', () => {
    const result = run(aMethodology({ gates }), inputs)
    expect(
      result.units.map(({ unit, standing, rank, wouldRank }) => [unit, standing, rank, wouldRank]),
    ).toEqual([
      ['IN1', 'in', 1, null],
      ['IN2', 'in', 2, null],
      ['OUT', 'out', null, null],
      ['OPEN', 'unknown', null, 2],
    ])
    expect(result.counts).toEqual({ in: 2, out: 1, unknown: 1, of: 4 })
    expect(result.funnel).toEqual([{ gate: 'mission', passed: 2, failed: 1, unknown: 1 }])
  })

  it('does not change among the others when somebody leaves, with fixed value functions', () => {
    const column = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 3, maxLength: 12 })
    fc.assert(
      fc.property(column, (values) => {
        const all = Object.fromEntries(values.map((value, i) => [`U${i}`, value]))
        const { U0: _gone, ...rest } = all
        const order = (of: Record<string, number>) =>
          ranking(run(aMethodology(), someInputs({ a: of, b: of }))).map(({ unit }) => unit)
        expect(order(all).filter((unit) => unit !== 'U0')).toEqual(order(rest))
      }),
    )
  })

  it('shares a rank among equal scores, and a tie at the edge belongs to the shortlist', () => {
    const values = { A: 90, B: 80, C: 80, D: 10 }
    const result = run(aMethodology(), someInputs({ a: values, b: values }), { shortlistSize: 2 })
    expect(ranking(result).map(({ rank }) => rank)).toEqual([1, 2, 2, 4])
    expect(shortlist(result).map(({ unit }) => unit)).toEqual(['A', 'B', 'C'])
  })

  it('is given for nobody at all without falling over', () => {
    expect(run(aMethodology(), someInputs({}), { replicates: 200 }).counts).toEqual({
      in: 0,
      out: 0,
      unknown: 0,
      of: 0,
    })
  })
})

describe('A sensitivity range', () => {
  const noisy = (error: number) =>
    someInputs({
      a: {
        X: { value: 60, standardError: error },
        Y: { value: 55, standardError: error },
        Z: { value: 10, standardError: error },
      },
      b: { X: 50, Y: 50, Z: 50 },
    })

  it('comes out the same for the same seed, and else for another', () => {
    const of = (seed: number) => resultDigest(run(aMethodology(), noisy(10), { seed, replicates: 300 }))
    expect(of(7)).toBe(of(7))
    expect(of(7)).not.toBe(of(8))
  })

  it('covers the score that a normal error would give, 90 times in 100', () => {
    // The score moves by half the error of a: its 5th and 95th percentile lie 1.645 · 5 away.
    const [low, high] = unitOf(aMethodology(), noisy(10), 'X', { replicates: 20_000 }).scoreRange!
    expect(low).toBeCloseTo(55 - 1.645 * 5, 0)
    expect(high).toBeCloseTo(55 + 1.645 * 5, 0)
  })

  it('is a point where no error is published, and says that nothing was drawn', () => {
    const result = run(aMethodology(), someInputs({ a: { X: 60, Y: 20 }, b: { X: 50, Y: 50 } }), {
      replicates: 200,
    })
    expect(result.drawnCriteria).toEqual([])
    const [unit] = result.units
    expect(unit).toMatchObject({ rankRange: [1, 1], inShortlist: 1 })
    expect(unit?.scoreRange?.[0]).toBeCloseTo(55, 10)
    expect(unit?.scoreRange?.[1]).toBeCloseTo(55, 10)
  })

  it('shares the first place as the errors say', () => {
    const { inShortlist } = unitOf(aMethodology(), noisy(10), 'X', { replicates: 20_000, shortlistSize: 1 })
    // X leads Y by 5 with errors of 10 each: P(X > Y) = Φ(5 / (10·√2)) = 0.638; Z is out of reach.
    expect(inShortlist).toBeCloseTo(0.638, 1)
  })
})

describe('The tree compiled for many runs', () => {
  const leafValue = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null })
  const rules = fc.constantFrom('arithmetic' as const, 'geometric' as const, 'harmonic' as const, {
    power: 2,
  })

  it('gives what the explained evaluation gives, missing parts included', () => {
    fc.assert(
      fc.property(
        fc.array(leafValue, { minLength: 4, maxLength: 4 }),
        rules,
        rules,
        fc.boolean(),
        (values, top, inner, all) => {
          const tree = aGroup(
            't',
            [aLeaf('a'), aGroup('g', [aLeaf('b'), aLeaf('c')], { aggregation: inner }), aLeaf('d')],
            { aggregation: top, missing: all ? 'no total' : 'renormalise' },
          )
          const ids = ['a', 'b', 'c', 'd']
          const told = evaluate(
            tree,
            (id) => ({ value: values[ids.indexOf(id)]!, why: null }),
            new Map(),
          ).value
          const fast = compile(tree)(Float64Array.from(values, (value) => value ?? Number.NaN))
          if (told === null) expect(fast).toBeNaN()
          else expect(fast).toBeCloseTo(told, 12)
        },
      ),
    )
  })
})

describe('Whatever goes in', () => {
  it('nothing comes out that is not a number or null with its reason', () => {
    const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), {
      nil: null,
    })
    const rule = fc.constantFrom<ValueRule>(
      { goalposts: [0, 100] },
      { goalposts: [5, -5] },
      { trapezoid: [0, 1, 2, 3] },
      { threshold: 3 },
      { relative: 'min-max' as const },
      { relative: 'percentile' as const, better: 'low' as const },
    )
    const aggregation = fc.constantFrom('arithmetic' as const, 'geometric' as const, 'harmonic' as const)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { maxLength: 8 }),
        rule,
        rule,
        aggregation,
        (rows, first, second, how) => {
          const criteria = aGroup('total', [aLeaf('a', { value: first }), aLeaf('b', { value: second })], {
            aggregation: how,
          })
          const inputs = someInputs({
            a: Object.fromEntries(rows.map(([a], i) => [`U${i}`, a])),
            b: Object.fromEntries(rows.map(([, b], i) => [`U${i}`, b])),
          })
          for (const unit of run(aMethodology({ criteria }), inputs, { replicates: 0 }).units) {
            if (unit.score === null) expect(unit.noScore).toBeTruthy()
            else expect(Number.isFinite(unit.score)).toBe(true)
          }
        },
      ),
    )
  })
})
