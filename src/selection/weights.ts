import { criticWeights, entropyWeights } from '../estimators/mcda/data-weights.ts'
import type { McdaFinding } from '../estimators/mcda/findings.ts'
import { fromData } from './criteria.ts'
import type { Criterion, Result } from './schema.ts'
import { evaluate } from './score.ts'

type Leaf = (id: string, i: number) => { value: number | null; why: string | null }
type Note = Result['notes'][number]

/** Something a method of several criteria had to say about one group of a document. */
export type GroupFinding = { group: Criterion; finding: McdaFinding }

/**
 * The tree with every weight that is found in the data (`weights: critic`, `weights: entropy`) in its place, from the
 * bottom up, and what was found. Where the data give none all weights of the group are zero, so that it has no value.
 * A tree without such weights comes back as it is.
 */
export function weighed(
  criteria: Criterion,
  size: number,
  leaf: Leaf,
): { criteria: Criterion; weights: Note[]; findings: GroupFinding[] } {
  const weights: Note[] = []
  const findings: GroupFinding[] = []
  const build = (criterion: Criterion): Criterion => {
    if (!criterion.children) return criterion
    const children = criterion.children.map(build)
    if (!fromData(criterion.weights))
      return children.every((child, k) => child === criterion.children![k])
        ? criterion
        : { ...criterion, children }
    const columns = children.map((child) =>
      Array.from({ length: size }, (_, i) => evaluate(child, (id) => leaf(id, i), new Map()).value),
    )
    const found = criterion.weights === 'critic' ? criticWeights(columns) : entropyWeights(columns)
    findings.push(...found.findings.map((finding) => ({ group: criterion, finding })))
    const { weights: by, ...rest } = criterion
    const weighted = children.map((child, k) => ({ ...child, weight: (found.weights?.[k] ?? 0) * 100 }))
    weights.push({
      kind: 'weights',
      values: {
        group: criterion.id,
        by,
        ...Object.fromEntries(weighted.map(({ id, weight }) => [`of ${id}`, weight])),
      },
    })
    return { ...rest, children: weighted }
  }
  return { criteria: build(criteria), weights, findings }
}

/** The criteria of a kept result, with the weights that were found in its data in their place. */
export function asWeighed(criteria: Criterion, { notes }: Pick<Result, 'notes'>): Criterion {
  const found = new Map(
    notes.filter(({ kind }) => kind === 'weights').map(({ values }) => [values.group as string, values]),
  )
  if (found.size === 0) return criteria
  const build = (criterion: Criterion): Criterion => {
    if (!criterion.children) return criterion
    const children = criterion.children.map(build)
    const values = fromData(criterion.weights) ? found.get(criterion.id) : undefined
    if (!values) return { ...criterion, children }
    const { weights: _, ...rest } = criterion
    return {
      ...rest,
      children: children.map((child) => ({ ...child, weight: Number(values[`of ${child.id}`] ?? 0) })),
    }
  }
  return build(criteria)
}
