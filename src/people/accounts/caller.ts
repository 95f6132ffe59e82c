import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../house/actor.ts'
import type { House } from '../../house/house.ts'
import { addressOf } from '../../house/limits.ts'
import type { Language } from '../../ui/language.ts'
import { cookieNames } from './auth.ts'
import { sendingOf } from './sending.ts'

/** Who stands at the door, as far as signing in is concerned. */
export type Caller = {
  /** Cookies of this room alone, as they came. */
  cookies: { session: string | null; challenge: string | null; known: string | null }
  userAgent: string
  /** To count attempts by; kept nowhere in clear. */
  address: string
  requestId: string | null
  language: Language
  /** Which form was sent, and which drawing of it; null when that is not known (`repeats.ts`). */
  sending: string | null
}

/** The caller of a request. */
export function callerOf(house: Pick<House, 'settings'>, request: FastifyRequest): Caller {
  const names = cookieNames(house)
  return {
    cookies: {
      session: cookieOf(request.headers.cookie, names.session),
      challenge: cookieOf(request.headers.cookie, names.challenge),
      known: cookieOf(request.headers.cookie, names.known),
    },
    userAgent: request.headers['user-agent'] ?? '',
    address: addressOf(request, house.settings.trustedProxies),
    requestId: request.id,
    language: request.language,
    sending: sendingOf(request),
  }
}

/** The value of a cookie as it came, or null. */
export function cookieOf(header: string | undefined, name: string): string | null {
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
  return found?.slice(name.length + 1) || null
}

/**
 * Headers for a call of the library: its device, and of the cookies only the one that the
 * call is about, so that a sign-in of somebody else in the same browser plays no part.
 */
export function headersFor(
  house: Pick<House, 'settings'>,
  caller: Caller,
  which: 'session' | 'challenge' | null,
): Headers {
  const headers = new Headers({ 'user-agent': caller.userAgent })
  const value = which === null ? null : caller.cookies[which]
  if (which !== null && value !== null) headers.set('cookie', `${cookieNames(house)[which]}=${value}`)
  return headers
}

/** The person themself, acting on a page. */
export function themself(person: string, caller: Pick<Caller, 'requestId'>): Actor {
  return { person, as: 'person', via: 'page', requestId: caller.requestId }
}
