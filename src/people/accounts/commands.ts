import { parseArgs } from 'node:util'
import { operator } from '../../house/actor.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { WrongUse } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { deliverMails } from '../../house/mail/deliver.ts'
import { transact } from '../../house/transact.ts'
import { speak } from '../../ui/language.ts'
import { changeBy } from '../organisations/change.ts'
import { type Invited, invitationsTo, inviteIn, sendAgain } from '../organisations/invitations.ts'
import { giveRole } from '../organisations/memberships.ts'
import { normalEmail, personByEmail } from '../organisations/people.ts'
import { rolesOf } from '../organisations/roles.ts'
import { assertAllowed } from '../policy/guard.ts'
import { isSignInAddress } from './account.ts'
import { commandWords } from './command-words.ts'

/**
 * `tp admin create-admin EMAIL [--name NAME]`: lets the first administrator in. An
 * invitation whose link is printed; whoever has an account already is given the role.
 */
export async function createAdminCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const say = speak(commandWords, io.language)
  if (argv[0] === 'help' || argv.includes('--help')) {
    io.out(say('usage'))
    return 0
  }
  const { email, name, json } = read(argv)
  assertAllowed('operator', 'give roles')

  const known = await personByEmail(house.db, email)
  if (known !== null) {
    const held = (await rolesOf(house.db, known.id, house.now())).some(
      ({ role, scope }) => role === 'administrator' && scope === null,
    )
    if (!held) {
      const gift = { person: known.id, role: 'administrator', organisation: null, scope: null } as const
      await transact(house.db, (trx) => giveRole(trx, changeBy(house, operator), gift))
    }
    if (json) io.out(JSON.stringify({ email, person: known.id, given: !held }))
    else {
      io.out(say(held ? 'has role' : 'given role', { email }))
      io.out(say('factor'))
    }
    return 0
  }

  const invited = await inviteAnew(house, email, name, io)
  if (json) {
    io.out(JSON.stringify({ email, link: invited.link, expires: invited.expires.toISOString() }))
  } else {
    io.out(say('invited', { email }))
    io.out('')
    io.out(`  ${invited.link}`)
    io.out('')
    io.out(say('valid', { until: `${invited.expires.toISOString().slice(0, 16).replace('T', ' ')} UTC` }))
    io.out(say('factor'))
  }
  // The process ends after this: the mail goes out now, or stays queued for the next that delivers.
  await deliverMails(house).catch((error: unknown) => house.log.error('The mail stays queued', { error }))
  return 0
}

/** An invitation, or a new link for the one that is open: the old link may have been lost. */
async function inviteAnew(house: House, email: string, name: string | null, io: Io): Promise<Invited> {
  // Where mail goes out, a link that was also printed proves no address; without a mail server nothing could.
  const printed = house.settings.smtp !== null
  const open = (await invitationsTo(house, null)).find(
    (each) =>
      each.email === email && each.role === 'administrator' && ['open', 'expired'].includes(each.state),
  )
  return transact(house.db, (trx) =>
    open === undefined
      ? inviteIn(trx, house, {
          email,
          name,
          organisation: null,
          role: 'administrator',
          scope: null,
          by: operator,
          language: io.language,
          printed,
        })
      : sendAgain(trx, house, { by: operator, printed }, open.id),
  )
}

function read(argv: string[]): { email: string; name: string | null; json: boolean } {
  const { values, positionals } = parsed(argv)
  const [given, ...more] = positionals
  if (given === undefined || more.length > 0) {
    throw new WrongUse('Whom?', [
      {
        place: 'EMAIL',
        message: given === undefined ? 'No address was given.' : `“${more.join(' ')}” was not expected.`,
        remedy: 'For example: tp admin create-admin ama@example.org --name "Ama Mensah"',
      },
    ])
  }
  const email = normalEmail(given)
  if (!isSignInAddress(email)) {
    throw new WrongUse(`“${given.slice(0, 200)}” is not an e-mail address one can sign in with`, [
      {
        place: 'EMAIL',
        message: 'It must be written as name@example.org, in plain letters.',
        remedy: 'Correct it and run the command again.',
      },
    ])
  }
  return { email, name: values.name?.trim() || null, json: values.json }
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: { name: { type: 'string' }, json: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      { message: 'It takes an address, --name and --json.', remedy: 'See `tp admin create-admin help`.' },
    ])
  }
}
