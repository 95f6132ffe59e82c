import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '../database.ts'
import type { House } from '../house.ts'
import type { Keys } from '../keys.ts'
import { transact } from '../transact.ts'
import { canonicalJson } from './canonical.ts'
import { FORMAT, type RecordName, sha256 } from './event.ts'
import { type Head, HeadTree, leafOf, proofOf } from './head-tree.ts'

/** A signed statement that at this moment the histories ended with these hashes. */
export type Checkpoint = {
  number: number
  format: number
  at: string
  /** Events that no earlier checkpoint covers. */
  events: number
  /** Records those events belong to. */
  records: number
  /** Root of the tree of the last events of these records. */
  heads: string
  /** Hash of the checkpoint before this one. */
  previous: string | null
  /** Id of the key it is signed with. */
  key: string
  hash: string
  /** Ed25519 over the hashed bytes, base64url. */
  signature: string
}

/** The bytes that are hashed and signed for a checkpoint. */
export function checkpointText(made: Omit<Checkpoint, 'hash' | 'signature'>): string {
  const { at, events, format, heads, key, number, previous, records } = made
  return canonicalJson({ at, events, format, heads, key, number, previous, records })
}

/**
 * Covers every event that no checkpoint covers yet: writes down the last event of each
 * record that changed, and signs the root of all. Answers null when nothing changed.
 * Writers of events do not wait for it, nor it for them; what they commit meanwhile is
 * the next one's. Two at once take turns.
 */
export async function makeCheckpoint(house: Pick<House, 'db' | 'keys' | 'now'>): Promise<Checkpoint | null> {
  return transact(house.db, async (trx) => {
    await trx
      .updateTable('checkpoint_turn')
      .set((row) => ({ taken: row('taken', '+', 1) }))
      .where('only_row', '=', 1)
      .execute()
    const last = await trx
      .selectFrom('checkpoints')
      .select(['number', 'hash'])
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    const number = (last?.number ?? 0) + 1
    await sql`
      insert into checkpoint_heads (checkpoint, record_kind, record_id, seq, hash)
      select ${number}::integer, e.record_kind, e.record_id, e.seq, e.hash
      from (select record_kind, record_id, max(seq) as seq from unanchored group by record_kind, record_id) u
      join events e on e.record_kind = u.record_kind and e.record_id = u.record_id and e.seq = u.seq`.execute(
      trx,
    )
    // An event of the same record that was committed since stands behind the head and stays for the next one.
    const covered = await sql`
      delete from unanchored u using checkpoint_heads h
      where h.checkpoint = ${number} and h.record_kind = u.record_kind and h.record_id = u.record_id
        and u.seq <= h.seq`.execute(trx)
    const tree = new HeadTree()
    for await (const page of headPages(trx, number)) for (const head of page) tree.add(leafOf(head))
    if (tree.size === 0) return null

    const made = signed(house.keys, {
      number,
      format: FORMAT,
      at: house.now().toISOString(),
      events: Number(covered.numAffectedRows),
      records: tree.size,
      heads: tree.root(),
      previous: last?.hash ?? null,
    })
    const { key, ...row } = made
    await trx
      .insertInto('checkpoints')
      .values({ ...row, key_id: key })
      .execute()
    return made
  })
}

function signed(keys: Keys, unsigned: Omit<Checkpoint, 'key' | 'hash' | 'signature'>): Checkpoint {
  for (;;) {
    const text = (key: string) => checkpointText({ ...unsigned, key })
    const key = keys.ids().signing.at(-1)!
    const { keyId, signature } = keys.sign(Buffer.from(text(key), 'utf8'))
    // A new key may have been added between naming it and signing with it.
    if (keyId === key) return { ...unsigned, key, hash: sha256(text(key)), signature }
  }
}

const PAGE = 1000

