import type { Source } from '../indicators/schema.ts'
import type { Language } from './language.ts'

/** What every page is given besides its own data. */
export type PageContext = {
  language: Language
  /** Address without the language prefix, with its query. */
  path: string
  assets: { css: string[]; js: string[]; inline?: string }
  /** Every source the house knows; a page lists those it uses. */
  sources: Source[]
}
