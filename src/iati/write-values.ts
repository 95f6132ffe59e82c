/**
 * The kinds of value the standard's schemas know, and how each is written, refused and read.
 *
 * Writing is strict: a value that the schema, or a processor at the edge of what it must support,
 * could not take back is refused. Reading forgives what has one meaning only (a zone beside a date,
 * a space in an address) and says so; what would have to be guessed (`1,000`) is not read.
 */

export type Lexical =
  /** Words, or an identifier between tags; space around it means nothing. */
  | 'text'
  /** A code, reference or name in an attribute, as it stands. */
  | 'code'
  | 'day'
  | 'moment'
  | 'decimal'
  | 'flag'
  | 'whole'
  | 'positive'
  | 'natural'
  | 'address'
  | 'language'
  | 'token'

export type ValueOf<L extends Lexical> = L extends 'flag'
  ? boolean
  : L extends 'whole' | 'positive' | 'natural'
    ? number
    : string

/** What a raw text means: a value, or none; and what must be said about it. */
export interface Reading {
  value?: string | number | boolean
  /** What was wrong and what to do, a sentence. */
  remark?: string
}

interface Kind {
  /** The simple type in the schemas, XML Schema part 2. */
  readonly xsd: string
  /** Why a value cannot be written, or null. */
  readonly refusal: (value: unknown) => string | null
  /** Never called with an empty text: an empty value is an absent one. */
  readonly read: (raw: string) => Reading
}

const spaceAround = /^[\t\n\r ]+|[\t\n\r ]+$/g
export const trimmed = (text: string): string => text.replace(spaceAround, '')

/** What XML 1.0 has no place for: most control characters, halves of surrogate pairs, U+FFFE, U+FFFF. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

/** Why XML 1.0 cannot hold a text, or null. */
export function forbiddenCharacter(text: string): string | null {
  const found = forbidden.exec(text)
  if (found === null) return null
  const code = found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
  return `character ${found.index + 1} is U+${code}, which XML cannot hold: take it out`
}

function words(value: unknown): string | null {
  if (typeof value !== 'string') return `a text is needed, not ${shown(value)}`
  if (trimmed(value) === '') return 'is empty: leave the field out, or say something'
  return forbiddenCharacter(value)
}

const matching =
  (is: (value: string) => boolean, says: string) =>
  (value: unknown): string | null =>
    typeof value === 'string' && is(value) ? null : `${shown(value)} is not ${says}`

const wholeBetween =
  (least: number, most: number) =>
  (value: unknown): string | null =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? null
      : `${shown(value)} is not a whole number from ${least} to ${most}`

const int = { least: -2_147_483_648, most: 2_147_483_647 }

export const kinds: Readonly<Record<Lexical, Kind>> = {
  text: { xsd: 'string', refusal: words, read: (raw) => ({ value: trimmed(raw) }) },
  code: { xsd: 'string', refusal: words, read: (value) => ({ value }) },
  day: {
    xsd: 'date',
    refusal: matching(isDay, 'a day of the calendar, YYYY-MM-DD'),
    read: readDay,
  },
  moment: {
    xsd: 'dateTime',
    refusal: matching(isMoment, 'a moment such as 2026-03-01T09:30:00Z'),
    read: (raw) => {
      const value = trimmed(raw)
      if (isMoment(value)) return { value }
      return { remark: `“${value}” is not a moment; write it like 2026-03-01T09:30:00Z` }
    },
  },
  decimal: {
    xsd: 'decimal',
    refusal: matching(isDecimal, 'a decimal such as 1234.50, of at most 18 digits'),
    read: readDecimal,
  },
  flag: {
    xsd: 'boolean',
    refusal: (value) => (typeof value === 'boolean' ? null : `${shown(value)} is not true or false`),
    read: (raw) => {
      const value = trimmed(raw)
      if (value === '1' || value === 'true') return { value: true }
      if (value === '0' || value === 'false') return { value: false }
      return { remark: `“${value}” is neither 1 (true) nor 0 (false); write one of them` }
    },
  },
  whole: { xsd: 'int', refusal: wholeBetween(int.least, int.most), read: readWhole(int.least, int.most) },
  positive: { xsd: 'positiveInteger', refusal: wholeBetween(1, int.most), read: readWhole(1, int.most) },
  natural: { xsd: 'nonNegativeInteger', refusal: wholeBetween(0, int.most), read: readWhole(0, int.most) },
  address: {
    xsd: 'anyURI',
    refusal: matching(isAddress, 'an address such as https://example.org/plan.pdf (spaces are %20)'),
    read: readAddress,
  },
  language: {
    xsd: 'language',
    refusal: matching(isLanguage, 'a language code such as en'),
    read: (raw) => {
      const value = trimmed(raw)
      return isLanguage(value)
        ? { value }
        : { remark: `“${value}” is not a language code; write one such as en` }
    },
  },
  token: {
    xsd: 'NMTOKEN',
    refusal: matching(isToken, 'one word of letters, digits and . - _ :'),
    read: (raw) => {
      const value = trimmed(raw)
      return isToken(value)
        ? { value }
        : { remark: `“${value}” is not one word of letters, digits and . - _ :; write the element’s name` }
    },
  },
}

