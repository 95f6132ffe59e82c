import { along } from '../../../ui/charts/scale.ts'
import { ticks } from '../../../ui/charts/ticks.ts'
import { useLanguage, writeNumber } from '../../../ui/voice.tsx'

type Point = { value: number; low: number | null; high: number | null }

/** Baseline as an open ring above, the latest as a full dot below, the last target as a dashed line. */
export function ChangePlot({
  baseline,
  latest,
  target,
}: {
  baseline: Point | null
  latest: Point | null
  target: number | null
}) {
  const language = useLanguage()
  const points = [baseline, latest].filter((each) => each !== null)
  const values = [
    ...points.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]),
    ...(target === null ? [] : [target]),
  ]
  if (values.length === 0) return null
  const domain: [number, number] = [Math.min(0, ...values), Math.max(0, ...values) || 1]
  const at = along(domain, 6)
  const marks = ticks(domain, 3)
  return (
    <svg className="chart" width="100%" height="70" aria-hidden="true">
      {marks.map((mark) => (
        <line
          key={mark}
          x1={at(mark)}
          x2={at(mark)}
          y1="0"
          y2="50"
          className={mark === 0 ? 'zero' : 'grid'}
        />
      ))}
      {marks.map((mark) => (
        <text key={mark} x={at(mark)} y="66" textAnchor="middle" className="axis-text">
          {writeNumber(language, mark)}
        </text>
      ))}
      {target === null ? null : (
        <line x1={at(target)} x2={at(target)} y1="0" y2="50" className="status-dashed" />
      )}
      {baseline === null ? null : <Mark point={baseline} at={at} y={14} />}
      {latest === null ? null : (
        <g className="plot-own">
          <Mark point={latest} at={at} y={36} own />
        </g>
      )}
    </svg>
  )
}

function Mark({
  point: { value, low, high },
  at,
  y,
  own = false,
}: {
  point: Point
  at: (value: number) => string
  y: number
  own?: boolean
}) {
  const language = useLanguage()
  return (
    <>
      {low === null || high === null ? null : (
        <line x1={at(low)} x2={at(high)} y1={y} y2={y} className="whisker" />
      )}
      <circle cx={at(value)} cy={y} r={own ? 5.5 : 4.5} className="dot" />
      <text x={at(high ?? value)} dx="10" y={y + 4.5} className={own ? 'chart-accent' : 'chart-text'}>
        {writeNumber(language, value)}
      </text>
    </>
  )
}
