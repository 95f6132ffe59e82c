import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Aggregation } from './aggregate.ts'
import { buildComposite, contributionsOf, updateComposite, withoutNode } from './composite.ts'
import type { CompositeResult } from './composite-result.ts'
import type { CompositeData, CompositeSpec, IndicatorSpec } from './composite-spec.ts'
import { canonical, digest } from './digest.ts'
import type { Normalisation } from './normalise.ts'
import { NoEffect } from './outcomes.ts'
import type { OutlierTreatment } from './outliers.ts'
import { exp } from './portable-math.ts'
import { random } from './random.ts'

const minMax: Normalisation = { method: 'min-max' }

/** A flat index: one indicator per column, equal weights, nothing done but min–max. */
function aSpec(
  ids: string[],
  more: Partial<CompositeSpec> = {},
  each: Partial<IndicatorSpec> = {},
): CompositeSpec {
  return {
    indicators: ids.map((id) => ({ id, direction: 1, normalisation: minMax, ...each })),
    tree: { id: 'index', weight: 1, children: ids.map((id) => ({ id, weight: 1 })) },
    ...more,
  }
}

function aTable(values: CompositeData['values'], more: Partial<CompositeData> = {}): CompositeData {
  const size = Object.values(values)[0]?.length ?? 0
  return { units: Array.from({ length: size }, (_, i) => `U${i + 1}`), values, ...more }
}

const kinds = ({ outcomes }: CompositeResult) => outcomes.map(({ kind }) => kind)
const raw: Normalisation = { method: 'none' }

describe('A composite index', () => {
  it('goes from raw values to places, and keeps every stage', () => {
    const result = buildComposite(aSpec(['a', 'b']), aTable({ a: [0, 5, 10], b: [4, 2, 0] }))
    expect(result.stages.normalised).toEqual({ a: [0, 0.5, 1], b: [1, 0.5, 0] })
    expect(result.scores).toEqual([0.5, 0.5, 0.5])
    expect(result.ranks).toEqual([1, 1, 1])
    expect(result.outcomes).toEqual([])
  })

  it('nests to any depth with another rule at each level', () => {
    const spec = aSpec(['a', 'b', 'c'], {}, { normalisation: raw })
    spec.tree = {
      id: 'index',
      weight: 1,
      aggregation: 'geometric',
      children: [
        { id: 'c', weight: 1 },
        {
          id: 'pillar',
          weight: 3,
          aggregation: 'harmonic',
          children: [
            { id: 'a', weight: 1 },
            { id: 'deep', weight: 1, children: [{ id: 'b', weight: 5 }] },
          ],
        },
      ],
    }
    const { nodes, scores } = buildComposite(spec, aTable({ a: [2], b: [6], c: [3] }))
    expect(nodes.deep).toEqual([6])
    expect(nodes.pillar?.[0]).toBeCloseTo(3, 12)
    expect(scores[0]).toBeCloseTo(3, 12)
  })

  it('divides by denominators, and names where it cannot', () => {
    const spec = aSpec(['a'], {}, { denominator: 'people' })
    const result = buildComposite(spec, aTable({ a: [4, 9, 5] }, { denominators: { people: [2, 3, 0] } }))
    expect(result.stages.denominated.a).toEqual([2, 3, null])
    expect(result.outcomes[0]).toMatchObject({ kind: 'denominator-unusable', indicator: 'a', units: ['U3'] })
  })

  it('fills gaps from a unit’s own past and says how old the figure is', () => {
    const spec = aSpec(['a'], {}, { imputation: { method: 'latest', within: 3 } })
    const panel = { a: [{ year: 2011, values: [null, 7, 1] }] }
    const result = buildComposite(spec, aTable({ a: [5, null, 9] }, { year: 2013, panel }))
    expect(result.stages.imputed.a).toEqual([5, 7, 9])
    expect(result.imputed).toEqual([{ unit: 'U2', indicator: 'a', value: 7, method: 'latest', age: 2 }])
    expect(result.imputedMask.a).toEqual([false, true, false])
  })

  it('leaves out units of which too little is known, before scales are drawn', () => {
    const spec = aSpec(['a', 'b'], { screening: { availability: 0.75 } })
    const result = buildComposite(spec, aTable({ a: [0, 5, 10, 1000], b: [0, 5, 10, null] }))
    expect(result.screening.map(({ kept }) => kept)).toEqual([true, true, true, false])
    expect(result.scores).toEqual([0, 0.5, 1, null])
    expect(kinds(result)).toEqual(['unit-screened-out'])
  })
})

