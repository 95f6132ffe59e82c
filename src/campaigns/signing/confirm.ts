import { sql } from 'kysely'
import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import type { Campaign } from '../coalition/schema.ts'
import { addressCounted } from './remembered.ts'
import { settle } from './settle.ts'
import { tokenDigest } from './signer-keys.ts'
import { signerOf } from './submit.ts'
import './tables.ts'

type LinkHouse = Pick<House, 'db' | 'keys' | 'now'>

/** What a mailed link leads to. */
export type Linked =
  | { is: 'unknown' }
  | {
      is: 'pending' | 'confirmed' | 'invalidated'
      id: string
      campaign: string
      /** Whose signature it is; empty where nothing of them is kept. */
      name: string
      confirmedAt: Date | null
      submittedAt: Date
    }

/** How long a link confirms; afterwards the signature is forgotten (jobs of this room). */
export const DAYS_TO_CONFIRM = 30

/** Looks at a link without using it: programs that read mail open every link there is. */
export async function lookAtLink({ db, keys }: Pick<House, 'db' | 'keys'>, token: string): Promise<Linked> {
  const row = await db
    .selectFrom('signatures')
    .select(['id', 'campaign_id', 'state', 'sealed', 'confirmed_at', 'submitted_at'])
    .where('token_digest', '=', tokenDigest(keys, token))
    .executeTakeFirst()
  if (row === undefined) return { is: 'unknown' }
  return {
    is: row.state === 'validated' ? 'confirmed' : row.state,
    id: row.id,
    campaign: row.campaign_id,
    name: signerOf(keys, row)?.name ?? '',
    confirmedAt: row.confirmed_at,
    submittedAt: row.submitted_at,
  }
}

/** What else waits under the address that a link went to: forms that came within the hour have no mail of their own. */
export type Waiting = { id: string; name: string; askVersion: string; submittedAt: Date }

/** The most that are shown with a link. */
const MOST_WAITING = 20

/** Other signatures that wait to be confirmed under the address of a link, in its campaign; the newest first. */
export async function waitingWith({ db, keys, now }: LinkHouse, id: string): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('signatures as other')
    .innerJoin('signatures as linked', (on) =>
      on
        .onRef('linked.campaign_id', '=', 'other.campaign_id')
        .onRef('linked.email_key', '=', 'other.email_key')
        .onRef('linked.id', '<>', 'other.id'),
    )
    .select(['other.id', 'other.sealed', 'other.ask_version_id', 'other.submitted_at'])
    .where('linked.id', '=', id)
    .where('other.state', '=', 'pending')
    .where('other.channel', '=', 'web')
    .where('other.submitted_at', '>', new Date(now().getTime() - DAYS_TO_CONFIRM * 86_400_000))
    .orderBy('other.submitted_at', 'desc')
    .orderBy('other.id')
    .limit(MOST_WAITING)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: signerOf(keys, row)?.name ?? '',
    askVersion: row.ask_version_id,
    submittedAt: row.submitted_at,
  }))
}

/** Whether a confirmed signature is of somebody who was erased here before and counted: told to who reads their mail. */
export async function countedBefore(
  { db }: Pick<House, 'db'>,
  campaign: Pick<Campaign, 'id' | 'policy'>,
  signature: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('signatures')
    .innerJoin('campaign_ask_versions', 'campaign_ask_versions.id', 'signatures.ask_version_id')
    .select(['email_key', 'ask_id', 'counts_strict', 'counts_household'])
    .where('signatures.id', '=', signature)
    .executeTakeFirst()
  if (row?.email_key == null) return false
  if (campaign.policy === 'strict' ? row.counts_strict : row.counts_household) return false
  return addressCounted(db, campaign.id, {
    ask: row.ask_id,
    emailKey: row.email_key,
    policy: campaign.policy,
  })
}

/**
 * Confirms the signature of a link, or another that waits under its address (`signature`). Once is enough: the second time
 * answers what the first did. One that was taken back or invalidated stays so. The caller asked whether the campaign still
 * takes confirmations.
 */
export async function confirmSignature(
  house: LinkHouse,
  token: string,
  signature?: string,
): Promise<Linked & { now?: boolean }> {
  const digest = tokenDigest(house.keys, token)
  const which =
    signature === undefined
      ? sql`token_digest = ${digest}`
      : sql`id = ${signature} and channel = 'web' and (campaign_id, email_key) in
          (select campaign_id, email_key from signatures where token_digest = ${digest})`
  const confirmed = await transact(house.db, async (trx) => {
    const { rows } = await sql<{ id: string; campaign_id: string }>`
      update signatures set state = 'validated', confirmed_at = ${house.now()}
      where ${which} and state = 'pending'
      returning id, campaign_id`.execute(trx)
    return rows[0]
  })
  // The count follows at once where nobody else is at it; it is never lost: the row is marked as not judged.
  if (confirmed !== undefined) await settle(house.db, confirmed.campaign_id, { most: 500 })
  const linked = await lookAtLink(house, token)
  return confirmed === undefined ? linked : { ...linked, now: true }
}
