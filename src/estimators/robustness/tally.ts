import { log } from '../portable-math.ts'
import type { SensitivityRange } from './model.ts'

/** Counts what becomes of every unit over many runs. */
export type Tally = ReturnType<typeof openTally>

/**
 * Opens a tally of `size` units on a shortlist of `shortlist`, with `weightCount` weights to average.
 *
 * Ranks are counted exactly, however many runs there are; of scores at most `keep` runs are kept, evenly spaced.
 */
export function openTally(
  size: number,
  shortlist: number,
  weightCount: number,
  runs: number,
  /** Units whose gates are not all known: they are placed as if the unknown ones were passed. */
  conditional: readonly number[] = [],
) {
  const acceptability = new Uint32Array(size * size)
  const pairwise = new Uint32Array(size * size)
  const firsts = new Uint32Array(size)
  const ranked = new Uint32Array(size)
  const passes = new Uint32Array(size)
  const weightSums = new Float64Array(size * weightCount)
  /** By position in `conditional`. */
  const conditionalRanks = new Uint32Array(conditional.length * (size + 1))
  const conditionalRuns = new Uint32Array(conditional.length)

  const every = Math.max(1, Math.ceil((runs * size) / 4_000_000))
  const scoreRuns = Math.ceil(runs / every)
  const scores = new Float64Array(scoreRuns * size)
  let done = 0
  let kept = 0

  /** Adds one run: scores, the order of those ranked (best first) with the ends of sets of equals, and the weights used. */
  function add(
    score: Float64Array,
    order: Int32Array,
    setEnds: Int32Array,
    count: number,
    shares: Float64Array,
  ): void {
    if (done % every === 0) scores.set(score, kept++ * size)
    done++
    for (let k = 0; k < count; ) {
      const end = setEnds[k] as number
      for (let m = k; m < end; m++) {
        const unit = order[m] as number
        const row = unit * size
        ranked[unit] = (ranked[unit] as number) + 1
        acceptability[row + k] = (acceptability[row + k] as number) + 1
        for (let b = end; b < count; b++) {
          const cell = row + (order[b] as number)
          pairwise[cell] = (pairwise[cell] as number) + 1
        }
        if (k === 0) {
          firsts[unit] = (firsts[unit] as number) + 1
          const own = unit * weightCount
          for (let w = 0; w < weightCount; w++)
            weightSums[own + w] = (weightSums[own + w] as number) + (shares[w] as number)
        }
      }
      k = end
    }
  }

  /** Counts a place of a unit that is ranked only on the condition that its unknown gates are passed. */
  function addConditional(c: number, place: number): void {
    conditionalRuns[c] = (conditionalRuns[c] as number) + 1
    const cell = c * (size + 1) + place - 1
    conditionalRanks[cell] = (conditionalRanks[cell] as number) + 1
  }

  function rankRow(unit: number): Uint32Array {
    return acceptability.subarray(unit * size, (unit + 1) * size)
  }

  return {
    add,
    addConditional,
    firsts,
    ranked,
    passes,
    runs: () => done,
    scoreRuns: () => kept,
    acceptability: (unit: number) => Float64Array.from(rankRow(unit), (count) => count / done),
    rankRange: (unit: number) => rangeOfCounts(rankRow(unit), ranked[unit] as number),
    expectedRank(unit: number): number | null {
      const count = ranked[unit] as number
      if (count === 0) return null
      return rankRow(unit).reduce((sum, times, k) => sum + times * (k + 1), 0) / count
    },
    pShortlist: (unit: number) => firstOf(rankRow(unit), shortlist) / done,
    conditional(c: number): { pShortlist: number; rankRange: SensitivityRange | null } {
      const row = conditionalRanks.subarray(c * (size + 1), (c + 1) * (size + 1))
      const count = conditionalRuns[c] as number
      return { pShortlist: firstOf(row, shortlist) / done, rankRange: rangeOfCounts(row, count) }
    },
    scoreRange(unit: number): SensitivityRange | null {
      const own = new Float64Array(kept)
      let count = 0
      for (let k = 0; k < kept; k++) {
        const score = scores[k * size + unit] as number
        if (!Number.isNaN(score)) own[count++] = score
      }
      if (count === 0) return null
      const sorted = own.subarray(0, count).sort()
      return [sorted[nearest(count, 0.05)] as number, sorted[nearest(count, 0.95)] as number]
    },
    pairwise: () => Float64Array.from(pairwise, (count) => count / done),
    centralWeights(unit: number): Float64Array | null {
      const count = firsts[unit] as number
      if (count === 0) return null
      return Float64Array.from(
        { length: weightCount },
        (_, w) => (weightSums[unit * weightCount + w] as number) / count,
      )
    },
    /** Entropy of who is first, in bits; equals on the first place share the run. */
    entropyOfFirst(): number | null {
      const total = firsts.reduce((sum, count) => sum + count, 0)
      if (total === 0) return null
      let entropy = 0
      for (const count of firsts) if (count > 0) entropy -= (count / total) * log(count / total)
      return entropy === 0 ? 0 : entropy / Math.LN2
    },
  }
}

/** Position, from 0, of the nearest rank: the smallest value at or below which at least `share` of the values lie. */
export function nearest(count: number, share: number): number {
  return Math.min(count - 1, Math.max(0, Math.ceil(share * count - 1e-9) - 1))
}

/** 5th and 95th percentile of whole numbers from 1 counted in a row. */
function rangeOfCounts(row: Uint32Array, count: number): SensitivityRange | null {
  if (count === 0) return null
  const at = (position: number) => {
    let seen = 0
    for (let k = 0; k < row.length; k++) {
      seen += row[k] as number
      if (seen > position) return k + 1
    }
    return row.length
  }
  return [at(nearest(count, 0.05)), at(nearest(count, 0.95))]
}

function firstOf(row: Uint32Array, count: number): number {
  let sum = 0
  for (let k = 0; k < Math.min(count, row.length); k++) sum += row[k] as number
  return sum
}
