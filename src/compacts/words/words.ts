import type { Dictionary } from '../../ui/language.ts'
import { en, type Word } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { pt } from './pt.ts'

/** What the room of compacts says, in the four languages. */
export const words: Dictionary<Word> = { en, fr, es, pt }
