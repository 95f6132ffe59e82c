import { wordsHere } from '../../words-here.ts'

/** The words of recruited samples, scale-up, surveys and two waves in the workbench. */
export const pathWords = await wordsHere({
  en: async () => (await import('./words/en.ts')).en,
  fr: async () => (await import('./words/fr.ts')).fr,
  es: async () => (await import('./words/es.ts')).es,
  pt: async () => (await import('./words/pt.ts')).pt,
})
