import type { ReactNode } from 'react'
import { countryName } from '../../countries/registry.ts'
import { formatDay, formatList, type Language, pathIn, speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { type Agreement, inLanguage } from '../agreement.ts'
import type { Standing } from '../standing.ts'
import { isOver } from '../steps.ts'
import type { CompactRow } from '../store.ts'
import { actWords } from '../words/acts.ts'
import { words } from '../words/words.ts'
import { type CompactTab, CompactTabs } from './compact-tabs.tsx'

/** What every page of a compact is given besides its own data. */
export type CompactView = {
  compact: CompactRow
  /** Its title in the reader’s language, else in one of its own; null while it has none. */
  title: string | null
  standing: Standing
  tabs: Partial<Record<CompactTab, boolean>>
}

/** The title of a text for a reader; null while it has none. */
export const titleOf = (agreement: Agreement | null, language: Language): string | null =>
  agreement === null ? null : inLanguage(agreement.title, language, agreement.languages)

/** What a compact is called on its pages: its title, else “Compact with Ghana”. */
export function compactName(
  { compact, title }: Pick<CompactView, 'compact' | 'title'>,
  language: Language,
): string {
  return (
    title ?? speak(words, language)('compact.untitled', { country: countryName(compact.country, language) })
  )
}

export const compactPath = (language: Language, id: string, rest = ''): string =>
  pathIn(language, `/compacts/${id}${rest}`)

/** Since when it is in force, and from when to when its term runs, which may begin later. */
export function termFacts({
  compact: { begins, ends },
  since,
  language,
}: {
  compact: Pick<CompactRow, 'begins' | 'ends'>
  since: string | null
  language: Language
}): { name: string; value: string }[] {
  const day = (value: string | null) => (value === null ? '–' : formatDay(language, value))
  return [
    ...(since === null ? [] : [{ name: speak(words, language)('about.in force'), value: day(since) }]),
    ...(begins === null && ends === null
      ? []
      : [{ name: speak(actWords, language)('about.term'), value: `${day(begins)} – ${day(ends)}` }]),
  ]
}

/** What is suspended of it, and its last day where that comes early. */
function Stands({
  view,
  here,
  language,
}: {
  view: CompactView
  here: CompactTab | null
  language: Language
}) {
  const say = speak(actWords, language)
  const { compact, standing } = view
  const { suspended, lastDay } = standing
  return (
    <>
      {suspended.length === 0 ? null : (
        <Notice word={say('suspended.word')}>
          {suspended
            .map(({ began, parts }) =>
              parts === null
                ? say('suspended.whole', { day: formatDay(language, began) })
                : say('suspended.part', {
                    day: formatDay(language, began),
                    parts: formatList(
                      language,
                      parts.map((text) => say('quoted', { text })),
                    ),
                  }),
            )
            .join(' ')}
          {here === 'steps' ? null : (
            <>
              {' '}
              <a href={compactPath(language, compact.id, '/steps')}>{say('suspended.more')}</a>
            </>
          )}
        </Notice>
      )}
      {lastDay === null ? null : (
        <Notice word={say('early.word')}>
          {say(isOver(compact.state) ? 'early.was' : 'early.is', { day: formatDay(language, lastDay) })}
        </Notice>
      )}
    </>
  )
}

/** A page of a compact: what it is, whether it is invented, how it stands, the strip of links, and what the page has to say. */
export function CompactFrame({
  context,
  view,
  here,
  title,
  crumbs = [],
  about,
  aside,
  lead,
  children,
}: {
  context: PageContext
  view: CompactView
  here: CompactTab | null
  /** The main heading; the name of the compact where none is given. */
  title?: string
  /** Between the compact and this page; the last without an address. */
  crumbs?: { name: string; href?: string }[]
  about?: { name: string; value: ReactNode }[]
  aside?: ReactNode
  lead?: ReactNode
  children: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const { compact } = view
  const name = compactName(view, language)
  const heading = title ?? name
  return (
    <Page
      {...context}
      section="compacts"
      title={title === undefined ? name : `${title} · ${name}`}
      indexed={false}
      crumbs={[
        { name: say('list.title'), href: pathIn(language, '/compacts') },
        ...(title === undefined && crumbs.length === 0
          ? [{ name }]
          : [
              { name, href: compactPath(language, compact.id) },
              ...(crumbs.length > 0 ? crumbs : [{ name: heading }]),
            ]),
      ]}
    >
      {compact.example ? <Notice word={say('example.word')}>{say('example.text')}</Notice> : null}
      <Opening
        title={heading}
        aside={aside}
        about={
          about ?? [
            { name: say('about.country'), value: countryName(compact.country, language) },
            { name: say('about.state'), value: say(`state.${compact.state}`) },
          ]
        }
      >
        {lead}
      </Opening>
      <Stands view={view} here={here} language={language} />
      <CompactTabs id={compact.id} here={here} may={view.tabs} />
      {children}
    </Page>
  )
}
