import PgBoss from 'pg-boss'
import type { Manifest } from './manifest.ts'
import { columnList, named, type Session } from './session.ts'

/*
 * Work that waits (pg-boss keeps it in a schema of its own), work that failed for good and is still to be looked at,
 * and the notes on work done of late, by which what comes again knows its turn. The archive of old work is not kept:
 * what that did is in the tables. Work under way when the backup was made is done again, as after any interruption.
 */

/** The schema of the jobs beside a schema of tables, as `house/jobs` names it. */
export function jobsSchemaOf({ schema }: Pick<Session, 'schema'>): string {
  return schema === 'public' ? 'pgboss' : `${schema}_jobs`
}

/** What is to be copied, one JSON object a line, or null where no jobs were ever set up. */
export async function describeJobs(
  { client }: Session,
  jobsSchema: string,
): Promise<{ version: number; queues: string; jobs: string; schedules: string } | null> {
  if (!(await areSetUp({ client }, jobsSchema))) return null
  const { rows } = await client.query<{ version: number }>(
    `select version::int as version from ${named(jobsSchema, 'version')}`,
  )
  const version = rows[0]?.version
  if (version === undefined) return null
  const all = (table: string, rest: string) =>
    `select to_jsonb(each)::text from ${named(jobsSchema, table)} as each ${rest}`
  return {
    version,
    // A queue whose failed work goes to another comes after that one.
    queues: all('queue', 'order by each.dead_letter is not null, each.created_on, each.name'),
    jobs: all('job', 'order by each.created_on, each.id'),
    schedules: all('schedule', 'order by each.name'),
  }
}

export async function areSetUp({ client }: Pick<Session, 'client'>, jobsSchema: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
    named(jobsSchema, 'version'),
  ])
  return rows[0]?.found === true
}

/**
 * Sets up the schema of the jobs anew, empty, within the transaction under way. pg-boss hands out its statements
 * with a transaction of their own around them; ours is that.
 */
export async function setUpJobs({ client }: Session, jobsSchema: string): Promise<void> {
  await client.query(`drop schema if exists ${client.escapeIdentifier(jobsSchema)} cascade`)
  const statements = PgBoss.getConstructionPlans(jobsSchema).replace(/^\s*(BEGIN|COMMIT);\s*$/gm, '')
  await client.query(statements)
  await client.query('set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0')
}

/** What is read of the jobs, and how each line is put back. */
export function jobsToRestore(
  jobs: NonNullable<Manifest['jobs']>,
): { name: string; part: typeof jobs.jobs; putBack: PutBack }[] {
  return [
    { name: 'queues of jobs', part: jobs.queues, putBack: putBackQueue },
    { name: 'jobs', part: jobs.jobs, putBack: putBackJob },
    { name: 'schedules of jobs', part: jobs.schedules, putBack: putBackSchedule },
  ]
}

type Kept = Record<string, unknown>
type PutBack = (session: Session, jobsSchema: string, kept: Kept) => Promise<void>

async function putBackQueue({ client }: Session, jobsSchema: string, kept: Kept): Promise<void> {
  const options = {
    policy: kept.policy,
    retryLimit: kept.retry_limit,
    retryDelay: kept.retry_delay,
    retryBackoff: kept.retry_backoff,
    expireInSeconds: kept.expire_seconds,
    retentionMinutes: kept.retention_minutes,
    deadLetter: kept.dead_letter,
  }
  await client.query(`select ${named(jobsSchema, 'create_queue')}($1, $2)`, [
    kept.name,
    JSON.stringify(options),
  ])
}

async function putBackJob(session: Session, jobsSchema: string, kept: Kept): Promise<void> {
  // Begun work is work to be done: whoever had begun it is gone.
  const again = kept.state === 'active' ? { state: 'retry', started_on: null } : {}
  await putBackRow(session, jobsSchema, 'job', { ...kept, ...again })
}

const putBackSchedule: PutBack = (session, jobsSchema, kept) =>
  putBackRow(session, jobsSchema, 'schedule', kept)

/** A row into a table that may have other columns by now: those that both know are written, the others stay as they begin. */
async function putBackRow({ client }: Session, jobsSchema: string, table: string, kept: Kept): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select attname as name from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped',
    [named(jobsSchema, table)],
  )
  const columns = rows.map(({ name }) => name).filter((name) => name in kept)
  await client.query(
    `insert into ${named(jobsSchema, table)} (${columnList(columns)})
     select ${columnList(columns)} from jsonb_populate_record(null::${named(jobsSchema, table)}, $1::jsonb)`,
    [JSON.stringify(kept)],
  )
}

/** The JSON objects of a part of jobs, one a line; COPY doubles a backslash and writes others with one. */
export async function* keptIn(lines: AsyncIterable<Buffer>): AsyncGenerator<Kept> {
  let rest = Buffer.alloc(0)
  for await (const chunk of lines) {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      yield readLine(rest.subarray(0, end).toString('utf8'))
      rest = rest.subarray(end + 1)
    }
  }
}

const escaped: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

function readLine(line: string): Kept {
  return JSON.parse(line.replace(/\\(.)/g, (_, letter: string) => escaped[letter] ?? letter))
}
