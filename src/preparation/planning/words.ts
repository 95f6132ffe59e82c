import type { Dictionary, Language } from '../../ui/language.ts'
import { findingWords } from '../words.ts'
import { type DoubtWord, type PlanWord, planFindings } from './say-plan.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { pt } from './words/pt.ts'

export const planWords: Dictionary<keyof typeof en> = { en, fr, es, pt }

/** Every word of the page in one language: what travels to the browser, and no other. */
export function planWordsIn(language: Language): Record<PlanWord, string> {
  const doubts = planFindings.map((code) => [`doubt.${code}`, findingWords[language][code]])
  return { ...planWords[language], ...(Object.fromEntries(doubts) as Record<DoubtWord, string>) }
}
