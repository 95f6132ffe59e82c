import type { ReactNode } from 'react'
import { formatDay, type Language, pathIn, speak, typeset } from '../../../ui/language.ts'
import { legislatorPath } from '../../legislatures/pages/frame.tsx'
import type { PackCard } from '../../legislatures/schema.ts'
import type { Bill, BillEntry, BillHead, Who } from '../schema.ts'
import type { Standing } from '../standing.ts'
import { words } from '../words.ts'

/** Where a bill is read about, in a language. */
export const billPath = (language: Language, id: string, rest = ''): string =>
  pathIn(language, `/bills/${encodeURIComponent(id)}${rest}`)

/** `H.R. 2283: Human Trafficking Prioritization Act`. */
export const citation = ({ printed, title }: Pick<BillHead, 'printed' | 'title'>, language: Language) =>
  speak(words, language)('cited', { printed, title })

export type Machine = PackCard['billStates'] | null

/** A state in the words of its legislature; its own word where no pack has any. */
export const stateName = (machine: Machine, state: string, language: Language): string =>
  machine?.states[state]?.name[language] ?? state

/** The state of a bill in a few words: for a list. */
export function stateShort(standing: Standing, machine: Machine, language: Language): string {
  const say = speak(words, language)
  if (standing.end === 'dead') return say('state.dead short')
  return standing.state === null ? say('state.none short') : stateName(machine, standing.state, language)
}

/** The state of a bill on a day in one sentence; `lastDay` is that of its session. `<strong>` in it is markup. */
export function stateSentence(
  standing: Standing,
  machine: Machine,
  { day, lastDay }: { day: string; lastDay: string },
  language: Language,
): string {
  const say = speak(words, language)
  const state = standing.state === null ? '' : stateName(machine, standing.state, language)
  if (standing.end === 'dead') {
    const on = formatDay(language, standing.endedOn ?? day)
    return standing.state === null
      ? say('state.dead unknown', { day: on })
      : say('state.dead', { day: on, state })
  }
  if (standing.state === null) return say('state.unknown', { day: formatDay(language, day) })
  if (standing.awaits !== null)
    return say(standing.awaits.over ? 'state.awaits over' : 'state.awaits', {
      state,
      day: formatDay(language, lastDay),
    })
  if (standing.end !== null) return say(`state.${standing.end}`, { state })
  return say('state.now', { state, day: formatDay(language, day) })
}

/** Text with `<strong>` as the only markup. */
export function Marked({ children }: { children: string }): ReactNode {
  return children
    .split(/<\/?strong>/)
    .map((part, place) => (place % 2 === 1 ? <strong key={part}>{part}</strong> : part))
}

/** Text of the bill in its own language. */
export function InItsTongue({
  bill,
  language,
  children,
}: {
  bill: Pick<BillHead, 'language'>
  language: Language
  children: string
}) {
  const text = typeset(bill.language, children)
  return bill.language === language ? text : <span lang={bill.language}>{text}</span>
}

/** Somebody a source names, as a link where the packs know them. */
export function Named({ who, language }: { who: Who; language: Language }) {
  const seat = [who.party, seatOf(who)].filter((part) => part !== null && part !== '').join(' · ')
  return (
    <>
      {who.person === null ? who.name : <a href={legislatorPath(language, who.person)}>{who.name}</a>}
      {seat === '' ? '' : ` (${seat})`}
    </>
  )
}

/** `NJ-4`, as sources print it. */
export const seatOf = ({ state, district }: Pick<Who, 'state' | 'district'>): string | null =>
  state === null ? null : district === null ? state : `${state}-${district}`

/** What an entry says, in a few words, for a page that is about it. */
export function factIn({ content }: BillEntry, language: Language): string {
  const say = speak(words, language)
  switch (content.kind) {
    case 'action':
      return content.text
    case 'cosponsor':
    case 'sponsor':
      return `${say(content.kind === 'sponsor' ? 'about.sponsor' : 'about.cosponsors')}: ${content.who.name}`
    case 'position':
      return `${content.who.name}: ${say(`stands.${content.stands}`)}`
    case 'cosponsors printed':
      return say('behind.printed', { total: content.total, parties: '', count: 0 }).split('. ')[0] ?? ''
    case 'vote':
      return `${formatDay(language, content.on)}: ${content.question}`
    case 'related':
      return say(`related.${content.relation}`, { bill: content.bill })
    case 'unknown':
      return say(`unknown.${content.about}`)
    case 'dispute':
      return content.text
  }
}

/** Where an entry was read, who typed it, and why it was corrected. */
export function SourceLine({
  entry,
  organisations,
  language,
}: {
  entry: BillEntry
  organisations: ReadonlyMap<string, string>
  language: Language
}) {
  const say = speak(words, language)
  const { name, address } = entry.source
  const by = entry.organisation === null ? undefined : organisations.get(entry.organisation)
  const [before = '', after = ''] = say('source', { name: '\u0000' }).split('\u0000')
  return (
    <span className="note">
      {before}
      {address === null ? (
        name
      ) : (
        <a href={address} rel="noreferrer nofollow">
          {name}
        </a>
      )}
      {after}
      {by !== undefined
        ? ` · ${say('source.typed', { organisation: by })}`
        : entry.origin === 'typed' && entry.organisation === null
          ? ` · ${say('source.house')}`
          : ''}
      {entry.why === null || entry.origin === 'shipped'
        ? ''
        : ` · ${say('source.corrected', { why: entry.why })}`}
    </span>
  )
}

/** A relative by name, linked where it is known here. */
export function Relative({
  id,
  bills,
  language,
}: {
  id: string
  bills: ReadonlyMap<string, Pick<Bill, 'id' | 'printed' | 'title' | 'session'>>
  language: Language
}) {
  const bill = bills.get(id)
  if (bill === undefined) return speak(words, language)('related.elsewhere', { bill: id })
  return <a href={billPath(language, id)}>{citation(bill, language)}</a>
}
