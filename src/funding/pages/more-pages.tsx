import { showMoney } from '../../compacts/forms/amounts.ts'
import { CompactFrame, compactPath } from '../../compacts/pages/frame.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Button, Buttons, ErrorSummary, type FieldError, SelectField, TextField } from '../../ui/form.tsx'
import { formatDay, type Language, speak } from '../../ui/language.ts'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section, Sentence } from '../../ui/section.tsx'
import type { Award, AwardMoney } from '../awards.ts'
import type { packageOf } from '../packages.ts'
import { packageDue } from '../packages.ts'
import { words } from '../words/words.ts'
import type { Typed } from './entry-form-page.tsx'
import { behind, MoneyLinks, type MoneyPageView, namesIn } from './parts.tsx'

type Package = Awaited<ReturnType<typeof packageOf>>

type FormProps = { errors: FieldError[]; typed: Typed }
const errorIn = (errors: FieldError[]) => (field: string) =>
  errors.find((error) => error.field === field)?.message

/** The quarterly packages, and the form for the next. */
export function PackagesPage({
  context,
  view,
  packages,
  quarter,
  open,
  errors,
  typed,
}: FormProps & {
  context: PageContext
  view: MoneyPageView
  packages: Package[]
  /** The quarter the next one would be for. */
  quarter: string
  /** Payments of which something is still to be released; null once the compact is over. */
  open: readonly string[] | null
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  const errorOf = errorIn(errors)
  return (
    <CompactFrame context={context} view={view.compact} here="money" title={say('packages.title')}>
      <MoneyLinks view={view} language={language} />
      <Section wide title={say('packages.title')} note={say('packages.note')}>
        {packages.length === 0 ? (
          <p className="prose">{say('packages.none')}</p>
        ) : (
          <DataTable
            caption={say('packages.title')}
            captionHidden
            columns={[
              { key: 'quarter', head: say('quarter') },
              { key: 'tranche', head: say('tranche') },
              { key: 'amount', head: say('amount'), number: true },
              { key: 'sent', head: say('package.sent') },
              { key: 'answer', head: say('package.answer') },
            ]}
            rows={packages.map((each) => ({
              key: each.id,
              cells: {
                quarter: <a href={compactPath(language, id, `/packages/${each.id}`)}>{each.quarter}</a>,
                tranche: names.tranche(each.tranche),
                amount: showMoney(each, language),
                sent: formatDay(language, each.sent_at.toISOString().slice(0, 10)),
                answer: each.answer === null ? say('package.waits') : say(`package.${each.answer}`),
              },
            }))}
          />
        )}
      </Section>
      {view.may.enter && (open === null || open.length === 0) ? (
        <Section title={say('package.new')}>
          <p className="prose">{say(open === null ? 'packages.over' : 'packages.all released')}</p>
        </Section>
      ) : null}
      {view.may.enter && open !== null && open.length > 0 ? (
        <Section
          title={say('package.new')}
          note={say('package.due', { quarter, day: formatDay(language, packageDue(quarter)) })}
        >
          <form className="form" method="post" action={compactPath(language, id, '/packages')}>
            <ErrorSummary errors={errors} />
            <OnceField />
            <TextField
              name="quarter"
              label={say('quarter')}
              hint={say('quarter hint')}
              value={typed.quarter ?? quarter}
              error={errorOf('quarter')}
            />
            <SelectField
              name="tranche"
              label={say('tranche')}
              value={typed.tranche}
              error={errorOf('tranche')}
              options={view.agreement.tranches
                .filter(({ key }) => open.includes(key))
                .map(({ key, amount }) => ({
                  value: key,
                  name: `${names.tranche(key)} (${showMoney(amount, language)})`,
                }))}
            />
            <TextField
              name="amount"
              label={say('amount')}
              hint={say('form.amount hint')}
              inputMode="decimal"
              autoComplete="off"
              value={typed.amount}
              error={errorOf('amount')}
            />
            <TextField
              name="progress"
              label={say('package.progress')}
              hint={say('package.progress hint')}
              rows={6}
              value={typed.progress}
              error={errorOf('progress')}
            />
            <TextField
              name="forecast"
              label={say('package.forecast')}
              hint={say('package.forecast hint')}
              rows={4}
              optional
              value={typed.forecast}
              error={errorOf('forecast')}
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
              <Button first>{say('package.send')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </CompactFrame>
  )
}

/** One package as it was sent, with the board of that day, and the letter that answered it. */
export function PackagePage({
  context,
  view,
  sent,
}: {
  context: PageContext
  view: MoneyPageView
  sent: Package
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  const title = say('package.title', { quarter: sent.quarter })
  const day = (at: Date) => formatDay(language, at.toISOString().slice(0, 10))
  const board = boardIn(sent.board)
  return (
    <CompactFrame
      context={context}
      view={view.compact}
      here={null}
      title={title}
      crumbs={[
        { name: say('packages.title'), href: compactPath(language, id, '/packages') },
        { name: title },
      ]}
    >
      <Section title={say('package.request')}>
        <Facts
          rows={[
            {
              name: say('tranche'),
              value: (
                <a href={compactPath(language, id, `/tranches/${sent.tranche}`)}>
                  {names.tranche(sent.tranche)}
                </a>
              ),
            },
            { name: say('amount'), value: showMoney(sent, language) },
            {
              name: say('package.sent'),
              value: say('by on', {
                who: behind(view, say, sent.sent_by, sent.sent_for),
                day: day(sent.sent_at),
              }),
            },
          ]}
        />
      </Section>
      <Section title={say('package.progress')}>
        <p className="prose">{sent.progress}</p>
      </Section>
      <Section title={say('package.forecast')}>
        {sent.forecast.length === 0 ? (
          <p className="prose">{say('package.no forecast')}</p>
        ) : (
          <DataTable
            caption={say('package.forecast')}
            captionHidden
            columns={[
              { key: 'quarter', head: say('quarter') },
              { key: 'amount', head: say('amount'), number: true },
            ]}
            rows={sent.forecast.map(({ quarter, minor }) => ({
              key: quarter,
              cells: { quarter, amount: showMoney({ minor, currency: sent.currency }, language) },
            }))}
          />
        )}
      </Section>
      <Section title={say('package.board')} note={say('package.board note')}>
        <ul className="prose">
          {board.map(({ tranche, key, text, state }) => (
            <li key={`${tranche} ${key}`}>
              {names.text(text, key)}: {say(`condition.${state}`)}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={say('package.answer')}>
        {sent.answer === null || sent.answered_at === null ? (
          <Sentence>
            {say('package.waits')}{' '}
            <a href={compactPath(language, id, `/tranches/${sent.tranche}`)}>{names.tranche(sent.tranche)}</a>
          </Sentence>
        ) : (
          <>
            <Sentence>
              {say(`package.${sent.answer}`)},{' '}
              {say('by on', {
                who: behind(view, say, sent.answered_by ?? '', sent.answered_for ?? ''),
                day: day(sent.answered_at),
              })}
            </Sentence>
            <p className="prose">{sent.letter ?? '–'}</p>
          </>
        )}
      </Section>
    </CompactFrame>
  )
}

type SentCondition = {
  tranche: string
  key: string
  text: Record<string, string>
  state: 'none' | 'satisfied' | 'not satisfied' | 'not applicable' | 'deferred' | 'waived'
}
/** The board as `sendPackage` froze it. */
const boardIn = (board: unknown): SentCondition[] => (Array.isArray(board) ? (board as SentCondition[]) : [])

/** Awards with their sub-awards: what each was given, received, passed on and spent. */
export function AwardsPage({
  context,
  view,
  awards,
  waiting,
  instruments,
  errors,
  typed,
}: FormProps & {
  context: PageContext
  view: MoneyPageView
  awards: AwardMoney[]
  /** What nobody agreed to yet, or somebody refused. */
  waiting: Award[]
  instruments: readonly AwardMoney['instrument'][]
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  const errorOf = errorIn(errors)
  const none = { value: '', name: say('none') }
  const flat = flattened(awards)
  return (
    <CompactFrame context={context} view={view.compact} here="money" title={say('awards.title')}>
      <MoneyLinks view={view} language={language} />
      <Section wide title={say('awards.title')} note={say('awards.note')}>
        <AwardTable rows={flat} id={id} language={language} />
      </Section>
      {view.may.member && waiting.length > 0 ? (
        <Section wide title={say('award.others')}>
          <DataTable
            caption={say('award.others')}
            captionHidden
            columns={[
              { key: 'number', head: say('award.number') },
              { key: 'recipient', head: say('award.recipient') },
              { key: 'amount', head: say('award.given'), number: true },
              { key: 'state', head: say('award.state') },
            ]}
            rows={waiting.map((row) => ({
              key: row.key,
              cells: {
                number: row.number,
                recipient: row.recipient,
                amount: showMoney(row, language),
                state: (
                  <a href={compactPath(language, id, `/awards/${row.key}`)}>{say(`award.${row.state}`)}</a>
                ),
              },
            }))}
          />
        </Section>
      ) : null}
      {view.may.enter ? (
        <Section title={say('award.new')} note={say('award.new note')}>
          <form className="form" method="post" action={compactPath(language, id, '/awards')}>
            <ErrorSummary errors={errors} />
            <OnceField />
            <TextField
              name="key"
              label={say('award.key')}
              hint={say('award.key hint')}
              value={typed.key}
              error={errorOf('key')}
            />
            {(['number', 'title', 'recipient'] as const).map((name) => (
              <TextField
                key={name}
                name={name}
                label={say(`award.${name}`)}
                value={typed[name]}
                error={errorOf(name)}
              />
            ))}
            <SelectField
              name="contribution"
              label={say('contribution')}
              value={typed.contribution}
              error={errorOf('contribution')}
              options={view.agreement.plan.contributions.map(({ key, amount }) => ({
                value: key,
                name: `${names.contribution(key)} (${amount.currency})`,
              }))}
            />
            <SelectField
              name="parent"
              label={say('award.parent')}
              optional
              value={typed.parent}
              error={errorOf('parent')}
              options={[
                none,
                ...flat.map(({ key, number, recipient }) => ({
                  value: key,
                  name: `${number} · ${recipient}`,
                })),
              ]}
            />
            <SelectField
              name="initiative"
              label={say('award.initiative')}
              optional
              value={typed.initiative}
              error={errorOf('initiative')}
              options={[
                none,
                ...view.agreement.initiatives.map(({ key }) => ({ value: key, name: names.initiative(key) })),
              ]}
            />
            <SelectField
              name="organisation"
              label={say('award.organisation')}
              hint={say('award.organisation hint')}
              optional
              value={typed.organisation}
              error={errorOf('organisation')}
              options={[none, ...[...view.organisations].map(([value, name]) => ({ value, name }))]}
            />
            <SelectField
              name="instrument"
              label={say('award.instrument')}
              value={typed.instrument}
              error={errorOf('instrument')}
              options={instruments.map((each) => ({ value: each, name: say(`instrument.${each}`) }))}
            />
            <TextField
              name="amount"
              label={say('amount')}
              hint={say('form.amount hint')}
              inputMode="decimal"
              autoComplete="off"
              value={typed.amount}
              error={errorOf('amount')}
            />
            <TextField
              name="begins"
              type="date"
              label={say('from')}
              value={typed.begins}
              error={errorOf('begins')}
            />
            <TextField name="ends" type="date" label={say('to')} value={typed.ends} error={errorOf('ends')} />
            <Buttons>
              <Button first>{say('award.record')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </CompactFrame>
  )
}

const flattened = (awards: readonly AwardMoney[]): AwardMoney[] =>
  awards.flatMap((award) => [award, ...flattened(award.subAwards)])

function AwardTable({ rows, id, language }: { rows: AwardMoney[]; id: string; language: Language }) {
  const say = speak(words, language)
  if (rows.length === 0) return <p className="prose">{say('awards.none')}</p>
  const money = (minor: number, currency: string) => showMoney({ minor, currency }, language)
  return (
    <DataTable
      caption={say('awards.title')}
      captionHidden
      columns={[
        { key: 'number', head: say('award.number') },
        { key: 'recipient', head: say('award.recipient') },
        { key: 'under', head: say('award.parent') },
        { key: 'amount', head: say('award.given'), number: true },
        { key: 'received', head: say('award.received'), number: true },
        { key: 'passedOn', head: say('award.passed on'), number: true },
        { key: 'spent', head: say('column.spent'), number: true },
      ]}
      rows={rows.map(({ key, number, recipient, parent, minor, currency, received, passedOn, spent }) => ({
        key,
        cells: {
          number: <a href={compactPath(language, id, `/awards/${key}`)}>{number}</a>,
          recipient,
          under:
            parent === null ? '–' : <a href={compactPath(language, id, `/awards/${parent}`)}>{parent}</a>,
          amount: money(minor, currency),
          received: money(received, currency),
          passedOn: money(passedOn, currency),
          spent: money(spent, currency),
        },
      }))}
    />
  )
}

/** One award: whom it went to, what is under it, and the way to its entries. */
export function AwardPage({
  context,
  view,
  award,
  own,
  errors,
  typed,
}: FormProps & {
  context: PageContext
  view: MoneyPageView
  award: AwardMoney
  /** Whether the reader entered it: then they can withdraw it, and another person agrees. */
  own: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  const at = compactPath(language, id, `/awards/${award.key}`)
  const errorOf = errorIn(errors)
  const decides = award.state === 'entered' && (view.may.approve || (own && view.may.enter))
  const ends = award.state === 'agreed' && award.ended_on === null && view.may.approve
  const on = (person: string, organisation: string, moment: Date) =>
    say('by on', {
      who: behind(view, say, person, organisation),
      day: formatDay(language, moment.toISOString().slice(0, 10)),
    })
  const reason = (
    <TextField
      name="reason"
      label={say('reason')}
      {...(decides ? { hint: say('draft.reason hint'), optional: true } : {})}
      rows={2}
      value={typed.reason}
      error={errorOf('reason')}
    />
  )
  return (
    <CompactFrame
      context={context}
      view={view.compact}
      here={null}
      title={award.title}
      crumbs={[
        { name: say('awards.title'), href: compactPath(language, id, '/awards') },
        { name: award.number },
      ]}
    >
      <Section title={award.number}>
        <Facts
          rows={[
            { name: say('award.recipient'), value: award.recipient },
            { name: say('award.instrument'), value: say(`instrument.${award.instrument}`) },
            { name: say('award.given'), value: showMoney(award, language) },
            { name: say('contribution'), value: names.contribution(award.contribution) },
            { name: say('award.initiative'), value: names.initiative(award.initiative) },
            {
              name: say('award.term'),
              value: say('year', {
                begins: formatDay(language, award.begins),
                ends: formatDay(language, award.ends),
              }),
            },
            { name: say('entry.entered'), value: on(award.by, award.entered_for, award.at) },
            ...(award.answered_by === null || award.answered_for === null || award.answered_at === null
              ? [{ name: say('award.state'), value: say('award.entered') }]
              : [
                  {
                    name: say(`award.${award.state}`),
                    value:
                      `${on(award.answered_by, award.answered_for, award.answered_at)} ${award.answer_reason ?? ''}`.trim(),
                  },
                ]),
            ...(award.ended_on === null
              ? []
              : [
                  {
                    name: say('award.ended'),
                    value: `${formatDay(language, award.ended_on)}. ${award.end_reason ?? ''}`.trim(),
                  },
                ]),
          ]}
        />
        <p>
          <a href={compactPath(language, id, `/ledger?award=${award.key}`)}>{say('award.entries')}</a>
        </p>
      </Section>
      <Section wide title={say('award.under')}>
        <AwardTable rows={flattened(award.subAwards)} id={id} language={language} />
      </Section>
      {decides ? (
        <Section title={say('award.decide')} note={say('award.decide note')}>
          <form className="form" method="post" action={at}>
            <ErrorSummary errors={errors} />
            <OnceField />
            {reason}
            <Buttons>
              {own ? null : (
                <Button first name="verdict" value="agreed">
                  {say('award.agree')}
                </Button>
              )}
              <Button name="verdict" value="refused">
                {say(own ? 'award.withdraw' : 'award.refuse')}
              </Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
      {ends ? (
        <Section title={say('award.end')} note={say('award.end note')}>
          <form className="form" method="post" action={`${at}/end`}>
            <ErrorSummary errors={errors} />
            <OnceField />
            <TextField
              name="ended"
              type="date"
              label={say('award.last day')}
              value={typed.ended}
              error={errorOf('ended')}
            />
            {reason}
            <Buttons>
              <Button>{say('award.end it')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </CompactFrame>
  )
}
