import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asApplication, openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { type Actor, operator } from '../actor.ts'
import { Fault } from '../errors.ts'
import { APPLICATION_ROLE } from '../grants.ts'
import { openLog } from '../log.ts'
import { projectRoot } from '../settings.ts'
import { transact } from '../transact.ts'
import { jobsSchema, openBoss, withoutData } from './boss.ts'
import { enqueue } from './enqueue.ts'
import { defineJob, type Job, queueOf } from './job.ts'
import { prepareJobs } from './prepare.ts'
import { dropJob, failedJobs, retryJob, standingOfJobs } from './standing.ts'
import { type RunningJobs, type StartOptions, startJobs } from './start.ts'
import { noteDown } from './worker-program.test-data.ts'

let house: TestHouse
let schema: string
const started: RunningJobs[] = []
const processes: ChildProcess[] = []
const programFolder = path.join(projectRoot(), 'dist', `test-jobs-${process.pid}`)
const person: Actor = {
  person: '0198c0de-0000-7000-8000-000000000001',
  as: 'person',
  via: 'page',
  requestId: 'r1',
}

/** Whatever a test wants done, noted as it happens. */
const happened: string[] = []
const wishes = new Map<string, (signal: AbortSignal, attempt: number, actor: Actor) => Promise<void>>()
const wish = defineJob({
  may: 'read what is public',
  name: 'fulfil-wish',
  data: Type.Object({ wish: Type.String() }),
  retries: 2,
  retryAfter: 1,
  within: 60,
  run: async (_house, data, actor, { signal, attempt }) => {
    happened.push(data.wish)
    await wishes.get(data.wish)?.(signal, attempt, actor)
  },
})
const newer = { ...wish, version: 2 }
const again = defineJob({
  may: 'read what is public',
  name: 'come-again',
  data: Type.Object({}),
  every: 3600,
  run: async () => {
    happened.push('again')
  },
})
const all: Job[] = [wish, newer, again, noteDown]

beforeAll(async () => {
  house = await openTestHouse()
  await prepareJobs(house.owner, APPLICATION_ROLE, all)
  schema = await jobsSchema(house.owner)
  await sql`create table notes (number integer, who integer, what text)`.execute(house.owner)
  await sql`grant all on notes to ${sql.id(APPLICATION_ROLE)}`.execute(house.owner)
  await build({
    configFile: false,
    root: projectRoot(),
    logLevel: 'error',
    build: {
      ssr: 'src/house/jobs/worker-program.test-data.ts',
      outDir: programFolder,
      emptyOutDir: true,
      target: 'node20',
    },
  })
})
afterEach(async () => {
  for (const each of started.splice(0)) await each.stop({ deadline: 5000 })
  for (const child of processes.splice(0)) child.kill('SIGKILL')
  happened.length = 0
  await sql`delete from ${sql.table(`${schema}.job`)}`.execute(house.owner)
  await sql`delete from notes`.execute(house.owner)
})
afterAll(async () => {
  await sql`drop schema ${sql.id(schema)} cascade`.execute(house.owner)
  await house.close()
  rmSync(programFolder, { recursive: true, force: true })
})

async function start(jobs: readonly Job[] = [wish], options: StartOptions = {}) {
  const running = await startJobs(house, jobs, { lookEvery: 20, ...options })
  started.push(running)
  return running
}
const put = (name: string, job = wish, actor = person) =>
  transact(house.db, (trx) => enqueue(trx, job, { wish: name }, actor))

/** Waits until something is so; a test that never sees it fails by its own time limit. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20)
}
const jobRow = async (id: string | null) => {
  const { rows } = await sql<{ state: string; retry_count: number; start_after: Date; created_on: Date }>`
    select state, retry_count, start_after, created_on from ${sql.table(`${schema}.job`)}
    where id = ${id}`.execute(house.db)
  return rows[0]
}
const stateOf = async (id: string | null) => (await jobRow(id))?.state
/** What waits to be tried again is due at once. */
const makeDue = () =>
  sql`update ${sql.table(`${schema}.job`)} set start_after = now() - interval '1 second' where state = 'retry'`.execute(
    house.db,
  )
const notes = async () => {
  const { rows } = await sql<{ number: number; who: number; what: string }>`select * from notes`.execute(
    house.db,
  )
  return rows
}

