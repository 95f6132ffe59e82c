import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Histogram } from '../../estimators/numeric/histogram.ts'
import { readKept } from './check.ts'
import { fromLists, fromPublication, fromSurvey } from './estimates.test-data.ts'
import { headOf } from './head.ts'
import { chosenEstimate } from './kept.ts'
import { computedAgain } from './recompute.ts'
import { withoutOtherResamples } from './without-resamples.ts'

const codes = (sent: unknown) => {
  const read = readKept(sent)
  return 'kept' in read ? [] : read.faults.map(({ place, code }) => `${place}: ${code}`)
}

describe('What is handed over to be kept', () => {
  it('is read as it is: from lists, from a survey, from a publication', () => {
    for (const sent of [fromLists(), fromLists({}, { resamples: 50 }), fromSurvey(), fromPublication()])
      expect(codes(sent)).toEqual([])
  })

  it('says its definition or why there is none, its base or why it is not known: one of the two', () => {
    expect(codes(fromPublication({ codebookNotStated: null }))).toEqual(['codebook: codebook'])
    const base = { words: 'adults', number: 50_000, unknownBecause: 'not counted', source: null }
    expect(codes(fromPublication({ populationBase: base }))).toEqual(['populationBase/number: base'])
    expect(codes(fromPublication({ place: { wholeCountry: false, words: null } }))).toEqual([
      'place/words: place',
    ])
  })

  it('has days that there are, in their order', () => {
    expect(codes(fromPublication({ periodFrom: '2021-02-30' }))).toEqual(['periodFrom: day'])
    expect(codes(fromPublication({ periodFrom: '2022-01-01' }))).toEqual(['periodTo: period'])
  })

  it('has a figure that can be of its quantity, inside its intervals', () => {
    expect(codes(fromPublication({ quantity: 'share' }))).toContain('publication/estimate: quantity')
    expect(codes(fromPublication({}, { estimate: 113 }))).toContain('publication/intervals/0: outside')
    expect(codes(fromLists({ quantity: 'share' }))).toEqual(['quantity: quantity'])
  })

  it('names an estimate that is among those sent', () => {
    const { result } = fromSurvey()
    if (result.design === 'lists') throw new Error('a survey is no lists')
    expect(codes(fromSurvey({ result: { ...result, chosen: 4 } }))).toEqual(['result/chosen: chosen'])
    expect(codes(fromLists({}, { chosen: 'dga' }))).toEqual(['result/chosen: chosen'])
  })

  it('has a table of overlaps that is the one the result is of', () => {
    const table = (over: object) =>
      codes(
        fromLists({
          overlapTable: {
            lists: ['Police', 'Shelters', 'Hotline'],
            counts: [0, 97, 61, 4, 42, 23, 13, 7],
            ...over,
          },
        }),
      )
    expect(table({})).toEqual([])
    expect(table({ lists: ['Police', 'Hotline', 'Shelters'] })).toEqual(['overlapTable/lists: table lists'])
    expect(table({ counts: [3, 97, 61, 4, 42, 23, 13, 7] })).toEqual(['overlapTable/counts: table counts'])
    expect(table({ counts: [0, 97, 61, 4, 42, 23, 13, 8] })).toEqual(['overlapTable/counts: table cases'])
  })

  it('has findings that can be said, and no others', () => {
    const survey = fromSurvey()
    if (survey.result.design === 'lists') throw new Error('a survey is no lists')
    const [first] = survey.result.estimates
    for (const [name, finding] of [
      ['code', { code: 'made-up' }],
      ['code', { code: 'constructor' }],
      ['degreesOfFreedom', { code: 'few-degrees-of-freedom', degreesOfFreedom: {}, least: 10 }],
    ] as const) {
      const estimate = { ...first?.estimate, warnings: [finding] }
      expect(
        codes({ ...survey, result: { ...survey.result, estimates: [{ label: 'x', estimate }] } }),
      ).toEqual([`result/estimates/0/warnings/0/${name}: finding`])
    }
  })

  it('holds nothing that no database can hold', () => {
    expect(codes(fromPublication({ definition: 'a\u0000b' }))).toEqual(['definition: text'])
    expect(codes(fromPublication({ definition: 'a\ud800b' }))).toEqual(['definition: text'])
    let deep: unknown = 1
    for (let i = 0; i < 60; i++) deep = { deep }
    const survey = fromSurvey()
    expect(codes({ ...survey, note: deep })).toEqual([expect.stringContaining(': deep')])
  })

  it('is refused with the place, whatever else is sent, and never falls over', () => {
    expect(codes({ ...fromPublication(), victims: ['a name'] })).toContain('victims: shape')
    expect(codes({ source: 'computed' }).length).toBeGreaterThan(0)
    fc.assert(
      fc.property(fc.jsonValue(), (sent) => codes(sent).length > 0),
      { numRuns: 60 },
    )
    // One part of a sound one replaced by anything.
    const sound: Record<string, unknown> = { ...fromSurvey() }
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(sound)), fc.jsonValue(), (name, value) => {
        codes({ ...sound, [name]: value })
      }),
      { numRuns: 60 },
    )
  })
})

