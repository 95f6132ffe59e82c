import type { Compared, Measured, Measures } from '../../estimators/backtest/back-test.ts'
import { LEAST_EARLIER } from '../../estimators/backtest/forecast.ts'
import { formatList, formatNumber, type Language, speak } from '../../ui/language.ts'
import { inPercent } from '../percent.ts'
import type { Methodology, Text } from '../schema.ts'
import { criterionTitle, gateTitle, textIn, unitName } from '../sentences.ts'
import { censoring, isFirm, leftOutReasons, MOST_WEAK, type YearStop } from './outcomes.ts'
import type { Step } from './step.ts'
import {
  type Baseline,
  type EventPlace,
  LEAST_EVENTS,
  type TrackRecord,
  type YearCount,
} from './track-record.ts'
import { words } from './words.ts'

/*
 * The track record in words. Page, command and API ask here, so that none of them softens what another says.
 */

export function sayTrack(language: Language) {
  return speak(words, language)
}

/** Titles of series and datasets, by id. */
export type Titles = ReadonlyMap<string, Text>

export type Finding = 'better' | 'worse' | 'open' | 'none'

/** What a difference shows: only an interval wholly on one side of zero is a finding. */
export function findingOf(difference: Measured | null, lowerIsBetter = false): Finding {
  if (difference === null || difference.low === null || difference.high === null) return 'none'
  if (difference.low > 0) return lowerIsBetter ? 'worse' : 'better'
  if (difference.high < 0) return lowerIsBetter ? 'better' : 'worse'
  return 'open'
}

export type Verdict = { lead: string; against: string[]; pairs: string | null; within: string | null }

/** Whether it would have worked, in sentences that do not soften it. */
export function verdictOf(language: Language, record: TrackRecord): Verdict {
  const say = sayTrack(language)
  const { verdict, result } = record
  if (verdict !== 'tested' || result === null) {
    const n = record.happenings
    return {
      lead:
        verdict === 'places only' || verdict === 'tested'
          ? say('verdict.places only', { n, least: LEAST_EVENTS })
          : say(`verdict.${verdict}`),
      against: [],
      pairs: null,
      within: null,
    }
  }
  const against = result.compared.map(({ baseline, difference }) => ({
    baseline: baseline as Baseline,
    finding: findingOf(difference.concordance),
  }))
  const sentences = against.map(({ baseline, finding }) => say(`against.${baseline}.${finding}`))
  const { concordance } = result.measures
  const within = record.kind === 'rise' ? result.within : null
  const share = (value: number) => percentage(language, value)
  const pairs =
    concordance === null
      ? null
      : concordance.low === null || concordance.high === null
        ? say('coin alone', { share: share(concordance.value), half: share(0.5) })
        : say('coin', {
            share: share(concordance.value),
            low: share(concordance.low),
            high: share(concordance.high),
            half: share(0.5),
          })
  const upsideDown = against.some(({ baseline, finding }) => baseline === 'random' && finding === 'worse')
  return {
    lead: sentences[0] ?? '',
    against: [...sentences.slice(1), ...(upsideDown ? [say('upside down')] : [])],
    within:
      within?.low == null || within.high === null
        ? null
        : say('within', {
            share: share(within.value),
            low: share(within.low),
            high: share(within.high),
          }),
    pairs,
  }
}

/** All sentences of a verdict, the first one first. */
export function verdictSentences(language: Language, record: TrackRecord): string[] {
  const { lead, against, pairs, within } = verdictOf(language, record)
  return [lead, ...against, pairs, within].filter((sentence) => sentence !== null)
}

/** What was tested and what was not, before any score. */
export function knownSentences(
  language: Language,
  methodology: Methodology,
  record: TrackRecord,
  titles: Titles,
): string[] {
  const say = sayTrack(language)
  const titleOf = (name: string) => {
    const title = titles.get(name)
    return title ? textIn(language, title) : name
  }
  const list = (names: string[]) => formatList(language, names)
  const sentences: string[] = []
  if (record.tested)
    sentences.push(
      say('known.sum', {
        cases: record.cases,
        events: record.happenings,
        from: String(record.tested.from),
        to: String(record.tested.to),
      }),
    )
  else sentences.push(say('known.none'))
  for (const { gate, year, settled } of record.dropped)
    sentences.push(
      say('known.dropped', {
        gate: gateTitle(language, methodology, gate),
        year: String(year),
        share: percentage(language, settled),
      }),
    )
  if (record.tested)
    sentences.push(
      record.kept.length > 0
        ? say('known.only gates', {
            gates: list(record.kept.map((gate) => quoted(language, gateTitle(language, methodology, gate)))),
          })
        : say('known.no gates'),
    )
  if (record.silent.length > 0)
    sentences.push(
      say('known.silent', {
        criteria: list(record.silent.map((id) => criterionTitle(language, methodology, id))),
      }),
    )
  if (record.missing.length > 0)
    sentences.push(say('known.missing', { series: list(record.missing.map(titleOf)) }))
  const weak = record.reports.filter((report) => !isFirm(report)).map(({ year }) => String(year))
  if (weak.length > 0)
    sentences.push(
      record.takeWeak
        ? say('known.weak taken')
        : say('known.weak out', { share: percentage(language, MOST_WEAK), reports: list(weak) }),
    )
  if (record.revised.length > 0)
    sentences.push(say('known.revised', { series: list(record.revised.map(titleOf)) }))
  return sentences
}

