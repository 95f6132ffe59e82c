import type { ExitCode, Io } from '../house/command.ts'
import { changeCommand } from './commands/change.ts'
import { mseCommand } from './commands/mse.ts'
import { nsumCommand } from './commands/nsum.ts'
import { planCommand } from './commands/plan.ts'
import { rdsCommand } from './commands/rds.ts'
import { AskedWrongly } from './commands/said.ts'
import { specificationCommand } from './commands/specification.ts'
import { surveyCommand } from './commands/survey.ts'
import { syntheticCommand } from './commands/synthetic.ts'
import { timeLocationCommand } from './commands/time-location.ts'
import { twoListCommand } from './commands/two-list.ts'

export const usage = `tp prevalence two-list      --first A --second B --both M
tp prevalence mse           TABLE.csv --method independence|model|profile|stepwise|bic|average|dga|lcmcr|threshold|chao
                            [--order N] [--model [12,13,4]] [--threshold P] [--boot N] [--max-missing N]
                            [--form pairs|scaled|unscaled]     of Chao's bound; pairs is the one to claim as “at least”
tp prevalence specification TABLE.csv [--boot N] [--threads N] [--keep [--with-table]]
                            every method side by side, lists left out and merged
tp prevalence nsum          ARD.csv --sizes F --population N [--hidden C] [--without G,G…] [--weight C]
                            [--cluster C] [--strata C] [--method nsum-mle|nsum-pimle] [--transmission T] [--frame-ratio R]
                            [--degree-ratio R] [--precision P] [--cut-at N] [--boot N]
tp prevalence rds           FILE.csv --outcome C --degree C [--group VALUE] [--population N] [--id C] [--recruiter C]
                            [--method rds-i|rds-ii|rds-ss] [--coupons N] [--degree-zero leave-out|as-one] [--boot N]
                            [--bootstrap tree|population|chain] [--seeds counted|left-out]
tp prevalence survey        FILE.csv --outcome C [--weight C] [--strata C] [--cluster C] [--fpc C] [--domain C=V]
                            [--total] [--population N] [--lonely refuse|centre|certainty|collapse]
                            [--yes V] [--unsaid V,V] [--mean]     which answer counts, which say nothing; a mean of numbers
                            [--variance linearised|jackknife|bootstrap [--boot N]], or weights that came with the file:
                            [--replicates C,C…|rep* --replicate-kind JK1|JKn|BRR|Fay|bootstrap] [--replicate-factor F]
                            [--fay K] [--replicate-df N]
                            [--over C] [--deff D] [--unit C --unit-fpc C]     a ratio; where nothing varies; a second stage
tp prevalence time-location FILE.csv --outcome C --event C --chance C --counted C --visits C [--strata C] [--cluster C]
                            [--domain C=V] [--unsaid-visits leave-out|as-one] [--yes V] [--unsaid V,V]     people met at venues
tp prevalence synthetic     FILE.csv --place NAME --start PERIOD     one place against a mix of others
tp prevalence change        FILE.csv --outcome C --wave C --from V --to V [--arm C --treated V] [--target SHARE]
                            and what survey takes; with --arm, V may be several waves: 2019,2020
tp prevalence change        FIRST.csv SECOND.csv [--target SHARE] [--threshold P]     two tables of lists
tp prevalence plan          survey|change|nsum|rds|lists [--share P] [--second P] [--half-width E] [--respondents N]
                            [--deff D | --cluster-size M --icc R] [--correlation R] [--power P] [--response P]
                            [--population N] [--hidden N] [--degree D] [--transmission T] [--relative-half-width E]
                            [--coverages P,P,…] [--level P] [--with-comparison] [--sides 1|2]

  TABLE.csv has a column of 0 and 1 for each list and last one of counts. C is the heading of a column.
  A file may be CSV, in columns parted by commas, semicolons or tabs, or a workbook (.xlsx).
  Reads files of this machine, keeps and sends nothing, and needs no database.
  --json  --seed S  --lang en|fr|es|pt
  A flag that would do nothing is refused; of a seed or resamples that have no part in the answer it is said on stderr.
  Exit status: 0 answered (also when the answer is that there is no estimate), 1 the data cannot be used, 2 wrong use.`

const commands: Record<string, (argv: string[], io: Io) => Promise<ExitCode>> = {
  change: changeCommand,
  mse: mseCommand,
  nsum: nsumCommand,
  plan: planCommand,
  rds: rdsCommand,
  specification: specificationCommand,
  'two-list': twoListCommand,
  survey: surveyCommand,
  synthetic: syntheticCommand,
  'time-location': timeLocationCommand,
}

/** `tp prevalence …`: the estimators by command. */
export async function prevalenceCommand(argv: string[], io: Io): Promise<ExitCode> {
  const [verb, ...rest] = argv
  if (verb === undefined || verb === 'help' || verb === '--help' || rest.includes('--help')) {
    io.out(usage)
    return verb === undefined ? 2 : 0
  }
  try {
    const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined
    if (!command) throw new AskedWrongly('verb', { verb, known: Object.keys(commands).join(', ') })
    return await command(rest, io)
  } catch (error) {
    throw error instanceof AskedWrongly ? error.in(io.language) : error
  }
}
