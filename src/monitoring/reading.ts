import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Indicator } from '../compacts/agreement.ts'
import { type CellKey, cellsOf, splitsOf, TOTAL } from './cells.ts'
import { billionths, compareDecimals, decimalOf, sumOf } from './decimal.ts'
import { type NumeralFault, readNumeral } from './numerals.ts'

/** Why there is no value. */
export const missingReasons = ['not collected', 'not applicable', 'pending', 'withheld'] as const
export type MissingReason = (typeof missingReasons)[number]

export const cellFields = ['value', 'low', 'high', 'level', 'numerator', 'denominator'] as const
export type CellField = (typeof cellFields)[number]

const Typed = Type.String({ maxLength: 200 })
/** What was typed for one indicator, word for word: a draft keeps what cannot be read as well. */
export const TypedPart = Type.Object(
  {
    cells: Type.Record(
      Type.String({ maxLength: 400 }),
      Type.Object(
        Object.fromEntries(cellFields.map((field) => [field, Type.Optional(Typed)])) as Record<
          CellField,
          ReturnType<typeof Type.Optional<typeof Typed>>
        >,
        { additionalProperties: false },
      ),
    ),
    /** Why cells are blank, one reason for all of them; empty where none is. */
    missing: Type.Optional(Type.Enum(['', ...missingReasons])),
    why: Type.Optional(Type.String({ maxLength: 2000 })),
    /** An address, or the hash of a document kept here. */
    evidence: Type.Optional(Type.String({ maxLength: 500 })),
    comment: Type.Optional(Type.String({ maxLength: 4000 })),
  },
  { additionalProperties: false },
)
export type TypedPart = Static<typeof TypedPart>

/** A value as it is kept: as written, with its doubt, or why there is none. */
export type ReadValue = {
  cell: CellKey
  value: string | null
  low: string | null
  high: string | null
  level: number | null
  numerator: string | null
  denominator: string | null
  missing: MissingReason | null
}

export const readingFaults = [
  'text',
  'missing in words',
  'ambiguous',
  'too long',
  'yes or no',
  'negative',
  'part of a person',
  'over 100',
  'below one per cent',
  'fell',
  'parts differ',
  'parts exceed',
  'part exceeds',
  'interval missing',
  'interval half',
  'interval not around',
  'level',
  'denominator missing',
  'denominator zero',
  'share not shown',
  'numerator over',
  'share differs',
  'neither',
  'why',
  'evidence missing',
  'evidence',
  'jump',
] as const
export type ReadingCode = (typeof readingFaults)[number]

/** Something wrong, or worth a look: where, what, and the figures that its sentence needs. */
export type ReadingFault = {
  cell: CellKey
  field: CellField | 'missing' | 'why' | 'evidence'
  code: ReadingCode
  /** A fault keeps the report from being sent; a doubt is shown to who reports and who verifies. */
  weight: 'fault' | 'doubt'
  values: Record<string, string>
}

export type ReadingContext = {
  /** Last verified value of the same reporter for an earlier period, by cell. */
  before: ReadonlyMap<CellKey, { value: string; ends: string }>
  /** Numbers come from a file whose cells are numbers already. */
  exact?: boolean
}

type Sheet = Pick<
  Indicator,
  'measure' | 'disaggregations' | 'targets' | 'aggregation' | 'cumulative' | 'countsPeople' | 'estimated'
>

/** Whether an indicator is a percentage or a ratio of people, so that few of them could be told from it. */
export const isShareOfPeople = ({ countsPeople, measure }: Pick<Indicator, 'countsPeople' | 'measure'>) =>
  countsPeople && (measure === 'percentage' || measure === 'ratio')

/**
 * Reads what was typed for an indicator. Nothing is guessed and nothing is dropped: what
 * cannot be read is a fault at its field, and a blank is missing, never zero.
 */
