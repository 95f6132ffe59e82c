import { WrongUse } from '../house/errors.ts'
import { type Equation, roomOf, type Unknown } from './attacker.ts'

/** Counts of people below this are not shown. It may be raised, never lowered. */
export const FEWEST_SHOWN = 10

/** The threshold a setting asks for. Throws WrongUse for one below ten. */
export function thresholdFrom(setting: number | null): number {
  if (setting === null) return FEWEST_SHOWN
  if (!Number.isInteger(setting) || setting < FEWEST_SHOWN)
    throw new WrongUse('Small counts of people are always kept back', [
      {
        place: String(setting),
        message: `The threshold is a whole number from ${FEWEST_SHOWN} on.`,
        remedy: 'Raise it, or leave it out.',
      },
    ])
  return setting
}

/** A count of people as it may be shown. */
export type Shown =
  | { kind: 'shown'; value: number }
  /** From 1 up to just below: “fewer than 10”. */
  | { kind: 'small'; below: number }
  /** Kept back because another figure could be worked out from it, or because its total is small; it may be anything, zero too. */
  | { kind: 'hidden' }
  | { kind: 'missing' }

/** A count; null where none was reported. Ids are the caller’s own. */
export type CountCell = { id: string; value: number | null }

/** A total and the parts that make it up, each person in exactly one: categories, reporters, periods. */
export type Relation = { whole: string; parts: readonly string[] }

/**
 * Which counts of people may be shown, so that nobody who adds up and takes away all that is shown
 * can tell more of a small one than that it is small: each from 1 to just below the threshold
 * stays as possible as any other.
 *
 * Small counts are shown as “fewer than 10”. Where the total itself is small its parts are not shown at
 * all. Then further figures are kept back, the smallest first, until no small count can be narrowed
 * (`attacker.ts`). A part that was not reported is protected too where the total would give it away.
 *
 * What others know from elsewhere, and what an earlier edition showed before a correction, is not
 * reckoned with.
 */
export function suppress(
  cells: readonly CountCell[],
  relations: readonly Relation[],
  threshold = FEWEST_SHOWN,
  series: readonly (readonly string[])[] = [],
): Map<string, Shown> {
  return suppressBelow(cells, relations, thresholdFrom(threshold), series)
}

type Mask = 'shown' | 'small' | 'hidden'
type Node = {
  id: string
  value: number
  mask: Mask
  /** Every whole number from here on, as many as the threshold says, has to stay possible; null for what may be known. */
  open: { low: number; high: number } | null
  /** What is known of it anyway. */
  least: number
}

/** The same at any threshold: for tests that try out every table an outsider could think of. */
export function suppressBelow(
  cells: readonly CountCell[],
  relations: readonly Relation[],
  threshold: number,
  series: readonly (readonly string[])[] = [],
): Map<string, Shown> {
  const nodes: Node[] = []
  const at = new Map<string, number>()
  const isSmall = (value: number) => value > 0 && value < threshold
  const small = { low: 1, high: threshold - 1 }
  const add = (id: string, value: number, mask: Mask) => {
    at.set(id, nodes.length)
    nodes.push({ id, value, mask, open: isSmall(value) ? small : null, least: 0 })
    return nodes.length - 1
  }
  const same = sameFigures(cells, relations)
  for (const { id, value } of cells) {
    if (value === null) continue
    const known = at.get(same(id))
    at.set(id, known ?? add(same(id), value, isSmall(value) ? 'small' : 'shown'))
  }
  for (const ids of series)
    hideSmallRises(
      ids.flatMap((id) => nodes[at.get(id) ?? -1] ?? []),
      threshold,
    )

  const sums: Sum[] = []
  const told = new Set<string>()
  for (const { whole, parts } of relations) {
    const top = at.get(whole)
    if (top === undefined) continue
    const known = parts.flatMap((part) => at.get(part) ?? [])
    if (known.length === 0) continue
    // A figure that is another is shown or kept back with it.
    if (parts.length === 1 && known[0] === top) continue
    const name = [top, ...known].join()
    if (told.has(name) && known.length === parts.length) continue
    told.add(name)
    const rest =
      (nodes[top] as Node).value - known.reduce((sum, part) => sum + (nodes[part] as Node).value, 0)
    // Figures that contradict each other say nothing reliable, and nothing is worked out from them.
    if (rest < 0 || (known.length === parts.length && rest !== 0)) continue
    // What was not reported has a value all the same: whatever is left of the total.
    const lacking = known.length < parts.length
    sums.push({
      whole: top,
      parts: lacking ? [...known, add(`rest of ${whole}, ${sums.length}`, rest, 'hidden')] : known,
    })
  }

  hideBelowSmallTotals(nodes, sums)
  // To keep more back only ever leaves more open: what cannot be narrowed once cannot be later.
  nodes.forEach(({ open }, place) => {
    if (open === null) return
    while (canBeNarrowed(nodes, sums, place, threshold)) {
      if (!hideOneMore(nodes, sums, place)) break
      hideBelowSmallTotals(nodes, sums)
    }
  })
  return new Map(
    cells.map(({ id, value }): [string, Shown] => {
      const node = nodes[at.get(id) ?? -1]
      if (value === null || node === undefined) return [id, { kind: 'missing' }]
      if (node.mask === 'shown') return [id, { kind: 'shown', value }]
      return [id, node.mask === 'small' ? { kind: 'small', below: threshold } : { kind: 'hidden' }]
    }),
  )
}