describe('Contributions', () => {
  const point = (rule: Aggregation, values: Record<string, (number | null)[]>) => {
    const spec = aSpec(
      Object.keys(values),
      {},
      { normalisation: { method: 'value', function: { kind: 'goalposts', low: 0, high: 1 } } },
    )
    spec.tree.aggregation = rule
    return buildComposite(spec, aTable(values))
  }

  it('sum to the score under an arithmetic mean, with the weights of what is there', () => {
    const result = point('arithmetic', { a: [0.2], b: [null], c: [0.6] })
    expect(contributionsOf(result, 'U1')).toEqual([
      { child: 'a', value: 0.2, weight: 0.5, points: 0.1 },
      { child: 'b', value: null, weight: null, points: null },
      { child: 'c', value: 0.6, weight: 0.5, points: 0.3 },
    ])
    expect(result.scores[0]).toBeCloseTo(0.4, 12)
  })

  it('sum to what is lost against full marks under the other means', () => {
    for (const rule of ['geometric', 'harmonic', { power: 2 }] as const) {
      const result = point(rule, { a: [0.2, 1], b: [1, 1], c: [0.6, 1] })
      expect(result.contributions.index?.reference).toBe(1)
      for (const [i, unit] of result.units.entries()) {
        const points = contributionsOf(result, unit).map((row) => row.points as number)
        expect(points.reduce((a, b) => a + b)).toBeCloseTo((result.scores[i] as number) - 1, 12)
        expect(points[1]).toBeCloseTo(0, 12)
      }
    }
  })
})

describe('What cannot be computed', () => {
  it('is a constant column, left out by name', () => {
    const result = buildComposite(aSpec(['a', 'b']), aTable({ a: [3, 3, 3], b: [1, 2, 3] }))
    expect(result.stages.normalised.a).toEqual([null, null, null])
    expect(result.scores).toEqual([0, 0.5, 1])
    expect(kinds(result)).toEqual(['constant-column', 'missing-children'])
  })

  it('is a column known for nobody, and a group in which nobody has a value', () => {
    const spec = aSpec(['a', 'b'], { strict: false }, { imputation: { method: 'mean', group: 'region' } })
    const result = buildComposite(
      spec,
      aTable({ a: [null, null, null], b: [1, 2, null] }, { groups: { region: ['x', 'x', 'y'] } }),
    )
    expect(kinds(result)).toContain('all-missing-column')
    expect(result.outcomes).toContainEqual(
      expect.objectContaining({ kind: 'all-missing-group', indicator: 'b', group: 'y', units: ['U3'] }),
    )
    expect(result.ranks).toEqual([2, 1, null])
    expect(kinds(result)).toContain('not-ranked')
  })

  it('is a single unit on a scale drawn from the data, and none at all', () => {
    const single = buildComposite(aSpec(['a']), aTable({ a: [3] }))
    expect(single.scores).toEqual([null])
    expect(kinds(single)).toContain('single-unit')
    expect(kinds(buildComposite(aSpec(['a']), aTable({ a: [] })))).toEqual(['no-units'])
  })

  it('is a weight of zero, for one child or for all', () => {
    const spec = aSpec(['a', 'b'], {}, { normalisation: raw })
    spec.tree.children = [
      { id: 'a', weight: 0 },
      { id: 'b', weight: 2 },
    ]
    const result = buildComposite(spec, aTable({ a: [9, null], b: [1, 2] }))
    expect(result.scores).toEqual([1, 2])
    expect(kinds(result)).toEqual(['zero-weight'])

    spec.tree.children = [
      { id: 'a', weight: 0 },
      { id: 'b', weight: 0 },
    ]
    const nothing = buildComposite(spec, aTable({ a: [9, 1], b: [1, 2] }))
    expect(nothing.scores).toEqual([null, null])
    expect(kinds(nothing)).toEqual(['all-weights-zero', 'not-ranked'])
  })

  it('is a negative under a geometric mean; a zero there makes zero', () => {
    for (const rule of ['geometric', 'harmonic'] as const) {
      const spec = aSpec(['a', 'b'], {}, { normalisation: raw })
      spec.tree.aggregation = rule
      const result = buildComposite(spec, aTable({ a: [-1, 0, 2], b: [2, 2, 2] }))
      expect(result.scores[0]).toBeNull()
      expect(result.scores[1]).toBe(0)
      expect(result.scores[2]).toBeCloseTo(2, 12)
      expect(result.outcomes).toContainEqual(
        expect.objectContaining({ kind: 'negative-under-mean', units: ['U1'] }),
      )
      expect(result.outcomes).toContainEqual(
        expect.objectContaining({ kind: 'zero-under-mean', units: ['U2'] }),
      )
    }
  })

  it('is a node with a missing child, when it says so', () => {
    const given = (missing: CompositeSpec['tree']['missing']) => {
      const spec = aSpec(['a', 'b'], {}, { normalisation: raw })
      spec.tree = { ...spec.tree, ...(missing === undefined ? {} : { missing }) }
      return buildComposite(spec, aTable({ a: [1, 1], b: [3, null] })).scores
    }
    expect(given(undefined)).toEqual([2, 1])
    expect(given('unknown')).toEqual([2, null])
    expect(given({ atLeast: 0.5 })).toEqual([2, 1])
    expect(given({ atLeast: 0.6 })).toEqual([2, null])
  })

  it('is a majority of one, while a majority of several has no points', () => {
    const spec = aSpec(['a', 'b'], {}, { normalisation: raw })
    spec.tree.aggregation = 'copeland'
    const one = buildComposite(spec, aTable({ a: [1], b: [1] }))
    expect(one.scores).toEqual([null])
    expect(kinds(one)).toContain('nothing-to-compare')
    const two = buildComposite(spec, aTable({ a: [1, 2], b: [1, 2] }))
    expect(two.scores).toEqual([-1, 1])
    expect(contributionsOf(two, 'U1')[0]).toEqual({ child: 'a', value: 1, weight: 0.5, points: null })
  })

  it('is an indicator that stands nowhere in the tree', () => {
    const spec = aSpec(['a', 'b'])
    spec.tree.children = [{ id: 'a', weight: 1 }]
    expect(kinds(buildComposite(spec, aTable({ a: [1, 2], b: [1, 2] })))).toEqual(['indicator-not-used'])
  })
})

