/** What a calendar is told of a meeting: nobody’s name but that of who is met. */
export type CalendarEvent = {
  /** The same in every version of the file, and in no other. */
  uid: string
  /** Raised by each change. */
  sequence: number
  starts: Date
  minutes: number
  calledOff: boolean
  title: string
  place: string | null
  text: string
  address: string | null
  written: Date
}

/** A meeting as a file that calendars read (RFC 5545): times in UTC, texts escaped, lines folded at 75 octets. */
export function calendarOf(event: CalendarEvent): string {
  const ends = new Date(event.starts.getTime() + event.minutes * 60_000)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//TIPping Point//Meetings//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${utc(event.written)}`,
    `DTSTART:${utc(event.starts)}`,
    `DTEND:${utc(ends)}`,
    `SEQUENCE:${event.sequence}`,
    `STATUS:${event.calledOff ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    `SUMMARY:${escaped(event.title)}`,
    ...(event.place === null ? [] : [`LOCATION:${escaped(event.place)}`]),
    `DESCRIPTION:${escaped(event.text)}`,
    ...(event.address === null ? [] : [`URL:${event.address.replace(/\s/g, '')}`]),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const utc = (moment: Date): string => `${moment.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** Backslash, semicolon and comma are signs of the format; a line’s end is written as `\n`, other controls not at all. */
const escaped = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/;/g, '\\;')
    .replace(/,/g, '\\,')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ')

/** No line is longer than 75 octets, and no character is cut; what follows begins with a space, which counts. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n')
}
