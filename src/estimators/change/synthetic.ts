import { type Estimate, type Interval, WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'

export type SyntheticDiagnostics = {
  /** Weight of each place in the mix, largest first; those without any are left out. */
  weights: { unit: string; weight: number }[]
  periods: { period: string; observed: number; synthetic: number; gap: number }[]
  /** Root mean square of the gaps before the start, and of those of a place picked blindly. */
  errorBefore: number
  spreadBefore: number
  /** Share of places (this one among them) whose gaps grew at least as much after the start, though nothing began there. */
  p: number
  /** The smallest p so many places can give. */
  smallestP: number
  placebos: { unit: string; gap: number; growth: number | null }[]
}

/** The fit before the start must be at least four times as close as that of a place picked blindly. */
const mostOfSpread = 0.25

/**
 * What a place would have seen without the programme, as a mix of other places that went the same way before it began.
 *
 * The weights are not negative and add up to one, and bring the mix as close as can be to the place in the periods
 * before the start; the effect is the mean gap after it. Then each other place is treated as if the programme had
 * begun there: p is the share of places whose gap grew as much (placebo in space).
 *
 * Holds when no other shock met this place alone and the others were not touched by the programme. Refused with fewer
 * than five periods before the start or where the mix does not follow the place: then the gap afterwards says nothing.
 * Where there are more places than periods several mixes fit alike; the one found starts from equal weights.
 *
 * Abadie, Diamond and Hainmueller (2010), Journal of the American Statistical Association 105:493–505; Abadie (2021),
 * Journal of Economic Literature 59:391–425. Outcomes of the periods before the start alone are matched, all alike.
 *
 * @param data.values - one row per unit, one column per period in order of time; no gaps
 * @param data.start - index of the first period of the programme
 * @throws WrongData where a value is missing or a place or the start is not there
 */
export function syntheticControl(
  data: {
    units: readonly string[]
    periods: readonly string[]
    values: readonly (readonly (number | null)[])[]
    treated: string
    start: number
  },
  { levels = [0.95, 0.8] }: { levels?: readonly number[] } = {},
): Estimate<SyntheticDiagnostics> {
  const { units, periods, start } = data
  const values = complete(data)
  const place = units.indexOf(data.treated)
  if (place < 0) throw new WrongData({ code: 'group-unknown', group: data.treated, known: [...units] })
  if (!(start > 0 && start < periods.length))
    throw new WrongData({
      code: 'out-of-range',
      what: 'start',
      value: start,
      least: 1,
      most: periods.length - 1,
    })
  const without = (reason: Finding): Estimate<SyntheticDiagnostics> => ({
    method: 'change-synthetic',
    status: 'no-estimate',
    reason,
    cases: units.length,
    intervals: [],
    diagnostics: {},
    warnings: [],
  })
  if (start < 5) return without({ code: 'too-few', what: 'periods', is: start, least: 5 })
  if (units.length < 4) return without({ code: 'too-few', what: 'groups', is: units.length, least: 4 })

  const others = [...units.keys()].filter((unit) => unit !== place)
  const own = fitOf(values, place, others, start)
  const spreadBefore = rootMeanSquare(
    others.flatMap((unit) => gapsOf(values, place, [unit], [1]).slice(0, start)),
  )
  if (own.errorBefore > mostOfSpread * spreadBefore)
    return without({
      code: 'poor-fit-before',
      error: own.errorBefore,
      spread: spreadBefore,
      most: mostOfSpread,
    })

  // Places are compared by how much their error grew, so a place that never fitted does not count as an effect.
  const placebos = others.map((unit) => ({
    unit: units[unit] as string,
    ...fitOf(
      values,
      unit,
      others.filter((other) => other !== unit),
      start,
    ),
  }))
  const asLarge = placebos.filter(({ growth }) => growth >= own.growth * (1 - 1e-9)).length
  const smallestP = 1 / units.length
  const warnings: Finding[] =
    smallestP > 0.05 ? [{ code: 'few-places-to-compare', places: others.length, smallestP }] : []
  const gaps = placebos.map(({ gap }) => gap).sort((a, b) => a - b)
  const intervals = levels
    // A quantile needs places on both sides of it.
    .filter((level) => others.length + 1 >= 2 / (1 - level) - 1e-9)
    .map((level): Interval => {
      const outside = Math.floor(((1 - level) / 2) * (others.length + 1) + 1e-9)
      const [least = 0, most = 0] = [gaps[outside - 1], gaps[gaps.length - outside]]
      return { level, low: own.gap - most, high: own.gap - least, kind: 'percentile' }
    })
  return {
    method: 'change-synthetic',
    status: 'ok',
    cases: units.length,
    estimate: own.gap,
    standardError: null,
    intervals,
    diagnostics: {
      weights: others
        .map((unit, k) => ({ unit: units[unit] as string, weight: own.weights[k] as number }))
        .filter(({ weight }) => weight > 1e-6)
        .sort((a, b) => b.weight - a.weight),
      periods: periods.map((period, t) => {
        const observed = values[place]?.[t] as number
        const gap = own.gaps[t] as number
        return { period, observed, synthetic: observed - gap, gap }
      }),
      errorBefore: own.errorBefore,
      spreadBefore,
      p: (1 + asLarge) / units.length,
      smallestP,
      placebos: placebos.map(({ unit, gap, growth }) => ({
        unit,
        gap,
        growth: Number.isFinite(growth) ? growth : null,
      })),
    },
    warnings,
  }
}

function fitOf(values: number[][], place: number, others: number[], start: number) {
  const weights = mixOf(values, place, others, start)
  const gaps = gapsOf(values, place, others, weights)
  const after = gaps.slice(start)
  const errorBefore = rootMeanSquare(gaps.slice(0, start))
  const errorAfter = rootMeanSquare(after)
  return {
    weights,
    gaps,
    errorBefore,
    gap: after.reduce((sum, gap) => sum + gap, 0) / after.length,
    growth: errorAfter === 0 ? 0 : errorAfter / errorBefore,
  }
}

/**
 * Weights from 0, adding up to 1, of least squared distance: weight is moved from the place where less of it helps most
 * to the one where more of it helps most, as far as it helps, until nothing is gained. The problem is convex.
 */
function mixOf(values: number[][], place: number, others: number[], start: number): number[] {
  const columns = others.map((unit) => values[unit] as number[])
  const weights = others.map(() => 1 / others.length)
  const scale =
    columns.reduce((sum, column) => sum + column.slice(0, start).reduce((s, x) => s + x * x, 0), 0) || 1
  const gaps = gapsOf(values, place, others, weights).slice(0, start)
  for (let step = 0; step < 20_000; step++) {
    let [to, from] = [0, -1]
    let [most, least] = [-Infinity, Infinity]
    columns.forEach((column, k) => {
      let gain = 0
      for (let t = 0; t < start; t++) gain += (gaps[t] as number) * (column[t] as number)
      if (gain > most) [to, most] = [k, gain]
      if ((weights[k] as number) > 0 && gain < least) [from, least] = [k, gain]
    })
    if (most - least <= 1e-13 * scale) break
    const [gaining, losing] = [columns[to] as number[], columns[from] as number[]]
    let squares = 0
    for (let t = 0; t < start; t++) squares += ((gaining[t] as number) - (losing[t] as number)) ** 2
    const held = weights[from] as number
    const move = Math.min(held, (most - least) / squares)
    weights[to] = (weights[to] as number) + move
    weights[from] = move === held ? 0 : held - move
    for (let t = 0; t < start; t++)
      gaps[t] = (gaps[t] as number) - move * ((gaining[t] as number) - (losing[t] as number))
  }
  return weights
}

function gapsOf(values: number[][], place: number, others: number[], weights: readonly number[]): number[] {
  return (values[place] as number[]).map((observed, t) =>
    others.reduce((gap, unit, k) => gap - (weights[k] as number) * (values[unit]?.[t] as number), observed),
  )
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
}

function complete({
  units,
  periods,
  values,
}: {
  units: readonly string[]
  periods: readonly string[]
  values: readonly (readonly (number | null)[])[]
}): number[][] {
  return units.map((_, unit) =>
    periods.map((column, t) => {
      const value = values[unit]?.[t] ?? null
      if (value === null || !Number.isFinite(value))
        throw new WrongData({ code: 'not-a-number', row: unit + 1, column, text: String(value ?? '') })
      return value
    }),
  )
}
