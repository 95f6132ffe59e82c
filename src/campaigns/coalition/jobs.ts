import { Type } from 'typebox'
import { system } from '../../house/actor.ts'
import type { House } from '../../house/house.ts'
import { defineJob } from '../../house/jobs/job.ts'
import { transact } from '../../house/transact.ts'
import { speak } from '../../ui/language.ts'
import { changeBy, type Trx } from '../change.ts'
import { moveCampaign } from './life.ts'
import { lockCampaign } from './store.ts'
import { words } from './words/words.ts'

/** How long after its last day a campaign may stay without anybody saying how it ended. */
export const DAYS_LEFT_OPEN = 30

/** How long a campaign without a last day may stay without anybody who runs it doing anything in it. */
export const DAYS_UNATTENDED = 365

/**
 * Closes campaigns whose last day passed a month ago and that nobody closed, and those without a last day in whose history
 * nothing was written for a year: personal data of those who took part are kept for a time that runs from the end. Won or
 * lost can still be said of one that is closed. Answers how many.
 */
export async function closeOverdue(house: House): Promise<number> {
  const day = daysBefore(house.now(), DAYS_LEFT_OPEN).slice(0, 10)
  const since = daysBefore(house.now(), DAYS_UNATTENDED)
  const overdue = await house.db
    .selectFrom('campaigns')
    .select('id')
    .where('state', 'in', ['live', 'paused'])
    .where((is) =>
      is.or([
        is('closes', '<', day),
        is.and([is('closes', 'is', null), is('public_since', '<', new Date(since))]),
      ]),
    )
    .orderBy('id')
    .execute()
  let closed = 0
  for (const { id } of overdue)
    closed += await transact(house.db, async (trx) => {
      const { state, closes, revision, languages } = await lockCampaign(trx, id)
      // Somebody may have been quicker, or have named another last day.
      if (state !== 'live' && state !== 'paused') return 0
      if (closes === null ? (await lastWritten(trx, id)) >= since : closes >= day) return 0
      const language = languages[0] ?? 'en'
      const say = speak(words, language)
      const why =
        closes === null
          ? say('job.closed unattended', { days: DAYS_UNATTENDED })
          : say('job.closed', { days: DAYS_LEFT_OPEN })
      await moveCampaign(trx, changeBy(house, system), { id, revision, to: 'closed', why, language })
      return 1
    })
  return closed
}

/** When something was last written into the history of a campaign, as it stands there; empty for never. */
async function lastWritten(trx: Trx, id: string): Promise<string> {
  const event = await trx
    .selectFrom('events')
    .select('at')
    .where('record_kind', '=', 'campaign')
    .where('record_id', '=', id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return event?.at ?? ''
}

const daysBefore = (moment: Date, days: number): string =>
  new Date(moment.getTime() - days * 86_400_000).toISOString()

export const closeOverdueCampaigns = defineJob({
  name: 'close-campaigns',
  data: Type.Object({}),
  every: 24 * 3600,
  run: async (house) => void (await closeOverdue(house)),
})

export const coalitionJobs = [closeOverdueCampaigns]
