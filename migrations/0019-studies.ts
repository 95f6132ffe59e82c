import { type Kysely, sql } from 'kysely'

/**
 * Studies of how many there are, and the codebooks that say who is counted.
 *
 * A version of a codebook is kept as the text that was hashed, byte for byte; once frozen it never changes. What is
 * said of a study is JSON, since most of it is words; what rules and rights ask of it stands in columns.
 * Columns that name people hold ids without a foreign key: they outlive the person's own row when it is erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table codebooks (
    id uuid primary key,
    made timestamptz not null,
    made_by uuid
  )`.execute(db)

  await sql`create table codebook_versions (
    id uuid primary key,
    codebook_id uuid not null references codebooks (id),
    version integer not null check (version > 0),
    state text collate "C" not null check (state in ('draft', 'frozen')),
    -- Of the draft: who saves says which one was read.
    revision integer not null check (revision > 0),
    -- Canonical JSON, and its SHA-256 once it is frozen.
    text text not null,
    hash text collate "C",
    made timestamptz not null,
    made_by uuid,
    frozen timestamptz,
    frozen_by uuid,
    unique (codebook_id, version),
    check ((state = 'frozen') = (hash is not null)),
    check ((state = 'frozen') = (frozen is not null)),
    check (hash is null or hash = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
  )`.execute(db)
  await sql`create unique index codebook_versions_one_draft on codebook_versions (codebook_id)
    where state = 'draft'`.execute(db)

  await sql`create table studies (
    id uuid primary key,
    country text collate "C" not null check (country ~ '^[A-Z]{3}$'),
    state text collate "C" not null check (state in ('planned', 'approved', 'in the field', 'analysed', 'published',
      'stopped')),
    -- Whether its title may be told before it is published.
    confidential boolean not null,
    revision integer not null check (revision > 0),
    facts jsonb not null,
    codebook_version_id uuid references codebook_versions (id),
    -- The organisation that answers for it, when it is one of the house; another stands in the facts by its name.
    organisation_id uuid references organisations (id),
    -- The compact it is the baseline of. No foreign key: an invented compact can be taken away.
    baseline_of uuid,
    -- Why there is no estimate, where it was analysed and there is none.
    no_estimate text,
    made timestamptz not null,
    made_by uuid,
    analysed_by uuid,
    published timestamptz,
    published_by uuid,
    stopped_why text,
    check ((state = 'published') = (published is not null)),
    check ((state = 'stopped') = (stopped_why is not null)),
    check (state in ('planned', 'stopped') or codebook_version_id is not null)
  )`.execute(db)
  await sql`create index studies_by_country on studies (country, id)`.execute(db)
  await sql`create index studies_by_codebook on studies (codebook_version_id)`.execute(db)
  await sql`create index studies_by_organisation on studies (organisation_id)`.execute(db)
  await sql`create index studies_by_compact on studies (baseline_of)`.execute(db)

  for (const table of ['codebooks', 'codebook_versions', 'studies']) {
    await sql`create trigger ${sql.id(`${table}_are_not_deleted`)} before delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
    await sql`create trigger ${sql.id(`${table}_are_not_emptied`)} before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db)
  }
  await sql`create trigger codebooks_stay before update on codebooks for each row
    execute function refuse_change()`.execute(db)
  await sql`create trigger codebook_versions_stay before update on codebook_versions for each row
    when (old.state = 'frozen' or new.id <> old.id or new.codebook_id <> old.codebook_id
      or new.version <> old.version or new.made <> old.made)
    execute function refuse_change()`.execute(db)
  // Rights hang on the country; what was published or stopped stays so, and was published by whom it was.
  await sql`create trigger studies_stay before update on studies for each row
    when (new.id <> old.id or new.country <> old.country or new.made <> old.made
      or new.made_by is distinct from old.made_by
      or (old.state in ('published', 'stopped') and (new.state <> old.state
        or new.published is distinct from old.published or new.published_by is distinct from old.published_by
        or new.stopped_why is distinct from old.stopped_why
        or new.codebook_version_id is distinct from old.codebook_version_id)))
    execute function refuse_change()`.execute(db)
}
