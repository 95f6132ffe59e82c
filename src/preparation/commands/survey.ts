import type { Estimate } from '../../estimators/estimate.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { speak } from '../../ui/language.ts'
import { estimateReplicated } from '../reading/replicated.ts'
import { estimateSurveyed } from '../reading/surveyed.ts'
import {
  common,
  fileOf,
  needed,
  numberOf,
  peopleOf,
  readAsked,
  refuseBeside,
  tableIn,
  warnOfChance,
  within,
} from './asked.ts'
import { answerFlags, codingAsked, designAsked, designFlags, domainAsked } from './design.ts'
import { answer, labelOf } from './print.ts'
import { replicateFlags, replicatesAsked } from './replicates.ts'
import { commandWords } from './said.ts'

/** `tp prevalence survey FILE --outcome C --weight C [--strata C] [--cluster C] [--fpc C]`. */
export async function surveyCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals, given } = readAsked(argv, {
    ...common,
    ...designFlags,
    ...answerFlags,
    mean: { type: 'boolean', default: false },
    outcome: { type: 'string' },
    domain: { type: 'string' },
    total: { type: 'boolean', default: false },
    population: { type: 'string' },
    over: { type: 'string' },
    deff: { type: 'string' },
    ...replicateFlags,
  })
  const file = fileOf(positionals, 'FILE.csv')
  const outcome = needed('--outcome', values.outcome, 'outcome')
  const population =
    values.population === undefined ? undefined : peopleOf('--population', values.population, 1)
  const { columns, options } = designAsked(values, given)
  const coding = codingAsked(values, given)
  const domain = values.domain === undefined ? undefined : domainAsked(values.domain)
  const { over } = values
  if (over !== undefined) refuseBeside(given, ['total', 'population', 'mean', 'deff'], '--over')
  const assumedDesignEffect =
    values.deff === undefined ? undefined : numberOf('--deff', values.deff, 0.1, 1000)
  const replicates = replicatesAsked(values, given)
  warnOfChance(
    given,
    replicates?.from === 'bootstrap'
      ? { draws: 'resamples', what: '--variance bootstrap', resamples: replicates.resamples }
      : { draws: 'nothing', what: 'survey' },
    io,
  )

  const table = await tableIn(file, io.language)
  const asked = {
    ...columns,
    outcome,
    measured: true,
    ...coding,
    // What is divided may be days as well as people.
    ...(over === undefined ? {} : { over, mean: true }),
    ...(assumedDesignEffect === undefined ? {} : { assumedDesignEffect }),
    ...(domain === undefined ? {} : { domain }),
    total: values.total,
    ...(population === undefined ? {} : { population }),
  }
  const estimate: Estimate = within(file, io.language, () =>
    replicates === null
      ? estimateSurveyed(table, asked, options)
      : estimateReplicated(table, asked, replicates, options),
  )
  const shown = estimate.warnings.every(({ code }) => code !== 'no-variation' && code !== 'clusters-agree')
  if (assumedDesignEffect !== undefined && shown) io.err(speak(commandWords, io.language)('unused.deff'))
  answer(estimate, values.json, io, labelOf(estimate, { outcome, language: io.language }))
  return 0
}
