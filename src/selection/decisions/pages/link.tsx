import { ButtonLink, Buttons } from '../../../ui/form.tsx'
import { type Language, pathIn } from '../../../ui/language.ts'
import { Section } from '../../../ui/section.tsx'
import { sayOf } from '../say.ts'

/** From an assessment to what people decided on it, or may decide. */
export function DecisionsLink({ assessment, language }: { assessment: string; language: Language }) {
  const say = sayOf(language)
  return (
    <Section id="decide" title={say('link.title')} note={say('link.note')}>
      <Buttons>
        <ButtonLink href={pathIn(language, `/decisions?assessment=${encodeURIComponent(assessment)}`)}>
          {say('link.of this')}
        </ButtonLink>
        <ButtonLink href={pathIn(language, '/decisions')}>{say('link.all')}</ButtonLink>
      </Buttons>
    </Section>
  )
}

/** From the list of assessments to the list of decisions. */
export function DecisionsHint({ language }: { language: Language }) {
  const say = sayOf(language)
  return (
    <p className="prose">
      {say('link.note')} <a href={pathIn(language, '/decisions')}>{say('link.all')}</a>
    </p>
  )
}
