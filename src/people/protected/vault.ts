import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { personalValue, readPersonal } from '../../house/history/personal-values.ts'
import type { Keys } from '../../house/keys.ts'
import './tables.ts'

/*
 * What is kept here is sealed under a key of its own, that key under the key of the person,
 * and that one under a key of the house which is not in the database. A copy of the
 * database alone shows nothing, and whoever destroys the key of the person closes these too.
 *
 * Other than the values of the history these can be overwritten and removed.
 */

/** How a personal value begins that is a key and no value. */
const KEY = 'key of what is kept apart:'

export const isKeyOfVault = (value: string) => value.startsWith(KEY)

type Kind = Tables['protected_values']['kind']

/** Keeps a value in the place of the one before. Throws Conflict for somebody who was erased. */
export async function keepSealed(
  trx: Transaction<Tables>,
  keys: Keys,
  person: string,
  kind: Kind,
  plain: string,
  at: Date,
): Promise<void> {
  const key = randomBytes(32)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(person, kind))
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  const { personal } = await personalValue(trx, keys, person, `${KEY}${key.toString('base64url')}`, at)
  const row = {
    key_value: personal,
    sealed: `v1.${nonce.toString('base64url')}.${text.toString('base64url')}`,
    changed: at,
  }
  await trx
    .insertInto('protected_values')
    .values({ person_id: person, kind, ...row })
    .onConflict((known) => known.columns(['person_id', 'kind']).doUpdateSet(row))
    .execute()
}

/** What is kept, and since when; null when nothing is, or its key was destroyed. */
export async function openSealed(
  db: Kysely<Tables>,
  keys: Keys,
  person: string,
  kind: Kind,
): Promise<{ plain: string; changed: Date } | null> {
  const row = await db
    .selectFrom('protected_values')
    .selectAll()
    .where('person_id', '=', person)
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (row === undefined) return null
  const key = await readPersonal(db, keys, { personal: row.key_value, digest: '' })
  if (key === null) return null
  const [, nonce = '', text = ''] = row.sealed.split('.')
  const bytes = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', fromText(key.slice(KEY.length)), fromText(nonce))
    .setAAD(boundTo(person, kind))
    .setAuthTag(bytes.subarray(-16))
  const plain = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()])
  return { plain: plain.toString('utf8'), changed: row.changed }
}

/** When a value was last written, without opening it; null when there is none. */
export async function sealedSince(db: Kysely<Tables>, person: string, kind: Kind): Promise<Date | null> {
  const row = await db
    .selectFrom('protected_values')
    .select('changed')
    .where('person_id', '=', person)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row?.changed ?? null
}

/** Removes a value; false when there was none. */
export async function removeSealed(trx: Transaction<Tables>, person: string, kind: Kind): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('protected_values')
    .where('person_id', '=', person)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

const fromText = (text: string) => Buffer.from(text, 'base64url')

// A value put into the row of another person or another kind does not open.
const boundTo = (person: string, kind: Kind) => Buffer.from(`${kind} of ${person}`, 'utf8')
