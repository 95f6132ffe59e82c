import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { Fault } from '../../house/errors.ts'
import { projectRoot } from '../../house/settings.ts'
import { aMethodology, someInputs } from '../builders.test-data.ts'
import { readMethodology } from '../methodology.ts'
import { rulesDigest } from '../store.ts'
import { eventOf, eventStop, isFirm, type Placed, type Report, riseOf, riseStop } from './outcomes.ts'
import { gatesWithoutHistory } from './track-record.ts'

const rise = { rise: { series: 'tip_tier', order: ['3', '2WL', '2', '1'], held: 3 } }

/** Reports from 2010 on: `tiers('2WL', '2', '2', '2')`; a trailing ? is a weak row, - none. */
const tiers = (...codes: string[]) =>
  new Map<number, Placed>(
    codes.flatMap((code, i) =>
      code === '-'
        ? []
        : [
            [
              2010 + i,
              { code: code.replace('?', ''), weak: code.endsWith('?') ? 'one transcription' : null },
            ] as const,
          ],
    ),
  )
const became = (...codes: string[]) => riseOf(tiers(...codes), 2010, rise, 5)

describe('A rise that is held', () => {
  it('is three reports running above the tier of the list, the third of them within the horizon', () => {
    expect(became('2WL', '2WL', '2WL', '2', '2', '2')).toEqual({ happened: 2013 })
    expect(became('2WL', '2', '1', '2', '2WL', '2WL')).toEqual({ happened: 2011 })
  })

  it('is not two, nor three with a gap, nor one that is complete only later', () => {
    expect(became('2WL', '2', '2', '2WL', '2', '2')).toEqual({ happened: null })
    expect(became('2WL', '2WL', '2WL', '2WL', '2', '2', '2')).toEqual({ happened: null })
    expect(became('2', '2WL', '2', '2', '2', '2')).toEqual({ happened: null })
  })

  it('is broken by a report that does not rank the country', () => {
    expect(became('2WL', '2', '2', 'SC', '2', '2')).toEqual({ happened: null })
  })

  it('is no question for a country that stands at the top, or is not ranked', () => {
    expect(became('1', '1', '1', '1', '1', '1')).toEqual({ leftOut: 'at the top' })
    expect(became('SC', '2', '2', '2', '2', '2')).toEqual({ leftOut: 'no rank' })
    expect(became('-', '2', '2', '2', '2', '2')).toEqual({ leftOut: 'no rank' })
  })

  it('is unknown, not absent, where it hangs on a row that is missing or weak', () => {
    expect(became('2WL', '2', '-', '2', '2WL', '2WL')).toEqual({ leftOut: 'report missing' })
    expect(became('2WL', '2', '2', '2?', '2WL', '2WL')).toEqual({ leftOut: 'horizon weak' })
    expect(became('2WL?', '2', '2', '2', '2', '2')).toEqual({ leftOut: 'start weak' })
  })

  it('is told all the same where every way of filling such a row gives one answer', () => {
    expect(became('2WL', '-', '2?', '2', '2', '2')).toEqual({ happened: 2013 })
    expect(became('2WL', '-', '2WL', '2WL', '2?', '2?')).toEqual({ happened: null })
  })

  it('can be read with weak rows as they stand', () => {
    expect(riseOf(tiers('2WL?', '2', '2', '2?', '2WL', '2WL'), 2010, rise, 5, true)).toEqual({
      happened: 2011,
    })
  })
})

describe('A year that cannot be tested by a rise', () => {
  const report = (year: number, weak = 0, codes = ['1', '2', '2WL', '3']): [number, Report] => [
    year,
    { year, published: `${year}-06-20`, rows: 100, weak, codes },
  ]
  const all = new Map([report(2003, 0, ['1', '2', '3']), ...[4, 5, 6, 7, 8].map((y) => report(2000 + y))])

  it('is one whose horizon is not over', () => {
    expect(riseStop(all, 2005, rise, 5)).toEqual({ kind: 'open', reports: [2009, 2010] })
    expect(riseStop(all, 2004, rise, 4)).toBeNull()
  })

  it('is one within whose horizon more than a quarter of a report rests on weak ground', () => {
    const weak = new Map([...all, report(2008, 26)])
    expect(riseStop(weak, 2004, rise, 4)).toEqual({ kind: 'weak reports', reports: [2008] })
    expect(riseStop(weak, 2004, rise, 4, true)).toBeNull()
    expect(isFirm(report(2008, 25)[1])).toBe(true)
  })

  it('is one in which the scale lacked a step: the Watch List began in 2004', () => {
    expect(riseStop(all, 2003, rise, 5)).toEqual({ kind: 'other scale', reports: [2003] })
  })
})