describe('A job', () => {
  it('runs when the change that called for it was made', async () => {
    await start()
    const id = await put('made')
    await until(async () => (await stateOf(id)) === 'completed')
    expect(happened).toEqual(['made'])
  })

  it('never runs when the change was taken back', async () => {
    await start()
    const undone = transact(house.db, async (trx) => {
      await enqueue(trx, wish, { wish: 'taken back' }, person)
      throw new Error('the change failed')
    })
    await expect(undone).rejects.toThrow('the change failed')
    const id = await put('afterwards')
    await until(async () => (await stateOf(id)) === 'completed')
    expect(happened).toEqual(['afterwards'])
  })

  it('is told on whose behalf it runs, to ask again what they may do', async () => {
    let told: Actor | null = null
    wishes.set('for whom', async (_signal, _attempt, actor) => {
      told = actor
    })
    await start()
    const id = await put('for whom')
    await until(async () => (await stateOf(id)) === 'completed')
    expect(told).toEqual(person)
  })

  it('that is refused when it runs is not tried again, and the refusal can be read', async () => {
    wishes.set('no longer a member', async () => {
      throw new Fault(403, 'refused', 'You have left the organisation')
    })
    await start()
    const id = await put('no longer a member')
    await until(async () => (await stateOf(id)) === 'failed')
    expect(happened).toEqual(['no longer a member'])
    expect(await failedJobs(house.db)).toMatchObject([
      { id, queue: 'fulfil-wish-v1', attempts: 1, reason: 'You have left the organisation' },
    ])
  })

  it('takes only data of its shape, and never an address', async () => {
    const wrong = { wish: 7 } as unknown as { wish: string } // what a caller without types could hand in
    await expect(transact(house.db, (trx) => enqueue(trx, wish, wrong, person))).rejects.toThrow(
      'The data of the job fulfil-wish-v1 are not as they should be',
    )
    await expect(put('write to ama@example.org')).rejects.toThrow('hold an e-mail address')
  })

  it('without a queue is an error of the change, not a job that is lost', async () => {
    const unknown = defineJob({ ...wish, name: 'never-prepared' })
    await expect(transact(house.db, (trx) => enqueue(trx, unknown, { wish: 'x' }, operator))).rejects.toThrow(
      'There is no queue never-prepared-v1',
    )
  })
})

describe('A job that fails', () => {
  it('is tried again later and later, then stands where it can be seen, tried again or dropped', async () => {
    const waits: number[] = []
    wishes.set('fails', async () => {
      throw new Error('mail to ama@example.org was refused')
    })
    await start()
    const id = await put('fails')
    for (const attempt of [1, 2]) {
      await until(async () => (await stateOf(id)) === 'retry' && happened.length === attempt)
      const { rows } = await sql<{ wait: number }>`
        select extract(epoch from start_after - now())::float as wait from ${sql.table(`${schema}.job`)}`.execute(
        house.db,
      )
      waits.push(rows[0]?.wait ?? 0)
      await makeDue()
    }
    await until(async () => (await stateOf(id)) === 'failed')
    expect(happened).toHaveLength(3)
    expect(waits.every((wait) => wait > 0)).toBe(true)

    const [failed] = await failedJobs(house.db)
    expect(failed).toMatchObject({ id, attempts: 3, reason: 'mail to …@… was refused' })
    const standing = await standingOfJobs(house.db)
    expect(standing.find(({ queue }) => queue === 'fulfil-wish-v1')).toMatchObject({ waiting: 0, failed: 1 })

    wishes.set('fails', async () => {})
    await retryJob(house.db, id ?? '')
    await until(async () => (await stateOf(id)) === 'completed')
    await expect(dropJob(house.db, id ?? '')).rejects.toThrow('There is no failed job of that number')
  })

  it('keeps no address in what is noted of an error', () => {
    expect(withoutData(new Error('550 <kofi@example.org>: unknown'))).toEqual({
      name: 'Error',
      message: '550 <…@…>: unknown',
    })
  })

  it('and can be dropped', async () => {
    wishes.set('for nothing', async () => {
      throw new Fault(404, 'not-found', 'It is gone')
    })
    await start()
    const id = await put('for nothing')
    await until(async () => (await stateOf(id)) === 'failed')
    await dropJob(house.db, id ?? '')
    expect(await failedJobs(house.db)).toEqual([])
  })
})

