import { checkWeight, exponentOf } from '../aggregate.ts'
import { checkTreatment } from '../outliers.ts'
import { checkValueFunction } from '../value-functions.ts'
import type { Alternative, Leaf, LeafValue, Node, RobustnessModel, WeightDoubt } from './model.ts'

/**
 * Refuses a model that cannot be, naming the place and what to do.
 *
 * @throws RangeError or TypeError, with the place in the message.
 */
export function checkModel(model: RobustnessModel): void {
  const { units, leaves, gates, shortlist, doubt } = model
  once(units, 'unit')
  once(
    leaves.map(({ id }) => id),
    'leaf',
  )
  once(
    gates.map(({ id }) => id),
    'gate',
  )
  if (units.length > 20_000) throw new RangeError(`${units.length} units are given; the most is 20000`)
  if (!(Number.isInteger(shortlist) && shortlist >= 1))
    throw new RangeError(`a shortlist has a whole number of places from 1 up, not ${shortlist}`)

  const groups = checkTree(model)
  for (const leaf of leaves) {
    checkLeaf(leaf, units)
    const { id, sameErrorAs } = leaf
    if (sameErrorAs === undefined) continue
    const first = leaves.find((other) => other.id === sameErrorAs)
    if (first === undefined || first === leaf || first.sameErrorAs !== undefined)
      throw new RangeError(
        `leaf ${id} shares its error with ${sameErrorAs}; name another leaf, one that shares none itself`,
      )
    if (leaf.errors !== undefined)
      throw new RangeError(`leaf ${id} has the errors of ${sameErrorAs}; say there how they hang together`)
  }
  for (const gate of gates) {
    const place = `gate ${gate.id}`
    sameLength(gate.units, units, place)
    if (gate.sameErrorAs !== undefined && !leaves.some(({ id }) => id === gate.sameErrorAs))
      throw new RangeError(`${place} shares its error with ${gate.sameErrorAs}, which is no leaf`)
    bound(gate.atLeast, `${place}, at least`)
    bound(gate.atMost, `${place}, at most`)
    gate.units.forEach((standing, i) => {
      if (typeof standing === 'string') {
        if (!['passed', 'failed', 'unknown'].includes(standing))
          throw new RangeError(
            `${place}, ${units[i]}: “${standing}” is no outcome; say passed, failed or unknown`,
          )
        return
      }
      const at = `${place}, ${units[i]}`
      bound(standing.atLeast, `${at}, at least`)
      bound(standing.atMost, `${at}, at most`)
      finite(standing.value, `${at}: the value`, 'say unknown where it is not known')
      if (standing.standardError !== null) checkError(standing.standardError, at)
      if ((standing.atLeast ?? gate.atLeast ?? standing.atMost ?? gate.atMost) === undefined)
        throw new RangeError(`${at}: a value without a bound decides nothing; give atLeast or atMost`)
    })
  }
  checkWeightDoubt(doubt.weights, groups)
  checkAlternatives(doubt.alternatives, model, groups)
}

/** Groups by id, with their children; names each twice-used or missing id. */
function checkTree(model: RobustnessModel): Map<string, Node> {
  const groups = new Map<string, Node>()
  const seen = new Set<string>()
  const leafIds = new Set(model.leaves.map(({ id }) => id))
  const walk = (node: Node, depth: number) => {
    if (seen.has(node.id)) throw new RangeError(`${node.id} stands in the tree twice; each id stands once`)
    if (depth > 50) throw new RangeError('the tree is more than 50 levels deep')
    seen.add(node.id)
    if (depth > 0) checkWeight(node.weight, `the weight of ${node.id}`)
    if (node.children === undefined) {
      if (!leafIds.has(node.id))
        throw new RangeError(`${node.id} has no children and is no leaf; add a leaf of that id`)
      return
    }
    if (leafIds.has(node.id)) throw new RangeError(`${node.id} is both a leaf and a group; rename one`)
    if (node.children.length === 0)
      throw new RangeError(`group ${node.id} is empty; give it a child or take it out`)
    checkRule(node.aggregation, `group ${node.id}`)
    checkMissing(node.missing, `group ${node.id}`)
    groups.set(node.id, node)
    for (const child of node.children) walk(child, depth + 1)
  }
  walk(model.tree, 0)
  for (const id of leafIds)
    if (!seen.has(id))
      throw new RangeError(`leaf ${id} does not stand in the tree; put it there or leave it out`)
  return groups
}

