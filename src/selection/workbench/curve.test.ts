import { describe, expect, it } from 'vitest'
import { along, axisOf, type Curve, handlesOf, lineOf, stepAt, tidy, valueAt, withHandle } from './curve.ts'

const trapezoid: Curve = { trapezoid: [300, 1000, 6000, 16000] }
const points: Curve = {
  points: [
    [100_000, 0],
    [1_000_000, 0.4],
    [100_000_000, 1],
  ],
}

describe('A handle of a curve', () => {
  it('stops at its neighbours, so that what is dragged stays a function', () => {
    expect(withHandle(trapezoid, 1, { x: 9000 })).toEqual({ trapezoid: [300, 6000, 6000, 16000] })
    expect(withHandle(trapezoid, 1, { x: 100 })).toEqual({ trapezoid: [300, 300, 6000, 16000] })
    expect(withHandle(points, 1, { x: 200_000_000, y: 1.7 })).toEqual({
      points: [
        [100_000, 0],
        [1_000_000, 1],
        [100_000_000, 1],
      ],
    })
  })

  it('of goalposts may change sides, and is never the other one', () => {
    const goalposts: Curve = { goalposts: [0, 50] }
    expect(withHandle(goalposts, 0, { x: 80 })).toEqual({ goalposts: [80, 50] })
    expect(withHandle(goalposts, 0, { x: 50 })).toEqual(goalposts)
  })

  it('moves by round steps, without the dust of binary fractions', () => {
    const axis = axisOf([{ trapezoid: [-1.8, -1, -0.2, 0.6] }], [])
    expect(stepAt(axis, 0)).toBe(0.02)
    expect(tidy(0.1 + 0.2, 0.02)).toBe(0.3)
    expect(withHandle({ threshold: 1 }, 0, { x: 1.234567 }, 0.02)).toEqual({ threshold: 1.24 })
  })
})

describe('The axis below a curve', () => {
  it('shows every handle, and all but the outermost values', () => {
    const axis = axisOf([trapezoid], [200, ...Array.from({ length: 98 }, (_, i) => 500 + i), 110_000])
    expect(axis).toMatchObject({ log: false, low: 0 })
    expect(axis.high).toBeCloseTo(16000 + 0.05 * 15700)
    for (const { x } of handlesOf(trapezoid)) expect(valueAt(axis, along(axis, x))).toBeCloseTo(x, -2)
  })

  it('goes by powers of ten where the handles lie a thousandfold apart, there and back', () => {
    const axis = axisOf([points], [])
    expect(axis.log).toBe(true)
    expect(along(axis, 1_000_000) - along(axis, 100_000)).toBeCloseTo(
      along(axis, 100_000_000) / 2 - along(axis, 1_000_000) / 2,
      9,
    )
    expect(valueAt(axis, along(axis, 1_000_000))).toBe(1_000_000)
    expect(valueAt(axis, along(axis, 30_000_000))).toBe(30_000_000)
  })

  it('has a line that is where the handles are, and jumps at a threshold', () => {
    const line = lineOf(points, axisOf([points], []))
    for (const { x, y } of handlesOf(points)) expect(line).toContainEqual([x, y])
    const jump: Curve = { threshold: 1 }
    const heights = lineOf(jump, axisOf([jump], [0, 3])).map(([, y]) => y)
    expect(heights).toEqual([0, 0, 1, 1, 1])
  })
})
