import { describe, expect, it } from 'vitest'
import { assess } from '../assess.ts'
import { aCell, aMethodology, someInputs } from '../builders.test-data.ts'
import { departures, within } from './departures.ts'
import { declaredIn, gaps, signingRefusal, unsigned } from './gaps.ts'
import type { Content, Signer } from './schema.ts'

const methodology = aMethodology({
  gates: [{ id: 'tier', title: { en: 'Tier' }, series: 'tip_tier', oneOf: ['2'] }],
})
const tier = (code: string) => aCell({ value: null, code })
/** GHA 1, BEN and TGO 2, SEN 4; MLI fails the gate, of NER it is not known, KEN passes without a figure. */
const result = assess(
  methodology,
  someInputs({
    a: { GHA: 90, BEN: 70, TGO: 70, SEN: 50, KEN: null, MLI: 80, NER: 70 },
    b: { GHA: 90, BEN: 70, TGO: 70, SEN: 50, KEN: null, MLI: 80, NER: 70 },
    tip_tier: {
      GHA: tier('2'),
      BEN: tier('2'),
      TGO: tier('2'),
      SEN: tier('2'),
      KEN: tier('2'),
      MLI: tier('3'),
      NER: null,
    },
  }),
  { seed: 1, replicates: 0, shortlistSize: 2 },
)
const content = (units: string[], over: Partial<Content> = {}): Content => ({
  language: 'en',
  title: 'Two countries',
  summary: 'Chosen.',
  size: 2,
  chosen: units.map((unit) => ({ unit, reason: 'because' })),
  justifications: [],
  ...over,
})
const departing = (units: string[]) =>
  departures(result, content(units)).map(({ unit, kind }) => `${unit} ${kind}`)

describe('A departure from the ranking', () => {
  it('is none where all that rank within are chosen, those of equal rank at the edge among them', () => {
    expect(within(result, 2).map(({ unit }) => unit)).toEqual(['GHA', 'BEN', 'TGO'])
    expect(departing(['TGO', 'GHA', 'BEN'])).toEqual([])
  })

  it('is whatever ranks within and was left out, and whatever was taken in otherwise, with how it stands', () => {
    expect(departing(['GHA', 'SEN', 'MLI', 'NER', 'KEN', 'FRA'])).toEqual([
      'BEN left out',
      'TGO left out',
      'SEN ranks outside',
      'MLI fails a gate',
      'NER unknown',
      'KEN no rank',
      'FRA not assessed',
    ])
  })

  it('needs its justification, as each country needs its reason, before anybody reviews it', () => {
    const draft = content(['GHA', 'SEN'], {
      title: '',
      chosen: [
        { unit: 'GHA', reason: '' },
        { unit: 'SEN', reason: 'asked for it' },
      ],
      justifications: [{ unit: 'SEN', text: 'they asked' }],
    })
    expect(gaps(result, draft).map(({ code, field }) => `${code}: ${field}`)).toEqual([
      'no title: title',
      'no reason: reason.GHA',
      'no justification: why.BEN',
      'no justification: why.TGO',
    ])
    expect(gaps(result, content(['GHA', 'BEN', 'TGO']))).toEqual([])
  })
})

describe('Signing', () => {
  const auditor: Signer = { role: 'auditor', organisation: null }
  const member: Signer = { role: 'member', organisation: 'one' }
  const asked = { signers: [auditor, member], hash: 'h', author: 'ama', given: [] }
  const given = [{ ...auditor, hash: 'h', person: 'abla' }]

  it('is for each role once and for each person once, of the text as it stands', () => {
    expect(signingRefusal({ ...asked, person: 'abla', as: auditor })).toBe(null)
    expect(signingRefusal({ ...asked, given, person: 'kofi', as: auditor })).toBe('signed already')
    expect(signingRefusal({ ...asked, given, person: 'abla', as: member })).toBe('own signature')
    expect(signingRefusal({ ...asked, given, person: 'kofi', as: member })).toBe(null)
    expect(signingRefusal({ ...asked, given, hash: 'another', person: 'abla', as: auditor })).toBe(null)
    const elsewhere = { role: 'member', organisation: 'two' } as const
    expect(signingRefusal({ ...asked, person: 'kofi', as: elsewhere })).toBe('not asked for')
    expect(unsigned(asked.signers, given, 'h')).toEqual([member])
    expect(unsigned(asked.signers, given, 'another')).toEqual([auditor, member])
  })

  it('is for its author too, and never for the author alone', () => {
    expect(signingRefusal({ ...asked, person: 'ama', as: auditor })).toBe(null)
    expect(signingRefusal({ ...asked, signers: [auditor], person: 'ama', as: auditor })).toBe('author alone')
  })

  it('takes no silence for “none declared”', () => {
    expect(declaredIn('', '')).toBe('declaration needed')
    expect(declaredIn('conflict', '')).toBe('conflict unnamed')
    expect(declaredIn('none', 'my cousin')).toBe('words beside none')
    expect(declaredIn('conflict', 'x'.repeat(2001))).toBe('conflict too long')
    expect(declaredIn('none', '')).toEqual({ none: true })
    expect(declaredIn('conflict', 'my cousin')).toEqual({ none: false, conflict: 'my cousin' })
  })
})
