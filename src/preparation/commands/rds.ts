import type { RdsMethod } from '../../estimators/network/rds.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { usualIds, usualRecruiters } from '../reading/choices.ts'
import { estimateRecruited } from '../reading/recruited.ts'
import { cellsOf, columnNamed, headingAmong } from '../text-table.ts'
import {
  choiceOf,
  common,
  fileOf,
  needed,
  peopleOf,
  readAsked,
  refuseAlone,
  refuseBeside,
  tableIn,
  warnOfChance,
  wholeOf,
  within,
} from './asked.ts'
import { carryOut } from './long-run.ts'
import { answer } from './print.ts'
import { AskedWrongly } from './said.ts'

const bootstraps = ['tree', 'population', 'chain'] as const
const methods: readonly RdsMethod[] = ['rds-i', 'rds-ii', 'rds-ss']

/** `tp prevalence rds FILE --outcome C --degree C [--population N]`. */
export async function rdsCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals, given } = readAsked(argv, {
    ...common,
    outcome: { type: 'string' },
    group: { type: 'string', default: '1' },
    degree: { type: 'string' },
    id: { type: 'string' },
    recruiter: { type: 'string' },
    population: { type: 'string' },
    coupons: { type: 'string' },
    method: { type: 'string' },
    boot: { type: 'string', default: '1000' },
    'degree-zero': { type: 'string', default: 'leave-out' },
    bootstrap: { type: 'string' },
    seeds: { type: 'string', default: 'counted' },
  })
  const file = fileOf(positionals, 'FILE.csv')
  const outcome = needed('--outcome', values.outcome, 'group')
  const degree = needed('--degree', values.degree, 'degree')
  const population = values.population === undefined ? null : peopleOf('--population', values.population, 1)
  const method = values.method === undefined ? undefined : choiceOf('--method', values.method, methods)
  const zero = choiceOf('--degree-zero', values['degree-zero'], ['leave-out', 'as-one'])
  const bootstrap =
    values.bootstrap === undefined ? undefined : choiceOf('--bootstrap', values.bootstrap, bootstraps)
  const seeds = choiceOf('--seeds', values.seeds, ['counted', 'left-out'])
  const resamples = wholeOf('--boot', values.boot, 0, 1_000_000)
  const seed = wholeOf('--seed', values.seed, 0)
  const coupons = values.coupons === undefined ? undefined : wholeOf('--coupons', values.coupons, 1, 1000)
  if (resamples === 0) refuseBeside(given, ['bootstrap'], '--boot 0')
  if (bootstrap === 'population') refuseAlone(given, ['bootstrap'], 'population')
  warnOfChance(given, { draws: 'resamples', what: 'rds', resamples }, io)

  const table = await tableIn(file, io.language)
  const found = (names: readonly [string, ...string[]]) => {
    const name = headingAmong(table, names)
    return table.columns.some((column) => column.toLowerCase() === name) ? name : undefined
  }
  const id = needed('--id', values.id ?? found(usualIds), 'id')
  const recruiter = needed('--recruiter', values.recruiter ?? found(usualRecruiters), 'recruiter')
  if (!given.has('group')) {
    const answers = within(file, io.language, () => cellsOf(table, columnNamed(table, outcome)))
    const others = [...new Set(answers)].filter((answer) => answer !== '' && answer !== '0').sort()
    if (others.length > 0 && !others.includes('1'))
      throw new AskedWrongly('rds.group', { known: others.slice(0, 12).join(', ') }, '--group')
  }
  const estimate = await carryOut(file, io, () =>
    estimateRecruited(
      table,
      {
        degree,
        outcome,
        id,
        recruiter,
      },
      {
        group: values.group,
        ...(method && { method }),
        population,
        resamples,
        seed,
        ...(bootstrap && { bootstrap }),
      },
      { degreeZero: zero, seeds, ...(coupons === undefined ? {} : { coupons }) },
    ),
  )
  answer(estimate, values.json, io)
  return 0
}
