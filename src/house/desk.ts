import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { Fault } from './errors.ts'

/*
 * Until this house has accounts, what is sent through the web is taken only from whoever
 * started it: opening prints an address with a key, and that address puts the key into a
 * cookie of the browser. Where a request comes from proves nothing (proxies, rebound names).
 */

const cookieName = 'tip-desk'

/** A key for one opening of the house. */
export function newDeskKey(): string {
  return randomBytes(24).toString('base64url')
}

/** Whether a text is the key; takes the same time for any wrong one of its length. */
export function isDeskKey(text: string | undefined, key: string | null): boolean {
  if (key === null || text === undefined || text.length !== key.length) return false
  return timingSafeEqual(Buffer.from(text), Buffer.from(key))
}

/** What the browser is told to keep: not for scripts, never sent along from another site. */
export function deskCookie(key: string): string {
  return `${cookieName}=${key}; Path=/; HttpOnly; SameSite=Strict`
}

/** Whether a request carries the key. */
export function holdsDeskKey(headers: IncomingHttpHeaders, key: string | null): boolean {
  const cookies = (headers.cookie ?? '').split(';').map((part) => part.trim())
  const value = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1)
  return isDeskKey(value, key)
}

/** Throws Fault when what is sent may not be taken. */
export function assertDesk(headers: IncomingHttpHeaders, key: string | null): void {
  if (holdsDeskKey(headers, key)) return
  throw new Fault(403, 'not-here', 'This can only be sent by whoever opened this installation', [
    {
      message:
        'There are no accounts yet, so nothing is taken from the web without the key printed at start.',
      remedy:
        'Open the address with the key that was printed when the program started, or use the tp command.',
    },
  ])
}
