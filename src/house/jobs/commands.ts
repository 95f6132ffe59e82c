import { parseArgs } from 'node:util'
import type { ExitCode, Io } from '../command.ts'
import { WrongUse } from '../errors.ts'
import type { House } from '../house.ts'
import type { Job } from './job.ts'
import { dropJob, failedJobs, retryJob, standingOfJobs } from './standing.ts'
import { startJobs } from './start.ts'

const workerUsage = `tp worker             runs the jobs of the house until it is told to stop
  --at-once N         how many at once (4)`

/**
 * `tp worker`: runs jobs until `until` is aborted, then ends those that run or hands them
 * back. Any number of workers may run, on any machine that reaches database and keys.
 */
export async function workerCommand(
  house: House,
  argv: string[],
  io: Io,
  { jobs, until }: { jobs: readonly Job[]; until: AbortSignal },
): Promise<ExitCode> {
  const values = read(
    'tp worker',
    () => parseArgs({ args: argv, options: { 'at-once': { type: 'string' } } }).values,
  )
  const atOnce = Number(values['at-once'] ?? 4)
  if (!Number.isInteger(atOnce) || atOnce < 1 || atOnce > 32) {
    throw new WrongUse(`“${values['at-once']}” is not a number of jobs`, [
      { place: '--at-once', message: 'It is a whole number from 1 to 32.', remedy: workerUsage },
    ])
  }
  const running = await startJobs(house, jobs, { atOnce })
  io.err(`Running jobs, ${atOnce} at once. Ctrl-C ends it.`)
  if (!until.aborted) await new Promise((resolve) => until.addEventListener('abort', resolve, { once: true }))
  await running.stop()
  return 0
}

const jobsUsage = `tp admin jobs               how the queues stand, and what failed for good
tp admin jobs retry ID      one more try for a job that failed
tp admin jobs drop ID       removes it
  --json`

/** `tp admin jobs`: answers 1 when jobs have failed for good, so that a script can watch it. */
export async function jobsCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read('tp admin jobs', () =>
    parseArgs({ args: argv, options: { json: { type: 'boolean' } }, allowPositionals: true }),
  )
  const [verb, id, ...more] = positionals
  if (verb === 'help') {
    io.out(jobsUsage)
    return 0
  }
  if (verb === undefined) return list(house, values.json ?? false, io)
  if ((verb !== 'retry' && verb !== 'drop') || id === undefined || more.length > 0) {
    throw new WrongUse(`“tp admin jobs ${positionals.join(' ')}” is not understood`, [
      { message: 'Known are retry ID and drop ID.', remedy: 'See `tp admin jobs help`.' },
    ])
  }
  await (verb === 'retry' ? retryJob(house.db, id) : dropJob(house.db, id))
  if (values.json) io.out(JSON.stringify({ [verb]: id }))
  else io.out(verb === 'retry' ? `${id} is tried once more` : `${id} is dropped`)
  return 0
}

async function list(house: House, json: boolean, io: Io): Promise<ExitCode> {
  const queues = await standingOfJobs(house.db)
  const failed = await failedJobs(house.db)
  const status: ExitCode = failed.length > 0 ? 1 : 0
  if (json) {
    io.out(JSON.stringify({ queues, failed }, null, 2))
    return status
  }
  const wide = Math.max(5, ...queues.map(({ queue }) => queue.length))
  io.out(`${'queue'.padEnd(wide)}  waiting  running  failed`)
  for (const { queue, waiting, running, failed: lost } of queues) {
    const numbers = [String(waiting).padStart(7), String(running).padStart(7), String(lost).padStart(6)]
    io.out(`${queue.padEnd(wide)}  ${numbers.join('  ')}`)
  }
  for (const job of failed) {
    io.out(`\n${job.id}  ${job.queue}  failed ${job.failed?.toISOString() ?? 'at an unknown time'}`)
    io.out(`  after ${job.attempts} ${job.attempts === 1 ? 'attempt' : 'attempts'}: ${job.reason}`)
  }
  return status
}

function read<Values>(command: string, parse: () => Values): Values {
  try {
    return parse()
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error), [
      { place: command, message: 'It was put together wrongly.', remedy: 'See `tp help`.' },
    ])
  }
}
