import type { Estimate } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'
import type { KeptResult } from './kept.ts'

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
  'unseen',
  'parameters',
  'degreesOfFreedom',
  'threshold',
  'form',
  'mean',
  'median',
  'mode',
  'maxMissing',
  'graphs',
  'effectiveModels',
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
  'fit-not-judged',
  'high-order-model',
  'choice-not-repeated',
  'resamples-unbounded',
  'resamples-one-sided',
  'one-less-moves-total',
  'limit-on-last-resample',
  'no-model-has-estimate',
  'good-models-disagree',
  'models-refused',
  'depends-on-models-tried',
  'below-lower-bound',
  'methods-disagree',
  'setting-out-of-range',
  'posterior-cut-off',
  'unseen-beyond-grid',
  'several-peaks',
  'chains-not-converged',
  'posterior-improper',
  'close-to-threshold',
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
  return {
    ...rest,
    ...(enoughTogether === undefined ? {} : { enoughTogether }),
    specification: {
      ...specification,
      rows: rows.flatMap((row) => {
        const estimate = bare(row.estimate)
        return estimate === null ? [] : [{ ...row, estimate }]
      }),
      leftOut: [],
      merged: [],
      onePerson: { ...onePerson, changes: [] },
      consistency: [],
      dependence: [],
      findings: specification.findings.filter(allowed),
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
  if (specification.onePerson.changes.length > 0) yield `${at}/onePerson/changes`
  if (!specification.findings.every(allowed)) yield `${at}/findings`
  for (const [place, { estimate }] of specification.rows.entries())
    if (!isSame(bare(estimate), estimate)) yield `${at}/rows/${place}`
}

/** Null where the reason why there is no estimate is itself a count. */
function bare(estimate: Estimate): Estimate | null {
  if (estimate.status === 'no-estimate' && !allowed(estimate.reason)) return null
  const { model } = estimate
  return {
    ...estimate,
    // Lists that share nobody are counts too.
    ...(model === undefined ? {} : { model: { terms: model.terms, minusInfinity: [] } }),
    warnings: estimate.warnings.filter(allowed),
    diagnostics: bareDiagnostics(estimate.diagnostics),
  } as Estimate
}

function bareDiagnostics(given: Record<string, unknown>): Record<string, unknown> {
  const { bootstrap } = given
  const failed: unknown =
    typeof bootstrap === 'object' && bootstrap !== null ? Reflect.get(bootstrap, 'failed') : undefined
  return {
    ...Object.fromEntries(
      Object.entries(given).filter(([name, value]) => diagnostics.has(name) && typeof value !== 'object'),
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
