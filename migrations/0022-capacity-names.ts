import { type Kysely, sql } from 'kysely'

/**
 * What institutions were called before: a round that was published keeps the names it was published with. Names are
 * only ever added.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table capacity_institution_names (
    institution_id uuid not null references capacity_institutions (id),
    -- The version of the institution that was called so, and the moment until which it was.
    version integer not null check (version > 0),
    until timestamptz not null,
    name text not null,
    level text collate "C" not null check (level in ('national', 'subnational')),
    place text,
    primary key (institution_id, version),
    check ((level = 'subnational') = (place is not null))
  )`.execute(db)
  await sql`create trigger capacity_institution_names_stay before update or delete on capacity_institution_names
    for each row execute function refuse_change()`.execute(db)
  await sql`create trigger capacity_institution_names_are_not_emptied before truncate on capacity_institution_names
    for each statement execute function refuse_change()`.execute(db)
}
