import { DataTable } from '../data-table.tsx'
import { useLanguage, useUiWords, writeNumber } from '../voice.tsx'
import { along } from './scale.ts'
import { ticks as niceTicks } from './ticks.ts'

export type RangeValue = {
  value: number | null
  low: number | null
  high: number | null
  /** Why it is missing, in words. */
  missing?: string
}

export type RangePanel = {
  key: string
  name: string
  domain: [number, number]
  ticks?: number[]
  /** Where the stronger line stands, usually 0. */
  zero?: number
}

export type RangeRow = {
  key: string
  name: string
  href?: string
  /** The country the page is about: tinted, in the accent, its value written out. */
  own?: boolean
  values: Record<string, RangeValue>
}

type DotRangeProps = {
  /** What is shown, for the table and for those who do not see the dots. */
  caption: string
  panels: RangePanel[]
  rows: RangeRow[]
  /** `whisker` for standard errors and published intervals, `band` for sensitivity ranges. */
  range?: 'whisker' | 'band'
  digits?: number
  signed?: boolean
  /** Head of the column of names. */
  rowHead: string
}

/**
 * Rows of a dot with its range on a shared axis, one panel for each measure,
 * side by side; phones get the panels below each other. A value that is not
 * known is the hatch across the whole axis: it may lie anywhere.
 */
export function DotRange(props: DotRangeProps) {
  const { panels } = props
  return (
    <>
      <div className={panels.length === 1 ? 'ranges' : 'ranges only-wide'}>
        <Panels {...props} panels={panels} />
      </div>
      {panels.length > 1 ? (
        <div className="only-narrow">
          {panels.map((panel) => (
            <div key={panel.key} className="ranges">
              <Panels {...props} panels={[panel]} />
            </div>
          ))}
        </div>
      ) : null}
    </>
  )
}

function Panels({ caption, panels, rows, range = 'whisker', digits, signed, rowHead }: DotRangeProps) {
  const say = useUiWords()
  const language = useLanguage()
  const write = (value: number) => writeNumber(language, value, { digits, signed })
  return (
    <table className={`ranges-table ranges-${panels.length}`}>
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden">{rowHead}</span>
          </th>
          {panels.map((panel) => (
            <th key={panel.key} scope="col">
              {panel.name}
              <Axis panel={panel} write={(value) => writeNumber(language, value)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={row.own ? 'own' : undefined}>
            <th scope="row">{row.href ? <a href={row.href}>{row.name}</a> : row.name}</th>
            {panels.map((panel) => {
              const value = row.values[panel.key]
              return (
                <td key={panel.key}>
                  <span className="hidden">{inWords(value)}</span>
                  <Plot panel={panel} value={value} own={row.own ?? false} range={range} />
                  {row.own && value?.value != null ? (
                    <span className="ranges-value" aria-hidden="true">
                      {write(value.value)}
                    </span>
                  ) : null}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )

  function inWords(value: RangeValue | undefined): string {
    if (value?.value == null) return value?.missing ?? say('figure.notKnown')
    const { low, high } = value
    return low === null || high === null
      ? write(value.value)
      : `${write(value.value)} (${say('interval.range', { low: write(low), high: write(high) })})`
  }
}

function Axis({ panel, write }: { panel: RangePanel; write: (value: number) => string }) {
  const at = along(panel.domain)
  return (
    <svg className="chart" width="100%" height="24" aria-hidden="true">
      {ticksOf(panel).map((tick) => (
        <text key={tick} x={at(tick)} y="13" textAnchor="middle" className="axis-text">
          {write(tick)}
        </text>
      ))}
      {ticksOf(panel).map((tick) => (
        <line key={tick} x1={at(tick)} x2={at(tick)} y1="18" y2="24" className={lineOf(panel, tick)} />
      ))}
    </svg>
  )
}

function Plot({
  panel,
  value,
  own,
  range,
}: {
  panel: RangePanel
  value: RangeValue | undefined
  own: boolean
  range: 'whisker' | 'band'
}) {
  const at = along(panel.domain)
  const middle = 13
  return (
    <svg className={own ? 'chart plot plot-own' : 'chart plot'} width="100%" height="26" aria-hidden="true">
      {ticksOf(panel).map((tick) => (
        <line key={tick} x1={at(tick)} x2={at(tick)} y1="0" y2="26" className={lineOf(panel, tick)} />
      ))}
      {value?.value == null ? (
        <rect
          x={at(panel.domain[0])}
          y={middle - 4}
          width="96%"
          height="8"
          fill="url(#hatch)"
          className="mark-hatch"
        />
      ) : (
        <>
          {value.low !== null && value.high !== null ? (
            <line
              x1={at(value.low)}
              x2={at(value.high)}
              y1={middle}
              y2={middle}
              className={range === 'band' ? 'band' : 'whisker'}
            />
          ) : null}
          <circle cx={at(value.value)} cy={middle} r={own ? 5.5 : 4} className="dot" />
        </>
      )}
    </svg>
  )
}

function ticksOf(panel: RangePanel): number[] {
  return panel.ticks ?? niceTicks(panel.domain, 4)
}

function lineOf(panel: RangePanel, tick: number): string {
  return tick === (panel.zero ?? 0) ? 'zero' : 'grid'
}

/** Every number of a `DotRange`, for the table below it. */
export function DotRangeTable({ caption, panels, rows, digits, signed, rowHead }: DotRangeProps) {
  const say = useUiWords()
  const language = useLanguage()
  const write = (value: number) => writeNumber(language, value, { digits, signed })
  return (
    <DataTable
      caption={caption}
      tight
      columns={[
        { key: 'name', head: rowHead },
        ...panels.map((panel) => ({ key: panel.key, head: panel.name, number: true })),
      ]}
      rows={rows.map((row) => ({
        key: row.key,
        own: row.own ?? false,
        cells: {
          name: row.name,
          ...Object.fromEntries(
            panels.map((panel) => {
              const value = row.values[panel.key]
              if (value?.value == null) return [panel.key, value?.missing ?? say('figure.notKnown')]
              const range =
                value.low === null || value.high === null
                  ? ''
                  : ` (${say('interval.range', { low: write(value.low), high: write(value.high) })})`
              return [panel.key, write(value.value) + range]
            }),
          ),
        },
      }))}
    />
  )
}
