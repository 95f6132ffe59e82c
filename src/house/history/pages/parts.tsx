import type { ReactNode } from 'react'
import { DataTable } from '../../../ui/data-table.tsx'
import { formatDay, type Language, pathIn } from '../../../ui/language.ts'
import { useLanguage, useWords } from '../../../ui/voice.tsx'
import { actionWords } from '../action-words.ts'
import type { RecordName } from '../event.ts'
import type { EventView, FieldChange, Shown, Who } from '../history-view.ts'
import { eventPath } from '../kinds.ts'
import { words } from '../words.ts'

/** A moment in UTC, to the second. */
export function Moment({ at }: { at: string }) {
  const language = useLanguage()
  return <time dateTime={at}>{moment(language, at)}</time>
}

export function moment(language: Language, at: string): string {
  return `${formatDay(language, at.slice(0, 10))}, ${at.slice(11, 19)} UTC`
}

/** What was done, in the reader's language; where nobody has put it into words yet, as it was written. */
export function Action({ children }: { children: string }) {
  const language = useLanguage()
  const said = Object.hasOwn(actionWords.en, children)
    ? actionWords[language][children as keyof typeof actionWords.en]
    : null
  if (said !== null) return said
  return language === 'en' ? children : <span lang="en">{children}</span>
}

export function WhoDid({ who }: { who: Who }) {
  const say = useWords(words)
  if (who.as !== 'person') return say(`who.${who.as}`)
  if (who.erased) return say('who.erased')
  return who.name ?? say('who.unnamed', { id: who.id.slice(0, 8) })
}

/** Field by field what an event changed. */
export function Changes({ event, caption }: { event: EventView; caption: string }) {
  const say = useWords(words)
  if (event.changes.length === 0) return <p className="note">{say('event.no changes')}</p>
  return (
    <DataTable
      caption={caption}
      captionHidden
      tight
      columns={[
        { key: 'field', head: say('event.field') },
        { key: 'before', head: say('event.before') },
        { key: 'after', head: say('event.after') },
      ]}
      rows={event.changes.map(({ field, before, after }: FieldChange) => ({
        key: field,
        cells: {
          field: <code>{field === '' ? '·' : field}</code>,
          before: <Value>{before}</Value>,
          after: <Value>{after}</Value>,
        },
      }))}
    />
  )
}

function Value({ children: value }: { children: Shown }) {
  const say = useWords(words)
  if (value.is === 'text')
    return value.cut ? (
      <>
        {value.text}… <i>({say('event.cut')})</i>
      </>
    ) : (
      value.text
    )
  return <span className="missing">{say(`event.${value.is}`)}</span>
}

/** The beginning of a hash, leading to its event. */
export function EventLink({ hash, children }: { hash: string; children?: ReactNode }) {
  const language = useLanguage()
  return <a href={pathIn(language, eventPath(hash))}>{children ?? <code>{hash.slice(0, 12)}</code>}</a>
}

/** Kind and id of a record, as programs name it. */
export function FullName({ record }: { record: RecordName }) {
  return (
    <code className="digest">
      {record.kind} {record.id}
    </code>
  )
}
