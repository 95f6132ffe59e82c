import { twoList } from '../../estimators/lists/two-list.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { common, needed, readAsked, wholeOf, within, wrong } from './asked.ts'
import { answer } from './print.ts'

/** `tp prevalence two-list --first A --second B --both M`. */
export async function twoListCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readAsked(argv, {
    ...common,
    first: { type: 'string' },
    second: { type: 'string' },
    both: { type: 'string' },
  })
  if (positionals.length > 0)
    throw wrong('two-list takes no file', {
      place: positionals.join(' '),
      message: 'It takes three counts.',
      remedy: 'tp prevalence two-list --first 421 --second 948 --both 167',
    })
  const count = (flag: 'first' | 'second' | 'both', what: string) =>
    wholeOf(`--${flag}`, needed(`--${flag}`, values[flag], what), 0, 1e12)
  const counts = {
    first: count('first', 'How many persons are on the first list.'),
    second: count('second', 'How many persons are on the second list.'),
    both: count('both', 'How many persons are on both.'),
  }
  answer(
    within('--both', io.language, () => twoList(counts)),
    values.json,
    io,
  )
  return 0
}
