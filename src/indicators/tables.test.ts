import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { factsCsv, observationsCsv } from './csv-tables.ts'
import { nearestIds } from './nearest-ids.ts'
import { classOf, quantileBounds } from './quantiles.ts'
import type { Fact, Observation } from './schema.ts'

const anObservation = (some: Partial<Observation> = {}): Observation => ({
  id: '1',
  iso3: 'GHA',
  year: 2020,
  indicator: 'tip_tier',
  value: null,
  code: null,
  missing: null,
  standardError: null,
  published: null,
  revised: null,
  source: 'us-tip-report',
  basis: null,
  note: null,
  run: '1',
  ...some,
})

const aFact = (some: Partial<Fact> = {}): Fact => ({
  id: '1',
  dataset: 'compact',
  iso3: 'GHA',
  key: 'one',
  from: '2015-06-23',
  to: '2020-06-22',
  when: '2015',
  fields: {},
  source: 'us-cpc',
  evidence: null,
  note: null,
  run: '1',
  ...some,
})

const read = (csv: string) =>
  Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data

describe('Tables to take away', () => {
  it('leave a missing value empty, with its reason beside it', () => {
    const [row] = read(observationsCsv([anObservation({ missing: 'suppressed' })]))
    expect(row).toMatchObject({ value: '', missing: 'suppressed' })
  })

  it('write negative numbers as numbers', () => {
    const [row] = read(observationsCsv([anObservation({ value: -1.25 })]))
    expect(row?.value).toBe('-1.25')
  })

  it.each([
    '=1+1',
    '+cmd',
    '-cmd',
    '@SUM(A1)',
    '\t=1',
  ])('put an apostrophe before text that a spreadsheet would run: %j', (text) => {
    const [row] = read(factsCsv([aFact({ note: text })]))
    expect(row?.note).toBe(`'${text}`)
  })

  it('keep commas, quotes and line feeds of a text', () => {
    const [row] = read(factsCsv([aFact({ evidence: 'a, "b"\nc' })]))
    expect(row?.evidence).toBe('a, "b"\nc')
  })
})

describe('Classes of a map', () => {
  it('have about as many countries each', () => {
    const values = Array.from({ length: 100 }, (_, place) => place)
    const bounds = quantileBounds(values)
    expect(
      [0, 1, 2, 3].map((one) => values.filter((value) => classOf(value, bounds) === one).length),
    ).toEqual([25, 25, 25, 25])
  })

  it('are fewer when many values are the same, and none when there is no value', () => {
    expect(quantileBounds([1, 1, 1, 1])).toEqual([1])
    expect(quantileBounds([])).toEqual([])
  })
})

describe('Ids that come near', () => {
  it('are those alike in letters, nearest first, and none for something else', () => {
    expect(nearestIds('rule_of_law', ['gini', 'wgi_rule_of_law', 'population'])).toEqual(['wgi_rule_of_law'])
    expect(nearestIds('zzzz', ['gini', 'population'])).toEqual([])
  })
})
