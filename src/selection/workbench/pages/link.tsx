import { ButtonLink } from '../../../ui/form.tsx'
import { type Language, pathIn } from '../../../ui/language.ts'
import { useWords } from '../../../ui/voice.tsx'
import { benchWords } from '../words.ts'

/** The way from an assessment to its workbench. */
export function WorkbenchButton({ assessment, language }: { assessment: string; language: Language }) {
  const say = useWords(benchWords)
  return (
    <ButtonLink href={pathIn(language, `/assessments/${assessment}/workbench`)}>
      {say('page.open')}
    </ButtonLink>
  )
}
