import type { Kysely } from 'kysely'
import type { Tables } from '../house/database.ts'

/**
 * How an organisation took its part upon itself. One government admits another organisation; that it
 * agrees shows when somebody acts for it: it began the compact, or signed, or spoke in it.
 */
export type Acceptance = { how: 'began' | 'signed' | 'spoke'; at: string }

/** Organisations that take part now and have accepted, by their ids; one that is not here has not yet. */
export async function acceptancesOf(db: Kysely<Tables>, compact: string): Promise<Map<string, Acceptance>> {
  const parties = await db
    .selectFrom('compact_parties')
    .innerJoin('compacts', 'compacts.id', 'compact_parties.compact_id')
    .select(['organisation_id', 'began', 'made', 'began_by', 'made_by'])
    .where('compact_id', '=', compact)
    .where('ended', 'is', null)
    .orderBy('compact_parties.id')
    .execute()
  const acts = [
    ...(
      await db
        .selectFrom('compact_signatures')
        .select(['organisation_id', 'at'])
        .where('compact_id', '=', compact)
        .execute()
    ).map((each) => ({ ...each, how: 'signed' as const })),
    ...(
      await db
        .selectFrom('compact_comments')
        .select(['organisation_id', 'at'])
        .where('compact_id', '=', compact)
        .execute()
    ).map((each) => ({ ...each, how: 'spoke' as const })),
  ]
  const accepted = new Map<string, Acceptance>()
  for (const [place, { organisation_id, began, made, began_by, made_by }] of parties.entries()) {
    // The first party is that of who began the compact, at the same moment.
    if (place === 0 && began.getTime() === made.getTime() && began_by === made_by) {
      accepted.set(organisation_id, { how: 'began', at: began.toISOString() })
      continue
    }
    // What was done before it was admitted again accepts nothing of now. A signature says it best.
    const own = acts
      .filter((act) => act.organisation_id === organisation_id && act.at >= began)
      .sort(
        (a, b) => Number(b.how === 'signed') - Number(a.how === 'signed') || a.at.getTime() - b.at.getTime(),
      )
    const first = own[0]
    if (first !== undefined) accepted.set(organisation_id, { how: first.how, at: first.at.toISOString() })
  }
  return accepted
}
