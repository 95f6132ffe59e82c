import type { NsumFactors } from '../../../../estimators/network/nsum.ts'
import { estimateNsum } from '../../../../estimators/network/nsum.ts'
import type { Run } from '../../../../estimators/numeric/run.ts'
import { knownGroupsIn, scaleUpIn } from '../../../reading/scale-up.ts'
import type { TextTable } from '../../../text-table.ts'
import type { Computation } from '../../path.ts'
import { limits, limitsOfFactor, numberTyped } from '../typed.ts'
import type { NsumResult, NsumSettings } from './settings.ts'

/** The worker’s half: the digits of `tp prevalence nsum`. */
export const nsumComputation: Computation<NsumSettings, NsumResult> = {
  *compute({ answers, sizes }, settings): Run<NsumResult> {
    const table = answers as TextTable
    const known = knownGroupsIn(sizes as TextTable).filter(
      ({ group }) => group !== settings.hidden && !settings.without.includes(group),
    )
    const cutAt = numberTyped(settings.cutAt, limits.cut)
    const survey = scaleUpIn(table, {
      hidden: settings.hidden,
      known,
      population: numberTyped(settings.population, limits.people) ?? Number.NaN,
      ...(settings.weight === '' ? {} : { weight: settings.weight }),
      ...(settings.cluster === '' ? {} : { cluster: settings.cluster }),
      ...(settings.strata === '' ? {} : { strata: settings.strata }),
      ...(cutAt === undefined ? {} : { cutAt }),
    })
    const factors = factorsOf(settings)
    const seed = numberTyped(settings.seed, limits.seed) ?? 1
    const resamples = numberTyped(settings.resamples, limits.resamples) ?? 1000
    const estimates: NsumResult['estimates'] = []
    for (const label of ['nsum-mle', 'nsum-pimle'] as const)
      estimates.push({
        label,
        estimate: yield* estimateNsum(survey, { method: label, factors, resamples, seed }),
      })
    return { estimates, known: known.map(({ group }) => group) }
  },
}

export function factorsOf(settings: NsumSettings): NsumFactors {
  const factors: NsumFactors = {}
  for (const name of ['frameRatio', 'degreeRatio', 'transmission', 'precision'] as const) {
    const value = numberTyped(settings[name], limitsOfFactor[name])
    if (value !== undefined) factors[name] = value
  }
  return factors
}
