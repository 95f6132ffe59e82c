import type { Dictionary } from '../ui/language.ts'
import type { en } from './words/en.ts'
import type { FindingWord } from './words/findings/keys.ts'
import { wordsHere } from './words-here.ts'

export const words: Dictionary<keyof typeof en> = await wordsHere({
  en: async () => (await import('./words/en.ts')).en,
  fr: async () => (await import('./words/fr.ts')).fr,
  es: async () => (await import('./words/es.ts')).es,
  pt: async () => (await import('./words/pt.ts')).pt,
})

/** What may be said beside a figure, or instead of one. */
export const findingWords: Dictionary<FindingWord> = await wordsHere({
  en: async () => (await import('./words/findings/en.ts')).en,
  fr: async () => (await import('./words/findings/fr.ts')).fr,
  es: async () => (await import('./words/findings/es.ts')).es,
  pt: async () => (await import('./words/findings/pt.ts')).pt,
})
