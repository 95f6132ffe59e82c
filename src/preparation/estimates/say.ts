import { countryName } from '../../countries/registry.ts'
import { type Interval, toTell } from '../../estimators/estimate.ts'
import { printable } from '../../indicators/wording.ts'
import { capital, formatDay, formatList, formatNumber, type Language, speak } from '../../ui/language.ts'
import type { en } from '../words/en.ts'
import { words } from '../words.ts'
import { isChange, isLowerBound } from './figure-kinds.ts'
import type { Head } from './head.ts'
import type { Quantity } from './kept.ts'
import type { ToldCount } from './public.ts'
import { type RoundedFigure, roundedFigure, type UpperLimit } from './view.ts'
import { estimateWords } from './words.ts'

/* How figures, counts, places and periods of estimates are said, on page and paper alike. */

/** How many decimals a number on this grid has: 2 for 0.05, 3 for 0.025. */
function decimalsOf(step: number): number {
  const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-6 * value
  for (let decimals = 0; decimals < 12; decimals++) if (isWhole(step * 10 ** decimals)) return decimals
  return 12
}

/** A number on the grid of its step. */
export function sayNumber(value: number, step: number, quantity: Quantity, language: Language): string {
  const decimals = decimalsOf(step)
  return quantity === 'share'
    ? formatNumber(language, value, { style: 'percent', maximumFractionDigits: Math.max(0, decimals - 2) })
    : formatNumber(language, value, { maximumFractionDigits: decimals })
}

/** Whether a figure is of how far one share is from another, which is told in points and never in per cent of anything. */
export const isInPoints = (method: string | null, quantity: Quantity): boolean =>
  quantity === 'share' && method?.startsWith('change-') === true

/** A difference of two shares, on the grid of its step: “−3 percentage points”. */
export function sayPoints(value: number, step: number, language: Language): string {
  return speak(estimateWords, language)('q.points', {
    value: barePoints(value, step, language),
    count: Math.abs(100 * value),
  })
}

/** The same without what it counts. */
export const barePoints = (value: number, step: number, language: Language) =>
  sayNumber(100 * value, 100 * step, 'people', language).replace('-', '−')

/** A figure with what it counts: “12,300 people”, “17 per 1,000”, “2.4%”. */
export function sayFigure(
  value: number,
  step: number,
  { quantity, unit }: Pick<Head, 'quantity' | 'unit'>,
  language: Language,
): string {
  const say = speak(estimateWords, language)
  const said = sayNumber(value, step, quantity, language)
  if (quantity === 'share') return said
  if (quantity === 'per-1000') return say('q.per-1000', { value: said })
  return unit === 'person'
    ? say('q.people', { value: said, count: Math.abs(value) })
    : say('q.units', { value: said, unit: printable(unit) })
}

export const sayLevel = (level: number, language: Language) =>
  formatNumber(language, level, { style: 'percent', maximumFractionDigits: 1 })

/** The figure of an estimate and its widest usual interval in a sentence; null where there is no figure. */
export function sayAnswer(figure: RoundedFigure | null, head: Head, language: Language): string | null {
  if (figure === null) return null
  const say = speak(estimateWords, language)
  const interval = mainInterval(figure.intervals)
  if (isChange(head)) return sayChange(figure, interval, head, language)
  const value = sayFigure(figure.value, figure.step, head, language)
  const bound = isLowerBound(head)
  if (interval === null) return say(bound ? 'answer.bound bare' : 'answer.bare', { value })
  const number = (limit: number) => sayNumber(limit, figure.step, head.quantity, language)
  const level = sayLevel(interval.level, language)
  const low = number(interval.low)
  const answer =
    interval.high === null
      ? say(bound ? 'answer.bound open' : 'answer.open', { value, level, low })
      : say(bound ? 'answer.bound interval' : 'answer.interval', {
          value,
          level,
          low,
          high: number(interval.high),
        })
  return takesModelAsKnown(interval) ? `${answer} ${say('answer.narrow')}` : answer
}

/** That nobody was found, and what the figure is at most. */
export function sayAtMost({ value, step, level }: UpperLimit, head: Head, language: Language): string {
  return speak(estimateWords, language)('answer.at most', {
    value: sayFigure(value, step, head, language),
    level: sayLevel(level, language),
  })
}

