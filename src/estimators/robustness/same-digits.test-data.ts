import { type Canonical, digest } from '../digest.ts'
import { finish } from '../numeric/run.ts'
import { aLargeModel } from './models.test-data.ts'
import { robustnessNow } from './robustness.ts'
import { smallestChanges } from './smallest-changes.ts'
import { sobolIndices } from './sobol.ts'

/** One hash over all that this folder answers for one model, to twelve digits. */
export function digestOfEverything(seed: number): string {
  const model = aLargeModel(20, 8)
  const { units, pairwise, ...rest } = robustnessNow(model, { seed, replications: 200, confidenceRuns: 40 })
  const sobol = finish(sobolIndices(model, { seed, n: 16 }))
  const plain = {
    ...rest,
    pairwise: [...pairwise],
    units: units.map(({ acceptability, centralWeights, ...unit }) => ({
      ...unit,
      acceptability: [...acceptability],
      centralWeights: centralWeights && [...centralWeights],
    })),
    sobol,
    changes: units.slice(0, 2).map(({ unit }) => smallestChanges(model, unit)),
  }
  return digest(plain as unknown as Canonical)
}