/** How many were excluded for what lay at hand on the day, and how many censored for what is not known of later. */
export function leftOutOf({ leftOut }: YearCount): { excluded: number; censored: number } {
  let excluded = 0
  let censored = 0
  for (const reason of leftOutReasons) {
    const n = leftOut[reason] ?? 0
    if (censoring.has(reason)) censored += n
    else excluded += n
  }
  return { excluded, censored }
}

/** How many of a year’s list are censored because its whole horizon is not known. */
export function censoredOf(count: YearCount): number {
  return count.stop === null ? leftOutOf(count).censored : count.listed
}

/** Why not everybody on a year’s list is a case. */
export function whyNotAll(language: Language, count: YearCount): string {
  const say = sayTrack(language)
  if (count.stop !== null) return stopInWords(language, count.stop)
  return leftOutReasons
    .flatMap((reason) => {
      const n = count.leftOut[reason]
      return n ? [say(`left.${reason}`, { n: formatNumber(language, n) })] : []
    })
    .join(', ')
}

function stopInWords(language: Language, stop: YearStop): string {
  const say = sayTrack(language)
  return stop.kind === 'before'
    ? say('stop.before', { since: String(stop.since) })
    : say(`stop.${stop.kind}`, { years: formatList(language, stop.reports.map(String)) })
}

/** Where a country stood when it happened to it. */
export function placeInWords(language: Language, methodology: Methodology, event: EventPlace): string {
  const say = sayTrack(language)
  if (event.place !== null) return say('place.of', { place: event.place, of: event.of })
  const { why } = event
  if (why === 'no list' || why === 'not judged' || why === 'unknown' || why === 'no score')
    return say(`place.${why}`)
  const gate = methodology.gates.find(({ id }) => id === why)
  return gate ? say('place.gate', { gate: textIn(language, gate.title) }) : say('place.none')
}

export function countryOf(language: Language, event: EventPlace): string {
  return unitName(language, event.unit)
}

/** A measured figure with its interval. */
export function measuredInWords(
  language: Language,
  measured: Measured | null,
  { signed = false, digits = 2 }: { signed?: boolean; digits?: number } = {},
): string {
  const say = sayTrack(language)
  if (measured === null) return say('finding.none')
  const write = (value: number) =>
    formatNumber(language, value, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      ...(signed ? { signDisplay: 'exceptZero' as const } : {}),
    }).replace('-', '−')
  const { value, low, high } = measured
  return low === null || high === null
    ? write(value)
    : say('range', { value: write(value), low: write(low), high: write(high) })
}

export const measures = ['concordance', 'hitRate', 'brier'] as const
export type MeasureName = (typeof measures)[number]

export function measureName(language: Language, measure: MeasureName, k: number, of: Measures): string {
  const say = sayTrack(language)
  return measure === 'brier' && of.forecastYears.length > 0
    ? say('measure.brier of', { years: spanInWords(language, of.forecastYears) })
    : say(`measure.${measure}`, { k })
}

/** Years from the first to the last. */
function spanInWords(language: Language, years: readonly number[]): string {
  const [from, to] = [String(years[0]), String(years.at(-1))]
  return from === to ? from : sayTrack(language)('span', { from, to })
}

/** Which lists could be forecast, and how many of the cases they hold; null when none could. */
export function forecastsCover(language: Language, { cases, forecastYears }: Measures): string | null {
  if (forecastYears.length === 0) return null
  return sayTrack(language)('panel.forecasts', {
    years: spanInWords(language, forecastYears),
    cases: formatNumber(language, cases.brier),
    all: formatNumber(language, cases.hitRate),
  })
}

/** One row for each naive ranking and measure. */
export function comparisonRows(language: Language, compared: readonly Compared[], k: number) {
  const say = sayTrack(language)
  return compared.flatMap(({ baseline, method, naive, difference, sameForecast }) =>
    measures.map((measure) => {
      const digits = measure === 'brier' ? 3 : 2
      const found = difference[measure]
      // What cannot differ has no doubt about it, and is no finding either.
      const same = measure === 'brier' && sameForecast && found !== null
      return {
        key: `${baseline} ${measure}`,
        beside: say(`ranking.${baseline as Baseline}`),
        measure: measureName(language, measure, k, method),
        cases: formatNumber(language, method.cases[measure]),
        method: measuredInWords(language, method[measure], { digits }),
        naive: measuredInWords(language, naive[measure], { digits }),
        difference: measuredInWords(language, same ? { ...found, low: null, high: null } : found, {
          digits,
          signed: true,
        }),
        finding: say(same ? 'finding.same forecast' : `finding.${findingOf(found, measure === 'brier')}`),
      }
    }),
  )
}

export function noForecast(language: Language): string {
  return sayTrack(language)('calibration.none', { least: LEAST_EARLIER })
}

/** A share in per cent, without digits behind the point. */
export function percentage(language: Language, share: number): string {
  return inPercent(language, share)
}

function quoted(language: Language, text: string): string {
  return language === 'en' ? `“${text}”` : language === 'fr' ? `« ${text} »` : `«${text}»`
}

/** How far a track record is, in words and as a share. */
export function stepInWords(
  language: Language,
  step: Step | null,
  waiting: boolean,
): { sentence: string; done: number; total: number | null } {
  const say = sayTrack(language)
  if (step === null)
    return { sentence: say(waiting ? 'progress.waiting' : 'progress.start'), done: 0, total: null }
  const { what, done, total } = step
  const write = (value: number) => formatNumber(language, value)
  return { sentence: say(`progress.${what}`, { done: write(done), total: write(total ?? 0) }), done, total }
}
