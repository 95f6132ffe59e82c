/*
 * What somebody can work out about figures that are not shown, from those that are: the largest
 * and smallest value a hidden figure can have while every sum still holds. First a witness is looked for by
 * exchanging a few people between figures, which mostly settles it; else a linear programme is solved by
 * the simplex method from the true values, which are always one solution.
 */

/** A figure with its true value and what is known of it: one that is shown has both limits at its value. */
export type Known = { value: number; low: number; high: number }

/** Σ coefficient × figure stays what it is; coefficients are 1 or −1. */
export type Equation = readonly { figure: number; coefficient: number }[]

/** Figures, what holds between them, and for each figure the equations it stands in. */
export type Web = {
  figures: readonly Known[]
  equations: readonly Equation[]
  touching: readonly (readonly number[])[]
}

/** What may still be spent, in multiplications; below zero nothing more is worked out, and every answer is the careful one. */
export type Work = { left: number }

/** A programme of this size is solved in about a millisecond. */
const MOST_UNKNOWNS = 36

/** Exchanges tried before the programme is solved. */
const MOST_TRIES = 150

/**
 * Whether a hidden figure may be so much away from its true value in one direction, as far as others can
 * know: then the figures that would have to be others along with it; else null. An answer may be too careful, never
 * too bold.
 */
export function roomOf(
  web: Web,
  target: number,
  direction: 1 | -1,
  amount: number,
  work: Work,
): readonly number[] | null {
  if (amount <= 0) return []
  if (work.left <= 0) return null
  const { value, low, high } = web.figures[target] as Known
  if (direction === 1 ? high - value < amount : value - low < amount) return null
  return canExchange(web, target, direction * amount, work) ?? canMove(web, target, direction, amount, work)
}

const isKnown = ({ low, high }: Known) => low === high

/** Looks for other values that add up as well, each changed by the same amount: people moved round in a ring. */
function canExchange(
  { figures, equations, touching }: Web,
  target: number,
  by: number,
  work: Work,
): number[] | null {
  const moved = new Map<number, number>()
  let tries = MOST_TRIES
  const open: number[] = []
  const imbalance = (equation: number) => {
    work.left -= 4 * (equations[equation] as Equation).length
    return (equations[equation] as Equation).reduce(
      (sum, { figure, coefficient }) => sum + coefficient * (moved.get(figure) ?? 0),
      0,
    )
  }
  const settle = (): boolean => {
    let last = open.length - 1
    while (last >= 0 && imbalance(open[last] as number) === 0) last -= 1
    if (last < 0) return true
    const equation = open[last] as number
    const off = imbalance(equation)
    const depth = open.length
    for (const { figure, coefficient } of equations[equation] as Equation) {
      const known = figures[figure] as Known
      const change = -off * coefficient
      if (moved.has(figure) || isKnown(known)) continue
      if (known.value + change < known.low || known.value + change > known.high) continue
      tries -= 1
      work.left -= 40
      if (tries < 0 || work.left < 0) return false
      moved.set(figure, change)
      open.push(...(touching[figure] ?? []))
      if (settle()) return true
      open.length = depth
      moved.delete(figure)
    }
    return false
  }
  moved.set(target, by)
  open.push(...(touching[target] ?? []))
  const found = settle()
  work.left -= 100
  return found ? [...moved.keys()] : null
}

/** The same by linear programming over the nearest unknown figures; what lies beyond is held at its true value. */
function canMove(web: Web, target: number, direction: 1 | -1, amount: number, work: Work): number[] | null {
  const { unknowns, rows } = nearby(web, target)
  const place = new Map(unknowns.map((figure, at) => [figure, at]))
  const count = unknowns.length
  work.left -= rows.reduce((sum, { length }) => sum + length, 0) * 8
  // Each unknown may move up (column 2k) and down (2k + 1) from its true value.
  const caps = new Float64Array(2 * count)
  unknowns.forEach((figure, at) => {
    const { value, low, high } = web.figures[figure] as Known
    caps[2 * at] = high - value
    caps[2 * at + 1] = value - low
  })
  const own = place.get(target) ?? 0
  caps[2 * own] = direction === 1 ? amount : 0
  caps[2 * own + 1] = direction === 1 ? 0 : amount
  const table = rows.map((equation) => {
    const line = new Float64Array(2 * count)
    for (const { figure, coefficient } of equation) {
      const at = place.get(figure)
      if (at === undefined) continue
      line[2 * at] = (line[2 * at] ?? 0) + coefficient
      line[2 * at + 1] = (line[2 * at + 1] ?? 0) - coefficient
    }
    return line
  })
  // Any of them may have moved; to name too many only means to look again more often.
  return reaches(table, caps, direction === 1 ? 2 * own : 2 * own + 1, amount - 1e-6, work) ? unknowns : null
}

