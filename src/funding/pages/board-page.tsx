import { showMoney, writeAmount } from '../../compacts/forms/amounts.ts'
import { CompactFrame, compactPath } from '../../compacts/pages/frame.tsx'
import { isOver } from '../../compacts/steps.ts'
import { FileField } from '../../ui/file-field.tsx'
import {
  Button,
  ButtonLink,
  Buttons,
  ErrorSummary,
  type FieldError,
  SelectField,
  TextField,
} from '../../ui/form.tsx'
import { between, capital, formatDay, type Language, speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section, Sentence } from '../../ui/section.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { trancheActs } from '../tables.ts'
import type { BoardAct, BoardCondition, BoardTranche, TrancheDecision } from '../tranches.ts'
import { words } from '../words/words.ts'
import { ConditionRow, ConditionRows } from './condition-row.tsx'
import type { Typed } from './entry-form-page.tsx'
import { behind, Evidence, MoneyLinks, type MoneyPageView, namesIn } from './parts.tsx'
import { WithoutConditions } from './without-conditions.tsx'

const marks = {
  satisfied: 'passed',
  'not satisfied': 'failed',
  'not applicable': 'not applicable',
  waived: 'waived',
  deferred: 'not due',
  none: 'not due',
} as const

/** What must hold before money moves: every tranche with its conditions, who must act, and how long is left. */
export function BoardPage({
  context,
  view,
  board,
}: {
  context: PageContext
  view: MoneyPageView
  board: BoardTranche[]
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  return (
    <CompactFrame context={context} view={view.compact} here="conditions" title={say('board.title')}>
      <MoneyLinks view={view} language={language} />
      {board.length === 0 ? (
        <Section>
          <p className="prose">{say('board.none')}</p>
        </Section>
      ) : null}
      <WithoutConditions agreement={view.agreement} language={language} />
      {board.map((tranche) => (
        <Section
          key={tranche.key}
          id={tranche.key}
          title={
            <a href={compactPath(language, id, `/tranches/${tranche.key}`)}>{names.tranche(tranche.key)}</a>
          }
          note={say('board.tranche', {
            amount: showMoney(tranche.amount, language),
            day: formatDay(language, tranche.planned),
            state: say(`tranche.${tranche.state}`),
          })}
        >
          <Standing tranche={tranche} over={isOver(view.compact.compact.state)} language={language} />
          {tranche.decisions.map((decision) => (
            <Decided key={decision.id} view={view} decision={decision} language={language} />
          ))}
          <Conditions view={view} tranche={tranche} language={language} />
        </Section>
      ))}
    </CompactFrame>
  )
}

/** How much of a tranche is released, paid, and could be released. */
function Standing({
  tranche,
  over,
  language,
}: {
  tranche: BoardTranche
  /** Whether the compact is: what is not released by then never will be. */
  over: boolean
  language: Language
}) {
  const say = speak(words, language)
  const { released, paid, unpaid, releasable, amount, state } = tranche
  const sentence =
    released.minor >= amount.minor
      ? 'tranche.sentence whole'
      : over || state === 'cancelled'
        ? 'tranche.sentence over'
        : releasable.minor <= 0
          ? 'tranche.sentence none'
          : 'tranche.sentence'
  return (
    <>
      <Sentence>
        {say(sentence, {
          released: showMoney(released, language),
          paid: showMoney(paid, language),
          releasable: showMoney(releasable, language),
          left: showMoney({ ...amount, minor: amount.minor - released.minor }, language),
        })}
      </Sentence>
      {unpaid.minor > 0 ? (
        <Notice word={say('tranche.unpaid word')}>
          {say('tranche.unpaid', { amount: showMoney(unpaid, language) })}
        </Notice>
      ) : null}
    </>
  )
}

/** Who cancelled a tranche or put it off, and why: in public, by name. */
function Decided({
  view,
  decision: { act, until, freed, reason, capacity, by, organisation, at },
  language,
}: {
  view: MoneyPageView
  decision: TrancheDecision
  language: Language
}) {
  const say = speak(words, language)
  return (
    <p className="note">
      {say(`tranche.${act} by`, {
        who: [behind(view, say, by, organisation), capacity].filter((each) => each !== null).join(', '),
        day: formatDay(language, at.slice(0, 10)),
        until: until === null ? '' : formatDay(language, until),
        freed: freed === null ? '' : showMoney(freed, language),
        reason,
      })}
    </p>
  )
}

function Conditions({
  view,
  tranche,
  language,
}: {
  view: MoneyPageView
  tranche: BoardTranche
  language: Language
}) {
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  if (tranche.conditions.length === 0) return <p className="prose">{say('board.no conditions')}</p>
  return (
    <ConditionRows>
      {inOrder(view, tranche.conditions).map((condition) => {
        const before = foundBefore(tranche, condition)
        const state = before?.act ?? condition.state
        const decided = before ?? decidedOf(condition)
        return (
          <ConditionRow
            key={`${condition.tranche} ${condition.key}`}
            number={numberOf(view, condition)}
            status={marks[state]}
            state={say(`condition.${state}`)}
            notes={
              before === null
                ? standingNotes(view, condition, language)
                : [say('found before', { day: formatDay(language, before.at.slice(0, 10)) })]
            }
            text={
              <a href={compactPath(language, id, `/conditions/${condition.tranche}/${condition.key}`)}>
                {names.text(condition.content.text, condition.key)}
              </a>
            }
          >
            <Why view={view} act={decided} language={language} />
            <LastEvidence condition={condition} language={language} />
            {before === null ? <WhoIsNext view={view} condition={condition} language={language} /> : null}
          </ConditionRow>
        )
      })}
    </ConditionRows>
  )
}

/** As the text lists them, an ongoing one of an earlier payment first. */
function inOrder(view: MoneyPageView, conditions: readonly BoardCondition[]): BoardCondition[] {
  const place = (condition: BoardCondition) => numberOf(view, condition).split('.').map(Number)
  const worth = ([payment = 0, at = 0]: number[]) => payment * 1000 + at
  return [...conditions].sort((a, b) => worth(place(a)) - worth(place(b)))
}

/** Payment and condition, counted as the text lists them: `2.1`. An ongoing one keeps that of its own payment. */
function numberOf({ agreement }: MoneyPageView, { tranche, key }: BoardCondition): string {
  const place = agreement.tranches.findIndex((each) => each.key === tranche)
  const at = agreement.tranches[place]?.conditions.findIndex((each) => each.key === key) ?? -1
  return `${place + 1}.${at + 1}`
}

/** What stands of it now; null where nobody has judged it. */
const decidedOf = ({ acts }: BoardCondition): BoardAct | null =>
  acts.findLast(({ act, counts }) => counts && act !== 'evidence') ?? null

/** Why it stands so, and who let it go or put it off. */
function Why({ view, act, language }: { view: MoneyPageView; act: BoardAct | null; language: Language }) {
  if (act === null) return null
  const say = speak(words, language)
  const who = [behind(view, say, act.by, act.organisation), act.capacity]
    .filter((each) => each !== null)
    .join(', ')
  const reason = act.reason ?? ''
  return (
    <p className="note">
      {say(act.reason === null ? 'found by' : 'found by because', {
        what: say(`act.${act.act}`),
        who,
        reason,
      })}
    </p>
  )
}

/** The evidence that was brought last in this round. */
function LastEvidence({ condition: { acts }, language }: { condition: BoardCondition; language: Language }) {
  const last = acts.findLast(({ act, counts, shows }) => counts && shows && act === 'evidence')
  if (last === undefined) return null
  return (
    <p className="note">
      {speak(words, language)('evidence')}
      {between(language, ':')}
      <Evidence document={last.document} url={last.url} language={language} />
    </p>
  )
}

/** Who brings what, or judges; nobody any more once the compact is over. */
function WhoIsNext({
  view,
  condition: { next, content },
  language,
}: {
  view: MoneyPageView
  condition: BoardCondition
  language: Language
}) {
  if (next === null || isOver(view.compact.compact.state)) return null
  const names = namesIn(view, language)
  return (
    <p className="note">
      {speak(words, language)(`next.${next.what}`, {
        party: names.party(next.party),
        evidence: names.text(content.evidence, '–'),
      })}
    </p>
  )
}

/** Beside a tranche that is wholly released stands what was found before; its next round is for the next one. */
function foundBefore({ state }: BoardTranche, condition: BoardCondition) {
  if (state !== 'released' || condition.state !== 'none') return null
  for (const each of [...condition.acts].reverse()) {
    const { act } = each
    if (act !== 'evidence') return { ...each, act }
  }
  return null
}

/** Since when it stands so or how long is left, and what it holds back: each a note of its own. */
function standingNotes(view: MoneyPageView, condition: BoardCondition, language: Language): string[] {
  const say = speak(words, language)
  const { due, daysLeft, open, holds } = condition
  // Once a compact is over nobody brings or judges anything any more: what was held back stays so.
  const over = isOver(view.compact.compact.state)
  const decided = decidedOf(condition)
  const amount = holds === null ? '' : showMoney(holds, language)
  const parts = [
    decided === null ? null : formatDay(language, decided.at.slice(0, 10)),
    due === null || daysLeft === null || over
      ? null
      : daysLeft < 0
        ? say('days over', { count: -daysLeft, day: formatDay(language, due) })
        : say('days left', { count: daysLeft, day: formatDay(language, due) }),
    !open
      ? say('holds nothing')
      : over
        ? say(holds === null ? 'held all' : 'held part', { amount })
        : say(holds === null ? 'holds all' : 'holds part', { amount }),
    condition.content.kind === 'ongoing' && !over ? say('ongoing') : null,
  ]
  return parts.filter((part) => part !== null)
}

function Acts({
  view,
  acts,
  language,
}: {
  view: MoneyPageView
  acts: readonly BoardAct[]
  language: Language
}) {
  const say = speak(words, language)
  if (acts.length === 0) return <p className="prose">{say('acts.none')}</p>
  return (
    <ol className="prose">
      {acts.map((act) => (
        <li key={act.id}>
          <b>{say(`act.${act.act}`)}</b>{' '}
          {say('by on', {
            who: behind(view, say, act.by, act.organisation),
            day: formatDay(language, act.at.slice(0, 10)),
          })}
          {act.capacity === null ? null : ` (${act.capacity})`}
          {act.until === null ? null : ` ${say('until', { day: formatDay(language, act.until) })}`}
          {act.reason === null ? null : <p>{act.reason}</p>}
          {act.document === null && act.url === null ? null : (
            <p>
              <Evidence document={act.document} url={act.url} language={language} />
            </p>
          )}
          {act.counts ? null : <p className="note">{say('acts.former')}</p>}
          {act.shows ? null : <p className="note">{say('acts.other')}</p>}
        </li>
      ))}
    </ol>
  )
}

/** One condition: its words, everything written about it, and what the reader may write. */
export function ConditionPage({
  context,
  view,
  condition,
  errors,
  typed,
}: {
  context: PageContext
  view: MoneyPageView
  condition: BoardCondition
  errors: FieldError[]
  typed: Typed
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  const { content, tranche, key } = condition
  const title = names.text(content.text, key)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const may = {
    evidence: view.may.keep,
    satisfied: view.may.decide,
    'not satisfied': view.may.decide,
    'not applicable': view.may.waive,
    deferred: view.may.decide,
    waived: view.may.waive,
  }
  const acts = (Object.keys(may) as (keyof typeof may)[]).filter((act) => may[act])
  return (
    <CompactFrame
      context={context}
      view={view.compact}
      here={null}
      title={title}
      crumbs={[
        { name: say('board.title'), href: compactPath(language, id, `/conditions#${tranche}`) },
        { name: key },
      ]}
    >
      <Section title={say('condition.title')}>
        <p>
          <StatusMark status={marks[condition.state]} word={say(`condition.${condition.state}`)}>
            {standingNotes(view, condition, language).join(' · ')}
          </StatusMark>
        </p>
        <WhoIsNext view={view} condition={condition} language={language} />
        <Facts
          rows={[
            { name: say('tranche'), value: names.tranche(tranche) },
            { name: say('condition.evidence'), value: names.text(content.evidence, '–') },
            { name: say('condition.from'), value: names.party(content.from) },
            { name: say('condition.verifier'), value: names.party(content.verifier) },
            {
              name: say('condition.due'),
              value: content.due === null ? '–' : formatDay(language, content.due),
            },
          ]}
        />
      </Section>
      <Section title={say('acts.title')} note={say('acts.note')}>
        <Acts view={view} acts={condition.acts} language={language} />
      </Section>
      {acts.length === 0 ? null : (
        <Section title={say('acts.write')}>
          <form
            className="form"
            method="post"
            encType="multipart/form-data"
            action={compactPath(language, id, `/conditions/${tranche}/${key}`)}
          >
            <ErrorSummary errors={errors} />
            <OnceField />
            <SelectField
              name="act"
              label={say('acts.what')}
              value={typed.act}
              error={errorOf('act')}
              options={acts.map((act) => ({ value: act, name: say(`act.${act}`) }))}
            />
            <TextField
              name="reason"
              label={say('reason')}
              hint={say('acts.reason hint')}
              rows={3}
              optional
              value={typed.reason}
              error={errorOf('reason')}
            />
            <FileField
              name="file"
              label={say('form.file')}
              hint={say('form.file hint')}
              error={errorOf('file') ?? errorOf('document')}
            />
            <TextField
              name="url"
              type="url"
              label={say('form.url')}
              optional
              value={typed.url}
              error={errorOf('url')}
            />
            {view.may.decide ? (
              <TextField
                name="until"
                type="date"
                label={say('acts.until')}
                hint={say('acts.until hint')}
                optional
                value={typed.until}
                error={errorOf('until')}
              />
            ) : null}
            {view.may.waive ? (
              <TextField
                name="capacity"
                label={say('acts.capacity')}
                hint={say('acts.capacity hint')}
                optional
                value={typed.capacity}
                error={errorOf('capacity')}
              />
            ) : null}
            <Buttons>
              <Button first>{say('acts.submit')}</Button>
            </Buttons>
          </form>
        </Section>
      )}
    </CompactFrame>
  )
}

/** Whether something of it is left to cancel or to put off. */
const canBeStopped = ({ state, released, amount }: BoardTranche) =>
  state !== 'cancelled' && released.minor < amount.minor

/** One tranche: what holds it, who asked, who let it go, and whether it was paid. */
export function TranchePage({
  context,
  view,
  tranche,
  own,
  errors,
  typed,
}: {
  context: PageContext
  view: MoneyPageView
  tranche: BoardTranche
  /** Whether the reader asked for the open release. */
  own: boolean
  errors: FieldError[]
  typed: Typed
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  const { request } = tranche
  const { currency } = tranche.amount
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const ofDecision = errors.filter(({ field }) => ['act', 'until', 'why', 'capacity'].includes(field))
  const title = names.tranche(tranche.key)
  const payment = new URLSearchParams({
    kind: 'disbursement',
    tranche: tranche.key,
    contribution: tranche.contribution,
    amount: writeAmount(tranche.unpaid, language),
  })
  return (
    <CompactFrame
      context={context}
      view={view.compact}
      here={null}
      title={title}
      crumbs={[{ name: say('board.title'), href: compactPath(language, id, '/conditions') }, { name: title }]}
    >
      <MoneyLinks view={view} language={language} />
      <Section
        title={capital(language, say(`tranche.${tranche.state}`))}
        note={say('board.tranche', {
          amount: showMoney(tranche.amount, language),
          day: formatDay(language, tranche.planned),
          state: say(`tranche.${tranche.state}`),
        })}
      >
        <Standing tranche={tranche} over={isOver(view.compact.compact.state)} language={language} />
        {view.may.enter && tranche.unpaid.minor > 0 ? (
          <Buttons>
            <ButtonLink first href={compactPath(language, id, `/ledger/new?${payment}`)}>
              {say('tranche.record')}
            </ButtonLink>
            <ButtonLink href={compactPath(language, id, `/ledger?tranche=${tranche.key}`)}>
              {say('tranche.entries')}
            </ButtonLink>
          </Buttons>
        ) : (
          <p>
            <a href={compactPath(language, id, `/ledger?tranche=${tranche.key}`)}>{say('tranche.entries')}</a>
          </p>
        )}
      </Section>
      <Section title={say('board.title')}>
        <Conditions view={view} tranche={tranche} language={language} />
      </Section>
      <Section title={say('releases.title')}>
        {tranche.releases.length === 0 ? (
          <p className="prose">{say('releases.none')}</p>
        ) : (
          <ol className="prose">
            {tranche.releases.map((release) => (
              <li key={release.id}>
                {say(release.minor < 0 ? 'releases.back' : 'releases.line', {
                  amount: showMoney({ minor: Math.abs(release.minor), currency }, language),
                  who: behind(view, say, release.by, release.organisation),
                  day: formatDay(language, release.at.slice(0, 10)),
                })}
                {release.reason === null ? null : <p>{release.reason}</p>}
              </li>
            ))}
          </ol>
        )}
      </Section>
      {request === null || !view.may.member ? null : (
        <Section title={say('request.open')}>
          <Sentence>
            {say(request.minor < 0 ? 'request.back' : 'request.line', {
              amount: showMoney({ minor: Math.abs(request.minor), currency }, language),
              who: behind(view, say, request.by, request.organisation),
              day: formatDay(language, request.at.slice(0, 10)),
            })}
          </Sentence>
          <p className="prose">{request.note}</p>
          {request.exception === null ? null : (
            <Notice word={say('exception.title')}>
              {say('draft.exception', { reason: request.exception })}
            </Notice>
          )}
          {view.may.release ? (
            own ? (
              <p className="prose">{say('request.own')}</p>
            ) : (
              <form
                className="form"
                method="post"
                action={compactPath(language, id, `/tranches/${tranche.key}/requests/${request.id}`)}
              >
                <ErrorSummary errors={errors.filter((each) => !ofDecision.includes(each))} />
                <OnceField />
                <TextField
                  name="reason"
                  label={say('request.letter')}
                  hint={say('draft.reason hint')}
                  rows={3}
                  optional
                  value={typed.reason}
                  error={errorOf('reason')}
                />
                <Buttons>
                  <Button first name="verdict" value="released">
                    {say(request.minor < 0 ? 'request.take back' : 'request.release')}
                  </Button>
                  <Button name="verdict" value="refused">
                    {say('request.refuse')}
                  </Button>
                </Buttons>
              </form>
            )
          ) : null}
        </Section>
      )}
      {tranche.decisions.length === 0 ? null : (
        <Section title={say('tranche.decided')}>
          {tranche.decisions.map((decision) => (
            <Decided key={decision.id} view={view} decision={decision} language={language} />
          ))}
        </Section>
      )}
      {view.may.waive && canBeStopped(tranche) && !isOver(view.compact.compact.state) ? (
        <Section title={say('tranche.decide')} note={say('tranche.decide note')}>
          <form
            className="form"
            method="post"
            action={compactPath(language, id, `/tranches/${tranche.key}/decisions`)}
          >
            <ErrorSummary errors={ofDecision} />
            <OnceField />
            <SelectField
              name="act"
              label={say('tranche.decide what')}
              value={typed.act}
              error={errorOf('act')}
              options={[...trancheActs]
                .reverse()
                .map((act) => ({ value: act, name: say(`tranche.decide ${act}`) }))}
            />
            <TextField
              name="until"
              type="date"
              label={say('tranche.decide until')}
              hint={say('tranche.decide until hint')}
              optional
              value={typed.until}
              error={errorOf('until')}
            />
            <TextField name="why" label={say('reason')} rows={3} value={typed.why} error={errorOf('why')} />
            <TextField
              name="capacity"
              label={say('tranche.decide capacity')}
              hint={say('acts.capacity hint')}
              optional
              value={typed.capacity}
              error={errorOf('capacity')}
            />
            <Buttons>
              <Button first>{say('tranche.decide submit')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
      {request === null && view.may.enter && (tranche.state !== 'cancelled' || tranche.unpaid.minor > 0) ? (
        <Section title={say('request.title')} note={say('request.note')}>
          <form
            className="form"
            method="post"
            action={compactPath(language, id, `/tranches/${tranche.key}/requests`)}
          >
            <ErrorSummary errors={errors.filter((each) => !ofDecision.includes(each))} />
            <OnceField />
            <TextField
              name="amount"
              label={say('request.amount', { currency })}
              hint={say('request.amount hint')}
              inputMode="decimal"
              autoComplete="off"
              value={
                typed.amount ??
                writeAmount(
                  // Of one that is cancelled, what was never paid can be taken back.
                  tranche.state === 'cancelled'
                    ? { currency, minor: -tranche.unpaid.minor }
                    : tranche.releasable,
                  language,
                )
              }
              error={errorOf('amount')}
            />
            <TextField
              name="note"
              label={say('request.for')}
              rows={3}
              value={typed.note}
              error={errorOf('note')}
            />
            <TextField
              name="exception"
              label={say('form.exception')}
              hint={say('request.exception hint')}
              rows={2}
              optional
              value={typed.exception}
              error={errorOf('exception')}
            />
            <Buttons>
              <Button first>{say('request.ask')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </CompactFrame>
  )
}
