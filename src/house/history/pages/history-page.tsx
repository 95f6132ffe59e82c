import { speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Facts, Section } from '../../../ui/section.tsx'
import type { Checkpoint } from '../checkpoints.ts'
import { words } from '../words.ts'
import { moment } from './parts.tsx'

/** What the history is, how far it is anchored, and how anybody can hold it to that. */
export function HistoryPage({
  last,
  waiting,
  ...context
}: PageContext & { last: Checkpoint | null; waiting: number }) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page
      {...context}
      title={say('home.title')}
      description={say('home.question')}
      alternates={[{ type: 'application/json', href: '/api/v1/history/checkpoints' }]}
    >
      <Opening title={say('home.question')} aside={say('home.aside')} />
      <Section title={say('home.last')}>
        <Facts
          rows={[
            {
              name: say('home.last'),
              value: last
                ? say('home.number', { number: last.number, when: moment(language, last.at) })
                : say('home.none'),
            },
            ...(last
              ? [
                  {
                    name: say('home.covers'),
                    value: say('home.covered', { events: last.events, records: last.records }),
                  },
                  { name: say('event.hash'), value: <code className="digest">{last.hash}</code> },
                ]
              : []),
            { name: say('home.open'), value: say('home.waiting', { count: waiting }) },
          ]}
        />
      </Section>
      <Section title={say('home.check')}>
        <p>
          <Rich
            say={say}
            word="home.copy"
            parts={{
              checkpoints: (inner) => <a href="/api/v1/history/checkpoints">{inner}</a>,
              keys: (inner) => <a href="/api/v1/history/keys">{inner}</a>,
            }}
          />
        </p>
        <p>{say('home.event')}</p>
        <p className="note">{say('home.cannot')}</p>
      </Section>
    </Page>
  )
}
