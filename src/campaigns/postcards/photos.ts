import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { lockBatch } from './batches.ts'
import type { PhotoType } from './schema.ts'
import './tables.ts'

/** Bytes of a photograph at most: a telephone sends less. */
export const LARGEST_PHOTO = 6 * 1024 * 1024
/** How many photographs of one advocate may wait to be looked at. */
export const MOST_PHOTOS = 20

export const photoContext = (batch: string): string => `postcard photograph:${batch}`

/** Keeps a photograph of the cards of a batch, sealed, in place of an earlier one. Answers whether it could be kept. */
export async function keepPhoto(
  { db, keys, now }: Pick<House, 'db' | 'keys' | 'now'>,
  { pledge, batch, type, bytes }: { pledge: string; batch: string; type: PhotoType; bytes: Buffer },
): Promise<boolean> {
  const sealed = keys.seal(bytes, photoContext(batch))
  return transact(db, async (trx) => {
    await trx.selectFrom('postcard_pledges').select('id').where('id', '=', pledge).forUpdate().execute()
    const held = await lockBatch(trx, batch)
    if (held === null || held.pledge_id !== pledge || held.withdrawn_at !== null) return false
    const { n } = await trx
      .selectFrom('postcard_photos')
      .innerJoin('postcard_batches', 'postcard_batches.id', 'postcard_photos.batch_id')
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .where('postcard_batches.pledge_id', '=', pledge)
      .where('postcard_batches.id', '<>', batch)
      .executeTakeFirstOrThrow()
    if (Number(n) >= MOST_PHOTOS) return false
    await trx.deleteFrom('postcard_photos').where('batch_id', '=', batch).execute()
    await trx
      .insertInto('postcard_photos')
      .values({ batch_id: batch, type, sealed, sent_at: now() })
      .execute()
    return true
  })
}

/** A photograph, opened: for who may see supporters. Null where none waits. */
export async function photoOf(
  { db, keys }: Pick<House, 'db' | 'keys'>,
  batch: string,
): Promise<{ type: PhotoType; bytes: Buffer } | null> {
  const row = await db
    .selectFrom('postcard_photos')
    .select(['type', 'sealed'])
    .where('batch_id', '=', batch)
    .executeTakeFirst()
  return row === undefined ? null : { type: row.type, bytes: keys.open(row.sealed, photoContext(batch)) }
}
