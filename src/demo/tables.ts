import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from '../house/database.ts'

/*
 * Which rows were made for an example: a mark that is put on before anything hangs on the row (triggers of migration
 * 0018 hold to it), and by which a removal finds what it may take.
 */

/** Marks an organisation that was just made as one of an example. */
export async function markOrganisation(trx: Transaction<Tables>, example: string, id: string): Promise<void> {
  await sql`update organisations set example = ${example}::uuid where id = ${id}::uuid`.execute(trx)
}

/** Marks somebody whose account was just made as one of an example. */
export async function markPerson(trx: Transaction<Tables>, example: string, id: string): Promise<void> {
  await sql`update people set example = ${example}::uuid where id = ${id}::uuid`.execute(trx)
}

/** Takes the mark off an organisation that stays when its example goes, since something real leans on it. */
export async function unmarkOrganisation(trx: Transaction<Tables>, id: string): Promise<void> {
  await sql`update organisations set example = null where id = ${id}::uuid`.execute(trx)
}

/** What was made for one example and is here. */
export type ExampleParts = {
  example: string
  organisations: { id: string; name: string }[]
  /** Those who have not been erased. */
  people: string[]
  /** What the load lived through, and what somebody began by hand with one of its accounts. */
  compacts: (ExampleCompact & { byHand: boolean })[]
}
export type ExampleCompact = { id: string; state: string; version: number | null }

/** Everything that stands of examples that were loaded, the oldest first; whole or cut short. */
export async function examplesHere(db: Kysely<Tables>): Promise<ExampleParts[]> {
  const organisations = await sql<{ example: string; id: string; name: string }>`
    select example, id, name from organisations where example is not null order by made, id`.execute(db)
  const people = await sql<{ example: string; id: string }>`
    select example, id from people where example is not null and ended is null order by created, id`.execute(
    db,
  )
  // A load lives in the past of its own accounts; nobody begins anything by hand before they have one.
  const compacts = await sql<ExampleCompact & { example: string; byHand: boolean }>`
    select people.example, compacts.id, compacts.state, compacts.in_force_version as version,
      compacts.made >= people.created as "byHand"
    from compacts join people on people.id = compacts.made_by
    where compacts.example and compacts.kind = 'managed' and people.example is not null
    order by compacts.made, compacts.id`.execute(db)
  const all = [...organisations.rows, ...people.rows, ...compacts.rows]
  return [...new Set(all.map(({ example }) => example))].map((example) => ({
    example,
    organisations: organisations.rows
      .filter((row) => row.example === example)
      .map(({ id, name }) => ({ id, name })),
    people: people.rows.filter((row) => row.example === example).map(({ id }) => id),
    compacts: compacts.rows
      .filter((row) => row.example === example)
      .map(({ id, state, version, byHand }) => ({ id, state, version, byHand })),
  }))
}
