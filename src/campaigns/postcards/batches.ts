import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Tables } from '../../house/database.ts'
import { Conflict, NotFound } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { type Change, campaignRecord, type Trx, tell } from '../change.ts'
import {
  type Batch,
  type BatchNotes,
  type CheckedHow,
  checkOf,
  type DeliveredHow,
  remaining,
} from './schema.ts'
import './tables.ts'

type Db = Kysely<Tables>

export const batchContext = (id: string): string => `postcard batch:${id}`

/** The most batches of one pledge: more are a flood. */
export const MOST_BATCHES = 200

/**
 * Keeps what an advocate says was collected. The id comes from the key of the form, so that one that is sent twice is one
 * batch; answers `other` where something else was sent with the key, which is not kept, and `full` where the pledge holds
 * as many batches as it can.
 */
export async function enterBatch(
  { db, keys, now }: Pick<House, 'db' | 'keys' | 'now'>,
  {
    onceKey,
    campaign,
    pledge,
    askVersion,
    collectedOn,
    cards,
    notes,
  }: {
    onceKey: string
    campaign: string
    pledge: string
    askVersion: string
    collectedOn: string
    cards: number
    notes: BatchNotes
  },
): Promise<'kept' | 'other' | 'full'> {
  const id = idFrom(`${pledge}\n${onceKey}`)
  return transact(db, async (trx) => {
    await trx.selectFrom('postcard_pledges').select('id').where('id', '=', pledge).forUpdate().execute()
    const known = await trx
      .selectFrom('postcard_batches')
      .select(['id', 'number', 'cards', 'collected_on', 'ask_version_id', 'sealed'])
      .where('pledge_id', '=', pledge)
      .execute()
    const before = known.find((each) => each.id === id)
    if (before !== undefined)
      return before.cards === cards &&
        before.collected_on === collectedOn &&
        before.ask_version_id === askVersion &&
        sameNotes(before.sealed === null ? null : notesOf(keys, id, before.sealed), notes)
        ? 'kept'
        : 'other'
    if (known.length >= MOST_BATCHES) return 'full'
    await trx
      .insertInto('postcard_batches')
      .values({
        id,
        campaign_id: campaign,
        pledge_id: pledge,
        ask_version_id: askVersion,
        number: Math.max(0, ...known.map(({ number }) => number)) + 1,
        collected_on: collectedOn,
        cards,
        sealed: keys.seal(Buffer.from(JSON.stringify(notes), 'utf8'), batchContext(id)),
        entered_at: now(),
        withdrawn_at: null,
      })
      .execute()
    return 'kept'
  })
}

const notesOf = (keys: Pick<House['keys'], 'open'>, id: string, sealed: string): BatchNotes =>
  JSON.parse(keys.open(sealed, batchContext(id)).toString('utf8'))

/** Notes that were erased are compared with nothing. */
const sameNotes = (before: BatchNotes | null, { place, countedBy }: BatchNotes): boolean =>
  before === null || (before.place === place && before.countedBy === countedBy)

/** Takes a batch back that nobody counted yet; answers whether it was theirs and could be. */
export async function withdrawBatch(
  { db, now }: Pick<House, 'db' | 'now'>,
  { pledge, batch }: { pledge: string; batch: string },
): Promise<boolean> {
  return transact(db, async (trx) => {
    const held = await lockBatch(trx, batch)
    if (held === null || held.pledge_id !== pledge || held.withdrawn_at !== null) return false
    const checked = await trx
      .selectFrom('postcard_checks')
      .select('id')
      .where('batch_id', '=', batch)
      .executeTakeFirst()
    if (checked !== undefined) return false
    await trx.deleteFrom('postcard_lines').where('batch_id', '=', batch).execute()
    await trx.deleteFrom('postcard_photos').where('batch_id', '=', batch).execute()
    await trx.updateTable('postcard_batches').set({ withdrawn_at: now() }).where('id', '=', batch).execute()
    return true
  })
}

export type CheckToWrite = {
  campaign: string
  batch: string
  cards: number
  how: CheckedHow
  legislator: string | null
  place: { region: string | null; division: string | null }
  why: string | null
  /** How many checks of it the page showed: whoever checked meanwhile is not overruled unseen. */
  seen: number
}

export type CheckRefusal = 'overtaken' | 'withdrawn' | 'fewer than delivered' | 'fewer than listed'

