import { copeland, exponentOf, restore, transform } from './aggregate.ts'
import { type Column, fromColumn, toColumn } from './columns.ts'
import type { ColumnWork } from './composite-columns.ts'
import { contribute, type NodeContributions } from './composite-contributions.ts'
import type { Screen } from './composite-screening.ts'
import type { Setting } from './composite-setting.ts'
import type { TreeNode } from './composite-spec.ts'
import { topOf } from './normalise.ts'
import { inWords, type Outcome } from './outcomes.ts'

/** One node of the tree, computed. */
export type NodeWork = {
  id: string
  column: Column
  list: (number | null)[]
  /** Best value the node can have, or null when its scale is open. */
  top: number | null
  contributions: NodeContributions | null
  outcomes: Outcome[]
}

/**
 * Works up the tree. With `dirty`, only nodes named in it or standing above one
 * are computed; the function adds those it computes.
 */
export function aggregateTree(
  node: TreeNode,
  columns: ReadonlyMap<string, ColumnWork>,
  nodes: Map<string, NodeWork>,
  setting: Setting,
  screen: Screen,
  dirty: Set<string> | null,
): void {
  if (node.children === undefined) {
    if (dirty !== null && !dirty.has(node.id)) return
    const work = columns.get(node.id) as ColumnWork
    nodes.set(node.id, {
      id: node.id,
      column: work.normalised,
      list: work.lists.normalised,
      top: topOf(work.spec.normalisation),
      contributions: null,
      outcomes: [],
    })
    return
  }
  let touched = dirty === null || dirty.has(node.id)
  for (const child of node.children) {
    aggregateTree(child, columns, nodes, setting, screen, dirty)
    if (dirty?.has(child.id)) touched = true
  }
  if (!touched) return
  dirty?.add(node.id)
  nodes.set(
    node.id,
    aggregateNode(
      node,
      node.children,
      node.children.map((child) => nodes.get(child.id) as NodeWork),
      setting,
      screen,
    ),
  )
}

function aggregateNode(
  node: TreeNode,
  specs: readonly TreeNode[],
  children: readonly NodeWork[],
  setting: Setting,
  screen: Screen,
): NodeWork {
  const { size } = setting
  const rule = node.aggregation ?? 'arithmetic'
  const outcomes: Outcome[] = []
  const count = specs.length
  const weights = Float64Array.from(specs, (child) => child.weight)
  let total = 0
  for (let j = 0; j < count; j++) total += weights[j] as number
  if (!Number.isFinite(total)) {
    // Proportions are all that matters; huge weights are brought down before they are summed.
    const largest = weights.reduce((a, b) => Math.max(a, b))
    total = 0
    for (let j = 0; j < count; j++) {
      weights[j] = (weights[j] as number) / largest
      total += weights[j] as number
    }
  }
  const unweighted = specs.filter((child) => child.weight === 0).map((child) => child.id)
  if (total === 0)
    outcomes.push({
      kind: 'all-weights-zero',
      stage: 'aggregate',
      node: node.id,
      message: `All children of ${node.id} have weight zero, so it has no value.`,
      remedy: 'Give at least one of them a weight.',
    })
  else if (unweighted.length > 0)
    outcomes.push({
      kind: 'zero-weight',
      stage: 'aggregate',
      node: node.id,
      message: `${inWords(unweighted)} count for nothing in ${node.id}: the weight is zero.`,
      remedy: 'Give a weight, or take it out of the tree.',
    })

  const needed = node.missing === 'unknown' ? 1 : typeof node.missing === 'object' ? node.missing.atLeast : 0
  // How much of the weight each unit has; 1 exactly when nothing is missing.
  const present = setting.allocate().fill(total)
  const incomplete: string[] = []
  const withheld: string[] = []
  const partial = new Uint8Array(size)
  for (let j = 0; j < count; j++) {
    const { column } = children[j] as NodeWork
    const weight = weights[j] as number
    for (let i = 0; i < size; i++) if (Number.isNaN(column[i] as number) && weight > 0) partial[i] = 1
  }
  for (let i = 0; i < size; i++) {
    if (partial[i] === 0) continue
    let sum = 0
    for (let j = 0; j < count; j++)
      if (!Number.isNaN((children[j] as NodeWork).column[i] as number)) sum += weights[j] as number
    const unit = setting.data.units[i] as string
    if (sum === 0 || sum < needed * total * (1 - 1e-12)) {
      present[i] = 0
      if (screen.keep[i] === 1) withheld.push(unit)
    } else {
      present[i] = sum
      incomplete.push(unit)
    }
  }
  if (incomplete.length > 0)
    outcomes.push({
      kind: 'missing-children',
      stage: 'aggregate',
      node: node.id,
      units: incomplete,
      message: `${node.id} of ${inWords(incomplete)} rests on part of its children; the weight of the missing is shared among the others.`,
      remedy: 'Find the missing figures, or have the node stay unknown when one is missing.',
    })
  if (withheld.length > 0 && total > 0)
    outcomes.push({
      kind: 'missing-children',
      stage: 'aggregate',
      node: node.id,
      units: withheld,
      message: `${node.id} of ${inWords(withheld)} is not known: ${needed === 0 ? 'none of its children is' : 'too many of its children are not'}.`,
      remedy: 'Find the missing figures.',
    })

  const work: NodeWork =
    rule === 'copeland'
      ? copelandNode(node.id, children, weights, present, outcomes, setting)
      : meanNode(node.id, exponentOf(rule), children, weights, present, outcomes, setting)
  return work
}

