import { type Kysely, sql } from 'kysely'

/**
 * Bills, and what is known of each: actions, sponsors, cosponsors, votes, relatives. Each is an entry with its source;
 * a correction is a further entry that names the one it replaces, so that what was told before can be read for ever.
 *
 * Columns that name people hold ids without a foreign key: they outlive the person's own row when it is erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table bills (
    id text collate "C" primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)+$' and length(id) <= 60),
    legislature text collate "C" not null,
    session text collate "C" not null,
    head jsonb not null,
    -- Of the shipped file it was last read from.
    sha256 text collate "C",
    made timestamptz not null
  )`.execute(db)

  await sql`create table bill_entries (
    id uuid primary key,
    bill_id text collate "C" not null references bills (id),
    key text collate "C" not null check (length(key) between 1 and 200),
    -- Null where it was taken back.
    content jsonb,
    source jsonb not null,
    origin text collate "C" not null check (origin in ('shipped', 'import', 'typed')),
    why text,
    -- One entry is replaced by one: two who correct it at once cannot both.
    replaces uuid unique references bill_entries (id),
    organisation_id uuid references organisations (id),
    at timestamptz not null,
    by_person uuid,
    check (content is not null or replaces is not null),
    check (replaces is null or why is not null)
  )`.execute(db)
  await sql`create index bill_entries_by_bill on bill_entries (bill_id, id)`.execute(db)
  await sql`create unique index bill_entries_begin_once on bill_entries (bill_id, key) where replaces is null`.execute(
    db,
  )
  // Who a legislator's ledger asks for: sponsors, cosponsors and those who said where they stand.
  await sql`create index bill_entries_by_person on bill_entries ((content -> 'who' ->> 'person'))
    where content is not null`.execute(db)

  await sql`create trigger bill_entries_stay before update or delete on bill_entries
    for each row execute function refuse_change()`.execute(db)
  await sql`create trigger bill_entries_are_not_emptied before truncate on bill_entries
    for each statement execute function refuse_change()`.execute(db)
}