describe('A step that changes nothing', () => {
  const whole = aTable({ a: [1, 2, 3, 4], b: [4, 1, 2, 3] }, { denominators: { one: [1, 1, 1, 1] } })
  const cases: [string, CompositeSpec][] = [
    ['denominate', aSpec(['a', 'b'], {}, { denominator: 'one' })],
    ['screen', aSpec(['a', 'b'], { screening: { availability: 0.5 } })],
    ['impute', aSpec(['a', 'b'], {}, { imputation: { method: 'mean' } })],
    ['treat', aSpec(['a', 'b'], {}, { outliers: { method: 'winsorise' } })],
  ]

  it.each(cases)('is refused: %s', (stage, spec) => {
    const build = () => buildComposite(spec, whole)
    expect(build).toThrow(NoEffect)
    expect(build).toThrow(expect.objectContaining({ stage, remedy: expect.stringMatching(/\w/) }))
  })

  it.each(cases)('is told instead when it need not be strict: %s', (stage, spec) => {
    const told = buildComposite({ ...spec, strict: { [stage]: false } }, whole)
    expect(told.outcomes).toEqual([expect.objectContaining({ kind: 'no-effect', stage })])
    expect(buildComposite({ ...spec, strict: false }, whole).outcomes).toEqual(told.outcomes)
  })
})