function meanNode(
  id: string,
  p: number,
  children: readonly NodeWork[],
  weights: Float64Array,
  present: Float64Array,
  outcomes: Outcome[],
  setting: Setting,
): NodeWork {
  const { size } = setting
  const count = children.length
  const column = setting.allocate()
  const negative: string[] = []
  const zero: string[] = []
  const beyond: string[] = []
  if (p === 1) {
    for (let j = 0; j < count; j++) {
      const child = (children[j] as NodeWork).column
      const weight = weights[j] as number
      if (weight === 0) continue
      for (let i = 0; i < size; i++) {
        const x = child[i] as number
        if (!Number.isNaN(x)) column[i] = (column[i] as number) + (weight / (present[i] as number)) * x
      }
    }
    for (let i = 0; i < size; i++) {
      if (present[i] === 0) column[i] = Number.NaN
      else if (!Number.isFinite(column[i] as number)) {
        column[i] = Number.NaN
        beyond.push(setting.data.units[i] as string)
      }
    }
  } else {
    for (let i = 0; i < size; i++) {
      const total = present[i] as number
      column[i] = Number.NaN
      if (total === 0) continue
      let sum = 0
      let below = false
      let none = false
      for (let j = 0; j < count; j++) {
        const x = (children[j] as NodeWork).column[i] as number
        const weight = weights[j] as number
        if (weight === 0 || Number.isNaN(x)) continue
        if (x < 0) below = true
        else if (x === 0 && p <= 0) none = true
        else sum += (weight / total) * transform(x, p)
      }
      const unit = setting.data.units[i] as string
      const value = none ? 0 : restore(sum, p)
      if (below) negative.push(unit)
      else if (!Number.isFinite(value)) beyond.push(unit)
      else {
        column[i] = value
        if (none) zero.push(unit)
      }
    }
  }
  if (negative.length > 0)
    outcomes.push({
      kind: 'negative-under-mean',
      stage: 'aggregate',
      node: id,
      units: negative,
      message: `${id} of ${inWords(negative)} is not known: a child is negative, and this mean is made for positive values.`,
      remedy: 'Normalise the children onto a scale that starts above zero, or use the arithmetic mean.',
    })
  if (zero.length > 0)
    outcomes.push({
      kind: 'zero-under-mean',
      stage: 'aggregate',
      node: id,
      units: zero,
      message: `${id} of ${inWords(zero)} is zero because one child is: under this mean nothing makes up for a zero.`,
      remedy: 'Where that is not meant, let the scale of the children start above zero.',
    })
  if (beyond.length > 0)
    outcomes.push({
      kind: 'out-of-range',
      stage: 'aggregate',
      node: id,
      units: beyond,
      message: `${id} left the range of numbers for ${inWords(beyond)}.`,
      remedy: 'Normalise the children onto a common scale first.',
    })

  let top: number | null = Number.NEGATIVE_INFINITY
  for (let j = 0; j < count; j++) {
    if ((weights[j] as number) === 0) continue
    const childTop = (children[j] as NodeWork).top
    top = childTop === null || top === null ? null : Math.max(top, childTop)
  }
  if (top === Number.NEGATIVE_INFINITY) top = null
  const reference = p === 1 ? 0 : (top ?? highest(children))
  return {
    id,
    column,
    list: fromColumn(column),
    top,
    contributions: contribute(p, children, weights, present, column, reference),
    outcomes,
  }
}

/** Best value seen among the children, as the mark to measure losses from when the scale is open. */
function highest(children: readonly NodeWork[]): number | null {
  let best = Number.NEGATIVE_INFINITY
  for (const { column } of children) for (const x of column) if (x > best) best = x
  return best > 0 ? best : null
}

function copelandNode(
  id: string,
  children: readonly NodeWork[],
  weights: Float64Array,
  present: Float64Array,
  outcomes: Outcome[],
  setting: Setting,
): NodeWork {
  const lists = children.map((child) => child.list.map((value, i) => (present[i] === 0 ? null : value)))
  const scores = copeland(lists, Array.from(weights))
  const alone = scores.flatMap((score, i) =>
    score === null && present[i] !== 0 ? [setting.data.units[i] as string] : [],
  )
  if (alone.length > 0)
    outcomes.push({
      kind: 'nothing-to-compare',
      stage: 'aggregate',
      node: id,
      units: alone,
      message: `${id} of ${inWords(alone)} is not known: there is no other unit to compare with.`,
      remedy: 'A majority needs at least two units with criteria in common.',
    })
  const column = toColumn(scores, () => id)
  return {
    id,
    column,
    list: scores,
    top: null,
    contributions: {
      reference: null,
      children: children.map((child, j) => ({
        id: child.id,
        weights: child.list.map((value, i) =>
          value === null || present[i] === 0 ? null : (weights[j] as number) / (present[i] as number),
        ),
        points: child.list.map(() => null),
      })),
    },
    outcomes,
  }
}
