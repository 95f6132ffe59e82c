/**
 * Places in a ranking: 1 is best, equals share the smaller place and the places
 * after them stay empty ("1224"). What is not known has no place: null.
 *
 * Two scores count as equal when rounding alone could have separated them, by
 * default within 1e-10. "Within a tolerance" is not transitive: with tolerance
 * 1, 3 ties 2 and 2 ties 1, but 3 does not tie 1. So each set of equals is
 * measured from its best member: going down the list, a score joins the set
 * while it is within the tolerance of the set's *first*, and otherwise opens the
 * next. No two scores further apart than the tolerance ever share a place, and
 * the order in which units are listed does not matter. (Chaining neighbours
 * would let many small steps tie scores that are far apart.)
 *
 * @throws TypeError for NaN or infinities, naming the position; RangeError for a negative tolerance.
 */
export function rankScores(
  scores: readonly (number | null)[],
  { descending = true, tolerance = 1e-10 }: { descending?: boolean; tolerance?: number } = {},
): (number | null)[] {
  if (!(tolerance >= 0)) throw new RangeError(`a tolerance is zero or more, not ${tolerance}`)
  const order: number[] = []
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]
    if (score === null || score === undefined) continue
    if (!Number.isFinite(score)) throw new TypeError(`score ${i + 1} is ${score}; what is not known is null`)
    order.push(i)
  }
  const sign = descending ? -1 : 1
  order.sort((a, b) => sign * ((scores[a] as number) - (scores[b] as number)) || a - b)

  const places: (number | null)[] = new Array(scores.length).fill(null)
  let place = 0
  let first = 0
  for (let k = 0; k < order.length; k++) {
    const index = order[k] as number
    const score = scores[index] as number
    if (k === 0 || Math.abs(score - first) > tolerance) {
      place = k + 1
      first = score
    }
    places[index] = place
  }
  return places
}