describe('A specification that cannot be', () => {
  const refused =
    (spec: CompositeSpec, data = aTable({ a: [1, 2], b: [2, 1] })) =>
    () =>
      buildComposite(spec, data)

  it('is refused with the place', () => {
    const spec = aSpec(['a', 'b'])
    expect(refused(aSpec(['a', 'z']))).toThrow(/no values of indicator z/)
    expect(refused(aSpec(['a', 'constructor']))).toThrow(/no values of indicator constructor/)
    expect(refused({ ...spec, indicators: [...spec.indicators, ...spec.indicators] })).toThrow(
      /a is specified twice/,
    )
    expect(refused({ ...spec, tree: { id: 'index', weight: 1 } })).toThrow(/root of the tree needs children/)
    expect(refused({ ...spec, tree: { ...spec.tree, children: [{ id: 'q', weight: 1 }] } })).toThrow(
      /q has no children/,
    )
    expect(refused({ ...spec, tree: { ...spec.tree, children: [{ id: 'a', weight: -1 }] } })).toThrow(
      /weight of a is -1/,
    )
    expect(refused(aSpec(['a'], {}, { denominator: 'people' }))).toThrow(
      /divided by people, which the data lack/,
    )
    expect(refused(aSpec(['a'], {}, { imputation: { method: 'mean', group: 'g' } }))).toThrow(
      /group g, which the data lack/,
    )
    expect(refused(aSpec(['a'], {}, { imputation: { method: 'linear' } }))).toThrow(/do not say their year/)
    expect(refused(spec, aTable({ a: [1, 2], b: [2] }))).toThrow(/b has 1 values for 2 units/)
    expect(refused(spec, { units: ['A', 'A'], values: { a: [1, 2], b: [2, 1] } })).toThrow(/listed twice/)
    expect(refused(spec, aTable({ a: [1, Number.NaN], b: [2, 1] }))).toThrow(/indicator a of U2 is NaN/)
  })

  it('is refused when a node stands above itself', () => {
    const loop: CompositeSpec['tree'] = { id: 'loop', weight: 1, children: [] }
    loop.children = [{ id: 'a', weight: 1 }, loop]
    expect(refused({ ...aSpec(['a']), tree: loop })).toThrow(/loop occurs twice/)
  })
})

describe('Leaving a node out', () => {
  it('takes its indicators along, and parents that become empty', () => {
    const spec = aSpec(['a', 'b', 'c'])
    spec.tree.children = [
      { id: 'p', weight: 1, children: [{ id: 'q', weight: 1, children: [{ id: 'a', weight: 1 }] }] },
      { id: 'b', weight: 1 },
      { id: 'c', weight: 1 },
    ]
    const without = withoutNode(spec, 'a')
    expect(without.tree.children?.map(({ id }) => id)).toEqual(['b', 'c'])
    expect(without.indicators.map(({ id }) => id)).toEqual(['b', 'c'])
    expect(() => withoutNode(spec, 'index')).toThrow(/root/)
    expect(() => withoutNode(spec, 'z')).toThrow(/no node z/)
  })
})

// ------------------------------------------------------------ for any input

const value = fc.option(
  fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.double({ min: -1000, max: 1000, noNaN: true }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
)
const normalisation = fc.constantFrom<Normalisation[]>(
  raw,
  minMax,
  { method: 'min-max', to: [1, 100] },
  { method: 'z' },
  { method: 'rank' },
  { method: 'percentile' },
  { method: 'best' },
  { method: 'target', target: 10 },
  { method: 'reference', unit: 'U1' },
  { method: 'value', function: { kind: 'goalposts', low: -1, high: 1 } },
)
const outliers = fc.constantFrom<OutlierTreatment[]>(
  { method: 'winsorise', limit: 2 },
  { method: 'log', when: 'always' },
  { method: 'box-cox', lambda: 0.5, when: 'always' },
)
const rule = fc.constantFrom<Aggregation[]>(
  'arithmetic',
  'geometric',
  'harmonic',
  'copeland',
  { power: 3 },
  { power: -2 },
)
const weight = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
)

