import type { ReactNode } from 'react'
import { along, percent } from '../../../ui/charts/scale.ts'
import { useLanguage, writeNumber } from '../../../ui/voice.tsx'

export type HitYear = {
  year: number
  method: number
  tier: number | null
  random: number | null
  income: number | null
}

/** Marks of the hits, drawn as they stand in the chart. */
export function HitMark({ kind }: { kind: 'method' | 'tier' | 'random' | 'income' }) {
  return (
    <svg className="swatch" width="18" height="14" aria-hidden="true" focusable="false">
      <Mark kind={kind} x="50%" y={7} />
    </svg>
  )
}

function Mark({ kind, x, y }: { kind: 'method' | 'tier' | 'random' | 'income'; x: string; y: number }) {
  if (kind === 'method') return <circle cx={x} cy={y} r="5.5" className="mark-d1" />
  if (kind === 'tier') return <circle cx={x} cy={y} r="4.5" className="dot" />
  if (kind === 'random')
    return (
      <svg x={x} y={y} width="1" height="1" overflow="visible" aria-hidden="true">
        <line x1="-8" x2="8" y1="0" y2="0" className="points-range" />
      </svg>
    )
  return (
    <svg x={x} y={y} width="1" height="1" overflow="visible" aria-hidden="true">
      <path d="M0 -5.5 L5.5 0 L0 5.5 L-5.5 0 Z" className="mark-d2" />
    </svg>
  )
}

/** A key to the marks of the hits. */
export function HitKey({
  items,
}: {
  items: { kind: 'method' | 'tier' | 'random' | 'income'; name: ReactNode }[]
}) {
  return (
    <ul className="key">
      {items.map(({ kind, name }) => (
        <li key={kind}>
          <HitMark kind={kind} />
          <span>{name}</span>
        </li>
      ))}
    </ul>
  )
}

/** Hits of each year’s list beside those of the simple rules; zero at the foot, the length of the list at the top. */
export function HitsByYear({ label, years, k }: { label: string; years: HitYear[]; k: number }) {
  const language = useLanguage()
  const most = Math.max(1, ...years.flatMap(({ method, tier, income }) => [method, tier ?? 0, income ?? 0]))
  const top = Math.min(k, Math.ceil(most) + 1)
  const tall = 190
  const up = (value: number) => 14 + tall - (tall * value) / top
  const step = Math.max(1, Math.ceil(top / 5))
  const marks = Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step)
  const width = 100 / years.length
  return (
    <svg className="chart" width="100%" height={tall + 44} role="img" aria-label={label}>
      {marks.map((mark) => (
        <g key={mark}>
          <line x1="0" x2="100%" y1={up(mark)} y2={up(mark)} className={mark === 0 ? 'axis' : 'grid'} />
          <text x="0" y={up(mark) - 4} className="axis-text">
            {writeNumber(language, mark)}
          </text>
        </g>
      ))}
      {years.map(({ year, method, tier, random, income }, place) => {
        const x = percent(4 + (place + 0.5) * width * 0.96)
        return (
          <g key={year}>
            <line x1={x} x2={x} y1={up(0)} y2={up(method)} className="zero" />
            {random === null ? null : <Mark kind="random" x={x} y={up(random)} />}
            {income === null ? null : <Mark kind="income" x={x} y={up(income)} />}
            {tier === null ? null : <Mark kind="tier" x={x} y={up(tier)} />}
            <Mark kind="method" x={x} y={up(method)} />
            <text x={x} y={tall + 36} textAnchor="middle" className="axis-text">
              <tspan className="only-wide">{year}</tspan>
              <tspan className="only-narrow">{place % 2 ? '' : `’${String(year).slice(2)}`}</tspan>
            </text>
          </g>
        )
      })}
    </svg>
  )
}

export type Foretold = {
  key: string
  name: string
  forecast: number
  value: number
  low: number | null
  high: number | null
  text: string
}

/** A row for each part of the list: what was foretold as a stroke, what came as a dot with its interval. */
export function ForetoldRows({ caption, head, rows }: { caption: string; head: string; rows: Foretold[] }) {
  const language = useLanguage()
  const most = Math.max(0.1, ...rows.flatMap(({ forecast, value, high }) => [forecast, value, high ?? 0]))
  const domain: [number, number] = [0, Math.min(1, Math.ceil(most * 10) / 10)]
  const at = along(domain)
  const ticks = Array.from({ length: Math.round(domain[1] * 10) + 1 }, (_, i) => i / 10).filter(
    (_, i, all) => all.length <= 6 || i % 2 === 0,
  )
  const write = (share: number) => writeNumber(language, share * 100, { digits: 0 })
  return (
    <div className="ranges">
      <table className="ranges-table ranges-1">
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden">{head}</span>
            </th>
            <th scope="col">
              %
              <svg className="chart" width="100%" height="24" aria-hidden="true">
                {ticks.map((tick) => (
                  <text key={tick} x={at(tick)} y="13" textAnchor="middle" className="axis-text">
                    {write(tick)}
                  </text>
                ))}
              </svg>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              <td>
                <span className="hidden">{row.text}</span>
                <svg className="chart plot plot-own" width="100%" height="26" aria-hidden="true">
                  {ticks.map((tick) => (
                    <line
                      key={tick}
                      x1={at(tick)}
                      x2={at(tick)}
                      y1="0"
                      y2="26"
                      className={tick === 0 ? 'zero' : 'grid'}
                    />
                  ))}
                  {row.low !== null && row.high !== null ? (
                    <line x1={at(row.low)} x2={at(row.high)} y1="13" y2="13" className="whisker" />
                  ) : null}
                  <line x1={at(row.forecast)} x2={at(row.forecast)} y1="3" y2="23" className="points-range" />
                  <circle cx={at(row.value)} cy="13" r="5.5" className="dot" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
