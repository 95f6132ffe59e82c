import { percent } from '../../ui/charts/scale.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { useLanguage, useWords, writeNumber } from '../../ui/voice.tsx'
import { precisionOf, rounded } from '../rounding.ts'
import { networkWords } from './network-words.ts'

/** A group of known size, estimated as if it were hidden. */
export type KnownAndEstimated = {
  group: string
  known: number
  estimate: number | null
  ratio: number | null
}

/** Estimates off by more than this factor are named in the picture (as `nsum-checks.ts` warns of them). */
export const offBy = 1.5

/**
 * Truth across, estimate up, on logarithms: on the line they are equal. Phones get a row for each group instead, with
 * estimate over truth.
 */
export function TruthAndEstimate({ groups }: { groups: readonly KnownAndEstimated[] }) {
  const say = useWords(networkWords)
  const shown = groups.flatMap((one) =>
    one.estimate !== null && one.estimate > 0 && one.ratio !== null
      ? [{ group: one.group, known: one.known, estimate: one.estimate, ratio: one.ratio }]
      : [],
  )
  if (shown.length === 0) return null
  const near = shown.filter(({ ratio }) => !isOff(ratio)).length
  const label = say('truth.label', { near, of: groups.length })
  return (
    <>
      <div className="only-wide truth-scatter">
        <Scatter groups={shown} label={label} />
      </div>
      <div className="only-narrow">
        <Rows groups={shown} label={label} />
      </div>
    </>
  )
}

type Shown = { group: string; known: number; estimate: number; ratio: number }

function isOff(ratio: number): boolean {
  return ratio > offBy || ratio < 1 / offBy
}

const height = 380
const top = 24

function Scatter({ groups, label }: { groups: readonly Shown[]; label: string }) {
  const say = useWords(networkWords)
  const language = useLanguage()
  const [low, high] = domainOf(groups.flatMap(({ known, estimate }) => [known, estimate]))
  const place = (value: number) => (Math.log10(value) - low) / (high - low)
  const x = (value: number) => percent(100 * place(value))
  const y = (value: number) => Math.round(top + height * (1 - place(value)))
  const axis = powersBetween(low, high)
  // A line along which the estimate is `by` times the truth, from edge to edge.
  const along = (by: number) => {
    const from = Math.max(10 ** low, 10 ** low / by)
    const to = Math.min(10 ** high, 10 ** high / by)
    return { x1: x(from), x2: x(to), y1: y(from * by), y2: y(to * by) }
  }
  const named = spaced(
    groups
      .filter(({ ratio }) => isOff(ratio))
      .map((one) => ({ ...one, at: place(one.known), y: y(one.estimate) })),
  )
  return (
    <>
      <svg className="chart" width="100%" height={top + height + 24} role="img" aria-label={label}>
        {axis.map((tick) => (
          <g key={tick}>
            <line x1="0" x2="100%" y1={y(tick)} y2={y(tick)} className="grid" />
            <line x1={x(tick)} x2={x(tick)} y1={top} y2={top + height} className="grid" />
            <text x="0" y={y(tick) - 4} className="axis-text chart-halo">
              {writeNumber(language, tick)}
            </text>
            <text x={x(tick)} y={top + height + 17} textAnchor="middle" className="axis-text">
              {writeNumber(language, tick)}
            </text>
          </g>
        ))}
        <line x1="0" x2="100%" y1={top + height} y2={top + height} className="axis" />
        <line {...along(1)} className="truth-line" />
        <line {...along(offBy)} className="truth-band" />
        <line {...along(1 / offBy)} className="truth-band" />
        <text x="0" y={top - 10} className="axis-text">
          {say('truth.y')} ↑
        </text>
        <text x="100%" y={top - 10} textAnchor="end" className="axis-text">
          {say('truth.equal')}
        </text>
        {groups.map(({ group, known, estimate, ratio }) => (
          <circle
            key={group}
            cx={x(known)}
            cy={y(estimate)}
            r="4.5"
            className={isOff(ratio) ? 'truth-off' : 'truth-near'}
          >
            <title>{group}</title>
          </circle>
        ))}
        {named.map(({ group, known, at, y: line }) => (
          <text
            key={group}
            x={x(known)}
            dx={at > 0.6 ? -9 : 9}
            y={line + 4}
            textAnchor={at > 0.6 ? 'end' : 'start'}
            className="chart-text chart-halo"
          >
            {group}
          </text>
        ))}
      </svg>
      <p className="axis-note">
        {say('truth.x')} →. {say('truth.band')}
      </p>
    </>
  )
}

