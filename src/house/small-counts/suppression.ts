import { WrongUse } from '../errors.ts'
import { type Equation, type Known, roomOf, type Web, type Work } from './attacker.ts'

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

/**
 * A total and the parts that make it up, each person in exactly one: categories, reporters, periods.
 * Where parts overlap, a person may be in several: the total lies between the largest and the sum.
 */
export type Relation = { whole: string; parts: readonly string[]; overlapping?: boolean }

/**
 * What is shown from one moment on. Figures that stood in an earlier edition need not be named again; whoever
 * saw them knows them still.
 */
export type Edition = {
  cells: readonly CountCell[]
  relations: readonly Relation[]
  /** Cumulative counts in the order of their periods. */
  series: readonly (readonly string[])[]
}

/**
 * Multiplications spent on one edition of one indicator at most: a few hundredths of a second. Then nothing more is
 * worked out, and all that is new in that edition is kept back.
 */
export const MOST_WORK = 600_000

/**
 * Which counts of people may be shown, so that nobody who adds up and takes away all that is shown
 * can tell more of a small one than that it is small: each from 1 to just below the threshold
 * stays as possible as any other.
 *
 * Small counts are shown as “fewer than 10”. Where the total itself is small its parts are not shown at
 * all. Then further figures are kept back, the smallest first, until no small count can be narrowed
 * (`attacker.ts`). A part that was not reported is protected too where the total would give it away.
 *
 * What others know from elsewhere is not reckoned with; what earlier editions showed is (`suppressing`).
 */
export function suppress(
  cells: readonly CountCell[],
  relations: readonly Relation[],
  threshold = FEWEST_SHOWN,
  series: readonly (readonly string[])[] = [],
): Map<string, Shown> {
  return suppressBelow(cells, relations, thresholdFrom(threshold), series)
}

/** The same at any threshold: for tests that try out every table an outsider could think of. */
export function suppressBelow(
  cells: readonly CountCell[],
  relations: readonly Relation[],
  threshold: number,
  series: readonly (readonly string[])[] = [],
): Map<string, Shown> {
  return atOnce(suppressing([{ cells, relations, series }], threshold))
}

/** Does all of a piece of work that could be interrupted. */
export function atOnce<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const next = work.next()
    if (next.done === true) return next.value
  }
}

/**
 * The same for figures that came out one after the other. An edition keeps back only what no earlier one has
 * shown: what was shown stays known, and stays shown. Hands the turn back from time to time.
 */
export function* suppressing(
  editions: Iterable<Edition>,
  threshold: number,
  mostWork = MOST_WORK,
): Generator<void, Map<string, Shown>> {
  const table = new Table(threshold)
  for (const edition of editions) {
    const work: Work = { left: mostWork }
    for (const place of table.begin(edition)) {
      while (work.left > 0 && table.canBeNarrowed(place, work) && table.hideOneMore(place, work)) {}
      if (work.left <= 0) break
    }
    if (work.left <= 0) table.hideAllNew()
    yield
  }
  return table.shown()
}

type Mask = 'shown' | 'small' | 'hidden'
type Node = Known & {
  mask: Mask
  /** Every whole number from here on, as many as the threshold says, has to stay possible; null for what may be known. */
  open: { low: number; high: number } | null
  /** Whether no edition before this one showed it. */
  isNew: boolean
}

class Table implements Web {
  readonly figures: Node[] = []
  readonly equations: { figure: number; coefficient: number }[][] = []
  readonly touching: number[][] = []
  readonly #wholes: (number | null)[] = []
  readonly #at = new Map<string, number>()
  readonly #values = new Map<string, number | null>()
  readonly #told = new Set<string>()
  /** Open figures by the figures they lean on: those that would be others if they were. */
  readonly #leaning = new Map<number, Set<number>>()
  #firstNew = 0
  readonly #threshold: number

  constructor(threshold: number) {
    this.#threshold = threshold
  }

  #add(value: number, mask: Mask): number {
    const isSmall = value > 0 && value < this.#threshold
    const open = isSmall ? { low: 1, high: this.#threshold - 1 } : null
    this.figures.push({ value, mask, open, isNew: true, low: value, high: value })
    this.touching.push([])
    const place = this.figures.length - 1
    if (mask === 'small') Object.assign(this.#node(place), open)
    if (mask === 'hidden') this.#hide(place)
    return place
  }

  #node(place: number): Node {
    return this.figures[place] as Node
  }

  #hide(place: number, { low, high } = { low: 0, high: Number.POSITIVE_INFINITY }): void {
    Object.assign(this.#node(place), { mask: 'hidden', low, high })
  }

