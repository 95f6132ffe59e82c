import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { setUp } from '../scripts/setup.mjs'
import { isRunning } from '../src/house/lock.mjs'
import { stopEmbeddedPostgres } from '../src/house/postgres.ts'
import { projectRoot } from '../src/house/settings.ts'
import { tp as command, tellFault } from '../src/tp.ts'

/*
 * The tp command as a person or a script runs it: a program of its own, with homes that nobody else uses.
 * A first load takes some seconds, so several tests share one home in the order in which they stand. Where only the
 * words of the answer are asked about, the command runs without a process of its own, which takes most of the time.
 */

const folder = mkdtempSync(path.join(tmpdir(), `tip-test-${process.pid}-commands-`))
const homes: string[] = []
const running = new Set<ChildProcess>()

const home = (name: string) => {
  const made = path.join(folder, name)
  mkdirSync(made, { recursive: true })
  homes.push(made)
  return made
}
const shared = home('shared')

beforeAll(() => setUp(), 300_000)

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  for (const each of homes) await stopEmbeddedPostgres(each)
  rmSync(folder, { recursive: true, force: true })
})

describe('A fresh home', () => {
  it('serves two commands that come at once: one loads, both answer', async () => {
    const [run, list] = await Promise.all([
      tp(['select', 'run', '--methodology', 'tipping-point', '--json'], shared),
      tp(['data', 'list', '--json'], shared),
    ])
    expect([run.code, run.stderr]).toEqual([0, expect.not.stringMatching(/error|fault/i)])
    expect(list.code, list.stderr).toBe(0)
    expect(JSON.parse(run.stdout).units.length).toBeGreaterThan(100)
    expect(JSON.parse(list.stdout).sources.length).toBeGreaterThan(5)
    // The pack was read by one of the two, not by both.
    expect(`${run.stderr}${list.stderr}`.match(/Reference pack: \d+ added/g)).toHaveLength(1)
    expect(serverOf(shared)).toBeNull()
  }, 120_000)

  it('is left by Ctrl-C in the middle of the first load without a database running on', async () => {
    const interrupted = home('interrupted')
    const child = start(['data', 'list'], interrupted)
    await child.says(/Reference pack: \D+ \d/)
    const server = serverOf(interrupted)
    expect(server).not.toBeNull()
    child.process.kill('SIGINT')
    const { code } = await child.ended
    expect(code).toBe(130)
    expect(isRunning({ pid: server!, began: null })).toBe(false)
    expect(serverOf(interrupted)).toBeNull()

    // And nothing half-written stands in the way of the next one.
    const again = await tp(['data', 'check'], interrupted)
    expect(again.code, again.stderr).toBe(0)
    const list = await within(['data', 'list', '--json'], interrupted)
    expect(list.code, list.stderr).toBe(0)
    expect(JSON.parse(list.stdout).pack).not.toBeNull()
  }, 120_000)
})

describe('On stdout', () => {
  it('there is JSON and nothing else with --json', async () => {
    const { code, stdout, stderr } = await tp(
      ['select', 'run', '--methodology', 'tipping-point', '--json'],
      shared,
    )
    expect(code, stderr).toBe(0)
    const answer = JSON.parse(stdout)
    expect(answer.methodology.id).toBe('tipping-point')
    expect(answer.resultDigest).toMatch(/^[0-9a-f]{64}$/)
    // Everything was there already: nothing to tell beside the result.
    expect(stderr).toBe('')
  })

  it('the same question has the same answer twice, byte for byte', async () => {
    const ask = ['select', 'run', '--methodology', 'atest-2014', '--as-of', '2014-02-28', '--json']
    const [one, two] = [await tp(ask, shared), await tp(ask, shared)]
    expect(one.code, one.stderr).toBe(0)
    expect(two.stdout).toBe(one.stdout)
  })

  it('a reader that closes early is no fault', async () => {
    const child = start(['select', 'run', '--methodology', 'tipping-point', '--json'], shared)
    child.process.stdout!.once('data', () => child.process.stdout!.destroy())
    const { code, stderr } = await child.ended
    expect([code, stderr]).toEqual([0, ''])
    // The command still went to its end: the database it had started is closed again.
    expect(serverOf(shared)).toBeNull()
  })

  it('there is the reason of a country in words', async () => {
    const { code, stdout } = await within(
      ['select', 'explain', 'ARM', '--methodology', 'atest-2014', '--as-of', '2014-02-28'],
      shared,
    )
    expect(code).toBe(0)
    expect(stdout).toContain('Armenia')
    expect(stdout).toContain('Tier 1')
  })

  it('there are the sources and series of the reference pack', async () => {
    const { code, stdout, stderr } = await within(['data', 'list'], shared)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Reference pack, read \d{4}-\d{2}-\d{2}/)
    expect(stdout).toContain('tip_tier')
  })

  it('there is what was checked of the reference pack', async () => {
    const { code, stdout, stderr } = await within(['data', 'check'], shared)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('This pack is the one in the database.')
    expect(stdout).toContain('No faults found.')
  })
})

