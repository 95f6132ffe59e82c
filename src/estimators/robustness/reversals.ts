import { rankScores } from '../ranks.ts'
import { evaluateModel } from './evaluate.ts'
import type { Leaf, ModelGate, Node, RobustnessModel } from './model.ts'

/** A unit whose place among those that stay is another one. */
export type Move = { unit: string; from: number | null; to: number | null }

/** What becomes of the others when one thing is taken out. */
export type Reversal = {
  /** Id of the unit, or of the criterion or group, that is taken out. */
  without: string
  moves: Move[]
  /** Who comes onto the shortlist and who leaves it, beyond the one place that becomes free. */
  onto: string[]
  off: string[]
}

export type RankReversals = {
  /** Units whose absence changes the order of the others; those that change nothing are not listed. */
  units: Reversal[]
  /** How many units were taken out, one by one; 0 where no scale and no outlier rule looks at the others, which settles it. */
  unitsTried: number
  /** Criteria and groups, each with those that change places when it is left out; all are listed. */
  criteria: Reversal[]
}

/**
 * Whether the order of two countries hangs on a third, and on which criterion it hangs.
 *
 * Each unit is struck out in turn and the rest are scored again: under fixed scales nothing may move, and under scales
 * drawn from the data it can. Then each criterion and each group is struck out, its weight going to its siblings. All at
 * the word of the model: nothing is drawn.
 *
 * @throws RangeError or TypeError for a model that cannot be.
 */
export function rankReversals(model: RobustnessModel): RankReversals {
  const nominal = evaluateModel(model)
  const relative = looksAtOthers(model)
  const units: Reversal[] = []
  if (relative)
    model.units.forEach((without, out) => {
      const smaller = withoutUnit(model, out)
      if (smaller.units.length === 0) return
      // The places as they are when a line is simply struck out of the list.
      const left = nominal.units.filter((_, i) => i !== out)
      const before = rankScores(left.map(({ score, standing }) => (standing === 'in' ? score : null)))
      const after = evaluateModel(smaller).units
      const reversal = compare(
        without,
        smaller.units,
        before,
        after.map(({ rank }) => rank),
        model.shortlist,
      )
      if (reversal.moves.length > 0) units.push(reversal)
    })

  const before = nominal.units.map(({ rank }) => rank)
  const criteria = nodesBelow(model.tree).flatMap(({ id }) => {
    const smaller = withoutNode(model, id)
    if (smaller === null) return []
    const after = evaluateModel(smaller).units.map(({ rank }) => rank)
    return [compare(id, model.units, before, after, model.shortlist)]
  })
  return { units, unitsTried: relative ? model.units.length : 0, criteria }
}

/** Whether any figure of one unit is drawn from those of others. */
export function looksAtOthers(model: RobustnessModel): boolean {
  return model.leaves.some(
    ({ value, outliers }) =>
      value.kind === 'min-max' ||
      value.kind === 'percentile' ||
      (outliers !== undefined && outliers !== null),
  )
}

function compare(
  without: string,
  units: readonly string[],
  before: readonly (number | null)[],
  after: readonly (number | null)[],
  shortlist: number,
): Reversal {
  const listed = (rank: number | null | undefined) => rank !== null && rank !== undefined && rank <= shortlist
  return {
    without,
    moves: units.flatMap((unit, i) =>
      before[i] === after[i] ? [] : [{ unit, from: before[i] ?? null, to: after[i] ?? null }],
    ),
    onto: units.filter((_, i) => listed(after[i]) && !listed(before[i])),
    off: units.filter((_, i) => !listed(after[i]) && listed(before[i])),
  }
}

function withoutUnit(model: RobustnessModel, out: number): RobustnessModel {
  const keep = <T>(list: readonly T[]) => list.filter((_, i) => i !== out)
  return {
    ...model,
    units: keep(model.units),
    leaves: model.leaves.map(
      (leaf): Leaf => ({
        ...leaf,
        raw: keep(leaf.raw),
        ...(leaf.standardErrors ? { standardErrors: keep(leaf.standardErrors) } : {}),
        ...(leaf.imputations ? { imputations: keep(leaf.imputations) } : {}),
      }),
    ),
    gates: model.gates.map((gate): ModelGate => ({ ...gate, units: keep(gate.units) })),
    doubt: atItsWord,
  }
}

/** The model without a leaf or group; null when nothing would be left. */
function withoutNode(model: RobustnessModel, id: string): RobustnessModel | null {
  const prune = (node: Node): Node | null => {
    if (node.id === id) return null
    if (node.children === undefined) return node
    const children = node.children.flatMap((child) => prune(child) ?? [])
    return children.length === 0 ? null : { ...node, children }
  }
  const tree = prune(model.tree)
  if (tree === null) return null
  const left = new Set(nodesBelow(tree).map((node) => node.id))
  return {
    ...model,
    tree,
    // Nothing is drawn here, so who shares an error with whom is of no matter.
    leaves: model.leaves.filter((leaf) => left.has(leaf.id)).map(({ sameErrorAs: _, ...leaf }) => leaf),
    gates: model.gates.map((gate) => {
      if (gate.sameErrorAs === undefined || left.has(gate.sameErrorAs)) return gate
      const { sameErrorAs: _, ...alone } = gate
      return alone
    }),
    doubt: atItsWord,
  }
}

const atItsWord: RobustnessModel['doubt'] = {
  measurement: false,
  imputation: false,
  weights: { kind: 'fixed' },
  alternatives: [],
}

/** Every node below the top, from the top down. */
export function nodesBelow(tree: Node): Node[] {
  return (tree.children ?? []).flatMap((child) => [child, ...nodesBelow(child)])
}
