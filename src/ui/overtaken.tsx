import { DataTable } from './data-table.tsx'
import { Notice } from './notice.tsx'
import { Section } from './section.tsx'

/** Where what somebody else saved and what was typed differ. */
export type Differing = { key: string; label: string; now: string; yours: string }

/** What somebody else saved beside what was typed, in the words of the room. */
export function Overtaken({
  rows,
  say,
}: {
  rows: readonly Differing[]
  say: (key: `stale.${'word' | 'text' | 'field' | 'now' | 'yours'}`) => string
}) {
  return (
    <Section wide>
      <Notice word={say('stale.word')}>{say('stale.text')}</Notice>
      {rows.length === 0 ? null : (
        <DataTable
          caption={say('stale.word')}
          captionHidden
          columns={[
            { key: 'field', head: say('stale.field') },
            { key: 'now', head: say('stale.now') },
            { key: 'yours', head: say('stale.yours') },
          ]}
          rows={rows.map(({ key, label, now, yours }) => ({ key, cells: { field: label, now, yours } }))}
        />
      )}
    </Section>
  )
}
