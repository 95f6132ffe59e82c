import { diffWordsWithSpace } from 'diff'
import type { Agreement, Money, SectionName } from './agreement.ts'
import { sectionOfPart } from './gap-codes.ts'

/*
 * What one text changes in another, readable: elements are found by their key wherever they
 * stand, and words are compared as words. Pure, and the same for two versions of any age.
 */

/** A piece of a text: in both, only in the later one, or only in the earlier one. */
export type Piece = { text: string; in: 'both' | 'before' | 'after' }

/** A value that is no text: a number, a choice, a day, an amount; null for none. */
export type Plain = string | number | boolean | null | Money | readonly Plain[]

export type Change = { place: string; section: SectionName | null } & (
  | { what: 'added' /** The element as it is now. */; after: unknown }
  | { what: 'removed'; before: unknown }
  /** It stands elsewhere in its list; places count from 1. */
  | { what: 'moved'; from: number; to: number }
  | { what: 'text'; language: string; pieces: Piece[] }
  | { what: 'value'; before: Plain; after: Plain }
)

/** Letters of two texts together that are compared word by word; longer ones are shown as taken out and put in. */
const MOST_LETTERS = 20_000

/**
 * Every change between two texts, in the order of the document. Empty when they say the same.
 * Keys that are in both are the same element, however much of it changed.
 */
export function compareAgreements(before: Agreement, after: Agreement): Change[] {
  const found: Change[] = []
  compare(before, after, '', found)
  return found
}

function compare(before: unknown, after: unknown, place: string, found: Change[]): void {
  if (isKeyed(before) || isKeyed(after)) {
    // Which line of the plan stands before which says nothing: each has its year and contribution.
    compareKeyed(listOf(before), listOf(after), place, found, place !== 'plan/lines')
    return
  }
  if (isCells(place, before) && isCells(place, after)) {
    // In which order promises and rates stand says nothing.
    compareKeyed(cellsKeyed(before), cellsKeyed(after), place, found, false)
    return
  }
  if (isText(before, place) && isText(after, place)) {
    compareTexts(before, after, place, found)
    return
  }
  if (isMoney(before) && isMoney(after)) {
    if (!same(before, after)) tell(found, place, { what: 'value', before, after })
    return
  }
  if (isObject(before) && isObject(after)) {
    for (const name of namesOf(before, after)) compare(before[name], after[name], under(place, name), found)
    return
  }
  // A list that older texts left out is the same as one with nothing in it.
  if (same(before ?? null, after ?? null) || (isNothing(before) && isNothing(after))) return
  if (isObject(after) && !isMoney(after) && !isObject(before)) tell(found, place, { what: 'added', after })
  else if (isObject(before) && !isMoney(before) && !isObject(after))
    tell(found, place, { what: 'removed', before })
  else tell(found, place, { what: 'value', before: plain(before), after: plain(after) })
}

type Told = Change extends infer Each
  ? Each extends Change
    ? Omit<Each, 'place' | 'section'>
    : never
  : never

function tell(found: Change[], place: string, told: Told): void {
  const [part = '', second = ''] = place.split('/')
  const section = (
    part === 'sections' ? second : ((sectionOfPart as Record<string, string | null>)[part] ?? null)
  ) as SectionName | null
  found.push({ place, section, ...told } as Change)
}

const under = (place: string, name: string) => (place === '' ? name : `${place}/${name}`)

/** Names of both, those of the earlier one first, in the order in which they are written. */
function namesOf(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
}

type Keyed = { key: string }
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isKeyed = (value: unknown): value is Keyed[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => isObject(item) && typeof item.key === 'string')
const isNothing = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0)
const listOf = (value: unknown): Keyed[] => (isKeyed(value) ? value : [])
const isMoney = (value: unknown): value is Money =>
  isObject(value) && typeof value.minor === 'number' && typeof value.currency === 'string'

/** Targets have no key; a year and a cell are theirs. Reasons for having none go by their year. */
const isCells = (place: string, value: unknown): value is Record<string, unknown>[] =>
  Array.isArray(value) && (/^indicators\/[^/]+\/(targets|noTarget)$/.test(place) || place === 'plan/rates')

