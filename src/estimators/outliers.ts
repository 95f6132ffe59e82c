import { type Allocate, type Column, fromColumn, toColumn } from './columns.ts'
import { log, power } from './portable-math.ts'
import { columnShape, isSpread, type Shape } from './statistics.ts'

/** How extreme values of a column are dealt with. */
export type OutlierTreatment =
  /** Pull in the extremes one by one, up to `limit` points; if that is not enough, undo it and do `otherwise`. */
  | {
      method: 'winsorise'
      limit?: number
      otherwise?: 'log' | 'nothing'
      skewness?: number
      kurtosis?: number
    }
  /** `always`, or only when the column fails the test (the default). */
  | { method: 'log'; when?: 'test fails' | 'always'; skewness?: number; kurtosis?: number }
  | {
      method: 'box-cox'
      lambda: number
      when?: 'test fails' | 'always'
      skewness?: number
      kurtosis?: number
    }

export type Thresholds = { skewness: number; kurtosis: number }

const usual: Thresholds = { skewness: 2, kurtosis: 3.5 }

/**
 * The Joint Research Centre's rule of thumb: a column has outliers that will
 * swallow a min–max scale when it is both lopsided (|skewness| at least 2) and
 * heavy in the tails (excess kurtosis at least 3.5). Too few values, or no
 * spread, pass: there is nothing to test.
 */
export function passesOutlierTest(shape: Shape, thresholds: Thresholds = usual): boolean {
  return (
    shape.skewness === null ||
    shape.kurtosis === null ||
    Math.abs(shape.skewness) < thresholds.skewness ||
    shape.kurtosis < thresholds.kurtosis
  )
}

/** What was done to a column: the shapes before and after, and every point moved. */
export type Treatment = {
  applied: 'nothing' | 'winsorised' | 'log' | 'box-cox'
  before: Shape & { passes: boolean }
  /** After winsorising, also when that was discarded for the logarithm; null when it was not tried. */
  winsorised: (Shape & { passes: boolean; points: number }) | null
  after: Shape & { passes: boolean }
  /** Positions moved by winsorising, where it was kept. */
  points: { position: number; side: 'high' | 'low'; from: number; to: number }[]
}

/**
 * Treats one column for outliers.
 *
 * Winsorising sets every point at the maximum (or minimum, by the sign of the
 * skewness) to the next value inside, until the test passes or `limit` points
 * have moved. Points that have become equal move together, so the limit can be
 * overshot: the log says by how many moved.
 *
 * OECD/JRC Handbook (2008), step 3; Becker et al. (2022), JOSS 7(78):4567.
 */
export function treatOutliers(
  values: readonly (number | null)[],
  treatment: OutlierTreatment,
): { values: (number | null)[]; treatment: Treatment } {
  const column = toColumn(values, (i) => `value ${i + 1}`)
  const treated = treatColumn(column, treatment)
  return { values: fromColumn(treated.column), treatment: treated.treatment }
}

export function treatColumn(
  column: Column,
  spec: OutlierTreatment,
  allocate: Allocate = () => new Float64Array(column.length),
): { column: Column; treatment: Treatment } {
  checkTreatment(spec)
  const thresholds = {
    skewness: spec.skewness ?? usual.skewness,
    kurtosis: spec.kurtosis ?? usual.kurtosis,
  }
  const judged = (values: Column) => {
    const { skewness, kurtosis } = columnShape(values)
    return { skewness, kurtosis, passes: passesOutlierTest({ skewness, kurtosis }, thresholds) }
  }
  const before = judged(column)
  const untouched: Treatment = { applied: 'nothing', before, winsorised: null, after: before, points: [] }

  if (spec.method === 'winsorise') {
    if (before.passes) return { column, treatment: untouched }
    const { values, moved, after } = winsoriseColumn(column, spec.limit ?? 5, thresholds, before, allocate())
    const points: Treatment['points'] = []
    for (let position = 0; position < moved.length; position++) {
      const side = moved[position] as number
      if (side === 0) continue
      points.push({
        position,
        side: side > 0 ? 'high' : 'low',
        from: column[position] as number,
        to: values[position] as number,
      })
    }
    const winsorised = { ...after, points: points.length }
    if (after.passes || spec.otherwise === 'nothing') {
      const applied = points.length === 0 ? 'nothing' : 'winsorised'
      return { column: values, treatment: { applied, before, winsorised, after, points } }
    }
    const logged = logColumn(column, allocate())
    return {
      column: logged,
      treatment: { applied: 'log', before, winsorised, after: judged(logged), points: [] },
    }
  }

  if ((before.passes && spec.when !== 'always') || before.skewness === null)
    return { column, treatment: untouched }
  const transformed =
    spec.method === 'log' ? logColumn(column, allocate()) : boxCoxColumn(column, spec.lambda, allocate())
  return {
    column: transformed,
    treatment: { applied: spec.method, before, winsorised: null, after: judged(transformed), points: [] },
  }
}