  #relate(whole: number | null, terms: { figure: number; coefficient: number }[]): void {
    this.equations.push(terms)
    this.#wholes.push(whole)
    for (const { figure } of terms) this.touching[figure]?.push(this.equations.length - 1)
  }

  /** Takes in what is new in an edition. Answers what has to stay open and is new, or leans on what is no longer so. */
  begin({ cells, relations, series }: Edition): number[] {
    for (let place = this.#firstNew; place < this.figures.length; place++) this.#node(place).isNew = false
    this.#firstNew = this.figures.length
    for (const { id, value } of cells) if (!this.#values.has(id)) this.#values.set(id, value)
    const same = sameFigures(this.#values, relations)
    for (const { id, value } of cells) {
      if (value === null || this.#at.has(id)) continue
      const isSmall = value > 0 && value < this.#threshold
      const place = this.#at.get(same(id)) ?? this.#add(value, isSmall ? 'small' : 'shown')
      this.#at.set(same(id), place)
      this.#at.set(id, place)
    }
    for (const ids of series) this.#hideSmallRises([...new Set(ids.flatMap((id) => this.#at.get(id) ?? []))])
    const first = this.equations.length
    for (const relation of relations) this.#takeIn(relation)
    this.#hideBelowSmallTotals(first)
    return this.#toSettle(first)
  }

  #takeIn({ whole, parts, overlapping = false }: Relation): void {
    const top = this.#at.get(whole)
    if (top === undefined) return
    const known = parts.flatMap((part) => this.#at.get(part) ?? [])
    // A figure that is another is shown or kept back with it.
    if (known.length === 0 || (parts.length === 1 && known[0] === top)) return
    const name = [overlapping ? 'overlap' : 'sum', parts.length, top, ...known].join()
    if (this.#told.has(name)) return
    this.#told.add(name)
    const value = this.#node(top).value
    const rest = value - known.reduce((sum, part) => sum + this.#node(part).value, 0)
    const minus = known.map((figure) => ({ figure, coefficient: -1 }))
    if (overlapping) {
      // What one exceeds the other by is a figure that nobody sees.
      for (const figure of known) {
        const over = value - this.#node(figure).value
        if (figure !== top && over >= 0)
          this.#relate(top, [
            { figure: top, coefficient: 1 },
            { figure, coefficient: -1 },
            { figure: this.#add(over, 'hidden'), coefficient: -1 },
          ])
      }
      if (known.length === parts.length && rest <= 0)
        this.#relate(top, [
          { figure: top, coefficient: 1 },
          ...minus,
          { figure: this.#unseen(-rest), coefficient: 1 },
        ])
      return
    }
    // Figures that contradict each other say nothing reliable, and nothing is worked out from them.
    if (rest < 0 || (known.length === parts.length && rest !== 0)) return
    // What was not reported has a value all the same: whatever is left of the total.
    const lacking = known.length < parts.length
    this.#relate(top, [
      { figure: top, coefficient: 1 },
      ...minus,
      ...(lacking ? [{ figure: this.#add(rest, 'hidden'), coefficient: -1 }] : []),
    ])
  }

  /** A difference that is nobody’s count: it needs no protection. */
  #unseen(value: number): number {
    const place = this.#add(value, 'hidden')
    this.#node(place).open = null
    return place
  }

  /**
   * A cumulative count that rose by a few since it was last shown would tell those few: it is shown again when it
   * has risen by as many as the threshold says.
   */
  #hideSmallRises(places: readonly number[]): void {
    const isFew = (from: number, to: number) => from > 0 && to > from && to < from + this.#threshold
    places.forEach((place, at) => {
      const node = this.#node(place)
      if (!node.isNew || node.mask !== 'shown') return
      const shown = (near: number) => this.#node(near).mask === 'shown'
      const before = places.slice(0, at).findLast(shown)
      const after = places.slice(at + 1).find((near) => shown(near) && !this.#node(near).isNew)
      const last = before === undefined ? 0 : this.#node(before).value
      const next = after === undefined ? Number.POSITIVE_INFINITY : this.#node(after).value
      const { value } = node
      if (isFew(last, value)) {
        node.open = { low: last, high: Math.min(last + this.#threshold - 1, next) }
        this.#hide(place, { low: last, high: next })
      } else if (isFew(value, next)) {
        node.open = { low: Math.max(last, next - this.#threshold + 1), high: next }
        this.#hide(place, { low: last, high: next })
      }
    })
  }

  /** Parts of a small total may not say whether they are small or zero: the total could be worked out. */
  #hideBelowSmallTotals(first: number): void {
    for (let changed = true; changed; ) {
      changed = false
      for (let equation = first; equation < this.equations.length; equation++) {
        const whole = this.#wholes[equation] ?? null
        if (whole === null || this.#node(whole).mask !== 'small') continue
        for (const { figure } of this.equations[equation] as Equation) {
          const node = this.#node(figure)
          if (figure === whole || node.mask === 'hidden' || !node.isNew) continue
          this.#hide(figure)
          changed = true
        }
      }
    }
  }

  #toSettle(first: number): number[] {
    const found = new Set<number>()
    for (let place = this.#firstNew; place < this.figures.length; place++) found.add(place)
    for (let equation = first; equation < this.equations.length; equation++)
      for (const { figure } of this.equations[equation] as Equation)
        for (const place of this.#leaning.get(figure) ?? []) found.add(place)
    return [...found].filter((place) => this.#node(place).open !== null).sort((a, b) => a - b)
  }

  canBeNarrowed(place: number, work: Work): boolean {
    const { value, open } = this.#node(place)
    if (open === null) return false
    const up = roomOf(this, place, 1, open.high - value, work)
    const down = up === null ? null : roomOf(this, place, -1, value - open.low, work)
    if (up === null || down === null) return true
    for (const figure of [...up, ...down]) {
      const leaning = this.#leaning.get(figure) ?? new Set()
      this.#leaning.set(figure, leaning.add(place))
    }
    return false
  }

  /**
   * Keeps back one more figure near the one that can be narrowed: the smallest that hides it well, totals last. False
   * when nothing is left: then all that is new beside it is unknown, and any multiple of it could be the truth.
   */
  hideOneMore(from: number, work: Work): boolean {
    let ring = new Set([from])
    const reached = new Set([from])
    while (ring.size > 0) {
      const near = new Set([...ring].flatMap((place) => this.touching[place] ?? []))
      const inReach = new Set<number>()
      const wholes = new Set<number | null>()
      for (const equation of near) {
        wholes.add(this.#wholes[equation] ?? null)
        for (const { figure } of this.equations[equation] as Equation) inReach.add(figure)
      }
      work.left -= inReach.size * 10 + near.size * 10
      if (work.left <= 0) return false
      // A zero hides nothing; of the others a total costs the reader most.
      const rank = (place: number) => (this.#node(place).value === 0 ? 2 : 0) + (wholes.has(place) ? 1 : 0)
      const [chosen] = [...inReach]
        .filter((place) => this.#node(place).mask === 'shown' && this.#node(place).isNew)
        .sort((a, b) => rank(a) - rank(b) || this.#node(a).value - this.#node(b).value || a - b)
      const small = [...inReach].find(
        (place) => this.#node(place).mask === 'small' && this.#node(place).isNew && place !== from,
      )
      const next = chosen ?? small
      if (next !== undefined) {
        this.#hide(next)
        return true
      }
      ring = new Set([...inReach].filter((place) => !reached.has(place)))
      for (const place of ring) reached.add(place)
    }
    // Everything around it is kept back already: it no longer says even that it is small.
    if (this.#node(from).mask === 'hidden' || !this.#node(from).isNew) return false
    this.#hide(from)
    return true
  }

  hideAllNew(): void {
    for (let place = this.#firstNew; place < this.figures.length; place++)
      if (this.#node(place).mask !== 'hidden') this.#hide(place)
  }

  shown(): Map<string, Shown> {
    return new Map(
      [...this.#values].map(([id, value]): [string, Shown] => {
        const place = this.#at.get(id)
        if (value === null || place === undefined) return [id, { kind: 'missing' }]
        const { mask } = this.#node(place)
        if (mask === 'shown') return [id, { kind: 'shown', value }]
        return [id, mask === 'small' ? { kind: 'small', below: this.#threshold } : { kind: 'hidden' }]
      }),
    )
  }
}

/** Of a total with a single part, as of a year with one period, both are one figure: answers the name it goes by. */
function sameFigures(
  values: ReadonlyMap<string, number | null>,
  relations: readonly Relation[],
): (id: string) => string {
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

/** A percentage or ratio of people as it was reported: decimals, or null where a number was left blank. */
export type Share = { value: string; numerator: string | null; denominator: string | null }

/**
 * Whether a percentage or ratio of people may be shown: not where those counted, those that are left, or
 * all of them are few. Without the number of all nobody can say so, and it is not shown. Where only those counted
 * are left blank they are worked out, and it is not shown if few of them are rounded to the same share.
 */
export function mayShowShare(
  { value, numerator, denominator }: Share,
  { percent, threshold = FEWEST_SHOWN }: { percent: boolean; threshold?: number },
): boolean {
  if (denominator === null) return false
  const all = Number(denominator)
  const few = (count: number) => count > 0 && count < threshold
  const may = (counted: number) => !few(counted) && !few(all - counted)
  if (few(all)) return false
  if (numerator !== null) return may(Number(numerator))
  // Half of the last digit that was written, to either side.
  const size = percent ? 100 : 1
  const half = 0.5 / 10 ** (value.split('.')[1]?.length ?? 0)
  const at = (share: number) => (share * all) / size
  const [low, high] = [at(Number(value) - half), at(Number(value) + half)]
  if (!may(at(Number(value)))) return false
  for (let count = 1; count < threshold; count++)
    if ([count, all - count].some((counted) => counted >= low && counted <= high)) return false
  return true
}
