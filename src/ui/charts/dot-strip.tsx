import { useLanguage, writeNumber } from '../voice.tsx'
import { along } from './scale.ts'
import { ticks } from './ticks.ts'

export type StripDot = { key: string; name: string; value: number }

/**
 * One dot for each country along an axis: open above the line for those that
 * cannot be judged (the score they would have), filled below it for those that
 * are. Equal values stack. `cut` is a line through both with its words.
 */
export function DotStrip({
  label,
  open,
  filled,
  domain,
  cut,
  axis,
}: {
  /** What the strip shows, in words. */
  label: string
  open: StripDot[]
  filled: StripDot[]
  domain: [number, number]
  cut?: { value: number; text: string }
  /** Says what the axis is, and what open and filled mean. */
  axis: string
}) {
  const strip = { label, open, filled, domain, axis, ...(cut ? { cut } : {}) }
  return (
    <>
      <div className="only-wide">
        <Strip {...strip} bins={84} />
      </div>
      <div className="only-narrow">
        <Strip {...strip} bins={32} />
      </div>
      <p className="axis-note">{axis}</p>
    </>
  )
}

function Strip({
  label,
  open,
  filled,
  domain,
  cut,
  bins,
}: {
  label: string
  open: StripDot[]
  filled: StripDot[]
  domain: [number, number]
  cut?: { value: number; text: string }
  bins: number
}) {
  const language = useLanguage()
  const at = along(domain, 1.5)
  const size = 9.5
  const above = stacked(open, domain, bins)
  const below = stacked(filled, domain, bins)
  const tall = (dots: typeof above) => Math.max(1, ...dots.map(({ level }) => level + 1)) * size
  const line = (cut ? 26 : 6) + tall(above) + 4
  const bottom = line + tall(below) + 8
  const right = cut ? (cut.value - domain[0]) / (domain[1] - domain[0]) > 0.5 : false
  return (
    <svg className="chart" width="100%" height={bottom + 22} role="img" aria-label={label}>
      <line x1="0" x2="100%" y1={line} y2={line} className="axis" />
      {cut ? (
        <>
          <line x1={at(cut.value)} x2={at(cut.value)} y1="4" y2={bottom} className="cut-line" />
          <text
            x={at(cut.value)}
            dx={right ? -6 : 6}
            y="14"
            textAnchor={right ? 'end' : 'start'}
            className="chart-accent"
          >
            {cut.text}
          </text>
        </>
      ) : null}
      {above.map(({ key, name, value, x, level }) => (
        <circle key={key} cx={at(x)} cy={line - 7 - level * size} r="3.9" className="strip-open">
          <title>{`${name} ${writeNumber(language, value, { digits: 1 })}`}</title>
        </circle>
      ))}
      {below.map(({ key, name, value, x, level }) => (
        <circle key={key} cx={at(x)} cy={line + 8 + level * size} r="3.9" className="strip-filled">
          <title>{`${name} ${writeNumber(language, value, { digits: 1 })}`}</title>
        </circle>
      ))}
      {ticks(domain, 5).map((tick) => (
        <text key={tick} x={at(tick)} y={bottom + 16} textAnchor="middle" className="axis-text">
          {writeNumber(language, tick)}
        </text>
      ))}
    </svg>
  )
}

function stacked(dots: StripDot[], [low, high]: [number, number], bins: number) {
  const heights = new Map<number, number>()
  return [...dots]
    .sort((one, other) => one.value - other.value)
    .map((dot) => {
      const bin = Math.min(bins - 1, Math.max(0, Math.floor(((dot.value - low) / (high - low || 1)) * bins)))
      const level = heights.get(bin) ?? 0
      heights.set(bin, level + 1)
      return { ...dot, level, x: low + ((bin + 0.5) / bins) * (high - low) }
    })
}
