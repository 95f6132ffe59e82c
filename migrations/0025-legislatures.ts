import { type Kysely, sql } from 'kysely'

/**
 * Who represents whom: packs of legislatures, each what was so on one day, and postal maps, each for
 * the days its lines held.
 *
 * A pack is read whole or not at all, and never joined with anything: people are known elsewhere by
 * their key alone, which outlives every pack. So its tables stand in one document.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table legislature_packs (
    id uuid primary key,
    legislature text collate "C" not null,
    as_of text collate "C" not null,
    first_day text collate "C" not null,
    last_day text collate "C" not null,
    sha256 text collate "C" not null,
    card jsonb not null,
    contents jsonb not null,
    -- What an operator imported is never put back to what is shipped.
    shipped boolean not null,
    loaded timestamptz not null,
    unique (legislature, as_of),
    check (first_day <= as_of and as_of <= last_day)
  )`.execute(db)
  await sql`create table postal_maps (
    id uuid primary key,
    name text collate "C" not null unique,
    legislature text collate "C" not null,
    first_day text collate "C" not null,
    last_day text collate "C" not null,
    sha256 text collate "C" not null,
    card jsonb not null,
    -- Each list of divisions once, and for each code the place of its list.
    divisions jsonb not null,
    codes jsonb not null,
    shipped boolean not null,
    loaded timestamptz not null,
    check (first_day <= last_day)
  )`.execute(db)
}
