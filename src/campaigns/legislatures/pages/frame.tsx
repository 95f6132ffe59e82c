import { formatDay, type Language, pathIn, speak } from '../../../ui/language.ts'
import type { KnownFault, Office, PackSource } from '../schema.ts'
import { pageWords } from '../words/pages.ts'

/** Where a legislator is read about, in a language. */
export const legislatorPath = (language: Language, key: string): string =>
  pathIn(language, `/legislators/${encodeURIComponent(key)}`)

/** Where a legislature is read about on the day of a pack. */
export const legislaturePath = (language: Language, id: string, asOf?: string): string =>
  pathIn(language, `/legislatures/${encodeURIComponent(id)}${asOf === undefined ? '' : `?on=${asOf}`}`)

/** Where facts come from, one line each. */
export function PackSources({ sources, language }: { sources: PackSource[]; language: Language }) {
  const say = speak(pageWords, language)
  return (
    <ul className="prose">
      {sources.map((source) => (
        <li key={source.name + source.from}>{say('source.line', source)}</li>
      ))}
    </ul>
  )
}

/** What is known to be wrong; with `apart`, of which states, for a reader who asked of none. */
export function KnownFaults({
  faults,
  language,
  apart = false,
}: {
  faults: KnownFault[]
  language: Language
  apart?: boolean
}) {
  const say = speak(pageWords, language)
  if (faults.length === 0) return <p className="prose">{say('one.noFaults')}</p>
  return (
    <ul className="prose">
      {faults.map(({ id, says, touches }) => (
        <li key={id}>
          {says[language]}
          {apart && typeof touches === 'object' ? ` (${statesIn(touches.states)})` : ''}
        </li>
      ))}
    </ul>
  )
}

/** An office as it would stand on an envelope, with its telephone. */
export function OfficeLines({ office, language }: { office: Office; language: Language }) {
  const say = speak(pageWords, language)
  const { building, address, suite, city, state, postalCode, phone } = office
  const street = [address, suite].filter((part) => part !== null).join(', ')
  const town = [[city, state].filter((part) => part !== null).join(', '), postalCode]
    .filter((part) => part)
    .join(' ')
  return (
    <address className="office">
      {[building, street, town]
        .filter((line) => line)
        .map((line) => (
          <span key={line} className="office-line">
            {line}
          </span>
        ))}
      {phone === null ? null : (
        <span className="office-line">
          {say('card.phone')} <a href={telephone(phone)}>{phone}</a>
        </span>
      )}
    </address>
  )
}

export const telephone = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, '')}`

export const asKnown = (language: Language, day: string): string =>
  speak(pageWords, language)('asKnown', { day: formatDay(language, day) })

const statesIn = (divisions: string[]): string =>
  divisions.map((each) => each.slice(each.lastIndexOf(':') + 1).toUpperCase()).join(', ')
