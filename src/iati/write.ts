import type { Activity, Organisation, Transaction } from './model.ts'
import {
  type AnyShape,
  activityShape,
  type Held,
  narratives,
  organisationShape,
  type Place,
} from './write-shapes.ts'
import { kinds, written } from './write-values.ts'

/**
 * Writes files of the IATI standard 2.03, as a stream of text: valid against its schemas, or not at all.
 *
 * The order of elements is the schema's always, whatever the order of fields in the object. What the
 * schema cannot hold, or what would have no meaning (an amount without any currency, a text in no
 * language, an empty code), is refused with its place rather than written.
 *
 * No library writes the XML. Those that know escaping and nesting hold the whole document in memory
 * before the first byte leaves, and a ledger has no upper bound; what remains to be done here is five
 * characters to escape and the ones XML forbids to refuse. The texts are to be encoded as UTF-8.
 */

/** An activity whose transactions may also arrive one by one, so that a ledger need not fit in memory. */
export type ActivityToWrite = Omit<Activity, 'transactions'> & {
  transactions?: Iterable<Transaction> | AsyncIterable<Transaction> | undefined
}

export interface WriteOptions {
  /** When the file is made. */
  generated: Date
  version?: '2.03' | undefined
  /** The language of records that name none. */
  language?: string | undefined
  /** The currency (ISO 4217) of records that name none. */
  currency?: string | undefined
}

/** A value has no place in a file of the standard. `path` says where it would have stood. */
export class Unwritable extends RangeError {
  readonly path: string
  readonly reason: string

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`)
    this.name = 'Unwritable'
    this.path = path
    this.reason = reason
  }
}

/**
 * An `iati-activities` file, in pieces of text.
 *
 * Throws `Unwritable` before the first piece when there is no activity at all or the options are
 * unusable; for a fault further on, after the pieces before it: write to a file of another name and
 * rename it when the last piece has come. Memory is bounded by the largest activity without its
 * transactions when those arrive as an iterable.
 */
export function writeActivities(
  activities: Iterable<ActivityToWrite> | AsyncIterable<ActivityToWrite>,
  options: WriteOptions,
): AsyncGenerator<string, void, undefined> {
  return writeRecords('iati-activities', 'iati-activity', activityShape, activities, options)
}

/** An `iati-organisations` file, in pieces of text; see {@link writeActivities}. */
export function writeOrganisations(
  organisations: Iterable<Organisation> | AsyncIterable<Organisation>,
  options: WriteOptions,
): AsyncGenerator<string, void, undefined> {
  return writeRecords('iati-organisations', 'iati-organisation', organisationShape, organisations, options)
}

/** What holds for everything in one record. */
type Defaults = { language: string | undefined; defaultCurrency: string | undefined }

/** How much text is gathered before it is handed on: enough that the receiver is not called for crumbs. */
const pieceLength = 32 * 1024

async function* writeRecords(
  root: string,
  name: string,
  shape: AnyShape,
  records: Iterable<object> | AsyncIterable<object>,
  options: WriteOptions,
): AsyncGenerator<string, void, undefined> {
  const { generated, version = '2.03', language, currency } = options
  if (version !== '2.03') throw new Unwritable(`${root}/@version`, 'only version 2.03 is written')
  if (Number.isNaN(generated.getTime()) || !/^(?!0000)\d{4}-/.test(generated.toISOString())) {
    throw new Unwritable(`${root}/@generated-datetime`, 'is not a moment of the years 1 to 9999')
  }
  let text = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} version="${version}" generated-datetime="${generated.toISOString()}">\n`

  let count = 0
  for await (const record of records) {
    count += 1
    const path = `${name}[${count}]`
    // A default of the options is a field of the record like any other: what is read back says the same.
    const fields = {
      ...record,
      language: field(record, 'language') ?? language,
      defaultCurrency: field(record, 'defaultCurrency') ?? currency,
    }
    for await (const piece of writeRecord(name, shape, fields, path)) {
      text += piece
      if (text.length < pieceLength) continue
      yield text
      text = ''
    }
  }
  if (count === 0) throw new Unwritable(root, `the standard has no file without a single ${name}`)
  yield `${text}</${root}>\n`
}

async function* writeRecord(
  name: string,
  shape: AnyShape,
  record: { language: unknown; defaultCurrency: unknown },
  path: string,
): AsyncGenerator<string, void, undefined> {
  assertKnown(shape, record, path)
  // Of another type they are refused with the attributes just below.
  const defaults: Defaults = {
    language: typeof record.language === 'string' ? record.language : undefined,
    defaultCurrency: typeof record.defaultCurrency === 'string' ? record.defaultCurrency : undefined,
  }
  yield `  <${name}${attributes(shape, record, path, defaults)}>\n`
  for (const place of shape.fields) {
    if (place.at !== 'element') continue
    const value = field(record, place.key)
    if (!isStream(value)) {
      const text = elements(place, value, path, defaults, '    ')
      if (text !== '') yield text
      continue
    }
    let at = 0
    for await (const item of value) {
      at += 1
      yield element(place, item, `${path}/${place.name}[${at}]`, defaults, '    ')
    }
  }
  yield `  </${name}>\n`
}

