import { type RawBuilder, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Db } from '../../house/database.ts'
import { Conflict, NotFound, Unusable } from '../../house/errors.ts'
import type { Keys } from '../../house/keys.ts'
import { type Change, campaignRecord, type Trx, tell } from '../change.ts'
import { keyOfDomain } from './signer-keys.ts'
import './tables.ts'

/*
 * Taking many signatures back at once, as after an attack: first a preview with its count, then the act with a reason
 * in public words, and the way back as a whole. Signatures that were not confirmed yet are taken too: stored up, they
 * would come back later.
 */

export const bulkReasons = ['bounced', 'fraud', 'bulk'] as const
export type BulkReason = (typeof bulkReasons)[number]

/** Which signatures; all that is said holds together. Nothing said is refused: it would be all of them. */
export type BulkConditions = {
  /** Domain of the e-mail address, such as `example.org`. */
  domain?: string
  /** Those that came from the same network as this signature. */
  sameNetworkAs?: string
  /** Sent from this moment on, and before that one; ISO 8601. */
  from?: string
  before?: string
  /** Only those that were not confirmed yet, or only those that were. */
  state?: 'pending' | 'validated'
}

type Secrets = Pick<Keys, 'secret'>

/** How many it would take, in all and by state. */
export async function previewBulk(
  db: Db,
  keys: Secrets,
  campaign: string,
  conditions: BulkConditions,
): Promise<{ pending: number; validated: number; all: number }> {
  const { rows } = await sql<{ pending: string; validated: string }>`
    select count(*) filter (where state = 'pending') as pending,
      count(*) filter (where state = 'validated') as validated
    from signatures where ${await chosen(db, keys, campaign, conditions)}`.execute(db)
  const [pending, validated] = [Number(rows[0]?.pending ?? 0), Number(rows[0]?.validated ?? 0)]
  return { pending, validated, all: pending + validated }
}

/**
 * Takes them back. `expected` is the count of the preview: when others came or went meanwhile nothing is done, and the
 * new count is told. Answers the id of the act. The caller settles the campaign afterwards.
 */
export async function invalidateBulk(
  trx: Trx,
  keys: Secrets,
  change: Change,
  act: {
    campaign: string
    conditions: BulkConditions
    reason: BulkReason
    why: string
    expected: number
  },
): Promise<string> {
  const { campaign, conditions, reason, why, expected } = act
  const which = await chosen(trx, keys, campaign, conditions)
  const { rows } = await sql<{ id: string; state: 'pending' | 'validated' }>`
    select id, state from signatures where ${which} order by id for update`.execute(trx)
  if (rows.length !== expected)
    throw new Conflict('Other signatures came or went since the preview', [
      {
        place: 'expected',
        message: `It would take ${rows.length} now, and the preview said ${expected}.`,
        remedy: 'Look at the preview again.',
      },
    ])
  const id = v7()
  await trx
    .insertInto('signature_acts')
    .values({
      id,
      campaign_id: campaign,
      reason,
      why,
      // A family may have a domain of its own, and its name stays here when everybody was forgotten.
      conditions: JSON.stringify({
        ...conditions,
        ...(conditions.domain !== undefined && { domain: keyOfDomain(keys, conditions.domain) }),
      }),
      expected: String(expected),
      made: change.at,
      made_by: change.actor.person,
      undone: null,
      undone_by: null,
      undone_why: null,
    })
    .execute()
  await sql`select set_config('tip.act', ${id}, true)`.execute(trx)
  const taken = JSON.stringify(rows)
  await sql`
    insert into signature_act_rows (act_id, signature_id, was_state)
    select ${id}::uuid, each.id, each.state
    from jsonb_to_recordset(${taken}::jsonb) as each (id uuid, state text)`.execute(trx)
  await sql`
    update signatures set state = 'invalidated', reason = ${reason}
    from jsonb_to_recordset(${taken}::jsonb) as each (id uuid)
    where signatures.id = each.id`.execute(trx)
  await sql`select set_config('tip.act', '', true)`.execute(trx)
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'took signatures back',
    before: null,
    after: { act: id, reason, signatures: expected },
    reason: why,
  })
  return id
}

/**
 * Undoes an act: each signature stands again as it stood, but for those that were withdrawn or erased since. Answers how
 * many came back.
 */
export async function undoBulk(
  trx: Trx,
  change: Change,
  { act, why }: { act: string; why: string },
): Promise<{ campaign: string; restored: number }> {
  const done = await trx
    .selectFrom('signature_acts')
    .select(['campaign_id', 'reason', 'undone'])
    .where('id', '=', act)
    .forUpdate()
    .executeTakeFirst()
  if (done === undefined) throw new NotFound('There is no such act')
  if (done.undone !== null) throw new Conflict('It was undone already')
  await sql`select set_config('tip.act', ${act}, true)`.execute(trx)
  const { numAffectedRows } = await sql`
    update signatures set state = taken.was_state, reason = null
    from signature_act_rows as taken
    where taken.act_id = ${act} and signatures.id = taken.signature_id
      and signatures.state = 'invalidated' and signatures.reason = ${done.reason}
      and signatures.erased_at is null`.execute(trx)
  await sql`select set_config('tip.act', '', true)`.execute(trx)
  await trx
    .updateTable('signature_acts')
    .set({ undone: change.at, undone_by: change.actor.person, undone_why: why })
    .where('id', '=', act)
    .execute()
  const restored = Number(numAffectedRows ?? 0)
  await tell(trx, change, {
    record: campaignRecord(done.campaign_id),
    action: 'gave signatures back',
    before: { act },
    after: { act, signatures: restored },
    reason: why,
  })
  return { campaign: done.campaign_id, restored }
}

async function chosen(
  db: Db | Trx,
  keys: Secrets,
  campaign: string,
  { domain, sameNetworkAs, from, before, state }: BulkConditions,
): Promise<RawBuilder<unknown>> {
  const conditions: RawBuilder<unknown>[] = []
  if (domain !== undefined) conditions.push(sql`domain_key = ${keyOfDomain(keys, domain)}`)
  if (sameNetworkAs !== undefined) {
    const like = await db
      .selectFrom('signatures')
      .select('network_key')
      .where('id', '=', sameNetworkAs)
      .where('campaign_id', '=', campaign)
      .executeTakeFirst()
    if (like?.network_key == null)
      throw new NotFound('There is no such signature, or where it came from is no longer known')
    conditions.push(sql`network_key = ${like.network_key}`)
  }
  if (from !== undefined) conditions.push(sql`submitted_at >= ${from}::timestamptz`)
  if (before !== undefined) conditions.push(sql`submitted_at < ${before}::timestamptz`)
  if (conditions.length === 0)
    throw new Unusable('Say which signatures', [
      {
        place: 'conditions',
        message: 'Nothing was said, and that would be all of them.',
        remedy: 'Name a domain, a network or a span of time.',
      },
    ])
  conditions.push(state === undefined ? sql`state in ('pending', 'validated')` : sql`state = ${state}`)
  // Whoever was erased cannot be found by anything but the hour, and could not be given back: they are left out.
  return sql`campaign_id = ${campaign} and erased_at is null and ${sql.join(conditions, sql` and `)}`
}
