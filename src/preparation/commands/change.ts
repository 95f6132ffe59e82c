import type { Estimate } from '../../estimators/estimate.ts'
import { stepwiseEstimate } from '../../estimators/lists/log-linear.ts'
import { finish } from '../../estimators/numeric/run.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { changeOfLists, seedOfWave, type WaveOfLists } from '../reading/two-lists.ts'
import { estimateComparedWaves, estimateTwoWaves } from '../reading/two-waves.ts'
import {
  common,
  fileOf,
  needed,
  numberOf,
  readAsked,
  refuseAlone,
  refuseBeside,
  refuseUnused,
  tableIn,
  warnOfChance,
  wholeOf,
  within,
} from './asked.ts'
import { answerFlags, codingAsked, designAsked, designFlags, domainAsked } from './design.ts'
import { carryOut } from './long-run.ts'
import { overlapTableIn } from './mse.ts'
import { answer, labelOf } from './print.ts'
import { AskedWrongly } from './said.ts'

/** Flags that say something of a survey, and nothing of two tables of lists. */
const ofSurveys = [
  ...Object.keys(designFlags),
  ...Object.keys(answerFlags),
  ...['mean', 'outcome', 'wave', 'from', 'to', 'arm', 'treated', 'domain'],
]

/**
 * `tp prevalence change FILE --outcome C --wave C --from A --to B` for two waves of a survey, with `--arm C
 * --treated V` for the difference in differences, and `tp prevalence change FIRST.csv SECOND.csv` for two sets of lists.
 */
export async function changeCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals, given } = readAsked(argv, {
    ...common,
    ...designFlags,
    ...answerFlags,
    mean: { type: 'boolean', default: false },
    outcome: { type: 'string' },
    wave: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    arm: { type: 'string' },
    treated: { type: 'string' },
    domain: { type: 'string' },
    target: { type: 'string' },
    threshold: { type: 'string' },
    boot: { type: 'string', default: '1000' },
  })
  const target = values.target === undefined ? {} : { target: numberOf('--target', values.target, 0, 1) }
  const seed = wholeOf('--seed', values.seed, 0)
  const resamples = wholeOf('--boot', values.boot, 0, 1_000_000)

  if (positionals.length === 2) {
    refuseUnused(given, ofSurveys, { beside: 'change FIRST.csv SECOND.csv', known: 'change FILE.csv' })
    if (resamples === 0) throw new AskedWrongly('change.resamples', {}, '--boot')
    const threshold =
      values.threshold === undefined ? {} : { threshold: numberOf('--threshold', values.threshold, 0, 1) }
    const waveIn = async (file: string, wave: 0 | 1): Promise<WaveOfLists> => {
      const { table } = await overlapTableIn(file, io)
      const settings = { ...threshold, resamples, seed: seedOfWave(seed, wave) }
      return {
        name: file,
        table,
        estimate: await carryOut(file, io, () => stepwiseEstimate(table, settings)),
      }
    }
    const first = await waveIn(positionals[0] as string, 0)
    const second = await waveIn(positionals[1] as string, 1)
    const told = within(positionals.join(' and '), io.language, () =>
      changeOfLists(first, second, { ...target, seed }),
    )
    answer(told, values.json, io, labelOf(told, { language: io.language }))
    return 0
  }

  const file = fileOf(positionals, 'FILE.csv')
  refuseUnused(given, ['threshold'], { beside: 'change FILE.csv', known: 'change FIRST.csv SECOND.csv' })
  refuseAlone(given, ['treated'], 'arm')
  if (given.has('arm')) refuseBeside(given, ['target'], '--arm')
  const outcome = needed('--outcome', values.outcome, 'outcome')
  const waveColumn = needed('--wave', values.wave, 'wave')
  const from = needed('--from', values.from, 'from')
  const to = needed('--to', values.to, 'to')
  if (from === to) throw new AskedWrongly('change.same', { name: from }, '--to')
  const arm =
    values.arm === undefined
      ? null
      : { column: values.arm, treated: needed('--treated', values.treated, 'treated') }
  const { columns, options } = designAsked(values, given)
  const asked = { outcome, ...codingAsked(values, given) }
  const domain = values.domain === undefined ? undefined : domainAsked(values.domain)
  const table = await tableIn(file, io.language)
  const estimate = within(file, io.language, (): Estimate => {
    const part = domain === undefined ? {} : { domain }
    if (arm === null)
      return estimateTwoWaves(
        table,
        { ...columns, ...asked, wave: waveColumn, from, to, ...part, ...target },
        options,
      )
    return finish(
      estimateComparedWaves(
        table,
        {
          ...columns,
          ...asked,
          wave: waveColumn,
          before: from.split(','),
          after: to.split(','),
          arm: { column: arm.column, value: arm.treated },
          seed,
          ...part,
          ...(given.has('boot') ? { resamples } : {}),
        },
        options,
      ),
    )
  })
  // Two groups in many clusters have resamples only where they are asked for.
  const drawn = given.has('boot') ? resamples : estimate.status === 'ok' ? (estimate.resamples ?? 0) : null
  if (arm === null) warnOfChance(given, { draws: 'nothing', what: 'change --wave', resamples }, io)
  else warnOfChance(given, { draws: 'resamples', what: 'change --arm', resamples: drawn }, io)
  answer(estimate, values.json, io, labelOf(estimate, { outcome, language: io.language }))
  return 0
}
