import type { Estimate } from '../../estimators/estimate.ts'
import type { Specification, SpecificationLabel } from '../../estimators/lists/specification.ts'
import { along } from '../../ui/charts/scale.ts'
import { ticks } from '../../ui/charts/ticks.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatNumber, type Say } from '../../ui/language.ts'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { sayFinding } from '../say-finding.ts'
import { words } from '../words.ts'
import { shownFigure, shownInterval } from './shown.ts'
import { pictureWords } from './words.ts'

export type ForestRow = {
  key: string
  name: string
  estimate: Estimate
  /** A lower bound is drawn as one: it says nothing about how much more there is. */
  bound?: boolean
  /** The figure that is used. */
  chosen?: boolean
}
export type ForestGroup = { key: string; name: string; rows: ForestRow[] }

type ForestProps = {
  groups: readonly ForestGroup[]
  /** What is shown, for those who do not see the dots. */
  caption: string
  /** How many were seen: nothing can be lower; null where there is no such number. */
  seen: number | null
  quantity?: 'people' | 'share'
}

const ROW = 28

/** The rows of a table of specifications as the forest takes them. */
export function forestGroups(
  specification: Specification,
  say: Say<keyof typeof words.en>,
  sayPicture: Say<keyof typeof pictureWords.en>,
  chosen: SpecificationLabel | null = null,
): ForestGroup[] {
  const { rows, leftOut, merged } = specification
  const names = (lists: readonly string[], mark: string) => lists.join(mark)
  return [
    {
      key: 'methods',
      name: sayPicture('forest.methods'),
      rows: rows.map(({ label, estimate }) => ({
        key: label,
        name: say(`specification.${label}`),
        estimate,
        bound: label === 'chao',
        chosen: label === chosen,
      })),
    },
    {
      key: 'left-out',
      name: sayPicture('forest.leftOut'),
      rows: leftOut.map(({ lists, estimate }) => ({
        key: `left-out ${names(lists, '+')}`,
        name: say('specification.left-out', { lists: names(lists, ', ') }),
        estimate,
      })),
    },
    {
      key: 'merged',
      name: sayPicture('forest.merged'),
      rows: merged.map(({ lists, estimate }) => ({
        key: `merged ${names(lists, '+')}`,
        name: say('specification.merged', { lists: names(lists, ' + ') }),
        estimate,
      })),
    },
  ].filter((group) => group.rows.length > 0)
}

type SpecificationProps = { specification: Specification; chosen?: SpecificationLabel | null }

/** Every estimate of a table of specifications side by side, each with its interval. */
export function SpecificationForest(props: SpecificationProps) {
  return <Forest {...useForestOf(props)} />
}

/** The same as numbers, with how each interval was made and each model. */
export function SpecificationNumbers(props: SpecificationProps) {
  return <ForestNumbers {...useForestOf(props)} />
}

function useForestOf({ specification, chosen = null }: SpecificationProps): ForestProps {
  const say = useWords(words)
  const sayPicture = useWords(pictureWords)
  return {
    caption: sayPicture('forest.caption'),
    seen: specification.cases,
    groups: forestGroups(specification, say, sayPicture, chosen),
  }
}

/**
 * Where the axis ends: as far as the estimates of the first group and their limits, but no further than three times
 * the largest of them. What lies beyond that is an arrow, and its number stands beside it.
 */
function domainOf(rows: readonly ForestRow[], seen: number | null): [number, number] {
  const estimates = rows.flatMap(({ estimate }) => (estimate.status === 'ok' ? [estimate.estimate] : []))
  const limits = rows.flatMap(({ estimate }) => {
    const interval = shownInterval(estimate)
    return interval === null ? [] : [interval.low, ...(interval.high === null ? [] : [interval.high])]
  })
  const low = seen ?? Math.min(0, ...estimates, ...limits)
  const largest = Math.max(low, ...estimates)
  const far = low + 3 * (largest - low)
  const high = Math.max(largest + 0.05 * (largest - low), Math.min(far, Math.max(largest, ...limits)))
  return high > low ? [low, high] : [low, low + 1]
}

/**
 * Rows of an estimate with its interval on one axis. A dashed interval holds only if the model was known beforehand;
 * a lower bound is a mark that points onwards; where no estimate exists, the hatch says so.
 */
