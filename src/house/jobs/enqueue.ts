import type { Static, TSchema } from 'typebox'
import type { Actor } from '../actor.ts'
import type { Db } from '../database.ts'
import { silentLog } from '../log.ts'
import { jobsSchema, openBoss } from './boss.ts'
import { assertData, type Job, queueOf } from './job.ts'

/**
 * Puts a job into its queue within the transaction of the change that calls for it: both
 * are there or neither is. `actor` is who asked; the job asks again what they may do.
 *
 * Answers the id of the job, or null for one that comes again anyway and is waiting already.
 */
export async function enqueue<Data extends TSchema>(
  trx: Db,
  job: Job<Data>,
  data: Static<Data>,
  actor: Actor,
): Promise<string | null> {
  assertData(job, data)
  const boss = openBoss(trx, { schema: await jobsSchema(trx), log: silentLog })
  const id = await boss.send(queueOf(job), { data, actor })
  if (id === null && job.every === null)
    throw new Error(`There is no queue ${queueOf(job)}: the job is not in the list of jobs, or not prepared`)
  return id
}
