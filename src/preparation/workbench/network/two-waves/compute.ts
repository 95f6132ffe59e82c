import type { Run } from '../../../../estimators/numeric/run.ts'
import { surveyMean } from '../../../../estimators/survey/survey.ts'
import { domainIn, keysIn, sampleIn } from '../../../reading/sample.ts'
import { estimateTwoWaves } from '../../../reading/two-waves.ts'
import { columnNamed, numbersOf, type TextTable } from '../../../text-table.ts'
import type { Computation } from '../../path.ts'
import { sampleColumnsOf } from '../survey/compute.ts'
import { limits, numberTyped } from '../typed.ts'
import type { TwoWavesResult, TwoWavesSettings } from './settings.ts'

/** The worker’s half: the digits of `tp prevalence change`. */
export const twoWavesComputation: Computation<TwoWavesSettings, TwoWavesResult> = {
  *compute({ sample }, settings): Run<TwoWavesResult> {
    const table = sample as TextTable
    const percent = numberTyped(settings.target, limits.percent)
    const target = percent === undefined ? null : percent / 100
    const columns = sampleColumnsOf(settings)
    const options = { onLonely: settings.lonely, missingWeights: settings.missingWeights }
    const domain = settings.domain === '' ? null : { column: settings.domain, value: settings.domainValue }
    const { outcome, wave, from, to } = settings
    const change = estimateTwoWaves(
      table,
      {
        ...columns,
        outcome,
        wave,
        from,
        to,
        ...(target === null ? {} : { target }),
        ...(domain === null ? {} : { domain }),
      },
      options,
    )
    yield { done: 1, total: 2 }
    const design = sampleIn(table, columns, options)
    const answers = numbersOf(table, columnNamed(table, outcome))
    const of = keysIn(table, wave)
    const inDomain = domain === null ? () => true : domainIn(table, domain)
    const alone = (name: string) => ({
      wave: name,
      estimate: surveyMean(design, answers, { domain: (row) => of[row] === name && inDomain(row) }),
    })
    return { change, waves: [alone(from), alone(to)], target }
  },
}
