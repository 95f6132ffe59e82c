import { v7 } from 'uuid'
import { bumpDataVersion } from '../../house/data-version.ts'
import { type Change, type Trx, tell } from '../change.ts'
import { BillFault } from './faults.ts'
import type { ReadBill, ReadEntry } from './files.ts'
import type { Bill, BillEntry, BillHead, BillSource, EntryContent } from './schema.ts'
import { billOrNull } from './store.ts'
import './tables.ts'

export const billRecord = (id: string) => ({ kind: 'bill', id })

/** What reading a source again would change, entry by entry. */
export type BillDiff = {
  id: string
  /** Whether the bill is not there yet. */
  fresh: boolean
  /** Parts of its head that differ. */
  head: { name: string; before: unknown; after: unknown }[]
  entries: (
    | { change: 'added'; key: string; after: EntryContent; source: BillSource }
    | {
        change: 'changed'
        key: string
        id: string
        before: EntryContent
        after: EntryContent
        source: BillSource
      }
    /** Somebody typed or corrected it here: it stays, and the difference is told. */
    | { change: 'kept'; key: string; before: EntryContent; after: EntryContent }
  )[]
  same: number
  /** Entries that are here and not in what was read: they stay. */
  onlyHere: number
}

/** What would be written. An entry that the source names for the first time is added; one that reads otherwise replaces the old. */
export function diffOf(bill: Bill | null, read: ReadBill): BillDiff {
  const known = new Map((bill?.entries ?? []).map((entry) => [entry.key, entry]))
  const diff: BillDiff = {
    id: read.id,
    fresh: bill === null,
    head: bill === null || read.head === null ? [] : headDiff(bill, read.head),
    entries: [],
    same: 0,
    onlyHere: 0,
  }
  const seen = new Set<string>()
  for (const { key, content, source } of read.entries) {
    seen.add(key)
    const before = known.get(key)
    if (before === undefined) diff.entries.push({ change: 'added', key, after: content, source })
    else if (alike(before.content, content)) diff.same += 1
    else if (before.origin === 'typed')
      diff.entries.push({ change: 'kept', key, before: before.content, after: content })
    else
      diff.entries.push({
        change: 'changed',
        key,
        id: before.id,
        before: before.content,
        after: content,
        source,
      })
  }
  diff.onlyHere = [...known.keys()].filter((key) => !seen.has(key)).length
  return diff
}

const headNames = [
  'legislature',
  'session',
  'chamber',
  'type',
  'number',
  'printed',
  'language',
  'title',
  'officialTitle',
  'summary',
  'contains',
  'law',
] as const satisfies (keyof BillHead)[]

/** A part that the source leaves empty takes nothing away. */
function headDiff(bill: BillHead, read: BillHead): BillDiff['head'] {
  return headNames.flatMap((name) => {
    const [before, after] = [bill[name], read[name]]
    const silent = after === null || (Array.isArray(after) && after.length === 0)
    return silent || alike(before, after) ? [] : [{ name, before, after }]
  })
}

/** Whether two say the same, in whatever order their parts were written. */
const alike = (one: unknown, other: unknown): boolean => ordered(one) === ordered(other)
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/**
 * Writes what a source says of a bill: `diffOf`, done. Throws BillFault where the source says only a part of a bill that
 * is not there.
 */
export async function writeRead(
  trx: Trx,
  change: Change,
  read: ReadBill,
  { origin, why, sha256 }: { origin: 'shipped' | 'import'; why: string; sha256?: string },
): Promise<BillDiff> {
  // Two who read at once take turns from here on.
  await trx.selectFrom('bills').select('id').where('id', '=', read.id).forUpdate().execute()
  const bill = await billOrNull(trx, read.id)
  const diff = diffOf(bill, read)
  if (bill === null) {
    if (read.head === null) throw new BillFault('part of none', { bill: read.id })
    const { id, ...head } = read.head
    const { numInsertedOrUpdatedRows: inserted } = await trx
      .insertInto('bills')
      .values({
        id,
        legislature: head.legislature,
        session: head.session.id,
        head: JSON.stringify(head),
        sha256: sha256 ?? null,
        made: change.at,
      })
      .onConflict((each) => each.column('id').doNothing())
      .executeTakeFirstOrThrow()
    // Another process was first, and has written it whole.
    if (inserted === 0n) return { ...diff, entries: [], head: [], same: read.entries.length }
  } else {
    const {
      id: _,
      entries: __,
      ...head
    } = {
      ...bill,
      ...Object.fromEntries(diff.head.map(({ name, after }) => [name, after])),
    }
    const set = {
      ...(diff.head.length === 0 ? {} : { head: JSON.stringify(head) }),
      ...(sha256 === undefined ? {} : { sha256 }),
    }
    if (Object.keys(set).length > 0)
      await trx.updateTable('bills').set(set).where('id', '=', read.id).execute()
  }
  const retold = await takenBack(trx, read.id)
  const rows = diff.entries.flatMap((each) => {
    if (each.change === 'kept') return []
    const gone = each.change === 'added' ? retold.get(each.key) : undefined
    // What the house took back is not brought in again by reading the same file again. What an organisation entered and
    // took back itself keeps nothing away.
    if (gone !== undefined && gone.organisation === null) return []
    const replaces = each.change === 'changed' ? each.id : (gone?.id ?? null)
    return [
      {
        ...entryRow(change, read.id, each.key, each.after, each.source),
        origin,
        why: replaces === null ? null : why,
        replaces,
      },
    ]
  })
  if (rows.length > 0) await trx.insertInto('bill_entries').values(rows).execute()
  if (bill === null || diff.head.length > 0 || rows.length > 0) {
    await tell(trx, change, {
      record: billRecord(read.id),
      action: 'imported a bill',
      before: bill === null ? null : { entries: bill.entries.length },
      after: {
        entries: (bill?.entries.length ?? 0) + rows.filter(({ replaces }) => replaces === null).length,
        added: rows.filter(({ replaces }) => replaces === null).map(({ key }) => key),
        changed: rows.filter(({ replaces }) => replaces !== null).map(({ key }) => key),
        ...(diff.head.length === 0 ? {} : { head: diff.head }),
      },
      reason: why,
    })
    await bumpDataVersion(trx)
  }
  return diff
}

