import { type RegionCode, regionNames } from '../../countries/regions.ts'
import { weakness } from '../../selection/explanation.ts'
import type { UnitResult } from '../../selection/schema.ts'
import { codeName, sayIn, summary, textIn } from '../../selection/sentences.ts'
import { type Column, DataTable, readSorting, sortRows } from '../../ui/data-table.tsx'
import { Button, Buttons, SelectField, TextField } from '../../ui/form.tsx'
import { pathIn, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Rich } from '../../ui/rich.tsx'
import { Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useLanguage, useWords, writeNumber } from '../../ui/voice.tsx'
import type { CountryRow } from '../country-list.ts'
import type { Placed, Standings } from '../standings.ts'
import { frontWords } from '../words.ts'

export type CountriesQuery = { q: string; region: RegionCode | ''; sort: string | undefined }

/** Every country with its newest tier and where each method puts it; found by text and region, sorted by link. */
export function CountriesPage({
  rows,
  all,
  standings,
  query,
  ...context
}: PageContext & {
  /** Those that the query asks for. */
  rows: CountryRow[]
  /** How many there are without a query. */
  all: number
  standings: Standings
  query: CountriesQuery
}) {
  const { language } = context
  const say = speak(frontWords, language)
  const shown = [standings.current, standings.historic]
  const columns: Column[] = [
    { key: 'name', head: say('list.country'), sorts: true },
    { key: 'tier', head: say('list.newestTier'), sorts: true },
    ...shown.map((placed) => ({
      key: placed.methodology.methodology,
      head: textIn(language, placed.methodology.title),
      unit: placed.assessment.asOf.slice(0, 4),
      sorts: true,
    })),
    { key: 'region', head: say('list.region'), sorts: true },
  ]
  const sorting = readSorting(query.sort, columns)
  const sorted = sorting ? sortRows(rows, sorting, placeIn, language) : rows
  const csv = `/data/countries.csv`
  return (
    <Page
      {...context}
      title={say('countries.title')}
      section="countries"
      description={say('countries.description')}
      alternates={[
        { type: 'application/json', href: '/api/v1/countries' },
        { type: 'text/csv', href: csv },
      ]}
    >
      <Opening
        title={say('countries.question')}
        aside={
          <>
            {say('countries.aside')}
            <SourceMark id="us-tip-report" />
          </>
        }
      />
      <Section>
        <form className="form form-inline" method="get" action={pathIn(language, '/countries')}>
          <TextField
            name="q"
            label={say('countries.find')}
            hint={say('countries.findHint')}
            value={query.q}
          />
          <SelectField
            name="region"
            label={say('list.region')}
            value={query.region}
            options={[
              { value: '', name: say('countries.everywhere') },
              ...Object.entries(regionNames).map(([code, names]) => ({ value: code, name: names[language] })),
            ]}
          />
          {query.sort ? <input type="hidden" name="sort" value={query.sort} /> : null}
          <Buttons>
            <Button first>{say('countries.show')}</Button>
          </Buttons>
        </form>
        <p className="note">
          <Rich
            say={say}
            word="countries.count"
            values={{ count: rows.length, all }}
            parts={{
              csv: (text) => <a href={csv}>{text}</a>,
              json: (text) => <a href="/api/v1/countries">{text}</a>,
            }}
          />{' '}
          {query.q !== '' || query.region !== '' ? (
            <a href={pathIn(language, '/countries')}>{say('countries.all')}</a>
          ) : null}
        </p>
        {rows.length === 0 ? (
          <p>{say('countries.none', { q: query.q })}</p>
        ) : (
          <DataTable
            caption={say('countries.title')}
            captionHidden
            columns={columns}
            sorting={sorting}
            path={pathIn(language, context.path)}
            rows={sorted.map((row) => ({
              key: row.iso3,
              cells: {
                name: <a href={pathIn(language, `/countries/${row.iso3}`)}>{row.name}</a>,
                region: row.subregionName,
                tier: <TierCell row={row} newest={standings.current.assessment.inputs.universeIssue?.year} />,
                ...Object.fromEntries(
                  shown.map((placed) => [
                    placed.methodology.methodology,
                    <StandingCell
                      key={placed.methodology.methodology}
                      unit={row.standings[placed.methodology.methodology] ?? null}
                    />,
                  ]),
                ),
              },
            }))}
          />
        )}
        <p className="note">{say('countries.weak')}</p>
        {standings.others.map((placed) => (
          <Other key={placed.methodology.methodology} placed={placed} />
        ))}
      </Section>
    </Page>
  )
}

function TierCell({ row, newest }: { row: CountryRow; newest: number | undefined }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  if (row.tier?.code == null) return <span className="missing">{say('countries.noTier')}</span>
  return (
    <>
      {codeName(language, 'tip_tier', row.tier.code)}
      {row.tier.basis ? <span title={weakness(language, row.tier.basis)}>†</span> : null}
      {row.tier.year === newest ? null : ` (${row.tier.year})`}
    </>
  )
}

function StandingCell({ unit }: { unit: UnitResult | null }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  if (unit === null) return <span className="missing">{say('gates.notJudged')}</span>
  const words = sayIn(language)(`standing.${unit.standing}`)
  const status = unit.standing === 'in' ? 'passed' : unit.standing === 'out' ? 'failed' : 'unknown'
  const would = unit.wouldRank === null ? '' : `, ${say('countries.would', { rank: unit.wouldRank })}`
  const place =
    unit.rank === null
      ? would
      : `, ${say('countries.rank', { rank: unit.rank, points: writeNumber(language, unit.score ?? 0, { digits: 0 }) })}`
  return <StatusMark status={status} word={`${words}${place}`} />
}

function Other({ placed }: { placed: Placed }) {
  const language = useLanguage()
  return (
    <p className="note">
      <a href={pathIn(language, `/methodologies/${placed.methodology.methodology}`)}>
        {textIn(language, placed.methodology.title)}
      </a>
      {': '}
      {summary(language, placed.assessment.result)}
    </p>
  )
}

const tierOrder = ['1', '2', '2WL', '3', 'SC']

function placeIn(row: CountryRow, column: string): string | number | null {
  if (column === 'name') return row.name
  if (column === 'region') return `${row.regionName} ${row.subregionName}`
  if (column === 'tier') return row.tier?.code == null ? null : tierOrder.indexOf(row.tier.code)
  const unit = row.standings[column] ?? null
  if (unit === null) return null
  // Best first: those in by rank, those that would be, then those out.
  if (unit.rank !== null) return unit.rank
  if (unit.standing === 'in') return 800
  return unit.standing === 'unknown' ? 1000 + (unit.wouldRank ?? 999) : 5000
}
