import { pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Section } from '../../../ui/section.tsx'
import type { HistoryView } from '../history-view.ts'
import { historyPath, kindOf, recordTitle } from '../kinds.ts'
import { words } from '../words.ts'
import { Action, Changes, EventLink, FullName, Moment, WhoDid } from './parts.tsx'

/** All that happened to one record, newest first. */
export function RecordHistoryPage({
  view,
  first,
  ...context
}: PageContext & { view: HistoryView; first: boolean }) {
  const { language } = context
  const say = speak(words, language)
  const { record, events } = view
  const kind = kindOf(record.kind)
  const name = recordTitle(record, language)
  const title = say('record.title', { record: name })
  const own = kind?.page(record.id) ?? null
  const oldest = events.at(-1)
  return (
    <Page
      {...context}
      title={title}
      indexed={kind?.public ?? false}
      crumbs={[{ name: say('home.title'), href: pathIn(language, '/history') }, { name }]}
      alternates={[{ type: 'application/json', href: `/api/v1${historyPath(record)}` }]}
    >
      <Opening
        title={title}
        aside={say('record.about')}
        about={[{ name: say('record.full name'), value: <FullName record={record} /> }]}
      >
        <p className="note">
          {say(kind?.public ? 'record.public' : 'record.not public')}
          {own === null ? null : (
            <>
              {' '}
              <a href={pathIn(language, own)}>{say('record.own page')}</a>
            </>
          )}
        </p>
      </Opening>
      {events.length === 0 ? (
        <Section>
          <p>{say('record.none')}</p>
        </Section>
      ) : null}
      {events.map((event) => (
        <Section
          key={event.seq}
          id={`event-${event.seq}`}
          title={
            <>
              {event.seq}. <Action>{event.action}</Action>
            </>
          }
          note={
            <>
              <Moment at={event.at} />
              <br />
              <WhoDid who={event.who} />, {say(`via.${event.actor.via}`)}
            </>
          }
        >
          {event.reason === null ? null : <p>{event.reason}</p>}
          <Changes event={event} caption={`${event.seq}. ${say('event.changes')}`} />
          <p className="note">
            <Rich say={say} word="event.link" parts={{ link: <EventLink hash={event.hash} /> }} />
          </p>
        </Section>
      ))}
      {!first || view.more ? (
        <Section>
          <p className="note">
            {first ? null : <a href={pathIn(language, historyPath(record))}>{say('record.newest')}</a>}
            {!first && view.more ? ' · ' : null}
            {view.more && oldest ? (
              <a href={pathIn(language, `${historyPath(record)}?before=${oldest.seq}`)}>
                {say('record.older')}
              </a>
            ) : null}
          </p>
        </Section>
      ) : null}
    </Page>
  )
}
