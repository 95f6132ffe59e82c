import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { House } from '../../house/house.ts'
import { rolesOf } from '../organisations/roles.ts'
import type { SignedIn } from '../policy/actions.ts'
import { authSecret, cookieNames, LONGEST_SIGN_IN_SECONDS } from './auth.ts'
import { cookieOf } from './caller.ts'
import './tables.ts'
import { tokenDigest } from './token-digests.ts'

const minute = 60_000
const hour = 60 * minute

/**
 * How long a sign-in holds. Eight hours without a request end it: a working day, so that a
 * computer left alone overnight is signed out. Thirty days end it in any case. What needs
 * the second factor needs it anew after 24 hours: the powers that could harm others are
 * never older than a day (NIST SP 800-63B-4, AAL2; ASVS 5, 7.3.1 and 7.3.2 ask for limits
 * chosen by risk and written down). What would hand an account over, or its data out, needs
 * a sign-in of the last fifteen minutes.
 */
export const lifetimes = {
  idle: 8 * hour,
  longest: LONGEST_SIGN_IN_SECONDS * 1000,
  secondFactor: 24 * hour,
  fresh: 15 * minute,
  /** “Last seen” is written this often at most, so that reading a page rarely writes. */
  seen: 5 * minute,
} as const

/** One sign-in, checked. */
export type SignIn = {
  id: string
  person: string
  name: string
  email: string
  began: Date
  /** Whether the account has a second factor. */
  hasSecondFactor: boolean
  /** Whether this sign-in passed it within the last day. */
  secondFactor: boolean
  /** Whether it was begun, or proved again, within the last minutes. */
  fresh: boolean
  /** What stands in the database for its token. */
  digest: string
}

/** Whoever sent a request, signed in and with their roles of this moment; null for a visitor. */
export async function personOf(house: House, request: FastifyRequest): Promise<SignedIn | null> {
  const signIn = await signInOf(house, request)
  if (signIn === null) return null
  const roles = await rolesOf(house.db, signIn.person, house.now())
  const { secondFactor, hasSecondFactor } = signIn
  return { id: signIn.person, roles, secondFactor, hasSecondFactor }
}

/** The sign-in a request belongs to, looked up once a request; null when there is none, or it has ended. */
export function signInOf(
  house: House,
  request: Pick<FastifyRequest, 'headers' | 'raw'>,
): Promise<SignIn | null> {
  const known = looked.get(request.raw)
  if (known !== undefined) return known
  const looking = findSignIn(house, request.headers.cookie)
  looked.set(request.raw, looking)
  return looking
}

const looked = new WeakMap<FastifyRequest['raw'], Promise<SignIn | null>>()

async function findSignIn(house: House, cookies: string | undefined): Promise<SignIn | null> {
  const token = tokenIn(house, cookieOf(cookies, cookieNames(house).session))
  if (token === null) return null
  const now = house.now().getTime()
  const digest = tokenDigest(token)
  const row = await house.db
    .selectFrom('accounts_session as session')
    .innerJoin('accounts_user as user', 'user.id', 'session.user_id')
    .innerJoin('people', 'people.id', 'session.user_id')
    .select([
      'session.id',
      'session.user_id as person',
      'user.name',
      'user.email',
      'session.created_at as began',
      'session.seen_at as seen',
      'session.second_factor_at as secondFactorAt',
      'user.two_factor_enabled as hasSecondFactor',
    ])
    .where('session.token', '=', digest)
    .where('people.ended', 'is', null)
    .where('session.seen_at', '>', new Date(now - lifetimes.idle))
    .where('session.created_at', '>', new Date(now - lifetimes.longest))
    .executeTakeFirst()
  if (row === undefined) return null
  if (now - row.seen.getTime() > lifetimes.seen) {
    await house.db
      .updateTable('accounts_session')
      .set({ seen_at: house.now() })
      .where('id', '=', row.id)
      .execute()
  }
  const { secondFactorAt } = row
  return {
    id: row.id,
    person: row.person,
    name: row.name,
    email: row.email,
    began: row.began,
    hasSecondFactor: row.hasSecondFactor === true,
    secondFactor: secondFactorAt !== null && now - secondFactorAt.getTime() < lifetimes.secondFactor,
    fresh: now - row.began.getTime() < lifetimes.fresh,
    digest,
  }
}

/** The token in a cookie that this house signed, or null. */
export function tokenIn(house: Pick<House, 'keys'>, cookie: string | null): string | null {
  if (cookie === null) return null
  const text = decoded(cookie)
  const end = text?.lastIndexOf('.') ?? -1
  if (text === null || end < 1) return null
  const token = text.slice(0, end)
  const right = createHmac('sha256', authSecret(house)).update(token).digest()
  const given = Buffer.from(text.slice(end + 1), 'base64')
  return given.length === right.length && timingSafeEqual(given, right) ? token : null
}

/** A cookie value that this house takes for its own. */
export function signedCookie(house: Pick<House, 'keys'>, token: string): string {
  return encodeURIComponent(
    `${token}.${createHmac('sha256', authSecret(house)).update(token).digest('base64')}`,
  )
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
