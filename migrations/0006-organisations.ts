import { type Kysely, sql } from 'kysely'

/**
 * Organisations, who belongs to them, what they may, and who is asked in.
 *
 * Nothing here is deleted: a row that holds no longer carries its end, who ended it
 * and why, so that what a person signed stays theirs. The columns that name people hold
 * ids without a foreign key: they outlive the person's own row when it is erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table organisations (
    id uuid primary key,
    kind text collate "C" not null check (kind in ('donor-government', 'partner-government', 'ngo', 'union',
      'survivors-group', 'research', 'company', 'coalition')),
    name text not null,
    country text collate "C",
    website text,
    listed boolean not null,
    version integer not null check (version > 0),
    made timestamptz not null,
    made_by uuid,
    ended timestamptz,
    ended_by uuid,
    end_reason text
  )`.execute(db)
  // Two of one name in one country would be taken for each other.
  await sql`create unique index organisations_one_of_a_name on organisations (lower(name), coalesce(country, ''))
    where ended is null`.execute(db)

  await sql`create table memberships (
    id uuid primary key,
    organisation_id uuid not null references organisations (id),
    person_id uuid not null,
    began timestamptz not null,
    began_by uuid,
    ended timestamptz,
    ended_by uuid,
    end_reason text
  )`.execute(db)
  await sql`create unique index memberships_once on memberships (organisation_id, person_id)
    where ended is null`.execute(db)
  await sql`create index memberships_by_person on memberships (person_id)`.execute(db)

  await sql`create table role_grants (
    id uuid primary key,
    person_id uuid not null,
    role text collate "C" not null,
    organisation_id uuid references organisations (id),
    scope_kind text collate "C" check (scope_kind in ('country', 'compact')),
    scope_id text collate "C",
    granted_by uuid,
    granted_at timestamptz not null,
    until timestamptz,
    ended_at timestamptz,
    ended_by uuid,
    end_reason text,
    check ((scope_kind is null) = (scope_id is null))
  )`.execute(db)
  await sql`create unique index role_grants_once on role_grants (person_id, role,
    coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'::uuid), coalesce(scope_kind, ''), coalesce(scope_id, ''))
    where ended_at is null`.execute(db)
  await sql`create index role_grants_by_organisation on role_grants (organisation_id)`.execute(db)

  await sql`create table invitations (
    id uuid primary key,
    sealed text,
    email_mark text collate "C" not null,
    organisation_id uuid references organisations (id),
    role text collate "C" not null,
    scope_kind text collate "C" check (scope_kind in ('country', 'compact')),
    scope_id text collate "C",
    language text collate "C" not null,
    invited_by uuid,
    invited_as text collate "C" not null,
    made timestamptz not null,
    expires timestamptz not null,
    claimed timestamptz,
    accepted timestamptz,
    accepted_by uuid,
    withdrawn timestamptz,
    withdrawn_by uuid,
    end_reason text,
    check ((scope_kind is null) = (scope_id is null)),
    check (accepted is null or withdrawn is null)
  )`.execute(db)
  await sql`create index invitations_by_organisation on invitations (organisation_id, made)`.execute(db)
  await sql`create index invitations_by_mark on invitations (email_mark)`.execute(db)

  // Every link that was ever sent: an old one can say that a newer one took its place.
  await sql`create table invitation_links (
    token_digest text collate "C" primary key,
    invitation_id uuid not null references invitations (id),
    made timestamptz not null,
    by_mail_only boolean not null,
    replaced timestamptz
  )`.execute(db)
  await sql`create index invitation_links_by_invitation on invitation_links (invitation_id)`.execute(db)

  // Who takes away the last administrator must wait for whoever is doing the same: both lock this row.
  await sql`create table administrators_turn (only_row integer primary key check (only_row = 1))`.execute(db)
  await sql`insert into administrators_turn (only_row) values (1)`.execute(db)

  for (const table of ['organisations', 'memberships', 'role_grants', 'invitations', 'invitation_links']) {
    await sql`create trigger ${sql.id(`${table}_are_not_deleted`)} before delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
    await sql`create trigger ${sql.id(`${table}_are_not_emptied`)} before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db)
  }
  // What has ended stays as it ended; who belonged where, and who was given what, is not rewritten.
  await sql`create trigger organisations_end_once before update on organisations for each row
    when (old.ended is not null or new.id <> old.id or new.made <> old.made)
    execute function refuse_change()`.execute(db)
  await sql`create trigger memberships_end_once before update on memberships for each row
    when (old.ended is not null or new.id <> old.id or new.person_id <> old.person_id
      or new.organisation_id <> old.organisation_id or new.began <> old.began)
    execute function refuse_change()`.execute(db)
  await sql`create trigger role_grants_end_once before update on role_grants for each row
    when (old.ended_at is not null or new.id <> old.id or new.person_id <> old.person_id or new.role <> old.role
      or new.organisation_id is distinct from old.organisation_id or new.scope_kind is distinct from old.scope_kind
      or new.scope_id is distinct from old.scope_id or new.granted_at <> old.granted_at)
    execute function refuse_change()`.execute(db)
}
