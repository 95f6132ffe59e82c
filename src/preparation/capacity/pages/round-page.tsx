import { DataTable } from '../../../ui/data-table.tsx'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  Frame,
  TextField,
} from '../../../ui/form.tsx'
import { formatDay, type Language, pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { prepareCrumb } from '../../studies/pages/frame.tsx'
import type { Voices } from '../desk.ts'
import type { Typed } from '../forms.ts'
import type { Institution, Reading, Round } from '../schema.ts'
import { words } from '../words.ts'
import { Evidence } from './map-page.tsx'
import { byWhom, capacityPath, institutionName, levelName, placeOf, roundName } from './parts.tsx'

/** A new round: whose word it is, and of which day. */
export function NewRoundPage({
  context,
  country,
  voices,
  governments,
  typed,
  errors,
}: {
  context: PageContext
  country: string
  voices: Voices
  /** Names of the governments the reader speaks for, by id. */
  governments: ReadonlyMap<string, string>
  typed: Typed
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const title = say('round.new title', { country: placeOf(country, language) })
  return (
    <Page
      {...context}
      title={title}
      section="prepare"
      indexed={false}
      crumbs={[...crumbsTo(language, country), { name: say('rounds.new') }]}
    >
      <Opening title={title} />
      <Section wide>
        <form className="form" method="post" action={capacityPath(language, country, '/rounds')}>
          <ErrorSummary errors={errors} />
          <OnceField />
          <ChoiceField
            name="by"
            label={say('round.by')}
            hint={say('round.by hint')}
            error={errorOf('by')}
            options={[
              ...(voices.house
                ? [
                    { value: 'outside', name: say('round.by outside') },
                    { value: 'self', name: say('round.by self named') },
                  ]
                : []),
              ...voices.governments.map((id) => ({
                value: id,
                name: say('round.by organisation', { name: governments.get(id) ?? '–' }),
              })),
            ]}
            chosen={[typed.by ?? '']}
          />
          {voices.house ? (
            <TextField
              name="saidBy"
              label={say('round.said by')}
              hint={say('round.said by hint')}
              value={typed.saidBy}
              error={errorOf('saidBy')}
              optional={voices.governments.length > 0}
            />
          ) : null}
          <TextField
            name="day"
            type="date"
            label={say('round.day')}
            value={typed.day}
            error={errorOf('day')}
          />
          <TextField
            name="note"
            rows={4}
            label={say('round.note')}
            hint={say('round.note hint')}
            value={typed.note}
            error={errorOf('note')}
            optional
          />
          <Buttons>
            <Button first>{say('round.begin')}</Button>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}

export function crumbsTo(language: Language, country: string) {
  return [
    prepareCrumb(language),
    { name: speak(words, language)('list.title'), href: pathIn(language, '/capacity') },
    { name: placeOf(country, language), href: capacityPath(language, country) },
  ]
}

/** One round: what it says; as a draft also what is left to fill in, by form and by workbook, and its end. */
export function RoundPage({
  context,
  round,
  institutions,
  readings,
  typed = {},
  errors = [],
  writes,
  wrote,
}: {
  context: PageContext
  round: Round
  institutions: readonly Institution[]
  readings: readonly Reading[]
  typed?: Typed
  errors?: FieldError[]
  /** Whether the reader may write in it. */
  writes: boolean
  /** Whether they have: then somebody else publishes it. */
  wrote: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const at = (rest: string) => capacityPath(language, round.country, `/rounds/${round.id}${rest}`)
  const title = roundName(say, language, round)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const draft = round.state === 'draft' && writes
  const tasks = institutions.reduce((sum, each) => sum + each.tasks.length, 0)
  const done = ({ id, tasks: own }: Institution) =>
    readings.filter(({ institution, task }) => institution === id && own.includes(task)).length
  return (
    <Page
      {...context}
      title={`${placeOf(round.country, language)}: ${title}`}
      section="prepare"
      indexed={round.state === 'published'}
      crumbs={[
        ...crumbsTo(language, round.country),
        { name: say('round.crumb', { day: formatDay(language, round.day) }) },
      ]}
    >
      <Opening
        title={title}
        about={[
          { name: say('list.country'), value: placeOf(round.country, language) },
          { name: say('rounds.by'), value: byWhom(say, round) },
          {
            name: say('rounds.state'),
            value:
              round.state === 'published' && round.closed !== null
                ? say('rounds.published', { day: formatDay(language, round.closed.slice(0, 10)) })
                : say(`rounds.${round.state === 'dropped' ? 'dropped' : 'draft'}`),
          },
        ]}
      >
        <ErrorSummary errors={errors} />
      </Opening>
      {round.state === 'dropped' ? (
        <Section wide>
          <Notice word={say('rounds.dropped')}>
            {say('round.dropped text', { reason: round.reason ?? '–' })}
          </Notice>
        </Section>
      ) : null}
      {draft ? (
        <>
          <Section title={say('round.fill')} note={say('round.progress', { done: readings.length, tasks })}>
            <Notice word={say('round.draft word')}>{say('round.draft text')}</Notice>
            <DataTable
              caption={say('round.fill')}
              captionHidden
              columns={[
                { key: 'institution', head: say('round.institution') },
                { key: 'done', head: say('round.done'), number: true },
              ]}
              rows={institutions.map((each) => ({
                key: each.id,
                cells: {
                  institution: <a href={at(`/${each.id}`)}>{institutionName(each)}</a>,
                  done: say('round.of', { done: done(each), tasks: each.tasks.length }),
                },
              }))}
            />
          </Section>
          <Section title={say('round.file')} note={say('round.file text')}>
            <Buttons>
              <ButtonLink href={at('/workbook.xlsx')}>{say('round.file out')}</ButtonLink>
            </Buttons>
            <form className="form" method="post" encType="multipart/form-data" action={at('/workbook')}>
              <OnceField />
              <Frame name="file" label={say('round.file in')} error={errorOf('file')}>
                <input
                  type="file"
                  id="file"
                  name="file"
                  accept=".xlsx"
                  aria-describedby={errorOf('file') ? 'file-error' : undefined}
                />
              </Frame>
              <Buttons>
                <Button>{say('round.file look')}</Button>
              </Buttons>
            </form>
          </Section>
        </>
      ) : null}
      <Section title={say('round.read')} note={round.note ?? undefined}>
        {readings.length === 0 ? (
          <Unknown>{say('round.nothing')}</Unknown>
        ) : (
          <RoundTable institutions={institutions} readings={readings} language={language} />
        )}
      </Section>
      {draft ? (
        <>
          <Section title={say('round.publish')} note={say('round.publish text')}>
            {errorOf('publish') ? (
              <p className="error" id="publish">
                {errorOf('publish')}
              </p>
            ) : null}
            {wrote ? (
              <p>{say('round.publish own')}</p>
            ) : (
              <form className="form" method="post" action={at('/publish')}>
                <OnceField />
                <input type="hidden" name="version" value={String(round.revision)} />
                <Buttons>
                  <Button first>{say('round.publish button')}</Button>
                </Buttons>
              </form>
            )}
          </Section>
          <Section title={say('round.drop')} note={say('round.drop text')}>
            <form className="form" method="post" action={at('/drop')}>
              <OnceField />
              <TextField
                name="reason"
                label={say('round.drop reason')}
                value={typed.reason}
                error={errorOf('reason')}
              />
              <Buttons>
                <Button>{say('round.drop button')}</Button>
              </Buttons>
            </form>
          </Section>
        </>
      ) : null}
    </Page>
  )
}

function RoundTable({
  institutions,
  readings,
  language,
}: {
  institutions: readonly Institution[]
  readings: readonly Reading[]
  language: Language
}) {
  const say = speak(words, language)
  const names = new Map(institutions.map((each) => [each.id, institutionName(each)]))
  const order = new Map(institutions.map(({ id }, place) => [id, place]))
  return (
    <DataTable
      caption={say('round.read')}
      captionHidden
      tight
      columns={[
        { key: 'institution', head: say('map.institution') },
        { key: 'task', head: say('gaps.task') },
        { key: 'level', head: say('list.level') },
        { key: 'evidence', head: say('map.evidence') },
        { key: 'year', head: say('map.year'), number: true },
      ]}
      rows={[...readings]
        .sort((a, b) => (order.get(a.institution) ?? 0) - (order.get(b.institution) ?? 0))
        .map((reading) => ({
          key: `${reading.institution} ${reading.task}`,
          cells: {
            institution: names.get(reading.institution) ?? '–',
            task: say(`task.${reading.task}`),
            level:
              reading.level === null
                ? say('level.unknown')
                : `${reading.level}, ${levelName(say, reading.level)}`,
            evidence: <Evidence said={reading} language={language} />,
            year: reading.year ?? '–',
          },
        }))}
    />
  )
}
