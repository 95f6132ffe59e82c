/**
 * Small linear algebra on square matrices held row by row in a Float64Array.
 * Only the lower triangle of a symmetric matrix is read.
 */

/**
 * Cholesky's factor L (A = L Lᵀ), written over the lower triangle.
 *
 * @param least - a pivot at or below this share of its diagonal element counts as zero
 * @returns false where the matrix is not positive definite; it is then spoilt
 */
export function factorise(matrix: Float64Array, n: number, least = 1e-13): boolean {
  for (let j = 0; j < n; j++) {
    const row = j * n
    const diagonal = matrix[row + j] as number
    let pivot = diagonal
    for (let k = 0; k < j; k++) pivot -= (matrix[row + k] as number) * (matrix[row + k] as number)
    if (!(pivot > least * diagonal)) return false
    const root = Math.sqrt(pivot)
    matrix[row + j] = root
    for (let i = j + 1; i < n; i++) {
      const other = i * n
      let sum = matrix[other + j] as number
      for (let k = 0; k < j; k++) sum -= (matrix[other + k] as number) * (matrix[row + k] as number)
      matrix[other + j] = sum / root
    }
  }
  return true
}

/** Solves A x = b in place of `right`, from the factor of A. */
export function solveFactorised(factor: Float64Array, n: number, right: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = right[i] as number
    for (let k = 0; k < i; k++) sum -= (factor[i * n + k] as number) * (right[k] as number)
    right[i] = sum / (factor[i * n + i] as number)
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = right[i] as number
    for (let k = i + 1; k < n; k++) sum -= (factor[k * n + i] as number) * (right[k] as number)
    right[i] = sum / (factor[i * n + i] as number)
  }
}

/** The solution of A x = b for a symmetric positive definite A, or null where it is not. Arguments stay as they are. */
export function solveSymmetric(matrix: Float64Array, n: number, right: Float64Array): Float64Array | null {
  const factor = matrix.slice()
  if (!factorise(factor, n)) return null
  const x = right.slice()
  solveFactorised(factor, n, x)
  return x
}

/** The inverse of a symmetric positive definite matrix, both triangles filled, or null where it is not. */
export function inverseSymmetric(matrix: Float64Array, n: number): Float64Array | null {
  const factor = matrix.slice()
  if (!factorise(factor, n)) return null
  const inverse = new Float64Array(n * n)
  const column = new Float64Array(n)
  for (let j = 0; j < n; j++) {
    column.fill(0)
    column[j] = 1
    solveFactorised(factor, n, column)
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i] as number
  }
  return inverse
}

/**
 * The rank of a matrix of whole numbers, exactly: elimination without fractions
 * (Bareiss 1968), in BigInt since its minors outgrow the exact range of a double.
 *
 * @param rows - the rows, all of one length; not touched
 */
export function integerRank(rows: readonly ArrayLike<number>[]): number {
  const work = rows.map((row) => Array.from(row, (value) => BigInt(value)))
  const columns = work[0]?.length ?? 0
  let rank = 0
  let previous = 1n
  for (let column = 0; column < columns && rank < work.length; column++) {
    const at = work.findIndex((row, i) => i >= rank && row[column] !== 0n)
    if (at < 0) continue
    const pivotRow = work[at] as bigint[]
    work[at] = work[rank] as bigint[]
    work[rank] = pivotRow
    const pivot = pivotRow[column] as bigint
    for (let i = rank + 1; i < work.length; i++) {
      const row = work[i] as bigint[]
      const factor = row[column] as bigint
      for (let k = column; k < columns; k++)
        row[k] = ((row[k] as bigint) * pivot - (pivotRow[k] as bigint) * factor) / previous
    }
    previous = pivot
    rank += 1
  }
  return rank
}
