import type { NsumFactors } from '../../../../estimators/network/nsum.ts'
import { estimateNsum } from '../../../../estimators/network/nsum.ts'
import type { KnownGroup } from '../../../../estimators/network/nsum-data.ts'
import type { Run } from '../../../../estimators/numeric/run.ts'
import { estimateEnriched, knownGroupsIn, scaleUpIn } from '../../../reading/scale-up.ts'
import type { TextTable } from '../../../text-table.ts'
import type { Computation } from '../../path.ts'
import { limits, limitsOfFactor, numberTyped } from '../typed.ts'
import type { NsumResult, NsumSettings } from './settings.ts'

/** The worker’s half: the digits of `tp prevalence nsum`. */
export const nsumComputation: Computation<NsumSettings, NsumResult> = {
  *compute({ answers, sizes, members }, settings): Run<NsumResult> {
    const table = answers as TextTable
    const known = knownGroupsIn(sizes as TextTable).filter(
      ({ group }) => group !== settings.hidden && !settings.without.includes(group),
    )
    const cutAt = numberTyped(settings.cutAt, limits.cut)
    const asked = {
      hidden: settings.hidden,
      known,
      population: numberTyped(settings.population, limits.people) ?? Number.NaN,
      ...(settings.weight === '' ? {} : { weight: settings.weight }),
      ...(settings.cluster === '' ? {} : { cluster: settings.cluster }),
      ...(settings.strata === '' ? {} : { strata: settings.strata }),
      ...(cutAt === undefined ? {} : { cutAt }),
    }
    const survey = scaleUpIn(table, asked)
    const factors = factorsOf(settings)
    const seed = numberTyped(settings.seed, limits.seed) ?? 1
    const resamples = numberTyped(settings.resamples, limits.resamples) ?? 1000
    const estimates: NsumResult['estimates'] = []
    for (const label of ['nsum-mle', 'nsum-pimle'] as const)
      estimates.push({
        label,
        estimate: yield* estimateNsum(survey, { method: label, factors, resamples, seed }),
      })
    const { precision } = factors
    const generalised =
      members === undefined
        ? null
        : yield* estimateEnriched(
            table,
            asked,
            { table: members, asked: membersAsked(settings, known, asked.population) },
            { resamples, seed, ...(precision === undefined ? {} : { precision }) },
          )
    return { estimates, generalised, known: known.map(({ group }) => group) }
  },
}

function membersAsked(
  { frame, knowers, membersWeight }: NsumSettings,
  known: readonly KnownGroup[],
  population: number,
) {
  return {
    frame: numberTyped(frame, limits.people) ?? population,
    known,
    ...(knowers === '' ? {} : { knowers }),
    ...(membersWeight === '' ? {} : { weight: membersWeight }),
  }
}

export function factorsOf(settings: NsumSettings): NsumFactors {
  const factors: NsumFactors = {}
  for (const name of ['frameRatio', 'degreeRatio', 'transmission', 'precision'] as const) {
    const value = numberTyped(settings[name], limitsOfFactor[name])
    if (value !== undefined) factors[name] = value
  }
  return factors
}