/** A value as the file has it, not yet escaped. Only for what `refusal` lets through. */
export function written(lexical: Lexical, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return lexical === 'text' ? trimmed(String(value)) : String(value)
}

/* ── days and moments ─────────────────────────────────────────────────────── */

function isDay(value: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)
  if (parts === null) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isMoment(value: string): boolean {
  const parts =
    /^(.{10})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?$/.exec(
      value,
    )
  return parts !== null && isDay(parts[1]!)
}

function readDay(raw: string): Reading {
  const value = trimmed(raw)
  if (isDay(value)) return { value }
  const day = value.slice(0, 10)
  const rest = value.slice(10)
  if (isDay(day) && /^(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?$/.test(rest)) {
    return { value: day, remark: `“${rest}” beside the day ${day} was left out; write the day alone` }
  }
  if (/^\d{4}-\d\d-\d\d/.test(value)) {
    return { remark: `“${value}” is not a day of the calendar; correct the month or the day` }
  }
  return { remark: `“${value}” is not a day; write it as YYYY-MM-DD` }
}

/* ── numbers ──────────────────────────────────────────────────────────────── */

// XML Schema asks of a processor no more than 18 digits; some stop soon after.
function isDecimal(value: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(value) && value.replace(/\D/g, '').length <= 18
}

function readDecimal(raw: string): Reading {
  const value = trimmed(raw)
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(value)
  if (parts === null || `${parts[2]}${parts[3] ?? ''}` === '') {
    return { remark: `“${value}” is not a number; write digits with a point, like 1234.50` }
  }
  const sign = parts[1] === '-' ? '-' : ''
  const tidy = `${sign}${parts[2] || '0'}${parts[3] ? `.${parts[3]}` : ''}`
  if (isDecimal(tidy)) return { value: tidy }
  // Zeros that change nothing are the usual reason for too many digits.
  const short = tidy
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
  if (isDecimal(short)) return { value: short }
  return { remark: `“${value}” has more than 18 digits; write no more than the money has` }
}

function readWhole(least: number, most: number): (raw: string) => Reading {
  return (raw) => {
    const value = trimmed(raw)
    const number = /^[+-]?\d{1,15}$/.test(value) ? Number(value) + 0 : Number.NaN
    if (number >= least && number <= most) return { value: number }
    return { remark: `“${value}” is not a whole number from ${least} to ${most}; correct it` }
  }
}

/* ── addresses, languages, words ──────────────────────────────────────────── */

// RFC 3986, with the letters of other scripts as RFC 3987 allows them.
const letter = String.raw`(?:[\w\-.~!$&'()*+,;=@]|%[\dA-Fa-f]{2}|[\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF])`
const tail = String.raw`(?:\?(?:${letter}|[:/?])*)?(?:#(?:${letter}|[:/?])*)?`
const host = String.raw`(?:(?:${letter.replace('@', '')}|:)*@)?(?:\[[\dA-Fa-f:.]+\]|${letter.replace('@', '')}*)(?::\d{1,5})?`
const absolute = new RegExp(
  String.raw`^[A-Za-z][A-Za-z\d+.\-]*:(?://${host}(?:/(?:${letter}|[:/])*)?|/?(?:(?:${letter}|:)(?:${letter}|[:/])*)?)${tail}$`,
)
const relative = new RegExp(
  `^(?://${host}(?:/(?:${letter}|[:/])*)?|/(?:(?:${letter}|:)(?:${letter}|[:/])*)?|${letter}+(?:/(?:${letter}|[:/])*)?)${tail}$`,
)

function isAddress(value: string): boolean {
  return absolute.test(value) || relative.test(value)
}

function readAddress(raw: string): Reading {
  const value = trimmed(raw)
  if (isAddress(value)) return { value }
  const encoded = value
    .replace(/%(?![\dA-Fa-f]{2})/g, '%25')
    .replace(/[\s"<>\\^`{|}[\]]/g, (sign) => encodeURIComponent(sign))
  if (isAddress(encoded)) {
    return { value: encoded, remark: `The address “${value}” was read as ${encoded}; write it so` }
  }
  return { remark: `“${value}” is not an address; write one such as https://example.org/plan.pdf` }
}

function isLanguage(value: string): boolean {
  return /^[A-Za-z]{1,8}(?:-[A-Za-z\d]{1,8})*$/.test(value)
}

function isToken(value: string): boolean {
  return /^[\w.\-:]+$/.test(value)
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`
  return value === null || typeof value !== 'object' ? String(value) : 'an object'
}