/** Labels from top to bottom, each at least a line below the one before. */
function spaced<T extends { y: number }>(labels: T[]): T[] {
  let before = Number.NEGATIVE_INFINITY
  return labels
    .toSorted((one, other) => one.y - other.y)
    .map((one) => {
      before = Math.max(one.y, before + 15)
      return { ...one, y: before }
    })
}

/** Powers of ten around the values, in exponents; a little room at both ends. */
function domainOf(values: readonly number[]): [number, number] {
  const exponents = values.map((value) => Math.log10(value))
  return [Math.min(...exponents) - 0.15, Math.max(...exponents) + 0.15]
}

/** 1, 10, 100 …; where fewer than three lie inside, 1, 2, 5, 10 … */
function powersBetween(low: number, high: number): number[] {
  const inside = (value: number) => Math.log10(value) >= low + 0.02 && Math.log10(value) <= high - 0.02
  const exponents = Array.from({ length: 14 }, (_, place) => place - 1)
  const tens = exponents.map((exponent) => 10 ** exponent).filter(inside)
  if (tens.length >= 3) return tens
  return exponents.flatMap((exponent) => [1, 2, 5].map((first) => first * 10 ** exponent)).filter(inside)
}

const rowHeight = 40

function Rows({ groups, label }: { groups: readonly Shown[]; label: string }) {
  const say = useWords(networkWords)
  const language = useLanguage()
  const reach = Math.max(2, ...groups.map(({ ratio }) => Math.max(ratio, 1 / ratio))) * 1.1
  const x = (ratio: number) => percent(50 + (49 * Math.log(ratio)) / Math.log(reach))
  const rows = groups.toSorted((one, other) => other.ratio - one.ratio)
  const bottom = rows.length * rowHeight
  return (
    <>
      <svg className="chart" width="100%" height={bottom + 22} role="img" aria-label={label}>
        <line x1={x(1)} x2={x(1)} y1="0" y2={bottom} className="truth-line" />
        {[offBy, 1 / offBy].map((by) => (
          <line key={by} x1={x(by)} x2={x(by)} y1="0" y2={bottom} className="truth-band" />
        ))}
        {rows.map(({ group, ratio }, place) => (
          <g key={group}>
            <text x="0" y={place * rowHeight + 14} className="chart-text chart-halo">
              {group}
            </text>
            <circle
              cx={x(ratio)}
              cy={place * rowHeight + 26}
              r="4.5"
              className={isOff(ratio) ? 'truth-off' : 'truth-near'}
            />
          </g>
        ))}
        {[1 / offBy, 1, offBy].map((by) => (
          <text key={by} x={x(by)} y={bottom + 16} textAnchor="middle" className="axis-text">
            {writeNumber(language, by, { digits: by === 1 ? 0 : 2 })}
          </text>
        ))}
      </svg>
      <p className="axis-note">{say('truth.narrow')}</p>
    </>
  )
}

/** The same in numbers. */
export function TruthTable({ groups }: { groups: readonly KnownAndEstimated[] }) {
  const say = useWords(networkWords)
  const language = useLanguage()
  const people = (value: number) => writeNumber(language, rounded(value, precisionOf(value, [])))
  return (
    <DataTable
      caption={say('truth.table')}
      tight
      columns={[
        { key: 'group', head: say('truth.group') },
        { key: 'known', head: say('truth.size'), number: true },
        { key: 'estimate', head: say('truth.estimate'), number: true },
        { key: 'ratio', head: say('truth.ratio'), number: true },
      ]}
      rows={groups.map(({ group, known, estimate, ratio }) => ({
        key: group,
        cells: {
          group,
          known: writeNumber(language, known),
          estimate: estimate === null ? say('truth.none') : people(estimate),
          ratio: ratio === null ? '–' : writeNumber(language, ratio, { digits: 2 }),
        },
      }))}
    />
  )
}
