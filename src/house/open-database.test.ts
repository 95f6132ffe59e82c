import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { Fault } from './errors.ts'
import { silentLog } from './log.ts'
import { connect, isMigrated, migrate, openDatabase } from './open-database.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

describe('What comes out of the database', () => {
  it('has whole numbers as numbers, exactly or not at all', async () => {
    const { rows } =
      await sql`select 9007199254740991::bigint as most, count(*) as counted from data_version`.execute(
        house.db,
      )
    expect(rows).toEqual([{ most: 9007199254740991, counted: 1 }])
    await expect(sql`select 9007199254740993::bigint`.execute(house.db)).rejects.toThrow('too large')
  })

  it('has days as they are written and moments in UTC', async () => {
    const { rows } =
      await sql`select date '2014-02-28' as day, timestamp with time zone '2014-02-28 23:00+00' as moment,
      current_setting('timezone') as zone`.execute(house.db)
    expect(rows).toEqual([{ day: '2014-02-28', moment: new Date('2014-02-28T23:00:00Z'), zone: 'UTC' }])
  })

  it('is never waited for without end', async () => {
    const { rows } = await sql<{
      ms: string
    }>`select setting as ms from pg_settings where name = 'statement_timeout'`.execute(house.db)
    expect(rows[0]?.ms).toBe('120000')
  })
})

describe('Connections', () => {
  it('are gone when their closing is done: whoever stops the server next ends none of them', async () => {
    for (let round = 0; round < 10; round++) {
      const name = `tip-leaving-${round}`
      const db = connect({ ...house.connection, application_name: name }, silentLog, { connections: 10 })
      await Promise.all(Array.from({ length: 10 }, () => sql`select pg_sleep(0.02)`.execute(db)))
      await db.destroy()
      const { rows } = await sql<{ left: number }>`select count(*)::int as left from pg_stat_activity
        where application_name = ${name}`.execute(house.db)
      expect(rows).toEqual([{ left: 0 }])
    }
  })
})

const noChange = { up: async () => {} }

describe('Migrations', () => {
  it('are made once when several processes start together', async () => {
    const empty = await openTestHouse({ migrated: false })
    const others = [1, 2, 3, 4].map(() =>
      connect(empty.connection, silentLog, { connections: 2, schema: empty.schema }),
    )
    const made = await Promise.all([empty.owner, ...others].map((db) => migrate(db)))
    expect(made.flat().filter((name) => name === '0001-house')).toHaveLength(1)
    expect(await isMigrated(empty.owner)).toBe(true)
    expect(await migrate(empty.owner)).toEqual([])
    await Promise.all(others.map((db) => db.destroy()))
    await empty.close()
  })

  it('begin together as often as they like: whoever comes second to the first table finds it made', async () => {
    for (let round = 0; round < 15; round++) {
      const empty = await openTestHouse({ migrated: false })
      const openers = Array.from({ length: 8 }, () =>
        connect(empty.connection, silentLog, { connections: 1, schema: empty.schema }),
      )
      const answers = await Promise.allSettled(openers.map((db) => migrate(db, { '0001-none': noChange })))
      expect(answers.filter((answer) => answer.status === 'rejected')).toEqual([])
      await Promise.all(openers.map((db) => db.destroy()))
      await empty.close()
    }
  })

  it('leave nothing half made when one fails', async () => {
    const empty = await openTestHouse({ migrated: false })
    const failing = {
      '0001-good': {
        up: async (db: typeof empty.owner) => void (await sql`create table good (a integer)`.execute(db)),
      },
      '0002-bad': {
        up: async (db: typeof empty.owner) => {
          await sql`create table bad (a integer)`.execute(db)
          await sql`select broken`.execute(db)
        },
      },
    }
    await expect(migrate(empty.owner, failing)).rejects.toThrow('broken')
    const { rows } =
      await sql`select table_name from information_schema.tables where table_schema = ${empty.schema} order by 1`.execute(
        empty.owner,
      )
    expect(rows).toEqual([{ table_name: 'good' }, { table_name: 'migrations' }])
    expect(await isMigrated(empty.owner, failing)).toBe(false)
    await empty.close()
  })

  it('refuse a database that a newer version has opened', async () => {
    const empty = await openTestHouse({ migrated: false })
    await migrate(empty.owner, { '0001-now': { up: async () => {} }, '0099-later': { up: async () => {} } })
    await expect(migrate(empty.owner, { '0001-now': { up: async () => {} } })).rejects.toThrow(
      'newer version',
    )
    await empty.close()
  })
})

describe('DATABASE_URL', () => {
  it('that does not answer is said with what to check', async () => {
    const nowhere = {
      home: '/nowhere',
      databaseUrl: 'postgres://tip@127.0.0.1:1/tip',
      adminDatabaseUrl: null,
    }
    const refusal = await openDatabase(nowhere, silentLog).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Fault)
    expect(refusal).toMatchObject({ kind: 'no-database', details: [{ place: 'DATABASE_URL' }] })
  })
})
