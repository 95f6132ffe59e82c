import { expect } from 'vitest'
import { evaluateModel } from '../../estimators/robustness/evaluate.ts'
import { assess, defaultOptions } from '../assess.ts'
import type { Inputs, Methodology } from '../schema.ts'
import { modelOf } from './model.ts'

/** What the model and `assess()` say of everybody, side by side. */
export function bothWays(methodology: Methodology, inputs: Inputs) {
  const options = { ...defaultOptions(methodology, inputs.asOf), replicates: 0 }
  const kept = assess(methodology, inputs, options).units
  const again = evaluateModel(modelOf(methodology, inputs, options)).units
  const shown = (
    units: readonly { unit: string; standing: string; rank: number | null; wouldRank: number | null }[],
  ) => units.map(({ unit, standing, rank, wouldRank }) => ({ unit, standing, rank, wouldRank }))
  expect(shown(again)).toEqual(shown(kept))
  again.forEach(({ score }, i) => {
    if (score === null) expect(kept[i]!.score).toBeNull()
    else expect(score).toBeCloseTo(kept[i]!.score!, 9)
  })
  return kept
}
