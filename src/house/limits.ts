import { createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { CompiledQuery } from 'kysely'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Db } from './database.ts'
import { Fault } from './errors.ts'

declare module './database.ts' {
  interface Tables {
    attempts: { key: string; points: number; expire: number | null }
  }
}

/** What a limit needs of the house. */
export type LimitedHouse = { db: Db; keys: { secret(purpose: string): Buffer } }

type Limit = { times: number; seconds: number }

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/**
 * How often each thing may be tried. An account has the narrow limit, since its owner
 * tries a few times at most; an address has the wide one, since a ministry may stand
 * behind a single one.
 */
export const limits = {
  'sign-in': { account: per(10, 15 * minute), address: per(100, 15 * minute) },
  'second-factor': { account: per(10, 15 * minute), address: per(100, 15 * minute) },
  'password-reset': { account: per(3, hour), address: per(20, hour) },
  'password-change': { account: per(10, hour), address: per(50, hour) },
  'sign-up': { account: per(10, hour), address: per(30, hour) },
  invitation: { account: per(100, day), address: per(200, day) },
  mail: { account: per(5, hour), address: per(30, hour) },
  export: { account: per(10, hour), address: per(50, hour) },
  look: { account: per(120, hour), address: per(600, hour) },
} satisfies Record<string, { account: Limit; address: Limit }>

export type Limited = keyof typeof limits

export type Attempt = {
  what: Limited
  /** An e-mail address, the id of a person, or what `addressOf` answered. */
  who: string
  /** Which of the two limits; the narrow one unless told otherwise. */
  by?: 'account' | 'address'
}

/** Tried too often. `retryAfter` is in whole seconds and belongs into the header `Retry-After`. */
export class TooMany extends Fault {
  readonly retryAfter: number

  constructor(retryAfter: number) {
    super(429, 'too-many', 'This was tried too often', [
      {
        message: 'To protect everybody’s account there is a limit to how often this may be tried.',
        remedy: `Try again ${inWords(retryAfter)}.`,
      },
    ])
    this.retryAfter = retryAfter
    this.retryAfterSeconds = retryAfter
  }
}

/** How often this process refused an attempt, by what was tried: for those who watch the house. */
export const refusals = new Map<Limited, number>()

/**
 * Counts one attempt; call it before anything is compared or looked up, whether or not
 * the account exists, so that the limit says nothing about who is known here. All
 * processes on the database share the count, and it stands outside the transaction of
 * the change: what is rolled back was tried all the same.
 *
 * Throws TooMany when the limit is passed.
 */
export async function takeAttempt(house: LimitedHouse, attempt: Attempt): Promise<void> {
  try {
    await limiterOf(house.db, attempt).consume(keyOf(house, attempt))
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    refusals.set(attempt.what, (refusals.get(attempt.what) ?? 0) + 1)
    throw new TooMany(Math.max(1, Math.ceil(error.msBeforeNext / 1000)))
  }
}

/** Forgets the attempts of somebody who has shown since then that it was them, e.g. after a right password. */
export async function forgiveAttempts(house: LimitedHouse, attempt: Attempt): Promise<void> {
  await limiterOf(house.db, attempt).delete(keyOf(house, attempt))
}

/** Removes counts that have run out; answers how many. The job that forgets calls it. */
export async function forgetAttempts(db: Db, now = Date.now()): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('attempts').where('expire', '<', now).executeTakeFirst()
  return Number(numDeletedRows)
}

const known = new WeakMap<Db, Map<string, RateLimiterPostgres>>()

function limiterOf(db: Db, { what, by = 'account' }: Attempt): RateLimiterPostgres {
  const limiters = known.get(db) ?? new Map<string, RateLimiterPostgres>()
  known.set(db, limiters)
  const name = `${what}/${by}`
  const limiter = limiters.get(name) ?? openLimiter(db, limits[what][by])
  limiters.set(name, limiter)
  return limiter
}

function openLimiter(db: Db, { times, seconds }: Limit): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: {
      query: async ({ text, values }: { text: string; values: unknown[] }) => {
        const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, values))
        return { rows, rowCount: Number(numAffectedRows ?? rows.length) }
      },
    },
    // Any name but those of the drivers it knows how to unwrap: ours is used as it is.
    storeType: 'client',
    tableName: 'attempts',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: '',
    points: times,
    duration: seconds,
  })
}

