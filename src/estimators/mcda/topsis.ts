import { rankScores } from '../ranks.ts'
import type { McdaFinding } from './findings.ts'
import { canCompare, compared, type McdaTable, spreadOf, spreadOut } from './table.ts'

/** How criteria of different size are brought together before distances are taken. */
export type TopsisScale = 'vector' | 'min-max'

export type Topsis = {
  /** Closeness to the ideal, 0 to 1; null where a unit cannot be compared. */
  closeness: (number | null)[]
  ranks: (number | null)[]
  /** Best and worst weighted value of each criterion among those compared, in the direction “higher is better”. */
  ideal: number[]
  antiIdeal: number[]
  findings: McdaFinding[]
}

/**
 * TOPSIS: how much nearer a unit is to the best that anybody has on every criterion than to the worst.
 *
 * Distances are Euclidean, so a gap counts more than in proportion. The ideal is made of those compared: when one unit
 * comes or goes, the others can change places. The result also depends on how criteria are scaled (`vector`: divided by
 * the root of the sum of squares, as first published; `min-max`: from the worst to the best); where the two put
 * different units first, that is a finding.
 *
 * Hwang and Yoon (1981), *Multiple Attribute Decision Making*. The disagreement: Opricovic and Tzeng (2004), European
 * Journal of Operational Research 156:445–455.
 *
 * @throws RangeError or TypeError as `compared` does
 */
export function topsis(table: McdaTable, { scale }: { scale: TopsisScale }): Topsis {
  const ready = compared(table)
  const findings = [...ready.findings]
  const nobody = new Array<null>(ready.given).fill(null)
  if (!canCompare(ready)) return { closeness: nobody, ranks: [...nobody], ideal: [], antiIdeal: [], findings }

  const of = (by: TopsisScale) => {
    const raw = closenessOf(ready.columns, ready.shares, by)
    return raw.map((value) => (Number.isNaN(value) ? null : value))
  }
  const closeness = { vector: of('vector'), minMax: of('min-max') }
  const own = scale === 'vector' ? closeness.vector : closeness.minMax
  if (own.includes(null)) findings.push({ code: 'all-alike' })
  const first = (values: (number | null)[]) =>
    rankScores(values).flatMap((place, i) => (place === 1 ? [ready.units[i] as number] : []))
  const [vector, minMax] = [first(closeness.vector), first(closeness.minMax)]
  if (vector.join() !== minMax.join()) findings.push({ code: 'normalisations-disagree', vector, minMax })

  const weighted = weightedColumns(ready.columns, ready.shares, scale)
  const spread = spreadOut(ready, own)
  return {
    closeness: spread,
    ranks: rankScores(spread),
    ideal: weighted.map((column) => column.reduce((a, b) => Math.max(a, b))),
    antiIdeal: weighted.map((column) => column.reduce((a, b) => Math.min(a, b))),
    findings,
  }
}

function weightedColumns(columns: readonly Float64Array[], shares: Float64Array, scale: TopsisScale) {
  return columns.map((column, j) => {
    const { from, unit } = scaleOf(column, scale)
    const weight = (shares[j] as number) / unit
    return column.map((x) => (unit === 0 ? 0 : (x - from) * weight))
  })
}

function scaleOf(column: Float64Array, scale: TopsisScale): { from: number; unit: number } {
  if (scale === 'min-max') {
    let low = Infinity
    for (let i = 0; i < column.length; i++) if ((column[i] as number) < low) low = column[i] as number
    return { from: low, unit: spreadOf(column) }
  }
  // In units of the largest, so that squares of tiny or huge values stay within the range of numbers.
  let largest = 0
  for (let i = 0; i < column.length; i++) largest = Math.max(largest, Math.abs(column[i] as number))
  if (largest === 0) return { from: 0, unit: 0 }
  let squares = 0
  for (let i = 0; i < column.length; i++) {
    const share = (column[i] as number) / largest
    squares += share * share
  }
  return { from: 0, unit: largest * Math.sqrt(squares) }
}

/**
 * `topsis` without checks, for runs: closeness of every unit, higher being better on every column and the shares summing
 * to one. NaN for all where no unit differs from another.
 */
export function closenessOf(
  columns: readonly Float64Array[],
  shares: Float64Array,
  scale: TopsisScale,
): number[] {
  const size = columns[0]?.length ?? 0
  const up = new Float64Array(size)
  const down = new Float64Array(size)
  let differs = false
  for (let j = 0; j < columns.length; j++) {
    const column = columns[j] as Float64Array
    const share = shares[j] as number
    if (share === 0 || spreadOf(column) === 0) continue
    differs = true
    const { unit } = scaleOf(column, scale)
    const weight = share / unit
    let best = -Infinity
    let worst = Infinity
    for (let i = 0; i < size; i++) {
      const x = column[i] as number
      if (x > best) best = x
      if (x < worst) worst = x
    }
    for (let i = 0; i < size; i++) {
      const a = (best - (column[i] as number)) * weight
      const b = ((column[i] as number) - worst) * weight
      up[i] = (up[i] as number) + a * a
      down[i] = (down[i] as number) + b * b
    }
  }
  const closeness = new Array<number>(size).fill(Number.NaN)
  if (!differs) return closeness
  for (let i = 0; i < size; i++) {
    const far = Math.sqrt(up[i] as number)
    const near = Math.sqrt(down[i] as number)
    closeness[i] = near / (far + near)
  }
  return closeness
}
