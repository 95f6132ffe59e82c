import type { Estimate } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'
import type { Specification } from '../../estimators/lists/specification.ts'
import { rounded } from '../rounding.ts'
import type { KeptResult } from './kept.ts'
import { oneOfEachLevel } from './one-interval.ts'

/*
 * An estimate from lists as it is sent where the table of overlaps is not: nothing in it is a count of people by lists,
 * or was reckoned from a part of the table. Allowed is what stands here; whatever later versions add stays behind.
 */

type OfLists = Extract<KeptResult, { design: 'lists' }>

/** Diagnostics that tell of the method or of the total; each a single value. */
const diagnostics: ReadonlySet<string> = new Set([
  'model',
  'modelByNames',
  'existence',
  'parameters',
  'degreesOfFreedom',
  'threshold',
  'form',
  'maxMissing',
  'graphs',
])

/** Doubts that tell of methods and totals, and never how many people stand on a list, on two, or on one alone. */
const findings: ReadonlySet<Finding['code']> = new Set([
  'interval-too-short',
  'interval-needs-resamples',
  'interval-without-width',
  'independence-untestable',
  'no-upper-limit',
  'lower-bound',
  'too-few',
  'too-many',
  'no-overlap',
  'all-overlap',
  'no-mle',
  'not-identifiable',
  'fit-not-converged',
  'nothing-left-to-test',
  'model-does-not-fit',
  'high-order-model',
  'choice-not-repeated',
  'limit-on-last-resample',
  'outside-own-interval',
  'no-model-has-estimate',
  'below-lower-bound',
  'methods-disagree',
  'setting-out-of-range',
  'chains-not-converged',
  'posterior-improper',
])

const allowed = (finding: Finding) => findings.has(finding.code)

/**
 * The result without every count of its table. Figures of other methods stay, and what one person moves them by; lists
 * left out or merged, their sizes, and how they hang together go.
 *
 * @param enoughTogether - whether at least ten people stand on more than one list, which a figure needs to be public
 */
export function withoutCounts(result: OfLists, enoughTogether: boolean | undefined): OfLists {
  const { specification } = result
  const { onePerson, rows } = specification
  const { enoughTogether: _, ...rest } = result
  const kept = rows.flatMap((row) => {
    const estimate = bare(row.estimate)
    return estimate === null ? [] : [{ ...row, estimate }]
  })
  return {
    ...rest,
    ...(enoughTogether === undefined ? {} : { enoughTogether }),
    specification: {
      ...specification,
      rows: kept,
      leftOut: [],
      merged: [],
      onePerson: roundedOnePerson(onePerson),
      range: rangeOf(kept),
      consistency: [],
      dependence: [],
      findings: specification.findings.filter(allowed).map(roundedFinding),
    },
  }
}

/** Whether at least ten people of a table stand on more than one list. */
export function isEnoughTogether({ counts }: { counts: ArrayLike<number> }): boolean {
  return (
    Array.from(counts).reduce((sum, count, mask) => ((mask & (mask - 1)) === 0 ? sum : sum + count), 0) >= 10
  )
}

/** Where a result without its table of overlaps tells counts of it all the same. */
export function* countsLeft(result: OfLists): Generator<string> {
  const at = 'result/specification'
  const { specification } = result
  for (const name of ['leftOut', 'merged', 'consistency', 'dependence'] as const)
    if (specification[name].length > 0) yield `${at}/${name}`
  const { onePerson, range, findings: doubts } = specification
  if (onePerson.changes.length > 0) yield `${at}/onePerson/changes`
  else if (!isSame(roundedOnePerson(onePerson), onePerson)) yield `${at}/onePerson`
  if (range !== null && !isSame(rangeOf(specification.rows), range)) yield `${at}/range`
  if (!doubts.every((doubt) => allowed(doubt) && isSame(roundedFinding(doubt), doubt))) yield `${at}/findings`
  for (const [place, { estimate }] of specification.rows.entries())
    if (!isSame(bare(estimate), estimate)) yield `${at}/rows/${place}`
}