/** What was taken back, by its key: the newest, and the organisation that did it; null for the house. */
async function takenBack(
  trx: Trx,
  bill: string,
): Promise<Map<string, { id: string; organisation: string | null }>> {
  const rows = await trx
    .selectFrom('bill_entries')
    .select(['key', 'id', 'organisation_id'])
    .where('bill_id', '=', bill)
    .where('content', 'is', null)
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ key, id, organisation_id }) => [key, { id, organisation: organisation_id }]))
}

function entryRow(
  { actor, at }: Change,
  bill: string,
  key: string,
  content: EntryContent | null,
  source: BillSource,
) {
  return {
    id: v7(),
    bill_id: bill,
    key,
    content: content === null ? null : JSON.stringify(content),
    source: JSON.stringify(source),
    organisation_id: null as string | null,
    at,
    by_person: actor.person,
  }
}

/** Somebody enters a fact for an organisation, with its source. Throws BillFault 422 where it stands there already. */
export async function enterFact(
  trx: Trx,
  change: Change,
  bill: string,
  { key, content, source }: ReadEntry,
  organisation: string | null,
): Promise<string> {
  await held(trx, bill)
  const known = await trx
    .selectFrom('bill_entries')
    .select(['id', 'content'])
    .where('bill_id', '=', bill)
    .where('key', '=', key)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (known !== undefined && known.content !== null) throw new BillFault('there already')
  const row = {
    ...entryRow(change, bill, key, content, source),
    origin: 'typed' as const,
    organisation_id: organisation,
    why: known === undefined ? null : 'It had been taken back.',
    replaces: known?.id ?? null,
  }
  await trx.insertInto('bill_entries').values(row).execute()
  await tell(trx, change, {
    record: billRecord(bill),
    action: content.kind === 'dispute' ? 'disputed a fact of a bill' : 'entered a fact of a bill',
    before: null,
    after: { key, content, source, organisation },
  })
  await bumpDataVersion(trx)
  return row.id
}

/**
 * A further version of an entry, or its taking back (`content` null), with its reason; the old one stays readable.
 * Throws BillFault 409 where somebody was faster, 404 where there is no such entry.
 */
export async function correctFact(
  trx: Trx,
  change: Change,
  bill: string,
  entry: BillEntry['id'],
  { content, source, why }: { content: EntryContent | null; source: BillSource; why: string },
  organisation: string | null,
): Promise<void> {
  await held(trx, bill)
  const now = (await billOrNull(trx, bill))?.entries.find(({ id }) => id === entry)
  if (now === undefined) {
    const known = await trx
      .selectFrom('bill_entries')
      .select('id')
      .where('bill_id', '=', bill)
      .where('id', '=', entry)
      .executeTakeFirst()
    throw new BillFault(known === undefined ? 'no entry' : 'overtaken')
  }
  await trx
    .insertInto('bill_entries')
    .values({
      ...entryRow(change, bill, now.key, content, source),
      origin: 'typed',
      organisation_id: organisation,
      why,
      replaces: entry,
    })
    .execute()
  await tell(trx, change, {
    record: billRecord(bill),
    action: content === null ? 'took back a fact of a bill' : 'corrected a fact of a bill',
    before: { key: now.key, content: now.content, source: now.source },
    after: content === null ? null : { key: now.key, content, source },
    reason: why,
  })
  await bumpDataVersion(trx)
}

/** Holds a bill to the end of the transaction. Throws BillFault 404. */
async function held(trx: Trx, bill: string): Promise<void> {
  const row = await trx.selectFrom('bills').select('id').where('id', '=', bill).forUpdate().executeTakeFirst()
  if (row === undefined) throw new BillFault('no bill')
}