/** Of a total with a single part, as of a year with one period, both are one figure: answers the name it goes by. */
function sameFigures(cells: readonly CountCell[], relations: readonly Relation[]): (id: string) => string {
  const values = new Map(cells.map(({ id, value }) => [id, value]))
  const other = new Map<string, string>()
  const nameOf = (id: string): string => {
    let name = id
    for (let next = other.get(name); next !== undefined; next = other.get(name)) name = next
    return name
  }
  for (const { whole, parts } of relations) {
    const [part] = parts
    if (parts.length !== 1 || part === undefined || values.get(whole) == null) continue
    if (values.get(whole) !== values.get(part)) continue
    const [one, two] = [nameOf(whole), nameOf(part)]
    if (one !== two) other.set(one, two)
  }
  return nameOf
}

/**
 * A cumulative count that rose by a few since it was last shown would tell those few: it is shown again when it
 * has risen by as many as the threshold says.
 */
function hideSmallRises(nodes: readonly Node[], threshold: number): void {
  let last: number | null = null
  for (const node of nodes) {
    if (node.mask !== 'shown') continue
    if (last !== null && last > 0 && node.value > last && node.value < last + threshold) {
      node.mask = 'hidden'
      node.open = { low: last, high: last + threshold - 1 }
      node.least = last
    } else last = node.value
  }
}

type Sum = { whole: number; parts: number[] }

/** Parts of a small total may not say whether they are small or zero: the total could be worked out. */
function hideBelowSmallTotals(nodes: Node[], sums: readonly Sum[]): void {
  for (let changed = true; changed; ) {
    changed = false
    for (const { whole, parts } of sums) {
      if (nodes[whole]?.mask !== 'small') continue
      for (const part of parts) {
        const node = nodes[part] as Node
        if (node.mask === 'hidden') continue
        node.mask = 'hidden'
        changed = true
      }
    }
  }
}

function canBeNarrowed(
  nodes: readonly Node[],
  sums: readonly Sum[],
  place: number,
  threshold: number,
): boolean {
  const kept = new Map<number, number>()
  const unknowns: Unknown[] = []
  nodes.forEach(({ value, mask, least }, at) => {
    if (mask === 'shown') return
    kept.set(at, unknowns.length)
    unknowns.push(
      mask === 'small'
        ? { value, low: 1, high: threshold - 1 }
        : { value, low: least, high: Number.POSITIVE_INFINITY },
    )
  })
  const equations = sums.map(({ whole, parts }): Equation => {
    const terms = [{ at: whole, coefficient: 1 }, ...parts.map((at) => ({ at, coefficient: -1 }))]
    return terms.flatMap(({ at, coefficient }) => {
      const unknown = kept.get(at)
      return unknown === undefined ? [] : [{ unknown, coefficient }]
    })
  })
  const target = kept.get(place)
  const { value, open } = nodes[place] as Node
  if (target === undefined || open === null) return false
  const slack = 1e-6
  const up = open.high - value
  const down = value - open.low
  return (
    roomOf(unknowns, equations, target, 1, up) < up - slack ||
    roomOf(unknowns, equations, target, -1, down) < down - slack
  )
}

/**
 * Keeps back one more figure near the one that can be narrowed: the smallest that hides it well, totals last. False
 * when nothing is left: then all that hangs together is unknown, and any multiple of it could be the truth.
 */
function hideOneMore(nodes: Node[], sums: readonly Sum[], from: number): boolean {
  let ring = new Set([from])
  const reached = new Set([from])
  while (ring.size > 0) {
    const near = sums.filter(({ whole, parts }) => [whole, ...parts].some((place) => ring.has(place)))
    const inReach = [...new Set(near.flatMap(({ whole, parts }) => [whole, ...parts]))]
    const wholes = new Set(near.map(({ whole }) => whole))
    const open = inReach
      .filter((place) => nodes[place]?.mask === 'shown')
      .sort((a, b) => rank(a) - rank(b) || (nodes[a]?.value ?? 0) - (nodes[b]?.value ?? 0))
    const [chosen] = open
    if (chosen !== undefined) return hide(chosen)
    function rank(place: number): number {
      // A zero hides nothing; of the others a total costs the reader most.
      const value = nodes[place]?.value ?? 0
      return (value === 0 ? 2 : 0) + (wholes.has(place) ? 1 : 0)
    }
    const small = inReach.find((place) => nodes[place]?.mask === 'small' && place !== from)
    if (small !== undefined) return hide(small)
    ring = new Set(inReach.filter((place) => !reached.has(place)))
    for (const place of ring) reached.add(place)
  }
  // Everything around it is kept back already: it no longer says even that it is small.
  return nodes[from]?.mask === 'hidden' ? false : hide(from)

  function hide(place: number): true {
    ;(nodes[place] as Node).mask = 'hidden'
    return true
  }
}

/**
 * Whether a percentage or ratio of people may be shown: not where those counted, those that are left, or
 * all of them are few. Without the numbers it was made from nothing can be told from it.
 */
export function mayShowShare(
  { numerator, denominator }: { numerator: number | null; denominator: number | null },
  threshold = FEWEST_SHOWN,
): boolean {
  const few = (count: number | null) => count !== null && count > 0 && count < threshold
  const left = numerator === null || denominator === null ? null : denominator - numerator
  return !few(numerator) && !few(denominator) && !few(left)
}