describe('An event', () => {
  it('counts in the years after the list, and is no question where it came before', () => {
    expect(eventOf([2015], 2012, 5, true)).toEqual({ happened: 2015 })
    expect(eventOf([2015], 2015, 5, true)).toEqual({ leftOut: 'happened before' })
    expect(eventOf([2018], 2012, 5, true)).toEqual({ happened: null })
    expect(eventOf([], 2012, 5, true)).toEqual({ happened: null })
  })

  it('is unknown, not absent, where the record is partial', () => {
    expect(eventOf([], 2012, 5, false)).toEqual({ leftOut: 'record partial' })
    expect(eventOf([2013], 2012, 5, false)).toEqual({ happened: 2013 })
  })

  it('cannot be tested before it could happen, nor beyond what the record tells', () => {
    expect(eventStop(2013, 2025, 2011, 5)).toEqual({ kind: 'before', since: 2013 })
    expect(eventStop(2013, 2025, 2012, 5)).toBeNull()
    expect(eventStop(2013, 2025, 2020, 5)).toBeNull()
    expect(eventStop(2013, 2025, 2021, 5)).toEqual({ kind: 'open', reports: [2026] })
  })
})

it('What a method is measured by is none of its rules: added later, it leaves the version what it was', () => {
  const outcomes = [
    { id: 'signed', title: { en: 'Signed' }, event: { dataset: 'compact', since: 2013 }, horizon: 5 },
  ]
  expect(rulesDigest(aMethodology({ outcomes }))).toBe(rulesDigest(aMethodology()))
})

describe('An outcome in a document', () => {
  const text = readFileSync(path.join(projectRoot(), 'methodologies', 'atest-2014.yaml'), 'utf8')
  const faultsOf = (changed: string) => {
    try {
      readMethodology(changed, 'own.yaml')
    } catch (error) {
      if (error instanceof Fault) return error.details
      throw error
    }
    return []
  }

  it('is read with the document, or refused with its line', () => {
    expect(readMethodology(text, 'atest-2014.yaml').outcomes?.map(({ id }) => id)).toEqual([
      'tier-rise',
      'compact-signed',
    ])
    const [short] = faultsOf(text.replace('horizon: 5', 'horizon: 2'))
    expect(short).toMatchObject({ message: '3 issues running do not fit into 2 years' })
    expect(short?.place).toMatch(/^own\.yaml:\d+$/)
    const [twice] = faultsOf(text.replace('id: compact-signed', 'id: tier-rise'))
    expect(twice).toMatchObject({ message: '“tier-rise” is used twice' })
    expect(faultsOf(text.replace('held: 3', 'held: no'))).not.toEqual([])
  })
})

describe('A gate without a history', () => {
  const listed = (year: number, units: string[], completeness: 'complete' | 'partial') => ({
    year,
    income: {},
    incomeSources: [],
    revised: [],
    inputs: someInputs(
      { a: { A: 1, B: 2, C: 3 } },
      {
        asOf: `${year}-12-31`,
        lists: {
          soldiers: {
            dataset: 'soldiers',
            year,
            completeness,
            basis: '',
            published: `${year}-06-20`,
            until: '9999-12-31',
            source: 'example-source',
            units,
          },
        },
      },
    ),
  })
  const gated = aMethodology({
    gates: [{ id: 'soldiers', title: { en: 'None' }, list: 'soldiers', must: 'be absent' }],
  })

  it('is dropped for all years when it settles fewer than half of the countries in one of them', () => {
    const years = [listed(2012, ['A'], 'complete'), listed(2013, ['A'], 'partial')]
    expect(gatesWithoutHistory(gated, years)).toEqual([{ gate: 'soldiers', year: 2013, settled: 1 / 3 }])
  })

  it('is kept when it settles half of them in every year', () => {
    const years = [listed(2012, ['A'], 'complete'), listed(2013, ['A', 'B'], 'partial')]
    expect(gatesWithoutHistory(gated, years)).toEqual([])
  })
})
