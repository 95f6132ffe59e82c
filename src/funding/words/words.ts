import type { Dictionary } from '../../ui/language.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { pt } from './pt.ts'

export type Word = keyof typeof en
export const words: Dictionary<Word> = { en, fr, es, pt }
