import type { ExitCode, Io } from '../../house/command.ts'
import { estimateAgainstMix } from '../reading/places.ts'
import { common, fileOf, needed, readAsked, tableIn, warnOfChance, within } from './asked.ts'
import { answer } from './print.ts'

/** `tp prevalence synthetic FILE --place NAME --start PERIOD`: one place against a mix of others. */
export async function syntheticCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals, given } = readAsked(argv, {
    ...common,
    place: { type: 'string' },
    start: { type: 'string' },
  })
  const file = fileOf(positionals, 'FILE.csv')
  const treated = needed('--place', values.place, 'place')
  const start = needed('--start', values.start, 'start')
  warnOfChance(given, { draws: 'nothing', what: 'synthetic' }, io)
  const table = await tableIn(file, io.language)
  answer(
    within(file, io.language, () => estimateAgainstMix(table, { treated, start })),
    values.json,
    io,
  )
  return 0
}
