import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { batchesWhere } from '../postcards/batches.ts'
import { advocateOf, linkToPledge } from '../postcards/pledge.ts'
import type { Advocate, Batch } from '../postcards/schema.ts'
import '../postcards/tables.ts'

/* Cards that somebody promised with their address, for the page that shows a person all of theirs. */

type OwnHouse = Pick<House, 'db' | 'keys' | 'now'>

export type OwnPledge = {
  id: string
  campaign: string
  cards: number
  advocate: Advocate | null
  madeAt: Date
  confirmedAt: Date | null
  withdrawnAt: Date | null
  batches: Batch[]
}

/** All that was promised under an address, the oldest first, with what was collected. */
export async function ownPledges({ db, keys }: OwnHouse, owner: string): Promise<OwnPledge[]> {
  const rows = await db
    .selectFrom('postcard_pledges')
    .selectAll()
    .where('email_key', '=', owner)
    .orderBy('id')
    .execute()
  const pledges: OwnPledge[] = []
  for (const row of rows)
    pledges.push({
      id: row.id,
      campaign: row.campaign_id,
      cards: row.cards,
      advocate: advocateOf(keys, row),
      madeAt: row.made_at,
      confirmedAt: row.confirmed_at,
      withdrawnAt: row.withdrawn_at,
      batches: await batchesWhere(db, keys, { pledge: row.id }),
    })
  return pledges
}

/** The address of a pledge as it was written, a confirmed one before others; null where nobody promised with it. */
export async function addressOfPledges({ db, keys }: OwnHouse, owner: string): Promise<string | null> {
  const row = await db
    .selectFrom('postcard_pledges')
    .select(['id', 'sealed'])
    .where('email_key', '=', owner)
    .where('sealed', 'is not', null)
    .orderBy('confirmed_at', (order) => order.asc().nullsLast())
    .orderBy('id')
    .executeTakeFirst()
  return row === undefined ? null : (advocateOf(keys, row)?.email ?? null)
}

/** Takes a promise back: what was collected stays, what was promised no longer counts. Answers whether it was theirs. */
export async function withdrawPledge({ db, now }: OwnHouse, owner: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('postcard_pledges')
    .set({ withdrawn_at: now() })
    .where('id', '=', id)
    .where('email_key', '=', owner)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A link to the page of a promise, for whoever showed by their mail that it is theirs; null where it is not. */
export async function openPledge(house: OwnHouse, owner: string, id: string): Promise<string | null> {
  return transact(house.db, async (trx) => {
    const known = await trx
      .selectFrom('postcard_pledges')
      .select('id')
      .where('id', '=', id)
      .where('email_key', '=', owner)
      .executeTakeFirst()
    return known === undefined ? null : linkToPledge({ ...house, db: trx }, id, null)
  })
}
