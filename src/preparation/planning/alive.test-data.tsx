import { createElement } from 'react'
import { hydrateRoot } from 'react-dom/client'
import type { Language } from '../../ui/language.ts'
import { LanguageContext } from '../../ui/voice.tsx'
import Plan from '../islands/plan.tsx'

/** Brings the drawn island of a page alive, as the pages' own script does. */
export function bringAlive(onTrouble: (message: string) => void): void {
  const place = document.querySelector('[data-island]') as HTMLElement
  const data = document.querySelector('script[type="application/json"]')
  const language = document.documentElement.lang as Language
  const plan = createElement(Plan, JSON.parse(data?.textContent ?? '{}'))
  hydrateRoot(place, createElement(LanguageContext, { value: language }, plan), {
    identifierPrefix: 'preparation-plan-',
    onRecoverableError: (error) => onTrouble(String(error)),
  })
}
