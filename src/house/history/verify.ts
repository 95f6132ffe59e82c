import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database.ts'
import type { House } from '../house.ts'
import type { Keys } from '../keys.ts'
import { readCanonical } from './canonical.ts'
import { type Checkpoint, checkpointOf, checkpointText, headPages } from './checkpoints.ts'
import { eventHash, FORMAT, isHash, personalReferences, type RecordName, sha256 } from './event.ts'
import { HeadTree, leafOf } from './head-tree.ts'
import { personalDigest } from './personal-values.ts'

export const historyFaults = [
  'event-changed',
  'event-unreadable',
  'event-missing',
  'link-broken',
  'not-listed',
  'listed-wrongly',
  'event-cut-off',
  'personal-changed',
  'personal-missing',
  'head-differs',
  'head-order',
  'heads-alone',
  'checkpoint-changed',
  'checkpoint-signature',
  'checkpoint-link',
  'checkpoint-missing',
  'checkpoint-heads',
  'copy-unproven',
  'copy-differs',
  'copy-missing',
] as const
export type HistoryFaultKind = (typeof historyFaults)[number]

/** Something that is not as it was written, and where. */
export type HistoryFault = {
  kind: HistoryFaultKind
  record: RecordName | null
  seq: number | null
  checkpoint: number | null
  message: string
}

export type HistoryReport = {
  intact: boolean
  /** The first of the faults; `faultCount` is all of them. */
  faults: HistoryFault[]
  faultCount: number
  events: number
  records: number
  /** References to personal values that were looked up. */
  personalValues: number
  checkpoints: number
  /** Events that a signed checkpoint covers, and those that none does yet. */
  anchored: number
  notYetAnchored: number
  /** Moments of the oldest and the newest event. */
  from: string | null
  to: string | null
  lastCheckpoint: Pick<Checkpoint, 'number' | 'at' | 'hash' | 'key'> | null
  /** Checkpoints of the outside copy it was compared with. */
  against: number | null
}

export type Verifying = {
  /** A copy of the checkpoints that was kept elsewhere. */
  against?: readonly Checkpoint[]
  /** Told now and then how many events were read. */
  progress?: (events: number) => void
}

const PAGE = 1000
const MOST_FAULTS = 1000

/**
 * Reads the whole history as it stood at one moment and says of everything that is not as
 * it was written what and where it is. Holds one page in memory, however long it is.
 *
 * It cannot tell that the newest events were cut off, wholly and with every trace, when
 * no checkpoint covered them; nor that the last checkpoints were cut off with all they
 * cover, unless it is given a copy that was kept elsewhere (`against`).
 */
export async function verifyHistory(
  house: Pick<House, 'db' | 'keys'>,
  { against, progress }: Verifying = {},
): Promise<HistoryReport> {
  const found = new Findings()
  return house.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const chain = await checkCheckpoints(trx, house.keys, found)
      await checkHeads(trx, found)
      const events = await checkEvents(trx, found, progress)
      await checkList(trx, found)
      if (against !== undefined) await checkCopy(trx, house.keys, against, found)
      return {
        intact: found.count === 0,
        faults: found.faults,
        faultCount: found.count,
        ...events,
        ...chain,
        against: against?.length ?? null,
      }
    })
}

class Findings {
  readonly faults: HistoryFault[] = []
  count = 0

  add(
    kind: HistoryFaultKind,
    place: { record?: RecordName; seq?: number; checkpoint?: number },
    message: string,
  ): void {
    this.count++
    if (this.faults.length >= MOST_FAULTS) return
    this.faults.push({
      kind,
      record: place.record ?? null,
      seq: place.seq ?? null,
      checkpoint: place.checkpoint ?? null,
      message,
    })
  }
}

// ---- events

type EventRow = Tables['events'] & { listed: boolean; anchored: number | null }

