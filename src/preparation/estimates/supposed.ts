import type { Estimate } from '../../estimators/estimate.ts'
import { printable } from '../../indicators/wording.ts'
import { formatNumber, type Language, speak } from '../../ui/language.ts'
import { rounded } from '../rounding.ts'
import type { Head } from './head.ts'
import { chosenEstimate, type Kept } from './kept.ts'
import { handyStep } from './public.ts'
import { mainInterval, sayFigure, sayNumber } from './say.ts'
import type { RoundedFigure, View } from './view.ts'
import { estimateWords } from './words.ts'

/* What would change an estimate of a sample: what its estimator supposed, and what it would be otherwise. */

type Words = { is: 'sentence' | 'note'; text: string }
type Table = {
  is: 'table'
  caption: string
  heads: readonly string[]
  right: readonly number[]
  rows: string[][]
}
type On = { kept: Kept; head: Head; view: View; language: Language }

/** Empty where nothing of the kind was kept. The public has what follows from the figure it is told, and nothing else. */
export function supposedBlocks(on: On): (Words | Table)[] {
  const { kept, view } = on
  if (kept.source !== 'computed' || kept.result.design === 'lists') return []
  const chosen = chosenEstimate(kept.result)
  if (chosen?.status !== 'ok' || view.chosen.figure === null) return []
  switch (kept.result.design) {
    case 'nsum':
      return ofScaleUp(on, chosen, view.chosen.figure)
    case 'rds':
      return view.whole ? ofRecruited(on, chosen) : []
    case 'two-waves':
      return view.whole ? ofWaves(on, chosen) : []
    case 'survey':
    case 'time-location':
      return view.whole ? ofSurvey(on, chosen) : []
  }
}

