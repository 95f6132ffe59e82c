import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { Fault } from '../../house/errors.ts'
import { eventOf, isPersonalReference, type PersonalReference } from '../../house/history/event.ts'
import { readPersonal } from '../../house/history/personal-values.ts'
import type { Keys } from '../../house/keys.ts'
import { normalEmail } from '../organisations/people.ts'

/** Every address a person has signed in with, as far as it can still be read: the one in use, and those in their history. */
export async function addressesOf(db: Kysely<Tables>, keys: Keys, person: string): Promise<string[]> {
  const account = await db
    .selectFrom('accounts_user')
    .select('email')
    .where('id', '=', person)
    .executeTakeFirst()
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('record_kind', '=', 'person')
    .where('record_id', '=', person)
    .where((row) => row.or([row('before', 'like', '%"email"%'), row('after', 'like', '%"email"%')]))
    .execute()
  const references = rows
    .map(eventOf)
    .flatMap(({ before, after }) => [before, after])
    .flatMap(emailIn)
  const earlier: string[] = []
  for (const reference of references) {
    const address = await readPersonal(db, keys, reference).catch(closed)
    if (address !== null) earlier.push(address)
  }
  return [...new Set([...(account ? [account.email] : []), ...earlier].map(normalEmail))]
}

function emailIn(record: unknown): PersonalReference[] {
  if (typeof record !== 'object' || record === null || !('email' in record)) return []
  return isPersonalReference(record.email) ? [record.email] : []
}

// Under a key that is lost; then nobody can read it.
function closed(error: unknown): null {
  if (error instanceof Fault && error.kind === 'sealed') return null
  throw error
}
