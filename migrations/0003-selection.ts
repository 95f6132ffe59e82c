import { type Kysely, sql } from 'kysely'

/**
 * Methodology versions and assessments. Both are written once: an assessment is kept
 * with all it looked at, so that it can be made again, and neither can be changed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table methodology_versions (
    methodology text collate "C" not null,
    version integer not null,
    digest text not null,
    text text not null,
    first_used timestamptz not null,
    primary key (methodology, version)
  )`.execute(db)

  await sql`create table assessments (
    id text collate "C" primary key,
    methodology text collate "C" not null,
    version integer not null,
    as_of text collate "C" not null,
    seed bigint not null,
    replicates integer not null,
    shortlist_size integer not null,
    inputs_digest text not null,
    result_digest text not null,
    inputs jsonb not null,
    result jsonb not null,
    made timestamptz not null,
    foreign key (methodology, version) references methodology_versions (methodology, version)
  )`.execute(db)
  await sql`create index assessments_by_methodology on assessments (methodology, as_of, made)`.execute(db)

  await sql`create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is written once and cannot be changed', tg_table_name using errcode = 'restrict_violation';
    end
  $$`.execute(db)
  await sql`create trigger assessments_are_kept before update or delete on assessments
    for each row execute function refuse_change()`.execute(db)
  await sql`create trigger methodology_versions_are_kept before update or delete on methodology_versions
    for each row execute function refuse_change()`.execute(db)
}
