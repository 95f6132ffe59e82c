// The application as processes of their own, for drills that end them without warning. Only processes that were
// started here are ever ended: the application by its handle, the database by the postmaster.pid of its own home.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Starts the application on a home and waits until it answers. */
export async function startApp(options) {
  const app = spawnApp(options)
  await app.ready
  return app
}

/** Starts the application on a home; `ready` once it answers, and then it has an address. */
export function spawnApp({ program, home, env = {}, deadlineMs = 120_000 }) {
  const began = performance.now()
  const child = spawn(process.execPath, program, {
    env: {
      ...cleanEnvironment(),
      NODE_ENV: 'production',
      TIP_LOG: 'warn',
      PORT: '0',
      TIP_HOME: home,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  let ended = null
  const end = new Promise((resolve) =>
    child.once('exit', (code, signal) => {
      ended = { code, signal, at: performance.now() }
      resolve(ended)
    }),
  )
  child.stderr.setEncoding('utf8')
  const addressed = new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`No address after ${deadlineMs} ms:\n${said}`))
    }, deadlineMs)
    child.stderr.on('data', (text) => {
      said = (said + text).slice(-20_000)
      const found = /is at (https?:\/\/[^\s]+)/.exec(said)
      if (found === null) return
      clearTimeout(late)
      resolve(found[1])
    })
    end.then(({ code, signal }) => {
      clearTimeout(late)
      reject(new Error(`It ended with ${code ?? signal} before it answered:\n${said}`))
    })
  })
  const app = {
    address: '',
    pid: child.pid,
    startMs: 0,
    said: () => said,
    ended: () => ended,
    kill: () => child.kill('SIGKILL'),
    signal: (name) => child.kill(name),
    end,
    ready: addressed.then(async (address) => {
      await waitUntilReady(address, deadlineMs)
      app.address = address
      app.startMs = performance.now() - began
    }),
  }
  // Whoever ends it before it is ready does not wait for that.
  app.ready.catch(() => {})
  return app
}

async function waitUntilReady(address, deadlineMs) {
  const began = performance.now()
  for (;;) {
    const status = await fetch(`${address}/health/ready`).then(
      (answer) => answer.status,
      () => null,
    )
    if (status === 200) return
    if (performance.now() - began > deadlineMs)
      throw new Error(`${address} is not ready after ${deadlineMs} ms`)
    await sleep(20)
  }
}

// Settings of the user's shell are meant for another house than that of a drill.
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('TIP_') && !name.startsWith('DATABASE_') && !['PORT', 'HOST'].includes(name),
  )
  return Object.fromEntries(kept)
}

/** The database that runs in a home, or null. The file of one that was killed does not count. */
export function databaseOf(home) {
  const data = path.join(home, 'postgres')
  const file = path.join(data, 'postmaster.pid')
  if (!existsSync(file)) return null
  const [first, , , port, host] = readFileSync(file, 'utf8').split('\n')
  const pid = Math.abs(Number(first))
  return isDatabase(pid, data) ? { pid, port: Number(port), host: host?.trim() ?? '' } : null
}

// The number may have gone to another program since: only what works in this very folder is taken for ours.
function isDatabase(pid, data) {
  if (!Number.isInteger(pid) || pid < 2) return false
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
    } catch {
      return false
    }
  }
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return String(stdout).includes('postgres') && String(stdout).includes(data)
}

/** Kills the database of a home with all its processes, as a machine that fails would. Answers how many. */
export function killDatabase(home) {
  const running = databaseOf(home)
  if (running === null) return 0
  let killed = 0
  for (const pid of [running.pid, ...childrenOf(running.pid)]) {
    try {
      process.kill(pid, 'SIGKILL')
      killed++
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }
  return killed
}

function childrenOf(parent) {
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => parentOf(pid) === parent)
  }
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return String(stdout)
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, above]) => above === parent)
    .map(([pid]) => pid)
}

function parentOf(pid) {
  try {
    // After the name, which may hold anything, in brackets: state, then the parent.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1])
  } catch {
    return null
  }
}

/** Asks a database as its owner: that of a home, or of an address. */
export async function ask(where, query, values = []) {
  const client = new pg.Client(connectionTo(where))
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(query, values)).rows
  } finally {
    await client.end()
  }
}

function connectionTo(where) {
  if (/^postgres(ql)?:/.test(where)) return { connectionString: where }
  const running = databaseOf(where)
  if (running === null) throw new Error(`No database runs in ${where}`)
  return { host: running.host, port: running.port, user: 'tip', database: 'postgres' }
}
