import type { Kysely, Transaction } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Tables } from '../database.ts'
import { Unusable } from '../errors.ts'
import { canonicalJson, type Json } from './canonical.ts'
import {
  eventHash,
  eventOf,
  eventText,
  FORMAT,
  type HistoryEvent,
  type PersonalReference,
  personalReferences,
  type RecordName,
} from './event.ts'

export type Change = {
  record: RecordName
  /** What was done, as a few plain words: “ended the membership”. */
  action: string
  /** The record as it was; null when it did not exist. Plain JSON without secrets and names of people. */
  before: unknown
  /** The record as it is now; null when it ceased to exist. */
  after: unknown
  /** Why, in the words of who did it. */
  reason?: string | null
  actor: Actor
  at: Date
}

/**
 * Writes an event into the history of a record, in the transaction of the change itself:
 * both are there or neither is.
 *
 * Events of one record stand in one row, each with the hash of the one before it. Two who
 * change the same record at once take turns, to the end of their transactions; who changes
 * another record does not wait.
 */
export async function recordEvent(
  trx: Transaction<Tables>,
  { record, action, before, after, reason, actor, at }: Change,
): Promise<{ seq: number; hash: string }> {
  await trx
    .insertInto('chains')
    .values({ record_kind: record.kind, record_id: record.id })
    .onConflict((row) =>
      // Nothing changes: it is the lock on the row that is wanted.
      row.columns(['record_kind', 'record_id']).doUpdateSet({ record_id: record.id }),
    )
    .execute()
  const last = await trx
    .selectFrom('events')
    .select(['seq', 'hash'])
    .where('record_kind', '=', record.kind)
    .where('record_id', '=', record.id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const unhashed = {
    record_kind: record.kind,
    record_id: record.id,
    seq: (last?.seq ?? 0) + 1,
    format: FORMAT,
    at: at.toISOString(),
    action,
    actor_person: actor.person,
    actor_as: actor.as,
    actor_via: actor.via,
    request_id: actor.requestId,
    reason: reason ?? null,
    before: before === null ? null : canonicalJson(before, 'before'),
    after: after === null ? null : canonicalJson(after, 'after'),
    previous: last?.hash ?? null,
  }
  await assertKept(trx, [...personalReferences(before as Json), ...personalReferences(after as Json)])
  const hash = eventHash(unhashed)
  await trx
    .with('kept', (db) =>
      db
        .insertInto('events')
        .values({ ...unhashed, hash })
        .returning(['record_kind', 'record_id', 'seq']),
    )
    .insertInto('unanchored')
    .columns(['record_kind', 'record_id', 'seq'])
    .expression((db) => db.selectFrom('kept').select(['record_kind', 'record_id', 'seq']))
    .execute()
  return { seq: unhashed.seq, hash }
}

async function assertKept(trx: Transaction<Tables>, references: PersonalReference[]): Promise<void> {
  if (references.length === 0) return
  const ids = [...new Set(references.map(({ personal }) => personal))]
  const kept = await trx.selectFrom('personal_values').select('id').where('id', 'in', ids).execute()
  const lacking = ids.filter((id) => !kept.some((row) => row.id === id))
  if (lacking.length > 0)
    throw new Unusable(
      'An event refers to personal values that are not kept',
      lacking.map((id) => ({ place: id.slice(0, 80), message: 'Make it with personalValue first.' })),
    )
}

export type HistoryPage = {
  /** Only events before this place; the newest are first. */
  before?: number | undefined
  limit?: number | undefined
}

/** The history of a record, newest first. */
export async function historyOf(
  db: Kysely<Tables>,
  record: RecordName,
  { before, limit = 50 }: HistoryPage = {},
): Promise<HistoryEvent[]> {
  let query = db
    .selectFrom('events')
    .selectAll()
    .where('record_kind', '=', record.kind)
    .where('record_id', '=', record.id)
  if (before !== undefined) query = query.where('seq', '<', before)
  return (await query.orderBy('seq', 'desc').limit(limit).execute()).map(eventOf)
}

/** The event with this hash and the text it is the hash of, or null: what a decision is cited by. */
export async function findEvent(
  db: Kysely<Tables>,
  hash: string,
): Promise<{ event: HistoryEvent; text: string } | null> {
  const row = await db.selectFrom('events').selectAll().where('hash', '=', hash).executeTakeFirst()
  return row ? { event: eventOf(row), text: eventText(row) } : null
}
