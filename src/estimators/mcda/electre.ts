import { rankScores } from '../ranks.ts'
import type { McdaFinding } from './findings.ts'
import { canCompare, compared, type McdaTable, spreadOf, spreadOut } from './table.ts'

/** Slack in comparing sums of weights with a threshold: 0.1 + 0.2 + 0.6 is 0.9. */
const slack = 1e-10

/** For every pair of units, row against column; the diagonal is NaN. */
type Pairs = Float64Array[]

export type ElectreOne = {
  /** Share of the weight on which the row is at least as good as the column; null where one of the two is not compared. */
  concordance: (number | null)[][]
  /** How far the row falls behind on its worst criterion, as a share of the widest criterion's range. */
  discordance: (number | null)[][]
  outranks: boolean[][]
  /** Units that nobody outranks; null where a unit is not compared. */
  unbeaten: (boolean | null)[]
  /** Roy's kernel: nobody in it outranks another of it, and everybody outside is outranked by somebody in it. */
  kernel: (boolean | null)[]
  findings: McdaFinding[]
}

/**
 * ELECTRE I: who is left to choose from. One unit outranks another when at least a share `concordance` of the weight
 * agrees and on no criterion it falls behind by more than `discordance` of the widest criterion's range. It chooses;
 * it does not rank.
 *
 * Criteria are compared on their own scales, so bring them to one first. Units that outrank each other in a circle are
 * taken as one (and named), which makes the kernel exist and be unique. A kernel is not the same as “outranked by
 * nobody”: a unit that is outranked only by units outside the kernel belongs to it. Both are given.
 *
 * Roy (1968), Revue française d’informatique et de recherche opérationnelle 2(8):57–75.
 *
 * @throws RangeError for thresholds outside 0 to 1; RangeError or TypeError as `compared` does
 */
export function electreOne(
  table: McdaTable,
  { concordance: agree, discordance: bear }: { concordance: number; discordance: number },
): ElectreOne {
  checkShare(agree, 'concordance')
  checkShare(bear, 'discordance')
  const ready = compared(table)
  const findings = [...ready.findings]
  const { given, units } = ready
  const nobody = () => new Array<null>(given).fill(null)
  const outranks = Array.from({ length: given }, () => new Array<boolean>(given).fill(false))
  if (!canCompare(ready))
    return {
      concordance: outranks.map(nobody),
      discordance: outranks.map(nobody),
      outranks,
      unbeaten: nobody(),
      kernel: nobody(),
      findings,
    }
  const concordance = concordanceOf(ready.columns, ready.shares)
  const discordance = discordanceOf(ready.columns, ready.shares)
  const edges = relation(
    units.length,
    (a, b) => at(concordance, a, b) >= agree - slack && at(discordance, a, b) <= bear + slack,
  )
  edges.forEach((row, a) => {
    row.forEach((yes, b) => {
      if (yes === 1) (outranks[units[a] as number] as boolean[])[units[b] as number] = true
    })
  })
  const graph = withoutCycles(edges)
  findings.push(...cyclesIn(graph, units))
  const inKernel = kernelOf(graph)
  const unbeaten = units.map((_, b) => edges.every((row) => row[b] === 0))
  return {
    concordance: paired(ready, concordance),
    discordance: paired(ready, discordance),
    outranks,
    unbeaten: spreadOut(ready, unbeaten),
    kernel: spreadOut(
      ready,
      units.map((_, i) => inKernel[graph.blockOf[i] as number] === 1),
    ),
    findings,
  }
}

/** Thresholds of ELECTRE II: shares of the weight that agree (three, falling), and the worst disagreement borne (two, falling). */
export type ElectreThresholds = {
  concordance: readonly [number, number, number]
  discordance: readonly [number, number]
}

export type ElectreTwo = {
  /** Place counted from the best down: 1, 2, 3 … without gaps. */
  direct: (number | null)[]
  /** Place counted from the worst up, turned round. */
  inverse: (number | null)[]
  /** Mean of the two places; the lower the better. */
  place: (number | null)[]
  ranks: (number | null)[]
  strong: boolean[][]
  weak: boolean[][]
  findings: McdaFinding[]
}

