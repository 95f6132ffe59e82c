import type { Column } from './columns.ts'
import { median } from './statistics.ts'

/** How a missing value is filled in. `group` restricts the average to units of the same group. */
export type Imputation =
  | { method: 'mean' | 'median'; group?: string }
  | { method: 'constant'; value: number }
  /** The newest value of the unit's own past, at most `within` years old. */
  | { method: 'latest'; within: number }
  /** On the straight line between the unit's own earlier and later value; never beyond the ends. */
  | { method: 'linear' }

/** One unit's figures over time. */
export type Moment = { year: number; value: number | null }

/**
 * Fills the gaps of a column with the mean or median of the units that have a
 * value, over all units or within the unit's own group. A group in which nobody
 * has a value, and a unit without a group, stay missing; known values are never
 * changed.
 *
 * Makes the imputed units look average, so it narrows the spread and hides what
 * is not known: carry the doubt along, or leave the gap open.
 *
 * OECD/JRC Handbook on Constructing Composite Indicators (2008), step 3.
 *
 * @throws RangeError when the groups do not fit the values in length.
 */
export function imputeAverage(
  values: readonly (number | null)[],
  method: 'mean' | 'median',
  groups: readonly (string | null)[] | null = null,
): (number | null)[] {
  if (groups !== null && groups.length !== values.length)
    throw new RangeError(`${groups.length} groups were given for ${values.length} values`)
  const column = Float64Array.from(values, (value) => value ?? Number.NaN)
  const coded = groups === null ? null : codeGroups(groups)
  const fills = averages(column, method, coded)
  return values.map((value, i) => {
    if (value !== null) return value
    const fill = fills[coded === null ? 0 : (coded.codes[i] as number)]
    return fill === undefined || Number.isNaN(fill) ? null : fill
  })
}

/** Groups as small numbers; -1 where a unit has no group. */
export type CodedGroups = { names: string[]; codes: Int32Array }

export function codeGroups(groups: readonly (string | null)[]): CodedGroups {
  const names: string[] = []
  const known = new Map<string, number>()
  const codes = Int32Array.from(groups, (group) => {
    if (group === null) return -1
    const code = known.get(group) ?? names.push(group) - 1
    known.set(group, code)
    return code
  })
  return { names, codes }
}

/** Average per group (one for all without groups); NaN where nobody has a value. */
export function averages(
  column: Column,
  method: 'mean' | 'median',
  groups: CodedGroups | null,
): Float64Array {
  const count = groups === null ? 1 : groups.names.length
  const result = new Float64Array(count)
  const sizes = new Int32Array(count)
  for (let i = 0; i < column.length; i++) {
    const x = column[i] as number
    const code = groups === null ? 0 : (groups.codes[i] as number)
    if (Number.isNaN(x) || code < 0) continue
    sizes[code] = (sizes[code] as number) + 1
    result[code] = (result[code] as number) + x
  }
  for (let code = 0; code < count; code++) {
    const size = sizes[code] as number
    if (size === 0) result[code] = Number.NaN
    else if (method === 'mean' && Number.isFinite(result[code] as number))
      result[code] = (result[code] as number) / size
    else {
      const members = Array.from(column).filter(
        (x, i) => !Number.isNaN(x) && (groups === null || groups.codes[i] === code),
      )
      result[code] =
        method === 'median' ? (median(members) as number) : members.reduce((sum, x) => sum + x / size, 0)
    }
  }
  return result
}

/**
 * The newest value at or before `year` that is at most `within` years old, with
 * its age in years; null when there is none.
 */
export function latestWithin(
  past: readonly Moment[],
  year: number,
  within: number,
): { value: number; age: number } | null {
  if (!(within >= 0)) throw new RangeError(`an age is zero or more years, not ${within}`)
  let best: { value: number; age: number } | null = null
  for (const moment of past) {
    const age = year - moment.year
    if (moment.value === null || age < 0 || age > within || (best !== null && age >= best.age)) continue
    best = { value: moment.value, age }
  }
  return best
}

/**
 * The value at `year` on the straight line between the nearest known year before
 * and the nearest after; null outside the known years, for a line drawn on past
 * its ends is a forecast.
 */
export function linearBetween(panel: readonly Moment[], year: number): number | null {
  let before: { year: number; value: number } | null = null
  let after: { year: number; value: number } | null = null
  for (const moment of panel) {
    if (moment.value === null) continue
    if (moment.year <= year && (before === null || moment.year > before.year))
      before = { year: moment.year, value: moment.value }
    if (moment.year >= year && (after === null || moment.year < after.year))
      after = { year: moment.year, value: moment.value }
  }
  if (before === null || after === null) return null
  if (before.year === after.year) return before.value
  const share = (year - before.year) / (after.year - before.year)
  return before.value * (1 - share) + after.value * share
}
