import { DataTable } from '../../../ui/data-table.tsx'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { type Language, pathIn, type Say, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import type { Typed } from '../forms.ts'
import { isOrganisationKind, type Organisation, organisationKinds } from '../schema.ts'
import type { Word } from '../words/en.ts'
import { words } from '../words.ts'
import { countryIn, countryOptions, organisationPath } from './view.ts'

/** An organisation as its form holds it. */
export function typedFrom({ kind, name, country, website, listed }: Organisation): Typed {
  return { kind, name, country: country ?? '', website: website ?? '', listed: listed ? 'yes' : 'no' }
}

/**
 * The form for a new organisation, or for one that is there. What was typed stands in it
 * after an error; when somebody else was faster, both are shown side by side.
 */
export function OrganisationFormPage({
  context,
  organisation,
  typed,
  errors,
  overtaken = false,
}: {
  context: PageContext
  /** Null for a new one. */
  organisation: Organisation | null
  typed: Typed
  errors: FieldError[]
  overtaken?: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const title =
    organisation === null ? say('form.new title') : say('form.edit title', { name: organisation.name })
  const back =
    organisation === null ? pathIn(language, '/organisations') : organisationPath(language, organisation.id)
  return (
    <Page
      {...context}
      title={title}
      indexed={false}
      crumbs={[
        { name: say('list.title'), href: pathIn(language, '/organisations') },
        ...(organisation === null ? [] : [{ name: organisation.name, href: back }]),
        { name: organisation === null ? title : say('one.edit') },
      ]}
    >
      <Opening title={title} />
      <Section wide>
        {overtaken && organisation !== null ? (
          <>
            <Notice word={say('stale.word')}>{say('stale.text')}</Notice>
            <Compared now={typedFrom(organisation)} typed={typed} say={say} language={language} />
          </>
        ) : null}
        <form
          className="form"
          method="post"
          action={
            organisation === null
              ? pathIn(language, '/organisations')
              : organisationPath(language, organisation.id, '/edit')
          }
        >
          <ErrorSummary errors={errors} />
          <OnceField />
          {organisation === null ? null : (
            <input type="hidden" name="version" value={String(organisation.version)} />
          )}
          <TextField
            name="name"
            label={say('form.name')}
            hint={say('form.name hint')}
            value={typed.name}
            error={errorOf('name')}
            autoComplete="organization"
          />
          <SelectField
            name="kind"
            label={say('form.kind')}
            value={typed.kind}
            error={errorOf('kind')}
            options={[
              { value: '', name: say('form.choose') },
              ...organisationKinds.map((kind) => ({ value: kind, name: say(`kind.${kind}`) })),
            ]}
          />
          <SelectField
            name="country"
            label={say('form.country')}
            hint={say('form.country hint')}
            optional
            value={typed.country}
            error={errorOf('country')}
            options={countryOptions(language, say('form.country none'))}
          />
          <TextField
            name="website"
            type="url"
            label={say('form.website')}
            hint={say('form.website hint')}
            optional
            value={typed.website}
            error={errorOf('website')}
          />
          <ChoiceField
            name="listed"
            label={say('form.listed')}
            error={errorOf('listed')}
            chosen={[typed.listed ?? '']}
            options={[
              { value: 'yes', name: say('form.listed yes') },
              { value: 'no', name: say('form.listed no') },
            ]}
          />
          <Buttons>
            <Button first>{say(organisation === null ? 'form.make' : 'form.change')}</Button>
            <ButtonLink href={back}>{say('form.back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}

function Compared({
  now,
  typed,
  say,
  language,
}: {
  now: Typed
  typed: Typed
  say: Say<Word>
  language: Language
}) {
  const shown = (field: string, text: string | undefined) => {
    if (field === 'kind') return text && isOrganisationKind(text) ? say(`kind.${text}`) : ''
    if (field === 'country') return countryIn(language, say, text || null)
    if (field === 'listed') return text === 'yes' || text === 'no' ? say(`form.listed ${text}`) : ''
    return text ?? ''
  }
  const fields = ['name', 'kind', 'country', 'website', 'listed'] as const
  return (
    <DataTable
      caption={say('stale.word')}
      captionHidden
      columns={[
        { key: 'what', head: say('stale.what') },
        { key: 'now', head: say('stale.now') },
        { key: 'typed', head: say('stale.typed') },
      ]}
      rows={fields.map((field) => ({
        key: field,
        own: (now[field] ?? '') !== (typed[field] ?? ''),
        cells: {
          what: say(`form.${field}`),
          now: shown(field, now[field]),
          typed: shown(field, typed[field]),
        },
      }))}
    />
  )
}
