import type { HistoryView } from '../../../house/history/history-view.ts'
import { HistorySection } from '../../../house/history/pages/history-section.tsx'
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
import { formatDay, formatList, formatNumber, pathIn, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section, Sentence } from '../../../ui/section.tsx'
import type { Methodology } from '../../schema.ts'
import { textIn } from '../../sentences.ts'
import { askedAbout, pointsWritten } from '../asked.ts'
import { type Sent, textIn as sentText } from '../forms.ts'
import { type Group, mayChoose, type Round, type State, stateOf } from '../schema.ts'
import type { Objection } from '../store.ts'
import { words } from '../words/words.ts'
import { groupName, momentIn, pointsText, RoundFrame, roundPath, type Words } from './frame.tsx'
import { ObjectionsPart } from './results-page.tsx'

/** What the reader is in this consultation. */
export type Reader = {
  signedIn: boolean
  group: Group | null
  answered: Date | null
  mayHold: boolean
  /** Whether they may answer objections. */
  mayAnswer: boolean
}

/** One consultation: who is asked with which share, what, until when, and the reader’s own part in it. */
export function RoundPage({
  context,
  round,
  methodology,
  at,
  reader,
  codes,
  objections,
  history,
  sent,
  errors = [],
}: {
  context: PageContext
  round: Round
  methodology: Methodology
  at: Date
  reader: Reader
  codes: ReadonlyMap<string, { made: number; used: number }>
  /** Those of a round that was called off; of one that closed they stand with the results. */
  objections: Objection[]
  history: HistoryView
  sent: Sent
  errors?: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const state = stateOf(round, at)
  const written = pointsWritten(methodology, round.level)
  const day = (date: Date) => formatDay(language, date.toISOString().slice(0, 10))
  return (
    <RoundFrame
      context={context}
      round={round}
      methodology={methodology}
      title={null}
      rest=""
      state={say(`state.${state}`)}
    >
      <Section>
        <Sentence>{sentenceOf(state)}</Sentence>
        {state === 'closed' ? (
          <Buttons>
            <ButtonLink first href={roundPath(language, round.id, '/results')}>
              {say('round.results')}
            </ButtonLink>
          </Buttons>
        ) : null}
      </Section>
      {state === 'closed' || state === 'called off' || state === 'draft' ? null : (
        <Section id="own" title={say('own.title')}>
          <OwnPart
            round={round}
            state={state}
            reader={reader}
            sent={sent}
            errors={errors}
            say={say}
            context={context}
          />
        </Section>
      )}
      <Section
        title={say('groups.title')}
        note={round.published === null ? undefined : say('groups.note', { day: day(round.published) })}
      >
        <DataTable
          caption={say('groups.title')}
          captionHidden
          columns={[
            { key: 'group', head: say('column.group') },
            { key: 'share', head: say('column.share'), number: true },
          ]}
          rows={round.groups.map((group) => ({
            key: group.key,
            own: reader.group?.key === group.key,
            cells: { group: groupName(group, say), share: say('percent', { share: String(group.share) }) },
          }))}
        />
        <p className="prose">{say('groups.each')}</p>
        <p className="prose">{say('groups.fewest', { fewest: formatNumber(language, round.fewest) })}</p>
        <p className="prose">
          {say('form.membership')}: {say(`membership.${round.membership}`)}.
        </p>
      </Section>
      <Section title={say('asked.title')} note={say(`level.${round.level}`)}>
        <DataTable
          caption={say('asked.written')}
          columns={[
            { key: 'part', head: say('column.part') },
            { key: 'points', head: say('column.written'), number: true },
          ]}
          rows={askedAbout(methodology, round.level).map(({ id, title }) => ({
            key: id,
            cells: { part: textIn(language, title), points: pointsText(language, written[id] ?? 0) },
          }))}
        />
        <p className="prose">
          {say('asked.ways', {
            ways: formatList(
              language,
              round.ways.map((way) => say(`way.${way}`)),
            ),
          })}
        </p>
      </Section>
      {objections.length === 0 ? null : (
        <Section id="objections" title={say('objection.title')}>
          <ObjectionsPart
            context={context}
            methodology={methodology}
            objections={objections}
            mayAnswer={reader.mayAnswer}
            sent={sent}
            errors={errors}
            say={say}
            here={roundPath(language, round.id, '/results')}
          />
        </Section>
      )}
      {reader.mayHold ? (
        <Manage
          context={context}
          round={round}
          state={state}
          codes={codes}
          sent={sent}
          errors={errors}
          say={say}
        />
      ) : null}
      <HistorySection view={history} />
    </RoundFrame>
  )

  function sentenceOf(now: State): string {
    if (now === 'draft') return say('round.draft')
    if (now === 'called off')
      return say('round.called off', {
        day: round.calledOff === null ? '' : day(round.calledOff),
        why: round.calledOffWhy ?? '',
      })
    return say(`round.${now}`, {
      opens: momentIn(language, round.opens),
      closes: momentIn(language, round.closes),
    })
  }
}

function OwnPart({
  context,
  round,
  state,
  reader,
  sent,
  errors,
  say,
}: {
  context: PageContext
  round: Round
  state: State
  reader: Reader
  sent: Sent
  errors: FieldError[]
  say: Words
}) {
  const { language } = context
  const here = roundPath(language, round.id)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  if (!reader.signedIn)
    return (
      <Buttons>
        <ButtonLink
          first
          href={pathIn(
            language,
            `/account/sign-in?next=${encodeURIComponent(pathIn(language, context.path))}`,
          )}
        >
          {say('own.sign in')}
        </ButtonLink>
      </Buttons>
    )
  if (reader.group !== null)
    return (
      <>
        <p className="prose">{say('own.member', { group: groupName(reader.group, say) })}</p>
        {reader.answered === null ? null : (
          <p className="prose">
            {say('own.answered', { day: formatDay(language, reader.answered.toISOString().slice(0, 10)) })}
          </p>
        )}
        {state === 'open' ? (
          <Buttons>
            <ButtonLink first href={`${here}/answer`}>
              {say(reader.answered === null ? 'own.answer' : 'own.change')}
            </ButtonLink>
          </Buttons>
        ) : null}
      </>
    )
  return (
    <>
      <p className="prose">{say('join.hint')}</p>
      {round.membership === 'open' ? (
        <form className="form" method="post" action={`${here}/join`}>
          {errorOf('group') ? <ErrorSummary errors={errors} /> : null}
          <OnceField />
          <ChoiceField
            name="group"
            label={say('join.group')}
            error={errorOf('group')}
            options={round.groups
              .filter((group) => mayChoose(round, group))
              .map((group) => ({ value: group.key, name: groupName(group, say) }))}
            chosen={[sentText(sent, 'group')]}
          />
          <Buttons>
            <Button first>{say('join.send')}</Button>
          </Buttons>
        </form>
      ) : null}
      <form className="form" method="post" action={`${here}/join`}>
        {errorOf('code') ? <ErrorSummary errors={errors} /> : null}
        <OnceField />
        {round.membership === 'open' ? <p className="prose">{say('join.survivors')}</p> : null}
        <TextField
          name="code"
          label={say('join.code')}
          hint={say('join.code hint')}
          error={errorOf('code')}
          value={sentText(sent, 'code')}
          autoComplete="off"
          exact
        />
        <Buttons>
          <Button first={round.membership === 'invited'}>{say('join.send code')}</Button>
        </Buttons>
      </form>
    </>
  )
}

function Manage({
  context,
  round,
  state,
  codes,
  sent,
  errors,
  say,
}: {
  context: PageContext
  round: Round
  state: State
  codes: ReadonlyMap<string, { made: number; used: number }>
  sent: Sent
  errors: FieldError[]
  say: Words
}) {
  const { language } = context
  const here = roundPath(language, round.id)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  if (state === 'closed' || state === 'called off') return null
  return (
    <Section id="hold" title={say('manage.title')}>
      {state === 'draft' ? (
        <form className="form" method="post" action={`${here}/announce`}>
          {errorOf('opens') ? <ErrorSummary errors={errors} /> : null}
          <OnceField />
          <input type="hidden" name="revision" value={String(round.revision)} />
          <p className="prose">{say('manage.announce note')}</p>
          <Buttons>
            <Button first>{say('manage.announce')}</Button>
            <ButtonLink href={`${here}/plan`}>{say('manage.edit')}</ButtonLink>
            <ButtonLink href={`${here}/set-aside`}>{say('aside.title')}</ButtonLink>
          </Buttons>
        </form>
      ) : (
        <>
          <h3>{say('manage.codes')}</h3>
          {codes.size > 0 ? (
            <DataTable
              caption={say('manage.codes')}
              captionHidden
              columns={[
                { key: 'group', head: say('column.group') },
                { key: 'made', head: say('column.codes'), number: true },
                { key: 'used', head: say('column.used'), number: true },
              ]}
              rows={round.groups.flatMap((group) => {
                const each = codes.get(group.key)
                // How many were used says how many answered: few of them are kept to themselves.
                const used =
                  each === undefined || each.used === 0 ? 0 : each.used < round.fewest ? null : each.used
                return each === undefined
                  ? []
                  : [
                      {
                        key: group.key,
                        cells: {
                          group: groupName(group, say),
                          made: formatNumber(language, each.made),
                          used:
                            used === null
                              ? say('codes.few used', { fewest: formatNumber(language, round.fewest) })
                              : formatNumber(language, used),
                        },
                      },
                    ]
              })}
            />
          ) : null}
          <form className="form" method="post" action={`${here}/codes`}>
            {errorOf('count') ? <ErrorSummary errors={errors} /> : null}
            <OnceField />
            <SelectField
              name="for"
              label={say('column.group')}
              value={sentText(sent, 'for')}
              options={round.groups.map((group) => ({ value: group.key, name: groupName(group, say) }))}
            />
            <TextField
              name="count"
              label={say('manage.count')}
              error={errorOf('count')}
              value={sentText(sent, 'count') || '10'}
              inputMode="numeric"
            />
            <Buttons>
              <Button>{say('manage.make')}</Button>
            </Buttons>
          </form>
          {state === 'open' ? (
            <Buttons>
              <ButtonLink href={`${here}/paper`}>{say('manage.paper')}</ButtonLink>
            </Buttons>
          ) : null}
          <h3>{say('manage.off')}</h3>
          <form className="form" method="post" action={`${here}/call-off`}>
            {errorOf('reason') ? <ErrorSummary errors={errors} /> : null}
            <OnceField />
            <p className="prose">{say('manage.off note')}</p>
            <TextField
              name="reason"
              label={say('manage.off reason')}
              error={errorOf('reason')}
              value={sentText(sent, 'reason')}
              rows={3}
            />
            <Buttons>
              <Button>{say('manage.off')}</Button>
            </Buttons>
          </form>
        </>
      )}
    </Section>
  )
}

/** Codes as they are shown this once; null when they were before. */
export function CodesPage({
  context,
  round,
  methodology,
  at,
  group,
  codes,
  origin,
}: {
  context: PageContext
  round: Round
  methodology: Methodology
  at: Date
  group: Group
  codes: string[] | null
  origin: string
}) {
  const { language } = context
  const say = speak(words, language)
  const link = (code: string) => `${origin}${roundPath(language, round.id)}?code=${code}`
  return (
    <RoundFrame
      context={context}
      round={round}
      methodology={methodology}
      title={say('codes.title')}
      rest="/codes"
      state={say(`state.${stateOf(round, at)}`)}
    >
      <Section title={groupName(group, say)}>
        <Sentence>{say(codes === null ? 'codes.gone' : 'codes.once')}</Sentence>
        {codes === null ? null : (
          <DataTable
            caption={say('codes.title')}
            captionHidden
            columns={[
              { key: 'code', head: say('codes.code') },
              { key: 'link', head: say('codes.link') },
            ]}
            rows={codes.map((code) => ({
              key: code,
              cells: { code: <code>{code}</code>, link: <a href={link(code)}>{link(code)}</a> },
            }))}
          />
        )}
        <p className="prose">
          <a href={roundPath(language, round.id)}>{say('back.round')}</a>
        </p>
      </Section>
    </RoundFrame>
  )
}
