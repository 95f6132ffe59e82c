import type { ReactNode } from 'react'
import { inLanguage, type Text } from '../../../compacts/agreement.ts'
import { showMoney } from '../../../compacts/forms/amounts.ts'
import { type CompactTab, CompactTabs } from '../../../compacts/pages/compact-tabs.tsx'
import { words as compactWords } from '../../../compacts/words/words.ts'
import { countryName } from '../../../countries/registry.ts'
import type { Source } from '../../../indicators/schema.ts'
import { type Term, Timeline } from '../../../ui/charts/timeline.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Finding, Key } from '../../../ui/finding.tsx'
import { Button, TextField } from '../../../ui/form.tsx'
import {
  capital,
  formatDay,
  formatList,
  formatNumber,
  type Language,
  pathIn,
  type Say,
  speak,
} from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Section, Sentence } from '../../../ui/section.tsx'
import { SourceMark } from '../../../ui/sources.tsx'
import { type Status, StatusMark } from '../../../ui/status-mark.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { writeNumber } from '../../../ui/voice.tsx'
import { outletNames } from '../data-routes.ts'
import type {
  ConditionState,
  PublicCondition,
  PublicTranche,
  PublicValue,
  Snapshot,
  Stage,
} from '../snapshot.ts'
import {
  componentsOf,
  isOutcome,
  lagging,
  moneyIn,
  type Outcome,
  outcomes,
  promised,
  waiting,
} from '../story.ts'
import { type Word, words } from '../words/words.ts'
import { ChangePlot } from './change-plot.tsx'
import { exactSum, shortMoney, shortSum } from './figures.ts'
import { MoneyChart, unitOf } from './money-chart.tsx'

export type PublicCompactView = {
  context: Omit<PageContext, 'sources'>
  snapshot: Snapshot
  /** The day it is, for the field that asks for another. */
  today: string
  /** IATI identifier under which the house publishes; without one an example alone has IATI files by itself. */
  publisher?: string | null
  /** Which pages of the compact the reader may open besides those for everybody. */
  tabs?: Partial<Record<CompactTab, boolean>>
}

/** What every part of the page is given. */
type Parts = { snapshot: Snapshot; language: Language; say: Say<Word>; iati: boolean }

/** The public page of a compact: a pure function of its snapshot and the reader’s language. */
export function PublicCompactPage({
  context,
  snapshot,
  today,
  publisher = null,
  tabs = {},
}: PublicCompactView) {
  const { language } = context
  const say = speak(words, language)
  const { compact, agreement, asOf } = snapshot
  const country = countryName(compact.country, language)
  const day = formatDay(language, asOf)
  const iati = agreement !== null && (compact.example || publisher !== null)
  const parts = { snapshot, language, say, iati }
  const title =
    (agreement === null ? null : inLanguage(agreement.title, language, agreement.languages)) ??
    say('promise.none', { country })
  return (
    <Page
      {...context}
      title={title}
      description={title}
      sources={sourcesOf(parts)}
      sourcesNote={say('sources.note')}
      indexed={!compact.example}
      crumbs={[
        { name: say('crumb.compacts'), href: pathIn(language, '/compacts') },
        { name: compact.example ? say('crumb.example', { country }) : country },
      ]}
      alternates={[
        { type: 'application/json', href: dataHref(snapshot, 'compact.json', today) },
        ...(iati
          ? [
              {
                type: 'application/xml',
                href: dataHref(snapshot, 'iati-activities.xml', today),
                title: 'IATI 2.03',
              },
            ]
          : []),
      ]}
      {...(compact.example ? { foot: say('foot.example', { country }) } : {})}
    >
      {compact.example ? (
        <Notice word={say('example.word')}>{say('example.text', { country })}</Notice>
      ) : null}
      <Opening title={<Headline {...parts} />} about={aboutOf(parts)}>
        <CompactTabs id={compact.id} here="compact" may={tabs} />
        <MomentForm {...parts} today={today} />
      </Opening>
      {agreement === null ? (
        <Section title={say('short.title')}>
          <Unknown next={say('promise.not yet next')}>{say('promise.not yet')}</Unknown>
        </Section>
      ) : (
        <>
          <InShort {...parts} />
          {snapshot.money === null ? null : (
            <Section id="money" title={say('money.title')} note={say('money.note', { day })}>
              <WhereIsTheMoney {...parts} today={today} />
            </Section>
          )}
          <Section id="conditions" title={say('conditions.title')} note={say('conditions.note')}>
            <Conditions {...parts} />
          </Section>
          <Section id="results" title={say('changed.title')} note={say('changed.note')}>
            <WhatHasChanged {...parts} today={today} />
          </Section>
          <Section id="doubts" title={say('doubts.title')} note={say('doubts.note')}>
            <Doubts {...parts} />
          </Section>
        </>
      )}
      <Section id="documents" title={say('documents.title')}>
        <Documents {...parts} today={today} />
      </Section>
      <Section id="steps" title={say('steps.title')}>
        <Steps {...parts} />
      </Section>
    </Page>
  )
}

