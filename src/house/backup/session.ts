import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import type { Db, Tables } from '../database.ts'
import type { Connection } from '../open-database.ts'

/** Where the tables are, reached as the role that owns them. */
export type OwnedDatabase = {
  connection: Connection
  /** The schema of the tables; without it the first one of the search path, as for everybody else. */
  schema?: string
}

/** One connection of our own: a backup outlasts every limit that is right for a page. */
export type Session = {
  client: pg.Client
  /** The schema everything of ours is in. */
  schema: string
  database: string
  /** Major and minor version, as `18.4`. */
  version: string
  close(): Promise<void>
}

/**
 * Opens a connection that writes values in one way only, whatever server and settings it meets: what is copied out of
 * PostgreSQL 15 goes into PostgreSQL 18 byte by byte.
 */
export async function openSession({ connection, schema }: OwnedDatabase): Promise<Session> {
  const client = new pg.Client({ application_name: 'tip-backup', ...connection, types: { getTypeParser } })
  // The query under way fails with it; unheard, the event would end the process besides.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`
      set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 3;
      set bytea_output = 'hex'; set client_encoding = 'UTF8'; set synchronize_seqscans = off;
      set max_parallel_workers_per_gather = 0; set row_security = off;
      set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0;
      ${schema === undefined ? '' : `set search_path = ${pg.escapeIdentifier(schema)}`}`)
    const { rows } = await client.query<{ schema: string | null; database: string; version: string }>(
      `select current_schema() as schema, current_database() as database,
        split_part(current_setting('server_version'), ' ', 1) as version`,
    )
    const { schema: found = null, database = '', version = '' } = rows[0] ?? {}
    if (found === null) throw new Error('The connection has no schema to keep tables in')
    return { client, schema: found, database, version, close: () => client.end() }
  } catch (error) {
    await client.end()
    throw error
  }
}

/** Kysely over that one connection: its transactions and what is copied are the same transaction. */
export function overSession({ client }: Session): Db {
  const lent: PostgresPoolClient = {
    // Bound: the client keeps count of its own queries.
    query: client.query.bind(client) as PostgresPoolClient['query'],
    release: () => {},
  }
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect: async () => lent, end: async () => {} } }),
  })
}

// As the connections of the house read them (open-database.ts): what runs within a restore is code of the house.
const parsers = new Map<number, (text: string) => unknown>([
  [20, Number],
  [1082, (text) => text],
])

function getTypeParser(id: number, format?: 'text' | 'binary') {
  return (format !== 'binary' && parsers.get(id)) || pg.types.getTypeParser(id, format as 'text')
}

/** A name as SQL takes it, within its schema. */
export function named(schema: string, name: string): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
}

/** Names of columns as SQL takes them. */
export function columnList(columns: string[]): string {
  return columns.map((each) => pg.escapeIdentifier(each)).join(', ')
}

export type Table = { table: string; columns: string[] }

/**
 * The tables of the schema with the columns that hold something of their own. What an extension brought, what was
 * declared unlogged (whoever did so can do without it after a crash) and the pieces of a divided table are left out:
 * those are read through the whole.
 */
export async function tablesOf({ client, schema }: Session): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as table,
       coalesce(json_agg(a.attname order by a.attnum) filter (where a.attname is not null), '[]') as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
       and not exists (select from pg_depend d
         where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     group by c.relname
     order by c.relname collate "C"`,
    [schema],
  )
  return rows
}

export async function sequencesOf(
  session: Session,
): Promise<{ name: string; last: string; called: boolean }[]> {
  const { client, schema } = session
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind = 'S'
       and not exists (select from pg_depend d
         where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     order by c.relname collate "C"`,
    [schema],
  )
  const sequences = []
  for (const { name } of rows) {
    const { rows: values } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${named(schema, name)}`,
    )
    sequences.push({ name, last: values[0]?.last ?? '1', called: values[0]?.called ?? false })
  }
  return sequences
}
