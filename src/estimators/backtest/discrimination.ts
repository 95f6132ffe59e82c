import { type Draws, type Ordered, weightOf } from './cases.ts'

/**
 * How well a ranking tells apart those it happened to from those it did not: the
 * chance that of two units of the same year, one of each kind, the ranking puts the
 * right one first (Hanley and McNeil 1982; half of a tie counts). 0.5 is a coin.
 *
 * Pairs are made within a year only: a list chooses among the units of its day, and a
 * year in which much happened everywhere is no merit of the list. Years count by
 * their number of pairs.
 *
 * @returns null when no year has one of each kind
 */
export function concordance(years: readonly Ordered[], draws: Draws = null): number | null {
  let right = 0
  let pairs = 0
  for (const { groups } of years) {
    let with_ = 0
    let without = 0
    for (const group of groups) {
      let hits = 0
      let misses = 0
      for (const one of group) {
        const weight = weightOf(one, draws)
        if (one.happened) hits += weight
        else misses += weight
      }
      // Those it did not happen to stand below whoever was met before them.
      right += misses * (with_ + hits / 2)
      with_ += hits
      without += misses
    }
    pairs += with_ * without
  }
  return pairs === 0 ? null : right / pairs
}

/** What the first `k` places of a year’s list held. */
export type Hits = { year: number; cases: number; happened: number; places: number; hits: number }

/**
 * Of the first `k` of each year’s list, those it happened to. Where equals share the
 * last places, each takes its part of them: the expected number if lots were drawn.
 * A year with fewer than `k` cases has that many places.
 *
 * @throws RangeError when `k` is not a whole number from 1
 */
export function hitsAt(years: readonly Ordered[], k: number, draws: Draws = null): Hits[] {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`a list has 1 place or more, not ${k}`)
  return years.map(({ year, groups }) => {
    let cases = 0
    let happened = 0
    let places = 0
    let hits = 0
    for (const group of groups) {
      let all = 0
      let own = 0
      for (const one of group) {
        const weight = weightOf(one, draws)
        all += weight
        if (one.happened) own += weight
      }
      if (all === 0) continue
      const taken = Math.min(k - places, all)
      places += taken
      hits += (taken * own) / all
      cases += all
      happened += own
    }
    return { year, cases, happened, places, hits }
  })
}

/** Hits over places, all years together; null when there is no place. */
export function hitRate(years: readonly Hits[]): number | null {
  const places = years.reduce((sum, year) => sum + year.places, 0)
  return places === 0 ? null : years.reduce((sum, year) => sum + year.hits, 0) / places
}
