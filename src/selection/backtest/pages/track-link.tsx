import { type Language, pathIn } from '../../../ui/language.ts'
import type { Methodology } from '../../schema.ts'
import { textIn } from '../../sentences.ts'
import { sayTrack } from '../sentences.ts'

/** The way from a methodology to its track record. */
export function TrackLink({ methodology, language }: { methodology: Methodology; language: Language }) {
  const say = sayTrack(language)
  return (
    <p>
      <a href={pathIn(language, `/methodologies/${methodology.methodology}/track-record`)}>
        {say('title', { method: textIn(language, methodology.title) })}
      </a>{' '}
      {say('link.text')}
    </p>
  )
}