const anIndex = fc
  .record({ units: fc.integer({ min: 0, max: 7 }), indicators: fc.integer({ min: 2, max: 4 }) })
  .chain(({ units, indicators }) => {
    const ids = Array.from({ length: indicators }, (_, j) => `i${j}`)
    const column = fc.array(value, { minLength: units, maxLength: units })
    return fc
      .record({
        columns: fc.tuple(...ids.map(() => column)),
        people: column,
        groups: fc.array(fc.option(fc.constantFrom('x', 'y')), { minLength: units, maxLength: units }),
        each: fc.tuple(
          ...ids.map(() =>
            fc.record(
              {
                normalisation,
                direction: fc.constantFrom<(1 | -1)[]>(1, -1),
                outliers,
                imputation: fc.constantFrom<IndicatorSpec['imputation'][]>(
                  { method: 'mean' },
                  { method: 'median', group: 'g' },
                  { method: 'constant', value: 0 },
                ),
                denominator: fc.constant('people'),
              },
              { requiredKeys: ['normalisation', 'direction'] },
            ),
          ),
        ),
        weights: fc.tuple(...ids.map(() => weight), weight),
        rules: fc.tuple(rule, rule),
        screening: fc.option(
          fc.record({
            availability: fc.double({ min: 0, max: 1, noNaN: true }),
            when: fc.constantFrom<('before imputation' | 'after imputation')[]>(
              'before imputation',
              'after imputation',
            ),
          }),
        ),
      })
      .map(({ columns, people, groups, each, weights, rules, screening }) => {
        const leaves = ids.map((id, j) => ({ id, weight: weights[j] as number }))
        const spec: CompositeSpec = {
          indicators: ids.map((id, j) => ({ id, ...each[j] }) as IndicatorSpec),
          tree: {
            id: 'index',
            weight: 1,
            aggregation: rules[0],
            children: [
              leaves[0] as (typeof leaves)[number],
              {
                id: 'rest',
                weight: weights[ids.length] as number,
                aggregation: rules[1],
                children: leaves.slice(1),
              },
            ],
          },
          strict: false,
          ...(screening === null ? {} : { screening }),
        }
        const data = aTable(Object.fromEntries(ids.map((id, j) => [id, columns[j] ?? []])), {
          denominators: { people },
          groups: { g: groups },
        })
        return { spec, data }
      })
  })

describe('For any input', () => {
  it('every number that comes out is finite, and every unit without a score is named', () => {
    fc.assert(
      fc.property(anIndex, ({ spec, data }) => {
        const result = buildComposite(spec, data)
        // The canonical text refuses NaN and infinities wherever they hide.
        expect(canonical(JSON.parse(JSON.stringify(result, refuseNonFinite)))).toContain('"index"')
        const named = result.outcomes.flatMap(({ kind, units }) =>
          kind === 'not-ranked' || kind === 'unit-screened-out' ? (units ?? []) : [],
        )
        const without = data.units.filter((_, i) => result.scores[i] === null)
        expect([...named].sort()).toEqual([...without].sort())
      }),
      { numRuns: 1500 },
    )
  })

  it('a named change leads where a fresh build leads', () => {
    fc.assert(
      fc.property(anIndex, value, weight, rule, fc.nat(), (index, changed, heavier, other, at) => {
        const { spec, data } = index
        const unit = data.units[at % Math.max(1, data.units.length)]
        const values = unit === undefined ? [] : [{ indicator: 'i1', unit, value: changed }]
        const updated = updateComposite(buildComposite(spec, data), {
          values,
          weights: { rest: heavier },
          aggregation: { rest: other },
          outliers: { i0: { method: 'winsorise', limit: 3 } },
          imputation: { i0: { method: 'mean', group: 'g' } },
        })
        const [first, rest] = spec.tree.children as [CompositeSpec['tree'], CompositeSpec['tree']]
        const fresh = buildComposite(
          {
            ...spec,
            indicators: spec.indicators.map((indicator) =>
              indicator.id === 'i0'
                ? {
                    ...indicator,
                    outliers: { method: 'winsorise', limit: 3 },
                    imputation: { method: 'mean', group: 'g' },
                  }
                : indicator,
            ),
            tree: { ...spec.tree, children: [first, { ...rest, weight: heavier, aggregation: other }] },
          },
          {
            ...data,
            values: {
              ...data.values,
              i1: (data.values.i1 ?? []).map((old, i) => (data.units[i] === unit ? changed : old)),
            },
          },
        )
        expect(updated).toEqual(fresh)
      }),
      { numRuns: 500 },
    )
  })

  const tame = fc.array(
    fc.tuple(fc.integer({ min: -50, max: 50 }), fc.option(fc.integer({ min: -50, max: 50 }))),
    {
      minLength: 2,
      maxLength: 8,
    },
  )

  it('the order of the units does not matter', () => {
    fc.assert(
      fc.property(tame, (rows) => {
        const build = (order: typeof rows) =>
          buildComposite(
            aSpec(['a', 'b'], { strict: false }, { imputation: { method: 'mean' } }),
            aTable({ a: order.map(([a]) => a), b: order.map(([, b]) => b) }),
          ).ranks
        expect(build(rows.slice().reverse()).reverse()).toEqual(build(rows))
      }),
    )
  })

  it('only the proportions of the weights matter', () => {
    fc.assert(
      fc.property(tame, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (rows, factor) => {
        const build = (times: number) => {
          const spec = aSpec(['a', 'b'])
          spec.tree.children = [
            { id: 'a', weight: 2 * times },
            { id: 'b', weight: 5 * times },
          ]
          return buildComposite(spec, aTable({ a: rows.map(([a]) => a), b: rows.map(([, b]) => b) })).ranks
        }
        expect(build(factor)).toEqual(build(1))
      }),
    )
  })

  it('places on ranks do not change when an indicator is measured on another rising scale', () => {
    fc.assert(
      fc.property(tame, (rows) => {
        const build = (curve: (x: number) => number) =>
          buildComposite(
            aSpec(['a', 'b'], {}, { normalisation: { method: 'rank' } }),
            aTable({ a: rows.map(([a]) => curve(a)), b: rows.map(([, b]) => b) }),
          ).ranks
        expect(build((x) => x ** 3 + 2 * x + 7)).toEqual(build((x) => x))
      }),
    )
  })
})

