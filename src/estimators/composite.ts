import { type CompositeChange, changedData, changedSpec } from './composite-change.ts'
import { type ColumnWork, finishColumn, type Opened, openColumn } from './composite-columns.ts'
import { assemble, type CompositeResult, type Worked } from './composite-result.ts'
import { screenUnits } from './composite-screening.ts'
import { prepare, type Setting } from './composite-setting.ts'
import {
  type CompositeData,
  type CompositeSpec,
  checkIndicator,
  type IndicatorSpec,
  type TreeNode,
} from './composite-spec.ts'
import { aggregateTree, type NodeWork } from './composite-tree.ts'

/**
 * Builds a composite index and keeps every stage of it.
 *
 * Steps: divide by denominators, leave out units with too little data, fill
 * gaps, treat outliers, bring to common scales, combine up the tree, rank.
 * Anything unusual becomes a named outcome, and what cannot be computed is null:
 * no NaN leaves this function.
 *
 * OECD/JRC, Handbook on Constructing Composite Indicators (2008); the whole
 * story, and when not to trust the result, in docs/methods/composite-index.md.
 *
 * @throws TypeError for values that are not finite numbers or null; RangeError
 * for a specification that cannot be (unknown indicator, an id used twice,
 * negative weight, missing denominator …); NoEffect when a strict step changes nothing.
 */
export function buildComposite(spec: CompositeSpec, data: CompositeData): CompositeResult {
  const setting = prepare(spec, data)
  const opened = spec.indicators.map((indicator) => openColumn(indicator, setting))
  const screen = screenUnits(opened, setting)
  const columns = new Map<string, ColumnWork>()
  for (const work of opened) columns.set(work.id, finishColumn(work, screen, setting))
  const nodes = new Map<string, NodeWork>()
  aggregateTree(spec.tree, columns, nodes, setting, screen, null)
  return keep({ setting, columns, nodes, screen, opened })
}

/**
 * Builds anew what a change touches and keeps the rest: equal in every part to
 * `buildComposite` on the changed specification and data.
 *
 * @throws RangeError when `previous` was not built by this program run (its
 * working columns are kept beside the result, not inside it), or the change
 * names something unknown; otherwise as `buildComposite`.
 */
export function updateComposite(previous: CompositeResult, change: CompositeChange): CompositeResult {
  const before = keptOf(previous)
  if (before === undefined)
    throw new RangeError(
      'this result was not built here; call buildComposite with its specification and data',
    )

  const dirty = new Set<string>()
  const spec = changedSpec(before.setting.spec, change, dirty)
  const data = changedData(before.setting, change, dirty)
  const setting: Setting =
    change.imputation === undefined ? { ...before.setting, spec, data } : prepare(spec, data)

  const redone: Opened[] = []
  const opened = before.opened.map((column, position) => {
    if (!dirty.has(column.id)) return column
    const indicator = spec.indicators[position] as IndicatorSpec
    checkIndicator(indicator, data)
    const again = openColumn(indicator, setting)
    redone.push(again)
    return again
  })
  const screen = redone.length === 0 ? before.screen : screenUnits(opened, setting)
  // Another set of units changes every column.
  if (screen.keep.some((stays, i) => stays !== before.screen.keep[i])) return buildComposite(spec, data)

  const columns = new Map(before.columns)
  for (const column of redone) columns.set(column.id, finishColumn(column, screen, setting))
  const nodes = new Map(before.nodes)
  aggregateTree(spec.tree, columns, nodes, setting, screen, dirty)
  return keep({ setting, columns, nodes, screen, opened })
}

/** What a result was made from, so that a change to it need not begin anew. */
type Kept = Worked & { opened: Opened[] }

/**
 * Working columns ride along on the result under a key that no copy, comparison
 * or JSON sees, and are collected with it. (A WeakMap beside the results was
 * tried: it kept every result alive until a full collection, at twice the time.)
 */
const working = Symbol('working columns')

function keep(work: Kept): CompositeResult {
  return Object.defineProperty(assemble(work), working, { value: work, enumerable: false })
}

function keptOf(result: CompositeResult & { [working]?: Kept }): Kept | undefined {
  return result[working]
}

/** The same index without one node or indicator, for asking what depends on it. */
export function withoutNode(spec: CompositeSpec, id: string): CompositeSpec {
  if (id === spec.tree.id) throw new RangeError('the root cannot be left out')
  let found = false
  const prune = (node: TreeNode): TreeNode => {
    if (node.children === undefined) return node
    const children = node.children.filter((child) => child.id !== id)
    if (children.length < node.children.length) found = true
    return { ...node, children: children.map(prune) }
  }
  const withEmpty = prune(spec.tree)
  if (!found) throw new RangeError(`there is no node ${id} in the tree`)
  const tree = dropEmpty(withEmpty)
  if (tree === null) throw new RangeError(`without ${id} nothing is left of the tree`)
  const leaves = new Set(leavesOf(tree))
  return { ...spec, tree, indicators: spec.indicators.filter((indicator) => leaves.has(indicator.id)) }
}

function dropEmpty(node: TreeNode): TreeNode | null {
  if (node.children === undefined) return node
  const children = node.children.flatMap((child) => dropEmpty(child) ?? [])
  return children.length === 0 ? null : { ...node, children }
}

/** Ids of the indicators under a node, from left to right. */
function leavesOf(node: TreeNode): string[] {
  return node.children === undefined ? [node.id] : node.children.flatMap(leavesOf)
}

/** What made up one unit's value at one node; see `NodeContributions` for the meaning of points. */
export function contributionsOf(
  result: CompositeResult,
  unit: string,
  node = result.root,
): { child: string; value: number | null; weight: number | null; points: number | null }[] {
  const position = result.units.indexOf(unit)
  if (position < 0) throw new RangeError(`there is no unit ${unit}`)
  const given = result.contributions[node]
  if (given === undefined) throw new RangeError(`${node} is not a node with children`)
  return given.children.map(({ id, weights, points }) => ({
    child: id,
    value: result.nodes[id]?.[position] ?? null,
    weight: weights[position] ?? null,
    points: points[position] ?? null,
  }))
}
