import type { ExitCode, Io } from '../../house/command.ts'
import { estimateSurveyed } from '../reading/surveyed.ts'
import { common, fileOf, needed, numberOf, readAsked, tableIn, within } from './asked.ts'
import { designAsked, designFlags, domainAsked } from './design.ts'
import { answer } from './print.ts'

/** `tp prevalence survey FILE --outcome C --weight C [--strata C] [--cluster C] [--fpc C]`. */
export async function surveyCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readAsked(argv, {
    ...common,
    ...designFlags,
    outcome: { type: 'string' },
    domain: { type: 'string' },
    total: { type: 'boolean', default: false },
    population: { type: 'string' },
  })
  const file = fileOf(positionals, 'FILE.csv')
  const outcome = needed('--outcome', values.outcome, 'outcome')
  const population =
    values.population === undefined ? undefined : numberOf('--population', values.population, 1, Infinity)
  const { columns, options } = designAsked(values)
  const domain = values.domain === undefined ? undefined : domainAsked(values.domain)

  const table = await tableIn(file, io.language)
  const estimate = within(file, io.language, () =>
    estimateSurveyed(
      table,
      {
        ...columns,
        outcome,
        ...(domain === undefined ? {} : { domain }),
        total: values.total,
        ...(population === undefined ? {} : { population }),
      },
      options,
    ),
  )
  answer(estimate, values.json, io)
  return 0
}
