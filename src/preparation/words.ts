import type { Dictionary } from '../ui/language.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { en as findingsEn } from './words/findings/en.ts'
import { es as findingsEs } from './words/findings/es.ts'
import { fr as findingsFr } from './words/findings/fr.ts'
import type { FindingWord } from './words/findings/keys.ts'
import { pt as findingsPt } from './words/findings/pt.ts'
import { fr } from './words/fr.ts'
import { pt } from './words/pt.ts'

export const words: Dictionary<keyof typeof en> = { en, fr, es, pt }

/** What may be said beside a figure, or instead of one. */
export const findingWords: Dictionary<FindingWord> = {
  en: findingsEn,
  fr: findingsFr,
  es: findingsEs,
  pt: findingsPt,
}
