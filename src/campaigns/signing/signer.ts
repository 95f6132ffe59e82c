import type { FaultDetail } from '../../house/errors.ts'
import { readCode } from '../legislatures/codes.ts'
import { canonicalEmail } from './canonical.ts'

/*
 * What somebody types to sign, and what of it can be kept. Faults are codes with the field they belong to; the room's
 * words say them in the reader's language.
 */

/** Who signed, as it is sealed with the signature; nothing of it stands anywhere else. */
export type Signer = {
  /** As Congress asks for it in letters: Ms., Mr. and so on; null where it was not asked. */
  title: string | null
  name: string
  /** Null for a card on paper without one. */
  email: string | null
  /** ISO 3166-1 alpha-3. */
  country: string
  /** Empty where the country has none. */
  postalCode: string
  street: string | null
  /** The letter in the signer's own words; null for the text as it stands. */
  words: string | null
}

/** The most characters a field holds. */
export const limits = { title: 20, name: 120, email: 254, postalCode: 16, street: 200, words: 5_000 } as const

export const signerFaults = [
  'name-missing',
  'name-too-long',
  'name-link',
  'name-formula',
  'name-no-letter',
  'email-missing',
  'email-wrong',
  'postal-missing',
  'postal-too-long',
  'postal-zip',
  'postal-foreign',
  'postal-never',
  'country-missing',
  'title-too-long',
  'street-too-long',
  'street-link',
  'words-too-long',
  'unseen',
] as const
export type SignerFault = (typeof signerFaults)[number]
export type FieldFault = { field: keyof Signer; code: SignerFault }

/** What is wrong with what was typed; empty when it can be kept. */
export function faultsOf(typed: Signer, { emailNeeded }: { emailNeeded: boolean }): FieldFault[] {
  const faults: FieldFault[] = []
  const say = (field: keyof Signer, code: SignerFault) => faults.push({ field, code })
  if (typed.name === '') say('name', 'name-missing')
  else if (typed.name.length > limits.name) say('name', 'name-too-long')
  else if (namesPage(typed.name)) say('name', 'name-link')
  else if (beginsFormula(typed.name)) say('name', 'name-formula')
  else if (!/\p{L}/u.test(typed.name)) say('name', 'name-no-letter')
  if (typed.email === null) {
    if (emailNeeded) say('email', 'email-missing')
  } else if (typed.email.length > limits.email || canonicalEmail(typed.email) === null)
    say('email', 'email-wrong')
  if (typed.country === '') say('country', 'country-missing')
  const postal = postalFault(typed.country, typed.postalCode)
  if (postal !== null) say('postalCode', postal)
  if ((typed.title?.length ?? 0) > limits.title) say('title', 'title-too-long')
  if ((typed.street?.length ?? 0) > limits.street) say('street', 'street-too-long')
  else if (typed.street !== null && holdsLink(typed.street)) say('street', 'street-link')
  if ((typed.words?.length ?? 0) > limits.words) say('words', 'words-too-long')
  return faults
}

/**
 * What is wrong with a postal code; null for one that can be kept. Only of the United States does the house know which
 * codes there can be, and that everybody has one; elsewhere it may be left out, since some countries have none.
 */
export function postalFault(country: string, written: string): SignerFault | null {
  if (written.length > limits.postalCode) return 'postal-too-long'
  if (country !== 'USA') return null
  const read = readCode(written)
  if ('code' in read) return null
  switch (read.fault.kind) {
    case 'empty':
      return 'postal-missing'
    case 'foreign':
      return 'postal-foreign'
    case 'never-given':
      return 'postal-never'
    case 'military':
      // Posts of the armed forces have five digits too, but no district.
      return /^\d{5}/.test(written) ? null : 'postal-zip'
    default:
      return 'postal-zip'
  }
}

/**
 * A text without the marks of direction that keyboards and other programs leave, and without the zero-width no-break space
 * of files: nothing that is read changes without them. What joins letters stays, and so does what turns them round
 * (U+202D, U+202E), which is refused.
 */
export const seenIn = (text: string): string =>
  text.replace(/[\u061C\u200E\u200F\u202A-\u202C\u2066-\u2069\uFEFF]/g, '')

/** Names are printed and sent on: one that holds an address is an advertisement. */
const holdsLink = (text: string): boolean =>
  /:\/\/|\bwww\.|[\p{L}\p{N}-]\s*\.(com|net|org|info|biz|io|co|ru|cn|xyz|top|site|online|shop|link|club)\b|@/iu.test(
    text,
  )

/** What stands before a point in names without a space after it: “Dr.Smith”. */
const ABBREVIATED = /^(\p{L}|dr|dra|fr|hon|jr|ma|mr|mrs|ms|mx|prof|rev|sr|sra|srta|st|ste)$/iu

/** Whether a name holds what may be an address, its letters wide or narrow: two words with a point and no space after it. */
function namesPage(name: string): boolean {
  const text = name.normalize('NFKC').replaceAll('。', '.')
  if (holdsLink(text) || /\p{N}\.\p{N}/u.test(text)) return true
  return [...text.matchAll(/([\p{L}\p{M}\p{N}-]+)\s*\.(?=[\p{L}\p{N}-]{2})/gu)].some(
    ([, before = '']) => !ABBREVIATED.test(before),
  )
}

/** A spreadsheet would compute what begins so. */
const beginsFormula = (text: string): boolean => /^[\s]*[-=+@\t\r]/.test(text)

/** The details of a fault, for the API. */
export const detailsOf = (faults: readonly FieldFault[], say: (code: SignerFault) => string): FaultDetail[] =>
  faults.map(({ field, code }) => ({ place: field, message: say(code) }))
