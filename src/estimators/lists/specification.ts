import { decomposableGraphEstimate } from '../bayes/decomposable.ts'
import { latentClassEstimate } from '../bayes/latent-class.ts'
import { thresholdEstimate } from '../bayes/threshold.ts'
import type { Estimate } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import type { Run } from '../numeric/run.ts'
import { bicEstimate, bicSelection } from './bic-bootstrap.ts'
import type { Selection } from './bootstrap.ts'
import { chao } from './chao.ts'
import { averagedModels, scoreModels } from './information.ts'
import { independenceEstimate, stepwiseEstimate, stepwiseSelection, USUAL_RESAMPLES } from './log-linear.ts'
import {
  casesOf,
  doubtsAbout,
  mergeLists,
  type OverlapTable,
  withoutEmptyLists,
  withoutList,
} from './overlap-table.ts'
import {
  type ConsistencyRow,
  type Dependence,
  dependenceMatrix,
  internalConsistency,
  type OnePerson,
  onePersonMoreOrLess,
} from './sensitivity.ts'
import { SPECIFICATIONS, type SpecificationLabel } from './specification-labels.ts'

export { SPECIFICATIONS, type SpecificationLabel }

export type SpecificationRow = { label: SpecificationLabel; estimate: Estimate }

/** The main method on a changed table. `change` names the lists left out, or taken as one. */
export type ChangedRow = { change: 'left-out' | 'merged'; lists: string[]; estimate: Estimate }

export type Specification = {
  lists: string[]
  cases: number
  /** The method whose choice is repeated on the changed tables: by BIC up to five lists, stepwise beyond. */
  main: 'bic' | 'stepwise'
  rows: SpecificationRow[]
  leftOut: ChangedRow[]
  merged: ChangedRow[]
  onePerson: OnePerson
  consistency: ConsistencyRow[]
  dependence: Dependence[]
  /** Smallest and largest of the estimates in `rows` that are not lower bounds; null where there is none. */
  range: { low: number; high: number } | null
  findings: Finding[]
}

export type SpecificationSettings = {
  /** Of each bootstrap; 0 for none. */
  resamples?: number
  seed?: number
  /** Which rows; all unless given. */
  only?: readonly SpecificationLabel[]
}

/**
 * Every estimator on one table, side by side, and what would change the answer: one list left out, two
 * lists merged, one person more or less, each list estimated from the others, and how lists depend on
 * each other. No row is the right one; how far they are apart is the doubt that no single interval shows.
 */
export function* specificationTable(
  table: OverlapTable,
  { resamples = USUAL_RESAMPLES, seed = 1, only = SPECIFICATIONS }: SpecificationSettings = {},
): Run<Specification> {
  const main = mainFor(table)
  const labels = SPECIFICATIONS.filter((label) => only.includes(label))
  const { length } = table.lists
  const changed = length > 2 ? length + (length * (length - 1)) / 2 : 0
  // The rows, the changed tables, one person more or less, and each list from the others.
  const parts = labels.length + changed + 2
  let done = 0
  const part = <T>(run: Run<T>) => within(run, done++, parts)
  const rows: SpecificationRow[] = []
  for (const label of labels)
    rows.push({ label, estimate: yield* part(specificationRow(label, table, resamples, seed)) })

  const leftOut: ChangedRow[] = []
  const merged: ChangedRow[] = []
  for (const [k, list] of table.lists.entries()) {
    if (table.lists.length > 2)
      leftOut.push({
        change: 'left-out',
        lists: [list],
        estimate: yield* part(mainEstimate(main, withoutList(table, k))),
      })
    for (let other = k + 1; other < table.lists.length && table.lists.length > 2; other++)
      merged.push({
        change: 'merged',
        lists: [list, table.lists[other] as string],
        estimate: yield* part(mainEstimate(main, mergeLists(table, k, other))),
      })
  }
  const onePerson = yield* part(oneMoreOrLess(main, table))
  const consistency = yield* part(internalConsistency(table))
  return withRows(table, rows, { leftOut, merged, onePerson, consistency })
}

/** What stands beside the rows: lists left out and merged, one person more or less, list by list. */
export type BesideRows = Pick<Specification, 'leftOut' | 'merged' | 'onePerson' | 'consistency'>

/** The table from its parts: rows may have been computed elsewhere, each by itself. */
export function withRows(
  table: OverlapTable,
  rows: SpecificationRow[],
  { leftOut, merged, onePerson, consistency }: BesideRows,
): Specification {
  const totals = rows.flatMap(({ label, estimate }) =>
    estimate.status === 'ok' && label !== 'chao' ? [estimate.estimate] : [],
  )
  return {
    lists: [...table.lists],
    cases: casesOf(table),
    main: mainFor(table),
    rows,
    leftOut,
    merged,
    onePerson,
    consistency,
    dependence: dependenceMatrix(table),
    range: totals.length === 0 ? null : { low: Math.min(...totals), high: Math.max(...totals) },
    findings: [...doubtsAbout(table), ...doubtsBetween(rows, consistency)],
  }
}

