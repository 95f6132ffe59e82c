import { parseArgs } from 'node:util'
import { operator } from '../../house/actor.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { NotFound, WrongUse } from '../../house/errors.ts'
import { recordEvent } from '../../house/history/record-event.ts'
import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { normalEmail, personByEmail } from '../organisations/people.ts'
import { assertAllowed } from '../policy/guard.ts'
import { endAllSignIns } from './changes.ts'

const usage = `tp admin end-sign-ins EMAIL        signs one person out, everywhere and at once
tp admin end-sign-ins --everybody   signs everybody out
  --reason TEXT   why; it stands in the history
  --json`

/** `tp admin end-sign-ins EMAIL | --everybody --reason TEXT`: when a sign-in may be in wrong hands. */
export async function endSignInsCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  if (argv.length === 0 || argv[0] === 'help' || argv.includes('--help')) {
    io.out(usage)
    return argv.length === 0 ? 2 : 0
  }
  assertAllowed('operator', 'run the house')
  const { email, everybody, reason, json } = read(argv)
  const people = everybody ? await signedInNow(house) : [await personNamed(house, email)]
  let ended = 0
  for (const person of people) {
    // One after the other: with everybody in one transaction a sign-in of that moment would hold up all.
    ended += await transact(house.db, async (trx) => {
      const count = await endAllSignIns(trx, person)
      if (count > 0)
        await recordEvent(trx, {
          record: { kind: 'person', id: person },
          action: 'ended sign-ins',
          before: null,
          after: { ended: count },
          reason,
          actor: operator,
          at: house.now(),
        })
      return count
    })
  }
  io.out(
    json
      ? JSON.stringify({ people: people.length, ended })
      : `${ended} sign-ins of ${people.length} people ended.`,
  )
  return 0
}

async function signedInNow({ db }: House): Promise<string[]> {
  const rows = await db
    .selectFrom('accounts_session')
    .select('user_id')
    .distinct()
    .orderBy('user_id')
    .execute()
  return rows.map(({ user_id }) => user_id)
}

async function personNamed({ db }: House, email: string): Promise<string> {
  const known = await personByEmail(db, email)
  if (known === null)
    throw new NotFound(`Nobody has an account with ${email}`, [
      { place: 'EMAIL', message: 'There is no such account.', remedy: 'See `tp admin people`.' },
    ])
  return known.id
}

function read(argv: string[]) {
  const { values, positionals } = parsed(argv)
  const everybody = values.everybody === true
  if (positionals.length !== (everybody ? 0 : 1))
    throw new WrongUse('Whose sign-ins?', [
      { message: 'Name one address, or give --everybody.', remedy: usage },
    ])
  const reason = values.reason?.trim() ?? ''
  if (reason === '')
    throw new WrongUse('Why?', [
      {
        place: '--reason',
        message: 'It stands in the history of everybody concerned.',
        remedy: 'For example: --reason "a laptop was stolen"',
      },
    ])
  return { email: normalEmail(positionals[0] ?? ''), everybody, reason, json: values.json === true }
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: { everybody: { type: 'boolean' }, reason: { type: 'string' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
  } catch (error) {
    throw new WrongUse((error as Error).message, [{ message: usage, remedy: 'See `tp admin help`.' }])
  }
}
