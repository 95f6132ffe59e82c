import { YearColumns } from '../../ui/charts/bars.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Finding } from '../../ui/finding.tsx'
import { formatNumber, type Language, pathIn } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { useLanguage, useWords, writeNumber } from '../../ui/voice.tsx'
import type { CountryFacts } from '../country-facts.ts'
import { numberField, textField } from '../fact-fields.ts'
import { grantsByYear } from '../grants.ts'
import { frontWords } from '../words.ts'
import { writeDollars } from './money.ts'

/** US anti-trafficking grants by year and by recipient; a sum not stated is no zero. */
export function Grants({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { grants } = facts
  const edition = grants.dataset.editions[0]
  const first = Number(edition?.from.slice(0, 4) ?? 2002)
  const last = Number(edition?.to.slice(0, 4) ?? 2014)
  const years = grantsByYear(grants.facts, first, last)
  const all = years.reduce((sum, { usd }) => sum + (usd ?? 0), 0)
  const unstated = years.reduce((sum, year) => sum + year.unstated, 0)
  const most = Math.max(...years.map(({ usd }) => usd ?? 0))
  const written = (usd: number | null, missing: number) =>
    usd === null
      ? say('notStated')
      : usd === 0
        ? say('grants.noneThen')
        : `${writeDollars(language, usd)}${missing > 0 ? ` + ${say('grants.unstatedToo', { count: missing })}` : ''}`
  return (
    <Section title={say('grants.title')} note={say('grants.note')}>
      {grants.facts.length === 0 ? (
        <p>
          {say('grants.none', { first: String(first), last: String(last) })}
          <SourceMark id={grants.dataset.source} />
        </p>
      ) : (
        <Finding
          title={say('grants.finding', {
            sum: writeDollars(language, all),
            count: grants.facts.length,
            unstated,
            first: String(first),
            last: String(last),
          })}
          subtitle={
            <>
              {say('grants.subtitle')}
              <SourceMark id={grants.dataset.source} />
            </>
          }
          caveat={say('grants.caveat', { last: String(last) })}
          download={`/api/v1/facts.csv?dataset=us_tip_grant&iso3=${facts.iso3}`}
          method={pathIn(language, `/sources/${grants.dataset.source}`)}
          table={
            <DataTable
              caption={say('grants.subtitle')}
              tight
              columns={[
                { key: 'year', head: say('grants.year') },
                { key: 'recipient', head: say('grants.recipient') },
                { key: 'usd', head: say('grants.amount'), unit: 'US$', number: true },
              ]}
              rows={grants.facts.map((fact) => ({
                key: fact.id,
                cells: {
                  year: fact.when,
                  recipient: textField(fact, 'recipient') ?? say('notStated'),
                  usd:
                    numberField(fact, 'amountUsd') === null
                      ? say('notStated')
                      : writeNumber(language, numberField(fact, 'amountUsd')!),
                },
              }))}
            />
          }
        >
          <YearColumns
            label={years
              .map(({ year, usd, unstated: missing }) => `${year}: ${written(usd, missing)}`)
              .join('; ')}
            none={say('grants.noneThen')}
            ticks={most > 0 ? [{ value: most / 2, text: writeDollars(language, Math.round(most / 2)) }] : []}
            columns={years.map(({ year, usd }) => ({
              year,
              value: usd,
              text: usd === null ? say('notStated') : usd === 0 ? '' : shortDollars(language, usd),
            }))}
          />
        </Finding>
      )}
    </Section>
  )
}

function shortDollars(language: Language, usd: number): string {
  return formatNumber(language, usd, {
    notation: 'compact',
    maximumFractionDigits: usd >= 1_000_000 ? 1 : 0,
  })
}
