import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { NotFound } from '../errors.ts'
import { silentLog } from '../log.ts'
import { jobsSchema, openBoss } from './boss.ts'

/** How the queues stand. */
export type Standing = {
  queue: string
  waiting: number
  running: number
  failed: number
  oldest: Date | null
}

/** A job that failed for good, and why; it stays for 30 days. */
export type FailedJob = {
  id: string
  queue: string
  queued: Date
  failed: Date | null
  attempts: number
  reason: string
}

/** How many jobs wait, run and have failed, queue by queue. */
export async function standingOfJobs(db: Db): Promise<Standing[]> {
  const schema = await jobsSchema(db)
  const { rows } = await sql<Standing>`
    select q.name as queue,
      count(*) filter (where j.state in ('created', 'retry') and j.start_after <= now()) as waiting,
      count(*) filter (where j.state = 'active') as running,
      count(*) filter (where j.state = 'failed') as failed,
      min(j.start_after) filter (where j.state in ('created', 'retry') and j.start_after <= now()) as oldest
    from ${sql.table(`${schema}.queue`)} q left join ${sql.table(`${schema}.job`)} j on j.name = q.name
    group by q.name order by q.name`.execute(db)
  return rows
}

/** What failed for good, newest first. */
export async function failedJobs(db: Db, most = 100): Promise<FailedJob[]> {
  const schema = await jobsSchema(db)
  const { rows } = await sql<FailedJob>`
    select id, name as queue, created_on as queued, completed_on as failed, retry_count + 1 as attempts,
      coalesce(output->>'message', output->'value'->>'message', 'no reason was noted') as reason
    from ${sql.table(`${schema}.job`)} where state = 'failed'
    order by completed_on desc, id limit ${most}`.execute(db)
  return rows
}

/** Lets a job that failed for good be tried once more. Throws NotFound. */
export async function retryJob(db: Db, id: string): Promise<void> {
  const { schema, queue } = await findFailed(db, id)
  await openBoss(db, { schema, log: silentLog }).retry(queue, id)
}

/** Removes a job that failed for good. Throws NotFound. */
export async function dropJob(db: Db, id: string): Promise<void> {
  const { schema, queue } = await findFailed(db, id)
  await openBoss(db, { schema, log: silentLog }).deleteJob(queue, id)
}

async function findFailed(db: Db, id: string): Promise<{ schema: string; queue: string }> {
  const schema = await jobsSchema(db)
  const { rows } = await sql<{ queue: string }>`
    select name as queue from ${sql.table(`${schema}.job`)}
    where id::text = ${id.toLowerCase()} and state = 'failed'`.execute(db)
  if (rows[0] === undefined) {
    throw new NotFound('There is no failed job of that number', [
      { place: id, message: 'It may have been tried again, or dropped.', remedy: 'See `tp admin jobs`.' },
    ])
  }
  return { schema, queue: rows[0].queue }
}
