import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Tables } from '../house/database.ts'
import type { Agreement, Side } from './agreement.ts'
import { type Change, dayOf, type Trx, tell } from './change.ts'
import { wrongStep } from './closing.ts'
import { isDay } from './day.ts'
import { CompactFault } from './faults.ts'
import { agreementInForce, assertOwnSide, assertReason, lockManaged, partiesOf, sideOf } from './store.ts'
import type { EndingPart } from './tables.ts'

export type PartEnd = {
  what: EndingPart
  key: string
  /** Its last day, `YYYY-MM-DD`: money is promised, committed and paid for it until then. */
  on: string
  reason: string
  /** Which side ended it; null for neither. */
  side: Side | null
  /** When that was decided. */
  at: string
  by: string | null
}

/** Initiatives and contributions that were ended before their time, in the order in which that was decided. */
export async function partEndsOf(db: Kysely<Tables>, compact: string): Promise<PartEnd[]> {
  const rows = await db
    .selectFrom('compact_part_ends')
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ what, key, on_day, reason, side, at, by }) => ({
    ...{ what, key, on: on_day, reason, side, by },
    at: at.toISOString(),
  }))
}

/**
 * Terminates a compact in part (22 U.S.C. 7103a(d)): an initiative or a contribution ends on a day, for good. As the whole,
 * a part is ended by the government of one side alone; a contribution by that of the side that brings it, and one of a
 * party on neither side by that party itself, as long as it takes part. The day is today or later in Greenwich, so that what
 * was paid is not made wrong afterwards, but for what was dated tomorrow because it was tomorrow further east. Throws CompactFault.
 */
export async function endPart(
  trx: Trx,
  change: Change,
  asked: { compact: string; what: EndingPart; key: string; on: string; reason: string },
): Promise<{ id: string }> {
  const { compact, what, key, on, reason } = asked
  assertReason(reason)
  const row = await lockManaged(trx, compact)
  const parties = await partiesOf(trx, compact)
  if (!['in force', 'extended', 'suspended', 'closing'].includes(row.state))
    throw wrongStep(row.state, 'terminated')
  const agreement = (await agreementInForce(trx, compact))?.agreement as Agreement
  const contribution = agreement.plan.contributions.find((each) => each.key === key)
  if (what === 'initiative' ? !agreement.initiatives.some((each) => each.key === key) : !contribution)
    throw new CompactFault('no element', { place: key.slice(0, 40) })
  const contributor = agreement.parties.find((each) => each.key === contribution?.party)
  // Another donor takes part by its organisation; where it does not, one of the governments speaks for it.
  const own =
    what === 'contribution' && contributor?.side == null
      ? parties.find(({ organisation }) => organisation === contributor?.organisation)
      : undefined
  if (own !== undefined && change.actor.as === 'person' && !change.standsFor.includes(own.organisation))
    throw new CompactFault('other contributor', { party: own.name })
  const side = own === undefined ? sideOf(change, parties) : null
  if (what === 'contribution' && contributor?.side != null) assertOwnSide(change, parties, contributor.side)
  if ((await partEndsOf(trx, compact)).some((each) => each.what === what && each.key === key))
    throw new CompactFault('part ended', { place: key })
  const from = dayOf(change)
  if (!isDay(on) || on < from || (row.ends !== null && on > row.ends))
    throw new CompactFault('part day unusable', {
      ...{ day: on.slice(0, 20) || '–', from, to: row.ends ?? '–' },
      over: row.ends !== null && row.ends < from ? 'yes' : 'no',
    })
  const id = v7()
  const by = change.actor.person
  await trx
    .insertInto('compact_part_ends')
    .values({
      id,
      compact_id: compact,
      what,
      key,
      on_day: on,
      reason: reason.trim(),
      side,
      at: change.at,
      by,
    })
    .execute()
  await tell(trx, change, {
    compact,
    action: 'ended a part early',
    before: null,
    after: { id, what, key, on, side },
    reason,
  })
  await bumpDataVersion(trx)
  return { id }
}
