import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Aggregation, aggregate } from '../aggregate.ts'
import { normalise } from '../normalise.ts'
import { treatOutliers } from '../outliers.ts'
import { evaluateModel } from './evaluate.ts'
import type { Node } from './model.ts'
import { aLeaf, aModel, noDoubt } from './models.test-data.ts'
import { robustnessNow } from './robustness.ts'

describe('Columns put together all at once', () => {
  const rule = fc.constantFrom<Exclude<Aggregation, 'copeland'>>(
    'arithmetic',
    'geometric',
    'harmonic',
    { power: 2 },
    { power: -2 },
    { power: 0.5 },
  )
  const model = fc
    .record({
      raw: fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 100 })), { minLength: 5, maxLength: 5 }), {
        minLength: 6,
        maxLength: 6,
      }),
      weights: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 9, maxLength: 9 }),
      rules: fc.array(rule, { minLength: 4, maxLength: 4 }),
      missing: fc.array(fc.constantFrom('renormalise' as const, 'no total' as const), {
        minLength: 4,
        maxLength: 4,
      }),
    })
    .map(({ raw, weights, rules, missing }) => {
      const group = (id: string, k: number, children: Node[]): Node => ({
        id,
        weight: weights[6 + (k % 3)] as number,
        aggregation: rules[k]!,
        missing: missing[k]!,
        children,
      })
      const leaf = (j: number): Node => ({ id: `c${j}`, weight: weights[j] as number })
      return {
        ...aModel({ leaves: raw.map((column, j) => aLeaf(`c${j}`, column)) }),
        // Two levels under one branch, one under the other.
        tree: group('top', 0, [
          group('p', 1, [leaf(0), leaf(1), group('r', 2, [leaf(2), leaf(3)])]),
          group('q', 3, [leaf(4), leaf(5)]),
        ]),
      }
    })

  it('give what the mean of each group gives, one by one', () => {
    fc.assert(
      fc.property(model, (each) => {
        const scoreOf = (node: Node, i: number): number | null => {
          if (node.children === undefined) {
            const raw = each.leaves.find(({ id }) => id === node.id)?.raw[i] ?? null
            return raw === null ? null : raw / 100
          }
          const values = node.children.map((child) => scoreOf(child, i))
          if (node.missing === 'no total' && values.includes(null)) return null
          return aggregate(
            values,
            node.children.map(({ weight }) => weight),
            node.aggregation ?? 'arithmetic',
          ).value
        }
        evaluateModel(each).units.forEach(({ score }, i) => {
          const expected = scoreOf(each.tree, i)
          if (expected === null) expect(score).toBeNull()
          else expect(score).toBeCloseTo(100 * expected, 9)
        })
      }),
      { numRuns: 200 },
    )
  })
})

describe('Scales of the data', () => {
  const raw = [1, 2, 3, 4, 5, 6, 7, 8, 9, 400, null]

  it.each([
    'min-max',
    'percentile',
  ] as const)('%s is that of the composite index, lower being better too', (kind) => {
    for (const direction of [1, -1] as const) {
      const { units } = evaluateModel(aModel({ leaves: [aLeaf('x', raw, { value: { kind, direction } })] }))
      const expected = normalise(raw, direction, { method: kind }).values
      units.forEach(({ score }, i) => {
        const desirability = expected[i] ?? null
        if (desirability === null) expect(score).toBeNull()
        else expect(score).toBeCloseTo(100 * desirability, 10)
      })
    }
  })

  it('are taken after outliers are treated, when that is asked for', () => {
    const outliers = { method: 'winsorise', limit: 2 } as const
    const leaf = aLeaf('x', raw, { value: { kind: 'min-max' }, outliers })
    const { values } = treatOutliers(raw, outliers)
    const expected = normalise(values, 1, { method: 'min-max' }).values
    evaluateModel(aModel({ leaves: [leaf] })).units.forEach(({ score }, i) => {
      expect(score ?? null).toEqual(expected[i] === null ? null : expect.closeTo(100 * expected[i]!, 9))
    })
  })

  it('are made anew in every run: the best seen has the top of the scale whatever its error', () => {
    const leaves = [aLeaf('x', [0, 50, 100], { value: { kind: 'min-max' }, standardErrors: [1, 1, 1] })]
    const { units } = robustnessNow(aModel({ leaves, doubt: { ...noDoubt, measurement: true } }), {
      seed: 1,
      replications: 200,
    })
    expect(units.map(({ scoreRange }) => scoreRange)).toEqual([
      [0, 0],
      [expect.closeTo(48, 0), expect.closeTo(52, 0)],
      [100, 100],
    ])
  })
})