export function Forest({ groups, caption, seen, quantity = 'people' }: ForestProps) {
  const say = useWords(pictureWords)
  const language = useLanguage()
  const domain = domainOf(groups[0]?.rows ?? [], seen)
  const at = along(domain)
  const marks = ticks(domain, 4)
  const written = (value: number) =>
    formatNumber(language, value, quantity === 'share' ? { style: 'percent', maximumFractionDigits: 1 } : {})
  return (
    <table className="forest">
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden">{say('forest.row')}</span>
          </th>
          <td className="forest-plot" aria-hidden="true">
            <svg className="chart" width="100%" height="24" aria-hidden="true" focusable="false">
              {marks.map((mark, place) => (
                <g key={mark}>
                  <text
                    x={at(mark)}
                    y="13"
                    textAnchor="middle"
                    className={place % 2 === 1 ? 'axis-text only-wide' : 'axis-text'}
                  >
                    {written(mark)}
                  </text>
                  <line x1={at(mark)} x2={at(mark)} y1="18" y2="24" className="grid" />
                </g>
              ))}
            </svg>
          </td>
          <th scope="col">
            <span className="hidden">{say('forest.estimate')}</span>
          </th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          {groups.length > 1 ? (
            <tr className="forest-group">
              <th scope="rowgroup" colSpan={3}>
                {group.name}
              </th>
            </tr>
          ) : null}
          {group.rows.map((row) => (
            <tr key={row.key} className={row.chosen ? 'own' : undefined}>
              <th scope="row">{row.name}</th>
              <td className="forest-plot" aria-hidden="true">
                <Plot row={row} at={at} domain={domain} marks={marks} seen={seen} />
              </td>
              <td className="forest-value">
                <Value row={row} quantity={quantity} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Value({ row, quantity }: { row: ForestRow; quantity: 'people' | 'share' }) {
  const say = useWords(pictureWords)
  const language = useLanguage()
  const { estimate } = row
  if (estimate.status !== 'ok') return <span className="forest-none">{say('forest.none')}</span>
  const shown = shownFigure(estimate, language, quantity)
  return (
    <>
      <b>{row.bound ? say('forest.atLeast', { estimate: shown.estimate }) : shown.estimate}</b>
      {shown.low === null ? null : (
        <span className="forest-range">
          {shown.high === null
            ? say('forest.from', { low: shown.low })
            : say('forest.range', { low: shown.low, high: shown.high })}
        </span>
      )}
    </>
  )
}

function Plot({
  row: { estimate, bound = false },
  at,
  domain: [low, high],
  marks,
  seen,
}: {
  row: ForestRow
  at: (value: number) => string
  domain: readonly [number, number]
  marks: readonly number[]
  seen: number | null
}) {
  const middle = ROW / 2
  const interval = shownInterval(estimate)
  const figure = estimate.status === 'ok' ? estimate.estimate : null
  const away = figure !== null && figure > high
  const beyond = away || (interval !== null && (interval.high === null || interval.high > high))
  const tooNarrow = interval !== null && (interval.kind === 'conditional' || interval.kind === 'profile')
  return (
    <svg className="chart" width="100%" height={ROW} aria-hidden="true" focusable="false">
      {marks.map((mark) => (
        <line key={mark} x1={at(mark)} x2={at(mark)} y1="0" y2={ROW} className="grid" />
      ))}
      {seen === null ? null : <line x1={at(seen)} x2={at(seen)} y1="0" y2={ROW} className="axis" />}
      {estimate.status !== 'ok' ? (
        <rect x={at(low)} y={middle - 4} width="96%" height="8" fill="url(#hatch)" className="mark-hatch" />
      ) : (
        <>
          {interval === null || interval.low > high ? null : (
            <line
              x1={at(interval.low)}
              x2={at(Math.min(interval.high ?? high, high))}
              y1={middle}
              y2={middle}
              className={tooNarrow ? 'forest-line forest-line-narrow' : 'forest-line'}
            />
          )}
          {beyond ? (
            // A pattern of per cents cannot draw a point; a small picture that stands at its place can.
            <svg x={at(high)} y={middle - 5} width="8" height="10" overflow="visible" aria-hidden="true">
              <path d="M0 0 L8 5 L0 10 Z" className="forest-arrow" />
            </svg>
          ) : null}
          {bound ? (
            <svg
              x={at(estimate.estimate)}
              y={middle - 6}
              width="10"
              height="12"
              overflow="visible"
              aria-hidden="true"
            >
              <path d="M0 0 L10 6 L0 12 Z" className="forest-bound" />
            </svg>
          ) : (
            <circle cx={at(estimate.estimate)} cy={middle} r="5" className="forest-dot" />
          )}
        </>
      )}
    </svg>
  )
}

/** Every number of a forest: figures, intervals and how they were made, models, and why there is no estimate. */
export function ForestNumbers({ groups, caption, quantity = 'people' }: ForestProps) {
  const say = useWords(pictureWords)
  const sayMethod = useWords(words)
  const language = useLanguage()
  return (
    <DataTable
      caption={caption}
      tight
      columns={[
        { key: 'name', head: say('forest.row') },
        { key: 'estimate', head: say('forest.estimate'), number: true },
        { key: 'interval', head: say('forest.interval') },
        { key: 'kind', head: say('forest.kind') },
        { key: 'model', head: say('forest.model') },
      ]}
      rows={groups.flatMap(({ rows }) =>
        rows.map((row) => ({
          key: row.key,
          own: row.chosen ?? false,
          cells: { name: row.name, ...cells(row) },
        })),
      )}
    />
  )

  function cells({ estimate, bound = false }: ForestRow) {
    const model = estimate.model
      ? `[${estimate.model.terms.map((term) => term.join(' × ')).join(', ')}]`
      : '–'
    if (estimate.status !== 'ok')
      return {
        estimate: say('forest.none'),
        interval: sayFinding(estimate.reason, language),
        kind: '–',
        model,
      }
    const shown = shownFigure(estimate, language, quantity)
    const interval = shownInterval(estimate)
    const range =
      shown.low === null
        ? null
        : shown.high === null
          ? say('forest.from', { low: shown.low })
          : say('forest.range', { low: shown.low, high: shown.high })
    return {
      estimate: bound ? say('forest.atLeast', { estimate: shown.estimate }) : shown.estimate,
      interval: range === null ? '–' : say('forest.level', { range, level: shown.level ?? '–' }),
      kind: interval === null ? '–' : sayMethod(`kind.${interval.kind}`),
      model,
    }
  }
}

/** What the marks of the forest mean. */
export function ForestKey({ groups }: { groups: readonly ForestGroup[] }) {
  const say = useWords(pictureWords)
  const rows = groups.flatMap((group) => group.rows)
  const kinds = rows.map(({ estimate }) => shownInterval(estimate)?.kind)
  const narrow = kinds.some((kind) => kind === 'conditional' || kind === 'profile')
  return (
    <ul className="key">
      <li>
        <svg className="swatch" width="18" height="11" aria-hidden="true" focusable="false">
          <line x1="0" x2="18" y1="5.5" y2="5.5" className="forest-line" />
          <circle cx="9" cy="5.5" r="4" className="forest-dot" />
        </svg>
        <span>{say('forest.key.whole')}</span>
      </li>
      {narrow ? (
        <li>
          <svg className="swatch" width="18" height="11" aria-hidden="true" focusable="false">
            <line x1="0" x2="18" y1="5.5" y2="5.5" className="forest-line forest-line-narrow" />
          </svg>
          <span>{say('forest.key.conditional')}</span>
        </li>
      ) : null}
      {rows.some(({ bound }) => bound) ? (
        <li>
          <svg className="swatch" width="18" height="11" aria-hidden="true" focusable="false">
            <path d="M4 0.5 L14 5.5 L4 10.5 Z" className="forest-bound" />
          </svg>
          <span>{say('forest.key.bound')}</span>
        </li>
      ) : null}
      {rows.some(({ estimate }) => estimate.status !== 'ok') ? (
        <li>
          <svg className="swatch" width="18" height="11" aria-hidden="true" focusable="false">
            <rect x="0.5" y="0.5" width="17" height="10" fill="url(#hatch)" className="mark mark-hatch" />
          </svg>
          <span>{say('forest.key.none')}</span>
        </li>
      ) : null}
    </ul>
  )
}
