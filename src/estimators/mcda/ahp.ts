import { exp, log } from '../portable-math.ts'

/**
 * Saaty’s mean consistency index of random judgements, by number of criteria from 1 to 15:
 * Saaty (1980), *The Analytic Hierarchy Process*, McGraw-Hill.
 */
export const randomIndex = [
  0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
] as const

/** Above this share of what chance would give, judgements contradict each other too much (Saaty 1980). */
export const consistencyLimit = 0.1

/** One judgement that contradicts the others, and what would not. */
export type Repair = {
  row: number
  column: number
  /** How many times as important the row was said to be as the column. */
  is: number
  /** What the other judgements together say it is. */
  wouldBe: number
  /** The consistency ratio with that in its place. */
  ratioThen: number
}

export type Ahp = {
  /** They sum to one. */
  weights: number[]
  /** Largest eigenvalue of the judgements; the number of criteria when nothing contradicts anything. */
  lambda: number
  /** (lambda - n) / (n - 1). */
  index: number
  /** Index beside that of random judgements; null for one or two criteria, which cannot contradict each other. */
  ratio: number | null
  consistent: boolean
  /** The judgement whose mending helps most; null when nothing contradicts anything. */
  worst: Repair | null
}

/**
 * Weights from judgements in pairs: `matrix[i][j]` says how many times as important criterion i is as j.
 *
 * The weights are the first eigenvector (Saaty), or geometric means of the rows, which do not change when the question
 * is turned round. The consistency ratio says how far the judgements contradict each other, beside judgements by
 * lot; above 0.1 they should be talked over again. It says nothing about whether they are right. The judgement to talk
 * over first is the one whose replacement by what all the others imply (Harker 1987) lowers the ratio most; of equals
 * (among three criteria all are), one that stays within Saaty’s scale of 1/9 to 9, and would have to move least.
 *
 * Saaty (1980); Crawford and Williams (1985), Journal of Mathematical Psychology 29:387–405; Harker (1987), Mathematical
 * Modelling 9:353–360.
 *
 * @throws RangeError when the matrix is not square, not positive, has no 1 on its diagonal, or says of a pair one thing
 * from one side and another from the other; or for more than 15 criteria, for which there is no published index
 */
export function ahp(
  matrix: readonly (readonly number[])[],
  by: 'eigenvector' | 'geometric mean' = 'eigenvector',
): Ahp {
  checkJudgements(matrix)
  const n = matrix.length
  const { vector, lambda } = principal(matrix)
  const index = n === 1 ? 0 : Math.max(0, (lambda - n) / (n - 1))
  const ratio = ratioOf(n, lambda)
  return {
    weights: by === 'eigenvector' ? vector : rowMeans(matrix),
    lambda,
    index,
    ratio,
    consistent: ratio === null || ratio <= consistencyLimit,
    worst: ratio === null || ratio < 1e-9 ? null : worstOf(matrix),
  }
}

function ratioOf(n: number, lambda: number): number | null {
  const chance = randomIndex[n - 1] as number
  // Rounding can leave lambda a hair below n.
  return chance === 0 ? null : Math.max(0, (lambda - n) / (n - 1)) / chance
}

/** First eigenvector, summing to one, by repeated multiplication; a positive matrix has exactly one. */
function principal(matrix: readonly (readonly number[])[]): { vector: number[]; lambda: number } {
  const n = matrix.length
  let vector = new Array<number>(n).fill(1 / n)
  let lambda = n
  for (let step = 0; step < 10_000; step++) {
    const product = matrix.map((row) => row.reduce((sum, x, j) => sum + x * (vector[j] as number), 0))
    lambda = product.reduce((sum, x) => sum + x, 0)
    const next = product.map((x) => x / lambda)
    const moved = next.reduce((most, x, i) => Math.max(most, Math.abs(x - (vector[i] as number)) / x), 0)
    vector = next
    if (moved < 1e-15) break
  }
  return { vector, lambda }
}

function rowMeans(matrix: readonly (readonly number[])[]): number[] {
  const logs = matrix.map((row) => row.reduce((sum, x) => sum + log(x), 0) / row.length)
  const top = logs.reduce((a, b) => Math.max(a, b))
  const means = logs.map((x) => exp(x - top))
  const total = means.reduce((sum, x) => sum + x, 0)
  return means.map((x) => x / total)
}

function worstOf(matrix: readonly (readonly number[])[]): Repair {
  let worst: (Repair & { beyond: number; move: number }) | null = null
  for (let row = 0; row < matrix.length; row++)
    for (let column = row + 1; column < matrix.length; column++) {
      const is = (matrix[row] as number[])[column] as number
      const wouldBe = impliedByOthers(matrix, row, column)
      const mended = matrix.map((each) => [...each])
      ;(mended[row] as number[])[column] = wouldBe
      ;(mended[column] as number[])[row] = 1 / wouldBe
      const ratioThen = ratioOf(matrix.length, principal(mended).lambda) as number
      const move = Math.abs(log(wouldBe / is))
      const beyond = wouldBe > 9 + 1e-9 || wouldBe < 1 / 9 - 1e-9 ? 1 : 0
      const rounds = worst === null ? 0 : ratioThen - worst.ratioThen
      const better =
        worst === null ||
        rounds < -1e-9 ||
        (rounds <= 1e-9 && (beyond < worst.beyond || (beyond === worst.beyond && move < worst.move - 1e-9)))
      if (better) worst = { row, column, is, wouldBe, ratioThen, beyond, move }
    }
  const { beyond: _, move: __, ...repair } = worst as unknown as Repair & { beyond: number; move: number }
  return repair
}

/** Harker: the pair is left open (0, and one more on both diagonals), and the eigenvector of the rest says what it is. */
function impliedByOthers(matrix: readonly (readonly number[])[], row: number, column: number): number {
  const open = matrix.map((each) => [...each])
  ;(open[row] as number[])[column] = 0
  ;(open[column] as number[])[row] = 0
  ;(open[row] as number[])[row] = 2
  ;(open[column] as number[])[column] = 2
  const { vector } = principal(open)
  return (vector[row] as number) / (vector[column] as number)
}

function checkJudgements(matrix: readonly (readonly number[])[]): void {
  const n = matrix.length
  if (n === 0) throw new RangeError('there is nothing to compare in pairs')
  if (n > randomIndex.length)
    throw new RangeError(`${n} criteria in pairs; at most ${randomIndex.length}, put them into groups`)
  matrix.forEach((row, i) => {
    if (row.length !== n) throw new RangeError(`row ${i + 1} has ${row.length} judgements, not ${n}`)
    row.forEach((x, j) => {
      if (!(Number.isFinite(x) && x > 0))
        throw new RangeError(`judgement ${i + 1} beside ${j + 1} is ${x}; it is a number above zero`)
      if (i === j && x !== 1) throw new RangeError(`criterion ${i + 1} beside itself is ${x}; it is 1`)
      const back = (matrix[j] as number[])[i] as number
      if (Math.abs(x * back - 1) > 1e-6)
        throw new RangeError(
          `criterion ${i + 1} is ${x} times as important as ${j + 1}, and ${j + 1} is ${back} times as ${i + 1}; one of the two is wrong`,
        )
    })
  })
}
