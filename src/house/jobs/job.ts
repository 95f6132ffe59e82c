import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Action } from '../../people/policy/actions.ts'
import type { Actor } from '../actor.ts'
import { Unusable } from '../errors.ts'
import type { House } from '../house.ts'

/** What a running job is told besides its data. */
export type Run = {
  /** Of this job; the same when it is tried again. */
  id: string
  /** 1 for the first time. */
  attempt: number
  /** Ends when the job has taken too long or the process is to end; what is then still open should be left. */
  signal: AbortSignal
}

/**
 * Work to be done later, by whichever process is free. It runs at least once: a process
 * that dies in the middle leaves it to another, so `run` does what is still to be done
 * and finds nothing when it was done.
 */
export type Job<Data extends TSchema = TSchema> = {
  /** Verb and thing, kebab-case: `deliver-mails`. */
  name: string
  /**
   * Raised when the data of the job change in a way that the former version would not
   * understand. Each version has a queue of its own: a process takes only what it knows,
   * so old and new can run side by side.
   */
  version: number
  data: Data
  /** How often it is tried again after the first time. */
  retries: number
  /** Seconds before the first new try; each waits about twice as long as the one before. */
  retryAfter: number
  /** Seconds it may take; after that it is taken from its process and given to another. */
  within: number
  /** What it lets happen. Asked again when it runs, of whoever it is for: between then and now they may have left. */
  may: Action
  /** For what happens again and again: so many seconds apart, once for all processes. Its data are `{}`. */
  every: number | null
  run: (house: House, data: Static<Data>, actor: Actor, run: Run) => Promise<void>
}

export type JobDefinition<Data extends TSchema> = Pick<Job<Data>, 'name' | 'data' | 'run'> &
  Partial<Pick<Job, 'version' | 'retries' | 'retryAfter' | 'within' | 'every' | 'may'>>

/**
 * A job and its defaults: five more tries after half a minute, one, two, four and eight
 * minutes (more or less, so that many do not come at once), five minutes to finish. What
 * comes again anyway is not tried again.
 *
 * `data` hold ids, never names or addresses: they are kept for weeks when a job fails.
 * What comes at the program’s own times is its own (`run the house`); what a person asked for names its action.
 */
export function defineJob<Data extends TSchema>(definition: JobDefinition<Data>): Job<Data> {
  if (!/^[a-z]+(-[a-z]+)*$/.test(definition.name))
    throw new RangeError(`“${definition.name}” is no name for a job: small letters and hyphens`)
  const retries = definition.every === undefined ? 5 : 0
  return {
    version: 1,
    retries,
    retryAfter: 30,
    within: 300,
    every: null,
    may: 'run the house',
    ...definition,
  }
}

/** The queue of one version of a job. */
export function queueOf(job: Pick<Job, 'name' | 'version'>): string {
  return `${job.name}-v${job.version}`
}

export const ActorShape = Type.Object({
  person: Type.Union([Type.String(), Type.Null()]),
  as: Type.Enum(['person', 'operator', 'system']),
  via: Type.Enum(['page', 'api', 'command', 'job']),
  requestId: Type.Union([Type.String(), Type.Null()]),
})

/** What lies in the queue: the data, and on whose behalf. */
export const Parcel = Type.Object({ data: Type.Unknown(), actor: ActorShape })

/** Throws Unusable when the data are not those of the job, naming the places. */
export function assertData<Data extends TSchema>(
  job: Job<Data>,
  data: unknown,
): asserts data is Static<Data> {
  if (!Value.Check(job.data, data)) {
    throw new Unusable(
      `The data of the job ${queueOf(job)} are not as they should be`,
      Value.Errors(job.data, data)
        .slice(0, 10)
        .map(({ instancePath, message }) => ({
          place: instancePath.slice(1).replaceAll('/', '.'),
          message,
        })),
    )
  }
  // A guard against a slip, not a proof: an address that got in would lie in the queue, in its backup, in the log.
  if (/[^\s"@]@[^\s"@]+\.[^\s"@]/.test(JSON.stringify(data))) {
    throw new Unusable(`The data of the job ${queueOf(job)} hold an e-mail address`, [
      { message: 'Jobs are kept for weeks.', remedy: 'Hand over the id of the record that holds it.' },
    ])
  }
}
