import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrations } from '../../../migrations/all.ts'
import { inDatabase, openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../actor.ts'
import { Fault } from '../errors.ts'
import { recordEvent } from '../history/record-event.ts'
import { verifyHistory } from '../history/verify.ts'
import { silentLog } from '../log.ts'
import { type Connection, connect, migrate } from '../open-database.ts'
import { openBackup } from './container.ts'
import type { Manifest } from './manifest.ts'
import { restoreBackup } from './restore-backup.ts'
import { rewritten } from './rewritten.test-data.ts'
import type { OwnedDatabase } from './session.ts'
import { writeBackup } from './write-backup.ts'

const application = '0.1.0'
const now = () => new Date('2025-07-01T12:00:00Z')

let house: TestHouse
let folder: string
let counter = 0

beforeAll(async () => {
  house = await openTestHouse()
  folder = mkdtempSync(path.join(tmpdir(), 'tip-backup-'))
  await addRun(house, 3)
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const source = (of: TestHouse = house): OwnedDatabase => ({ connection: of.connection, schema: of.schema })
const newFile = () => path.join(folder, `backup-${++counter}.tip`)

async function backUp(place: OwnedDatabase = source()): Promise<{ file: string; manifest: Manifest }> {
  const file = newFile()
  return { file, manifest: await writeBackup(place, { file, application, now }) }
}

/** A database of its own on the same server: what is restored there meets nobody. */
async function withDatabase<T>(work: (place: OwnedDatabase, name: string) => Promise<T>): Promise<T> {
  const name = `tip_restore_${randomUUID().replaceAll('-', '')}`
  const door = connect(house.connection, silentLog, { connections: 1 })
  await sql`create database ${sql.id(name)}`.execute(door)
  try {
    return await work({ connection: inDatabase(house.connection, name) }, name)
  } finally {
    await sql`drop database ${sql.id(name)} with (force)`.execute(door)
    await door.destroy()
  }
}

/** An import run with its observations and its history, in one transaction: a half of it would be seen. */
async function addRun(of: TestHouse, observations: number): Promise<void> {
  const run = v7()
  await of.owner.transaction().execute(async (trx) => {
    await sql`insert into import_runs (id, kind, file_name, sha256, bytes, who, started, finished, state, counts)
      values (${run}, 'file', ${'a\tname\\with\nsigns — “é” 🐟.csv'}, 'x', 1, 'somebody', now(), now(), 'applied',
        ${JSON.stringify({ added: observations })}::jsonb)`.execute(trx)
    for (let each = 0; each < observations; each++)
      await sql`insert into observations (id, iso3, year, indicator, value, source, run)
        values (${v7()}, 'GHA', ${1900 + each}, ${run}, ${each / 3}, 's', ${run})`.execute(trx)
    const record = { kind: 'import-run', id: run }
    const change = { record, action: 'imported', before: null, after: { observations } }
    await recordEvent(trx, { ...change, actor: operator, at: now() })
  })
}

/** What of a manifest says what was in the tables. */
function contents({ tables, sequences }: Manifest) {
  return {
    sequences,
    tables: tables.map(({ table, columns, part }) => [table, columns.join(), part.rows, part.sha256]),
  }
}

const messages = (error: unknown) =>
  error instanceof Fault ? [error.message, ...error.details.map(({ message }) => message)].join(' ') : error

async function refusal(work: Promise<unknown>): Promise<Fault> {
  try {
    await work
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('It was not refused')
}

async function restore(
  file: string,
  place: OwnedDatabase,
  options: Partial<Parameters<typeof restoreBackup>[2]> = {},
) {
  const backup = await openBackup(file)
  try {
    return await restoreBackup(backup, place, { application, replace: null, ...options })
  } finally {
    await backup.close()
  }
}

describe('A backup', () => {
  it('holds every table with its rows and digests, is whole, and belongs to its owner alone', async () => {
    const { file, manifest } = await backUp()

    const backup = await openBackup(file)
    await backup.check()
    await backup.close()

    expect(manifest.migrations).toEqual(Object.keys(migrations).sort())
    expect(manifest.tables.map(({ table }) => table)).toContain('observations')
    expect(manifest.tables.find(({ table }) => table === 'observations')?.part.rows).toBe(3)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(existsSync(`${file}.part`)).toBe(false)
  })

  it('can be read with tail, head and gunzip alone', async () => {
    const { file } = await backUp()
    const shell = (script: string) => spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout
    const [, at] = shell(`tail -c 106 ${file}`).split(' ')
    const said: Manifest = JSON.parse(shell(`tail -c +$((${Number(at)} + 1)) ${file} | head -n 1`))
    const { columns, part } = said.tables.find(({ table }) => table === 'observations')!
    const text = shell(`tail -c +$((${part.offset} + 1)) ${file} | head -c ${part.packedBytes} | gunzip`)
    const lines = text.trimEnd().split('\n')
    expect(lines.map((line) => line.split('\t')[columns.indexOf('year')])).toEqual(['1900', '1901', '1902'])
  })

  it('never takes the place of a file, and leaves nothing behind when it fails', async () => {
    const file = newFile()
    writeFileSync(file, 'mine')
    expect((await refusal(writeBackup(source(), { file, application, now }))).status).toBe(409)
    expect(readFileSync(file, 'utf8')).toBe('mine')

    const nowhere = path.join(folder, 'not', 'there.tip')
    expect((await refusal(writeBackup(source(), { file: nowhere, application, now }))).status).toBe(422)

    const failing = newFile()
    const sign = () => {
      throw new Error('no key')
    }
    await expect(writeBackup(source(), { file: failing, application, now, sign })).rejects.toThrow('no key')
    expect(existsSync(failing) || existsSync(`${failing}.part`)).toBe(false)
  })

  it('ends when the connection breaks in the middle, and leaves no file', async () => {
    const large = await openTestHouse()
    try {
      await sql`insert into staged_observations (run, line, id, iso3, year, indicator, source)
        select gen_random_uuid(), g, gen_random_uuid(), 'GHA', g, repeat('x', 200), 's'
        from generate_series(1, 100000) g`.execute(large.owner)
      const file = newFile()
      let under = true
      const backup = refusal(writeBackup(source(large), { file, application, now })).finally(() => {
        under = false
      })
      while (under)
        await sql`select pg_terminate_backend(pid) from pg_stat_activity
          where query like ${`copy (select%${large.schema}%staged_observations%`}`.execute(large.owner)
      const fault = await backup
      expect(fault.kind).toBe('connection-lost')
      expect(existsSync(file) || existsSync(`${file}.part`)).toBe(false)
    } finally {
      await large.close()
    }
  })

  it('says where there is nothing of ours to back up', async () => {
    await withDatabase(async (place) => {
      const fault = await refusal(writeBackup(place, { file: newFile(), application, now }))
      expect(fault.kind).toBe('no-house')
    })
  })

  it('holds no half of a change, though others write while it is made', async () => {
    const busy = await openTestHouse()
    try {
      let on = true
      let written = 0
      const writers = [1, 2, 3].map(async () => {
        while (on) {
          await addRun(busy, 4)
          written++
        }
      })
      const seen: [number, number, number, number][] = []
      let last = ''
      for (let round = 0; round < 5; round++) {
        const { file, manifest } = await backUp(source(busy))
        const rows = (name: string) => manifest.tables.find(({ table }) => table === name)?.part.rows ?? -1
        seen.push([rows('import_runs'), rows('observations'), rows('events'), rows('unanchored')])
        last = file
      }
      on = false
      await Promise.all(writers)

      expect(written).toBeGreaterThan(5)
      expect(new Set(seen.map(([runs]) => runs)).size).toBeGreaterThan(1)
      for (const [runs, observations, events, unanchored] of seen)
        expect([observations, events, unanchored]).toEqual([4 * runs, runs, runs])
      await withDatabase(async (place) => {
        await restore(last, place)
        const db = connect(place.connection, silentLog, { connections: 1 })
        expect(await verifyHistory({ db, keys: busy.keys })).toMatchObject({
          intact: true,
          events: seen[4]?.[0],
        })
        await db.destroy()
      })
    } finally {
      await busy.close()
    }
  })
})

describe('A restore', () => {
  it('brings back every row of every table, byte by byte', async () => {
    const { file, manifest } = await backUp()
    await withDatabase(async (place) => {
      const restored = await restore(file, place)
      const again = await backUp(place)

      expect(contents(again.manifest)).toEqual(contents(manifest))
      expect(again.manifest.migrations).toEqual(manifest.migrations)
      expect(restored).toMatchObject({ leftOut: [], migrated: [], replaced: false })
    })
  })

  it('brings back what the tables refuse: rows written once, foreign keys, uniqueness', async () => {
    const { file } = await backUp()
    await withDatabase(async (place) => {
      await restore(file, place)
      const db = connect(place.connection, silentLog, { connections: 1 })
      const refused = (statement: ReturnType<typeof sql>) =>
        statement.execute(db).then(
          () => 'taken',
          (error: { code: string }) => error.code,
        )
      try {
        const wanted = connect(house.connection, silentLog, { connections: 1, schema: house.schema })
        const guards = async (of: typeof db) =>
          (
            await sql<{ guard: string }>`
              select r.relname || ' ' || t.tgname || ' ' || t.tgenabled::text as guard
              from pg_trigger t join pg_class r on r.oid = t.tgrelid
              where r.relnamespace = current_schema()::regnamespace and not t.tgisinternal
              union all
              select r.relname || ' ' || c.conname || ' ' || c.convalidated
              from pg_constraint c join pg_class r on r.oid = c.conrelid
              where r.relnamespace = current_schema()::regnamespace and c.contype in ('f', 'p', 'u', 'c')
              order by 1`.execute(of)
          ).rows.map(({ guard }) => guard)
        expect(await guards(db)).toEqual(await guards(wanted))
        await wanted.destroy()

        expect(
          await refused(sql`insert into definitions (id, kind, name, definition, run)
            values (${v7()}, 'source', 'x', '{}', ${v7()})`),
        ).toBe('23503')
        await sql`insert into known_keys values ('k', 'master', now())`.execute(db)
        expect(await refused(sql`update known_keys set use = 'other'`)).toBe('23001')
        expect(await refused(sql`truncate known_keys`)).toBe('23001')
      } finally {
        await db.destroy()
      }
    })
  })

  it('brings back tables of every make: circles of foreign keys, counters, pieces, types of its own', async () => {
    const odd = {
      up: async (db: Kysely<unknown>) => {
        for (const statement of [
          `create type mood as enum ('glad', 'sad')`,
          `create function odd_word() returns text language sql as $$ select 'x' $$`,
          `create table odd_one (id serial primary key, parent integer references odd_one, other integer,
             mood mood, twice integer generated always as (other * 2) stored, bytes bytea, at timestamptz,
             share double precision, exact numeric, list text[], fields jsonb, lasted interval, day date,
             "Größe ""so""" text default odd_word())`,
          `create table "Odd Two" (id integer generated always as identity primary key,
             one integer not null references odd_one)`,
          `alter table odd_one add foreign key (other) references "Odd Two" on delete set null`,
          `create table odd_parts (year integer not null, text text) partition by range (year)`,
          `create table odd_part_1 partition of odd_parts for values from (1900) to (2000)`,
          `create table odd_part_2 partition of odd_parts for values from (2000) to (2100)`,
          `create view odd_view as select * from odd_parts`,
          `create trigger odd_kept before update or delete on "Odd Two"
             for each row execute function refuse_change()`,
          `alter table "Odd Two" enable always trigger odd_kept`,
        ])
          await sql.raw(statement).execute(db)
      },
    }
    const changes = { ...migrations, '9000-odd': odd }
    const strange = await openTestHouse({ migrated: false })
    try {
      await migrate(strange.owner, changes)
      for (const statement of [
        `insert into odd_one (mood, bytes, at, share, exact, list, fields, lasted, day, "Größe ""so""")
           values ('sad', '\\x00ff0a5c', '2025-03-30 02:30:00.123456+05:45', 0.1 + 0.2::float8, 1e-30,
             '{"a,b","\\"q\\"",NULL,"\\\\N"}', '{"a": [1, null, "\\n"]}', '1 year 2 mons -3 days 04:05:06.7',
             '0044-03-15 BC', E'tab\\there\\nline\\\\N'),
           ('glad', null, 'infinity', 'NaN', 'NaN', '{}', 'null', null, null, '')`,
        'update odd_one set parent = 2 where id = 1',
        'insert into "Odd Two" (one) values (1), (2)',
        'update odd_one set other = 1',
        `insert into odd_parts values (1950, 'old'), (2050, 'new')`,
        `select nextval('odd_one_id_seq')`,
      ])
        await sql.raw(statement).execute(strange.owner)
      const { file, manifest } = await backUp(source(strange))

      await withDatabase(async (place, name) => {
        await restore(file, place, { changes })
        await restore(file, place, { changes, replace: name })
        expect(contents((await backUp(place)).manifest)).toEqual(contents(manifest))

        const db = connect(place.connection, silentLog, { connections: 1 })
        const { rows } = await sql`
          select (select count(*) from odd_part_2) as pieces, nextval('odd_one_id_seq') as next,
            (select twice from odd_one where id = 1) as twice,
            (select tgenabled::text from pg_trigger where tgname = 'odd_kept') as kept`.execute(db)
        expect(rows).toEqual([{ pieces: 1, next: 4, twice: 2, kept: 'A' }])
        await db.destroy()
      })
    } finally {
      await strange.close()
    }
  })

  it('carries the rows of an older version through the changes made since', async () => {
    const names = Object.keys(migrations).sort()
    const older = Object.fromEntries(names.slice(0, -1).map((name) => [name, migrations[name]!]))
    const former = await openTestHouse({ migrated: false })
    try {
      await migrate(former.owner, older)
      await addRun(former, 5)
      const { file, manifest } = await backUp(source(former))
      expect(manifest.migrations).toEqual(names.slice(0, -1))

      await withDatabase(async (place) => {
        const changes = {
          ...older,
          [names.at(-1)!]: migrations[names.at(-1)!]!,
          '9999-doubled': {
            up: (db: Kysely<unknown>) =>
              sql`update observations set year = year + 100`.execute(db).then(() => {}),
          },
        }
        const restored = await restore(file, place, { changes })
        expect(restored.migrated).toEqual([names.at(-1), '9999-doubled'])

        const db = connect(place.connection, silentLog, { connections: 1 })
        const { rows } = await sql<{ years: number[] }>`
          select array_agg(year order by year) as years from observations`.execute(db)
        expect(rows[0]?.years).toEqual([2000, 2001, 2002, 2003, 2004])
        expect(await migrate(db, changes)).toEqual([])
        await db.destroy()
      })
    } finally {
      await former.close()
    }
  })

  it('refuses the backup of a newer version before it touches anything', async () => {
    const { file } = await backUp()
    const fewer = { '0001-house': migrations['0001-house']! }
    expect(messages(await refusal(restore(file, source(), { changes: fewer })))).toMatch(
      /newer version.*0002/,
    )

    const later = newFile()
    await writeBackup(source(), { file: later, application: '0.2.0', now })
    expect(messages(await refusal(restore(later, source())))).toMatch(/newer version.*0\.2\.0/)
  })

  it('goes into an empty database only, unless that database is named', async () => {
    const { file } = await backUp()
    await withDatabase(async (place, name) => {
      const db = connect(place.connection, silentLog, { connections: 1 })
      await sql`create table something (it text)`.execute(db)
      await db.destroy()

      expect(messages(await refusal(restore(file, place)))).toMatch(/not empty/)
      expect(messages(await refusal(restore(file, place, { replace: 'other' })))).toMatch(/not the name/)
      expect(await restore(file, place, { replace: name })).toMatchObject({ replaced: true })
      // And over a house of ours, as often as one likes.
      expect(await restore(file, place, { replace: name })).toMatchObject({ replaced: true })
    })
  })

  it('leaves everything as it was when it fails, however late', async () => {
    const { file } = await backUp()
    await withDatabase(async (place, name) => {
      await restore(file, place)
      const db = connect(place.connection, silentLog, { connections: 1 })
      await sql`update data_version set version = 4711`.execute(db)
      await db.destroy()
      const before = contents((await backUp(place)).manifest)

      const finish = () => Promise.reject(new Error('at the very end'))
      await expect(restore(file, place, { replace: name, finish })).rejects.toThrow('at the very end')
      expect(contents((await backUp(place)).manifest)).toEqual(before)
    })
  })

  it('does not begin while the program is at work', async () => {
    const { file } = await backUp()
    await withDatabase(async (place) => {
      const worker = connect({ ...place.connection, application_name: 'tip' } as Connection, silentLog, {
        connections: 1,
      })
      await sql`select 1`.execute(worker)
      expect(messages(await refusal(restore(file, place)))).toMatch(/running.*1 connection of it is open/)
      await worker.destroy()
      await restore(file, place)
    })
  })

  it('says which tables it left in the file, because no version of the program makes them', async () => {
    const other = await openTestHouse()
    try {
      await sql`create table notes_of_the_ministry (it text)`.execute(other.owner)
      await sql`insert into notes_of_the_ministry values ('a'), ('b')`.execute(other.owner)
      const { file } = await backUp(source(other))
      await withDatabase(async (place) => {
        expect((await restore(file, place)).leftOut).toEqual([{ table: 'notes_of_the_ministry', rows: 2 }])
      })
    } finally {
      await other.close()
    }
  })
})

describe('A damaged backup', () => {
  it('is refused, whichever byte was changed and wherever it was cut', async () => {
    const { file } = await backUp()
    const whole = readFileSync(file)
    const damaged = newFile()
    const refused = async (bytes: Uint8Array) => {
      writeFileSync(damaged, bytes)
      const fault = await refusal(
        openBackup(damaged).then(async (backup) => {
          try {
            await backup.check()
          } finally {
            await backup.close()
          }
        }),
      )
      expect([fault.status, messages(fault)]).toEqual([422, expect.stringMatching(/nothing was touched/)])
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ flip
        await refused(bytes)
      }),
      { numRuns: 300 },
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), (length) => refused(whole.subarray(0, length))),
      { numRuns: 100 },
    )
    await refused(Buffer.concat([whole, Buffer.from('\n')]))
    await refused(Buffer.from('PK\x03\x04 another file entirely'))
    await refused(Buffer.alloc(0))
  })

  it('leaves the database untouched', async () => {
    const { file } = await backUp()
    const bytes = readFileSync(file)
    bytes[40] = (bytes[40] ?? 0) ^ 1
    const damaged = newFile()
    writeFileSync(damaged, bytes)
    await withDatabase(async (place, name) => {
      await restore(file, place)
      const before = contents((await backUp(place)).manifest)
      await refusal(restore(damaged, place, { replace: name }))
      expect(contents((await backUp(place)).manifest)).toEqual(before)
    })
  })

  it('is refused when its digests were made to fit and it is not what this program makes', async () => {
    const { file } = await backUp()
    const forged = newFile()
    const rewrite = (change: (manifest: Manifest) => void) =>
      writeFileSync(forged, rewritten(readFileSync(file), change))
    await withDatabase(async (place) => {
      const table = (manifest: Manifest) => manifest.tables.find((each) => each.table === 'observations')!
      rewrite((manifest) => {
        table(manifest).columns[0] = "id) from program 'id' --"
      })
      expect(messages(await refusal(restore(forged, place)))).toMatch(/columns no version/)
      rewrite((manifest) => {
        table(manifest).table = 'pg_authid'
      })
      expect(messages(await refusal(restore(forged, place)))).toMatch(/lacks the tables observations/)
      rewrite((manifest) => {
        table(manifest).part.bytes = 1
      })
      expect(messages(await refusal(restore(forged, place)))).toMatch(/“observations” is damaged/)
      // Nothing of all that stayed.
      await restore(file, place)
    })
  })

  it('is told from one that may not be read or is not there', async () => {
    expect((await refusal(openBackup(path.join(folder, 'none')))).status).toBe(404)
    if (process.getuid?.() === 0) return
    const { file } = await backUp()
    chmodSync(file, 0)
    expect((await refusal(openBackup(file))).status).toBe(422)
  })
})
