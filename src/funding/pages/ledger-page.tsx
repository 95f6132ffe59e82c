import { components } from '../../compacts/agreement.ts'
import { showMoney, writeAmount } from '../../compacts/forms/amounts.ts'
import { CompactFrame, compactPath } from '../../compacts/pages/frame.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Button, ButtonLink, Buttons, SelectField, TextField } from '../../ui/form.tsx'
import { formatDay, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section, Sentence } from '../../ui/section.tsx'
import { type Entry, type EntryFilter, type findEntry, ledgerColumns, openEffect } from '../ledger.ts'
import { words } from '../words/words.ts'
import { amountsIn, behind, Evidence, MoneyLinks, type MoneyPageView, namesIn } from './parts.tsx'

type Sums = { currency: string; minor: number; entries: number }[]

/** The ledger: entries in the order of their days, with what they come to so far. */
export function LedgerPage({
  context,
  view,
  entries,
  filter,
  before,
  all,
  open,
  next,
  query,
}: {
  context: PageContext
  view: MoneyPageView
  entries: Entry[]
  filter: EntryFilter
  /** What the entries before this page come to: of one column, else what is committed and not yet paid. */
  before: Sums
  /** What all entries come to that are asked for. */
  all: Sums
  /** Committed, paid and open, where entries of several kinds are shown: these are never added up as they are. */
  open: { committed: Sums; disbursed: Sums; open: Sums } | null
  next: string | null
  /** The filter as it stands in the address. */
  query: URLSearchParams
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  const { plan, tranches } = view.agreement
  const balance = new Map(before.map(({ currency, minor }) => [currency, minor]))
  const rows = entries.map((entry) => {
    const now = (balance.get(entry.currency) ?? 0) + (open === null ? entry.minor : openEffect(entry))
    balance.set(entry.currency, now)
    return { entry, now }
  })
  const option = (value: string, name: string) => ({ value, name })
  const any = option('', say('any'))
  const count = all.reduce((sum, each) => sum + each.entries, 0)
  const kindOf = ({ kind, passed }: Entry) =>
    [say(`kind.${kind}`), ...(passed === null ? [] : [say('exception.title')])].join(' · ')
  const download = (ending: string) => compactPath('en', id, `/ledger.${ending}?${query}`)
  return (
    <CompactFrame context={context} view={view.compact} here="ledger" title={say('ledger.title')}>
      <MoneyLinks view={view} language={language} />
      <Section wide title={say('ledger.entries')} note={say('ledger.note')}>
        {/* Folded, so that the entries come first; open where it says which entries these are. */}
        <details open={query.size > 0}>
          <summary>{say('ledger.which')}</summary>
          <form className="form form-inline" method="get" action={compactPath(language, id, '/ledger')}>
            <SelectField
              name="column"
              label={say('ledger.column')}
              value={filter.column}
              options={[any, ...ledgerColumns.map((each) => option(each, say(`column.${each}`)))]}
            />
            <SelectField
              name="contribution"
              label={say('contribution')}
              value={filter.contribution}
              options={[any, ...plan.contributions.map(({ key }) => option(key, names.contribution(key)))]}
            />
            <SelectField
              name="component"
              label={say('component')}
              value={filter.component}
              options={[
                any,
                ...components.map((each) => option(each, say(`component.${each}`))),
                option('none', say('no line')),
              ]}
            />
            <SelectField
              name="year"
              label={say('year head')}
              value={filter.year}
              options={[any, ...plan.years.map(({ key }) => option(key, names.year(key)))]}
            />
            <SelectField
              name="tranche"
              label={say('tranche')}
              value={filter.tranche}
              options={[any, ...tranches.map(({ key }) => option(key, names.tranche(key)))]}
            />
            <TextField name="from" type="date" label={say('from')} value={filter.from} />
            <TextField name="to" type="date" label={say('to')} value={filter.to} />
            <Buttons>
              <Button>{say('show')}</Button>
            </Buttons>
          </form>
        </details>
        <Sentence>
          {open === null
            ? say('ledger.sum', { count, sum: amountsIn(all, language) })
            : say('ledger.open', {
                count,
                committed: amountsIn(open.committed, language),
                disbursed: amountsIn(open.disbursed, language),
                open: amountsIn(open.open, language),
              })}
        </Sentence>
        {entries.length === 0 ? (
          <p className="prose">{say('ledger.none')}</p>
        ) : (
          <>
            {/* A phone has no room for seven columns: there the amount would be out of sight. */}
            <ul className="entries only-narrow">
              {rows.map(({ entry }) => (
                <li key={entry.id}>
                  <a href={compactPath(language, id, `/ledger/entries/${entry.id}`)}>
                    {formatDay(language, entry.date)}
                  </a>
                  <b>{showMoney(entry, language)}</b>
                  <span className="note">
                    {`${kindOf(entry)} · `}
                    {say('way', { from: names.holder(entry.provider), to: names.holder(entry.receiver) })}
                    {entry.line === null ? '' : ` · ${names.line(entry.line)}`}
                  </span>
                </li>
              ))}
            </ul>
            <div className="only-wide">
              <DataTable
                caption={say('ledger.title')}
                captionHidden
                columns={[
                  { key: 'number', head: say('number') },
                  { key: 'date', head: say('date') },
                  { key: 'kind', head: say('kind') },
                  { key: 'way', head: say('from to') },
                  { key: 'line', head: say('line') },
                  { key: 'value', head: say('amount'), number: true },
                  {
                    key: 'balance',
                    head: say(open === null ? 'balance' : 'stage.committed'),
                    number: true,
                  },
                ]}
                rows={rows.map(({ entry, now }) => ({
                  key: entry.id,
                  cells: {
                    number: (
                      <a href={compactPath(language, id, `/ledger/entries/${entry.id}`)}>{entry.number}</a>
                    ),
                    date: formatDay(language, entry.date),
                    kind: kindOf(entry),
                    way: say('way', {
                      from: names.holder(entry.provider),
                      to: names.holder(entry.receiver),
                    }),
                    line: names.line(entry.line),
                    value: showMoney(entry, language),
                    balance: writeAmount({ minor: now, currency: entry.currency }, language),
                  },
                }))}
              />
            </div>
          </>
        )}
        <Buttons>
          {next === null ? null : <ButtonLink href={next}>{say('ledger.next')}</ButtonLink>}
          <ButtonLink href={download('csv')}>{say('download csv')}</ButtonLink>
          <ButtonLink href={download('json')}>{say('download json')}</ButtonLink>
        </Buttons>
      </Section>
    </CompactFrame>
  )
}

/** One entry: what it says, what it moved, and who stands behind it. */
export function EntryPage({
  context,
  view,
  entry,
}: {
  context: PageContext
  view: MoneyPageView
  entry: Awaited<ReturnType<typeof findEntry>> & { reversesNumber: number | null }
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  const title = say('entry.title', { number: entry.number })
  const to = (other: string) => compactPath(language, id, `/ledger/entries/${other}`)
  return (
    <CompactFrame
      context={context}
      view={view.compact}
      here={null}
      title={title}
      crumbs={[{ name: say('ledger.title'), href: compactPath(language, id, '/ledger') }, { name: title }]}
    >
      <Section title={say('entry.what')}>
        <Facts
          rows={[
            { name: say('kind'), value: say(`kind.${entry.kind}`) },
            { name: say('date'), value: formatDay(language, entry.date) },
            { name: say('amount'), value: showMoney(entry, language) },
            {
              name: say('from to'),
              value: say('way', { from: names.holder(entry.provider), to: names.holder(entry.receiver) }),
            },
            { name: say('contribution'), value: names.contribution(entry.contribution) },
            { name: say('line'), value: names.line(entry.line) },
            ...(entry.tranche === null
              ? []
              : [{ name: say('tranche'), value: names.tranche(entry.tranche) }]),
            ...(entry.award === null
              ? []
              : [
                  {
                    name: say('award'),
                    value: <a href={compactPath(language, id, `/awards/${entry.award}`)}>{entry.award}</a>,
                  },
                ]),
            ...(entry.note === null ? [] : [{ name: say('note'), value: entry.note }]),
            ...(entry.document === null && entry.url === null
              ? []
              : [
                  {
                    name: say('evidence'),
                    value: <Evidence document={entry.document} url={entry.url} language={language} />,
                  },
                ]),
            ...(entry.onward ? [{ name: say('entry.onward'), value: say('entry.onward text') }] : []),
            ...(entry.reverses === null
              ? []
              : [
                  {
                    name: say('entry.reverses'),
                    value: <a href={to(entry.reverses)}>{entry.reversesNumber}</a>,
                  },
                ]),
            ...(entry.reversedBy === null
              ? []
              : [
                  {
                    name: say('entry.reversed by'),
                    value: <a href={to(entry.reversedBy.id)}>{entry.reversedBy.number}</a>,
                  },
                ]),
            // The file is for the parties; the entry is everybody’s.
            ...(entry.file === null || !view.may.member
              ? []
              : [
                  {
                    name: say('draft.file'),
                    value: <Evidence document={entry.file} url={null} language={language} />,
                  },
                ]),
            {
              name: say('entry.entered'),
              value: say('by on', {
                who: behind(view, say, entry.entered_by, entry.entered_for),
                day: formatDay(language, entry.entered_at.toISOString().slice(0, 10)),
              }),
            },
            {
              name: say('entry.approved'),
              value: say('by on', {
                who: behind(view, say, entry.approved_by, entry.approved_for),
                day: formatDay(language, entry.approved_at.toISOString().slice(0, 10)),
              }),
            },
          ]}
        />
      </Section>
      {entry.exceptions.length === 0 ? null : (
        <Section title={say('exception.title')} note={say('exception.note')}>
          <ul className="prose">
            {entry.exceptions.map((each) => (
              <li key={each.id}>
                {say('exception.line', {
                  rule: say(`rule.${each.rule}`),
                  over: showMoney({ minor: each.over_minor, currency: each.currency }, language),
                  reason: each.reason,
                })}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={say('entry.postings')} note={say('entry.postings note')}>
        <DataTable
          caption={say('entry.postings')}
          captionHidden
          columns={[
            { key: 'account', head: say('account') },
            { key: 'value', head: say('amount'), number: true },
          ]}
          rows={entry.postings.map((posting) => ({
            key: String(posting.position),
            cells: {
              account:
                posting.holder === ''
                  ? say(`stage.${posting.stage}`)
                  : say('stage with', {
                      stage: say(`stage.${posting.stage}`),
                      holder: names.holder(posting.holder),
                    }),
              value: showMoney(posting, language),
            },
          }))}
        />
      </Section>
      {view.may.enter && entry.kind !== 'reversal' && entry.reversedBy === null ? (
        <Section title={say('entry.correct')} note={say('entry.correct note')}>
          <Buttons>
            <ButtonLink href={compactPath(language, id, `/ledger/new?reverses=${entry.id}`)}>
              {say('entry.reverse')}
            </ButtonLink>
          </Buttons>
        </Section>
      ) : null}
    </CompactFrame>
  )
}
