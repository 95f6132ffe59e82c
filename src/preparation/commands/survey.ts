import { surveyMean, surveyTotal } from '../../estimators/survey/survey.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { columnNamed, numbersOf } from '../text-table.ts'
import { common, fileOf, needed, numberOf, readAsked, tableIn, within } from './asked.ts'
import { designFlags, designOf, domainOf } from './design.ts'
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
  const outcome = needed('--outcome', values.outcome, 'The heading of the column with the answers (1 and 0).')
  const population =
    values.population === undefined ? undefined : numberOf('--population', values.population, 1, Infinity)

  const table = tableIn(file, io.language)
  const estimate = within(file, io.language, () => {
    const answers = numbersOf(table, columnNamed(table, outcome))
    const design = designOf(table, values)
    const options = values.domain === undefined ? {} : { domain: domainOf(table, values.domain) }
    if (values.total || population !== undefined)
      return surveyTotal(design, answers, { ...options, ...(population === undefined ? {} : { population }) })
    return surveyMean(design, answers, options)
  })
  answer(estimate, values.json, io)
  return 0
}
