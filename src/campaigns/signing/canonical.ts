import { domainToASCII } from 'node:url'
import { readCode } from '../legislatures/codes.ts'

/*
 * Two ways of writing one address, name or postal code are one. What is compared is made here and nowhere else;
 * what a person wrote is kept as they wrote it.
 */

/** Mail services that deliver a.b@ and ab@ to the same person, by what their help pages say. */
const ignoresDots: ReadonlySet<string> = new Set(['gmail.com'])
/** Mail services that deliver a+b@ and a@ to the same person, by what their help pages say. Elsewhere + is a letter. */
const ignoresTags: ReadonlySet<string> = new Set([
  'fastmail.com',
  'gmail.com',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'mac.com',
  'me.com',
  'msn.com',
  'outlook.com',
  'pm.me',
  'proton.me',
  'protonmail.com',
])
const sameService: Readonly<Record<string, string>> = { 'googlemail.com': 'gmail.com' }

/**
 * An e-mail address as it is compared: without space around it, A–Z as small letters, the domain in ASCII, and without
 * what follows a plus sign, or dots, where the service is known to ignore them. Null when it is no address.
 *
 * Nothing else of what stands before the @ is folded: a letter that looks alike may be another mailbox, and what is kept
 * under an address is shown to whoever reads its mail. Capital letters could mean another person by the letter of RFC 5321;
 * no service in use does so.
 */
export function canonicalEmail(written: string): string | null {
  const text = written.trim()
  const at = text.lastIndexOf('@')
  if (at < 1 || /\s/.test(text)) return null
  const ascii = domainToASCII(text.slice(at + 1).replace(/\.$/, ''))
  if (!/^[^.]+(\.[^.]+)+$/.test(ascii)) return null
  const domain = sameService[ascii] ?? ascii
  const lower = text.slice(0, at).replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const untagged = ignoresTags.has(domain) ? (lower.split('+')[0] ?? '') : lower
  const local = ignoresDots.has(domain) ? untagged.replaceAll('.', '') : untagged
  return local === '' ? null : `${local}@${domain}`
}

/** The domain of a canonical address. */
export const domainOf = (canonical: string): string => canonical.slice(canonical.lastIndexOf('@') + 1)

/**
 * A name as it is compared: letters and digits alone, without accents and what prints nothing, in small letters, in the
 * order they were written. “José  Núñez”, “jose nunez” and “Jose Nuñez.” are one; “Nuñez, José” is another.
 */
export function canonicalName(written: string): string {
  return written
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * A postal code as it is compared, with the country it is of: without spaces and hyphens. Of the United States it is the
 * ZIP as the look-up of districts reads it (`legislatures/codes.ts`): of a ZIP+4 the ZIP, and with the zero that a table
 * took. What is no code – nothing, a stroke, “none”, noughts – is the country alone.
 */
export function canonicalPostalCode(country: string, written: string): string {
  const text = written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return `${country} ${country === 'USA' ? zipOf(written, text) : codeOf(text)}`
}

function zipOf(written: string, text: string): string {
  const read = readCode(written)
  if ('code' in read) return read.code
  // The look-up knows no district of the armed forces; they are compared all the same.
  return /^\d{5}(\d{4})?$/.test(text) ? text.slice(0, 5) : codeOf(text)
}

const codeOf = (text: string): string => (/\p{N}/u.test(text) && !/^0+$/.test(text) ? text : '')
