import { type Kysely, sql } from 'kysely'

/** The version of the public data: one row, raised by whoever changes what the public sees. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table data_version (
    only_row integer primary key check (only_row = 1),
    version bigint not null
  )`.execute(db)
  await sql`insert into data_version (only_row, version) values (1, 1)`.execute(db)
}
