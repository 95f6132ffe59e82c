import type { Dictionary } from '../ui/language.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { pt } from './words/pt.ts'

export type IndicatorKey = keyof typeof en

/** What the pages of figures and sources say, in the four languages. */
export const indicatorWords: Dictionary<IndicatorKey> = { en, fr, es, pt }
