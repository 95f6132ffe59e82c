import { pipeline } from 'node:stream/promises'
import type { Kysely, Migration, Transaction } from 'kysely'
import { from as copyFrom } from 'pg-copy-streams'
import { migrations } from '../../../migrations/all.ts'
import type { Tables } from '../database.ts'
import { Conflict, Fault, Unusable } from '../errors.ts'
import { isConnectionLoss } from '../transact.ts'
import { type Backup, codeOf, messageOf, tooNew } from './container.ts'
import { jobsSchemaOf, jobsToRestore, keptIn, setUpJobs } from './jobs.ts'
import {
  columnList,
  named,
  type OwnedDatabase,
  openSession,
  overSession,
  type Session,
  tablesOf,
} from './session.ts'

export type RestoreOptions<Finding> = {
  /** Version of this program. */
  application: string
  /** The name of the database whose present content may be thrown away; null to restore only into an empty one. */
  replace: string | null
  /** The changes of the tables this program knows; tests hand in fewer. */
  changes?: Record<string, Migration>
  /** Connections that are our own, by their name: they do not count as somebody at work. */
  ourConnections?: string[]
  onProgress?: (step: RestoreStep, done: number, of: number) => void
  /** Keys that are lost for good: the database must not wait for them. */
  forgetKeys?: string[]
  /**
   * Called when everything is in its place and nothing is final yet, within the one transaction, with those of
   * `forgetKeys` that the database was used with. What it throws undoes the restore.
   */
  finish?: (trx: Transaction<Tables>, forgotten: ForgottenKey[]) => Promise<Finding>
}

export type ForgottenKey = {
  id: string
  use: string
  /** Whether no key of this use was used earlier: secrets follow from the first master key. */
  first: boolean
}

export type RestoreStep = 'check' | 'load' | 'migrate'

export type Restored<Finding> = {
  tables: { table: string; rows: number }[]
  /** Rows that came in, in all. */
  rows: number
  /** Changes of the tables made after the load, because this program is newer than the backup. */
  migrated: string[]
  /** Tables of the backup that no version of this program makes; they stay in the file. */
  leftOut: { table: string; rows: number }[]
  jobs: number
  /** Whether something else was there before. */
  replaced: boolean
  finding: Finding | null
}

/**
 * Puts back what a backup holds, wholly or not at all.
 *
 * First the file is read from end to end; nothing was touched by then. Then, in one transaction: what is there is dropped (only when `replace`
 * names the database), the tables are made by exactly the migrations the backup names, the rows are copied in, and
 * the migrations since are made over them. Whatever fails, the database stays as it was.
 *
 * Throws Unusable for a backup that is damaged or newer, Conflict when others are connected or when the database
 * is not empty.
 */
export async function restoreBackup<Finding = never>(
  backup: Backup,
  place: OwnedDatabase,
  options: RestoreOptions<Finding>,
): Promise<Restored<Finding>> {
  const { onProgress = () => {} } = options
  assertNotNewer(backup, options)
  const session = await openSession(place)
  const house = overSession(session)
  try {
    // What takes a moment comes before what takes minutes, and once more after it.
    await assertRoom(session, options)
    await assertAlone(session, options)
    await backup.check((done, of) => onProgress('check', done, of))
    await assertAlone(session, options)
    return await house.transaction().execute((trx) => load(backup, session, trx, options))
  } catch (error) {
    throw explained(error, backup)
  } finally {
    await house.destroy()
    await session.close()
  }
}

/** Throws Unusable when the backup knows changes of the tables that this program does not, or a later version made it. */
export function assertNotNewer(
  { manifest, file }: Backup,
  { application, changes = migrations }: Pick<RestoreOptions<unknown>, 'application' | 'changes'>,
): void {
  const unknown = manifest.migrations.filter((name) => !(name in changes))
  if (unknown.length > 0)
    throw tooNew(file, `It has changes of the tables that this version does not know: ${unknown.join(', ')}.`)
  if (isLater(manifest.application, application))
    throw tooNew(file, `It was made by version ${manifest.application}; this is ${application}.`)
}

