import { sql } from 'kysely'
import type { House } from '../../house/house.ts'
import { MONTHS_KEPT } from '../signing/jobs.ts'
import './tables.ts'

/**
 * Forgets who answered for messages of campaigns that ended six months ago, when their letters are forgotten too. Answers
 * how many deliveries; what was delivered and what came back stays.
 */
export async function forgetOldAgents({ db, now }: Pick<House, 'db' | 'now'>): Promise<number> {
  const ended = new Date(now())
  ended.setUTCMonth(ended.getUTCMonth() - MONTHS_KEPT)
  const { numAffectedRows } = await sql`
    update deliveries set sealed = null from campaigns
    where campaigns.id = deliveries.campaign_id and deliveries.sealed is not null
      and campaigns.ended < ${ended}`.execute(db)
  return Number(numAffectedRows ?? 0)
}
