import { DataTable } from '../../../ui/data-table.tsx'
import { Button, Buttons, ErrorSummary, type FieldError, SelectField, TextField } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import KeepTyped from '../../../ui/islands/keep-typed.tsx'
import { formatNumber, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OnceField } from '../../../ui/once-field.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section, Sentence } from '../../../ui/section.tsx'
import { TypedText } from '../../../ui/typed-text.tsx'
import { allCriteria } from '../../criteria.ts'
import PointsLeft from '../../islands/points-left.tsx'
import type { Methodology } from '../../schema.ts'
import { textIn as inLanguage } from '../../sentences.ts'
import {
  judgements,
  listIn,
  pairField,
  placeField,
  pointsField,
  type Sent,
  textIn,
  type Weighed,
} from '../forms.ts'
import { type Group, type Round, stateOf, type Way } from '../schema.ts'
import type { OwnAnswer, OwnObjection } from '../store.ts'
import { comparedPoints, pairsOf, pointsOf } from '../weigh.ts'
import { words } from '../words/words.ts'
import { groupName, momentIn, pointsText, RoundFrame, roundPath, type Words } from './frame.tsx'

export type AnswerView = {
  context: PageContext
  round: Round
  methodology: Methodology
  at: Date
  weighed: Weighed[]
  way: Way
  sent: Sent
  errors: FieldError[]
}

/** The form of an answer, by one of the ways that are asked, with what was said already. */
export function AnswerPage({
  view,
  reader,
  group,
  own,
  objections,
  kept,
}: {
  view: AnswerView
  /** What tells this reader’s typing from another’s on the same device. */
  reader: string
  group: Group
  own: OwnAnswer | null
  objections: OwnObjection[]
  kept: boolean
}) {
  const { context, round, methodology, at, weighed, way } = view
  const { language } = context
  const say = speak(words, language)
  const here = roundPath(language, round.id, '/answer')
  // A faulty objection comes without the fields of the answer: what was typed there is on the device alone, and is offered.
  const errors = view.errors.filter((error) => !isOfObjection(error))
  return (
    <RoundFrame
      context={context}
      round={round}
      methodology={methodology}
      title={say('answer.title')}
      rest="/answer"
      state={say(`state.${stateOf(round, at)}`)}
    >
      <Section>
        <p className="prose">{say('own.member', { group: groupName(group, say) })}</p>
        {kept && own !== null ? (
          <Notice word={say('answer.word kept')}>
            {say('answer.kept', { closes: momentIn(language, round.closes) })}
          </Notice>
        ) : null}
        {own === null ? null : <Again own={own} view={view} say={say} />}
        {round.ways.length > 1 ? (
          <>
            <p className="prose">{say('answer.ways')}</p>
            <Ways of={round.ways} way={way} here={here} say={say} />
          </>
        ) : null}
      </Section>
      <Section title={say(`way.${way}`)} note={say('answer.keeps')}>
        <form className="form" method="post" action={here} id="answer">
          <ErrorSummary errors={errors} />
          <OnceField />
          <WayField way={way} />
          <Island
            of={KeepTyped}
            name="ui/keep-typed"
            with={{
              form: `${reader} ${round.id} ${way}`,
              seen: String(own?.times ?? 0),
              back: errors.length > 0,
              saved: kept,
            }}
          />
          <AnswerFields view={view} say={say} />
          <Buttons>
            <Button first>{say('answer.send')}</Button>
          </Buttons>
        </form>
      </Section>
      {own === null ? null : (
        <Section title={say('answer.now')}>
          <DataTable
            caption={say('answer.now')}
            captionHidden
            columns={[
              { key: 'part', head: say('column.part') },
              { key: 'points', head: say('column.points'), number: true },
            ]}
            rows={weighed.map(({ id, name }) => ({
              key: id,
              cells: {
                part: name,
                points: pointsText(
                  language,
                  pointsOf(
                    own.given,
                    weighed.map((each) => each.id),
                  )[id] ?? 0,
                ),
              },
            }))}
          />
        </Section>
      )}
      {group.kind === 'survivors' ? (
        <Section id="objections" title={say('objection.title')} note={say('objection.lead')}>
          <Objections view={view} objections={objections} say={say} />
        </Section>
      ) : null}
      <Section>
        <p className="prose">
          <a href={roundPath(language, round.id)}>{say('back.round')}</a>
        </p>
      </Section>
    </RoundFrame>
  )
}

/** Two forms stand on one page; this says of which a fault is. */
const isOfObjection = ({ field }: FieldError) => field === 'criterion' || field === 'reason'