async function checkEvents(db: Kysely<Tables>, found: Findings, progress: Verifying['progress']) {
  const counts = { events: 0, records: 0, personalValues: 0, anchored: 0, notYetAnchored: 0 }
  let from: string | null = null
  let to: string | null = null
  let last: EventRow | undefined
  for await (const page of eventPages(db)) {
    for (const row of page) {
      const record = { kind: row.record_kind, id: row.record_id }
      const place = { record, seq: row.seq }
      const before =
        last?.record_kind === row.record_kind && last.record_id === row.record_id ? last : undefined
      counts.events++
      if (!before) counts.records++
      checkContent(row, place, found)
      checkLink(row, before, place, found)
      if (row.anchored !== null && row.seq <= row.anchored) {
        counts.anchored++
        if (row.listed)
          found.add('listed-wrongly', place, 'It is listed as not yet anchored, and a checkpoint covers it.')
      } else {
        counts.notYetAnchored++
        if (!row.listed)
          found.add('not-listed', place, 'No checkpoint covers it, and it is not listed as not yet anchored.')
      }
      if (from === null || row.at < from) from = row.at
      if (to === null || row.at > to) to = row.at
      last = row
    }
    counts.personalValues += await checkPersonal(db, page, found)
    progress?.(counts.events)
  }
  return { ...counts, from, to }
}

function checkContent(row: EventRow, place: { record: RecordName; seq: number }, found: Findings): void {
  if (row.format !== FORMAT) {
    found.add('event-changed', place, `format is ${row.format}; events are written in format ${FORMAT}.`)
    return
  }
  for (const column of ['before', 'after'] as const) {
    const text = row[column]
    // A record that is not there is no text at all; the text “null” would hash the same.
    if (text !== null && (text === 'null' || readCanonical(text) === undefined))
      found.add('event-unreadable', place, `“${column}” is not canonical JSON.`)
  }
  const hash = eventHash(row)
  if (hash !== row.hash)
    found.add(
      'event-changed',
      place,
      `Its hash is ${short(row.hash)}, what it holds has the hash ${short(hash)}.`,
    )
}

function checkLink(
  row: EventRow,
  before: EventRow | undefined,
  place: { record: RecordName; seq: number },
  found: Findings,
): void {
  const expected = (before?.seq ?? 0) + 1
  if (row.seq !== expected) {
    const gap = row.seq - 1 > expected ? `Events ${expected} to ${row.seq - 1} are` : `Event ${expected} is`
    found.add(
      'event-missing',
      { record: place.record, seq: expected },
      `${gap} missing before event ${row.seq}.`,
    )
  } else if (row.previous !== (before?.hash ?? null)) {
    found.add(
      'link-broken',
      place,
      before
        ? `It follows an event with the hash ${short(row.previous)}; event ${before.seq} has ${short(before.hash)}.`
        : 'It is the first, and names an event before it.',
    )
  }
}

async function checkPersonal(db: Kysely<Tables>, page: EventRow[], found: Findings): Promise<number> {
  const references = page.flatMap((row) =>
    [row.before, row.after]
      .flatMap((text) => (text?.includes('"personal"') ? personalReferences(readCanonical(text)) : []))
      .map((reference) => ({ row, reference })),
  )
  if (references.length === 0) return 0
  const rows = await db
    .selectFrom('personal_values')
    .selectAll()
    .where('id', 'in', [...new Set(references.map(({ reference }) => reference.personal))])
    .execute()
  const digests = new Map(rows.map((row) => [row.id, personalDigest(row)]))
  for (const { row, reference } of references) {
    const place = { record: { kind: row.record_kind, id: row.record_id }, seq: row.seq }
    const digest = digests.get(reference.personal)
    if (digest === undefined)
      found.add('personal-missing', place, `The personal value ${reference.personal} it refers to is gone.`)
    else if (digest !== reference.digest)
      found.add(
        'personal-changed',
        place,
        `The personal value ${reference.personal} it refers to was changed.`,
      )
  }
  return references.length
}

