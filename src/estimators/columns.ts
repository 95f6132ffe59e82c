/**
 * Inside the estimators a column of values is a Float64Array with NaN for "not
 * known"; at the boundary it is a plain list with null. The functions here are
 * the only way across, so no NaN leaves and none comes in.
 */
export type Column = Float64Array

/** Gives an empty column to write on. */
export type Allocate = () => Column

/**
 * Columns of one size cut from shared blocks. A typed array of its own costs
 * the engine an allocation outside its heap, which takes longer than all the
 * arithmetic on 51 values; a view into a block does not.
 */
export function columnBlocks(size: number): Allocate {
  const perBlock = 64
  let block = new Float64Array(0)
  let next = perBlock
  return () => {
    if (next === perBlock) {
      block = new Float64Array(perBlock * size)
      next = 0
    }
    const start = next++ * size
    return block.subarray(start, start + size)
  }
}

/** @throws TypeError when a value is neither a finite number nor null, naming its place. */
export function toColumn(
  values: readonly (number | null)[],
  place: (index: number) => string,
  column: Column = new Float64Array(values.length),
): Column {
  for (let i = 0; i < column.length; i++) {
    const value = values[i]
    if (value === null) column[i] = Number.NaN
    else if (value !== undefined && Number.isFinite(value)) column[i] = value
    else
      throw new TypeError(
        `${place(i)} is ${String(value)}; a value is a finite number, or null when not known`,
      )
  }
  return column
}

export function fromColumn(column: Column): (number | null)[] {
  const size = column.length
  const numbers = numberList(size)
  for (let i = 0; i < size; i++) {
    const value = column[i] as number
    if (!Number.isFinite(value)) return withGaps(column)
    numbers[i] = value
  }
  return numbers
}

function withGaps(column: Column): (number | null)[] {
  const values: (number | null)[] = new Array(column.length).fill(null)
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number
    if (Number.isFinite(value)) values[i] = value
  }
  return values
}

let pattern: number[] = []

/**
 * A list of numbers to be overwritten. Copied from one that already holds
 * fractions, so that the engine stores plain doubles from the first write on.
 */
export function numberList(size: number): number[] {
  if (pattern.length !== size) pattern = Array.from({ length: size }, () => 0.5)
  return pattern.slice()
}
