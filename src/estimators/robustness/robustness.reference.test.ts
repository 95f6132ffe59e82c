import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared.ts'
import { aLeaf, aModel } from './models.test-data.ts'
import { robustnessNow } from './robustness.ts'
import { smaa } from './smaa.ts'

/* The medical example of the R package smaa: two treatments, three criteria, 500 recorded draws of values and weights. */

const path = sharedData('selection/smaa-golden.json')
const golden = path === null ? null : JSON.parse(readFileSync(path, 'utf8'))

describe.skipIf(golden === null)('Acceptability against the reference package', () => {
  const run = (draws: typeof golden) =>
    smaa(
      draws.weights.map((weights: number[], k: number) => ({
        weights,
        values: draws.measurements.map((own: number[][]) => own[k]),
      })),
    )

  it('is the same for the same draws: places, pairs, central weights, confidence and entropy', () => {
    const ours = run(golden)
    const theirs = golden.result
    expect(ours.acceptability.map((row) => [...row])).toEqual(theirs.rank_acceptability)
    expect(ours.pairwise.map((row) => [...row])).toEqual(theirs.pairwise_winning)
    expect(ours.confidence).toEqual(theirs.confidence_factors)
    expect(ours.entropyOfFirst).toBeCloseTo(theirs.entropy_choice, 12)
    theirs.central_weights.forEach((row: number[], i: number) => {
      row.forEach((weight, c) => {
        expect(ours.centralWeights[i]?.[c]).toBeCloseTo(weight, 12)
      })
    })
    theirs.mean_value.forEach((value: number, i: number) => {
      expect(ours.meanScore[i]).toBeCloseTo(value, 12)
    })
  })

  it('comes near the summary of all 10,000 when errors and weights are drawn here', () => {
    // The recorded values have these means and deviations; drawn as normal ones they are nearly theirs.
    const moments = golden.measurements.map((own: number[][]) =>
      [0, 1, 2].map((c) => {
        const column = own.map((row) => row[c] as number)
        const mean = column.reduce((sum, x) => sum + x, 0) / column.length
        const square = column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (column.length - 1)
        return { mean, deviation: Math.sqrt(square) }
      }),
    )
    const leaves = golden.criteria.map((id: string, c: number) =>
      aLeaf(
        id,
        moments.map((own: { mean: number }[]) => own[c]?.mean),
        {
          value: { kind: 'given' },
          standardErrors: moments.map((own: { deviation: number }[]) => own[c]?.deviation),
        },
      ),
    )
    const ours = robustnessNow(
      aModel({
        leaves,
        doubt: { measurement: true, imputation: false, weights: { kind: 'free' }, alternatives: [] },
      }),
      { seed: 1, replications: 10_000 },
    )
    golden.result_full.rank_acceptability.forEach((row: number[], i: number) => {
      row.forEach((share, r) => {
        expect(Math.abs((ours.units[i]?.acceptability[r] ?? 0) - share)).toBeLessThan(0.03)
      })
    })
    golden.result_full.central_weights.forEach((row: number[], i: number) => {
      row.forEach((weight, c) => {
        expect(Math.abs((ours.units[i]?.centralWeights?.[c] ?? 0) - weight)).toBeLessThan(0.03)
      })
    })
  })
})