function isLater(one: string, other: string): boolean {
  const numbers = (version: string) => (/^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number)
  const [ours, theirs] = [numbers(other), numbers(one)]
  const first = theirs.findIndex((each, place) => each !== ours[place])
  return first !== -1 && (theirs[first] ?? 0) > (ours[first] ?? 0)
}

// ---- before anything is touched

async function assertAlone(
  { client, database }: Session,
  { ourConnections = [] }: Pick<RestoreOptions<unknown>, 'ourConnections'>,
): Promise<void> {
  const { rows } = await client.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name like 'tip%'
       and application_name <> all ($1)`,
    [ourConnections],
  )
  const others = rows[0]?.others ?? 0
  if (others === 0) return
  throw new Conflict('The program is running; nothing was touched', [
    {
      place: `database ${database}`,
      message: `${others} ${others === 1 ? 'connection of it is' : 'connections of it are'} open.`,
      remedy: 'Stop every process that serves or works (tp serve, tp worker) and try again.',
    },
  ])
}

async function assertRoom(
  session: Session,
  { replace }: Pick<RestoreOptions<unknown>, 'replace'>,
): Promise<void> {
  const { database, schema } = session
  if (replace !== null && replace !== database)
    throw new Conflict('That is not the name of this database; nothing was touched', [
      {
        place: '--yes-replace',
        message: `“${replace}” was named, and this is “${database}”.`,
        remedy: 'Look whether it is the one you mean.',
      },
    ])
  const { tables } = await thingsIn(session)
  if (tables.length === 0 || replace !== null) return
  throw new Conflict('The database is not empty; nothing was touched', [
    {
      place: `database ${database}, schema ${schema}`,
      message: `It holds ${tables.length} tables.`,
      remedy: `Restore into an empty database, or add --yes-replace ${database} to throw away everything it holds.`,
    },
  ])
}

// ---- all in one transaction

async function load<Finding>(
  backup: Backup,
  session: Session,
  trx: Transaction<Tables>,
  { changes = migrations, onProgress = () => {}, forgetKeys = [], finish }: RestoreOptions<Finding>,
): Promise<Restored<Finding>> {
  const { manifest } = backup
  const { client, schema } = session
  await client.query("set local lock_timeout = '30s'")
  const replaced = await empty(session)
  await client.query('set local lock_timeout = 0')

  await client.query(
    `create table ${named(schema, 'migrations')} (name text primary key, made timestamptz not null)`,
  )
  const make = async (name: string) => {
    await changes[name]?.up(trx as unknown as Kysely<unknown>)
  }
  for (const name of [...manifest.migrations].sort()) await make(name)

  const present = new Map((await tablesOf(session)).map(({ table, columns }) => [table, columns]))
  assertHoldsAll(backup, [...present.keys()])
  const coming = manifest.tables.filter(({ table }) => present.has(table))
  const leftOut = manifest.tables
    .filter(({ table }) => !present.has(table))
    .map(({ table, part }) => ({ table, rows: part.rows }))

  const putBackGuards = await takeGuardsAway(session)
  // Migrations write first rows of their own; those of the backup stand in their place.
  for (const { table } of coming) await client.query(`delete from ${named(schema, table)}`)
  let rows = 0
  const all = coming.reduce((sum, { part }) => sum + part.rows, 0)
  for (const { table, columns, part } of coming) {
    onProgress('load', rows, all)
    const strange = columns.filter((each) => !present.get(table)?.includes(each))
    if (strange.length > 0)
      throw notOurs(backup, `The table “${table}” has columns no version of this program made: ${strange}.`)
    const into = client.query(
      copyFrom(
        `copy ${named(schema, table)} (${columnList(columns)}) from stdin with (format text, encoding 'UTF8')`,
      ),
    )
    await backup.read(part, table, (lines) => pipeline(lines, into))
    if (into.rowCount !== part.rows)
      throw new Error(`${into.rowCount} of ${part.rows} rows of the table “${table}” came in`)
    rows += part.rows
  }
  onProgress('load', rows, all)
  for (const { name, last, called } of manifest.sequences)
    await client.query('select setval(to_regclass($1), $2, $3) where to_regclass($1) is not null', [
      named(schema, name),
      last,
      called,
    ])
  const forgotten = present.has('known_keys') ? await forget(session, forgetKeys) : []
  await putBackGuards()

  const later = Object.keys(changes)
    .sort()
    .filter((name) => !manifest.migrations.includes(name))
  for (const [done, name] of later.entries()) {
    onProgress('migrate', done, later.length)
    await make(name)
    await trx
      .insertInto('migrations' as never)
      .values({ name, made: new Date() } as never)
      .execute()
  }
  const jobs = await loadJobs(backup, session)
  await client.query(`analyze ${coming.map(({ table }) => named(schema, table)).join(', ')}`)
  return {
    tables: coming.map(({ table, part }) => ({ table, rows: part.rows })),
    rows,
    migrated: later,
    leftOut,
    jobs,
    replaced,
    finding: finish === undefined ? null : await finish(trx, forgotten),
  }
}

async function forget({ client, schema }: Session, keys: string[]): Promise<ForgottenKey[]> {
  if (keys.length === 0) return []
  const known = named(schema, 'known_keys')
  const { rows } = await client.query<ForgottenKey>(
    `select * from (select key_id as id, use, first_used = min(first_used) over (partition by use) as first
       from ${known}) k where id = any ($1)`,
    [keys],
  )
  await client.query(`delete from ${known} where key_id = any ($1)`, [keys])
  return rows
}

async function loadJobs(backup: Backup, session: Session): Promise<number> {
  const { jobs } = backup.manifest
  const jobsSchema = jobsSchemaOf(session)
  if (jobs === null) {
    await session.client.query(`drop schema if exists ${session.client.escapeIdentifier(jobsSchema)} cascade`)
    return 0
  }
  await setUpJobs(session, jobsSchema)
  for (const { name, part, putBack } of jobsToRestore(jobs))
    await backup.read(part, name, async (lines) => {
      for await (const kept of keptIn(lines)) await putBack(session, jobsSchema, kept)
    })
  return jobs.jobs.rows
}

/** Takes away everything of ours in the schema; answers whether there was anything. */
async function empty(session: Session): Promise<boolean> {
  const { client, schema } = session
  const { tables, others } = await thingsIn(session)
  for (const name of tables) await client.query(`drop table if exists ${named(schema, name)} cascade`)
  for (const { kind, name } of others) await client.query(`drop ${kind} if exists ${name} cascade`)
  return tables.length > 0
}

/** What lies in the schema and was not brought by an extension. Names of `others` are ready for SQL. */
async function thingsIn({ client, schema }: Session) {
  const { rows: tables } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'f') and not c.relispartition
       and not exists (select from pg_depend d
         where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`,
    [client.escapeIdentifier(schema)],
  )
  const { rows: others } = await client.query<{ kind: string; name: string }>(
    `select case relkind when 'v' then 'view' when 'm' then 'materialized view' else 'sequence' end as kind,
         oid::regclass::text as name, 'pg_class'::regclass as class, oid
       from pg_class where relnamespace = $1::regnamespace and relkind in ('v', 'm', 'S')
         and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = pg_class.oid
           and d.deptype in ('a', 'i', 'e'))
     union all
     select 'routine', oid::regprocedure::text, 'pg_proc'::regclass, oid
       from pg_proc where pronamespace = $1::regnamespace
         and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = pg_proc.oid
           and d.deptype = 'e')
     union all
     select case typtype when 'd' then 'domain' else 'type' end, oid::regtype::text, 'pg_type'::regclass, oid
       from pg_type where typnamespace = $1::regnamespace and typtype in ('e', 'd', 'r')
         and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = pg_type.oid
           and d.deptype = 'e')`,
    [client.escapeIdentifier(schema)],
  )
  return { tables: tables.map(({ name }) => name), others }
}

