import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { useLanguage, useWords, writeNumber } from '../../../ui/voice.tsx'
import type { Inputs, Methodology } from '../../schema.ts'
import { readLeaves } from '../../score.ts'
import type { BenchData } from '../bench-data.ts'
import { type Choices, type MovableValue, movableLeaves, own, withValue } from '../choices.ts'
import {
  along,
  axisOf,
  type Curve,
  handlesOf,
  lineOf,
  nameOfHandle,
  stepAt,
  valueAt,
  withHandle,
} from '../curve.ts'
import type { Standing } from '../moved.ts'
import { fieldOf } from '../read-choices.ts'
import { benchWords } from '../words.ts'
import { NumberBox, Slider } from './fields.tsx'
import { type Choose, titleOf } from './weights.tsx'

/** Every value function: as a curve to be dragged, and as numbers. */
export function Curves({
  methodology,
  inputs,
  units,
  choices,
  choose,
  codes,
  axes,
  alive,
}: {
  methodology: Methodology
  inputs: Inputs
  /** Those that pass are drawn below each curve. */
  units: readonly Standing[]
  choices: Choices
  choose: Choose
  codes: BenchData['codes']['leaves']
  /** What each axis shows, by criterion. */
  axes: BenchData['axes']
  alive: boolean
}) {
  const passing = new Set(units.flatMap(({ unit, standing }) => (standing === 'in' ? [unit] : [])))
  const columns = methodology.criteria ? readLeaves(methodology.criteria, inputs.units, inputs) : []
  const valuesOf = new Map(
    columns.map(({ criterion, raw }) => [
      criterion.id,
      raw.flatMap((value, i) => (value !== null && passing.has(inputs.units[i]!) ? [value] : [])),
    ]),
  )
  return movableLeaves(methodology.criteria).map((leaf) => {
    const moved = own(choices.values, leaf.id)
    const value = moved ?? leaf.value
    const set = (field: string, next: MovableValue) =>
      choose(field, withValue(methodology, choices, leaf.id, next))
    return (
      <Folded
        key={leaf.id}
        id={`curve-${leaf.id}`}
        title={titleOf(leaf)}
        moved={moved !== undefined}
        alive={alive}
      >
        {'codes' in value ? (
          <CodeValues
            id={leaf.id}
            title={titleOf(leaf)}
            values={value.codes}
            names={codes[leaf.id] ?? {}}
            set={(code, y) => set(fieldOf.code(leaf.id, code), { codes: { ...value.codes, [code]: y } })}
          />
        ) : (
          <OneCurve
            id={leaf.id}
            title={titleOf(leaf)}
            unit={axes[leaf.id] ?? ''}
            curve={value}
            saved={leaf.value as Curve}
            values={valuesOf.get(leaf.id) ?? []}
            set={(field, next) => set(field, next)}
          />
        )}
      </Folded>
    )
  })
}

