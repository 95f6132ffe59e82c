import { desirabilities } from '../score.ts'
import type { MovableValue } from './choices.ts'

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
export function withHandle(curve: Curve, at: number, to: { x?: number; y?: number }, step: number): Curve {
  const handles = handlesOf(curve)
  const handle = handles[at]
  if (!handle) return curve
  const before = handles[at - 1]?.x
  const after = handles[at + 1]?.x
  const wanted = tidy(to.x ?? handle.x, step)
  if ('goalposts' in curve) {
    const other = curve.goalposts[1 - at]!
    // The two change sides freely, but are never one.
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

/** A round step for moving along an axis: about two hundred to its length. */
export function stepOf([low, high]: readonly [number, number]): number {
  const rough = (high - low) / 200
  if (!(rough > 0)) return 0.01
  const ten = 10 ** Math.floor(Math.log10(rough))
  return [1, 2, 5, 10].map((each) => each * ten).find((each) => each >= rough * 0.999) ?? ten
}

/** A multiple of the step, without the dust of binary fractions. */
export function tidy(value: number, step: number): number {
  const digits = Math.max(0, Math.ceil(-Math.log10(step)) + 1)
  return Number((Math.round(value / step) * step).toFixed(Math.min(12, digits)))
}

/** What the axis has to show: the handles now and as saved, and the values there are. */
export function extentOf(curves: readonly Curve[], values: readonly number[]): [number, number] {
  const all = [...curves.flatMap((curve) => handlesOf(curve).map(({ x }) => x)), ...values]
  const low = Math.min(...all)
  const high = Math.max(...all)
  if (!(high > low)) return [low - 1, high + 1]
  const room = (high - low) * 0.05
  return [low - room, high + room]
}

/** The curve as points from left to right: where it bends, and both sides of a jump. */
export function lineOf(curve: Curve, [low, high]: readonly [number, number]): [number, number][] {
  const hair = (high - low) * 1e-9
  const bends = handlesOf(curve)
    .flatMap(({ x }) => [x - hair, x, x + hair])
    .filter((x) => x > low && x < high)
  const along = [low, ...bends.sort((a, b) => a - b), high]
  const up = desirabilities(curve, along)
  return along.map((x, i) => [x, up[i] ?? 0])
}
