import { exp } from '../portable-math.ts'
import { rankScores } from '../ranks.ts'
import type { McdaFinding } from './findings.ts'
import { canCompare, compared, type McdaTable, spreadOf, spreadOut } from './table.ts'

/**
 * How much a difference d in one criterion makes one unit preferred, from 0 to 1 (Brans and Vincke's six shapes).
 * Thresholds are in the units of the criterion.
 */
export type Preference =
  /** Any difference counts in full. */
  | { shape: 'usual' }
  /** Differences above `indifference` count in full, others not at all. */
  | { shape: 'u'; indifference: number }
  /** In proportion up to `preference`, in full from there on. */
  | { shape: 'v'; preference: number }
  /** Not at all up to `indifference`, half up to `preference`, in full above. */
  | { shape: 'level'; indifference: number; preference: number }
  /** Not at all up to `indifference`, then in proportion up to `preference`. */
  | { shape: 'v-with-indifference'; indifference: number; preference: number }
  /** 1 - exp(-d² / 2s²): smooth, with `spread` s where it bends. */
  | { shape: 'gaussian'; spread: number }

export type Promethee = {
  /** Net flow: how much a unit is preferred to the others less how much they are to it, -1 to 1. */
  net: (number | null)[]
  leaving: (number | null)[]
  entering: (number | null)[]
  ranks: (number | null)[]
  findings: McdaFinding[]
}

/**
 * PROMETHEE II: every unit is laid beside every other on each criterion; the net flow is what it wins less what it loses,
 * on average over the others.
 *
 * Flows depend on who is compared: when one unit comes or goes, the others can change places. Equal flows within 1e-10
 * share a rank, and differences within 1e-10 of a criterion's own range are no differences.
 *
 * Brans and Vincke (1985), Management Science 31:647–656.
 *
 * @param preferences one for all criteria, or one each
 * @throws RangeError for thresholds that cannot be; RangeError or TypeError as `compared` does
 */
export function promethee(table: McdaTable, preferences: Preference | readonly Preference[]): Promethee {
  const each = 'shape' in preferences ? table.columns.map(() => preferences) : preferences
  if (each.length !== table.columns.length)
    throw new RangeError(
      `${table.columns.length} criteria and ${each.length} preference functions were given`,
    )
  each.forEach(checkPreference)
  const ready = compared(table)
  const { findings } = ready
  if (!canCompare(ready)) {
    const nobody = () => new Array<null>(ready.given).fill(null)
    return { net: nobody(), leaving: nobody(), entering: nobody(), ranks: nobody(), findings }
  }
  const { leaving, entering } = flowsOf(ready.columns, ready.shares, each)
  const net = spreadOut(
    ready,
    leaving.map((flow, i) => flow - (entering[i] as number)),
  )
  return {
    net,
    leaving: spreadOut(ready, leaving),
    entering: spreadOut(ready, entering),
    ranks: rankScores(net),
    findings,
  }
}

/** `promethee` without checks, for runs: flows of every unit, higher being better on every column. */
export function flowsOf(
  columns: readonly Float64Array[],
  shares: Float64Array,
  preferences: readonly Preference[],
): { leaving: Float64Array; entering: Float64Array } {
  const size = columns[0]?.length ?? 0
  const leaving = new Float64Array(size)
  const entering = new Float64Array(size)
  for (let j = 0; j < columns.length; j++) {
    const column = columns[j] as Float64Array
    const share = (shares[j] as number) / (size - 1)
    const noise = 1e-10 * spreadOf(column)
    if (share === 0 || noise === 0) continue
    const degree = degreeOf(preferences[j] as Preference)
    for (let a = 0; a < size; a++) {
      const x = column[a] as number
      for (let b = 0; b < a; b++) {
        const d = x - (column[b] as number)
        if (d > noise) {
          const p = share * degree(d)
          leaving[a] = (leaving[a] as number) + p
          entering[b] = (entering[b] as number) + p
        } else if (d < -noise) {
          const p = share * degree(-d)
          leaving[b] = (leaving[b] as number) + p
          entering[a] = (entering[a] as number) + p
        }
      }
    }
  }
  return { leaving, entering }
}

/** The preference function as a function of a positive difference. */
export function degreeOf(preference: Preference): (d: number) => number {
  switch (preference.shape) {
    case 'usual':
      return () => 1
    case 'u': {
      const { indifference: q } = preference
      return (d) => (d > q ? 1 : 0)
    }
    case 'v': {
      const { preference: p } = preference
      return (d) => (d >= p ? 1 : d / p)
    }
    case 'level': {
      const { indifference: q, preference: p } = preference
      return (d) => (d <= q ? 0 : d <= p ? 0.5 : 1)
    }
    case 'v-with-indifference': {
      const { indifference: q, preference: p } = preference
      return (d) => (d <= q ? 0 : d >= p ? 1 : (d - q) / (p - q))
    }
    case 'gaussian': {
      const { spread: s } = preference
      return (d) => 1 - exp(-(d * d) / (2 * s * s))
    }
  }
}

/** @throws RangeError for thresholds that cannot be, with what they have to be. */
export function checkPreference(preference: Preference): void {
  const fault = preferenceFault(preference)
  if (fault !== null) throw new RangeError(fault)
}

/** What is wrong with a preference function, or null. */
export function preferenceFault(preference: Preference): string | null {
  const known = (value: number, name: string) =>
    Number.isFinite(value) && value >= 0 ? null : `${name} is ${value}; it is zero or more`
  switch (preference.shape) {
    case 'usual':
      return null
    case 'u':
      return known(preference.indifference, 'indifference')
    case 'v':
      return preference.preference > 0 && Number.isFinite(preference.preference)
        ? null
        : `preference is ${preference.preference}; it is more than zero`
    case 'level':
    case 'v-with-indifference':
      return (
        known(preference.indifference, 'indifference') ??
        (preference.preference > preference.indifference && Number.isFinite(preference.preference)
          ? null
          : `preference is ${preference.preference}; it is more than indifference, ${preference.indifference}`)
      )
    case 'gaussian':
      return preference.spread > 0 && Number.isFinite(preference.spread)
        ? null
        : `spread is ${preference.spread}; it is more than zero`
  }
}
