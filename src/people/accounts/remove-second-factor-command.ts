import { parseArgs } from 'node:util'
import { operator } from '../../house/actor.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { Conflict, NotFound, WrongUse } from '../../house/errors.ts'
import { recordEvent } from '../../house/history/record-event.ts'
import type { House } from '../../house/house.ts'
import { deliverMails } from '../../house/mail/deliver.ts'
import { transact } from '../../house/transact.ts'
import { normalEmail, personByEmail } from '../organisations/people.ts'
import { assertAllowed } from '../policy/guard.ts'
import { takeSecondFactorOff } from './changes.ts'
import { tellOwner } from './events.ts'

const usage = `tp admin remove-second-factor EMAIL   for somebody who lost the phone and the recovery codes
  --reason TEXT   why, and how you know that it is them; it stands in the history for good, so name nobody
  --json

  Takes off the second factor and its recovery codes, ends all sign-ins, and tells the owner by mail.
  After it the password alone lets in: be sure by another way than mail that it is them who ask.`

/** `tp admin remove-second-factor EMAIL --reason TEXT`: the way back for who lost phone and recovery codes. */
export async function removeSecondFactorCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  if (argv.length === 0 || argv[0] === 'help' || argv.includes('--help')) {
    io.out(usage)
    return argv.length === 0 ? 2 : 0
  }
  assertAllowed('operator', 'run the house')
  const { email, reason, json } = read(argv)
  const known = await personByEmail(house.db, email)
  if (known === null)
    throw new NotFound(`Nobody has an account with ${email}`, [
      { place: 'EMAIL', message: 'There is no such account.', remedy: 'See `tp admin people`.' },
    ])
  const ended = await transact(house.db, async (trx) => {
    const off = await takeSecondFactorOff(trx, known.id)
    if (off === null)
      throw new Conflict('This account has no second factor', [
        {
          place: 'EMAIL',
          message: 'Nothing was changed.',
          remedy: 'If they cannot sign in, they set a new password: /account/forgotten.',
        },
      ])
    await recordEvent(trx, {
      record: { kind: 'person', id: known.id },
      action: 'removed the second factor',
      before: { secondFactor: true },
      after: { secondFactor: false, ended: off.ended },
      reason,
      actor: operator,
      at: house.now(),
    })
    await tellOwner(trx, house, { language: io.language }, email, 'second factor taken')
    return off.ended
  })
  io.out(
    json
      ? JSON.stringify({ email, ended })
      : `The second factor of ${email} is removed and ${ended} sign-ins have ended. They sign in with the password and set it up again; a mail tells them so.`,
  )
  // The process ends after this: the mail goes out now, or stays queued for the next that delivers.
  await deliverMails(house).catch((error: unknown) => house.log.error('The mail stays queued', { error }))
  return 0
}

function read(argv: string[]) {
  const { values, positionals } = parsed(argv)
  const [given, ...more] = positionals
  if (given === undefined || more.length > 0)
    throw new WrongUse('Whose second factor?', [{ message: 'Name one address.', remedy: usage }])
  const reason = values.reason?.trim() ?? ''
  if (reason === '')
    throw new WrongUse('Why?', [
      {
        place: '--reason',
        message: 'It stands in the history of the account.',
        remedy: 'For example: --reason "phone lost; asked in person"',
      },
    ])
  return { email: normalEmail(given), reason, json: values.json === true }
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: { reason: { type: 'string' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
  } catch (error) {
    throw new WrongUse((error as Error).message, [{ message: usage, remedy: 'See `tp admin help`.' }])
  }
}