/**
 * ELECTRE II: an order from two outranking relations. With c1 >= c2 >= c3 and d1 >= d2, and only where more weight speaks
 * for the row than for the column: *strongly* with concordance c1 and discordance at most d1, or c2 and d2; *weakly*
 * with c3 and d1, where not strongly. From the best down, whoever nobody left strongly outranks is next; among those,
 * whoever nobody of them weakly outranks. The same from the worst up; the final order is by the mean of the two places.
 *
 * Circles in the strong relation are taken as one unit, as Roy and Bertier did, and named. Places are an order: the
 * distance between two places says nothing. When one unit comes or goes, the others can change places.
 *
 * Roy and Bertier (1971), *La méthode ELECTRE II*, SEMA note 142; thresholds and the strict majority as in Gomes, González
 * Araya and Carignano (2004), *Tomada de decisões em cenários complexos*. Roy and Bertier ask for “at least as much”
 * weight, which lets two units with half the weight each outrank one another.
 *
 * @throws RangeError for thresholds that do not fall or lie outside 0 to 1; RangeError or TypeError as `compared` does
 */
export function electreTwo(table: McdaTable, thresholds: ElectreThresholds): ElectreTwo {
  const fault = electreFault(thresholds)
  if (fault !== null) throw new RangeError(fault)
  const ready = compared(table)
  const findings = [...ready.findings]
  const { given, units } = ready
  const none = () => Array.from({ length: given }, () => new Array<boolean>(given).fill(false))
  const nobody = () => new Array<null>(given).fill(null)
  const out = { strong: none(), weak: none() }
  if (!canCompare(ready))
    return { direct: nobody(), inverse: nobody(), place: nobody(), ranks: nobody(), ...out, findings }

  const { direct, inverse, graph, strong, weak } = electrePlaces(ready.columns, ready.shares, thresholds)
  findings.push(...cyclesIn(graph, units))
  for (let a = 0; a < units.length; a++)
    for (let b = 0; b < units.length; b++) {
      const [i, k] = [units[a] as number, units[b] as number]
      ;(out.strong[i] as boolean[])[k] = strong[a]?.[b] === 1
      ;(out.weak[i] as boolean[])[k] = weak[a]?.[b] === 1
    }
  const place = spreadOut(
    ready,
    units.map((_, i) => ((direct[i] as number) + (inverse[i] as number)) / 2),
  )
  return {
    direct: spreadOut(ready, direct),
    inverse: spreadOut(ready, inverse),
    place,
    ranks: rankScores(place, { descending: false }),
    ...out,
    findings,
  }
}

/** What is wrong with thresholds of ELECTRE II, or null. */
export function electreFault({ concordance, discordance }: ElectreThresholds): string | null {
  const all = [...concordance, ...discordance]
  if (concordance.length !== 3 || discordance.length !== 2)
    return 'three concordances and two discordances are needed'
  if (!all.every((each) => each >= 0 && each <= 1)) return 'thresholds lie between 0 and 1'
  if (!(concordance[0] >= concordance[1] && concordance[1] >= concordance[2]))
    return `concordances are ${concordance.join(', ')}; they fall, the strictest first`
  if (!(discordance[0] >= discordance[1]))
    return `discordances are ${discordance.join(', ')}; the larger stands first`
  return null
}

/** Both orders of `electreTwo` without checks, for runs; higher is better on every column. */
export function electrePlaces(
  columns: readonly Float64Array[],
  shares: Float64Array,
  { concordance: [c1, c2, c3], discordance: [d1, d2] }: ElectreThresholds,
) {
  const size = columns[0]?.length ?? 0
  const concordance = concordanceOf(columns, shares)
  const discordance = discordanceOf(columns, shares)
  const strong: Uint8Array[] = []
  const weak: Uint8Array[] = []
  for (let a = 0; a < size; a++) {
    const strongRow = new Uint8Array(size)
    const weakRow = new Uint8Array(size)
    for (let b = 0; b < size; b++) {
      if (a === b) continue
      const c = at(concordance, a, b)
      if (!(c > at(concordance, b, a) + slack)) continue
      const d = at(discordance, a, b)
      if ((c >= c1 - slack && d <= d1 + slack) || (c >= c2 - slack && d <= d2 + slack)) strongRow[b] = 1
      else if (c >= c3 - slack && d <= d1 + slack) weakRow[b] = 1
    }
    strong.push(strongRow)
    weak.push(weakRow)
  }
  const graph = withoutCycles(strong)
  const weakly = between(weak, graph)
  const fromBest = levels(graph.edges, weakly)
  const fromWorst = levels(turned(graph.edges), turned(weakly))
  const last = fromWorst.reduce((a, b) => Math.max(a, b), 0)
  const direct = Array.from({ length: size }, (_, i) => fromBest[graph.blockOf[i] as number] as number)
  const inverse = Array.from(
    { length: size },
    (_, i) => last + 1 - (fromWorst[graph.blockOf[i] as number] as number),
  )
  return { direct, inverse, graph, strong, weak }
}

