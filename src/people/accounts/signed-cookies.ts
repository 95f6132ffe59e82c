import { createHmac, timingSafeEqual } from 'node:crypto'
import type { House } from '../../house/house.ts'
import { authSecret } from './auth.ts'

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