export function readPart(
  sheet: Sheet,
  typed: TypedPart,
  { before, exact = false }: ReadingContext = { before: new Map() },
): { values: ReadValue[]; faults: ReadingFault[] } {
  const faults: ReadingFault[] = []
  const missing = typed.missing === undefined || typed.missing === '' ? null : typed.missing
  const values = cellsOf(sheet).map((cell) => {
    const found = readCell(sheet, cell, typed, exact, faults)
    return { ...found, missing: found.value === null ? missing : null }
  })
  const unread = new Set(faults.map(({ cell }) => cell))
  const blank = values.filter(({ value, cell }) => value === null && !unread.has(cell))
  if (blank.length > 0 && missing === null) {
    const first = blank.some(({ cell }) => cell === TOTAL) ? TOTAL : (blank[0]?.cell ?? TOTAL)
    faults.push(fault(first, 'missing', 'neither', { count: String(blank.length) }))
  }
  if (missing !== null && blank.length > 0 && (typed.why ?? '').trim() === '')
    faults.push(fault(TOTAL, 'why', 'why'))
  checkSplits(sheet, values, unread, faults)
  checkAgainstBefore(sheet, values, before, faults)
  checkEvidence(typed, values, faults)
  return { values, faults }
}

function readCell(
  sheet: Sheet,
  cell: CellKey,
  { cells }: TypedPart,
  exact: boolean,
  faults: ReadingFault[],
): Omit<ReadValue, 'missing'> {
  const typed = cells[cell] ?? {}
  const wrong = (field: CellField, code: ReadingCode, values: Record<string, string> = {}) => {
    faults.push(fault(cell, field, code, values))
    return null
  }
  const wonder = (field: CellField, code: ReadingCode) => {
    faults.push(doubt(cell, field, code))
  }
  const number = (field: CellField): string | null => {
    const written = typed[field] ?? ''
    const read = readNumeral(written, { exact })
    if ('decimal' in read) return read.decimal
    if ('blank' in read) return null
    const code: NumeralFault = read.fault
    return wrong(field, code, { typed: written.trim().slice(0, 40), ...twoReadings(written) })
  }
  if (sheet.measure === 'yes-no') {
    const answer = (typed.value ?? '').trim()
    const value =
      answer === ''
        ? null
        : (yesNo.get(answer.toLowerCase()) ?? wrong('value', 'yes or no', { typed: answer.slice(0, 40) }))
    return { cell, value, low: null, high: null, level: null, numerator: null, denominator: null }
  }

  const value = number('value')
  const [low, high] = sheet.estimated ? [number('low'), number('high')] : [null, null]
  const level = sheet.estimated ? number('level') : null
  const asksShare = sheet.measure !== 'number' || sheet.aggregation === 'weighted-mean'
  const [numerator, denominator] = asksShare ? [number('numerator'), number('denominator')] : [null, null]
  const broken = faults.some((each) => each.cell === cell)

  for (const [field, each] of [
    ['value', value],
    ['numerator', numerator],
    ['denominator', denominator],
  ] as const)
    if (each?.startsWith('-')) wrong(field, 'negative', { typed: each })
  const counts = sheet.countsPeople && !sheet.estimated
  if (counts && sheet.measure === 'number' && value !== null && !isWhole(value))
    wrong('value', 'part of a person', { typed: value })
  if (counts)
    for (const [field, each] of [
      ['numerator', numerator],
      ['denominator', denominator],
    ] as const)
      if (each !== null && !isWhole(each)) wrong(field, 'part of a person', { typed: each })
  if (sheet.measure === 'percentage' && value !== null) {
    if (compareDecimals(value, '100') > 0) wrong('value', 'over 100', { typed: value })
    if (compareDecimals(value, '1') < 0 && compareDecimals(value, '0') > 0 && !/^0?\.0/.test(value))
      faults.push(doubt(cell, 'value', 'below one per cent', { typed: value }))
  }
  if (value !== null && sheet.estimated && !broken) checkInterval({ value, low, high, level }, wrong)
  if (value !== null && !broken) checkShare(sheet, { value, numerator, denominator }, wrong, wonder)
  return { cell, value, low, high, level: level === null ? null : Number(level), numerator, denominator }
}

type Wrong = (field: CellField, code: ReadingCode, values?: Record<string, string>) => null

