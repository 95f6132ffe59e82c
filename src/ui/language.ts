import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'

/** The languages of the house, English first. */
export const languages = ['en', 'fr', 'es', 'pt'] as const
export type Language = (typeof languages)[number]

export const languageNames: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
}

/** The words of one room: the same keys in every language, as ICU MessageFormat. */
export type Dictionary<Key extends string = string> = Record<Language, Record<Key, string>>

export type Values = Record<string, string | number | Date>
export type Say<Key extends string> = (key: Key, values?: Values) => string

/**
 * A room's voice in one language: `say('gates.passed', { count: 3 })`.
 * Plurals and selections are ICU MessageFormat; numbers that are shown to people
 * are formatted beforehand (`formatNumber`), counts that choose a plural are numbers.
 */
export function speak<Key extends string>(dictionary: Dictionary<Key>, language: Language): Say<Key> {
  let voices = spoken.get(dictionary)
  if (!voices) {
    voices = {}
    spoken.set(dictionary, voices)
  }
  const known = voices[language]
  if (known) return known as Say<Key>

  const i18n = setupI18n({ locale: language, messages: { [language]: dictionary[language] } })
  i18n.setMessagesCompiler(compileMessage)
  const say: Say<Key> = (key, values) => typeset(language, i18n._(key, values))
  voices[language] = say as Say<string>
  return say
}

const spoken = new WeakMap<object, Partial<Record<Language, Say<string>>>>()

/**
 * Spaces as a language sets them: in French the ones before ; : ! ? and inside « »
 * do not break, so that no line begins with a sign.
 */
export function typeset(language: Language, text: string): string {
  if (language !== 'fr') return text
  return text.replace(/ (?=[;:!?»])/g, '\u202f').replace(/« /g, '«\u202f')
}

/** The text with a capital first letter, as the language has it. */
export function capital(language: Language, text: string): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}

/** A number that is told as the band it lies in, as “20–29”. */
export function formatBand(
  language: Language,
  { atLeast, atMost }: { atLeast: number; atMost: number },
): string {
  return `${formatNumber(language, atLeast)}–${formatNumber(language, atMost)}`
}

/** A number as a reader of this language writes it. */
export function formatNumber(
  language: Language,
  value: number,
  options: Intl.NumberFormatOptions = {},
): string {
  const key = language + JSON.stringify(options)
  let format = numberFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locales[language], options)
    numberFormats.set(key, format)
  }
  return format.format(value)
}

/** A day (`YYYY-MM-DD`) in words: 14 March 2014. A month (`YYYY-MM`) or year stays one, and so does what is no day. */
export function formatDay(language: Language, day: string): string {
  const [year, month, date] = day.split('-')
  if (!month) return day
  const moment = new Date(`${year}-${month}-${date ?? '01'}T00:00:00Z`)
  // One row with a day that cannot be takes no page of others down.
  if (Number.isNaN(moment.getTime())) return day
  const said = new Intl.DateTimeFormat(locales[language], {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(date ? { day: 'numeric' } : {}),
  }).format(moment)
  // The first of a month is an ordinal in French, which Intl does not know.
  return language === 'fr' && date === '01' ? said.replace(/^1 /, '1er ') : said
}

/**
 * A mark between two parts of a sentence that is put together, as the language spaces it: in French
 * with a space before it that no line breaks at.
 */
export function between(language: Language, mark: ';' | ':'): string {
  if (language !== 'fr') return `${mark} `
  return mark === ';' ? '\u202f; ' : '\u00a0: '
}

/** Several words as one list: "Chad, Rwanda and Yemen". */
export function formatList(language: Language, items: string[]): string {
  return new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(items)
}

export const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr', es: 'es', pt: 'pt' }

const numberFormats = new Map<string, Intl.NumberFormat>()

/**
 * The address of a page in a language: English has none, the others stand
 * behind their prefix. `pathIn('fr', '/countries/GHA')` is `/fr/countries/GHA`.
 */
export function pathIn(language: Language, path: string): string {
  if (language === 'en') return path
  return `/${language}${path === '/' ? '' : path}`
}
