import { log } from '../portable-math.ts'
import { correlation } from '../statistics.ts'
import type { McdaFinding } from './findings.ts'
import { compared, spreadOf } from './table.ts'

/** Weights that sum to one, in the order of the columns; null, with the finding why, where the data give none. */
export type DataWeights = { weights: number[] | null; findings: McdaFinding[] }

type Columns = readonly (readonly (number | null)[])[]

/**
 * CRITIC: a criterion weighs as much as it spreads (standard deviation after min–max) times as little as it repeats the
 * others (the sum of one less its correlations).
 *
 * The weights say what tells these units apart, not what matters. They change when a unit comes or goes. Units that lack
 * any of the values are left out, and named. A criterion on which all are alike weighs nothing; its correlations do
 * not exist and are not counted.
 *
 * Diakoulaki, Mavrotas and Papayannakis (1995), Computers and Operations Research 22:763–770.
 *
 * @throws RangeError or TypeError as `compared` does
 */
export function criticWeights(columns: Columns): DataWeights {
  const { units, columns: all, findings } = compared({ columns, weights: columns.map(() => 1) })
  if (units.length < 2) return { weights: null, findings }
  const contrast = all.map((column) => {
    const range = spreadOf(column)
    if (range === 0) return 0
    const mean = column.reduce((sum, x) => sum + x / column.length, 0)
    return Math.sqrt(
      column.reduce((sum, x) => sum + ((x - mean) / range) * ((x - mean) / range), 0) / (column.length - 1),
    )
  })
  const lists = all.map((column) => [...column])
  const conflict = lists.map((one, j) =>
    lists.reduce((sum, other, k) => {
      if (k === j || contrast[k] === 0 || contrast[j] === 0) return sum
      return sum + 1 - correlationOf(one, other)
    }, 0),
  )
  const told = contrast.filter((x) => x > 0)
  // One criterion that tells units apart has none to repeat.
  const only = told.length === 1
  return shared(
    contrast.map((x, j) => (only ? x : x * (conflict[j] as number))),
    findings,
  )
}

/** Two units always lie on a line. */
function correlationOf(a: number[], b: number[]): number {
  if (a.length === 2)
    return ((a[0] as number) - (a[1] as number)) * ((b[0] as number) - (b[1] as number)) > 0 ? 1 : -1
  return correlation(a, b) ?? 0
}

/**
 * Entropy: a criterion weighs one less the (scaled) entropy of the units’ shares in its sum: much where few units have
 * most of it, nothing where all have alike.
 *
 * Shares need values of zero or more with a true zero; shifting a scale changes the weights, so a share of desirability
 * is as good as the value function that made it. A value below zero is refused by name. Units that lack a value are
 * left out, and named.
 *
 * Shannon (1948); as weights Zeleny (1982), *Multiple Criteria Decision Making*, McGraw-Hill.
 *
 * @throws RangeError or TypeError as `compared` does
 */
export function entropyWeights(columns: Columns): DataWeights {
  const { units, columns: all, findings } = compared({ columns, weights: columns.map(() => 1) })
  if (units.length < 2) return { weights: null, findings }
  const negative = all.flatMap((column, criterion): McdaFinding[] => {
    const i = column.findIndex((x) => x < 0)
    return i < 0 ? [] : [{ code: 'negative-value', criterion, unit: units[i] as number }]
  })
  if (negative.length > 0) return { weights: null, findings: [...findings, ...negative] }
  const most = log(units.length)
  const told = all.map((column) => {
    if (spreadOf(column) === 0) return 0
    const largest = column.reduce((a, b) => Math.max(a, b))
    const sum = column.reduce((total, x) => total + x / largest, 0)
    const entropy = column.reduce((total, x) => {
      const share = x / largest / sum
      return share > 0 ? total - share * log(share) : total
    }, 0)
    return Math.max(0, 1 - entropy / most)
  })
  return shared(told, findings)
}

function shared(raw: readonly number[], findings: McdaFinding[]): DataWeights {
  const total = raw.reduce((sum, x) => sum + x, 0)
  if (!(total > 1e-12)) return { weights: null, findings: [...findings, { code: 'no-spread' }] }
  return { weights: raw.map((x) => x / total), findings }
}
