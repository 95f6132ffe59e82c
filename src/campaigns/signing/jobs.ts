import { sql } from 'kysely'
import { Type } from 'typebox'
import type { House } from '../../house/house.ts'
import { defineJob } from '../../house/jobs/job.ts'
import { transact } from '../../house/transact.ts'
import { DAYS_TO_CONFIRM } from './confirm.ts'
import { forgetSigners } from './own.ts'
import { destroyRemembered, secretsToDestroy } from './remembered.ts'
import { recount, settle, settleWithin } from './settle.ts'

/** How long after a campaign ended personal data of its signers are kept. */
export const MONTHS_KEPT = 6

const BATCH = 500
const nothing = Type.Object({})

/** Judges signatures that came while nobody looked at the page. */
export const countSignatures = defineJob({
  name: 'count-signatures',
  data: nothing,
  every: 60,
  run: async (house) => {
    for (const campaign of await campaignsWaiting(house)) await settle(house.db, campaign, { most: 50_000 })
  },
})

async function campaignsWaiting({ db }: Pick<House, 'db'>): Promise<string[]> {
  const rows = await db
    .selectFrom('signatures')
    .select('campaign_id')
    .distinct()
    .where('settled', '=', false)
    .execute()
  return rows.map(({ campaign_id }) => campaign_id)
}

/** Counts every live campaign again from its rows, and says so in the log where the tallies differ. */
export const checkCounts = defineJob({
  name: 'check-counts',
  data: nothing,
  every: 24 * 3600,
  within: 3600,
  run: async (house) => {
    const campaigns = await house.db
      .selectFrom('campaigns')
      .select('id')
      .where('state', 'in', ['live', 'paused'])
      .execute()
    for (const { id } of campaigns) {
      const { compared, differences } = await recount(house.db, id)
      if (!compared)
        house.log.warn('The count of a campaign was not compared: signatures were changed all the while', {
          campaign: id,
        })
      if (differences.length > 0)
        house.log.error('The count of a campaign does not agree with its rows', {
          campaign: id,
          differences: differences.length,
          remedy: 'See tp campaign count SLUG --check, and docs/campaigns.md',
        })
    }
  },
})

export const signingJobs = [countSignatures, checkCounts]

/**
 * Takes the people out of signatures of campaigns that ended six months ago, and out of those that were never confirmed
 * within their month. Answers how many; the signatures stay and go on counting where they counted. Of campaigns that are
 * over it destroys what was remembered of those who were erased before.
 */
export async function forgetOldSigners(house: House): Promise<number> {
  const now = house.now()
  const ended = new Date(now)
  ended.setUTCMonth(ended.getUTCMonth() - MONTHS_KEPT)
  const unconfirmed = new Date(now.getTime() - DAYS_TO_CONFIRM * 86_400_000)
  for (const campaign of await secretsToDestroy(house.db, now))
    await transact(house.db, async (trx) => {
      await settleWithin(trx, campaign)
      await destroyRemembered(trx, { campaign, at: now })
    })
  let forgotten = 0
  for (;;) {
    const done = await transact(house.db, async (trx) => {
      const { rows } = await sql<{ id: string }>`
        select signatures.id from signatures join campaigns on campaigns.id = signatures.campaign_id
        where signatures.erased_at is null and signatures.settled
          and (campaigns.ended < ${ended} or (signatures.state = 'pending' and signatures.submitted_at < ${unconfirmed}))
        order by signatures.id limit ${BATCH} for update of signatures`.execute(trx)
      await forgetSigners(
        trx,
        now,
        rows.map(({ id }) => id),
        { remembering: false },
      )
      return rows.length
    })
    forgotten += done
    if (done < BATCH) break
  }
  await house.db.deleteFrom('supporter_links').where('until', '<', now).execute()
  await house.db
    .deleteFrom('signature_letters')
    .where('at', '<', new Date(now.getTime() - 86_400_000))
    .execute()
  return forgotten
}