const mainFor = ({ lists }: OverlapTable): Specification['main'] => (lists.length <= 5 ? 'bic' : 'stepwise')

/** One row of the table by itself. */
export function specificationRow(
  label: SpecificationLabel,
  table: OverlapTable,
  resamples: number,
  seed: number,
): Run<Estimate> {
  switch (label) {
    case 'independence':
      return independenceEstimate(table)
    case 'stepwise-0.01':
      return stepwiseEstimate(table, { threshold: 0.01, resamples, seed })
    case 'stepwise-0.02':
      return stepwiseEstimate(table, { threshold: 0.02, resamples, seed })
    case 'stepwise-0.05':
      return stepwiseEstimate(table, { threshold: 0.05, resamples, seed })
    case 'bic-2':
      return bicEstimate(table, { order: 2, resamples, seed })
    case 'bic-3':
      return bicEstimate(table, { order: 3, resamples, seed })
    case 'averaged':
      return averagedEstimate(table)
    case 'dga':
      return decomposableGraphEstimate(table)
    case 'latent-class':
      return latentClassEstimate(table, { seed })
    case 'threshold':
      return thresholdEstimate(table, { seed })
    case 'chao':
      return boundOf(table)
  }
}

// biome-ignore lint/correctness/useYield: one short step among long runs
function* boundOf(table: OverlapTable): Run<Estimate> {
  // The form that can be defended as “at least” with few and unequal lists.
  return chao(table, { form: 'pairs' })
}

/** The average of all models by BIC: with triples up to five lists, in pairs for six. */
export function* averagedEstimate(
  given: OverlapTable,
  { order = given.lists.length <= 5 ? 3 : 2 }: { order?: number } = {},
): Run<Estimate> {
  const table = withoutEmptyLists(given)
  const none = (reason: Finding): Estimate => ({
    method: 'mse-average-bic',
    cases: casesOf(table),
    status: 'no-estimate',
    reason,
    intervals: [],
    diagnostics: {},
    warnings: doubtsAbout(given),
  })
  if (table.lists.length < 2)
    return none({ code: 'too-few', what: 'lists', is: table.lists.length, least: 2 })
  const all = yield* scoreModels(table, order)
  return 'code' in all ? none(all) : averagedModels(all, 'bic', undefined, given)
}

function mainEstimate(main: Specification['main'], table: OverlapTable): Run<Estimate> {
  return main === 'bic' ? bicEstimate(table, { resamples: 0 }) : stepwiseEstimate(table, { resamples: 0 })
}

function* oneMoreOrLess(main: Specification['main'], table: OverlapTable): Run<OnePerson> {
  return yield* onePersonMoreOrLess(table, yield* mainSelection(main, table))
}

/** The choice of the main method; by BIC among the models that stand first on the table itself. */
function* mainSelection(main: Specification['main'], table: OverlapTable): Run<Selection> {
  if (main === 'stepwise') return stepwiseSelection(table)
  const all = yield* scoreModels(table, 3)
  return 'code' in all ? () => null : bicSelection(all, all.models.length)
}

/** Passes progress on as a part of the whole table. A method that begins anew, as with another number of models, stands still. */
function* within<T>(run: Run<T>, done: number, total: number): Run<T> {
  let furthest = 0
  for (;;) {
    const step = run.next()
    if (step.done) return step.value
    const share = step.value.total ? Math.min(1, step.value.done / step.value.total) : 0
    furthest = Math.max(furthest, share)
    yield { done: done + furthest, total }
  }
}

function doubtsBetween(rows: readonly SpecificationRow[], consistency: readonly ConsistencyRow[]): Finding[] {
  const findings: Finding[] = []
  const bound = rows.find(({ label }) => label === 'chao')?.estimate
  if (bound?.status === 'ok') {
    // The bound is an estimate itself: what lies above its lower limit may be chance.
    const least = bound.intervals[0]?.low ?? bound.estimate
    for (const { label, estimate } of rows)
      if (label !== 'chao' && estimate.status === 'ok' && estimate.estimate < least)
        findings.push({ code: 'below-lower-bound', label, estimate: estimate.estimate, bound: least })
  }
  for (const { list, truth, stepwise, holds } of consistency)
    if (holds === false && stepwise.status === 'ok')
      findings.push({ code: 'inconsistent-list', list, truth, estimate: stepwise.estimate })
  const totals = rows.flatMap(({ label, estimate }) =>
    estimate.status === 'ok' && label !== 'chao' ? [estimate.estimate] : [],
  )
  const [low, high] = [Math.min(...totals), Math.max(...totals)]
  if (totals.length > 1 && high > 1.5 * low)
    findings.push({ code: 'methods-disagree', methods: totals.length, low, high })
  return findings
}
