import type { ComponentType } from 'react'
import type { Language } from './language.ts'

type Load = () => Promise<{ default: ComponentType<object> }>

/**
 * Brings the islands of the page alive. React itself is fetched only where a
 * page holds an island, so that pages to be read load no more than this.
 */
export function bootIslands(find: (name: string) => Load | undefined, page: Document = document): void {
  for (const place of page.querySelectorAll<HTMLElement>('[data-island]')) {
    const name = place.dataset.island ?? ''
    const load = find(name)
    const data = place.parentElement?.querySelector(':scope > script[type="application/json"]')
    if (!load || !data) {
      console.error(`The island “${name}” has no ${load ? 'data' : 'module'} and stays as it was drawn.`)
      continue
    }
    void Promise.all([load(), import('react'), import('react-dom/client'), import('./voice.tsx')]).then(
      ([module, { createElement }, { hydrateRoot }, { LanguageContext }]) => {
        const part = createElement(module.default, JSON.parse(data.textContent ?? '{}'))
        const language = page.documentElement.lang as Language
        hydrateRoot(place, createElement(LanguageContext, { value: language }, part), {
          identifierPrefix: `${name.replace(/\W/g, '-')}-`,
        })
      },
    )
  }
}
