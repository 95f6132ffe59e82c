import type { ReactNode } from 'react'
import { type Language, pathIn } from '../../../ui/language.ts'
import { decisionPath, type Memo } from '../memo.ts'
import { sayOf } from '../say.ts'

export const listCrumb = (language: Language) => ({
  name: sayOf(language)('room'),
  href: pathIn(language, '/decisions'),
})

export const pathOf = (language: Language, id: string, rest = ''): string =>
  pathIn(language, decisionPath(id, rest))

/** The way from the list to one decision, for pages below it. */
export const crumbsTo = (language: Language, { decision }: Pick<Memo, 'decision'>) => [
  listCrumb(language),
  { name: decision.content.title, href: pathOf(language, decision.id) },
]

/** What somebody wrote, in paragraphs, in the language it was written in. */
export function Paragraphs({
  text,
  lang,
  className = 'prose',
}: {
  text: string
  lang: Language
  className?: string
}) {
  return text
    .split(/\n\s*\n/)
    .filter((each) => each.trim() !== '')
    .map((each, place) => (
      // Paragraphs of one text stand in a fixed order.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <p key={place} className={className} lang={lang} dir="auto">
        {each.trim()}
      </p>
    ))
}

/** The command that makes a figure or table again. */
export function Command({ children, before }: { children: string; before: ReactNode }) {
  return (
    <p className="decision-command">
      {before} <code>{children}</code>
    </p>
  )
}
