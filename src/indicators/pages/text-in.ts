import type { Language } from '../../ui/language.ts'
import type { Text } from '../schema.ts'

/** A text in the reader’s language, else in English. */
export function textIn(language: Language, text: Text): string {
  return text[language] ?? text.en
}
