/*
 * What somebody can work out about figures that are not shown, from those that are: the largest
 * and smallest value a hidden figure can have while every sum still holds. A linear programme,
 * solved by the simplex method from the true values, which are always one solution.
 */

/** Figures that are not shown, each with its true value and what is known of it anyway. */
export type Unknown = { value: number; low: number; high: number }

/** A programme of this size is solved in a few milliseconds. */
const MOST_UNKNOWNS = 36

/** Σ coefficient × unknown stays what it is. */
export type Equation = readonly { unknown: number; coefficient: number }[]

/**
 * How far a hidden figure may be from its true value in one direction, as far as others can know:
 * at most `enough`, where the search ends.
 */
export function roomOf(
  unknowns: readonly Unknown[],
  equations: readonly Equation[],
  target: number,
  direction: 1 | -1,
  enough: number,
): number {
  if (enough <= 0) return 0
  const near = connected(unknowns.length, equations, target)
  const place = new Map(near.unknowns.map((unknown, at) => [unknown, at]))
  const count = near.unknowns.length
  // Each unknown may move up (column 2k) and down (2k + 1) from its true value.
  const rows: { left: Float64Array; right: number }[] = []
  const row = (terms: readonly { unknown: number; coefficient: number }[], right: number) => {
    const left = new Float64Array(2 * count)
    for (const { unknown, coefficient } of terms) {
      const at = place.get(unknown) ?? 0
      left[2 * at] = (left[2 * at] ?? 0) + coefficient
      left[2 * at + 1] = (left[2 * at + 1] ?? 0) - coefficient
    }
    rows.push({ left, right })
  }
  for (const equation of near.equations) {
    row(equation, 0)
    row(
      equation.map(({ unknown, coefficient }) => ({ unknown, coefficient: -coefficient })),
      0,
    )
  }
  for (const unknown of near.unknowns) {
    const { value, low, high } = unknowns[unknown] as Unknown
    const up = unknown === target && direction === 1 ? Math.min(high - value, enough) : high - value
    const down = unknown === target && direction === -1 ? Math.min(value - low, enough) : value - low
    if (up < Infinity) row([{ unknown, coefficient: 1 }], up)
    if (down < Infinity) row([{ unknown, coefficient: -1 }], down)
  }
  const goal = new Float64Array(2 * count)
  const at = place.get(target) ?? 0
  goal[2 * at] = direction
  goal[2 * at + 1] = -direction
  return maximum(goal, rows)
}

/**
 * What hangs together with a figure, nearest first. What lies beyond the most that are looked at is held at its
 * true value, which leaves less room than there is: an answer may be too careful, never too bold.
 */
function connected(count: number, equations: readonly Equation[], target: number) {
  const seen = new Set([target])
  const used = new Set<Equation>()
  const touching = Array.from({ length: count }, (): Equation[] => [])
  for (const equation of equations) for (const { unknown } of equation) touching[unknown]?.push(equation)
  for (const next of seen) {
    for (const equation of touching[next] ?? []) {
      used.add(equation)
      for (const { unknown } of equation) if (seen.size < MOST_UNKNOWNS) seen.add(unknown)
    }
  }
  return {
    unknowns: [...seen],
    equations: [...used].map((equation) => equation.filter(({ unknown }) => seen.has(unknown))),
  }
}

/** Largest value of the goal under rows `left · x ≤ right` with `right ≥ 0` and `x ≥ 0`; Bland’s rule, so it always ends. */
function maximum(goal: Float64Array, rows: readonly { left: Float64Array; right: number }[]): number {
  const tiny = 1e-9
  const columns = goal.length
  const width = columns + rows.length + 1
  const table = rows.map(({ left, right }, at) => {
    const line = new Float64Array(width)
    line.set(left)
    line[columns + at] = 1
    line[width - 1] = right
    return line
  })
  const costs = new Float64Array(width)
  costs.set(goal)
  const basis = rows.map((_, at) => columns + at)
  for (;;) {
    const enters = costs.findIndex((cost, at) => at < width - 1 && cost > tiny)
    if (enters < 0) return -(costs[width - 1] ?? 0)
    let leaves = -1
    let least = Infinity
    table.forEach((line, at) => {
      const step = line[enters] ?? 0
      if (step <= tiny) return
      const ratio = (line[width - 1] ?? 0) / step
      if (ratio < least - tiny || (ratio <= least + tiny && (basis[at] ?? 0) < (basis[leaves] ?? Infinity))) {
        least = Math.min(least, ratio)
        leaves = at
      }
    })
    const pivotRow = table[leaves]
    if (pivotRow === undefined) return Infinity
    const pivot = pivotRow[enters] ?? 1
    for (let at = 0; at < width; at++) pivotRow[at] = (pivotRow[at] ?? 0) / pivot
    for (const line of [...table, costs]) {
      const factor = line[enters] ?? 0
      if (line === pivotRow || factor === 0) continue
      for (let at = 0; at < width; at++) line[at] = (line[at] ?? 0) - factor * (pivotRow[at] ?? 0)
    }
    basis[leaves] = enters
  }
}