/* ── concordance and discordance ──────────────────────────────────────────── */

function concordanceOf(columns: readonly Float64Array[], shares: Float64Array): Pairs {
  const size = columns[0]?.length ?? 0
  const pairs = Array.from({ length: size }, () => new Float64Array(size))
  for (let j = 0; j < columns.length; j++) {
    const column = columns[j] as Float64Array
    const share = shares[j] as number
    if (share === 0) continue
    const noise = 1e-10 * spreadOf(column)
    for (let a = 0; a < size; a++) {
      const row = pairs[a] as Float64Array
      const least = (column[a] as number) + noise
      for (let b = 0; b < size; b++) if ((column[b] as number) <= least) row[b] = (row[b] as number) + share
    }
  }
  pairs.forEach((row, a) => {
    row[a] = Number.NaN
  })
  return pairs
}

function discordanceOf(columns: readonly Float64Array[], shares: Float64Array): Pairs {
  const size = columns[0]?.length ?? 0
  const pairs = Array.from({ length: size }, () => new Float64Array(size))
  // A criterion without weight has no say, in disagreeing either.
  const counted = columns.filter((_, j) => (shares[j] as number) > 0)
  const widest = counted.reduce((most, column) => Math.max(most, spreadOf(column)), 0)
  if (widest > 0)
    for (const column of counted)
      for (let a = 0; a < size; a++) {
        const row = pairs[a] as Float64Array
        const x = column[a] as number
        for (let b = 0; b < size; b++) {
          const behind = ((column[b] as number) - x) / widest
          if (behind > (row[b] as number)) row[b] = behind
        }
      }
  pairs.forEach((row, a) => {
    row[a] = Number.NaN
  })
  return pairs
}

function paired({ given, units }: { given: number; units: number[] }, pairs: Pairs): (number | null)[][] {
  const out = Array.from({ length: given }, () => new Array<number | null>(given).fill(null))
  units.forEach((i, a) => {
    units.forEach((k, b) => {
      if (a !== b) (out[i] as (number | null)[])[k] = at(pairs, a, b)
    })
  })
  return out
}

function at(pairs: Pairs, a: number, b: number): number {
  return (pairs[a] as Float64Array)[b] as number
}

