import type { Criterion, Methodology, Outcome, Result, UnitResult } from '../schema.ts'

/*
 * Where two results on the same day put the same country, and why they differ. Pure.
 */

export type Place = {
  standing: UnitResult['standing']
  rank: number | null
  score: number | null
  /** Among the first k of those that pass. */
  listed: boolean
}

export type WhyMoved =
  /** Only one of the two judges it at all. */
  | { kind: 'universe'; by: 'from' | 'to' }
  /** A gate came out differently; null where one of the two has no such gate. */
  | { kind: 'gate'; gate: string; from: Outcome | null; to: Outcome | null }
  | { kind: 'card' }
  /** Its own score changed; `criterion` is the part whose weighted value changed most. */
  | { kind: 'score'; from: number | null; to: number | null; criterion: string | null }
  /** Its score is the same; others passed it, fell behind it, came in or left. */
  | { kind: 'others' }

export type Move = { unit: string; from: Place | null; to: Place | null; why: WhyMoved[] }

/** The first k of those that pass, in the order of their ranks; ties at the edge are all in. */
export function listOf(result: Result): string[] {
  return result.units
    .filter((unit) => isListed(unit, result))
    .sort((a, b) => a.rank! - b.rank! || (a.unit < b.unit ? -1 : 1))
    .map(({ unit }) => unit)
}

function isListed({ standing, rank }: UnitResult, { shortlistSize }: Result): boolean {
  return standing === 'in' && rank !== null && rank <= shortlistSize
}

/** Countries that stand elsewhere under the later rules: in or out, listed or not, at another rank. */
export function movesBetween(
  from: { methodology: Methodology; result: Result },
  to: { methodology: Methodology; result: Result },
): Move[] {
  const before = new Map(from.result.units.map((unit) => [unit.unit, unit]))
  const after = new Map(to.result.units.map((unit) => [unit.unit, unit]))
  const moves: Move[] = []
  for (const unit of new Set([...before.keys(), ...after.keys()])) {
    const one = before.get(unit)
    const two = after.get(unit)
    const was = one ? placeOf(one, from.result) : null
    const is = two ? placeOf(two, to.result) : null
    if (was && is && was.standing === is.standing && was.rank === is.rank && was.listed === is.listed)
      continue
    moves.push({ unit, from: was, to: is, why: whyMoved(one, two, from.methodology, to.methodology) })
  }
  return moves.sort((a, b) => weightOf(b) - weightOf(a) || bestRank(a) - bestRank(b) || order(a, b))
}

function placeOf(unit: UnitResult, result: Result): Place {
  const { standing, rank, score } = unit
  return { standing, rank, score, listed: isListed(unit, result) }
}

/** What matters most first: on or off the list, then in or out, then ranks. */
function weightOf({ from, to }: Move): number {
  if ((from?.listed ?? false) !== (to?.listed ?? false)) return 2
  return from?.standing !== to?.standing ? 1 : 0
}

function bestRank({ from, to }: Move): number {
  return Math.min(from?.rank ?? Number.POSITIVE_INFINITY, to?.rank ?? Number.POSITIVE_INFINITY, 1e9)
}

function order(a: Move, b: Move): number {
  return a.unit < b.unit ? -1 : 1
}

function whyMoved(
  one: UnitResult | undefined,
  two: UnitResult | undefined,
  from: Methodology,
  to: Methodology,
): WhyMoved[] {
  if (!one || !two) return [{ kind: 'universe', by: one ? 'from' : 'to' }]
  if (one.standing !== two.standing) {
    const gates = gatesMoved(one, two)
    return gates.length > 0 ? gates : [{ kind: 'card' }]
  }
  const [was, is] = [one.score, two.score]
  if (was === is || (was !== null && is !== null && Math.abs(was - is) < 1e-9)) return [{ kind: 'others' }]
  return [{ kind: 'score', from: was, to: is, criterion: mostChanged(one, two, from, to) }]
}

function gatesMoved(one: UnitResult, two: UnitResult): WhyMoved[] {
  const before = new Map(one.gates.map(({ gate, outcome }) => [gate, outcome]))
  const after = new Map(two.gates.map(({ gate, outcome }) => [gate, outcome]))
  const moved: WhyMoved[] = []
  for (const gate of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(gate) ?? null, after.get(gate) ?? null]
    // A gate that came or went says something only where it keeps or kept somebody out.
    if ((was ?? 'passed') !== (is ?? 'passed')) moved.push({ kind: 'gate', gate, from: was, to: is })
  }
  return moved
}

/** The leaf whose value times its weight in the whole changed most; null without criteria. */
function mostChanged(one: UnitResult, two: UnitResult, from: Methodology, to: Methodology): string | null {
  const before = weighted(one, from.criteria)
  const after = weighted(two, to.criteria)
  let most: string | null = null
  let largest = 1e-12
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const change = Math.abs((before.get(id) ?? 0) - (after.get(id) ?? 0))
    if (change > largest) [most, largest] = [id, change]
  }
  return most
}

function weighted(unit: UnitResult, root: Criterion | undefined): Map<string, number> {
  const results = new Map(unit.criteria.map((criterion) => [criterion.id, criterion]))
  const found = new Map<string, number>()
  const walk = (criterion: Criterion, weight: number) => {
    const result = results.get(criterion.id)
    const own = weight * (result?.share ?? 0)
    if (criterion.children) for (const child of criterion.children) walk(child, own)
    else if (result?.value != null) found.set(criterion.id, own * result.value)
  }
  if (root) {
    const top = results.get(root.id)
    if (root.children) for (const child of root.children) walk(child, 1)
    else if (top?.value != null) found.set(root.id, top.value)
  }
  return found
}

/** Who is on one of two shortlists only. */
export function joinedAndLeft({ from, to }: { from: Listed; to: Listed }): {
  joined: string[]
  left: string[]
} {
  return {
    joined: to.shortlist.filter((unit) => !from.shortlist.includes(unit)),
    left: from.shortlist.filter((unit) => !to.shortlist.includes(unit)),
  }
}

type Listed = { shortlist: readonly string[] }

/**
 * Kendall’s rank correlation τ-b of two lists of ranks: 1 where they agree on every pair, −1 where
 * they agree on none. Pairs tied in one list count for neither, and the denominator makes up for them.
 * Null with fewer than two pairs to compare, or where one list ties them all. Kendall (1945).
 */
export function kendallTau(one: readonly number[], two: readonly number[]): number | null {
  if (one.length !== two.length) throw new RangeError('two lists of the same length are needed')
  let agree = 0
  let [freeOne, freeTwo] = [0, 0]
  for (let i = 0; i < one.length; i++)
    for (let j = i + 1; j < one.length; j++) {
      const a = Math.sign(one[i]! - one[j]!)
      const b = Math.sign(two[i]! - two[j]!)
      agree += a * b
      if (a !== 0) freeOne++
      if (b !== 0) freeTwo++
    }
  return freeOne === 0 || freeTwo === 0 ? null : agree / Math.sqrt(freeOne * freeTwo)
}
