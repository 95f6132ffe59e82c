import { WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'

/**
 * Who was found by whom: how many persons have each history of lists.
 *
 * A history is a bit mask: bit i set means “on list i”. `counts[mask]` is the number
 * of persons with exactly that history; `counts[0]`, those on no list, is what is
 * being estimated: it is not known and always 0 here.
 */
export type OverlapTable = {
  /** Names of the lists; list i is bit i. 2 to 10 as read; a part of a table may have fewer. */
  readonly lists: readonly string[]
  /** 2 to the power of the number of lists. */
  readonly counts: Float64Array
}

export const FEWEST_LISTS = 2
export const MOST_LISTS = 10
/** More persons than live on earth: beyond it a count is a slip of the keyboard, and sums stay exact below it. */
export const MOST_CASES = 1e12

/** A cell as it stands in a file or a form. */
export type RawCell = string | number | boolean | null | undefined

/**
 * Reads a table of overlaps: one column per list with 0 or 1, last the column of counts.
 * Histories that have no row have nobody.
 *
 * @param columns - headings: names of the lists, then of the count
 * @param rows - as read, the heading not among them
 * @returns the table, and what is doubtful about it (empty lists, lists inside others, no overlap …)
 * @throws WrongData naming row (from 1, without the heading) and column, when it is no such table; naming the last
 *   column alone where rows seem to be persons, with no column of counts
 */
export function readOverlapTable(
  columns: readonly string[],
  rows: readonly (readonly RawCell[])[],
): { table: OverlapTable; findings: Finding[] } {
  const names = columns.map((name) => name.trim())
  const lists = names.slice(0, -1)
  checkNames(lists)

  const findings: Finding[] = []
  const counts = new Float64Array(2 ** lists.length)
  const firstRow = new Map<number, number>()
  /** Where a row cannot be a history with its count: perhaps because each row is a person, and no column has counts. */
  const refuse = (finding: Finding) => {
    const column = names[lists.length] as string
    const persons = rows.length > 1 && rows.every((cells) => isZeroOrOne(cells[lists.length]))
    return new WrongData(persons ? { code: 'counts-like-a-list', column } : finding)
  }
  rows.forEach((cells, i) => {
    const row = i + 1
    if (cells.length !== names.length)
      throw new WrongData({ code: 'row-width', row, is: cells.length, expected: names.length })
    const history = lists.reduce((mask, list, k) => mask | (onList(cells[k], row, list) << k), 0)
    const count = wholeCount(cells[lists.length], row, names[lists.length] as string)

    if (history === 0) {
      if (count > 0) throw refuse({ code: 'unseen-counted', row, count })
      findings.push({ code: 'unseen-row-left-out', row })
      return
    }
    const first = firstRow.get(history)
    if (first !== undefined)
      throw refuse({ code: 'history-twice', row, first, lists: listsOf(history, lists) })
    firstRow.set(history, row)
    counts[history] = count
  })

  const table = { lists, counts }
  const cases = casesOf(table)
  if (cases === 0) throw new WrongData({ code: 'too-few', what: 'cases', is: 0, least: 1 })
  if (cases > MOST_CASES)
    throw new WrongData({ code: 'too-many', what: 'cases', is: cases, most: MOST_CASES })
  return { table, findings: [...findings, ...doubtsAbout(table)] }
}

function checkNames(lists: readonly string[]): void {
  if (lists.length < FEWEST_LISTS)
    throw new WrongData({
      code: 'too-few',
      what: 'lists',
      is: Math.max(lists.length, 0),
      least: FEWEST_LISTS,
    })
  if (lists.length > MOST_LISTS)
    throw new WrongData({ code: 'too-many', what: 'lists', is: lists.length, most: MOST_LISTS })
  lists.forEach((name, k) => {
    if (name === '') throw new WrongData({ code: 'list-without-name', column: k + 1 })
    if (lists.indexOf(name) !== k) throw new WrongData({ code: 'list-twice', list: name })
  })
}

function onList(cell: RawCell, row: number, list: string): 0 | 1 {
  const text = String(cell ?? '').trim()
  if (text === '1' || text === 'true') return 1
  if (text === '0' || text === 'false') return 0
  throw new WrongData({ code: 'not-zero-or-one', row, column: list, text })
}

const isZeroOrOne = (cell: RawCell) => ['0', '1'].includes(String(cell ?? '').trim())

/** Whole numbers only: `3,5`, `1.000`, `-2` and an empty cell could each mean several things. */
function wholeCount(cell: RawCell, row: number, column: string): number {
  const text = String(cell ?? '').trim()
  const count = /^\+?\d+$/.test(text) || typeof cell === 'number' ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(count) || count < 0)
    throw new WrongData({ code: 'not-a-count', row, column, text })
  return count
}

/** Whether everybody is on every list: nothing then shows that anybody was missed. */
export const isAllOverlap = (table: OverlapTable): boolean =>
  table.lists.length > 1 && table.counts.at(-1) === casesOf(table)

