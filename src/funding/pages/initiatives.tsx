import { DataTable } from '../../ui/data-table.tsx'
import { formatDay, type Language, speak } from '../../ui/language.ts'
import { type Status, StatusMark } from '../../ui/status-mark.tsx'
import type { InitiativeStanding, InitiativeState } from '../initiative-states.ts'
import { words } from '../words/words.ts'

const marks: Record<InitiativeState, Status> = {
  planned: 'not due',
  awarded: 'unknown',
  active: 'passed',
  ended: 'not applicable',
}

/** Where each initiative stands, since when and why: on the page about money and on the public page alike. */
export function Initiatives({
  standings,
  name,
  language,
}: {
  standings: readonly InitiativeStanding[]
  name: (key: string) => string
  language: Language
}) {
  const say = speak(words, language)
  return (
    <DataTable
      caption={say('initiatives.title')}
      captionHidden
      columns={[
        { key: 'initiative', head: say('award.initiative') },
        { key: 'state', head: say('initiatives.head') },
        { key: 'since', head: say('initiatives.since') },
        { key: 'why', head: say('initiatives.why') },
      ]}
      rows={standings.map(({ key, state, since, because }) => ({
        key,
        cells: {
          initiative: name(key),
          state: <StatusMark status={marks[state]} word={say(`initiative.${state}`)} />,
          since: since === null ? '–' : formatDay(language, since),
          why: say(`initiative because.${because}`),
        },
      }))}
    />
  )
}
