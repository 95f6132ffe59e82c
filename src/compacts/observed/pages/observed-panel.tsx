import { pathIn } from '../../../ui/language.ts'
import { Section } from '../../../ui/section.tsx'
import { SourceMark } from '../../../ui/sources.tsx'
import { useLanguage, useWords } from '../../../ui/voice.tsx'
import type { ObservedCompact } from '../statements.ts'
import { words } from '../words.ts'
import { Differing, observedPath } from './observed-page.tsx'

/**
 * For the page of a country: where sources differ on its compacts, and the way to all that is
 * published. Draws nothing for a country without one.
 */
export function ObservedPanel({ compacts }: { compacts: readonly ObservedCompact[] }) {
  const say = useWords(words)
  const language = useLanguage()
  if (compacts.length === 0) return null
  return (
    <Section title={say('panel.title')} note={say('panel.note')}>
      {compacts.map((compact) => (
        <div key={compact.id}>
          {compact.differences.map((difference) => (
            <Differing
              key={`${difference.topic} ${difference.part} ${difference.currency}`}
              difference={difference}
            />
          ))}
          <p>
            <a href={pathIn(language, observedPath(compact.id))}>{say('panel')}</a>
            <SourceMark id={compact.source} />
          </p>
        </div>
      ))}
    </Section>
  )
}
