import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { MeetingFault } from './faults.ts'
import type { CallOutcome } from './schema.ts'
import './tables.ts'

/* Calls and posts of people without an account: what they say of themselves, and nothing of who they are. */

type Db = Kysely<Tables>

export type Call = {
  id: string
  legislator: string
  ask: string | null
  on: string
  outcome: CallOutcome
  endedWhy: string | null
}

/** Calls that the organisation recorded, the newest first. */
export async function callsOf(db: Db, campaign: string, most = 50): Promise<Call[]> {
  const rows = await db
    .selectFrom('campaign_calls')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('said_by', '=', 'organisation')
    .orderBy('on_day', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ id, legislator, ask_key, on_day, outcome, ended_why }) => ({
    id,
    legislator,
    ask: ask_key,
    on: on_day,
    outcome,
    endedWhy: ended_why,
  }))
}

/** How many calls people without an account told of in a campaign. */
export async function countCallers(db: Db, campaign: string): Promise<number> {
  const { n } = await db
    .selectFrom('campaign_calls')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('campaign_id', '=', campaign)
    .where('said_by', '=', 'caller')
    .where('outcome', '<>', 'skip')
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** `other` where something else came with the key of the form before: that was kept, and this was not. */
export type Kept = 'kept' | 'other'

/** Keeps that somebody called. The id comes from the key of the form: what is sent twice is one call. */
export async function tellCall(
  { db, now }: Pick<House, 'db' | 'now'>,
  {
    onceKey,
    campaign,
    ...call
  }: {
    onceKey: string
    campaign: string
    legislator: string
    ask: string | null
    on: string
    outcome: CallOutcome
  },
): Promise<Kept> {
  const id = idFrom(`call\n${campaign}\n${onceKey}`)
  return transact(db, async (trx) => {
    await trx
      .insertInto('campaign_calls')
      .values({
        id,
        campaign_id: campaign,
        legislator: call.legislator,
        ask_key: call.ask,
        on_day: call.on,
        outcome: call.outcome,
        said_by: 'caller',
        made: now(),
        made_by: null,
        ended: null,
        ended_why: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    const kept = await trx
      .selectFrom('campaign_calls')
      .select(['legislator', 'ask_key', 'on_day', 'outcome'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return kept.legislator === call.legislator &&
      kept.ask_key === call.ask &&
      kept.on_day === call.on &&
      kept.outcome === call.outcome
      ? 'kept'
      : 'other'
  })
}

export type Post = {
  id: string
  legislator: string
  ask: string | null
  network: string
  handle: string
  handleAsOf: string
  openedOn: string
  postedOn: string | null
  address: string | null
  /** Whether whoever began it took back that they did. */
  takenBack: boolean
}

/** Keeps that somebody went on to write a post; it is not posted by that. Answers its id, `other` as for a call. */
export async function openPost(
  { db, now }: Pick<House, 'db' | 'now'>,
  {
    onceKey,
    campaign,
    ...post
  }: {
    onceKey: string
    campaign: string
    legislator: string
    ask: string | null
    network: string
    handle: string
    handleAsOf: string
  },
): Promise<{ id: string; kept: Kept }> {
  const id = idFrom(`post\n${campaign}\n${onceKey}`)
  return transact(db, async (trx) => {
    await trx
      .insertInto('campaign_posts')
      .values({
        id,
        campaign_id: campaign,
        legislator: post.legislator,
        ask_key: post.ask,
        network: post.network,
        handle: post.handle,
        handle_as_of: post.handleAsOf,
        opened_on: now().toISOString().slice(0, 10),
        posted_on: null,
        address: null,
        ended: null,
        ended_why: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    const { legislator } = await trx
      .selectFrom('campaign_posts')
      .select('legislator')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { id, kept: legislator === post.legislator ? 'kept' : 'other' }
  })
}

/** A post that was begun. Throws Fault 404. */
export async function postOf(db: Db, campaign: string, id: string): Promise<Post> {
  const row = await db
    .selectFrom('campaign_posts')
    .selectAll()
    .where('id', '=', id)
    .where('campaign_id', '=', campaign)
    .executeTakeFirst()
  if (row === undefined) throw new MeetingFault('no point')
  return {
    id,
    legislator: row.legislator,
    ask: row.ask_key,
    network: row.network,
    handle: row.handle,
    handleAsOf: row.handle_as_of,
    openedOn: row.opened_on,
    postedOn: row.posted_on,
    address: row.address,
    takenBack: row.ended !== null,
  }
}

/** Whoever began a post says that they posted it, with its address or without; said once. */
export async function sayPosted(
  { db, now }: Pick<House, 'db' | 'now'>,
  { campaign, id, address }: { campaign: string; id: string; address: string | null },
): Promise<void> {
  await transact(db, async (trx) => {
    await trx
      .updateTable('campaign_posts')
      .set({ posted_on: now().toISOString().slice(0, 10), address })
      .where('id', '=', id)
      .where('campaign_id', '=', campaign)
      .where('posted_on', 'is', null)
      .where('ended', 'is', null)
      .execute()
  })
}

/** What somebody takes back of a post that they began: where it stands, or that they wrote one. */
export const partsOfPost = ['address', 'all'] as const

/**
 * Erases the address of a post, or takes the post out of what is told, its address erased with it. Whoever has the page of
 * the post wrote it: its address is told to nobody else. Once is enough, and a second time changes nothing.
 */
export async function takePostBack(
  { db, now }: Pick<House, 'db' | 'now'>,
  { campaign, id, what }: { campaign: string; id: string; what: (typeof partsOfPost)[number] },
): Promise<void> {
  await transact(db, async (trx) => {
    await trx
      .updateTable('campaign_posts')
      .set({ address: null, ...(what === 'all' ? { ended: now(), ended_why: 'taken back' } : {}) })
      .where('id', '=', id)
      .where('campaign_id', '=', campaign)
      .where('ended', 'is', null)
      .execute()
  })
}

/** A UUID that the same text always gives. */
function idFrom(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
