import { allCountries, country } from '../../countries/registry.ts'
import { oneLine } from '../../house/form-fields.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, languages, type Say } from '../../ui/language.ts'
import { unitName } from '../sentences.ts'
import { sayOf } from './say.ts'
import type { Content, Dissenting, Signer } from './schema.ts'
import { houseSigners, MOST_SIGNERS, organisationSigners } from './schema.ts'
import type { Word } from './words/words.ts'

/** What was sent, by the names of the fields; what is ticked several times stands in a list. */
export type Sent = Readonly<Record<string, string | readonly string[]>>

/** The fields of a form as texts and lists of texts; anything else is not there. */
export function sentIn(body: unknown): Sent {
  if (typeof body !== 'object' || body === null) return {}
  const sent: Record<string, string | readonly string[]> = {}
  for (const [name, value] of Object.entries<unknown>({ ...body })) {
    if (typeof value === 'string') sent[name] = value
    else if (Array.isArray(value))
      sent[name] = value.filter((each): each is string => typeof each === 'string')
  }
  return sent
}

export const textIn = (sent: Sent, name: string): string => {
  const value = Object.hasOwn(sent, name) ? sent[name] : undefined
  return typeof value === 'string' ? value : ''
}
export const listIn = (sent: Sent, name: string): readonly string[] => {
  const value = Object.hasOwn(sent, name) ? sent[name] : undefined
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** Text of several lines as it is kept: composed, one kind of line end, nothing at its ends. */
export const longText = (text: string): string => text.replace(/\r\n?/g, '\n').normalize('NFC').trim()

const isUnit = (unit: string): boolean => /^[A-Z]{3}$/.test(unit) && country(unit) !== undefined

/** A decision’s words as its form shows them. */
export function sentFrom(content: Content): Sent {
  return {
    language: content.language,
    title: content.title,
    summary: content.summary,
    size: String(content.size),
    take: content.chosen.map(({ unit }) => unit),
    ...Object.fromEntries(content.chosen.map(({ unit, reason }) => [`reason.${unit}`, reason])),
    ...Object.fromEntries(content.justifications.map(({ unit, text }) => [`why.${unit}`, text])),
  }
}

export type ReadContent = { values: Content; errors: [] } | { values: null; errors: FieldError[] }

/** What the form of a draft says. A draft may lack what a review needs; it may not hold what cannot be kept. */
export function readContent(sent: Sent, reader: Language): ReadContent {
  const say = sayOf(reader)
  const errors: FieldError[] = []
  const long = (name: string, label: string, most: number): string => {
    const text = longText(textIn(sent, name))
    if (text.length > most) errors.push({ field: name, message: say('wrong.text', { field: label, most }) })
    return text
  }
  const title = oneLine(textIn(sent, 'title'))
  if (title.length < 3 || title.length > 200) errors.push({ field: 'title', message: say('wrong.title') })
  const size = readSize(sent, say, errors)
  const language = languages.find((each) => each === textIn(sent, 'language'))
  if (language === undefined) errors.push({ field: 'language', message: say('wrong.language') })
  const added = textIn(sent, 'add')
  const asked = [...listIn(sent, 'take'), ...(added === '' ? [] : [added])]
  if (asked.length > 200 || asked.some((unit) => !isUnit(unit)))
    errors.push({ field: 'add', message: say('wrong.country') })
  const chosen = [...new Set(asked)].filter(isUnit).map((unit) => ({
    unit,
    reason: long(`reason.${unit}`, say('field.reason of', { country: unitName(reader, unit) }), 2000),
  }))
  const justifications = Object.keys(sent)
    .flatMap((name) => (name.startsWith('why.') ? [name.slice(4)] : []))
    .filter(isUnit)
    .sort()
    .map((unit) => ({
      unit,
      text: long(`why.${unit}`, say('field.justification of', { country: unitName(reader, unit) }), 2000),
    }))
    .filter(({ text }) => text !== '')
  const summary = long('summary', say('field.summary'), 4000)
  if (errors.length > 0 || language === undefined) return { values: null, errors }
  return { values: { language, title, summary, size, chosen, justifications }, errors: [] }
}

export function readSize(sent: Sent, say: Say<Word>, errors: FieldError[]): number {
  const text = textIn(sent, 'size').trim()
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (size < 1 || size > 200) errors.push({ field: 'size', message: say('wrong.size') })
  return size
}

/** In whose name a dissent is sent: a name is typed for somebody else alone, never in the place of one’s own. */
export function readDissenting(
  sent: Sent,
  say: Say<Word>,
): { by: Dissenting; errors: [] } | { by: null; errors: FieldError[] } {
  const choice = textIn(sent, 'by')
  const name = oneLine(textIn(sent, 'dissenter'))
  const wrong = (field: string, word: Word) => ({ by: null, errors: [{ field, message: say(word) }] })
  if (choice === 'other')
    return name.length < 2 || name.length > 120
      ? wrong('dissenter', 'wrong.dissenter')
      : { by: { name }, errors: [] }
  if (choice !== 'name' && choice !== 'member') return wrong('by', 'wrong.by')
  if (name !== '') return wrong('dissenter', 'wrong.dissenter beside')
  return { by: choice === 'name' ? 'own name' : 'a member', errors: [] }
}

/** Who must sign, as the form of a new decision says it: empty rows are nobody. What is unsound is for the store to say. */
export function readSigners(sent: Sent): Signer[] {
  const all = [...houseSigners, ...organisationSigners]
  return Array.from({ length: MOST_SIGNERS }, (_, at) => at + 1).flatMap((n): Signer[] => {
    const role = all.find((each) => each === textIn(sent, `role${n}`))
    const organisation = textIn(sent, `organisation${n}`)
    return role === undefined ? [] : [{ role, organisation: organisation === '' ? null : organisation }]
  })
}

/** `role` and organisation of a signer as one value of a field, and back. */
export const signerKey = ({ role, organisation }: Signer): string => `${role}@${organisation ?? ''}`

/** Countries an assessment did not look at. */
export const countriesBeside = (units: readonly string[]): string[] => {
  const known = new Set(units)
  return allCountries()
    .map(({ iso3 }) => iso3)
    .filter((iso3) => !known.has(iso3))
}
