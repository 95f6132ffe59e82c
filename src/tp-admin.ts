import { agentContext } from './campaigns/edges/file.ts'
import { delegateContext, noteContext } from './campaigns/meetings/store.ts'
import { sealedPostcards } from './campaigns/postcards/sealed.ts'
import { sealContext } from './campaigns/signing/submit.ts'
import { compactNames } from './compacts/names.ts'
import { untoldMoney } from './funding/ledger.ts'
import { backupCommand, restoreCommand } from './house/backup/commands.ts'
import type { ExitCode, Io } from './house/command.ts'
import { removeDocumentCommand } from './house/documents/commands.ts'
import { WrongUse } from './house/errors.ts'
import { checkpointCommand, rotateKeysCommand, verifyHistoryCommand } from './house/history/commands.ts'
import type { SealedColumn } from './house/history/rotate.ts'
import type { House } from './house/house.ts'
import { jobsCommand } from './house/jobs/commands.ts'
import { outboxCommand } from './house/mail/commands.ts'
import { createAdminCommand } from './people/accounts/commands.ts'
import { endSignInsCommand } from './people/accounts/end-sign-ins-command.ts'
import { removeSecondFactorCommand } from './people/accounts/remove-second-factor-command.ts'
import { peopleCommand } from './people/organisations/commands.ts'
import { erasePersonCommand, exportPersonCommand } from './people/own-data/commands.ts'
import { eraseAgain } from './people/own-data/erase.ts'

type ClosedHouse = Pick<House, 'settings' | 'log' | 'now'>
type Closed = (house: ClosedHouse, argv: string[], io: Io) => Promise<ExitCode>
type Open = (house: House, argv: string[], io: Io) => Promise<ExitCode>

/** Commands that open the database themselves, as its owner: one line each. */
const closed: Record<string, Closed> = {
  backup: backupCommand,
  // Whoever was erased since the backup was made is erased again.
  restore: (house, argv, io) => restoreCommand(house, argv, io, eraseAgain),
}

/** What rooms keep under the master key, sealed again when there is a new one. */
const sealedInRooms: readonly SealedColumn[] = [
  { table: 'mails', key: ['id'], column: 'sealed', context: ({ id }) => `mail:${id}` },
  { table: 'invitations', key: ['id'], column: 'sealed', context: () => 'invitation' },
  { table: 'signatures', key: ['id'], column: 'sealed', context: ({ id = '' }) => sealContext(id) },
  ...sealedPostcards,
  {
    table: 'campaign_meeting_delegates',
    key: ['id'],
    column: 'sealed',
    context: ({ id = '' }) => delegateContext(id),
  },
  {
    table: 'campaign_meeting_notes',
    key: ['id'],
    column: 'sealed',
    context: ({ id = '' }) => noteContext(id),
  },
  { table: 'deliveries', key: ['id'], column: 'sealed', context: ({ id = '' }) => agentContext(id) },
]

/** Commands over the opened house: one line each. */
const open: Record<string, Open> = {
  'create-admin': createAdminCommand,
  organisations: (house, argv, io) => peopleCommand(house, ['organisations', ...argv], io, compactNames),
  people: (house, argv, io) => peopleCommand(house, ['people', ...argv], io, compactNames),
  invite: (house, argv, io) => peopleCommand(house, ['invite', ...argv], io, compactNames),
  grant: (house, argv, io) => peopleCommand(house, ['grant', ...argv], io, compactNames),
  revoke: (house, argv, io) => peopleCommand(house, ['revoke', ...argv], io, compactNames),
  'export-person': exportPersonCommand,
  'erase-person': erasePersonCommand,
  outbox: outboxCommand,
  'verify-history': (house, argv, io) => verifyHistoryCommand(house, argv, io, [untoldMoney]),
  checkpoint: checkpointCommand,
  // The tables were brought up to date on the way here.
  migrate: async (_house, _argv, io) => {
    io.out('The tables are those of this version.')
    return 0
  },
  'end-sign-ins': endSignInsCommand,
  'remove-second-factor': removeSecondFactorCommand,
  'remove-document': removeDocumentCommand,
  'rotate-keys': (house, argv, io) => rotateKeysCommand(house, argv, io, sealedInRooms),
  jobs: jobsCommand,
}

