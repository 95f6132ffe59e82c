import type { Say } from '../../ui/language.ts'
import { desirabilities } from '../score.ts'
import type { MovableValue } from './choices.ts'
import type { BenchKey } from './words.ts'

/*
 * A value function as a curve with handles: where they stand, and what becomes of the function when one is moved. Pure.
 */

/** A function that has an axis; codes have none. */
export type Curve = Exclude<MovableValue, { codes: unknown }>

export type Handle = {
  x: number
  y: number
  /** Whether it also moves up and down. */
  free: boolean
}

export function handlesOf(curve: Curve): Handle[] {
  if ('goalposts' in curve)
    return [
      { x: curve.goalposts[0]!, y: 0, free: false },
      { x: curve.goalposts[1]!, y: 1, free: false },
    ]
  if ('trapezoid' in curve)
    return curve.trapezoid.map((x, i) => ({ x, y: i === 1 || i === 2 ? 1 : 0, free: false }))
  if ('threshold' in curve) return [{ x: curve.threshold, y: 1, free: false }]
  return curve.points.map(([x, y]) => ({ x: x!, y: y!, free: true }))
}

/** The function with one handle elsewhere; it stops at its neighbours, so that what was moved stays a function. */
export function withHandle(curve: Curve, at: number, to: { x?: number; y?: number }, step = 0): Curve {
  const handles = handlesOf(curve)
  const handle = handles[at]
  if (!handle) return curve
  const before = handles[at - 1]?.x
  const after = handles[at + 1]?.x
  const wanted = to.x === undefined ? handle.x : step > 0 ? tidy(to.x, step) : to.x
  if ('goalposts' in curve) {
    const other = curve.goalposts[1 - at]!
    // They may be drawn past each other, which is said and not computed, but they are never one.
    const x = wanted === other ? handle.x : wanted
    return { goalposts: curve.goalposts.map((old, i) => (i === at ? x : old)) }
  }
  if ('threshold' in curve) return { ...curve, threshold: wanted }
  if ('trapezoid' in curve) {
    const x = Math.min(after ?? wanted, Math.max(before ?? wanted, wanted))
    return { trapezoid: curve.trapezoid.map((old, i) => (i === at ? x : old)) }
  }
  const inside =
    (before === undefined || wanted > before) && (after === undefined || wanted < after) ? wanted : handle.x
  const y = tidy(Math.min(1, Math.max(0, to.y ?? handle.y)), 0.01)
  return { points: curve.points.map((old, i) => (i === at ? [inside, y] : [...old])) }
}

/** What an axis shows, and whether each tenfold step is as wide as the last. */
export type Axis = { low: number; high: number; log: boolean }

/** Values from a thousandth to the whole of an axis are told apart by their powers of ten. */
const tenfolds = 1000

/** What the axis has to show: the handles now and as saved, and all but the outermost twentieths of the values there are. */
export function axisOf(curves: readonly Curve[], values: readonly number[]): Axis {
  const handles = curves.flatMap((curve) => handlesOf(curve).map(({ x }) => x))
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]
  const most = [at(0.05), at(0.95)].filter((value) => value !== undefined)
  const [low, high] = [Math.min(...handles, ...most), Math.max(...handles, ...most)]
  if (!(high > low)) return { low: low - 1, high: high + 1, log: false }
  if (Math.min(...handles) > 0 && low > 0 && Math.max(...handles) / Math.min(...handles) >= tenfolds)
    return { low: low / 1.5, high: high * 1.5, log: true }
  const room = (high - low) * 0.05
  // Where nothing is below zero, nothing below zero is shown.
  return { low: low >= 0 ? Math.max(0, low - room) : low - room, high: high + room, log: false }
}

/** Where a value stands on its axis, 0 at the left end and 1 at the right. */
export function along({ low, high, log }: Axis, x: number): number {
  return log ? Math.log(Math.max(x, low / 10) / low) / Math.log(high / low) : (x - low) / (high - low)
}

/** The value at a place of its axis, to about two hundred places of it. */
export function valueAt(axis: Axis, place: number): number {
  const { low, high, log } = axis
  const x = log ? low * (high / low) ** place : low + place * (high - low)
  return tidy(x, stepAt(axis, x))
}

/** A round step at a value: about two hundred to the axis; a hundredth of the value where the axis is of tenfold steps. */
export function stepAt({ low, high, log }: Axis, x: number): number {
  const rough = log ? Math.max(low, Math.abs(x)) / 100 : (high - low) / 200
  if (!(rough > 0)) return 0.01
  const ten = 10 ** Math.floor(Math.log10(rough))
  return [1, 2, 5, 10].map((each) => each * ten).find((each) => each >= rough * 0.999) ?? ten
}

/** A multiple of the step, without the dust of binary fractions. */
export function tidy(value: number, step: number): number {
  const digits = Math.max(0, Math.ceil(-Math.log10(step)) + 1)
  return Number((Math.round(value / step) * step).toFixed(Math.min(12, digits)))
}

/** The curve as points from left to right: where it bends, both sides of a jump, and enough between for a curved axis. */
export function lineOf(curve: Curve, axis: Axis): [number, number][] {
  const { low, high, log } = axis
  const hair = (high - low) * 1e-9
  const bends = handlesOf(curve).flatMap(({ x }) => [x - hair, x, x + hair])
  const between = log ? Array.from({ length: 60 }, (_, i) => low * (high / low) ** (i / 60)) : []
  const inside = [...bends, ...between].filter((x) => x > low && x < high)
  const places = [low, ...inside.sort((a, b) => a - b), high]
  const up = desirabilities(curve, places)
  return places.map((x, i) => [x, up[i] ?? 0])
}

/** What a handle is called. */
export function nameOfHandle(curve: Curve, at: number, say: Say<BenchKey>): string {
  if ('goalposts' in curve) return say(at === 0 ? 'curves.worst' : 'curves.best')
  if ('trapezoid' in curve) return say(`curves.trapezoid ${at as 0 | 1 | 2 | 3}`)
  return 'threshold' in curve ? say('curves.threshold') : say('curves.point', { n: at + 1 })
}
