import { exp, log, power } from './portable-math.ts'

/**
 * How the children of a node become one score.
 *
 * Arithmetic: a low value is made up for, point by point, by a high one.
 * Geometric and harmonic: less and less so the lower it is; a zero cannot be
 * made up for. Power: p = 1 is arithmetic, 0 geometric, -1 harmonic.
 * Copeland: no making up at all, only how many units one beats by majority of
 * the weights; it needs all units together, see `copeland`.
 */
export type Aggregation = 'arithmetic' | 'geometric' | 'harmonic' | 'copeland' | { power: number }

/** Why there is no value, or why the value is what it is. */
export type AggregateReason =
  | 'no children known'
  | 'all weights of known children are zero'
  | 'negative child under this mean'
  | 'zero child makes this mean zero'
  | 'out of range'

/**
 * Weighted mean of the children that are known; the weights of those are brought
 * to a sum of one. Children of weight zero are as if absent.
 *
 * A zero under a geometric, harmonic or negative power mean gives zero, the
 * limit of these means, whatever the other children are. A negative value there
 * has no mean and gives null. Both are said in `reason`.
 *
 * @throws RangeError for negative or infinite weights or lists of unequal
 * length; TypeError for values that are not finite and for Copeland.
 */
export function aggregate(
  values: readonly (number | null)[],
  weights: readonly number[],
  rule: Aggregation,
): { value: number | null; reason?: AggregateReason } {
  if (values.length !== weights.length)
    throw new RangeError(`${values.length} values and ${weights.length} weights were given`)
  for (const weight of weights) checkWeight(weight, 'a weight')
  for (const value of values)
    if (value !== null && !Number.isFinite(value))
      throw new TypeError(`a value is a finite number or null, not ${value}`)

  const p = exponentOf(rule)
  let total = 0
  let known = 0
  for (let i = 0; i < values.length; i++) {
    if (values[i] === null) continue
    known++
    total += weights[i] as number
  }
  if (known === 0) return { value: null, reason: 'no children known' }
  if (total === 0) return { value: null, reason: 'all weights of known children are zero' }

  let sum = 0
  let zero = false
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number | null
    const share = (weights[i] as number) / total
    if (x === null || share === 0) continue
    if (p !== 1 && x < 0) return { value: null, reason: 'negative child under this mean' }
    if (p <= 0 && x === 0) zero = true
    else sum += share * transform(x, p)
  }
  if (zero) return { value: 0, reason: 'zero child makes this mean zero' }
  const value = restore(sum, p)
  return Number.isFinite(value) ? { value } : { value: null, reason: 'out of range' }
}

/** Every mean here is a plain mean on a bent scale; `p` names the bend, 0 standing for the logarithm. */
export function exponentOf(rule: Aggregation): number {
  if (rule === 'arithmetic') return 1
  if (rule === 'geometric') return 0
  if (rule === 'harmonic') return -1
  if (rule === 'copeland')
    throw new TypeError('Copeland compares all units with each other; call copeland with the whole matrix')
  if (!Number.isFinite(rule.power)) throw new RangeError(`a power is a finite number, not ${rule.power}`)
  return rule.power
}

/** Onto the bent scale. */
export function transform(x: number, p: number): number {
  return p === 1 ? x : p === 0 ? log(x) : x === 0 ? 0 : power(x, p)
}

/** And back. */
export function restore(sum: number, p: number): number {
  return p === 1 ? sum : p === 0 ? exp(sum) : sum === 0 ? 0 : power(sum, 1 / p)
}

export function checkWeight(weight: number, what: string): void {
  if (!(Number.isFinite(weight) && weight >= 0))
    throw new RangeError(`${what} is ${weight}; a weight is a finite number, zero or more`)
}

/**
 * Share of the weight on which unit a is better than unit b, ties counting half:
 * `matrix[a][b]`. Only criteria known for both count, their weights brought to a
 * sum of one; null when there is none.
 *
 * @param columns one list per criterion, one value per unit, higher is better
 */
export function outrankingMatrix(
  columns: readonly (readonly (number | null)[])[],
  weights: readonly number[],
  tolerance = 1e-10,
): (number | null)[][] {
  if (columns.length !== weights.length)
    throw new RangeError(`${columns.length} criteria and ${weights.length} weights were given`)
  for (const weight of weights) checkWeight(weight, 'a weight')
  const size = columns[0]?.length ?? 0
  if (columns.some((column) => column.length !== size))
    throw new RangeError('every criterion needs one value, or null, for every unit')
  const matrix = Array.from({ length: size }, () => new Array<number | null>(size).fill(null))
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) {
      let total = 0
      let better = 0
      columns.forEach((column, j) => {
        const x = column[a] ?? null
        const y = column[b] ?? null
        if (x === null || y === null) return
        const weight = weights[j] as number
        total += weight
        if (Math.abs(x - y) <= tolerance) better += weight / 2
        else if (x > y) better += weight
      })
      if (total === 0) continue
      ;(matrix[a] as (number | null)[])[b] = better / total
      ;(matrix[b] as (number | null)[])[a] = 1 - better / total
    }
  }
  return matrix
}

/**
 * Copeland's score: how many units a unit beats by majority of the weights, less
 * how many beat it. Null for a unit that can be compared with none.
 *
 * Adding or removing a unit can change the order of the others.
 * Munda and Nardo (2009), Applied Economics 41:1513–1523.
 */
export function copeland(
  columns: readonly (readonly (number | null)[])[],
  weights: readonly number[],
  tolerance = 1e-10,
): (number | null)[] {
  return outrankingMatrix(columns, weights, tolerance).map((row) => {
    const duels = row.filter((share) => share !== null)
    if (duels.length === 0) return null
    return duels.reduce((score, share) => score + (share > 0.5 + 1e-12 ? 1 : share < 0.5 - 1e-12 ? -1 : 0), 0)
  })
}
