import { sql } from 'kysely'
import type { Db } from '../house/database.ts'

/** What an example leaves behind, by design: the history and its keys, numbers of the erased, counters. */
export const leftBehind: readonly string[] = [
  'events',
  'chains',
  'unanchored',
  'checkpoints',
  'checkpoint_heads',
  'checkpoint_turn',
  'personal_values',
  'person_keys',
  'known_keys',
  'people',
  'data_version',
  'attempts',
]

/** Every row of every table of a house, told apart by a digest of each; without those of tables named. */
export async function rowsOf(
  owner: Db,
  without: readonly string[] = leftBehind,
): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ table: string }>`
    select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind = 'r' order by 1`.execute(owner)
  const found: Record<string, string[]> = {}
  for (const { table } of tables) {
    if (without.includes(table)) continue
    const { rows } = await sql<{ digest: string }>`
      select md5(t::text) as digest from ${sql.table(table)} t order by 1`.execute(owner)
    found[table] = rows.map(({ digest }) => digest)
  }
  return found
}