async function* eventPages(db: Kysely<Tables>): AsyncGenerator<EventRow[]> {
  let after: EventRow | undefined
  do {
    const { rows } = await sql<EventRow>`
      select e.*, u.seq is not null as listed,
        (select max(h.seq) from checkpoint_heads h
          where h.record_kind = e.record_kind and h.record_id = e.record_id) as anchored
      from events e
      left join unanchored u on u.record_kind = e.record_kind and u.record_id = e.record_id and u.seq = e.seq
      ${after ? sql`where (e.record_kind, e.record_id, e.seq) > (${after.record_kind}, ${after.record_id}, ${after.seq})` : sql``}
      order by e.record_kind, e.record_id, e.seq limit ${PAGE}`.execute(db)
    if (rows.length > 0) yield rows
    after = rows.length === PAGE ? rows.at(-1) : undefined
  } while (after)
}

/** Listed as not yet anchored, and there is no such event: it was cut off, and the list was forgotten. */
async function checkList(db: Kysely<Tables>, found: Findings): Promise<void> {
  const rows = await db
    .selectFrom('unanchored as u')
    .leftJoin('events as e', (join) =>
      join
        .onRef('e.record_kind', '=', 'u.record_kind')
        .onRef('e.record_id', '=', 'u.record_id')
        .onRef('e.seq', '=', 'u.seq'),
    )
    .select(['u.record_kind', 'u.record_id', 'u.seq'])
    .where('e.seq', 'is', null)
    .limit(MOST_FAULTS)
    .execute()
  for (const row of rows)
    found.add(
      'event-cut-off',
      { record: { kind: row.record_kind, id: row.record_id }, seq: row.seq },
      'It is listed as not yet anchored, and is not there.',
    )
}

// ---- checkpoints

async function checkCheckpoints(db: Kysely<Tables>, keys: Keys, found: Findings) {
  let checkpoints = 0
  let last: Checkpoint | undefined
  for await (const page of checkpointPages(db)) {
    for (const each of page) {
      checkpoints++
      const expected = (last?.number ?? 0) + 1
      if (each.number !== expected) {
        const gap =
          each.number - 1 > expected
            ? `Checkpoints ${expected} to ${each.number - 1} are`
            : `Checkpoint ${expected} is`
        found.add(
          'checkpoint-missing',
          { checkpoint: expected },
          `${gap} missing before checkpoint ${each.number}.`,
        )
      } else if (each.previous !== (last?.hash ?? null)) {
        found.add(
          'checkpoint-link',
          { checkpoint: each.number },
          'It does not follow the checkpoint before it.',
        )
      }
      checkStatement(each, keys, (message, unsigned) =>
        found.add(
          unsigned ? 'checkpoint-signature' : 'checkpoint-changed',
          { checkpoint: each.number },
          message,
        ),
      )
      const tree = new HeadTree()
      for await (const heads of headPages(db, each.number)) for (const head of heads) tree.add(leafOf(head))
      if (tree.root() !== each.heads || tree.size !== each.records)
        found.add(
          'checkpoint-heads',
          { checkpoint: each.number },
          `It signed ${each.records} last events with the root ${short(each.heads)}; the ${tree.size} that are kept for it have ${short(tree.root())}.`,
        )
      last = each
    }
  }
  const lastCheckpoint = last ? { number: last.number, at: last.at, hash: last.hash, key: last.key } : null
  return { checkpoints, lastCheckpoint }
}

/** What is wrong with a checkpoint taken by itself: its format, its hash, its signature. */
function checkStatement(
  each: Checkpoint,
  keys: Keys,
  tell: (message: string, unsigned: boolean) => void,
): void {
  if (each.format !== FORMAT) {
    tell(`format is ${each.format}; checkpoints are written in format ${FORMAT}.`, false)
    return
  }
  const text = checkpointText(each)
  const hash = sha256(text)
  if (hash !== each.hash)
    tell(`Its hash is ${short(each.hash)}, what it holds has the hash ${short(hash)}.`, false)
  if (!keys.ids().signing.includes(each.key))
    tell(`It names the signing key ${short(each.key)}, which is not among the keys of this house.`, true)
  else if (!keys.verify(Buffer.from(text, 'utf8'), { keyId: each.key, signature: each.signature }))
    tell(`Its signature is not that of the key ${each.key} over what it holds.`, true)
}

