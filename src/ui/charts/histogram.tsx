import { scaleLinear } from 'd3-scale'
import { useLanguage, writeNumber } from '../voice.tsx'
import { percent } from './scale.ts'

type Marked = { value: number; text: string }[]

/**
 * How many countries lie where along an axis, in about `bins` round steps, from
 * zero; `marked` values are stems with their names.
 */
export function Histogram({
  label,
  values,
  bins = 20,
  domain,
  marked = [],
  axis,
  write,
}: {
  /** What it shows, in words. */
  label: string
  values: number[]
  bins?: number
  domain?: [number, number]
  marked?: Marked
  /** Says what the axis is, with its unit. */
  axis: string
  /** How a place on the axis is written, where it is not the number itself (powers of ten). */
  write?: (value: number) => string
}) {
  const language = useLanguage()
  const written = write ?? ((value: number) => writeNumber(language, value))
  const scale = scaleLinear().domain(domain ?? [Math.min(...values), Math.max(...values)])
  if (!domain) scale.nice(bins)
  const edges = scale.ticks(bins)
  const [low = 0, high = 1] = scale.domain()
  const step = (edges[1] ?? high) - (edges[0] ?? low) || 1
  const first = Math.floor(low / step + 1e-9) * step
  const last = Math.ceil((high - first) / step - 1e-9) - 1
  const counts = new Map<number, number>()
  for (const value of values) {
    const bin = Math.min(last, Math.max(0, Math.floor((value - first) / step + 1e-9)))
    counts.set(bin, (counts.get(bin) ?? 0) + 1)
  }
  return (
    <Bars
      label={label}
      bars={[...counts].map(([bin, count]) => ({
        from: first + bin * step,
        to: first + (bin + 1) * step,
        count,
      }))}
      domain={[low, high]}
      axisTicks={scale.ticks(6)}
      marked={marked}
      axis={axis}
      written={written}
    />
  )
}

/** The same of what was counted before: bars from `from` to `to`, each as high as its count. */
export function Bars({
  label,
  bars,
  domain: [low, high],
  axisTicks,
  marked = [],
  axis,
  written,
}: {
  label: string
  bars: readonly { from: number; to: number; count: number }[]
  domain: readonly [number, number]
  axisTicks: readonly number[]
  marked?: Marked
  axis: string
  written: (value: number) => string
}) {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const tall = 120
  const top = marked.length > 0 ? 22 : 18
  const at = (value: number) => percent((100 * (value - low)) / (high - low || 1))
  return (
    <>
      <svg className="chart" width="100%" height={top + tall + 24} role="img" aria-label={label}>
        {bars.map(({ from: begin, to: end, count }) => {
          const height = (tall * count) / most
          const from = Math.max(low, begin)
          const to = Math.min(high, end)
          return (
            <rect
              key={begin}
              x={at(from)}
              y={Math.round(top + tall - height)}
              width={percent((100 * (to - from)) / (high - low || 1) - 0.25)}
              height={Math.round(height)}
              className="mark-t2"
            >
              <title>{`${written(begin)}–${written(end)}: ${count}`}</title>
            </rect>
          )
        })}
        <line x1="0" x2="100%" y1={top + tall} y2={top + tall} className="axis" />
        {axisTicks.map((tick, place, all) => (
          <text
            key={tick}
            x={at(tick)}
            y={top + tall + 17}
            textAnchor={tick === low ? 'start' : tick === high ? 'end' : 'middle'}
            className={place % 2 === 1 && all.length > 6 ? 'axis-text only-wide' : 'axis-text'}
          >
            {written(tick)}
          </text>
        ))}
        {marked.map(({ value, text }) => {
          const right = value - low > (high - low) / 2
          return (
            <g key={text}>
              <line x1={at(value)} x2={at(value)} y1="4" y2={top + tall} className="cut-line" />
              <text
                x={at(value)}
                dx={right ? -6 : 6}
                y="14"
                textAnchor={right ? 'end' : 'start'}
                className="chart-accent"
              >
                {text}
              </text>
            </g>
          )
        })}
      </svg>
      <p className="axis-note">{axis}</p>
    </>
  )
}