const cellsKeyed = (list: Record<string, unknown>[]): Keyed[] =>
  list.map((item) => ({ ...item, key: keyOf(item) }))

/** What an element of a list is found by: its key, or its year and cell, or its pair of currencies and day. */
export function keyOf(item: object): string {
  const { key, year, cell, from, to, date } = item as Record<string, unknown>
  if (typeof key === 'string') return key
  if (year === undefined) return `${String(from)}-${String(to)}-${String(date)}`
  const of = isObject(cell)
    ? Object.entries(cell)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, category]) => `,${name}=${String(category)}`)
        .join('')
    : ''
  return `${String(year)}${of}`
}

function compareKeyed(before: Keyed[], after: Keyed[], place: string, found: Change[], ordered = true): void {
  const earlier = new Map(before.map((item) => [item.key, item]))
  const later = new Map(after.map((item) => [item.key, item]))
  for (const item of before)
    if (!later.has(item.key)) tell(found, under(place, item.key), { what: 'removed', before: item })
  const moved = movedIn(
    before.filter(({ key }) => later.has(key)).map(({ key }) => key),
    after.filter(({ key }) => earlier.has(key)).map(({ key }) => key),
  )
  for (const [index, item] of after.entries()) {
    const other = earlier.get(item.key)
    if (other === undefined) {
      tell(found, under(place, item.key), { what: 'added', after: item })
      continue
    }
    if (ordered && moved.has(item.key))
      tell(found, under(place, item.key), {
        what: 'moved',
        from: before.indexOf(other) + 1,
        to: index + 1,
      })
    compare(other, item, under(place, item.key), found)
  }
}

/** The fewest keys that must move so that one order becomes the other: all but a longest common row. */
function movedIn(before: readonly string[], after: readonly string[]): Set<string> {
  const position = new Map(before.map((key, index) => [key, index]))
  const row = after.map((key) => position.get(key) ?? 0)
  // Longest increasing row: `ends[n]` is where the one of length n + 1 with the lowest end ends.
  const ends: number[] = []
  const previous: number[] = []
  for (const [index, value] of row.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((row[ends[middle] as number] as number) < value) low = middle + 1
      else high = middle
    }
    previous[index] = low === 0 ? -1 : (ends[low - 1] as number)
    ends[low] = index
  }
  const stays = new Set<number>()
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] as number) stays.add(index)
  return new Set(after.filter((_, index) => !stays.has(index)))
}

const textFields =
  /(^|\/)(title|text|theoryOfChange|name|deliverable|evidence|description|sites|definition|unit|formula|source|limits|method|reason|rationale|what|valuation|unconditional|belowMoney|note|mechanisms|oversight|response|forms|regions|legalBasis)$/
const isText = (value: unknown, place: string): value is Record<string, string> =>
  isObject(value) &&
  (textFields.test(place) || /^sections\/[A-G]$/.test(place)) &&
  Object.values(value).every((item) => typeof item === 'string')

function compareTexts(
  before: Record<string, string>,
  after: Record<string, string>,
  place: string,
  found: Change[],
): void {
  for (const language of namesOf(before, after)) {
    const [from, to] = [before[language] ?? '', after[language] ?? '']
    if (from !== to) tell(found, place, { what: 'text', language, pieces: piecesOf(from, to) })
  }
}

/** Two texts as pieces that are in both or in one; put together they are the one and the other. */
export function piecesOf(before: string, after: string): Piece[] {
  if (before.length + after.length > MOST_LETTERS)
    return [
      ...(before === '' ? [] : [{ text: before, in: 'before' as const }]),
      ...(after === '' ? [] : [{ text: after, in: 'after' as const }]),
    ]
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    text: value,
    in: added ? 'after' : removed ? 'before' : 'both',
  }))
}

function plain(value: unknown): Plain {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return isMoney(value) ? value : JSON.stringify(value)
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => same(item, b[index]))
  if (isObject(a) && isObject(b)) return namesOf(a, b).every((name) => same(a[name], b[name]))
  return false
}