async function* checkpointPages(db: Kysely<Tables>): AsyncGenerator<Checkpoint[]> {
  let after: number | undefined
  do {
    let query = db.selectFrom('checkpoints').selectAll()
    if (after !== undefined) query = query.where('number', '>', after)
    const rows = await query.orderBy('number').limit(PAGE).execute()
    if (rows.length > 0) yield rows.map(checkpointOf)
    after = rows.length === PAGE ? rows.at(-1)?.number : undefined
  } while (after !== undefined)
}

/** Every last event a checkpoint wrote down against the events that are there. */
async function checkHeads(db: Kysely<Tables>, found: Findings): Promise<void> {
  type HeadRow = Tables['checkpoint_heads'] & { event_hash: string | null; signed: boolean }
  const alone = new Set<number>()
  let last: HeadRow | undefined
  let rows: HeadRow[]
  do {
    const after: HeadRow | undefined = last
    ;({ rows } = await sql<HeadRow>`
      select h.*, e.hash as event_hash, c.number is not null as signed
      from checkpoint_heads h
      left join events e on e.record_kind = h.record_kind and e.record_id = h.record_id and e.seq = h.seq
      left join checkpoints c on c.number = h.checkpoint
      ${after ? sql`where (h.record_kind, h.record_id, h.seq, h.checkpoint) > (${after.record_kind}, ${after.record_id}, ${after.seq}, ${after.checkpoint})` : sql``}
      order by h.record_kind, h.record_id, h.seq, h.checkpoint limit ${PAGE}`.execute(db))
    for (const row of rows) {
      const place = {
        record: { kind: row.record_kind, id: row.record_id },
        seq: row.seq,
        checkpoint: row.checkpoint,
      }
      if (row.event_hash === null)
        found.add('head-differs', place, `Checkpoint ${row.checkpoint} covers it, and it is not there.`)
      else if (row.event_hash !== row.hash)
        found.add(
          'head-differs',
          place,
          `Checkpoint ${row.checkpoint} knew it with the hash ${short(row.hash)}; it has ${short(row.event_hash)}.`,
        )
      if (
        last?.record_kind === row.record_kind &&
        last.record_id === row.record_id &&
        (last.seq === row.seq || last.checkpoint >= row.checkpoint)
      )
        found.add(
          'head-order',
          place,
          `Checkpoints ${last.checkpoint} and ${row.checkpoint} stand in another order than their events.`,
        )
      if (!row.signed && !alone.has(row.checkpoint)) {
        alone.add(row.checkpoint)
        found.add(
          'heads-alone',
          { checkpoint: row.checkpoint },
          'What it covered is kept, and the checkpoint itself is gone.',
        )
      }
      last = row
    }
  } while (rows.length === PAGE)
}

/** A copy kept elsewhere: each of its checkpoints proves itself, and is here unchanged. */
async function checkCopy(
  db: Kysely<Tables>,
  keys: Keys,
  copy: readonly Checkpoint[],
  found: Findings,
): Promise<void> {
  for (let at = 0; at < copy.length; at += PAGE) {
    const part = copy.slice(at, at + PAGE)
    const rows = await db
      .selectFrom('checkpoints')
      .select(['number', 'hash'])
      .where(
        'number',
        'in',
        part.map(({ number }) => number),
      )
      .execute()
    const here = new Map(rows.map(({ number, hash }) => [number, hash]))
    for (const each of part) {
      const place = { checkpoint: each.number }
      let proven = true
      checkStatement(each, keys, (message) => {
        proven = false
        found.add('copy-unproven', place, `In the copy: ${message}`)
      })
      if (!proven) continue
      const hash = here.get(each.number)
      if (hash === undefined)
        found.add('copy-missing', place, `The copy has it, made ${each.at}; the database does not.`)
      else if (hash !== each.hash)
        found.add(
          'copy-differs',
          place,
          `The copy has it with the hash ${short(each.hash)}, the database with ${short(hash)}.`,
        )
    }
  }
}

/** Enough of a hash to find it by; what is no hash as it stands, cut short. */
function short(hash: string | null): string {
  if (hash === null) return 'none'
  return isHash(hash) ? `${hash.slice(0, 16)}…` : `“${hash.slice(0, 40)}”`
}
