import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anAgreement, anIndicator } from './agreements.test-data.ts'
import { addDays, addMonths, everythingDue, periodsOf, roundsOf, standingOf } from './periods.ts'

const years = anAgreement().plan.years

describe('What is due', () => {
  it('cuts each plan year from its own first day', () => {
    const fiscal = [{ key: 'y1', begins: '2024-10-01', ends: '2025-09-30' }]
    expect(
      periodsOf({ frequency: 'quarterly' }, fiscal).map(({ begins, ends }) => `${begins} ${ends}`),
    ).toEqual([
      '2024-10-01 2024-12-31',
      '2025-01-01 2025-03-31',
      '2025-04-01 2025-06-30',
      '2025-07-01 2025-09-30',
    ])
  })

  it('ends the last period of a short year with the year', () => {
    const short = [{ key: 'y1', begins: '2025-01-31', ends: '2025-08-15' }]
    expect(periodsOf({ frequency: 'half-yearly' }, short)).toEqual([
      { begins: '2025-01-31', ends: '2025-07-30', year: 'y1' },
      { begins: '2025-07-31', ends: '2025-08-15', year: 'y1' },
    ])
  })

  it('asks for an endline once, with the last year', () => {
    expect(periodsOf({ frequency: 'baseline-and-endline' }, years)).toEqual([
      { begins: '2026-01-01', ends: '2026-12-31', year: 'y2' },
    ])
  })

  it('is asked of each reporter, else of who answers for it, else of nobody', () => {
    const of = (over: object) =>
      everythingDue(anAgreement({ indicators: [anIndicator({ frequency: 'yearly', ...over })] }))
    expect(of({}).map(({ party }) => party)).toEqual(['north', 'south', 'north', 'south'])
    expect(of({ reporters: [] }).map(({ party }) => party)).toEqual(['ministry', 'ministry'])
    expect(of({ reporters: [], responsible: null }).map(({ party }) => party)).toEqual([null, null])
    expect(of({}).map(({ due }) => due)).toEqual(['2026-01-30', '2026-01-30', '2027-01-30', '2027-01-30'])
  })

  it('ends, where the compact is closed early, on its last day, and is due; one of less than thirty days is not', () => {
    const agreement = anAgreement({
      indicators: [
        anIndicator({ key: 'quick', frequency: 'quarterly', reporters: ['north'], dueAfterDays: 10 }),
        anIndicator({ key: 'slow', frequency: 'yearly', reporters: ['north'], dueAfterDays: 60 }),
        anIndicator({ key: 'end', frequency: 'baseline-and-endline', reporters: ['north'] }),
      ],
    })
    const due = (last: string) =>
      everythingDue(agreement, { day: last }).map(({ indicator, begins, ends, due: by }) =>
        [indicator, begins, ends, by].join(' '),
      )
    expect(due('2025-04-30')).toEqual([
      'quick 2025-01-01 2025-03-31 2025-04-10',
      'quick 2025-04-01 2025-04-30 2025-05-10',
      'slow 2025-01-01 2025-04-30 2025-06-29',
    ])
    expect(due('2025-04-29').filter((each) => each.startsWith('quick'))).toHaveLength(1)
    expect(due('2025-01-29')).toEqual([])
    // The endline is owed where the last year had begun; nothing is cut where the last day ends a period.
    expect(due('2026-03-31').at(-1)).toBe('slow 2026-01-01 2026-03-31 2026-05-30')
    expect(due('2026-03-31')).toContain('end 2026-01-01 2026-03-31 2026-04-30')
    expect(due('2026-12-31')).toEqual(due('2030-01-01'))
  })

  it('is a short last period too where money was paid in it, unless the compact was terminated', () => {
    const agreement = anAgreement({
      indicators: [
        anIndicator({ key: 'quick', frequency: 'quarterly', reporters: ['north'] }),
        anIndicator({ key: 'slow', frequency: 'yearly', reporters: ['north'] }),
      ],
    })
    const due = (paid: string | null, terminated = false) =>
      everythingDue(agreement, { day: '2025-04-10', paid, terminated }).map(
        ({ indicator, ends }) => `${indicator} ${ends}`,
      )
    expect(due(null)).toEqual(['quick 2025-03-31', 'slow 2025-04-10'])
    expect(due('2025-03-31')).toEqual(due(null))
    expect(due('2025-04-01')).toEqual(['quick 2025-03-31', 'quick 2025-04-10', 'slow 2025-04-10'])
    expect(due('2025-04-10')).toEqual(due('2025-04-01'))
    expect(due('2025-04-01', true)).toEqual(['quick 2025-03-31'])
  })

  it('makes one report of all that ends on one day', () => {
    const agreement = anAgreement({
      indicators: [
        anIndicator({ key: 'quick', frequency: 'quarterly', dueAfterDays: 10 }),
        anIndicator({ key: 'slow', frequency: 'yearly', dueAfterDays: 60 }),
      ],
    })
    const rounds = roundsOf(everythingDue(agreement)).filter(({ party }) => party === 'north')
    expect(rounds).toHaveLength(8)
    const last = rounds.at(-1)
    expect(last?.items.map(({ indicator }) => indicator)).toEqual(['quick', 'slow'])
    expect(last?.due).toBe('2027-01-10')
  })

  it('covers every day of every year exactly once, whatever the year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 365 }),
        fc.constantFrom('quarterly' as const, 'half-yearly' as const, 'yearly' as const),
        (offset, length, frequency) => {
          const begins = addDays('2023-01-01', offset)
          const ends = addDays(begins, length)
          const periods = periodsOf({ frequency }, [{ key: 'y', begins, ends }])
          expect(periods[0]?.begins).toBe(begins)
          expect(periods.at(-1)?.ends).toBe(ends)
          periods.slice(1).forEach((period, before) => {
            expect(period.begins).toBe(addDays(periods[before]?.ends ?? '', 1))
          })
          expect(periods.every((period) => period.begins <= period.ends)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('counts months to the last day where a month is shorter', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2024-11-30', 3)).toBe('2025-02-28')
  })
})

describe('A day', () => {
  const round = { ends: '2025-06-30', due: '2025-07-30' }
  it('is not over while it is that day anywhere on earth', () => {
    expect(standingOf(round, new Date('2025-07-31T11:59:00Z'))).toBe('open')
    expect(standingOf(round, new Date('2025-07-31T12:00:00Z'))).toBe('overdue')
  })

  it('does not say of a period that has not begun that it runs', () => {
    const later = { begins: '2025-07-01', ends: '2025-12-31', due: '2026-01-30' }
    expect(standingOf(later, new Date('2025-06-30T09:59:00Z'))).toBe('not begun')
    expect(standingOf(later, new Date('2025-06-30T10:00:00Z'))).toBe('not yet')
  })

  it('opens a report as soon as the period is over somewhere', () => {
    expect(standingOf(round, new Date('2025-06-30T09:59:00Z'))).toBe('not yet')
    expect(standingOf(round, new Date('2025-06-30T10:00:00Z'))).toBe('open')
  })
})
