import { type Aggregation, checkWeight, exponentOf } from './aggregate.ts'
import type { Imputation } from './impute.ts'
import { checkNormalisation, type Normalisation } from './normalise.ts'
import type { Stage } from './outcomes.ts'
import { checkTreatment, type OutlierTreatment } from './outliers.ts'

/** One indicator and what is done to it before it joins the others. */
export type IndicatorSpec = {
  id: string
  /** 1 when more is better, -1 when less is. Trapezoids and points take 1. */
  direction: 1 | -1
  /** Name of the denominator the values are divided by. */
  denominator?: string
  imputation?: Imputation
  outliers?: OutlierTreatment
  normalisation: Normalisation
}

/** A leaf is an indicator's id; every other node says how its children become one. */
export type TreeNode = {
  id: string
  /** Among its siblings; only the proportions matter. */
  weight: number
  /** Arithmetic when not said. */
  aggregation?: Aggregation
  /**
   * When children are missing: spread their weight over the others
   * (`renormalise`, the default), give no value (`unknown`), or give one only
   * when children with at least this share of the weight are there.
   */
  missing?: 'renormalise' | 'unknown' | { atLeast: number }
  children?: TreeNode[]
}

/** Leave out units of which too little is known. */
export type Screening = {
  /** Share of the indicators a unit must have, from 0 to 1. */
  availability: number
  /** `after imputation` counts filled gaps as known, which rarely is what is meant. */
  when?: 'before imputation' | 'after imputation'
}

export type CompositeSpec = {
  indicators: IndicatorSpec[]
  screening?: Screening
  tree: TreeNode
  /**
   * Whether a step that is asked for and changes nothing is an error (the
   * default) or an outcome; for all steps, or step by step.
   */
  strict?: boolean | Partial<Record<Stage, boolean>>
}

/** A table by indicator, one value per unit, null where not known. */
export type Columns = Record<string, (number | null)[]>

export type CompositeData = {
  units: string[]
  values: Columns
  groups?: Record<string, (string | null)[]>
  denominators?: Columns
  /** The year `values` describe; needed for imputation from a unit's own other years. */
  year?: number
  /** Other years of an indicator, for the same units in the same order. */
  panel?: Record<string, { year: number; values: (number | null)[] }[]>
}

/**
 * That a specification can be carried out on the data: every indicator has its
 * column, every node its children, every number its range.
 *
 * @throws RangeError naming the indicator or node, and what is wrong with it.
 */
export function checkSpec(spec: CompositeSpec, data: CompositeData): void {
  const known = new Set<string>()
  for (const indicator of spec.indicators) {
    if (known.has(indicator.id)) throw new RangeError(`indicator ${indicator.id} is specified twice`)
    known.add(indicator.id)
    checkIndicator(indicator, data)
  }
  checkTree(spec.tree, known)
  if (spec.screening !== undefined && !(spec.screening.availability >= 0 && spec.screening.availability <= 1))
    throw new RangeError(`availability is a share from 0 to 1, not ${spec.screening.availability}`)
}

/** That one indicator has its column, and that what is done to it can be done. */
export function checkIndicator(indicator: IndicatorSpec, data: CompositeData): void {
  const { id, direction, imputation, outliers, normalisation } = indicator
  const values = Object.hasOwn(data.values, id) ? data.values[id] : undefined
  if (id === '__proto__') throw new RangeError('an indicator cannot be called __proto__')
  if (values === undefined) throw new RangeError(`the data have no values of indicator ${id}`)
  if (values.length !== data.units.length)
    throw new RangeError(`indicator ${id} has ${values.length} values for ${data.units.length} units`)
  if (direction !== 1 && direction !== -1)
    throw new RangeError(
      `the direction of ${id} is 1 (more is better) or -1 (less is better), not ${direction}`,
    )
  try {
    checkNormalisation(normalisation, direction)
    if (outliers !== undefined) checkTreatment(outliers)
  } catch (error) {
    throw new RangeError(`indicator ${id}: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (imputation?.method === 'constant' && !Number.isFinite(imputation.value))
    throw new RangeError(
      `indicator ${id} is to be filled with ${imputation.value}, which is not a finite number`,
    )
  if (imputation?.method === 'latest' && !(imputation.within >= 0))
    throw new RangeError(`indicator ${id}: an age is zero or more years, not ${imputation.within}`)
  if ((imputation?.method === 'latest' || imputation?.method === 'linear') && data.year === undefined)
    throw new RangeError(
      `indicator ${id} is to be filled from other years, and the data do not say their year`,
    )
}

function checkTree(root: TreeNode, indicators: ReadonlySet<string>): void {
  const seen = new Set<string>()
  const visit = (node: TreeNode): void => {
    // Also stops at a node that is its own ancestor.
    if (seen.has(node.id)) throw new RangeError(`${node.id} occurs twice in the tree`)
    seen.add(node.id)
    if (node.id === '__proto__') throw new RangeError('a node cannot be called __proto__')
    checkWeight(node.weight, `the weight of ${node.id}`)
    if (node.children === undefined) {
      if (!indicators.has(node.id))
        throw new RangeError(`${node.id} has no children and is not among the indicators`)
      return
    }
    if (indicators.has(node.id)) throw new RangeError(`${node.id} names both an indicator and a node`)
    if (node.children.length === 0) throw new RangeError(`node ${node.id} has an empty list of children`)
    if (node.aggregation !== undefined && node.aggregation !== 'copeland') exponentOf(node.aggregation)
    if (typeof node.missing === 'object' && !(node.missing.atLeast >= 0 && node.missing.atLeast <= 1))
      throw new RangeError(
        `node ${node.id} needs a share from 0 to 1 of its weight, not ${node.missing.atLeast}`,
      )
    for (const child of node.children) visit(child)
  }
  if (root.children === undefined) throw new RangeError('the root of the tree needs children')
  visit(root)
}
