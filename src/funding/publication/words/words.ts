import type { Dictionary } from '../../../ui/language.ts'
import { en, type Word } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { pt } from './pt.ts'

/** What the public page of a compact says, in the four languages. */
export const words: Dictionary<Word> = { en, fr, es, pt }
export type { Word }
