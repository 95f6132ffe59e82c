import { casesOf, type OverlapTable, sizeOf } from '../lists/overlap-table.ts'
import type { Run } from '../numeric/run.ts'
import { logGamma } from '../numeric/special.ts'
import { exp, log } from '../portable-math.ts'
import { type DecomposableGraph, decomposableGraphs } from './graphs.ts'

/** What the data say about graph and number of unseen persons together. */
export type GraphPosterior = {
  /** Probability that exactly k + 1 persons were seen by nobody, k the place in the array. */
  missing: Float64Array
  graphs: (DecomposableGraph & {
    probability: number
    /** Posterior mean of the unseen persons under this graph, on the numbers that were tried. */
    meanMissing: number
  })[]
  /** The largest number of unseen persons tried. */
  maxMissing: number
  /** Share of the posterior that lies beyond it, extrapolated; null where the end of the grid is no tail yet. */
  beyond: number | null
}

/** Numbers tried in one go, so that the products of one stretch stay in the fast memory. */
const STRETCH = 512
/** Within a stretch no factor changes by more than e to this: a graph left out at its start stays negligible. */
const CALM = 2
/** A graph whose share at the start of a stretch is below e to minus this cannot count within it. */
const NEGLIGIBLE = 120

/**
 * Posterior over decomposable graphs and the number n0 of persons on no list.
 *
 * With hyper-Dirichlet priors (2^-lists in each cell, so that margins agree) the probability of graph
 * g and n0 is, up to a constant, B(n0) · Π R(cliques) / Π R(separators): B is that of independent lists
 * with the prior 1/N, N = cases + n0, and R(A) = p(A) / Π p(each list of A) says how much better the lists of A are
 * described together than apart. Only the cell of the unseen changes with n0, so from one n0 to the next
 * each R moves by one known factor: no gamma function is needed along the way, and nothing is kept per
 * graph and n0. Graphs that begin alike share their partial products.
 *
 * Madigan and York (1997), Biometrika 84:19–31.
 *
 * @param maxMissing - the largest n0; without it the grid grows until less than `tolerance` lies beyond,
 * or `mostPoints` are reached
 */
export function* graphPosterior(
  table: OverlapTable,
  {
    maxMissing,
    tolerance,
    mostPoints,
  }: { maxMissing?: number | undefined; tolerance: number; mostPoints: number },
): Run<GraphPosterior> {
  const lists = table.lists.length
  const stream = openStream(table)
  const graphs = decomposableGraphs(lists)
    .map((graph) => ({ ...graph, factors: factorsOf(graph) }))
    .sort((a, b) => compareLexically(a.factors, b.factors))
  const totals = new Float64Array(graphs.length)
  const moments = new Float64Array(graphs.length)
  const grid = openGrid()
  const products = Array.from({ length: 2 * lists + 1 }, () => new Float64Array(STRETCH))
  const sums = new Float64Array(STRETCH)
  /** Saturated graphs fall off slowest: as n0 to minus this power. */
  const slowest = 2 - 2 ** -lists

  let scale = -Infinity
  let nextCheck = 1000
  for (;;) {
    const last = maxMissing ?? mostPoints
    const first = stream.missing
    const length = stream.advance(Math.min(STRETCH, last - grid.size))

    const starts = graphs.map(({ factors }) => stream.logWeightAtStart(factors))
    const best = starts.reduce((most, start) => Math.max(most, start), -Infinity)
    const stretchScale = best + stream.baseScale
    if (stretchScale > scale) {
      const down = exp(scale - stretchScale)
      for (let g = 0; g < graphs.length; g++) {
        totals[g] = (totals[g] as number) * down
        moments[g] = (moments[g] as number) * down
      }
      scale = stretchScale
    }
    const share = exp(stretchScale - scale)

    sums.fill(0, 0, length)
    products[0] = stream.base
    let held: readonly number[] = []
    for (let g = 0; g < graphs.length; g++) {
      const fromBest = (starts[g] as number) - best
      if (fromBest < -NEGLIGIBLE) continue
      const { factors } = graphs[g] as (typeof graphs)[number]
      const weight = exp(fromBest)
      let same = 0
      while (same < factors.length - 1 && same < held.length && held[same] === factors[same]) same++
      for (let d = same; d < factors.length - 1; d++)
        multiply(products[d]!, stream.ratio(factors[d]!), products[d + 1]!, length)
      held = factors.slice(0, -1)
      const before = products[Math.max(0, factors.length - 1)]!
      const final = stream.ratio(factors.at(-1) ?? 0)
      let total = 0
      let moment = 0
      for (let k = 0; k < length; k++) {
        const value = (before[k] as number) * (final[k] as number)
        total += value
        moment += value * k
        sums[k] = (sums[k] as number) + weight * value
      }
      totals[g] = (totals[g] as number) + share * weight * total
      moments[g] = (moments[g] as number) + share * weight * (moment + first * total)
    }
    grid.add(sums, length, stretchScale)
    yield { done: grid.size, total: maxMissing ?? null }

    if (grid.size >= last) break
    if (maxMissing === undefined && grid.size >= nextCheck) {
      const whole = totals.reduce((a, b) => a + b, 0)
      const beyond = grid.shareBeyond(scale, whole, slowest)
      if (beyond !== null && beyond < tolerance) break
      nextCheck = grid.size * 1.1
    }
  }

  const whole = totals.reduce((a, b) => a + b, 0)
  const beyond = grid.shareBeyond(scale, whole, slowest)
  return {
    missing: grid.finish(scale, whole),
    graphs: graphs.map(({ cliques, separators }, g) => ({
      cliques,
      separators,
      probability: (totals[g] as number) / whole,
      meanMissing: (totals[g] as number) > 0 ? (moments[g] as number) / (totals[g] as number) : 0,
    })),
    maxMissing: grid.size,
    beyond,
  }
}

