import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { forgetAdvocates } from '../postcards/pledge.ts'
import { addressOfPledges } from './own-cards.ts'
import { remember } from './remembered.ts'
import { judgementsIn, settle, settleWithin } from './settle.ts'
import type { Signer } from './signer.ts'
import { emailKey, tokenDigest } from './signer-keys.ts'
import { newToken, signerOf } from './submit.ts'
import './tables.ts'

/*
 * What a person has here without an account: all that was signed, and all cards that were promised, with one e-mail
 * address, in every campaign of the house, by a link that goes to that address and works for a day.
 */

type OwnHouse = Pick<House, 'db' | 'keys' | 'now'>

const HOURS = 24

/**
 * A link to the page of an address, and where to mail it: the address on record as it was written then, not as it was
 * typed now. Null when nothing is kept under it. The caller answers both alike.
 */
export async function linkFor(house: OwnHouse, email: string): Promise<{ token: string; to: string } | null> {
  const { db, keys, now } = house
  const key = emailKey(keys, email)
  if (key === null) return null
  const to = (await addressOnRecord(house, key)) ?? (await addressOfPledges(house, key))
  if (to === null) return null
  const token = newToken()
  await db
    .insertInto('supporter_links')
    .values({
      token_digest: tokenDigest(keys, token),
      email_key: key,
      made_at: now(),
      until: new Date(now().getTime() + HOURS * 3_600_000),
    })
    .execute()
  return { token, to }
}

/** As it was written by whoever confirmed with it first; where nobody did, by who typed it first. */
async function addressOnRecord({ db, keys }: OwnHouse, key: string): Promise<string | null> {
  const row = await db
    .selectFrom('signatures')
    .select(['id', 'sealed'])
    .where('email_key', '=', key)
    .where('sealed', 'is not', null)
    .orderBy('confirmed_at', (order) => order.asc().nullsLast())
    .orderBy('id')
    .executeTakeFirst()
  return row === undefined ? null : (signerOf(keys, row)?.email ?? null)
}

/** Whose page a link opens: the digest of the address. Null for one that is unknown or has run out. */
export async function ownerOfLink({ db, keys, now }: OwnHouse, token: string): Promise<string | null> {
  const link = await db
    .selectFrom('supporter_links')
    .select('email_key')
    .where('token_digest', '=', tokenDigest(keys, token))
    .where('until', '>', now())
    .executeTakeFirst()
  return link?.email_key ?? null
}

export type OwnSignature = {
  id: string
  campaign: string
  askVersion: string
  state: Tables['signatures']['state']
  reason: Tables['signatures']['reason']
  channel: Tables['signatures']['channel']
  submittedAt: Date
  confirmedAt: Date | null
  signer: Signer | null
  consents: { text: string; given: Date; withdrawn: Date | null }[]
}

/** Everything signed under an address, the oldest first. */
export async function ownSignatures({ db, keys }: OwnHouse, owner: string): Promise<OwnSignature[]> {
  const rows = await db
    .selectFrom('signatures')
    .selectAll()
    .where('email_key', '=', owner)
    .orderBy('submitted_at')
    .orderBy('id')
    .execute()
  const ids = rows.map(({ id }) => id)
  const consents =
    ids.length === 0
      ? []
      : await db.selectFrom('signature_consents').selectAll().where('signature_id', 'in', ids).execute()
  return rows.map((row) => ({
    id: row.id,
    campaign: row.campaign_id,
    askVersion: row.ask_version_id,
    state: row.state,
    reason: row.reason,
    channel: row.channel,
    submittedAt: row.submitted_at,
    confirmedAt: row.confirmed_at,
    signer: signerOf(keys, row),
    consents: consents
      .filter(({ signature_id }) => signature_id === row.id)
      .map(({ text_id, given, withdrawn }) => ({ text: text_id, given, withdrawn })),
  }))
}

/** Takes a signature back; it stays on record as withdrawn and no longer counts. Answers whether it was theirs. */
export async function withdrawSignature(house: OwnHouse, owner: string, id: string): Promise<boolean> {
  const row = await house.db
    .updateTable('signatures')
    .set({ state: 'invalidated', reason: 'withdrawn' })
    .where('id', '=', id)
    .where('email_key', '=', owner)
    .returning('campaign_id')
    .executeTakeFirst()
  if (row === undefined) return false
  await settle(house.db, row.campaign_id, { most: 500 })
  return true
}

