import type { ReactNode } from 'react'
import { moment as exactly } from '../../../house/history/pages/parts.tsx'
import { formatList, formatNumber, type Language, pathIn, type Say, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import type { Methodology } from '../../schema.ts'
import { textIn } from '../../sentences.ts'
import { type GroupResult, isPulled, type Spread } from '../results.ts'
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

/** The mean of a group, the half of its people that lies in the middle, and the median, in one line. */
export const spreadText = (language: Language, { mean, low, median, high }: Spread, say: Words): string =>
  say('spread.numbers', {
    mean: pointsText(language, mean),
    low: pointsText(language, low),
    median: pointsText(language, median),
    high: pointsText(language, high),
  })

/** Which means lie outside the middle half of their group, and why that can be; null for none. */
export function pulledText(
  language: Language,
  round: Round,
  groups: readonly GroupResult[],
  weighed: readonly { id: string; name: string }[],
  say: Words,
): string | null {
  const which = groups.flatMap((group) =>
    weighed.flatMap(({ id, name }) => {
      const spread = group.shown ? group.spread[id] : undefined
      return spread !== undefined && isPulled(spread)
        ? [say('spread.pulled one', { group: nameOfGroup(round, group.key, say), part: name })]
        : []
    }),
  )
  return which.length === 0 ? null : say('spread.pulled', { which: formatList(language, which) })
}

export const aboutText = (language: Language, methodology: Methodology, version: number, say: Words) =>
  say('about', { title: textIn(language, methodology.title), version: String(version) })

const LONGEST_CRUMB = 40

/** A question as a way back to it: its first words, for the whole of it stands on the page. */
function inShort(question: string): string {
  if (question.length <= LONGEST_CRUMB) return question
  const words = question.slice(0, LONGEST_CRUMB + 1).split(' ')
  return `${(words.length > 1 ? words.slice(0, -1).join(' ') : question.slice(0, LONGEST_CRUMB)).replace(/[\s,;:]+$/, '')}…`
}

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
          ? [{ name: inShort(round.question) }]
          : [{ name: inShort(round.question), href: roundPath(language, round.id) }, { name: title }]),
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