/** A check that cannot be written as it is; the door says why in the reader’s language. */
export class CheckRefused extends Conflict {
  readonly code: CheckRefusal
  constructor(code: CheckRefusal) {
    super(`The check cannot be kept: ${code}`, [
      { place: 'cards', message: code, remedy: 'Look at the batch again.' },
    ])
    this.code = code
  }
}

/** Writes how many cards of a batch somebody counted. Earlier checks stay; the newest stands. Throws CheckRefused. */
export async function checkBatch(trx: Trx, change: Change, check: CheckToWrite): Promise<string> {
  const held = await lockBatch(trx, check.batch)
  if (held === null || held.campaign_id !== check.campaign) throw noBatch()
  if (held.withdrawn_at !== null) throw new CheckRefused('withdrawn')
  const [batch] = await batchesWhere(trx, null, { batch: check.batch })
  if (batch === undefined) throw noBatch()
  if (batch.checks.length !== check.seen) throw new CheckRefused('overtaken')
  if (check.cards < batch.delivered) throw new CheckRefused('fewer than delivered')
  if (check.cards < batch.listed) throw new CheckRefused('fewer than listed')
  const id = v7()
  await trx
    .insertInto('postcard_checks')
    .values({
      id,
      batch_id: check.batch,
      cards: check.cards,
      how: check.how,
      legislator: check.legislator,
      region: check.place.region,
      division: check.place.division,
      why: check.why,
      at: change.at,
      by_person: change.actor.person,
    })
    .execute()
  // There are names on it, and it has served: whoever counts again looks at the cards, or asks for another.
  await trx.deleteFrom('postcard_photos').where('batch_id', '=', check.batch).execute()
  await tell(trx, change, {
    record: campaignRecord(check.campaign),
    action: 'checked cards',
    before: { batch: batch.id, claimed: batch.claimed, checked: checkOf(batch)?.cards ?? null },
    after: { batch: batch.id, checked: check.cards, how: check.how, legislator: check.legislator },
    reason: check.why,
  })
  return id
}

export type DeliveryToWrite = {
  campaign: string
  legislator: string | null
  office: string
  on: string
  how: DeliveredHow
  receipt: string | null
  /** Cards of each batch. */
  parts: readonly { batch: string; cards: number }[]
}

/** More of a batch was to be handed over than was checked and is left. */
export class TooManyDelivered extends Conflict {
  readonly batch: string
  readonly left: number
  constructor(batch: string, left: number) {
    super('More cards than are left', [
      {
        place: `cards-${batch}`,
        message: `${left} checked cards are left.`,
        remedy: 'Look at the page again.',
      },
    ])
    this.batch = batch
    this.left = left
  }
}

/** Writes which cards were handed over, where, when and against what receipt. Only what was checked can be. */
export async function deliver(trx: Trx, change: Change, delivery: DeliveryToWrite): Promise<string> {
  const act = v7()
  // In one order, so that two who deliver at once take turns.
  for (const { batch, cards } of delivery.parts.toSorted((a, b) => (a.batch < b.batch ? -1 : 1))) {
    const held = await lockBatch(trx, batch)
    if (held === null || held.campaign_id !== delivery.campaign) throw noBatch()
    const [read] = await batchesWhere(trx, null, { batch })
    const left = read === undefined ? 0 : remaining(read)
    if (cards > left) throw new TooManyDelivered(batch, left)
    await trx
      .insertInto('postcard_deliveries')
      .values({
        id: v7(),
        act_id: act,
        campaign_id: delivery.campaign,
        batch_id: batch,
        legislator: delivery.legislator,
        office: delivery.office,
        on_day: delivery.on,
        how: delivery.how,
        receipt: delivery.receipt,
        cards,
        at: change.at,
        by_person: change.actor.person,
        ended: null,
        ended_by: null,
        ended_why: null,
      })
      .execute()
  }
  const { campaign, parts, ...said } = delivery
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'delivered cards',
    before: null,
    after: { delivery: act, ...said, cards: parts.reduce((sum, { cards }) => sum + cards, 0) },
  })
  return act
}

/** Takes a delivery back that was entered by mistake; it stays on record with the reason. Answers whether there was one. */
export async function endDelivery(
  trx: Trx,
  change: Change,
  { campaign, act, why }: { campaign: string; act: string; why: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('postcard_deliveries')
    .set({ ended: change.at, ended_by: change.actor.person, ended_why: why })
    .where('campaign_id', '=', campaign)
    .where('act_id', '=', act)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'took a delivery of cards back',
    before: { delivery: act },
    after: null,
    reason: why,
  })
  return true
}