/**
 * Takes foreign keys away and puts triggers to sleep, so that tables can come in any order, rows can point at
 * rows of their own table, and what is written once can be put in the place of first rows. The answer puts both
 * back: the keys are then checked over all rows.
 */
async function takeGuardsAway({ client, schema }: Session): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select r.relname as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
     from pg_constraint c join pg_class r on r.oid = c.conrelid
     where r.relnamespace = $1::regnamespace and c.contype = 'f' and c.conparentid = 0`,
    [client.escapeIdentifier(schema)],
  )
  const { rows: triggers } = await client.query<{ table: string; name: string; enabled: string }>(
    `select r.relname as table, t.tgname as name, t.tgenabled as enabled
     from pg_trigger t join pg_class r on r.oid = t.tgrelid
     where r.relnamespace = $1::regnamespace and not t.tgisinternal and t.tgenabled <> 'D' and not r.relispartition`,
    [client.escapeIdentifier(schema)],
  )
  const alter = (table: string, what: string) => client.query(`alter table ${named(schema, table)} ${what}`)
  const name = (text: string) => client.escapeIdentifier(text)
  for (const key of keys) await alter(key.table, `drop constraint ${name(key.name)}`)
  for (const trigger of triggers) await alter(trigger.table, `disable trigger ${name(trigger.name)}`)
  return async () => {
    for (const key of keys) await alter(key.table, `add constraint ${name(key.name)} ${key.definition}`)
    for (const trigger of triggers) {
      const how = trigger.enabled === 'A' ? 'always ' : trigger.enabled === 'R' ? 'replica ' : ''
      await alter(trigger.table, `enable ${how}trigger ${name(trigger.name)}`)
    }
  }
}

/** A backup holds every table its migrations make: one that does not was not made by this program. */
function assertHoldsAll(backup: Backup, made: string[]): void {
  const held = backup.manifest.tables.map(({ table }) => table)
  const lacking = made.filter((table) => !held.includes(table))
  if (lacking.length > 0) throw notOurs(backup, `It lacks the tables ${lacking.join(', ')}.`)
}

function notOurs({ file }: Backup, message: string): Unusable {
  return new Unusable('The backup does not fit this program; nothing was touched', [
    { place: file, message, remedy: 'Restore it with the version of the program that made it.' },
  ])
}

/** A failure as whoever restores can act on it. */
function explained(error: unknown, backup: Backup): unknown {
  const fault = faultFor(error, backup)
  if (fault === null) return error
  fault.cause = error
  return fault
}

function faultFor(error: unknown, { file }: Backup): Fault | null {
  if (isConnectionLoss(error))
    return new Fault(503, 'connection-lost', 'The connection to the database was lost', [
      {
        message: 'Either the whole backup is in it, or the database is as it was.',
        remedy: 'Look at it when it answers, and restore again if need be.',
      },
    ])
  if (codeOf(error) === '55P03')
    return new Conflict('Somebody else holds a table; nothing was touched', [
      {
        message: 'Another program is connected to the database and did not let go for half a minute.',
        remedy: 'End what it does there (pg_stat_activity shows it) and try again.',
      },
    ])
  if (codeOf(error) === '42501')
    return new Conflict('This role may not do that; nothing was touched', [
      {
        place: 'DATABASE_ADMIN_URL',
        message: messageOf(error),
        remedy: 'Name there the role that owns the tables and the schema.',
      },
    ])
  if (!/^(22|23)/.test(codeOf(error))) return null
  const where = error instanceof Error && 'table' in error && error.table ? ` (table ${error.table})` : ''
  // Without the row: that may be anybody's.
  return new Unusable('The database refuses what the backup holds; nothing was touched', [
    {
      place: file,
      message: `${messageOf(error)}${where}`,
      remedy: 'Restore the backup before it, and report this: a whole backup should never be refused.',
    },
  ])
}
