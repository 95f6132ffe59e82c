import type { Dictionary } from './language.ts'
import { en, type UiKey } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { pt } from './words/pt.ts'

/** What the parts of pages say, in the four languages. */
export const uiWords: Dictionary<UiKey> = { en, fr, es, pt }

/** Words that are rightly the same in English and in the language named. */
export const uiSameAsEnglish = [
  'es:page.refused',
  'fr:nav.menu',
  'pt:nav.menu',
  'fr:room.sources',
  'fr:sources.title',
  'fr:sources.number',
  'fr:sources.licenceRow',
  'fr:rank.score',
]
