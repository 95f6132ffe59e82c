import { randomUUID } from 'node:crypto'
import { mkdtempSync, realpathSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { type App, ask, databaseOf, killDatabase, startApp } from '../scripts/app-process.mjs'
import { type Outcome, post, removeFolder } from '../scripts/durability.mjs'
import { APPLICATION_ROLE, makeApplicationRole } from '../src/house/grants.ts'
import type { House } from '../src/house/house.ts'
import { silentLog } from '../src/house/log.ts'
import { connect, openDatabase } from '../src/house/open-database.ts'
import { openEmbeddedPostgres } from '../src/house/postgres.ts'
import { readSettings } from '../src/house/settings.ts'
import { signInForTest, type TestSignIn } from '../src/people/accounts/sign-in.test-data.ts'
import { houseOf } from '../src/prepare.ts'
import { builtProgram } from './support/app-program.ts'

/* Several processes serve one database, behind a proxy that turns to another when one does not answer. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

let program: { file: string; remove(): void }
beforeAll(async () => {
  program = await builtProgram('test/support/drill-house.ts')
})
afterAll(() => program?.remove())

const door = { path: '/api/v1/drill', headers: {}, body: (name: string) => ({ name }) }

describe.each(['the embedded database', 'a database of DATABASE_URL'])('Two processes on %s', (kind) => {
  let home = ''
  const embedded = kind === 'the embedded database'
  let where = ''
  let env: Record<string, string> = {}
  let removeDatabase = async () => {}
  /** Every record that was acknowledged: its id by its name. */
  const expected = new Map<string, string>()
  let first: App
  let second: App
  const start = () => startApp({ program: [program.file], home, env })

  beforeAll(async () => {
    home = mkdtempSync(path.join(realpathSync(tmpdir()), 'tip-two-'))
    where = home
    if (!embedded) {
      const made = await makeDatabase()
      where = made.owner
      env = { DATABASE_URL: made.application, DATABASE_ADMIN_URL: made.owner }
      removeDatabase = made.remove
    }
    first = await start()
    second = await start()
  })
  afterAll(async () => {
    for (const app of [first, second]) {
      app?.kill()
      await app?.end
    }
    killDatabase(home)
    await removeDatabase()
    await removeFolder(home)
  })

  it('make one record of one thing sent to both at once', async () => {
    const record = { key: randomUUID(), name: 'sent to both' }
    const outcomes = await Promise.all([first, second, first, second].map((app) => post(app, door, record)))
    expect(new Set(outcomes.map(({ id }) => id)).size).toBe(1)
    expect(outcomes.filter(({ repeated }) => !repeated)).toHaveLength(1)
    expected.set(record.name, outcomes[0]?.id ?? '')
    expect(await recorded()).toEqual(expected)
  })

  // The built program, not its sources: what a bundler drops is missing here alone.
  it.each([
    '/%ff',
    '/fr/%E0%A4',
    '/api/v1/%ff',
    `/${'x'.repeat(5000)}`,
  ])('answer an address that cannot be read, and go on: %.12s', async (path) => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(first.address)
      request({ hostname, port, path }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end()
    })
    expect(status).toBe(path.length > 5000 ? 414 : 400)
    expect((await fetch(`${first.address}/health/live`)).status).toBe(200)
    expect(first.ended()).toBeNull()
  })

  it('lose nothing acknowledged when one is killed, and the other answers on', async () => {
    const load = sendTo([first, second], expected)
    await load.acknowledged(40)
    const server = databaseOf(home)
    first.kill()
    await first.end
    const killed = performance.now()
    await load.acknowledged(40)
    await load.stop()

    expect(await recorded()).toEqual(expected)
    const toSecond = load.attempts.filter(({ app }) => app === second)
    expect(toSecond.filter(({ outcome }) => outcome.id === undefined)).toEqual([])
    expect(toSecond.filter(({ began }) => began > killed).length).toBeGreaterThan(0)
    expect(second.ended()).toBeNull()
    expect(databaseOf(home)).toEqual(server)
  })

  it('lose nothing when one is told to leave: what runs is finished, and it ends with 0', async () => {
    first = await start()
    const slow = { key: randomUUID(), name: 'under way' }
    const load = sendTo([first, second], expected)
    await load.acknowledged(40)
    const running = post(first, { ...door, body: (name) => ({ name, seconds: 0.5 }) }, slow)
    await someoneSleeps()
    first.signal('SIGTERM')
    expect(await first.end).toMatchObject({ code: 0, signal: null })
    const left = performance.now()
    await load.acknowledged(40)
    await load.stop()

    expected.set(slow.name, (await running).id ?? 'no answer')
    expect(await recorded()).toEqual(expected)
    // Whatever it had begun it also answered: nobody had to ask the other one whether it was done.
    expect(load.attempts.filter(({ outcome }) => outcome.repeated)).toEqual([])
    const toFirst = load.attempts.filter(({ app }) => app === first)
    expect(toFirst.filter(({ began, outcome }) => began > left && outcome.id !== undefined)).toEqual([])
    const toSecond = load.attempts.filter(({ app }) => app === second)
    expect(toSecond.filter(({ outcome }) => outcome.id === undefined)).toEqual([])
  })

  it.runIf(embedded)('leave no database behind: the survivor took it over and stops it', async () => {
    expect(databaseOf(home)).not.toBeNull()
    second.signal('SIGTERM')
    expect(await second.end).toMatchObject({ code: 0 })
    expect(databaseOf(home)).toBeNull()
  })

  /** Until the slow change is under way. */
  async function someoneSleeps(): Promise<void> {
    const question = `select 1 from pg_stat_activity where state = 'active' and query like 'select pg_sleep%'
      and datname = current_database()`
    while ((await ask(where, question)).length === 0) await sleep(10)
  }

  /** Ids of the records by name; two of one name are a fault. */
  async function recorded(): Promise<Map<string, string>> {
    const rows = await ask<{ id: string; name: string; events: number }>(
      where,
      `select id::text, name, (select count(*)::int from events where record_kind = 'drill' and record_id = r.id::text) as events
       from drill_records r`,
    )
    const byName = new Map(rows.map(({ id, name }) => [name, id]))
    expect(rows.filter(({ events }) => events !== 1)).toEqual([])
    expect(byName.size).toBe(rows.length)
    return byName
  }
})

