import { type Dictionary, type Language, type Say, speak } from '../../ui/language.ts'
import { en } from './diff-words/en.ts'
import { es } from './diff-words/es.ts'
import { fr } from './diff-words/fr.ts'
import { pt } from './diff-words/pt.ts'

export type DiffKey = keyof typeof en

/** What a comparison of two versions says. */
export const diffWords: Dictionary<DiffKey> = { en, fr, es, pt }

export function sayDiff(language: Language): Say<DiffKey> {
  return speak(diffWords, language)
}
