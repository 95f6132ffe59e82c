import { allCountries, countryName } from '../../../countries/registry.ts'
import { FileField } from '../../../ui/file-field.tsx'
import {
  Button,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { type Language, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Section } from '../../../ui/section.tsx'
import { type Sent, textIn } from '../../desk.ts'
import { type Line, MOST_LINES } from '../lists.ts'
import { type Batch, checkOf } from '../schema.ts'
import { words } from '../words/words.ts'

const countriesIn = (language: Language) =>
  allCountries()
    .map(({ iso3 }) => ({ value: iso3, name: countryName(iso3, language) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language))

/** Where an advocate types who signed the cards of a batch. What was typed before is not shown again. */
export function ListForm({
  action,
  language,
  batch,
  country,
  sent,
  errors,
}: {
  action: string
  language: Language
  batch: Batch
  country: string
  sent: Sent
  errors: FieldError[]
}) {
  const say = speak(words, language)
  const at = (field: string) =>
    errors
      .filter((error) => error.field === field)
      .map(({ message }) => message)
      .join(' ') || undefined
  return (
    <Section title={say('list.title')} note={say('list.text')}>
      <p className="prose">
        {batch.listed > 0
          ? say('list.found', { listed: batch.listed })
          : say('list.waiting', { lines: batch.lines })}
      </p>
      {batch.listed > 0 ? null : (
        <form className="form" method="post" action={action}>
          <OnceField />
          <ErrorSummary errors={errors} />
          <TextField
            name="list"
            label={say('field.list')}
            hint={say('field.list hint', { most: MOST_LINES })}
            value={textIn(sent, 'list')}
            error={at('list')}
            rows={8}
            required
            exact
          />
          <SelectField
            name="country"
            label={say('field.country')}
            value={textIn(sent, 'country') || country}
            options={countriesIn(language)}
          />
          <Buttons>
            <Button first>{say('list.send')}</Button>
          </Buttons>
        </form>
      )}
    </Section>
  )
}

/** Where an advocate sends a photograph of the cards of a batch that nobody counted yet. */
export function PhotoForm({
  action,
  language,
  waiting,
  errors,
}: {
  action: string
  language: Language
  /** Whether one waits already. */
  waiting: boolean
  errors: FieldError[]
}) {
  const say = speak(words, language)
  return (
    <Section title={say('photo.title')} note={say('photo.text')}>
      {waiting ? <p className="prose">{say('photo.waiting')}</p> : null}
      <form className="form" method="post" action={action} encType="multipart/form-data">
        <OnceField />
        <ErrorSummary errors={errors} />
        <FileField
          name="photo"
          label={say('field.photo')}
          hint={say('field.photo hint')}
          error={errors.find(({ field }) => field === 'photo')?.message}
          accept=".png,.jpg,.jpeg"
          required
        />
        <Buttons>
          <Button>{say('photo.send')}</Button>
        </Buttons>
      </form>
    </Section>
  )
}

/** The list beside the cards, for who may read names. */
export function CompareForm({
  action,
  language,
  batch,
  lines,
  chosen,
  sent,
  errors,
}: {
  action: string
  language: Language
  batch: Batch
  lines: readonly (Line & { id: string })[]
  /** Ids of the ticked lines. */
  chosen: readonly string[]
  sent: Sent
  errors: FieldError[]
}) {
  const say = speak(words, language)
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  return (
    <Section id="list" title={say('names.title')} note={say('names.note')}>
      <form className="form" method="post" action={action}>
        <OnceField />
        <ErrorSummary errors={errors} />
        {lines.map(({ id }) => (
          <input key={id} type="hidden" name="shown" value={id} />
        ))}
        <ChoiceField
          name="stand"
          kind="checkbox"
          label={say('names.stand')}
          error={at('stand')}
          options={lines.map(({ id, name, postalCode, country }) => ({
            value: id,
            name: `${name}, ${postalCode}, ${countryName(country, language)}`,
          }))}
          chosen={[...chosen]}
        />
        {checkOf(batch) !== null ? null : (
          <TextField
            name="list-why"
            label={say('check.why')}
            hint={say('check.why hint')}
            value={textIn(sent, 'list-why')}
            error={at('list-why')}
            rows={2}
            optional
          />
        )}
        <Buttons>
          <Button first>{say('names.send')}</Button>
        </Buttons>
      </form>
    </Section>
  )
}

/** Where somebody who signed on paper is forgotten, when they ask for it. */
export function ForgetForm({
  action,
  language,
  country,
  sent,
  errors,
  found,
}: {
  action: string
  language: Language
  country: string
  sent: Sent
  errors: FieldError[]
  /** How many were forgotten just now; null before anybody asked. */
  found: number | null
}) {
  const say = speak(words, language)
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  return (
    <Section id="forget" title={say('forget.title')} note={say('forget.text')}>
      {found === null ? null : (
        <p className="prose" role="status">
          {say('forget.found', { found })}
        </p>
      )}
      <form className="form" method="post" action={action}>
        <OnceField />
        <ErrorSummary errors={errors} />
        <TextField
          name="name"
          label={say('forget.name')}
          value={textIn(sent, 'name')}
          error={at('name')}
          autoComplete="off"
          required
        />
        <TextField
          name="postalCode"
          label={say('forget.postalCode')}
          value={textIn(sent, 'postalCode')}
          error={at('postalCode')}
          autoComplete="off"
          required
          exact
        />
        <SelectField
          name="country"
          label={say('field.country')}
          value={textIn(sent, 'country') || country}
          options={countriesIn(language)}
        />
        <Buttons>
          <Button>{say('forget.send')}</Button>
        </Buttons>
      </form>
    </Section>
  )
}