describe('Two processes of the whole application', () => {
  let home = ''
  let application: { file: string; remove(): void }
  let first: App
  let second: App
  let administrator: TestSignIn
  let house: House
  let close: () => Promise<void>

  beforeAll(async () => {
    home = mkdtempSync(path.join(realpathSync(tmpdir()), 'tip-two-'))
    application = await builtProgram('src/cli.ts')
    const start = { program: [application.file, 'serve'], home }
    // Both at once, on a home where nothing is yet.
    ;[first, second] = await Promise.all([startApp(start), startApp(start)])
    const settings = readSettings({}, { home })
    const opened = await openDatabase(settings, silentLog)
    house = houseOf(opened, settings, silentLog)
    close = opened.close
    administrator = await signInForTest(house, {
      roles: [{ role: 'administrator' }, { role: 'analyst' }],
      secondFactor: true,
    })
  })
  afterAll(async () => {
    await close?.()
    for (const app of [first, second]) {
      app?.kill()
      await app?.end
    }
    killDatabase(home)
    await removeFolder(home)
    application?.remove()
  })

  const headersFor = (app: App, { cookie }: TestSignIn) => ({ cookie, origin: app.address })
  const asked = (app: App, at: string, who: TestSignIn | null = null) =>
    fetch(app.address + at, { redirect: 'manual', headers: who === null ? {} : headersFor(app, who) })

  it('see at once what was written through the other', async () => {
    for (let number = 1; number <= 10; number++) {
      const [here, there] = number % 2 === 0 ? [first, second] : [second, first]
      const made = await fetch(`${here.address}/api/v1/organisations`, {
        method: 'POST',
        headers: {
          ...headersFor(here, administrator),
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: JSON.stringify({ kind: 'ngo', name: `Harbour watch ${number}` }),
      })
      const { id } = (await made.json()) as { id: string }
      expect(made.status).toBe(201)
      const seen = await asked(there, `/api/v1/organisations/${id}`, administrator)
      expect([seen.status, await seen.json()]).toMatchObject([200, { id, name: `Harbour watch ${number}` }])
    }
  })

  it('let nobody read a page that the other has made out of date', async () => {
    const list = async (app: App) => (await asked(app, '/api/v1/assessments')).json()
    const before = await list(second)
    const etag = (await asked(second, '/api/v1/assessments')).headers.get('etag') ?? ''
    expect(await list(first)).toEqual(before)
    const sent = await fetch(`${first.address}/methodologies/atest-2014/assess`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        ...headersFor(first, administrator),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ 'as-of': '2016-05-01', once: randomUUID() }),
    })
    expect(sent.status).toBe(303)
    const id = sent.headers.get('location')?.split('/').at(-1)
    const after = await fetch(`${second.address}/api/v1/assessments`, { headers: { 'if-none-match': etag } })
    expect(after.status).toBe(200)
    expect(JSON.stringify(before)).not.toContain(id)
    expect(await after.text()).toContain(id)
  })

  it('know the same sign-ins, and the end of one at once', async () => {
    const statuses = async () =>
      Promise.all(
        [first, second].map(async (app) => (await asked(app, '/api/v1/organisations', administrator)).status),
      )
    expect(await statuses()).toEqual([200, 200])
    const out = await fetch(`${first.address}/account/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        ...headersFor(first, administrator),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ once: randomUUID() }),
    })
    expect(out.status).toBe(303)
    expect(await statuses()).toEqual([401, 401])
  })

  it('keep a sign-in when the process that gave it was killed', async () => {
    const member = await signInForTest(house, { roles: [{ role: 'administrator' }], secondFactor: true })
    first.kill()
    await first.end
    expect((await asked(second, '/api/v1/organisations', member)).status).toBe(200)
  })

  it('leave in order, jobs and all', async () => {
    second.signal('SIGTERM')
    expect(await second.end).toMatchObject({ code: 0, signal: null })
  })
})

/** Writers that send one record after another, in turns to each; without an answer the same goes to the next. */
function sendTo(apps: App[], everything: Map<string, string>, writers = 12) {
  type Attempt = { app: App; began: number; ended: number; outcome: Outcome }
  const attempts: Attempt[] = []
  let stopped = false
  let count = 0
  const write = async (writer: number) => {
    for (let number = 0; !stopped; number++) {
      const record = { key: randomUUID(), name: randomUUID() }
      for (let turn = writer + number; ; turn++) {
        const app = apps[turn % apps.length] as App
        const began = performance.now()
        const outcome = await post(app, door, record)
        attempts.push({ app, began, ended: performance.now(), outcome })
        if (outcome.refused !== undefined) throw new Error(outcome.refused)
        if (outcome.id !== undefined) {
          everything.set(record.name, outcome.id)
          count++
          break
        }
        await sleep(5)
      }
    }
  }
  const all = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
  return {
    attempts,
    /** Until so many more were acknowledged. */
    acknowledged: async (more: number) => {
      const enough = count + more
      while (count < enough) await Promise.race([sleep(5), all])
    },
    stop: async () => {
      stopped = true
      await all
    },
  }
}

/** A database of its own beside those of the other tests, with an owner and the everyday role. */
async function makeDatabase() {
  const name = `two_processes_${randomUUID().replaceAll('-', '')}`
  const given = process.env.DATABASE_URL
  const server = given
    ? null
    : await openEmbeddedPostgres({ home: inject('testHome'), log: silentLog, keepRunning: true })
  const base = new URL(given ?? `postgres://tip@localhost:${server?.connection.port}/postgres`)
  if (server) base.searchParams.set('host', server.connection.host)
  const door = connect({ connectionString: base.href }, silentLog, { connections: 1 })
  await makeApplicationRole(door)
  await sql`create database ${sql.id(name)}`.execute(door)
  const address = (user: string | null) => {
    const url = new URL(base)
    url.pathname = `/${name}`
    if (user !== null) url.username = user
    return url.href
  }
  const remove = async () => {
    await sql`drop database ${sql.id(name)} with (force)`.execute(door)
    await door.destroy()
    await server?.close()
  }
  return { owner: address(null), application: address(APPLICATION_ROLE), remove }
}