/** Whether an interval is conditional on its model: too narrow wherever that was chosen from the data. */
export const takesModelAsKnown = ({ kind }: { kind?: Interval['kind'] | null }) =>
  kind === 'conditional' || kind === 'profile'

/** A change in a sentence: of a share in percentage points, and never as a number of people there are. */
function sayChange(
  { value, step }: RoundedFigure,
  interval: RoundedFigure['intervals'][number] | null,
  { quantity }: Head,
  language: Language,
): string {
  const say = speak(estimateWords, language)
  const number = (of: number) =>
    quantity === 'share'
      ? barePoints(of, step, language)
      : sayNumber(of, step, 'people', language).replace('-', '−')
  const said = { value: number(value), points: quantity === 'share' ? 'points' : 'other' }
  return interval === null || interval.high === null
    ? say('answer.change bare', said)
    : say('answer.change', {
        ...said,
        level: sayLevel(interval.level, language),
        low: number(interval.low),
        high: number(interval.high),
      })
}

/**
 * The interval said first: that of 95 %, else the highest level. One that allows for the choice of the model goes before
 * one that takes it as known, whatever its level.
 */
export function mainInterval<Of extends { level: number; kind?: Interval['kind'] | null }>(
  all: readonly Of[],
): Of | null {
  const honest = all.filter((each) => !takesModelAsKnown(each))
  const intervals = honest.length === 0 ? all : honest
  return (
    toTell(intervals, 0.95) ??
    intervals.reduce<Of | null>(
      (best, each) => (best === null || each.level > best.level ? each : best),
      null,
    )
  )
}

/** The figure of a head, rounded; null where there is none, or everybody is not told it. */
export function figureOf({ figure: { value, step, intervals } }: Pick<Head, 'figure'>): RoundedFigure | null {
  if (value === null) return null
  return step === undefined ? roundedFigure(value, intervals) : { value, step, intervals }
}

export function sayCount(shown: ToldCount, language: Language): string {
  const say = speak(estimateWords, language)
  switch (shown.kind) {
    case 'shown':
      return formatNumber(language, shown.value)
    case 'small':
      return say('count.small', { below: shown.below })
    case 'between':
      return say('count.between', {
        low: formatNumber(language, shown.low),
        high: formatNumber(language, shown.high),
      })
    case 'hidden':
      return say('count.hidden')
    case 'missing':
      return say('not stated')
  }
}

export function sayPeriod(
  { periodFrom, periodTo }: Pick<Head, 'periodFrom' | 'periodTo'>,
  language: Language,
): string {
  const say = speak(estimateWords, language)
  const day = (text: string) => formatDay(language, text)
  if (periodFrom !== null && periodTo !== null)
    return say('period.both', { from: day(periodFrom), to: day(periodTo) })
  if (periodFrom !== null) return say('period.from', { from: day(periodFrom) })
  return periodTo === null ? say('not stated') : say('period.to', { to: day(periodTo) })
}

export function sayPlace({ place }: Pick<Head, 'place'>, country: string, language: Language): string {
  const say = speak(estimateWords, language)
  const name = countryName(country, language)
  return place.wholeCountry
    ? say('place.whole', { country: name })
    : say('place.part', { place: printable(place.words ?? ''), country: name })
}

/** Of which part of the people a figure is; null for all. */
export function sayPart({ disaggregation }: Pick<Head, 'disaggregation'>, language: Language): string | null {
  if (disaggregation.length === 0) return null
  const say = speak(estimateWords, language)
  return disaggregation.map(({ by, group }) => `${say(`by.${by}`)}: ${printable(group)}`).join('; ')
}

/** A method by the name it goes by here; one of a later version by its own. */
export function sayMethod(method: string, language: Language): string {
  const key = `method.${method}`
  return key in words.en ? speak(words, language)(key as keyof typeof en) : method
}

export function sayKind(kind: Interval['kind'] | null, language: Language): string {
  return kind === null ? speak(estimateWords, language)('i.no kind') : speak(words, language)(`kind.${kind}`)
}

/** Names of lists as they stand in a sentence. */
export const sayLists = (lists: readonly string[], language: Language) =>
  formatList(
    language,
    lists.map((list) => printable(list)),
  )

export { capital }
