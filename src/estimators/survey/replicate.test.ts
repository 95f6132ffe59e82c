import { describe, expect, it } from 'vitest'
import { type Estimate, WrongData } from '../estimate.ts'
import { finish } from '../numeric/run.ts'
import { random } from '../random.ts'
import { surveyDesign } from './design.ts'
import { bootstrapOfClusters, givenReplicates, jackknife, replicateEstimate } from './replicate.ts'
import { surveyMean, surveyTotal } from './survey.ts'

function ok<T>(estimate: Estimate<T>) {
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate.reason))
  return estimate
}

/** Three strata of four, five and six clusters with a few respondents each. */
function aSurvey({ strata = true, perStratum = [4, 5, 6] } = {}) {
  const chance = random(7)
  const rows = perStratum.flatMap((clusters, h) =>
    Array.from({ length: clusters }, (_, c) => ({ h, c, level: chance.uniform() })).flatMap(
      ({ h, c, level }) =>
        Array.from({ length: 3 + chance.below(4) }, () => ({
          stratum: `s${h}`,
          cluster: `s${h} c${c}`,
          weight: 5 + 10 * chance.uniform(),
          y: chance.uniform() < level ? 1 : 0,
        })),
    ),
  )
  const sizes = perStratum.map((clusters) => 3 * clusters)
  return {
    answers: rows.map(({ y }) => y),
    weights: rows.map(({ weight }) => weight),
    rows,
    design: surveyDesign(
      {
        weight: rows.map(({ weight }) => weight),
        clusters: rows.map(({ cluster }) => cluster),
        ...(strata
          ? {
              strata: rows.map(({ stratum }) => stratum),
              fpc: rows.map(({ stratum }) => sizes[Number(stratum[1])] ?? 1),
            }
          : {}),
      },
      rows.length,
    ),
  }
}

const sumOf = (answers: readonly number[]) => (weights: Float64Array) =>
  weights.reduce((sum, weight, row) => sum + weight * (answers[row] as number), 0)
const meanOf = (answers: readonly number[]) => (weights: Float64Array) => {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return all > 0 ? sumOf(answers)(weights) / all : null
}

describe('Replicates', () => {
  it.each([
    ['JK1', false],
    ['JKn', true],
  ] as const)('%s gives a total the error of linearisation, what was drawn of each stratum included', (kind, strata) => {
    const { design, answers } = aSurvey({ strata })
    const linear = ok(surveyTotal(design, answers))
    const replicates = jackknife(design)
    const total = ok(replicateEstimate(design.weight, replicates, sumOf(answers)))

    expect(replicates.kind).toBe(kind)
    expect(total.estimate).toBeCloseTo(linear.estimate, 9)
    expect(total.standardError).toBeCloseTo(linear.standardError ?? 0, 9)
    expect(total.diagnostics.degreesOfFreedom).toBe(linear.diagnostics.degreesOfFreedom)
  })

  it('by jackknife are close to linearisation for a share', () => {
    const { design, answers } = aSurvey()
    const linear = ok(surveyMean(design, answers)).standardError ?? 0
    const again = ok(replicateEstimate(design.weight, jackknife(design), meanOf(answers))).standardError ?? 0
    expect(Math.abs(again / linear - 1)).toBeLessThan(0.05)
  })

  it('of clusters drawn anew vary a total as linearisation says, but for the error of simulation', () => {
    const { design, answers } = aSurvey()
    const linear = ok(surveyTotal(design, answers)).standardError ?? 0
    const replicates = finish(bootstrapOfClusters(design, { resamples: 2000, seed: 3 }))
    const again = ok(replicateEstimate(design.weight, replicates, sumOf(answers)))

    // A standard error from 2,000 draws errs by about 1/sqrt(2 · 2000), 1.6 %.
    expect(Math.abs((again.standardError ?? 0) / linear - 1)).toBeLessThan(0.05)
    expect(again).toMatchObject({ seed: '3', resamples: 2000 })
    const repeated = finish(bootstrapOfClusters(design, { resamples: 5, seed: 3 }))
    expect(repeated.weights[4]).toEqual(replicates.weights[4])
  })

  it.each([
    ['BRR', 0],
    ['Fay', 0.3],
  ] as const)('%s as given in a file, balanced over pairs, gives the error of linearisation', (kind, fay) => {
    // Four strata of two clusters and the eight half-samples of a Hadamard matrix: every pair of strata balanced.
    const { rows, answers, weights } = aSurvey({ perStratum: [2, 2, 2, 2] })
    const design = surveyDesign(
      {
        weight: weights,
        clusters: rows.map(({ cluster }) => cluster),
        strata: rows.map(({ stratum }) => stratum),
      },
      rows.length,
    )
    const sign = (r: number, h: number) =>
      [...(r & (h + 1)).toString(2)].filter((bit) => bit === '1').length % 2 ? -1 : 1
    const halves = Array.from({ length: 8 }, (_, r) =>
      rows.map(({ stratum, cluster, weight }) => {
        const kept = (cluster.endsWith('c0') ? 1 : -1) === sign(r, Number(stratum[1]))
        return weight * (kept ? 2 - fay : fay)
      }),
    )
    const replicates = givenReplicates({ kind, weights: halves, fay, degreesOfFreedom: 4 })
    const again = ok(replicateEstimate(design.weight, replicates, sumOf(answers)))
    expect(again.standardError).toBeCloseTo(ok(surveyTotal(design, answers)).standardError ?? 0, 9)
  })

  it('give no figure where one of them has none, and say how many', () => {
    const { design } = aSurvey()
    const odd = (weights: Float64Array) => (weights[0] === 0 ? null : 1)
    expect(replicateEstimate(design.weight, jackknife(design), odd)).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'resamples-failed', failed: 1, of: 15 },
    })
  })

  it('are refused for a stratum with one cluster, and for weights that are none', () => {
    const alone = surveyDesign({ strata: ['a', 'a', 'b'], clusters: [1, 2, 3] }, 3)
    expect(() => jackknife(alone)).toThrow(WrongData)
    expect(() => jackknife(surveyDesign({}, 20_000))).toThrow(/too-many/)
    expect(() => givenReplicates({ kind: 'BRR', weights: [[1], [-1]] })).toThrow(/not-a-weight/)
    expect(() => givenReplicates({ kind: 'BRR', weights: [[1]] })).toThrow(/too-few/)
  })
})
