import type { Kysely } from 'kysely'
import type { Tables } from '../house/database.ts'
import type { Side } from './agreement.ts'
import { type Change, dayOf, type Trx, tell } from './change.ts'
import { isDay } from './day.ts'
import type { CompactWiring } from './effects.ts'
import { gapsOf } from './facts.ts'
import { CompactFault, GapsRemain } from './faults.ts'
import { closingDayIn, nextStates } from './steps.ts'
import {
  assertGovernment,
  assertReason,
  type CompactRow,
  lockManaged,
  partiesOf,
  sideOf,
  stepsOf,
  writeStep,
} from './store.ts'
import type { CompactState } from './tables.ts'

/*
 * How a compact is closed down. When its term has run out, either government begins. Before, both
 * agree on a last day: one asks, the other agrees to that same day. Nobody is held to it: until the
 * compact is closed either takes it back, and the text that both have signed goes on.
 */

type Db = Kysely<Tables>

/** An early closing that one side has asked for, and the other has not answered. */
export type ClosingAsked = {
  /** The last day it would have, `YYYY-MM-DD`. */
  lastDay: string
  /** Which side asked. */
  side: Side | null
  reason: string | null
  at: string
  by: string | null
}

/** What waits for the other side; null where nothing does. */
export async function closingAsked(db: Db, compact: string): Promise<ClosingAsked | null> {
  const last = (await stepsOf(db, compact)).findLast(
    ({ from, to, details }) => from !== to || details.closing !== undefined,
  )
  if (last === undefined || last.details.closing !== 'asked') return null
  const { lastDay, side } = last.details
  return {
    lastDay: String(lastDay),
    side: side === 'donor' || side === 'partner' ? side : null,
    reason: last.reason,
    at: last.at,
    by: last.by,
  }
}

/** The last day of a compact that is closing, or closed; null while it is neither. */
export const closingDayOf = async (db: Db, compact: string): Promise<string | null> =>
  closingDayIn(await stepsOf(db, compact))

export function wrongStep(from: CompactState, to: string): CompactFault {
  const next = nextStates(from).map((each) => each.to)
  return new CompactFault('wrong step', { from, to: to.slice(0, 40), next: next.join(', ') || '–' })
}

/**
 * Begins to close a compact down, or asks the other side to. For those who hold the compact.
 * `lastDay` may be left out once the term has run out.
 *
 * Throws Unusable for a last day that is past or after the term, or without a reason before its end;
 * GapsRemain while an amendment is open.
 */
export async function beginClosing(
  trx: Trx,
  change: Change,
  wiring: CompactWiring,
  asked: { row: CompactRow; reason: string | null; lastDay: string | null },
): Promise<CompactRow> {
  const { row, reason } = asked
  const compact = row.id
  const parties = await partiesOf(trx, compact)
  const today = dayOf(change)
  const over = row.ends !== null && today > row.ends
  const lastDay = asked.lastDay ?? (over ? row.ends : null)
  const from = over ? (row.ends ?? today) : today
  if (lastDay === null || !isDay(lastDay) || lastDay < from || (row.ends !== null && lastDay > row.ends))
    throw new CompactFault('last day unusable', {
      day: lastDay?.slice(0, 20) || '–',
      from,
      to: row.ends ?? '–',
    })
  if (!over) assertReason(reason)
  const gaps = await gapsOf(trx, wiring, { compact, step: 'closing', today })
  if (gaps.length > 0) throw new GapsRemain(gaps)

  const side = over ? null : sideOf(change, parties)
  const pending = await closingAsked(trx, compact)
  if (side !== null && (pending === null || pending.side === side || pending.lastDay !== lastDay)) {
    const details = { closing: 'asked', lastDay, side }
    await writeStep(trx, change, { compact, from: row.state, to: row.state, reason, details })
    await tell(trx, change, {
      compact,
      action: 'asked to close early',
      before: pending === null ? null : { lastDay: pending.lastDay, side: pending.side },
      after: { lastDay, side },
      reason,
    })
    return row
  }
  // Who has changed sides since agrees with themselves.
  if (side !== null && pending?.by === change.actor.person) throw new CompactFault('both sides')
  const details = { closing: 'begun', lastDay, ...(pending === null ? {} : { askedBy: pending.side }) }
  await trx
    .updateTable('compacts')
    .set({ state: 'closing', closes_on: lastDay })
    .where('id', '=', compact)
    .execute()
  await writeStep(trx, change, { compact, from: row.state, to: 'closing', reason, details })
  await tell(trx, change, {
    compact,
    action: 'took a step',
    before: { state: row.state },
    after: { state: 'closing', details },
    reason,
  })
  return { ...row, state: 'closing' }
}

/** Takes back an early closing that was asked for, or says no to it. Throws Conflict where none was. */
export async function dropClosing(
  trx: Trx,
  change: Change,
  asked: { compact: string; reason: string },
): Promise<void> {
  const { compact, reason } = asked
  const row = await lockManaged(trx, compact)
  const side = sideOf(change, await partiesOf(trx, compact))
  assertReason(reason)
  const pending = await closingAsked(trx, compact)
  if (pending === null) throw new CompactFault('closing not asked')
  await writeStep(trx, change, {
    compact,
    from: row.state,
    to: row.state,
    reason,
    details: { closing: 'dropped', lastDay: pending.lastDay, side },
  })
  await tell(trx, change, {
    compact,
    action: 'dropped an early closing',
    before: { lastDay: pending.lastDay, side: pending.side },
    after: null,
    reason,
  })
}

/** Goes on with a compact that is closing, where it stood before. For those who hold it. */
export async function resume(
  trx: Trx,
  change: Change,
  asked: { row: CompactRow; reason: string | null },
): Promise<CompactRow> {
  const { row, reason } = asked
  const compact = row.id
  assertGovernment(change, await partiesOf(trx, compact))
  assertReason(reason)
  const state = await stateBefore(trx, compact)
  await trx.updateTable('compacts').set({ state, closes_on: null }).where('id', '=', compact).execute()
  await writeStep(trx, change, { compact, from: row.state, to: state, reason, details: {} })
  await tell(trx, change, {
    compact,
    action: 'took a step',
    before: { state: row.state },
    after: { state },
    reason,
  })
  return { ...row, state }
}

async function stateBefore(trx: Trx, compact: string): Promise<CompactState> {
  const open = await trx
    .selectFrom('compact_suspensions')
    .select('id')
    .where('compact_id', '=', compact)
    .where('whole', '=', true)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (open !== undefined) return 'suspended'
  const steps = await stepsOf(trx, compact)
  return steps.some(({ details }) => details.extended === true) ? 'extended' : 'in force'
}
