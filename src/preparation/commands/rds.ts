import type { RdsMethod } from '../../estimators/network/rds.ts'
import { finish } from '../../estimators/numeric/run.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { estimateRecruited } from '../reading/recruited.ts'
import { common, fileOf, needed, numberOf, readAsked, tableIn, wholeOf, within, wrong } from './asked.ts'
import { answer } from './print.ts'

const bootstraps = ['tree', 'population', 'chain'] as const
const methods: readonly RdsMethod[] = ['rds-i', 'rds-ii', 'rds-ss']

/** `tp prevalence rds FILE --outcome C --degree C [--population N]`. */
export async function rdsCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readAsked(argv, {
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
  const outcome = needed('--outcome', values.outcome, 'The heading of the column with the answers.')
  const degree = needed('--degree', values.degree, 'The heading of the column with the network sizes.')
  const population =
    values.population === undefined ? null : numberOf('--population', values.population, 1, Infinity)
  const method = methods.find((known) => known === values.method)
  if (values.method !== undefined && !method)
    throw wrong(`“${values.method}” is not a method for recruited samples`, {
      place: '--method',
      message: `Known are ${methods.join(', ')}.`,
    })
  const zero = values['degree-zero']
  if (zero !== 'leave-out' && zero !== 'as-one')
    throw wrong(`--degree-zero ${zero} is not understood`, {
      place: '--degree-zero',
      message: 'Known are leave-out and as-one.',
    })
  const bootstrap = bootstraps.find((known) => known === values.bootstrap)
  if (values.bootstrap !== undefined && !bootstrap)
    throw wrong(`--bootstrap ${values.bootstrap} is not understood`, {
      place: '--bootstrap',
      message: `Known are ${bootstraps.join(', ')}.`,
    })
  const { seeds } = values
  if (seeds !== 'counted' && seeds !== 'left-out')
    throw wrong(`--seeds ${seeds} is not understood`, {
      place: '--seeds',
      message: 'Known are counted and left-out.',
    })
  const resamples = wholeOf('--boot', values.boot, 0, 1_000_000)
  const seed = wholeOf('--seed', values.seed, 0)
  const coupons = values.coupons === undefined ? undefined : wholeOf('--coupons', values.coupons, 1, 1000)

  const table = tableIn(file, io.language)
  const estimate = within(file, io.language, () => {
    return finish(
      estimateRecruited(
        table,
        {
          degree,
          outcome,
          ...(values.id === undefined ? {} : { id: values.id }),
          ...(values.recruiter === undefined ? {} : { recruiter: values.recruiter }),
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
  })
  answer(estimate, values.json, io)
  return 0
}
