import { type Language, pathIn } from '../../../ui/language.ts'
import { Section } from '../../../ui/section.tsx'
import { useWords } from '../../../ui/voice.tsx'
import { robustnessWords } from '../words.ts'

/** The way from an assessment to how sure it is. */
export function RobustnessLink({ assessment, language }: { assessment: string; language: Language }) {
  const say = useWords(robustnessWords)
  return (
    <Section title={say('link.title')}>
      <p className="prose">
        {say('link.text')}{' '}
        <a href={pathIn(language, `/assessments/${assessment}/robustness`)}>{say('link.action')}</a>.
      </p>
    </Section>
  )
}