export const adminUsage = `tp admin – runs the house, for whoever has the shell of its machine

  create-admin EMAIL     lets the first administrator in: makes an invitation and prints its link
  organisations          the organisations of the house
  people                 who has an account, and what they may
  grant | revoke EMAIL ROLE --reason TEXT   gives or takes a role of the house
  invite EMAIL ROLE      asks somebody in
  export-person, erase-person               what is held about somebody; forgetting it
  outbox                 mails that wait here, since there is no mail server
  end-sign-ins EMAIL | --everybody          signs somebody, or everybody, out everywhere
  remove-second-factor EMAIL                for whoever lost the telephone and the recovery codes
  remove-document HASH                      takes out a file that must not be here
  migrate                brings the tables up to date, as their owner; starting does it too
  verify-history         whether anything was changed that must not be
  checkpoint             signs the history as it stands
  rotate-keys            new keys; what the old ones sealed is sealed again
  backup FILE            everything in one checked file, while the house is open
  restore FILE           puts it back
  jobs                   what waits and what failed

  tp admin COMMAND help  the options of one`

/** The options of commands that have no text of their own for it. */
const options: Record<string, string> = {
  'verify-history': `tp admin verify-history [--json] [--against FILE]
  FILE is a copy of the checkpoints, as /api/v1/history/checkpoints answers. Exit status 1 when something is not as it was written.`,
  checkpoint: 'tp admin checkpoint [--json]',
  'rotate-keys':
    'tp admin rotate-keys [--continue] [--json]\n  --continue goes on where an earlier run was interrupted, and makes no new keys.',
  migrate: 'tp admin migrate\n  Needs DATABASE_ADMIN_URL where the application has a role of its own.',
}
const ofPeople = ['organisations', 'people', 'invite', 'grant', 'revoke']

/** `tp admin COMMAND help`: nothing is opened and nothing done. */
export async function helpOf(unopened: House, argv: string[], io: Io): Promise<ExitCode> {
  const [command = ''] = argv
  if (ofPeople.includes(command)) return peopleCommand(unopened, ['help'], io)
  const text = options[command]
  if (text === undefined) return adminCommand(unopened, argv, io)
  io.out(text)
  return 0
}

/** Whether a command opens the database itself. */
export function opensItself(command: string | undefined): command is string {
  return command !== undefined && Object.hasOwn(closed, command)
}

/** `tp admin backup|restore …`: the house is not open, and need not be able to open. */
export function closedAdminCommand(house: ClosedHouse, [command = '', ...rest]: string[], io: Io) {
  return (closed[command] as Closed)(house, rest, io)
}

/** `tp admin …` over the opened house. */
export async function adminCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const [command, ...rest] = argv
  if (command === undefined || command === 'help' || command === '--help') {
    io.out(adminUsage)
    return command === undefined ? 2 : 0
  }
  return commandNamed(command)(house, rest, io)
}

/** Throws WrongUse for a command that is none, before anything is opened. */
export function assertAdminCommand(command: string | undefined): void {
  if (command !== undefined && !['help', '--help'].includes(command) && !opensItself(command))
    commandNamed(command)
}

function commandNamed(command: string): Open {
  const found = Object.hasOwn(open, command) ? open[command] : undefined
  if (found === undefined)
    throw new WrongUse(`“tp admin ${command}” is not a command`, [
      {
        message: `Known are ${[...Object.keys(open), ...Object.keys(closed)].sort().join(', ')}.`,
        remedy: 'See `tp admin help`.',
      },
    ])
  return found
}