function checkLeaf(leaf: Leaf, units: readonly string[]): void {
  const place = `leaf ${leaf.id}`
  sameLength(leaf.raw, units, place)
  leaf.raw.forEach((value, i) => {
    if (value !== null) finite(value, `${place}, ${units[i]}`, 'what is not known is null')
  })
  if (leaf.standardErrors !== undefined) {
    sameLength(leaf.standardErrors, units, `${place}, standard errors`)
    leaf.standardErrors.forEach((error, i) => {
      if (error !== null) checkError(error, `${place}, ${units[i]}`)
    })
  }
  if (leaf.imputations !== undefined) {
    sameLength(leaf.imputations, units, `${place}, imputations`)
    leaf.imputations.forEach((donors, i) => {
      for (const donor of donors ?? [])
        finite(donor, `${place}, imputations of ${units[i]}`, 'leave out donors that are not known')
    })
  }
  if (leaf.errors !== undefined) {
    const { acrossUnits = 0, acrossLeaves = 0 } = leaf.errors
    if (!(acrossUnits >= 0 && acrossLeaves >= 0 && acrossUnits + acrossLeaves <= 1))
      throw new RangeError(
        `${place}: correlations of errors are 0 or more and together at most 1, not ${acrossUnits} and ${acrossLeaves}`,
      )
  }
  checkValue(leaf.value, place)
  if (leaf.outliers) checkTreatment(leaf.outliers)
}

