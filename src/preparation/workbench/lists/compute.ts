import { WrongData } from '../../../estimators/estimate.ts'
import type { Finding } from '../../../estimators/findings.ts'
import {
  MOST_LISTS,
  type OverlapTable,
  overlapTable,
  readOverlapTable,
} from '../../../estimators/lists/overlap-table.ts'
import { specificationTable } from '../../../estimators/lists/specification.ts'
import type { Run } from '../../../estimators/numeric/run.ts'
import { cellsOf, columnNamed, type TextTable } from '../../text-table.ts'
import type { Computation } from '../path.ts'
import {
  type Linked,
  type ListsResult,
  type ListsSettings,
  type RowSettings,
  SLOT,
  wholeTyped,
} from './settings.ts'

/** Overlapping lists: from a table in any of its three forms to every estimator side by side. */
export const listsComputation: Computation<ListsSettings, ListsResult> = {
  *compute(tables, settings): Run<ListsResult> {
    const given = tables[SLOT]
    if (given === undefined) throw new WrongData({ code: 'file-empty' })
    const { table, linked, reading } = overlapIn(given, settings)
    const specification = yield* specificationTable(table, {
      resamples: wholeTyped(settings.resamples, 0, 1_000_000) ?? 0,
      only: settings.methods,
      seed: wholeTyped(settings.seed, 0, Number.MAX_SAFE_INTEGER) ?? 1,
    })
    const result = {
      table: { lists: [...table.lists], counts: [...table.counts] },
      linked,
      reading,
      specification,
    }
    // Plain JSON, as it is shown, downloaded and saved: nothing that is undefined, and no typed arrays.
    return JSON.parse(JSON.stringify(result)) as ListsResult
  },
}

export type Read = { table: OverlapTable; linked: Linked | null; reading: Finding[] }

/** Who is on which list, counted. @throws WrongData naming row and column */
export function overlapIn(given: TextTable, settings: RowSettings): Read {
  if (settings.form === 'entries') return entriesIn(given, settings)
  if (settings.form === 'people') return peopleIn(given, settings)
  const places = [...settings.lists, settings.count].map((name) => columnNamed(given, name))
  const { table, findings } = readOverlapTable(
    places.map((place) => given.columns[place] as string),
    given.rows.map((cells) => places.map((place) => cells[place] as string)),
  )
  const reading = findings.filter(({ code }) => code === 'unseen-row-left-out')
  if (table.counts.every((count) => count <= 1))
    reading.push({ code: 'counts-like-a-list', column: settings.count })
  return { table, linked: null, reading }
}

/** Yes and no as forms in four languages say it. An empty cell could mean either, and is neither. */
const onListWords = /^(1|true|yes|y|oui|vrai|s[ií]|verdadero|sim|verdadeiro|x)$/i
const offListWords = /^(0|false|no|n|non|faux|falso|não|nao|-|–)$/i

function peopleIn(given: TextTable, { lists, code }: RowSettings): Read {
  checkNumber(lists.length)
  const places = lists.map((name) => columnNamed(given, name))
  const codes = code === '' ? null : cellsOf(given, columnNamed(given, code))
  const linked: Linked = { ...nothing, rows: given.rows.length }
  const histories = new Map<string, number>()
  const alone: number[] = []
  for (const [i, cells] of given.rows.entries()) {
    let history = 0
    places.forEach((place, k) => {
      const text = (cells[place] as string).trim()
      if (onListWords.test(text)) history |= 1 << k
      else if (!offListWords.test(text))
        throw new WrongData({ code: 'not-zero-or-one', row: i + 1, column: lists[k] as string, text })
    })
    if (codes === null) {
      alone.push(history)
      continue
    }
    const one = codes[i] as string
    if (one === '') linked.withoutCode += 1
    else {
      const before = histories.get(one)
      if (before !== undefined && (before | history) === before) linked.again += 1
      histories.set(one, (before ?? 0) | history)
    }
  }
  return counted(lists, codes === null ? alone : histories.values(), {
    ...linked,
    alike: alikeAmong(histories.keys()),
  })
}

function entriesIn(given: TextTable, { code, list }: RowSettings): Read {
  const codes = cellsOf(given, columnNamed(given, code))
  const names = cellsOf(given, columnNamed(given, list))
  const lists = [...new Set(names.filter((name) => name !== ''))].sort()
  checkNumber(lists.length)
  const bits = new Map(lists.map((name, k) => [name, 1 << k]))
  const linked: Linked = { ...nothing, rows: given.rows.length }
  const histories = new Map<string, number>()
  codes.forEach((one, i) => {
    if (one === '') linked.withoutCode += 1
    else {
      const before = histories.get(one) ?? 0
      const bit = bits.get(names[i] as string) ?? 0
      if (bit !== 0 && (before & bit) !== 0) linked.again += 1
      histories.set(one, before | bit)
    }
  })
  return counted(lists, histories.values(), { ...linked, alike: alikeAmong(histories.keys()) })
}

const nothing: Linked = { rows: 0, people: 0, withoutCode: 0, again: 0, onNoList: 0, alike: 0 }

function checkNumber(lists: number): void {
  if (lists < 2) throw new WrongData({ code: 'too-few', what: 'lists', is: lists, least: 2 })
  if (lists > MOST_LISTS)
    throw new WrongData({ code: 'too-many', what: 'lists', is: lists, most: MOST_LISTS })
}

function counted(lists: readonly string[], histories: Iterable<number>, linked: Linked): Read {
  const counts = new Array<number>(2 ** lists.length).fill(0)
  for (const history of histories) counts[history] = (counts[history] as number) + 1
  const onNoList = counts[0] as number
  const people = counts.reduce((sum, count) => sum + count, 0) - onNoList
  if (people === 0) throw new WrongData({ code: 'too-few', what: 'cases', is: 0, least: 1 })
  return { table: overlapTable(lists, counts), linked: { ...linked, people, onNoList }, reading: [] }
}

/** Codes that are another but for capitals, blanks and signs: perhaps one person, typed twice. */
function alikeAmong(codes: Iterable<string>): number {
  const bare = new Map<string, number>()
  for (const code of codes) {
    const text = code
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
    bare.set(text, (bare.get(text) ?? 0) + 1)
  }
  let alike = 0
  for (const count of bare.values()) if (count > 1) alike += count
  return alike
}
