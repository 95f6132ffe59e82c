import type { LonelyClusters } from '../../estimators/survey/design.ts'
import { surveyDesign } from '../../estimators/survey/design.ts'
import { surveyMean, surveyTotal } from '../../estimators/survey/survey.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { cellsOf, columnNamed, numbersOf } from '../text-table.ts'
import { common, fileOf, needed, numberOf, readAsked, tableIn, within, wrong } from './asked.ts'
import { answer } from './print.ts'

const lonely = ['refuse', 'centre', 'certainty', 'collapse'] as const

/** `tp prevalence survey FILE --outcome C --weight C [--strata C] [--cluster C] [--fpc C]`. */
export async function surveyCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readAsked(argv, {
    ...common,
    outcome: { type: 'string' },
    weight: { type: 'string' },
    strata: { type: 'string' },
    cluster: { type: 'string' },
    fpc: { type: 'string' },
    domain: { type: 'string' },
    total: { type: 'boolean', default: false },
    population: { type: 'string' },
    lonely: { type: 'string', default: 'refuse' },
    'leave-out-missing-weights': { type: 'boolean', default: false },
  })
  const file = fileOf(positionals, 'FILE.csv')
  const outcome = needed('--outcome', values.outcome, 'The heading of the column with the answers (1 and 0).')
  if (!lonely.includes(values.lonely as LonelyClusters))
    throw wrong(`--lonely ${values.lonely} is not understood`, {
      place: '--lonely',
      message: `Known are ${lonely.join(', ')}.`,
    })
  const population =
    values.population === undefined ? undefined : numberOf('--population', values.population, 1, Infinity)

  const table = tableIn(file, io.language)
  const estimate = within(file, io.language, () => {
    const key = (name: string) => cellsOf(table, columnNamed(table, name)).map((cell) => cell || null)
    const number = (name: string) => numbersOf(table, columnNamed(table, name))
    const answers = number(outcome)
    const design = surveyDesign(
      {
        ...(values.weight === undefined ? {} : { weight: number(values.weight) }),
        ...(values.strata === undefined ? {} : { strata: key(values.strata) }),
        ...(values.cluster === undefined ? {} : { clusters: key(values.cluster) }),
        ...(values.fpc === undefined ? {} : { fpc: number(values.fpc) }),
      },
      table.rows.length,
      {
        onLonely: values.lonely as LonelyClusters,
        missingWeights: values['leave-out-missing-weights'] ? 'leave-out' : 'refuse',
      },
    )
    const domain = values.domain === undefined ? undefined : domainOf(table, values.domain)
    const options = domain === undefined ? {} : { domain }
    if (values.total || population !== undefined)
      return surveyTotal(design, answers, { ...options, ...(population === undefined ? {} : { population }) })
    return surveyMean(design, answers, options)
  })
  answer(estimate, values.json, io)
  return 0
}

/** `COLUMN=VALUE`: the respondents of whom the figure speaks. */
function domainOf(table: Parameters<typeof columnNamed>[0], text: string) {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? []
  if (name === undefined || value === undefined)
    throw wrong(`--domain ${text} is not understood`, {
      place: '--domain',
      message: 'It names a column and a value.',
      remedy: 'For example --domain sex=female.',
    })
  const cells = cellsOf(table, columnNamed(table, name))
  return (row: number) => cells[row] === value.trim()
}
