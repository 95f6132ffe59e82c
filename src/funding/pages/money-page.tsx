import { type Component, components } from '../../compacts/agreement.ts'
import { showMoney } from '../../compacts/forms/amounts.ts'
import { CompactFrame, compactPath } from '../../compacts/pages/frame.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Button, Buttons, SelectField, TextField } from '../../ui/form.tsx'
import { formatDay, formatList, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Section, Sentence } from '../../ui/section.tsx'
import { Unknown } from '../../ui/unknown.tsx'
import type { LineBelow } from '../below-money.ts'
import type { InitiativeStanding } from '../initiative-states.ts'
import type { LedgerColumn } from '../ledger.ts'
import { ledgerColumns } from '../ledger.ts'
import type { exceptionsOf } from '../money-of.ts'
import type { Worth } from '../rates.ts'
import {
  type Additionality,
  type Column,
  columns,
  type FiscalSum,
  isWhole,
  type LineTotals,
  type MoneyTotals,
  together,
} from '../totals.ts'
import { words } from '../words/words.ts'
import { Initiatives } from './initiatives.tsx'
import { MoneyLinks, type MoneyPageView, namesIn, Sum } from './parts.tsx'

export const calendars = ['compact', 'donor', 'partner'] as const
export type Calendar = (typeof calendars)[number]

