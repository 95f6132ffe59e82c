import { country } from '../../countries/registry.ts'
import { hasControls, oneLine } from '../../house/form-fields.ts'
import { isDay } from '../../indicators/days.ts'
import type { FieldError } from '../../ui/form.tsx'
import type { Say } from '../../ui/language.ts'
import type { Ask } from '../coalition/schema.ts'
import { listIn, type Sent, textIn } from '../desk.ts'
import type { MeetingValues } from './meetings.ts'
import {
  type CallOutcome,
  callOutcomes,
  type DatedOffice,
  type DelegateRole,
  delegateRoles,
  type Meeting,
  metWith,
  type PointKind,
  type Position,
  pointKinds,
  positions,
  type ReportContent,
} from './schema.ts'
import { clockOf, isZone, momentOf } from './when.ts'
import type { Word } from './words/words.ts'

/** Read, or what is wrong with each field. */
export type Read<Values> = { values: Values; errors: [] } | { values: null; errors: FieldError[] }

/** Reads fields one by one and collects what is wrong with them, in the words of the reader. */
class Reader {
  readonly errors: FieldError[] = []
  readonly #sent: Sent
  readonly say: Say<Word>

  constructor(sent: Sent, say: Say<Word>) {
    this.#sent = sent
    this.say = say
  }

  wrong(field: string, word: Word, label: Word, more: Record<string, string | number> = {}): void {
    this.errors.push({ field, message: this.say(word, { field: this.say(label), ...more }) })
  }

