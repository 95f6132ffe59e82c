import type { ReactNode } from 'react'
import { type Interval, nameOfInterval } from '../figure.tsx'
import { useLanguage, useUiWords, writeNumber } from '../voice.tsx'
import { along, percent } from './scale.ts'
import { ticks } from './ticks.ts'

export type RankCriterion = {
  key: string
  name: string
  /** The most points it can give. */
  most: number
}

export type RankPoints = { points: number | null; low?: number | null; high?: number | null }

export type RankRow = {
  key: string
  rank: number
  name: string
  href?: string
  score: number
  low: number | null
  high: number | null
  rankLow: number | null
  rankHigh: number | null
  /** Share of runs, 0 to 1, in which it was among the first. */
  inFirst: number | null
  points: Record<string, RankPoints>
  /** Marked with ◇; the key says what that means. */
  marked?: boolean
  /** Set small beside the name: the tier, "if confirmed". */
  aside?: ReactNode
}

/**
 * The ranking of an assessment, one row for each country: place, name, score
 * with its range, the range of places, one aligned column of points for each
 * criterion, and how often it was among the first. It is a table all through,
 * with marks drawn in its cells; phones get each country on three lines.
 */
export function RankRows({
  caption,
  rows,
  criteria,
  domain,
  interval,
  first,
  cut,
  digits = 1,
  markedMeans,
}: {
  caption: string
  rows: RankRow[]
  criteria: RankCriterion[]
  /** Ends of the axis of scores; made of the ranges when not given. */
  domain?: [number, number]
  interval: Pick<Interval, 'kind' | 'level'>
  /** "In the first five": how many. The column is left out when null. */
  first: number | null
  /** The dotted line stands below this place. */
  cut?: number | null
  digits?: number
  /** What ◇ means, read out beside the name. */
  markedMeans?: string
}) {
  const say = useUiWords()
  const language = useLanguage()
  const write = (value: number) => writeNumber(language, value, { digits })
  const range = domain ?? spread(rows)
  const at = along(range, 1)
  const lines = ticks(range, 5)
  const across = criteria.length > 6 ? 'many' : String(criteria.length)

  return (
    <div className="rank-frame">
      <table className={`rank rank-criteria-${across}`}>
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="rank-place">
              <span className="hidden">{say('rank.rank')}</span>
            </th>
            <th scope="col" className="rank-name">
              {say('rank.country')}
            </th>
            <th scope="col" className="rank-score">
              {say('rank.score')}
            </th>
            <th scope="col" className="rank-plot">
              <span className="rank-plot-name">{nameOfInterval(say, interval)}</span>
              <svg className="chart" width="100%" height="20" aria-hidden="true">
                {lines.map((tick) => (
                  <text key={tick} x={at(tick)} y="13" textAnchor="middle" className="axis-text">
                    {writeNumber(language, tick)}
                  </text>
                ))}
              </svg>
            </th>
            <th scope="col" className="rank-range">
              {say('rank.range')}
            </th>
            {criteria.map(({ key, name, most }) => (
              <th key={key} scope="col" className="rank-points">
                <b>{name}</b>
                <span>
                  {say('rank.points', { most: writeNumber(language, most, { digits: most % 1 ? 1 : 0 }) })}
                </span>
              </th>
            ))}
            {first === null ? null : (
              <th scope="col" className="rank-first">
                {say('rank.inFirst', { count: first })}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.rank === cut ? 'cut' : undefined}>
              <td className="rank-place">{row.rank}</td>
              <th scope="row" className="rank-name">
                {row.href ? <a href={row.href}>{row.name}</a> : row.name}
                {row.marked ? (
                  <span className="rank-marked">
                    <span aria-hidden="true">◇</span>
                    <span className="hidden">{markedMeans ?? ''}</span>
                  </span>
                ) : null}
                {row.aside ? <span className="rank-aside">{row.aside}</span> : null}
              </th>
              <td className="rank-score">{write(row.score)}</td>
              <td className="rank-plot">
                <span className="hidden">
                  {row.low === null || row.high === null
                    ? say('figure.notKnown')
                    : say('interval.range', { low: write(row.low), high: write(row.high) })}
                </span>
                <svg className="chart plot plot-own" width="100%" height="30" aria-hidden="true">
                  {lines.map((tick) => (
                    <line key={tick} x1={at(tick)} x2={at(tick)} y1="0" y2="30" className="grid" />
                  ))}
                  {row.low === null || row.high === null ? null : (
                    <line x1={at(row.low)} x2={at(row.high)} y1="15" y2="15" className="band" />
                  )}
                  <circle cx={at(row.score)} cy="15" r="5" className="dot" />
                </svg>
              </td>
              <td className="rank-range">{placesOf(row)}</td>
              {criteria.map(({ key, name, most }) => (
                <td key={key} className="rank-points" data-head={name}>
                  <Points most={most} points={row.points[key]} write={write} />
                </td>
              ))}
              {first === null ? null : <td className="rank-first">{often(row.inFirst)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )

  function placesOf({ rankLow, rankHigh }: RankRow): ReactNode {
    if (rankLow === null || rankHigh === null)
      return <span className="missing">{say('figure.notKnown')}</span>
    return (
      <>
        <span className="only-wide">{rankLow === rankHigh ? rankLow : `${rankLow}–${rankHigh}`}</span>
        <span className="only-narrow">
          {rankLow === rankHigh
            ? say('rank.rankFixed', { low: rankLow })
            : say('rank.rankRange', { low: rankLow, high: rankHigh })}
        </span>
      </>
    )
  }

  function often(share: number | null): string {
    if (share === null) return say('figure.notKnown')
    if (share === 1) return say('rank.always')
    if (share === 0) return say('rank.never')
    if (share > 0.99) return say('rank.almostAlways')
    if (share < 0.01) return say('rank.almostNever')
    return writeNumberAsPercent(share)
  }

  function writeNumberAsPercent(share: number): string {
    return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share)
  }
}

function Points({
  most,
  points,
  write,
}: {
  most: number
  points: RankPoints | undefined
  write: (value: number) => string
}) {
  const say = useUiWords()
  const share = (value: number) => percent((100 * Math.max(0, value)) / (most || 1))
  if (points?.points == null) {
    return (
      <>
        <svg className="chart" width="100%" height="30" aria-hidden="true">
          <rect x="0" y="9.5" width="100%" height="11" fill="url(#hatch)" className="mark-hatch" />
        </svg>
        <span className="missing">
          <span aria-hidden="true">?</span>
          <span className="hidden">{say('figure.notKnown')}</span>
        </span>
      </>
    )
  }
  return (
    <>
      <svg className="chart" width="100%" height="30" aria-hidden="true">
        <line x1="0" x2="0" y1="4" y2="26" className="zero" />
        <rect x="0" y="9" width={share(points.points)} height="12" className="mark-t2" />
        {points.low == null || points.high == null ? null : (
          <line x1={share(points.low)} x2={share(points.high)} y1="15" y2="15" className="points-range" />
        )}
      </svg>
      <span>{write(points.points)}</span>
    </>
  )
}

function spread(rows: RankRow[]): [number, number] {
  const low = Math.min(...rows.map((row) => row.low ?? row.score))
  const high = Math.max(...rows.map((row) => row.high ?? row.score))
  if (!Number.isFinite(low)) return [0, 1]
  const room = (high - low) * 0.04 || Math.abs(high) * 0.04 || 1
  return [low - room, high + room]
}
