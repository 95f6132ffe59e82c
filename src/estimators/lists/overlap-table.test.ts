import { describe, expect, it } from 'vitest'
import { WrongData } from '../estimate.ts'
import {
  casesOf,
  historiesOf,
  marginsOf,
  mergeLists,
  overlapsOf,
  type RawCell,
  readOverlapTable,
  withinList,
  withoutList,
} from './overlap-table.ts'

const columns = ['A', 'B', 'C', 'count']
const rows = [
  [1, 0, 0, 40],
  [0, 1, 0, 30],
  [0, 0, 1, 20],
  [1, 1, 0, 6],
  [1, 1, 1, 2],
]
const read = (given: RawCell[][] = rows, heading = columns) => readOverlapTable(heading, given)

function refusal(given: RawCell[][], heading = columns): unknown {
  try {
    read(given, heading)
  } catch (error) {
    if (error instanceof WrongData) return error.finding
    throw error
  }
  return null
}

describe('Reading a table of overlapping lists', () => {
  it('takes numbers and text alike, one bit per list', () => {
    const { table, findings } = read()
    expect([...table.counts]).toEqual([0, 40, 30, 6, 20, 0, 0, 2])
    expect(read(rows.map((row) => row.map(String))).table).toEqual(table)
    expect(findings).toEqual([])
    expect(casesOf(table)).toBe(98)
  })

  it.each([
    ['a count for persons on no list', [0, 0, 0, 7], { code: 'unseen-counted', row: 6, count: 7 }],
    ['a negative count', [1, 0, 1, -2], { code: 'not-a-count', row: 6, column: 'count', text: '-2' }],
    ['a fraction', [1, 0, 1, 2.5], { code: 'not-a-count', row: 6, column: 'count', text: '2.5' }],
    ['a decimal comma', [1, 0, 1, '2,5'], { code: 'not-a-count', row: 6, column: 'count', text: '2,5' }],
    ['a count left empty', [1, 0, 1, ''], { code: 'not-a-count', row: 6, column: 'count', text: '' }],
    ['a history twice', [1, 1, 0, 3], { code: 'history-twice', row: 6, first: 4, lists: ['A', 'B'] }],
    ['a cell that is not 0 or 1', [2, 0, 1, 3], { code: 'not-zero-or-one', row: 6, column: 'A', text: '2' }],
    ['a row too short', [1, 0, 3], { code: 'row-width', row: 6, is: 3, expected: 4 }],
  ])('refuses %s and names the row', (_, row, finding) => {
    expect(refusal([...rows, row])).toEqual(finding)
  })

  it('refuses one list, eleven lists, two of one name, one without a name, and a table of nobody', () => {
    expect(refusal([[1, 3]], ['A', 'n'])).toEqual({ code: 'too-few', what: 'lists', is: 1, least: 2 })
    const eleven = Array.from({ length: 11 }, (_, k) => `L${k}`)
    expect(refusal([], [...eleven, 'n'])).toEqual({ code: 'too-many', what: 'lists', is: 11, most: 10 })
    expect(refusal([], ['A', 'A', 'n'])).toEqual({ code: 'list-twice', list: 'A' })
    expect(refusal([], ['A', ' ', 'n'])).toEqual({ code: 'list-without-name', column: 2 })
    expect(refusal([[1, 0, 0, 0]])).toEqual({ code: 'too-few', what: 'cases', is: 0, least: 1 })
  })

  it('keeps a table with counts of a thousand million', () => {
    expect(
      casesOf(
        read([
          [1, 0, 0, 1e9],
          [0, 1, 0, '1000000000'],
        ]).table,
      ),
    ).toBe(2e9)
  })

  it('says what makes a table weak, without refusing it', () => {
    const codes = (given: number[][]) => read(given).findings
    expect(codes([...rows, [0, 0, 0, 0]])).toEqual([{ code: 'unseen-row-left-out', row: 6 }])
    expect(
      codes([
        [1, 0, 0, 4],
        [1, 1, 0, 6],
        [0, 0, 1, 3],
      ]),
    ).toEqual([{ code: 'list-within-list', inner: 'B', outer: 'A' }])
    expect(
      codes([
        [1, 0, 0, 4],
        [0, 1, 0, 6],
      ]),
    ).toEqual([{ code: 'empty-list', list: 'C' }, { code: 'no-overlap' }])
    expect(codes([[1, 1, 1, 4]])).toEqual([{ code: 'all-overlap' }])
  })
})

describe('Tables made from a table', () => {
  const { table } = read()

  it('gives the overlaps of every pair, and how many are on each list', () => {
    expect(overlapsOf(table)).toEqual([
      [48, 8, 2],
      [8, 38, 2],
      [2, 2, 22],
    ])
    expect(marginsOf(table)[0]).toBe(98)
    expect(historiesOf(table).map(({ lists, count }) => [lists.join('+'), count])).toEqual([
      ['A', 40],
      ['B', 30],
      ['A+B', 6],
      ['C', 20],
      ['A+B+C', 2],
    ])
  })

  it('takes two lists as one, and loses nobody', () => {
    const merged = mergeLists(table, 2, 0)
    expect(merged.lists).toEqual(['A+C', 'B'])
    expect([...merged.counts]).toEqual([0, 60, 30, 8])
  })

  it('leaves a list out, and with it those on no other', () => {
    const left = withoutList(table, 0)
    expect(left.lists).toEqual(['B', 'C'])
    expect([...left.counts]).toEqual([0, 36, 20, 2])
  })

  it('takes a list as the population: its size is known, the others saw part of it', () => {
    expect(withinList(table, 2)).toEqual({
      table: { lists: ['A', 'B'], counts: Float64Array.of(0, 0, 0, 2) },
      truth: 22,
      seen: 2,
    })
  })
})
