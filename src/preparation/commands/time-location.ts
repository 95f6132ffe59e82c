import type { ExitCode, Io } from '../../house/command.ts'
import { estimateAtVenues } from '../reading/venues.ts'
import { choiceOf, common, fileOf, needed, readAsked, tableIn, warnOfChance, within } from './asked.ts'
import { answerFlags, codingAsked, domainAsked } from './design.ts'
import { answer } from './print.ts'

/** `tp prevalence time-location FILE --outcome C --event C --chance C --counted C --visits C`. */
export async function timeLocationCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals, given } = readAsked(argv, {
    ...common,
    ...answerFlags,
    outcome: { type: 'string' },
    event: { type: 'string' },
    chance: { type: 'string' },
    counted: { type: 'string' },
    visits: { type: 'string' },
    strata: { type: 'string' },
    cluster: { type: 'string' },
    domain: { type: 'string' },
    'unsaid-visits': { type: 'string', default: 'leave-out' },
  })
  const file = fileOf(positionals, 'FILE.csv')
  const column = (flag: 'outcome' | 'event' | 'chance' | 'counted' | 'visits') =>
    needed(`--${flag}`, values[flag], flag)
  const { strata, cluster } = values
  const columns = {
    outcome: column('outcome'),
    ...codingAsked(values, given),
    event: column('event'),
    chance: column('chance'),
    counted: column('counted'),
    visits: column('visits'),
    ...(strata === undefined ? {} : { strata }),
    ...(cluster === undefined ? {} : { cluster }),
  }
  const unsaidVisits = choiceOf('--unsaid-visits', values['unsaid-visits'], ['leave-out', 'as-one'])
  const domain = values.domain === undefined ? undefined : domainAsked(values.domain)
  warnOfChance(given, { draws: 'nothing', what: 'time-location' }, io)
  const table = await tableIn(file, io.language)
  const estimate = within(file, io.language, () =>
    estimateAtVenues(table, columns, { unsaidVisits, ...(domain === undefined ? {} : { domain }) }),
  )
  answer(estimate, values.json, io)
  return 0
}
