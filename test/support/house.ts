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
import { templatesOf } from './templates.ts'

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
  /** What stands in the house from the start: furnished once a run, then copied for every test that asks for it. */
  furnished?: Furnishing
}

/** How a house is furnished, and the name it is known by in this run. */
export type Furnishing = { name: string; by(house: TestHouse): Promise<unknown> }

/** The schema of the house in every database of the tests: functions of the owner carry its name. */
const SCHEMA = 'test_house'

/**
 * Opens a house on the real PostgreSQL, in a database of its own with all migrations
 * made: on the server of this run, or that of `DATABASE_URL`. Close it in `afterAll`.
 */
export async function openTestHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const log = options.log ?? silentLog
  const settings = {
    ...readSettings(process.env, { home: inject('testHome'), port: '0' }),
    ...options.settings,
  }
  const { connection, leave } = await reachServer(settings, log)
  const door = connect(connection, log, { connections: 1 })
  const name = `tip_test_${randomUUID().replaceAll('-', '')}`
  const template = options.migrated === false ? null : await templateFor(door, connection, options)
  await makeDatabase(door, name, template)
  const house = open(inDatabase(connection, name), settings, options)
  if (template === null) await sql`create schema ${sql.id(SCHEMA)}`.execute(house.owner)
  const close = async () => {
    await house.close()
    await sql`drop database ${sql.id(name)} with (force)`.execute(door)
    await door.destroy()
    await leave()
  }
  return { ...house, close }
}

function open(
  connection: Connection,
  settings: Settings,
  { now = new Date('2025-07-01T12:00:00Z'), log = silentLog }: TestHouseOptions,
): TestHouse {
  const owner = connect(connection, log, { connections: 4, schema: SCHEMA })
  const db = connect(asApplication(connection), log, { connections: 4, schema: SCHEMA })
  const close = async () => {
    await Promise.all([db.destroy(), owner.destroy()])
  }
  return {
    db,
    owner,
    settings,
    log,
    keys: temporaryKeys(),
    now: () => new Date(now),
    connection,
    schema: SCHEMA,
    close,
  }
}

/**
 * The database of which a house is a copy: migrated once a run, or furnished on top of that. Whoever comes first makes
 * it, the others wait; it has its name from when it is whole.
 */
async function templateFor(door: Db, connection: Connection, options: TestHouseOptions): Promise<string> {
  const { furnished } = options
  const name = `${templatesOf(inject('testHome'))}${furnished?.name ?? 'migrated'}`
  const settings = readSettings(process.env, { home: inject('testHome'), port: '0' })
  const under = furnished ? await templateFor(door, connection, {}) : null
  await door.connection().execute(async (turn) => {
    const { rows: known } = await sql`select 1 from pg_database where datname = ${name}`.execute(turn)
    if (known.length > 0) return
    await sql`select pg_advisory_lock(hashtext(${name}))`.execute(turn)
    try {
      const { rows: meanwhile } = await sql`select 1 from pg_database where datname = ${name}`.execute(turn)
      if (meanwhile.length > 0) return
      await makeApplicationRole(turn)
      const unfinished = `${name}_unfinished`
      await sql`drop database if exists ${sql.id(unfinished)} with (force)`.execute(turn)
      await makeDatabase(turn, unfinished, under)
      const house = open(inDatabase(connection, unfinished), settings, options)
      try {
        if (furnished) await furnished.by(house)
        else await migrateWhole(house.owner)
      } finally {
        await house.close()
      }
      await sql`alter database ${sql.id(unfinished)} rename to ${sql.id(name)}`.execute(turn)
    } finally {
      await sql`select pg_advisory_unlock(hashtext(${name}))`.execute(turn)
    }
  })
  return name
}

async function migrateWhole(owner: Db): Promise<void> {
  await sql`create schema ${sql.id(SCHEMA)}`.execute(owner)
  await migrate(owner)
  await grantTo(owner, APPLICATION_ROLE)
  // Tests go through years in seconds; in earnest what is written about money carries the moment of the database.
  await sql`insert into test_clock values ('a test house has a clock of its own')`.execute(owner)
}

async function makeDatabase(door: Db, name: string, template: string | null): Promise<void> {
  await (template === null
    ? sql`create database ${sql.id(name)}`
    : sql`create database ${sql.id(name)} template ${sql.id(template)}`
  ).execute(door)
  // As makeApplicationRole does for a database of the house; rights on a database are not copied with it.
  await sql`revoke temporary on database ${sql.id(name)} from public`.execute(door)
}

/** Another database on the same server. */
export function inDatabase(connection: Connection, name: string): Connection {
  if (!('connectionString' in connection)) return { ...connection, database: name }
  const url = new URL(connection.connectionString)
  url.pathname = `/${name}`
  return { connectionString: url.href }
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
