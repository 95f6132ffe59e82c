import { assess, type RunOptions } from '../assess.ts'
import type { Inputs, Methodology } from '../schema.ts'
import type { Level, Points } from './schema.ts'
import { withWeightsOf } from './to-weights.ts'

/* The same countries ranked with the weights of the document, of all groups, and without each of them. */

export type Column = { key: string; points: Points | null }

export type Rankings = {
  size: number
  columns: string[]
  /** Countries that are in the shortlist under any of the columns, in the order of the second one. */
  rows: { unit: string; ranks: (number | null)[] }[]
  /** What each column changes in the shortlist against the column it is laid beside. */
  moves: { key: string; against: string; comesIn: string[]; dropsOut: string[] }[]
}

/**
 * Ranks what a kept assessment looked at under each column; `points` null is the document as it was written. The first
 * column is the document, the second all groups together; the rest are laid beside the second.
 */
export function rankingsOf(
  methodology: Methodology,
  inputs: Inputs,
  options: RunOptions,
  level: Level,
  columns: readonly Column[],
): Rankings {
  const size = options.shortlistSize
  const ranks = columns.map(({ points }) => {
    const document = points === null ? methodology : withWeightsOf(methodology, level, points)
    const { units } = assess(document, inputs, { ...options, replicates: 0 })
    return new Map(units.flatMap(({ unit, rank }) => (rank === null ? [] : [[unit, rank] as const])))
  })
  const shortlists = ranks.map(
    (of) => new Set([...of].flatMap(([unit, rank]) => (rank <= size ? [unit] : []))),
  )
  const leading = ranks[1] ?? ranks[0] ?? new Map<string, number>()
  const last = Number.POSITIVE_INFINITY
  const listed = [...new Set(shortlists.flatMap((units) => [...units]))].sort(
    (one, other) =>
      (leading.get(one) ?? last) - (leading.get(other) ?? last) || (one < other ? -1 : one > other ? 1 : 0),
  )
  return {
    size,
    columns: columns.map(({ key }) => key),
    rows: listed.map((unit) => ({ unit, ranks: ranks.map((of) => of.get(unit) ?? null) })),
    moves: columns.slice(1).map(({ key }, place) => {
      const beside = place === 0 ? 0 : 1
      const own = shortlists[place + 1] ?? new Set<string>()
      const other = shortlists[beside] ?? new Set<string>()
      return {
        key,
        against: columns[beside]?.key ?? '',
        comesIn: [...own].filter((unit) => !other.has(unit)).sort(),
        dropsOut: [...other].filter((unit) => !own.has(unit)).sort(),
      }
    }),
  }
}
