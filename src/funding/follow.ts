import { sql } from 'kysely'
import type { Trx } from '../compacts/change.ts'
import type { TakesEffect } from '../compacts/effects.ts'
import { refusing } from './faults.ts'

/**
 * Makes plan, tranches and conditions the ones of a version: what came with it, what changed,
 * and what it no longer has, which ends and is never deleted. The database reads them from the
 * text of that version itself. Throws MoneyFault `in use` when money or a determination stands
 * on something that would be gone, or on more than would be left.
 */
export async function followAgreement(trx: Trx, compact: string, version: number): Promise<void> {
  await refusing(() => sql`select fund_follow(${compact}, ${version})`.execute(trx))
}

/** What this room does when a version takes effect. */
export const fundingEffect: TakesEffect = (trx, { compact, version }) =>
  followAgreement(trx, compact, version)
