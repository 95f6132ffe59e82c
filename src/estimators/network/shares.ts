import type { Finding } from '../findings.ts'
import { inclusionByDegree } from './successive-sampling.ts'
import { groupSums, type Tally } from './tally.ts'

/** The share of every group in the population, adding up to 1; null where the sample cannot say. */
export type Shares = Float64Array | null

/**
 * RDS-II: respondents weighted by 1 over their degree, since people are reached in proportion to how many they
 * know.
 *
 * Holds when recruitment is like a long random walk with replacement in one connected network of mutual ties,
 * everybody recruits at random among acquaintances and reports degree rightly. Biased where the sample is a
 * large part of the population.
 *
 * Volz and Heckathorn (2008), Journal of Official Statistics 24:79-97. Seeds are counted.
 */
export function volzHeckathorn(tally: Tally): Shares {
  return inShares(groupSums(tally).inverse)
}

/**
 * RDS-I: sizes for which as many ties lead from each group to the others as back, given who recruits whom and
 * how many people members of each group know.
 *
 * With two groups P_A = S_BA d_B / (S_AB d_A + S_BA d_B), S_AB being the share of B among the recruits of A and
 * d the harmonic mean degree (seeds included); with more, the stationary shares of recruitment divided by d.
 * Needs what RDS-II needs; forgets the make-up of the seeds, at the price of more variance.
 *
 * Salganik and Heckathorn (2004), Sociological Methodology 34:193-240; Heckathorn (2002), Social Problems 49.
 */
export function salganikHeckathorn(tally: Tally): Shares {
  const { size, inverse } = groupSums(tally)
  const stationary = stationaryShares(tally.transitions, tally.groups)
  if (stationary === null || size.some((count) => count === 0)) return null
  return inShares(stationary.map((share, g) => (share * inverse[g]!) / size[g]!))
}

/**
 * Gile's estimator by successive sampling: respondents weighted by 1 over the probability that a draw without
 * replacement, in proportion to degree, takes them. That chance follows from all who were drawn: who gave no answer was
 * drawn all the same, and bears no weight.
 *
 * Right also where the sample is a large part of the population, if its size is known; agrees with RDS-II as
 * the population grows, and with the plain share where everybody is in the sample.
 *
 * Gile (2011), Journal of the American Statistical Association 106:135-146.
 */
export function successiveSampling(tally: Tally, population: number): Shares {
  const { groups, cells } = tally
  const probability = inclusionByDegree(tally, population)
  const total = new Float64Array(groups)
  for (let at = 0; at < cells.length; at++)
    if (cells[at]! > 0) total[at % groups]! += cells[at]! / probability[Math.floor(at / groups)]!
  return inShares(total)
}

function inShares(amounts: Float64Array): Shares {
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  return total > 0 ? amounts.map((amount) => amount / total) : null
}

/**
 * The shares of groups that recruitment, going on for ever, would settle at. Null where a group recruited
 * nobody, or where there are two parts of which neither recruits into the other.
 *
 * Solves pi = pi S, with the shares adding up to 1, by elimination with pivots.
 */
export function stationaryShares(transitions: Float64Array, groups: number): Float64Array | null {
  const width = groups + 1
  const matrix = new Float64Array(groups * width)
  for (let from = 0; from < groups; from++) {
    let made = 0
    for (let to = 0; to < groups; to++) made += transitions[from * groups + to]!
    if (made === 0) return null
    for (let to = 0; to < groups; to++)
      matrix[to * width + from] = transitions[from * groups + to]! / made - (to === from ? 1 : 0)
  }
  // One of the balances follows from the others; in its place the shares add up to 1.
  matrix.fill(1, (groups - 1) * width)
  for (let column = 0; column < groups; column++) {
    let pivot = column
    for (let row = column + 1; row < groups; row++)
      if (Math.abs(matrix[row * width + column]!) > Math.abs(matrix[pivot * width + column]!)) pivot = row
    const size = matrix[pivot * width + column]!
    if (Math.abs(size) < 1e-12) return null
    for (let at = column; at < width; at++) {
      const kept = matrix[column * width + at]!
      matrix[column * width + at] = matrix[pivot * width + at]! / size
      if (pivot !== column) matrix[pivot * width + at] = kept
    }
    for (let row = 0; row < groups; row++) {
      const factor = matrix[row * width + column]!
      if (row === column || factor === 0) continue
      for (let at = column; at < width; at++)
        matrix[row * width + at]! -= factor * matrix[column * width + at]!
    }
  }
  // Rounding may leave a share that is zero a little below it.
  return Float64Array.from({ length: groups }, (_, g) => Math.max(0, matrix[g * width + groups]!))
}

/** Why recruitment between groups does not settle their sizes (RDS-I), or null when it does. */
export function whyNotFromRecruitment(
  { groups, transitions }: Tally,
  names: readonly string[],
): Finding | null {
  for (let from = 0; from < groups; from++) {
    let made = 0
    for (let to = 0; to < groups; to++) made += transitions[from * groups + to]!
    if (made === 0) return { code: 'group-never-recruits', group: names[from]! }
  }
  for (let from = 0; from < groups; from++) {
    const reached = reachedFrom(from, groups, transitions)
    if (reached.size === groups) continue
    const place = (group: number) => names[group]!
    const others = names.map((_, g) => g).filter((g) => !reached.has(g))
    return { code: 'groups-apart', from: [...reached].map(place), to: others.map(place) }
  }
  return null
}

function reachedFrom(start: number, groups: number, transitions: Float64Array): Set<number> {
  const reached = new Set([start])
  for (const from of reached)
    for (let to = 0; to < groups; to++) if (transitions[from * groups + to]! > 0) reached.add(to)
  return reached
}