/* ── words of the compact itself ──────────────────────────────────────────── */

/** A text of the compact in the reader’s language, else in one of its own, which is then named to who reads aloud. */
function Told({ text, snapshot, language }: { text: Text; snapshot: Snapshot; language: Language }) {
  const languages = snapshot.agreement?.languages ?? []
  if ((text[language] ?? '').trim() !== '') return <>{text[language]}</>
  const other = languages.find((each) => (text[each] ?? '').trim() !== '')
  return other === undefined ? null : <span lang={other}>{text[other]}</span>
}

const told = ({ snapshot, language }: Parts, text: Text | undefined, key: string): string =>
  (text === undefined ? null : inLanguage(text, language, snapshot.agreement?.languages ?? [])) ?? key

const partyName = (parts: Parts, key: string) =>
  told(parts, parts.snapshot.agreement?.parties.find((party) => party.key === key)?.name, key)

/** Address of a file of this very snapshot; that of today needs no day. */
function dataHref({ compact, asOf }: Snapshot, file: (typeof outletNames)[number], today: string): string {
  return `/compacts/${compact.id}/data/${file}${asOf === today ? '' : `?asOf=${asOf}`}`
}

/* ── opening ──────────────────────────────────────────────────────────────── */

const PROMISES = 3

function Headline(parts: Parts) {
  const { snapshot, language, say } = parts
  const { agreement, compact } = snapshot
  if (agreement === null || agreement.objectives.length === 0)
    return (
      <>
        {agreement === null
          ? say('promise.none', { country: countryName(compact.country, language) })
          : told(parts, agreement.title, compact.id)}
      </>
    )
  const governments = agreement.parties.filter(({ part }) => part === 'government')
  const objectives = agreement.objectives.map(({ text, key }) => told(parts, text, key))
  const left = objectives.length - PROMISES
  return (
    <>
      {say('promise', {
        years: agreement.term.years ?? 0,
        parties: formatList(
          language,
          governments
            .sort((a, b) => (a.side === b.side ? 0 : a.side === 'partner' ? -1 : 1))
            .map(({ key }) => partyName(parts, key)),
        ),
        promises: [
          ...objectives.slice(0, PROMISES),
          ...(left > 0 ? [say('promise.more', { count: left })] : []),
        ]
          .map(lowered)
          .join('; '),
      })}
    </>
  )
}

/** A sentence as it stands within another: a first word in capitals all through stays. */
const lowered = (text: string) =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1)

function aboutOf(parts: Parts): { name: string; value: ReactNode }[] {
  const { snapshot, language, say } = parts
  const { compact, agreement, versions, version } = snapshot
  const state = capital(language, speak(compactWords, language)(`state.${compact.state}`))
  const sides = promised(snapshot)
  const all = moneyIn(snapshot, 'planned')
  const currency = agreement?.plan.currency ?? 'USD'
  const first = versions[0]
  return [
    { name: say('about.state'), value: state },
    {
      name: say('about.since'),
      value:
        compact.begins === null ? (
          say('about.not in force')
        ) : (
          <>
            {formatDay(language, compact.begins)}
            {version === null ? null : <SourceMark id="text" />}
          </>
        ),
    },
    ...(agreement === null
      ? []
      : [
          {
            name: say('about.term'),
            value:
              agreement.term.ends === null
                ? say('about.term open')
                : say('about.term until', {
                    years: agreement.term.years ?? 0,
                    day: formatDay(language, agreement.term.ends),
                  }),
          },
          ...(snapshot.money === null
            ? []
            : [
                {
                  name: say('about.promised'),
                  value: (
                    <>
                      {shortSum(all, language)}
                      {sides === null
                        ? null
                        : `: ${[
                            ...(['donor', 'partner'] as const).flatMap((side) =>
                              sides[side] === 0
                                ? []
                                : [
                                    say('about.party part', {
                                      party: sideName(parts, side),
                                      amount: shortMoney({ minor: sides[side], currency }, language),
                                    }),
                                  ],
                            ),
                            ...(sides.inKind === 0
                              ? []
                              : [
                                  say('about.in kind', {
                                    amount: shortMoney({ minor: sides.inKind, currency }, language),
                                  }),
                                ]),
                          ].join(', ')}`}
                      <SourceMark id="text" />
                    </>
                  ),
                },
              ]),
        ]),
    ...(version === null
      ? []
      : [
          {
            name: say('about.version'),
            value: (
              <>
                {say('about.version is', { number: version, amendments: versions.length - 1 })}
                {versions.length > 1 && first !== undefined ? (
                  <>
                    {' · '}
                    <a
                      href={pathIn(
                        language,
                        `/compacts/${compact.id}/compare?from=${first.number}&to=${version}`,
                      )}
                    >
                      {say('about.compare')}
                    </a>
                  </>
                ) : null}
              </>
            ),
          },
        ]),
  ]
}

