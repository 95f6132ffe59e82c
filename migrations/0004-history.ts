import { type Kysely, sql } from 'kysely'

/**
 * What happened, to which record, by whom and why; kept so that a change of it is seen.
 *
 * What is hashed is kept as text, byte for byte as it was hashed: `jsonb` would write
 * numbers and the order of names its own way, and `timestamptz` is finer than the
 * moments of the program. `collate "C"` orders by bytes, alike on every machine.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table known_keys (
    key_id text collate "C" primary key,
    use text not null,
    first_used timestamptz not null
  )`.execute(db)

  await sql`create table events (
    record_kind text collate "C" not null,
    record_id text collate "C" not null,
    seq integer not null check (seq > 0),
    format integer not null,
    at text collate "C" not null,
    action text collate "C" not null,
    actor_person text collate "C",
    actor_as text collate "C" not null,
    actor_via text collate "C" not null,
    request_id text collate "C",
    reason text collate "C",
    before text collate "C",
    after text collate "C",
    previous text collate "C",
    hash text collate "C" not null,
    constraint events_pkey primary key (record_kind, record_id, seq)
  )`.execute(db)
  await sql`create unique index events_by_hash on events (hash)`.execute(db)
  await sql`create index events_by_person on events (actor_person, at)`.execute(db)

  // Whoever writes an event holds the row of its record: two on one record take turns, others never meet.
  await sql`create table chains (
    record_kind text collate "C" not null,
    record_id text collate "C" not null,
    primary key (record_kind, record_id)
  )`.execute(db)

  // The part of the history that no checkpoint covers yet.
  await sql`create table unanchored (
    record_kind text collate "C" not null,
    record_id text collate "C" not null,
    seq integer not null,
    primary key (record_kind, record_id, seq)
  )`.execute(db)

  await sql`create table personal_values (
    id text collate "C" primary key,
    person_id text collate "C" not null,
    at text collate "C" not null,
    ciphertext text collate "C" not null
  )`.execute(db)
  await sql`create index personal_values_by_person on personal_values (person_id)`.execute(db)

  // The key of a person, sealed; null once it was destroyed, so that no other is made in its place.
  await sql`create table person_keys (
    person_id text collate "C" primary key,
    sealed text,
    erased_at timestamptz
  )`.execute(db)

  await sql`create table checkpoints (
    number integer primary key check (number > 0),
    format integer not null,
    at text collate "C" not null,
    events integer not null,
    records integer not null,
    heads text collate "C" not null,
    previous text collate "C",
    key_id text collate "C" not null,
    hash text collate "C" not null,
    signature text collate "C" not null
  )`.execute(db)
  await sql`create table checkpoint_heads (
    checkpoint integer not null,
    record_kind text collate "C" not null,
    record_id text collate "C" not null,
    seq integer not null,
    hash text collate "C" not null,
    primary key (checkpoint, record_kind, record_id)
  )`.execute(db)
  await sql`create index checkpoint_heads_by_record on checkpoint_heads (record_kind, record_id, seq)`.execute(
    db,
  )

  // Whoever makes a checkpoint holds this row: one at a time.
  await sql`create table checkpoint_turn (only_row integer primary key check (only_row = 1), taken integer not null)`.execute(
    db,
  )
  await sql`insert into checkpoint_turn (only_row, taken) values (1, 0)`.execute(db)

  for (const table of ['known_keys', 'events', 'personal_values', 'checkpoints', 'checkpoint_heads']) {
    await sql`create trigger ${sql.id(`${table}_are_kept`)} before update or delete on ${sql.id(table)}
      for each row execute function refuse_change()`.execute(db)
    await sql`create trigger ${sql.id(`${table}_are_kept_whole`)} before truncate on ${sql.id(table)}
      for each statement execute function refuse_change()`.execute(db)
  }
}
