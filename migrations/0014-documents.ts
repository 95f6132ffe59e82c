import { type Kysely, sql } from 'kysely'

/**
 * Files that stand behind what is said: evidence, receipts, minutes. A file is kept once,
 * under the hash of its bytes; where it is used, under which name, and whether everybody may
 * read it there, stands beside it. `compact_id` has no foreign key: the house leans on no room.
 *
 * A file is never changed. Its bytes can be taken out, with a reason, because one that names
 * a person who was harmed must not stay; the hash and its uses remain.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table documents (
    hash text collate "C" primary key check (length(hash) = 64),
    type text collate "C" not null,
    size integer not null check (size > 0),
    bytes bytea,
    kept timestamptz not null,
    removed timestamptz,
    removed_by uuid,
    removal_reason text,
    check (removed is null or (bytes is null and removal_reason is not null)),
    check (bytes is not null or removed is not null)
  )`.execute(db)

  await sql`create table document_uses (
    id uuid primary key,
    hash text collate "C" not null references documents (hash),
    compact_id uuid not null,
    place text collate "C" not null,
    name text not null,
    public boolean not null,
    by_person uuid,
    by_organisation uuid,
    at timestamptz not null,
    ended timestamptz,
    ended_by uuid
  )`.execute(db)
  await sql`create index document_uses_by_hash on document_uses (hash)`.execute(db)
  await sql`create index document_uses_by_compact on document_uses (compact_id, place)`.execute(db)
  await sql`create unique index document_uses_once on document_uses (hash, compact_id, place) where ended is null`.execute(
    db,
  )

  for (const table of ['documents', 'document_uses']) {
    await sql`create trigger ${sql.id(`${table}_are_not_deleted`)} before delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
    await sql`create trigger ${sql.id(`${table}_are_not_emptied`)} before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db)
  }
  // All that can happen to a file is that its bytes go, once.
  await sql`create trigger documents_stay before update on documents for each row
    when (old.removed is not null or new.removed is null or new.hash <> old.hash or new.type <> old.type
      or new.size <> old.size or new.kept <> old.kept)
    execute function refuse_change()`.execute(db)
  await sql`create trigger document_uses_stay before update on document_uses for each row
    when (old.ended is not null or new.id <> old.id or new.hash <> old.hash or new.compact_id <> old.compact_id
      or new.place <> old.place or new.name <> old.name or new.at <> old.at or (old.public and not new.public))
    execute function refuse_change()`.execute(db)
}
