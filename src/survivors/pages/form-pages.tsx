import type { Agreement } from '../../compacts/agreement.ts'
import { CompactFrame, type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { field } from '../../house/form-fields.ts'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  TextField,
} from '../../ui/form.tsx'
import { type Language, speak } from '../../ui/language.ts'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { clausesOf, placeName } from '../clauses.ts'
import { type Objection, outcomes, speakers, ways } from '../schema.ts'
import { words } from '../words.ts'
import { ObjectionList } from './objections.tsx'

type FormProps = {
  context: PageContext
  view: CompactView
  /** What was sent, to stand in the form again. */
  sent: unknown
  errors: FieldError[]
}

const errorAt = (errors: readonly FieldError[], name: string) =>
  errors.find(({ field: at }) => at === name)?.message

/** Objecting to one clause, which is shown above the form as it is written. */
export function ObjectPage({
  context,
  view,
  sent,
  errors,
  agreement,
  place,
}: FormProps & { agreement: Agreement; place: string }) {
  const { language } = context
  const say = speak(words, language)
  const clause = clausesOf(agreement, language).find((each) => each.place === place)
  const back = compactPath(language, view.compact.id, '/review')
  return (
    <CompactFrame
      context={context}
      view={view}
      here={null}
      title={say('object.title')}
      crumbs={[{ name: say('title'), href: back }, { name: say('object.title') }]}
    >
      <Section title={placeName(agreement, place, language)}>
        {[...(clause?.plain.slice(1) ?? []), ...(clause?.written ?? [])].map((text) => (
          <p key={text} className="prose">
            {text}
          </p>
        ))}
      </Section>
      <Section wide>
        <p className="prose">
          <strong>{say('safety')}.</strong> {say('safety.text')}
        </p>
        <form className="form" method="post" action={`${back}/object`}>
          <ErrorSummary errors={errors} />
          <OnceField />
          <input type="hidden" name="place" value={place} />
          <TextField
            name="text"
            rows={6}
            label={say('object.text')}
            hint={say('object.text hint')}
            value={field(sent, 'text')}
            error={errorAt(errors, 'text')}
          />
          <TextField
            name="instead"
            rows={4}
            optional
            label={say('object.instead')}
            hint={say('object.instead hint')}
            value={field(sent, 'instead')}
            error={errorAt(errors, 'instead')}
          />
          <ChoiceField
            name="public"
            label={say('object.public')}
            chosen={[field(sent, 'public') || 'no']}
            error={errorAt(errors, 'public')}
            options={[
              { value: 'no', name: say('object.public no') },
              { value: 'yes', name: say('object.public yes') },
            ]}
          />
          <AsFields language={language} sent={sent} errors={errors} />
          <Buttons>
            <Button first>{say('object.submit')}</Button>
            <ButtonLink href={back}>{say('back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </CompactFrame>
  )
}

/** Recording that a review was held on the text that was shown. */
export function HoldPage({
  context,
  view,
  sent,
  errors,
  revision,
}: FormProps & {
  /** Of the draft the reader was shown; it goes back with the form. */
  revision: number
}) {
  const { language } = context
  const say = speak(words, language)
  const back = compactPath(language, view.compact.id, '/review')
  return (
    <CompactFrame
      context={context}
      view={view}
      here={null}
      title={say('hold.title')}
      lead={say('hold.text')}
      crumbs={[{ name: say('title'), href: back }, { name: say('hold.title') }]}
    >
      <Section wide>
        <form className="form" method="post" action={`${back}/hold`}>
          <ErrorSummary errors={errors} />
          <OnceField />
          <input type="hidden" name="base" value={String(revision)} />
          <TextField
            name="heldOn"
            type="date"
            label={say('hold.day')}
            value={field(sent, 'heldOn')}
            error={errorAt(errors, 'heldOn')}
          />
          <ChoiceField
            name="how"
            label={say('hold.how')}
            chosen={[field(sent, 'how')]}
            error={errorAt(errors, 'how')}
            options={ways.map((way) => ({ value: way, name: say(`how.${way}`) }))}
          />
          <AsFields language={language} sent={sent} errors={errors} />
          <Buttons>
            <Button first>{say('hold.submit')}</Button>
            <ButtonLink href={back}>{say('back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </CompactFrame>
  )
}

/** Answering an objection, which is shown above the form. */
export function AnswerPage({
  context,
  view,
  sent,
  errors,
  objection,
  agreement,
}: FormProps & { objection: Objection; agreement: Agreement | null }) {
  const { language } = context
  const say = speak(words, language)
  const back = compactPath(language, view.compact.id, '/review')
  return (
    <CompactFrame
      context={context}
      view={view}
      here={null}
      title={say('answer.title')}
      crumbs={[{ name: say('title'), href: back }, { name: say('answer.title') }]}
    >
      <Section title={say('objections.title')}>
        <ObjectionList objections={[objection]} agreement={agreement} />
      </Section>
      <Section wide>
        <form className="form" method="post" action={`${back}/objections/${objection.id}/answer`}>
          <ErrorSummary errors={errors} />
          <OnceField />
          <ChoiceField
            name="outcome"
            label={say('answer.outcome')}
            chosen={[field(sent, 'outcome')]}
            error={errorAt(errors, 'outcome')}
            options={outcomes.map((outcome) => ({ value: outcome, name: say(`outcome.${outcome}`) }))}
          />
          <TextField
            name="text"
            rows={6}
            label={say('answer.text')}
            hint={say('answer.text hint')}
            value={field(sent, 'text')}
            error={errorAt(errors, 'text')}
          />
          <Buttons>
            <Button first>{say('answer.submit')}</Button>
            <ButtonLink href={back}>{say('back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </CompactFrame>
  )
}

/** Under what name somebody speaks: the group alone unless they choose otherwise. */
function AsFields({
  language,
  sent,
  errors,
}: {
  language: Language
  sent: unknown
  errors: readonly FieldError[]
}) {
  const say = speak(words, language)
  return (
    <>
      <ChoiceField
        name="as"
        label={say('as.title')}
        hint={say('as.hint')}
        chosen={[field(sent, 'as') || 'group']}
        error={errorAt(errors, 'as')}
        options={speakers.map((speaker) => ({ value: speaker, name: say(`as.${speaker}`) }))}
      />
      <TextField
        name="alias"
        optional
        label={say('as.alias field')}
        value={field(sent, 'alias')}
        error={errorAt(errors, 'alias')}
      />
    </>
  )
}