  raw(field: string): string {
    return textIn(this.#sent, field).trim()
  }

  /** A text; empty where nothing is typed. */
  text(field: string, label: Word, most: number): string {
    const text = this.raw(field).normalize('NFC').replaceAll('\r\n', '\n')
    if (text.length > most) this.wrong(field, 'wrong.long', label, { most })
    else if (hasControls(text.replace(/[\n\t]/g, ' '))) this.wrong(field, 'wrong.characters', label)
    return text
  }

  needed(field: string, label: Word, most: number): string {
    const text = this.text(field, label, most)
    if (text === '') this.wrong(field, 'wrong.needed', label)
    return text
  }

  day(field: string, label: Word): string {
    const text = this.raw(field)
    if (!isDay(text) || text < '1900' || text >= '2200') this.wrong(field, 'wrong.day', label)
    return text
  }

  /** A day that has come. */
  past(field: string, label: Word, today: string): string {
    const day = this.day(field, label)
    if (isDay(day) && day > today) this.wrong(field, 'wrong.future', label)
    return day
  }

  choice<const Choice extends string>(field: string, label: Word, among: readonly Choice[]): Choice {
    const text = this.raw(field)
    const found = among.find((each) => each === text)
    if (found === undefined) this.wrong(field, 'wrong.choice', label)
    return found ?? (among[0] as Choice)
  }

  whole(field: string, label: Word, word: Word, least: number, most: number): number {
    const text = this.raw(field)
    const number = /^\d{1,4}$/.test(text) ? Number(text) : -1
    if (number < least || number > most) this.wrong(field, word, label)
    return number
  }

  done<Values>(values: Values): Read<Values> {
    return this.errors.length === 0 ? { values, errors: [] } : { values: null, errors: this.errors }
  }
}

/** The value of the choice that names no office. */
export const ELSEWHERE = 'elsewhere'

export function readMeeting(
  sent: Sent,
  say: Say<Word>,
  {
    legislator,
    legislatorName,
    offices,
    asks,
  }: { legislator: string; legislatorName: string; offices: DatedOffice[]; asks: readonly Ask[] },
): Read<MeetingValues> {
  const reader = new Reader(sent, say)
  const chosen = reader.choice('office', 'book.where', [ELSEWHERE, ...offices.map(({ office }) => office)])
  const office = offices.find((each) => each.office === chosen) ?? null
  const place = oneLine(reader.text('place', 'book.place', 300))
  const day = reader.day('day', 'book.day')
  const zone = reader.raw('zone')
  if (!isZone(zone)) reader.wrong('zone', 'wrong.choice', 'book.zone')
  const time = reader.raw('time')
  const starts = /^\d{2}:\d{2}$/.test(time) && isDay(day) && isZone(zone) ? momentOf(day, time, zone) : null
  if (starts === null) reader.wrong('time', 'wrong.time', 'book.time')
  const minutes = reader.whole('minutes', 'book.minutes', 'wrong.minutes', 5, 480)
  const picked = listIn(sent, 'asks')
  const kept = asks.map(({ key }) => key).filter((key) => picked.includes(key))
  if (kept.length === 0) reader.wrong('asks', 'wrong.choice', 'book.asks')
  const iso3 = reader.raw('country')
  if (iso3 !== '' && country(iso3) === undefined) reader.wrong('country', 'wrong.choice', 'book.country')
  return reader.done({
    legislator,
    legislatorName,
    asks: kept,
    country: iso3 === '' ? null : iso3,
    office,
    place: office !== null || place === '' ? null : place,
    starts: starts ?? new Date(0),
    minutes,
    zone,
  })
}

/** What is agreed, as it stands in the form. */
export function sentFromMeeting(meeting: Meeting): Sent {
  const { day, time } = clockOf(new Date(meeting.starts), meeting.zone)
  return {
    office: meeting.office?.office ?? ELSEWHERE,
    place: meeting.place ?? '',
    day,
    time,
    zone: meeting.zone,
    minutes: String(meeting.minutes),
    asks: meeting.asks,
    country: meeting.country ?? '',
  }
}

export function readReport(
  sent: Sent,
  say: Say<Word>,
  { meeting, corrects, today }: { meeting: Meeting; corrects: boolean; today: string },
): Read<{ content: ReportContent; why: string | null }> {
  const reader = new Reader(sent, say)
  const on = reader.past('on', 'report.on', today)
  const met = reader.choice('met', 'report.met', metWith)
  const attended = reader.whole('attended', 'report.attended', 'wrong.needed', 0, 500)
  const stands: Record<string, Position> = {}
  for (const key of meeting.asks) stands[key] = reader.choice(`stands-${key}`, 'report.title', positions)
  const why = corrects ? reader.needed('why', 'report.why', 500) : null
  return reader.done({ content: { on, met, attended, positions: stands }, why })
}

export function readDelegate(sent: Sent, say: Say<Word>): Read<{ role: DelegateRole; name: string }> {
  const reader = new Reader(sent, say)
  const role = reader.choice('role', 'who.role', delegateRoles)
  const name = oneLine(reader.needed('name', 'who.name', 120))
  return reader.done({ role, name })
}

export function readPoint(
  sent: Sent,
  say: Say<Word>,
  meeting: Meeting,
): Read<{ kind: PointKind; ask: string | null; text: string; due: string | null }> {
  const reader = new Reader(sent, say)
  const kind = reader.choice('kind', 'points.kind', pointKinds)
  const text = reader.needed('text', 'points.text', 500)
  const due = reader.raw('due') === '' ? null : reader.day('due', 'points.due')
  const ask = reader.choice('ask', 'points.ask', ['', ...meeting.asks])
  return reader.done({ kind, text, due, ask: ask === '' ? null : ask })
}

export function readNote(sent: Sent, say: Say<Word>): Read<string> {
  const reader = new Reader(sent, say)
  return reader.done(reader.needed('note', 'notes.text', 5_000))
}

export function readWhyOff(sent: Sent, say: Say<Word>): Read<string> {
  const reader = new Reader(sent, say)
  return reader.done(reader.needed('off', 'one.why off', 500))
}

export function readCall(
  sent: Sent,
  say: Say<Word>,
  { asks, today }: { asks: readonly Ask[]; today: string },
): Read<{ on: string; outcome: CallOutcome; ask: string | null }> {
  const reader = new Reader(sent, say)
  const on = reader.past('on', 'call.on', today)
  const outcome = reader.choice('outcome', 'call.outcome', callOutcomes)
  const ask = reader.choice('ask', 'points.ask', ['', ...asks.map(({ key }) => key)])
  return reader.done({ on, outcome, ask: ask === '' ? null : ask })
}

/** The address of a post, where it is given: of this web alone, and without anybody’s password in it. */
export function readPosted(sent: Sent, say: Say<Word>): Read<string | null> {
  const reader = new Reader(sent, say)
  const address = reader.text('address', 'post.address', 300)
  if (address === '') return reader.done(null)
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '')
    reader.wrong('address', 'wrong.address', 'post.address')
  return reader.done(url?.href ?? null)
}