function sideName(parts: Parts, side: 'donor' | 'partner'): string {
  const party = parts.snapshot.agreement?.parties.find(
    (each) => each.side === side && each.part === 'government',
  )
  return party === undefined ? side : told(parts, party.name, party.key)
}

/** Another moment, by a plain form. */
function MomentForm({ snapshot, language, say, today }: Parts & { today: string }) {
  const at = pathIn(language, `/compacts/${snapshot.compact.id}`)
  return (
    <div className="on-page">
      <form className="form form-inline" method="get" action={at}>
        <TextField name="asOf" label={say('moment.label')} type="date" value={snapshot.asOf} />
        <Button>{say('moment.show')}</Button>
      </form>
      <p className="note">
        {say('moment.note', { day: formatDay(language, snapshot.asOf) })}{' '}
        {snapshot.asOf === today ? null : <a href={at}>{say('moment.today')}</a>}
      </p>
    </div>
  )
}

/* ── in short ─────────────────────────────────────────────────────────────── */

function InShort(parts: Parts) {
  const { snapshot, language, say } = parts
  const { money, agreement } = snapshot
  const mark = (id: string) => ({ mark: <SourceMark id={id} /> })
  const planned = moneyIn(snapshot, 'planned')
  const committed = moneyIn(snapshot, 'committed')
  const disbursed = moneyIn(snapshot, 'disbursed')
  const waits = waiting(snapshot)
  const due = (agreement?.tranches ?? []).some(({ conditions }) => conditions.length > 0)
  const found = outcomes(snapshot).filter(({ sheet }) => isOutcome(sheet))
  const moved = found.filter(({ standing }) => standing === 'as promised')
  const against = found.filter(({ standing }) => standing === 'against')
  const names = (standing: Outcome['standing']) =>
    formatList(
      language,
      found
        .filter((each) => each.standing === standing)
        .map(({ sheet }) => lowered(told(parts, sheet.title, sheet.key))),
    )
  const cannot = names('cannot be told')
  const unmeasured = names('not measured')
  return (
    <Section id="short" title={say('short.title')} note={say('short.note')}>
      {money === null ? null : committed.entries + disbursed.entries === 0 ? (
        <Sentence>
          <Rich
            say={say}
            word="short.money none"
            values={{ planned: shortSum(planned, language) }}
            parts={mark('ledger')}
          />
        </Sentence>
      ) : (
        <Sentence>
          <Rich
            say={say}
            word="short.money"
            values={{
              planned: shortSum(planned, language),
              committed: shortSum(committed, language) || '–',
              disbursed: shortSum(disbursed, language) || '–',
            }}
            parts={mark('ledger')}
          />
        </Sentence>
      )}
      {money === null ? null : (
        <Sentence>
          {waits === null ? (
            <Rich say={say} word={due ? 'short.holds' : 'short.no conditions'} parts={mark('conditions')} />
          ) : (
            <Rich
              say={say}
              word={waits.tranche.waits.minor > 0 ? 'short.waits' : 'short.waits nothing'}
              values={{
                count: waits.failed + waits.late,
                amount: shortMoney(waits.tranche.waits, language),
                tranche: lowered(trancheName(parts, waits.tranche.key)),
              }}
              parts={mark('conditions')}
            />
          )}
        </Sentence>
      )}
      {found.some(({ standing }) => standing !== 'not measured') ? (
        <>
          <Sentence>
            <Rich
              say={say}
              word="short.outcomes"
              values={{ moved: moved.length, all: found.length }}
              parts={mark('results')}
            />{' '}
            {against.length > 0 ? say('short.against', { count: against.length }) : null}
          </Sentence>
          {cannot === '' ? null : <Unknown>{say('short.cannot', { names: cannot })}</Unknown>}
          {unmeasured === '' ? null : (
            <Unknown>{say('short.not measured', { names: capital(language, unmeasured) })}</Unknown>
          )}
        </>
      ) : (
        <Unknown>{say('short.no outcomes')}</Unknown>
      )}
    </Section>
  )
}

/* ── money ────────────────────────────────────────────────────────────────── */

const stages = ['original', 'planned', 'pledged', 'committed', 'disbursed', 'spent'] as const

