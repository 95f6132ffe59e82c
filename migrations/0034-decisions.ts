import { type Kysely, sql } from 'kysely'

/**
 * Decisions on countries: which were chosen from a kept assessment, why, who disagreed, who signed.
 *
 * A version is one row. While it is under review its text is fixed under a hash, and who signs, signs that hash; sent
 * back to its draft, earlier signatures stay and count no more. Signed off it never changes: what is to be otherwise is
 * a version of its own that names the one it takes the place of.
 * Columns that name people hold ids without a foreign key: they outlive the person's own row when it is erased. Names
 * are references to values under the person's own key (personal_values).
 *
 * A dissent keeps the day alone and an id of no order: a moment would lead from one “as a member” to what the same
 * person did by name a minute later.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table decisions (
    id uuid primary key,
    version integer not null check (version > 0),
    supersedes uuid references decisions (id),
    -- Why there is another version.
    why text,
    assessment_id text collate "C" not null references assessments (id),
    state text collate "C" not null check (state in ('draft', 'in review', 'signed off', 'published', 'kept',
      'set aside')),
    -- Who saves says which one was read.
    revision integer not null check (revision > 0),
    content jsonb not null,
    -- Who must sign: [{role, organisation}], as it was begun with.
    signers jsonb not null check (jsonb_typeof(signers) = 'array' and jsonb_array_length(signers) > 0),
    -- Canonical JSON of all that is signed, and its SHA-256.
    text text,
    hash text collate "C",
    made timestamptz not null,
    made_by uuid not null,
    submitted timestamptz,
    signed_off timestamptz,
    published timestamptz,
    published_by uuid,
    kept_why text,
    set_aside_why text,
    check ((version = 1) = (supersedes is null)),
    check ((supersedes is null) = (why is null)),
    check (state <> 'draft' or hash is null),
    check (state not in ('in review', 'signed off', 'published', 'kept') or hash is not null),
    check ((text is null) = (hash is null)),
    check (hash is null or hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
    check (state not in ('signed off', 'published', 'kept') or signed_off is not null),
    check ((state = 'published') = (published is not null)),
    check (state <> 'kept' or kept_why is not null),
    check ((state = 'set aside') = (set_aside_why is not null))
  )`.execute(db)
  await sql`create unique index decisions_one_after_another on decisions (supersedes)
    where state <> 'set aside'`.execute(db)
  await sql`create index decisions_by_assessment on decisions (assessment_id)`.execute(db)

  await sql`create table decision_signatures (
    id uuid primary key,
    decision_id uuid not null references decisions (id),
    -- The text that was signed.
    hash text collate "C" not null,
    role text collate "C" not null,
    organisation_id uuid references organisations (id),
    person_id uuid not null,
    name jsonb not null,
    -- A conflict of interest, or that there is none: said by whoever signs, never assumed.
    no_conflict boolean not null,
    conflict text,
    at timestamptz not null,
    check (no_conflict = (conflict is null)),
    unique (decision_id, hash, person_id)
  )`.execute(db)
  await sql`create unique index decision_signatures_one_for_each on decision_signatures
    (decision_id, hash, role, (coalesce(organisation_id::text, '')))`.execute(db)

  await sql`create table decision_declarations (
    id uuid primary key,
    decision_id uuid not null references decisions (id),
    -- The text it was made on.
    hash text collate "C" not null,
    author boolean not null,
    person_id uuid not null,
    name jsonb not null,
    no_conflict boolean not null,
    conflict text,
    at timestamptz not null,
    check (no_conflict = (conflict is null))
  )`.execute(db)
  await sql`create index decision_declarations_by_decision on decision_declarations (decision_id)`.execute(db)

  await sql`create table decision_dissents (
    id uuid primary key,
    decision_id uuid not null references decisions (id),
    -- The text it was made on.
    hash text collate "C" not null,
    -- Null for “a member”, and then the person is not kept beside it either.
    name jsonb,
    -- Who recorded it, where that is another than who disagrees.
    recorded_by jsonb,
    -- Who sent it under a name.
    person_id uuid,
    text text not null,
    -- The day it was said.
    at timestamptz not null,
    check ((name is null) = (person_id is null)),
    check (recorded_by is null or name is not null),
    check (at = date_trunc('day', at, 'UTC'))
  )`.execute(db)
  await sql`create index decision_dissents_by_decision on decision_dissents (decision_id)`.execute(db)

  const tables = ['decisions', 'decision_signatures', 'decision_declarations', 'decision_dissents']
  for (const table of tables) {
    await sql`create trigger ${sql.id(`${table}_are_not_deleted`)} before delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
    await sql`create trigger ${sql.id(`${table}_are_not_emptied`)} before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db)
  }
  for (const table of tables.slice(1))
    await sql`create trigger ${sql.id(`${table}_are_kept`)} before update on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)

  await sql`create trigger decisions_begin_as_drafts before insert on decisions for each row
    when (new.state <> 'draft') execute function refuse_change()`.execute(db)
  await sql`create trigger decisions_stay before update on decisions for each row
    when (new.id <> old.id or new.version <> old.version or new.supersedes is distinct from old.supersedes
      or new.why is distinct from old.why or new.assessment_id <> old.assessment_id or new.signers <> old.signers
      or new.made <> old.made or new.made_by <> old.made_by
      or (old.state <> 'draft' and new.content <> old.content)
      or (old.state <> 'draft' and new.state <> 'draft'
        and (new.text is distinct from old.text or new.hash is distinct from old.hash))
      or (old.signed_off is not null and new.signed_off is distinct from old.signed_off)
      or (old.state <> new.state and (old.state, new.state) not in (('draft', 'in review'), ('draft', 'set aside'),
        ('in review', 'draft'), ('in review', 'signed off'), ('in review', 'set aside'), ('signed off', 'published'),
        ('signed off', 'kept'), ('kept', 'published')))
      or (old.state = new.state and old.state in ('published', 'kept', 'set aside')))
    execute function refuse_change()`.execute(db)

  // These two look at another table: what is signed off has been signed, by all who must and by others than its author.
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  const path = `set search_path = "${(rows[0]?.schema ?? 'public').replaceAll('"', '""')}", pg_temp`
  await sql`create function decision_is_signed() returns trigger language plpgsql ${sql.raw(path)} as $$
    begin
      if exists (select 1 from jsonb_array_elements(new.signers) s where not exists (
          select 1 from decision_signatures g where g.decision_id = new.id and g.hash = new.hash
            and g.role = s->>'role' and g.organisation_id::text is not distinct from s->>'organisation')) then
        raise exception 'decisions: not all have signed' using errcode = 'restrict_violation';
      end if;
      if not exists (select 1 from decision_signatures g where g.decision_id = new.id and g.hash = new.hash
          and g.person_id <> new.made_by) then
        raise exception 'decisions: only the author has signed' using errcode = 'restrict_violation';
      end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger decisions_are_signed before update on decisions for each row
    when (new.state = 'signed off' and old.state <> 'signed off') execute function decision_is_signed()`.execute(
    db,
  )
  await sql`create function decision_takes_signature() returns trigger language plpgsql ${sql.raw(path)} as $$
    begin
      if not exists (select 1 from decisions d, jsonb_array_elements(d.signers) s where d.id = new.decision_id
          and d.state = 'in review' and d.hash = new.hash and s->>'role' = new.role
          and new.organisation_id::text is not distinct from s->>'organisation') then
        raise exception 'decision_signatures: there is no such text to be signed for that role'
          using errcode = 'restrict_violation';
      end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger decision_signatures_are_of_the_text before insert on decision_signatures for each row
    execute function decision_takes_signature()`.execute(db)
  // What somebody declares or disagrees with is the text that stands: a later one is marked against it.
  await sql`create function decision_takes_words() returns trigger language plpgsql ${sql.raw(path)} as $$
    begin
      if not exists (select 1 from decisions d where d.id = new.decision_id and d.hash = new.hash) then
        raise exception 'decisions: there is no such text' using errcode = 'restrict_violation';
      end if;
      return new;
    end $$`.execute(db)
  for (const table of ['decision_declarations', 'decision_dissents'])
    await sql`create trigger ${sql.id(`${table}_are_of_the_text`)} before insert on ${sql.table(table)} for each row
      execute function decision_takes_words()`.execute(db)
  for (const name of ['decision_is_signed()', 'decision_takes_signature()', 'decision_takes_words()'])
    await sql`revoke execute on function ${sql.raw(name)} from public`.execute(db)
}
