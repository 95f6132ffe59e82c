import { type Kysely, sql } from 'kysely'

/**
 * What was answered to a key: a change that is sent twice is made once, and the second
 * sender gets the answer of the first. Rows are forgotten after some days.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table answered_once (
    who text collate "C" not null,
    place text collate "C" not null,
    key text collate "C" not null,
    content_digest text collate "C" not null,
    -- Without a status only inside the transaction that is still at work.
    status integer,
    location text,
    body text,
    at timestamptz not null,
    primary key (who, place, key)
  )`.execute(db)
  await sql`create index answered_once_by_time on answered_once (at)`.execute(db)
}
