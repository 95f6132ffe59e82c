import type { ReactNode } from 'react'
import type { BackTest, Measured } from '../../../estimators/backtest/back-test.ts'
import { DotRange, type RangePanel, type RangeRow } from '../../../ui/charts/dot-range.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Finding } from '../../../ui/finding.tsx'
import { Button, ButtonLink, ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { formatNumber, type Language, pathIn } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section, Sentence, Verdict } from '../../../ui/section.tsx'
import { SourceMark } from '../../../ui/sources.tsx'
import TrackProgress from '../../islands/track-progress.tsx'
import type { Methodology, TestedOutcome } from '../../schema.ts'
import { sayIn, textIn } from '../../sentences.ts'
import { testableIn } from '../faults.ts'
import type { TrackAsked, Tracked } from '../run.ts'
import {
  censoredOf,
  comparisonRows,
  countryOf,
  forecastsCover,
  knownSentences,
  leftOutOf,
  measuredInWords,
  noForecast,
  percentage,
  placeInWords,
  sayTrack,
  stepInWords,
  type Titles,
  verdictOf,
  whyNotAll,
} from '../sentences.ts'
import type { Step } from '../step.ts'
import type { Baseline, TrackRecord } from '../track-record.ts'
import { ForetoldRows, HitKey, HitsByYear } from './charts.tsx'

export type TrackView = {
  context: PageContext
  methodology: Methodology
  /** Numbers of all versions there are, the lowest first. */
  versions: readonly number[]
  outcome: TestedOutcome | null
  asked: TrackAsked
  /** As it was asked for, for the links to the same as CSV and JSON. */
  query: string
  titles: Titles
  state: { tracked: Tracked } | { step: Step | null; waiting: boolean } | null
  /** What was asked and cannot be, with what was typed and the years whose lists can be tested. */
  wrong: {
    field: 'from' | 'to' | 'horizon'
    message: string
    typed: { from?: string; to?: string; horizon?: string }
    testable: readonly number[]
  } | null
}

/** Would this method have worked? Its lists of earlier years against what became of those countries. */
export function TrackPage({ view }: { view: TrackView }) {
  const { methodology, context, outcome, state } = view
  const { language } = context
  const say = sayTrack(language)
  const name = textIn(language, methodology.title)
  const title = say('title', { method: name })
  const record = state !== null && 'tracked' in state ? state.tracked.record : null
  return (
    <Page
      title={title}
      description={say('link.text')}
      language={language}
      path={context.path}
      section="methodologies"
      assets={context.assets}
      sources={context.sources}
      crumbs={[
        { name: sayIn(language)('page.methodologies'), href: pathIn(language, '/methodologies') },
        { name, href: pathIn(language, `/methodologies/${methodology.methodology}`) },
        { name: say('page.name') },
      ]}
    >
      <Opening
        title={title}
        about={[
          {
            name: say('about.method'),
            value: sayIn(language)('about.version', {
              id: methodology.methodology,
              version: methodology.version,
            }),
          },
          ...(outcome ? [{ name: say('about.outcome'), value: textIn(language, outcome.title) }] : []),
          ...(record
            ? [
                ...(record.tested
                  ? [
                      {
                        name: say('about.lists'),
                        value: say('span', {
                          from: String(record.tested.from),
                          to: String(record.tested.to),
                        }),
                      },
                    ]
                  : []),
                { name: say('about.horizon'), value: say('years', { n: record.horizon }) },
              ]
            : []),
        ]}
      >
        {outcome?.reason ? <p className="prose">{textIn(language, outcome.reason)}</p> : null}
      </Opening>
      {outcome !== null && view.wrong !== null ? (
        <>
          <ErrorSummary errors={[view.wrong]} />
          <Ask view={view} outcome={outcome} />
        </>
      ) : outcome === null || state === null ? (
        <Section wide>
          <Verdict>{say('verdict.no outcome')}</Verdict>
        </Section>
      ) : 'tracked' in state ? (
        <Told view={view} tracked={state.tracked} outcome={outcome} />
      ) : (
        <Progressing view={view} step={state.step} waiting={state.waiting} />
      )}
    </Page>
  )
}