function isStream(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    (Symbol.iterator in value || Symbol.asyncIterator in value)
  )
}

/** The elements of one field: none, one, or as many as its list is long. */
function elements(place: Place, value: unknown, path: string, defaults: Defaults, indent: string): string {
  const at = `${path}/${place.name}`
  if (value === undefined) {
    if (place.need) throw new Unwritable(at, 'is missing, and the standard demands it')
    return ''
  }
  if (!place.many) return element(place, value, at, defaults, indent)
  if (!Array.isArray(value)) throw new Unwritable(at, 'a list is needed')
  if (value.length === 0 && place.need) throw new Unwritable(at, 'the standard demands at least one')
  let text = ''
  for (const [index, item] of value.entries()) {
    text += element(place, item, `${at}[${index + 1}]`, defaults, indent)
  }
  return text
}

function element(
  { name, held }: Place,
  value: unknown,
  path: string,
  defaults: Defaults,
  indent: string,
): string {
  switch (held.by) {
    case 'attribute':
      return `${indent}<${name} ${held.attribute}="${inAttribute(atom(held, value, `${path}/@${held.attribute}`))}"/>\n`
    case 'text':
      return `${indent}<${name}>${inText(atom(held, value, path))}</${name}>\n`
    case 'narratives':
      return `${indent}<${name}>\n${elements(narratives, value, path, defaults, `${indent}  `)}${indent}</${name}>\n`
    case 'shape':
      return object(name, held.shape, value, path, defaults, indent)
  }
}

function object(
  name: string,
  shape: AnyShape,
  value: unknown,
  path: string,
  defaults: Defaults,
  indent: string,
): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unwritable(path, 'an object is needed')
  }
  assertKnown(shape, value, path)
  const open = `${indent}<${name}${attributes(shape, value, path, defaults)}`
  let inside = ''
  for (const place of shape.fields) {
    const given = field(value, place.key)
    if (place.at === 'text') return `${open}>${inText(ownText(place, given, path))}</${name}>\n`
    if (place.at === 'element') inside += elements(place, given, path, defaults, `${indent}  `)
  }
  return inside === '' ? `${open}/>\n` : `${open}>\n${inside}${indent}</${name}>\n`
}

function ownText({ held, need }: Place, value: unknown, path: string): string {
  if (value === undefined && need) throw new Unwritable(path, 'is missing, and the standard demands it')
  return value === undefined ? '' : atom(held, value, path)
}

function attributes(shape: AnyShape, value: object, path: string, defaults: Defaults): string {
  let text = ''
  for (const place of shape.fields) {
    if (place.at !== 'attribute') continue
    const at = `${path}/@${place.name}`
    const given = field(value, place.key)
    if (given !== undefined) {
      text += ` ${place.name}="${inAttribute(atom(place.held, given, at))}"`
      continue
    }
    if (place.need) throw new Unwritable(at, 'is missing, and the standard demands it')
    if (place.inherits !== undefined && defaults[place.inherits] === undefined) {
      const what = place.inherits === 'language' ? 'language' : 'currency'
      throw new Unwritable(at, `names no ${what}, and neither does the record as a whole: name one of them`)
    }
  }
  return text
}

function atom(held: Held, value: unknown, path: string): string {
  if (held.by !== 'text' && held.by !== 'attribute') throw new Unwritable(path, 'a single value is needed')
  const reason = kinds[held.lexical].refusal(value)
  if (reason !== null) throw new Unwritable(path, reason)
  return written(held.lexical, value as string | number | boolean) // the refusal has seen to its type
}

/** A field that the standard has no place for is a mistake, not something to lose in silence. */
function assertKnown(shape: AnyShape, value: object, path: string): void {
  for (const key of Object.keys(value)) {
    if (field(value, key) === undefined) continue
    if (!shape.fields.some((place) => place.key === key)) {
      throw new Unwritable(path, `“${key}” has no place in the standard: take it out`)
    }
  }
}

function field(value: object, key: string): unknown {
  return (value as Record<string, unknown>)[key] // any object may be asked for any field
}

const inText = (text: string): string => text.replace(/[&<>\r]/g, (sign) => escapes[sign]!)

const inAttribute = (text: string): string => text.replace(/[&<>"\t\n\r]/g, (sign) => escapes[sign]!)

/** White space too where a parser would otherwise turn it into another kind. */
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}
