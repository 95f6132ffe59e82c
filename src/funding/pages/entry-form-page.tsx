import { showMoney } from '../../compacts/forms/amounts.ts'
import { CompactFrame, compactPath } from '../../compacts/pages/frame.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FileField } from '../../ui/file-field.tsx'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  SelectField,
  TextField,
} from '../../ui/form.tsx'
import { formatDay, speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section } from '../../ui/section.tsx'
import { type ImportPlan, importColumns } from '../csv.ts'
import { saidOf } from '../faults.ts'
import type { DraftRow, Entry } from '../ledger.ts'
import { entryKinds } from '../tables.ts'
import { words } from '../words/words.ts'
import { behind, Evidence, MoneyLinks, type MoneyPageView, namesIn } from './parts.tsx'

export type Typed = Record<string, string>

/** The form for an entry, or for the reversal of one. Nothing typed is lost when something is wrong with it. */
export function EntryFormPage({
  context,
  view,
  typed,
  errors,
  reversed,
}: {
  context: PageContext
  view: MoneyPageView
  typed: Typed
  errors: FieldError[]
  /** Entry that would be taken back; null for a new one. */
  reversed: Pick<Entry, 'id' | 'number' | 'kind' | 'minor' | 'currency' | 'date'> | null
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  const { agreement, awards } = view
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const none = { value: '', name: say('choose') }
  const holders = [
    none,
    ...agreement.parties.map(({ key }) => ({ value: key, name: names.party(key) })),
    ...awards.map(({ key }) => ({ value: `award:${key}`, name: names.holder(`award:${key}`) })),
  ]
  const title = reversed === null ? say('form.title') : say('form.reverse title', { number: reversed.number })
  const select = (name: string, label: string, options: { value: string; name: string }[], hint?: string) => (
    <SelectField
      name={name}
      label={label}
      value={typed[name]}
      options={options}
      error={errorOf(name)}
      {...(hint === undefined ? {} : { hint })}
    />
  )
  return (
    <CompactFrame context={context} view={view.compact} here="ledger" title={title}>
      <MoneyLinks view={view} language={language} />
      <Section wide>
        <p className="prose">{say('form.text')}</p>
        <form
          className="form"
          method="post"
          encType="multipart/form-data"
          action={compactPath(language, id, '/ledger/new')}
        >
          <ErrorSummary errors={errors} />
          <OnceField />
          {reversed === null ? null : (
            <>
              <input type="hidden" name="kind" value="reversal" />
              <input type="hidden" name="reverses" value={reversed.id} />
              <p className="prose">
                {say('form.reverses', {
                  number: reversed.number,
                  kind: say(`kind.${reversed.kind}`),
                  amount: showMoney(reversed, language),
                  day: formatDay(language, reversed.date),
                })}
              </p>
            </>
          )}
          {reversed === null
            ? select(
                'kind',
                say('kind'),
                [
                  none,
                  ...entryKinds
                    .filter((kind) => kind !== 'reversal')
                    .map((kind) => ({ value: kind, name: say(`kind.${kind}`) })),
                ],
                say('form.kind hint'),
              )
            : null}
          <TextField
            name="date"
            type="date"
            label={say('date')}
            hint={say('form.date hint')}
            value={typed.date}
            error={errorOf('date')}
          />
          {reversed === null ? (
            <>
              {select('contribution', say('contribution'), [
                none,
                ...agreement.plan.contributions.map(({ key, amount }) => ({
                  value: key,
                  name: `${names.contribution(key)} (${amount.currency})`,
                })),
              ])}
              <TextField
                name="amount"
                label={say('amount')}
                hint={say('form.amount hint')}
                value={typed.amount}
                error={errorOf('amount')}
                inputMode="decimal"
                autoComplete="off"
              />
              {select('provider', say('form.provider'), holders)}
              {select('receiver', say('form.receiver'), holders)}
              {select(
                'line',
                say('line'),
                [
                  { value: '', name: say('no line') },
                  ...agreement.plan.lines.map(({ key }) => ({ value: key, name: names.line(key) })),
                ],
                say('form.line hint'),
              )}
              {select(
                'tranche',
                say('tranche'),
                [
                  { value: '', name: say('none') },
                  ...agreement.tranches.map(({ key }) => ({ value: key, name: names.tranche(key) })),
                ],
                say('form.tranche hint'),
              )}
              {awards.length === 0
                ? null
                : select('award', say('award'), [
                    { value: '', name: say('none') },
                    ...awards.map(({ key }) => ({ value: key, name: names.holder(`award:${key}`) })),
                  ])}
            </>
          ) : null}
          {view.may.keep ? (
            <FileField
              name="file"
              label={say('form.file')}
              hint={say('form.file hint')}
              error={errorOf('file') ?? errorOf('document')}
            />
          ) : null}
          <TextField
            name="url"
            type="url"
            label={say('form.url')}
            optional
            value={typed.url}
            error={errorOf('url')}
          />
          <TextField
            name="note"
            label={say('note')}
            hint={say('form.note hint')}
            optional={reversed === null}
            rows={3}
            value={typed.note}
            error={errorOf('note')}
          />
          {reversed === null ? (
            <TextField
              name="exception"
              label={say('form.exception')}
              hint={say('form.exception hint')}
              optional
              rows={2}
              value={typed.exception}
              error={errorOf('exception')}
            />
          ) : null}
          <Buttons>
            <Button first>{say('form.enter')}</Button>
            <ButtonLink href={compactPath(language, id, '/ledger')}>{say('back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </CompactFrame>
  )
}

type Draft = Omit<DraftRow, 'written'>

/** What waits for a second person. */
export function WaitingPage({
  context,
  view,
  drafts,
  approvers,
}: {
  context: PageContext
  view: MoneyPageView
  drafts: Draft[]
  /** Organisations of which one has to approve a draft, by its id; none where one has entered it. */
  approvers: ReadonlyMap<string, readonly string[]>
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  return (
    <CompactFrame context={context} view={view.compact} here="ledger" title={say('waiting.title')}>
      <MoneyLinks view={view} language={language} />
      <Section wide title={say('waiting.title')} note={say('waiting.note')}>
        {drafts.length === 0 ? (
          <p className="prose">{say('waiting.none')}</p>
        ) : (
          <DataTable
            caption={say('waiting.title')}
            captionHidden
            columns={[
              { key: 'what', head: say('kind') },
              { key: 'date', head: say('date') },
              { key: 'way', head: say('from to') },
              { key: 'amount', head: say('amount'), number: true },
              { key: 'who', head: say('entry.entered') },
              { key: 'approver', head: say('draft.approver') },
            ]}
            rows={drafts.map((draft) => ({
              key: draft.id,
              cells: {
                what: (
                  <a href={compactPath(language, id, `/ledger/waiting/${draft.id}`)}>
                    {say(`kind.${draft.kind}`)}
                  </a>
                ),
                date: formatDay(language, draft.date),
                way: say('way', { from: names.holder(draft.provider), to: names.holder(draft.receiver) }),
                amount: showMoney(draft, language),
                who: behind(view, say, draft.entered_by, draft.entered_for),
                approver: organisationsIn(view, approvers.get(draft.id) ?? []) || say('draft.anybody'),
              },
            }))}
          />
        )}
      </Section>
    </CompactFrame>
  )
}

const organisationsIn = (view: MoneyPageView, ids: readonly string[]): string =>
  ids.map((id) => view.organisations.get(id) ?? id).join(', ')

/** One draft, and what a second person decides about it. */
export function DraftPage({
  context,
  view,
  draft,
  own,
  approvers,
  approves,
  errors,
  typed,
}: {
  context: PageContext
  view: MoneyPageView
  draft: Draft
  /** Organisations of which one has to approve it, and whether the reader does so for one; none where one has entered it. */
  approvers: readonly string[]
  approves: boolean
  /** Whether the reader entered it: then the decision is another’s, and withdrawing it theirs. */
  own: boolean
  errors: FieldError[]
  typed: Typed
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  const title = say('draft.title')
  const decides = draft.state === 'entered' && ((view.may.approve && !own) || (own && view.may.enter))
  return (
    <CompactFrame
      context={context}
      view={view.compact}
      here={null}
      title={title}
      crumbs={[
        { name: say('waiting.title'), href: compactPath(language, id, '/ledger/waiting') },
        { name: title },
      ]}
    >
      <Section title={say('entry.what')}>
        <Facts
          rows={[
            { name: say('kind'), value: say(`kind.${draft.kind}`) },
            { name: say('date'), value: formatDay(language, draft.date) },
            { name: say('amount'), value: showMoney(draft, language) },
            {
              name: say('from to'),
              value: say('way', { from: names.holder(draft.provider), to: names.holder(draft.receiver) }),
            },
            { name: say('contribution'), value: names.contribution(draft.contribution) },
            { name: say('line'), value: names.line(draft.line) },
            { name: say('tranche'), value: draft.tranche === null ? '–' : names.tranche(draft.tranche) },
            {
              name: say('evidence'),
              value: <Evidence document={draft.document} url={draft.url} language={language} />,
            },
            { name: say('note'), value: draft.note ?? '–' },
            ...(draft.import === null
              ? []
              : [
                  {
                    name: say('draft.file'),
                    value: <Evidence document={draft.import} url={null} language={language} />,
                  },
                ]),
            {
              name: say('entry.entered'),
              value: say('by on', {
                who: behind(view, say, draft.entered_by, draft.entered_for),
                day: formatDay(language, draft.entered_at.toISOString().slice(0, 10)),
              }),
            },
            ...(draft.state === 'entered' && approvers.length > 0
              ? [{ name: say('draft.approver'), value: organisationsIn(view, approvers) }]
              : []),
          ]}
        />
        {draft.exception === null ? null : (
          <Notice word={say('exception.title')}>{say('draft.exception', { reason: draft.exception })}</Notice>
        )}
        {draft.state === 'entered' ? null : (
          <Notice word={say(`draft.${draft.state}`)}>{draft.reason ?? '–'}</Notice>
        )}
      </Section>
      {decides ? (
        <Section
          title={say('draft.decide')}
          note={
            own
              ? say('draft.own')
              : approves
                ? say('draft.other')
                : say('draft.theirs', { organisations: organisationsIn(view, approvers) })
          }
        >
          <form
            className="form"
            method="post"
            action={compactPath(language, id, `/ledger/waiting/${draft.id}`)}
          >
            <ErrorSummary errors={errors} />
            <OnceField />
            <TextField
              name="reason"
              label={say('reason')}
              hint={say('draft.reason hint')}
              optional
              rows={2}
              value={typed.reason}
              error={errors.find(({ field }) => field === 'reason')?.message}
            />
            <Buttons>
              {own || !approves ? null : (
                <Button first name="verdict" value="approved">
                  {say('draft.approve')}
                </Button>
              )}
              <Button name="verdict" value="refused">
                {say(own ? 'draft.withdraw' : 'draft.refuse')}
              </Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </CompactFrame>
  )
}

/** Entries out of a file: what it would add, what is there already, and what is wrong with which cell. */
export function ImportPage({
  context,
  view,
  text,
  plan,
  all,
  errors,
}: {
  context: PageContext
  view: MoneyPageView
  text: string
  /** What is there already is to be entered all the same. */
  all: boolean
  /** Null before anything was sent. */
  plan: ImportPlan | null
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  const wrong = plan === null ? 0 : plan.faults.length + plan.rows.filter(({ is }) => is === 'wrong').length
  const fresh = plan?.rows.filter(({ is }) => is === 'new').length ?? 0
  const same = plan?.rows.filter(({ is }) => is === 'same').length ?? 0
  const repeats = plan?.rows.filter((row) => row.is === 'new' && row.repeats !== undefined).length ?? 0
  const later = plan?.rows.filter((row) => row.later !== undefined).length ?? 0
  return (
    <CompactFrame context={context} view={view.compact} here="ledger" title={say('import.title')}>
      <MoneyLinks view={view} language={language} />
      <Section title={say('import.file')} note={say('import.note')}>
        <p className="prose">{say('import.columns', { columns: importColumns.join(', ') })}</p>
        <form
          className="form"
          method="post"
          encType="multipart/form-data"
          action={compactPath(language, id, '/ledger/import')}
        >
          <ErrorSummary errors={errors} />
          <OnceField />
          <FileField
            name="file"
            label={say('import.choose')}
            accept=".csv"
            error={errors.find(({ field }) => field === 'file')?.message}
          />
          <TextField
            name="text"
            label={say('import.paste')}
            rows={8}
            optional
            value={text}
            error={errors.find(({ field }) => field === 'text')?.message}
          />
          {plan !== null && wrong === 0 && same > 0 ? (
            <>
              <input type="hidden" name="same" value={same} />
              <ChoiceField
                name="all"
                label={say('import.same')}
                hint={say('import.same hint')}
                chosen={[all ? 'yes' : 'no']}
                options={[
                  { value: 'no', name: say('import.leave', { count: same }) },
                  { value: 'yes', name: say('import.all', { count: same }) },
                ]}
              />
            </>
          ) : null}
          <Buttons>
            <Button name="step" value="look" first={plan === null}>
              {say('import.look')}
            </Button>
            {plan !== null && wrong === 0 && fresh + same > 0 ? (
              <Button first name="step" value="enter">
                {same > 0 ? say('import.enter as chosen') : say('import.enter', { count: fresh })}
              </Button>
            ) : null}
          </Buttons>
        </form>
      </Section>
      {plan === null ? null : (
        <Section wide title={say('import.preview')}>
          <p className="prose">{say('import.counts', { fresh, same, wrong })}</p>
          {repeats === 0 ? null : <p className="prose">{say('import.repeated', { count: repeats })}</p>}
          {later === 0 ? null : <p className="prose">{say('import.some later', { count: later })}</p>}
          {plan.faults.length === 0 ? null : (
            <ul className="prose">
              {plan.faults.map(({ column, fault }) => (
                <li key={column + fault}>{say(`import.${fault}`, { column })}</li>
              ))}
            </ul>
          )}
          {plan.rows.length === 0 ? null : (
            <DataTable
              caption={say('import.preview')}
              captionHidden
              columns={[
                { key: 'line', head: say('import.line') },
                { key: 'is', head: say('import.what') },
                { key: 'entry', head: say('entry.what') },
                { key: 'amount', head: say('amount'), number: true },
              ]}
              rows={plan.rows
                .slice(0, 500)
                .map(({ line, values, faults, is, sameAs, repeats, refused, later }) => ({
                  key: String(line),
                  own: is === 'wrong',
                  cells: {
                    line: <span id={`line-${line}`}>{line}</span>,
                    is:
                      is === 'same'
                        ? sameAs
                          ? say('import.same as', { number: sameAs })
                          : say('import.same waiting')
                        : repeats !== undefined && is === 'new'
                          ? say('import.repeats', { line: repeats })
                          : say(`import.is ${is}`),
                    entry:
                      values === null ? (
                        faults.map(({ column, fault }) => say(`import.${fault}`, { column })).join(' ')
                      ) : (
                        <>
                          {[
                            say(`kind.${values.kind}`),
                            formatDay(language, values.date),
                            say('way', {
                              from: names.holder(values.provider),
                              to: names.holder(values.receiver),
                            }),
                          ].join(' · ')}
                          {values.exception === null ? null : (
                            <p className="note">{say('draft.exception', { reason: values.exception })}</p>
                          )}
                          {refused === undefined ? null : <p className="note">{saidOf(refused, language)}</p>}
                          {later === undefined ? null : (
                            <p className="note">{say('import.later', { said: saidOf(later, language) })}</p>
                          )}
                        </>
                      ),
                    amount: values === null ? '–' : showMoney(values.amount, language),
                  },
                }))}
            />
          )}
        </Section>
      )}
    </CompactFrame>
  )
}
