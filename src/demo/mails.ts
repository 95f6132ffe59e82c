import type { Kysely } from 'kysely'
import type { Tables } from '../house/database.ts'
import type { Keys } from '../house/keys.ts'
import { mailsTo } from '../people/own-data/erase.ts'

/** Removes letters to these addresses, wherever they wait or lie: nobody reads the addresses of the example. */
export async function removeMailsTo(
  { db, keys }: { db: Kysely<Tables>; keys: Keys },
  addresses: string[],
): Promise<void> {
  const mails = await mailsTo(db, keys, addresses)
  if (mails.length === 0) return
  await db
    .deleteFrom('mails')
    .where(
      'id',
      'in',
      mails.map(({ id }) => id),
    )
    .execute()
}
