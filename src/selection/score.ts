import { aggregate, exponentOf, restore, transform } from '../estimators/aggregate.ts'
import { normalise } from '../estimators/normalise.ts'
import { applyValueFunction, type ValueFunction } from '../estimators/value-functions.ts'
import { leavesOf, sharesOf } from './criteria.ts'
import { isTooOld } from './gates.ts'
import type { AggregationRule, Cell, Criterion, Inputs, Reading, ValueRule } from './schema.ts'

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

/** Puts one unit's desirabilities together, from the leaves up. */
export function evaluate(
  criterion: Criterion,
  leaf: (id: string) => { value: number | null; why: string | null },
  into: Evaluated,
  aggregationOfTop?: AggregationRule,
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
    const { value, reason } = aggregate(
      values.map(({ value }) => value),
      weights,
      aggregationOfTop ?? criterion.aggregation ?? 'arithmetic',
    )
    return { value, why: value === null ? (reason ?? 'nothing known') : null }
  })()
  into.set(criterion.id, { ...result, share: 1 })
  return result
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
  let next = 0
  const build = (criterion: Criterion): ((leaves: Float64Array) => number) => {
    if (!criterion.children) {
      const place = next++
      return (leaves) => leaves[place] as number
    }
    const parts = criterion.children.map(build)
    const weights = sharesOf(criterion)
    const bend = exponentOf(criterion.aggregation ?? 'arithmetic')
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
  return build(criteria)
}
