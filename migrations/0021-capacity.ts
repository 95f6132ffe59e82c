import { type Kysely, sql } from 'kysely'

/**
 * What the institutions of a country can do: institutions with their tasks, rounds of assessment by
 * the country itself or from outside, and what a round says of each task.
 *
 * A round is written while it is a draft. Published or dropped, it stays as it is: what is found to
 * be wrong or has changed since stands in a later round.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table capacity_institutions (
    id uuid primary key,
    country text collate "C" not null check (country ~ '^[A-Z]{3}$'),
    name text not null,
    kind text collate "C" not null,
    level text collate "C" not null check (level in ('national', 'subnational')),
    place text,
    tasks text[] not null,
    version integer not null check (version > 0),
    made timestamptz not null,
    made_by uuid,
    ended timestamptz,
    ended_by uuid,
    end_reason text,
    check ((level = 'subnational') = (place is not null)),
    check ((ended is null) = (end_reason is null))
  )`.execute(db)
  await sql`create unique index capacity_institutions_named on capacity_institutions
    (country, lower(name), lower(coalesce(place, ''))) where ended is null`.execute(db)

  await sql`create table capacity_rounds (
    id uuid primary key,
    country text collate "C" not null check (country ~ '^[A-Z]{3}$'),
    side text collate "C" not null check (side in ('outside', 'self')),
    day text collate "C" not null,
    -- A government that says it of itself, or in words whose assessment it is.
    organisation_id uuid references organisations (id),
    said_by text,
    note text,
    state text collate "C" not null check (state in ('draft', 'published', 'dropped')),
    revision integer not null check (revision >= 0),
    made timestamptz not null,
    made_by uuid,
    closed timestamptz,
    closed_by uuid,
    reason text,
    check ((organisation_id is null) <> (said_by is null)),
    check (organisation_id is null or side = 'self'),
    check ((state = 'draft') = (closed is null)),
    check ((state = 'dropped') = (reason is not null))
  )`.execute(db)
  await sql`create index capacity_rounds_by_country on capacity_rounds (country, state, day)`.execute(db)

  // A level with what it rests on, or null with why it is not known. Never 0 for what is not known.
  await sql`create table capacity_readings (
    round_id uuid not null references capacity_rounds (id),
    institution_id uuid not null references capacity_institutions (id),
    task text collate "C" not null,
    level smallint check (level between 0 and 4),
    evidence text not null,
    address text collate "C",
    year smallint,
    primary key (round_id, institution_id, task),
    check (level is null or year is not null)
  )`.execute(db)

  // Whoever publishes a round holds its row; who writes in it at that moment waits, and then may not.
  await sql`create function capacity_reading_guard() returns trigger language plpgsql as $$
    declare its uuid; of_round text; of_institution text;
    begin
      if tg_op = 'DELETE' then its := old.round_id; else its := new.round_id; end if;
      select country into of_round from capacity_rounds where id = its and state = 'draft' for share;
      if of_round is null then
        raise exception 'a round that is closed stays as it is' using errcode = 'restrict_violation';
      end if;
      if tg_op = 'DELETE' then return old; end if;
      if tg_op = 'UPDATE' and (new.round_id <> old.round_id or new.institution_id <> old.institution_id
          or new.task <> old.task) then
        raise exception 'a reading stays where it is' using errcode = 'restrict_violation';
      end if;
      select country into of_institution from capacity_institutions where id = new.institution_id;
      if of_institution <> of_round then
        raise exception 'an institution is assessed in its own country' using errcode = 'restrict_violation';
      end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger capacity_readings_in_drafts before insert or update or delete on capacity_readings
    for each row execute function capacity_reading_guard()`.execute(db)
  for (const table of ['capacity_institutions', 'capacity_rounds'])
    await sql`create trigger ${sql.id(`${table}_are_not_deleted`)} before delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
  for (const table of ['capacity_institutions', 'capacity_rounds', 'capacity_readings'])
    await sql`create trigger ${sql.id(`${table}_are_not_emptied`)} before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db)
  await sql`create trigger capacity_institutions_end_once before update on capacity_institutions for each row
    when (old.ended is not null or new.id <> old.id or new.country <> old.country or new.made <> old.made)
    execute function refuse_change()`.execute(db)
  await sql`create trigger capacity_rounds_close_once before update on capacity_rounds for each row
    when (old.state <> 'draft' or new.id <> old.id or new.country <> old.country or new.side <> old.side
      or new.day <> old.day or new.organisation_id is distinct from old.organisation_id
      or new.said_by is distinct from old.said_by or new.made <> old.made)
    execute function refuse_change()`.execute(db)
}
