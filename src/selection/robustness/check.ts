import type { Node } from '../../estimators/robustness/model.ts'
import { allCriteria, figuresOf } from '../criteria.ts'
import type { Criterion, Methodology, Robustness } from '../schema.ts'

/*
 * What a document says it doubts has to mean something: every group and criterion it names is there, weights can be
 * met, and one choice of each alternative is the document as it stands. Light, so that the browser can carry it.
 */

type Path = (string | number)[]
type SameSource = NonNullable<NonNullable<Robustness['measurement']>['sameSource']>[number]
type Found = { path: Path; message: string; remedy?: string }

/** Every fault of a document’s `robustness:`, by its place. `valueFaults` looks at one value function. */
export function robustnessFaults(
  methodology: Methodology,
  valueFaults: (criterion: Criterion, path: Path) => void,
): Found[] {
  const { robustness, criteria } = methodology
  if (!robustness) return []
  const faults: Found[] = []
  const all = new Map(allCriteria(criteria).map((criterion) => [criterion.id, criterion]))
  const at = (...path: Path): Path => ['robustness', ...path]

  if (!criteria)
    for (const part of ['imputation', 'weights', 'alternatives'] as const)
      if (robustness[part] !== undefined)
        faults.push({
          path: at(part),
          message: `“${part}” doubts criteria, and this document has none`,
          remedy: 'remove it; of a scorecard only gates are tried',
        })
  if (!criteria && robustness.measurement?.sameSource)
    faults.push({
      path: at('measurement', 'sameSource'),
      message: '“sameSource” tells how errors of criteria hang together, and this document has none',
      remedy: 'remove it',
    })
  if (!criteria) return faults

  const { imputation: _, measurement, weights, alternatives } = robustness
  if (!measurement && !robustness.imputation && !weights && !alternatives)
    faults.push({
      path: at(),
      message: 'nothing is doubted: every run would be the same',
      remedy: 'add measurement, imputation, weights or alternatives',
    })
  measurement?.sameSource?.forEach((source, place) => {
    sourceFaults(source, place)
  })
  if (weights && 'bounds' in weights) boundsFaults(weights.bounds)
  if (weights && 'order' in weights) orderFaults(weights.order)
  alternatives?.forEach((alternative, place) => {
    alternativeFaults(alternative, place)
  })
  return faults

  function sourceFaults({ series, acrossUnits = 0, acrossSeries = 0 }: SameSource, place: number) {
    const path = at('measurement', 'sameSource', place)
    const read = [...new Set([...all.values()].flatMap((criterion) => figuresOf(criterion) ?? []))]
    const earlier = measurement!.sameSource!.slice(0, place).flatMap((source) => source.series)
    series.forEach((name, s) => {
      const here = [...path, 'series', s]
      if (!read.includes(name))
        faults.push({
          path: here,
          message: `no criterion reads “${name}” as figures with an error of their own`,
          remedy: `use one of ${read.join(', ')}; changes, counts and codes have no published error`,
        })
      else if (earlier.includes(name) || series.indexOf(name) < s)
        faults.push({
          path: here,
          message: `“${name}” is there twice`,
          remedy: 'let each series have one source',
        })
    })
    if (acrossUnits + acrossSeries > 1 + 1e-12)
      faults.push({
        path,
        message: `the two correlations sum to ${Number((acrossUnits + acrossSeries).toPrecision(6))}, more than 1`,
        remedy: 'lower one: what all units share and what all series share are parts of one error',
      })
    if (acrossUnits + acrossSeries === 0)
      faults.push({
        path,
        message: 'nothing is said to hang together',
        remedy: 'give acrossUnits or acrossSeries, a correlation above 0; or remove the source',
      })
    if (acrossSeries > 0 && series.length < 2)
      faults.push({
        path: [...path, 'acrossSeries'],
        message: 'one series has no other to hang together with',
        remedy: 'name the other series of this source, or use acrossUnits',
      })
  }

  function boundsFaults(bounds: Record<string, number[]>) {
    for (const [id, [low = 0, high = 0]] of Object.entries(bounds)) {
      const path = at('weights', 'bounds', id)
      if (!all.has(id)) faults.push(unknown(id, path, [...all.keys()].slice(1)))
      else if (id === criteria!.id)
        faults.push({ path, message: `“${id}” is the whole and has no weight`, remedy: 'remove it' })
      if (low > high)
        faults.push({
          path,
          message: `${low} to ${high} runs backwards`,
          remedy: 'give the smaller one first',
        })
    }
    for (const group of all.values()) {
      const children = group.children ?? []
      if (!children.some(({ id }) => id in bounds)) continue
      const sum = (end: 0 | 1) =>
        children.reduce((total, { id }) => total + (bounds[id]?.[end] ?? (end === 0 ? 0 : 100)), 0)
      const path = at('weights', 'bounds')
      if (sum(0) > 100 + 1e-9)
        faults.push({
          path,
          message: `the lower bounds within “${group.id}” sum to ${sum(0)}, more than 100`,
          remedy: 'lower them, so that weights of 100 can be shared out',
        })
      if (sum(1) < 100 - 1e-9)
        faults.push({
          path,
          message: `the upper bounds within “${group.id}” sum to ${sum(1)}, less than 100`,
          remedy: 'raise them, so that weights of 100 can be shared out',
        })
    }
  }

  function orderFaults(order: Record<string, string[]>) {
    for (const [id, parts] of Object.entries(order)) {
      const path = at('weights', 'order', id)
      const children = all.get(id)?.children?.map((child) => child.id)
      if (!children) {
        faults.push(unknown(id, path, groups()))
        continue
      }
      if ([...parts].sort().join() !== [...children].sort().join())
        faults.push({
          path,
          message: `the order of “${id}” is not its parts, each once`,
          remedy: `order ${children.join(', ')}`,
        })
    }
  }

  function alternativeFaults(alternative: NonNullable<Robustness['alternatives']>[number], place: number) {
    const { id, choices } = alternative
    const path = at('alternatives', place)
    if (alternatives!.findIndex((other) => other.id === id) < place)
      faults.push({
        path: [...path, 'id'],
        message: `“${id}” is used twice`,
        remedy: 'give each a name of its own',
      })
    const asItStands = choices.filter(({ aggregation, value, missing }) => !aggregation && !value && !missing)
    if (asItStands.length !== 1)
      faults.push({
        path: [...path, 'choices'],
        message: `${asItStands.length} choices of “${id}” leave the document as it stands`,
        remedy: 'let exactly one choice change nothing: the document itself is one of the ways',
      })
    choices.forEach((choice, c) => {
      const here = [...path, 'choices', c]
      if (choices.findIndex((other) => other.id === choice.id) < c)
        faults.push({
          path: [...here, 'id'],
          message: `choice “${choice.id}” of “${id}” is there twice`,
          remedy: 'give each a name of its own',
        })
      for (const part of ['aggregation', 'missing'] as const)
        for (const group of Object.keys(choice[part] ?? {}))
          if (!all.get(group)?.children) faults.push(unknown(group, [...here, part, group], groups()))
      for (const [group, rule] of Object.entries(choice.aggregation ?? {}))
        if (!isMean(rule))
          faults.push({
            path: [...here, 'aggregation', group],
            message: `“${group}” is to be put together by a rule that is no mean`,
            remedy:
              'use arithmetic, geometric, harmonic or a power; compare other rules as documents of their own',
          })
      for (const [leaf, value] of Object.entries(choice.value ?? {})) {
        const criterion = all.get(leaf)
        const where = [...here, 'value', leaf]
        if (!criterion || criterion.children) {
          faults.push(
            unknown(
              leaf,
              where,
              [...all.values()].filter((c) => !c.children).map((c) => c.id),
            ),
          )
          continue
        }
        valueFaults({ ...criterion, value }, where)
        const own = criterion.value && 'codes' in criterion.value ? criterion.value.codes : null
        if (own === null && 'codes' in value)
          faults.push({
            path: where,
            message: `“${leaf}” reads numbers, and codes are given for it`,
            remedy: 'use goalposts, points, a trapezoid or a threshold',
          })
        if (own !== null && !('codes' in value))
          faults.push({
            path: where,
            message: `“${leaf}” reads codes, and no codes are given for it`,
            remedy: `give a value for each of ${Object.keys(own).join(', ')}`,
          })
        if (own !== null && 'codes' in value && !sameCodes(own, value.codes))
          faults.push({
            path: where,
            message: `the codes of “${leaf}” are not those of the document, each with one value`,
            remedy: `give a value for each of ${Object.keys(own).join(', ')}; codes of one value stay of one value`,
          })
      }
    })
  }

  function groups(): string[] {
    return [...all.values()].filter(({ children }) => children).map(({ id }) => id)
  }
}

/** Other values for the very same codes; codes that were alike cannot come apart, for the runs see values alone. */
function sameCodes(own: Record<string, number>, other: Record<string, number>): boolean {
  const codes = Object.keys(own)
  if (codes.length !== Object.keys(other).length || codes.some((code) => other[code] === undefined))
    return false
  return codes.every((a) => codes.every((b) => own[a] !== own[b] || other[a] === other[b]))
}

function unknown(id: string, path: Path, known: string[]): Found {
  return {
    path,
    message: `“${id}” is not among what can be named here`,
    remedy: `use one of ${known.join(', ')}`,
  }
}

export type Mean = NonNullable<Node['aggregation']>

/** A mean of the parts, which a unit has by itself; other rules look at all units at once. */
export function isMean(rule: unknown): rule is Mean | undefined {
  return (
    rule === undefined ||
    rule === 'arithmetic' ||
    rule === 'geometric' ||
    rule === 'harmonic' ||
    (typeof rule === 'object' && rule !== null && 'power' in rule)
  )
}
