import { type Column, toColumn } from './columns.ts'
import { rankScores } from './ranks.ts'

/** Shape of a column: skewness and excess kurtosis, null where they do not exist. */
export type Shape = { skewness: number | null; kurtosis: number | null }

/**
 * Skewness and excess kurtosis, corrected for bias as in the common statistics
 * packages ("type 2"). Skewness needs three values, kurtosis four, both a spread.
 *
 * Joanes and Gill (1998), The Statistician 47:183–189.
 */
export function shape(values: readonly (number | null)[]): Shape {
  return columnShape(toColumn(values, (i) => `value ${i + 1}`))
}

export function columnShape(column: Column): Shape {
  const size = column.length
  let n = 0
  let sum = 0
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < size; i++) {
    const x = column[i] as number
    if (Number.isNaN(x)) continue
    n++
    sum += x
    if (x < low) low = x
    if (x > high) high = x
  }
  const range = high - low
  const mean = sum / n
  // Rounding noise has no shape: a column constant but for its last bits is constant.
  if (n < 3 || !isSpread(low, high) || !Number.isFinite(range) || !Number.isFinite(mean))
    return { skewness: null, kurtosis: null }

  // In units of the range, so that neither tiny nor huge values leave the range of numbers.
  const unit = 1 / range
  const scaled = Number.isFinite(unit)
  let m2 = 0
  let m3 = 0
  let m4 = 0
  for (let i = 0; i < size; i++) {
    const x = column[i] as number
    if (Number.isNaN(x)) continue
    const d = scaled ? (x - mean) * unit : (x - mean) / range
    const square = d * d
    m2 += square
    m3 += square * d
    m4 += square * square
  }
  m2 /= n
  m3 /= n
  m4 /= n
  const skewness = ((Math.sqrt(n * (n - 1)) / (n - 2)) * m3) / (m2 * Math.sqrt(m2))
  if (n < 4) return { skewness, kurtosis: null }
  const kurtosis = (((n + 1) * (m4 / (m2 * m2) - 3) + 6) * (n - 1)) / ((n - 2) * (n - 3))
  return { skewness, kurtosis }
}

/** Whether two bounds differ by more than rounding noise. */
export function isSpread(low: number, high: number): boolean {
  return high - low > 1e-12 * Math.max(Math.abs(low), Math.abs(high))
}

/** Arithmetic mean of what is known; null when nothing is. */
export function mean(values: readonly (number | null)[]): number | null {
  let n = 0
  let sum = 0
  for (const value of values) {
    if (value === null) continue
    n++
    sum += value
  }
  if (n === 0) return null
  if (Number.isFinite(sum)) return sum / n
  // The sum left the range of numbers; the mean does not.
  return values.reduce<number>((total, value) => total + (value ?? 0) / n, 0)
}

/** Middle of what is known, between the two middle values when their number is even. */
export function median(values: readonly (number | null)[]): number | null {
  return quantile(values, 0.5)
}

/**
 * Quantile of what is known, linear between neighbours (type 7 of Hyndman and
 * Fan 1996, The American Statistician 50:361–365); null when nothing is known.
 */
