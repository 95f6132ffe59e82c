import type { Readable } from 'node:stream'
import { to as copyTo } from 'pg-copy-streams'
import { Fault } from '../errors.ts'
import { isConnectionLoss } from '../transact.ts'
import { type BackupWriter, codeOf, writeBackupFile } from './container.ts'
import { describeJobs, jobsSchemaOf } from './jobs.ts'
import type { Manifest, Signature } from './manifest.ts'
import {
  columnList,
  named,
  type OwnedDatabase,
  openSession,
  type Session,
  sequencesOf,
  tablesOf,
} from './session.ts'

export type BackupOptions = {
  file: string
  /** Version of this program. */
  application: string
  now: () => Date
  /** Signs what the backup says of itself; by default nobody does. */
  sign?: (bytes: Uint8Array) => Signature
  onProgress?: (table: string, done: number, of: number) => void
}

/**
 * Writes everything of a database as it stood at one moment, while others go on reading and writing.
 *
 * One transaction sees one snapshot, so that no half of anybody's change is in the file. Memory stays the same
 * however large the tables are.
 */
export async function writeBackup(place: OwnedDatabase, options: BackupOptions): Promise<Manifest> {
  const session = await openSession(place)
  try {
    let manifest: Manifest | null = null
    await writeBackupFile(options.file, async (backup) => {
      manifest = await inSnapshot(place, session, () => writeTables(session, backup, options))
      await backup.end(manifest, options.sign ?? (() => null))
    })
    if (manifest === null) throw new Error('The backup ended without its manifest')
    return manifest
  } catch (error) {
    if (isConnectionLoss(error)) throw lost(error)
    throw codeOf(error) === '55P03' ? beingChanged(error) : error
  } finally {
    await session.close()
  }
}

function lost(cause: unknown): Fault {
  const fault = new Fault(503, 'connection-lost', 'The connection to the database was lost', [
    { message: 'No backup was written.', remedy: 'Try again when the database answers.' },
  ])
  fault.cause = cause
  return fault
}

function beingChanged(cause: unknown): Fault {
  const fault = new Fault(503, 'tables-held', 'The tables are being changed; no backup was written', [
    {
      message: 'A migration or a restore held them for longer than a minute.',
      remedy: 'Try again when it is done.',
    },
  ])
  fault.cause = cause
  return fault
}

async function writeTables(
  session: Session,
  backup: BackupWriter,
  { application, now, onProgress = () => {} }: BackupOptions,
): Promise<Manifest> {
  const { client, schema } = session
  const tables = await tablesOf(session)
  const has = (name: string) => tables.some(({ table }) => table === name)
  const migrations = await client.query<{ name: string }>(
    `select name from ${named(schema, 'migrations')} where name <> 'turn' order by name collate "C"`,
  )
  const parts: Manifest['tables'] = []
  for (const { table, columns } of tables) {
    onProgress(table, parts.length, tables.length)
    const part = await backup.add(
      copyOut(session, `select ${columnList(columns)} from ${named(schema, table)}`),
    )
    parts.push({ table, columns, part })
  }
  const jobs = await describeJobs(session, jobsSchemaOf(session))
  return {
    format: 1,
    program: 'tipping-point',
    application,
    postgresql: session.version,
    madeAt: now().toISOString(),
    migrations: migrations.rows.map(({ name }) => name),
    tables: parts,
    sequences: await sequencesOf(session),
    jobs:
      jobs === null
        ? null
        : {
            version: jobs.version,
            queues: await backup.add(copyOut(session, jobs.queues)),
            jobs: await backup.add(copyOut(session, jobs.jobs)),
            schedules: await backup.add(copyOut(session, jobs.schedules)),
          },
    keys: has('known_keys') ? await keyIds(session) : [],
    checkpoint: has('checkpoints') ? await newestCheckpoint(session) : null,
  }
}

function copyOut({ client }: Session, query: string): Readable {
  return client.query(copyTo(`copy (${query}) to stdout with (format text, encoding 'UTF8')`))
}

/**
 * Runs `work` in a transaction that sees one moment. No change of the tables themselves may come between the
 * moment and the reading of them: until every table is held, the turn at making such changes is ours.
 */
async function inSnapshot<T>(place: OwnedDatabase, session: Session, work: () => Promise<T>): Promise<T> {
  const { client, schema } = session
  const turn = await openSession(place)
  try {
    await assertOurs(session)
    await turn.client.query("set lock_timeout = '60s'")
    await turn.client.query('begin')
    await turn.client.query(
      `select name from ${named(schema, 'migrations')} where name = 'turn' for no key update`,
    )
    await client.query("set lock_timeout = '60s'")
    await client.query('begin isolation level repeatable read, read only')
    for (const { table } of await tablesOf(session))
      await client.query(`select from ${named(schema, table)} limit 0`)
    await turn.client.query('rollback')
  } finally {
    await turn.close()
  }
  const result = await work()
  await client.query('commit')
  return result
}

async function assertOurs({ client, schema, database }: Session): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
    named(schema, 'migrations'),
  ])
  if (rows[0]?.found) return
  throw new Fault(409, 'no-house', 'There is nothing to back up', [
    {
      place: `database ${database}, schema ${schema}`,
      message: 'It holds no tables of this program.',
      remedy: 'Look at TIP_HOME or DATABASE_ADMIN_URL: they name another place than the program runs with.',
    },
  ])
}

async function keyIds({ client, schema }: Session): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select key_id as id from ${named(schema, 'known_keys')} order by key_id`,
  )
  return rows.map(({ id }) => id)
}

async function newestCheckpoint({ client, schema }: Session): Promise<Manifest['checkpoint']> {
  const { rows } = await client.query<{ number: number; hash: string; at: string }>(
    `select number, hash, at from ${named(schema, 'checkpoints')} order by number desc limit 1`,
  )
  return rows[0] ?? null
}