/** Plan and ledger side by side: what was agreed, what was promised, what was paid. Every total leads to its entries. */
export function MoneyPage({
  context,
  view,
  totals,
  additional,
  fiscal,
  calendar,
  ofTheDay,
  exceptions,
  initiatives,
  below,
  at,
}: {
  context: PageContext
  view: MoneyPageView
  totals: MoneyTotals
  additional: Additionality[]
  fiscal: FiscalSum[]
  calendar: Calendar
  ofTheDay: Record<LedgerColumn, Worth>
  exceptions: Awaited<ReturnType<typeof exceptionsOf>>
  initiatives: readonly InitiativeStanding[]
  below: readonly LineBelow[]
  at: string
}) {
  const { language } = context
  const say = speak(words, language)
  const names = namesIn(view, language)
  const { id } = view.compact.compact
  const { currency, lines } = totals
  const ledger = (column: Column, more: Record<string, string> = {}) =>
    (ledgerColumns as readonly string[]).includes(column)
      ? compactPath(language, id, `/ledger?${new URLSearchParams({ column, ...more, to: at })}`)
      : undefined
  const sum = (column: Column, own: (line: LineTotals) => boolean = () => true) =>
    together(lines.filter(own), column, currency)
  // What is promised as a whole is not nothing in each component; nobody has said how much it is there.
  const promises = (['pledged', 'committed'] as const).filter((column) => isWhole(lines, column))
  const hasShare = (column: Column, { component = 'none', year }: Record<string, string>) =>
    !promises.some((each) => each === column) || (component === 'none' && year === undefined)
  const cells = (own: (line: LineTotals) => boolean, more: Record<string, string>) =>
    Object.fromEntries(
      columns.map((column) => [
        column,
        hasShare(column, more) ? (
          <Sum key={column} sum={sum(column, own)} language={language} href={ledger(column, more)} />
        ) : (
          '–'
        ),
      ]),
    )
  const heads = columns.map((column) => ({ key: column, head: say(`column.${column}`), number: true }))
  const present = [...components, null].filter((component) =>
    lines.some((line) => line.component === component),
  )
  const componentName = (component: Component | null) =>
    component === null ? say('no line') : say(`component.${component}`)
  const inWords = (column: Column) => {
    const { total, amounts } = sum(column)
    return formatList(
      language,
      (total === null ? amounts : [total]).map((money) => showMoney(money, language)),
    )
  }
  const { plan } = view.agreement
  const inKind = plan.contributions.filter(({ kind }) => kind === 'in-kind')
  const missing = [
    ...new Map(
      ledgerColumns
        .flatMap((column) => ofTheDay[column].missing)
        .map((each) => [`${each.base} ${each.date}`, each]),
    ).values(),
  ]
  return (
    <CompactFrame context={context} view={view.compact} here="money" title={say('money.title')}>
      <MoneyLinks view={view} language={language} />
      <Section title={say('money.short')} note={say('money.short note', { day: formatDay(language, at) })}>
        <Sentence>
          {say('money.sentence', {
            planned: inWords('planned'),
            committed: inWords('committed'),
            disbursed: inWords('disbursed'),
            spent: inWords('spent'),
          })}
        </Sentence>
        {totals.missing.length === 0 ? null : (
          <Unknown next={say('money.no rate next')}>
            {say('money.no rate', {
              pairs: formatList(
                language,
                totals.missing.map(({ from, to }) => `${from} → ${to}`),
              ),
            })}
          </Unknown>
        )}
        <form className="form form-inline" method="get" action={compactPath(language, id, '/money')}>
          <TextField name="at" type="date" label={say('money.at')} value={at} />
          <SelectField
            name="calendar"
            label={say('money.calendar')}
            value={calendar}
            options={calendars.map((each) => ({ value: each, name: say(`calendar.${each}`) }))}
          />
          <Buttons>
            <Button>{say('show')}</Button>
          </Buttons>
        </form>
      </Section>
      {exceptions.length + below.length === 0 ? null : (
        <Section title={say('money.exceptions')} note={say('exception.note')}>
          <ul className="prose">
            {below.map(({ line, money, planned, reason }) => (
              <li key={line}>
                {say('line below', {
                  line: names.line(line),
                  planned: showMoney(planned, language),
                  money: showMoney(money, language),
                  reason: names.text(reason, '–'),
                })}
              </li>
            ))}
            {exceptions.map(({ id: key, rule, over_minor: minor, currency, reason, ...of }) => (
              <li key={key}>
                {say('exception.line', {
                  rule: say(`rule.${rule}`),
                  over: showMoney({ minor, currency }, language),
                  reason,
                })}
                {of.entry_id === null ? null : (
                  <>
                    {' '}
                    <a href={compactPath(language, id, `/ledger/entries/${of.entry_id}`)}>
                      {say('entry.title', { number: of.entry_number ?? 0 })}
                    </a>
                  </>
                )}
                {of.entry_line === null ? null : ` · ${names.line(of.entry_line)}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section
        wide
        title={say('money.components')}
        note={
          <>
            {say('money.components note', { currency })}
            {promises.map((column) => ` ${say('money.as a whole', { column: say(`column.${column}`) })}`)}
          </>
        }
      >
        <DataTable
          caption={say('money.components')}
          captionHidden
          columns={[{ key: 'what', head: say('component') }, ...heads]}
          rows={[
            ...present.map((component) => ({
              key: component ?? 'none',
              cells: {
                what: componentName(component),
                ...cells((line) => line.component === component, { component: component ?? 'none' }),
              },
            })),
            { key: 'all', own: true, cells: { what: say('all'), ...cells(() => true, {}) } },
          ]}
        />
      </Section>
      <Section wide title={say('money.years')}>
        <DataTable
          caption={say('money.years')}
          captionHidden
          columns={[{ key: 'what', head: say('year head') }, ...heads]}
          rows={plan.years.flatMap(({ key }) => {
            const own = present.filter((component) =>
              lines.some((line) => line.year === key && line.component === component),
            )
            return [
              ...own.map((component) => ({
                key: `${key} ${component}`,
                cells: {
                  what: say('component in year', {
                    component: componentName(component),
                    year: names.year(key),
                  }),
                  ...cells((line) => line.year === key && line.component === component, {
                    component: component ?? 'none',
                    year: key,
                  }),
                },
              })),
              {
                key,
                own: true,
                cells: {
                  what: say('all in year', { year: names.year(key) }),
                  ...cells((line) => line.year === key, { year: key }),
                },
              },
            ]
          })}
        />
      </Section>
      <Section wide title={say('money.contributions')} note={say('money.contributions note')}>
        <DataTable
          caption={say('money.contributions')}
          captionHidden
          columns={[{ key: 'what', head: say('contribution') }, ...heads]}
          rows={plan.contributions.map(({ key, party, kind }) => ({
            key,
            cells: {
              what: say('contribution by', {
                party: names.party(party),
                what: names.contribution(key),
                kind: say(`contribution.${kind}`),
              }),
              ...Object.fromEntries(
                columns.map((column) => [
                  column,
                  <Sum
                    key={column}
                    sum={{ ...sum(column, (line) => line.contribution === key), total: null }}
                    language={language}
                    href={ledger(column, { contribution: key })}
                  />,
                ]),
              ),
            },
          }))}
        />
      </Section>
      {initiatives.length === 0 ? null : (
        <Section wide title={say('initiatives.title')} note={say('initiatives.note')}>
          <Initiatives standings={initiatives} name={names.initiative} language={language} />
        </Section>
      )}
      {inKind.length === 0 ? null : (
        <Section title={say('money.in kind')} note={say('money.in kind note')}>
          <ul className="prose">
            {inKind.map(({ key, party, amount, valuation }) => (
              <li key={key}>
                {say('money.valued', {
                  party: names.party(party),
                  what: names.contribution(key),
                  amount: showMoney(amount, language),
                  valuation: names.text(valuation, '–'),
                })}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={say('money.additional')} note={say('money.additional note')}>
        {additional.length === 0 ? (
          <Unknown>{say('money.additional none')}</Unknown>
        ) : (
          <ul className="prose">
            {additional.map(({ contribution, party, before, planned, committed, beyondPerYear }) => (
              <li key={contribution}>
                {say('money.additional line', {
                  party: names.party(party),
                  what: names.contribution(contribution),
                  year: String(before.year),
                  before: showMoney(before.amount, language),
                  planned: showMoney(planned, language),
                  committed: showMoney(committed, language),
                })}{' '}
                {beyondPerYear === null
                  ? say('money.additional unknown')
                  : say(beyondPerYear.minor > 0 ? 'money.additional beyond' : 'money.additional not beyond', {
                      amount: showMoney({ ...beyondPerYear, minor: Math.abs(beyondPerYear.minor) }, language),
                    })}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        wide
        title={say('money.fiscal', { calendar: say(`calendar.${calendar}`) })}
        note={say('money.fiscal note')}
      >
        {fiscal.length === 0 ? (
          <p className="prose">{say('ledger.none')}</p>
        ) : (
          <DataTable
            caption={say('money.fiscal', { calendar: say(`calendar.${calendar}`) })}
            captionHidden
            columns={[
              { key: 'year', head: say('fiscal year') },
              ...ledgerColumns.map((column) => ({
                key: column,
                head: say(`column.${column}`),
                number: true,
              })),
            ]}
            rows={[...new Set(fiscal.map(({ begins }) => begins))].sort().map((begins) => ({
              key: begins,
              cells: {
                year: say('from day', { day: formatDay(language, begins) }),
                ...Object.fromEntries(
                  ledgerColumns.map((column) => [
                    column,
                    <Sum
                      key={column}
                      language={language}
                      sum={{
                        total: null,
                        amounts: fiscal.filter((each) => each.begins === begins && each.column === column),
                      }}
                      href={ledger(column, { from: begins, to: lastOfYear(begins, at) })}
                    />,
                  ]),
                ),
              },
            }))}
          />
        )}
      </Section>
      <Section title={say('money.rates')} note={say('money.rates note')}>
        {missing.length === 0 ? (
          <Sentence>
            {say('money.rates sentence', {
              committed: worth('committed'),
              disbursed: worth('disbursed'),
              spent: worth('spent'),
            })}
          </Sentence>
        ) : (
          <Unknown next={<a href={compactPath(language, id, '/rates')}>{say('links.rates')}</a>}>
            {say('money.rates missing', {
              count: missing.length,
              which: formatList(
                language,
                missing.slice(0, 12).map(({ base, date }) => `${base} ${formatDay(language, date)}`),
              ),
            })}
          </Unknown>
        )}
      </Section>
    </CompactFrame>
  )

  function worth(column: LedgerColumn): string {
    const { total } = ofTheDay[column]
    return total === null ? '–' : showMoney(total, language)
  }
}

/** Last day of the fiscal year that begins on a day, or the last day shown, whichever comes first. */
function lastOfYear(begins: string, at: string): string {
  const end = new Date(`${Number(begins.slice(0, 4)) + 1}${begins.slice(4)}T00:00:00Z`)
  end.setUTCDate(end.getUTCDate() - 1)
  const day = end.toISOString().slice(0, 10)
  return day < at ? day : at
}
