import { DataTable } from '../../../ui/data-table.tsx'
import { pathIn } from '../../../ui/language.ts'
import { Section } from '../../../ui/section.tsx'
import { useLanguage, useWords } from '../../../ui/voice.tsx'
import type { HistoryView } from '../history-view.ts'
import { historyPath } from '../kinds.ts'
import { words } from '../words.ts'
import { Action, EventLink, Moment, WhoDid } from './parts.tsx'

/**
 * The last of what happened to a record, on the record's own page:
 * `<HistorySection view={await historyView(db, record, { limit: 5 }, namesOf)} />`.
 * Show it only to those who may read the history; the route behind the link asks again.
 */
export function HistorySection({ view }: { view: HistoryView }) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <Section id="history" title={say('section.title')}>
      {view.events.length === 0 ? (
        <p className="note">{say('section.none')}</p>
      ) : (
        <>
          <DataTable
            caption={say('section.title')}
            captionHidden
            columns={[
              { key: 'what', head: say('event.what') },
              { key: 'when', head: say('event.when') },
              { key: 'who', head: say('event.who') },
              { key: 'hash', head: say('event.hash') },
            ]}
            rows={view.events.map((event) => ({
              key: event.hash,
              cells: {
                what: <Action>{event.action}</Action>,
                when: <Moment at={event.at} />,
                who: <WhoDid who={event.who} />,
                hash: <EventLink hash={event.hash} />,
              },
            }))}
          />
          <p className="note">
            <a href={pathIn(language, historyPath(view.record))}>{say('section.all')}</a>
          </p>
        </>
      )}
    </Section>
  )
}
