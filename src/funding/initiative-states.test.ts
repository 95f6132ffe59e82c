import { describe, expect, it } from 'vitest'
import { anAgreement } from './funding.test-data.ts'
import { type InitiativeFacts, initiativeStandings } from './initiative-states.ts'

const agreement = anAgreement()
const award = {
  key: 'a',
  initiative: 'schools',
  agreed: '2024-03-01',
  begins: '2024-06-01',
  ends: '2025-12-31',
}
const paid = { line: 'p2', ofAward: null, what: 'paid' as const, minor: 100, first: '2025-02-01' }
const stands = (over: Partial<InitiativeFacts>, on: string) => {
  const facts = { awards: [], moved: [], over: null, ended: new Map<string, string>(), ...over }
  const found = initiativeStandings(agreement, facts, on).find(({ key }) => key === 'schools')
  return [found?.state, found?.because, found?.since]
}

describe('An initiative is', () => {
  it('planned while nothing but the plan is there, also when the year of the plan went by without money', () => {
    expect(stands({}, '2024-02-01')).toEqual(['planned', 'nothing', null])
    expect(stands({}, '2027-02-01')).toEqual(['planned', 'nothing', null])
  })

  it('awarded once an award was agreed to, or money was committed to a line of it', () => {
    expect(stands({ awards: [award] }, '2024-03-02')).toEqual(['awarded', 'agreed', '2024-03-01'])
    const committed = { ...paid, what: 'committed' as const, first: '2024-02-10' }
    expect(stands({ moved: [committed] }, '2024-03-02')).toEqual(['awarded', 'committed', '2024-02-10'])
    expect(stands({ awards: [award], moved: [committed] }, '2024-03-02')).toEqual([
      'awarded',
      'committed',
      '2024-02-10',
    ])
  })

  it('active from the day its award began or money was paid, whichever came first', () => {
    expect(stands({ awards: [award] }, '2024-06-01')).toEqual(['active', 'award began', '2024-06-01'])
    expect(stands({ moved: [paid] }, '2025-02-01')).toEqual(['active', 'paid', '2025-02-01'])
    const early = { ...paid, line: null, ofAward: 'schools', first: '2024-04-01' }
    expect(stands({ awards: [award], moved: [early] }, '2024-07-01')).toEqual([
      'active',
      'paid',
      '2024-04-01',
    ])
  })

  it('not active on a payment that was taken back', () => {
    expect(stands({ moved: [paid, { ...paid, minor: -100 }] }, '2025-03-01')[0]).toBe('planned')
  })

  it('ended when every award and every year with money for it is past, or the compact is over', () => {
    expect(stands({ awards: [{ ...award, ends: '2024-09-30' }] }, '2025-01-01')[0]).toBe('active')
    expect(stands({ awards: [award] }, '2026-01-01')).toEqual(['ended', 'time over', '2025-12-31'])
    expect(stands({ moved: [paid] }, '2025-12-31')[0]).toBe('active')
    expect(stands({ moved: [paid] }, '2026-01-01')).toEqual(['ended', 'time over', '2025-12-31'])
    expect(stands({ awards: [award], over: '2025-05-01' }, '2025-06-01')).toEqual([
      'ended',
      'compact over',
      '2025-05-01',
    ])
  })

  it('ended from the day after it was ended early, whatever is planned for it', () => {
    const ended = new Map([['schools', '2025-03-31']])
    expect(stands({ moved: [paid], ended }, '2025-03-31')[0]).toBe('active')
    expect(stands({ moved: [paid], ended }, '2025-04-01')).toEqual(['ended', 'ended early', '2025-03-31'])
    expect(stands({ ended, over: '2025-01-31' }, '2025-04-01')[1]).toBe('compact over')
  })

  it('of its own awards and lines, and not of those of others', () => {
    expect(stands({ awards: [{ ...award, initiative: 'shelters' }] }, '2024-07-01')[0]).toBe('planned')
    expect(stands({ moved: [{ ...paid, line: 'p1' }] }, '2024-07-01')[0]).toBe('planned')
  })
})
