import { type Kysely, sql } from 'kysely'

/**
 * One name in one country holds among listed organisations only. Were it to hold for all,
 * trying names would find those that are not to be found.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index organisations_one_of_a_name`.execute(db)
  await sql`create unique index organisations_one_of_a_name on organisations (lower(name), coalesce(country, ''))
    where ended is null and listed`.execute(db)
}
