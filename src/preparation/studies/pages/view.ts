import type { Language } from '../../../ui/language.ts'
import { pathIn } from '../../../ui/language.ts'

export const studyPath = (language: Language, id: string, more = ''): string =>
  pathIn(language, `/studies/${id}${more}`)

export const codebookPath = (language: Language, id: string, version: number, more = ''): string =>
  pathIn(language, `/codebooks/${id}/${version}${more}`)

/** A language by its name in the reader’s. */
export function languageName(code: string, language: Language): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code
}
