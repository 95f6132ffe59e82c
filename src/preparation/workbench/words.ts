import type { Dictionary } from '../../ui/language.ts'
import { wordsHere } from '../words-here.ts'
import type { en } from './words/en.ts'

export const workbenchWords: Dictionary<keyof typeof en> = await wordsHere({
  en: async () => (await import('./words/en.ts')).en,
  fr: async () => (await import('./words/fr.ts')).fr,
  es: async () => (await import('./words/es.ts')).es,
  pt: async () => (await import('./words/pt.ts')).pt,
})