/** Cliques stand as their mask, separators as minus theirs; single lists are in the base already. */
function factorsOf({ cliques, separators }: DecomposableGraph): number[] {
  return [...cliques, ...separators.map((mask) => -mask)]
    .filter((factor) => sizeOf(Math.abs(factor)) > 1)
    .sort((a, b) => a - b)
}

function compareLexically(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}

function multiply(a: Float64Array, b: Float64Array, into: Float64Array, length: number): void {
  for (let k = 0; k < length; k++) into[k] = (a[k] as number) * (b[k] as number)
}

/** The factors R of all sets of lists and the base B, along growing n0. */
function openStream(table: OverlapTable) {
  const lists = table.lists.length
  const sets = 2 ** lists
  const cases = casesOf(table)
  const singles = Array.from({ length: lists }, (_, i) => 1 << i)
  const pairsUp = Array.from({ length: sets }, (_, set) => set).filter((set) => sizeOf(set) > 1)

  /** Seen persons on none of the set, and the prior of that margin's empty cell. */
  const outside = new Float64Array(sets)
  const logMarginal = new Float64Array(sets)
  const total = cases + 2
  for (let set = 1; set < sets; set++) {
    const prior = 2 ** -sizeOf(set)
    const margin = new Map<number, number>()
    table.counts.forEach((count, history) => {
      margin.set(history & set, (margin.get(history & set) ?? 0) + count)
    })
    outside[set] = (margin.get(0) ?? 0) + prior
    let sum = logGamma((outside[set] as number) + 1) - logGamma(prior) - logGamma(total)
    for (const [cell, count] of margin)
      if (cell !== 0 && count > 0) sum += logGamma(count + prior) - logGamma(prior)
    logMarginal[set] = sum
  }

  const logRatio = new Float64Array(sets)
  const apart = (set: number) =>
    singles.reduce((sum, single) => (set & single ? sum + (logMarginal[single] as number) : sum), 0)
  for (const set of pairsUp) logRatio[set] = (logMarginal[set] as number) - apart(set)
  let logBase = apart(sets - 1) + logGamma(total) - logGamma(2) - log(cases + 1)

  const rise = Array.from({ length: sets }, () => new Float64Array(STRETCH))
  const fall = Array.from({ length: sets }, () => new Float64Array(STRETCH))
  const one = new Float64Array(STRETCH).fill(1)
  const base = new Float64Array(STRETCH)
  const moved = new Float64Array(sets)
  const step = new Float64Array(sets)
  const atStart = new Float64Array(sets)

  const self = {
    /** The n0 that comes next. */
    missing: 1,
    base,
    /** Logarithm by which the base of this stretch was scaled. */
    baseScale: 0,

    /** Fills the factors for the next n0, at most `most` of them; returns how many. */
    advance(most: number): number {
      atStart.set(logRatio)
      moved.fill(0)
      const logs = base
      let length = 0
      let calm = true
      while (length < most && calm) {
        logs[length] = logBase
        for (const set of pairsUp) {
          const grown = exp(moved[set] as number)
          rise[set]![length] = grown
          fall[set]![length] = 1 / grown
        }
        length += 1

        const n0 = self.missing
        const logTotal = log(cases + n0 + 1)
        let all = 0
        for (const single of singles) {
          step[single] = log((outside[single] as number) + n0) - logTotal
          all += step[single] as number
        }
        for (const set of pairsUp) {
          let change = log((outside[set] as number) + n0) - logTotal
          for (let i = 0; i < lists; i++) if ((set >> i) & 1) change -= step[1 << i] as number
          moved[set] = (moved[set] as number) + change
          if (Math.abs(moved[set] as number) > CALM) calm = false
        }
        logBase += all - log(n0 + 1) + log(cases + n0)
        self.missing = n0 + 1
      }
      for (const set of pairsUp) logRatio[set] = (atStart[set] as number) + (moved[set] as number)
      let highest = -Infinity
      for (let k = 0; k < length; k++) highest = Math.max(highest, logs[k] as number)
      for (let k = 0; k < length; k++) base[k] = exp((logs[k] as number) - highest)
      self.baseScale = highest
      return length
    },

    logWeightAtStart(factors: readonly number[]): number {
      let sum = 0
      for (const factor of factors) sum += factor > 0 ? atStart[factor]! : -atStart[-factor]!
      return sum
    },

    /** A factor along the stretch, relative to its start; 1 for factor 0. */
    ratio(factor: number): Float64Array {
      return factor === 0 ? one : factor > 0 ? rise[factor]! : fall[-factor]!
    },
  }
  return self
}

