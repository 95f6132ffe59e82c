import { aggregate, exponentOf, restore, transform } from '../estimators/aggregate.ts'
import type { McdaFinding } from '../estimators/mcda/findings.ts'
import { orderedAverage, owa } from '../estimators/mcda/owa.ts'
import { normalise } from '../estimators/normalise.ts'
import { applyValueFunction, type ValueFunction } from '../estimators/value-functions.ts'
import { isRelative, leavesOf, sharesOf } from './criteria.ts'
import { isTooOld } from './gates.ts'
import { relativeValues } from './relative.ts'
import type {
  AggregationRule,
  Cell,
  Criterion,
  Inputs,
  OwnAggregation,
  Reading,
  ValueRule,
} from './schema.ts'

/*
 * From raw values to a total: each leaf reads one column, a value function turns it
 * into desirability 0..1, and groups are put together from the bottom up.
 */

/** One leaf's raw column, as read: the value that is judged, and why one is missing. */
export type LeafColumn = {
  criterion: Criterion
  raw: (number | null)[]
  why: (string | null)[]
  cells: (Cell | null)[]
  standardErrors: (number | null)[]
}

/** Value and reason of every criterion for one unit, and its share of its parent's weight here. */
export type Evaluated = Map<string, { value: number | null; why: string | null; share: number }>

/** Reads every leaf of a methodology for the given units. */
export function readLeaves(criteria: Criterion, units: string[], inputs: Inputs): LeafColumn[] {
  return leavesOf(criteria).map((criterion) => {
    const read = criterion.read!
    const column: LeafColumn = { criterion, raw: [], why: [], cells: [], standardErrors: [] }
    for (const unit of units) {
      const { raw, why, cell } = readOne(read, unit, inputs, criterion.value!)
      column.raw.push(raw)
      column.why.push(why)
      column.cells.push(cell)
      // The error of a change, of a count or of a code is not known, so none is drawn for it.
      const plain = 'series' in read && read.take !== 'change' && raw !== null
      column.standardErrors.push(plain ? (cell?.standardError ?? null) : null)
    }
    return column
  })
}

function readOne(read: Reading, unit: string, inputs: Inputs, rule: ValueRule) {
  if ('count' in read) {
    const cell = inputs.counts[countKey(read)]?.[unit] ?? null
    return {
      raw: cell?.value ?? null,
      why: cell?.value == null ? (cell?.missing ?? 'none known') : null,
      cell,
    }
  }

  const cell = inputs.newest[read.series]?.[unit] ?? null
  const nothing = (why: string) => ({ raw: null, why, cell })
  if (cell === null || (cell.value === null && cell.code === null))
    return nothing(cell?.missing ?? 'not published')
  if (isTooOld(cell, read.maxAgeYears, inputs.asOf)) return nothing('too old')

  if (read.take === 'change') {
    const before = inputs.earlier[earlierKey(read.series, read.years!)]?.[unit] ?? null
    const now = stepOf(read, cell)
    const then = before === null ? null : stepOf(read, before)
    if (now === null || then === null) return nothing('no earlier value')
    return { raw: now - then, why: null, cell }
  }
  if ('codes' in rule) {
    const value = cell.code === null ? undefined : rule.codes[cell.code]
    return value === undefined ? nothing('code without a value') : { raw: value, why: null, cell }
  }
  return cell.value === null ? nothing('not a number') : { raw: cell.value, why: null, cell }
}

function stepOf(read: Extract<Reading, { series: string }>, cell: Cell): number | null {
  if (read.steps) return cell.code === null ? null : (read.steps[cell.code] ?? null)
  return cell.value
}

