import { type Kysely, sql } from 'kysely'
import type { Tables } from '../house/database.ts'
import './tables.ts'

/**
 * The last day up to a day on which money of a compact was paid to somebody or spent, `YYYY-MM-DD`; null where there is none.
 * A payment that was taken back is none.
 */
export async function lastPayment(db: Kysely<Tables>, compact: string, upTo: string): Promise<string | null> {
  const { last } = await db
    .selectFrom('ledger_entries as entry')
    .select((select) => select.fn.max('entry.date').as('last'))
    .where('entry.compact_id', '=', compact)
    .where('entry.kind', 'in', ['disbursement', 'expenditure'])
    .where('entry.date', '<=', upTo)
    .where(sql<boolean>`not exists (select from ledger_entries as back where back.reverses = entry.id)`)
    .executeTakeFirstOrThrow()
  return last ?? null
}
