import { describe, expect, it } from 'vitest'
import { anAgreement, anIndicator } from './agreements.test-data.ts'
import { type Question, type ScorecardFacts, scorecard } from './scorecard.ts'

const facts = (over: Partial<ScorecardFacts> = {}): ScorecardFacts => ({
  agreement: anAgreement(),
  now: new Date('2025-09-01T12:00:00Z'),
  sent: [],
  verified: [],
  dialogues: [],
  met: [],
  contributionsWithEntries: null,
  ...over,
})
const answer = (question: Question, over: Partial<ScorecardFacts> = {}) => {
  const found = scorecard(facts(over)).find((each) => each.question === question)
  return (
    found && { answer: found.answer, lacking: found.lacking.map(({ key, detail }) => `${key} ${detail}`) }
  )
}
const aDialogue = (over: Partial<ScorecardFacts['dialogues'][number]> = {}) => ({
  id: '1',
  heldOn: '2025-08-01',
  held: true,
  fixedOn: '2025-07-01',
  indicators: ['identified'],
  frozen: true,
  discussed: ['identified'],
  ...over,
})

describe('The scorecard', () => {
  it('says whether a target is set for each year, or a reason published why there is none', () => {
    expect(answer('targets')).toEqual({ answer: 'yes', lacking: [] })
    const without = anIndicator({ targets: [], noTarget: [{ year: 'y2', reason: { en: 'Baseline first' } }] })
    expect(answer('targets', { agreement: anAgreement({ indicators: [without] }) })).toEqual({
      answer: 'no',
      lacking: ['identified y1'],
    })
  })

  it('says which baseline was not measured, and when it is due', () => {
    const waiting = anIndicator({ baseline: { reason: { en: 'Survey in May' }, due: '2025-06-30' } })
    expect(answer('baselines')).toEqual({ answer: 'yes', lacking: [] })
    expect(answer('baselines', { agreement: anAgreement({ indicators: [waiting] }) })).toEqual({
      answer: 'no',
      lacking: ['identified 2025-06-30'],
    })
  })

  it('says whether data is held for every period that is due', () => {
    expect(answer('data')).toEqual({ answer: 'no', lacking: ['identified 2025-06-30'] })
    expect(answer('data', { verified: [{ indicator: 'identified', ends: '2025-06-30' }] })?.answer).toBe(
      'yes',
    )
    expect(answer('data', { now: new Date('2025-02-01T00:00:00Z') })?.answer).toBe('unknown')
  })

  it('says no, and that nothing was ever reported, of a compact that is over and owed nothing before', () => {
    const early = { now: new Date('2025-02-01T00:00:00Z'), over: '2025-01-20' }
    const terms = [{ from: '', agreement: anAgreement(), ending: { day: '2025-01-20' } }]
    for (const question of ['data', 'in time'] as const) {
      expect(scorecard(facts({ ...early, terms })).find((each) => each.question === question)).toMatchObject({
        answer: 'no',
        lacking: [{ key: '', note: 'never reported' }],
      })
      expect(answer(question, { ...early, over: null, terms })?.answer).toBe('unknown')
    }
  })

  it('asks of a compact that is over for all that ended by then, be its day still to come, and for nothing later', () => {
    const terms = [{ from: '', agreement: anAgreement(), ending: { day: '2025-07-31' } }]
    const over = { now: new Date('2025-08-02T12:00:00Z'), over: '2025-08-01', terms }
    const half = { indicator: 'identified', ends: '2025-06-30' }
    expect(answer('data', { ...over, verified: [half] })).toEqual({
      answer: 'no',
      lacking: ['identified 2025-07-31'],
    })
    const ended = { now: new Date('2027-09-01T12:00:00Z'), over: '2025-08-01' }
    expect(answer('data', { ...ended, verified: [half] })?.answer).toBe('yes')
  })

  it('does not know whether contributions are tracked while nobody asked the ledger', () => {
    expect(answer('contributions')?.answer).toBe('unknown')
  })

  it('says whether indicators were named before each dialogue, and their data discussed there', () => {
    expect(answer('named before')?.answer).toBe('unknown')
    expect(answer('named before', { dialogues: [aDialogue()] })?.answer).toBe('yes')
    expect(answer('named before', { dialogues: [aDialogue({ fixedOn: '2025-08-01' })] })?.answer).toBe('no')
    expect(answer('discussed', { dialogues: [aDialogue({ discussed: [] })] })?.answer).toBe('no')
    expect(answer('discussed', { dialogues: [aDialogue({ frozen: false })] })?.answer).toBe('no')
  })

  it('counts a dialogue that passed by without a record, and a year without any', () => {
    const past = aDialogue({ held: false, fixedOn: null, indicators: [], discussed: [], frozen: false })
    expect(answer('named before', { dialogues: [past] })?.answer).toBe('no')
    expect(answer('discussed', { dialogues: [past] })?.answer).toBe('no')
    const toCome = aDialogue({ held: false, heldOn: '2025-10-01', fixedOn: null })
    expect(answer('named before', { dialogues: [toCome] })?.answer).toBe('unknown')
    expect(answer('named before', { began: '2024-10-01' })?.answer).toBe('unknown')
    expect(answer('named before', { began: '2024-08-01' })?.answer).toBe('no')
    expect(answer('discussed', { began: '2024-08-01' })?.answer).toBe('no')
  })

  it('does not take data for discussed that was frozen after the day', () => {
    expect(answer('discussed', { dialogues: [aDialogue({ frozenOn: '2025-08-01' })] })?.answer).toBe('yes')
    expect(answer('discussed', { dialogues: [aDialogue({ frozenOn: '2025-11-20' })] })?.answer).toBe('no')
  })

  it('does not take a late report for one in time', () => {
    const both = (at: string) => ['north', 'south'].map((party) => ({ party, ends: '2025-06-30', at }))
    expect(answer('in time', { sent: both('2025-07-30T23:00:00Z') })?.answer).toBe('yes')
    expect(answer('in time', { sent: both('2025-08-20T08:00:00Z') })).toEqual({
      answer: 'no',
      lacking: ['north 2025-06-30', 'south 2025-06-30'],
    })
  })

  it('asks a new reporter for nothing that was over before the amendment', () => {
    const before = anAgreement({ indicators: [anIndicator({ reporters: ['north'] })] })
    const agreement = anAgreement({ indicators: [anIndicator({ reporters: ['south'] })] })
    const terms = [
      { from: '2025-01-01', agreement: before },
      { from: '2025-08-01', agreement },
    ]
    expect(
      answer('in time', { agreement, terms, sent: [{ party: 'north', ends: '2025-06-30' }] })?.answer,
    ).toBe('yes')
  })

  it('says whether sustainability measures are there, and met by their day', () => {
    expect(answer('sustainability')?.answer).toBe('no')
    const measure = {
      key: 'budget-line',
      text: { en: 'Line' },
      party: 'ministry',
      by: '2025-06-30',
      evidence: {},
    }
    const agreement = anAgreement({ sustainability: [measure] })
    expect(answer('sustainability', { agreement, unmet: ['budget-line'] })?.answer).toBe('no')
    // Nobody has said what became of it: that is not to say that it was not met.
    expect(answer('sustainability', { agreement })).toEqual({
      answer: 'unknown',
      lacking: ['budget-line 2025-06-30'],
    })
    expect(
      answer('sustainability', { agreement, met: [{ key: 'budget-line', on: '2025-07-02' }] })?.answer,
    ).toBe('no')
    expect(
      answer('sustainability', { agreement, met: [{ key: 'budget-line', on: '2025-06-30' }] })?.answer,
    ).toBe('yes')
  })

  it('names the reports that are overdue', () => {
    expect(answer('in time', { sent: [{ party: 'north', ends: '2025-06-30' }] })).toEqual({
      answer: 'no',
      lacking: ['south 2025-06-30'],
    })
  })
})