function Progressing({ view, step, waiting }: { view: TrackView; step: Step | null; waiting: boolean }) {
  const { context, methodology, query } = view
  const { language } = context
  const say = sayTrack(language)
  const address = pathIn(language, `/methodologies/${methodology.methodology}/track-record`)
  return (
    <Section title={say('progress.title')}>
      <Island
        of={TrackProgress}
        name="selection/track-progress"
        with={{
          address: `${address}/progress${query}`,
          label: say('progress.title'),
          first: stepInWords(language, step, waiting),
        }}
      />
      <p className="prose">{say('progress.about')}</p>
      <p>
        <ButtonLink href={`${address}${query === '' ? '?' : `${query}&`}wait=20`} first>
          {say('progress.again')}
        </ButtonLink>
      </p>
    </Section>
  )
}

function Told({ view, tracked, outcome }: { view: TrackView; tracked: Tracked; outcome: TestedOutcome }) {
  const { methodology, context, titles } = view
  const { language } = context
  const say = sayTrack(language)
  const { record } = tracked
  const { lead, against, pairs, within } = verdictOf(language, record)
  return (
    <>
      <Section id="known" title={say('section.known')} note={say('known.note')}>
        {knownSentences(language, methodology, record, titles).map((sentence) => (
          <p className="prose" key={sentence}>
            {sentence}
          </p>
        ))}
        <p className="prose">
          {say('known.outcome source')}
          <SourceMark id={record.sources.outcome} />
          {record.sources.lists.length > 0 ? (
            <>
              {' '}
              {say('known.list sources')}
              <SourceMark id={record.sources.lists} />
            </>
          ) : null}
        </p>
        <KnownTable language={language} record={record} />
      </Section>
      <Section id="verdict" title={say('section.verdict')}>
        <Verdict>{[lead, ...against].join(' ')}</Verdict>
        {pairs === null ? null : <Sentence>{pairs}</Sentence>}
        {within === null ? null : <Sentence>{within}</Sentence>}
      </Section>
      {record.result === null ? (
        record.tested ? (
          <Events view={view} record={record} />
        ) : null
      ) : (
        <>
          <MeasuresSection view={view} tracked={tracked} result={record.result} />
          <YearsSection view={view} result={record.result} k={record.k} />
          <CalibrationSection view={view} result={record.result} />
        </>
      )}
      <Section id="how" title={say('section.how')}>
        {(['how.vintage', 'how.pairs', 'how.rules', 'how.forecast', 'how.cause'] as const).map((key) => (
          <p className="prose" key={key}>
            {say(key)}
          </p>
        ))}
      </Section>
      <Ask view={view} outcome={outcome} />
    </>
  )
}

function KnownTable({ language, record }: { language: Language; record: TrackRecord }) {
  const say = sayTrack(language)
  const n = (value: number) => formatNumber(language, value)
  return (
    <DataTable
      caption={say('table.known')}
      tight
      columns={[
        { key: 'year', head: say('col.year') },
        { key: 'judged', head: say('col.judged'), number: true },
        { key: 'out', head: say('col.out'), number: true },
        { key: 'unknown', head: say('col.unknown'), number: true },
        { key: 'noScore', head: say('col.no score'), number: true },
        { key: 'listed', head: say('col.listed'), number: true },
        { key: 'excluded', head: say('col.excluded'), number: true },
        { key: 'censored', head: say('col.censored'), number: true },
        { key: 'usable', head: say('col.usable'), number: true },
        { key: 'happened', head: say('col.happened'), number: true },
        { key: 'why', head: say('col.why') },
      ]}
      rows={record.years.map((count) => ({
        key: String(count.year),
        cells: {
          year: count.year,
          judged: n(count.judged),
          out: n(count.out),
          unknown: n(count.unknown),
          noScore: n(count.noScore),
          listed: n(count.listed),
          excluded: n(leftOutOf(count).excluded),
          censored: n(censoredOf(count)),
          usable: n(count.usable),
          happened: n(count.happened),
          why: whyNotAll(language, count),
        },
      }))}
    />
  )
}

