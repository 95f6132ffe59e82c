import type { Language } from '../../ui/language.ts'

/* A time as people agree on it, on the clock of a place, and as one moment. */

/** A day and a time on the clock of a zone as a moment; null for none there is, as in the hour that is left out in spring. */
export function momentOf(day: string, time: string, zone: string): Date | null {
  if (!isZone(zone)) return null
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(asUtc)) return null
  // In the hour that comes twice in autumn, the first is meant.
  const found = [asUtc - 86_400_000, asUtc + 86_400_000]
    .map((near) => asUtc - offsetAt(near, zone))
    .filter((moment) => moment + offsetAt(moment, zone) === asUtc)
  return found.length === 0 ? null : new Date(Math.min(...found))
}

/** A moment on the clock of a zone, as `{ day: '2014-08-20', time: '14:30' }`. */
export function clockOf(moment: Date, zone: string): { day: string; time: string } {
  const local = new Date(moment.getTime() + offsetAt(moment.getTime(), zone)).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 16) }
}

/** Whether a name is that of a time zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone.includes('/') || zone === 'UTC'
  } catch {
    return false
  }
}

/** The zones one can choose from; those of a country's own legislature first. */
export function zonesFor(legislature: string | null): { first: string[]; others: string[] } {
  const all = Intl.supportedValuesOf('timeZone')
  const first = legislature?.startsWith('us-') === true ? american : []
  return { first, others: [...all.filter((zone) => !first.includes(zone)), 'UTC'] }
}

const american = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
]

/** A meeting’s day and time in words, with its zone. */
export function sayWhen({ starts, zone }: { starts: string; zone: string }, language: Language): string {
  // English as this house writes it: the day before the month.
  const said = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: zone,
  })
  return `${said.format(new Date(starts))} (${zone.replaceAll('_', ' ')})`
}

/** Milliseconds by which the clock of a zone is ahead of UTC at a moment. */
function offsetAt(moment: number, zone: string): number {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
      .formatToParts(new Date(moment))
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000
}