/** Takes one consent back. Answers whether it was theirs and still stood. */
export async function withdrawConsent(
  { db, now }: OwnHouse,
  owner: string,
  { signature, text }: { signature: string; text: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('signature_consents')
    .set({ withdrawn: now() })
    .where('signature_id', '=', signature)
    .where('text_id', '=', text)
    .where('withdrawn', 'is', null)
    .where('signature_id', 'in', (ids) =>
      ids.selectFrom('signatures').select('id').where('email_key', '=', owner),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * Erases all that was signed or promised under an address: who it was, their words, and what would tell them from others.
 * What counted goes on counting as an anonymous signature, and is remembered as one that counted (`remembered.ts`).
 * Answers how many signatures were erased.
 */
export async function eraseOwner(house: OwnHouse, owner: string): Promise<number> {
  const erased = await transact(house.db, async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select id from signatures where email_key = ${owner} order by id`.execute(trx)
    await forgetSigners(
      trx,
      house.now(),
      rows.map(({ id }) => id),
      { remembering: true },
    )
    const pledges = await trx
      .selectFrom('postcard_pledges')
      .select('id')
      .where('email_key', '=', owner)
      .orderBy('id')
      .forUpdate()
      .execute()
    await forgetAdvocates(
      trx,
      house.now(),
      pledges.map(({ id }) => id),
    )
    await trx.deleteFrom('supporter_links').where('email_key', '=', owner).execute()
    await trx.deleteFrom('signature_letters').where('email_key', '=', owner).execute()
    return rows
  })
  for (const campaign of await campaignsAmong(house, erased)) await settle(house.db, campaign, { most: 500 })
  return erased.length
}

async function campaignsAmong({ db }: OwnHouse, rows: readonly { id: string }[]): Promise<string[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const found = await db
    .selectFrom('signatures')
    .select('campaign_id')
    .distinct()
    .where('id', 'in', ids)
    .orderBy('campaign_id')
    .execute()
  return found.map(({ campaign_id }) => campaign_id)
}

/**
 * Takes the person out of these signatures and leaves the signatures, which count as they were last judged. While people
 * can still sign (`remembering`), digests stay that tell who has counted; afterwards whoever was refused because of them
 * stays refused. Either way nobody takes their place, and no count moves.
 */
export async function forgetSigners(
  trx: Transaction<Tables>,
  at: Date,
  ids: readonly string[],
  { remembering }: { remembering: boolean },
): Promise<void> {
  if (ids.length === 0) return
  const those = sql`(${sql.join(ids.map((id) => sql`${id}::uuid`))})`
  if (remembering) {
    // The turn before the rows, as whoever judges takes them.
    const { rows: campaigns } = await sql<{ id: string }>`
      select distinct campaign_id as id from signatures where id in ${those} order by 1`.execute(trx)
    for (const { id } of campaigns) await settleWithin(trx, id)
  }
  const { rows } = await sql<{
    campaign_id: string
    ask_id: string
    email_key: string | null
    person_key: string | null
    postal_key: string | null
    judged: string
  }>`
    select signed.campaign_id, version.ask_id, signed.email_key, signed.person_key, signed.postal_key, signed.judged
    from signatures as signed join campaign_ask_versions as version on version.id = signed.ask_version_id
    where signed.id in ${those} and signed.state = 'validated' and signed.erased_at is null
      and signed.judged like '%counts%'
    order by signed.id for update of signed`.execute(trx)
  for (const campaign of [...new Set(rows.map(({ campaign_id }) => campaign_id))].toSorted()) {
    const gone = rows
      .filter(({ campaign_id }) => campaign_id === campaign)
      .map(({ ask_id, email_key, person_key, postal_key, judged }) => ({
        ask: ask_id,
        emailKey: email_key,
        personKey: person_key,
        postalKey: postal_key,
        judged: judgementsIn(judged),
      }))
    const kept = remembering && (await remember(trx, { campaign, at }, gone))
    // Others of the same person or address are judged by what is remembered from now on; without it they stay as they are.
    await sql`
      update signatures set ${kept ? sql`settled = false` : sql`fixed = judged`}
      where campaign_id = ${campaign} and state = 'validated' and settled and fixed is null and id not in ${those}
        and (person_key = any(${gone.flatMap(({ personKey }) => personKey ?? [])})
          or email_key = any(${gone.flatMap(({ emailKey }) => emailKey ?? [])}))`.execute(trx)
  }
  await sql`
    update signatures set fixed = coalesce(fixed, judged), sealed = null, email_key = null, person_key = null,
      postal_key = null, domain_key = null, network_key = null, token_digest = null, sent_digest = null,
      erased_at = ${at}
    where id in ${those} and erased_at is null`.execute(trx)
  await sql`delete from signature_consents where signature_id in ${those}`.execute(trx)
}
