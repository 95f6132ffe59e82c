import { createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import type { House } from '../../house/house.ts'
import type { HeldRole } from '../policy/actions.ts'
import { createAccount } from './account.ts'
import { cookieNames } from './auth.ts'
import type { Caller } from './caller.ts'
import { signedCookie } from './signed-cookies.ts'
import { tokenDigest } from './token-digests.ts'

/** A password that may be used, for tests. */
export const goodPassword = 'lantern over quiet harbour'

export type TestSignIn = {
  /** For the header `cookie`. */
  cookie: string
  person: string
  email: string
}

/**
 * Somebody with an account and `goodPassword`, signed in: straight to what a sign-in leaves
 * behind, without the work of hashing. With `secondFactor` the sign-in counts as having passed it.
 */
export async function signInForTest(
  house: House,
  {
    roles = [],
    secondFactor = false,
    name = 'Ama Mensah',
    person,
  }: {
    roles?: (Partial<HeldRole> & Pick<HeldRole, 'role'>)[]
    secondFactor?: boolean
    name?: string
    /** Somebody who has an account already. */
    person?: string
  } = {},
): Promise<TestSignIn> {
  const email = `${randomUUID()}@example.org`
  const id =
    person ??
    (
      await createAccount(
        house,
        { email, name, password: goodPassword, emailProven: true },
        { hashing: noHashing },
      )
    ).id
  const at = house.now()
  for (const { role, organisation = null, scope = null } of roles) {
    if (organisation !== null) await belong(house, id, organisation)
    await house.db
      .insertInto('role_grants')
      .values({
        id: v7(),
        person_id: id,
        role,
        organisation_id: organisation,
        scope_kind: scope?.kind ?? null,
        scope_id: scope?.id ?? null,
        granted_by: null,
        granted_at: at,
        until: null,
        ended_at: null,
        ended_by: null,
        end_reason: null,
      })
      .execute()
  }
  const token = randomBytes(24).toString('base64url')
  await house.db
    .insertInto('accounts_session')
    .values({
      id: v7(),
      token: tokenDigest(token),
      user_id: id,
      expires_at: new Date(Date.now() + 24 * 3_600_000),
      created_at: at,
      updated_at: at,
      ip_address: null,
      user_agent: 'Firefox/Linux',
      seen_at: at,
      second_factor_at: secondFactor ? at : null,
    })
    .execute()
  return { cookie: `${cookieNames(house).session}=${signedCookie(house, token)}`, person: id, email }
}

async function belong(house: House, person: string, organisation: string): Promise<void> {
  const known = await house.db
    .selectFrom('memberships')
    .select('id')
    .where('person_id', '=', person)
    .where('organisation_id', '=', organisation)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (known !== undefined) return
  await house.db
    .insertInto('memberships')
    .values({
      id: v7(),
      organisation_id: organisation,
      person_id: person,
      began: house.now(),
      began_by: null,
      ended: null,
      ended_by: null,
      end_reason: null,
    })
    .execute()
}

/** The hash of `goodPassword`, made once: a new one costs 40 ms. */
const goodHash =
  '$argon2id$v=19$m=19456,t=2,p=1$34FrQvXBVTL7OhtUl8ZvJg$vDTnGUC+BcdbkZmUVGQpazpngMObBr/yELZ69BCKm3g'
const noHashing = { hash: async () => goodHash, verify: async () => false }

/** A caller as a browser would be. */
export function aCaller(cookies: Partial<Caller['cookies']> = {}): Caller {
  return {
    cookies: { session: null, challenge: null, known: null, ...cookies },
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    address: `2001:db8:${randomInt(65536).toString(16)}:${randomInt(65536).toString(16)}::/64`,
    requestId: randomUUID(),
    language: 'en',
    sending: null,
  }
}

/** What a browser would keep of `Set-Cookie`: names and values, without those taken back. */
export function keptCookies(setCookies: readonly string[]): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const each of setCookies) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
    if (value === '' || /;\s*max-age=0/i.test(each)) delete kept[name]
    else kept[name] = value
  }
  return kept
}

/** What an authenticator app shows for a key (RFC 6238), so many half minutes from now. */
export function appCode(key: string, steps = 0): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...key.replaceAll(' ', '')]
    .map((each) => letters.indexOf(each).toString(2).padStart(5, '0'))
    .join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((each) => Number.parseInt(each, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const mac = createHmac('sha1', bytes).update(counter).digest()
  const at = (mac[19] ?? 0) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
