import { random } from '../random.ts'
import type { DoubtSpec, Leaf, LeafValue, ModelGate, Node, RobustnessModel } from './model.ts'

/* Models for the tests of this folder: valid by default, so that a test states only what matters to it. */

export const noDoubt: DoubtSpec = {
  measurement: false,
  imputation: false,
  weights: { kind: 'fixed' },
  alternatives: [],
}

export const hundred: LeafValue = { kind: 'function', function: { kind: 'goalposts', low: 0, high: 100 } }

export function aLeaf(id: string, raw: Leaf['raw'], rest: Partial<Leaf> = {}): Leaf {
  return { id, raw, value: hundred, ...rest }
}

/** One group over all leaves, equal weights, no gates, nothing doubted. */
export function aModel({
  leaves,
  ...rest
}: { leaves: readonly Leaf[] } & Partial<Omit<RobustnessModel, 'leaves'>>): RobustnessModel {
  const size = leaves[0]?.raw.length ?? 0
  return {
    units: Array.from({ length: size }, (_, i) => String.fromCharCode(65 + i)),
    leaves,
    tree: { id: 'top', weight: 1, children: leaves.map(({ id }) => ({ id, weight: 1 })) },
    gates: [],
    shortlist: 1,
    doubt: noDoubt,
    ...rest,
  }
}

/** A made-up model of any size with everything doubted: two levels, a geometric top, one gate. */
export function aLargeModel(
  units: number,
  leaves: number,
  rest: Partial<RobustnessModel> = {},
): RobustnessModel {
  const chance = random(2014)
  const names = Array.from({ length: units }, (_, i) => `U${i + 1}`)
  const all = Array.from({ length: leaves }, (_, j) =>
    aLeaf(
      `c${j + 1}`,
      names.map(() => (chance.uniform() < 0.03 ? null : 100 * chance.uniform())),
      {
        standardErrors: names.map(() => 2 + 6 * chance.uniform()),
        imputations: names.map(() => [20, 40, 60, 80]),
      },
    ),
  )
  const groups = Array.from(
    { length: 4 },
    (_, k): Node => ({
      id: `g${k + 1}`,
      weight: 25,
      children: all.flatMap(({ id }, j) => (j % 4 === k ? [{ id, weight: 1 + (j % 3) }] : [])),
    }),
  )
  const gate: ModelGate = {
    id: 'gate',
    atLeast: 0,
    units: names.map(() => ({ value: chance.normal(0.5, 1), standardError: 0.3 })),
  }
  return {
    units: names,
    leaves: all,
    tree: { id: 'top', weight: 1, aggregation: 'geometric', children: groups },
    gates: [gate],
    shortlist: 15,
    doubt: {
      measurement: true,
      imputation: true,
      weights: { kind: 'dirichlet', concentration: 100 },
      alternatives: [
        { id: 'mean', choices: [{ id: 'as written' }, { id: 'plain', aggregation: { top: 'arithmetic' } }] },
      ],
    },
    ...rest,
  }
}
