import type { ExitCode, Io } from '../house/command.ts'
import { WrongUse } from '../house/errors.ts'
import type { House } from '../house/house.ts'
import { billUsage, importBill, listBillsCommand } from './bills/commands.ts'
import { coalitionUsage, listCommand, moveCommand, showCommand } from './coalition/commands.ts'
import {
  checkLegislature,
  importLegislatureCommand,
  legislatureUsage,
  listLegislatures,
  lookUpCommand,
  makeLegislatures,
} from './legislatures/commands.ts'
import { countCommand, signingUsage } from './signing/commands.ts'

export const usage = `${coalitionUsage}
${legislatureUsage}
${billUsage}
${signingUsage}
  --json  results as JSON
  Exit status: 0 done, 1 faults were found, 2 wrong use.`

type Command = (house: House, argv: string[], io: Io) => Promise<ExitCode>

/** Each part of the room adds its verbs here: one word (`count`) or two (`legislature list`). */
const commands: Record<string, Command> = {
  list: listCommand,
  show: showCommand,
  move: moveCommand,
  count: countCommand,
  'legislature import': importLegislatureCommand,
  'legislature list': listLegislatures,
  'bill import': importBill,
  'bill list': listBillsCommand,
}

/** Verbs that read files alone, and answer without a house. */
export const withoutHouse: Record<string, (argv: string[], io: Io) => Promise<ExitCode>> = {
  lookup: lookUpCommand,
  'legislature check': checkLegislature,
  'legislature make': makeLegislatures,
}

/** Whether a call can be answered without opening a house. */
export const needsNoHouse = (argv: string[]): boolean =>
  found(withoutHouse, argv) !== null || found(commands, argv) === null

/** The verb of two words or of one that a call begins with, and what follows it. */
function found<Each>(among: Record<string, Each>, argv: string[]): { its: Each; rest: string[] } | null {
  for (const words of [2, 1]) {
    const its = among[argv.slice(0, words).join(' ')]
    if (argv.length >= words && its !== undefined && Object.hasOwn(among, argv.slice(0, words).join(' ')))
      return { its, rest: argv.slice(words) }
  }
  return null
}

/** `tp campaign …`: who represents whom, what was asked, what was answered. */
export async function campaignCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const [verb] = argv
  if (verb === undefined || verb === 'help' || verb === '--help') {
    io.out(usage)
    return verb === undefined ? 2 : 0
  }
  const alone = found(withoutHouse, argv)
  if (alone !== null) return alone.its(alone.rest, io)
  const command = found(commands, argv)
  if (command === null)
    throw new WrongUse(`“tp campaign ${verb}” is not a command`, [
      {
        message: `Known are ${[...Object.keys(commands), ...Object.keys(withoutHouse)].join(', ')}.`,
        remedy: 'See `tp campaign help`.',
      },
    ])
  return command.its(house, command.rest, io)
}
