import type { RecruitmentTree } from './rds-data.ts'

/**
 * What the estimators of respondent-driven sampling use of a sample, or of a resample: how many respondents
 * of each degree and group there are, and which group recruited which.
 */
export type Tally = {
  /** The degrees that occur, ascending. */
  degrees: Float64Array
  /** Everybody drawn with a known degree, by its row, whether or not he or she answered. */
  drawn: Float64Array
  /** How many were drawn in all, with a degree or without. */
  people: number
  groups: number
  /** Respondents of each degree (row) and group (column), row by row. */
  cells: Float64Array
  /** Recruitments from a group (row) to a group (column), row by row. */
  transitions: Float64Array
}

/**
 * A sample made ready for counting: for each respondent the place in `cells`, or -1 where he or she does not count,
 * and the row of the degree, or -1 where it is not known.
 */
export type Counter = { tally: Tally; cellOf: Int32Array; rowOf: Int32Array }

export function counterOf({ degree, group, groups, counts }: RecruitmentTree): Counter {
  const degrees = Float64Array.from(new Set(degree.filter((value) => value > 0))).sort()
  const row = new Map(Array.from(degrees, (value, i) => [value, i]))
  const count = groups.length
  const rowOf = Int32Array.from(degree, (value) => row.get(value) ?? -1)
  const cellOf = group.map((of, i) => (counts[i] === 0 ? -1 : rowOf[i]! * count + of))
  const tally = {
    degrees,
    drawn: new Float64Array(degrees.length),
    people: 0,
    groups: count,
    cells: new Float64Array(degrees.length * count),
    transitions: new Float64Array(count * count),
  }
  return { tally, cellOf, rowOf }
}

/** Counts one respondent: as drawn, and in his or her cell if he or she counts. */
export function countIn({ tally, cellOf, rowOf }: Counter, i: number): void {
  tally.people++
  if (rowOf[i]! >= 0) tally.drawn[rowOf[i]!]!++
  if (cellOf[i]! >= 0) tally.cells[cellOf[i]!]!++
}

/** The sample itself, counted: all who were drawn, and recruitments between known groups. */
export function tallyOf(tree: RecruitmentTree): Tally {
  const counter = counterOf(tree)
  const { tally } = counter
  const { recruiter, group } = tree
  for (let i = 0; i < group.length; i++) {
    countIn(counter, i)
    const from = recruiter[i]! < 0 ? -1 : group[recruiter[i]!]!
    if (from >= 0 && group[i]! >= 0) tally.transitions[from * tally.groups + group[i]!]!++
  }
  return tally
}

/** Empties it for the next resample. */
export function clear(tally: Tally): void {
  tally.drawn.fill(0)
  tally.people = 0
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
