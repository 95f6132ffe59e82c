import { describe, expect, it } from 'vitest'
import { WrongData } from '../../estimators/estimate.ts'
import { readNsum } from '../../estimators/network/nsum-data.ts'
import { readTextTable } from '../text-table.ts'
import { knownGroupsIn, scaleUpIn } from './scale-up.ts'

const read = (text: string) => knownGroupsIn(readTextTable(text))
const complaint = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof WrongData) return error.finding
    throw error
  }
  return null
}

describe('The sizes of known groups', () => {
  it('are read with commas or semicolons, and only those marked as known where there are marks', () => {
    const both = [
      { group: 'V1', size: 1000 },
      { group: 'V2', size: 500 },
    ]
    expect(read('subpop,size\nV1,1000\nV2,500\n')).toEqual(both)
    expect(read('grupo;tamanho\nV1;1000\nV2;500\n')).toEqual(both)
    expect(read('subpop,size,known\nV1,1000,1\nV2,500,1\nV3,,0\n')).toEqual(both)
  })

  it('are never one person for a thousand, nor a part of a person', () => {
    for (const [cell, text] of [
      ['1.000', '1.000'],
      ['12,5', '12.5'],
    ])
      expect(complaint(() => read(`grupo;tamanho\nV2;500\nV1;${cell}\n`))).toEqual({
        code: 'not-a-count',
        row: 2,
        column: 'tamanho',
        text,
      })
  })

  it('are given once for a group: the last one does not win in silence', () => {
    expect(complaint(() => read('subpop,size\nV1,1000\nV1,900\nV2,500\n'))).toEqual({
      code: 'group-twice',
      group: 'V1',
    })
    // One of the two is marked as not known.
    expect(read('subpop,size,known\nV1,1000,0\nV1,900,1\n')).toEqual([{ group: 'V1', size: 900 }])
    const known = [
      { group: 'a', size: 10 },
      { group: 'a', size: 20 },
    ]
    const answers = { groups: ['h', 'a'], rows: [[1, 1]] }
    expect(complaint(() => readNsum(answers, { hidden: 'h', known, population: 100 }))).toEqual({
      code: 'group-twice',
      group: 'a',
    })
  })
})

describe('Answers of respondents', () => {
  it('are neither a thousand nor one where a semicolon file has 1.000', () => {
    const table = readTextTable('h;V1\n1;2\n1.000;3\n')
    expect(
      complaint(() => scaleUpIn(table, { hidden: 'h', known: [{ group: 'V1', size: 9 }], population: 100 })),
    ).toMatchObject({ code: 'thousands-or-decimals', row: 2, column: 'h', text: '1.000' })
  })
})
