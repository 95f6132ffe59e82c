import type { ReactNode } from 'react'
import type { Estimate, Interval } from '../../../estimators/estimate.ts'
import type { Finding as Doubt } from '../../../estimators/findings.ts'
import { DotRange, DotRangeTable, type RangeValue } from '../../../ui/charts/dot-range.tsx'
import { DataTable, type Row } from '../../../ui/data-table.tsx'
import { Finding } from '../../../ui/finding.tsx'
import { formatNumber, type Language, speak, type Values } from '../../../ui/language.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Section, Sentence } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { useLanguage, useWords } from '../../../ui/voice.tsx'
import {
  DistributionNumbers,
  DistributionPicture,
  drawnIn,
  resampledOf,
} from '../../pictures/distribution.tsx'
import { precisionOf, rounded } from '../../rounding.ts'
import { sayFinding } from '../../say-finding.ts'
import type { en as allWords } from '../../words/en.ts'
import { words } from '../../words.ts'
import { pathWords } from './network-words.ts'

/** What kind of number an estimate is: a share of people, people, points between two shares, or an amount. */
export type Kind = 'share' | 'people' | 'points' | 'amount'

/** Writes figures of one estimate on the grid that its interval allows: lower limits down, upper ones up. */
export function figuresOf(
  language: Language,
  estimate: Estimate,
  kind: Kind,
): (value: number, to?: 'down' | 'up') => string {
  const step = estimate.status === 'ok' ? precisionOf(estimate.estimate, estimate.intervals) : 1
  return (value, to) => writeFigure(language, rounded(value, step, to), kind, step)
}

/** A figure on its grid; a share is written in per cent, a difference of shares in points. */
export function writeFigure(language: Language, value: number, kind: Kind, step: number): string {
  const decimals = Math.max(0, Math.round(-Math.log10(step)))
  if (kind === 'share') return percent(language, value, Math.max(0, decimals - 2))
  const digits = kind === 'points' ? Math.max(0, decimals - 2) : decimals
  return formatNumber(language, kind === 'points' ? 100 * value : value, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...(kind === 'points' ? { signDisplay: 'exceptZero' as const } : {}),
  }).replace('-', '−')
}

export function percent(language: Language, value: number, digits = 1): string {
  return formatNumber(language, value, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).replace('-', '−')
}

export function people(language: Language, value: number): string {
  return formatNumber(language, rounded(value, precisionOf(value, [])), { maximumFractionDigits: 0 })
}

/** The interval of this level that stands first. */
export function intervalAt(estimate: Estimate, level: number): Interval | null {
  return estimate.intervals.find((interval) => Math.abs(interval.level - level) < 1e-9) ?? null
}

/** `12% (95%: 9% to 16%)`, or why there is none. */
export function sayEstimate(language: Language, estimate: Estimate, kind: Kind): string {
  const say = speak(pathWords, language)
  if (estimate.status !== 'ok') return say('none', { reason: sayFinding(estimate.reason, language) })
  const write = figuresOf(language, estimate, kind)
  const interval = intervalAt(estimate, 0.95)
  const value = write(estimate.estimate)
  if (interval === null) return value
  const low = write(interval.low, 'down')
  return interval.high === null
    ? say('figure.open', { value, low })
    : say('figure', { value, low, high: write(interval.high, 'up') })
}

/** The reason instead of a figure. */
export function NoEstimate({ reason }: { reason: Doubt }) {
  const language = useLanguage()
  const say = useWords(pathWords)
  return <Unknown>{say('none', { reason: sayFinding(reason, language) })}</Unknown>
}

export const strong = { strong: (text: ReactNode) => <strong>{text}</strong> }

/** A word from a file, in a sentence that has tags: nothing of it is taken for one. */
export function untagged(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›')
}

