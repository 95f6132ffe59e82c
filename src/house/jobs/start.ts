import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type PgBoss from 'pg-boss'
import { Value } from 'typebox/value'
import { rolesOf } from '../../people/organisations/roles.ts'
import type { Asker } from '../../people/policy/actions.ts'
import { assertAllowed } from '../../people/policy/guard.ts'
import { type Actor, system } from '../actor.ts'
import { Fault, Unusable } from '../errors.ts'
import type { House } from '../house.ts'
import { jobsSchema, openBoss, withoutData } from './boss.ts'
import { assertData, type Job, Parcel, queueOf } from './job.ts'

export type StartOptions = {
  /** How many jobs this process runs at once. */
  atOnce?: number
  /** Milliseconds between two looks into the queues. */
  lookEvery?: number
}

export type RunningJobs = {
  /**
   * Takes no more jobs and waits for those that run. What has not ended by the deadline is
   * told to end and handed back, to be run by another process; it costs no try.
   */
  stop(options?: { deadline?: number }): Promise<void>
  /** How many run at this moment. */
  running(): number
}

/**
 * Runs jobs of this version of the program until it is stopped. Queues it does not know,
 * of an older or a newer version, it leaves to others.
 */
export async function startJobs(
  house: House,
  jobs: readonly Job[],
  { atOnce = 2, lookEvery = 1000 }: StartOptions = {},
): Promise<RunningJobs> {
  const { db, log } = house
  const schema = await jobsSchema(db)
  const boss = openBoss(db, { schema, log, supervise: true })
  await boss.start()
  const known = new Map(jobs.map((job) => [queueOf(job), job]))
  const table = sql.table(`${schema}.job`)
  const under = new Map<string, { job: Job; ended: Promise<void>; leave: AbortController }>()
  const stopping = new AbortController()
  let failedLooks = 0

  /** The queues of ours with something to do now; one question for all of them. */
  async function queuesWithWork(): Promise<string[]> {
    if (known.size === 0) return []
    const { rows } = await sql<{ name: string }>`
      select distinct name from ${table}
      where name in (${sql.join([...known.keys()])}) and state < 'active' and start_after < now()`.execute(db)
    return rows.map(({ name }) => name)
  }

  /** One job for every slot of time, whichever process comes first. */
  async function queueWhatComesAgain(): Promise<void> {
    for (const job of jobs) {
      if (job.every === null) continue
      await boss.send(queueOf(job), { data: {}, actor: system }, { singletonSeconds: job.every })
    }
  }

  async function take(queue: string): Promise<boolean> {
    const [taken] = await boss.fetch<unknown>(queue, { includeMetadata: true, batchSize: 1 })
    const job = known.get(queue)
    if (taken === undefined || job === undefined) return false
    const leave = new AbortController()
    const ended = runOne(job, taken, leave).finally(() => under.delete(taken.id))
    under.set(taken.id, { job, ended, leave })
    return true
  }

  async function runOne(job: Job, taken: PgBoss.JobWithMetadata<unknown>, leave: AbortController) {
    const began = performance.now()
    const attempt = taken.retryCount + 1
    const told = log.with({ job: queueOf(job), jobId: taken.id, attempt })
    // A little before the queue would give it to somebody else.
    const late = new AbortController()
    const limit = Math.max(500, job.within * 1000 - 2000)
    const timer = setTimeout(() => late.abort(new Error(`It took longer than ${job.within} s`)), limit)
    try {
      const signal = AbortSignal.any([leave.signal, late.signal])
      const { data, actor } = parcelOf(job, taken.data)
      assertAllowed(await askerOf(house, actor), job.may)
      await untilAborted(job.run(house, data, actor, { id: taken.id, attempt, signal }), signal)
      await boss.complete(queueOf(job), taken.id)
      if (job.every !== null) await forgetFailures(job)
      told.info('A job is done', { ms: Math.round(performance.now() - began) })
    } catch (error) {
      if (leave.signal.aborted) return told.info('A job is handed back')
      // Without the database nothing can be noted: after its time the job is taken up again.
      await noteFailure(job, taken.id, error).catch((also: unknown) =>
        told.warn('It could not be noted that a job failed', { error: withoutData(also) }),
      )
      const last = isFinal(error) || attempt > taken.retryLimit
      told[last ? 'error' : 'warn'](last ? 'A job failed for good' : 'A job failed and is tried again', {
        error: withoutData(error),
      })
    } finally {
      clearTimeout(timer)
    }
  }

  async function noteFailure(job: Job, id: string, error: unknown): Promise<void> {
    if (isFinal(error)) {
      await sql`update ${table} set retry_limit = retry_count where name = ${queueOf(job)} and id = ${id}`.execute(
        db,
      )
    }
    await boss.fail(queueOf(job), id, withoutData(error))
  }

  /** What comes again and is done now has made good what failed before. */
  async function forgetFailures(job: Job): Promise<void> {
    await sql`delete from ${table} where name = ${queueOf(job)} and state = 'failed'`.execute(db)
  }

  /** Back into the queue as if it had not been taken. */
  async function handBack(job: Job, id: string): Promise<void> {
    await sql`update ${table} set state = 'retry', started_on = null, start_after = now()
      where name = ${queueOf(job)} and id = ${id} and state = 'active'`.execute(db)
  }

  async function lookAround(): Promise<void> {
    let queuedUntil = 0
    while (!stopping.signal.aborted) {
      let more = false
      try {
        if (performance.now() >= queuedUntil) {
          await queueWhatComesAgain()
          queuedUntil = performance.now() + 10_000
        }
        // Each queue in turn gets one, so that a long one does not keep the others waiting.
        for (const queue of under.size < atOnce ? await queuesWithWork() : []) {
          if (stopping.signal.aborted || under.size >= atOnce) break
          more = (await take(queue)) || more
        }
        failedLooks = 0
      } catch (error) {
        failedLooks++
        if (failedLooks === 1) log.warn('The queue of jobs cannot be read', { error: withoutData(error) })
      }
      if (more && under.size < atOnce) continue
      // While the database is away it is asked less and less often, at most every half minute.
      const wait = Math.min(30_000, lookEvery * 2 ** Math.min(failedLooks, 8))
      const oneEnded = under.size >= atOnce ? [...under.values()].map(({ ended }) => ended) : []
      await Promise.race([sleep(wait, undefined, { signal: stopping.signal }), ...oneEnded]).catch(() => {})
    }
  }

  const looking = lookAround()
  let stopped: Promise<void> | null = null
  const stop = async (deadline: number) => {
    stopping.abort()
    await looking
    const all = () => Promise.all([...under.values()].map(({ ended }) => ended))
    const inTime = new AbortController()
    await Promise.race([all(), sleep(deadline, undefined, { signal: inTime.signal }).catch(() => {})])
    inTime.abort()
    for (const [id, { job, leave, ended }] of [...under]) {
      leave.abort(new Error('The process ends'))
      await ended
      await handBack(job, id).catch((error: unknown) =>
        log.warn('A job could not be handed back; it is taken up when its time is over', {
          jobId: id,
          error: withoutData(error),
        }),
      )
    }
    await boss.stop({ graceful: false })
  }
  return {
    running: () => under.size,
    stop: ({ deadline = 20_000 } = {}) => {
      stopped ??= stop(deadline)
      return stopped
    },
  }
}

/** What cannot become better by trying again: refused, not found, not usable. */
function isFinal(error: unknown): boolean {
  return error instanceof Fault && [400, 401, 403, 404, 422].includes(error.status)
}

function parcelOf(job: Job, parcel: unknown) {
  if (!Value.Check(Parcel, parcel))
    throw new Unusable(`What lies in the queue ${queueOf(job)} is not a job of this program`)
  assertData(job, parcel.data)
  return { data: parcel.data, actor: parcel.actor }
}

/** Does not wait for work that goes on although it was told to end. */
async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let onAbort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
    // Its own end, good or bad, is of no interest any more; unheard it would end the process.
    work.catch(() => {})
  }
}

/** Who a job is for, with what they may at this moment. A person is not at hand to show a second factor. */
async function askerOf({ db, now }: House, actor: Actor): Promise<Asker> {
  if (actor.as !== 'person') return 'operator'
  if (actor.person === null) return null
  return { id: actor.person, roles: await rolesOf(db, actor.person, now()), secondFactor: false }
}