export function quantile(values: readonly (number | null)[], p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile lies between 0 and 1, not ${p}`)
  const sorted = Float64Array.from(values.filter((value) => value !== null)).sort()
  if (sorted.length === 0) return null
  const position = (sorted.length - 1) * p
  const below = Math.floor(position)
  const a = sorted[below] as number
  const b = sorted[Math.min(below + 1, sorted.length - 1)] as number
  const share = position - below
  // Weighted ends, as the average of two equal values must be that value and a half each cannot overflow.
  return share === 0 || a === b ? a : share === 0.5 ? a / 2 + b / 2 : a + share * (b - a)
}

/** Standard deviation with n - 1; null below two values. */
export function standardDeviation(values: readonly (number | null)[]): number | null {
  const centre = mean(values)
  const known = values.filter((value) => value !== null)
  if (centre === null || known.length < 2) return null
  const largest = known.reduce((top, value) => Math.max(top, Math.abs(value - centre)), 0)
  // Rounding of the mean is not a spread.
  if (largest <= 1e-15 * Math.abs(centre)) return 0
  if (!Number.isFinite(largest)) return null
  const squares = known.reduce((sum, value) => sum + ((value - centre) / largest) ** 2, 0)
  return largest * Math.sqrt(squares / (known.length - 1))
}

/** What a column looks like before anything is done to it. Shares are of all units. */
export type Summary = Shape & {
  units: number
  known: number
  notZero: number
  unique: number
  /** How often the commonest value occurs. */
  commonest: number
  minimum: number | null
  maximum: number | null
  mean: number | null
  median: number | null
  standardDeviation: number | null
}

export function summary(values: readonly (number | null)[]): Summary {
  const column = toColumn(values, (i) => `value ${i + 1}`)
  const known = values.filter((value) => value !== null)
  const counts = new Map<number, number>()
  for (const value of known) counts.set(value, (counts.get(value) ?? 0) + 1)
  return {
    units: values.length,
    known: known.length,
    notZero: known.filter((value) => value !== 0).length,
    unique: counts.size,
    commonest: Math.max(0, ...counts.values()),
    minimum: known.length === 0 ? null : known.reduce((a, b) => Math.min(a, b)),
    maximum: known.length === 0 ? null : known.reduce((a, b) => Math.max(a, b)),
    mean: mean(values),
    median: median(values),
    standardDeviation: standardDeviation(values),
    ...columnShape(column),
  }
}

/**
 * Correlation of two columns over the units where both are known: Pearson's, or
 * Spearman's (Pearson's of the average ranks). Null below three such units or
 * when one of the two does not vary.
 */
export function correlation(
  a: readonly (number | null)[],
  b: readonly (number | null)[],
  kind: 'pearson' | 'spearman' = 'pearson',
): number | null {
  const pairs: [number, number][] = []
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? null
    const y = b[i] ?? null
    if (x !== null && y !== null) pairs.push([x, y])
  }
  let xs = pairs.map(([x]) => x)
  let ys = pairs.map(([, y]) => y)
  if (pairs.length < 3) return null
  if (kind === 'spearman') {
    xs = averageRanks(xs)
    ys = averageRanks(ys)
  }
  const cx = centred(xs)
  const cy = centred(ys)
  if (cx === null || cy === null) return null
  let product = 0
  let squaresX = 0
  let squaresY = 0
  for (let i = 0; i < cx.length; i++) {
    const x = cx[i] as number
    const y = cy[i] as number
    product += x * y
    squaresX += x * x
    squaresY += y * y
  }
  const r = product / (Math.sqrt(squaresX) * Math.sqrt(squaresY))
  return Math.max(-1, Math.min(1, r))
}

/** Sample covariance (n - 1) over the units where both are known; null below two. */
export function covariance(a: readonly (number | null)[], b: readonly (number | null)[]): number | null {
  const both = a.flatMap((x, i) => {
    const y = b[i] ?? null
    return x === null || y === null ? [] : [[x, y] as const]
  })
  const meanX = mean(both.map(([x]) => x))
  const meanY = mean(both.map(([, y]) => y))
  if (meanX === null || meanY === null || both.length < 2) return null
  const sum = both.reduce((total, [x, y]) => total + (x - meanX) * (y - meanY), 0)
  return sum / (both.length - 1)
}

/** Distances from the mean in units of the largest; null when nothing varies. */
function centred(values: readonly number[]): number[] | null {
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  if (!isSpread(low, high) || !Number.isFinite(high - low)) return null
  const centre = mean(values) as number
  return values.map((value) => (value - centre) / (high - low))
}

/** Ranks from the smallest up, equals sharing the average of their places. */
function averageRanks(values: readonly number[]): number[] {
  const places = rankScores(values, { descending: false, tolerance: 0 }) as number[]
  const sharing = new Map<number, number>()
  for (const place of places) sharing.set(place, (sharing.get(place) ?? 0) + 1)
  return places.map((place) => place + ((sharing.get(place) as number) - 1) / 2)
}
