import { type Column, fromColumn, toColumn } from './columns.ts'
import { rankScores } from './ranks.ts'
import { isSpread } from './statistics.ts'
import { checkValueFunction, desirability, type ValueFunction } from './value-functions.ts'

/** A scale as [worst, best]. */
export type Scale = readonly [number, number]

/**
 * How raw values become comparable. All but `value` and `none` are drawn from
 * the data at hand, so a unit's figure changes when another unit joins or leaves.
 */
export type Normalisation =
  /** Already comparable. Direction -1 turns the sign. */
  | { method: 'none' }
  /** Worst seen to best seen; onto `to`, by default [0, 1]. */
  | { method: 'min-max'; to?: Scale }
  /** Distance from the mean in standard deviations (n - 1), then moved and stretched. */
  | { method: 'z'; mean?: number; deviation?: number }
  /** 1 for the worst, equals sharing the smaller number. */
  | { method: 'rank' }
  /** Rank less one: how many are worse. */
  | { method: 'borda' }
  /** (rank - 1) / (known - 1). */
  | { method: 'percentile' }
  /** Share of the way from the worst seen to the target; beyond it 1 when `cap` (the default). */
  | { method: 'target'; target: number; cap?: boolean }
  /** Share of the way from the worst seen to the value of one unit. */
  | { method: 'reference'; unit: string; cap?: boolean }
  /** Share of the way from the worst seen to the best seen. */
  | { method: 'best' }
  /** A value function, which needs no data; onto `to`, by default [0, 1]. */
  | { method: 'value'; function: ValueFunction; to?: Scale }

/** Why a column could not be brought onto its scale. */
export type NoScale = 'constant' | 'target not above the worst value' | 'reference not known' | 'out of range'

/**
 * Brings a column onto a common scale on which more is better.
 *
 * The direction is applied first (values of an indicator of which less is better
 * are multiplied by -1), so no method is turned round afterwards; targets and
 * goalposts are given in the indicator's own units and turned along.
 *
 * A column in which all are alike has no min–max, z or distance scale; it comes
 * back as null with the reason `constant`.
 *
 * OECD/JRC Handbook (2008), step 5.
 *
 * @throws RangeError for a scale, target or value function that cannot be.
 */
export function normalise(
  values: readonly (number | null)[],
  direction: 1 | -1,
  normalisation: Normalisation,
  units: readonly string[] = [],
): { values: (number | null)[]; problem: NoScale | null } {
  checkNormalisation(normalisation, direction)
  const { column, problem } = normaliseColumn(
    toColumn(values, (i) => `value ${i + 1}`),
    direction,
    normalisation,
    units,
  )
  return { values: fromColumn(column), problem }
}

export function checkNormalisation(normalisation: Normalisation, direction: 1 | -1): void {
  if ('to' in normalisation && normalisation.to !== undefined) {
    const [low, high] = normalisation.to
    if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
      throw new RangeError(`a scale runs from a lower to a higher number, not from ${low} to ${high}`)
  }
  if (normalisation.method === 'value') checkValueFunction(normalisation.function, direction)
  if (normalisation.method === 'target' && !Number.isFinite(normalisation.target))
    throw new RangeError(`a target is a finite number, not ${normalisation.target}`)
  if (normalisation.method === 'z') {
    const { mean = 0, deviation = 1 } = normalisation
    if (!(Number.isFinite(mean) && deviation > 0 && deviation < Infinity))
      throw new RangeError(
        `z-scores need a finite mean and a deviation above zero, not ${mean} and ${deviation}`,
      )
  }
}

/** Best value a normalisation can give, or null when it has no fixed top. */
export function topOf(normalisation: Normalisation): number | null {
  switch (normalisation.method) {
    case 'min-max':
    case 'value':
      return normalisation.to?.[1] ?? 1
    case 'best':
    case 'percentile':
      return 1
    case 'target':
    case 'reference':
      return normalisation.cap === false ? null : 1
    default:
      return null
  }
}

export function normaliseColumn(
  column: Column,
  direction: 1 | -1,
  normalisation: Normalisation,
  units: readonly string[],
  result: Column = new Float64Array(column.length),
): { column: Column; problem: NoScale | null } {
  const size = column.length
  const method = normalisation.method
  if (method === 'value') {
    const [low, high] = normalisation.to ?? [0, 1]
    for (let i = 0; i < size; i++) {
      const x = column[i] as number
      result[i] = Number.isNaN(x)
        ? x
        : low + (high - low) * desirability(normalisation.function, x, direction)
    }
    return { column: result, problem: null }
  }
  if (method === 'none') {
    for (let i = 0; i < size; i++) result[i] = direction * (column[i] as number)
    return { column: result, problem: null }
  }

  let known = 0
  let sum = 0
  let worst = Infinity
  let best = -Infinity
  for (let i = 0; i < size; i++) {
    const x = direction * (column[i] as number)
    result[i] = x
    if (Number.isNaN(x)) continue
    known++
    sum += x
    if (x < worst) worst = x
    if (x > best) best = x
  }
  if (known === 0) return { column: result, problem: null }

  if (method === 'rank' || method === 'borda' || method === 'percentile') {
    // Rounding noise shares a rank: the tolerance is a 1e-10th of the spread.
    const ranks = rankScores(fromColumn(result), {
      descending: false,
      tolerance: Math.min(Number.MAX_VALUE, 1e-10 * (best - worst)),
    })
    if (method === 'percentile' && known === 1)
      return { column: result.fill(Number.NaN), problem: 'constant' }
    for (let i = 0; i < size; i++) {
      const rank = ranks[i]
      if (rank === null || rank === undefined) continue
      result[i] = method === 'rank' ? rank : method === 'borda' ? rank - 1 : (rank - 1) / (known - 1)
    }
    return { column: result, problem: null }
  }

  let top = best
  let problem: NoScale | null = isSpread(worst, best) ? null : 'constant'
  if (method === 'target') {
    top = direction * normalisation.target
    problem = isSpread(worst, top) ? null : 'target not above the worst value'
  } else if (method === 'reference') {
    const position = units.indexOf(normalisation.unit)
    top = position < 0 ? Number.NaN : (result[position] as number)
    problem = Number.isNaN(top) ? 'reference not known' : isSpread(worst, top) ? null : 'constant'
  }
  const range = top - worst
  if (problem === null && !Number.isFinite(best - worst)) problem = 'out of range'
  if (problem === null && !Number.isFinite(range)) problem = 'out of range'
  if (problem === null && method === 'z' && !Number.isFinite(sum)) problem = 'out of range'
  if (problem !== null) return { column: result.fill(Number.NaN), problem }

  if (method === 'z') {
    const centre = sum / known
    // In units of the range, so that the squares stay within the numbers.
    let squares = 0
    for (let i = 0; i < size; i++) {
      const x = ((result[i] as number) - centre) / range
      result[i] = x
      if (!Number.isNaN(x)) squares += x * x
    }
    const deviation = Math.sqrt(squares / (known - 1))
    const { mean = 0, deviation: stretch = 1 } = normalisation
    for (let i = 0; i < size; i++) result[i] = ((result[i] as number) / deviation) * stretch + mean
    return { column: result, problem: null }
  }

  const [low, high] = method === 'min-max' ? (normalisation.to ?? [0, 1]) : [0, 1]
  const stretch = high - low
  const cap = (method === 'target' || method === 'reference') && normalisation.cap !== false
  for (let i = 0; i < size; i++) {
    const x = result[i] as number
    const share = (x - worst) / range
    result[i] = low + stretch * (cap && share > 1 ? 1 : share)
  }
  return { column: result, problem: null }
}
