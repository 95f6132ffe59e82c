import { wordsHere } from '../words-here.ts'

/** The words of the pictures of networks: who recruited whom, and known groups beside their estimates. */
export const networkWords = await wordsHere({
  en: async () => (await import('./words/network/en.ts')).en,
  fr: async () => (await import('./words/network/fr.ts')).fr,
  es: async () => (await import('./words/network/es.ts')).es,
  pt: async () => (await import('./words/network/pt.ts')).pt,
})