/** Refuses a treatment that cannot be. */
export function checkTreatment(spec: OutlierTreatment): void {
  if (spec.method === 'winsorise' && !(Number.isInteger(spec.limit ?? 5) && (spec.limit ?? 5) >= 1))
    throw new RangeError(`a limit of points to winsorise is a whole number from 1 up, not ${spec.limit}`)
  if (spec.method === 'box-cox' && !Number.isFinite(spec.lambda))
    throw new RangeError(`the Box–Cox exponent is a finite number, not ${spec.lambda}`)
}

/** Winsorises without a column of its own to judge; for direct use and tests. */
export function winsorise(
  values: readonly (number | null)[],
  limit = 5,
  thresholds: Thresholds = usual,
): { values: (number | null)[]; moved: number } {
  const column = toColumn(values, (i) => `value ${i + 1}`)
  const shape = columnShape(column)
  const start = { ...shape, passes: passesOutlierTest(shape, thresholds) }
  const result = winsoriseColumn(column, limit, thresholds, start, new Float64Array(column.length))
  return { values: fromColumn(result.values), moved: result.moved.filter((side) => side !== 0).length }
}

type Judged = Shape & { passes: boolean }

function winsoriseColumn(
  column: Column,
  limit: number,
  thresholds: Thresholds,
  start: Judged,
  values: Column,
) {
  values.set(column)
  const moved = new Int8Array(column.length)
  let count = 0
  let after = start
  while (!after.passes && count < limit) {
    const side = (after.skewness as number) >= 0 ? 1 : -1
    // The extreme on that side and the next value inside it.
    let extreme = -Infinity
    let next = -Infinity
    for (let i = 0; i < values.length; i++) {
      const x = side * (values[i] as number)
      if (x > extreme) {
        next = extreme
        extreme = x
      } else if (x < extreme && x > next) next = x
    }
    for (let i = 0; i < values.length; i++) {
      if (side * (values[i] as number) !== extreme) continue
      values[i] = side * next
      if (moved[i] === 0) count++
      moved[i] = side
    }
    const shape = columnShape(values)
    after = { ...shape, passes: passesOutlierTest(shape, thresholds) }
  }
  return { values, moved, after }
}

/**
 * Logarithm of a column moved to start just above zero: ln(x - min + 0.01 (max - min)).
 * A column without spread is returned as it is.
 */
export function logTransform(values: readonly (number | null)[]): (number | null)[] {
  const column = toColumn(values, (i) => `value ${i + 1}`)
  return fromColumn(logColumn(column, column.slice()))
}

/**
 * Box–Cox transform of a column moved to start at one: ((x - min + 1)^λ - 1) / λ,
 * and ln(x - min + 1) at λ = 0. Box and Cox (1964), JRSS B 26:211–252.
 */
export function boxCox(values: readonly (number | null)[], lambda: number): (number | null)[] {
  const column = toColumn(values, (i) => `value ${i + 1}`)
  return fromColumn(boxCoxColumn(column, lambda, column.slice()))
}

function bounds(column: Column): { low: number; high: number } {
  let low = Infinity
  let high = -Infinity
  for (const x of column) {
    if (x < low) low = x
    if (x > high) high = x
  }
  return { low, high }
}

function logColumn(column: Column, result: Column): Column {
  const { low, high } = bounds(column)
  if (!isSpread(low, high)) return column
  const shift = 0.01 * (high - low)
  for (let i = 0; i < column.length; i++) result[i] = log((column[i] as number) - low + shift)
  return result
}

function boxCoxColumn(column: Column, lambda: number, result: Column): Column {
  const { low } = bounds(column)
  for (let i = 0; i < column.length; i++) {
    const x = (column[i] as number) - low + 1
    result[i] = Number.isNaN(x) || lambda === 0 ? log(x) : (power(x, lambda) - 1) / lambda
  }
  return result
}
