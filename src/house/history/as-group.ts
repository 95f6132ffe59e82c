import type { Transaction } from 'kysely'
import type { Tables } from '../database.ts'
import { type Change, recordEvent } from './record-event.ts'

/**
 * Writes what somebody did for a survivors’ group into the history of a record, without the person:
 * all parties read that, and who speaks as the group must not be named by it. Who it was stands in a
 * record of its own, `own`, for those who audit.
 */
export async function recordAsGroup(
  trx: Transaction<Tables>,
  change: Change,
  own: { id: string; after?: Record<string, unknown> },
): Promise<void> {
  const { actor, record } = change
  await recordEvent(trx, {
    ...change,
    actor: { person: null, as: 'system', via: actor.via, requestId: null },
  })
  await recordEvent(trx, {
    record: { kind: 'survivor-review', id: own.id },
    action: change.action,
    before: null,
    after: { [record.kind]: record.id, ...own.after },
    actor,
    at: change.at,
  })
}
