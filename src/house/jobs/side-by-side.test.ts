import { sql } from 'kysely'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrations } from '../../../migrations/all.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../actor.ts'
import { APPLICATION_ROLE, grantTo } from '../grants.ts'
import { makeCheckpoint } from '../history/checkpoints.ts'
import { historyOf, recordEvent } from '../history/record-event.ts'
import { takeAttempt } from '../limits.ts'
import { isMigrated, migrate } from '../open-database.ts'
import { transact } from '../transact.ts'
import { jobsSchema } from './boss.ts'
import { enqueue } from './enqueue.ts'
import { defineJob } from './job.ts'
import { prepareJobs } from './prepare.ts'
import { startJobs } from './start.ts'

/*
 * While a new version is brought in, the old one goes on serving on tables that the new one
 * has already widened: columns that may be empty, tables of its own, queues of its own.
 */
let house: TestHouse
let ran = 0
const count = defineJob({
  may: 'read what is public',
  name: 'count',
  data: Type.Object({}),
  run: async () => {
    ran++
  },
})
const newer = defineJob({ name: 'count-better', data: Type.Object({}), run: async () => {} })

beforeAll(async () => {
  house = await openTestHouse({ now: new Date() })
  await prepareJobs(house.owner, APPLICATION_ROLE, [count, newer])
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = ${house.schema} and table_type = 'BASE TABLE'`.execute(house.owner)
  for (const { name } of rows) {
    await sql`alter table ${sql.table(name)} add column of_the_next_version text`.execute(house.owner)
  }
  const next = async () => {
    await sql`create table of_the_next_version (id uuid primary key)`.execute(house.owner)
  }
  await migrate(house.owner, { ...migrations, '9999-next': { up: next } })
})
afterAll(async () => {
  await sql`drop schema ${sql.id(await jobsSchema(house.owner))} cascade`.execute(house.owner)
  await house.close()
})

describe('This version beside the next one', () => {
  it('goes on: it is ready, records, limits, anchors and runs jobs on tables that have grown', async () => {
    expect(await isMigrated(house.db)).toBe(true)
    const record = { kind: 'organisation', id: 'o1' }
    const change = {
      record,
      action: 'made',
      before: null,
      after: { name: 'A union' },
      actor: operator,
      at: house.now(),
    }
    await transact(house.db, (trx) => recordEvent(trx, change))
    await takeAttempt(house, { what: 'sign-in', who: 'ama@example.org' })
    expect(await makeCheckpoint(house)).toMatchObject({ events: 1 })
    expect(await historyOf(house.db, record)).toHaveLength(1)

    await transact(house.db, (trx) => enqueue(trx, count, {}, operator))
    const left = await transact(house.db, (trx) => enqueue(trx, newer, {}, operator))
    const jobs = await startJobs(house, [count], { lookEvery: 20 })
    while (ran === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    await jobs.stop()
    const { rows } = await sql<{ state: string }>`
      select state from ${sql.table(`${await jobsSchema(house.db)}.job`)} where id = ${left}`.execute(
      house.db,
    )
    expect(rows).toEqual([{ state: 'created' }])
  })

  it('keeps the rights of the everyday role as they are when it grants again', async () => {
    await grantTo(house.owner, APPLICATION_ROLE)
    await expect(house.db.deleteFrom('events').execute()).rejects.toThrow(/permission denied/)
  })

  it('is refused when it is started anew: only the next version may open the house then', async () => {
    await expect(migrate(house.owner)).rejects.toThrow('opened by a newer version')
  })
})