function WhereIsTheMoney(parts: Parts & { today: string }) {
  const { snapshot, language, say, today, iati } = parts
  const { agreement, money } = snapshot
  if (agreement === null || money === null) return null
  const last = lagging(snapshot)
  const sayCompact = speak(compactWords, language)
  const currency = agreement.plan.currency
  const missing = moneyIn(snapshot, 'planned').amounts.find(
    (each) =>
      each.currency !== currency &&
      !agreement.plan.rates.some(({ from, to }) => from === each.currency && to === currency),
  )
  const rates = agreement.plan.rates
    .map(
      ({ from, to, rate, date, source }) =>
        `1 ${from} = ${rate.replace('.', language === 'en' ? '.' : ',')} ${to} (${formatDay(language, date)}, ${source})`,
    )
    .join('; ')
  return (
    <>
      <Finding
        title={
          last === null
            ? say(moneyIn(snapshot, 'disbursed').entries === 0 ? 'money.none' : 'money.plain')
            : say('money.lags', {
                component: sayCompact(`component.${last.component}`),
                paid: shortMoney(last.paid, language),
                planned: shortMoney(last.planned, language),
              })
        }
        subtitle={
          <Rich
            say={say}
            word="money.subtitle"
            values={{ currency, unit: unitOf(snapshot).name }}
            parts={{ mark: <SourceMark id="ledger" /> }}
          />
        }
        keys={
          <Key
            items={[
              { tone: 'out', name: say('money.planned') },
              { tone: 't1', name: say('money.committed') },
              { tone: 'd1', name: say('money.disbursed') },
            ]}
          />
        }
        caveat={
          <>
            {say('money.caveat')}
            {rates === '' ? null : ` ${say('money.caveat rates', { rates })}`}
          </>
        }
        table={<MoneyTable {...parts} />}
        download={dataHref(snapshot, 'ledger.csv', today)}
        links={[
          { name: say('money.ledger'), href: ledgerHref(parts, {}) },
          ...(iati ? [{ name: 'IATI', href: dataHref(snapshot, 'iati-activities.xml', today) }] : []),
        ]}
      >
        {missing === undefined ? (
          <MoneyChart snapshot={snapshot} />
        ) : (
          <Unknown>{say('money.no rate', { from: missing.currency, to: currency })}</Unknown>
        )}
      </Finding>
      {money.exceptions.length === 0 ? null : (
        <>
          <h3>{say('money.exceptions')}</h3>
          <ul>
            {money.exceptions.map(({ over, on, reason, entry, release }) => (
              <li key={`${on} ${entry} ${release} ${over.minor}`}>
                {say('money.exception', {
                  over: showMoney(over, language),
                  day: formatDay(language, on),
                  reason,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** Where the entries behind a total stand. */
function ledgerHref({ snapshot, language }: Parts, filter: Record<string, string>): string {
  const query = new URLSearchParams({ ...filter, to: snapshot.asOf })
  return `${pathIn(language, `/compacts/${snapshot.compact.id}/ledger`)}?${query}`
}

function MoneyTable(parts: Parts) {
  const { snapshot, language, say } = parts
  const { agreement } = snapshot
  const sayCompact = speak(compactWords, language)
  if (agreement === null) return null
  const yearName = (key: string | null) => {
    const at = agreement.plan.years.findIndex((year) => year.key === key)
    return at < 0 ? say('money.no year') : say('money.year', { number: at + 1 })
  }
  const cells = (filter: { component?: (typeof rows)[number]['component']; year?: string | null }) =>
    Object.fromEntries(
      stages.map((stage: Stage) => {
        const sum = moneyIn(snapshot, stage, filter)
        const text = exactSum(sum, language)
        const linked = stage !== 'original' && stage !== 'planned' && sum.entries > 0
        const query = {
          column: stage,
          ...(filter.component === undefined ? {} : { component: filter.component ?? 'none' }),
          ...(filter.year == null ? {} : { year: filter.year }),
        }
        return [
          stage,
          linked ? (
            <a key={stage} href={ledgerHref(parts, query)}>
              {text}
            </a>
          ) : (
            text
          ),
        ]
      }),
    )
  const rows = componentsOf(snapshot).flatMap((component) => {
    const years = [
      ...new Set(
        (snapshot.money?.totals ?? []).filter((each) => each.component === component).map(({ year }) => year),
      ),
    ]
    return [{ component, year: undefined }, ...years.map((year) => ({ component, year }))]
  })
  return (
    <DataTable
      caption={say('money.table')}
      tight
      columns={[
        { key: 'component', head: say('money.column component') },
        { key: 'year', head: say('money.column year') },
        ...stages.map((stage) => ({ key: stage, head: say(`money.column ${stage}`), number: true })),
      ]}
      rows={[
        ...rows.map(({ component, year }) => ({
          key: `${component} ${year}`,
          own: year === undefined,
          cells: {
            component: component === null ? say('money.no component') : sayCompact(`component.${component}`),
            year: year === undefined ? '' : yearName(year),
            ...cells(year === undefined ? { component } : { component, year }),
          },
        })),
        {
          key: 'all',
          own: true,
          cells: { component: say('money.all'), year: '', ...cells({}) },
        },
      ]}
    />
  )
}

/* ── conditions ───────────────────────────────────────────────────────────── */

const marks: Record<ConditionState, Status> = {
  satisfied: 'passed',
  'not satisfied': 'failed',
  'not applicable': 'not applicable',
  waived: 'waived',
  deferred: 'not due',
  none: 'not due',
}

const trancheName = (parts: Parts, key: string) =>
  told(parts, parts.snapshot.agreement?.tranches.find((each) => each.key === key)?.title, key)

function Conditions(parts: Parts) {
  const { snapshot, language, say } = parts
  const { agreement, money } = snapshot
  if (agreement === null) return null
  if (agreement.tranches.every(({ conditions }) => conditions.length === 0))
    return <p>{say('conditions.none')}</p>
  return (
    <>
      {agreement.tranches.map((tranche, place) => {
        const standing = money?.tranches.find(({ key }) => key === tranche.key)
        return (
          <div key={tranche.key} id={`payment-${tranche.key}`} className="finding">
            <h3>
              {say('conditions.payment', {
                title: told(parts, tranche.title, tranche.key),
                amount: shortMoney(tranche.amount, language),
              })}
            </h3>
            <p className="finding-subtitle">
              {standingOf(parts, standing, tranche.planned)}
              <SourceMark id="conditions" />
            </p>
            <dl className="facts finding-chart">
              {tranche.conditions.map((condition, at) => {
                const found = money?.conditions.find(
                  (each) => each.tranche === tranche.key && each.key === condition.key,
                )
                const state = found?.state ?? 'none'
                const holds = found?.open
                  ? condition.holds === null
                    ? say('conditions.holds all')
                    : say('conditions.holds', { amount: shortMoney(condition.holds, language) })
                  : null
                return (
                  <div key={condition.key} id={`condition-${tranche.key}-${condition.key}`}>
                    <dt>
                      <StatusMark status={marks[state]} word={say(`state.${state}`)}>
                        {[
                          found?.decided == null ? null : formatDay(language, found.decided.on),
                          found?.decided?.until == null
                            ? found?.decided == null && condition.due !== null
                              ? say('conditions.due', { day: formatDay(language, condition.due) })
                              : null
                            : say('conditions.until', {
                                day: formatDay(language, found.decided.until),
                              }),
                          holds,
                        ]
                          .filter((each) => each !== null)
                          .join(' · ')}
                      </StatusMark>
                    </dt>
                    <dd>
                      {place + 1}.{at + 1}{' '}
                      <Told text={condition.text} snapshot={snapshot} language={language} />
                      <Reason {...parts} condition={found} />
                    </dd>
                  </div>
                )
              })}
            </dl>
          </div>
        )
      })}
      <ConditionsOverTime {...parts} />
    </>
  )
}

function standingOf({ language, say }: Parts, standing: PublicTranche | undefined, planned: string): string {
  const day = formatDay(language, planned)
  if (standing === undefined) return say('conditions.planned', { day })
  const { released, waits, amount, releases } = standing
  if (released.minor >= amount.minor)
    return say('conditions.released', { day: formatDay(language, releases.at(-1)?.on ?? planned) })
  if (released.minor > 0)
    return say('conditions.part', {
      released: shortMoney(released, language),
      waits: shortMoney(waits, language),
    })
  return waits.minor > 0
    ? say('conditions.waits', { waits: shortMoney(waits, language), day })
    : say('conditions.planned', { day })
}

/** Why it stands so: a waiver and a deferral name who. */
function Reason({ say, condition }: Parts & { condition: PublicCondition | undefined }) {
  const act = condition?.decided ?? null
  const evidence = condition?.acts.filter(({ act: what }) => what === 'evidence').at(-1)
  // A waiver stays in sight also once the condition is looked at anew.
  const shown = act ?? condition?.acts.filter(({ act: what }) => what !== 'evidence').at(-1) ?? null
  const who = [shown?.name, shown?.capacity, shown?.organisation]
    .filter((each) => each != null && each !== '')
    .join(', ')
  const reason =
    shown === null || shown.reason === null
      ? null
      : shown.act === 'waived'
        ? say('conditions.waived by', { who, reason: shown.reason })
        : shown.act === 'deferred'
          ? say('conditions.deferred by', { who, reason: shown.reason })
          : shown.reason
  const at = evidence?.url ?? (evidence?.document ? `/documents/${evidence.document}` : null)
  return (
    <>
      {reason === null ? null : <p className="note">{reason}</p>}
      {at === null ? null : (
        <p className="note">
          <a href={at} rel="nofollow">
            {say('conditions.evidence')}
          </a>
        </p>
      )}
    </>
  )
}

function ConditionsOverTime(parts: Parts) {
  const { snapshot, say } = parts
  const { agreement, money, asOf } = snapshot
  const { begins } = snapshot.compact
  if (agreement === null || money === null) return null
  const terms = agreement.tranches.flatMap((tranche, place) =>
    tranche.conditions.flatMap((condition, at): Term[] => {
      const found = money.conditions.find(
        (each) => each.tranche === tranche.key && each.key === condition.key,
      )
      if (found === undefined || begins === null) return []
      if (found.acts.length === 0 && (condition.due === null || condition.due > asOf)) return []
      const settled = found.open ? null : (found.decided?.on ?? null)
      return [
        {
          key: `${tranche.key} ${condition.key}`,
          name: `${place + 1}.${at + 1}`,
          href: `#condition-${tranche.key}-${condition.key}`,
          from: begins,
          to: settled ?? asOf,
          open: found.open,
          remark: say(`state.${found.state}`),
        },
      ]
    }),
  )
  if (terms.length === 0) return null
  const from = Math.min(...terms.map((term) => Number(term.from.slice(0, 4))))
  const to = Math.max(...terms.map((term) => Number(term.to.slice(0, 4)))) + 1
  return (
    <Finding title={say('conditions.over time')} subtitle={say('conditions.over time note')}>
      <Timeline caption={say('conditions.over time')} terms={terms} from={from} to={to} />
    </Finding>
  )
}

/* ── results ──────────────────────────────────────────────────────────────── */

function WhatHasChanged(parts: Parts & { today: string }) {
  const { snapshot, language, say, today } = parts
  const all = outcomes(snapshot)
  const found = all.filter(({ sheet }) => isOutcome(sheet))
  const shown = found.length > 0 ? found : all
  const moved = found.filter(({ standing }) => standing === 'as promised').length
  return (
    <Finding
      title={
        snapshot.results.actuals.length === 0
          ? say('changed.nothing')
          : say('changed.found', { moved, all: found.length })
      }
      subtitle={<Rich say={say} word="changed.subtitle" parts={{ mark: <SourceMark id="results" /> }} />}
      table={<ResultsTable {...parts} all={all} />}
      download={dataHref(snapshot, 'results.csv', today)}
      links={[
        {
          name: say('changed.all results'),
          href: pathIn(language, `/compacts/${snapshot.compact.id}/results`),
        },
      ]}
    >
      <dl className="facts">
        {shown.map((outcome) => (
          <div key={outcome.sheet.key} id={`indicator-${outcome.sheet.key}`}>
            <dt>
              <b>
                <Told text={outcome.sheet.title} snapshot={snapshot} language={language} />
              </b>
              <br />
              <Told text={outcome.sheet.source} snapshot={snapshot} language={language} />
            </dt>
            <dd>
              <OutcomePlot outcome={outcome} />
              <OutcomeWords {...parts} outcome={outcome} />
            </dd>
          </div>
        ))}
      </dl>
    </Finding>
  )
}

function OutcomePlot({ outcome: { sheet, latest, target } }: { outcome: Outcome }) {
  const { baseline } = sheet
  const point = (of: { value: string | null; low: string | null; high: string | null }) =>
    of.value === null
      ? null
      : {
          value: Number(of.value),
          low: of.low === null ? null : Number(of.low),
          high: of.high === null ? null : Number(of.high),
        }
  return (
    <ChangePlot
      baseline={baseline !== null && 'value' in baseline ? point(baseline) : null}
      latest={latest === null ? null : point(latest)}
      target={target === null ? null : Number(target)}
    />
  )
}

const verdictWords: Record<NonNullable<Outcome['change']>['verdict'], Word> = {
  fell: 'changed.fell',
  rose: 'changed.rose',
  'no change detectable': 'changed.cannot',
  unchanged: 'changed.unchanged',
}

function verdict({ language, say }: Parts, { change }: Outcome): { word: string; by: string | null } {
  if (change === null) return { word: say('changed.not measured'), by: null }
  const write = (value: number) => writeNumber(language, Number(value.toPrecision(3)), { signed: true })
  return {
    word: say(verdictWords[change.verdict]),
    by: change.exact
      ? say('changed.by exact', { difference: write(change.value) })
      : say('changed.by', {
          difference: write(change.value),
          low: write(change.low),
          high: write(change.high),
          level: String(change.level),
        }),
  }
}

function valueIn({ language, say }: Parts, value: PublicValue | null): string {
  if (value === null) return say('changed.not known')
  if (value.shown === 'small') return say('changed.few', { count: value.below ?? 10 })
  if (value.shown === 'hidden') return say('changed.kept back')
  if (value.value === null) return say('changed.not known')
  const write = (decimal: string) => writeNumber(language, Number(decimal))
  return value.low === null || value.high === null
    ? write(value.value)
    : say('changed.interval', {
        value: write(value.value),
        low: write(value.low),
        high: write(value.high),
      })
}

function baselineIn(parts: Parts, { sheet }: Outcome): string {
  const { baseline } = sheet
  if (baseline === null || !('value' in baseline)) return parts.say('changed.not known')
  return valueIn(parts, { ...baseline, shown: 'shown', below: null, missing: null })
}

function OutcomeWords(parts: Parts & { outcome: Outcome }) {
  const { outcome, language, say } = parts
  const { sheet, latest, target, change } = outcome
  const { baseline } = sheet
  const { word, by } = verdict(parts, outcome)
  return (
    <>
      <p>
        <b>{word}</b>
        {by === null ? null : ` ${by}`}
      </p>
      <p className="note">
        {baseline !== null && !('value' in baseline)
          ? say('changed.no baseline', {
              day: formatDay(language, baseline.due),
              reason: told(parts, baseline.reason, ''),
            })
          : latest === null
            ? null
            : say('changed.values', {
                baseline: baselineIn(parts, outcome),
                latest: valueIn(parts, latest),
                day: formatDay(language, latest.ends),
                target: target === null ? say('changed.none') : writeNumber(language, Number(target)),
              })}{' '}
        {change?.probability == null
          ? null
          : say('changed.promised', {
              share: formatNumber(language, change.probability, { style: 'percent' }),
            })}
      </p>
    </>
  )
}

function ResultsTable(parts: Parts & { all: Outcome[] }) {
  const { all, language, say } = parts
  return (
    <DataTable
      caption={say('changed.table')}
      tight
      columns={[
        { key: 'indicator', head: say('changed.column indicator') },
        { key: 'baseline', head: say('changed.column baseline') },
        { key: 'latest', head: say('changed.column latest') },
        { key: 'target', head: say('changed.column target') },
        { key: 'change', head: say('changed.column change') },
      ]}
      rows={all.map((outcome) => {
        const { word, by } = verdict(parts, outcome)
        return {
          key: outcome.sheet.key,
          cells: {
            indicator: told(parts, outcome.sheet.title, outcome.sheet.key),
            baseline: baselineIn(parts, outcome),
            latest: valueIn(parts, outcome.latest),
            target:
              outcome.target === null ? say('changed.none') : writeNumber(language, Number(outcome.target)),
            change: by === null ? word : `${word} ${by}`,
          },
        }
      })}
    />
  )
}

/* ── doubts, documents, steps, sources ────────────────────────────────────── */

function Doubts(parts: Parts) {
  const { snapshot, language, say } = parts
  const { agreement, objections, money } = snapshot
  const named = (sheet: Outcome['sheet']) => told(parts, sheet.title, sheet.key)
  const doubts: { key: string; doubt: ReactNode; more: ReactNode }[] = [
    ...outcomes(snapshot).flatMap(({ sheet, standing, change }) => {
      const limits = inLanguage(sheet.limits, language, agreement?.languages ?? [])
      return [
        ...(limits === null
          ? []
          : [
              {
                key: `limits ${sheet.key}`,
                doubt: say('doubts.limits', { title: named(sheet) }),
                more: (
                  <>
                    {standing === 'cannot be told' ? `${say('doubts.cannot')} ` : null}
                    <Told text={sheet.limits} snapshot={snapshot} language={language} />
                  </>
                ),
              },
            ]),
        ...(change === null || change.sameDefinition
          ? []
          : [
              {
                key: `definition ${sheet.key}`,
                doubt: say('doubts.definition', { title: named(sheet) }),
                more: say('changed.definition'),
              },
            ]),
        ...(sheet.baseline !== null && !('value' in sheet.baseline)
          ? [
              {
                key: `baseline ${sheet.key}`,
                doubt: say('doubts.no baseline', { title: named(sheet) }),
                more: told(parts, sheet.baseline.reason, ''),
              },
            ]
          : []),
      ]
    }),
    ...objections.map((objection) => ({
      key: objection.id,
      doubt: say('doubts.objection', { text: objection.text }),
      more: (
        <>
          {objection.answer === null
            ? say('doubts.no answer')
            : say('doubts.answer', {
                organisation: objection.answeredBy ?? '',
                day: formatDay(language, objection.answeredOn ?? snapshot.asOf),
                text: objection.answer,
              })}
          <span className="note">
            {' '}
            {say('doubts.objection by', {
              organisation: [objection.by, objection.organisation].filter(Boolean).join(', '),
              day: formatDay(language, objection.on),
            })}
          </span>
        </>
      ),
    })),
    ...(money?.exceptions ?? []).map(({ reason, over, on, entry, release }) => ({
      key: `exception ${entry} ${release} ${on} ${over.minor}`,
      doubt: say('doubts.exception'),
      more: say('money.exception', {
        over: showMoney(over, language),
        day: formatDay(language, on),
        reason,
      }),
    })),
  ]
  if (doubts.length === 0) return <p>{say('doubts.none')}</p>
  return (
    <dl className="facts">
      {doubts.map(({ key, doubt, more }) => (
        <div key={key}>
          <dt>{doubt}</dt>
          <dd>{more}</dd>
        </div>
      ))}
    </dl>
  )
}

function Documents(parts: Parts & { today: string }) {
  const { snapshot, language, say, today, iati } = parts
  const { agreement, versions, documents, compact, asOf, hash } = snapshot
  const at = (path: string) => pathIn(language, `/compacts/${compact.id}${path}`)
  return (
    <dl className="facts">
      {[...versions].reverse().map(({ number, takenEffect }) => (
        <div key={number}>
          <dt>{say('documents.version', { number })}</dt>
          <dd>
            <a href={at(`/versions/${number}`)}>
              {say('documents.version text', { day: formatDay(language, takenEffect) })}
            </a>
            {' · '}
            <a href={at(`/agreement.pdf?version=${number}`)}>PDF</a>
          </dd>
        </div>
      ))}
      {(agreement?.documents ?? []).map(({ key, title, date, url, file }) => (
        <div key={key}>
          <dt>{date === null ? say('documents.no date') : formatDay(language, date)}</dt>
          <dd>
            <a href={url ?? `/documents/${file}`} rel="nofollow">
              <Told text={title} snapshot={snapshot} language={language} />
            </a>
          </dd>
        </div>
      ))}
      {documents.map((kept) => (
        <div key={`${kept.hash} ${kept.place}`}>
          <dt>{formatDay(language, kept.on)}</dt>
          <dd>
            <a href={`/documents/${kept.hash}`}>{kept.name}</a>
          </dd>
        </div>
      ))}
      <div>
        <dt>{say('documents.data', { day: formatDay(language, asOf) })}</dt>
        <dd>
          {outletNames
            .filter((name) => !name.endsWith('.xml') || iati)
            .map((name, place) => (
              <span key={name}>
                {place === 0 ? null : ' · '}
                <a href={dataHref(snapshot, name, today)}>{name}</a>
              </span>
            ))}
          <p className="note">
            <Rich say={say} word="documents.data note" parts={{ hash: <Hash hash={hash} /> }} />
          </p>
        </dd>
      </div>
    </dl>
  )
}

/** A hash that may break across lines on a small screen, and is copied whole. */
function Hash({ hash }: { hash: string }) {
  const groups = hash.match(/.{1,16}/g) ?? []
  return (
    <code>
      {groups.map((group) => (
        <span key={group}>
          {group}
          <wbr />
        </span>
      ))}
    </code>
  )
}

function Steps({ snapshot, language }: Parts) {
  const say = speak(compactWords, language)
  return (
    <dl className="facts">
      {snapshot.steps.map(({ on, to, reason }) => (
        <div key={`${on} ${to}`}>
          <dt>{formatDay(language, on)}</dt>
          <dd>
            {capital(language, say(`state.${to}`))}
            {reason === null ? null : <p className="note">{reason}</p>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function sourcesOf({ snapshot, language, say }: Parts): Source[] {
  const { compact, version, asOf } = snapshot
  const day = formatDay(language, asOf)
  const source = (id: string, title: string, path: string): Source => ({
    id,
    publisher: compact.example ? say('source.example') : say('source.publisher'),
    title,
    url: pathIn(language, `/compacts/${compact.id}${path}`),
    licence: say('source.licence'),
    attribution: null,
    retrieved: asOf,
    revised: null,
    coverage: '',
    gaps: '',
    inPack: true,
  })
  return [
    source('text', say('source.text', { number: version ?? 0 }), `/versions/${version ?? ''}`),
    source('ledger', say('source.ledger', { day }), `/ledger?to=${asOf}`),
    source('conditions', say('source.conditions', { day }), '/conditions'),
    source('results', say('source.results', { day }), '/results'),
  ]
}