describe('What is said of an estimate in lists', () => {
  it('is its meaning and its chosen figure, without the tables behind it', () => {
    const head = headOf(fromLists())
    expect(head).toMatchObject({
      design: 'lists',
      figure: { method: 'mse-bic', cases: null, step: expect.any(Number) },
    })
    expect(JSON.stringify(head)).not.toContain('counts')
    expect(headOf(fromPublication()).figure).toMatchObject({ method: null, value: 11300 })
  })

  it('keeps of resamples how often which total came out, in forty steps at most, and of the chosen estimate alone', () => {
    const kept = fromLists({}, { resamples: 60 })
    const lighter = withoutOtherResamples(kept.result)
    const totals = (label: string) =>
      lighter.design === 'lists'
        ? lighter.specification.rows.find((row) => row.label === label)?.estimate.diagnostics.bootstrap
        : null
    expect(totals('bic-3')).not.toHaveProperty('totals')
    expect(totals('bic-3')).toHaveProperty('histogram.counts')
    const { histogram, failed } = totals('bic-3') as { histogram: Histogram; failed: number }
    expect(histogram.counts.length).toBeLessThanOrEqual(40)
    expect(histogram.counts.reduce((sum, count) => sum + count, histogram.beyond)).toBe(60 - failed)
    expect(totals('stepwise-0.02')).not.toHaveProperty('histogram')
    expect(totals('stepwise-0.02')).not.toHaveProperty('totals')
    expect(totals('stepwise-0.02')).toHaveProperty('failed')
  })
})

describe('An estimate whose table of overlaps is kept', () => {
  it('is the same when it is fitted again, by each method', async () => {
    const only = ['independence', 'stepwise-0.02', 'bic-2', 'averaged', 'dga', 'chao'] as const
    const kept = fromLists({}, { only: [...only] })
    if (kept.result.design !== 'lists') throw new Error('lists are wanted')
    for (const chosen of only) {
      const check = await computedAgain({ ...kept, result: { ...kept.result, chosen } })
      expect(check?.found, chosen).toBe('same')
    }
  })

  it('differs when the figure is another than the table gives', async () => {
    const kept = fromLists()
    const chosen = chosenEstimate(kept.result)
    if (chosen?.status !== 'ok') throw new Error('an estimate is wanted')
    chosen.estimate += 40
    expect(await computedAgain(kept)).toMatchObject({ found: 'differs', kept: chosen.estimate })
  })

  it('says so when that takes too long, and nothing where no table is kept', async () => {
    const kept = fromLists()
    if (kept.result.design !== 'lists') throw new Error('lists are wanted')
    // Chains of chance take seconds; what they said does not matter here.
    const rows = kept.result.specification.rows.map((row) => ({ ...row, label: 'latent-class' as const }))
    const specification = { ...kept.result.specification, rows }
    const slow = { ...kept, result: { ...kept.result, specification, chosen: 'latent-class' as const } }
    expect(await computedAgain(slow, 1)).toMatchObject({ found: 'too long' })
    const { overlapTable: _, ...without } = fromLists()
    expect(await computedAgain(without)).toBeNull()
    expect(await computedAgain(fromPublication())).toBeNull()
  })
})
