import { sql } from 'kysely'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../actor.ts'
import { NotFound } from '../errors.ts'
import { APPLICATION_ROLE } from '../grants.ts'
import { recordEvent } from '../history/record-event.ts'
import { openLog } from '../log.ts'
import { transact } from '../transact.ts'
import { jobsSchema } from './boss.ts'
import { jobsCommand, workerCommand } from './commands.ts'
import { enqueue } from './enqueue.ts'
import { houseJobs } from './house-jobs.ts'
import { defineJob, type Job } from './job.ts'
import { prepareJobs } from './prepare.ts'

let house: TestHouse
const lost = defineJob({
  may: 'read what is public',
  name: 'look-for-what-is-lost',
  data: Type.Object({}),
  run: async () => {
    throw new NotFound('It is not there')
  },
})
const forgetting = {
  what: 'what cannot be forgotten',
  forget: () => Promise.reject(new Error('it is locked')),
}
const jobs: Job[] = [...houseJobs([forgetting]), lost]

beforeAll(async () => {
  house = await openTestHouse({ now: new Date() })
  await prepareJobs(house.owner, APPLICATION_ROLE, jobs)
})
afterAll(async () => {
  await sql`drop schema ${sql.id(await jobsSchema(house.owner))} cascade`.execute(house.owner)
  await house.close()
})

const spoken = (run: (io: Parameters<typeof jobsCommand>[2]) => Promise<number>) => {
  const out: string[] = []
  const io = { out: (line: string) => out.push(line), err: () => {}, language: 'en' as const }
  return run(io).then((code) => ({ code, out: out.join('\n') }))
}
const tpJobs = (...argv: string[]) => spoken((io) => jobsCommand(house, argv, io))

describe('tp worker', () => {
  it('does what the house has to do again and again, and what was queued, until it is told to stop', async () => {
    await transact(house.db, async (trx) => {
      await enqueue(trx, lost, {}, operator)
      await recordEvent(trx, {
        record: { kind: 'organisation', id: 'o1' },
        action: 'made',
        before: null,
        after: { name: 'A union' },
        actor: operator,
        at: house.now(),
      })
    })
    const until = new AbortController()
    const lines: string[] = []
    const log = openLog('info', (line) => lines.push(line))
    const worked = spoken((io) =>
      workerCommand({ ...house, log }, ['--at-once', '2'], io, { jobs, until: until.signal }),
    )
    const ended = () =>
      ['checkpoint-history-v1', 'deliver-mails-v1', 'forget-expired-v1', 'look-for-what-is-lost-v1'].every(
        (queue) => lines.some((line) => line.includes(queue)),
      )
    while (!ended()) await new Promise((resolve) => setTimeout(resolve, 20))
    until.abort()
    expect((await worked).code).toBe(0)

    const checkpoints = await house.db.selectFrom('checkpoints').select('events').execute()
    expect(checkpoints).toEqual([{ events: 1 }])
    const text = lines.join('')
    expect(text).toContain('"what":"attempts"')
    expect(text).toContain('"what":"mails"')
  })

  it('takes no number of jobs that it could not run', async () => {
    const run = spoken((io) =>
      workerCommand(house, ['--at-once', 'many'], io, { jobs, until: AbortSignal.abort() }),
    )
    await expect(run).rejects.toThrow('“many” is not a number of jobs')
  })
})

describe('tp admin jobs', () => {
  it('shows the queues and what failed, with its reason, and says so in its exit status', async () => {
    const { code, out } = await tpJobs()
    expect(code).toBe(1)
    expect(out).toMatch(/look-for-what-is-lost-v1 +0 +0 +1/)
    expect(out).toContain('after 1 attempt: It is not there')
    expect(out).toContain('Not forgotten: what cannot be forgotten')
    const told = JSON.parse((await tpJobs('--json')).out)
    expect(told.failed).toHaveLength(2)
  })

  it('tries a job once more, or drops it', async () => {
    const failed: { id: string; queue: string }[] = JSON.parse((await tpJobs('--json')).out).failed
    for (const { id, queue } of failed) {
      await tpJobs(queue.startsWith('look') ? 'drop' : 'retry', id)
    }
    expect((await tpJobs()).code).toBe(0)
    await expect(tpJobs('retry', 'no-such-job')).rejects.toThrow('There is no failed job of that number')
    await expect(tpJobs('retry')).rejects.toThrow('is not understood')
  })
})
