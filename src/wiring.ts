import type { CompactWiring } from './compacts/effects.ts'
import { fundingEffect } from './funding/follow.ts'
import { moneyGaps } from './funding/money-of.ts'
import type { Db } from './house/database.ts'
import { openReportGaps } from './monitoring/store.ts'
import { reviewGaps } from './survivors/store.ts'

/** What other rooms do when a version of a compact takes effect, and what they ask for before a step. */
export const compactWiring: CompactWiring = {
  effects: [fundingEffect],
  moreGaps: [reviewGaps, openReportGaps, moneyGaps],
}

/** Keys of the contributions of which the ledger knows something: the scorecard asks whether they are tracked. */
export async function contributionsWithEntries(db: Db, compact: string): Promise<string[]> {
  const rows = await db
    .selectFrom('ledger_entries')
    .select('contribution')
    .distinct()
    .where('compact_id', '=', compact)
    .orderBy('contribution')
    .execute()
  return rows.map(({ contribution }) => contribution)
}
