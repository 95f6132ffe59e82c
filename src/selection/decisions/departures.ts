import { ranking } from '../groups.ts'
import type { Result, UnitResult } from '../schema.ts'
import type { Content } from './schema.ts'

/*
 * Where a shortlist departs from the ranking it was composed from. A departure is no fault: it is what judgement is
 * for, and it needs its justification in words.
 */

export type DepartureKind =
  /** Ranks within and was not chosen. */
  | 'left out'
  /** Passes every gate and ranks outside. */
  | 'ranks outside'
  /** Passes every gate and has no total, so no rank. */
  | 'no rank'
  /** Does not pass a gate. */
  | 'fails a gate'
  /** Cannot be judged: a gate is not known. */
  | 'unknown'
  /** The assessment did not look at it. */
  | 'not assessed'

export type Departure = { unit: string; kind: DepartureKind; result: UnitResult | null }

/** Units that rank within the first so many; equal ranks at the edge all belong. */
export function within(result: Result, size: number): UnitResult[] {
  return ranking(result).filter(({ rank }) => rank !== null && rank <= size)
}

/** How a chosen unit stands to the ranking; null when it ranks within. */
export function departureOf(unit: UnitResult | undefined, size: number): DepartureKind | null {
  if (unit === undefined) return 'not assessed'
  if (unit.standing === 'out') return 'fails a gate'
  if (unit.standing === 'unknown') return 'unknown'
  if (unit.rank === null) return 'no rank'
  return unit.rank <= size ? null : 'ranks outside'
}

/** Every departure: those left out in the order of the ranking, then those taken in, in the order they were chosen. */
export function departures(result: Result, { size, chosen }: Pick<Content, 'size' | 'chosen'>): Departure[] {
  const units = new Map(result.units.map((unit) => [unit.unit, unit]))
  const taken = new Set(chosen.map(({ unit }) => unit))
  const left = within(result, size)
    .filter(({ unit }) => !taken.has(unit))
    .map((unit): Departure => ({ unit: unit.unit, kind: 'left out', result: unit }))
  const added = chosen.flatMap(({ unit }): Departure[] => {
    const kind = departureOf(units.get(unit), size)
    return kind === null ? [] : [{ unit, kind, result: units.get(unit) ?? null }]
  })
  return [...left, ...added]
}
