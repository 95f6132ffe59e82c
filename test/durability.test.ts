import { randomUUID } from 'node:crypto'
import { mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type App, ask, databaseOf, killDatabase, spawnApp, startApp } from '../scripts/app-process.mjs'
import { chanceFrom, type Door, drill, post, removeFolder } from '../scripts/durability.mjs'
import { verifyHistory } from '../src/house/history/verify.ts'
import { openKeys } from '../src/house/keys.ts'
import { silentLog } from '../src/house/log.ts'
import { connect } from '../src/house/open-database.ts'
import { builtProgram } from './support/app-program.ts'

/* The same drill as `node scripts/durability.mjs`, with fewer rounds and a house of one door. */

// Seconds on a machine of its own; many starts on one that has much else to do.
vi.setConfig({ testTimeout: 240_000 })

let program: { file: string; remove(): void }
beforeAll(async () => {
  program = await builtProgram('test/support/drill-house.ts')
})
afterAll(() => program?.remove())

const door: Door = {
  path: '/api/v1/drill',
  headers: {},
  body: (name) => ({ name }),
  records: 'select id::text, name from drill_records',
  halfDone: `
    select r.id::text, 'a record without its event' as what from drill_records r
      where not exists (select from events where record_kind = 'drill' and record_id = r.id::text)
    union all select record_id, 'an event without its record' from events
      where record_kind = 'drill' and not exists (select from drill_records where id::text = record_id)
    union all select key, 'a key without its answer' from answered_once
      where status is null or not exists (select from drill_records where location = '/api/v1/drill/' || id)
    union all select id::text, 'a record without its key' from drill_records
      where not exists (select from answered_once where location = '/api/v1/drill/' || id)`,
}

/** Reads every chain of a home; null when all of them hold. */
async function whatIsWrongWithHistory(home: string): Promise<string | null> {
  const running = databaseOf(home)
  if (running === null) return 'the database does not run'
  const { host, port } = running
  const connection = { host, port, user: 'tip', database: 'postgres', application_name: 'drill' }
  const db = connect(connection, silentLog, { connections: 1 })
  try {
    const { intact, events, faults } = await verifyHistory({ db, keys: openKeys(path.join(home, 'keys')) })
    if (intact && events > 0) return null
    return events === 0 ? 'no event was read' : JSON.stringify(faults.slice(0, 3))
  } finally {
    await db.destroy()
  }
}

describe('A house that is killed while it is opened for the first time', () => {
  let home = ''
  let app: App | undefined
  beforeAll(() => {
    home = mkdtempSync(path.join(realpathSync(tmpdir()), 'tip-first-'))
  })
  afterAll(async () => {
    app?.kill()
    await app?.end
    killDatabase(home)
    await removeFolder(home)
  })

  it('is whole the next time, however far it had come', async () => {
    const start = { program: [program.file], home }
    for (const ms of [150, 300, 500, 800, 1200]) {
      const opening = spawnApp(start)
      await sleep(ms)
      killDatabase(home)
      opening.kill()
      await opening.end
    }
    app = await startApp(start)
    const record = { key: randomUUID(), name: 'the first record' }
    const { id } = await post(app, door, record)
    expect(id).toBeDefined()
    expect(await post(app, door, record)).toEqual({ id, repeated: true })
    expect(await ask(home, door.halfDone)).toEqual([])
    expect(await whatIsWrongWithHistory(home)).toBeNull()
  })
})

describe('When application and database are killed in the middle of many writes', () => {
  it('nothing acknowledged is lost, nothing is half done, and sending again makes one record', async () => {
    const summary = await drill({
      program: [program.file],
      openDoor: async () => door,
      rounds: 2,
      interrupt: 0.5,
      writers: 12,
      chance: chanceFrom(3),
      between: [200, 800],
      verify: whatIsWrongWithHistory,
    })
    const { acknowledged, results } = summary
    const { lost, halfDone, twice, repeatedWrongly, refused, brokenHistories } = summary
    expect(
      { lost, halfDone, twice, repeatedWrongly, refused, brokenHistories },
      JSON.stringify(results),
    ).toEqual({
      lost: 0,
      halfDone: 0,
      twice: 0,
      repeatedWrongly: 0,
      refused: 0,
      brokenHistories: 0,
    })
    expect(acknowledged).toBeGreaterThan(0)
    expect(summary.good).toBe(true)
  })

  it('a database that answers before it has written is found out', async () => {
    const summary = await drill({
      program: [program.file],
      openDoor: async (_, home) => {
        await ask(home, 'alter system set synchronous_commit = off')
        await ask(home, 'alter system set wal_writer_delay = 10000')
        await ask(home, 'select pg_reload_conf()')
        return door
      },
      rounds: 1,
      writers: 12,
      chance: chanceFrom(3),
      between: [200, 800],
      verify: whatIsWrongWithHistory,
    })
    expect(summary.lost).toBeGreaterThan(0)
    expect(summary.good).toBe(false)
  })
})
