import type { Run } from '../numeric/run.ts'
import { stream } from '../numeric/run.ts'
import type { Random } from '../random.ts'
import { type SurveyDesign, spreadOfTotals } from '../survey/design.ts'
import type { Answers } from '../survey/linearised.ts'

/** A cell of a comparison: whose answers make its mean, and the factor of the mean in the comparison. */
export type Cell = { rows: Uint8Array; contrast: number }

export type WildResult = {
  /** Two-sided, of no difference. */
  p: number
  level: number
  /** The differences the test does not reject; null where it rejects none of those looked at. */
  low: number | null
  high: number | null
  weights: 'rademacher' | 'webb'
  resamples: number
  seed: string
}

/** Sums over each cluster (row) and cell (column), from which every resample is computed. */
type Sums = {
  weights: Float64Array
  answers: Float64Array
  cellWeights: Float64Array
  clusters: number
  cells: number
}

/**
 * Wild cluster bootstrap of a comparison of cell means, with the null hypothesis imposed.
 *
 * The data are made as if there were no difference; then whole clusters have their distance from that flipped (or
 * stretched) at random, and each time the t statistic is computed. The share of resamples with a larger |t| is p.
 * The limits are the differences that would not be rejected, found with the same draws.
 *
 * Flips of sign (Rademacher) from 12 clusters on, six-point weights of Webb below, where flips have too few patterns.
 * With fewer than about six clusters in one group it rejects far too seldom or too often (MacKinnon and Webb 2017,
 * Journal of Applied Econometrics 32:233–254); the caller warns. Units drawn within clusters are not resampled.
 *
 * Cameron, Gelbach and Miller (2008), Review of Economics and Statistics 90:414–427; Webb (2023), Canadian Journal of Economics 56:839–858.
 */
export function* wildBootstrap(
  design: SurveyDesign,
  answers: Answers,
  cells: readonly Cell[],
  { resamples, level, seed }: { resamples: number; level: number; seed: number | bigint },
): Run<WildResult> {
  const sums = sumsOf(design, answers, cells)
  const contrast = cells.map((cell) => cell.contrast)
  const observed = comparison(sums, contrast, null, null)
  const standardError = Math.sqrt(spreadOfTotals(design, observed.scores, observed.scores))
  const weights = sums.clusters >= 12 ? 'rademacher' : 'webb'

  // In each resample the comparison and its scores are linear in the difference that is imposed, the variance is
  // quadratic. Two imposed differences, 0 and 1, tell all others, so the limits cost no more resamples.
  const [none, one] = [impose(sums, contrast, 0), impose(sums, contrast, 1)]
  const flips = new Float64Array(sums.clusters)
  const draws: { off: number; offSlope: number; variance: number; slope: number; bend: number }[] = []
  for (let b = 0; b < resamples; b++) {
    const chance = stream(seed, b)
    for (let c = 0; c < sums.clusters; c++) flips[c] = drawOf(weights, chance)
    const atNone = comparison(sums, contrast, none, flips)
    const atOne = comparison(sums, contrast, one, flips)
    const steps = atOne.scores.map((score, c) => score - (atNone.scores[c] as number))
    draws.push({
      off: atNone.value,
      offSlope: atOne.value - 1 - atNone.value,
      variance: spreadOfTotals(design, atNone.scores, atNone.scores),
      slope: spreadOfTotals(design, atNone.scores, steps),
      bend: spreadOfTotals(design, steps, steps),
    })
    if (b % 50 === 49) yield { done: b + 1, total: resamples }
  }

  const pOf = (difference: number): number => {
    const t = Math.abs(observed.value - difference) / standardError
    let larger = 0
    for (const { off, offSlope, variance, slope, bend } of draws) {
      const spread = Math.sqrt(Math.max(0, variance + 2 * difference * slope + difference ** 2 * bend))
      // Equal up to rounding counts as larger: some flips give the data back.
      if (Math.abs(off + difference * offSlope) >= t * spread * (1 - 1e-9)) larger += 1
    }
    return (1 + larger) / (1 + resamples)
  }

  /** The furthest difference on one side that is not rejected. */
  const limit = (side: -1 | 1): number | null => {
    let inside = observed.value
    let outside = observed.value
    for (let step = 2; ; step *= 2) {
      if (step > 64) return null
      outside = observed.value + side * step * standardError
      if (pOf(outside) < 1 - level) break
      inside = outside
    }
    while (Math.abs(outside - inside) > 1e-4 * standardError) {
      const middle = (inside + outside) / 2
      if (pOf(middle) < 1 - level) outside = middle
      else inside = middle
    }
    return (inside + outside) / 2
  }

  return {
    p: pOf(0),
    level,
    low: limit(-1),
    high: limit(1),
    weights,
    resamples,
    seed: String(seed),
  }
}

