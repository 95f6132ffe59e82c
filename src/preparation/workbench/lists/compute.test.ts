import { describe, expect, it } from 'vitest'
import { WrongData } from '../../../estimators/estimate.ts'
import { overlapTable } from '../../../estimators/lists/overlap-table.ts'
import { specificationTable } from '../../../estimators/lists/specification.ts'
import { finish } from '../../../estimators/numeric/run.ts'
import { readTextTable } from '../../text-table.ts'
import { listsComputation, overlapIn } from './compute.ts'
import { type ListsSettings, SLOT } from './settings.ts'

const settings = (given: Partial<ListsSettings>): ListsSettings => ({
  form: 'overlap',
  lists: [],
  count: '',
  code: '',
  list: '',
  methods: ['stepwise-0.02', 'chao'],
  resamples: '0',
  seed: '1',
  ...given,
})
const read = (text: string, given: Partial<ListsSettings>) => overlapIn(readTextTable(text), settings(given))

describe('Lists of people, from a table', () => {
  it('are counted where a row is a person', () => {
    const { table, linked } = read('police,shelter,hotline\n1,0,0\n1,0,0\nyes,Sí,não\n0,0,0\n', {
      form: 'people',
      lists: ['police', 'shelter', 'hotline'],
    })
    expect([...table.counts]).toEqual([0, 2, 0, 1, 0, 0, 0, 0])
    expect(linked).toMatchObject({ rows: 4, people: 3, onNoList: 1 })
  })

  it('are linked by a given code alone, and never by what looks alike', () => {
    const { table, linked } = read(
      'code;list\nA1;police\nA1;shelter\nA1;shelter\na-1;hotline\n;police\nB2;police\n',
      {
        form: 'entries',
        code: 'code',
        list: 'list',
      },
    )
    expect(table.lists).toEqual(['hotline', 'police', 'shelter'])
    // B2 on the police's list alone, A1 on two, and a-1 as a third person: nothing was guessed.
    expect([...table.counts]).toEqual([0, 1, 1, 0, 0, 0, 1, 0])
    expect(linked).toEqual({ rows: 6, people: 3, withoutCode: 1, again: 1, onNoList: 0, alike: 2 })
  })

  it('are linked by a code where a person has several rows', () => {
    const { table, linked } = read('code,police,shelter\nA,1,0\nA,0,1\nB,1,0\n', {
      form: 'people',
      lists: ['police', 'shelter'],
      code: 'code',
    })
    expect([...table.counts]).toEqual([0, 1, 0, 1])
    expect(linked).toMatchObject({ rows: 3, people: 2, again: 0 })
  })

  it('do not take an empty cell for a no', () => {
    expect(() => read('police,shelter\n1,\n', { form: 'people', lists: ['police', 'shelter'] })).toThrow(
      new WrongData({ code: 'not-zero-or-one', row: 1, column: 'shelter', text: '' }),
    )
  })

  it('are refused when there is one list, or eleven', () => {
    const names = Array.from({ length: 11 }, (_, k) => `L${k}`)
    const text = ['code,list', ...names.map((name) => `A,${name}`)].join('\n')
    expect(() => read(text, { form: 'entries', code: 'code', list: 'list' })).toThrow('too-many')
    expect(() => read('code,list\nA,x\n', { form: 'entries', code: 'code', list: 'list' })).toThrow('too-few')
  })

  it('give the figures of the command, whichever way the table tells them', () => {
    const counts = [0, 54, 31, 7, 22, 3, 4, 2]
    const overlap = counts
      .flatMap((count, history) =>
        history === 0 ? [] : [`${history & 1},${(history >> 1) & 1},${history >> 2},${count}`],
      )
      .join('\n')
    const people = counts
      .flatMap((count, history) =>
        Array.from({ length: count }, () => `${history & 1},${(history >> 1) & 1},${history >> 2}`),
      )
      .join('\n')
    const expected = finish(
      specificationTable(overlapTable(['a', 'b', 'c'], counts), {
        resamples: 20,
        seed: 3,
        only: ['stepwise-0.02', 'chao'],
      }),
    )
    for (const [text, form] of [
      [`a,b,c,n\n${overlap}`, 'overlap'],
      [`a,b,c\n${people}`, 'people'],
    ] as const) {
      const asked = settings({ form, lists: ['a', 'b', 'c'], count: 'n', resamples: '20', seed: '3' })
      const { specification } = finish(listsComputation.compute({ [SLOT]: readTextTable(text) }, asked))
      expect(JSON.stringify(specification)).toBe(JSON.stringify(expected))
    }
  })

  it('are computed with progress that only ever grows, to the end', () => {
    const run = specificationTable(overlapTable(['a', 'b', 'c'], [0, 54, 31, 7, 22, 3, 4, 2]), {
      resamples: 20,
      only: ['stepwise-0.02', 'bic-3', 'dga'],
    })
    const shares: number[] = []
    for (let step = run.next(); !step.done; step = run.next())
      shares.push(step.value.done / (step.value.total as number))
    expect(shares).toEqual([...shares].sort((one, other) => one - other))
    expect(shares.at(-1)).toBeGreaterThan(0.9)
    expect(shares.at(-1)).toBeLessThanOrEqual(1)
  })
})
