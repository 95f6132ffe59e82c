import {
  Button,
  ButtonLink,
  Buttons,
  ErrorSummary,
  type FieldError,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { formatDay, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { fieldName, NOT_KNOWN, nothingTyped, type TypedReading } from '../reading.ts'
import { functions, type Institution, levels, type Round, type Task, tasksOf } from '../schema.ts'
import { words } from '../words.ts'
import { capacityPath, institutionName, roundName } from './parts.tsx'
import { crumbsTo } from './round-page.tsx'

/** What a round says of one institution: a few fields for each of its tasks. */
export function WritePage({
  context,
  round,
  institution,
  typed,
  errors,
  saved = false,
}: {
  context: PageContext
  round: Round
  institution: Institution
  typed: ReadonlyMap<Task, TypedReading>
  errors: FieldError[]
  saved?: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const back = capacityPath(language, round.country, `/rounds/${round.id}`)
  const title = say('write.title', {
    institution: institutionName(institution),
    side: say(`side.${round.side}`),
  })
  return (
    <Page
      {...context}
      title={title}
      section="prepare"
      indexed={false}
      crumbs={[
        ...crumbsTo(language, round.country),
        { name: say('round.crumb', { day: formatDay(language, round.day) }), href: back },
        { name: institution.name },
      ]}
    >
      <Opening
        title={institutionName(institution)}
        aside={`${say('write.text')} ${say('write.evidence hint')}`}
      >
        <p className="note">{roundName(say, language, round)}</p>
      </Opening>
      {saved ? (
        <Section wide>
          <Notice word={say('write.saved word')}>{say('write.saved')}</Notice>
        </Section>
      ) : null}
      <form className="form capacity-write" method="post" action={`${back}/${institution.id}`}>
        <ErrorSummary errors={errors} />
        <OnceField />
        <input type="hidden" name="version" value={String(round.revision)} />
        {functions
          .filter((each) => tasksOf[each].some((task) => institution.tasks.includes(task)))
          .map((each) => (
            <Section key={each} title={say(`function.${each}`)}>
              {tasksOf[each]
                .filter((task) => institution.tasks.includes(task))
                .map((task) => (
                  <TaskFields
                    key={task}
                    task={task}
                    typed={typed.get(task) ?? nothingTyped}
                    errorOf={errorOf}
                    say={say}
                  />
                ))}
            </Section>
          ))}
        <Section wide>
          <Buttons>
            <Button first>{say('write.save')}</Button>
            <ButtonLink href={back}>{say('write.back')}</ButtonLink>
          </Buttons>
        </Section>
      </form>
    </Page>
  )
}

function TaskFields({
  task,
  typed,
  errorOf,
  say,
}: {
  task: Task
  typed: TypedReading
  errorOf: (field: string) => string | undefined
  say: ReturnType<typeof speak<keyof typeof words.en>>
}) {
  const of = (field: 'level' | 'evidence' | 'address' | 'year') => ({
    name: fieldName(field, task),
    error: errorOf(fieldName(field, task)),
    value: typed[field],
  })
  return (
    <fieldset className="capacity-reading">
      <legend>{say(`task.${task}`)}</legend>
      <p className="hint">{say(`about.${task}`)}</p>
      <div className="capacity-fields">
        <SelectField
          {...of('level')}
          label={say('write.level')}
          options={[
            { value: '', name: say('write.level none') },
            ...levels.map((level) => ({ value: String(level), name: `${level} ${say(`level.${level}`)}` })),
            { value: NOT_KNOWN, name: `? ${say('level.unknown')}` },
          ]}
        />
        <TextField {...of('year')} label={say('write.year')} inputMode="numeric" />
      </div>
      <TextField {...of('evidence')} rows={3} label={say('write.evidence')} />
      <TextField {...of('address')} type="url" label={say('write.address')} optional />
    </fieldset>
  )
}