/** Name under which a count is kept among the inputs. */
export function countKey(read: Extract<Reading, { count: string }>): string {
  const conditions = Object.entries(read.where ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return [read.count, ...conditions.map(([key, value]) => `${key}=${value}`)].join('&')
}

/** Name under which the value so many years before the newest is kept among the inputs. */
export function earlierKey(series: string, years: number): string {
  return `${series}@-${years}`
}

/** Desirability 0..1 of a whole column of raw values. */
export function desirabilities(rule: ValueRule, raw: (number | null)[]): (number | null)[] {
  if ('codes' in rule) return raw
  if ('relative' in rule)
    // All alike: nobody is told apart by this column, so it says nothing rather than something.
    return normalise(raw, rule.better === 'low' ? -1 : 1, { method: rule.relative }).values
  const { fn, direction } = valueFunction(rule)
  return raw.map((value) => (value === null ? null : applyValueFunction(fn, value, direction)))
}

function valueFunction(rule: Exclude<ValueRule, { codes: unknown } | { relative: unknown }>): {
  fn: ValueFunction
  direction: 1 | -1
} {
  if ('goalposts' in rule) {
    const [worst, best] = rule.goalposts as [number, number]
    return worst < best
      ? { fn: { kind: 'goalposts', low: worst, high: best }, direction: 1 }
      : { fn: { kind: 'goalposts', low: best, high: worst }, direction: -1 }
  }
  if ('trapezoid' in rule)
    return {
      fn: { kind: 'trapezoid', points: rule.trapezoid as [number, number, number, number] },
      direction: 1,
    }
  if ('threshold' in rule)
    return {
      fn: { kind: 'threshold', at: rule.threshold, orEqual: true },
      direction: rule.better === 'below' ? -1 : 1,
    }
  return { fn: { kind: 'points', points: rule.points as [number, number][] }, direction: 1 }
}

/**
 * Puts one unit's desirabilities together, from the leaves up. A rule that compares units has no value of one unit
 * alone: there the top is left to `evaluateAll`.
 */
export function evaluate(
  criterion: Criterion,
  leaf: (id: string) => { value: number | null; why: string | null },
  into: Evaluated,
  aggregationOfTop?: OwnAggregation,
): { value: number | null; why: string | null } {
  if (!criterion.children) {
    const found = leaf(criterion.id)
    into.set(criterion.id, { ...found, share: 1 })
    return found
  }
  const children = criterion.children
  const values = children.map((child) => evaluate(child, leaf, into))
  const weights = sharesOf(criterion)
  const present = weights.reduce((sum, weight, i) => sum + (values[i]!.value === null ? 0 : weight), 0)
  children.forEach((child, i) => {
    const evaluated = into.get(child.id)!
    evaluated.share = values[i]!.value === null || present === 0 ? 0 : weights[i]! / present
  })

  const absent = children.filter((_, i) => values[i]!.value === null)
  const result = ((): { value: number | null; why: string | null } => {
    if (absent.length > 0 && (criterion.missing ?? 'renormalise') === 'no total')
      return { value: null, why: `missing: ${absent.map((child) => child.id).join(', ')}` }
    if (absent.length === children.length) return { value: null, why: 'nothing known' }
    const rule = aggregationOfTop ?? criterion.aggregation ?? 'arithmetic'
    if (isRelative(rule)) return { value: null, why: 'nothing to compare' }
    const { value, reason } = together(
      values.map(({ value }) => value),
      weights,
      rule,
    )
    return { value, why: value === null ? (reason ?? 'nothing known') : null }
  })()
  into.set(criterion.id, { ...result, share: 1 })
  return result
}

/** Every criterion of every unit, and the totals: what `evaluate` gives, or what comparing all units gives. */
export function evaluateAll(
  criteria: Criterion,
  size: number,
  leaf: (id: string, i: number) => { value: number | null; why: string | null },
  aggregationOfTop?: AggregationRule,
): {
  evaluated: Evaluated[]
  totals: { value: number | null; why: string | null }[]
  findings: McdaFinding[]
} {
  const rule = aggregationOfTop ?? criteria.aggregation ?? 'arithmetic'
  const relative = isRelative(rule) ? rule : null
  // Whoever lacks a part cannot be compared: beside the others it would look like the worst or the best.
  const tree: Criterion = relative ? { ...criteria, missing: 'no total' } : criteria
  const evaluated: Evaluated[] = []
  const totals = Array.from({ length: size }, (_, i) => {
    const into: Evaluated = new Map()
    evaluated.push(into)
    return evaluate(tree, (id) => leaf(id, i), into, isRelative(rule) ? 'arithmetic' : rule)
  })
  const findings: McdaFinding[] = []
  if (relative === null || !criteria.children) return { evaluated, totals, findings }

  const columns = criteria.children.map(({ id }) => evaluated.map((of) => of.get(id)!.value ?? Number.NaN))
  const { values, compared } = relativeValues(columns, sharesOf(criteria), relative, findings)
  for (const i of compared) {
    const value = Number.isNaN(values[i]) ? null : values[i]!
    const why = value !== null ? null : compared.length < 2 ? 'nothing to compare' : 'all alike'
    totals[i] = { value, why }
    evaluated[i]!.set(criteria.id, { value, why, share: 1 })
  }
  return { evaluated, totals, findings }
}

function together(
  values: (number | null)[],
  weights: number[],
  rule: OwnAggregation,
): ReturnType<typeof aggregate> {
  if (typeof rule !== 'object' || 'power' in rule) return aggregate(values, weights, rule)
  const value = owa(values, weights, rule.owa)
  return value === null ? { value, reason: 'all weights of known children are zero' } : { value }
}

/**
 * Points of the total's 100 that each criterion accounts for, where every group
 * above it is an arithmetic mean; elsewhere parts do not add up and none are given.
 */
export function pointsOf(criteria: Criterion, evaluated: Evaluated): Map<string, number | null> {
  const points = new Map<string, number | null>()
  const walk = (criterion: Criterion, carried: number | null) => {
    const { value } = evaluated.get(criterion.id)!
    points.set(criterion.id, carried === null || value === null ? null : carried * value * 100)
    const adds = (criterion.aggregation ?? 'arithmetic') === 'arithmetic'
    for (const child of criterion.children ?? [])
      walk(child, adds && carried !== null ? carried * evaluated.get(child.id)!.share : null)
  }
  walk(criteria, evaluated.get(criteria.id)!.value === null ? null : 1)
  return points
}

/**
 * The same tree for many runs: `total(leaves)` gives what `evaluate` gives for the top,
 * from one number per leaf in the order of `leavesOf` (NaN where there is none), without
 * reasons and without making anything new. Tests hold the two together.
 */
export function compile(criteria: Criterion): (leaves: Float64Array) => number {
  return compileParts(criteria).total
}

function compileParts(criteria: Criterion): {
  parts: ((leaves: Float64Array) => number)[]
  total: (leaves: Float64Array) => number
} {
  let next = 0
  let ofTop: ((leaves: Float64Array) => number)[] = []
  const build = (criterion: Criterion): ((leaves: Float64Array) => number) => {
    if (!criterion.children) {
      const place = next++
      return (leaves) => leaves[place] as number
    }
    const parts = criterion.children.map(build)
    ofTop = parts
    const weights = sharesOf(criterion)
    const rule = criterion.aggregation ?? 'arithmetic'
    if (isRelative(rule)) return () => Number.NaN
    if (typeof rule === 'object' && 'owa' in rule) return orderedParts(criterion, parts, weights, rule.owa)
    const bend = exponentOf(rule)
    const needsAll = (criterion.missing ?? 'renormalise') === 'no total'
    return (leaves) => {
      let sum = 0
      let present = 0
      let zero = false
      for (let k = 0; k < parts.length; k++) {
        const value = parts[k]!(leaves)
        if (Number.isNaN(value)) {
          if (needsAll) return Number.NaN
          continue
        }
        const weight = weights[k]!
        present += weight
        if (bend <= 0 && value === 0) zero = true
        else sum += weight * (bend === 1 ? value : transform(value, bend))
      }
      if (present === 0) return Number.NaN
      if (zero) return 0
      return bend === 1 ? sum / present : restore(sum / present, bend)
    }
  }
  // The top is built last, so its parts are the last to be kept.
  const total = build(criteria)
  return { parts: ofTop, total }
}

function orderedParts(
  criterion: Criterion,
  parts: ((leaves: Float64Array) => number)[],
  weights: number[],
  orness: number,
): (leaves: Float64Array) => number {
  const needsAll = (criterion.missing ?? 'renormalise') === 'no total'
  const values = new Float64Array(parts.length)
  return (leaves) => {
    for (let k = 0; k < parts.length; k++) {
      const value = parts[k]!(leaves)
      if (needsAll && Number.isNaN(value)) return value
      values[k] = value
    }
    return orderedAverage(values, weights, orness)
  }
}

/**
 * The totals of all units for many runs, 0 to 1 (NaN where there is none), from the leaves of each. Where the rule at the
 * top compares units, those that lack a part are not compared.
 */
export function compileAll(criteria: Criterion): (leaves: readonly Float64Array[]) => number[] {
  const { parts, total } = compileParts(criteria)
  const rule = criteria.aggregation
  if (!isRelative(rule)) return (leaves) => leaves.map(total)
  const weights = sharesOf(criteria)
  return (leaves) =>
    relativeValues(
      parts.map((part) => leaves.map(part)),
      weights,
      rule,
    ).values
}