function refuseNonFinite(key: string, item: unknown): unknown {
  if (typeof item === 'number' && !Number.isFinite(item)) throw new Error(`${key} is ${item}`)
  return item
}

describe('A named change', () => {
  const data = aTable({ a: [1, 2, 3], b: [3, 1, 2] })

  it('keeps what it does not touch', () => {
    const before = buildComposite(aSpec(['a', 'b']), data)
    const after = updateComposite(before, { values: [{ indicator: 'a', unit: 'U1', value: 9 }] })
    expect(after.stages.normalised.b).toBe(before.stages.normalised.b)
    expect(before.stages.normalised.a).toEqual([0, 0.5, 1])
    expect(after.ranks).not.toEqual(before.ranks)
  })

  it('is refused when it names nothing there, or a result from elsewhere', () => {
    const before = buildComposite(aSpec(['a', 'b']), data)
    expect(() => updateComposite(before, { weights: { z: 1 } })).toThrow(/no node z/)
    expect(() => updateComposite(before, { values: [{ indicator: 'a', unit: 'Z', value: 1 }] })).toThrow(
      /no unit Z/,
    )
    expect(() => updateComposite(before, { normalisation: { z: raw } })).toThrow(/no indicator z/)
    expect(() => updateComposite(before, { aggregation: { a: 'geometric' } })).toThrow(/aggregates nothing/)
    expect(() => updateComposite(structuredClone(before), {})).toThrow(/not built here/)
  })
})

describe('The digest of an index', () => {
  it('is the same on every engine', () => {
    // Pinned: powers, logarithms, normal draws and sums must agree to the twelfth digit everywhere.
    const chance = random(2014)
    const ids = Array.from({ length: 8 }, (_, j) => `i${j}`)
    const data = aTable(
      Object.fromEntries(
        ids.map((id, j) => [
          id,
          Array.from({ length: 30 }, () => {
            const draw = chance.normal()
            return chance.uniform() < 0.05 ? null : j % 2 === 0 ? exp(1.5 * draw) : draw
          }),
        ]),
      ),
    )
    const spec = aSpec(
      ids,
      {},
      {
        imputation: { method: 'median' },
        outliers: { method: 'winsorise', limit: 1 },
        normalisation: { method: 'min-max', to: [1, 100] },
      },
    )
    spec.tree.children = [
      {
        id: 'g',
        weight: 2,
        aggregation: 'geometric',
        children: ids.slice(0, 4).map((id, j) => ({ id, weight: j + 1 })),
      },
      {
        id: 'p',
        weight: 3,
        aggregation: { power: -0.3 },
        children: ids.slice(4).map((id) => ({ id, weight: 1 })),
      },
    ]
    const { stages, nodes, ranks, treatment } = buildComposite(spec, data)
    expect(treatment.map(({ applied }) => applied)).toContain('log')
    expect(digest({ stages, nodes, ranks })).toBe(
      '6f74d553b5292663da27122e242684af00e34d7f6c7872aa3a35b5a86987654f',
    )
  })
})
