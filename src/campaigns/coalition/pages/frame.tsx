import type { ReactNode } from 'react'
import { formatDay, type Language, pathIn, speak } from '../../../ui/language.ts'
import { type Campaign, wordsFor } from '../schema.ts'
import { words } from '../words/words.ts'

/** Where a campaign is, in a language: `campaignPath(language, slug, '/manage')`. */
export const campaignPath = (language: Language, slug: string, rest = ''): string =>
  pathIn(language, `/campaigns/${slug}${rest}`)

/** The way back to the room. */
export const campaignsCrumb = (language: Language) => ({
  name: speak(words, language)('room'),
  href: pathIn(language, '/campaigns'),
})

/** The way back from a page below a campaign. */
export const campaignCrumbs = (language: Language, campaign: Campaign) => [
  campaignsCrumb(language),
  { name: titleOf(campaign, language), href: campaignPath(language, campaign.slug) },
]

/** The way back from a page below the console. */
export const manageCrumbs = (language: Language, campaign: Campaign) => [
  campaignsCrumb(language),
  { name: titleOf(campaign, language), href: campaignPath(language, campaign.slug, '/manage') },
]

/** Its title in the reader’s language, or else in the first there is. */
export function titleOf(campaign: Campaign, language: Language): string {
  return (
    wordsFor(campaign.words, language, campaign.languages)?.words.title ??
    speak(words, language)('manage.untitled')
  )
}

/** A language as it is called within a sentence. */
export const languageIn = (shown: Language, language: Language): string =>
  speak(words, language)(`language.${shown}`)

/** A text as it was typed, its lines as paragraphs. */
export function Paragraphs({ text, lang }: { text: string; lang?: string | undefined }) {
  return linesOf(text).map((line, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have no other name
    <p key={place} className="prose" lang={lang}>
      {line}
    </p>
  ))
}

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')

/** From when to when people can take part. */
export function termOf({ opens, closes }: Pick<Campaign, 'opens' | 'closes'>, language: Language): string {
  const say = speak(words, language)
  const from = opens === null ? '' : formatDay(language, opens)
  const to = closes === null ? '' : formatDay(language, closes)
  if (opens !== null && closes !== null) return say('one.from until', { from, to })
  if (opens !== null) return say('one.from', { from })
  return closes === null ? say('one.no dates') : say('one.until', { to })
}

/** Attributes of what stands in another language than the page. */
export const inTongue = (own: Language, page: Language): { lang?: Language } =>
  own === page ? {} : { lang: own }

/** Something in another language than its page. */
export function In({ tongue, page, children }: { tongue: Language; page: Language; children: ReactNode }) {
  return tongue === page ? children : <span lang={tongue}>{children}</span>
}