function Events({ view, record }: { view: TrackView; record: TrackRecord }) {
  const { language } = view.context
  const say = sayTrack(language)
  return (
    <Section id="events" title={say('section.events')}>
      {record.events.length === 0 ? (
        <p className="prose">{say('events.none')}</p>
      ) : (
        <DataTable
          caption={say('events.title')}
          columns={[
            { key: 'country', head: say('col.country') },
            { key: 'when', head: say('col.when') },
            { key: 'list', head: say('col.list') },
            { key: 'place', head: say('col.place') },
          ]}
          rows={record.events.map((event) => ({
            key: `${event.unit} ${event.happened}`,
            cells: {
              country: (
                <a href={pathIn(language, `/countries/${event.unit}`)}>{countryOf(language, event)}</a>
              ),
              when: event.happened,
              list: event.list ?? '–',
              place: placeInWords(language, view.methodology, event),
            },
          }))}
        />
      )}
    </Section>
  )
}

/* ── measures ─────────────────────────────────────────────────────────────── */

function MeasuresSection({ view, tracked, result }: { view: TrackView; tracked: Tracked; result: BackTest }) {
  const { language } = view.context
  const say = sayTrack(language)
  const { k } = tracked.record
  const value = (measured: Measured | null) =>
    measured ?? { value: null, low: null, high: null, missing: say('finding.none') }
  const row = (
    key: string,
    name: string,
    of: { concordance: Measured | null; hitRate: Measured | null; brier: Measured | null },
    own = false,
  ): RangeRow => ({
    key,
    name,
    own,
    values: { concordance: value(of.concordance), hitRate: value(of.hitRate), brier: value(of.brier) },
  })
  const rows = [
    row('method', say('ranking.method'), result.measures, true),
    ...result.compared.map(({ baseline, naive }) =>
      row(baseline, say(`ranking.${baseline as Baseline}`), naive),
    ),
  ]
  const reach = (measure: 'concordance' | 'hitRate' | 'brier', least: number) =>
    Math.min(
      1,
      Math.ceil(
        10 *
          Math.max(least, ...rows.map(({ values }) => values[measure]?.high ?? values[measure]?.value ?? 0)),
      ) / 10,
    )
  const lowest = Math.min(
    0.4,
    ...rows.map(({ values }) => values.concordance?.low ?? values.concordance?.value ?? 0.5),
  )
  const panels: RangePanel[] = [
    {
      key: 'concordance',
      name: say('panel.concordance'),
      domain: [Math.floor(lowest * 10) / 10, reach('concordance', 0.6)],
      zero: 0.5,
    },
    { key: 'hitRate', name: say('panel.hitRate', { k }), domain: [0, reach('hitRate', 0.3)] },
    {
      key: 'brier',
      name: say('panel.brier'),
      domain: [0, reach('brier', 0.2)],
    },
  ]
  return (
    <Section id="measures" title={say('section.measures')}>
      <Finding
        title={say('measures.title')}
        subtitle={say('measures.sub', {
          n: formatNumber(language, tracked.replicates),
          seed: String(tracked.seed),
          k,
          level: percentage(language, result.level),
        })}
        caveat={[say('panel.note', { k }), forecastsCover(language, result.measures)]
          .filter(Boolean)
          .join(' ')}
      >
        <DotRange
          caption={say('measures.title')}
          panels={panels}
          rows={rows}
          digits={2}
          rowHead={say('col.beside')}
        />
      </Finding>
      <DataTable
        caption={say('table.measures')}
        tight
        columns={[
          { key: 'beside', head: say('col.beside') },
          { key: 'measure', head: say('col.measure') },
          { key: 'cases', head: say('col.cases'), number: true },
          { key: 'method', head: say('col.method'), number: true },
          { key: 'naive', head: say('col.naive'), number: true },
          { key: 'difference', head: say('col.difference'), number: true },
          { key: 'finding', head: say('col.finding') },
        ]}
        rows={comparisonRows(language, result.compared, k).map(({ key, ...cells }) => ({ key, cells }))}
      />
    </Section>
  )
}

