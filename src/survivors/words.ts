import type { Dictionary } from '../ui/language.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { pt } from './words/pt.ts'

export type Word = keyof typeof en
export const words: Dictionary<Word> = { en, fr, es, pt }