/** What hangs together with a figure through figures that are not shown, nearest first. */
function nearby({ figures, equations, touching }: Web, target: number) {
  const seen = new Set([target])
  const used = new Set<number>()
  for (const next of seen)
    for (const equation of touching[next] ?? []) {
      used.add(equation)
      for (const { figure } of equations[equation] as Equation)
        if (seen.size < MOST_UNKNOWNS && !isKnown(figures[figure] as Known)) seen.add(figure)
    }
  return { unknowns: [...seen], rows: [...used].map((equation) => equations[equation] as Equation) }
}

/**
 * Whether the column `goal` can reach so much under `table · x = 0` and `0 ≤ x ≤ caps`: the simplex method with
 * bounds, from x = 0. Ends early, with no, when the work runs out.
 */
function reaches(
  table: Float64Array[],
  caps: Float64Array,
  goal: number,
  enough: number,
  work: Work,
): boolean {
  const tiny = 1e-9
  const columns = caps.length
  const costs = new Float64Array(columns)
  costs[goal] = 1
  const isFull = new Uint8Array(columns)
  const isBasic = new Uint8Array(columns)
  // Rows begin with variables of their own that have to stay zero; once gone they never come back.
  const basis = table.map((_, row) => columns + row)
  const values = new Float64Array(table.length)
  const capOf = (variable: number) => (variable < columns ? (caps[variable] ?? 0) : 0)
  let reached = 0
  for (let round = 0; work.left > 0; round += 1) {
    if (reached >= enough) return true
    // The steepest first; after a while the first that serves (Bland’s rule), which always ends.
    let enters = -1
    let best = tiny
    for (let at = 0; at < columns; at++) {
      if (isBasic[at] === 1 || caps[at] === 0) continue
      const gain = isFull[at] === 1 ? -(costs[at] ?? 0) : (costs[at] ?? 0)
      if (gain <= best) continue
      enters = at
      if (round > 200) break
      best = gain
    }
    if (enters < 0) return false
    const direction = isFull[enters] === 1 ? -1 : 1
    let step = caps[enters] ?? 0
    let leaves = -1
    for (let row = 0; row < table.length; row++) {
      const slope = direction * ((table[row] as Float64Array)[enters] ?? 0)
      if (Math.abs(slope) <= tiny) continue
      const value = values[row] ?? 0
      const most = slope > 0 ? value / slope : (capOf(basis[row] ?? 0) - value) / -slope
      if (
        most < step - tiny ||
        (most <= step + tiny && leaves >= 0 && (basis[row] ?? 0) < (basis[leaves] ?? 0))
      ) {
        step = Math.max(0, Math.min(step, most))
        leaves = row
      }
    }
    work.left -= table.length + columns
    if (step === Infinity) return true
    reached += direction * (costs[enters] ?? 0) * step
    for (let row = 0; row < table.length; row++)
      values[row] = (values[row] ?? 0) - direction * ((table[row] as Float64Array)[enters] ?? 0) * step
    if (leaves < 0) {
      isFull[enters] = 1 - (isFull[enters] ?? 0)
      continue
    }
    const gone = basis[leaves] ?? 0
    const line = table[leaves] as Float64Array
    if (gone < columns) {
      isBasic[gone] = 0
      isFull[gone] = direction * (line[enters] ?? 0) > 0 ? 0 : 1
    }
    values[leaves] = direction === 1 ? step : (caps[enters] ?? 0) - step
    basis[leaves] = enters
    isBasic[enters] = 1
    const pivot = line[enters] ?? 1
    for (let at = 0; at < columns; at++) line[at] = (line[at] ?? 0) / pivot
    for (const other of [...table, costs]) {
      const factor = other[enters] ?? 0
      if (other === line || factor === 0) continue
      for (let at = 0; at < columns; at++) other[at] = (other[at] ?? 0) - factor * (line[at] ?? 0)
      work.left -= columns
    }
  }
  return false
}
