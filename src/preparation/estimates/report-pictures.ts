import type { Estimate } from '../../estimators/estimate.ts'
import type { Histogram } from '../../estimators/numeric/histogram.ts'
import { printable } from '../../indicators/wording.ts'
import { formatNumber, type Language, speak } from '../../ui/language.ts'
import { type DistributionOf, distributionCells, drawnIn, resampledOf } from '../pictures/distribution.tsx'
import { type KnownAndEstimated, offBy } from '../pictures/truth-and-estimate.tsx'
import type { ChartRow } from './forest.ts'
import { chosenEstimate, type Kept, type Quantity } from './kept.ts'
import { sayNumber } from './say.ts'
import { roundedFigure, type View } from './view.ts'
import { estimateWords } from './words.ts'

/** What a report draws of how a figure came about; on paper the table that follows each says the same. */
export type PictureBlock =
  | {
      is: 'distribution'
      histogram: Histogram
      estimate: { value: number; text: string }
      of: DistributionOf
    }
  /** Known groups of a scale-up: how large they are, and how large they were estimated to be. */
  | { is: 'truth'; groups: KnownAndEstimated[] }
  /** Shares in per cent, row by row. */
  | { is: 'dots'; caption: string; rowHead: string; axis: string; rows: ChartRow[] }

/** Drawn on the page alone. */
export const drawnBlocks = ['forest', 'overlaps', 'distribution', 'truth', 'dots'] as const

type Words = { is: 'sentence' | 'note'; text: string }
type Table = {
  is: 'table'
  caption: string
  heads: readonly string[]
  right: readonly number[]
  rows: string[][]
}

/**
 * How often which figure came out of the resamples, for who may run studies in the country. Nobody else is told: by the
 * seed, which is told, tables and answers could be tried until one gives the same.
 */
export function resampledBlocks(
  kept: Kept,
  { head, whole, language }: { head: { quantity: Quantity }; whole: boolean; language: Language },
): (PictureBlock | Words | Table)[] {
  if (kept.source !== 'computed') return []
  const chosen = chosenEstimate(kept.result)
  if (chosen?.status !== 'ok' || !((chosen.resamples ?? 0) > 0)) return []
  const say = speak(estimateWords, language)
  if (!whole) return [{ is: 'note', text: say('r.kept back') }]
  const histogram = resampledOf(chosen)
  if (histogram === null) return [{ is: 'note', text: say('r.not kept') }]
  const of = head.quantity === 'share' ? 'share' : 'people'
  const { value, step } = roundedFigure(chosen.estimate, chosen.intervals)
  return [
    { is: 'sentence', text: say('r.says', { count: formatNumber(language, drawnIn(histogram)) }) },
    {
      is: 'distribution',
      histogram,
      estimate: { value: chosen.estimate, text: sayNumber(value, step, head.quantity, language) },
      of,
    },
    {
      is: 'table',
      caption: say('r.caption'),
      heads: [say('r.from'), say('r.to'), say('b.resamples')],
      right: [0, 1, 2],
      rows: distributionCells(histogram, of, language),
    },
  ]
}

/** Truth beside estimate for each known group, with what it comes to; above their table. */
export function truthBlocks(groups: View['backEstimates'], language: Language): (PictureBlock | Words)[] {
  const drawn = groups.map(({ group, truth, estimate }) => ({
    group: printable(group),
    known: truth,
    estimate,
    ratio: estimate === null || !(truth > 0) ? null : estimate / truth,
  }))
  if (!drawn.some(({ ratio }) => ratio !== null && ratio > 0)) return []
  const near = drawn.filter(({ ratio }) => ratio !== null && ratio <= offBy && ratio >= 1 / offBy).length
  return [
    {
      is: 'sentence',
      text: speak(estimateWords, language)('r.says truth', { near, of: drawn.length }),
    },
    { is: 'truth', groups: drawn },
  ]
}

/**
 * How a recruited sample settled and what its trees say each by itself, as far as that was kept: nothing of waves and
 * trees of fewer than ten. For who may run studies in the country.
 */
export function recruitmentBlocks(
  kept: Kept,
  { whole, language }: { whole: boolean; language: Language },
): (PictureBlock | Words | Table)[] {
  if (!whole || kept.source !== 'computed' || kept.result.design !== 'rds') return []
  const chosen = chosenEstimate(kept.result)
  const sample = chosen === null ? null : sampleOf(chosen)
  if (sample === null) return []
  const say = speak(estimateWords, language)
  const share = (value: number | null) =>
    value === null
      ? say('count.hidden')
      : formatNumber(language, value, { style: 'percent', maximumFractionDigits: 1 })
  const dot = (name: string, value: number | null): ChartRow => ({
    key: name,
    name,
    own: false,
    value: value === null ? null : Math.round(1000 * value) / 10,
    low: null,
    high: null,
    ...(value === null ? { missing: say('count.hidden') } : {}),
  })
  const number = (value: number) => formatNumber(language, value)
  const rangeOf = (rows: readonly { estimate: number | null }[]) => {
    const known = rows.flatMap(({ estimate }) => estimate ?? [])
    return {
      low: share(Math.min(...known)),
      high: share(Math.max(...known)),
      last: share(known.at(-1) ?? null),
    }
  }
  const blocks = (
    of: 'wave' | 'tree',
    rows: { name: string; respondents: number; estimate: number | null }[],
  ): (PictureBlock | Words | Table)[] =>
    rows.every(({ estimate }) => estimate === null)
      ? []
      : [
          { is: 'sentence', text: say(`r.says ${of}s`, rangeOf(rows)) },
          {
            is: 'dots',
            caption: say(`r.${of}s`),
            rowHead: say(`r.${of}`),
            axis: say('r.share'),
            rows: rows.map(({ name, estimate }) => dot(name, estimate)),
          },
          {
            is: 'table',
            caption: say(`r.${of}s`),
            heads: [say(`r.${of}`), say('n.respondents'), say('side.estimate')],
            right: [1, 2],
            rows: rows.map(({ name, respondents, estimate }) => [name, number(respondents), share(estimate)]),
          },
        ]
  return [
    ...blocks(
      'wave',
      sample.byWave.map(({ wave, ...rest }) => ({ name: say('r.wave n', { number: wave }), ...rest })),
    ),
    ...blocks(
      'tree',
      sample.trees.map(({ respondents, estimate }, place) => ({
        name: say('r.tree n', { number: place + 1 }),
        respondents,
        estimate,
      })),
    ),
  ]
}

type Sample = {
  byWave: { wave: number; respondents: number; estimate: number | null }[]
  trees: { respondents: number; estimate: number | null }[]
}

/** Waves and trees of a recruited sample as they were kept; what is not a number is passed over. */
function sampleOf({ diagnostics: { sample } }: Estimate): Sample | null {
  if (typeof sample !== 'object' || sample === null) return null
  const { byWave, trees } = sample as Record<string, unknown>
  const rows = (of: unknown) =>
    (Array.isArray(of) ? of : []).flatMap((each: unknown) => {
      if (typeof each !== 'object' || each === null) return []
      const { wave, respondents, estimate } = each as Record<string, unknown>
      return typeof respondents === 'number'
        ? [
            {
              wave: typeof wave === 'number' ? wave : 0,
              respondents,
              estimate: typeof estimate === 'number' ? estimate : null,
            },
          ]
        : []
    })
  return { byWave: rows(byWave), trees: rows(trees) }
}