function YearsSection({ view, result, k }: { view: TrackView; result: BackTest; k: number }) {
  const { language } = view.context
  const say = sayTrack(language)
  const one = (value: number | null | undefined) =>
    value == null ? '–' : formatNumber(language, value, { maximumFractionDigits: 1 })
  const sum = (of: (year: BackTest['years'][number]) => number | null | undefined) =>
    result.years.some((year) => of(year) == null)
      ? null
      : result.years.reduce((total, year) => total + (of(year) ?? 0), 0)
  const [hits, random, tier] = (['method', 'random', 'tier'] as const).map((name) =>
    sum((year) => year.hits[name]),
  )
  const places = formatNumber(
    language,
    result.years.reduce((total, year) => total + year.places, 0),
  )
  const title =
    random == null || tier == null
      ? say('years.title short', { k, hits: one(hits), places })
      : say('years.title', { k, hits: one(hits), places, random: one(random), tier: one(tier) })
  const named = ['method', 'tier', 'random', 'income'] as const
  return (
    <Section id="years" title={say('section.years')}>
      <Finding
        title={title}
        subtitle={say('years.sub', { k })}
        keys={<HitKey items={named.map((kind) => ({ kind, name: say(`ranking.${kind}`) }))} />}
        caveat={result.years.some(({ hits: own }) => own.income === null) ? say('years.known') : undefined}
        table={
          <DataTable
            caption={say('table.years')}
            tight
            columns={[
              { key: 'year', head: say('col.year') },
              { key: 'cases', head: say('col.usable'), number: true },
              { key: 'happened', head: say('col.happened'), number: true },
              { key: 'places', head: say('col.places'), number: true },
              ...named.map((name) => ({ key: name, head: say(`ranking.${name}`), number: true })),
            ]}
            rows={result.years.map(({ year, cases, happened, places: of, hits: own }) => ({
              key: String(year),
              cells: {
                year,
                cases: formatNumber(language, cases),
                happened: formatNumber(language, happened),
                places: formatNumber(language, of),
                ...Object.fromEntries(named.map((name) => [name, one(own[name])])),
              },
            }))}
          />
        }
      >
        <HitsByYear
          label={`${title}. ${result.years.map(({ year, hits: own }) => `${year}: ${one(own.method)}`).join(', ')}`}
          k={k}
          years={result.years.map(({ year, hits: own }) => ({
            year,
            method: own.method ?? 0,
            tier: own.tier ?? null,
            random: own.random ?? null,
            income: own.income ?? null,
          }))}
        />
      </Finding>
    </Section>
  )
}

function CalibrationSection({ view, result }: { view: TrackView; result: BackTest }) {
  const { language } = view.context
  const say = sayTrack(language)
  const years = result.forecastYears
  if (result.calibration.length === 0)
    return (
      <Section id="calibration" title={say('section.calibration')}>
        <p className="prose">{noForecast(language)}</p>
      </Section>
    )
  const bands = result.calibration.map(({ band, cases, forecast, observed }) => ({
    key: String(band),
    name: say('calibration.band', { n: 5 - band }),
    cases: formatNumber(language, cases),
    forecast,
    observed,
  }))
  const came = (observed: Measured) => measuredInWords(language, observed)
  return (
    <Section id="calibration" title={say('section.calibration')}>
      <Finding
        title={say('calibration.title')}
        subtitle={say('calibration.sub', { from: String(years[0]), to: String(years.at(-1)) })}
        keys={<CalibrationKey forecast={say('col.forecast')} observed={say('col.observed')} />}
        table={
          <DataTable
            caption={say('table.calibration')}
            tight
            columns={[
              { key: 'band', head: say('col.band') },
              { key: 'cases', head: say('col.cases'), number: true },
              { key: 'forecast', head: say('col.forecast'), number: true },
              { key: 'observed', head: say('col.observed'), number: true },
            ]}
            rows={bands.map(({ key, name, cases, forecast, observed }) => ({
              key,
              cells: {
                band: name,
                cases,
                forecast: formatNumber(language, forecast, {
                  minimumFractionDigits: 2,
                  maximumFractionDigits: 2,
                }),
                observed: came(observed),
              },
            }))}
          />
        }
      >
        <ForetoldRows
          caption={say('table.calibration')}
          head={say('col.band')}
          rows={bands.map(({ key, name, forecast, observed }) => ({
            key,
            name,
            forecast,
            ...observed,
            text: `${say('col.forecast')} ${percentage(language, forecast)}, ${say('col.observed')} ${came(observed)}`,
          }))}
        />
      </Finding>
    </Section>
  )
}

