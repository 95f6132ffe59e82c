import { estimateRds, type RdsMethod } from '../../estimators/network/rds.ts'
import { readTree } from '../../estimators/network/rds-data.ts'
import { finish } from '../../estimators/numeric/run.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { cellsOf, columnNamed, type TextTable } from '../text-table.ts'
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
  // Successive sampling allows for how much of the population was drawn, where its size is known.
  const method = (values.method ?? (population === null ? 'rds-ii' : 'rds-ss')) as RdsMethod
  if (!methods.includes(method))
    throw wrong(`“${method}” is not a method for recruited samples`, {
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
    const column = (name: string) => cellsOf(table, columnNamed(table, name))
    const ids = column(values.id ?? headingAmong(table, ['id', 'respondent', 'respondent.id']))
    const recruiters = column(
      values.recruiter ?? headingAmong(table, ['recruiter.id', 'recruiter', 'recruiter_id']),
    )
    const degrees = column(degree)
    const outcomes = column(outcome)
    const tree = readTree(
      ids.map((id, i) => ({
        id,
        recruiter: recruiters[i] as string,
        degree: degrees[i] as string,
        outcome: outcomes[i] as string,
      })),
      { degreeZero: zero, seeds, ...(coupons === undefined ? {} : { coupons }) },
    )
    return finish(
      estimateRds(tree, {
        method,
        group: values.group,
        population,
        resamples,
        seed,
        ...(bootstrap && { bootstrap }),
      }),
    )
  })
  answer(estimate, values.json, io)
  return 0
}

/** The first of these headings that the table has; the first of all where it has none, for the error to name. */
function headingAmong(table: TextTable, names: readonly [string, ...string[]]): string {
  const known = table.columns.map((column) => column.toLowerCase())
  return names.find((name) => known.includes(name)) ?? names[0]
}
