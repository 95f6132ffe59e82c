import type { Dictionary } from '../ui/language.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { pt } from './words/pt.ts'

export type FrontKey = keyof typeof en

/** What the pages of several rooms say, in the four languages. */
export const frontWords: Dictionary<FrontKey> = { en, fr, es, pt }
