import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import '../accounts/tables.ts'
import '../protected/tables.ts'

type Db = Kysely<Tables>

/** A person as this room needs them: who they are to others, and the address they sign in with. */
export type Known = { id: string; name: string; email: string }

/** The names people of these ids go by here; who was erased, or never had an account, is not among them. */
export async function namesOf(db: Db, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('accounts_user').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function accounts(db: Db) {
  return db
    .selectFrom('accounts_user')
    .innerJoin('people', 'people.id', 'accounts_user.id')
    .leftJoin('protected_values', (join) =>
      join
        .onRef('protected_values.person_id', '=', 'accounts_user.id')
        .on('protected_values.kind', '=', 'name'),
    )
    .select(['accounts_user.id', 'email', 'created', 'ended'])
    .select((row) =>
      // Whoever goes by another name is not shown under it beside their address.
      row
        .case()
        .when('protected_values.kind', 'is', null)
        .then(row.ref('accounts_user.name'))
        .else('–')
        .end()
        .as('name'),
    )
    .where('ended', 'is', null)
}

/** The person who signs in with this address, or null. Never tell a visitor which of the two it was. */
export async function personByEmail(db: Db, email: string): Promise<Known | null> {
  return (await accounts(db).where('email', '=', normalEmail(email)).executeTakeFirst()) ?? null
}

/** The address a person signs in with, once they have shown that it is theirs; else null. */
export async function provenEmailOf(db: Db, personId: string): Promise<string | null> {
  const row = await accounts(db)
    .where('accounts_user.id', '=', personId)
    .where('email_verified', '=', true)
    .executeTakeFirst()
  return row?.email ?? null
}

/** Everybody with an account, by address: for `tp admin people`. */
export async function allPeople(db: Db): Promise<(Known & { created: Date })[]> {
  return accounts(db).orderBy('email').execute()
}

/** An address as it is compared: without spaces around it, in small letters. */
export function normalEmail(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}
