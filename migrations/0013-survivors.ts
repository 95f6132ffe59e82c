import { type Kysely, sql } from 'kysely'

/**
 * What survivors’ advisers said of a text: that a group reviewed it, which text that was to
 * the letter, what was objected and how it was answered. Nothing about any person’s own story.
 *
 * Rows are added and not changed, but for three things: an objection may be withdrawn by its
 * group, a name somebody chose for this goes when the person is erased, and with it who they were.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table survivor_reviews (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    amendment integer not null,
    revision integer not null,
    -- The text that was read, as canonical JSON, and its SHA-256.
    text text not null,
    hash text collate "C" not null check (length(hash) = 64),
    organisation_id uuid not null references organisations (id),
    held_on text collate "C" not null,
    how text collate "C" not null check (how in ('meeting', 'several-meetings', 'online', 'in-writing')),
    shown_as text collate "C" not null check (shown_as in ('group', 'alias', 'name')),
    alias text,
    person_id uuid,
    at timestamptz not null,
    check (alias is null or shown_as = 'alias')
  )`.execute(db)
  await sql`create index survivor_reviews_by_compact on survivor_reviews (compact_id, at)`.execute(db)

  await sql`create table survivor_objections (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    amendment integer not null,
    revision integer not null,
    place text collate "C" not null,
    text text not null,
    instead text,
    public boolean not null,
    organisation_id uuid not null references organisations (id),
    shown_as text collate "C" not null check (shown_as in ('group', 'alias', 'name')),
    alias text,
    person_id uuid,
    at timestamptz not null,
    withdrawn timestamptz,
    withdrawn_by uuid,
    check (alias is null or shown_as = 'alias')
  )`.execute(db)
  await sql`create index survivor_objections_by_compact on survivor_objections (compact_id, at)`.execute(db)

  await sql`create table survivor_answers (
    id uuid primary key,
    objection_id uuid not null references survivor_objections (id),
    outcome text collate "C" not null check (outcome in ('accepted', 'partly', 'declined')),
    text text not null,
    organisation_id uuid not null references organisations (id),
    person_id uuid,
    at timestamptz not null
  )`.execute(db)
  await sql`create index survivor_answers_by_objection on survivor_answers (objection_id, at)`.execute(db)

  for (const table of ['survivor_reviews', 'survivor_objections', 'survivor_answers']) {
    await sql`create trigger ${sql.id(`${table}_are_not_deleted`)} before delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
    await sql`create trigger ${sql.id(`${table}_are_not_emptied`)} before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db)
  }
  await sql`create trigger survivor_reviews_stay before update on survivor_reviews for each row
    when (new.id <> old.id or new.compact_id <> old.compact_id or new.text <> old.text or new.hash <> old.hash
      or new.organisation_id <> old.organisation_id or new.held_on <> old.held_on or new.how <> old.how
      or new.shown_as <> old.shown_as or new.at <> old.at or (new.alias is not null and new.alias is distinct from old.alias)
      or (new.person_id is not null and new.person_id is distinct from old.person_id))
    execute function refuse_change()`.execute(db)
  await sql`create trigger survivor_objections_stay before update on survivor_objections for each row
    when (new.id <> old.id or new.compact_id <> old.compact_id or new.place <> old.place or new.text <> old.text
      or new.instead is distinct from old.instead or new.public <> old.public
      or new.organisation_id <> old.organisation_id or new.shown_as <> old.shown_as or new.at <> old.at
      or (old.withdrawn is not null and new.withdrawn is distinct from old.withdrawn)
      or (new.alias is not null and new.alias is distinct from old.alias)
      or (new.person_id is not null and new.person_id is distinct from old.person_id))
    execute function refuse_change()`.execute(db)
  await sql`create trigger survivor_answers_stay before update on survivor_answers for each row
    when (new.id <> old.id or new.objection_id <> old.objection_id or new.outcome <> old.outcome
      or new.text <> old.text or new.organisation_id <> old.organisation_id or new.at <> old.at
      or (new.person_id is not null and new.person_id is distinct from old.person_id))
    execute function refuse_change()`.execute(db)
}
