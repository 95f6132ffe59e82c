import { type Aggregation, checkWeight, exponentOf } from './aggregate.ts'
import type { Setting } from './composite-setting.ts'
import type { Columns, CompositeData, CompositeSpec, TreeNode } from './composite-spec.ts'
import type { Imputation } from './impute.ts'
import type { Normalisation } from './normalise.ts'
import type { OutlierTreatment } from './outliers.ts'

/** What is different; everything not named stays as it was. */
export type CompositeChange = {
  values?: { indicator: string; unit: string; value: number | null }[]
  /** By node or indicator id. */
  weights?: Record<string, number>
  aggregation?: Record<string, Aggregation>
  imputation?: Record<string, Imputation>
  outliers?: Record<string, OutlierTreatment>
  normalisation?: Record<string, Normalisation>
}

/** The specification after a change; adds the indicators and nodes it touches to `dirty`. */
export function changedSpec(spec: CompositeSpec, change: CompositeChange, dirty: Set<string>): CompositeSpec {
  const { weights = {}, aggregation = {}, imputation = {}, outliers = {}, normalisation = {} } = change
  const places = new Set(spec.indicators.map(({ id }) => id))
  for (const id of [...Object.keys(imputation), ...Object.keys(outliers), ...Object.keys(normalisation)]) {
    if (!places.has(id)) throw new RangeError(`there is no indicator ${id} to change`)
    dirty.add(id)
  }
  const indicators =
    dirty.size === 0
      ? spec.indicators
      : spec.indicators.map((indicator) => {
          if (!dirty.has(indicator.id)) return indicator
          const next = { ...indicator }
          const [fill, treat, scale] = [
            imputation[indicator.id],
            outliers[indicator.id],
            normalisation[indicator.id],
          ]
          if (fill !== undefined) next.imputation = fill
          if (treat !== undefined) next.outliers = treat
          if (scale !== undefined) next.normalisation = scale
          return next
        })

  const sought = new Set([...Object.keys(weights), ...Object.keys(aggregation)])
  if (sought.size === 0) return { ...spec, indicators }
  const visit = (node: TreeNode): TreeNode => {
    const weight = weights[node.id]
    const rule = aggregation[node.id]
    sought.delete(node.id)
    const next = { ...node }
    if (weight !== undefined) {
      checkWeight(weight, `the weight of ${node.id}`)
      next.weight = weight
    }
    if (rule !== undefined) {
      if (node.children === undefined)
        throw new RangeError(`${node.id} is an indicator and aggregates nothing`)
      if (rule !== 'copeland') exponentOf(rule)
      next.aggregation = rule
      dirty.add(node.id)
    }
    if (node.children !== undefined) {
      next.children = node.children.map(visit)
      // A child's weight matters to its parent, not to itself.
      if (node.children.some((child) => weights[child.id] !== undefined)) dirty.add(node.id)
    }
    return next
  }
  const tree = visit(spec.tree)
  for (const id of sought) throw new RangeError(`there is no node ${id} to change`)
  return { ...spec, indicators, tree }
}

/** The data after a change, columns it leaves alone shared; adds the indicators it touches to `dirty`. */
export function changedData(
  { spec, data }: Setting,
  { values = [] }: CompositeChange,
  dirty: Set<string>,
): CompositeData {
  if (values.length === 0) return data
  const positions = new Map(data.units.map((unit, i) => [unit, i]))
  const columns: Columns = { ...data.values }
  const copied = new Set<string>()
  const used = new Set(spec.indicators.map(({ id }) => id))
  for (const { indicator, unit, value } of values) {
    const position = positions.get(unit)
    const column = columns[indicator]
    if (position === undefined) throw new RangeError(`there is no unit ${unit} to change`)
    if (column === undefined || !used.has(indicator))
      throw new RangeError(`there is no indicator ${indicator} to change`)
    if (!copied.has(indicator)) {
      columns[indicator] = [...column]
      copied.add(indicator)
      dirty.add(indicator)
    }
    const next = columns[indicator] as (number | null)[]
    next[position] = value
  }
  return { ...data, values: columns }
}
