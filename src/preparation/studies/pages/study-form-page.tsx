import { countryName } from '../../../countries/registry.ts'
import { countryOptions } from '../../../people/organisations/pages/view.ts'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  type Option,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { capital, pathIn, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Overtaken } from '../../../ui/overtaken.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { listIn, type Sent, type StudyField, sentFrom, studyFields, textIn } from '../forms.ts'
import {
  ethicsStates,
  exploitations,
  methods,
  type Study,
  stocksAndFlows,
  studyLanguages,
  units,
} from '../schema.ts'
import type { CodebookVersion } from '../store.ts'
import { type Word, words } from '../words/studies.ts'
import { studyCrumbs } from './frame.tsx'
import { languageName, studyPath } from './view.ts'

/** Which country a study is to be of: asked first, since rights hang on it. What else was typed comes along. */
export function WhichCountryPage({
  context,
  countries,
  sent,
}: {
  context: PageContext
  /** The only countries somebody may plan for; null for all. */
  countries: string[] | null
  sent: Sent
}) {
  const { language } = context
  const say = speak(words, language)
  const all = countryOptions(language, say('choose'))
  return (
    <Page
      {...context}
      section="prepare"
      title={say('form.title new')}
      indexed={false}
      crumbs={studyCrumbs(language)}
    >
      <Opening title={say('form.which country')} />
      <Section wide>
        <form className="form" method="get" action={pathIn(language, '/studies/new')}>
          {studyFields.flatMap((field) =>
            listIn(sent, field)
              .filter((value) => value !== '')
              .map((value) => <input key={`${field} ${value}`} type="hidden" name={field} value={value} />),
          )}
          <SelectField
            name="country"
            label={say('field.country')}
            options={
              countries === null ? all : all.filter(({ value }) => value === '' || countries.includes(value))
            }
          />
          <Buttons>
            <Button first>{say('form.continue')}</Button>
            <ButtonLink href={pathIn(language, '/studies')}>{say('form.back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}

/** The form of a study: one that is planned, changed, or corrected after it was published. */
export function StudyFormPage({
  context,
  country,
  study,
  sent,
  errors,
  codebooks,
  organisations,
  overtakenBy = null,
}: {
  context: PageContext
  country: string
  /** Null for a new one. */
  study: Study | null
  sent: Sent
  errors: FieldError[]
  codebooks: CodebookVersion[]
  organisations: { id: string; name: string }[]
  /** What somebody else saved meanwhile. */
  overtakenBy?: Study | null
}) {
  const { language } = context
  const say = speak(words, language)
  const corrects = study?.state === 'published'
  const title =
    study === null
      ? say('form.title country', { country: countryName(country, language) })
      : say(corrects ? 'form.title correct' : 'form.title change')
  const back = study === null ? pathIn(language, '/studies') : studyPath(language, study.id)
  const common = (name: StudyField, hint = false) => {
    const error = errors.find(({ field }) => field === name)?.message
    return {
      name,
      label: say(`field.${name}`),
      ...(hint ? { hint: say(`field.${name} hint` as Word) } : {}),
      ...(error === undefined ? {} : { error }),
    }
  }
  const line = (name: StudyField, { hint = false, needed = false } = {}) => (
    <TextField {...common(name, hint)} value={textIn(sent, name)} optional={!needed} />
  )
  const box = (name: StudyField, rows: number, { hint = false, needed = false } = {}) => (
    <TextField {...common(name, hint)} rows={rows} value={textIn(sent, name)} optional={!needed} />
  )
  const day = (name: StudyField) => (
    <TextField {...common(name)} type="date" value={textIn(sent, name)} optional />
  )
  const number = (name: StudyField) => (
    <TextField {...common(name, true)} inputMode="numeric" value={textIn(sent, name)} optional />
  )
  const select = (name: StudyField, options: Option[], { hint = false, needed = false } = {}) => (
    <SelectField
      {...common(name, hint)}
      value={textIn(sent, name)}
      optional={!needed}
      options={[{ value: '', name: say('choose') }, ...options]}
    />
  )
  return (
    <Page
      {...context}
      section="prepare"
      title={title}
      indexed={false}
      crumbs={[
        ...studyCrumbs(language),
        ...(study === null ? [] : [{ name: study.facts.title, href: back }]),
      ]}
    >
      <Opening title={title}>
        <p className="prose">{say('form.lead')}</p>
      </Opening>
      {overtakenBy === null ? null : <StudyOvertaken now={overtakenBy} sent={sent} context={context} />}
      <form
        method="post"
        action={
          study === null
            ? pathIn(language, `/studies?country=${country}`)
            : studyPath(language, study.id, '/change')
        }
      >
        <ErrorSummary errors={errors} />
        <OnceField />
        {study === null ? null : (
          <input type="hidden" name="revision" value={String((overtakenBy ?? study).revision)} />
        )}
        <Section title={say('one.question')}>
          <div className="form">
            {select(
              'language',
              studyLanguages.map((code) => ({
                value: code,
                name: capital(language, languageName(code, language)),
              })),
              { needed: true },
            )}
            {line('title', { needed: true })}
            {box('question', 3, { hint: true, needed: true })}
            <ChoiceField
              {...common('confidential')}
              chosen={[textIn(sent, 'confidential') || 'no']}
              options={(['no', 'yes'] as const).map((value) => ({
                value,
                name: say(`field.confidential ${value}`),
              }))}
            />
          </div>
        </Section>
        <Section title={say('one.how')}>
          <div className="form">
            {select(
              'method',
              methods.map((value) => ({ value, name: say(`method.${value}`) })),
              { needed: true },
            )}
            {box('design', 4, { hint: true })}
            {number('samplePlanned')}
            {box('sampleWords', 2)}
            {day('fieldworkFrom')}
            {day('fieldworkTo')}
          </div>
        </Section>
        <Section title={say('one.who counts')} note={say('one.who counts note')}>
          <div className="form">
            {select(
              'codebook',
              codebooks.map(({ id, title: name, version, state }) => ({
                value: id,
                name: `${say('one.version', { title: name, version })}${state === 'draft' ? ` (${say('one.draft')})` : ''}`,
              })),
              { hint: true },
            )}
            {select(
              'unit',
              units.map((value) => ({ value, name: say(`unit.${value}`) })),
            )}
            {select(
              'stockOrFlow',
              stocksAndFlows.map((value) => ({ value, name: say(`stock.${value}`) })),
            )}
            <ChoiceField
              {...common('exploitation')}
              kind="checkbox"
              chosen={[...listIn(sent, 'exploitation')]}
              options={exploitations.map((value) => ({ value, name: say(`form.${value}`) }))}
            />
            {box('base', 2, { hint: true })}
            {number('baseNumber')}
            {box('baseUnknown', 2)}
            {line('baseSource')}
            <ChoiceField
              {...common('place')}
              chosen={[textIn(sent, 'place')]}
              options={(['whole', 'parts'] as const).map((value) => ({
                value,
                name: say(`field.place ${value}`),
              }))}
            />
            {line('placeWords')}
            {day('periodFrom')}
            {day('periodTo')}
          </div>
        </Section>
        <Section title={say('one.answers')}>
          <div className="form">
            {select(
              'ethics',
              ethicsStates.map((value) => ({ value, name: say(`ethics.${value}`) })),
            )}
            {line('ethicsBody')}
            {line('ethicsReference')}
            {day('ethicsOn')}
            {box('funders', 3, { hint: true })}
            <SelectField
              {...common('organisation')}
              value={textIn(sent, 'organisation')}
              optional
              options={[
                { value: '', name: say('field.organisation none') },
                ...organisations.map(({ id, name }) => ({ value: id, name })),
              ]}
            />
            {line('responsible')}
            {line('baselineOf', { hint: true })}
          </div>
        </Section>
        <Section title={say('one.doubt')}>
          <div className="form">
            {box('limits', 4, { hint: true })}
            {box('terms', 3)}
            {box('safety', 3, { hint: true })}
            {corrects ? (
              <TextField
                name="reason"
                rows={3}
                label={say('field.reason')}
                hint={say('field.reason hint')}
                value={textIn(sent, 'reason')}
                error={errors.find(({ field }) => field === 'reason')?.message}
              />
            ) : null}
            <Buttons>
              <Button first>
                {say(study === null ? 'form.plan' : corrects ? 'form.save correction' : 'form.save')}
              </Button>
              <ButtonLink href={back}>{say('form.back')}</ButtonLink>
            </Buttons>
          </div>
        </Section>
      </form>
    </Page>
  )
}

function StudyOvertaken({ now, sent, context }: { now: Study; sent: Sent; context: PageContext }) {
  const say = speak(words, context.language)
  const there = sentFrom(now)
  const shown = (from: Sent, field: StudyField) => listIn(from, field).join(', ')
  const differs = studyFields.filter(
    (field) => shown(there, field).replace(/\s+/g, ' ') !== shown(sent, field).replace(/\s+/g, ' '),
  )
  return (
    <Overtaken
      say={say}
      rows={differs.map((field) => ({
        key: field,
        label: say(`field.${field}`),
        now: shown(there, field),
        yours: shown(sent, field),
      }))}
    />
  )
}

/** A study is stopped, with the reason. */
export function StopPage({
  context,
  study,
  sent,
  errors,
}: {
  context: PageContext
  study: Study
  sent: Sent
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page
      {...context}
      section="prepare"
      title={say('stop.title')}
      indexed={false}
      crumbs={[...studyCrumbs(language), { name: study.facts.title, href: studyPath(language, study.id) }]}
    >
      <Opening title={say('stop.title')} />
      <Section wide>
        <form className="form" method="post" action={studyPath(language, study.id, '/stop')}>
          <ErrorSummary errors={errors} />
          <OnceField />
          <input type="hidden" name="revision" value={String(study.revision)} />
          <p className="prose">{say('stop.text')}</p>
          <TextField
            name="reason"
            rows={3}
            label={say('field.reason')}
            hint={say('field.reason hint')}
            value={textIn(sent, 'reason')}
            error={errors.find(({ field }) => field === 'reason')?.message}
          />
          <Buttons>
            <Button first>{say('one.stop')}</Button>
            <ButtonLink href={studyPath(language, study.id)}>{say('form.back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}