function CalibrationKey({ forecast, observed }: { forecast: ReactNode; observed: ReactNode }) {
  return (
    <ul className="key">
      <li>
        <svg className="swatch" width="18" height="14" aria-hidden="true" focusable="false">
          <line x1="9" x2="9" y1="0" y2="14" className="points-range" />
        </svg>
        <span>{forecast}</span>
      </li>
      <li>
        <svg className="swatch plot-own" width="18" height="14" aria-hidden="true" focusable="false">
          <line x1="1" x2="17" y1="7" y2="7" className="whisker" />
          <circle cx="9" cy="7" r="5" className="dot" />
        </svg>
        <span>{observed}</span>
      </li>
    </ul>
  )
}

/* ── asking otherwise ─────────────────────────────────────────────────────── */

function Ask({ view, outcome }: { view: TrackView; outcome: TestedOutcome }) {
  const { methodology, versions, asked, query } = view
  const { language } = view.context
  const say = sayTrack(language)
  const address = `/methodologies/${methodology.methodology}/track-record`
  const { wrong } = view
  const written = (value: number | undefined) => (value === undefined ? '' : String(value))
  const typed = (field: 'from' | 'to' | 'horizon', value: number | undefined) => ({
    value: wrong?.typed[field] ?? written(value),
    error: wrong?.field === field ? wrong.message : undefined,
  })
  return (
    <Section id="ask" title={say('section.ask')} note={say('ask.hint')}>
      {wrong !== null && wrong.testable.length > 0 ? (
        <p className="prose">
          {say('ask.testable', { lists: testableIn(language, wrong.testable), n: outcome.horizon })}
        </p>
      ) : null}
      <form className="form" method="get" action={pathIn(language, address)}>
        {versions.length > 1 ? (
          <SelectField
            name="version"
            label={say('ask.version')}
            value={String(methodology.version)}
            options={versions.map((number) => ({ value: String(number), name: String(number) }))}
          />
        ) : null}
        <SelectField
          name="outcome"
          label={say('ask.outcome')}
          value={outcome.id}
          options={(methodology.outcomes ?? []).map(({ id, title }) => ({
            value: id,
            name: textIn(language, title),
          }))}
        />
        <TextField
          name="from"
          label={say('ask.from')}
          optional
          inputMode="numeric"
          {...typed('from', asked.from)}
        />
        <TextField name="to" label={say('ask.to')} optional inputMode="numeric" {...typed('to', asked.to)} />
        <TextField
          name="horizon"
          label={say('ask.horizon')}
          inputMode="numeric"
          {...typed('horizon', asked.horizon ?? outcome.horizon)}
        />
        <SelectField
          name="weak-rows"
          label={say('ask.weak')}
          value={asked.takeWeak ? 'taken' : 'unknown'}
          options={[
            { value: 'unknown', name: say('ask.weak out') },
            { value: 'taken', name: say('ask.weak taken') },
          ]}
        />
        <Button first>{say('ask.submit')}</Button>
      </form>
      <p hidden={wrong !== null}>
        <a href={`${address}.csv${query}`}>{say('ask.csv')}</a> ·{' '}
        <a href={`/api/v1${address}${query}`}>{say('ask.json')}</a>
      </p>
    </Section>
  )
}
