import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { TooMany } from '../../house/limits.ts'
import { canonicalEmail, domainOf } from './canonical.ts'

/*
 * How often one place may sign: short bursts and long runs, by address, by the network around it, and by the domain of
 * the e-mail address. Kept in the memory of each process, so that a flood costs the database nothing; several processes
 * let through that much each. The numbers stand on the page that explains the count.
 */

type Rate = { times: number; seconds: number }

/** A church hall signs behind one address, so an evening’s worth goes through; a machine that never tires does not. */
export const rates = {
  address: [
    { times: 60, seconds: 600 },
    { times: 400, seconds: 86_400 },
  ],
  network: [{ times: 600, seconds: 3_600 }],
  domain: [{ times: 300, seconds: 600 }],
} as const satisfies Record<string, readonly Rate[]>

/** Domains that millions share: their number says nothing. */
export const sharedDomains: ReadonlySet<string> = new Set([
  'gmail.com',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'msn.com',
  'outlook.com',
  'proton.me',
  'protonmail.com',
  'yahoo.com',
  'yahoo.es',
  'yahoo.fr',
  'aol.com',
  'comcast.net',
  'orange.fr',
  'gmx.de',
  'gmx.net',
  'web.de',
])

export type Rates = {
  /** Counts one try; throws TooMany with the seconds to wait. */
  take(of: { address: string; email: string | null }): Promise<void>
}

/** Counters of their own, for one process. */
export function openRates(): Rates {
  const limiters = Object.entries(rates).flatMap(([what, each]) =>
    each.map(({ times, seconds }) => ({
      what: what as keyof typeof rates,
      limiter: new RateLimiterMemory({
        keyPrefix: `${what}/${seconds}`,
        points: times,
        duration: seconds,
      }),
    })),
  )
  return {
    async take({ address, email }) {
      const canonical = email === null ? null : canonicalEmail(email)
      const domain = canonical === null ? null : domainOf(canonical)
      const keys = {
        address,
        network: networkOf(address),
        domain: domain === null || sharedDomains.has(domain) ? null : domain,
      }
      for (const { what, limiter } of limiters) {
        const key = keys[what]
        if (key === null) continue
        try {
          await limiter.consume(key)
        } catch (error) {
          if (!(error instanceof RateLimiterRes)) throw error
          throw new TooMany(Math.max(1, Math.ceil(error.msBeforeNext / 1000)))
        }
      }
    },
  }
}

/** The /24 of an IPv4 address, the /48 of an IPv6 one: what one provider hands to one customer at most. */
export function networkOf(address: string): string {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(address)) return address.split('.').slice(0, 3).join('.')
  return address.split(':').slice(0, 3).join(':')
}
