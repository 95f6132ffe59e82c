import { createHmac } from 'node:crypto'
import type { Keys } from '../../house/keys.ts'
import { canonicalEmail, canonicalName, canonicalPostalCode, domainOf } from './canonical.ts'

/*
 * What tells two signatures of one person apart from those of two, without saying who it is: digests under a secret of
 * the house that is not in the database. They go when the person is erased.
 */

type Secrets = Pick<Keys, 'secret'>

/** The same e-mail address in any campaign. Null without an address, or when it is none. */
export function emailKey(keys: Secrets, email: string | null): string | null {
  const canonical = email === null ? null : canonicalEmail(email)
  return canonical === null ? null : digest(keys, 'e-mail', canonical)
}

/** The domain of an address, so that those of one domain can be found together. */
export function domainKey(keys: Secrets, email: string | null): string | null {
  const canonical = email === null ? null : canonicalEmail(email)
  return canonical === null ? null : digest(keys, 'domain', domainOf(canonical))
}

/** The digest that the addresses of a domain share, to look for them. */
export const keyOfDomain = (keys: Secrets, domain: string): string =>
  digest(keys, 'domain', domainOf(canonicalEmail(`a@${domain}`) ?? `a@${domain.toLowerCase()}`))

/** The same name in the same postal area: one person, on paper or on the web. */
export function personKey(
  keys: Secrets,
  { name, country, postalCode }: { name: string; country: string; postalCode: string },
): string {
  return digest(keys, 'person', `${canonicalName(name)}\n${canonicalPostalCode(country, postalCode)}`)
}

/** The same postal area. */
export function postalKey(
  keys: Secrets,
  { country, postalCode }: { country: string; postalCode: string },
): string {
  return digest(keys, 'postal area', canonicalPostalCode(country, postalCode))
}

/** The network a signature came from, as `addressOf` answers it. */
export const networkKey = (keys: Secrets, network: string): string => digest(keys, 'network', network)

/** The one digest of a token that was mailed: who reads the database cannot use it. */
export const tokenDigest = (keys: Secrets, token: string): string => digest(keys, 'token', token)

/** All that was sent with a form, to know the same sent twice from another sent with its key. */
export const sentDigest = (keys: Secrets, content: unknown): string =>
  digest(keys, 'sent', JSON.stringify(content))

// The secret is derived once for each purpose and ring of keys: a burst of signatures asks for it thousands of times.
const secrets = new WeakMap<Secrets, Buffer>()

function digest(keys: Secrets, of: string, text: string): string {
  const secret = secrets.get(keys) ?? keys.secret('signatures')
  secrets.set(keys, secret)
  return createHmac('sha256', secret).update(`${of}\n${text}`).digest('base64url')
}
