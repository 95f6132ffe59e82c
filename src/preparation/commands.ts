import type { ExitCode, Io } from '../house/command.ts'
import { WrongUse } from '../house/errors.ts'
import { surveyCommand } from './commands/survey.ts'
import { twoListCommand } from './commands/two-list.ts'

export const usage = `tp prevalence two-list --first A --second B --both M
tp prevalence survey   FILE.csv --outcome C [--weight C] [--strata C] [--cluster C] [--fpc C]
                       [--total] [--population N] [--domain C=V] [--lonely refuse|centre|certainty|collapse]

  Reads files of this machine, keeps and sends nothing, and needs no database.
  C is the heading of a column. --json  --seed S  --lang en|fr|es|pt
  Exit status: 0 answered (also when the answer is that there is no estimate), 1 the data cannot be used, 2 wrong use.`

const commands: Record<string, (argv: string[], io: Io) => Promise<ExitCode>> = {
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
