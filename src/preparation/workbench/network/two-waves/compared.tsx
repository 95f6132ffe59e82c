import type { Estimate } from '../../../../estimators/estimate.ts'
import { tQuantile } from '../../../../estimators/numeric/special.ts'
import type { RangeRow } from '../../../../ui/charts/dot-range.tsx'
import { DataTable } from '../../../../ui/data-table.tsx'
import { formatNumber, type Language, speak } from '../../../../ui/language.ts'
import { Rich } from '../../../../ui/rich.tsx'
import { useLanguage, useWords } from '../../../../ui/voice.tsx'
import { precisionOf, rounded } from '../../../rounding.ts'
import { words } from '../../../words.ts'
import type { Named } from '../labelled.ts'
import { pathWords } from '../network-words.ts'
import {
  DotPicture,
  Doubts,
  dotOf,
  InNumbers,
  InWords,
  intervalAt,
  Limits,
  NoEstimate,
  percent,
  Sentences,
  shareDomain,
  strong,
  untagged,
  writeFigure,
} from '../parts.tsx'
import type { ComparedResult, TwoWavesSettings } from './settings.ts'

type Shown = { result: ComparedResult; settings: TwoWavesSettings }
type Found = Extract<ComparedResult['effect'], { status: 'ok' }>

/** The difference in differences and each group in each wave; `label` is the key. */
export function namedCompared(
  { effect, cells }: ComparedResult,
  { arm, treated }: TwoWavesSettings,
  language: Language,
): Named[] {
  const say = speak(pathWords, language)
  return [
    { label: 'change-did', name: speak(words, language)('method.change-did'), estimate: effect as Estimate },
    ...cells.map(({ group, wave, estimate }) => ({
      label: `wave ${wave}, ${arm} ${group === 'treated' ? '=' : '≠'} ${treated}`,
      name: say(`compare.cell.${group}`, { wave }),
      estimate: estimate as Estimate,
    })),
  ]
}

/**
 * Points between shares, to a tenth or finer where the interval allows it: coarser, the two changes would no longer differ
 * by what is said to lie between them. Lower limits down, upper ones up. Answers are yes or no here, so that all are shares.
 */
function stepOf(effect: Found): number {
  return Math.min(0.001, precisionOf(effect.estimate, effect.intervals))
}

function usePoints(effect: Found): (value: number, to?: 'down' | 'up') => string {
  const language = useLanguage()
  const step = stepOf(effect)
  return (value, to) => writeFigure(language, rounded(value, step, to), 'points', step)
}

/** By how much a group with a programme changed more than the group without. */
export function ShowCompared({ result, settings }: Shown) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const { effect } = result
  const all = namedCompared(result, settings, language)
  return (
    <>
      <InWords>
        {effect.status === 'ok' ? (
          <InShort effect={effect} settings={settings} />
        ) : (
          <NoEstimate reason={effect.reason} />
        )}
        <p className="prose">{say('compare.effect')}</p>
      </InWords>
      <Doubts findings={effect.warnings} />
      {effect.status === 'ok' ? <Changes effect={effect} /> : null}
      <Cells result={result} settings={settings} />
      <InNumbers>
        <Limits
          kind="points"
          caption={say('compare.caption')}
          estimates={all.slice(0, 1)}
          {...(effect.status === 'ok' ? { step: stepOf(effect) } : {})}
        />
        {effect.status === 'ok' ? <Tests effect={effect} /> : null}
        <Limits kind="share" estimates={all.slice(1)} />
      </InNumbers>
    </>
  )
}

function InShort({ effect, settings }: { effect: Found; settings: TwoWavesSettings }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const found = effect.diagnostics
  const points = usePoints(effect)
  const interval = intervalAt(effect as Estimate, 0.95)
  const { wild, trendBefore } = found
  return (
    <Sentences>
      {[
        interval?.high == null ? null : (
          <Rich
            key="says"
            say={say}
            word={
              interval.high < 0
                ? 'compare.says.less'
                : interval.low > 0
                  ? 'compare.says.more'
                  : 'compare.says.none'
            }
            values={{
              treated: points(found.changeTreated.estimate),
              compared: points(found.changeCompared.estimate),
              arm: untagged(`${settings.arm} = ${settings.treated}`),
              points: points(effect.estimate),
              low: points(interval.low, 'down'),
              high: points(interval.high, 'up'),
            }}
            parts={strong}
          />
        ),
        say('compare.chance', {
          p: chanceOf(language, found.p),
          clusters: found.clusters,
          error: points(effect.standardError ?? 0).replace(/^\+/, ''),
        }),
        wild === null
          ? null
          : wild.low === null || wild.high === null
            ? say('compare.wild.bare', {
                p: chanceOf(language, wild.p),
                count: formatNumber(language, wild.resamples),
              })
            : say('compare.wild', {
                p: chanceOf(language, wild.p),
                count: formatNumber(language, wild.resamples),
                low: points(wild.low, 'down'),
                high: points(wild.high, 'up'),
              }),
        say('waves.detectable', { points: points(found.minimumDetectable.difference).replace(/^\+/, '') }),
        trendBefore === null
          ? null
          : say('compare.trend', {
              points: points(trendBefore.difference),
              p: chanceOf(language, trendBefore.p),
              detectable: points(trendBefore.detectable).replace(/^\+/, ''),
            }),
      ]}
    </Sentences>
  )
}

