import { sql } from 'kysely'
import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { MONTHS_KEPT } from '../signing/jobs.ts'
import { DAYS_TO_CONFIRM, forgetAdvocates } from './pledge.ts'

const BATCH = 500

/**
 * Takes advocates out of campaigns that ended six months ago, and those out who never confirmed within their month; links
 * that ran out go as well. Answers how many advocates; the numbers of their cards stay.
 */
export async function forgetOldAdvocates(house: House): Promise<number> {
  const now = house.now()
  const ended = new Date(now)
  ended.setUTCMonth(ended.getUTCMonth() - MONTHS_KEPT)
  const unconfirmed = new Date(now.getTime() - DAYS_TO_CONFIRM * 86_400_000)
  let forgotten = 0
  for (;;) {
    const done = await transact(house.db, async (trx) => {
      const { rows } = await sql<{ id: string }>`
        select pledge.id from postcard_pledges as pledge join campaigns on campaigns.id = pledge.campaign_id
        where pledge.erased_at is null
          and (campaigns.ended < ${ended} or (pledge.confirmed_at is null and pledge.made_at < ${unconfirmed}))
        order by pledge.id limit ${BATCH} for update of pledge`.execute(trx)
      await forgetAdvocates(
        trx,
        now,
        rows.map(({ id }) => id),
      )
      return rows.length
    })
    forgotten += done
    if (done < BATCH) break
  }
  await house.db.deleteFrom('postcard_links').where('until', '<', now).execute()
  return forgotten
}