/** What is drawn when it is opened; without a script all of it stands there, for the plain form. */
function Folded({
  id,
  title,
  moved,
  alive,
  children,
}: {
  id: string
  title: string
  moved: boolean
  alive: boolean
  children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const place = useRef<HTMLDetailsElement>(null)
  // It may have been opened before the page came alive.
  useEffect(() => setOpen(place.current?.open ?? false), [])
  return (
    <details
      ref={place}
      className="bench-curve"
      id={id}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        {title}
        {moved ? <span className="bench-dot" aria-hidden="true" /> : null}
      </summary>
      {open || !alive ? children : null}
    </details>
  )
}

function CodeValues({
  id,
  title,
  values,
  names,
  set,
}: {
  id: string
  title: string
  values: Record<string, number>
  names: Record<string, string>
  set: (code: string, y: number) => void
}) {
  const say = useWords(benchWords)
  const language = useLanguage()
  return Object.entries(values).map(([code, y]) => {
    const name = names[code] ?? code
    const label = say('curves.handle', { name: title, what: say('curves.code', { code: name }) })
    return (
      <div key={code} className="bench-weight">
        <span className="bench-weight-name">{name}</span>
        <Slider
          label={label}
          value={y}
          min={0}
          max={1}
          step={0.01}
          says={writeNumber(language, y)}
          set={(value) => set(code, value)}
        />
        <NumberBox
          name={fieldOf.code(id, code)}
          label={label}
          value={y}
          min={0}
          max={1}
          set={(value) => set(code, value)}
        />
      </div>
    )
  })
}

const width = 320
const height = 150
const left = 30
const right = 10
const top = 12
const bottom = 30

function OneCurve({
  id,
  title,
  unit,
  curve,
  saved,
  values,
  set,
}: {
  id: string
  title: string
  unit: string
  curve: Curve
  saved: Curve
  values: readonly number[]
  set: (field: string, curve: Curve) => void
}) {
  const say = useWords(benchWords)
  const language = useLanguage()
  const drawing = useRef<SVGSVGElement>(null)
  const dragged = useRef<number | null>(null)
  const labels = useId()
  const axis = axisOf([curve, saved], values)
  const { low, high } = axis
  const atX = (x: number) => left + along(axis, x) * (width - left - right)
  const atY = (y: number) => top + (1 - y) * (height - top - bottom)
  const handles = handlesOf(curve)
  const n = (value: number) => writeNumber(language, value)
  const path = (of: Curve) =>
    lineOf(of, axis)
      .map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${atX(x).toFixed(1)} ${atY(y).toFixed(1)}`)
      .join('')
  const move = (at: number, to: { x?: number; y?: number }) =>
    set(fieldOf.x(id, at), withHandle(curve, at, to))

  const drag = (at: number) => (event: PointerEvent<SVGGElement>) => {
    if (dragged.current !== at || !drawing.current) return
    const box = drawing.current.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * width
    const y = ((event.clientY - box.top) / box.height) * height
    move(at, {
      x: valueAt(axis, Math.min(1, Math.max(0, (x - left) / (width - left - right)))),
      ...(handles[at]!.free ? { y: 1 - (y - top) / (height - top - bottom) } : {}),
    })
  }
  const press = (at: number) => (event: KeyboardEvent<SVGGElement>) => {
    const big = event.shiftKey ? 10 : 1
    const { x, y, free } = handles[at]!
    const step = stepAt(axis, x)
    const moves: Record<string, { x?: number; y?: number }> = {
      ArrowLeft: { x: x - step * big },
      ArrowRight: { x: x + step * big },
      ArrowUp: free ? { y: y + 0.01 * big } : { x: x + step * big },
      ArrowDown: free ? { y: y - 0.01 * big } : { x: x - step * big },
      PageUp: { x: x + step * 10 },
      PageDown: { x: x - step * 10 },
      Home: { x: low },
      End: { x: high },
    }
    const to = moves[event.key]
    if (!to) return
    event.preventDefault()
    set(fieldOf.x(id, at), withHandle(curve, at, to, step))
  }

  return (
    <>
      <div className="bench-drawing">
        <svg className="chart" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {[0, 0.5, 1].map((y) => (
            <g key={y}>
              <line x1={left} x2={width - right} y1={atY(y)} y2={atY(y)} className="grid" />
              <text x={left - 6} y={atY(y) + 4} textAnchor="end" className="axis-text">
                {n(y)}
              </text>
            </g>
          ))}
          <path
            d={values
              .filter((value) => value >= low && value <= high)
              .map((value) => `M${atX(value).toFixed(1)} ${atY(0) + 3}v7`)
              .join('')}
            className="bench-rug"
          />
          <text x={left} y={height - 4} className="axis-text">
            {n(Number(low.toPrecision(3)))}
          </text>
          <text x={width - right} y={height - 4} textAnchor="end" className="axis-text">
            {n(Number(high.toPrecision(3)))}
          </text>
          {curve === saved ? null : <path d={path(saved)} className="bench-line-saved" />}
          <path d={path(curve)} className="bench-line" />
        </svg>
        <svg ref={drawing} className="chart bench-handles" viewBox={`0 0 ${width} ${height}`}>
          <title>{`${title}: ${say('curves.axis')}${unit === '' ? '' : ` / ${unit}`}`}</title>
          {handles.map(({ x, y, free }, at) => (
            <g
              // biome-ignore lint/suspicious/noArrayIndexKey: a handle is its place in the curve
              key={at}
              role="slider"
              tabIndex={0}
              className="bench-handle"
              aria-label={say('curves.handle', { name: title, what: nameOfHandle(curve, at, say) })}
              aria-valuenow={x}
              aria-valuemin={Math.min(low, x)}
              aria-valuemax={Math.max(high, x)}
              aria-valuetext={free ? say('curves.at', { x: n(x), y: n(y) }) : n(x)}
              onPointerDown={(event) => {
                dragged.current = at
                event.currentTarget.setPointerCapture(event.pointerId)
              }}
              onPointerMove={drag(at)}
              onPointerUp={() => {
                dragged.current = null
              }}
              onPointerCancel={() => {
                dragged.current = null
              }}
              onKeyDown={press(at)}
            >
              <circle cx={atX(x)} cy={atY(y)} r="14" className="bench-handle-room" />
              <circle cx={atX(x)} cy={atY(y)} r="6" className="bench-handle-dot" />
            </g>
          ))}
        </svg>
      </div>
      <div className="bench-numbers">
        {handles.map(({ x, y, free }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a handle is its place in the curve
          <div key={at} className="bench-bound">
            <span id={`${labels}-${at}`}>{nameOfHandle(curve, at, say)}</span>
            <NumberBox
              name={fieldOf.x(id, at)}
              label={say('curves.handle', {
                name: title,
                what: free ? say('curves.point x', { n: at + 1 }) : nameOfHandle(curve, at, say),
              })}
              value={x}
              set={(value) => set(fieldOf.x(id, at), exactly(curve, at, value))}
            />
            {free ? (
              <NumberBox
                name={fieldOf.y(id, at)}
                label={say('curves.handle', { name: title, what: say('curves.point y', { n: at + 1 }) })}
                value={y}
                min={0}
                max={1}
                set={(value) => set(fieldOf.y(id, at), withHandle(curve, at, { y: value }))}
              />
            ) : null}
          </div>
        ))}
      </div>
    </>
  )
}

/** What is typed is taken as it is, also where a drag would stop: the page then says what is wrong with it. */
function exactly(curve: Curve, at: number, x: number): Curve {
  if ('goalposts' in curve) return { goalposts: curve.goalposts.map((old, i) => (i === at ? x : old)) }
  if ('trapezoid' in curve) return { trapezoid: curve.trapezoid.map((old, i) => (i === at ? x : old)) }
  if ('threshold' in curve) return { ...curve, threshold: x }
  return { points: curve.points.map(([px, y], i) => [i === at ? x : px!, y!]) }
}