/** The heads of a checkpoint in the order of its tree: by the bytes of kind and id. */
export async function* headPages(
  db: Kysely<Tables> | Transaction<Tables>,
  number: number,
): AsyncGenerator<Head[]> {
  let after: Head | undefined
  do {
    let query = db
      .selectFrom('checkpoint_heads')
      .select(['record_kind', 'record_id', 'seq', 'hash'])
      .where('checkpoint', '=', number)
    if (after)
      query = query.where(sql<boolean>`(record_kind, record_id) > (${after.record_kind}, ${after.record_id})`)
    const page = await query.orderBy('record_kind').orderBy('record_id').limit(PAGE).execute()
    if (page.length > 0) yield page
    after = page.length === PAGE ? page.at(-1) : undefined
  } while (after)
}

/** Checkpoints after a number, oldest first. */
export async function listCheckpoints(
  db: Kysely<Tables>,
  after: number,
  limit: number,
): Promise<Checkpoint[]> {
  const rows = await db
    .selectFrom('checkpoints')
    .selectAll()
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map(checkpointOf)
}

export function checkpointOf({ key_id, ...row }: Tables['checkpoints']): Checkpoint {
  return { ...row, key: key_id }
}

/** The first checkpoint that covers an event, and the last event of its record at that time. */
export type Anchor = { checkpoint: Checkpoint; head: { seq: number; hash: string } }

/** The checkpoint that anchors an event; null when none covers it yet. */
export async function anchorOf(db: Kysely<Tables>, record: RecordName, seq: number): Promise<Anchor | null> {
  const row = await db
    .selectFrom('checkpoint_heads as h')
    .innerJoin('checkpoints as c', 'c.number', 'h.checkpoint')
    .selectAll('c')
    .select(['h.seq as head_seq', 'h.hash as head_hash'])
    .where('h.record_kind', '=', record.kind)
    .where('h.record_id', '=', record.id)
    .where('h.seq', '>=', seq)
    .orderBy('h.seq')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { head_seq, head_hash, ...checkpoint } = row
  return { checkpoint: checkpointOf(checkpoint), head: { seq: head_seq, hash: head_hash } }
}

/** Where a head stands in the tree of its checkpoint, and the hashes that lead from it to the root. */
export type Proof = { index: number; size: number; hashes: string[] }

export async function proofIn(
  db: Kysely<Tables>,
  record: RecordName,
  { number, hash }: Pick<Checkpoint, 'number' | 'hash'>,
): Promise<Proof> {
  const leaves = await leavesOf(db, number, hash)
  const { before } = await db
    .selectFrom('checkpoint_heads')
    .select((row) => row.fn.countAll<number>().as('before'))
    .where('checkpoint', '=', number)
    .where(sql<boolean>`(record_kind, record_id) < (${record.kind}, ${record.id})`)
    .executeTakeFirstOrThrow()
  return { index: before, size: leaves.length, hashes: proofOf(leaves, before) }
}

// Leaves of the checkpoints asked for last. What a checkpoint covers never changes, and its hash names it.
const known = new Map<string, Buffer[]>()
const MOST_KNOWN = 8

async function leavesOf(db: Kysely<Tables>, number: number, hash: string): Promise<Buffer[]> {
  let leaves = known.get(hash)
  if (leaves === undefined) {
    leaves = []
    for await (const page of headPages(db, number)) leaves.push(...page.map(leafOf))
  }
  known.delete(hash)
  known.set(hash, leaves)
  for (const oldest of known.keys()) {
    if (known.size <= MOST_KNOWN) break
    known.delete(oldest)
  }
  return leaves
}

export async function lastCheckpoint(db: Kysely<Tables>): Promise<Checkpoint | null> {
  const row = await db
    .selectFrom('checkpoints')
    .selectAll()
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? checkpointOf(row) : null
}

/** How many events no checkpoint covers yet. */
export async function waitingEvents(db: Kysely<Tables>): Promise<number> {
  const { count } = await db
    .selectFrom('unanchored')
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
