import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { normalEmail } from '../organisations/people.ts'

/**
 * The address a person signs in with. One they gave up may be somebody else's by now: what is
 * sent there, and who is invited under it, is not theirs to read or to withdraw.
 */
export async function addressesOf(db: Kysely<Tables>, person: string): Promise<string[]> {
  const account = await db
    .selectFrom('accounts_user')
    .select('email')
    .where('id', '=', person)
    .executeTakeFirst()
  return account ? [normalEmail(account.email)] : []
}
