import type { Finding } from '../findings.ts'
import type { RecruitmentTree } from './rds-data.ts'
import { stationaryShares } from './shares.ts'
import { groupSums, type Tally, tallyOf } from './tally.ts'

/** What a sceptic asks of a respondent-driven sample before its estimate. Shares are RDS-II throughout. */
export type RdsDiagnosis = {
  respondents: number
  /** Those who count in the estimate. */
  usable: number
  seeds: number
  /** The last wave; 0 when seeds recruited nobody. */
  waves: number
  /** Respondents of each wave, and the estimate from all up to it. */
  byWave: { wave: number; respondents: number; estimate: number | null }[]
  /** The estimate from the first, the first two … usable respondents, in order of wave. */
  cumulative: number[]
  /** Each seed's tree by itself, the largest first. */
  trees: { seed: string; group: string | null; respondents: number; waves: number; estimate: number | null }[]
  groups: string[]
  /** Recruitments from each group (outer) to each group (inner), in the order of `groups`. */
  recruitments: number[][]
  /** Recruitments within groups, over as many as there would be if recruits were chosen regardless of group. */
  homophily: number | null
  /** Mean degree in the group asked for over that of the others (harmonic means). */
  differentialActivity: number | null
  /** How many recruits members of each group brought in. */
  effectiveness: { group: string; respondents: number; recruits: number; shareWhoRecruited: number }[]
  /** Waves until recruitment is within 2 points of where it settles, whatever group the seeds were of. */
  wavesToForgetSeeds: number | null
  findings: Finding[]
}

/** Over how many of the last respondents, and by how much, an estimate may still move (Gile et al. 2015). */
const lastRespondents = 50
const movement = 0.02
/** Heckathorn (1997), Social Problems 44:174-199: equilibrium is reached when within two points of it. */
const nearSettled = 0.02

/**
 * Convergence, bottlenecks, homophily and the other checks of Gile, Johnston and Salganik (2015), "Diagnostics
 * for respondent-driven sampling", Journal of the Royal Statistical Society A 178:241-269.
 *
 * @param group - the answer whose share is asked for
 */
export function diagnoseRds(tree: RecruitmentTree, group: string): RdsDiagnosis {
  const asked = tree.groups.indexOf(group)
  const tally = tallyOf(tree)
  const cumulative = cumulativeShares(tree, asked)
  const trees = treesOf(tree, asked)
  const waves = tree.wave.reduce((last, wave) => Math.max(last, wave), 0)
  const homophily = homophilyOf(tally)
  const effectiveness = effectivenessOf(tree)
  const wavesToForgetSeeds = wavesNeeded(tally)
  return {
    respondents: tree.ids.length,
    usable: tree.usable,
    seeds: tree.seeds.length,
    waves,
    byWave: byWave(tree, asked, waves),
    cumulative,
    trees,
    groups: tree.groups,
    recruitments: tree.groups.map((_, from) =>
      Array.from(tally.transitions.slice(from * tally.groups, (from + 1) * tally.groups)),
    ),
    homophily,
    differentialActivity: activity(tally, asked),
    effectiveness,
    wavesToForgetSeeds,
    findings: [
      ...tree.findings,
      ...movedLately(cumulative),
      ...(waves > 0 && (wavesToForgetSeeds === null || wavesToForgetSeeds > waves)
        ? [{ code: 'seeds-not-forgotten' as const, wavesNeeded: wavesToForgetSeeds, wavesReached: waves }]
        : []),
      ...seedsOfOneGroup(tree),
      ...treesApart(trees, cumulative.at(-1) ?? 0),
      ...(homophily !== null && homophily > 1.5 ? [{ code: 'strong-homophily' as const, homophily }] : []),
      ...unevenRecruitment(effectiveness),
      ...concentrated(tree),
    ],
  }
}

/** Sums of 1 over degree, in the group asked for and in all. */
class Running {
  inGroup = 0
  all = 0
  add({ degree, group, counts }: RecruitmentTree, i: number, asked: number): boolean {
    if (counts[i] === 0) return false
    this.all += 1 / degree[i]!
    if (group[i] === asked) this.inGroup += 1 / degree[i]!
    return true
  }
  share(): number | null {
    return this.all > 0 ? this.inGroup / this.all : null
  }
}

function cumulativeShares(tree: RecruitmentTree, asked: number): number[] {
  const sums = new Running()
  const shares: number[] = []
  for (const i of tree.order) if (sums.add(tree, i, asked)) shares.push(sums.share()!)
  return shares
}

function byWave(tree: RecruitmentTree, asked: number, waves: number): RdsDiagnosis['byWave'] {
  const sums = new Running()
  const rows = Array.from({ length: waves + 1 }, (_, wave) => ({
    wave,
    respondents: 0,
    estimate: null as number | null,
  }))
  for (const i of tree.order) {
    sums.add(tree, i, asked)
    const row = rows[tree.wave[i]!]!
    row.respondents++
    row.estimate = sums.share()
  }
  return rows
}

function treesOf(tree: RecruitmentTree, asked: number): RdsDiagnosis['trees'] {
  const sums = new Map(Array.from(tree.seeds, (seed) => [seed, { sum: new Running(), size: 0, waves: 0 }]))
  for (const i of tree.order) {
    const one = sums.get(tree.root[i]!)!
    one.sum.add(tree, i, asked)
    one.size++
    one.waves = Math.max(one.waves, tree.wave[i]!)
  }
  return [...sums]
    .map(([seed, { sum, size, waves }]) => ({
      seed: tree.ids[seed]!,
      group: tree.groups[tree.group[seed]!] ?? null,
      respondents: size,
      waves,
      estimate: sum.share(),
    }))
    .sort((a, b) => b.respondents - a.respondents)
}

