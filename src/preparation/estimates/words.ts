import type { Dictionary } from '../../ui/language.ts'
import { said } from './words/said.ts'

const inLanguage = (place: 0 | 1 | 2 | 3) =>
  Object.fromEntries(Object.entries(said).map(([key, row]) => [key, row[place]])) as Record<
    keyof typeof said,
    string
  >

/** What the pages, papers and answers about estimates say. */
export const estimateWords: Dictionary<keyof typeof said> = {
  en: inLanguage(0),
  fr: inLanguage(1),
  es: inLanguage(2),
  pt: inLanguage(3),
}
export type EstimateWord = keyof typeof said