function sumsOf(design: SurveyDesign, answers: Answers, cells: readonly Cell[]): Sums {
  const clusters = design.first.stratum.length
  const weights = new Float64Array(clusters * cells.length)
  const sums = new Float64Array(clusters * cells.length)
  const cellWeights = new Float64Array(cells.length)
  cells.forEach(({ rows }, k) => {
    rows.forEach((counts, row) => {
      if (!counts) return
      const weight = design.weight[row] as number
      const at = (design.first.unit[row] as number) * cells.length + k
      weights[at] = (weights[at] as number) + weight
      sums[at] = (sums[at] as number) + weight * (answers[row] as number)
      cellWeights[k] = (cellWeights[k] as number) + weight
    })
  })
  return { weights, answers: sums, cellWeights, clusters, cells: cells.length }
}

/** Cell means closest (by weighted squares) to those found, with the comparison at the given difference. */
function impose(
  { answers, cellWeights, clusters, cells }: Sums,
  contrast: number[],
  difference: number,
): Float64Array {
  const means = new Float64Array(cells)
  for (let c = 0; c < clusters; c++) {
    for (let k = 0; k < cells; k++)
      means[k] = (means[k] as number) + (answers[c * cells + k] as number) / (cellWeights[k] as number)
  }
  let value = -difference
  let spread = 0
  contrast.forEach((factor, k) => {
    value += factor * (means[k] as number)
    spread += factor ** 2 / (cellWeights[k] as number)
  })
  return means.map(
    (mean, k) => mean - ((contrast[k] as number) * value) / ((cellWeights[k] as number) * spread),
  )
}

/** Comparison and its scores by cluster; of a resample, where `flips` stretch each cluster's distance from the means imposed. */
function comparison(
  { weights, answers, cellWeights, clusters, cells }: Sums,
  contrast: number[],
  imposed: Float64Array | null,
  flips: Float64Array | null,
): { value: number; scores: Float64Array } {
  const sums = new Float64Array(clusters * cells)
  const means = new Float64Array(cells)
  for (let c = 0; c < clusters; c++) {
    const flip = flips?.[c] ?? 1
    for (let k = 0; k < cells; k++) {
      const at = c * cells + k
      const centre = (weights[at] as number) * (imposed?.[k] ?? 0)
      const sum = flip * ((answers[at] as number) - centre) + centre
      sums[at] = sum
      means[k] = (means[k] as number) + sum / (cellWeights[k] as number)
    }
  }
  const scores = new Float64Array(clusters)
  let value = 0
  for (let k = 0; k < cells; k++) {
    const factor = contrast[k] as number
    const mean = means[k] as number
    value += factor * mean
    for (let c = 0; c < clusters; c++) {
      const at = c * cells + k
      const residual = (sums[at] as number) - (weights[at] as number) * mean
      scores[c] = (scores[c] as number) + (factor * residual) / (cellWeights[k] as number)
    }
  }
  return { value, scores }
}

function drawOf(weights: 'rademacher' | 'webb', chance: Random): number {
  if (weights === 'rademacher') return chance.below(2) === 0 ? -1 : 1
  const six = chance.below(6)
  return (six % 2 === 0 ? 1 : -1) * Math.sqrt((1 + Math.floor(six / 2)) / 2)
}
