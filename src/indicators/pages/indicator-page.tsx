import { countryName } from '../../countries/registry.ts'
import { Bars, YearColumns } from '../../ui/charts/bars.tsx'
import { Histogram } from '../../ui/charts/histogram.tsx'
import { type MapCountry, type MapFill, WorldMap } from '../../ui/charts/world-map.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Finding, Key, type Tone } from '../../ui/finding.tsx'
import { formatDay, formatList, formatNumber, type Language, pathIn, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { useLanguage, useWords, writeNumber } from '../../ui/voice.tsx'
import type { IndicatorFacts } from '../indicator-facts.ts'
import { numericToIso3 } from '../map-codes.ts'
import { classOf, quantileBounds } from '../quantiles.ts'
import type { Observation, Series } from '../schema.ts'
import { indicatorWords } from '../words.ts'
import { AsWritten } from './as-written.tsx'
import { textIn } from './text-in.ts'

/** One series: where it stands, how it spreads, how far it reaches, what is missing and why, where it comes from. */
export function IndicatorPage({ facts, ...context }: PageContext & { facts: IndicatorFacts }) {
  const { language } = context
  const say = speak(indicatorWords, language)
  const { series, coverage } = facts
  const title = textIn(language, series.title)
  const csv = `/data/${series.id}.csv`
  return (
    <Page
      {...context}
      title={title}
      section="indicators"
      description={say('indicator.description', { title, unit: textIn(language, series.unit) })}
      crumbs={[{ name: say('indicators.title'), href: pathIn(language, '/indicators') }, { name: title }]}
      alternates={[
        { type: 'text/csv', href: csv },
        { type: 'application/json', href: `/api/v1/indicators/${series.id}` },
      ]}
    >
      <Opening
        title={title}
        aside={series.note ? textIn(language, series.note) : undefined}
        about={[
          { name: say('indicators.unit'), value: textIn(language, series.unit) },
          {
            name: say('indicators.years'),
            value:
              coverage.firstYear === null ? say('none') : `${coverage.firstYear}–${coverage.lastYear ?? ''}`,
          },
          { name: say('indicators.countries'), value: writeNumber(language, coverage.countries) },
          { name: say('indicators.figures'), value: writeNumber(language, coverage.observations) },
          { name: say('indicator.direction'), value: say(`direction.${series.direction}`) },
        ]}
      />
      {facts.year === null ? (
        <Section>
          <p>{say('indicator.empty')}</p>
        </Section>
      ) : (
        <>
          <Where facts={facts} csv={csv} />
          <Spread facts={facts} />
          <Reach facts={facts} />
          <Gaps facts={facts} />
        </>
      )}
      <Known facts={facts} />
      <SourceCard facts={facts} csv={csv} />
    </Page>
  )
}

const tones = ['t1', 't2', 't3', 't4'] as const

type Classes = { tone: (typeof tones)[number]; name: string; count: number }[]

function Where({ facts, csv }: { facts: IndicatorFacts; csv: string }) {
  const say = useWords(indicatorWords)
  const language = useLanguage()
  const { series, figures, gaps, year } = facts
  const { classes, fillOf } = classed(language, facts)
  const countries: Record<string, MapCountry> = {}
  for (const one of figures) {
    countries[one.iso3] = {
      name: countryName(one.iso3, language),
      fill: fillOf(one),
      says: written(language, series, one),
      href: pathIn(language, `/countries/${one.iso3}`),
    }
  }
  for (const { iso3, missing } of gaps) {
    countries[iso3] = {
      name: countryName(iso3, language),
      fill: 'unknown',
      says: say(`missing.${missing}`),
      href: pathIn(language, `/countries/${iso3}`),
    }
  }
  const sorted = sortedFigures(language, facts)
  return (
    <Section>
      <Finding
        large
        level={2}
        title={say('indicator.map.title', {
          count: figures.length,
          missing: gaps.length,
          year: String(year),
        })}
        subtitle={
          <>
            {say('indicator.map.subtitle', {
              title: textIn(language, series.title),
              unit: textIn(language, series.unit),
              kind: series.kind,
            })}
            <SourceMark id={series.source} />
          </>
        }
        caveat={say('indicator.map.caveat')}
        download={csv}
        links={[{ name: 'JSON', href: `/api/v1/indicators/${series.id}` }]}
        table={
          <DataTable
            caption={say('indicator.map.table', {
              title: textIn(language, series.title),
              year: String(year),
            })}
            tight
            columns={[
              { key: 'name', head: say('indicator.country') },
              { key: 'value', head: textIn(language, series.unit), number: series.kind === 'number' },
              { key: 'error', head: say('indicator.error'), number: true },
              { key: 'basis', head: say('indicator.basis') },
            ].filter(
              ({ key }) =>
                (key !== 'error' || figures.some(({ standardError }) => standardError !== null)) &&
                (key !== 'basis' || figures.some(({ basis }) => basis !== null)),
            )}
            rows={[
              ...sorted.map((one) => ({
                key: one.iso3,
                cells: {
                  name: (
                    <a href={pathIn(language, `/countries/${one.iso3}`)}>{countryName(one.iso3, language)}</a>
                  ),
                  value: written(language, series, one),
                  error: one.standardError === null ? '' : writeNumber(language, one.standardError),
                  basis: one.basis === null ? '' : say(`basis.${one.basis}`),
                },
              })),
              ...gaps.map(({ iso3, missing }) => ({
                key: iso3,
                cells: {
                  name: <a href={pathIn(language, `/countries/${iso3}`)}>{countryName(iso3, language)}</a>,
                  value: <span className="missing">{say(`missing.${missing}`)}</span>,
                  error: '',
                  basis: '',
                },
              })),
            ]}
          />
        }
      >
        <WorldMap
          countries={countries}
          numericToIso3={numericToIso3}
          labelled={0}
          inset={false}
          label={say('indicator.map.label', {
            title: textIn(language, series.title),
            year: String(year),
            count: figures.length,
          })}
        />
        <Key
          items={[
            ...classes.map(({ tone, name, count }) => ({
              tone: tone as Tone,
              name: `${name} (${writeNumber(language, count)})`,
            })),
            { tone: 'hatch', name: `${say('indicator.gap')} (${writeNumber(language, gaps.length)})` },
            { tone: 'none', name: say('indicator.never') },
          ]}
        />
      </Finding>
    </Section>
  )
}

/** Classes of a map: about as many countries in each, or the codes in their order. */
function classed(
  language: Language,
  { series, figures }: IndicatorFacts,
): { classes: Classes; fillOf: (one: Observation) => MapFill } {
  const say = speak(indicatorWords, language)
  if (series.kind === 'code') {
    const codes = series.codes ?? []
    const ordered = codes.filter((code) => code !== 'SC').slice(0, 4)
    const toneOf = (code: string | null) => tones[ordered.indexOf(code ?? '')]
    return {
      classes: ordered.map((code, place) => ({
        tone: tones[place]!,
        name: codeText(language, series, code),
        count: figures.filter((one) => one.code === code).length,
      })),
      fillOf: ({ code }) => toneOf(code) ?? 'out',
    }
  }
  const values = figures.map(({ value }) => value).filter((value) => value !== null)
  const bounds = quantileBounds(values)
  const low = Math.min(...values)
  const high = Math.max(...values)
  const edges = [low, ...bounds, high]
  const counts = tones.map((_, place) => values.filter((value) => classOf(value, bounds) === place).length)
  return {
    classes: edges.slice(0, -1).map((from, place) => ({
      tone: tones[place]!,
      name: say('indicator.class', {
        from: short(language, from, high - low),
        to: short(language, edges[place + 1]!, high - low),
      }),
      count: counts[place] ?? 0,
    })),
    fillOf: ({ value }) => (value === null ? 'unknown' : tones[classOf(value, bounds)]!),
  }
}

function Spread({ facts }: { facts: IndicatorFacts }) {
  const say = useWords(indicatorWords)
  const language = useLanguage()
  const { series, figures, year } = facts
  const unit = textIn(language, series.unit)
  if (series.kind === 'code') {
    const codes = series.codes ?? []
    const counted = codes.map((code) => ({
      code,
      count: figures.filter((one) => one.code === code).length,
    }))
    const most = [...counted].sort((a, b) => b.count - a.count)[0]
    return (
      <Section title={say('indicator.spread')} note={say('indicator.spreadNote')}>
        <Finding
          title={
            most
              ? say('indicator.spread.codes', {
                  code: codeText(language, series, most.code),
                  count: most.count,
                  of: figures.length,
                })
              : say('none')
          }
          subtitle={
            <>
              {say('indicator.spread.subtitle', { unit, year: String(year) })}
              <SourceMark id={series.source} />
            </>
          }
        >
          <Bars
            caption={say('indicator.spread')}
            bars={counted.map(({ code, count }) => ({
              key: code,
              name: codeText(language, series, code),
              value: count,
              text: writeNumber(language, count),
            }))}
          />
        </Finding>
      </Section>
    )
  }
  const values = figures.map(({ value }) => value).filter((value) => value !== null)
  const sorted = [...values].sort((a, b) => a - b)
  const middle = quantileBounds(values, 2)[0] ?? sorted[0] ?? 0
  // Sums and heads of people pile up at the left: steps of ten times show where countries lie.
  const wide = sorted[0]! > 0 && sorted.at(-1)! / Math.max(middle, Number.MIN_VALUE) > 12
  return (
    <Section title={say('indicator.spread')} note={say('indicator.spreadNote')}>
      <Finding
        title={say('indicator.spread.numbers', {
          middle: short(language, middle, sorted.at(-1)! - sorted[0]!),
          unit,
        })}
        subtitle={
          <>
            {say(wide ? 'indicator.spread.tens' : 'indicator.spread.subtitle', { unit, year: String(year) })}
            <SourceMark id={series.source} />
          </>
        }
      >
        <Histogram
          label={say('indicator.spread.label', { count: values.length, unit })}
          values={wide ? values.map((value) => Math.log10(value)) : values}
          axis={unit}
          {...(wide
            ? {
                write: (power: number) =>
                  formatNumber(language, 10 ** power, { notation: 'compact', maximumSignificantDigits: 2 }),
              }
            : { marked: [{ value: middle, text: say('indicator.middle') }] })}
        />
      </Finding>
    </Section>
  )
}

function Reach({ facts }: { facts: IndicatorFacts }) {
  const say = useWords(indicatorWords)
  const language = useLanguage()
  const { coverage, series } = facts
  const held = new Map(coverage.years.map(({ year, observations }) => [year, observations]))
  const first = coverage.firstYear ?? 0
  const years = Array.from({ length: (coverage.lastYear ?? 0) - first + 1 }, (_, place) => first + place)
  // Where years run on, a bar each; a series of single years is a short list of its own years.
  const shown = years.length > 30 ? coverage.years.map(({ year }) => year).slice(-30) : years
  const fullest = Math.max(...coverage.years.map(({ observations }) => observations))
  const every = Math.ceil(shown.length / 14)
  return (
    <Section title={say('indicator.reach')} note={say('indicator.reachNote')}>
      <Finding
        title={say('indicator.reach.title', {
          most: fullest,
          year: String(coverage.years.find(({ observations }) => observations === fullest)?.year ?? ''),
        })}
        subtitle={
          <>
            {say('indicator.reach.subtitle')}
            <SourceMark id={series.source} />
          </>
        }
        table={
          <DataTable
            caption={say('indicator.reach.subtitle')}
            tight
            columns={[
              { key: 'year', head: say('indicator.year') },
              { key: 'count', head: say('indicators.countries'), number: true },
            ]}
            rows={[...coverage.years].reverse().map(({ year, observations }) => ({
              key: String(year),
              cells: { year, count: writeNumber(language, observations) },
            }))}
          />
        }
      >
        <YearColumns
          label={shown.map((year) => `${year}: ${held.get(year) ?? 0}`).join('; ')}
          none={say('none')}
          ticks={[]}
          columns={shown.map((year, place) => ({
            year,
            value: held.get(year) ?? 0,
            text: (shown.length - 1 - place) % every === 0 ? String(held.get(year) ?? '') : '',
          }))}
        />
      </Finding>
    </Section>
  )
}

function Gaps({ facts }: { facts: IndicatorFacts }) {
  const say = useWords(indicatorWords)
  const language = useLanguage()
  const { gaps, never, year, source } = facts
  const reasons = [...new Set(gaps.map(({ missing }) => missing))]
  const collator = new Intl.Collator(language)
  const names = (codes: string[]) =>
    formatList(language, codes.map((iso3) => countryName(iso3, language)).sort(collator.compare))
  return (
    <Section title={say('indicator.gaps')} note={say('indicator.gapsNote')}>
      <Facts
        rows={[
          {
            name: say('indicator.gaps.source'),
            value: (
              <>
                <AsWritten>{source.gaps}</AsWritten>
                <SourceMark id={source.id} />
              </>
            ),
          },
          ...reasons.map((reason) => {
            const codes = gaps.filter(({ missing }) => missing === reason)
            return {
              name: say('indicator.gaps.reason', {
                reason: say(`missing.${reason}`),
                year: String(year),
                count: codes.length,
              }),
              value: formatList(
                language,
                codes
                  .map(({ iso3, last }) =>
                    last === null ? countryName(iso3, language) : `${countryName(iso3, language)} (${last})`,
                  )
                  .sort(collator.compare),
              ),
            }
          }),
          ...(never.length === 0
            ? []
            : [
                {
                  name: say('indicator.gaps.never', { count: never.length }),
                  value: <span className="note">{names(never)}</span>,
                },
              ]),
        ]}
      />
    </Section>
  )
}

function Known({ facts }: { facts: IndicatorFacts }) {
  const say = useWords(indicatorWords)
  const language = useLanguage()
  const { release, revised } = facts.series
  const edition = revised ?? facts.source.revised
  const days = release.kind === 'table' ? Object.entries(release.days).reverse() : []
  return (
    <Section title={say('indicator.known')} note={say('indicator.knownNote')}>
      <p>
        {release.kind === 'offset'
          ? say('release.rule', {
              years: release.years,
              day: formatMonthDay(language, release.monthDay),
              example: String(facts.year ?? 2020),
              from: formatDay(language, `${(facts.year ?? 2020) + release.years}-${release.monthDay}`),
            })
          : say('release.table', { count: days.length })}
      </p>
      <p className="note">
        {release.kind === 'offset' ? <AsWritten>{release.basis}</AsWritten> : null}{' '}
        {edition ? say('release.edition', { edition: formatDay(language, edition) }) : ''}
      </p>
      {days.length > 0 ? (
        <DataTable
          caption={say('indicator.known')}
          captionHidden
          tight
          columns={[
            { key: 'year', head: say('indicator.year') },
            { key: 'day', head: say('release.day') },
            { key: 'certainty', head: say('release.certainty') },
          ]}
          rows={days.map(([year, { day, certainty }]) => ({
            key: year,
            cells: {
              year,
              day: formatDay(language, day),
              certainty: isCertainty(certainty) ? say(`certainty.${certainty}`) : certainty,
            },
          }))}
        />
      ) : null}
    </Section>
  )
}

const certainties = ['seen', 'month', 'general knowledge'] as const

function isCertainty(text: string): text is (typeof certainties)[number] {
  return (certainties as readonly string[]).includes(text)
}

function SourceCard({ facts, csv }: { facts: IndicatorFacts; csv: string }) {
  const say = useWords(indicatorWords)
  const language = useLanguage()
  const { source, series } = facts
  return (
    <Section title={say('source.where')}>
      <Facts
        rows={[
          {
            name: say('source.publisher'),
            value: (
              <>
                <a href={pathIn(language, `/sources/${source.id}`)}>
                  {source.publisher}, {source.title}
                </a>
                <SourceMark id={source.id} />
              </>
            ),
          },
          { name: say('source.covers'), value: <AsWritten>{source.coverage}</AsWritten> },
          { name: say('source.licence'), value: <AsWritten>{source.licence}</AsWritten> },
          {
            name: say('source.take'),
            value: (
              <>
                <a href={csv}>CSV</a> · <a href={`/api/v1/observations?indicator=${series.id}`}>JSON</a> ·{' '}
                <a href="/data/datapackage.json">datapackage.json</a>
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}

function sortedFigures(language: Language, { series, figures }: IndicatorFacts): Observation[] {
  const collator = new Intl.Collator(language)
  const byName = (a: Observation, b: Observation) =>
    collator.compare(countryName(a.iso3, language), countryName(b.iso3, language))
  const place = (one: Observation) => (series.codes ?? []).indexOf(one.code ?? '')
  return [...figures].sort((a, b) =>
    series.kind === 'code'
      ? place(a) - place(b) || byName(a, b)
      : (b.value ?? 0) - (a.value ?? 0) || byName(a, b),
  )
}

function written(language: Language, series: Series, one: Observation): string {
  return one.code !== null
    ? codeText(language, series, one.code)
    : one.value === null
      ? speak(indicatorWords, language)(`missing.${one.missing ?? 'not published'}`)
      : short(language, one.value, 10)
}

/** The codes of the pack’s own series in words; others as they stand. */
function codeText(language: Language, series: Series, code: string): string {
  const key = `code.${series.id}.${code}`
  return key in indicatorWords.en ? speak(indicatorWords, language)(key as 'code.tip_tier.1') : code
}

/** A number with as many digits as tell it from its neighbours over a spread. */
function short(language: Language, value: number, spread: number): string {
  if (Math.abs(value) >= 100_000)
    return formatNumber(language, value, {
      notation: 'compact',
      compactDisplay: 'long',
      maximumFractionDigits: 1,
    })
  return writeNumber(language, value, {
    digits: Math.abs(value) >= 1000 || spread > 500 ? 0 : spread > 50 ? 1 : 2,
  })
}

function formatMonthDay(language: Language, monthDay: string): string {
  const [month, day] = monthDay.split('-').map(Number)
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: 'UTC',
    month: 'long',
    day: 'numeric',
  }).format(new Date(Date.UTC(2000, (month ?? 1) - 1, day ?? 1)))
}
