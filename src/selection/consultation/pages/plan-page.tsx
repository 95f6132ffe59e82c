import {
  Button,
  Buttons,
  ChoiceField,
  described,
  ErrorSummary,
  type FieldError,
  Frame,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { languageNames, languages, pathIn, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { listIn, type Sent, shareField, textIn } from '../forms.ts'
import { groupKinds, levels, memberships, ways } from '../schema.ts'
import { words } from '../words/words.ts'

/** The plan of a consultation: a new one, or one that has not been announced. */
export function PlanPage({
  context,
  round,
  documents,
  sent,
  errors,
}: {
  context: PageContext
  /** Its id, where there is one already. */
  round: string | null
  /** Versions of methodologies with criteria: `id version`, and how they are called. */
  documents: { value: string; name: string }[]
  sent: Sent
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const title = say(round === null ? 'form.title' : 'form.title edit')
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const moment = (name: 'opens' | 'closes') => {
    const field = {
      name,
      label: say(`form.${name}`),
      hint: say('form.moment hint'),
      error: errorOf(name),
    }
    return (
      <Frame {...field}>
        <input
          type="datetime-local"
          id={name}
          name={name}
          defaultValue={textIn(sent, name)}
          aria-describedby={described(field)}
          aria-invalid={field.error ? true : undefined}
        />
      </Frame>
    )
  }
  return (
    <Page
      {...context}
      section="methodologies"
      title={title}
      crumbs={[{ name: say('list.crumb'), href: pathIn(language, '/consultations') }, { name: title }]}
      indexed={false}
    >
      <Opening title={title}>
        <p className="prose">{say('list.lead')}</p>
      </Opening>
      <Section>
        <form
          className="form"
          method="post"
          action={pathIn(language, round === null ? '/consultations' : `/consultations/${round}/plan`)}
        >
          <ErrorSummary errors={errors} />
          <OnceField />
          <input type="hidden" name="revision" value={textIn(sent, 'revision')} />
          <SelectField
            name="methodology"
            label={say('form.methodology')}
            error={errorOf('methodology')}
            value={textIn(sent, 'methodology')}
            options={documents}
          />
          <TextField
            name="question"
            label={say('form.question')}
            hint={say('form.question hint')}
            error={errorOf('question')}
            value={textIn(sent, 'question')}
            rows={2}
          />
          <SelectField
            name="language"
            label={say('form.language')}
            error={errorOf('language')}
            value={textIn(sent, 'language') || language}
            options={languages.map((each) => ({ value: each, name: languageNames[each] }))}
          />
          <ChoiceField
            name="level"
            label={say('form.level')}
            error={errorOf('level')}
            options={levels.map((each) => ({ value: each, name: say(`level.${each}`) }))}
            chosen={[textIn(sent, 'level')]}
          />
          <ChoiceField
            name="ways"
            kind="checkbox"
            label={say('form.ways')}
            hint={say('form.ways hint')}
            error={errorOf('ways')}
            options={ways.map((each) => ({ value: each, name: say(`way.${each}`) }))}
            chosen={[...listIn(sent, 'ways')]}
          />
          <fieldset className="field">
            <legend>{say('form.shares')}</legend>
            <p className="hint">{say('form.shares hint')}</p>
            <div className="form">
              {groupKinds.map((kind) => (
                <TextField
                  key={kind}
                  name={shareField(kind)}
                  label={say(`kind.${kind}`)}
                  error={errorOf(shareField(kind))}
                  value={textIn(sent, shareField(kind))}
                  inputMode="numeric"
                  autoComplete="off"
                />
              ))}
              <TextField
                name="other"
                label={say('form.other')}
                error={errorOf('other')}
                value={textIn(sent, 'other')}
                optional
              />
            </div>
          </fieldset>
          <ChoiceField
            name="membership"
            label={say('form.membership')}
            error={errorOf('membership')}
            options={memberships.map((each) => ({ value: each, name: say(`membership.${each}`) }))}
            chosen={[textIn(sent, 'membership')]}
          />
          <TextField
            name="fewest"
            label={say('form.fewest')}
            hint={say('groups.fewest', { fewest: textIn(sent, 'fewest') || '10' })}
            error={errorOf('fewest')}
            value={textIn(sent, 'fewest')}
            inputMode="numeric"
          />
          {moment('opens')}
          {moment('closes')}
          <Buttons>
            <Button first>{say('form.send')}</Button>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}
