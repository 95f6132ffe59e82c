import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { personalValue } from '../../house/history/personal-values.ts'
import type { Keys } from '../../house/keys.ts'
import { type Change, type Trx, tell } from '../organisations/change.ts'
import '../accounts/tables.ts'
import { keepSealed, openSealed, removeSealed } from './vault.ts'

/*
 * Whoever goes by another name has only that one in the account: it is what every page,
 * mail, answer and command finds, and nobody can forget to ask which of the two to show.
 * The person's own name is sealed, and shown to nobody but them. To name people to others
 * there is one function, `namesOf` (../organisations/people.ts).
 */

/** The names of a person, for their own eyes. */
export type OwnNames = {
  /** What everybody sees. */
  shown: string
  /** Their own name, when another one is shown; else null. */
  own: string | null
}

export const LONGEST_NAME = 80

/** Everything that happens here, in the history of how one is reached: for the person, not for those who run the house. */
export const contactRecord = (person: string) => ({ kind: 'contact', id: person })

/** The names of a person, for themself alone; null for somebody without an account. */
export async function ownNames(db: Kysely<Tables>, keys: Keys, person: string): Promise<OwnNames | null> {
  const account = await db
    .selectFrom('accounts_user')
    .select('name')
    .where('id', '=', person)
    .executeTakeFirst()
  if (account === undefined) return null
  return { shown: account.name, own: (await openSealed(db, keys, person, 'name'))?.plain ?? null }
}

/** From now on others see this name. */
export async function showAnotherName(
  trx: Trx,
  change: Change,
  person: string,
  alias: string,
): Promise<void> {
  const account = await held(trx, person)
  if (account === null || account.name === alias) return
  // The own name is kept the first time; afterwards one alias follows another.
  if ((await openSealed(trx, change.keys, person, 'name')) === null)
    await keepSealed(trx, change.keys, person, 'name', account.name, change.at)
  await rename(trx, change, person, alias)
  await tell(trx, change, {
    record: contactRecord(person),
    action: 'chose the name others see',
    before: null,
    after: { shown: await personalValue(trx, change.keys, person, alias, change.at) },
  })
}

/** From now on others see the person's own name again. */
export async function showOwnName(trx: Trx, change: Change, person: string): Promise<void> {
  const account = await held(trx, person)
  const own = await openSealed(trx, change.keys, person, 'name')
  if (account === null || own === null) return
  await removeSealed(trx, person, 'name')
  await rename(trx, change, person, own.plain)
  await tell(trx, change, {
    record: contactRecord(person),
    action: 'went back to the own name',
    before: { shown: await personalValue(trx, change.keys, person, account.name, change.at) },
    after: null,
  })
}

async function rename(trx: Trx, { at }: Change, person: string, name: string): Promise<void> {
  await trx.updateTable('accounts_user').set({ name, updated_at: at }).where('id', '=', person).execute()
}

/** The account, held to the end of the transaction: two changes of a name take turns. */
async function held(trx: Trx, person: string): Promise<{ name: string } | null> {
  const row = await trx
    .selectFrom('accounts_user')
    .select('name')
    .where('id', '=', person)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}
