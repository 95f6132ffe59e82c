import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { languages } from '../../ui/language.ts'
import { aKeptCodebook, aStudy, someFacts } from '../studies/studies.test-data.ts'
import { readKept } from './check.ts'
import { anEstimate, fromPublication, fromSurvey } from './estimates.test-data.ts'
import type { KeptComputed } from './kept.ts'
import { otherThanStudy, sayOthers } from './of-study.ts'
import { reportOf } from './report.ts'
import { type EstimateRow, findEstimate } from './store.ts'

const { populationBase: base } = fromPublication()
const facts = someFacts({
  period: { from: '2021-01-01', to: '2021-12-31' },
  stockOrFlow: 'flow',
  place: { wholeCountry: true, words: null },
  base: { ...base },
})
const study = { country: 'GHA', facts, codebook: null }
const beside = (over: Parameters<typeof fromPublication>[0] = {}, its: Partial<typeof facts> = {}) => ({
  kept: fromPublication(over),
  codebook: null,
  study: { ...study, facts: { ...facts, ...its } },
})

describe('An estimate of a study', () => {
  it('may say as much as its study or less, and is told where it says something else', () => {
    const other = (...of: Parameters<typeof beside>) => otherThanStudy(beside(...of))
    expect(other()).toEqual([])
    expect(other({ periodFrom: null, periodTo: '2021-06-30' })).toEqual([])
    expect(other({ periodFrom: '1950-01-01', periodTo: null, unit: 'banana', stockOrFlow: 'stock' })).toEqual(
      ['period', 'unit', 'stockOrFlow'],
    )
    for (const unit of ['Personne', ' pessoa ']) expect(other({ unit })).toEqual([])
    const lake = { place: { wholeCountry: false, words: 'the lake' } }
    expect(other({}, lake)).toEqual(['place'])
    expect(other({ place: { wholeCountry: false, words: 'North of The  Lake' } }, lake)).toEqual([])
    expect(other({ place: { wholeCountry: false, words: 'Kumasi' } }, lake)).toEqual(['place'])
    expect(other({}, { unit: null, stockOrFlow: null, period: { from: '2022-01-01', to: null } })).toEqual([
      'period',
    ])
  })

  it('is of other people where they are other words or another number, but for a part of them', () => {
    const of = (number: number, words = base.words) => ({
      populationBase: { words, number, unknownBecause: null, source: null },
    })
    const known = { base: { words: base.words, number: 1000, unknownBecause: null, source: null } }
    expect(otherThanStudy(beside(of(1000), known))).toEqual([])
    expect(otherThanStudy(beside(of(900), known))).toEqual(['population'])
    expect(otherThanStudy(beside(of(1000, 'children'), known))).toEqual(['population'])
    const women = { disaggregation: [{ by: 'sex' as const, group: 'women' }] }
    expect(otherThanStudy(beside({ ...of(900), ...women }, known))).toEqual([])
    expect(otherThanStudy(beside({ ...of(1100), ...women }, known))).toEqual(['population'])
  })

  it('is counted by another codebook, or another version of it', () => {
    const version = (codebook: string, version: number) => ({ codebook, version, title: 'Signs' })
    const by = (own: ReturnType<typeof version> | null, its: ReturnType<typeof version> | null) => ({
      ...beside(),
      codebook: own,
      study: { ...study, codebook: its },
    })
    expect(otherThanStudy(by(version('a', 1), version('a', 1)))).toEqual([])
    expect(otherThanStudy(by(null, version('a', 1)))).toEqual([])
    expect(otherThanStudy(by(version('a', 1), version('b', 1)))).toEqual(['codebook'])
    const newer = by(version('a', 1), version('a', 2))
    for (const language of languages)
      expect(sayOthers(newer, language)).toEqual([expect.stringMatching(/Signs.*1.*Signs.*2/)])
  })

  it('of a recruited sample or of people met at venues is never of a country, nor of others than its own, unasked', () => {
    const sampled = (design: 'rds' | 'nsum' | 'time-location', own: number | null, number: number | null) => {
      const kept = fromSurvey({
        stockOrFlow: 'flow',
        populationBase: {
          words: base.words,
          number,
          unknownBecause: number === null ? 'no census' : null,
          source: null,
        },
      })
      if (kept.result.design === 'lists') throw new Error('a sample is wanted')
      const [one] = kept.result.estimates
      if (one !== undefined && own !== null) one.estimate.diagnostics.population = own
      return { ...kept, result: { ...kept.result, design } }
    }
    const method = {
      rds: 'respondent-driven',
      nsum: 'network-scale-up',
      'time-location': 'time-location',
    } as const
    const other = (...of: Parameters<typeof sampled>) =>
      otherThanStudy({ ...beside({}, { method: method[of[0]] }), kept: sampled(...of) })
    expect(other('rds', null, null)).toEqual(['bridge'])
    expect(other('time-location', null, null)).toEqual(['bridge'])
    expect(other('nsum', 18_000_000, 18_000_000).filter((what) => what !== 'population')).toEqual([])
    expect(other('nsum', 1_000_000, 18_000_000)).toContain('ownPopulation')
    const both = { ...beside(), kept: sampled('rds', 1000, 18_000_000) }
    for (const language of languages) {
      const said = sayOthers(both, language, 'beyond sample').join(' ')
      expect(said).toMatch(/1\D?000\D.*18\D000\D000/)
      expect(said.length).toBeGreaterThan(150)
    }
    // Nor by another method than its study was planned with; two waves are a survey asked twice.
    const by = (kept: KeptComputed) => otherThanStudy({ ...beside({}, { method: 'survey' }), kept })
    expect(by(sampled('nsum', null, null))).toContain('method')
    expect(by(fromSurvey())).not.toContain('method')
  })

  it('bears a mark that names both, and why, before any figure, in four languages', () => {
    const row: EstimateRow = {
      id: 'one',
      study: 'study',
      country: 'GHA',
      head: null as never,
      codebook: null,
      public: true,
      replaces: null,
      replacedBy: null,
      replacedInPublic: null,
      replacesInPublic: null,
      differs: false,
      reason: null,
      made: '2026-11-22T00:00:00.000Z',
      enteredBy: null,
      published: null,
      kept: fromPublication({ unit: 'banana', otherBecause: 'Bananas were asked about' }),
      hash: '0',
      of: { id: 'study', state: 'published', ...study },
      check: null,
    }
    for (const language of languages) {
      const [mark] = reportOf(row, language, { whole: false }).marks
      for (const said of [/banana/, /person|personne|persona|pessoa/, /Bananas were asked about\./])
        expect(mark?.text).toMatch(said)
    }
    const bare = { ...row, kept: fromPublication({ unit: 'banana', otherBecause: null }) }
    expect(reportOf(bare, 'en', { whole: false }).marks[0]?.text).toContain('No reason was given')
    const same = { ...row, kept: fromPublication() }
    expect(reportOf(same, 'en', { whole: false }).marks.map(({ word }) => word)).toEqual([
      'Taken from a publication',
    ])
  })

  it('is of no day that nobody lived in', () => {
    for (const day of ['9999-01-01', '1099-01-01']) {
      const read = readKept(fromPublication({ periodFrom: null, periodTo: day }))
      expect('faults' in read && read.faults[0]).toMatchObject({ place: 'periodTo', code: 'day' })
    }
  })
})