/** A probability in per cent that is never said to be none. */
function chanceOf(language: Language, p: number): string {
  return p < 0.001 ? `< ${percent(language, 0.001, 1)}` : percent(language, p, 1)
}

/** The change of each group, and what is between them. */
function Changes({ effect }: { effect: Found }) {
  const say = useWords(pathWords)
  const found = effect.diagnostics
  const half = tQuantile(0.975, found.degreesOfFreedom)
  const step = stepOf(effect)
  const drawn = (value: number, to?: 'down' | 'up') =>
    Number((100 * rounded(value, step, to)).toPrecision(12))
  const row = (
    key: 'treated' | 'compared' | 'between',
    { estimate, standardError }: { estimate: number; standardError: number },
  ): RangeRow => ({
    key,
    name: say(`compare.row.${key}`),
    own: key === 'between',
    values: {
      points: {
        value: drawn(estimate),
        low: drawn(estimate - half * standardError, 'down'),
        high: drawn(estimate + half * standardError, 'up'),
      },
    },
  })
  const rows = [
    row('treated', found.changeTreated),
    row('compared', found.changeCompared),
    row('between', { estimate: effect.estimate, standardError: effect.standardError ?? 0 }),
  ]
  const ends = rows.flatMap(({ values: { points } }) => [points?.low ?? 0, points?.high ?? 0])
  const reach = 1.08 * Math.max(...ends.map(Math.abs))
  return (
    <DotPicture
      title={say('compare.changes')}
      caption={say('compare.changes.subtitle')}
      rowHead={say('compare.head')}
      panels={[
        {
          key: 'points',
          name: say('compare.points'),
          domain: [Math.min(0, ...ends) < 0 ? -reach : 0, Math.max(0, ...ends) > 0 ? reach : 0],
          zero: 0,
        },
      ]}
      rows={rows}
      digits={1}
      signed
    />
  )
}

/** Each group in each wave. */
function Cells({ result, settings }: Shown) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const rows = result.cells.map(
    ({ group, wave, estimate }): RangeRow => ({
      key: `${group} ${wave}`,
      name: say(`compare.cell.${group}`, { wave }),
      own: group === 'treated',
      values: { figure: dotOf(language, estimate as Estimate, 'share') },
    }),
  )
  const ends = rows.flatMap(({ values: { figure } }) => [
    figure?.value ?? 0,
    figure?.low ?? 0,
    figure?.high ?? 0,
  ])
  return (
    <DotPicture
      title={say('compare.cells')}
      caption={say('compare.cells.subtitle', { outcome: settings.outcome })}
      rowHead={say('waves.head')}
      panels={[
        {
          key: 'figure',
          name: `${say('rds.share')}, %`,
          domain: [0, shareDomain(ends.map((end) => end / 100))],
        },
      ]}
      rows={rows}
      digits={1}
    />
  )
}

/** What both tests of no difference say. */
function Tests({ effect }: { effect: Found }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const write = usePoints(effect)
  const { degreesOfFreedom, p, wild } = effect.diagnostics
  const interval = intervalAt(effect as Estimate, 0.95)
  const limit = (value: number | null | undefined, to: 'down' | 'up') =>
    value == null ? '–' : write(value, to)
  return (
    <DataTable
      caption={say('compare.tests')}
      columns={[
        { key: 'test', head: say('compare.test') },
        { key: 'p', head: say('compare.p'), number: true },
        { key: 'low', head: say('limits.low'), number: true },
        { key: 'high', head: say('limits.high'), number: true },
      ]}
      rows={[
        {
          key: 't',
          cells: {
            test: say('compare.test.t', { df: formatNumber(language, degreesOfFreedom) }),
            p: chanceOf(language, p),
            low: limit(interval?.low, 'down'),
            high: limit(interval?.high, 'up'),
          },
        },
        ...(wild === null
          ? []
          : [
              {
                key: 'wild',
                cells: {
                  test: say('compare.test.wild', { count: formatNumber(language, wild.resamples) }),
                  p: chanceOf(language, wild.p),
                  low: limit(wild.low, 'down'),
                  high: limit(wild.high, 'up'),
                },
              },
            ]),
      ]}
    />
  )
}
