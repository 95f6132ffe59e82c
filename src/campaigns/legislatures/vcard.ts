import type { Language } from '../../ui/language.ts'
import type { Legislator } from './store.ts'

/** Text within a value: what would end it is escaped (RFC 6350, section 3.4). */
const escaped = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/[,;]/g, (mark) => `\\${mark}`)

/** A line of at most 75 octets, and what is over on lines that begin with a space (section 3.2); no character is cut. */
export function folded(line: string): string {
  const lines: string[] = []
  let now = ''
  for (const character of line) {
    const room = lines.length === 0 ? 75 : 74
    if (Buffer.byteLength(now + character) > room) {
      lines.push(now)
      now = ''
    }
    now += character
  }
  return [...lines, now].join('\r\n ')
}

/**
 * Cards (vCard 4.0) for an address book: one for each office of the newest pack that knows any, or one
 * without an address. Each says the day it is as of.
 */
export function vcardsOf(person: Legislator, language: Language, asKnown: (day: string) => string): string {
  const term = person.terms[0]
  if (term === undefined) return ''
  const contacts = person.contacts.filter(({ asOf }) => asOf === term.asOf)
  const offices = person.offices.filter(({ asOf }) => asOf === term.asOf)
  const last = term.last
  const given = term.first
  const title = `${term.title?.[language] ?? term.titleKey}, ${term.places[language]}`
  const card = (office: (typeof offices)[number] | null): string[] => [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `UID:urn:legislator:${escaped(person.key)}${office === null ? '' : `:${escaped(office.office)}`}`,
    `FN:${escaped(person.name)}`,
    `N:${escaped(last)};${escaped(given)};;;`,
    `TITLE:${escaped(title)}`,
    `ORG:${escaped(term.legislatureName[language])}`,
    ...(office === null
      ? []
      : [
          `ADR;TYPE=work:;${escaped([office.building, office.suite].filter((part) => part !== null).join(', '))};${escaped(office.address ?? '')};${escaped(office.city ?? '')};${escaped(office.state ?? '')};${escaped(office.postalCode ?? '')};`,
          ...(office.phone === null ? [] : [`TEL;TYPE=work:${escaped(office.phone)}`]),
        ]),
    ...(office === null ? contacts.filter(({ kind }) => kind === 'phone') : []).map(
      ({ value }) => `TEL;TYPE=work:${escaped(value)}`,
    ),
    ...contacts
      .filter(({ kind }) => kind === 'email')
      .map(({ value }) => `EMAIL;TYPE=work:${escaped(value)}`),
    ...contacts
      .filter(({ kind }) => kind === 'web')
      .map(({ value }) => `URL:${value.replace(/[\r\n]/g, '')}`),
    `NOTE:${escaped(asKnown(term.asOf))}`,
    'END:VCARD',
  ]
  const cards = offices.length === 0 ? [card(null)] : offices.map(card)
  return cards
    .flat()
    .map((line) => `${folded(line)}\r\n`)
    .join('')
}
