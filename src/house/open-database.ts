import { Kysely, type Kysely as KyselyType, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { migrations } from '../../migrations/all.ts'
import type { Db, Tables } from './database.ts'
import { Fault } from './errors.ts'
import { APPLICATION_ROLE, makeApplicationRole } from './grants.ts'
import type { Log } from './log.ts'
import { openEmbeddedPostgres } from './postgres.ts'
import type { Settings } from './settings.ts'
import { transact } from './transact.ts'

export type OpenDatabase = {
  /** The house's everyday connections, as a role that may not touch what is written once. */
  db: Db
  /** Connections as the owner of the tables: for migrations, backup and restore alone. */
  owner: Db
  /** Where the owner connects, for what needs a connection of its own (COPY, jobs). */
  ownerConnection: Connection
  /** False when an external database was given one role for both: then only triggers guard what is written once. */
  separated: boolean
  /** Closes the connections; stops the embedded server when it is ours and nobody else uses it. */
  close(): Promise<void>
}

/** Where a database is: an address, or the parts of one. */
export type Connection =
  | { connectionString: string }
  | { host: string; port: number; user: string; database: string; application_name: string }

export type PoolOptions = {
  /** Most connections at once. */
  connections?: number
  /** Whether the embedded server is started again when it ends under us. */
  revive?: boolean
  /** Schema everything is read from and written to; the tests have one each. */
  schema?: string
}

const OLDEST = 15
// Migrations take turns one by one; a second connection is for what runs beside them.
const OWNER_CONNECTIONS = 2
const STATEMENT_TIMEOUT_MS = 120_000

/**
 * The database of the house: that of `DATABASE_URL`, else the embedded one of the
 * home. Its version is checked; migrations are a step of their own (`migrate`).
 */
export async function openDatabase(
  settings: Pick<Settings, 'home' | 'databaseUrl' | 'adminDatabaseUrl'>,
  log: Log,
  options: PoolOptions = {},
): Promise<OpenDatabase> {
  if (settings.databaseUrl !== null) {
    const connection = { connectionString: settings.databaseUrl }
    const db = connect(connection, log, options)
    const ownerConnection =
      settings.adminDatabaseUrl === null ? connection : { connectionString: settings.adminDatabaseUrl }
    const owner = connect(ownerConnection, log, { ...options, connections: OWNER_CONNECTIONS })
    const close = async () => {
      await Promise.all([db.destroy(), owner.destroy()])
    }
    try {
      await assertUsable(db, 'DATABASE_URL')
      if (settings.adminDatabaseUrl !== null) await assertUsable(owner, 'DATABASE_ADMIN_URL')
    } catch (error) {
      await close()
      throw error
    }
    const separated = settings.adminDatabaseUrl !== null
    return { db, owner, ownerConnection, separated, close }
  }
  const server = await openEmbeddedPostgres({
    home: settings.home,
    log,
    revive: options.revive ?? false,
  })
  const owner = connect(server.connection, log, { ...options, connections: OWNER_CONNECTIONS })
  const db = connect({ ...server.connection, user: APPLICATION_ROLE }, log, options)
  const close = async () => {
    await Promise.all([db.destroy(), owner.destroy()])
    await server.close()
  }
  try {
    await makeApplicationRole(owner)
  } catch (error) {
    await close()
    throw error
  }
  return { db, owner, ownerConnection: server.connection, separated: true, close }
}

/** Kysely over a pool of connections that speak as the house does: UTC, days as text, counts as numbers. */
export function connect(
  connection: Connection,
  log: Log,
  { connections = 10, schema }: PoolOptions = {},
): Db {
  const pool = new pg.Pool({
    application_name: 'tip',
    ...connection,
    max: connections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    types: { getTypeParser },
    // Said after connecting, not in the start packet: poolers such as PgBouncer refuse unknown parameters there.
    onConnect: async (client) => {
      await client.query(
        `set timezone = 'UTC'; set statement_timeout = ${STATEMENT_TIMEOUT_MS};
         set idle_in_transaction_session_timeout = ${STATEMENT_TIMEOUT_MS};
         ${schema === undefined ? '' : `set search_path = ${pg.escapeIdentifier(schema)}`}`,
      )
    },
  })
  // While a connection is lent out the pool does not listen to it: the query under way fails with the error, and the
  // event, unheard, would end the process besides.
  const open = new Set<Promise<void>>()
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn('A database connection was lost', { error }))
    const gone = new Promise<void>((resolve) => client.once('end', resolve))
    open.add(gone)
    gone.then(() => open.delete(gone))
  })
  // An idle connection that breaks is replaced by the pool; unheard, the event would end the process.
  pool.on('error', (error) => log.warn('An idle database connection was lost', { error }))
  // The pool says it has ended while its connections are still taking their leave. Whoever stopped the server then
  // would end them: each would tell of a lost connection, and nothing was lost.
  const end = async () => {
    await pool.end()
    await Promise.all(open)
  }
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect: () => pool.connect(), end } }),
  })
  pools.set(db, pool)
  return db
}