function checkInterval(
  {
    value,
    low,
    high,
    level,
  }: { value: string; low: string | null; high: string | null; level: string | null },
  wrong: Wrong,
): void {
  if (low === null && high === null) {
    wrong('low', 'interval missing')
    return
  }
  if (low === null || high === null) {
    wrong(low === null ? 'low' : 'high', 'interval half')
    return
  }
  if (compareDecimals(low, value) > 0 || compareDecimals(high, value) < 0)
    wrong(compareDecimals(low, value) > 0 ? 'low' : 'high', 'interval not around', { value, low, high })
  if (level === null || compareDecimals(level, '50') < 0 || compareDecimals(level, '100') >= 0)
    wrong('level', 'level', { typed: level ?? '' })
}

function checkShare(
  sheet: Sheet,
  { value, numerator, denominator }: { value: string; numerator: string | null; denominator: string | null },
  wrong: Wrong,
  wonder: (field: CellField, code: ReadingCode) => void,
): void {
  if (denominator === null) {
    if (sheet.aggregation === 'weighted-mean') wrong('denominator', 'denominator missing')
    else if (isShareOfPeople(sheet)) wonder('denominator', 'share not shown')
    return
  }
  if (compareDecimals(denominator, '0') === 0) {
    wrong('denominator', 'denominator zero')
    return
  }
  if (numerator === null || sheet.measure === 'number') return
  if (sheet.measure === 'percentage' && compareDecimals(numerator, denominator) > 0) {
    wrong('numerator', 'numerator over', { numerator, denominator })
    return
  }
  const scale = sheet.measure === 'percentage' ? 100n : 1n
  const share = (billionths(numerator) * scale * 10n ** 9n) / billionths(denominator)
  // As exact as it was written: one in the last digit that was given.
  const digits = value.split('.')[1]?.length ?? 0
  const away = share - billionths(value)
  if ((away < 0n ? -away : away) > 10n ** BigInt(9 - digits))
    wrong('value', 'share differs', { value, share: shortened(decimalOf(share)), numerator, denominator })
}

function checkSplits(sheet: Sheet, values: ReadValue[], unread: Set<CellKey>, faults: ReadingFault[]): void {
  if (sheet.measure !== 'number') return
  const known = new Map(values.map(({ cell, value }) => [cell, value]))
  for (const { whole, dimension, parts, exclusive } of splitsOf(sheet)) {
    const total = known.get(whole) ?? null
    if (total === null || [whole, ...parts].some((cell) => unread.has(cell))) continue
    const given = parts.flatMap((part) => known.get(part) ?? [])
    for (const part of parts) {
      const value = known.get(part) ?? null
      if (value !== null && compareDecimals(value, total) > 0)
        faults.push(fault(part, 'value', 'part exceeds', { value, total, dimension }))
    }
    if (!exclusive || given.length === 0) continue
    const sum = sumOf(given)
    const compared = compareDecimals(sum, total)
    const said = { sum, total, dimension }
    // Parts of an estimate are estimated one by one and need not add up to the digit.
    const say = sheet.estimated ? doubt : fault
    if (given.length === parts.length && compared !== 0)
      faults.push(say(whole, 'value', 'parts differ', said))
    else if (given.length < parts.length && compared > 0)
      faults.push(say(whole, 'value', 'parts exceed', said))
  }
}

function checkAgainstBefore(
  { cumulative, measure }: Sheet,
  values: ReadValue[],
  before: ReadingContext['before'],
  faults: ReadingFault[],
): void {
  for (const { cell, value } of values) {
    const last = before.get(cell)
    if (value === null || last === undefined || measure === 'yes-no') continue
    const said = { value, last: last.value, ends: last.ends }
    if (cumulative && compareDecimals(value, last.value) < 0) faults.push(fault(cell, 'value', 'fell', said))
    else if (isFarFrom(value, last.value)) faults.push(doubt(cell, 'value', 'jump', said))
  }
}

/** Ten times as much or a tenth, of what is at least ten: a digit too many is the most common slip. */
function isFarFrom(value: string, last: string): boolean {
  const [a, b] = [billionths(value), billionths(last)].map((size) => (size < 0n ? -size : size)) as [
    bigint,
    bigint,
  ]
  const ten = 10n * 10n ** 9n
  return (a >= 10n * b && a >= ten && b > 0n) || (b >= 10n * a && b >= ten)
}

