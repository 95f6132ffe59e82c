import type { ReactNode } from 'react'
import type { Tone } from '../finding.tsx'
import { useUiWords } from '../voice.tsx'
import { percent } from './scale.ts'

export type Bar = {
  key: string
  name: ReactNode
  value: number | null
  /** The value as set beside the bar. */
  text?: string
  low?: number | null
  high?: number | null
  tone?: Tone
  own?: boolean
}

/** Lying bars from zero, one for each row, the value beside each. What is not known is hatched all along. */
export function Bars({ caption, bars, most }: { caption: string; bars: Bar[]; most?: number }) {
  const say = useUiWords()
  const whole = most ?? (Math.max(...bars.map((bar) => bar.high ?? bar.value ?? 0)) || 1)
  // Room at the right for the value, so that the longest bar does not push it out.
  const share = (value: number) => percent((86 * Math.max(0, value)) / whole)
  return (
    <table className="bars">
      <caption className="hidden">{caption}</caption>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key} className={bar.own ? 'own' : undefined}>
            <th scope="row">{bar.name}</th>
            <td>
              <span className="hidden">
                {bar.value === null ? say('figure.notKnown') : (bar.text ?? bar.value)}
              </span>
              <svg className="chart" width="100%" height="28" aria-hidden="true">
                {bar.value === null ? (
                  <>
                    <rect
                      x="0"
                      y="8"
                      width={share(whole)}
                      height="12"
                      fill="url(#hatch)"
                      className="mark-hatch"
                    />
                    <text x="8" y="18" className="chart-text on-hatch">
                      {say('figure.notKnown')}
                    </text>
                  </>
                ) : (
                  <>
                    <rect
                      x="0"
                      y="8"
                      width={share(bar.value)}
                      height="12"
                      className={`mark-${bar.tone ?? (bar.own ? 'd1' : 't2')}`}
                    />
                    {bar.low == null || bar.high == null ? null : (
                      <line
                        x1={share(bar.low)}
                        x2={share(bar.high)}
                        y1="14"
                        y2="14"
                        className="points-range"
                      />
                    )}
                    <text
                      x={share(Math.max(bar.value, bar.high ?? 0))}
                      dx="8"
                      y="19"
                      className="chart-strong"
                    >
                      {bar.text ?? bar.value}
                    </text>
                  </>
                )}
                <line x1="0" x2="0" y1="0" y2="28" className="axis" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export type YearColumn = {
  year: number
  /** null is not known: hatched; zero is written as the word given for none. */
  value: number | null
  text?: string
}

/** Standing bars by year, from zero. */
export function YearColumns({
  label,
  columns,
  none,
  ticks = [],
}: {
  /** Every value in words, for those who do not see the bars. */
  label: string
  columns: YearColumn[]
  /** Word for a year with nothing: "none". */
  none: string
  ticks?: { value: number; text: string }[]
}) {
  const most = Math.max(...columns.map(({ value }) => value ?? 0), ...ticks.map(({ value }) => value)) || 1
  const tall = 130
  const top = 24
  const up = (value: number) => Math.round((tall * value) / most)
  const width = 100 / columns.length
  return (
    <svg className="chart" width="100%" height={top + tall + 26} role="img" aria-label={label}>
      {ticks.map(({ value, text }) => (
        <g key={value}>
          <line x1="0" x2="100%" y1={top + tall - up(value)} y2={top + tall - up(value)} className="grid" />
          <text x="0" y={top + tall - up(value) - 4} className="axis-text only-wide">
            {text}
          </text>
        </g>
      ))}
      {columns.map(({ year, value, text }, place) => {
        const x = percent(place * width + width * 0.16)
        const middle = percent((place + 0.5) * width)
        const height = value === null ? 40 : up(value)
        return (
          <g key={year}>
            {value === 0 ? null : (
              <rect
                x={x}
                y={top + tall - height}
                width={percent(width * 0.68)}
                height={height}
                className={value === null ? 'mark-hatch' : 'mark-d1'}
                {...(value === null ? { fill: 'url(#hatch)' } : {})}
              />
            )}
            <text
              x={middle}
              y={top + tall - height - 6}
              textAnchor="middle"
              className={`axis-text${place % 2 ? ' only-wide' : ''}`}
            >
              {value === 0 ? none : text}
            </text>
            <text x={middle} y={top + tall + 18} textAnchor="middle" className="axis-text">
              <tspan className="only-wide">{year}</tspan>
              <tspan className="only-narrow">{place % 2 ? '' : `’${String(year).slice(2)}`}</tspan>
            </text>
          </g>
        )
      })}
      <line x1="0" x2="100%" y1={top + tall} y2={top + tall} className="axis" />
    </svg>
  )
}
