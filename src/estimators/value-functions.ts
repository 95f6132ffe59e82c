/**
 * How desirable a raw value is, from 0 to 1, judged without looking at the other
 * units. Bounds are in the indicator's own units and are never turned round:
 * `direction` says which end is the good one.
 */
export type ValueFunction =
  /** 0 at `low` and below, 1 at `high` and above, a straight line between; direction -1 swaps the ends. */
  | { kind: 'goalposts'; low: number; high: number }
  /** 1 beyond `at` on the good side, else 0; the bound itself counts only with `orEqual`. */
  | { kind: 'threshold'; at: number; orEqual?: boolean }
  /** Neither too little nor too much: 0 up to a, rising to 1 at b, 1 to c, falling to 0 at d. */
  | { kind: 'trapezoid'; points: readonly [number, number, number, number] }
  /** Straight lines through [raw value, desirability] pairs, flat outside them. */
  | { kind: 'points'; points: readonly (readonly [number, number])[] }

/**
 * Desirability of `x`, from 0 to 1.
 *
 * Trapezoids and points already say which values are good, so a direction of -1
 * beside them is a contradiction and refused, not guessed at.
 *
 * @throws RangeError for a function that cannot be (ends crossed, points out of
 * order or outside 0..1) and TypeError for a value that is not finite.
 */
export function applyValueFunction(fn: ValueFunction, x: number, direction: 1 | -1 = 1): number {
  checkValueFunction(fn, direction)
  if (!Number.isFinite(x))
    throw new TypeError(`a value is a finite number, not ${x}; what is not known is null`)
  return desirability(fn, x, direction)
}

/** Refuses a value function that cannot be; see `applyValueFunction`. */
export function checkValueFunction(fn: ValueFunction, direction: 1 | -1): void {
  switch (fn.kind) {
    case 'goalposts':
      if (!(Number.isFinite(fn.low) && Number.isFinite(fn.high) && fn.low < fn.high))
        throw new RangeError(
          `goalposts need low < high, not ${fn.low} and ${fn.high}; use direction -1 when low values are good`,
        )
      return
    case 'threshold':
      if (!Number.isFinite(fn.at)) throw new RangeError(`a threshold is a finite number, not ${fn.at}`)
      return
    case 'trapezoid': {
      const [a, b, c, d] = fn.points
      if (fn.points.length !== 4 || !(fn.points.every(Number.isFinite) && a <= b && b <= c && c <= d))
        throw new RangeError(`a trapezoid needs four points in rising order, not ${fn.points.join(', ')}`)
      break
    }
    case 'points': {
      if (fn.points.length < 2) throw new RangeError('straight lines need at least two points')
      fn.points.forEach(([x, y], i) => {
        const before = fn.points[i - 1]
        if (!Number.isFinite(x) || (before !== undefined && !(before[0] < x)))
          throw new RangeError(`points need rising raw values; point ${i + 1} is at ${x}`)
        if (!(y >= 0 && y <= 1))
          throw new RangeError(`desirability lies between 0 and 1; point ${i + 1} has ${y}`)
      })
      break
    }
  }
  if (direction === -1)
    throw new RangeError(`a ${fn.kind} function already says which values are good; set the direction to 1`)
}

/** `applyValueFunction` without the checks, for columns whose function was checked once. */
export function desirability(fn: ValueFunction, x: number, direction: 1 | -1): number {
  switch (fn.kind) {
    case 'goalposts': {
      const share = x <= fn.low ? 0 : x >= fn.high ? 1 : between(fn.low, fn.high, x)
      return direction === 1 ? share : 1 - share
    }
    case 'threshold':
      if (x === fn.at) return fn.orEqual === true ? 1 : 0
      return x > fn.at === (direction === 1) ? 1 : 0
    case 'trapezoid': {
      const [a, b, c, d] = fn.points
      if (x >= b && x <= c) return 1
      if (x <= a || x >= d) return 0
      return x < b ? between(a, b, x) : 1 - between(c, d, x)
    }
    case 'points': {
      const { points } = fn
      const last = points[points.length - 1] as readonly [number, number]
      let [x0, y0] = points[0] as readonly [number, number]
      if (x <= x0) return y0
      for (const [x1, y1] of points) {
        if (x <= x1 && x1 !== x0) return y0 + (y1 - y0) * between(x0, x1, x)
        x0 = x1
        y0 = y1
      }
      return last[1]
    }
  }
}

/** Share of the way from `low` to `high`; halved first so that huge bounds do not overflow. */
function between(low: number, high: number, x: number): number {
  const width = high - low
  if (width !== Infinity) return (x - low) / width
  return (x / 2 - low / 2) / (high / 2 - low / 2)
}
