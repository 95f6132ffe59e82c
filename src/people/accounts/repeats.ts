import { createHash, randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Db, Tables } from '../../house/database.ts'
import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { cookieNames, isSecure, LONGEST_SIGN_IN_SECONDS } from './auth.ts'
import { signedCookie } from './signed-cookies.ts'
import './tables.ts'
import { tokenDigest } from './token-digests.ts'

/*
 * What uses up a secret (a link, a second step, the token of a sign-in) cannot be sent twice: a
 * double click, or sending again after the answer was lost, would find the secret used up, and
 * say so of something that was done. So for some minutes the digest of the secret and of the
 * form’s own key is kept, and whoever sends both again gets the answer by what is now so. The
 * secret alone is worth nothing: whoever has stolen it has not got the key of that one form.
 */

const MINUTES_REMEMBERED = 5

/** What a used secret led to: the digest of the token of a sign-in, or simply that it was done. */
type Led = { person: string; token: string | null }

/** Remembers, in the transaction that uses a secret up, what it led to. */
export async function rememberUse(
  trx: Transaction<Tables>,
  { now }: Pick<House, 'now'>,
  secret: string | null,
  sending: string | null,
  { person, token }: Led,
): Promise<void> {
  if (secret === null || sending === null) return
  const identifier = identifierOf(secret, sending)
  await trx.deleteFrom('accounts_verification').where('identifier', '=', identifier).execute()
  await trx
    .insertInto('accounts_verification')
    .values({
      id: v7(),
      identifier,
      value: `${person} ${token === null ? 'done' : tokenDigest(token)}`,
      // By the clock of the machine, as everything in this table (`links.ts`).
      expires_at: new Date(Date.now() + MINUTES_REMEMBERED * 60_000),
      created_at: now(),
      updated_at: now(),
    })
    .execute()
}

/** Whether this very sending used the secret up, a moment ago. */
export async function wasUsedHere(db: Db, secret: string, sending: string | null): Promise<boolean> {
  if (sending === null) return false
  const row = await db
    .selectFrom('accounts_verification')
    .select('expires_at')
    .where('identifier', '=', identifierOf(secret, sending))
    .executeTakeFirst()
  return row !== undefined && row.expires_at.getTime() > Date.now()
}

/**
 * The sign-in that this very sending put in the place of the one with the token `secret`, or
 * began by the second step `secret`. It goes on under another token, in the cookie answered.
 */
export async function followUse(
  house: Pick<House, 'db' | 'keys' | 'now' | 'settings'>,
  secret: string | null,
  sending: string | null,
): Promise<{ token: string; cookie: string } | null> {
  if (secret === null || sending === null) return null
  const identifier = identifierOf(secret, sending)
  const token = randomBytes(24).toString('base64url')
  const followed = await transact(house.db, async (trx) => {
    const row = await trx
      .selectFrom('accounts_verification')
      .select(['id', 'value', 'expires_at'])
      .where('identifier', '=', identifier)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined || row.expires_at.getTime() <= Date.now()) return false
    const [person = '', digest = ''] = row.value.split(' ')
    const { numUpdatedRows } = await trx
      .updateTable('accounts_session')
      .set({ token: tokenDigest(token) })
      .where('user_id', '=', person)
      .where('token', '=', digest)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await trx
      .updateTable('accounts_verification')
      .set({ value: `${person} ${tokenDigest(token)}` })
      .where('id', '=', row.id)
      .execute()
    return true
  })
  return followed ? { token, cookie: sessionCookie(house, token) } : null
}

function sessionCookie(house: Pick<House, 'keys' | 'settings'>, token: string): string {
  const secure = isSecure(house) ? '; Secure' : ''
  return `${cookieNames(house).session}=${signedCookie(house, token)}; Max-Age=${LONGEST_SIGN_IN_SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure}`
}

function identifierOf(secret: string, sending: string): string {
  return `used:${createHash('sha256').update(`${secret}\n${sending}`).digest('base64url')}`
}
