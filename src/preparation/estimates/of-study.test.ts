import { describe, expect, it } from 'vitest'
import { languages } from '../../ui/language.ts'
import { someFacts } from '../studies/studies.test-data.ts'
import { readKept } from './check.ts'
import { fromPublication } from './estimates.test-data.ts'
import { otherThanStudy } from './of-study.ts'
import { reportOf } from './report.ts'
import type { EstimateRow } from './store.ts'

const study = someFacts({
  period: { from: '2021-01-01', to: '2021-12-31' },
  stockOrFlow: 'flow',
  place: { wholeCountry: true, words: null },
})

describe('An estimate of a study', () => {
  it('may say as much as its study or less, and is told where it says something else', () => {
    expect(otherThanStudy(fromPublication(), study)).toEqual([])
    expect(otherThanStudy(fromPublication({ periodFrom: null, periodTo: '2021-06-30' }), study)).toEqual([])
    expect(
      otherThanStudy(
        fromPublication({ periodFrom: '1950-01-01', periodTo: null, unit: 'banana', stockOrFlow: 'stock' }),
        study,
      ),
    ).toEqual(['period', 'unit', 'stockOrFlow'])
    const parts = { ...study, place: { wholeCountry: false, words: 'the lake' } }
    expect(otherThanStudy(fromPublication(), parts)).toEqual(['place'])
    expect(otherThanStudy(fromPublication(), someFacts({ unit: null, stockOrFlow: null }))).toContain(
      'period',
    )
  })

  it('bears a mark that names it, before any figure, in four languages', () => {
    const row: EstimateRow = {
      id: 'one',
      study: 'study',
      country: 'GHA',
      head: null as never,
      codebook: null,
      public: true,
      replaces: null,
      replacedBy: null,
      replacedInPublic: false,
      differs: false,
      reason: null,
      made: '2026-11-22T00:00:00.000Z',
      enteredBy: null,
      published: null,
      kept: fromPublication({ unit: 'banana' }),
      hash: '0',
      of: { id: 'study', country: 'GHA', state: 'published', facts: study },
      check: null,
    }
    for (const language of languages) {
      const [mark] = reportOf(row, language, { whole: false }).marks
      expect(mark?.text).toMatch(/unit|unité|unidad|unidade/i)
    }
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
