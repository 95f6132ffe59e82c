import { DataTable } from '../../ui/data-table.tsx'
import { formatDay, pathIn, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { connectorWords } from '../connectors/words.ts'
import { type Dataset, openEnd, type Series, type Source } from '../schema.ts'
import { indicatorWords } from '../words.ts'
import { AsWritten } from './as-written.tsx'
import { textIn } from './text-in.ts'

/** Everything the figures come from, with licence and gaps. */
export function SourcesPage({
  series,
  datasets,
  ...context
}: PageContext & { series: Series[]; datasets: Dataset[] }) {
  const { language, sources } = context
  const say = speak(indicatorWords, language)
  const carries = (id: string) => [
    ...series
      .filter(({ source }) => source === id)
      .map((one) => ({ title: textIn(language, one.title), href: `/indicators/${one.id}` })),
    ...datasets
      .filter(({ source }) => source === id)
      .map((one) => ({ title: textIn(language, one.title), href: `/sources/${id}` })),
  ]
  return (
    <Page
      {...context}
      title={say('sources.title')}
      section="sources"
      description={say('sources.description')}
      alternates={[{ type: 'application/json', href: '/api/v1/sources' }]}
    >
      <Opening title={say('sources.question')} aside={say('sources.aside')} />
      <Section>
        <DataTable
          caption={say('sources.title')}
          captionHidden
          columns={[
            { key: 'name', head: say('sources.source') },
            { key: 'carries', head: say('sources.carries') },
            { key: 'edition', head: say('sources.edition') },
            { key: 'licence', head: say('source.licence') },
          ]}
          rows={sources.map((source) => ({
            key: source.id,
            cells: {
              name: (
                <a href={pathIn(language, `/sources/${source.id}`)}>
                  {source.publisher}, {source.title}
                </a>
              ),
              carries: carries(source.id).map(({ title, href }, place) => (
                <span key={title}>
                  {place > 0 ? ' · ' : ''}
                  <a href={pathIn(language, href)}>{title}</a>
                </span>
              )),
              edition: source.revised ? formatDay(language, source.revised) : say('sources.asPublished'),
              licence: <AsWritten>{source.licence}</AsWritten>,
            },
          }))}
        />
        <p className="note">
          <a href="/data/sources.csv">CSV</a> · <a href="/api/v1/sources">JSON</a> ·{' '}
          <a href="/data/datapackage.json">{say('indicators.package')}</a>
        </p>
        <p className="note">
          <a href={pathIn(language, '/sources/connect')}>{speak(connectorWords, language)('link.ask')}</a>{' '}
          {speak(connectorWords, language)('link.who')}
        </p>
      </Section>
    </Page>
  )
}

/** One source: who publishes it, what it covers and lacks, what may be done with it, and what is taken from it. */
export function SourcePage({
  source,
  series,
  datasets,
  ...context
}: PageContext & { source: Source; series: Series[]; datasets: { dataset: Dataset; facts: number }[] }) {
  const { language } = context
  const say = speak(indicatorWords, language)
  return (
    <Page
      {...context}
      title={source.title}
      section="sources"
      description={source.coverage}
      crumbs={[{ name: say('sources.title'), href: pathIn(language, '/sources') }, { name: source.title }]}
      alternates={[{ type: 'application/json', href: `/api/v1/sources/${source.id}` }]}
    >
      <Opening
        title={source.title}
        aside={
          <>
            {source.publisher}
            <SourceMark id={source.id} />
          </>
        }
      />
      <Section title={say('source.about')} note={say(source.inPack ? 'source.inPack' : 'source.own')}>
        <Facts
          rows={[
            {
              name: say('source.publisher'),
              value: source.url ? <a href={source.url}>{source.publisher}</a> : source.publisher,
            },
            { name: say('source.covers'), value: <AsWritten>{source.coverage}</AsWritten> },
            { name: say('source.gaps'), value: <AsWritten>{source.gaps}</AsWritten> },
            { name: say('source.licence'), value: <AsWritten>{source.licence}</AsWritten> },
            ...(source.attribution ? [{ name: say('source.attribution'), value: source.attribution }] : []),
            {
              name: say('sources.edition'),
              value: source.revised ? formatDay(language, source.revised) : say('sources.asPublished'),
            },
            {
              name: say('source.retrieved'),
              value: source.retrieved ? formatDay(language, source.retrieved) : say('source.notRecorded'),
            },
          ]}
        />
      </Section>
      {series.length > 0 ? (
        <Section title={say('indicators.series')}>
          <DataTable
            caption={say('indicators.series')}
            captionHidden
            columns={[
              { key: 'name', head: say('indicators.figure') },
              { key: 'unit', head: say('indicators.unit') },
              { key: 'csv', head: say('indicators.take') },
            ]}
            rows={series.map((one) => ({
              key: one.id,
              cells: {
                name: <a href={pathIn(language, `/indicators/${one.id}`)}>{textIn(language, one.title)}</a>,
                unit: textIn(language, one.unit),
                csv: <a href={`/data/${one.id}.csv`}>CSV</a>,
              },
            }))}
          />
        </Section>
      ) : null}
      {datasets.map(({ dataset, facts }) => (
        <Section
          key={dataset.id}
          title={textIn(language, dataset.title)}
          note={dataset.note ? textIn(language, dataset.note) : null}
        >
          <DataTable
            caption={say('source.editions', { count: facts })}
            columns={[
              { key: 'key', head: say('source.edition') },
              { key: 'time', head: say('source.time') },
              { key: 'complete', head: say('indicators.complete') },
              { key: 'note', head: say('source.remark') },
            ]}
            rows={dataset.editions.map((edition) => ({
              key: edition.key,
              cells: {
                key: edition.key,
                time:
                  edition.to === openEnd
                    ? say('source.since', { from: formatDay(language, edition.from) })
                    : say('source.span', {
                        from: formatDay(language, edition.from),
                        to: formatDay(language, edition.to),
                      }),
                complete: say(`completeness.${edition.completeness}`),
                note: edition.note ? <AsWritten>{edition.note}</AsWritten> : '',
              },
            }))}
          />
          <p className="note">
            <a href={`/data/${dataset.id}.csv`}>CSV</a> ·{' '}
            <a href={`/api/v1/facts?dataset=${dataset.id}`}>JSON</a>
          </p>
        </Section>
      ))}
    </Page>
  )
}
