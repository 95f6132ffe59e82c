import { describe, expect, it } from 'vitest'
import { type AboutStudy, gaps, nextStep } from './gaps.ts'
import { someFacts } from './studies.test-data.ts'

const codebook = { id: 'v', codebook: 'c', version: 1, state: 'frozen' as const, hash: 'h', title: 't' }
const study = (over: Partial<AboutStudy> = {}): AboutStudy => ({
  state: 'planned',
  facts: someFacts(),
  codebook,
  noEstimate: null,
  analysedBy: null,
  estimates: [],
  ...over,
})
const codes = (...asked: Parameters<typeof gaps>) => gaps(...asked).map(({ code }) => code)

describe('A study', () => {
  it('is approved when an ethics body approved it and its definition is frozen', () => {
    expect(codes(study(), 'approved')).toEqual([])
    const ethics = { state: 'applied' as const, body: null, reference: null, on: null }
    expect(codes(study({ facts: someFacts({ ethics }), codebook: null }), 'approved')).toEqual([
      'no ethics approval',
      'no codebook',
    ])
    expect(codes(study({ codebook: { ...codebook, state: 'draft' } }), 'approved')).toEqual([
      'codebook not frozen',
    ])
    const nowhere = { ...someFacts().ethics, reference: null }
    expect(codes(study({ facts: someFacts({ ethics: nowhere }) }), 'approved')).toEqual([
      'no ethics reference',
    ])
  })

  it('says who could be counted, or why their number is not known', () => {
    const base = { words: 'domestic workers', number: null, unknownBecause: null, source: null }
    expect(codes(study({ facts: someFacts({ base }) }), 'approved')).toEqual(['no number and no reason'])
    const known = { ...base, unknownBecause: 'no census counts them' }
    expect(codes(study({ facts: someFacts({ base: known }) }), 'approved')).toEqual([])
  })

  it('goes into the field when its days are said', () => {
    const nothing = { from: null, to: null }
    const facts = someFacts({ period: nothing, fieldwork: nothing })
    expect(codes(study({ state: 'approved', facts }), 'in the field')).toEqual([
      'no period',
      'no fieldwork day',
    ])
  })

  it('is analysed with an estimate, or with the reason why there is none', () => {
    const field = { state: 'in the field' as const }
    expect(codes(study(field), 'analysed')).toEqual(['no estimate'])
    expect(codes(study({ ...field, estimates: [{ id: 'e', enteredBy: 'p' }] }), 'analysed')).toEqual([])
    expect(codes(study({ ...field, noEstimate: 'too few overlaps' }), 'analysed')).toEqual([])
  })

  it('is published with limits and terms, and never by who had its figures in their hands', () => {
    const done = { state: 'analysed' as const, estimates: [{ id: 'e', enteredBy: 'p' }] }
    expect(
      codes(study({ ...done, facts: someFacts({ limits: null, terms: null }) }), 'published', 'q'),
    ).toEqual(['no limits', 'no terms'])
    expect(codes(study(done), 'published', 'p')).toEqual(['own estimate'])
    expect(codes(study(done), 'published', 'q')).toEqual([])
    const none = { state: 'analysed' as const, noEstimate: 'too few', analysedBy: 'p' }
    expect(codes(study(none), 'published', 'p')).toEqual(['own estimate'])
  })

  it('takes one step after another', () => {
    expect(codes(study(), 'in the field')).toEqual(['not from here'])
    expect(
      ['planned', 'approved', 'in the field', 'analysed', 'published', 'stopped'].map((state) =>
        nextStep(state as 'planned'),
      ),
    ).toEqual(['approved', 'in the field', 'analysed', 'published', null, null])
  })
})
