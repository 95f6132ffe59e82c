import { parseArgs } from 'node:util'
import type { ExitCode, Io } from '../command.ts'
import { WrongUse } from '../errors.ts'
import type { House } from '../house.ts'
import { openMail } from './mail.ts'

const usage = `tp admin outbox [--json]

  Mail that waits: in the outbox, since no mail server is set, or not yet handed over, or given up.
  Shows what it says, links included, so mind who looks over your shoulder.`

/** `tp admin outbox`: the mail that waits here, for whoever has the shell of the machine. */
export async function outboxCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  if (argv[0] === 'help' || argv.includes('--help')) {
    io.out(usage)
    return 0
  }
  const { json } = read(argv)
  const rows = await house.db
    .selectFrom('mails')
    .selectAll()
    .where('state', 'in', ['outbox', 'queued', 'failed'])
    .where('sealed', 'is not', null)
    .orderBy('queued_at')
    .orderBy('id')
    .execute()
  const mails = rows.flatMap(({ id, kind, state, attempts, queued_at, fault, sealed }) =>
    sealed === null
      ? []
      : [{ at: queued_at.toISOString(), kind, state, attempts, fault, ...openMail(house, { id, sealed }) }],
  )
  if (json) io.out(JSON.stringify({ mails }))
  else if (mails.length === 0) io.out('No mail waits.')
  else
    for (const mail of mails) {
      const trouble = mail.fault === null ? '' : `, ${mail.fault} after ${mail.attempts}`
      io.out(`${mail.at.slice(0, 16).replace('T', ' ')} UTC  ${mail.kind} (${mail.state}${trouble})`)
      io.out(`To: ${mail.to}`)
      io.out(`Subject: ${mail.subject}`)
      io.out('')
      io.out(mail.text)
      io.out('')
    }
  return 0
}

function read(argv: string[]): { json: boolean } {
  try {
    return parseArgs({ args: argv, options: { json: { type: 'boolean', default: false } } }).values
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      { message: 'It takes --json alone.', remedy: 'See `tp admin outbox help`.' },
    ])
  }
}
