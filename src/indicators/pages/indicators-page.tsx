import { DataTable } from '../../ui/data-table.tsx'
import { pathIn, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { writeNumber } from '../../ui/voice.tsx'
import type { Dataset, Series } from '../schema.ts'
import type { Coverage } from '../store.ts'
import { indicatorWords } from '../words.ts'
import { textIn } from './text-in.ts'

/** Every series of figures and every list of dated statements, with how far each reaches. */
export function IndicatorsPage({
  series,
  datasets,
  ...context
}: PageContext & {
  series: { series: Series; coverage: Coverage }[]
  datasets: { dataset: Dataset; facts: number; countries: number }[]
}) {
  const { language } = context
  const say = speak(indicatorWords, language)
  const span = ({ firstYear, lastYear }: Coverage) =>
    firstYear === null ? say('none') : firstYear === lastYear ? String(firstYear) : `${firstYear}–${lastYear}`
  return (
    <Page
      {...context}
      title={say('indicators.title')}
      section="indicators"
      description={say('indicators.description')}
      alternates={[{ type: 'application/json', href: '/api/v1/indicators' }]}
    >
      <Opening title={say('indicators.question')} aside={say('indicators.aside')} />
      <Section title={say('indicators.series')} note={say('indicators.seriesNote')}>
        <DataTable
          caption={say('indicators.series')}
          captionHidden
          columns={[
            { key: 'name', head: say('indicators.figure') },
            { key: 'unit', head: say('indicators.unit') },
            { key: 'years', head: say('indicators.years') },
            { key: 'countries', head: say('indicators.countries'), number: true },
            { key: 'figures', head: say('indicators.figures'), number: true },
          ]}
          rows={series.map(({ series: one, coverage }) => ({
            key: one.id,
            cells: {
              name: (
                <>
                  <a href={pathIn(language, `/indicators/${one.id}`)}>{textIn(language, one.title)}</a>
                  <SourceMark id={one.source} />
                </>
              ),
              unit: textIn(language, one.unit),
              years: span(coverage),
              countries: writeNumber(language, coverage.countries),
              figures: writeNumber(language, coverage.observations),
            },
          }))}
        />
      </Section>
      <Section title={say('indicators.lists')} note={say('indicators.listsNote')}>
        <DataTable
          caption={say('indicators.lists')}
          captionHidden
          columns={[
            { key: 'name', head: say('indicators.list') },
            { key: 'complete', head: say('indicators.complete') },
            { key: 'countries', head: say('indicators.countries'), number: true },
            { key: 'facts', head: say('indicators.statements'), number: true },
            { key: 'csv', head: say('indicators.take') },
          ]}
          rows={datasets.map(({ dataset, facts, countries }) => ({
            key: dataset.id,
            cells: {
              name: (
                <>
                  <a href={pathIn(language, `/sources/${dataset.source}`)}>
                    {textIn(language, dataset.title)}
                  </a>
                  <SourceMark id={dataset.source} />
                </>
              ),
              complete: say('indicators.editions', {
                all: dataset.editions.length,
                complete: dataset.editions.filter(({ completeness }) => completeness === 'complete').length,
              }),
              countries: writeNumber(language, countries),
              facts: writeNumber(language, facts),
              csv: <a href={`/data/${dataset.id}.csv`}>CSV</a>,
            },
          }))}
        />
        <p className="note">
          <a href="/data/datapackage.json">{say('indicators.package')}</a>
        </p>
      </Section>
    </Page>
  )
}
