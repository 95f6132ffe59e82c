import type { ExitCode, Io } from '../house/command.ts'
import { WrongUse } from '../house/errors.ts'
import { mseCommand } from './commands/mse.ts'
import { rdsCommand } from './commands/rds.ts'
import { surveyCommand } from './commands/survey.ts'
import { twoListCommand } from './commands/two-list.ts'

export const usage = `tp prevalence two-list --first A --second B --both M
tp prevalence mse      TABLE.csv [--method independence|model|stepwise|dga|chao] [--model [12,13,4]]
                       [--threshold P] [--boot N] [--max-missing N]
tp prevalence rds      FILE.csv --outcome C --degree C [--group VALUE] [--population N] [--method rds-i|rds-ii|rds-ss]
                       [--id C] [--recruiter C] [--coupons N] [--boot N]
tp prevalence survey   FILE.csv --outcome C [--weight C] [--strata C] [--cluster C] [--fpc C]
                       [--total] [--population N] [--domain C=V] [--lonely refuse|centre|certainty|collapse]

  Reads files of this machine, keeps and sends nothing, and needs no database.
  C is the heading of a column. --json  --seed S  --lang en|fr|es|pt
  Exit status: 0 answered (also when the answer is that there is no estimate), 1 the data cannot be used, 2 wrong use.`

const commands: Record<string, (argv: string[], io: Io) => Promise<ExitCode>> = {
  mse: mseCommand,
  rds: rdsCommand,
  'two-list': twoListCommand,
  survey: surveyCommand,
}

/** `tp prevalence …`: the estimators by command. */
export async function prevalenceCommand(argv: string[], io: Io): Promise<ExitCode> {
  const [verb, ...rest] = argv
  if (verb === undefined || verb === 'help' || rest.includes('--help')) {
    io.out(usage)
    return verb === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined
  if (!command)
    throw new WrongUse(`“tp prevalence ${verb}” is not a command`, [
      { message: `Known are ${Object.keys(commands).join(', ')}.`, remedy: 'See `tp prevalence help`.' },
    ])
  return command(rest, io)
}
