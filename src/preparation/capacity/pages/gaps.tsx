import { DataTable } from '../../../ui/data-table.tsx'
import { formatList } from '../../../ui/language.ts'
import { Unknown } from '../../../ui/unknown.tsx'
import { useLanguage, useWords } from '../../../ui/voice.tsx'
import { type CapacityFunction, functions } from '../schema.ts'
import type { CapacityGap } from '../standing.ts'
import type { CapacityGaps } from '../store.ts'
import { words } from '../words.ts'
import { institutionName } from './parts.tsx'

/**
 * What a country’s institutions lack, by the components of a compact: a panel for any page.
 * `only` keeps it to some of the components.
 */
export function CapacityGapsPanel({
  found,
  only = functions,
  level = 3,
}: {
  found: CapacityGaps
  only?: readonly CapacityFunction[]
  level?: 3 | 4
}) {
  const say = useWords(words)
  const Heading = level === 3 ? 'h3' : 'h4'
  if (!found.mapped) return <Unknown next={say('map.nothing next')}>{say('gaps.none unknown')}</Unknown>
  return (
    <>
      {only.map((component) => {
        const gaps = found.gaps[component]
        const name = say(`function.${component}`)
        return (
          <div key={component} className="capacity-gaps">
            <Heading>
              {gaps.length === 0 ? name : say('gaps.heading', { component: name, count: gaps.length })}
            </Heading>
            {gaps.length === 0 ? (
              <p className="note">{say('gaps.none')}</p>
            ) : (
              <GapTable caption={name} gaps={gaps} />
            )}
          </div>
        )
      })}
    </>
  )
}

function GapTable({ caption, gaps }: { caption: string; gaps: readonly CapacityGap[] }) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <DataTable
      caption={caption}
      captionHidden
      tight
      columns={[
        { key: 'task', head: say('gaps.task') },
        { key: 'who', head: say('gaps.who') },
        { key: 'outside', head: say('side.outside'), number: true },
        { key: 'self', head: say('side.self'), number: true },
        { key: 'why', head: say('gaps.why') },
      ]}
      rows={gaps.map((gap) => ({
        key: `${gap.institution?.id ?? 'nobody'} ${gap.task}`,
        cells: {
          task: say(`task.${gap.task}`),
          who: gap.institution === null ? say('gaps.nobody') : institutionName(gap.institution),
          outside: gap.outside ?? '–',
          self: gap.self ?? '–',
          why: formatList(
            language,
            gap.why.map((each) => say(`why.${each}`)),
          ),
        },
      }))}
    />
  )
}
