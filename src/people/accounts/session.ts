import type { FastifyRequest } from 'fastify'
import { Fault } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { rolesOf } from '../organisations/roles.ts'
import type { SignedIn } from '../policy/actions.ts'
import { cookieNames, LONGEST_SIGN_IN_SECONDS } from './auth.ts'
import { cookieOf } from './caller.ts'
import { begunBefore } from './repeats.ts'
import { sendingOf } from './sending.ts'
import { tokenIn } from './signed-cookies.ts'
import './tables.ts'
import { tokenDigest } from './token-digests.ts'

export { signedCookie } from './signed-cookies.ts'

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
  /**
   * Set when the very same form was sent before and put this sign-in in the place of the one whose
   * cookie came: the cookie to answer with. What the form asks for is done.
   */
  repeated?: string
}

/** Whoever sent a request, signed in and with their roles of this moment; null for a visitor. */
export async function personOf(house: House, request: FastifyRequest): Promise<SignedIn | null> {
  const signIn = await signInOf(house, request)
  if (signIn === null) return null
  const roles = await rolesOf(house.db, signIn.person, house.now())
  const { secondFactor, hasSecondFactor } = signIn
  return { id: signIn.person, roles, secondFactor, hasSecondFactor }
}

/** The sign-in, or its account, went between the policy’s look and the next one. */
export function signInEnded(): Fault {
  return new Fault(401, 'not-signed-in', 'This sign-in has ended', [
    { message: 'Nothing was changed.', remedy: 'Sign in again.' },
  ])
}

/** What of a request tells whose it is. */
export type Sent = Pick<FastifyRequest, 'headers' | 'raw'> & Parameters<typeof sendingOf>[0]

/** The sign-in a request belongs to, looked up once a request; null when there is none, or it has ended. */
export function signInOf(house: House, request: Sent): Promise<SignIn | null> {
  const known = looked.get(request.raw)
  if (known !== undefined) return known
  return lookAgain(house, request)
}

/** The same, looked up anew: for a request that found its sign-in replaced while it was at work. */
export function lookAgain(house: House, request: Sent): Promise<SignIn | null> {
  const looking = findSignIn(house, request)
  looked.set(request.raw, looking)
  return looking
}

const looked = new WeakMap<FastifyRequest['raw'], Promise<SignIn | null>>()

async function findSignIn(house: House, request: Sent): Promise<SignIn | null> {
  const names = cookieNames(house)
  const session = cookieOf(request.headers.cookie, names.session)
  const token = tokenIn(house, session)
  if (token === null) return null
  const here = await signInWith(house, token)
  if (here !== null) return here
  const cookies = { session, challenge: cookieOf(request.headers.cookie, names.challenge) }
  const begun = await begunBefore(house, { cookies, sending: sendingOf(request) })
  if (begun === null) return null
  const now = await signInWith(house, begun.token)
  return now && { ...now, repeated: begun.cookie }
}

async function signInWith(house: House, token: string): Promise<SignIn | null> {
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
