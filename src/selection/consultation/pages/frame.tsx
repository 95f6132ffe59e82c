import type { ReactNode } from 'react'
import { moment as exactly } from '../../../house/history/pages/parts.tsx'
import { formatNumber, type Language, pathIn, type Say, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import type { Methodology } from '../../schema.ts'
import { textIn } from '../../sentences.ts'
import type { Group, Round } from '../schema.ts'
import { words } from '../words/words.ts'

export type Words = Say<keyof (typeof words)['en']>

/** The address of a page of a consultation in the reader’s language. */
export const roundPath = (language: Language, id: string, rest = '') =>
  pathIn(language, `/consultations/${id}${rest}`)

/** A moment to the minute, as people read it. */
export const momentIn = (language: Language, at: Date): string =>
  exactly(language, at.toISOString()).replace(/:\d\d UTC$/, ' UTC')

export const groupName = ({ kind, name }: Pick<Group, 'kind' | 'name'>, say: Words): string =>
  name ?? say(`kind.${kind}`)

export const nameOfGroup = (round: Round, key: string, say: Words): string => {
  const group = round.groups.find((each) => each.key === key)
  return group === undefined ? key : groupName(group, say)
}

/** Points of 100 with one digit after the point. */
export const pointsText = (language: Language, value: number): string =>
  formatNumber(language, value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })

export const aboutText = (language: Language, methodology: Methodology, version: number, say: Words) =>
  say('about', { title: textIn(language, methodology.title), version: String(version) })

/** What every page of one consultation has: where it is, its question, what it is about. */
export function RoundFrame({
  context,
  round,
  methodology,
  title,
  rest,
  state,
  children,
}: {
  context: PageContext
  round: Round
  methodology: Methodology
  /** Of a page below it; null for its own. */
  title: string | null
  rest: string
  state: string
  children: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const question = <span lang={round.language}>{round.question}</span>
  return (
    <Page
      {...context}
      path={`/consultations/${round.id}${rest}`}
      section="methodologies"
      title={title ?? round.question}
      crumbs={[
        { name: say('list.crumb'), href: pathIn(language, '/consultations') },
        ...(title === null
          ? [{ name: round.question }]
          : [{ name: round.question, href: roundPath(language, round.id) }, { name: title }]),
      ]}
      indexed={title === null && round.published !== null}
    >
      <Opening
        title={title ?? question}
        about={[
          {
            name: say('column.about'),
            value: (
              <a href={pathIn(language, `/methodologies/${round.methodology}`)}>
                {aboutText(language, methodology, round.version, say)}
              </a>
            ),
          },
          { name: say('column.state'), value: state },
          { name: say('column.opens'), value: momentIn(language, round.opens) },
          { name: say('column.closes'), value: momentIn(language, round.closes) },
        ]}
      >
        {title === null ? null : <p className="prose">{question}</p>}
      </Opening>
      {children}
    </Page>
  )
}
