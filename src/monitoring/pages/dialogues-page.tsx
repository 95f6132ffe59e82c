import type { Agreement } from '../../compacts/agreement.ts'
import { CompactFrame, type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import {
  Button,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  SelectField,
  TextField,
} from '../../ui/form.tsx'
import { formatDay, type Language, speak } from '../../ui/language.ts'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import type { Dialogue, findDialogue } from '../dialogues.ts'
import { words } from '../words/pages.ts'
import { MonitoringNav, partyName, shownText, textIn, writeDecimal } from './parts.tsx'

function stateOf({ heldAt, frozenAt, fixedAt }: Dialogue) {
  return heldAt !== null ? 'held' : frozenAt !== null ? 'frozen' : fixedAt !== null ? 'fixed' : 'planned'
}

/** Dialogues of a compact, and the form that plans one. */
export function DialoguesPage({
  context,
  view,
  dialogues,
  mayManage,
  typed,
  errors,
}: {
  context: PageContext
  view: CompactView
  dialogues: Dialogue[]
  mayManage: boolean
  typed: Record<string, string>
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  return (
    <CompactFrame context={context} view={view} here="dialogues" title={say('dialogues.title')}>
      <MonitoringNav id={id} here="/dialogues" party />
      <Section wide>
        {dialogues.length === 0 ? (
          <p className="prose">{say('dialogues.none')}</p>
        ) : (
          <DataTable
            caption={say('dialogues.title')}
            captionHidden
            columns={[
              { key: 'day', head: say('dialogues.day') },
              { key: 'state', head: say('reports.state') },
            ]}
            rows={dialogues.map((dialogue) => ({
              key: dialogue.id,
              cells: {
                day: (
                  <a href={compactPath(language, id, `/dialogues/${dialogue.id}`)}>
                    {formatDay(language, dialogue.heldOn)}
                  </a>
                ),
                state: say(`dialogue.${stateOf(dialogue)}`),
              },
            }))}
          />
        )}
      </Section>
      {mayManage ? (
        <Section title={say('dialogues.plan')}>
          <form className="form" method="post" action={compactPath(language, id, '/dialogues')}>
            <ErrorSummary errors={errors} />
            <OnceField />
            <TextField
              name="day"
              type="date"
              label={say('dialogues.day')}
              hint={say('dialogues.day hint')}
              value={typed.day}
              error={errors.find(({ field }) => field === 'day')?.message}
            />
            <Buttons>
              <Button>{say('dialogues.plan')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </CompactFrame>
  )
}

type Whole = Awaited<ReturnType<typeof findDialogue>>

/** One dialogue: what it is about, the frozen figures, what was said and decided, and who does what. */
export function DialoguePage({
  context,
  view,
  dialogue,
  agreement,
  mayManage,
  today,
  form,
  typed,
  errors,
}: {
  context: PageContext
  view: CompactView
  dialogue: Whole
  agreement: Agreement
  mayManage: boolean
  today: string
  form: string
  typed: Record<string, string>
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const path = (rest: string) => compactPath(language, id, `/dialogues/${dialogue.id}${rest}`)
  const title = say('dialogue.title', { day: formatDay(language, dialogue.heldOn) })
  const name = (key: string) => {
    const sheet = agreement.indicators.find((each) => each.key === key)
    return sheet === undefined ? key : textIn(sheet.title, language, agreement.languages, key)
  }
  const errorOf = (of: string, field: string) =>
    form === of ? errors.find((error) => error.field === field)?.message : undefined
  const summary = (of: string) => (form === of ? <ErrorSummary errors={errors} /> : null)
  const open = dialogue.frozenAt !== null && dialogue.heldAt === null && mayManage
  return (
    <CompactFrame
      context={context}
      view={view}
      here="dialogues"
      title={title}
      crumbs={[
        { name: say('nav.dialogues'), href: compactPath(language, id, '/dialogues') },
        { name: title },
      ]}
      about={[{ name: say('reports.state'), value: say(`dialogue.${stateOf(dialogue)}`) }]}
    >
      <Section title={say('dialogue.indicators')} note={say('dialogue.indicators note')}>
        {dialogue.indicators !== null ? (
          <ul>
            {dialogue.indicators.map((key) => (
              <li key={key}>
                <a href={compactPath(language, id, `/results/${key}`)}>{name(key)}</a>
              </li>
            ))}
          </ul>
        ) : mayManage ? (
          <form className="form" method="post" action={path('/fix')}>
            {summary('fix')}
            <OnceField />
            <ChoiceField
              name="indicators"
              kind="checkbox"
              label={say('dialogue.choose')}
              error={errorOf('fix', 'indicators')}
              chosen={[]}
              options={agreement.indicators.map(({ key }) => ({ value: key, name: name(key) }))}
            />
            <Buttons>
              <Button first>{say('dialogue.fix')}</Button>
            </Buttons>
          </form>
        ) : (
          <p className="prose">{say('dialogue.planned')}</p>
        )}
      </Section>
      <Section title={say('dialogue.data')}>
        <Pack dialogue={dialogue} language={language} />
        {dialogue.fixedAt !== null && dialogue.frozenAt === null && mayManage ? (
          <form className="form" method="post" action={path('/freeze')}>
            {summary('freeze')}
            <OnceField />
            <Buttons>
              <Button first>{say('dialogue.freeze')}</Button>
            </Buttons>
          </form>
        ) : null}
      </Section>
      <Section title={say('dialogue.points')}>
        {dialogue.points.length === 0 ? (
          <p className="prose">{say('dialogue.none yet')}</p>
        ) : (
          <DataTable
            caption={say('dialogue.points')}
            captionHidden
            columns={[
              { key: 'about', head: say('dialogue.about') },
              { key: 'said', head: say('dialogue.said') },
              { key: 'decision', head: say('dialogue.decision') },
            ]}
            rows={dialogue.points.map((point) => ({
              key: point.id,
              cells: {
                about: point.indicator === null ? say('dialogue.other') : name(point.indicator),
                said: point.said,
                decision: point.decision ?? '–',
              },
            }))}
          />
        )}
        {open ? (
          <form className="form" method="post" action={path('/points')}>
            {summary('points')}
            <OnceField />
            <SelectField
              name="indicator"
              label={say('dialogue.about')}
              value={form === 'points' ? typed.indicator : ''}
              options={[
                ...(dialogue.indicators ?? []).map((key) => ({ value: key, name: name(key) })),
                { value: '', name: say('dialogue.other') },
              ]}
            />
            <TextField
              name="text"
              label={say('dialogue.said')}
              rows={3}
              value={form === 'points' ? typed.text : ''}
              error={errorOf('points', 'text')}
            />
            <TextField
              name="decision"
              label={say('dialogue.decision')}
              rows={2}
              optional
              value={form === 'points' ? typed.decision : ''}
            />
            <Buttons>
              <Button>{say('dialogue.record')}</Button>
            </Buttons>
          </form>
        ) : null}
      </Section>
      <Section title={say('dialogue.actions')}>
        {dialogue.actions.length === 0 ? (
          <p className="prose">{say('dialogue.none yet')}</p>
        ) : (
          dialogue.actions.map((action) => (
            <div key={action.id}>
              <p className="prose">
                <b>{action.text}</b>. {partyName(agreement, action.party, language)},{' '}
                {formatDay(language, action.due)}.{' '}
                {action.doneOn === null
                  ? null
                  : `${say('dialogue.done', { day: formatDay(language, action.doneOn) })}. ${action.doneNote ?? ''}`}
                {action.doneOn === null && action.due < today ? say('promises.overdue') : null}
              </p>
              {action.doneOn === null && mayManage ? (
                <form className="form" method="post" action={path(`/actions/${action.id}/done`)}>
                  {summary(action.id)}
                  <OnceField />
                  <TextField
                    name="day"
                    type="date"
                    label={say('dialogue.done on')}
                    value={today}
                    error={errorOf(action.id, 'day')}
                  />
                  <TextField name="note" label={say('dialogue.note')} optional />
                  <Buttons>
                    <Button>{say('dialogue.finish')}</Button>
                  </Buttons>
                </form>
              ) : null}
            </div>
          ))
        )}
        {open ? (
          <form className="form" method="post" action={path('/actions')}>
            {summary('actions')}
            <OnceField />
            <TextField
              name="text"
              label={say('dialogue.action')}
              value={form === 'actions' ? typed.text : ''}
              error={errorOf('actions', 'text')}
            />
            <SelectField
              name="party"
              label={say('reports.party')}
              value={form === 'actions' ? typed.party : ''}
              options={agreement.parties.map(({ key }) => ({
                value: key,
                name: partyName(agreement, key, language),
              }))}
            />
            <TextField
              name="day"
              type="date"
              label={say('reports.due')}
              value={form === 'actions' ? typed.day : ''}
              error={errorOf('actions', 'day')}
            />
            <Buttons>
              <Button>{say('dialogue.add')}</Button>
            </Buttons>
          </form>
        ) : null}
        {open ? (
          <form className="form" method="post" action={path('/close')}>
            {summary('close')}
            <OnceField />
            <Buttons>
              <Button first>{say('dialogue.close')}</Button>
            </Buttons>
          </form>
        ) : null}
      </Section>
    </CompactFrame>
  )
}

function Pack({ dialogue, language }: { dialogue: Whole; language: Language }) {
  const say = speak(words, language)
  const { pack } = dialogue
  if (pack === null || dialogue.frozenAt === null) return <p className="prose">{say('dialogue.none yet')}</p>
  return (
    <>
      <p className="prose breakable">
        {say('dialogue.hash', {
          day: formatDay(language, dialogue.frozenAt.slice(0, 10)),
          hash: dialogue.packHash ?? '',
        })}
      </p>
      <DataTable
        caption={say('dialogue.data')}
        captionHidden
        columns={[
          { key: 'what', head: say('dialogue.about') },
          { key: 'baseline', head: say('results.baseline') },
          { key: 'latest', head: say('results.latest') },
          { key: 'target', head: say('results.target') },
        ]}
        rows={pack.results.indicators.map((result) => {
          const target = result.years
            .flatMap(({ targets }) => targets)
            .findLast(({ cell }) => cell === 'total')
          return {
            key: result.sheet.key,
            cells: {
              what: textIn(result.sheet.title, language, pack.results.languages, result.sheet.key),
              baseline:
                result.baseline.kind === 'measured'
                  ? shownText(result.baseline.shown, result.sheet, language)
                  : say('results.no baseline'),
              latest:
                result.latest === null
                  ? say('results.nothing')
                  : `${shownText(result.latest.shown, result.sheet, language)}, ${formatDay(language, result.latest.ends)}`,
              target: target === undefined ? '–' : writeDecimal(target.value, language),
            },
          }
        })}
      />
    </>
  )
}
