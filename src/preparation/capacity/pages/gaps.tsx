import { capital, formatDay, formatList } from '../../../ui/language.ts'
import { Unknown } from '../../../ui/unknown.tsx'
import { useLanguage, useWords } from '../../../ui/voice.tsx'
import { type CapacityFunction, functions, sides } from '../schema.ts'
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
            {gaps.length === 0 ? <p className="note">{say('gaps.none')}</p> : <GapList gaps={gaps} />}
          </div>
        )
      })}
    </>
  )
}

/** A row for each gap: the task, whose it is, and why it is one with what both sides say. */
function GapList({ gaps }: { gaps: readonly CapacityGap[] }) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <ul className="capacity-rows">
      {gaps.map((gap) => (
        <li key={`${gap.institution?.id ?? 'nobody'} ${gap.task}`}>
          <b>{say(`task.${gap.task}`)}</b>
          <span>
            {gap.institution === null ? say('gaps.nobody') : institutionName(gap.institution)}
            {gap.institution === null || gap.institution.ended === null ? null : (
              <small>
                {say('gaps.ended', { day: formatDay(language, gap.institution.ended.slice(0, 10)) })}
              </small>
            )}
          </span>
          <span>
            {capital(
              language,
              formatList(
                language,
                gap.why.map((each) => say(`why.${each}`)),
              ),
            )}
            {gap.outside === null && gap.self === null ? null : (
              <small>
                {sides
                  .filter((side) => gap[side] !== null)
                  .map((side) => say('gaps.said', { side: say(`side.${side}`), level: gap[side] ?? '–' }))
                  .join(' · ')}
              </small>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
