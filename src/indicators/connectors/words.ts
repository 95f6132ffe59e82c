import type { Dictionary } from '../../ui/language.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { pt } from './words/pt.ts'

export type ConnectorKey = keyof typeof en

/** What is said of figures fetched from their publisher, in the four languages. */
export const connectorWords: Dictionary<ConnectorKey> = { en, fr, es, pt }
