import { DataTable } from '../../../ui/data-table.tsx'
import { ButtonLink, Buttons } from '../../../ui/form.tsx'
import { capital, formatDay, formatList, pathIn } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { unitName } from '../../sentences.ts'
import { sayOf } from '../say.ts'
import { type Decision, mostListed } from '../schema.ts'
import { pathOf } from './frame.tsx'

/** A decision as a list shows it. */
export type Listed = { decision: Decision; departures: number; asOf: string }

/** Every decision that is published, and the others for whom they concern. */
export function DecisionsPage({
  context,
  published,
  others,
  assessment,
  mayCompose,
  limit,
  older,
  first,
}: {
  context: PageContext
  published: Listed[]
  /** Those not published that the reader may know of; null for who may know of none. */
  others: Listed[] | null
  /** The only assessment asked about. */
  assessment: { id: string; title: string } | null
  mayCompose: boolean
  /** How many a page names. */
  limit: number
  /** The last one of this page, when there are older ones. */
  older: string | null
  /** Whether this is the page of the newest. */
  first: boolean
}) {
  const { language } = context
  const say = sayOf(language)
  const table = (rows: Listed[], caption: string) => (
    <DataTable
      caption={caption}
      captionHidden
      columns={[
        { key: 'decision', head: say('col.decision') },
        { key: 'countries', head: say('col.countries') },
        { key: 'departures', head: say('col.departures'), number: true },
        { key: 'asOf', head: say('col.known on') },
        { key: 'state', head: say('col.state') },
        { key: 'version', head: say('col.version'), number: true },
      ]}
      rows={rows.map(({ decision, departures, asOf }) => ({
        key: decision.id,
        cells: {
          decision: (
            <a href={pathOf(language, decision.id)} lang={decision.content.language}>
              {decision.content.title}
            </a>
          ),
          countries: formatList(
            language,
            decision.content.chosen.map(({ unit }) => unitName(language, unit)),
          ),
          departures,
          asOf: formatDay(language, asOf),
          state: capital(language, say(`state.${decision.state}`)),
          version: decision.version,
        },
      }))}
    />
  )
  const from = (before: string | null) => {
    const query = new URLSearchParams()
    if (assessment !== null) query.set('assessment', assessment.id)
    if (before !== null) query.set('before', before)
    if (limit !== mostListed) query.set('limit', String(limit))
    const text = query.toString()
    return `${pathIn(language, '/decisions')}${text === '' ? '' : `?${text}`}`
  }
  return (
    <Page
      {...context}
      section="assessments"
      title={say('room')}
      crumbs={[{ name: say('assessments'), href: pathIn(language, '/assessments') }, { name: say('room') }]}
      alternates={[{ type: 'application/json', href: '/api/v1/decisions' }]}
    >
      <Opening title={say('list.title')}>
        <p className="prose">{say('list.about')}</p>
      </Opening>
      <Section title={say('list.published')}>
        {assessment === null ? null : (
          <p className="prose">
            {say('list.of')}{' '}
            <a href={pathIn(language, `/assessments/${assessment.id}`)}>{assessment.title}</a>.{' '}
            <a href={pathIn(language, '/decisions')}>{say('list.all')}</a>
          </p>
        )}
        {published.length === 0 ? (
          <Unknown next={say('list.none next')}>{say('list.none')}</Unknown>
        ) : (
          table(published, say('list.published'))
        )}
        {mayCompose && assessment !== null ? (
          <Buttons>
            <ButtonLink
              first
              href={pathIn(language, `/decisions/new?assessment=${encodeURIComponent(assessment.id)}`)}
            >
              {say('list.begin')}
            </ButtonLink>
          </Buttons>
        ) : null}
        {mayCompose && assessment === null ? <p className="note">{say('list.begin hint')}</p> : null}
      </Section>
      {others === null || others.length === 0 ? null : (
        <Section title={say('list.others')} note={say('list.others note')}>
          {table(others, say('list.others'))}
        </Section>
      )}
      {older === null && first ? null : (
        <Section>
          <p className="prose">
            {older === null ? null : say('list.cut', { n: limit })}{' '}
            {older === null ? null : <a href={from(older)}>{say('list.older')}</a>}{' '}
            {first ? null : <a href={from(null)}>{say('list.newest')}</a>}
          </p>
        </Section>
      )}
    </Page>
  )
}
