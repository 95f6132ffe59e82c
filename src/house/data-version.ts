import type { Kysely } from 'kysely'
import type { Tables } from './database.ts'

declare module './database.ts' {
  interface Tables {
    data_version: { only_row: number; version: number }
  }
}

/**
 * The version of everything the public can see: pages cached for an older one are
 * stale. It only ever grows.
 */
export async function dataVersion(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('data_version')
    .select('version')
    .where('only_row', '=', 1)
    .executeTakeFirstOrThrow()
  return row.version
}

/** Raises the version; call it in the transaction that changes what the public sees. */
export async function bumpDataVersion(trx: Kysely<Tables>): Promise<void> {
  await trx
    .updateTable('data_version')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('only_row', '=', 1)
    .execute()
}
