import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import { Fault } from './errors.ts'

export type TransactOptions = {
  /** How often it is tried in all. */
  tries?: number
  /** Waits so many milliseconds; tests hand in their own. */
  wait?: (ms: number) => Promise<unknown>
  /** A number from 0 to 1 that spreads the waits of competing writers. */
  chance?: () => number
}

/** Serialisation failure, deadlock, server starting or recovering: nothing was written, trying again is right. */
const passing = new Set(['40001', '40P01', '57P03'])

/**
 * All of `work` or nothing, in one transaction. It is tried again when the database
 * asks for it (40001, 40P01, 57P03), so `work` may run several times: it touches
 * nothing but `trx`.
 *
 * Throws a Fault with status 503 when the connection is lost: before the commit was
 * sent nothing was written, and the message says so; during the commit it is not
 * known, and the message says that.
 */
export async function transact<Tables, Result>(
  db: Kysely<Tables>,
  work: (trx: Transaction<Tables>) => Promise<Result>,
  { tries = 8, wait = sleep, chance = Math.random }: TransactOptions = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    let committing = false
    try {
      return await db.transaction().execute(async (trx) => {
        const result = await work(trx)
        committing = true
        return result
      })
    } catch (error) {
      if (isConnectionLoss(error)) throw lost(error, committing)
      if (!isPassing(error) || attempt >= tries) throw error
      // Doubling from 10 ms to at most 1 s, spread so that two that met do not meet again.
      await wait(Math.min(1000, 10 * 2 ** (attempt - 1)) * (0.5 + chance()))
    }
  }
}

// Two that add to the same chain at once: one is refused by the number both wanted, and finds the next one free.
function isPassing(error: unknown): boolean {
  const code = codeOf(error)
  if (passing.has(code)) return true
  return (
    code === '23505' && error instanceof Error && 'constraint' in error && error.constraint === 'events_pkey'
  )
}

/** Whether the error means that the connection to the database broke or could not be made. */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error)
  // Class 08: connection exception; 57P01-02: the server was stopped; 25P03/57P05: it hung up on an idle session.
  if (/^08/.test(code) || ['57P01', '57P02', '57P05', '25P03'].includes(code)) return true
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'].includes(code) && hasSyscall(error))
    return true
  const message = error instanceof Error ? error.message : ''
  return /Connection terminated|not queryable|timeout exceeded when trying to connect/i.test(message)
}

function hasSyscall(error: unknown): boolean {
  return (
    error instanceof Error &&
    'syscall' in error &&
    ['connect', 'read', 'write'].includes(String(error.syscall))
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function lost(cause: unknown, committing: boolean): Fault {
  const fault = committing
    ? new Fault(
        503,
        'connection-lost',
        'The connection to the database was lost while the change was being confirmed',
        [
          {
            message: 'It is not known whether the change was recorded: either all of it was, or nothing.',
            remedy: 'Look whether it is there before trying again.',
          },
        ],
      )
    : new Fault(503, 'connection-lost', 'The connection to the database was lost; nothing was written', [
        { message: 'Nothing of this change was recorded.', remedy: 'Try again when the database answers.' },
      ])
  fault.cause = cause
  return fault
}
