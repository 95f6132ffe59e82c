import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarOf } from './calendar.ts'
import { clockOf, momentOf } from './when.ts'

const event = {
  uid: '0190@example.org',
  sequence: 0,
  starts: new Date('2014-08-20T18:30:00Z'),
  minutes: 30,
  calledOff: false,
  title: 'Meeting with Christopher H. Smith',
  place: '405 Route 539, Plumsted; New Egypt\nback door',
  text: 'Ask\\cosponsor',
  address: 'https://example.org/campaigns/recess',
  written: new Date('2014-08-01T09:00:00Z'),
}

describe('A meeting as a calendar file', () => {
  it('is in UTC, with texts escaped and every line ended as the standard says', () => {
    const file = calendarOf(event)
    expect(file.split('\r\n').slice(0, 3)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//TIPping Point//Meetings//EN',
    ])
    expect(file).toContain('DTSTART:20140820T183000Z\r\nDTEND:20140820T190000Z\r\n')
    expect(file).toContain('LOCATION:405 Route 539\\, Plumsted\\; New Egypt\\nback door\r\n')
    expect(file).toContain('DESCRIPTION:Ask\\\\cosponsor\r\n')
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('says that it was called off', () => {
    expect(calendarOf({ ...event, calledOff: true, sequence: 3 })).toContain(
      'SEQUENCE:3\r\nSTATUS:CANCELLED\r\n',
    )
  })

  it('folds whatever is written into lines of at most 75 octets that give it back, and cuts no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
        const file = calendarOf({ ...event, title })
        const longest = Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))
        expect(longest).toBeLessThanOrEqual(75)
        const unfolded = file.replaceAll('\r\n ', '')
        const written = /^SUMMARY:(.*)$/m.exec(unfolded.replaceAll('\r\n', '\n'))?.[1] ?? ''
        const read = written.replace(/\\([\\;,n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
        const expected = title.replace(/\r\n|\r|\n/g, '\n').replace(/[^\P{Cc}\n]/gu, ' ')
        expect(read).toBe(Buffer.from(expected).toString('utf8'))
      }),
      { numRuns: 30 },
    )
  })
})

describe('A time on the clock of a place', () => {
  it('is one moment, and the clock shows it again', () => {
    const moment = momentOf('2014-08-20', '14:30', 'America/New_York')
    expect(moment?.toISOString()).toBe('2014-08-20T18:30:00.000Z')
    expect(clockOf(moment ?? new Date(0), 'America/New_York')).toEqual({ day: '2014-08-20', time: '14:30' })
  })

  it('is none in the hour that is left out in spring, and the first of the hour that comes twice', () => {
    expect(momentOf('2014-03-09', '02:30', 'America/New_York')).toBeNull()
    expect(momentOf('2014-11-02', '01:30', 'America/New_York')?.toISOString()).toBe(
      '2014-11-02T05:30:00.000Z',
    )
    expect(momentOf('2014-08-20', '25:00', 'America/New_York')).toBeNull()
    expect(momentOf('2014-08-20', '14:30', 'Nowhere/Town')).toBeNull()
  })
})
