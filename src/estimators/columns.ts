/**
 * Inside the estimators a column of values is a Float64Array with NaN for "not
 * known"; at the boundary it is a plain list with null. These two functions are
 * the only way across, so no NaN leaves and none comes in.
 */
export type Column = Float64Array

/** @throws TypeError when a value is neither a finite number nor null, naming its place. */
export function toColumn(values: readonly (number | null)[], place: (index: number) => string): Column {
  const column = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value === null || value === undefined) column[i] = Number.NaN
    else if (Number.isFinite(value)) column[i] = value
    else
      throw new TypeError(
        `${place(i)} is ${String(value)}; a value is a finite number, or null when not known`,
      )
  }
  return column
}

export function fromColumn(column: Column): (number | null)[] {
  const values: (number | null)[] = []
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number
    values.push(Number.isFinite(value) ? value : null)
  }
  return values
}
