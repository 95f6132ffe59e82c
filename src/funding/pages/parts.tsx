import type { ReactNode } from 'react'
import { type Agreement, inLanguage, type Money, type Text } from '../../compacts/agreement.ts'
import { showMoney } from '../../compacts/forms/amounts.ts'
import { type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { formatDay, type Language, type Say, speak } from '../../ui/language.ts'
import type { Together } from '../totals.ts'
import { type Word, words } from '../words/words.ts'

/** What the reader may do with the money of this compact. */
export type MoneyPowers = {
  /** Sees what only the parties see. */
  member: boolean
  enter: boolean
  approve: boolean
  release: boolean
  decide: boolean
  waive: boolean
  keep: boolean
}

/** What every page of this room is given. */
export type MoneyPageView = {
  compact: CompactView
  agreement: Agreement
  may: MoneyPowers
  /** Names of awards by key. */
  awards: { key: string; recipient: string; number: string }[]
  /** Names of people and organisations by id, as far as the reader may know them. */
  people: ReadonlyMap<string, string>
  organisations: ReadonlyMap<string, string>
}

/** What the elements of an agreement are called, for one reader; the key where nothing is written. */
export function namesIn(
  { agreement, awards }: Pick<MoneyPageView, 'agreement' | 'awards'>,
  language: Language,
) {
  const said = (text: Text | undefined, key: string) =>
    text === undefined ? key : (inLanguage(text, language, agreement.languages) ?? key)
  const { plan } = agreement
  const party = (key: string) => said(agreement.parties.find((each) => each.key === key)?.name, key)
  const contribution = (key: string) => said(plan.contributions.find((each) => each.key === key)?.what, key)
  const say = speak(words, language)
  return {
    text: (text: Text, key: string) => said(text, key),
    party,
    contribution,
    initiative: (key: string | null) =>
      key === null ? say('none') : said(agreement.initiatives.find((each) => each.key === key)?.title, key),
    tranche: (key: string) => said(agreement.tranches.find((each) => each.key === key)?.title, key),
    year: (key: string | null) => {
      const found = plan.years.find((each) => each.key === key)
      return found === undefined
        ? say('no line')
        : say('year', { begins: formatDay(language, found.begins), ends: formatDay(language, found.ends) })
    },
    line: (key: string | null) => {
      const found = plan.lines.find((each) => each.key === key)
      if (found === undefined) return key ?? say('no line')
      const parts = [
        say(`component.${found.component}`),
        found.initiative === null
          ? null
          : said(
              agreement.initiatives.find((each) => each.key === found.initiative)?.title,
              found.initiative,
            ),
        yearName(plan.years.find(({ key: year }) => year === found.year)) ?? found.year,
        contribution(found.contribution),
      ]
      return parts.filter(Boolean).join(' · ')
    },
    holder: (key: string) => {
      if (!key.startsWith('award:')) return party(key)
      const award = awards.find((each) => `award:${each.key}` === key)
      return award === undefined ? key : `${award.recipient} (${award.number})`
    },
  }
}
export type Names = ReturnType<typeof namesIn>

/** A year of the compact in short: `2024`, or `2024/25` where it reaches into the next. */
function yearName(year: { begins: string; ends: string } | undefined): string | null {
  if (year === undefined) return null
  const [from, to] = [year.begins.slice(0, 4), year.ends.slice(0, 4)]
  return from === to ? from : `${from}/${to.slice(2)}`
}

/** Links between the pages about money, those that the reader may open. */
export function MoneyLinks({ view, language }: { view: MoneyPageView; language: Language }) {
  return (
    <>
      <SuspendedNow view={view} language={language} />
      <Links view={view} language={language} />
    </>
  )
}

/** What a suspension means for the money of the compact. */
function SuspendedNow({ view, language }: { view: MoneyPageView; language: Language }) {
  return view.compact.standing.suspended.length === 0 ? null : (
    <p className="note">{speak(words, language)('suspended.money')}</p>
  )
}

function Links({ view, language }: { view: MoneyPageView; language: Language }) {
  const say = speak(words, language)
  const { may, compact } = view
  const to = (rest: string) => compactPath(language, compact.compact.id, rest)
  const links: { name: Word; href: string; shown: boolean }[] = [
    { name: 'links.enter', href: to('/ledger/new'), shown: may.enter },
    { name: 'links.import', href: to('/ledger/import'), shown: may.enter },
    { name: 'links.waiting', href: to('/ledger/waiting'), shown: may.member },
    { name: 'links.packages', href: to('/packages'), shown: may.member },
    { name: 'links.awards', href: to('/awards'), shown: true },
    { name: 'links.rates', href: to('/rates'), shown: true },
  ]
  return (
    <nav className="on-page" aria-label={say('links.label')}>
      <ul>
        {links
          .filter(({ shown }) => shown)
          .map(({ name, href }) => (
            <li key={name}>
              <a href={href}>{say(name)}</a>
            </li>
          ))}
      </ul>
    </nav>
  )
}

/** A sum: in the plan’s currency, else currency by currency; a link to its entries where there are some. */
export function Sum({
  sum,
  language,
  href,
}: {
  sum: Together
  language: Language
  href?: string | undefined
}) {
  const shown = sum.total === null ? sum.amounts : [sum.total]
  const empty = sum.amounts.every(({ minor }) => minor === 0)
  // Nothing of a currency is said in it, as everything beside it.
  const text = shown.length === 0 ? '0' : shown.map((money) => showMoney(money, language)).join(' + ')
  return href === undefined || empty ? text : <a href={href}>{text}</a>
}

/** Several amounts of different currencies on lines of their own. */
export const amountsIn = (amounts: readonly Money[], language: Language): string =>
  amounts.length === 0 ? '–' : amounts.map((money) => showMoney(money, language)).join(' + ')

/** The person and the organisation behind something, as far as the reader may know. */
export function behind(
  view: MoneyPageView,
  say: Say<Word>,
  person: string | null,
  organisation: string,
): string {
  const name = person === null ? undefined : view.people.get(person)
  const group = view.organisations.get(organisation) ?? say('a party')
  return name === undefined ? group : say('person of', { name, organisation: group })
}

/** Where something is shown: a kept document, an address, or nothing. */
export function Evidence({
  document,
  url,
  language,
}: {
  document: string | null
  url: string | null
  language: Language
}): ReactNode {
  const say = speak(words, language)
  if (document !== null) return <a href={`/documents/${document}`}>{say('document')}</a>
  if (url !== null && /^https?:/.test(url))
    return (
      <a href={url} rel="noreferrer nofollow">
        {url}
      </a>
    )
  return null
}