/** What makes a table a weak base, though it is one: said beside every estimate from it. */
export function doubtsAbout(table: OverlapTable): Finding[] {
  const { lists } = table
  const margins = marginsOf(table)
  const size = (k: number) => margins[1 << k] as number
  const both = (i: number, j: number) => margins[(1 << i) | (1 << j)] as number
  const findings: Finding[] = []

  const filled = lists.map((_, k) => k).filter((k) => size(k) > 0)
  for (const k of lists.keys()) if (size(k) === 0) findings.push({ code: 'empty-list', list: lists[k]! })

  const pairs = filled.flatMap((i) => filled.filter((j) => j > i).map((j) => [i, j] as const))
  if (pairs.length > 0 && pairs.every(([i, j]) => both(i, j) === 0)) findings.push({ code: 'no-overlap' })
  else if (isAllOverlap(table)) findings.push({ code: 'all-overlap' })
  else
    for (const [i, j] of pairs) {
      if (both(i, j) === size(i))
        findings.push({ code: 'list-within-list', inner: lists[i]!, outer: lists[j]! })
      else if (both(i, j) === size(j))
        findings.push({ code: 'list-within-list', inner: lists[j]!, outer: lists[i]! })
    }
  return findings
}

/** Makes a table from counts by bit mask; for computed tables, such as a resample. */
export function overlapTable(lists: readonly string[], counts: ArrayLike<number>): OverlapTable {
  if (counts.length !== 2 ** lists.length)
    throw new RangeError(`${lists.length} lists have ${2 ** lists.length} histories, not ${counts.length}`)
  const table = { lists, counts: Float64Array.from(counts) }
  table.counts[0] = 0
  return table
}

/** How many persons were found at all. */
export function casesOf({ counts }: OverlapTable): number {
  let cases = 0
  for (let mask = 1; mask < counts.length; mask++) cases += counts[mask] as number
  return cases
}

/**
 * For each set of lists, how many persons are on all of them (whatever else they are on): the
 * margins, and the sufficient statistics of every log-linear model. `[0]` is the number of cases.
 */
export function marginsOf({ counts }: OverlapTable): Float64Array {
  return sumOverSupersets(Float64Array.from(counts))
}

/** Replaces each value by the sum over the sets that contain its own, in place. */
export function sumOverSupersets(values: Float64Array): Float64Array {
  const size = values.length
  for (let bit = 1; bit < size; bit <<= 1)
    for (let block = 0; block < size; block += bit << 1)
      for (let mask = block; mask < block + bit; mask++)
        values[mask] = (values[mask] as number) + (values[mask + bit] as number)
  return values
}

/** Persons on both of two lists; on the diagonal, those on the list. */
export function overlapsOf(table: OverlapTable): number[][] {
  const margins = marginsOf(table)
  return table.lists.map((_, i) => table.lists.map((_, j) => margins[(1 << i) | (1 << j)] as number))
}

/** The histories somebody has, in the order of the masks. */
export function historiesOf(table: OverlapTable): { history: number; lists: string[]; count: number }[] {
  return Array.from(table.counts, (count, history) => ({
    history,
    lists: listsOf(history, table.lists),
    count,
  })).filter(({ history, count }) => history > 0 && count > 0)
}

/** Names of the lists in a set. */
export function listsOf(mask: number, lists: readonly string[]): string[] {
  return lists.filter((_, k) => (mask >> k) & 1)
}

/** How many lists are in a set. */
export function sizeOf(mask: number): number {
  let left = mask
  let size = 0
  for (; left !== 0; size++) left &= left - 1
  return size
}

/** Takes two lists as one: on it is who is on either. It stands in the place of the first. */
export function mergeLists(table: OverlapTable, first: number, second: number, name?: string): OverlapTable {
  const [kept, gone] = first < second ? [first, second] : [second, first]
  const merged = name ?? `${table.lists[kept]}+${table.lists[gone]}`
  const lists = table.lists.map((list, k) => (k === kept ? merged : list)).filter((_, k) => k !== gone)
  return recount(table, lists, (history) => {
    const either = ((history >> kept) | (history >> gone)) & 1
    return withoutBit(either ? history | (1 << kept) : history, gone)
  })
}

/** Leaves one list out; who was on it alone is no longer seen. */
export function withoutList(table: OverlapTable, gone: number): OverlapTable {
  return recount(
    table,
    table.lists.filter((_, k) => k !== gone),
    (history) => withoutBit(history, gone),
  )
}

/** Leaves out the lists nobody is on. */
export function withoutEmptyLists(table: OverlapTable): OverlapTable {
  const margins = marginsOf(table)
  let left = table
  for (let k = table.lists.length - 1; k >= 0; k--) if (margins[1 << k] === 0) left = withoutList(left, k)
  return left
}

/**
 * Takes one list as the whole population, whose size is thus known, seen through the other lists:
 * what an estimate from them says can be held against the truth.
 *
 * @returns the table of the other lists (those nobody of the list is on left out), the true size,
 * and how many of the list the others have seen
 */
export function withinList(
  table: OverlapTable,
  list: number,
): { table: OverlapTable; truth: number; seen: number } {
  const inside = recount(
    table,
    table.lists.filter((_, k) => k !== list),
    (history) => ((history >> list) & 1 ? withoutBit(history, list) : 0),
  )
  const truth = marginsOf(table)[1 << list] as number
  return { table: withoutEmptyLists(inside), truth, seen: casesOf(inside) }
}

function recount(table: OverlapTable, lists: readonly string[], to: (history: number) => number) {
  const counts = new Float64Array(2 ** lists.length)
  table.counts.forEach((count, history) => {
    const target = to(history)
    counts[target] = (counts[target] as number) + count
  })
  counts[0] = 0
  return { lists, counts }
}

/** The history with one list taken away and the higher ones moved down. */
function withoutBit(history: number, bit: number): number {
  const below = history & ((1 << bit) - 1)
  return below | ((history >> (bit + 1)) << bit)
}
