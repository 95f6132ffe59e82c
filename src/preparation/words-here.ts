import { type Dictionary, type Language, languages } from '../ui/language.ts'

/**
 * Words where they are needed: on the server those of every language, in the browser those of the page alone, so
 * that nobody fetches sentences in languages they do not read. Awaited where a module begins; from then on the
 * dictionary is used like any other.
 */
export async function wordsHere<Key extends string>(
  load: Record<Language, () => Promise<Record<Key, string>>>,
): Promise<Dictionary<Key>> {
  const page = typeof document === 'undefined' ? null : (document.documentElement.lang as Language)
  if (page !== null && page in load) {
    const own = await load[page]()
    return { en: own, fr: own, es: own, pt: own }
  }
  const [en, fr, es, pt] = await Promise.all(languages.map((language) => load[language]()))
  return { en, fr, es, pt } as Dictionary<Key>
}
