import type { Dictionary } from '../ui/language.ts'

/** Sentences in the order English, French, Spanish, Portuguese. */
export type Rows = Readonly<Record<string, readonly [string, string, string, string]>>

/** Rows of four as the dictionary that `speak` wants. */
export function dictionaryOf<const Said extends Rows>(said: Said): Dictionary<keyof Said & string> {
  const inLanguage = (place: 0 | 1 | 2 | 3) =>
    Object.fromEntries(Object.entries(said).map(([key, row]) => [key, row[place]])) as Record<
      keyof Said & string,
      string
    >
  return { en: inLanguage(0), fr: inLanguage(1), es: inLanguage(2), pt: inLanguage(3) }
}
