import { randomUUID } from 'node:crypto'
import { Fault } from '../../house/errors.ts'
import type { Report } from './report.ts'

/*
 * Runs that readers asked for. Each question is computed once and kept for whoever asks next; one is worked on at a
 * time, and what nobody looks at any more is given up. Nothing here is written: the same question gives the same answer.
 */

/** Computes one report; `onShare` is told how far it is, from 0 to 1. */
export type Compute<Task> = (
  task: Task,
  how: { signal: AbortSignal; onShare: (share: number) => void },
) => Promise<Report>

export type Job = {
  /** Who holds it may stop it. */
  ticket: string
  share: number
  queued: boolean
}

export type Answer = { report: Report } | { job: Job }

type Kept<Task> = {
  key: string
  task: Task
  ticket: string
  share: number
  looked: number
  begun: boolean
  stop: AbortController
  done: Promise<Report>
}

/** How long runs go on when nobody looks at them any more. */
const patienceMs = 60_000
const mostKept = 48
const mostQueued = 6

export class RunsDesk<Task> {
  readonly #compute: Compute<Task>
  readonly #now: () => number
  readonly #reports = new Map<string, Report>()
  readonly #jobs = new Map<string, Kept<Task>>()
  #before: Promise<unknown> = Promise.resolve()

  constructor(compute: Compute<Task>, now: () => number = () => performance.now()) {
    this.#compute = compute
    this.#now = now
  }

  /**
   * The report of a question, waited for at most so many milliseconds; else how far it is.
   *
   * @throws Fault 429 when too many other questions wait; whatever the computation throws
   */
  async ask(key: string, task: Task, waitMs: number): Promise<Answer> {
    const known = this.#reports.get(key)
    if (known) {
      this.#reports.delete(key)
      this.#reports.set(key, known)
      return { report: known }
    }
    this.#giveUpForgotten()
    const job = this.#jobs.get(key) ?? this.#begin(key, task)
    job.looked = this.#now()
    const report = await inTime(job.done, waitMs)
    if (report) return { report }
    return { job: { ticket: job.ticket, share: job.share, queued: !job.begun } }
  }

  /** Stops runs; whoever else waits for them begins anew by looking. False when there are none of this ticket. */
  stop(ticket: string): boolean {
    const job = [...this.#jobs.values()].find((each) => each.ticket === ticket)
    if (!job) return false
    this.#end(job)
    return true
  }

  /** Stops everything: the house closes. */
  close(): void {
    for (const job of this.#jobs.values()) this.#end(job)
  }

  #begin(key: string, task: Task): Kept<Task> {
    if (this.#jobs.size >= mostQueued) throw busy(this.#jobs.size)
    const stop = new AbortController()
    const job: Kept<Task> = {
      key,
      task,
      ticket: randomUUID(),
      share: 0,
      looked: this.#now(),
      begun: false,
      stop,
      done: this.#before.then(async () => {
        stop.signal.throwIfAborted()
        job.begun = true
        try {
          const report = await this.#compute(task, {
            signal: stop.signal,
            onShare: (share) => {
              job.share = share
            },
          })
          this.#keep(key, report)
          return report
        } finally {
          if (this.#jobs.get(key) === job) this.#jobs.delete(key)
        }
      }),
    }
    this.#jobs.set(key, job)
    // Nobody may be waiting when it fails or is stopped; whoever asks next begins it anew.
    this.#before = job.done.catch(() => {})
    return job
  }

  #end(job: Kept<Task>): void {
    job.stop.abort(
      new Fault(409, 'stopped', 'These runs were stopped', [
        { message: 'Nothing of them was kept.', remedy: 'Ask again to begin them anew.' },
      ]),
    )
    if (this.#jobs.get(job.key) === job) this.#jobs.delete(job.key)
  }

  #giveUpForgotten(): void {
    for (const job of this.#jobs.values()) if (this.#now() - job.looked > patienceMs) this.#end(job)
  }

  #keep(key: string, report: Report): void {
    this.#reports.set(key, report)
    for (const oldest of this.#reports.keys()) {
      if (this.#reports.size <= mostKept) break
      this.#reports.delete(oldest)
    }
  }
}

function busy(waiting: number): Fault {
  const fault = new Fault(429, 'busy', 'Too many other runs are being made', [
    {
      message: `${waiting} questions wait already.`,
      remedy: 'Come back in a minute, or run `tp select robustness` on a machine of your own.',
    },
  ])
  fault.retryAfterSeconds = 60
  return fault
}

/** What a promise gives within so many milliseconds, or undefined. */
async function inTime<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
