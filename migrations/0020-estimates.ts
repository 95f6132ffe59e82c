import { type Kysely, sql } from 'kysely'

/**
 * Estimates of how many there are, kept with their study as they were handed over, byte for byte. A correction is a
 * row of its own that replaces another and says why; both stay.
 *
 * `head` is what lists and other pages ask of an estimate: all that is said of it but the tables behind the figure.
 * Columns that name people hold ids without a foreign key: they outlive the person's own row when it is erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table estimates (
    id uuid primary key,
    study_id uuid not null references studies (id),
    source text collate "C" not null check (source in ('computed', 'publication')),
    text text not null,
    hash text collate "C" not null check (hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
    head jsonb not null,
    codebook_version_id uuid references codebook_versions (id),
    -- Whether it came when the study was published already: then it is public once another person has published it too.
    came_after boolean not null,
    replaces uuid unique references estimates (id),
    reason text,
    made timestamptz not null,
    made_by uuid,
    check ((replaces is null) = (reason is null)),
    check (replaces <> id)
  )`.execute(db)
  await sql`create index estimates_by_study on estimates (study_id, id)`.execute(db)
  await sql`create index estimates_by_codebook on estimates (codebook_version_id)`.execute(db)

  await sql`create table estimate_publications (
    estimate_id uuid primary key references estimates (id),
    at timestamptz not null,
    by_person uuid
  )`.execute(db)

  // What the house found when it fitted the estimate again from the table of overlaps kept with it.
  await sql`create table estimate_checks (
    id uuid primary key,
    estimate_id uuid not null references estimates (id),
    at timestamptz not null,
    outcome jsonb not null
  )`.execute(db)
  await sql`create index estimate_checks_by_estimate on estimate_checks (estimate_id, id)`.execute(db)

  for (const table of ['estimates', 'estimate_publications', 'estimate_checks']) {
    await sql`create trigger ${sql.id(`${table}_stay`)} before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
    await sql`create trigger ${sql.id(`${table}_are_not_emptied`)} before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db)
  }
}
