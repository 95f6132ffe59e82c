import type { RecruitmentTree } from './rds-data.ts'

/**
 * What the estimators of respondent-driven sampling use of a sample, or of a resample: how many respondents
 * of each degree and group there are, and which group recruited which.
 */
export type Tally = {
  /** The degrees that occur, ascending. */
  degrees: Float64Array
  groups: number
  /** Respondents of each degree (row) and group (column), row by row. */
  cells: Float64Array
  /** Recruitments from a group (row) to a group (column), row by row. */
  transitions: Float64Array
}

/** A sample made ready for counting: for each respondent the place in `cells`, or -1 where he or she does not count. */
export type Counter = { tally: Tally; cellOf: Int32Array }

export function counterOf({ degree, group, groups, counts }: RecruitmentTree): Counter {
  const degrees = Float64Array.from(new Set(degree.filter((_, i) => counts[i] === 1))).sort()
  const row = new Map(Array.from(degrees, (value, i) => [value, i]))
  const count = groups.length
  const cellOf = group.map((of, i) => (counts[i] === 0 ? -1 : row.get(degree[i]!)! * count + of))
  const tally = {
    degrees,
    groups: count,
    cells: new Float64Array(degrees.length * count),
    transitions: new Float64Array(count * count),
  }
  return { tally, cellOf }
}

/** The sample itself, counted: all usable respondents, and recruitments between known groups. */
export function tallyOf(tree: RecruitmentTree): Tally {
  const { tally, cellOf } = counterOf(tree)
  const { recruiter, group } = tree
  for (let i = 0; i < cellOf.length; i++) {
    if (cellOf[i]! >= 0) tally.cells[cellOf[i]!]!++
    const from = recruiter[i]! < 0 ? -1 : group[recruiter[i]!]!
    if (from >= 0 && group[i]! >= 0) tally.transitions[from * tally.groups + group[i]!]!++
  }
  return tally
}

/** Empties it for the next resample. */
export function clear(tally: Tally): void {
  tally.cells.fill(0)
  tally.transitions.fill(0)
}

/** Respondents of each group, and the sum of 1 over their degrees. */
export function groupSums({ degrees, groups, cells }: Tally): { size: Float64Array; inverse: Float64Array } {
  const size = new Float64Array(groups)
  const inverse = new Float64Array(groups)
  for (let row = 0, at = 0; row < degrees.length; row++) {
    const share = 1 / degrees[row]!
    for (let g = 0; g < groups; g++, at++) {
      size[g]! += cells[at]!
      inverse[g]! += cells[at]! * share
    }
  }
  return { size, inverse }
}
