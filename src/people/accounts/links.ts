import { createHash, randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Tables } from '../../house/database.ts'
import type { House } from '../../house/house.ts'
import { originLeft } from '../../house/origin.ts'
import { type Language, pathIn } from '../../ui/language.ts'
import './tables.ts'

/*
 * Links in mails: a random token that is good once, for one purpose and for some hours. The
 * database has its digest only. What the link is for beyond the person (an address) is
 * sealed. A link leads to a page with a button; opening it changes nothing, since mail
 * scanners open links too.
 */

export type LinkPurpose = 'prove-address' | 'change-address'

/** Makes a link’s token; an earlier one of the same purpose for the same person is no longer good. */
export async function makeToken(
  trx: Transaction<Tables>,
  { keys, now }: Pick<House, 'keys' | 'now'>,
  {
    purpose,
    person,
    address,
    hours,
  }: { purpose: LinkPurpose; person: string; address: string; hours: number },
): Promise<string> {
  await forgetTokens(trx, purpose, person)
  const token = randomBytes(24).toString('base64url')
  const identifier = identifierOf(purpose, token)
  await trx
    .insertInto('accounts_verification')
    .values({
      id: v7(),
      identifier,
      value: `${person} ${keys.seal(Buffer.from(address, 'utf8'), identifier)}`,
      // The sign-in library clears this table of what has run out, by the clock of the machine.
      expires_at: new Date(Date.now() + hours * 3_600_000),
      created_at: now(),
      updated_at: now(),
    })
    .execute()
  return token
}

export async function forgetTokens(trx: Kysely<Tables>, purpose: LinkPurpose, person: string): Promise<void> {
  await trx
    .deleteFrom('accounts_verification')
    .where('identifier', 'like', `${purpose}:%`)
    .where('value', 'like', `${person} %`)
    .execute()
}

/** Whether a link is still good; changes nothing. */
export async function isGood(db: Kysely<Tables>, purpose: LinkPurpose, token: string): Promise<boolean> {
  const row = await db
    .selectFrom('accounts_verification')
    .select('expires_at')
    .where('identifier', '=', identifierOf(purpose, token))
    .executeTakeFirst()
  return row !== undefined && row.expires_at.getTime() > Date.now()
}

/** Uses a link up; answers what it was for, or null when it is not good (any more). */
export async function spendToken(
  trx: Transaction<Tables>,
  { keys }: Pick<House, 'keys'>,
  purpose: LinkPurpose,
  token: string,
): Promise<{ person: string; address: string } | null> {
  const identifier = identifierOf(purpose, token)
  const row = await trx
    .deleteFrom('accounts_verification')
    .where('identifier', '=', identifier)
    .returning(['value', 'expires_at'])
    .executeTakeFirst()
  if (row === undefined || row.expires_at.getTime() <= Date.now()) return null
  const [person = '', sealed = ''] = row.value.split(' ')
  return { person, address: keys.open(sealed, identifier).toString('utf8') }
}

function identifierOf(purpose: LinkPurpose, token: string): string {
  return `${purpose}:${createHash('sha256').update(token).digest('base64url')}`
}

/**
 * The address of a page as it stands in mails and on paper: that of `TIP_ORIGIN`, or where the house was served last,
 * or of this machine. Never that of the request: whoever sends it could write another host there.
 */
export function publicAddress(
  { settings }: Pick<House, 'settings'>,
  language: Language,
  path: string,
): string {
  const everywhere = settings.host === '0.0.0.0' || settings.host === '::'
  const host = everywhere ? '127.0.0.1' : settings.host.includes(':') ? `[${settings.host}]` : settings.host
  const origin = settings.origin ?? originLeft(settings) ?? `http://${host}:${settings.port}`
  return `${origin}${pathIn(language, path)}`
}
