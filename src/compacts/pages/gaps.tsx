import { countryName } from '../../countries/registry.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatDay, formatList, type Language, speak } from '../../ui/language.ts'
import { useLanguage } from '../../ui/voice.tsx'
import type { Agreement } from '../agreement.ts'
import { writeAmount } from '../forms/amounts.ts'
import { called } from '../forms/elements.ts'
import { lineName } from '../forms/lines.ts'
import { elementForms } from '../forms/parts.ts'
import type { Gap } from '../gap-codes.ts'
import { words } from '../words/words.ts'
import { fieldName } from './compare-page.tsx'
import { languageName } from './controls.tsx'
import { compactPath } from './frame.tsx'
import { addressOf, nameOf, placeName } from './places.ts'

const lists = elementForms([])

/** What a gap says to a reader: its values by the names that readers know them by. */
export function sayGap(gap: Gap, agreement: Agreement | null, language: Language): string {
  const say = speak(words, language)
  const currency = String(gap.values.currency ?? '')
  const names = Object.fromEntries(
    Object.entries(gap.values).map(([name, value]) => [name, readable(name, value)]),
  )
  function readable(name: string, value: string | number): string | number {
    if (typeof value === 'number')
      return currency !== '' && amounts.has(name) ? writeAmount({ minor: value, currency }, language) : value
    if (name === 'language')
      return formatList(
        language,
        value.split(' ').map((each) => languageName(each, language)),
      )
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(language, value)
    if (name === 'element') {
      const key = value.split('/').at(-1) ?? value
      return quoted(agreement === null ? key : nameOf(value, key, agreement, language))
    }
    if (name === 'country') return countryName(value, language)
    if (name === 'side') return value === 'donor' || value === 'partner' ? say(`side.${value}`) : value
    const year = agreement?.plan.years.findIndex(({ key }) => key === value) ?? -1
    if ((name === 'year' || name === 'other') && year !== -1) return say('row.year', { number: year + 1 })
    if (name === 'line') {
      const line = agreement?.plan.lines.find(({ key }) => key === value)
      return agreement === null || line === undefined ? value : quoted(lineName(line, agreement, language))
    }
    if (name === 'condition') {
      const found = agreement?.tranches
        .flatMap(({ conditions }) => conditions)
        .find(({ key }) => key === value)
      return agreement === null || found === undefined
        ? value
        : quoted(called(found.key, found.text, language, agreement.languages))
    }
    const list = lists.find(({ at }) => at === listOf[name])
    const element =
      agreement === null ? undefined : list?.elements(agreement).find(({ key }) => key === value)
    return element === undefined || agreement === null
      ? value
      : quoted(called(element.key, element.name, language, agreement.languages))
  }
  function quoted(words_: string): string {
    return language === 'en' ? `“${words_}”` : language === 'fr' ? `« ${words_} »` : `«${words_}»`
  }
  return say(`gap.${gap.code}`, names)
}

const amounts = new Set(['amount', 'money', 'free', 'lines', 'tranches', 'before', 'after'])
const listOf: Record<string, string> = {
  objective: 'objectives',
  initiative: 'initiatives',
  indicator: 'indicators',
  benchmark: 'benchmarks',
  contribution: 'contributions',
  tranche: 'tranches',
  party: 'parties',
  entry: 'entry',
  other: 'parties',
  document: 'documents',
}

/** What lacks in the same place in two languages is one thing to whoever writes it. */
export function inOneSentence(gaps: readonly Gap[]): Gap[] {
  const told = new Map<string, Gap>()
  for (const gap of gaps) {
    const { language, ...values } = gap.values
    const key = JSON.stringify([gap.place, gap.code, values])
    const before = told.get(key)
    if (before === undefined || language === undefined)
      told.set(language === undefined ? `${key} ${told.size}` : key, gap)
    else
      told.set(key, {
        ...before,
        values: { ...before.values, language: `${before.values.language} ${language}` },
      })
  }
  return [...told.values()]
}

/** The one list of what is lacking, each with a link to where it is written. */
export function GapList({
  id,
  gaps,
  agreement,
}: {
  id: string
  gaps: readonly Gap[]
  agreement: Agreement | null
}) {
  const language = useLanguage()
  const say = speak(words, language)
  if (gaps.length === 0) return <p className="prose">{say('gaps.none')}</p>
  const told = inOneSentence(gaps)
  return (
    <DataTable
      caption={say('gaps.caption', { count: told.length })}
      columns={[
        { key: 'where', head: say('gaps.where') },
        { key: 'what', head: say('gaps.what') },
      ]}
      rows={told.map((gap, place) => ({
        key: `${place}`,
        cells: {
          where: (
            <a href={compactPath(language, id, addressOf(gap.place, agreement))}>
              {[placeName(gap.place, agreement, language), fieldName(gap.place, language)]
                .filter((each) => each !== null)
                .join(' · ')}
            </a>
          ),
          what: sayGap(gap, agreement, language),
        },
      }))}
    />
  )
}
