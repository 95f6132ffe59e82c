import { checkWeight } from '../aggregate.ts'
import type { McdaFinding } from './findings.ts'

/** Units by criteria, one list per criterion; higher is better unless its direction is -1. */
export type McdaTable = {
  /** One list per criterion, one value per unit; null is “not known”. */
  columns: readonly (readonly (number | null)[])[]
  /** One per criterion, zero or more; only their proportions count. */
  weights: readonly number[]
  directions?: readonly (1 | -1)[]
}

/** The same, ready to be compared: complete units only, every criterion turned so that higher is better. */
export type Compared = {
  /** How many units were given. */
  given: number
  /** Places of the units that are compared, among those given. */
  units: number[]
  /** One typed list per criterion, one value per compared unit. */
  columns: Float64Array[]
  /** Weights brought to a sum of one. */
  shares: Float64Array
  findings: McdaFinding[]
}

/**
 * Reads a table: leaves out units that lack a value on a criterion that counts, turns criteria where less is better,
 * brings weights to a sum of one, and names what is odd.
 *
 * @throws RangeError for lists of unequal length, a negative or infinite weight; TypeError for NaN or an infinity.
 */
export function compared({ columns, weights, directions }: McdaTable): Compared {
  if (columns.length !== weights.length)
    throw new RangeError(`${columns.length} criteria and ${weights.length} weights were given`)
  if (directions && directions.length !== columns.length)
    throw new RangeError(`${columns.length} criteria and ${directions.length} directions were given`)
  const given = columns[0]?.length ?? 0
  weights.forEach((weight, j) => {
    checkWeight(weight, `the weight of criterion ${j + 1}`)
  })
  columns.forEach((column, j) => {
    if (column.length !== given)
      throw new RangeError('every criterion needs one value, or null, for every unit')
    column.forEach((value, i) => {
      if (value !== null && !Number.isFinite(value))
        throw new TypeError(
          `unit ${i + 1} has ${value} on criterion ${j + 1}; a value is a finite number, or null for not known`,
        )
    })
  })

  const findings: McdaFinding[] = []
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const units: number[] = []
  const incomplete: number[] = []
  for (let i = 0; i < given; i++) {
    const lacks = columns.some((column, j) => column[i] === null && (weights[j] as number) > 0)
    ;(lacks ? incomplete : units).push(i)
  }
  if (incomplete.length > 0) findings.push({ code: 'incomplete-units', units: incomplete })
  if (units.length === 0) findings.push({ code: 'no-unit' })
  if (units.length === 1) findings.push({ code: 'one-unit' })
  if (total === 0) findings.push({ code: 'all-weights-zero' })

  const turned = columns.map((column, j) => {
    const sign = directions?.[j] ?? 1
    return Float64Array.from(units, (i) => sign * (column[i] ?? 0))
  })
  turned.forEach((column, j) => {
    if (weights[j] === 0) findings.push({ code: 'zero-weight', criterion: j })
    else if (units.length > 1 && spreadOf(column) === 0)
      findings.push({ code: 'constant-column', criterion: j })
  })
  return {
    given,
    units,
    columns: turned,
    shares: Float64Array.from(weights, (weight) => (total === 0 ? 0 : weight / total)),
    findings,
  }
}

/** Largest less smallest; zero where only rounding could have separated them. */
export function spreadOf(column: Float64Array): number {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < column.length; i++) {
    const x = column[i] as number
    if (x < low) low = x
    if (x > high) high = x
  }
  const spread = high - low
  return spread > 1e-12 * Math.max(Math.abs(low), Math.abs(high)) ? spread : 0
}

/** Values of the compared units put back to the places of those given; null for the others. */
export function spreadOut<T>({ given, units }: Compared, values: ArrayLike<T>): (T | null)[] {
  const out = new Array<T | null>(given).fill(null)
  units.forEach((unit, i) => {
    out[unit] = values[i] as T
  })
  return out
}

/** Whether a method that compares units has something to compare. */
export function canCompare({ units, findings }: Compared): boolean {
  return units.length > 1 && !findings.some(({ code }) => code === 'all-weights-zero')
}
