import { openPlaces } from './places.ts'
import { openTally } from './tally.ts'

/** One draw: the partial value of every alternative on every criterion, and the weights of the criteria. */
export type SmaaDraw = {
  /** By alternative, then by criterion. */
  values: readonly (readonly number[])[]
  weights: readonly number[]
}

export type SmaaResult = {
  /** Share of draws with each place, by alternative. */
  acceptability: Float64Array[]
  /** Share of draws in which the row's alternative is better than the column's. */
  pairwise: Float64Array[]
  /** Mean weights of the draws in which it is first; null if never. */
  centralWeights: (Float64Array | null)[]
  /** Share of draws, values as drawn, in which it is first with its central weights; null if it has none. */
  confidence: (number | null)[]
  /** Doubt over who is first, in bits. */
  entropyOfFirst: number | null
  /** Mean of the weighted sums. */
  meanScore: number[]
}

/**
 * Stochastic multicriteria acceptability analysis of draws that somebody else has made: weighted sums, ranked in each draw.
 *
 * Lahdelma, Hokkanen and Salminen (1998), EJOR 106:137–143; Lahdelma and Salminen (2001), Operations Research 49:444–454.
 *
 * @throws RangeError without draws, or when one has another size than the first; TypeError for values that are not finite.
 */
export function smaa(draws: readonly SmaaDraw[]): SmaaResult {
  const alternatives = draws[0]?.values.length ?? 0
  const criteria = draws[0]?.weights.length ?? 0
  if (alternatives === 0 || criteria === 0)
    throw new RangeError('acceptability takes at least one draw of one alternative on one criterion')
  const places = openPlaces(alternatives)
  const everybody = new Uint8Array(alternatives).fill(1)
  const tally = openTally(alternatives, 1, criteria, draws.length)
  const scores = new Float64Array(alternatives)
  const sums = new Float64Array(alternatives)

  draws.forEach(({ values, weights }, k) => {
    if (
      values.length !== alternatives ||
      weights.length !== criteria ||
      values.some((own) => own.length !== criteria)
    )
      throw new RangeError(`draw ${k + 1} is not of ${alternatives} alternatives and ${criteria} criteria`)
    score(values, weights, k)
    for (let i = 0; i < alternatives; i++) sums[i] = (sums[i] as number) + (scores[i] as number)
    const count = places.rank(scores, everybody)
    tally.add(scores, places.order, places.setEnds, count, Float64Array.from(weights))
  })

  const each = Array.from({ length: alternatives }, (_, i) => i)
  const central = each.map((i) => tally.centralWeights(i))
  const flat = tally.pairwise()
  return {
    acceptability: each.map((i) => tally.acceptability(i)),
    pairwise: each.map((i) => flat.slice(i * alternatives, (i + 1) * alternatives)),
    centralWeights: central,
    confidence: each.map((i) => {
      const weights = central[i]
      if (!weights) return null
      let first = 0
      draws.forEach(({ values }, k) => {
        score(values, weights, k)
        places.rank(scores, everybody)
        if (places.places[i] === 1) first++
      })
      return first / draws.length
    }),
    entropyOfFirst: tally.entropyOfFirst(),
    meanScore: each.map((i) => (sums[i] as number) / draws.length),
  }

  function score(values: readonly (readonly number[])[], weights: ArrayLike<number>, k: number): void {
    for (let i = 0; i < alternatives; i++) {
      let sum = 0
      for (let c = 0; c < criteria; c++) sum += (weights[c] as number) * (values[i]?.[c] as number)
      if (!Number.isFinite(sum))
        throw new TypeError(`draw ${k + 1}, alternative ${i + 1}: not finite numbers`)
      scores[i] = sum
    }
  }
}
