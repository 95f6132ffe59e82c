import type { Estimate } from '../../estimators/estimate.ts'
import { aboutOneRow } from '../../estimators/finding-values.ts'
import type { Finding } from '../../estimators/findings.ts'

/*
 * An estimate of a recruited sample as it is sent and kept: nothing in it is the number of a respondent, or tells one
 * respondent’s answer after another.
 */

/** Of a sample: the estimate after each respondent, which gives each answer back, and findings that quote their numbers. */
const leftOfSample = ['cumulative', 'findings'] as const
/** Of a tree: who its seed was, and what that one person answered. */
const leftOfTree = ['seed', 'group'] as const

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same estimate without them. */
export function withoutRespondents(estimate: Estimate): Estimate {
  const { sample } = estimate.diagnostics
  const warnings = estimate.warnings.map(unnamed)
  if (!isObject(sample)) return { ...estimate, warnings }
  const trees = Array.isArray(sample.trees)
    ? { trees: sample.trees.map((tree: unknown) => (isObject(tree) ? without(tree, leftOfTree) : tree)) }
    : {}
  const diagnostics = { ...estimate.diagnostics, sample: { ...without(sample, leftOfSample), ...trees } }
  return { ...estimate, warnings, diagnostics } as Estimate
}

/** Where an estimate has something of single respondents all the same. */
export function* respondentsLeft(place: string, estimate: Estimate): Generator<string> {
  for (const [at, finding] of estimate.warnings.entries())
    if (aboutOneRow.has(finding.code) || unnamed(finding) !== finding) yield `${place}/warnings/${at}`
  if (estimate.status === 'no-estimate' && aboutOneRow.has(estimate.reason.code)) yield `${place}/reason`
  const { sample } = estimate.diagnostics
  if (!isObject(sample)) return
  const at = `${place}/diagnostics/sample`
  for (const name of leftOfSample) if (Object.hasOwn(sample, name)) yield `${at}/${name}`
  if (!Array.isArray(sample.trees)) return
  for (const [tree, of] of sample.trees.entries())
    for (const name of leftOfTree)
      if (isObject(of) && of[name] !== undefined && of[name] !== null) yield `${at}/trees/${tree}/${name}`
}

/** A doubt that named the first of those it is about, and names nobody. */
function unnamed(finding: Finding): Finding {
  return finding.code === 'more-recruits-than-coupons' && finding.first !== ''
    ? { ...finding, first: '' }
    : finding
}

const without = (given: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)))
