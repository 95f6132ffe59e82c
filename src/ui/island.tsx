import { type ComponentType, createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { LanguageContext, useLanguage } from './voice.tsx'

/**
 * A part that comes alive in the browser. It is drawn on the server first and
 * reads well as it stands; its data travels beside it as JSON. `name` says where
 * its module is: `selection/explorer` is `src/selection/islands/explorer.tsx`,
 * whose default export is the same component.
 */
export function Island<Props extends object>({
  of: Part,
  name,
  with: props,
}: {
  of: ComponentType<Props>
  name: string
  with: Props
}) {
  const language = useLanguage()
  // Drawn apart, so that the browser can take it over without the page around it.
  const drawn = renderToString(
    <LanguageContext value={language}>{createElement(Part, props)}</LanguageContext>,
    { identifierPrefix: islandPrefix(name) },
  )
  return (
    <div className="island-frame">
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: React drew it a line above */}
      <div data-island={name} dangerouslySetInnerHTML={{ __html: drawn }} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every < written as an escape */}
      <script type="application/json" dangerouslySetInnerHTML={{ __html: jsonForHtml(props) }} />
    </div>
  )
}

/** JSON that cannot end the element it stands in. */
export function jsonForHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}

/** Keeps generated ids of several islands on one page apart; server and browser must agree. */
export function islandPrefix(name: string): string {
  return `${name.replace(/\W/g, '-')}-`
}
