import { pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Facts, Section } from '../../../ui/section.tsx'
import type { Anchor } from '../checkpoints.ts'
import type { EventView } from '../history-view.ts'
import { eventPath, historyPath, kindOf, recordTitle } from '../kinds.ts'
import { words } from '../words.ts'
import { Action, Changes, EventLink, FullName, Moment, moment, WhoDid } from './parts.tsx'

/** One event under its permanent link: what a decision is cited by. */
export function EventPage({
  event,
  text,
  anchor,
  address,
  ...context
}: PageContext & {
  event: EventView
  /** What was hashed. */
  text: string
  anchor: Pick<Anchor, 'checkpoint'> | null
  /** The whole address of this page, to be cited. */
  address: string
}) {
  const { language } = context
  const say = speak(words, language)
  const { record } = event
  const name = recordTitle(record, language)
  const title = say('event.title', { seq: event.seq, record: name })
  const json = `/api/v1/history/events/${event.hash}`
  return (
    <Page
      {...context}
      title={title}
      indexed={kindOf(record.kind)?.public ?? false}
      crumbs={[
        { name: say('home.title'), href: pathIn(language, '/history') },
        { name, href: pathIn(language, historyPath(record)) },
        { name: String(event.seq) },
      ]}
      alternates={[{ type: 'application/json', href: json }]}
    >
      <Opening
        title={title}
        about={[{ name: say('record.full name'), value: <FullName record={record} /> }]}
      />
      <Section title={<Action>{event.action}</Action>}>
        <Facts
          rows={[
            { name: say('event.when'), value: <Moment at={event.at} /> },
            { name: say('event.who'), value: <WhoDid who={event.who} /> },
            { name: say('event.way'), value: say(`via.${event.actor.via}`) },
            { name: say('event.why'), value: event.reason ?? say('event.no reason') },
            {
              name: say('event.request'),
              value: event.requestId === null ? say('event.no request') : <code>{event.requestId}</code>,
            },
          ]}
        />
      </Section>
      <Section title={say('event.changes')}>
        <Changes event={event} caption={say('event.changes')} />
      </Section>
      <Section title={say('event.cite')} note={say('event.cite note')}>
        <p>
          <a href={eventPath(event.hash)} className="digest">
            {address}
          </a>
        </p>
      </Section>
      <Section title={say('event.proof')}>
        <Facts
          rows={[
            { name: say('event.hash'), value: <code className="digest">{event.hash}</code> },
            {
              name: say('event.previous'),
              value:
                event.previous === null ? (
                  say('event.first')
                ) : (
                  <EventLink hash={event.previous}>
                    <code className="digest">{event.previous}</code>
                  </EventLink>
                ),
            },
            {
              name: say('event.anchor'),
              value: anchor
                ? say('event.anchored', {
                    number: anchor.checkpoint.number,
                    when: moment(language, anchor.checkpoint.at),
                  })
                : say('event.not anchored'),
            },
          ]}
        />
        <p className="note">
          <Rich say={say} word="event.proof text" parts={{ json: (inner) => <a href={json}>{inner}</a> }} />
        </p>
        <p>
          <code className="digest">{text}</code>
        </p>
      </Section>
    </Page>
  )
}
