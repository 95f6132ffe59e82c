import { type Kysely, sql } from 'kysely'

/**
 * Compacts: the document that is drafted, the versions that were frozen and signed, and the
 * steps from the first idea to the closed books.
 *
 * A version is kept as the text that was hashed, byte for byte. Days are texts `YYYY-MM-DD`:
 * a day in a treaty belongs to no time zone. Columns that name people hold ids without a
 * foreign key: they outlive the person's own row when it is erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table compacts (
    id uuid primary key,
    kind text collate "C" not null check (kind in ('managed', 'observed')),
    country text collate "C" not null,
    example boolean not null,
    state text collate "C" not null check (state in ('concept', 'proposed', 'negotiating', 'signed', 'in force',
      'suspended', 'extended', 'closing', 'closed', 'terminated')),
    in_force_version integer,
    began_on text collate "C",
    ends_on text collate "C",
    -- The last day that was agreed on when it began to be closed down.
    closes_on text collate "C",
    made timestamptz not null,
    made_by uuid,
    public_from timestamptz
  )`.execute(db)
  await sql`create index compacts_by_country on compacts (country, id)`.execute(db)

  // Authority comes from here, never from a draft: a line in a text opens no door.
  await sql`create table compact_parties (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    organisation_id uuid not null references organisations (id),
    side text collate "C" check (side in ('donor', 'partner')),
    part text collate "C" not null check (part in ('government', 'ministry', 'agency', 'implementer',
      'civil-society', 'survivors', 'other-donor')),
    began timestamptz not null,
    began_by uuid,
    ended timestamptz,
    ended_by uuid,
    end_reason text,
    -- What one side cannot end alone: which side has asked for it, until the other agrees.
    end_asked timestamptz,
    end_asked_by uuid,
    end_asked_side text collate "C" check (end_asked_side in ('donor', 'partner')),
    end_asked_reason text
  )`.execute(db)
  await sql`create unique index compact_parties_once on compact_parties (compact_id, organisation_id)
    where ended is null`.execute(db)
  await sql`create index compact_parties_by_organisation on compact_parties (organisation_id)`.execute(db)

  await sql`create table compact_drafts (
    compact_id uuid not null references compacts (id),
    amendment integer not null check (amendment >= 0),
    base_version integer,
    revision integer not null check (revision >= 0),
    text jsonb not null,
    state text collate "C" not null check (state in ('open', 'frozen', 'withdrawn', 'in force')),
    reason text,
    made timestamptz not null,
    made_by uuid,
    primary key (compact_id, amendment),
    check ((amendment = 0) = (base_version is null))
  )`.execute(db)
  // What is drafted beside another draft would be signed without knowing of it.
  await sql`create unique index compact_drafts_one_at_a_time on compact_drafts (compact_id)
    where state in ('open', 'frozen')`.execute(db)

  // Every save: the part that was saved, whole. The first row of a draft holds the whole text and names no part.
  await sql`create table compact_revisions (
    compact_id uuid not null,
    amendment integer not null,
    revision integer not null,
    part text collate "C",
    value jsonb not null,
    at timestamptz not null,
    by uuid,
    primary key (compact_id, amendment, revision),
    foreign key (compact_id, amendment) references compact_drafts (compact_id, amendment)
  )`.execute(db)
  await sql`create index compact_revisions_by_part on compact_revisions (compact_id, amendment, part, revision)`.execute(
    db,
  )

  await sql`create table compact_versions (
    compact_id uuid not null references compacts (id),
    number integer not null check (number > 0),
    amendment integer not null,
    text text not null,
    hash text collate "C" not null,
    frozen_at timestamptz not null,
    frozen_by uuid,
    primary key (compact_id, number)
  )`.execute(db)

  // What became of a version. One ends once: it is opened again, withdrawn, or takes effect.
  await sql`create table compact_version_ends (
    compact_id uuid not null,
    number integer not null,
    what text collate "C" not null check (what in ('reopened', 'withdrawn', 'took effect')),
    on_day text collate "C",
    at timestamptz not null,
    by uuid,
    reason text,
    primary key (compact_id, number),
    foreign key (compact_id, number) references compact_versions (compact_id, number)
  )`.execute(db)

  await sql`create table compact_signatures (
    id uuid primary key,
    compact_id uuid not null,
    version integer not null,
    party text collate "C" not null,
    organisation_id uuid not null references organisations (id),
    person_id uuid not null,
    capacity text,
    hash text collate "C" not null,
    at timestamptz not null,
    foreign key (compact_id, version) references compact_versions (compact_id, number)
  )`.execute(db)
  // One for each organisation: an amendment that puts another in the place of one is signed by both.
  await sql`create unique index compact_signatures_once
    on compact_signatures (compact_id, version, organisation_id)`.execute(db)

  await sql`create table compact_steps (
    compact_id uuid not null references compacts (id),
    seq integer not null check (seq > 0),
    from_state text collate "C",
    to_state text collate "C" not null,
    at timestamptz not null,
    by uuid,
    reason text,
    details jsonb not null,
    primary key (compact_id, seq)
  )`.execute(db)

  await sql`create table compact_comments (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    amendment integer not null,
    place text collate "C" not null,
    text text not null,
    blocking boolean not null,
    by uuid,
    organisation_id uuid references organisations (id),
    at timestamptz not null,
    closed timestamptz,
    closed_by uuid,
    end_reason text
  )`.execute(db)
  await sql`create index compact_comments_by_place on compact_comments (compact_id, place, at)`.execute(db)

  await sql`create table compact_answers (
    id uuid primary key,
    comment_id uuid not null references compact_comments (id),
    text text not null,
    by uuid,
    organisation_id uuid references organisations (id),
    at timestamptz not null
  )`.execute(db)
  await sql`create index compact_answers_by_comment on compact_answers (comment_id, at)`.execute(db)

  await sql`create table compact_suspensions (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    whole boolean not null,
    elements jsonb not null,
    ground text collate "C" not null check (ground in ('security', 'eligibility', 'responsibilities', 'other')),
    reason text not null,
    -- Which side suspended: it is that one that says when all is corrected.
    side text collate "C" check (side in ('donor', 'partner')),
    began timestamptz not null,
    began_by uuid,
    ended timestamptz,
    ended_by uuid,
    end_reason text
  )`.execute(db)
  await sql`create index compact_suspensions_by_compact on compact_suspensions (compact_id, began)`.execute(
    db,
  )
  await sql`create table compact_corrections (
    id uuid primary key,
    suspension_id uuid not null references compact_suspensions (id),
    position integer not null,
    text text not null,
    -- Evidence that somebody brought, as it stands now; corrected is what the side that suspended confirms.
    brought timestamptz,
    brought_by uuid,
    evidence text,
    corrected timestamptz,
    corrected_by uuid,
    check (corrected is null or (brought is not null and evidence is not null))
  )`.execute(db)
  await sql`create index compact_corrections_by_suspension on compact_corrections (suspension_id, position)`.execute(
    db,
  )

  // Termination in part: an initiative or a contribution that ends before its time, for good.
  await sql`create table compact_part_ends (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    what text collate "C" not null check (what in ('initiative', 'contribution')),
    key text collate "C" not null,
    on_day text collate "C" not null check (on_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    reason text not null check (length(reason) > 2),
    side text collate "C" check (side in ('donor', 'partner')),
    at timestamptz not null,
    by uuid,
    unique (compact_id, what, key)
  )`.execute(db)

  // What is seen of a risk of the text while the compact runs; the last look counts.
  await sql`create table compact_risk_looks (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    risk text collate "C" not null,
    state text collate "C" not null check (state in ('watched', 'happening', 'over')),
    likelihood integer not null check (likelihood between 1 and 5),
    effect integer not null check (effect between 1 and 5),
    note text not null check (length(note) > 2),
    at timestamptz not null,
    by uuid,
    organisation_id uuid references organisations (id)
  )`.execute(db)
  await sql`create index compact_risk_looks_by_risk on compact_risk_looks (compact_id, risk, at)`.execute(db)

  await sql`create table compact_lessons (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    about text collate "C",
    text jsonb not null,
    at timestamptz not null,
    by uuid
  )`.execute(db)
  await sql`create index compact_lessons_by_compact on compact_lessons (compact_id, at)`.execute(db)

  const addedToOnly = [
    'compact_revisions',
    'compact_versions',
    'compact_version_ends',
    'compact_signatures',
    'compact_steps',
    'compact_answers',
    'compact_part_ends',
    'compact_risk_looks',
    'compact_lessons',
  ]
  for (const table of addedToOnly) {
    await sql`create trigger ${sql.id(`${table}_are_kept`)} before update or delete on ${sql.id(table)}
      for each row execute function refuse_change()`.execute(db)
  }
  const notDeleted = [
    'compacts',
    'compact_parties',
    'compact_drafts',
    'compact_comments',
    'compact_suspensions',
    'compact_corrections',
  ]
  for (const table of notDeleted) {
    await sql`create trigger ${sql.id(`${table}_are_not_deleted`)} before delete on ${sql.id(table)}
      for each row execute function refuse_change()`.execute(db)
  }
  for (const table of [...addedToOnly, ...notDeleted]) {
    await sql`create trigger ${sql.id(`${table}_are_not_emptied`)} before truncate on ${sql.id(table)}
      for each statement execute function refuse_change()`.execute(db)
  }
  // What has ended stays as it ended; what a comment says, and what was to be corrected, is not rewritten.
  await sql`create trigger compact_parties_end_once before update on compact_parties for each row
    when (old.ended is not null or new.id <> old.id or new.compact_id <> old.compact_id
      or new.organisation_id <> old.organisation_id or new.began <> old.began
      or new.side is distinct from old.side or new.part <> old.part)
    execute function refuse_change()`.execute(db)
  await sql`create trigger compact_drafts_end_once before update on compact_drafts for each row
    when (old.state in ('withdrawn', 'in force') or new.compact_id <> old.compact_id
      or new.amendment <> old.amendment or new.base_version is distinct from old.base_version
      or new.revision < old.revision or (old.state = 'frozen' and new.text <> old.text))
    execute function refuse_change()`.execute(db)
  await sql`create trigger compact_comments_end_once before update on compact_comments for each row
    when (old.closed is not null or new.id <> old.id or new.compact_id <> old.compact_id or new.place <> old.place
      or new.text <> old.text or new.by is distinct from old.by or new.at <> old.at
      or new.blocking <> old.blocking)
    execute function refuse_change()`.execute(db)
  await sql`create trigger compact_suspensions_end_once before update on compact_suspensions for each row
    when (old.ended is not null or new.id <> old.id or new.compact_id <> old.compact_id
      or new.whole <> old.whole or new.elements <> old.elements or new.reason <> old.reason
      or new.began <> old.began or new.side is distinct from old.side)
    execute function refuse_change()`.execute(db)
  await sql`create trigger compact_corrections_once before update on compact_corrections for each row
    when (old.corrected is not null or new.id <> old.id or new.suspension_id <> old.suspension_id
      or new.text <> old.text or new.position <> old.position)
    execute function refuse_change()`.execute(db)
}
