import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateModel } from './evaluate.ts'
import type { LeafValue, Node, RobustnessModel } from './model.ts'
import { aLeaf, aModel } from './models.test-data.ts'
import { rankReversals } from './reversals.ts'
import { applyChange, type SmallestChange, smallestChanges } from './smallest-changes.ts'

const listed = (model: RobustnessModel, unit: string) =>
  evaluateModel(model).units.find((each) => each.unit === unit)?.shortlisted

const of = (model: RobustnessModel, unit: string, kind: string, id?: string) =>
  smallestChanges(model, unit).changes.find(
    (change) => change.kind === kind && (id === undefined || Object.values(change).includes(id)),
  ) as SmallestChange

describe('The smallest change that flips a decision', () => {
  const model = aModel({
    leaves: [aLeaf('x', [80, 30], { standardErrors: [5, 5] }), aLeaf('y', [20, 60])],
    tree: {
      id: 'top',
      weight: 1,
      children: [
        { id: 'x', weight: 60 },
        { id: 'y', weight: 40 },
      ],
    },
  })

  it('of a weight is the one at which two units are equal', () => {
    // 80 w + 20 (1 - w) = 30 w + 60 (1 - w) at w = 40 / 90.
    expect(of(model, 'B', 'weight', 'x')).toMatchObject({
      flips: true,
      how: 'exact',
      from: 0.6,
      at: expect.closeTo(4 / 9, 12),
    })
    expect(of(model, 'B', 'weight', 'y')).toMatchObject({ at: expect.closeTo(5 / 9, 12) })
  })

  it('of a weight under a geometric mean is the one at which the logarithms are equal', () => {
    const bent = { ...model, tree: { ...model.tree, aggregation: 'geometric' as const } }
    const [a, b] = [Math.log(80 / 20), Math.log(30 / 60)]
    // ln 20 + w a = ln 60 + w b
    expect(of(bent, 'B', 'weight', 'x')).toMatchObject({
      how: 'exact',
      at: expect.closeTo(Math.log(3) / (a - b), 12),
    })
  })

  it('of a value is how much better it would have to be, also in its published errors', () => {
    // A has 56 points; B has 42 and needs 14 more: 14 / .6 in x, 14 / .4 in y.
    expect(of(model, 'B', 'value', 'x')).toMatchObject({
      flips: true,
      from: 30,
      to: expect.closeTo(30 + 14 / 0.6, 8),
      inErrors: expect.closeTo(14 / 0.6 / 5, 8),
    })
    expect(of(model, 'B', 'value', 'y')).toMatchObject({ to: expect.closeTo(95, 8), inErrors: null })
  })

  it('says where no change of this alone flips it', () => {
    // Best in everything: no weight helps the other, and no single value does.
    const better = aModel({
      leaves: [aLeaf('x', [90, 10]), aLeaf('y', [95, 10])],
    })
    const kinds = smallestChanges(better, 'B').changes.map(({ kind, flips }) => [kind, flips])
    expect(kinds).toEqual([
      ['weight', false],
      ['weight', false],
      ['value', false],
      ['value', false],
    ])
    expect(of(aModel({ leaves: [aLeaf('x', [90, 10])] }), 'B', 'value')).toMatchObject({ flips: true })
    expect(of(aModel({ leaves: [aLeaf('x', [90, null])] }), 'B', 'value')).toMatchObject({
      flips: false,
      why: 'not known',
    })
  })

  it('of a gate: its bound, its figure, or its outcome', () => {
    const gated = aModel({
      leaves: [aLeaf('x', [50, 80, 20])],
      gates: [
        {
          id: 'control',
          atLeast: 0,
          units: [
            { value: 0.5, standardError: 0.2 },
            { value: -0.1, standardError: 0.2 },
            { value: 1, standardError: 0.2 },
          ],
        },
        { id: 'law', units: ['passed', 'passed', 'unknown'] },
      ],
    })
    // B is kept out by the gate alone: the bound at its figure, or its figure at the bound.
    expect(of(gated, 'B', 'threshold')).toMatchObject({ flips: true, from: 0, to: -0.1 })
    expect(of(gated, 'B', 'gate value')).toMatchObject({
      flips: true,
      from: -0.1,
      to: 0,
      inErrors: expect.closeTo(0.5, 12),
    })
    // A is in until B comes in, or until the bound lies beyond its own figure: 0.1 down is nearer than 0.5 up.
    expect(of(gated, 'A', 'threshold')).toMatchObject({ flips: true, to: -0.1 })
    // C is weaker than A: passing the law would not help it.
    expect(of(gated, 'C', 'outcome')).toMatchObject({ from: 'unknown', flips: false })
    expect(of({ ...gated, shortlist: 2 }, 'C', 'outcome')).toMatchObject({ flips: true })
  })

  it('of a value carries the gate that rests on the same estimate with it', () => {
    const gated = aModel({
      leaves: [aLeaf('x', [50, 80])],
      gates: [
        {
          id: 'floor',
          atLeast: 85,
          sameErrorAs: 'x',
          units: ['passed', { value: 80, standardError: null }],
        },
      ],
    })
    expect(of(gated, 'B', 'value', 'x')).toMatchObject({ flips: true, to: 85, alsoGates: ['floor'] })
  })

  it('of a figure that a gate and a criterion read is one change of both, never of the gate alone', () => {
    // B has too much of x to pass the ceiling. Less of x passes and is worth less: under a low ceiling A stays before it.
    const gated = (ceiling: number) =>
      aModel({
        leaves: [aLeaf('x', [50, 80])],
        gates: [
          {
            id: 'ceiling',
            atMost: ceiling,
            sameErrorAs: 'x',
            units: ['passed', { value: 80, standardError: 5 }],
          },
        ],
      })
    expect(of(gated(40), 'B', 'gate value')).toBeUndefined()
    expect(of(gated(40), 'B', 'value', 'x')).toMatchObject({ flips: false })
    expect(of(gated(60), 'B', 'value', 'x')).toMatchObject({ flips: true, to: 60, alsoGates: ['ceiling'] })
    // Two figures would be another matter.
    const { sameErrorAs: _, ...alone } = gated(40).gates[0]!
    expect(of({ ...gated(40), gates: [alone] }, 'B', 'gate value')).toMatchObject({ flips: true, to: 40 })
  })

  it('of a figure that two criteria read moves both', () => {
    // More of x is good for the one and bad for the other, three to one: B has to have as much as A. In the one criterion
    // alone 53 points would do.
    const model = aModel({
      leaves: [
        aLeaf('x', [60, 40]),
        aLeaf('less of x', [60, 40], {
          sameErrorAs: 'x',
          value: { kind: 'function', function: { kind: 'goalposts', low: 0, high: 100 }, direction: -1 },
        }),
      ],
      tree: {
        id: 'top',
        weight: 1,
        children: [
          { id: 'x', weight: 3 },
          { id: 'less of x', weight: 1 },
        ],
      },
    })
    const change = of(model, 'B', 'value', 'x') as Extract<SmallestChange, { flips: true; at: number }>
    expect(change).toMatchObject({
      flips: true,
      how: 'searched',
      to: expect.closeTo(60, 8),
      alsoLeaves: ['less of x'],
    })
    expect(listed(applyChange(model, 'B', change), 'B')).toBe(true)
    expect(of(model, 'B', 'value', 'less of x')).toBeUndefined()
  })

  /* Applied, the change flips; nothing nearer of what was looked at does. */
  const value = fc.oneof<fc.Arbitrary<LeafValue>[]>(
    fc.constant<LeafValue>({ kind: 'function', function: { kind: 'goalposts', low: 10, high: 90 } }),
    fc.constant<LeafValue>({
      kind: 'function',
      function: { kind: 'goalposts', low: 0, high: 100 },
      direction: -1,
    }),
    fc.constant<LeafValue>({ kind: 'function', function: { kind: 'trapezoid', points: [5, 40, 60, 95] } }),
    fc.constant<LeafValue>({ kind: 'function', function: { kind: 'threshold', at: 50, orEqual: true } }),
    fc.constant<LeafValue>({
      kind: 'function',
      function: {
        kind: 'points',
        points: [
          [0, 0.1],
          [50, 0.9],
          [100, 0.4],
        ],
      },
    }),
    fc.constant<LeafValue>({ kind: 'min-max' }),
  )
  const rule = fc.constantFrom('arithmetic' as const, 'geometric' as const, { power: 2 })
  const models = fc
    .record({
      values: fc.array(value, { minLength: 4, maxLength: 4 }),
      raw: fc.array(
        fc.array(fc.option(fc.integer({ min: 0, max: 100 }), { freq: 8 }), { minLength: 6, maxLength: 6 }),
        {
          minLength: 4,
          maxLength: 4,
        },
      ),
      weights: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 6, maxLength: 6 }),
      rules: fc.tuple(rule, rule, rule),
      gate: fc.array(fc.integer({ min: -3, max: 9 }), { minLength: 6, maxLength: 6 }),
      shortlist: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ values, raw, weights, rules, gate, shortlist }): RobustnessModel => {
      const group = (id: string, k: number): Node => ({
        id,
        weight: weights[k] as number,
        aggregation: rules[k]!,
        children: [2 * k, 2 * k + 1].map((j) => ({ id: `c${j}`, weight: weights[2 + j] as number })),
      })
      return {
        ...aModel({ leaves: raw.map((column, j) => aLeaf(`c${j}`, column, { value: values[j]! })) }),
        tree: { id: 'top', weight: 1, aggregation: rules[2], children: [group('p', 0), group('q', 1)] },
        gates: [{ id: 'g', atLeast: 0, units: gate.map((each) => ({ value: each, standardError: null })) }],
        shortlist,
      }
    })

  it('flips it when applied, and half of it does not', () => {
    let applied = 0
    fc.assert(
      fc.property(models, fc.constantFrom('A', 'B', 'C'), (model, unit) => {
        const { shortlisted, changes } = smallestChanges(model, unit)
        expect(shortlisted).toBe(listed(model, unit))
        for (const change of changes) {
          if (!change.flips || change.kind === 'outcome') continue
          const put = (to: number) => listed(applyChange(model, unit, { ...change, to }), unit)
          const place = JSON.stringify(change)
          expect(put(change.to), place).toBe(!shortlisted)
          applied++
          // A grid may miss a turn and back between two of its points; formulas and halving may not.
          if (change.how === 'searched' || Math.abs(change.at - change.from) < 1e-9) continue
          for (const part of [0.5, 0.9, 0.999])
            expect(put(change.from + part * (change.at - change.from)), place).toBe(shortlisted)
        }
      }),
      { numRuns: 30 },
    )
    expect(applied).toBeGreaterThan(50)
  })
})

