import { describe, expect, it } from 'vitest'
import type { Indicator } from '../compacts/agreement.ts'
import { anIndicator } from './agreements.test-data.ts'
import type { Asked } from './asked.ts'
import { type DataValueSet, type Dhis2Mapping, daysOf, readDataValues } from './dhis2.ts'

const askedFor = (over: Partial<Indicator> = {}, begins = '2025-01-01', ends = '2025-06-30'): Asked => {
  const sheet = anIndicator(over)
  const due = { indicator: sheet.key, party: 'north', begins, ends, due: '2025-07-30', year: 'y1' }
  return {
    round: { party: 'north', ends, due: due.due, items: [due] },
    indicators: new Map([[sheet.key, { sheet, due }]]),
  }
}
const row = (
  orgUnit: string,
  value: string | number,
  over: Partial<DataValueSet['dataValues'][number]> = {},
) => ({ dataElement: 'found', orgUnit, period: '2025S1', value, ...over })
const mapping = (over: Partial<Dhis2Mapping> = {}): Dhis2Mapping => ({
  orgUnits: ['a'],
  values: { found: { indicator: 'identified' } },
  ...over,
})
const read = (dataValues: DataValueSet['dataValues'], by = mapping(), asked = askedFor()) => {
  const { values, refused } = readDataValues({ dataValues }, by, asked)
  return { values: values.map(({ cell, text }) => `${cell} ${text}`), refused }
}

describe('Data values of DHIS2', () => {
  it('are added up over the places of a reporter', () => {
    const by = mapping({ orgUnits: ['a', 'b'] })
    expect(read([row('a', '40'), row('b', 2)], by)).toEqual({ values: ['total 42'], refused: [] })
  })

  it('that stand there twice are refused, and so is what they would be part of', () => {
    expect(read([row('a', '100'), row('a', '100')])).toEqual({
      values: [],
      refused: [
        { row: 1, text: 'identified total', fault: 'part refused' },
        { row: 2, text: 'found', fault: 'twice' },
      ],
    })
  })

  it('stand there twice also once with a category combination and once without', () => {
    const by = mapping({
      values: { found: { indicator: 'identified' }, 'found.all': { indicator: 'identified' } },
    })
    const sent = [row('a', '100'), row('a', '100', { categoryOptionCombo: 'all' })]
    expect(read(sent, by).values).toEqual([])
    expect(read(sent, by).refused.map(({ fault }) => fault)).toEqual(['part refused', 'twice'])
    for (const one of sent) expect(read([one], by).values).toEqual(['total 100'])
  })

  it('make no total while a place is missing or refused, and each is named', () => {
    const by = mapping({ orgUnits: ['a', 'b', 'c'] })
    expect(read([row('a', '40'), row('b', '')], by)).toEqual({
      values: [],
      refused: [{ row: 1, text: 'b, c', fault: 'parts missing' }],
    })
    expect(read([row('a', '40'), row('b', 'n/a'), row('c', '1')], by)).toEqual({
      values: [],
      refused: [
        { row: 1, text: 'identified total', fault: 'part refused' },
        { row: 2, text: 'n/a', fault: 'missing in words' },
      ],
    })
  })

  it('are whole with fewer places where the mapping says which report them', () => {
    const by = mapping({
      orgUnits: ['a', 'b'],
      values: { found: { indicator: 'identified', orgUnits: ['b'] } },
    })
    expect(read([row('a', '40'), row('b', '2')], by)).toEqual({
      values: ['total 2'],
      refused: [{ row: 1, text: 'a', fault: 'other place' }],
    })
  })

  it('need every category combination that is mapped to their cell', () => {
    const by = mapping({
      values: { 'found.young': { indicator: 'identified' }, 'found.old': { indicator: 'identified' } },
    })
    const young = row('a', '4', { categoryOptionCombo: 'young' })
    expect(read([young], by).refused).toEqual([{ row: 1, text: 'a found.old', fault: 'parts missing' }])
    expect(read([young, row('a', '5', { categoryOptionCombo: 'old' })], by).values).toEqual(['total 9'])
  })

  it('may be the months or quarters that make up the period, whenever its year begins', () => {
    const asked = askedFor({}, '2025-02-01', '2025-07-31')
    const of = (...periods: string[]) => periods.map((period, at) => row('a', at + 1, { period }))
    const months = ['202502', '202503', '202504', '202505', '202506', '202507']
    expect(read(of(...months), mapping(), asked).values).toEqual(['total 21'])
    expect(read(of('2025NovQ2', '2025NovQ3'), mapping(), asked).values).toEqual(['total 3'])
    expect(read(of('202502', '2025Q2', '202507'), mapping(), asked)).toEqual({
      values: [],
      refused: [{ row: 1, text: 'a 2025-03-01', fault: 'parts missing' }],
    })
    expect(read(of(...months, '202503'), mapping(), asked).refused.at(-1)?.fault).toBe('twice')
    expect(read(of('2025Q2', '202504'), mapping(), asked).refused.at(-1)?.fault).toBe('twice')
    expect(read(of('2025Q1', '2025', '202508', '2025W7'), mapping(), asked).refused).toEqual(
      ['2025Q1', '2025', '202508', '2025W7'].map((text, at) => ({
        row: at + 1,
        text,
        fault: 'other period',
      })),
    )
  })

  it('are not added over time where they hold everything since the beginning, nor at all where they do not add up', () => {
    const month = row('a', '5', { period: '202501' })
    expect(read([month], mapping(), askedFor({ cumulative: true })).refused).toEqual([
      { row: 1, text: '202501', fault: 'other period' },
    ])
    for (const over of [{ measure: 'percentage' }, { aggregation: 'latest' }, { estimated: true }] as const) {
      const by = mapping({ orgUnits: ['a', 'b'] })
      expect(read([row('a', '40')], by, askedFor(over)).refused).toEqual([
        { row: 1, text: 'identified total', fault: 'no sum' },
      ])
      expect(read([row('a', '40')], mapping(), askedFor(over)).values).toEqual(['total 40'])
    }
  })

  it.each([
    ['20250131', '2025-01-31', '2025-01-31'],
    ['202502', '2025-02-01', '2025-02-28'],
    ['202503B', '2025-05-01', '2025-06-30'],
    ['2025Q4', '2025-10-01', '2025-12-31'],
    ['2025NovQ1', '2024-11-01', '2025-01-31'],
    ['2025NovQ2', '2025-02-01', '2025-04-30'],
    ['2025S2', '2025-07-01', '2025-12-31'],
    ['2025AprilS2', '2025-10-01', '2026-03-31'],
    ['2025NovS1', '2024-11-01', '2025-04-30'],
    ['2025NovS2', '2025-05-01', '2025-10-31'],
    ['2025', '2025-01-01', '2025-12-31'],
    ['2025Feb', '2025-02-01', '2026-01-31'],
    ['2025April', '2025-04-01', '2026-03-31'],
    ['2025Aug', '2025-08-01', '2026-07-31'],
    ['2025Sep', '2025-09-01', '2026-08-31'],
    ['2025Oct', '2025-10-01', '2026-09-30'],
    ['2025Nov', '2024-11-01', '2025-10-31'],
  ])('of %s are those from %s to %s', (period, begins, ends) =>
    expect(daysOf(period)).toEqual({ begins, ends }))

  it.each([
    '',
    '25',
    '2025Q5',
    '202513',
    '20250230',
    '2025W10',
    '2025Mar',
    '0000',
    '2025S3',
  ])('of “%s” are of no period that is known', (period) => expect(daysOf(period)).toBeNull())
})