function checkValue(value: LeafValue, place: string): void {
  if (!['function', 'given', 'min-max', 'percentile'].includes(value.kind))
    throw new RangeError(`${place}: there is no value of kind “${value.kind}”`)
  if (value.kind === 'function') {
    try {
      checkValueFunction(value.function, value.direction ?? 1)
    } catch (error) {
      throw new RangeError(`${place}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

function checkRule(rule: Node['aggregation'], place: string): void {
  if (rule === undefined) return
  if ((rule as string) === 'copeland')
    throw new RangeError(
      `${place}: Copeland has no score of a unit by itself; take a mean (arithmetic, geometric, harmonic or a power)`,
    )
  if (typeof rule === 'string' && !['arithmetic', 'geometric', 'harmonic'].includes(rule))
    throw new RangeError(`${place}: there is no aggregation “${rule}”`)
  exponentOf(rule)
}

function checkMissing(rule: Node['missing'], place: string): void {
  if (rule !== undefined && rule !== 'renormalise' && rule !== 'no total')
    throw new RangeError(`${place}: what is missing is “renormalise” or “no total”, not “${rule}”`)
}

function checkWeightDoubt(doubt: WeightDoubt, groups: Map<string, Node>): void {
  if (doubt.kind === 'dirichlet') {
    if (!(doubt.concentration > 0 && doubt.concentration <= 1e9))
      throw new RangeError(
        `a concentration of weights is above 0 and at most 1e9, not ${doubt.concentration}; 100 keeps a share of .25 mostly within .18 and .32`,
      )
    return
  }
  const parentOf = new Map<string, Node>()
  for (const group of groups.values()) for (const child of group.children ?? []) parentOf.set(child.id, group)
  if (doubt.kind === 'bounds') {
    const touched = new Set<Node>()
    for (const [id, [low, high]] of Object.entries(doubt.bounds)) {
      const parent = parentOf.get(id)
      if (parent === undefined) throw new RangeError(`bounds are given for ${id}, which is in no group`)
      if (!(low >= 0 && high <= 1 && low <= high))
        throw new RangeError(
          `bounds of ${id} are shares from 0 to 1, low before high, not ${low} and ${high}`,
        )
      touched.add(parent)
    }
    for (const group of touched) {
      const bounds = (group.children ?? []).map((child) => doubt.bounds[child.id] ?? ([0, 1] as const))
      const least = bounds.reduce((sum, [low]) => sum + low, 0)
      const most = bounds.reduce((sum, [, high]) => sum + high, 0)
      if (least > 1 + 1e-12 || most < 1 - 1e-12)
        throw new RangeError(
          `no weights of ${group.id} sum to 1 within these bounds: the lows sum to ${least}, the highs to ${most}`,
        )
    }
  }
  if (doubt.kind === 'order')
    for (const [id, order] of Object.entries(doubt.orders)) {
      const children = groups.get(id)?.children
      if (children === undefined) throw new RangeError(`an order is given for ${id}, which is no group`)
      if (
        [...order].sort().join() !==
        children
          .map((child) => child.id)
          .sort()
          .join()
      )
        throw new RangeError(
          `the order of ${id} has to name each of ${children.map((child) => child.id).join(', ')} once, not ${order.join(', ')}`,
        )
    }
}

function checkAlternatives(
  alternatives: readonly Alternative[],
  model: RobustnessModel,
  groups: Map<string, Node>,
): void {
  once(
    alternatives.map(({ id }) => id),
    'alternative',
  )
  const leafIds = new Set(model.leaves.map(({ id }) => id))
  const children = new Set(
    [...groups.values()].flatMap((group) => (group.children ?? []).map(({ id }) => id)),
  )
  const changedBy = new Map<string, string>()
  for (const alternative of alternatives) {
    if (alternative.choices.length === 0)
      throw new RangeError(`alternative ${alternative.id} has no choices; give it two or more`)
    once(
      alternative.choices.map(({ id }) => id),
      `choice of ${alternative.id}`,
    )
    const changed = new Set<string>()
    let chances = 0
    for (const choice of alternative.choices) {
      const place = `alternative ${alternative.id}, ${choice.id}`
      if (choice.chance !== undefined) checkWeight(choice.chance, `${place}: the chance`)
      chances += choice.chance ?? 1
      const named = (
        what: string,
        entries: Readonly<Record<string, unknown>> | undefined,
        known: { has(id: string): boolean; keys(): Iterable<string> },
        kind: string,
      ) => {
        for (const id of Object.keys(entries ?? {})) {
          if (id !== '*' && !known.has(id)) throw new RangeError(`${place}: ${id} is no ${kind}`)
          for (const each of id === '*' ? known.keys() : [id]) changed.add(`${what} of ${each}`)
        }
      }
      named('aggregation', choice.aggregation, groups, 'group')
      named('missing rule', choice.missing, groups, 'group')
      named('weight', choice.weights, children, 'node below the top')
      named('value function', choice.value, leafIds, 'leaf')
      named('outlier treatment', choice.outliers, leafIds, 'leaf')
      for (const rule of Object.values(choice.aggregation ?? {})) checkRule(rule, place)
      for (const rule of Object.values(choice.missing ?? {})) checkMissing(rule, place)
      for (const [id, weight] of Object.entries(choice.weights ?? {}))
        checkWeight(weight, `${place}: the weight of ${id}`)
      for (const value of Object.values(choice.value ?? {})) checkValue(value, place)
      for (const treatment of Object.values(choice.outliers ?? {})) if (treatment) checkTreatment(treatment)
    }
    if (chances === 0)
      throw new RangeError(`alternative ${alternative.id}: all chances are zero; give one a chance`)
    for (const what of changed) {
      const other = changedBy.get(what)
      if (other !== undefined)
        throw new RangeError(
          `alternatives ${other} and ${alternative.id} both change the ${what}; make them choices of one alternative`,
        )
      changedBy.set(what, alternative.id)
    }
  }
}

function once(ids: readonly string[], what: string): void {
  const seen = new Set<string>()
  for (const id of ids) {
    if (seen.has(id)) throw new RangeError(`${what} ${id} is named twice; each ${what} is named once`)
    seen.add(id)
  }
}

function sameLength(list: readonly unknown[], units: readonly string[], place: string): void {
  if (list.length !== units.length)
    throw new RangeError(`${place} has ${list.length} entries for ${units.length} units; give one for each`)
}

function bound(value: number | undefined, place: string): void {
  if (value !== undefined) finite(value, place, 'leave out a bound that is not there')
}

function finite(value: number, place: string, remedy: string): void {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new TypeError(`${place} is ${String(value)}, not a finite number; ${remedy}`)
}

function checkError(error: number, place: string): void {
  if (!(typeof error === 'number' && error >= 0 && error < Infinity))
    throw new RangeError(
      `${place}: the standard error is ${String(error)}; it is a finite number from 0, or null where none is published`,
    )
}