/** Sentences, each a paragraph; nothing where there are none. */
export function Sentences({ children }: { children: readonly ReactNode[] }) {
  return children.map((sentence, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: sentences stand in a fixed order
    sentence ? <Sentence key={place}>{sentence}</Sentence> : null,
  )
}

/** The answer in sentences, before any picture. */
export function InWords({ children }: { children: ReactNode }) {
  return <Section title={useWords(pathWords)('short')}>{children}</Section>
}

/** Tables of figures, after the pictures. */
export function InNumbers({ children }: { children: ReactNode }) {
  return (
    <Section wide title={useWords(pathWords)('numbers')}>
      {children}
    </Section>
  )
}

/** A picture with its finding and its table, in a section of its own. */
export function Picture({
  children,
  ...finding
}: Omit<Parameters<typeof Finding>[0], 'level' | 'children'> & { children?: ReactNode }) {
  return (
    <Section wide>
      <Finding level={2} {...finding}>
        {children}
      </Finding>
    </Section>
  )
}

/** A picture of dots with their ranges; what is shown is its subtitle. */
export function DotPicture({
  title,
  caveat,
  children,
  ...drawn
}: Pick<Parameters<typeof Picture>[0], 'title' | 'caveat' | 'children'> & Parameters<typeof DotRange>[0]) {
  return (
    <Picture title={title} subtitle={drawn.caption} caveat={caveat} table={<DotRangeTable {...drawn} />}>
      <DotRange {...drawn} />
      {children}
    </Picture>
  )
}

/** How often which figure came out when the sample was drawn anew; nothing where it was not. */
export function Resampled({ estimate, kind }: { estimate: Estimate; kind: 'share' | 'people' }) {
  const say = useWords(pathWords)
  const all = useWords(words)
  const language = useLanguage()
  const histogram = resampledOf(estimate)
  if (estimate.status !== 'ok' || histogram === null) return null
  const interval = intervalAt(estimate, 0.95)
  const write = figuresOf(language, estimate, kind)
  return (
    <Picture
      title={
        interval?.high == null
          ? say('resampled.bare')
          : say('resampled', { low: write(interval.low, 'down'), high: write(interval.high, 'up') })
      }
      subtitle={say('resampled.subtitle', {
        method: all(`method.${estimate.method}` as keyof typeof allWords),
        count: formatNumber(language, drawnIn(histogram)),
      })}
      table={<DistributionNumbers histogram={histogram} of={kind} />}
    >
      <DistributionPicture
        histogram={histogram}
        estimate={{ value: estimate.estimate, text: write(estimate.estimate) }}
        of={kind}
      />
    </Picture>
  )
}

/** An estimate with its interval of 95% as a dot with its range, on the grid on which words tell it; a share in per cent. */
export function dotOf(language: Language, estimate: Estimate, kind: 'share' | 'amount'): RangeValue {
  if (estimate.status !== 'ok')
    return { value: null, low: null, high: null, missing: sayEstimate(language, estimate, kind) }
  const step = precisionOf(estimate.estimate, estimate.intervals)
  const times = (value: number) => (kind === 'share' ? Number((100 * value).toPrecision(12)) : value)
  const interval = intervalAt(estimate, 0.95)
  return {
    value: times(rounded(estimate.estimate, step)),
    low: interval === null ? null : times(rounded(interval.low, step, 'down')),
    high: interval?.high == null ? null : times(rounded(interval.high, step, 'up')),
  }
}

/** Where an axis of shares in per cent ends, to the next ten above all of them. */
export function shareDomain(shares: readonly number[]): number {
  return Math.min(100, Math.ceil(Math.max(0.05, ...shares) * 11) * 10)
}

/** The step on which two numbers of people that are not the same stay two: a tenth of what lies between them, or 1. */
export function stepBetween(low: number, high: number): number {
  return high > low ? Math.max(1, 10 ** Math.floor(Math.log10((high - low) / 10))) : 1
}

/** The sentence `word` of a figure and its limits of 95%; where it has no upper one, `bare` says it without. */
export function Says({
  estimate,
  kind,
  word,
  bare,
  values,
}: {
  estimate: Estimate
  kind: Kind
  word: keyof typeof pathWords.en
  bare: keyof typeof pathWords.en
  values: Values
}) {
  const say = useWords(pathWords)
  const language = useLanguage()
  if (estimate.status !== 'ok') return null
  const write = figuresOf(language, estimate, kind)
  const interval = intervalAt(estimate, 0.95)
  const said = { ...values, estimate: write(estimate.estimate) }
  if (interval?.high == null) return <Rich say={say} word={bare} values={said} parts={strong} />
  const limits = { low: write(interval.low, 'down'), high: write(interval.high, 'up') }
  return <Rich say={say} word={word} values={{ ...said, ...limits }} parts={strong} />
}

/** What is doubtful, as a list. */
export function Doubts({ findings }: { findings: readonly Doubt[] }) {
  const language = useLanguage()
  const say = useWords(pathWords)
  return (
    <Section title={say('doubts')}>
      {findings.length === 0 ? (
        <p className="prose">{say('doubts.none')}</p>
      ) : (
        <ul className="workbench-doubts">
          {findings.map((finding) => (
            <li key={JSON.stringify(finding)}>{sayFinding(finding, language)}</li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Every limit of an estimate, in numbers. */
export function Limits({
  estimates,
  kind,
  caption,
  step,
}: {
  estimates: { name: string; estimate: Estimate }[]
  kind: Kind
  /** The grid on which they are told elsewhere, where it is not that of their own intervals. */
  step?: number
  /** Where there are two such tables on a page, each has its own. */
  caption?: string
}) {
  const language = useLanguage()
  const say = useWords(pathWords)
  const all = useWords(words)
  const rows = estimates.flatMap(({ name, estimate }): Row[] => {
    if (estimate.status !== 'ok')
      return [
        {
          key: name,
          cells: { name, estimate: say('none.short'), kind: sayFinding(estimate.reason, language) },
        },
      ]
    const write =
      step === undefined
        ? figuresOf(language, estimate, kind)
        : (value: number, to?: 'down' | 'up') => writeFigure(language, rounded(value, step, to), kind, step)
    const figure = { name, estimate: write(estimate.estimate), cases: formatNumber(language, estimate.cases) }
    const limits = estimate.intervals.length === 0 ? [null] : estimate.intervals
    return limits.map((interval, place) => ({
      key: `${name}/${place}`,
      cells: {
        ...(place === 0 ? figure : { name: <span className="hidden">{name}</span>, estimate: '', cases: '' }),
        ...(interval === null
          ? { level: '–', low: '–', high: '–', kind: say('limits.none') }
          : {
              level: percent(language, interval.level, 0),
              low: write(interval.low, 'down'),
              high: interval.high === null ? say('limits.open') : write(interval.high, 'up'),
              kind: all(`kind.${interval.kind}` as keyof typeof allWords),
            }),
      },
    }))
  })
  return (
    <DataTable
      caption={caption ?? say('limits')}
      columns={[
        { key: 'name', head: say('limits.figure') },
        { key: 'estimate', head: say('limits.estimate'), number: true },
        { key: 'level', head: say('limits.level'), number: true },
        { key: 'low', head: say('limits.low'), number: true },
        { key: 'high', head: say('limits.high'), number: true },
        { key: 'kind', head: say('limits.kind') },
        { key: 'cases', head: say('limits.cases'), number: true },
      ]}
      rows={rows}
    />
  )
}

/** A word as a shell takes it. */
export function quoted(text: string): string {
  return /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** The file of a sheet as a command would name it; what was pasted, and an example, has none. */
export function fileOf(sheet: { file: string | null } | undefined, otherwise: string): string {
  const file = sheet?.file ?? null
  return quoted(file !== null && /\.(csv|tsv|txt|xlsx)$/i.test(file) ? file : otherwise)
}

/** Flags with their values; those without a value are left out. */
export function flags(named: { [flag: string]: string | null }): string {
  return Object.entries(named)
    .filter(([, value]) => value !== null && value !== '')
    .map(([flag, value]) => ` --${flag} ${quoted(value as string)}`)
    .join('')
}

/** Rows of a CSV: one for each limit of each figure, in full digits. */
export function limitRows(
  estimates: readonly { label: string; estimate: Estimate }[],
): (string | number | null)[][] {
  return [
    ['label', 'method', 'status', 'cases', 'estimate', 'standard_error', 'level', 'low', 'high', 'kind'],
    ...estimates.flatMap(({ label, estimate }) => {
      const { method, status, cases } = estimate
      const begin = [label, method, status, cases]
      if (estimate.status !== 'ok') return [[...begin, null, null, null, null, null, estimate.reason.code]]
      const figure = [...begin, estimate.estimate, estimate.standardError ?? null]
      return estimate.intervals.length === 0
        ? [[...figure, null, null, null, null]]
        : estimate.intervals.map(({ level, low, high, kind }) => [...figure, level, low, high, kind])
    }),
  ]
}