/** The ways to answer as a strip of links, the present one marked. */
function Ways({ of, way, here, say }: { of: readonly Way[]; way: Way; here: string; say: Words }) {
  return (
    <nav className="on-page" aria-label={say('answer.ways')}>
      <ul>
        {of.map((each) => (
          <li key={each}>
            <a href={`${here}?way=${each}`} aria-current={each === way ? 'page' : undefined}>
              {each === way ? <b>{say(`way.${each}`)}</b> : say(`way.${each}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Where the scale of judgements ends. */
const MOST_TIMES = Math.max(...judgements)
/** Whether two matter alike, to the digit that is shown. */
const isEven = (times: number) => Math.max(times, 1 / times) < 1.05

/** Kindly, which pair to look at again; the answer counts as it is. */
function Again({ own, view: { context, weighed }, say }: { own: OwnAnswer; view: AnswerView; say: Words }) {
  if (own.given.way !== 'pairwise') return null
  const { consistent, again } = comparedPoints(
    own.given.values,
    weighed.map(({ id }) => id),
  )
  if (consistent || again === null) return null
  const name = (id: string) => weighed.find((each) => each.id === id)?.name ?? id
  const { first, second, judged, rest } = again
  /** Who matters more and by how much, as the form has it; what follows from others may lie between or beyond its steps. */
  const inWords = (value: number) => {
    const times = Math.max(value, 1 / value)
    const more = name(value > 1 ? first : second)
    if (isEven(value)) return say('judgement.equal')
    if (times > MOST_TIMES) return say('judgement.most', { name: more, times: String(MOST_TIMES) })
    const whole = Math.abs(times - Math.round(times)) < 0.05
    return say(whole ? 'judgement.more' : 'judgement.about', {
      name: more,
      times: formatNumber(context.language, times, { maximumFractionDigits: whole ? 0 : 1 }),
    })
  }
  const turned = !isEven(judged) && !isEven(rest) && judged > 1 !== rest > 1
  return (
    <Notice word={say('answer.word again')}>
      {say(turned ? 'answer.again turned' : 'answer.again', {
        first: name(first),
        second: name(second),
        judged: inWords(judged),
        rest: inWords(rest),
      })}
    </Notice>
  )
}

/** The fields of an answer by one way, and the comment. */
export function AnswerFields({ view, say }: { view: AnswerView; say: Words }) {
  const { weighed, way, sent, errors } = view
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  return (
    <>
      {way === 'points' ? (
        <>
          <p className="prose">{say('answer.points hint')}</p>
          {weighed.map(({ id, name, about }) => (
            <TextField
              key={id}
              name={pointsField(id)}
              label={name}
              {...(about === undefined ? {} : { hint: about })}
              error={errorOf(pointsField(id))}
              value={textIn(sent, pointsField(id))}
              inputMode="numeric"
              autoComplete="off"
            />
          ))}
          <Island
            of={PointsLeft}
            name="selection/points-left"
            with={{
              fields: weighed.map(({ id }) => pointsField(id)),
              typed: weighed.map(({ id }) => textIn(sent, pointsField(id))),
            }}
          />
        </>
      ) : null}
      {way === 'order' ? (
        <>
          <p className="prose">{say('answer.order hint')}</p>
          {weighed.map(({ id, name, about }) => (
            <SelectField
              key={id}
              name={placeField(id)}
              label={name}
              {...(about === undefined ? {} : { hint: about })}
              error={errorOf(placeField(id))}
              value={textIn(sent, placeField(id))}
              options={[
                { value: '', name: say('judgement.choose') },
                ...weighed.map((_, place) => ({ value: String(place + 1), name: String(place + 1) })),
              ]}
            />
          ))}
        </>
      ) : null}
      {way === 'pairwise' ? (
        <>
          <p className="prose">{say('answer.pairs hint')}</p>
          {pairsOf(weighed.map(({ id }) => id)).map(([a, b]) => {
            const [first, second] = [nameOf(a), nameOf(b)]
            const field = pairField(a, b)
            return (
              <SelectField
                key={field}
                name={field}
                label={say('answer.pair', { first, second })}
                error={errorOf(field)}
                value={textIn(sent, field)}
                options={[
                  { value: '', name: say('judgement.choose') },
                  ...judgements.map((value) => ({
                    value: String(value),
                    name:
                      value === 1
                        ? say('judgement.equal')
                        : say('judgement.more', {
                            name: value > 1 ? first : second,
                            times: String(Math.abs(value)),
                          }),
                  })),
                ]}
              />
            )
          })}
        </>
      ) : null}
      <TextField
        name="comment"
        label={say('answer.comment')}
        hint={say('answer.comment hint')}
        error={errorOf('comment')}
        value={textIn(sent, 'comment')}
        rows={4}
        optional
      />
      <div className="field">
        <label className="choice">
          <input
            type="checkbox"
            name="shown"
            value="yes"
            defaultChecked={listIn(sent, 'shown').includes('yes')}
            aria-describedby="shown-hint"
          />
          {say('answer.shown')}
        </label>
        <p className="hint" id="shown-hint">
          {say('answer.not shown', { fewest: formatNumber(view.context.language, view.round.fewest) })}
        </p>
      </div>
    </>
  )

  function nameOf(id: string): string {
    return weighed.find((each) => each.id === id)?.name ?? id
  }
}

/** By which way the answer is given, so that the page comes back with it, whichever of its forms was sent. */
function WayField({ way }: { way: Way }) {
  return <input type="hidden" name="way" value={way} />
}

function Objections({
  view: { context, round, methodology, way, sent, errors },
  objections,
  say,
}: {
  view: AnswerView
  objections: OwnObjection[]
  say: Words
}) {
  const { language } = context
  const here = roundPath(language, round.id, '/answer')
  const all = allCriteria(methodology.criteria)
  const title = (id: string) => {
    const found = all.find((criterion) => criterion.id === id)
    return found === undefined ? id : inLanguage(language, found.title)
  }
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  return (
    <>
      {objections.map(({ id, criterion, reason, withdrawn }) => (
        <div key={id}>
          <h3>{say('objection.of', { criterion: title(criterion) })}</h3>
          <p className="prose">{reason}</p>
          {withdrawn ? (
            <p className="note">{say('objection.withdrawn')}</p>
          ) : (
            <form method="post" action={`${here}/objections/${id}/take-back`}>
              <OnceField />
              <WayField way={way} />
              <Buttons>
                <Button>{say('objection.back')}</Button>
              </Buttons>
            </form>
          )}
        </div>
      ))}
      <form className="form" method="post" action={`${here}/objections`}>
        <ErrorSummary errors={errors.filter(isOfObjection)} />
        <OnceField />
        <WayField way={way} />
        <SelectField
          name="criterion"
          label={say('objection.criterion')}
          error={errorOf('criterion')}
          value={textIn(sent, 'criterion')}
          options={[
            { value: '', name: say('judgement.choose') },
            ...all.slice(1).map(({ id }) => ({ value: id, name: title(id) })),
          ]}
        />
        <TextField
          name="reason"
          label={say('objection.reason')}
          hint={say('objection.reason hint')}
          error={errorOf('reason')}
          value={textIn(sent, 'reason')}
          rows={4}
        />
        <div className="field">
          <label className="choice">
            <input
              type="checkbox"
              name="public"
              value="yes"
              defaultChecked={listIn(sent, 'public').includes('yes')}
            />
            {say('objection.public')}
          </label>
        </div>
        <Buttons>
          <Button>{say('objection.send')}</Button>
        </Buttons>
      </form>
    </>
  )
}

/** What whoever was typing at the close is told, with all they typed. */
export function ClosedPage({
  context,
  round,
  methodology,
  at,
  typed,
  answered,
}: {
  context: PageContext
  round: Round
  methodology: Methodology
  at: Date
  typed: string
  /** Whether an answer of the reader’s counts; null where they typed in somebody else’s. */
  answered: boolean | null
}) {
  const { language } = context
  const say = speak(words, language)
  const off = round.calledOff !== null
  return (
    <RoundFrame
      context={context}
      round={round}
      methodology={methodology}
      title={say(off ? 'closed.off title' : 'closed.title')}
      rest=""
      state={say(`state.${stateOf(round, at)}`)}
    >
      <Section>
        <Sentence>
          {off ? say('closed.off text') : say('closed.text', { closes: momentIn(language, round.closes) })}
        </Sentence>
        {answered === null || off ? null : (
          <p className="prose">{say(answered ? 'closed.earlier' : 'own.not answered')}</p>
        )}
        <TypedText label={say('closed.label')} typed={typed} />
        <p className="prose">
          <a href={roundPath(language, round.id)}>{say('back.round')}</a>
        </p>
      </Section>
    </RoundFrame>
  )
}

/** An answer that came on paper, typed in by those who hold the round. */
export function PaperPage({ view, kept }: { view: AnswerView; kept: boolean }) {
  const { context, round, methodology, at, way, sent, errors } = view
  const { language } = context
  const say = speak(words, language)
  const here = roundPath(language, round.id, '/paper')
  const error = errors.find(({ field }) => field === 'code')?.message
  return (
    <RoundFrame
      context={context}
      round={round}
      methodology={methodology}
      title={say('paper.title')}
      rest="/paper"
      state={say(`state.${stateOf(round, at)}`)}
    >
      <Section note={say('paper.lead')} title={say(`way.${way}`)}>
        {kept ? <Notice word={say('answer.word kept')}>{say('paper.kept')}</Notice> : null}
        {round.ways.length > 1 ? <Ways of={round.ways} way={way} here={here} say={say} /> : null}
        <form className="form" method="post" action={here}>
          <ErrorSummary errors={errors} />
          <OnceField />
          <WayField way={way} />
          <TextField
            name="code"
            label={say('paper.code')}
            error={error}
            value={textIn(sent, 'code')}
            autoComplete="off"
            exact
          />
          <AnswerFields view={view} say={say} />
          <Buttons>
            <Button first>{say('paper.send')}</Button>
          </Buttons>
        </form>
        <p className="prose">
          <a href={roundPath(language, round.id)}>{say('back.round')}</a>
        </p>
      </Section>
    </RoundFrame>
  )
}
