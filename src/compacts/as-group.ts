import type { Kysely } from 'kysely'
import type { Tables } from '../house/database.ts'
import { recordAsGroup } from '../house/history/as-group.ts'
import { type Change, compactRecord, type Trx, tell } from './change.ts'

/*
 * Advisers of a survivors’ group speak and bring as the group: every party of a compact reads along,
 * and an implementer must not learn by a comment who in the group was there.
 */

/** The organisations that take part in a compact as survivors’ groups, or did. */
export async function groupsOf(db: Kysely<Tables>, compact: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('compact_parties')
    .select('organisation_id')
    .where('compact_id', '=', compact)
    .where('part', '=', 'survivors')
    .execute()
  return new Set(rows.map(({ organisation_id }) => organisation_id))
}

/** Whether what somebody does for an organisation is the group’s, and nobody’s of its people. */
export const speaksAsGroup = async (
  db: Kysely<Tables>,
  { actor }: Pick<Change, 'actor'>,
  compact: string,
  organisation: string | null,
): Promise<boolean> =>
  actor.as === 'person' && organisation !== null && (await groupsOf(db, compact)).has(organisation)

/** Writes what happened into the history of a compact; what a group did without the person. */
export async function tellFor(
  trx: Trx,
  change: Change,
  event: Parameters<typeof tell>[2] & { group: boolean; own: string },
): Promise<void> {
  const { group, own, ...rest } = event
  if (!group) return tell(trx, change, rest)
  const { compact, ...what } = rest
  const { actor, at } = change
  await recordAsGroup(trx, { ...what, record: compactRecord(compact), actor, at }, { id: own })
}
