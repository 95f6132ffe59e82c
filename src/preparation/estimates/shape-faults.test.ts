import { describe, expect, it } from 'vitest'
import { languages } from '../../ui/language.ts'
import { readKept } from './check.ts'
import { fromPublication, fromSurvey } from './estimates.test-data.ts'
import { unusable } from './faults.ts'

const toldOf = (sent: unknown) => {
  const read = readKept(sent)
  return 'faults' in read ? Object.fromEntries(read.faults.map(({ place, told }) => [place, told])) : null
}
const changed = (over: object) => ({ ...fromPublication(), ...over })

describe('What is handed over in another shape', () => {
  it('is told at its place what belongs there', () => {
    const { unit: _, ...withoutUnit } = fromPublication()
    expect(toldOf({ ...withoutUnit, victims: [] })).toEqual({
      unit: { word: 'missing' },
      victims: { word: 'unknown' },
    })
    expect(toldOf(changed({ quantity: 'heads', referenceMonths: 1.5 }))).toEqual({
      quantity: { word: 'one of', names: 'people, per-1000, share' },
      referenceMonths: { word: 'kind', kinds: ['integer', 'null'] },
    })
    expect(toldOf(changed({ definition: '', periodFrom: '2021', stockOrFlow: 'both' }))).toEqual({
      definition: { word: 'short', limit: 1 },
      periodFrom: expect.objectContaining({ word: 'written.day' }),
      stockOrFlow: { word: 'one of', names: 'stock, flow, null' },
    })
  })

  it('is told of the estimate it calls itself, not of another kind of it', () => {
    const kept = fromSurvey()
    if (kept.result.design === 'lists') throw new Error('a survey is wanted')
    const [first] = kept.result.estimates
    const { estimate: _, ...figureless } = { estimate: 0, ...first!.estimate }
    const estimates = [{ label: 'everybody', estimate: figureless }]
    expect(toldOf({ ...kept, result: { ...kept.result, estimates } })).toEqual({
      'result/estimates/0/estimate/estimate': { word: 'missing' },
    })
  })

  it('is said without a word of the validator, in four languages', () => {
    const wrong = [
      { source: 'computed' },
      [],
      null,
      'x',
      changed({ unit: 5, place: 'Accra', disaggregation: [{ by: 'shoe', group: 'x'.repeat(300) }] }),
      { ...fromSurvey(), provenance: { computedBy: 'hand', version: '', inputDigest: 'abc' } },
      { ...fromSurvey(), result: { design: 'survey', settings: [], estimates: [], chosen: -1, why: '' } },
    ]
    for (const language of languages)
      for (const sent of wrong) {
        const read = readKept(sent)
        if (!('faults' in read)) throw new Error('it is wrong')
        for (const { message } of unusable(read.faults, language).details) {
          expect(message, `${language} ${JSON.stringify(sent)}`).not.toMatch(
            /schema|anyOf|must |NaN|undefined|\{/,
          )
          if (language !== 'en') expect(message).not.toMatch(/\bmissing\b|\bOne of\b|What belongs/)
        }
      }
  })
})
