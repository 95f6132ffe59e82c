/**
 * Whether v = 0 is the only v with e·v = 0 for each row of `equal` and g·v >= 0 for each of `atLeast`,
 * whose rows together leave no direction open. Exact: in doubles while every value stays a safe whole
 * number, else over again in BigInt.
 */
export function onlyZero(equal: number[][], atLeast: number[][]): boolean {
  return decide(equal, atLeast, doubles) ?? (decide(equal, atLeast, bigints) as boolean)
}

type Arithmetic<T> = {
  from: (n: number) => T
  sign: (a: T) => number
  negative: (a: T) => T
  /** (ab - cd) / e, known to be whole; null when it cannot be held exactly. */
  cross: (a: T, b: T, c: T, d: T, e: T) => T | null
}

const doubles: Arithmetic<number> = {
  from: (n) => n,
  sign: Math.sign,
  negative: (a) => -a,
  cross: (a, b, c, d, e) => {
    const first = a * b
    const second = c * d
    const difference = first - second
    return Number.isSafeInteger(first) && Number.isSafeInteger(second) && Number.isSafeInteger(difference)
      ? difference / e
      : null
  },
}

const bigints: Arithmetic<bigint> = {
  from: BigInt,
  sign: (a) => (a > 0n ? 1 : a < 0n ? -1 : 0),
  negative: (a) => -a,
  cross: (a, b, c, d, e) => (a * b - c * d) / e,
}

/**
 * The simplex method on rows s = G v, all constants zero, by exchange of a row with a column over a
 * common denominator, so that entries stay whole (Edmonds 1967). First the free v are exchanged against
 * rows; then Σ s over the columns is made as large as it can be: 0, or without bound.
 * Bland's rule (always the lowest number) keeps it from going round in circles.
 *
 * @returns null when the arithmetic cannot hold a value
 */
function decide<T>(equal: number[][], atLeast: number[][], on: Arithmetic<T>): boolean | null {
  const width = (equal[0] ?? atLeast[0] ?? []).length
  const tableau = [...equal, ...atLeast].map((row) => row.map(on.from))
  let denominator = on.from(1)

  /** Rows of inequalities and columns that stand for one: by the number of the inequality. */
  const rowName = [...equal.map(() => -1), ...atLeast.map((_, i) => i)]
  const columnName: number[] = Array.from({ length: width }, () => -1)
  const open = new Set(columnName.keys())

  function exchange(row: number, column: number): boolean {
    const pivotRow = tableau[row] as T[]
    const pivot = pivotRow[column] as T
    const turned = on.sign(pivot) < 0
    for (let i = 0; i < tableau.length; i++) {
      if (i === row) continue
      const values = tableau[i] as T[]
      const factor = values[column] as T
      for (const j of open) {
        if (j === column) continue
        const value = on.cross(values[j] as T, pivot, factor, pivotRow[j] as T, denominator)
        if (value === null) return false
        values[j] = turned ? on.negative(value) : value
      }
      if (turned) values[column] = on.negative(factor)
    }
    for (const j of open) if (j !== column && !turned) pivotRow[j] = on.negative(pivotRow[j] as T)
    pivotRow[column] = turned ? on.negative(denominator) : denominator
    denominator = turned ? on.negative(pivot) : pivot
    const name = rowName[row] as number
    rowName[row] = columnName[column] as number
    columnName[column] = name
    return true
  }
  const remove = (row: number) => {
    tableau.splice(row, 1)
    rowName.splice(row, 1)
  }

  // Each equality uses up one free v, which leaves with its column.
  for (let left = equal.length; left > 0; left--) {
    const column = [...open].find((j) => on.sign(tableau[0]?.[j] as T) !== 0)
    if (column !== undefined) {
      if (!exchange(0, column)) return null
      open.delete(column)
    }
    remove(0)
  }
  // Each other free v is exchanged against an inequality, and the row that is then its own is not needed.
  for (const column of [...open]) {
    const row = tableau.findIndex((values) => on.sign(values[column] as T) !== 0)
    if (row < 0) {
      open.delete(column)
      continue
    }
    if (!exchange(row, column)) return null
    remove(row)
  }

  // The sum of all columns, to be made large; named so that it never leaves.
  tableau.push(Array.from({ length: width }, () => denominator))
  rowName.push(Infinity)
  for (;;) {
    const goal = tableau.length - 1
    const entering = [...open]
      .filter((j) => on.sign(tableau[goal]?.[j] as T) > 0)
      .sort((a, b) => (columnName[a] as number) - (columnName[b] as number))[0]
    if (entering === undefined) return true
    let leaving = -1
    for (let i = 0; i < goal; i++)
      if (
        on.sign(tableau[i]?.[entering] as T) < 0 &&
        (leaving < 0 || (rowName[i] as number) < (rowName[leaving] as number))
      )
        leaving = i
    if (leaving < 0) return false
    if (!exchange(leaving, entering)) return null
  }
}
