import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { operator } from '../../house/actor.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { Conflict, NotFound, WrongUse } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { speak } from '../../ui/language.ts'
import { changeBy, personRecord, tell } from '../organisations/change.ts'
import { OrganisationFault } from '../organisations/faults.ts'
import { normalEmail } from '../organisations/people.ts'
import { assertAllowed } from '../policy/guard.ts'
import { recordLook } from '../protected/contact.ts'
import { sealedSince } from '../protected/vault.ts'
import { eraseForGood } from './erase.ts'
import { gatherOwnData } from './export.ts'
import type { OwnData } from './schema.ts'
import { words } from './words.ts'

/*
 * For people who ask by letter, or cannot sign in any more. Both are in the history of the
 * person with the reason; the reason stays there in clear, so it names nobody.
 */

/** `tp admin export-person ID|EMAIL FILE --reason TEXT [--json]`. */
export async function exportPersonCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const say = speak(words, io.language)
  const { values, positionals } = read(argv, { reason: { type: 'string' }, json: { type: 'boolean' } })
  const [who, file, ...more] = positionals
  if (who === 'help') return help(io, say('cli.usage'))
  if (who === undefined || file === undefined || more.length > 0) throw wrongUse(say('cli.usage'))
  const reason = reasonIn(values.reason, say('cli.usage'))
  assertAllowed('operator', 'run the house')
  const person = await personNamed(house, who)
  const data = await transact(house.db, async (trx) => {
    const change = changeBy(house, operator)
    // How to reach somebody is in it: whoever takes it out stands among those who looked.
    if ((await sealedSince(trx, person, 'contact')) !== null) await recordLook(trx, change, person, reason)
    await tell(trx, change, {
      record: personRecord(person),
      action: 'took out everything held',
      before: null,
      after: null,
      reason,
    })
    return gatherOwnData(trx, house.keys, person, { at: house.now(), withContact: true })
  })
  writeNew(file, `${JSON.stringify(data, null, 2)}\n`)
  if (values.json === true) io.out(JSON.stringify({ person, file }))
  else io.out(say('cli.exported', { person, file: path.resolve(file) }))
  return 0
}

/** `tp admin erase-person EMAIL|ID --reason TEXT --yes [--json]`; without `--yes` it says who it would be. */
export async function erasePersonCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const say = speak(words, io.language)
  const { values, positionals } = read(argv, {
    reason: { type: 'string' },
    yes: { type: 'boolean' },
    json: { type: 'boolean' },
  })
  const [who, ...more] = positionals
  if (who === 'help') return help(io, say('cli.usage'))
  if (who === undefined || more.length > 0) throw wrongUse(say('cli.usage'))
  const reason = reasonIn(values.reason, say('cli.usage'))
  assertAllowed('operator', 'run the house')
  const person = await personNamed(house, who)
  if (values.yes !== true) {
    const data = await gatherOwnData(house.db, house.keys, person, { at: house.now(), withContact: false })
    if (values.json === true) io.out(JSON.stringify({ person, erased: false, ...countsOf(data) }))
    else io.out(say('cli.would erase', { person, ...countsOf(data) }))
    return 1
  }
  const erased = await eraseForGood(house, person, { actor: operator, reason }).catch((error: unknown) => {
    throw error instanceof OrganisationFault ? error.in(io.language) : error
  })
  if (values.json === true) io.out(JSON.stringify({ person, erased: true, before: !erased }))
  else io.out(say(erased ? 'cli.erased' : 'cli.was erased', { person }))
  return 0
}

function countsOf({ memberships, roles, events }: OwnData) {
  return {
    memberships: memberships.filter(({ ended }) => ended === null).length,
    roles: roles.filter(({ ended }) => ended === null).length,
    events: events.length,
  }
}

async function personNamed({ db }: Pick<House, 'db'>, who: string): Promise<string> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(who)
  const row = isId
    ? await db.selectFrom('people').select('id').where('id', '=', who.toLowerCase()).executeTakeFirst()
    : await db
        .selectFrom('accounts_user')
        .select('id')
        .where('email', '=', normalEmail(who))
        .executeTakeFirst()
  if (row === undefined)
    throw new NotFound('Nobody here has this id or address', [
      { place: who.slice(0, 80), message: 'No account has it.', remedy: 'See `tp admin people`.' },
    ])
  return row.id
}

/** Writes a file that only its owner can read, and never over another. */
function writeNew(file: string, text: string): void {
  let open: number
  try {
    open = openSync(file, 'wx', 0o600)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new Conflict('The file cannot be written', [
      {
        place: file,
        message: code === 'EEXIST' ? 'There is a file of that name.' : `The system says ${code}.`,
        remedy: 'Choose another name or folder.',
      },
    ])
  }
  try {
    writeSync(open, text)
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}

function reasonIn(reason: unknown, usage: string): string {
  const text = typeof reason === 'string' ? reason.trim() : ''
  if (text.length >= 3 && text.length <= 500) return text
  throw new WrongUse('A reason is needed', [
    {
      place: '--reason',
      message: 'It stays in the history for ever: say how it was asked for, and name nobody.',
      remedy: usage,
    },
  ])
}

function read(argv: string[], options: NonNullable<ParseArgsConfig['options']>) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw wrongUse(error instanceof Error ? error.message : String(error))
  }
}

function help(io: Io, usage: string): ExitCode {
  io.out(usage)
  return 0
}

function wrongUse(remedy: string): WrongUse {
  return new WrongUse('The command was put together wrongly', [{ message: remedy }])
}
