import { Type } from 'typebox'
import { noteNewestCheckpoint } from '../backup/known-checkpoint.ts'
import { makeCheckpoint } from '../history/checkpoints.ts'
import type { House } from '../house.ts'
import { forgetAttempts } from '../limits.ts'
import { deliverMails, forgetMails } from '../mail/deliver.ts'
import { DAYS_REMEMBERED, forgetOnce } from '../once.ts'
import { withoutData } from './boss.ts'
import { defineJob, type Job } from './job.ts'

const minute = 60
const day = 24 * 60 * minute
const nothing = Type.Object({})

/** Anchors what has happened since the last checkpoint. The most that a silent change could go unnoticed. */
export const checkpointHistory = defineJob({
  name: 'checkpoint-history',
  data: nothing,
  every: 5 * minute,
  run: async (house) => {
    const made = await makeCheckpoint(house)
    // Beside the keys, so that a restored history that is shorter than it was is noticed.
    if (made !== null) await noteNewestCheckpoint(house.db, house.settings.keys, made)
  },
})

/** Mail goes out right after the change that wrote it; this is for what could not go then. */
export const deliverWaitingMails = defineJob({
  name: 'deliver-mails',
  data: nothing,
  every: minute,
  run: async (house) => {
    await deliverMails(house)
  },
})

/** One kind of thing that is not kept for ever, and how it is removed; answers how many were. */
export type Forgetting = { what: string; forget: (house: House) => Promise<number> }

const ofTheHouse: Forgetting[] = [
  { what: 'attempts', forget: ({ db, now }) => forgetAttempts(db, now().getTime()) },
  {
    what: 'answers given once',
    forget: ({ db, now }) => forgetOnce(db, new Date(now().getTime() - DAYS_REMEMBERED * day * 1000)),
  },
  { what: 'mails', forget: forgetMails },
]

/** Removes what has run out, once a day. One kind that cannot be removed does not keep the others. */
export function forgetExpired(ofRooms: readonly Forgetting[] = []): Job {
  return defineJob({
    name: 'forget-expired',
    data: nothing,
    every: day,
    within: 60 * minute,
    run: async (house) => {
      const failed: string[] = []
      for (const { what, forget } of [...ofTheHouse, ...ofRooms]) {
        try {
          const removed = await forget(house)
          house.log.info('Forgotten', { what, removed })
        } catch (error) {
          house.log.error('Could not be forgotten', { what, error: withoutData(error) })
          failed.push(what)
        }
      }
      if (failed.length > 0) throw new Error(`Not forgotten: ${failed.join(', ')}`)
    },
  })
}

/** The jobs of the house itself; rooms add theirs where the house is put together. */
export function houseJobs(forgetToo: readonly Forgetting[] = []): Job[] {
  return [checkpointHistory, deliverWaitingMails, forgetExpired(forgetToo)]
}