export type Delivery = {
  act: string
  legislator: string | null
  office: string
  /** YYYY-MM-DD */
  on: string
  how: DeliveredHow
  receipt: string | null
  cards: number
  ended: { on: string; why: string } | null
}

/** What was handed over, visit by visit, the newest day first; those taken back only where they are asked for. */
export async function deliveriesOf(db: Db, campaign: string, { ended = false } = {}): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('postcard_deliveries')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .orderBy('on_day', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const acts = new Map<string, Delivery>()
  for (const row of rows) {
    if (row.ended !== null && !ended) continue
    const known = acts.get(row.act_id)
    if (known !== undefined) known.cards += row.cards
    else
      acts.set(row.act_id, {
        act: row.act_id,
        legislator: row.legislator,
        office: row.office,
        on: row.on_day,
        how: row.how,
        receipt: row.receipt,
        cards: row.cards,
        ended:
          row.ended === null ? null : { on: row.ended.toISOString().slice(0, 10), why: row.ended_why ?? '' },
      })
  }
  return [...acts.values()]
}

/** Batches of a campaign or of a pledge, the oldest first, with what became of each. Places are opened with `keys`. */
export async function batchesWhere(
  db: Db,
  keys: House['keys'] | null,
  of: { campaign: string } | { pledge: string } | { batch: string },
): Promise<Batch[]> {
  let query = db.selectFrom('postcard_batches').selectAll().orderBy('id')
  if ('campaign' in of) query = query.where('campaign_id', '=', of.campaign)
  else if ('pledge' in of) query = query.where('pledge_id', '=', of.pledge).orderBy('number')
  else query = query.where('id', '=', of.batch)
  const rows = await query.execute()
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const checks = await db
    .selectFrom('postcard_checks')
    .selectAll()
    .where('batch_id', 'in', ids)
    .orderBy('id')
    .execute()
  const numbers = await numbersOf(db, ids)
  return rows
    .map(
      (row): Batch => ({
        id: row.id,
        campaign: row.campaign_id,
        pledge: row.pledge_id,
        askVersion: row.ask_version_id,
        number: row.number,
        collectedOn: row.collected_on,
        claimed: row.cards,
        notes: row.sealed === null || keys === null ? null : notesOf(keys, row.id, row.sealed),
        enteredAt: row.entered_at,
        withdrawn: row.withdrawn_at !== null,
        checks: checks
          .filter(({ batch_id }) => batch_id === row.id)
          .map(({ cards, how, legislator, region, division, why, at }) => ({
            cards,
            how,
            legislator,
            region,
            division,
            why,
            at,
          })),
        lines: numbers.get(row.id)?.lines ?? 0,
        listed: numbers.get(row.id)?.listed ?? 0,
        delivered: numbers.get(row.id)?.delivered ?? 0,
        photo: numbers.get(row.id)?.photo ?? false,
      }),
    )
    .toSorted((a, b) => a.enteredAt.getTime() - b.enteredAt.getTime() || a.number - b.number)
}

/** One batch of a campaign. Throws Fault 404. */
export async function batchOf(
  db: Db,
  keys: House['keys'] | null,
  { campaign, batch }: { campaign: string; batch: string },
): Promise<Batch> {
  const [found] = await batchesWhere(db, keys, { batch })
  if (found === undefined || found.campaign !== campaign) throw noBatch()
  return found
}

async function numbersOf(db: Db, ids: readonly string[]) {
  const { rows } = await sql<{
    id: string
    lines: number
    listed: number
    delivered: number
    photo: boolean
  }>`
    select batch.id,
      (select count(*) from postcard_lines where batch_id = batch.id)::int as lines,
      (select count(*) from postcard_signatures where batch_id = batch.id)::int as listed,
      (select coalesce(sum(cards), 0) from postcard_deliveries where batch_id = batch.id and ended is null)::int as delivered,
      exists (select from postcard_photos where batch_id = batch.id) as photo
    from postcard_batches as batch where batch.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...numbers }) => [id, numbers]))
}

/** Holds a batch to the end of the transaction: who checks, delivers and withdraws takes turns. */
export async function lockBatch(trx: Trx, id: string) {
  const row = await trx
    .selectFrom('postcard_batches')
    .select(['id', 'campaign_id', 'pledge_id', 'withdrawn_at', 'ask_version_id', 'collected_on'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export const noBatch = (): NotFound => new NotFound('There is no such batch of cards')

/** An id of its own for each form, the same however often it is sent (UUID version 8, RFC 9562). */
function idFrom(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