describe('The exit status', () => {
  it.each([
    { said: [], what: /tp select run/, ask: tp },
    { said: ['selct'], ask: tp, what: /“tp selct” is not a command/ },
    { said: ['select', 'rum'], what: /“tp select rum” is not a command/ },
    { said: ['select', 'run'], what: /Which methodology\?/ },
    { said: ['select', 'run', '--methodology', 'atest-2014', '--as-of', '2014-02-30'], what: /is not a day/ },
    { said: ['select', 'run', '--methodology', 'atest-2014', '--colour'], what: /--colour/ },
    { said: ['data', 'lisst'], what: /There is no tp data lisst/ },
    { said: ['data', 'list', '--lang', 'xx'], what: /is not a language of this house/ },
  ])('is 2 when a command is put together wrongly: tp $said', async ({ said, what, ask = within }) => {
    const { code, stdout, stderr } = await ask(said, shared)
    expect(code).toBe(2)
    // Without any word the usage is the answer; a fault is told beside the results.
    expect(said.length === 0 ? stdout : stderr).toMatch(what)
    if (said.length > 0) expect(stdout).toBe('')
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it.each([
    { said: ['select', 'explain', 'Gahna', '--methodology', 'atest-2014'], what: /Ghana/, ask: tp },
    { said: ['select', 'run', '--methodology', 'atest-2015'], what: /atest-2014/ },
    { said: ['select', 'run', '--methodology', 'nowhere.yaml'], what: /nowhere\.yaml/ },
    {
      said: ['select', 'diff', '--methodology', 'tipping-point', '--from', '1', '--to', '9'],
      what: /There is no version 9 of tipping-point\n {2}Versions there are: 1\./,
    },
    { said: ['data', 'import', 'nowhere.csv'], what: /nowhere\.csv/ },
  ])('is 1 when there is a fault: tp $said', async ({ said, what, ask = within }) => {
    const { code, stdout, stderr } = await ask(said, shared)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(what)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('is 0 for help, which opens no database', async () => {
    const untouched = home('untouched')
    const { code, stdout } = await tp(['help'], untouched)
    expect(code).toBe(0)
    expect(stdout).toMatch(/tp serve/)
    expect(existsSync(path.join(untouched, 'postgres'))).toBe(false)
  })
})

describe('tp serve', () => {
  it('says which port is in use and what to do, and leaves no database running', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port))
    })
    try {
      const { code, stdout, stderr } = await tp(['serve'], shared, { PORT: String(port) })
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use by another program`)
      expect(stderr).toContain(`PORT=${port + 1} npm start`)
      expect(serverOf(shared)).toBeNull()
    } finally {
      other.close()
    }
  })

  it('goes on while other commands come and go on its home, and ends on a signal', async () => {
    const serving = start(['serve'], shared, { PORT: '0' })
    const [, address] = await serving.says(/TIPping Point is at (http:\S+)/)
    const server = serverOf(shared)

    const list = await tp(['data', 'list'], shared)
    expect(list.code, list.stderr).toBe(0)
    const killed = start(['select', 'run', '--methodology', 'tipping-point'], shared)
    await sleep(400)
    killed.process.kill('SIGKILL')
    await killed.ended
    expect(serverOf(shared)).toBe(server)
    expect((await fetch(`${address}/health/ready`)).status).toBe(200)
    expect((await fetch(`${address}/countries`)).status).toBe(200)

    serving.process.kill('SIGTERM')
    expect((await serving.ended).code).toBe(0)
    expect(serverOf(shared)).toBeNull()
    expect(isRunning({ pid: server!, began: null })).toBe(false)
  })
})

type Ended = { code: number | null; stdout: string; stderr: string }

/** The environment of a command: nothing of this one that would lead it elsewhere. */
function environment(at: string, env: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { NODE_ENV, DATABASE_URL, TIP_LOG, PORT, HOST, NODE_OPTIONS, ...rest } = process.env
  return { ...rest, TIP_HOME: at, ...env }
}

/** Runs tp within this process: what it says and with what it would end. */
async function within(argv: string[], at: string): Promise<Ended> {
  const said = { stdout: '', stderr: '' }
  const written = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += text
      return true
    }),
  )
  const signals = ['SIGINT', 'SIGTERM'] as const
  const heard = signals.map((signal) => process.listeners(signal))
  try {
    const code = await command(argv, environment(at)).catch((error: unknown) =>
      tellFault(error, (line) => {
        said.stderr += `${line}\n`
      }),
    )
    return { code, ...said }
  } finally {
    for (const each of written) each.mockRestore()
    // A command listens for signals until its process ends; this one goes on.
    signals.forEach((signal, index) => {
      for (const listener of process.listeners(signal))
        if (!heard[index]?.includes(listener)) process.off(signal, listener)
    })
  }
}

function start(argv: string[], at: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [path.join(projectRoot(), 'bin', 'tp.mjs'), ...argv], {
    cwd: folder,
    env: environment(at, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (bytes) => {
    said.stdout += bytes
  })
  child.stderr.on('data', (bytes) => {
    said.stderr += bytes
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      running.delete(child)
      resolve({ code, ...said })
    })
  })
  /** Waits until stderr says something. */
  const says = async (wanted: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = wanted.exec(said.stderr)
      if (found) return found
      if (child.exitCode !== null) throw new Error(`tp ended with ${child.exitCode}: ${said.stderr}`)
      await sleep(5)
    }
  }
  return { process: child, ended, says }
}

function tp(argv: string[], at: string, env: Record<string, string> = {}): Promise<Ended> {
  return start(argv, at, env).ended
}

/** The process number of the database server of a home, or null when none is noted. */
function serverOf(at: string): number | null {
  const file = path.join(at, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null
}
