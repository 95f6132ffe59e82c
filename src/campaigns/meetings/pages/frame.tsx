import { formatDay, type Language, pathIn, type Say, speak } from '../../../ui/language.ts'
import { Unknown } from '../../../ui/unknown.tsx'
import { campaignPath, manageCrumbs } from '../../coalition/pages/frame.tsx'
import { type Ask, type Campaign, wordsFor } from '../../coalition/schema.ts'
import type { DatedOffice, Meeting } from '../schema.ts'
import type { Reach, Whom } from '../whom.ts'
import { type Word, words } from '../words/words.ts'

export const meetingsPath = (language: Language, slug: string, rest = ''): string =>
  campaignPath(language, slug, `/manage/meetings${rest}`)

export const meetingsCrumbs = (language: Language, campaign: Campaign) => [
  ...manageCrumbs(language, campaign),
  { name: speak(words, language)('list.title'), href: meetingsPath(language, campaign.slug) },
]

/** What an ask is called, in the reader’s language or else in the first there is. */
export const askTitle = (ask: Ask, language: Language, campaign: Campaign): string =>
  wordsFor(ask.words, language, campaign.languages)?.words.title ?? ask.key

/** An office in one line, for a calendar or a list. */
export function officeLine({ building, address, suite, city, state, postalCode }: DatedOffice): string {
  return [building, address, suite, [city, state, postalCode].filter((part) => part !== null).join(' ')]
    .filter((part) => part !== null && part !== '')
    .join(', ')
}

export const placeLine = ({ office, place }: Pick<Meeting, 'office' | 'place'>): string | null =>
  office === null ? place : officeLine(office)

/** Said where no office of somebody is known: why, and what to do instead. */
export function NoOffice({ reach, name, language }: { reach: Reach; name: string; language: Language }) {
  const say = speak(words, language)
  const phone = reach.contacts.find(({ kind }) => kind === 'phone')
  const day = reach.asOf === null ? '' : formatDay(language, reach.asOf)
  return (
    <Unknown
      next={
        <>
          {say('office.ask')}{' '}
          {phone === undefined ? null : say('office.telephone', { phone: phone.value, day })}
        </>
      }
    >
      {whyNone(reach, name, day, say)}
    </Unknown>
  )
}

function whyNone(reach: Reach, name: string, day: string, say: Say<Word>): string {
  if (reach.asOf === null) return say('office.no data')
  return reach.officesKnown ? say('office.none of theirs', { day, name }) : say('office.none known', { day })
}

/** People one can choose from, each with a way on. */
export function WhomList({
  people,
  word,
  hrefOf,
  language,
}: {
  people: readonly Whom[]
  word: 'find.choose' | 'reach.choose'
  hrefOf: (key: string) => string
  language: Language
}) {
  const say = speak(words, language)
  return (
    <ul className="campaign-rows">
      {people.map(({ key, name, place }) => (
        <li key={key}>
          <h3>
            <a href={hrefOf(key)}>{say(word, { name })}</a>
          </h3>
          <p className="note">{place}</p>
        </li>
      ))}
    </ul>
  )
}

export const legislatorPath = (language: Language, key: string, rest = ''): string =>
  pathIn(language, `/legislators/${encodeURIComponent(key)}${rest}`)
