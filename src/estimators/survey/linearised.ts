import { WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { clustersAndStrata, refusalOf, type SurveyDesign } from './design.ts'

/** One answer per respondent; null where it is not known. */
export type Answers = readonly (number | null)[]

/** A figure and what each respondent adds to its error: the sum of scores varies as the figure does. */
export type Linearised = {
  value: number
  scores: Float64Array
  /** Distance of a respondent from the figure, in its unit: what a simple random sample would have had to average. */
  distance: (row: number) => number
}

/** Who counts in a figure: known answer, weight, and in the domain. */
export type Counted = {
  rows: Uint8Array
  respondents: number
  sumOfWeights: number
  sumOfSquaredWeights: number
  missing: Finding[]
  missingOutcomes: number
}

/** Mean with its scores: w (y - mean) / sum of w, zero for whoever does not count. */
export function meanOf(design: SurveyDesign, answers: Answers, { rows, sumOfWeights }: Counted): Linearised {
  let sum = 0
  rows.forEach((counts, row) => {
    if (counts) sum += (design.weight[row] as number) * (answers[row] as number)
  })
  const value = sum / sumOfWeights
  const scores = new Float64Array(design.rows)
  rows.forEach((counts, row) => {
    if (counts)
      scores[row] = ((design.weight[row] as number) * ((answers[row] as number) - value)) / sumOfWeights
  })
  return { value, scores, distance: (row) => (answers[row] as number) - value }
}

export function totalOf(design: SurveyDesign, answers: Answers, { rows, sumOfWeights }: Counted): Linearised {
  let value = 0
  const scores = new Float64Array(design.rows)
  rows.forEach((counts, row) => {
    if (!counts) return
    const share = (design.weight[row] as number) * (answers[row] as number)
    scores[row] = share
    value += share
  })
  return { value, scores, distance: (row) => (answers[row] as number) * sumOfWeights - value }
}

export function ratioOf(
  design: SurveyDesign,
  top: Answers,
  bottom: Answers,
  counted: Counted,
): Linearised | null {
  const above = totalOf(design, top, counted)
  const below = totalOf(design, bottom, counted)
  if (below.value === 0) return null
  const value = above.value / below.value
  const scores = above.scores.map(
    (score, row) => (score - value * (below.scores[row] as number)) / below.value,
  )
  const distance = (row: number) =>
    (((top[row] as number) - value * (bottom[row] as number)) * counted.sumOfWeights) / below.value
  return { value, scores, distance }
}

/** Finds whose answers count, and says how many are missing among those who would. */
export function whoCounts(
  design: SurveyDesign,
  columns: readonly Answers[],
  domain: (row: number) => boolean = () => true,
): Counted {
  for (const answers of columns) {
    if (answers.length !== design.rows)
      throw new RangeError(`${answers.length} answers for ${design.rows} respondents`)
  }
  const rows = new Uint8Array(design.rows)
  const without: number[] = []
  let respondents = 0
  let sumOfWeights = 0
  let sumOfSquaredWeights = 0
  let weightWithout = 0
  for (let row = 0; row < design.rows; row++) {
    const weight = design.weight[row] as number
    if (weight === 0 || !domain(row)) continue
    const missing = columns.some((answers) => (answers[row] ?? null) === null)
    const wrong = columns
      .map((answers) => answers[row])
      .find((y) => typeof y === 'number' && !Number.isFinite(y))
    if (wrong !== undefined)
      throw new WrongData({ code: 'not-a-count', row: row + 1, column: 'outcome', text: String(wrong) })
    if (missing) {
      without.push(row + 1)
      weightWithout += weight
      continue
    }
    rows[row] = 1
    respondents += 1
    sumOfWeights += weight
    sumOfSquaredWeights += weight * weight
  }
  const shareOfWeight = weightWithout / (weightWithout + sumOfWeights)
  const missing: Finding[] =
    without.length === 0
      ? []
      : [{ code: 'missing-outcomes', count: without.length, rows: without.slice(0, 5), shareOfWeight }]
  return { rows, respondents, sumOfWeights, sumOfSquaredWeights, missing, missingOutcomes: without.length }
}

/** Why the sample gives no figure at all: nobody to count, no variance known, no two clusters. */
export function reasonAgainst(design: SurveyDesign, { respondents, rows }: Counted): Finding | null {
  if (respondents === 0) return { code: 'too-few', what: 'cases', is: 0, least: 1 }
  const whole = design.first.strata.every(({ fraction }) => fraction === 1)
  const drawn = clustersAndStrata(design, () => true)
  if (!whole && drawn.clusters < 2) return { code: 'too-few', what: 'clusters', is: drawn.clusters, least: 2 }
  const lonely = refusalOf(design)
  if (lonely) return lonely
  if (!whole && drawn.degreesOfFreedom < 1)
    return { code: 'too-few', what: 'clusters', is: drawn.clusters, least: drawn.strata + 1 }
  const { clusters } = clustersAndStrata(design, (row) => rows[row] === 1)
  if (!whole && clusters < 2) return { code: 'too-few', what: 'clusters', is: clusters, least: 2 }
  return null
}

/** Clusters less strata among those who count, at least 1. */
export function degreesOf(design: SurveyDesign, { rows }: Counted) {
  const found = clustersAndStrata(design, (row) => rows[row] === 1)
  return { ...found, degreesOfFreedom: Math.max(1, found.degreesOfFreedom) }
}

export function isYesOrNo(answers: Answers, { rows }: Counted): boolean {
  return rows.every((counts, row) => !counts || answers[row] === 0 || answers[row] === 1)
}

/** What is said beside the mean of answers that are no yes or no. */
export function meanNotShare(answers: Answers, { rows }: Counted): Finding {
  const others = new Set<number>()
  rows.forEach((counts, row) => {
    const answer = answers[row] ?? null
    if (counts && answer !== null && answer !== 0 && answer !== 1) others.add(answer)
  })
  let [least, most] = [Infinity, -Infinity]
  for (const other of others) [least, most] = [Math.min(least, other), Math.max(most, other)]
  return { code: 'mean-not-share', others: others.size, least, most }
}

export function withOutcome(answers: Answers, { rows }: Counted): number {
  return rows.reduce((sum, counts, row) => sum + (counts ? (answers[row] as number) : 0), 0)
}

/** Variance the figure would have from a simple random sample as large, without replacement (R's `deff = TRUE`). */
export function varianceOfSimpleSample(
  design: SurveyDesign,
  { rows, respondents, sumOfWeights }: Counted,
  { distance }: Linearised,
): number {
  if (respondents < 2) return 0
  let squares = 0
  rows.forEach((counts, row) => {
    if (counts) squares += (design.weight[row] as number) * distance(row) ** 2
  })
  const notDrawn = sumOfWeights > respondents ? 1 - respondents / sumOfWeights : 1
  return (squares / sumOfWeights / (respondents - 1)) * notDrawn
}