function checkEvidence({ evidence = '' }: TypedPart, values: ReadValue[], faults: ReadingFault[]): void {
  const given = evidence.trim()
  if (given !== '' && !isEvidence(given))
    faults.push(fault(TOTAL, 'evidence', 'evidence', { typed: given.slice(0, 80) }))
  else if (given === '' && values.some(({ value }) => value !== null))
    faults.push(doubt(TOTAL, 'evidence', 'evidence missing'))
}

/** An address of the web, or the hash of a document kept here. */
export function isEvidence(text: string): boolean {
  if (/^[0-9a-f]{64}$/.test(text)) return true
  if (!/^https?:\/\/\S+$/.test(text) || !URL.canParse(text)) return false
  const { username, password, hostname } = new URL(text)
  return username === '' && password === '' && hostname !== ''
}

const yesNo = new Map(
  [
    ['yes', 'oui', 'sí', 'si', 'sim', '1', 'true'].map((word) => [word, '1'] as const),
    ['no', 'non', 'não', 'nao', '0', 'false'].map((word) => [word, '0'] as const),
  ].flat(),
)

const isWhole = (decimal: string) => !/\.\d*[1-9]/.test(decimal)

/** Two digits are enough to see where two shares differ. */
const shortened = (decimal: string) => decimal.replace(/(\.\d\d)\d+$/, '$1')

/** What `1,234` may mean: both are named, so that one can be written. */
function twoReadings(written: string): Record<string, string> {
  const [head = '', tail = ''] = written.trim().split(/[.,\u066B]/)
  return { one: `${head}${tail}`, other: `${head}.${tail}0` }
}

function fault(
  cell: CellKey,
  field: ReadingFault['field'],
  code: ReadingCode,
  values: Record<string, string> = {},
): ReadingFault {
  return { cell, field, code, weight: 'fault', values }
}

const doubt: typeof fault = (...given) => ({ ...fault(...given), weight: 'doubt' })

/** Whether a report can be sent with these. */
export const hasFaults = (faults: readonly ReadingFault[]) => faults.some(({ weight }) => weight === 'fault')

/** Whether nothing at all was typed for an indicator. */
export function isEmptyPart({
  cells,
  missing = '',
  why = '',
  evidence = '',
  comment = '',
}: TypedPart): boolean {
  const typed = [
    missing,
    why,
    evidence,
    comment,
    ...Object.values(cells).flatMap((cell) => Object.values(cell)),
  ]
  return typed.every((text) => (text ?? '').trim() === '')
}

/** A part as it is kept: without blanks, so that two who typed the same have the same. */
export function tidyPart({ cells, missing, why, evidence, comment }: TypedPart): TypedPart {
  const tidied = Object.entries(cells).flatMap(([key, cell]) => {
    const fields = Object.entries(cell).flatMap(([field, text]) =>
      text === undefined || text.trim() === '' ? [] : [[field, text.trim()] as const],
    )
    return fields.length === 0 ? [] : [[key, Object.fromEntries(fields)] as const]
  })
  const kept = (text: string | undefined) => (text ?? '').trim()
  return {
    cells: Object.fromEntries(tidied.sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(missing === undefined || missing === '' ? {} : { missing }),
    ...(kept(why) === '' ? {} : { why: kept(why) }),
    ...(kept(evidence) === '' ? {} : { evidence: kept(evidence) }),
    ...(kept(comment) === '' ? {} : { comment: kept(comment) }),
  }
}

/** Field of a form that a fault stands at. */
export const placeOf = (indicator: string, { cell, field }: Pick<ReadingFault, 'cell' | 'field'>) =>
  field === 'missing' || field === 'why' || field === 'evidence'
    ? `${indicator}.${field}`
    : `${indicator}.${cell}.${field}`

const Parts = Type.Record(
  Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
  Type.Object({ base: Type.Integer({ minimum: 0 }), typed: TypedPart }, { additionalProperties: false }),
)

/** Parts with the revision each was made from, out of a JSON text; null where it is something else. */
export function parsedParts(text: string): Static<typeof Parts> | null {
  try {
    const value: unknown = JSON.parse(text)
    return Value.Check(Parts, value) ? value : null
  } catch {
    return null
  }
}