function homophilyOf({ groups, transitions }: Tally): number | null {
  const made = new Float64Array(groups)
  const received = new Float64Array(groups)
  let within = 0
  transitions.forEach((count, at) => {
    made[Math.floor(at / groups)]! += count
    received[at % groups]! += count
    if (Math.floor(at / groups) === at % groups) within += count
  })
  const all = made.reduce((sum, count) => sum + count, 0)
  const expected = made.reduce((sum, count, g) => sum + count * received[g]!, 0) / all
  return all > 0 && expected > 0 ? within / expected : null
}

function activity(tally: Tally, asked: number): number | null {
  const { size, inverse } = groupSums(tally)
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  const others = sum(size) - (size[asked] ?? 0)
  if (!(size[asked]! > 0) || others === 0) return null
  return size[asked]! / inverse[asked]! / (others / (sum(inverse) - inverse[asked]!))
}

function effectivenessOf({ groups, group, firstRecruit }: RecruitmentTree): RdsDiagnosis['effectiveness'] {
  return groups.map((name, g) => {
    let respondents = 0
    let recruits = 0
    let recruiting = 0
    group.forEach((of, i) => {
      if (of !== g) return
      const made = firstRecruit[i + 1]! - firstRecruit[i]!
      respondents++
      recruits += made
      if (made > 0) recruiting++
    })
    return { group: name, respondents, recruits, shareWhoRecruited: recruiting / respondents }
  })
}

/** Steps of the recruitment chain until, started in any one group, every share is near where it settles. */
function wavesNeeded({ groups, transitions }: Tally): number | null {
  const settled = stationaryShares(transitions, groups)
  if (settled === null) return null
  let most = 0
  for (let start = 0; start < groups; start++) {
    let shares = new Float64Array(groups)
    shares[start] = 1
    let wave = 0
    while (shares.some((share, g) => Math.abs(share - settled[g]!) > nearSettled)) {
      // A chain that has not settled by then swings for ever, or as good as.
      if (++wave > 1000) return null
      shares = step(shares, transitions, groups)
    }
    most = Math.max(most, wave)
  }
  return most
}

function step(shares: Float64Array, transitions: Float64Array, groups: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(groups)
  for (let from = 0; from < groups; from++) {
    const row = transitions.subarray(from * groups, (from + 1) * groups)
    const made = row.reduce((sum, count) => sum + count, 0)
    for (let to = 0; to < groups; to++) next[to]! += (shares[from]! * row[to]!) / made
  }
  return next
}

function movedLately(cumulative: readonly number[]): Finding[] {
  const last = Math.min(lastRespondents, Math.floor(cumulative.length / 2))
  const final = cumulative.at(-1)
  if (last === 0 || final === undefined) return []
  const moved = Math.max(...cumulative.slice(-last).map((share) => Math.abs(share - final)))
  return moved > movement ? [{ code: 'not-converged', last, moved, allowed: movement }] : []
}

function seedsOfOneGroup({ seeds, group, groups }: RecruitmentTree): Finding[] {
  const first = group[seeds[0] ?? -1] ?? -1
  return seeds.length > 1 && first >= 0 && seeds.every((seed) => group[seed] === first)
    ? [{ code: 'seeds-of-one-group', group: groups[first]!, seeds: seeds.length }]
    : []
}

/** Trees large enough to say something, and clearly further apart than chance with a design effect of two. */
function treesApart(trees: RdsDiagnosis['trees'], overall: number): Finding[] {
  const large = trees.filter(({ respondents, estimate }) => respondents >= 30 && estimate !== null)
  const variance = 2 * overall * (1 - overall)
  if (large.length < 2 || variance === 0) return []
  const estimates = large.map(({ estimate }) => estimate!)
  const excess = large.reduce(
    (sum, { respondents }, i) => sum + (respondents * (estimates[i]! - overall) ** 2) / variance,
    0,
  )
  return excess / (large.length - 1) > 3
    ? [
        {
          code: 'trees-apart',
          trees: large.length,
          low: Math.min(...estimates),
          high: Math.max(...estimates),
        },
      ]
    : []
}

function unevenRecruitment(effectiveness: RdsDiagnosis['effectiveness']): Finding[] {
  const rates = effectiveness
    .filter(({ respondents }) => respondents >= 20)
    .map(({ group, respondents, recruits }) => ({ group, rate: recruits / respondents }))
    .sort((a, b) => b.rate - a.rate)
  const [most, least] = [rates[0], rates.at(-1)]
  if (most === undefined || least === undefined || least.rate === 0) return []
  const ratio = most.rate / least.rate
  return ratio > 1.5 ? [{ code: 'uneven-recruitment', most: most.group, least: least.group, ratio }] : []
}

/** The twentieth of respondents with the smallest degrees, when they carry more than a quarter of the weight. */
function concentrated({ degree, counts }: RecruitmentTree): Finding[] {
  const weights = Float64Array.from(
    degree.filter((_, i) => counts[i] === 1),
    (d) => 1 / d,
  )
    .sort()
    .reverse()
  const few = Math.ceil(weights.length / 20)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const largest = weights.subarray(0, few).reduce((sum, weight) => sum + weight, 0) / total
  return largest > 0.25 ? [{ code: 'weights-concentrated', share: few / weights.length, largest }] : []
}
