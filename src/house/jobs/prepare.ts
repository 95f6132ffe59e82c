import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { silentLog } from '../log.ts'
import { transact } from '../transact.ts'
import { jobsSchema, openBoss } from './boss.ts'
import { type Job, queueOf } from './job.ts'

/**
 * Part of the step that migrates, as the owner of the tables: makes the schema of the
 * jobs or brings it up to date, makes a queue for each version of each job, and lets the
 * everyday role use them. Queues of other versions are left alone: an older process may
 * still serve them.
 */
export async function prepareJobs(owner: Db, role: string, jobs: readonly Job[]): Promise<void> {
  // The library makes tables and queues in steps that two processes would tangle; they take turns as migrations do.
  await transact(owner, async (trx) => {
    await sql`select name from migrations where name = 'turn' for update`.execute(trx)
    await inTurn(owner, role, jobs)
  })
}

async function inTurn(owner: Db, role: string, jobs: readonly Job[]): Promise<void> {
  const schema = await jobsSchema(owner)
  const boss = openBoss(owner, { schema, log: silentLog, migrate: true })
  await boss.start()
  try {
    for (const job of jobs) {
      const options = {
        name: queueOf(job),
        // Of what comes again one waits and one runs at a time, however many processes there are.
        policy: job.every === null ? ('standard' as const) : ('stately' as const),
        retryLimit: job.retries,
        retryDelay: job.retryAfter,
        retryBackoff: true,
        expireInSeconds: job.within,
      }
      await boss.createQueue(options.name, options)
      await boss.updateQueue(options.name, options)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
  const { rows } = await sql<{ owned: boolean; granted: boolean }>`
    select pg_get_userbyid(nspowner) = ${role} as owned,
      has_schema_privilege(${role}, oid, 'usage') and not exists (
        select 1 from pg_class where relnamespace = pg_namespace.oid and relkind in ('r', 'p')
          and not (
            has_table_privilege(${role}, pg_class.oid, 'select') and has_table_privilege(${role}, pg_class.oid, 'insert')
            and has_table_privilege(${role}, pg_class.oid, 'update') and has_table_privilege(${role}, pg_class.oid, 'delete')
          )
      ) as granted
    from pg_namespace where nspname = ${schema}`.execute(owner)
  if (rows[0]?.owned || rows[0]?.granted) return
  await sql`grant usage on schema ${sql.id(schema)} to ${sql.id(role)}`.execute(owner)
  await sql`grant select, insert, update, delete on all tables in schema ${sql.id(schema)} to ${sql.id(role)}`.execute(
    owner,
  )
}
