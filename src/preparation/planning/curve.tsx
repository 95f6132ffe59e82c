import { useLanguage } from '../../ui/voice.tsx'
import type { Curve, LineName, Question } from './questions.ts'
import { type SayPlan, writeAlong, writeRead } from './say-plan.ts'

const top = 22
const tall = 230
const foot = 26

/**
 * The answer if what is varied were another. The line of the plan is drawn strong, the others show what is least known;
 * where not even the utmost would do, a line ends.
 */
export function PlanCurve({
  question,
  curve,
  label,
  say,
}: {
  question: Question
  curve: Curve
  /** What it shows, in words. */
  label: string
  say: SayPlan
}) {
  const language = useLanguage()
  const [from = 0] = curve.at
  const to = curve.at.at(-1) ?? 1
  const most = highest(curve)
  const least = lowest(question, curve)
  const across = (value: number) => (100 * (value - from)) / (to - from || 1)
  const down = (value: number) =>
    Number((top + tall * (1 - (value - least) / (most - least || 1))).toFixed(1))
  const percent = (value: number) => `${Number(value.toFixed(2))}%`
  const here = across(curve.here)
  const place = curve.at.indexOf(curve.here)
  const right = here > 60
  return (
    <>
      <ul className="key plan-key">
        {curve.lines.map(({ name }) => (
          <li key={name}>
            <svg className="swatch" width="26" height="11" aria-hidden="true" focusable="false">
              <line x1="0" x2="26" y1="5.5" y2="5.5" className={`plan-line plan-line-${name}`} />
            </svg>
            <span>{say(`line.${name}`)}</span>
          </li>
        ))}
      </ul>
      <svg className="chart" width="100%" height={top + tall + foot} role="img" aria-label={label}>
        {roundTicks(least, most, 5).map((tick) => (
          <g key={tick}>
            <line x1="0" x2="100%" y1={down(tick)} y2={down(tick)} className={tick === 0 ? 'axis' : 'grid'} />
          </g>
        ))}
        {roundTicks(from, to, 6).map((tick, order) => {
          const at = across(tick)
          return (
            <text
              key={tick}
              x={percent(at)}
              y={top + tall + 18}
              textAnchor={at < 4 ? 'start' : at > 96 ? 'end' : 'middle'}
              className={order % 2 === 1 ? 'axis-text only-wide' : 'axis-text'}
            >
              {writeAlong(question.along, tick, language)}
            </text>
          )
        })}
        <svg
          x="0"
          y={top}
          width="100%"
          height={tall}
          viewBox={`0 0 100 ${tall}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {[...curve.lines].reverse().map(({ name, values }) => (
            <path
              key={name}
              d={pathOf(values, (order) => across(curve.at[order] ?? from), most, least)}
              className={`plan-line plan-line-${name}`}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        {roundTicks(least, most, 5)
          .filter((tick) => tick > 0)
          .map((tick) => (
            <text key={tick} x="0" y={down(tick) - 4} className="axis-text plan-tick">
              {writeRead(question.reads, tick, language)}
            </text>
          ))}
        <line x1={percent(here)} x2={percent(here)} y1={top - 6} y2={top + tall} className="cut-line" />
        <text
          x={percent(here)}
          dx={right ? -6 : 6}
          y={top - 8}
          textAnchor={right ? 'end' : 'start'}
          className="chart-accent"
        >
          {say('curve.here')}
        </text>
        {curve.lines.map(({ name, values }) => {
          const value = values[place]
          return value === null || value === undefined || value > most || !marked(name) ? null : (
            <circle key={name} cx={percent(here)} cy={down(value)} r="4.5" className="plan-dot" />
          )
        })}
      </svg>
    </>
  )
}

/** Which lines carry a dot where the plan stands. */
const marked = (name: LineName) => name !== 'alone' && name !== 'twice'

/** The top of the drawing: no line far above the plan may press the others flat. */
function highest({ lines, at, here }: Curve): number {
  const place = at.indexOf(here)
  const all = lines.flatMap(({ values }) => values.filter((value) => value !== null))
  const own = Math.max(...lines.map(({ values }) => values[place] ?? 0))
  const most = Math.max(...all, 0)
  return (own > 0 ? Math.min(most, own * 3) : most) || 1
}

/** Shares and numbers of people begin at nothing; limits on either side of a total need not. */
function lowest({ design }: Question, { lines }: Curve): number {
  if (design !== 'lists') return 0
  return 0.95 * Math.min(...lines.flatMap(({ values }) => values.filter((value) => value !== null)))
}

/** A line as a path; above the drawing it is cut off by its frame, and where there is no answer it breaks. */
function pathOf(
  values: (number | null)[],
  across: (order: number) => number,
  most: number,
  least: number,
): string {
  let drawing = false
  return values
    .map((value, order) => {
      if (value === null) {
        drawing = false
        return ''
      }
      const step = drawing ? 'L' : 'M'
      drawing = true
      const y = tall * (1 - (Math.min(value, most * 10) - least) / (most - least || 1))
      return `${step}${across(order).toFixed(2)} ${y.toFixed(1)}`
    })
    .join('')
}

/** About `count` round numbers from `low` to `high`: steps of 1, 2 or 5 and their powers of ten. */
export function roundTicks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count
  if (!(rough > 0)) return [low]
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * 0.8) ?? 10
  const step = factor * power
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, place) =>
    Number(((first + place) * step).toPrecision(12)),
  )
}
