import { type Kysely, sql } from 'kysely'

/**
 * People, what they sign in with, and the mail the house sends.
 *
 * The tables `accounts_*` are those of the sign-in library under our names, written by
 * hand; a test asks the library whether anything is missing. What would let somebody in
 * stands there only as a digest or under a key that is not in the database.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table people (
    id uuid primary key,
    created timestamptz not null,
    ended timestamptz
  )`.execute(db)

  await sql`create table accounts_user (
    id uuid primary key references people (id),
    name text not null,
    email text not null unique,
    email_verified boolean not null,
    image text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    two_factor_enabled boolean
  )`.execute(db)

  await sql`create table accounts_session (
    id uuid primary key,
    token text collate "C" not null unique,
    user_id uuid not null references accounts_user (id) on delete cascade,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    ip_address text,
    user_agent text,
    seen_at timestamptz not null,
    second_factor_at timestamptz
  )`.execute(db)
  await sql`create index accounts_session_by_user on accounts_session (user_id)`.execute(db)

  await sql`create table accounts_account (
    id uuid primary key,
    account_id text not null,
    provider_id text not null,
    user_id uuid not null references accounts_user (id) on delete cascade,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`.execute(db)
  await sql`create index accounts_account_by_user on accounts_account (user_id)`.execute(db)

  await sql`create table accounts_verification (
    id uuid primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`.execute(db)
  await sql`create index accounts_verification_by_identifier on accounts_verification (identifier)`.execute(
    db,
  )

  await sql`create table accounts_two_factor (
    id uuid primary key,
    secret text not null,
    backup_codes text not null,
    user_id uuid not null references accounts_user (id) on delete cascade,
    verified boolean,
    failed_verification_count integer,
    locked_until timestamptz
  )`.execute(db)
  await sql`create index accounts_two_factor_by_secret on accounts_two_factor (secret)`.execute(db)
  await sql`create index accounts_two_factor_by_user on accounts_two_factor (user_id)`.execute(db)

  // A code of an authenticator app is taken once, although it stays right for a minute and a half.
  await sql`create table accounts_used_codes (
    user_id uuid not null references accounts_user (id) on delete cascade,
    code_digest text collate "C" not null,
    used_at timestamptz not null,
    primary key (user_id, code_digest)
  )`.execute(db)

  await sql`create table mails (
    id uuid primary key,
    kind text collate "C" not null,
    sealed text,
    state text collate "C" not null check (state in ('queued', 'outbox', 'sent', 'failed', 'dropped')),
    attempts integer not null,
    queued_at timestamptz not null,
    next_at timestamptz not null,
    done_at timestamptz,
    fault text
  )`.execute(db)
  await sql`create index mails_by_state on mails (state, next_at)`.execute(db)
}