/** Null where the reason why there is no estimate is itself a count. */
function bare(estimate: Estimate): Estimate | null {
  if (estimate.status === 'no-estimate' && !allowed(estimate.reason)) return null
  const { model, cases } = estimate
  const common = {
    // Lists that share nobody are counts too.
    ...(model === undefined ? {} : { model: { terms: model.terms, minusInfinity: [] } }),
    warnings: estimate.warnings.filter(allowed).map(roundedFinding),
    diagnostics: bareDiagnostics(estimate.diagnostics),
  }
  if (estimate.status === 'no-estimate')
    return { ...estimate, ...common, reason: roundedFinding(estimate.reason) } as Estimate
  const { standardError, intervals } = estimate
  return {
    ...estimate,
    ...common,
    estimate: roundedTotal(estimate.estimate, cases),
    // From the error of the logarithm the table could be reckoned as well.
    ...(standardError === undefined ? {} : { standardError: null }),
    intervals: oneOfEachLevel(intervals).map(({ monteCarloError: _, ...interval }) => ({
      ...interval,
      low: lowerLimit(interval.low, cases),
      high: interval.high === null ? null : toDigits(interval.high, 'up'),
    })),
  } as Estimate
}

/** Two digits: with more, the figures of several methods leave one table that has them all. */
const DIGITS = 2

function toDigits(value: number, to: 'nearest' | 'down' | 'up' = 'nearest', digits = DIGITS): number {
  if (value === 0 || !Number.isFinite(value)) return value
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value)) + 1e-12) + 1 - digits)
  return Number(rounded(value, step, to).toPrecision(digits))
}

/** A total to two digits, and never below the people seen. */
function roundedTotal(value: number, cases: number): number {
  const nearest = toDigits(value)
  return nearest < cases ? toDigits(value, 'up') : nearest
}

function lowerLimit(value: number, cases: number): number {
  const below = toDigits(value, 'down')
  return value < cases ? below : Math.max(below, cases)
}

/** Every number of a finding to two digits; levels and settings have no more. */
function roundedFinding(finding: Finding): Finding {
  // How far a model is from the table is a number of its own: one digit is enough to judge by.
  const digits = finding.code === 'model-does-not-fit' ? 1 : DIGITS
  const values = Object.entries(finding).map(([name, value]) => [name, numbersRounded(value, digits)])
  return Object.fromEntries(values) as Finding
}

function numbersRounded(value: unknown, digits = DIGITS): unknown {
  if (typeof value === 'number') return toDigits(value, 'nearest', digits)
  return Array.isArray(value) ? value.map((each) => numbersRounded(each, digits)) : value
}

function roundedOnePerson({ low, high }: Specification['onePerson']): Specification['onePerson'] {
  return {
    low: low === null ? null : toDigits(low, 'down'),
    high: high === null ? null : toDigits(high, 'up'),
    changes: [],
  }
}

/** Between which figures the methods lie; the lower bound is none of them. */
function rangeOf(rows: Specification['rows']): Specification['range'] {
  const totals = rows.flatMap(({ label, estimate }) =>
    estimate.status === 'ok' && label !== 'chao' ? [estimate.estimate] : [],
  )
  return totals.length === 0 ? null : { low: Math.min(...totals), high: Math.max(...totals) }
}

function bareDiagnostics(given: Record<string, unknown>): Record<string, unknown> {
  const { bootstrap } = given
  const failed: unknown =
    typeof bootstrap === 'object' && bootstrap !== null ? Reflect.get(bootstrap, 'failed') : undefined
  return {
    ...Object.fromEntries(
      Object.entries(given)
        .filter(([name, value]) => diagnostics.has(name) && typeof value !== 'object')
        .map(([name, value]) => [name, numbersRounded(value)]),
    ),
    ...(typeof failed === 'number' ? { bootstrap: { failed } } : {}),
  }
}

/** The same members with the same values; only their order may be another. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return Object.is(one, other)
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) => Object.hasOwn(other, name) && isSame(Reflect.get(one, name), Reflect.get(other, name)),
    )
  )
}
