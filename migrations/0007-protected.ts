import { type Kysely, sql } from 'kysely'

/**
 * What a person keeps from others: their own name when they go by another one, and how to
 * reach them safely. Both stand here only as ciphertext; the key of each is a personal
 * value of the person, so that whoever destroys the person's key has destroyed these too.
 * Beside it, whom the person named to see the second.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table protected_values (
    person_id uuid not null references people (id),
    kind text collate "C" not null check (kind in ('name', 'contact')),
    key_value text collate "C" not null,
    sealed text collate "C" not null,
    changed timestamptz not null,
    primary key (person_id, kind)
  )`.execute(db)

  await sql`create table guardianships (
    id uuid primary key,
    person_id uuid not null references people (id),
    guardian_id uuid not null references people (id),
    organisation_id uuid not null references organisations (id),
    began timestamptz not null,
    ended timestamptz
  )`.execute(db)
  await sql`create unique index guardianships_once on guardianships (person_id, guardian_id)
    where ended is null`.execute(db)
  await sql`create index guardianships_by_guardian on guardianships (guardian_id)`.execute(db)
}
