import type { Text } from '../../../compacts/agreement.ts'
import type { Location, Narrative } from '../../../iati/model.ts'
import type { Published } from './published.ts'

export function languageOf(of: Published): string {
  return (of.agreement.languages[0] ?? 'en').split('-')[0] ?? 'en'
}

export function narrativesOf(of: Published, text: Text): Narrative[] {
  const { languages } = of.agreement
  return languages.flatMap((language) => {
    const words = clean(text[language] ?? '')
    return words === '' ? [] : [{ text: words, language: language.split('-')[0] }]
  })
}

/** The words, or the key where there are none: the standard takes no element without. */
export function wordsOrKey(of: Published, text: Text, key: string): Narrative[] {
  const own = narrativesOf(of, text)
  return own.length > 0 ? own : [{ text: key }]
}

export function wordsOrOther(of: Published, text: Text, other: Text, key: string): Narrative[] {
  const own = narrativesOf(of, text)
  return own.length > 0 ? own : wordsOrKey(of, other, key)
}

export function describedBy(of: Published, type: string, text: Text) {
  const narratives = narrativesOf(of, text)
  return narratives.length === 0 ? [] : [{ type, narratives }]
}

/** Where work is done, in the words of the agreement: they name places and hold no coordinates. */
export function placesOf(of: Published, text: Text): Location[] {
  const name = narrativesOf(of, text)
  return name.length === 0 ? [] : [{ reach: ACTIVITY, name }]
}

/** GeographicLocationReach: where it happens, not where those live whom it serves. */
const ACTIVITY = '1'

/** A text as XML can hold it: without the signs it forbids, and the space around it. */
export const clean = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ').trim()
