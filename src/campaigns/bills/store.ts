import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { isUuid } from '../../house/form-fields.ts'
import type { PackCard } from '../legislatures/schema.ts'
import { allPacks } from '../legislatures/store.ts'
import { BillFault } from './faults.ts'
import type { Bill, BillEntry } from './schema.ts'
import './tables.ts'

type Db = Kysely<Tables>

/** A bill with its entries as they stand, the oldest first; null where there is none. */
export async function billOrNull(db: Db, id: string): Promise<Bill | null> {
  return (await billsOf(db, [id]))[0] ?? null
}

/** A bill with its entries as they stand. Throws BillFault 404. */
export async function billOf(db: Db, id: string): Promise<Bill> {
  const bill = await billOrNull(db, id)
  if (bill === null) throw new BillFault('no bill')
  return bill
}

/** Every bill, the newest session first. */
export async function listBills(db: Db): Promise<Bill[]> {
  const bills = await billsOf(db, null)
  return bills.sort(
    (a, b) =>
      (a.session.firstDay < b.session.firstDay ? 1 : a.session.firstDay > b.session.firstDay ? -1 : 0) ||
      a.chamber.localeCompare(b.chamber, 'en') ||
      a.number - b.number,
  )
}

/** Bills in which somebody sponsors, cosponsors, votes, or says where they stand. */
export async function billsNaming(db: Db, person: string): Promise<Bill[]> {
  const rows = await standing(db)
    .select('bill_entries.bill_id')
    .distinct()
    .where(
      sql<boolean>`(content -> 'who' ->> 'person' = ${person}
        or content -> 'cast' @> ${JSON.stringify([{ who: { person } }])}::jsonb)`,
    )
    .execute()
  return rows.length === 0
    ? []
    : billsOf(
        db,
        rows.map(({ bill_id }) => bill_id),
      )
}

/** Bills by their ids, or all; those that are not here are left out. */
export async function billsOf(db: Db, ids: string[] | null): Promise<Bill[]> {
  let heads = db.selectFrom('bills').select(['id', 'head']).orderBy('id')
  let entries = standing(db).selectAll('bill_entries').orderBy('bill_entries.id')
  if (ids?.length === 0) return []
  if (ids !== null) {
    heads = heads.where('id', 'in', ids)
    entries = entries.where('bill_entries.bill_id', 'in', ids)
  }
  const rows = await heads.execute()
  if (rows.length === 0) return []
  const all = await entries.execute()
  return rows.map(({ id, head }) => ({
    ...head,
    id,
    entries: all.flatMap((row): BillEntry[] =>
      row.bill_id !== id || row.content === null ? [] : [entryFrom({ ...row, content: row.content })],
    ),
  }))
}

/** Entries that no further one replaces, and that were not taken back. */
const standing = (db: Db) =>
  db
    .selectFrom('bill_entries')
    .where('bill_entries.content', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('bill_entries as later')
            .select('later.id')
            .whereRef('later.replaces', '=', 'bill_entries.id'),
        ),
      ),
    )

function entryFrom(row: {
  id: string
  key: string
  content: BillEntry['content']
  source: BillEntry['source']
  origin: BillEntry['origin']
  organisation_id: string | null
  why: string | null
  at: Date
}): BillEntry {
  return {
    id: row.id,
    key: row.key,
    content: row.content,
    source: row.source,
    origin: row.origin,
    organisation: row.organisation_id,
    why: row.why,
    at: row.at.toISOString(),
  }
}

/** A version of an entry as it was told once: what stood there, what came after it and why. */
export type PastEntry = Omit<BillEntry, 'content'> & {
  content: BillEntry['content'] | null
  replaces: string | null
}

/** Everything that was ever told of a bill, the oldest first: those that were replaced or taken back too. */
export async function everyEntryOf(db: Db, bill: string): Promise<PastEntry[]> {
  const rows = await db
    .selectFrom('bill_entries')
    .selectAll()
    .where('bill_id', '=', bill)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    content: row.content,
    source: row.source,
    origin: row.origin,
    organisation: row.organisation_id,
    why: row.why,
    at: row.at.toISOString(),
    replaces: row.replaces,
  }))
}

/**
 * The organisation that entered a version of an entry, whether it stands or was replaced; null for one of the house: of a
 * file, or corrected by those who run it. Undefined where there is no such entry.
 */
export async function ownerOf(db: Db, bill: string, entry: string): Promise<string | null | undefined> {
  if (!isUuid(entry)) return undefined
  const row = await db
    .selectFrom('bill_entries')
    .select('organisation_id')
    .where('bill_id', '=', bill)
    .where('id', '=', entry)
    .executeTakeFirst()
  return row?.organisation_id
}

/** How bills move in a legislature, by the pack of a session where there is one, else by its newest; null where there is no pack. */
export async function machineFor(
  db: Db,
  legislature: string,
  session: string,
): Promise<PackCard['billStates'] | null> {
  const packs = await allPacks(db, legislature)
  const pack = packs.find(({ card }) => card.session.id === session) ?? packs[0]
  return pack?.card.billStates ?? null
}

/** The names of chambers of a legislature in a language; of what is no chamber its own word. */
export async function chambersOf(db: Db, legislature: string): Promise<PackCard['chambers']> {
  return (await allPacks(db, legislature))[0]?.card.chambers ?? []
}
