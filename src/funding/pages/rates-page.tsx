import { CompactFrame, compactPath } from '../../compacts/pages/frame.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Button, Buttons, ErrorSummary, type FieldError, TextField } from '../../ui/form.tsx'
import { formatDay, speak } from '../../ui/language.ts'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section } from '../../ui/section.tsx'
import type { RateRow } from '../rates.ts'
import { words } from '../words/words.ts'
import type { Typed } from './entry-form-page.tsx'
import { behind, MoneyLinks, type MoneyPageView } from './parts.tsx'

type FormProps = { errors: FieldError[]; typed: Typed }
const errorIn = (errors: FieldError[]) => (field: string) =>
  errors.find((error) => error.field === field)?.message
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

/** Rates of a compact into the currency of the plan, with day and source: those that hold, and those that wait. */
export function RatesPage({
  context,
  view,
  rates,
  ended,
  errors,
  typed,
}: FormProps & {
  context: PageContext
  view: MoneyPageView
  rates: RateRow[]
  /** Nothing is entered or agreed to any more. */
  ended: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact.compact
  const { currency } = view.agreement.plan
  const errorOf = errorIn(errors)
  const agreed = rates.filter(({ verdict }) => verdict === 'agreed')
  const others = view.may.member ? rates.filter(({ verdict }) => verdict !== 'agreed') : []
  const columns = [
    { key: 'base', head: say('rate.base') },
    { key: 'rate', head: say('rate.rate'), number: true },
    { key: 'from', head: say('from') },
    { key: 'to', head: say('to') },
    { key: 'source', head: say('rate.source') },
  ]
  const cellsOf = ({ base, quote, rate, date, until, source, reason }: RateRow) => ({
    base,
    rate: `${rate} ${quote}`,
    from: formatDay(language, date),
    to: formatDay(language, until),
    source: reason === null ? source : say('rate.replaces', { source, reason }),
  })
  return (
    <CompactFrame context={context} view={view.compact} here="money" title={say('rates.title')}>
      <MoneyLinks view={view} language={language} />
      <Section
        wide
        title={say('rates.title')}
        note={ended ? say('rates.ended') : say('rates.note', { currency })}
      >
        {agreed.length === 0 ? (
          <p className="prose">{say('rates.none')}</p>
        ) : (
          <DataTable
            caption={say('rates.title')}
            captionHidden
            columns={[...columns, { key: 'agreed', head: say('rate.agreed on') }]}
            rows={agreed.slice(0, 500).map((row) => ({
              key: row.id,
              cells: {
                ...cellsOf(row),
                agreed: formatDay(language, dayOf(row.answered_at ?? row.at)),
              },
            }))}
          />
        )}
      </Section>
      {others.length === 0 ? null : (
        <Section wide title={say('rates.others')}>
          <DataTable
            caption={say('rates.others')}
            captionHidden
            columns={[...columns, { key: 'state', head: say('rate.state') }]}
            rows={others.slice(0, 500).map((row) => ({
              key: row.id,
              cells: {
                ...cellsOf(row),
                state: (
                  <a href={compactPath(language, id, `/rates/${row.id}`)}>
                    {say(row.verdict === null ? 'rate.waits' : 'rate.refused')}
                  </a>
                ),
              },
            }))}
          />
        </Section>
      )}
      {view.may.enter && !ended ? (
        <Section title={say('rate.new')} note={say('rate.new note')}>
          <form className="form" method="post" action={compactPath(language, id, '/rates')}>
            <ErrorSummary errors={errors} />
            <OnceField />
            <TextField
              name="base"
              label={say('rate.base')}
              hint={say('rate.base hint')}
              value={typed.base}
              error={errorOf('base')}
            />
            <TextField
              name="rate"
              label={say('rate.value', { currency })}
              hint={say('rate.value hint')}
              inputMode="decimal"
              value={typed.rate}
              error={errorOf('rate')}
            />
            <TextField
              name="date"
              type="date"
              label={say('from')}
              value={typed.date}
              error={errorOf('date')}
            />
            <TextField
              name="until"
              type="date"
              label={say('to')}
              value={typed.until}
              error={errorOf('until')}
            />
            <TextField
              name="source"
              label={say('rate.source')}
              hint={say('rate.source hint')}
              value={typed.source}
              error={errorOf('source')}
            />
            <TextField
              name="reason"
              label={say('reason')}
              hint={say('rate.reason hint')}
              optional
              rows={2}
              value={typed.reason}
              error={errorOf('reason')}
            />
            <Buttons>
              <Button first>{say('rate.record')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </CompactFrame>
  )
}

/** One rate, for the party that agrees to it or refuses it. */
export function RatePage({
  context,
  view,
  rate,
  own,
  ended,
  errors,
  typed,
}: FormProps & {
  context: PageContext
  view: MoneyPageView
  rate: RateRow
  /** Whether the reader entered it: then they can withdraw it, and another party agrees. */
  own: boolean
  ended: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact.compact
  const title = `${rate.base} – ${rate.quote}`
  const decides = rate.verdict === null && !ended && (view.may.approve || (own && view.may.enter))
  const on = (person: string, organisation: string, at: Date) =>
    say('by on', {
      who: behind(view, say, person, organisation),
      day: formatDay(language, dayOf(at)),
    })
  return (
    <CompactFrame
      context={context}
      view={view.compact}
      here={null}
      title={title}
      crumbs={[{ name: say('rates.title'), href: compactPath(language, id, '/rates') }, { name: title }]}
    >
      <Section title={title}>
        <Facts
          rows={[
            { name: say('rate.base'), value: rate.base },
            { name: say('rate.rate'), value: `${rate.rate} ${rate.quote}` },
            { name: say('from'), value: formatDay(language, rate.date) },
            { name: say('to'), value: formatDay(language, rate.until) },
            { name: say('rate.source'), value: rate.source },
            { name: say('reason'), value: rate.reason ?? '–' },
            { name: say('entry.entered'), value: on(rate.by, rate.entered_for, rate.at) },
            ...(rate.verdict === null ||
            rate.answered_by === null ||
            rate.answered_for === null ||
            rate.answered_at === null
              ? [{ name: say('rate.state'), value: say('rate.waits') }]
              : [
                  {
                    name: say(rate.verdict === 'agreed' ? 'rate.agreed on' : 'rate.refused'),
                    value:
                      `${on(rate.answered_by, rate.answered_for, rate.answered_at)} ${rate.answer_reason ?? ''}`.trim(),
                  },
                ]),
          ]}
        />
      </Section>
      {decides ? (
        <Section title={say('rate.decide')} note={say('rate.decide note')}>
          <form className="form" method="post" action={compactPath(language, id, `/rates/${rate.id}`)}>
            <ErrorSummary errors={errors} />
            <OnceField />
            <TextField
              name="reason"
              label={say('reason')}
              hint={say('draft.reason hint')}
              optional
              rows={2}
              value={typed.reason}
              error={errorIn(errors)('reason')}
            />
            <Buttons>
              {own ? null : (
                <Button first name="verdict" value="agreed">
                  {say('rate.agree')}
                </Button>
              )}
              <Button name="verdict" value="refused">
                {say(own ? 'rate.withdraw' : 'rate.refuse')}
              </Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </CompactFrame>
  )
}
