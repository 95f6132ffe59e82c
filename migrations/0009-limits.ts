import { type Kysely, sql } from 'kysely'

/**
 * How often something was tried of late, by account and by address. The key is a keyed
 * digest, so the table says nothing about who tried. Columns and their order are those
 * that rate-limiter-flexible writes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table attempts (
    key varchar(255) primary key,
    points integer not null default 0,
    expire bigint
  )`.execute(db)
  await sql`create index attempts_expire on attempts (expire)`.execute(db)
}
