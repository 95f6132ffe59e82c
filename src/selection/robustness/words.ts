import type { Dictionary } from '../../ui/language.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { pt } from './words/pt.ts'

export const robustnessWords: Dictionary<keyof typeof en> = { en, fr, es, pt }
