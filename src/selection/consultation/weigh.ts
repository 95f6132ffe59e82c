import { ahp } from '../../estimators/mcda/ahp.ts'
import type { Given, Points } from './schema.ts'

/* From an answer to points out of 100. The ways and their sources: docs/methods/consultation.md. */

/** How two things are named together; always in the order in which they are asked. */
export const pairKey = (first: string, second: string) => `${first} ${second}`

/** All pairs of several things, in order. */
export function pairsOf(ids: readonly string[]): [string, string][] {
  return ids.flatMap((first, place) =>
    ids.slice(place + 1).map((second): [string, string] => [first, second]),
  )
}

/** The points that an answer gives to each of the things asked about; they sum to 100. */
export function pointsOf(given: Given, ids: readonly string[]): Points {
  if (given.way === 'points') return Object.fromEntries(ids.map((id) => [id, given.values[id] ?? 0]))
  if (given.way === 'order') return orderPoints(given.values, ids)
  return comparedPoints(given.values, ids).points
}

/**
 * Points from an order alone: rank-order centroid weights, the mean of all weights that keep the order
 * (Barron and Barrett 1996). Things that share a place share the points of the places they take up together.
 */
export function orderPoints(places: Record<string, number>, ids: readonly string[]): Points {
  const count = ids.length
  const centroid = (rank: number) => {
    let sum = 0
    for (let k = rank; k <= count; k++) sum += 1 / k
    return (sum / count) * 100
  }
  const sorted = ids.toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0))
  const points: Points = {}
  for (let from = 0; from < count; ) {
    const place = places[sorted[from] ?? '']
    let to = from
    while (to < count && places[sorted[to] ?? ''] === place) to++
    let sum = 0
    for (let rank = from + 1; rank <= to; rank++) sum += centroid(rank)
    for (const id of sorted.slice(from, to)) points[id] = sum / (to - from)
    from = to
  }
  return points
}

export type Compared = {
  points: Points
  /** Consistency ratio (Saaty 1980); null for fewer than three things, which cannot contradict each other. */
  ratio: number | null
  /** Whether the judgements agree well enough to be left as they are. */
  consistent: boolean
  /** The pair to look at again, how many times as much the first was said to matter, and what the other judgements say. */
  again: { first: string; second: string; judged: number; rest: number } | null
}

/** Points from comparing two at a time: geometric means, and how far the judgements contradict each other (`ahp`). */
export function comparedPoints(judgements: Record<string, number>, ids: readonly string[]): Compared {
  const times = (i: number, j: number): number => {
    if (i === j) return 1
    if (i > j) return 1 / times(j, i)
    const judged = judgements[pairKey(ids[i] ?? '', ids[j] ?? '')] ?? 1
    return judged < 0 ? -1 / judged : judged
  }
  const { weights, ratio, consistent, worst } = ahp(
    ids.map((_, i) => ids.map((_, j) => times(i, j))),
    'geometric mean',
  )
  return {
    points: Object.fromEntries(ids.map((id, i) => [id, (weights[i] ?? 0) * 100])),
    ratio,
    consistent,
    again:
      worst === null
        ? null
        : {
            first: ids[worst.row] ?? '',
            second: ids[worst.column] ?? '',
            judged: worst.is,
            rest: worst.wouldBe,
          },
  }
}
