import type { Finding } from '../findings.ts'

/** What a figure is a figure of. Null: not said. */
export type Meaning = {
  /** What is counted: `person`, `household` … */
  unit: string | null
  /** Everybody in the condition on a day, or everybody who came into it during a period. */
  stockOrFlow: 'stock' | 'flow' | null
  /** Whom it is about: place, age, sex, sector. */
  population: string | null
  /** Name of the statistical definition and version of the codebook that makes it from answers. */
  definition: string | null
  codebookVersion: string | null
  /** List or map from which the sample was drawn. */
  frame: string | null
  method: string | null
  /** Months the question looks back on. */
  referenceMonths: number | null
  /** Names of the lists, where it comes from lists. */
  lists?: readonly string[] | null
}

/**
 * Whether the difference of two figures is a change at all.
 *
 * Refused: another unit, stock against flow, another population, other lists, flows over periods of another length.
 * The difference of such figures has no meaning. Warned of: another definition or version of the codebook, another
 * frame, method or (for a stock) reference period. There the change mixes what changed in the world with what changed
 * in the measurement. Not saying is told apart from being equal: it warns when one of the two says and the other not.
 */
export function comparability(
  first: Meaning,
  second: Meaning,
): { refusal: Finding | null; warnings: Finding[] } {
  const differences: Finding[] = []
  const compare = (what: NotComparable['what'], a: string | number | null, b: string | number | null) => {
    if (a !== b)
      differences.push({ code: 'not-comparable', what, first: String(a ?? ''), second: String(b ?? '') })
  }
  compare('unit', first.unit, second.unit)
  compare('stock-or-flow', first.stockOrFlow, second.stockOrFlow)
  compare('population', first.population, second.population)
  compare('lists', namesOf(first.lists), namesOf(second.lists))
  compare('reference-period', first.referenceMonths, second.referenceMonths)
  compare('definition', first.definition, second.definition)
  compare('codebook-version', first.codebookVersion, second.codebookVersion)
  compare('frame', first.frame, second.frame)
  compare('method', first.method, second.method)
  const flow = first.stockOrFlow === 'flow'
  const meaningless = (finding: Finding) =>
    finding.code === 'not-comparable' &&
    finding.first !== '' &&
    finding.second !== '' &&
    (['unit', 'stock-or-flow', 'population', 'lists'].includes(finding.what) ||
      (finding.what === 'reference-period' && flow))
  const refusal = differences.find(meaningless) ?? null
  return { refusal, warnings: differences.filter((finding) => finding !== refusal) }
}

type NotComparable = Extract<Finding, { code: 'not-comparable' }>

/** Lists are the same whatever their order. */
function namesOf(lists: Meaning['lists']): string | null {
  return lists ? [...lists].sort().join(', ') : null
}