describe('Several processes', () => {
  const worker = async () => {
    const child = spawn(
      process.execPath,
      [
        path.join(programFolder, 'worker-program.test-data.js'),
        JSON.stringify({ connection: asApplication(house.connection), schema: house.schema }),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    processes.push(child)
    await once(child.stdout, 'data')
    return child
  }
  const putNotes = (numbers: number[], forMs: number) =>
    transact(house.db, async (trx) => {
      for (const number of numbers) await enqueue(trx, noteDown, { number, forMs }, operator)
    })

  it('share the jobs, and none is run by two', async () => {
    await Promise.all([worker(), worker()])
    const numbers = Array.from({ length: 60 }, (_, number) => number)
    await putNotes(numbers, 5)
    await until(async () => (await notes()).filter(({ what }) => what === 'ended').length === 60)
    const all = await notes()
    expect(all.filter(({ what }) => what === 'began')).toHaveLength(60)
    expect(new Set(all.map(({ who }) => who)).size).toBe(2)
  })

  it('take over what one had begun that was killed', async () => {
    const killed = await worker()
    await putNotes([7], 60_000)
    await until(async () => (await notes()).length === 1)
    killed.kill('SIGKILL')
    await once(killed, 'exit')

    // Its time runs out; looking for such jobs is what every process does each half minute.
    await until(async () => {
      await openBoss(house.db, { schema, log: house.log }).expire()
      const { rows } = await sql<{ state: string }>`select state from ${sql.table(`${schema}.job`)}`.execute(
        house.db,
      )
      return rows[0]?.state === 'retry'
    })
    await sql`update ${sql.table(`${schema}.job`)} set data = jsonb_set(data, '{data,forMs}', '1')`.execute(
      house.db,
    )
    await makeDue()
    const heir = await worker()
    await until(async () => (await notes()).some(({ what }) => what === 'ended'))
    expect(await notes()).toEqual([
      { number: 7, who: killed.pid, what: 'began' },
      { number: 7, who: heir.pid, what: 'began' },
      { number: 7, who: heir.pid, what: 'ended' },
    ])
  })

  it('end in order: what runs is finished in time or handed back at no cost', async () => {
    const leaving = await worker()
    await putNotes([1], 60_000)
    await until(async () => (await notes()).length === 1)
    leaving.kill('SIGTERM')
    expect(await once(leaving, 'exit')).toEqual([0, null])
    const { rows } = await sql`select state, retry_count from ${sql.table(`${schema}.job`)}`.execute(house.db)
    expect(rows).toEqual([{ state: 'retry', retry_count: 0 }])
  })
})

describe('Stopping', () => {
  it('waits for a job that ends in time', async () => {
    let release = () => {}
    const begun = new Promise<void>((seen) => {
      wishes.set('slow', () => {
        seen()
        return new Promise((resolve) => {
          release = resolve
        })
      })
    })
    const running = await start()
    const id = await put('slow')
    await begun
    const stopped = running.stop({ deadline: 30_000 })
    release()
    await stopped
    expect(await stateOf(id)).toBe('completed')
    expect(running.running()).toBe(0)
  })

  it('takes nothing new', async () => {
    const running = await start()
    await running.stop()
    const id = await put('too late')
    expect(await stateOf(id)).toBe('created')
    expect(happened).toEqual([])
  })
})

describe('Old and new version side by side', () => {
  it('leave each other’s jobs alone: unknown names and versions wait, they do not fail', async () => {
    const id = await put('for the newer', newer)
    await start([wish])
    const known = await put('for this one')
    await until(async () => (await stateOf(known)) === 'completed')
    expect(await stateOf(id)).toBe('created')
    expect(happened).toEqual(['for this one'])

    await start([wish, newer])
    await until(async () => (await stateOf(id)) === 'completed')
  })

  it('prepare the same database one after the other, and at once, without taking queues away', async () => {
    await Promise.all([
      prepareJobs(house.owner, APPLICATION_ROLE, [wish]),
      prepareJobs(house.owner, APPLICATION_ROLE, all),
    ])
    const queues = (await standingOfJobs(house.db)).map(({ queue }) => queue)
    expect(queues).toEqual(all.map(queueOf).sort())
  })
})

describe('What comes again', () => {
  it('runs once in each slot of time, however many processes there are', async () => {
    await Promise.all([start([again]), start([again]), start([again])])
    await until(() => happened.length > 0)
    await put('in between')
    await start([wish])
    await until(() => happened.includes('in between'))
    expect(happened.filter((each) => each === 'again')).toEqual(['again'])
  })
})

describe('The everyday role', () => {
  it('uses the queues and cannot make or drop one', async () => {
    const boss = openBoss(house.db, { schema, log: house.log })
    await expect(boss.createQueue('mine')).rejects.toThrow(/permission denied/)
    await expect(sql`drop table ${sql.table(`${schema}.job`)}`.execute(house.db)).rejects.toThrow(
      /must be owner/,
    )
  })
})

describe('The log of jobs', () => {
  it('names job, number and error, and nothing of the data', async () => {
    const lines: string[] = []
    const log = openLog('debug', (line) => lines.push(line))
    wishes.set('a secret wish', async () => {
      throw new Error('no route to ama@example.org')
    })
    const running = await startJobs({ ...house, log }, [wish], { lookEvery: 20 })
    started.push(running)
    const id = await put('a secret wish')
    await until(async () => (await stateOf(id)) === 'retry')
    await running.stop()
    const text = lines.join('')
    expect(text).toContain(id)
    expect(text).toContain('fulfil-wish-v1')
    expect(text).not.toMatch(/a secret wish|ama@example/)
  })
})
