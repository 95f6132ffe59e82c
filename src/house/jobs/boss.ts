import { CompiledQuery, type Kysely, sql } from 'kysely'
import PgBoss from 'pg-boss'
import type { Tables } from '../database.ts'
import type { Log } from '../log.ts'
import { veil } from '../veil.ts'

/** The jobs of a house lie in a schema of their own beside its tables: `pgboss`, or for schema `x` `x_jobs`. */
export async function jobsSchema(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  const schema = rows[0]?.schema ?? 'public'
  return schema === 'public' ? 'pgboss' : `${schema}_jobs`
}

/** Days a job that failed for good stays to be looked at, tried again, or dropped. */
export const DAYS_FAILED = 30
const SECOND = 1
const DAY = 24 * 3600 * SECOND

type BossOptions = {
  schema: string
  log: Log
  /** True only for the owner of the tables, in the step that migrates. */
  migrate?: boolean
  /** Whether to look now and then for jobs whose process died. */
  supervise?: boolean
}

/**
 * pg-boss over our own connections. It does not schedule: jobs that come again are
 * queued by `startJobs`, once per slot of time. `work` is not used either: it neither
 * waits for the note that a job is done nor hears when that fails.
 */
export function openBoss(db: Kysely<Tables>, options: BossOptions): PgBoss {
  const boss = new PgBoss({
    db: executor(db),
    schema: options.schema,
    migrate: options.migrate ?? false,
    supervise: options.supervise ?? false,
    schedule: false,
    maintenanceIntervalSeconds: 30,
    // Slots of jobs that come again are told by the jobs done in them: these must stay longer than a slot.
    archiveCompletedAfterSeconds: 2 * DAY,
    archiveFailedAfterSeconds: DAYS_FAILED * DAY,
    retentionDays: DAYS_FAILED,
    deleteAfterDays: 7,
  })
  boss.on('error', (error) =>
    options.log.warn('The queue of jobs had an error', { error: withoutData(error) }),
  )
  return boss
}

/** What pg-boss needs of a database: one that is ours, or the transaction of a change. */
export function executor(db: Kysely<Tables>): PgBoss.Db {
  return {
    // pg-boss itself knows what it asked for.
    executeSql: async (text, values = []) => {
      const query = CompiledQuery.raw(text, values)
      if (!/^\s*BEGIN;/.test(text)) return db.executeQuery<Record<string, unknown>>(query)
      // Several statements as one text: when one fails, the transaction it began is still open on that connection.
      return db.connection().execute(async (connection) => {
        try {
          return await connection.executeQuery<Record<string, unknown>>(query)
        } catch (error) {
          await sql`rollback`.execute(connection).catch(() => {})
          throw error
        }
      })
    },
  }
}

/** An error as it may be kept: what went wrong and where, without the values it happened to. */
export function withoutData(error: unknown): { name: string; code?: string; message: string } {
  const name = error instanceof Error ? error.name : typeof error
  const code = error instanceof Error && 'code' in error ? { code: String(error.code) } : {}
  const message =
    error instanceof Error
      ? error.message
      : typeof error === 'object' && error !== null && 'message' in error
        ? String(error.message)
        : String(error)
  return {
    name,
    ...code,
    message: veil(message).slice(0, 500),
  }
}
