import { FEWEST_SHOWN } from './suppression.ts'

/*
 * Numbers of people by place, beside a total that is exact. They are told as bands, and only so many of them that nobody
 * can work out how many live in a place that is not named, nor that anybody does.
 */

/** A number as the band it lies in. Both ends belong to it. */
export type Band = { atLeast: number; atMost: number }

/** The band of a number, as wide as the fewest that are told; null for fewer than those, none included. */
export function bandOf(count: number, fewest = FEWEST_SHOWN): Band | null {
  if (count < fewest) return null
  const atLeast = fewest * Math.floor(count / fewest)
  return { atLeast, atMost: atLeast + fewest - 1 }
}

/**
 * The places that may be told, the largest first; a place of which little is known (null) is never told, its number is
 * part of the rest. What is not told holds nobody or at least `fewest` together: where it would hold fewer, the smallest
 * of the told joins it. So a place with a single person looks as one with none, as long as three places or more are not
 * named.
 */
export function bandsByPlace(
  counts: Iterable<readonly [place: string | null, count: number]>,
  fewest = FEWEST_SHOWN,
): ({ place: string } & Band)[] {
  const sums = new Map<string, number>()
  let rest = 0
  for (const [place, count] of counts) {
    if (place === null) rest += count
    else sums.set(place, (sums.get(place) ?? 0) + count)
  }
  const told: { place: string; count: number }[] = []
  for (const [place, count] of sums) {
    if (count < fewest) rest += count
    else told.push({ place, count })
  }
  told.sort((a, b) => b.count - a.count || (a.place < b.place ? -1 : 1))
  while (rest > 0 && rest < fewest) {
    const smallest = told.pop()
    if (smallest === undefined) break
    rest += smallest.count
  }
  return told
    .flatMap(({ place, count }) => {
      const band = bandOf(count, fewest)
      return band === null ? [] : [{ place, ...band }]
    })
    .sort((a, b) => b.atLeast - a.atLeast || (a.place < b.place ? -1 : 1))
}
