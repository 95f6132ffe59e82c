import { compactCommand } from './compacts/commands.ts'
import { observedCommand, observedUsage } from './compacts/observed/commands.ts'
import { moneyCommand, moneyUsage } from './funding/commands.ts'
import {
  iatiExportCommand,
  iatiExportUsage,
  iatiImportCommand,
  iatiImportUsage,
} from './funding/publication/commands.ts'
import type { ExitCode, Io } from './house/command.ts'
import { WrongUse } from './house/errors.ts'
import type { House } from './house/house.ts'
import { iatiValidateCommand, iatiValidateUsage } from './iati/commands.ts'
import { compactWiring } from './wiring.ts'

/** `tp compact …`: the agreement, its money, and the public record of real ones. */
export async function compactsCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const [verb, ...rest] = argv
  if (verb === 'observed') return observedCommand(house, rest, io)
  if (verb === undefined || verb === 'help' || verb === '--help') {
    const code = await compactCommand(house, argv, io, compactWiring)
    io.out(moneyUsage)
    io.out(observedUsage)
    return code
  }
  return (await moneyCommand(house, argv, io)) ?? compactCommand(house, argv, io, compactWiring)
}

/** `tp iati …`; `validate` needs no database and is answered before one is opened. */
export async function iatiCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const [verb, ...rest] = argv
  switch (verb) {
    case 'validate':
      return iatiValidateCommand(rest, io)
    case 'export':
      return iatiExportCommand(house, rest, io, { publisher: house.settings.publisher })
    case 'import':
      return iatiImportCommand(house, rest, io)
    case undefined:
    case 'help':
    case '--help':
      for (const usage of [iatiValidateUsage, iatiExportUsage, iatiImportUsage]) io.out(usage)
      return verb === undefined ? 2 : 0
    default:
      throw new WrongUse(`“tp iati ${verb}” is not a command`, [
        { message: 'Known are validate, export and import.', remedy: 'See `tp iati help`.' },
      ])
  }
}