// Whoever reads the table, or a backup of it, learns neither addresses nor accounts.
function keyOf(house: LimitedHouse, { what, who, by = 'account' }: Attempt): string {
  const name = who.normalize('NFKC').trim().toLowerCase()
  return createHmac('sha256', house.keys.secret('limits'))
    .update([what, by, name].join('\n'))
    .digest('base64url')
}

function per(times: number, seconds: number): Limit {
  return { times, seconds }
}

function inWords(seconds: number): string {
  if (seconds <= 90) return `in ${seconds} seconds`
  if (seconds <= 90 * minute) return `in ${Math.ceil(seconds / minute)} minutes`
  return `in ${Math.ceil(seconds / hour)} hours`
}

// ---- addresses

type Asker = { headers: IncomingMessage['headers']; socket: { remoteAddress?: string | undefined } }

/**
 * The address to count by: that of the client as the last trusted proxy saw it, an IPv6
 * one shortened to its /64, since whoever has one has all of them.
 *
 * `X-Forwarded-For` is read from the right, one hop for each trusted proxy, and no
 * further: what stands left of the first untrusted hop was written by a stranger. A peer
 * that is not a trusted proxy is the client itself, whatever it says in headers.
 */
export function addressOf(request: Asker, trustedProxies: readonly string[]): string {
  return network(clientAddress(request, trustedProxies))
}

/** As `addressOf`, in full: for the list of a person's own sign-ins. */
export function clientAddress(request: Asker, trustedProxies: readonly string[]): string {
  const trusted = trustedList(trustedProxies)
  const said = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',').reverse()
  let hop = plainAddress(request.socket.remoteAddress ?? '')
  // A proxy on this machine may come by a Unix socket, which has no address: then it counts as 127.0.0.1.
  let seen = hop ?? '127.0.0.1'
  for (const each of said) {
    if (!isTrusted(seen, trusted)) return seen
    hop = plainAddress(each)
    // What the proxy wrote is no address: nothing left of it can be believed either.
    if (hop === null) return seen
    seen = hop
  }
  return seen
}

const lists = new WeakMap<readonly string[], BlockList>()

function trustedList(proxies: readonly string[]): BlockList {
  const ready = lists.get(proxies)
  if (ready !== undefined) return ready
  const list = new BlockList()
  for (const each of proxies) {
    const [address = '', bits] = each.trim().split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (isIP(address) === 0) throw new RangeError(`“${each}” is neither an address nor a range of addresses`)
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  }
  lists.set(proxies, list)
  return list
}

function isTrusted(address: string, list: BlockList): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** An address without port, brackets and zone; IPv4 in IPv6 as IPv4; null for anything else. */
function plainAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/%.*$/, '')
    .toLowerCase()
  if (isIP(bare) === 0) return null
  const groups = isIP(bare) === 6 ? groupsOf(bare) : null
  if (groups === null || !groups.slice(0, 5).every((each) => each === 0) || groups[5] !== 0xffff) return bare
  return groups
    .slice(6)
    .flatMap((each) => [each >> 8, each & 255])
    .join('.')
}

function network(address: string): string {
  if (isIP(address) !== 6) return address
  const first = groupsOf(address).slice(0, 4)
  return `${first.map((each) => each.toString(16)).join(':')}::/64`
}

/** The eight groups of an IPv6 address, whichever of its many spellings it comes in. */
function groupsOf(address: string): number[] {
  const sides = address.split('::').map((side) =>
    side
      .split(':')
      .filter((each) => each !== '')
      .flatMap((each) => {
        if (!each.includes('.')) return [Number.parseInt(each, 16)]
        const [a = 0, b = 0, c = 0, d = 0] = each.split('.').map(Number)
        return [a * 256 + b, c * 256 + d]
      }),
  )
  const [left = [], right = []] = sides
  const gap = sides.length === 2 ? 8 - left.length - right.length : 0
  return [...left, ...Array<number>(gap).fill(0), ...right]
}
