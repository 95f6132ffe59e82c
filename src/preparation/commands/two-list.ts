import { twoList } from '../../estimators/lists/two-list.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { common, needed, readAsked, warnOfChance, wholeOf, within } from './asked.ts'
import { answer } from './print.ts'
import { AskedWrongly } from './said.ts'

/** `tp prevalence two-list --first A --second B --both M`. */
export async function twoListCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals, given } = readAsked(argv, {
    ...common,
    first: { type: 'string' },
    second: { type: 'string' },
    both: { type: 'string' },
  })
  if (positionals.length > 0) throw new AskedWrongly('two-list.file', {}, positionals.join(' '))
  const count = (flag: 'first' | 'second' | 'both') =>
    wholeOf(`--${flag}`, needed(`--${flag}`, values[flag], flag), 0, 1e12)
  const counts = { first: count('first'), second: count('second'), both: count('both') }
  warnOfChance(given, { draws: 'nothing', what: 'two-list' }, io)
  answer(
    within('--both', io.language, () => twoList(counts)),
    values.json,
    io,
  )
  return 0
}