function checkShare(share: number, name: string): void {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${name} is ${share}; it lies between 0 and 1`)
}

/* ── who outranks whom, as a graph ────────────────────────────────────────── */

function relation(size: number, holds: (a: number, b: number) => boolean): Uint8Array[] {
  return Array.from({ length: size }, (_, a) =>
    Uint8Array.from({ length: size }, (_, b) => (a !== b && holds(a, b) ? 1 : 0)),
  )
}

/** A relation after everything that goes round in a circle was put into one block. */
type Blocks = { blockOf: Int32Array; members: number[][]; edges: Uint8Array[] }

/** Strongly connected parts put together (Tarjan 1972, SIAM Journal on Computing 1:146–160), without recursion. */
function withoutCycles(edges: readonly Uint8Array[]): Blocks {
  const size = edges.length
  const index = new Int32Array(size).fill(-1)
  const low = new Int32Array(size)
  const onStack = new Uint8Array(size)
  const blockOf = new Int32Array(size).fill(-1)
  const next = new Int32Array(size)
  const stack: number[] = []
  const members: number[][] = []
  let seen = 0
  for (let start = 0; start < size; start++) {
    if (index[start] !== -1) continue
    const path = [start]
    index[start] = low[start] = seen++
    stack.push(start)
    onStack[start] = 1
    while (path.length > 0) {
      const a = path[path.length - 1] as number
      const b = next[a] as number
      if (b < size) {
        next[a] = b + 1
        if ((edges[a] as Uint8Array)[b] !== 1) continue
        if (index[b] === -1) {
          index[b] = low[b] = seen++
          stack.push(b)
          onStack[b] = 1
          path.push(b)
        } else if (onStack[b] === 1) low[a] = Math.min(low[a] as number, index[b] as number)
        continue
      }
      path.pop()
      const above = path[path.length - 1]
      if (above !== undefined) low[above] = Math.min(low[above] as number, low[a] as number)
      if (low[a] !== index[a]) continue
      const block: number[] = []
      for (;;) {
        const b = stack.pop() as number
        onStack[b] = 0
        blockOf[b] = members.length
        block.push(b)
        if (b === a) break
      }
      members.push(block.sort((x, y) => x - y))
    }
  }
  const blocks = { blockOf, members, edges: [] as Uint8Array[] }
  blocks.edges = between(edges, blocks)
  return blocks
}

/** A relation between units as one between blocks: it holds where it holds for any of their members. */
function between(
  edges: readonly Uint8Array[],
  { blockOf, members }: Pick<Blocks, 'blockOf' | 'members'>,
): Uint8Array[] {
  const among = members.map(() => new Uint8Array(members.length))
  edges.forEach((row, a) => {
    for (let b = 0; b < row.length; b++) {
      const [from, to] = [blockOf[a] as number, blockOf[b] as number]
      if (row[b] === 1 && from !== to) (among[from] as Uint8Array)[to] = 1
    }
  })
  return among
}

function turned(edges: readonly Uint8Array[]): Uint8Array[] {
  return edges.map((_, a) => Uint8Array.from(edges, (row) => row[a] as number))
}

function cyclesIn({ members }: Blocks, units: readonly number[]): McdaFinding[] {
  return members
    .filter((block) => block.length > 1)
    .map((block) => ({ code: 'cycle', units: block.map((i) => units[i] as number) }))
}

/** Takes away, again and again, those that nobody left outranks; ties among them are broken by the weak relation. */
function levels(strong: readonly Uint8Array[], weak: readonly Uint8Array[]): Int32Array {
  const size = strong.length
  const level = new Int32Array(size)
  const above = new Int32Array(size)
  for (const row of strong)
    for (let b = 0; b < size; b++) above[b] = (above[b] as number) + (row[b] as number)
  let left = size
  for (let place = 1; left > 0; place++) {
    const free: number[] = []
    for (let i = 0; i < size; i++) if (level[i] === 0 && above[i] === 0) free.push(i)
    const first = free.filter((b) => free.every((a) => (weak[a] as Uint8Array)[b] === 0))
    // A circle of weak relations alone decides nothing.
    const taken = first.length > 0 ? first : free
    for (const a of taken) {
      level[a] = place
      const row = strong[a] as Uint8Array
      for (let b = 0; b < size; b++) above[b] = (above[b] as number) - (row[b] as number)
    }
    left -= taken.length
  }
  return level
}

/** In a graph without circles: in, whoever nobody of the kernel outranks, taken from the top. */
function kernelOf({ edges }: Blocks): Uint8Array {
  const size = edges.length
  const above = new Int32Array(size)
  for (const row of edges) for (let b = 0; b < size; b++) above[b] = (above[b] as number) + (row[b] as number)
  const inside = new Uint8Array(size)
  const beaten = new Uint8Array(size)
  const queue: number[] = []
  for (let i = 0; i < size; i++) if (above[i] === 0) queue.push(i)
  for (let a = queue.shift(); a !== undefined; a = queue.shift()) {
    inside[a] = beaten[a] === 1 ? 0 : 1
    for (let b = 0; b < size; b++) {
      if ((edges[a] as Uint8Array)[b] !== 1) continue
      if (inside[a] === 1) beaten[b] = 1
      above[b] = (above[b] as number) - 1
      if (above[b] === 0) queue.push(b)
    }
  }
  return inside
}
