import { createHash, createHmac } from 'node:crypto'
import type { Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Db, Tables } from '../../house/database.ts'
import type { House } from '../../house/house.ts'
import { cookieNames, isSecure, LONGEST_SIGN_IN_SECONDS } from './auth.ts'
import type { Caller } from './caller.ts'
import { signedCookie, tokenIn } from './signed-cookies.ts'
import './tables.ts'
import { tokenDigest } from './token-digests.ts'

/*
 * What uses up a secret (a link, a second step, the token of a sign-in) cannot be sent twice: a
 * double click, or sending again after the answer was lost, would find the secret used up, and
 * say so of something that was done. So for some minutes whoever sends both again, the secret and
 * the form’s own key, gets the answer by what is now so. The secret alone is worth nothing:
 * whoever has stolen it has not got the key of that one form.
 */

const REMEMBERED_MS = 5 * 60_000

/* ── links ────────────────────────────────────────────────────────────────── */

/** Remembers, in the transaction that uses a link up, which sending did. */
export async function rememberUse(
  trx: Transaction<Tables>,
  { now }: Pick<House, 'now'>,
  { sending }: Pick<Caller, 'sending'>,
  { secret, person }: { secret: string; person: string },
): Promise<void> {
  if (sending === null) return
  await trx
    .insertInto('accounts_verification')
    .values({
      id: v7(),
      identifier: identifierOf(secret, sending),
      value: `${person} used`,
      // By the clock of the machine, as everything in this table (`links.ts`).
      expires_at: new Date(Date.now() + REMEMBERED_MS),
      created_at: now(),
      updated_at: now(),
    })
    .execute()
}

/** Whether this very sending used the link up, a moment ago. */
export async function wasUsedHere(
  db: Db,
  { sending }: Pick<Caller, 'sending'>,
  secret: string,
): Promise<boolean> {
  if (sending === null) return false
  const row = await db
    .selectFrom('accounts_verification')
    .select('expires_at')
    .where('identifier', '=', identifierOf(secret, sending))
    .executeTakeFirst()
  return row !== undefined && row.expires_at.getTime() > Date.now()
}

function identifierOf(secret: string, sending: string): string {
  return `used:${createHash('sha256').update(`${secret}\n${sending}`).digest('base64url')}`
}

/* ── sign-ins ─────────────────────────────────────────────────────────────── */

type Sender = Pick<Caller, 'sending'> & { cookies: Pick<Caller['cookies'], 'session' | 'challenge'> }

/**
 * The token of the sign-in that a sending begins: it follows from what the browser held before
 * and a key that is not in the database. So both answers of a double click carry the same
 * cookie, whichever comes last, and only its digest is kept. Null where nothing tells it.
 */
function tokenAfter(house: Pick<House, 'keys'>, { cookies, sending }: Sender): string | null {
  const before = tokenIn(house, cookies.session) ?? tokenIn(house, cookies.challenge)
  if (before === null || sending === null) return null
  const secret = house.keys.secret('sign-ins by forms')
  return createHmac('sha256', secret).update(`${before}\n${sending}`).digest('base64url')
}

/** Gives the sign-in that `cookies` begin the token that follows from the sending; answers its cookies. */
export async function knowAgain(
  trx: Transaction<Tables>,
  house: Pick<House, 'keys' | 'settings'>,
  caller: Sender,
  cookies: readonly string[],
): Promise<string[]> {
  const begun = tokenBegun(house, cookies)
  const token = tokenAfter(house, caller)
  if (begun === null || token === null) return [...cookies]
  // Where both of a double click begin one, the second takes the place of the first.
  await trx.deleteFrom('accounts_session').where('token', '=', tokenDigest(token)).execute()
  await trx
    .updateTable('accounts_session')
    .set({ token: tokenDigest(token) })
    .where('token', '=', tokenDigest(begun))
    .execute()
  const isSession = (each: string) => each.startsWith(`${cookieNames(house).session}=`)
  return [...cookies.filter((each) => !isSession(each)), sessionCookie(house, token)]
}

/** The sign-in that this very sending began a moment ago: its token, and the cookie to answer again. */
export async function begunBefore(
  house: Pick<House, 'db' | 'keys' | 'now' | 'settings'>,
  caller: Sender,
): Promise<{ token: string; cookie: string } | null> {
  const token = tokenAfter(house, caller)
  if (token === null) return null
  const row = await house.db
    .selectFrom('accounts_session')
    .select('id')
    .where('token', '=', tokenDigest(token))
    // Written when it began, and not since.
    .where('updated_at', '>', new Date(house.now().getTime() - REMEMBERED_MS))
    .executeTakeFirst()
  return row === undefined ? null : { token, cookie: sessionCookie(house, token) }
}

/** The token of the sign-in that cookies begin; null when they begin none. */
export function tokenBegun(
  house: Pick<House, 'keys' | 'settings'>,
  cookies: readonly string[],
): string | null {
  const name = cookieNames(house).session
  const found = cookies.find((each) => each.startsWith(`${name}=`))
  return tokenIn(house, found?.slice(name.length + 1).split(';')[0] ?? null)
}

function sessionCookie(house: Pick<House, 'keys' | 'settings'>, token: string): string {
  const secure = isSecure(house) ? '; Secure' : ''
  return `${cookieNames(house).session}=${signedCookie(house, token)}; Max-Age=${LONGEST_SIGN_IN_SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure}`
}
