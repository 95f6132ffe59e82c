import type { Kysely } from 'kysely'
import type { Actor } from '../house/actor.ts'
import type { Tables } from '../house/database.ts'
import type { Agreement } from './agreement.ts'
import type { Trx } from './change.ts'
import type { Gap, Step } from './gap-codes.ts'

/*
 * What other rooms do and ask when a compact takes a step. They lean on this room, so it
 * cannot know them: whoever opens the house hands them in.
 */

/** Runs in the transaction in which a version takes effect; a fault thrown here keeps it from doing so. */
export type TakesEffect = (
  trx: Trx,
  what: {
    compact: string
    version: number
    agreement: Agreement
    /** What was in force before; null for the first text. */
    before: Agreement | null
    /** The day on which it takes effect, `YYYY-MM-DD`. */
    on: string
    at: Date
    actor: Actor
  },
) => Promise<void>

/** What another room finds lacking before a step: the survivors’ review, open reports, unpaid releases. */
export type MoreGaps = (
  db: Kysely<Tables>,
  asked: {
    compact: string
    step: Step
    /** The text the step is about: the frozen one, else the draft, else that in force. */
    agreement: Agreement
    /** Number and hash of the frozen version; null while there is none. */
    version: { number: number; hash: string } | null
    /** Before closing: the last day of the compact, after which nothing is asked for; null where it has none. */
    upTo?: string | null
  },
) => Promise<Gap[]>

export type CompactWiring = { effects: readonly TakesEffect[]; moreGaps: readonly MoreGaps[] }

/** Nobody else follows or asks: for tests of this room and for reading only. */
export const alone: CompactWiring = { effects: [], moreGaps: [] }
