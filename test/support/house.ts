import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { inject } from 'vitest'
import type { Db } from '../../src/house/database.ts'
import { APPLICATION_ROLE, grantTo, makeApplicationRole } from '../../src/house/grants.ts'
import type { House } from '../../src/house/house.ts'
import { temporaryKeys } from '../../src/house/keys.ts'
import { type Log, silentLog } from '../../src/house/log.ts'
import { type Connection, connect, migrate } from '../../src/house/open-database.ts'
import { openEmbeddedPostgres } from '../../src/house/postgres.ts'
import { readSettings, type Settings } from '../../src/house/settings.ts'

/** A house for one test file; nothing in it is seen by another. */
export type TestHouse = House & {
  /** The owner of the tables; the house itself is the everyday role, as in earnest. */
  owner: Db
  /** Where its tables are: for tests that open a second connection. */
  connection: Connection
  schema: string
  close(): Promise<void>
}

export type TestHouseOptions = {
  /** The moment it is in this house; 1 July 2025, noon UTC, unless told otherwise. */
  now?: Date
  log?: Log
  settings?: Partial<Settings>
  /** False for an empty schema. */
  migrated?: boolean
}

/**
 * Opens a house on the real PostgreSQL, in a schema of its own with all migrations
 * made: the server of this run, or that of `DATABASE_URL`. Close it in `afterAll`.
 */
export async function openTestHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const log = options.log ?? silentLog
  const settings = {
    ...readSettings(process.env, { home: inject('testHome'), port: '0' }),
    ...options.settings,
  }
  const { connection, leave } = await reachServer(settings, log)
  const schema = `test_${randomUUID().replaceAll('-', '')}`
  const door = connect(connection, log, { connections: 1 })
  await sql`create schema ${sql.id(schema)}`.execute(door)
  await makeApplicationRole(door)

  const owner = connect(connection, log, { connections: 4, schema })
  const db = connect(asApplication(connection), log, { connections: 4, schema })
  if (options.migrated !== false) {
    await migrate(owner)
    await grantTo(owner, APPLICATION_ROLE)
    // Tests go through years in seconds; in earnest what is written about money carries the moment of the database.
    await sql`insert into test_clock values ('a test house has a clock of its own')`.execute(owner)
  }
  const now = options.now ?? new Date('2025-07-01T12:00:00Z')
  const close = async () => {
    await Promise.all([db.destroy(), owner.destroy()])
    await sql`drop schema ${sql.id(schema)} cascade`.execute(door)
    await door.destroy()
    await leave()
  }
  return {
    db,
    owner,
    settings,
    log,
    keys: temporaryKeys(),
    now: () => new Date(now),
    connection,
    schema,
    close,
  }
}

/** The same database as the everyday role; the servers of the tests ask for no password. */
export function asApplication(connection: Connection): Connection {
  if (!('connectionString' in connection)) return { ...connection, user: APPLICATION_ROLE }
  const url = new URL(connection.connectionString)
  url.username = APPLICATION_ROLE
  return { connectionString: url.href }
}

async function reachServer(
  settings: Settings,
  log: Log,
): Promise<{ connection: Connection; leave(): Promise<unknown> }> {
  if (settings.databaseUrl !== null) {
    return { connection: { connectionString: settings.databaseUrl }, leave: async () => {} }
  }
  // Safety against a power cut is of no use to a database that is thrown away; it is tested on homes of their own.
  const serverSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const server = await openEmbeddedPostgres({
    home: inject('testHome'),
    log,
    keepRunning: true,
    serverSettings,
  })
  return { connection: server.connection, leave: () => server.close() }
}
