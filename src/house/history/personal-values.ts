import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Tables } from '../database.ts'
import { Conflict } from '../errors.ts'
import type { Keys } from '../keys.ts'
import { canonicalJson } from './canonical.ts'
import { FORMAT, type PersonalReference, sha256 } from './event.ts'

/*
 * Names and addresses must be erasable, and a history must not be. So they stand beside
 * it, each under a key of the person; the history holds their place and the digest of
 * the ciphertext. Whoever destroys the key has erased every one of them, and the
 * history still proves itself. A digest of the plain text would not do: it could be
 * guessed from a list of names for ever after.
 */

/**
 * Keeps a personal value apart, under the key of its person. The answer stands for it in
 * `before` and `after` of an event.
 *
 * Throws Conflict when the person was erased.
 */
export async function personalValue(
  trx: Transaction<Tables>,
  keys: Keys,
  personId: string,
  plain: string,
  now: Date = new Date(),
): Promise<PersonalReference> {
  const key = await keyOf(trx, keys, personId)
  const id = v7()
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id, 'utf8'))
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  const row = {
    id,
    person_id: personId,
    at: now.toISOString(),
    ciphertext: `v1.${nonce.toString('base64url')}.${text.toString('base64url')}`,
  }
  await trx.insertInto('personal_values').values(row).execute()
  return { personal: id, digest: personalDigest(row) }
}

/**
 * The value a reference stands for; null when it was erased with its person, is not there, or was kept under a
 * key that was lost with the keys of the house.
 */
export async function readPersonal(
  db: Kysely<Tables>,
  keys: Keys,
  reference: PersonalReference,
): Promise<string | null> {
  const row = await db
    .selectFrom('personal_values')
    .innerJoin('person_keys', 'person_keys.person_id', 'personal_values.person_id')
    .select(['personal_values.id', 'personal_values.person_id', 'ciphertext', 'sealed'])
    .where('personal_values.id', '=', reference.personal)
    .executeTakeFirst()
  if (!row || row.sealed === null) return null
  const { key, lostUntil } = keyFrom(keys.open(row.sealed, sealContext(row.person_id)))
  const [, nonce = '', text = ''] = row.ciphertext.split('.')
  const bytes = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
    .setAAD(Buffer.from(row.id, 'utf8'))
    .setAuthTag(bytes.subarray(-16))
  const start = decipher.update(bytes.subarray(0, -16))
  try {
    return Buffer.concat([start, decipher.final()]).toString('utf8')
  } catch (error) {
    if (lostUntil !== null && row.id <= lostUntil) return null
    throw error
  }
}

/**
 * Forgets the keys of people that were sealed under a master key that is lost: nobody opens them again. The values
 * under them stay, closed, and the history still proves itself; the next value of a person gets a new key. Answers
 * how many people that concerns.
 */
export async function forgetLostPersonKeys(trx: Transaction<Tables>, lost: string[]): Promise<number> {
  const { rows } = await sql`
    delete from person_keys where split_part(sealed, '.', 2) = any (${lost}) returning 1`.execute(trx)
  return rows.length
}

/**
 * Destroys the key of a person: nothing kept under it can be read again, by anybody. A
 * note that it was destroyed stays, so that no further value is kept for this person.
 */
export async function erasePerson(
  trx: Transaction<Tables>,
  personId: string,
  now: Date = new Date(),
): Promise<void> {
  await trx
    .insertInto('person_keys')
    .values({ person_id: personId, sealed: null, erased_at: now })
    .onConflict((row) =>
      row.column('person_id').doUpdateSet((old) => ({
        sealed: null,
        erased_at: old.fn.coalesce('person_keys.erased_at', old.val(now)),
      })),
    )
    .execute()
}

/** Those of these people who were erased. */
export async function erasedAmong(db: Kysely<Tables>, personIds: string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('person_keys')
    .select('person_id')
    .where('person_id', 'in', personIds)
    .where('sealed', 'is', null)
    .execute()
  return new Set(rows.map(({ person_id }) => person_id))
}

/** SHA-256 over all that is kept of a personal value, as its reference carries it. */
export function personalDigest(row: Tables['personal_values']): string {
  return sha256(
    canonicalJson({
      at: row.at,
      ciphertext: row.ciphertext,
      format: FORMAT,
      id: row.id,
      person: row.person_id,
    }),
  )
}

/** What the sealed key of a person is bound to. */
export const sealContext = (personId: string) => `person-key:${personId}`

async function keyOf(trx: Transaction<Tables>, keys: Keys, personId: string): Promise<Buffer> {
  const find = () =>
    trx.selectFrom('person_keys').select('sealed').where('person_id', '=', personId).executeTakeFirst()
  let row = await find()
  if (!row) {
    // Another transaction may make one meanwhile; then that one holds.
    await trx
      .insertInto('person_keys')
      .values({
        person_id: personId,
        sealed: keys.seal(await newKey(trx, personId), sealContext(personId)),
        erased_at: null,
      })
      .onConflict((conflict) => conflict.column('person_id').doNothing())
      .execute()
    row = await find()
  }
  if (!row?.sealed)
    throw new Conflict('This person was erased', [
      { message: 'Nothing personal is kept of them any more, nor can be.' },
    ])
  return keyFrom(keys.open(row.sealed, sealContext(personId))).key
}

const KEY_BYTES = 32

/** A key, and behind it the newest value that was there before it: those that are, were under a key that was lost. */
async function newKey(trx: Transaction<Tables>, personId: string): Promise<Buffer> {
  const { newest } = await trx
    .selectFrom('personal_values')
    .select(({ fn }) => fn.max('id').as('newest'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  return Buffer.concat([randomBytes(KEY_BYTES), Buffer.from(newest ?? '', 'utf8')])
}

function keyFrom(opened: Buffer): { key: Buffer; lostUntil: string | null } {
  const lostUntil = opened.subarray(KEY_BYTES).toString('utf8')
  return { key: opened.subarray(0, KEY_BYTES), lostUntil: lostUntil === '' ? null : lostUntil }
}
