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
import { pathIn, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { prepareCrumb } from '../../studies/pages/frame.tsx'
import type { Typed } from '../forms.ts'
import { functions, type Institution, institutionKinds, tasksOf } from '../schema.ts'
import { words } from '../words.ts'
import { capacityPath, placeOf } from './parts.tsx'

/** An institution as its form holds it. */
export function typedInstitution({ name, kind, level, place, tasks }: Institution): Typed {
  return { name, kind, level, place: place ?? '', tasks: tasks.join(' ') }
}

/** The form for a new institution, or for one that is there, which can also be ended here. */
export function InstitutionFormPage({
  context,
  country,
  institution,
  typed,
  errors,
}: {
  context: PageContext
  country: string
  /** Null for a new one. */
  institution: Institution | null
  typed: Typed
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const name = placeOf(country, language)
  const title =
    institution === null
      ? say('form.new title', { country: name })
      : say('form.edit title', { name: institution.name })
  const ticked = (typed.tasks ?? '').split(' ')
  const at = (rest = '') => capacityPath(language, country, rest)
  return (
    <Page
      {...context}
      title={title}
      section="prepare"
      indexed={false}
      crumbs={[
        prepareCrumb(language),
        { name: say('list.title'), href: pathIn(language, '/capacity') },
        { name, href: at() },
        { name: institution === null ? say('institutions.new') : institution.name },
      ]}
    >
      <Opening title={title} />
      <Section wide>
        <form
          className="form"
          method="post"
          action={at(institution === null ? '/institutions' : `/institutions/${institution.id}`)}
        >
          <ErrorSummary errors={errors} />
          <OnceField />
          {institution === null ? null : (
            <input type="hidden" name="version" value={String(institution.version)} />
          )}
          <TextField
            name="name"
            label={say('form.name')}
            hint={say('form.name hint')}
            value={typed.name}
            error={errorOf('name')}
          />
          <SelectField
            name="kind"
            label={say('form.kind')}
            value={typed.kind}
            error={errorOf('kind')}
            options={[
              { value: '', name: '–' },
              ...institutionKinds.map((kind) => ({ value: kind, name: say(`kind.${kind}`) })),
            ]}
          />
          <ChoiceField
            name="level"
            label={say('form.reach')}
            error={errorOf('level')}
            options={(['national', 'subnational'] as const).map((level) => ({
              value: level,
              name: say(`reach.${level}`),
            }))}
            chosen={[typed.level ?? '']}
          />
          <TextField
            name="place"
            label={say('form.place')}
            hint={say('form.place hint')}
            value={typed.place}
            error={errorOf('place')}
            optional
          />
          <fieldset className={errorOf('tasks') ? 'field field-wrong' : 'field'} id="tasks">
            <legend>{say('form.tasks')}</legend>
            <p className="hint">{say('form.tasks hint')}</p>
            {errorOf('tasks') ? <p className="error">{errorOf('tasks')}</p> : null}
            {functions.map((each) => (
              <fieldset key={each} className="capacity-tasks">
                <legend>{say(`function.${each}`)}</legend>
                {tasksOf[each].map((task) => (
                  <label key={task} className="choice">
                    <input type="checkbox" name="tasks" value={task} defaultChecked={ticked.includes(task)} />
                    <span>
                      {say(`task.${task}`)}
                      <small>{say(`about.${task}`)}</small>
                    </span>
                  </label>
                ))}
              </fieldset>
            ))}
          </fieldset>
          <Buttons>
            <Button first>{say(institution === null ? 'form.add' : 'form.save')}</Button>
            <ButtonLink href={at()}>{placeOf(country, language)}</ButtonLink>
          </Buttons>
        </form>
      </Section>
      {institution === null ? null : (
        <Section title={say('form.end')} note={say('form.end text')}>
          <form className="form" method="post" action={at(`/institutions/${institution.id}/end`)}>
            <OnceField />
            <input type="hidden" name="version" value={String(institution.version)} />
            <TextField
              name="reason"
              label={say('form.end reason')}
              hint={say('form.end reason hint')}
              value={typed.reason}
              error={errorOf('reason')}
            />
            <Buttons>
              <Button>{say('form.end button')}</Button>
            </Buttons>
          </form>
        </Section>
      )}
    </Page>
  )
}
