// The application as processes of their own, for drills that end them without warning. Only processes that were
// started here are ever ended: the application by its handle, the database by the postmaster.pid of its own home.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/**
 * Starts the application on a home and waits until it answers.
 *
 * @param {{ program: string[], home: string, env?: Record<string, string>, deadlineMs?: number }} options
 */
export async function startApp({ program, home, env = {}, deadlineMs = 120_000 }) {
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
  const address = await new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`No address after ${deadlineMs} ms:\n${said}`)),
      deadlineMs,
    )
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (text) => {
      said = (said + text).slice(-20_000)
      const found = /is at (https?:\/\/[^\s]+)/.exec(said)
      if (found === null) return
      clearTimeout(late)
      resolve(found[1])
    })
    end.then(({ code }) => {
      clearTimeout(late)
      reject(new Error(`It ended with ${code} before it answered:\n${said}`))
    })
  }).catch((error) => {
    child.kill('SIGKILL')
    throw error
  })
  await waitUntilReady(address, deadlineMs)
  return {
    address,
    pid: child.pid,
    startMs: performance.now() - began,
    /** What it said on stderr, the end of it. */
    said: () => said,
    ended: () => ended,
    kill: () => child.kill('SIGKILL'),
    signal: (name) => child.kill(name),
    end,
  }
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

/** What the database of a home says about itself, or null when none runs. */
export function databaseOf(home) {
  const file = path.join(home, 'postgres', 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid, , , port, host] = readFileSync(file, 'utf8').split('\n')
  return { pid: Math.abs(Number(pid)), port: Number(port), host: host?.trim() ?? '' }
}

/** Kills the database of a home with all its processes, as a machine that fails would. Answers how many. */
export function killDatabase(home) {
  const running = databaseOf(home)
  if (running === null) return 0
  const family = [running.pid, ...childrenOf(running.pid)]
  let killed = 0
  for (const pid of family) {
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
