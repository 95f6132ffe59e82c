import type { Estimate } from '../../estimators/estimate.ts'
import {
  casesOf,
  type OverlapTable,
  overlapTable,
  withinList,
  withoutList,
} from '../../estimators/lists/overlap-table.ts'
import { dependenceMatrix } from '../../estimators/lists/sensitivity.ts'
import type { Specification } from '../../estimators/lists/specification.ts'
import type { KeptFault } from './check.ts'
import type { Kept, KeptOverlapTable, KeptResult } from './kept.ts'

/* Which figures there cannot be: each by its place, whatever estimator is said to have made it. */

/** More people than live on earth; a row that is not the one to be used may run away, but not beyond what can be read. */
const MOST_PEOPLE = 1e11
const MOST_OF_A_ROW = 1e15

/** Figures of one table that went through JSON and back, or were summed in another order. */
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
const above = (a: number, b: number) => a > b && !close(a, b)

/** What an estimate is a figure of, as far as it bounds it. */
export type Bounds = {
  quantity: Kept['quantity']
  /** Whether it is a difference, which may be below zero. */
  change: boolean
  /** Whether the people seen are part of the people estimated: of lists. */
  counted: boolean
  /** Whether it is the one to be used. */
  chosen: boolean
}

/** Whether a figure can be of its quantity at all. */
export function fits(value: number, { quantity, change, chosen }: Omit<Bounds, 'counted'>): boolean {
  const most =
    quantity === 'people' ? (chosen ? MOST_PEOPLE : MOST_OF_A_ROW) : quantity === 'per-1000' ? 1000 : 1
  return value <= most && value >= (change ? -most : 0)
}

type AnyInterval = { level: number; low: number; high: number | null; kind: string | null }

/** Limits of resampling and of posteriors may leave their estimate out; all others are drawn around it. */
const drawnElsewhere = new Set<string | null>(['bca', 'widened', 'percentile', 'credible'])

export function* intervalFaults(
  place: string,
  value: number,
  intervals: readonly AnyInterval[],
  bounds: Bounds,
): Generator<KeptFault> {
  for (const [at, { level, low, high, kind }] of intervals.entries()) {
    const here = { place: `${place}/${at}` }
    if (high !== null && high < low) yield { ...here, code: 'interval' }
    else if (!drawnElsewhere.has(kind) && (above(low, value) || (high !== null && above(value, high))))
      yield { ...here, code: 'outside' }
    // Limits of a normal distribution reach as far to either side of a figure, below nobody too.
    const even = kind === 'normal' && !bounds.counted && high !== null && close(value - low, high - value)
    const least = even ? Math.max(low, 0) : low
    const most = high === null ? least : even ? Math.min(high, Math.max(value, least)) : high
    if (!fits(least, bounds) || !fits(most, bounds)) yield { ...here, code: 'impossible' }
    for (const other of intervals.slice(0, at)) {
      if (other.kind !== kind) continue
      const same = close(other.level, level)
      const [inner, outer] = other.level < level ? [other, intervals[at]] : [intervals[at], other]
      if (inner === undefined || outer === undefined) continue
      const [innerHigh, outerHigh] = [inner.high ?? Infinity, outer.high ?? Infinity]
      const differ = !close(inner.low, outer.low) || (innerHigh !== outerHigh && !close(innerHigh, outerHigh))
      if (same && differ) yield { ...here, code: 'twice' }
      else if (
        !same &&
        (above(outer.low, inner.low) || (outerHigh < innerHigh && !close(outerHigh, innerHigh)))
      )
        yield { ...here, code: 'nested' }
    }
  }
}

/** What cannot be of one estimate by itself. */
export function* figureFaults(place: string, estimate: Estimate, bounds: Bounds): Generator<KeptFault> {
  if (!(estimate.cases <= MOST_OF_A_ROW)) yield { place: `${place}/cases`, code: 'impossible' }
  if (estimate.status !== 'ok') return
  if (!fits(estimate.estimate, bounds)) yield { place: `${place}/estimate`, code: 'quantity' }
  if (bounds.counted && above(estimate.cases, estimate.estimate))
    yield { place: `${place}/estimate`, code: 'seen' }
  yield* intervalFaults(`${place}/intervals`, estimate.estimate, estimate.intervals, bounds)
}