/** The masses found so far, each stretch on its own scale. */
function openGrid() {
  let masses = new Float64Array(4096)
  const stretches: { from: number; scale: number }[] = []
  const self = {
    size: 0,

    add(values: Float64Array, length: number, scale: number): void {
      if (self.size + length > masses.length) {
        const wider = new Float64Array(Math.max(2 * masses.length, self.size + length))
        wider.set(masses)
        masses = wider
      }
      masses.set(values.subarray(0, length), self.size)
      stretches.push({ from: self.size, scale })
      self.size += length
    },

    /** The share of one n0 (by its place) in the whole; to be asked before `finish`. */
    shareAt(place: number, scale: number, whole: number): number {
      const stretch = stretches.findLast(({ from }) => from <= place)
      return ((masses[place] as number) * exp((stretch?.scale ?? 0) - scale)) / whole
    },

    /**
     * Far out every graph falls as a power of n0, the saturated one slowest. What lies beyond the end is
     * taken to fall with the slower of that power and the slope seen over the last tenth.
     */
    shareBeyond(scale: number, whole: number, slowest: number): number | null {
      const end = self.size
      const before = Math.floor(0.9 * end)
      if (before < 1) return null
      const atEnd = self.shareAt(end - 1, scale, whole)
      if (atEnd < 1e-300) return 0
      const slope = log(self.shareAt(before - 1, scale, whole) / atEnd) / log(end / before)
      const power = Math.min(slope, slowest)
      return power > 1.05 ? (atEnd * end) / (power - 1) : null
    },

    finish(scale: number, whole: number): Float64Array {
      stretches.forEach(({ from, scale: own }, s) => {
        const to = stretches[s + 1]?.from ?? self.size
        const factor = exp(own - scale) / whole
        for (let k = from; k < to; k++) masses[k] = (masses[k] as number) * factor
      })
      return masses.subarray(0, self.size)
    },
  }
  return self
}