const pools = new WeakMap<Db, pg.Pool>()

/** The pool under a database, for who measures how it is used. */
export function poolOf(db: Db): Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'> | null {
  return pools.get(db) ?? null
}

const typeIds = { int8: 20, date: 1082 }

function getTypeParser(id: number, format?: 'text' | 'binary') {
  if (format !== 'binary' && id === typeIds.int8) return wholeNumber
  // A day has no hour: the driver's own reading of it shifts with the time zone of the machine.
  if (format !== 'binary' && id === typeIds.date) return (text: string) => text
  return format === 'binary' ? pg.types.getTypeParser(id, 'binary') : pg.types.getTypeParser(id, 'text')
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError(`${text} is too large to be kept exactly as a number`)
  return value
}

async function assertUsable(db: Db, place: string): Promise<void> {
  let version: number
  try {
    const { rows } = await sql<{
      version: string
    }>`select current_setting('server_version_num') as version`.execute(db)
    version = Math.floor(Number(rows[0]?.version) / 10_000)
  } catch (error) {
    const message = error instanceof Error && error.message !== '' ? error.message : String(error)
    throw new Fault(503, 'no-database', `The database of ${place} does not answer`, [
      {
        place,
        message,
        remedy: 'Check that it runs and that address, user and password are right.',
      },
    ])
  }
  if (version >= OLDEST) return
  throw new Fault(500, 'old-database', `PostgreSQL ${version} is too old`, [
    {
      place,
      message: `At least PostgreSQL ${OLDEST} is needed.`,
      remedy: 'Upgrade it, or unset DATABASE_URL.',
    },
  ])
}

// ---- migrations

/**
 * Brings the tables up to this version of the code, oldest change first, each in a
 * transaction of its own together with the note that it was made. Several processes
 * may start at once: they take turns on one row, and each change is made once.
 *
 * Answers the names of the changes made. Throws Fault when the database knows a
 * change that this code does not (it was opened by a newer version before).
 */
export async function migrate(db: Db, changes = migrations): Promise<string[]> {
  const house = db as unknown as KyselyType<{ migrations: { name: string; made: Date } }>
  await prepare(house)
  const names = Object.keys(changes).sort()
  const made: string[] = []
  for (const name of names) {
    const done = await transact(house, async (trx) => {
      // Taking turns: a row lock, since advisory locks are not everywhere (docs/decisions/0001).
      await trx.selectFrom('migrations').select('name').where('name', '=', TURN).forUpdate().execute()
      const known = await trx.selectFrom('migrations').select('name').execute()
      // A change of a table that waits for somebody's long reading keeps everybody else waiting behind it.
      await sql`set local lock_timeout = '5s'`.execute(trx)
      const unknown = known.map((row) => row.name).filter((each) => each !== TURN && !(each in changes))
      if (unknown.length > 0) throw fromTheFuture(unknown)
      if (known.some((row) => row.name === name)) return false
      await changes[name]?.up(trx as unknown as KyselyType<unknown>)
      await trx.insertInto('migrations').values({ name, made: new Date() }).execute()
      return true
    })
    if (done) made.push(name)
  }
  return made
}

/** Whether every change of this code has been made. */
export async function isMigrated(db: Db, changes = migrations): Promise<boolean> {
  const house = db as unknown as KyselyType<{ migrations: { name: string } }>
  const known = new Set(
    (await house.selectFrom('migrations').select('name').execute()).map((row) => row.name),
  )
  return Object.keys(changes).every((name) => known.has(name))
}

const TURN = 'turn'

async function prepare(db: KyselyType<{ migrations: { name: string; made: Date } }>): Promise<void> {
  // Two processes that create the same table at once: one is refused by the catalogue, by the name of the table, of
  // its row type or of an index, whichever it comes to first, and finds the table made when it looks again.
  for (let tries = 0; ; tries++) {
    try {
      await sql`create table if not exists migrations (name text primary key, made timestamptz not null)`.execute(
        db,
      )
      await db
        .insertInto('migrations')
        .values({ name: TURN, made: new Date() })
        .onConflict((row) => row.doNothing())
        .execute()
      return
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      if (tries >= 5 || !['23505', '42P07', '42710'].includes(String(code))) throw error
    }
  }
}

function fromTheFuture(names: string[]): Fault {
  return new Fault(500, 'newer-database', 'The database was opened by a newer version of this program', [
    {
      message: `It has changes that this version does not know: ${names.join(', ')}.`,
      remedy: 'Run the newer version, or choose another TIP_HOME or DATABASE_URL.',
    },
  ])
}