describe('Whose order hangs on others', () => {
  it('under fixed scales on nobody', () => {
    const { units, unitsTried } = rankReversals(aModel({ leaves: [aLeaf('x', [1, 2, 3])] }))
    expect({ units, unitsTried }).toEqual({ units: [], unitsTried: 0 })
  })

  it('under scales of the data, an extreme unit can hold two others in their order', () => {
    // On x, C stretches the scale to 100, so that 10 points between A and B are little; without C they are all.
    const relative: LeafValue = { kind: 'min-max' }
    const model = aModel({
      leaves: [aLeaf('x', [10, 0, 100], { value: relative }), aLeaf('y', [40, 60, 0])],
      shortlist: 1,
    })
    const { units, unitsTried } = rankReversals(model)
    expect(unitsTried).toBe(3)
    expect(units.find(({ without }) => without === 'C')).toEqual({
      without: 'C',
      moves: [
        { unit: 'A', from: 2, to: 1 },
        { unit: 'B', from: 1, to: 2 },
      ],
      onto: ['A'],
      off: ['B'],
    })
  })

  it('lists for each criterion who changes places without it', () => {
    const { criteria } = rankReversals(aModel({ leaves: [aLeaf('x', [90, 20]), aLeaf('y', [10, 60])] }))
    expect(criteria).toEqual([
      {
        without: 'x',
        moves: [
          { unit: 'A', from: 1, to: 2 },
          { unit: 'B', from: 2, to: 1 },
        ],
        onto: ['B'],
        off: ['A'],
      },
      { without: 'y', moves: [], onto: [], off: [] },
    ])
  })
})
