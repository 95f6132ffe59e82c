import type { Run } from '../../../../estimators/numeric/run.ts'
import { surveyMean } from '../../../../estimators/survey/survey.ts'
import { answersIn } from '../../../reading/answers.ts'
import { domainIn, keysIn, sampleIn } from '../../../reading/sample.ts'
import { estimateComparedWaves, estimateTwoWaves } from '../../../reading/two-waves.ts'
import type { TextTable } from '../../../text-table.ts'
import type { Computation } from '../../path.ts'
import { sampleColumnsOf } from '../survey/compute.ts'
import { limits, numberTyped } from '../typed.ts'
import type { ChangeResult, ComparedResult, TwoWavesResult, TwoWavesSettings } from './settings.ts'

/** The worker’s half: the digits of `tp prevalence change`. */
export const twoWavesComputation: Computation<TwoWavesSettings, TwoWavesResult> = {
  *compute({ sample }, settings): Run<TwoWavesResult> {
    const table = sample as TextTable
    return settings.arm === '' ? yield* changeIn(table, settings) : yield* comparedIn(table, settings)
  },
}

const optionsOf = ({ lonely, missingWeights }: TwoWavesSettings) => ({ onLonely: lonely, missingWeights })

const domainOf = ({ domain, domainValue }: TwoWavesSettings) =>
  domain === '' ? null : { column: domain, value: domainValue }

function* changeIn(table: TextTable, settings: TwoWavesSettings): Run<ChangeResult> {
  const percent = numberTyped(settings.target, limits.percent)
  const target = percent === undefined ? null : percent / 100
  const domain = domainOf(settings)
  const { outcome, wave, from, to } = settings
  const change = estimateTwoWaves(
    table,
    {
      ...sampleColumnsOf(settings),
      outcome,
      wave,
      from,
      to,
      ...(target === null ? {} : { target }),
      ...(domain === null ? {} : { domain }),
    },
    optionsOf(settings),
  )
  yield { done: 1, total: 2 }
  const alone = aloneIn(table, settings)
  return { is: 'change', change, waves: [alone(from), alone(to)], target }
}

function* comparedIn(table: TextTable, settings: TwoWavesSettings): Run<ComparedResult> {
  const { outcome, wave, before, after, arm, treated } = settings
  const domain = domainOf(settings)
  const resamples = numberTyped(settings.resamples, limits.resamples)
  const effect = yield* estimateComparedWaves(
    table,
    {
      ...sampleColumnsOf(settings),
      outcome,
      wave,
      before,
      after,
      arm: { column: arm, value: treated },
      seed: numberTyped(settings.seed, limits.seed) ?? 1,
      ...(resamples === undefined ? {} : { resamples }),
      ...(domain === null ? {} : { domain }),
    },
    optionsOf(settings),
  )
  const groups = keysIn(table, arm)
  const alone = aloneIn(table, settings)
  const cells = (['treated', 'compared'] as const).flatMap((group) =>
    [...before, ...after].map((name) => ({
      group,
      ...alone(name, (row) => (groups[row] === treated) === (group === 'treated')),
    })),
  )
  return { is: 'compared', effect, cells }
}

/** One wave by itself, of everybody or of some. */
function aloneIn(table: TextTable, settings: TwoWavesSettings) {
  const design = sampleIn(table, sampleColumnsOf(settings), optionsOf(settings))
  const answers = answersIn(table, { outcome: settings.outcome })
  const of = keysIn(table, settings.wave)
  const domain = domainOf(settings)
  const inDomain = domain === null ? () => true : domainIn(table, domain)
  return (wave: string, isHere: (row: number) => boolean = () => true) => ({
    wave,
    estimate: surveyMean(design, answers, {
      domain: (row) => of[row] === wave && inDomain(row) && isHere(row),
    }),
  })
}