type Found = Extract<Estimate, { status: 'ok' }>

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
const rowsOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.map(recordOf) : []
const numberIn = (of: Record<string, unknown>, name: string): number | null => {
  const value = of[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function ofScaleUp(
  { head, view, language }: On,
  { diagnostics }: Found,
  figure: RoundedFigure,
): (Words | Table)[] {
  const say = speak(estimateWords, language)
  const factors = recordOf(diagnostics.factors)
  const population = head.quantity === 'people' ? numberIn(diagnostics, 'population') : null
  const main = mainInterval(figure.intervals)
  // From the figure as it is told, so that a row says no more than it does.
  const size = (value: number) => {
    const step = Math.max(figure.step, handyStep(10 ** Math.floor(Math.log10(Math.abs(value) || 1) - 1)))
    return { told: rounded(value, step), step }
  }
  const cells = (times: number): [string, string] => {
    const { told, step } = size(figure.value * times)
    if (population !== null && told > population) return [say('x.above'), '–']
    const number = (value: number, to: 'down' | 'up') =>
      sayNumber(rounded(Math.min(value, population ?? value), step, to), step, head.quantity, language)
    const limits =
      main === null || main.high === null
        ? '–'
        : `${number(main.low * times, 'down')} – ${number(main.high * times, 'up')}`
    return [sayNumber(told, step, head.quantity, language), limits]
  }
  const percent = (value: number) => formatNumber(language, value, { style: 'percent' })
  const supposed = (name: string, taken: number) =>
    rowsOf(diagnostics[name]).flatMap((row) => {
      const value = numberIn(row, 'value')
      return value === null || !(value > 0)
        ? []
        : [{ value, own: value === taken, cells: cells(taken / value) }]
    })
  const heads = (first: string) => [first, say('side.estimate'), say('side.interval')]
  const named = (name: string, own: boolean) => (own ? say('x.in use', { name }) : name)
  const known = numberIn(factors, 'transmission')
  const degree = numberIn(factors, 'degreeRatio')
  const byKnown = known === null ? [] : supposed('overTransmission', known)
  const byDegree = degree === null ? [] : supposed('overDegreeRatio', degree)
  const half = byKnown.find(({ value }) => value === 0.5) ?? byKnown.at(-1)
  const halved = half === undefined || known === null ? null : size((figure.value * known) / half.value)
  return [
    ...(halved === null || half === undefined || known === null
      ? []
      : [
          {
            is: 'sentence',
            text: say('x.transmission', {
              taken: percent(known),
              least: percent(half.value),
              value:
                population !== null && halved.told > population
                  ? say('x.above')
                  : sayFigure(halved.told, halved.step, head, language),
            }),
          } as const,
        ]),
    ...table(
      say('x.transmission caption'),
      heads(say('x.who know')),
      byKnown.map(({ value, own, cells }) => [named(percent(value), own), ...cells]),
    ),
    ...table(
      say('x.degree caption'),
      heads(say('x.degree')),
      byDegree.map(({ value, own, cells }) => [named(formatNumber(language, value), own), ...cells]),
    ),
    ...(view.whole
      ? withoutSome(diagnostics, head, figure, language)
      : [{ is: 'note', text: say('x.only told') } as const]),
  ]
}

/** Without one known group, or without those who reported most: of the data, so for who may run studies. */
function withoutSome(
  diagnostics: Found['diagnostics'],
  head: Head,
  { step }: RoundedFigure,
  language: Language,
): Table[] {
  const say = speak(estimateWords, language)
  const cell = (row: Record<string, unknown>) => {
    const estimate = numberIn(row, 'estimate')
    return estimate === null ? '–' : sayNumber(rounded(estimate, step), step, head.quantity, language)
  }
  const heads = [say('x.left out'), say('side.estimate')]
  return [
    ...table(
      say('x.without group'),
      heads,
      rowsOf(diagnostics.withoutEach).map((row) => [printable(String(row.group ?? '–')), cell(row)]),
    ),
    ...table(
      say('x.without largest'),
      heads,
      rowsOf(diagnostics.withoutLargest).map((row) => [
        formatNumber(language, numberIn(row, 'share') ?? 0, { style: 'percent' }),
        cell(row),
      ]),
    ),
  ]
}

const bootstraps = { tree: 'x.tree', population: 'x.made up', chain: 'x.chain' } as const

function ofRecruited({ language }: On, { diagnostics, intervals }: Found): (Words | Table)[] {
  const say = speak(estimateWords, language)
  const share = (value: number) =>
    formatNumber(language, value, { style: 'percent', maximumFractionDigits: 1 })
  const { sample, bootstrap } = diagnostics
  const homophily = numberIn(recordOf(sample), 'homophily')
  const [needed, reached] = ['wavesToForgetSeeds', 'waves'].map((name) => numberIn(recordOf(sample), name))
  const limits = (of: unknown) => {
    const found = rowsOf(of).find(({ level }) => typeof level === 'number' && Math.abs(level - 0.95) < 1e-9)
    const [low, high] = [numberIn(found ?? {}, 'low'), numberIn(found ?? {}, 'high')]
    return low === null || high === null ? '–' : `${share(low)} – ${share(high)}`
  }
  const name = (of: unknown) =>
    typeof of === 'string' && of in bootstraps ? say(bootstraps[of as keyof typeof bootstraps]) : '–'
  const others = rowsOf(diagnostics.otherBootstraps)
  const over = rowsOf(diagnostics.overPopulation)
  return [
    ...table(
      say('x.population caption'),
      [say('x.population'), say('side.estimate')],
      over.flatMap((row) => {
        const [population, estimate] = [numberIn(row, 'population'), numberIn(row, 'estimate')]
        return population === null
          ? []
          : [[formatNumber(language, population), estimate === null ? '–' : share(estimate)]]
      }),
    ),
    ...(others.length === 0
      ? []
      : table(
          say('x.bootstraps'),
          [say('x.bootstrap'), say('side.interval')],
          [
            [say('x.in use', { name: name(bootstrap) }), limits(intervals)],
            ...others.map((row) => [name(row.bootstrap), limits(row.intervals)]),
          ],
        )),
    ...(homophily === null
      ? []
      : [{ is: 'sentence', text: say('x.homophily', { times: twoDigits(homophily, language) }) } as const]),
    ...(needed == null || reached == null
      ? []
      : [
          {
            is: 'sentence',
            text: say('x.waves', {
              needed: formatNumber(language, needed),
              reached: formatNumber(language, reached),
            }),
          } as const,
        ]),
  ]
}

const twoDigits = (value: number, language: Language) =>
  formatNumber(language, value, { maximumFractionDigits: 2 })

function ofWaves({ language }: On, { diagnostics, standardError }: Found): (Words | Table)[] {
  const say = speak(estimateWords, language)
  const percent = (value: number) => formatNumber(language, value, { style: 'percent' })
  const ratio = recordOf(diagnostics.ratio)
  const estimate = numberIn(ratio, 'estimate')
  const interval = rowsOf(ratio.intervals).find(
    ({ level }) => typeof level === 'number' && Math.abs(level - 0.95) < 1e-9,
  )
  const [low, high] = [numberIn(interval ?? {}, 'low'), numberIn(interval ?? {}, 'high')]
  const forgotten = numberIn(diagnostics, 'standardErrorIfIndependent')
  const points = (value: number) => formatNumber(language, 100 * value, { maximumSignificantDigits: 2 })
  return [
    ...(estimate === null || low === null || high === null
      ? []
      : [
          {
            is: 'sentence',
            text: say('x.ratio', {
              ratio: twoDigits(estimate, language),
              low: twoDigits(low, language),
              high: twoDigits(high, language),
            }),
          } as const,
        ]),
    ...table(
      say('x.falls'),
      [say('x.fall'), say('x.probability')],
      rowsOf(diagnostics.falls).flatMap((row) => {
        const [by, probability] = [numberIn(row, 'by'), numberIn(row, 'probability')]
        return by === null || probability === null
          ? []
          : [[percent(by), formatNumber(language, probability, { style: 'percent' })]]
      }),
    ),
    ...(forgotten === null || standardError == null || (numberIn(diagnostics, 'sharedClusters') ?? 0) === 0
      ? []
      : [
          {
            is: 'sentence',
            text: say('x.forgotten', { own: points(standardError), other: points(forgotten) }),
          } as const,
        ]),
  ]
}

function ofSurvey({ language }: On, { diagnostics, cases }: Found): Words[] {
  const effective = numberIn(diagnostics, 'effectiveSize')
  if (effective === null) return []
  const whole = (value: number) => formatNumber(language, value, { maximumFractionDigits: 0 })
  const respondents = numberIn(diagnostics, 'respondents') ?? cases
  return [
    {
      is: 'sentence',
      text: speak(estimateWords, language)('x.alike', {
        effective: whole(effective),
        respondents: whole(respondents),
      }),
    },
  ]
}

function table(caption: string, heads: readonly string[], rows: string[][]): Table[] {
  return rows.length === 0
    ? []
    : [{ is: 'table', caption, heads, right: heads.slice(1).map((_, at) => at + 1), rows }]
}
