import type { ReactNode } from 'react'
import { type Agreement, type Indicator, inLanguage, type Text } from '../../compacts/agreement.ts'
import { compactPath } from '../../compacts/pages/frame.tsx'
import { formatDay, formatList, type Language, speak } from '../../ui/language.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useLanguage, useWords, writeNumber } from '../../ui/voice.tsx'
import { type CellKey, cellParts, TOTAL } from '../cells.ts'
import type { PublicSheet, ResultCell, ShownFigure } from '../results.ts'
import { type Word, words } from '../words/pages.ts'

/** A text of the agreement for a reader; its key where it is not written. */
export function textIn(text: Text, language: Language, languages: readonly string[], otherwise = ''): string {
  return inLanguage(text, language, languages) ?? otherwise
}

export function partyName(
  { parties, languages }: Pick<Agreement, 'parties' | 'languages'>,
  key: string,
  language: Language,
): string {
  const party = parties.find((each) => each.key === key)
  return party === undefined ? key : textIn(party.name, language, languages, key)
}

/** “Girls”, “Girls, under 15”, or “Total”. */
export function cellName(
  sheet: Pick<Indicator, 'disaggregations'>,
  cell: CellKey,
  language: Language,
  languages: readonly string[],
): string {
  if (cell === TOTAL) return speak(words, language)('cell.total')
  return Object.entries(cellParts(cell))
    .map(([dimension, category]) => {
      const found = sheet.disaggregations
        .find(({ key }) => key === dimension)
        ?.categories.find(({ key }) => key === category)
      return found === undefined ? category : textIn(found.name, language, languages, category)
    })
    .join(', ')
}

/** A decimal as the reader writes it, with the digits it has. */
export function writeDecimal(decimal: string, language: Language, signed = false): string {
  return writeNumber(language, Number(decimal), { digits: decimal.split('.')[1]?.length ?? 0, signed })
}

type Measured = Pick<Indicator, 'measure'>

/** A figure in words: its value with interval, “fewer than 10”, or why there is none. */
export function shownText(shown: ShownFigure, { measure }: Measured, language: Language): string {
  const say = speak(words, language)
  switch (shown.kind) {
    case 'missing':
      return say(`missing.${shown.reason}`)
    case 'small':
      return say('shown.small', { below: shown.below })
    case 'hidden':
      return say('shown.hidden')
    case 'shown': {
      if (measure === 'yes-no') return say(Number(shown.value) === 0 ? 'shown.no' : 'shown.yes')
      const write = (decimal: string) =>
        writeDecimal(decimal, language) + (measure === 'percentage' ? ' %' : '')
      return shown.low === null || shown.high === null
        ? write(shown.value)
        : say('shown.interval', {
            value: write(shown.value),
            low: writeDecimal(shown.low, language),
            high: writeDecimal(shown.high, language),
          })
    }
  }
}

/** “sum of 3 of 4; 1 missing: south”. */
export function howText(how: ResultCell['how'], name: (party: string) => string, language: Language): string {
  const say = speak(words, language)
  const missing =
    how.missing.length === 0
      ? ''
      : `; ${say('how.missing', {
          count: how.missing.length,
          names: formatList(
            language,
            how.missing.map(({ reporter, reason }) => `${name(reporter)} (${say(`missing.${reason}`)})`),
          ),
        })}`
  const note = how.note === 'levels differ' ? `; ${say('missing.levels differ')}` : ''
  const within =
    how.within.length === 0
      ? ''
      : `; ${say('how.within', { names: formatList(language, how.within.map(name)) })}`
  return say(`how.${how.rule}`, { counted: how.counted, of: how.of }) + missing + note + within
}

/** Pages of this room that only the parties open. */
const ofParties = ['/reports', '/dialogues']

export const isOpen = (path: string, party: boolean) => party || !ofParties.includes(path)

/** Links between the pages of this room; those of parties only where the reader is one. */
export function MonitoringNav({ id, here, party }: { id: string; here: string; party: boolean }) {
  const say = useWords(words)
  const language = useLanguage()
  const pages: { key: Word; path: string }[] = [
    { key: 'nav.results', path: '/results' },
    { key: 'nav.scorecard', path: '/scorecard' },
    { key: 'nav.promises', path: '/promises' },
    { key: 'nav.reports', path: '/reports' },
    { key: 'nav.dialogues', path: '/dialogues' },
  ]
  return (
    <nav className="on-page" aria-label={say('nav.label')}>
      <ul>
        {pages
          .filter(({ path }) => isOpen(path, party))
          .map(({ key, path }) => (
            <li key={key}>
              <a href={compactPath(language, id, path)} aria-current={path === here ? 'page' : undefined}>
                {say(key)}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}

/** Evidence as a link: an address, or a document of the house. */
export function Evidence({ of, children }: { of: string; children: ReactNode }) {
  const href = /^[0-9a-f]{64}$/.test(of) ? `/documents/${of}` : of
  return (
    <a href={href} rel="nofollow noopener">
      {children}
    </a>
  )
}

export function VerdictMark({ answer, word }: { answer: 'yes' | 'no' | 'unknown'; word: string }) {
  return (
    <StatusMark status={answer === 'yes' ? 'passed' : answer === 'no' ? 'failed' : 'unknown'} word={word} />
  )
}

export const dayIn = formatDay

/** From when an indicator is asked for no more, and why. */
export const retiredText = (
  { from, reason }: NonNullable<PublicSheet['retired']>,
  language: Language,
  languages: readonly string[],
): string =>
  speak(words, language)('results.retired', {
    day: formatDay(language, from),
    reason: textIn(reason, language, languages),
  })
