import type { Transaction } from 'kysely'
import type { Actor } from '../../house/actor.ts'
import type { Tables } from '../../house/database.ts'
import type { RecordName } from '../../house/history/event.ts'
import { personalValue } from '../../house/history/personal-values.ts'
import { recordEvent } from '../../house/history/record-event.ts'
import type { House } from '../../house/house.ts'
import { namesOf } from './people.ts'

export type Trx = Transaction<Tables>

/** Who changes something here, and when. */
export type Change = { keys: House['keys']; actor: Actor; at: Date }

/** A change that begins now. */
export function changeBy(house: Pick<House, 'keys' | 'now'>, actor: Actor): Change {
  return { keys: house.keys, actor, at: house.now() }
}

export const organisationRecord = (id: string): RecordName => ({ kind: 'organisation', id })
export const personRecord = (id: string): RecordName => ({ kind: 'person', id })

/** Writes what happened into the history of its record, in the transaction of the change. */
export async function tell(
  trx: Trx,
  { actor, at }: Change,
  event: { record: RecordName; action: string; before: unknown; after: unknown; reason?: string | null },
): Promise<void> {
  await recordEvent(trx, { ...event, actor, at })
}

/** A person as an event holds them: the id, and the name they went by then, kept apart so that it can be erased. */
export async function personIn(trx: Trx, { keys, at }: Change, id: string) {
  const name = (await namesOf(trx, [id])).get(id)
  return { id, name: name === undefined ? null : await personalValue(trx, keys, id, name, at) }
}
