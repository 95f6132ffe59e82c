import { DataTable } from '../../ui/data-table.tsx'
import { speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { useLanguage } from '../../ui/voice.tsx'
import type { Control, Typed } from '../forms/field.ts'
import { words } from '../words/words.ts'
import { namesOfControls } from './controls.tsx'

/**
 * Two people wrote in the same place: what stands now beside what was typed, field by field.
 * The form below holds what was typed; sending it again puts it in the other’s place, and the
 * link leaves theirs as it is.
 */
export function BothVersions({
  now,
  typed,
  controls,
  languages,
  keep,
  gone,
}: {
  now: Typed
  typed: Typed
  controls: readonly Control[]
  languages: readonly string[]
  /** Address of the form as it stands now. */
  keep: string
  /** Whether somebody removed what is being written. */
  gone: boolean
}) {
  const language = useLanguage()
  const say = speak(words, language)
  const names = namesOfControls(controls, languages, language)
  const differing = [...names].filter(([name]) => (now[name] ?? '').trim() !== (typed[name] ?? '').trim())
  return (
    <>
      <Notice word={say('conflict.word')}>
        {say(gone ? 'conflict.gone' : 'conflict.text')} <a href={keep}>{say('conflict.keep')}</a>
      </Notice>
      <DataTable
        caption={say('conflict.caption')}
        columns={[
          { key: 'what', head: say('conflict.what') },
          { key: 'now', head: say('conflict.now') },
          { key: 'typed', head: say('conflict.typed') },
        ]}
        rows={differing.map(([name, label]) => ({
          key: name,
          cells: { what: label, now: now[name] || '–', typed: typed[name] || '–' },
        }))}
      />
    </>
  )
}
