import type { Transaction } from 'kysely'
import type { Actor } from '../house/actor.ts'
import type { Tables } from '../house/database.ts'
import type { RecordName } from '../house/history/event.ts'
import { recordEvent } from '../house/history/record-event.ts'
import type { House } from '../house/house.ts'
import './tables.ts'

export type Trx = Transaction<Tables>

/** Who changes something here, and when. */
export type Change = {
  actor: Actor
  at: Date
  /**
   * Organisations the person holds the role in that the change asks for, in this compact.
   * Empty for the operator and the program: they stand for nobody.
   */
  standsFor: readonly string[]
}

/** A change that begins now. */
export function changeBy(house: Pick<House, 'now'>, actor: Actor, standsFor: readonly string[] = []): Change {
  return { actor, at: house.now(), standsFor }
}

export const compactRecord = (id: string): RecordName => ({ kind: 'compact', id })

/** Writes what happened into the history of a compact, in the transaction of the change. */
export async function tell(
  trx: Trx,
  { actor, at }: Change,
  event: { compact: string; action: string; before: unknown; after: unknown; reason?: string | null },
): Promise<void> {
  const { compact, ...rest } = event
  await recordEvent(trx, { ...rest, record: compactRecord(compact), actor, at })
}

/** The calendar day of a change, `YYYY-MM-DD` in UTC. */
export const dayOf = ({ at }: Pick<Change, 'at'>): string => at.toISOString().slice(0, 10)
