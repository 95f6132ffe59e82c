import { type Kysely, sql } from 'kysely'

/**
 * Figures and facts with where they come from. Nothing is overwritten: a changed or
 * withdrawn row is marked with the run that ended it, and what is current has no mark.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table import_runs (
    id uuid primary key,
    kind text not null check (kind in ('pack', 'file')),
    file_name text not null,
    sha256 text not null,
    bytes bigint not null,
    who text not null,
    started timestamptz not null,
    finished timestamptz not null,
    state text not null check (state in ('applied', 'unchanged')),
    counts jsonb not null
  )`.execute(db)

  await sql`create table definitions (
    id uuid primary key,
    kind text not null check (kind in ('source', 'series', 'dataset')),
    name text not null,
    definition jsonb not null,
    run uuid not null references import_runs (id),
    superseded_by uuid references import_runs (id)
  )`.execute(db)
  await sql`create unique index definitions_current on definitions (kind, name) where superseded_by is null`.execute(
    db,
  )

  await sql`create table observations (
    id uuid primary key,
    iso3 text collate "C" not null,
    year integer not null,
    indicator text collate "C" not null,
    value double precision,
    code text,
    missing text,
    standard_error double precision,
    published text collate "C",
    revised text,
    basis text,
    source text not null,
    note text,
    run uuid not null references import_runs (id),
    superseded_by uuid references import_runs (id),
    -- Days are compared as text: only days of one length stand in the order of time.
    constraint observations_published_check check (published ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    constraint observations_revised_check check (revised ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
    check (
      case when value is null then 0 else 1 end + case when code is null then 0 else 1 end
        + case when missing is null then 0 else 1 end = 1
    )
  )`.execute(db)
  await sql`create unique index observations_current on observations (indicator, iso3, year)
    where superseded_by is null`.execute(db)

  await sql`create table facts (
    id uuid primary key,
    dataset text collate "C" not null,
    iso3 text collate "C" not null,
    fact_key text collate "C" not null,
    from_day text collate "C" not null,
    to_day text collate "C" not null,
    when_said text not null,
    fields jsonb not null,
    source text not null,
    evidence text,
    note text,
    run uuid not null references import_runs (id),
    superseded_by uuid references import_runs (id)
  )`.execute(db)
  await sql`create unique index facts_current on facts (dataset, iso3, fact_key) where superseded_by is null`.execute(
    db,
  )

  // What a file brings waits here until it has been compared; emptied in the same transaction.
  await sql`create table staged_observations (
    run uuid not null,
    line integer not null,
    id uuid not null,
    iso3 text collate "C" not null,
    year integer not null,
    indicator text collate "C" not null,
    value double precision,
    code text,
    missing text,
    standard_error double precision,
    published text collate "C",
    revised text,
    basis text,
    source text not null,
    note text
  )`.execute(db)
}
