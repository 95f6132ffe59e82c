import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { pt } from './words/pt.ts'

/*
 * What is said of a finding, in four languages. The room leans on no other, so that it can be used alone:
 * its sentences have named places and no plurals.
 */

export type WordKey = keyof typeof en
export const words: Record<'en' | 'fr' | 'es' | 'pt', Record<WordKey, string>> = { en, fr, es, pt }
export type Tongue = keyof typeof words

export const isWordKey = (key: string): key is WordKey => Object.hasOwn(en, key)

/** Places of a sentence that another sentence of the table fills. */
const innerPlaces = ['what', 'form']

/** A sentence with its places filled; what fills `{what}` and `{form}` is itself the name of words. */
export function say(tongue: Tongue, key: WordKey, values: Record<string, string> = {}): string {
  const sentence = words[tongue][key].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return innerPlaces.includes(name) && isWordKey(value) ? words[tongue][value] : value
  })
  // French keeps its signs on the line of their word.
  return tongue === 'fr' ? sentence.replace(/ (?=[;:!?»])/g, '\u202f').replace(/« /g, '«\u202f') : sentence
}
