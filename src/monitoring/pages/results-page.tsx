import { CompactFrame, type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { along } from '../../ui/charts/scale.ts'
import { ticks } from '../../ui/charts/ticks.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Finding } from '../../ui/finding.tsx'
import { formatDay, formatList, type Language, speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { Unknown } from '../../ui/unknown.tsx'
import { writeNumber } from '../../ui/voice.tsx'
import type { IndicatorResult, ResultChange, Results, ShownFigure } from '../results.ts'
import { inBrackets, revisionText } from '../target-text.ts'
import { words } from '../words/pages.ts'
import { MonitoringNav, retiredText, shownText, textIn, writeDecimal } from './parts.tsx'

/** Baseline, latest value and target of every indicator, with what can be said of the change. */
export function ResultsPage({
  context,
  view,
  results,
  party,
}: {
  context: PageContext
  view: CompactView
  /** Null before the compact is in force. */
  results: Results | null
  /** Whether the reader belongs to a party. */
  party: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  return (
    <CompactFrame context={context} view={view} here="results" title={say('results.title')}>
      <MonitoringNav id={id} here="/results" party={party} />
      {results === null ? (
        <Section wide>
          <Unknown>{say('results.not in force')}</Unknown>
        </Section>
      ) : (
        <>
          {party ? (
            <Section wide>
              <Notice word={say('nav.reports')}>{say('sheet.unpublished')}</Notice>
            </Section>
          ) : null}
          {results.indicators.length === 0 ? (
            <Section wide>
              <Unknown>{say('results.none')}</Unknown>
            </Section>
          ) : (
            results.indicators.map((result) => (
              <Section key={result.sheet.key} wide id={result.sheet.key}>
                <IndicatorFinding result={result} results={results} language={language} id={id} />
              </Section>
            ))
          )}
        </>
      )}
    </CompactFrame>
  )
}

function IndicatorFinding({
  result,
  results,
  language,
  id,
}: {
  result: IndicatorResult
  results: Results
  language: Language
  id: string
}) {
  const say = speak(words, language)
  const { sheet, baseline, latest, reached, change, noChange } = result
  const title = textIn(sheet.title, language, results.languages, sheet.key)
  const { target } = result
  const { retired } = sheet
  const baselineText =
    baseline.kind === 'measured'
      ? `${shownText(baseline.shown, sheet, language)}, ${formatDay(language, baseline.date)}`
      : baseline.kind === 'pending'
        ? say('results.baseline due', {
            day: formatDay(language, baseline.due),
            reason: textIn(baseline.reason, language, results.languages),
          })
        : say('results.no baseline')
  const latestText =
    latest === null
      ? say('results.nothing')
      : `${shownText(latest.shown, sheet, language)}, ${formatDay(language, latest.ends)}${latest.of === 'year' ? ` (${say('results.of year')})` : ''}`
  const targetText =
    target === null
      ? say('report.no target')
      : `${writeDecimal(target.value, language)}, ${formatDay(language, target.ends)}${inBrackets(revisionText(target, language))}`
  const reachedText =
    reached === null ? say('results.reached unknown') : say(reached ? 'score.yes' : 'score.no')
  return (
    <Finding
      title={title}
      level={2}
      subtitle={
        <>
          <strong>
            {change !== null
              ? say(`verdict.${change.change.verdict}`)
              : latest === null
                ? latestText
                : say('verdict.latest', { figure: latestText })}
          </strong>{' '}
          {change === null ? '' : `${sizeText(change, language)}. `}
          {textIn(sheet.unit, language, results.languages)}
        </>
      }
      caveat={
        <>
          {change === null ? null : <p>{promiseText(change, language)}</p>}
          {retired === undefined ? null : <p>{retiredText(retired, language, results.languages)}</p>}
          {noChange === null ? null : <p>{say(`results.${noChange}`)}</p>}
          {change !== null && !change.sameDefinition ? <p>{say('verdict.definitions')}</p> : null}
          {latest === null || latest.within.length === 0 ? null : (
            <p>
              {say('results.within', {
                names: formatList(
                  language,
                  latest.within.map((key) =>
                    textIn(
                      results.parties.find((each) => each.key === key)?.name ?? {},
                      language,
                      results.languages,
                      key,
                    ),
                  ),
                ),
              })}
            </p>
          )}
          <p>{say('results.caveat')}</p>
        </>
      }
      table={
        <DataTable
          caption={say('results.chart')}
          captionHidden
          columns={[
            { key: 'what', head: say('results.title') },
            { key: 'value', head: say('sheet.value') },
          ]}
          rows={[
            { key: 'baseline', cells: { what: say('results.baseline'), value: baselineText } },
            { key: 'latest', cells: { what: say('results.latest'), value: latestText } },
            { key: 'target', cells: { what: say('results.target'), value: targetText } },
            ...(target === null
              ? []
              : [{ key: 'reached', cells: { what: say('results.reached'), value: reachedText } }]),
          ]}
        />
      }
      links={[
        {
          name: `${say('results.sheet')}: ${title}`,
          href: compactPath(language, id, `/results/${sheet.key}`),
        },
      ]}
    >
      <ChangeChart
        result={result}
        language={language}
        label={`${title}. ${baselineText}. ${latestText}. ${targetText}`}
      />
    </Finding>
  )
}

/** Ring for the baseline above, dot for the latest value below, each with its interval; the last target dashed. */
export function ChangeChart({
  result,
  language,
  label,
}: {
  result: IndicatorResult
  language: Language
  label: string
}) {
  const say = speak(words, language)
  const before = result.baseline.kind === 'measured' ? numbersOf(result.baseline.shown) : null
  const after = result.latest === null ? null : numbersOf(result.latest.shown)
  const { target } = result
  const all = [before, after].flatMap((each) => (each === null ? [] : [each.value, each.low, each.high]))
  if (target !== null) all.push(Number(target.value))
  if (all.length === 0 || result.sheet.measure === 'yes-no') return null
  const most = Math.max(...all, 0) * 1.05 || 1
  const domain: [number, number] = [Math.min(0, ...all), most]
  const at = along(domain)
  const write = (value: number) => writeNumber(language, value)
  // A label stands on the side where there is room for it.
  const labelAt = ({ low, high }: { low: number; high: number }) =>
    high - domain[0] > 0.6 * (domain[1] - domain[0])
      ? ({ x: at(low), dx: -10, textAnchor: 'end' } as const)
      : ({ x: at(high), dx: 10, textAnchor: 'start' } as const)
  const targetRight = target !== null && Number(target.value) - domain[0] > 0.7 * (domain[1] - domain[0])
  return (
    <svg className="chart" width="100%" height="100" role="img" aria-label={label}>
      {ticks(domain, 5).map((tick) => (
        <g key={tick}>
          <line x1={at(tick)} x2={at(tick)} y1="16" y2="76" className={tick === 0 ? 'zero' : 'grid'} />
          <text x={at(tick)} y="94" textAnchor="middle" className="axis-text">
            {write(tick)}
          </text>
        </g>
      ))}
      {target === null ? null : (
        <g>
          <line
            x1={at(Number(target.value))}
            x2={at(Number(target.value))}
            y1="4"
            y2="76"
            className="axis"
            strokeDasharray="3 3"
          />
          <text
            x={at(Number(target.value))}
            dx={targetRight ? -5 : 5}
            y="12"
            textAnchor={targetRight ? 'end' : 'start'}
            className="axis-text"
          >
            {say('results.key target')}
          </text>
        </g>
      )}
      {before === null ? null : (
        <g>
          <line x1={at(before.low)} x2={at(before.high)} y1="32" y2="32" className="whisker" />
          <circle cx={at(before.value)} cy="32" r="4.5" className="dot" />
          <text {...labelAt(before)} y="36" className="chart-text">
            {`${write(before.value)} ${say('results.key baseline')}`}
          </text>
        </g>
      )}
      {after === null ? null : (
        <g className="plot-own">
          <line x1={at(after.low)} x2={at(after.high)} y1="58" y2="58" className="whisker" />
          <circle cx={at(after.value)} cy="58" r="5.5" className="dot" />
          <text {...labelAt(after)} y="62" className="chart-strong">
            {`${write(after.value)} ${say('results.key latest')}`}
          </text>
        </g>
      )}
    </svg>
  )
}

function numbersOf(shown: ShownFigure): { value: number; low: number; high: number } | null {
  if (shown.kind !== 'shown') return null
  const value = Number(shown.value)
  return { value, low: Number(shown.low ?? shown.value), high: Number(shown.high ?? shown.value) }
}

function sizeText({ change }: ResultChange, language: Language): string {
  const say = speak(words, language)
  const write = (value: number) => writeNumber(language, Number(value.toPrecision(3)), { signed: true })
  return change.exact
    ? say('verdict.exact', { change: write(change.value) })
    : say('verdict.by', {
        change: write(change.value),
        low: write(change.low),
        high: write(change.high),
        level: change.level,
      })
}

function promiseText({ promised }: ResultChange, language: Language): string | null {
  if (promised === null || promised.probability === null) return null
  return speak(words, language)('verdict.promise', {
    change: writeNumber(language, Number(promised.change), { signed: true }),
    percent: writeNumber(language, Math.round(promised.probability * 100)),
  })
}
