import { differenceInDifferences } from '../../estimators/change/did.ts'
import { changeOfTotals, type TotalWithReplicates } from '../../estimators/change/mse-change.ts'
import type { Estimate } from '../../estimators/estimate.ts'
import { type StepwiseDiagnostics, stepwiseEstimate } from '../../estimators/lists/log-linear.ts'
import { finish } from '../../estimators/numeric/run.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { assertAmong, domainIn, keysIn, sampleIn } from '../reading/sample.ts'
import { estimateTwoWaves } from '../reading/two-waves.ts'
import { columnNamed, numbersOf } from '../text-table.ts'
import { common, fileOf, needed, numberOf, readAsked, tableIn, wholeOf, within } from './asked.ts'
import { designAsked, designFlags, domainAsked } from './design.ts'
import { carryOut } from './long-run.ts'
import { overlapTableIn } from './mse.ts'
import { answer } from './print.ts'
import { AskedWrongly } from './said.ts'

/**
 * `tp prevalence change FILE --outcome C --wave C --from A --to B` for two waves of a survey, with `--arm C
 * --treated V` for the difference in differences, and `tp prevalence change FIRST.csv SECOND.csv` for two sets of lists.
 */
export async function changeCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readAsked(argv, {
    ...common,
    ...designFlags,
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
    if (resamples === 0) throw new AskedWrongly('change.resamples', {}, '--boot')
    const threshold =
      values.threshold === undefined ? {} : { threshold: numberOf('--threshold', values.threshold, 0, 1) }
    const waveIn = async (file: string, wave: number): Promise<WaveOfLists> => {
      const { table } = await overlapTableIn(file, io)
      // Each wave has chance of its own: the same draws in both would tie them together.
      const settings = { ...threshold, resamples, seed: seed * 2 + wave }
      return { file, table, estimate: await carryOut(file, io, () => stepwiseEstimate(table, settings)) }
    }
    const first = await waveIn(positionals[0] as string, 0)
    const second = await waveIn(positionals[1] as string, 1)
    const change = within(positionals.join(' and '), io.language, () =>
      changeOfTotals(totalOf(first), totalOf(second), target),
    )
    answer({ ...change, seed: String(seed) }, values.json, io)
    return 0
  }

  const file = fileOf(positionals, 'FILE.csv')
  const outcome = needed('--outcome', values.outcome, 'outcome')
  const waveColumn = needed('--wave', values.wave, 'wave')
  const from = needed('--from', values.from, 'from')
  const to = needed('--to', values.to, 'to')
  if (from === to) throw new AskedWrongly('change.same', { name: from }, '--to')
  const arm =
    values.arm === undefined
      ? null
      : { column: values.arm, treated: needed('--treated', values.treated, 'treated') }
  const { columns, options } = designAsked(values)
  const domain = values.domain === undefined ? undefined : domainAsked(values.domain)
  const table = await tableIn(file, io.language)
  const estimate = within(file, io.language, (): Estimate => {
    const part = domain === undefined ? {} : { domain }
    if (arm === null)
      return estimateTwoWaves(
        table,
        { ...columns, outcome, wave: waveColumn, from, to, ...part, ...target },
        options,
      )
    const answers = numbersOf(table, columnNamed(table, outcome))
    const wave = keysIn(table, waveColumn)
    for (const name of [from, to].flatMap((names) => names.split(','))) assertAmong(wave, name)
    assertAmong(keysIn(table, arm.column), arm.treated)
    const design = sampleIn(table, columns, options)
    return finish(
      differenceInDifferences(design, answers, {
        period: wave,
        before: from.split(','),
        after: to.split(','),
        group: keysIn(table, arm.column),
        treated: arm.treated,
        seed,
        ...(domain === undefined ? {} : { domain: domainIn(table, domain) }),
      }),
    )
  })
  answer(estimate, values.json, io)
  return 0
}

type WaveOfLists = {
  file: string
  table: { lists: readonly string[] }
  estimate: Estimate<StepwiseDiagnostics>
}

function totalOf({ file, table, estimate }: WaveOfLists): TotalWithReplicates {
  const ok = estimate.status === 'ok'
  return {
    name: file,
    estimate: ok ? estimate.estimate : null,
    replicates: (ok && estimate.diagnostics.bootstrap?.totals) || [],
    lists: table.lists,
    cases: estimate.cases,
    ...(estimate.seed === undefined ? {} : { seed: estimate.seed }),
  }
}