describe('An estimate that is about something else than its study', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())

  it('is not kept without a reason, whoever hands it over, and the fault names both in four languages', async () => {
    const { version } = await aKeptCodebook(house)
    const other = await aKeptCodebook(house)
    const id = await aStudy(house, { facts, codebook: version })
    const by = (codebook: string, over = {}) =>
      fromPublication({ codebook, codebookNotStated: null, otherBecause: null, ...over })
    await anEstimate(house, id, by(version))
    const refused: unknown = await anEstimate(house, id, by(other.version, { unit: 'household' })).catch(
      (error: unknown) => error,
    )
    expect(refused).toMatchObject({
      status: 422,
      fault: 'other than study',
      details: [
        { place: 'otherBecause', message: expect.stringContaining('“household”, its study “person”') },
        { place: 'otherBecause', message: expect.stringContaining('version 1') },
      ],
    })
    for (const language of languages) {
      const said = (refused as { in: (of: string) => { details: { message: string }[] } }).in(language)
      expect(said.details[0]?.message, language).toContain('household')
    }
    const kept = await anEstimate(house, id, by(other.version, { otherBecause: 'An older codebook' }))
    const row = await findEstimate(house.db, kept)
    expect(otherThanStudy({ kept: row.kept, codebook: row.codebook, study: row.of })).toEqual(['codebook'])
  })
})
