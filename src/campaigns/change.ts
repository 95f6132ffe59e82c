import type { Transaction } from 'kysely'
import type { Actor } from '../house/actor.ts'
import type { Tables } from '../house/database.ts'
import type { RecordName } from '../house/history/event.ts'
import { recordEvent } from '../house/history/record-event.ts'
import type { House } from '../house/house.ts'

export type Trx = Transaction<Tables>

/** Who changes something here, and when. */
export type Change = { actor: Actor; at: Date }

/** A change that begins now. */
export const changeBy = (house: Pick<House, 'now'>, actor: Actor): Change => ({ actor, at: house.now() })

export const campaignRecord = (id: string): RecordName => ({ kind: 'campaign', id })

/** Writes what happened into the history of its record, in the transaction of the change. */
export async function tell(
  trx: Trx,
  { actor, at }: Change,
  event: { record: RecordName; action: string; before: unknown; after: unknown; reason?: string | null },
): Promise<void> {
  await recordEvent(trx, { ...event, actor, at })
}