/** Of a table of methods: sums that its own numbers contradict, and those of the table of overlaps where it is kept. */
export function* sumFaults(
  result: Extract<KeptResult, { design: 'lists' }>,
  kept: KeptOverlapTable | undefined,
): Generator<KeptFault> {
  const { specification } = result
  const { cases, rows, merged, leftOut, consistency, dependence, onePerson, range, lists } = specification
  const at = 'result/specification'
  for (const [place, { estimate }] of rows.entries())
    if (estimate.cases !== cases) yield { place: `${at}/rows/${place}`, code: 'sums' }
  for (const [place, { estimate }] of merged.entries())
    if (estimate.cases !== cases) yield { place: `${at}/merged/${place}`, code: 'sums' }
  for (const [place, { estimate }] of leftOut.entries())
    if (estimate.cases > cases) yield { place: `${at}/leftOut/${place}`, code: 'sums' }
  const sizes = new Map(consistency.map(({ list, truth }) => [list, truth]))
  for (const [place, { truth, seen, independence, stepwise, list }] of consistency.entries())
    if (
      !lists.includes(list) ||
      truth > cases ||
      seen > truth ||
      independence.cases !== seen ||
      stepwise.cases !== seen
    )
      yield { place: `${at}/consistency/${place}`, code: 'sums' }
  if (sizes.size === lists.length && [...sizes.values()].reduce((sum, size) => sum + size, 0) < cases)
    yield { place: `${at}/consistency`, code: 'sums' }
  for (const [place, { overlap, lists: pair }] of dependence.entries())
    if (pair.some((list) => !lists.includes(list) || overlap > (sizes.get(list) ?? cases)))
      yield { place: `${at}/dependence/${place}`, code: 'sums' }
  if (!holdsTogether(onePerson)) yield { place: `${at}/onePerson`, code: 'sums' }
  if (!isRangeOf(range, specification)) yield { place: `${at}/range`, code: 'sums' }
  if (kept !== undefined) yield* tableSumFaults(at, specification, overlapTable(kept.lists, kept.counts))
}

function holdsTogether({ low, high, changes }: Specification['onePerson']): boolean {
  const totals = changes.flatMap(({ total }) => (total === null ? [] : [total]))
  if (low === null || high === null) return low === high
  if (low > high || low < 0 || high > MOST_OF_A_ROW) return false
  return totals.length === 0 || (close(Math.min(...totals), low) && close(Math.max(...totals), high))
}

function isRangeOf(range: Specification['range'], { rows }: Specification): boolean {
  const totals = rows.flatMap(({ label, estimate }) =>
    estimate.status === 'ok' && label !== 'chao' ? [estimate.estimate] : [],
  )
  if (range === null || totals.length === 0) return range === null && totals.length === 0
  return close(range.low, Math.min(...totals)) && close(range.high, Math.max(...totals))
}

function* tableSumFaults(
  at: string,
  { leftOut, consistency, dependence }: Specification,
  table: OverlapTable,
): Generator<KeptFault> {
  const place = (list: string | undefined) => table.lists.indexOf(list ?? '')
  for (const [k, { lists, estimate }] of leftOut.entries()) {
    const [list] = lists
    if (place(list) === -1 || estimate.cases !== casesOf(withoutList(table, place(list))))
      yield { place: `${at}/leftOut/${k}`, code: 'table sums' }
  }
  for (const [k, { list, truth, seen }] of consistency.entries()) {
    const inside = place(list) === -1 ? null : withinList(table, place(list))
    if (inside === null || inside.truth !== truth || inside.seen !== seen)
      yield { place: `${at}/consistency/${k}`, code: 'table sums' }
  }
  const pairs = dependenceMatrix(table)
  for (const [k, { lists, overlap, expected }] of dependence.entries()) {
    const pair = pairs.find((each) => lists.every((list) => each.lists.includes(list)))
    const agree =
      pair !== undefined &&
      pair.overlap === overlap &&
      (expected === null || pair.expected === null
        ? expected === pair.expected
        : Math.abs(expected - pair.expected) <= 1e-6 * Math.max(1, pair.expected))
    if (!agree) yield { place: `${at}/dependence/${k}`, code: 'table sums' }
  }
}
