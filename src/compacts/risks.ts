import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import { assertSeen } from '../house/characters.ts'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Tables } from '../house/database.ts'
import type { Risk } from './agreement.ts'
import { speaksAsGroup, tellFor } from './as-group.ts'
import type { Change, Trx } from './change.ts'
import { CompactFault } from './faults.ts'
import { agreementInForce, assertReason, lockManaged } from './store.ts'
import type { RiskState } from './tables.ts'

/** What somebody saw when they looked at a risk. */
export type RiskLook = {
  state: RiskState
  likelihood: number
  effect: number
  note: string
  at: string
  by: string | null
  organisation: string | null
}

/** A risk of the text in force, as it stands. */
export type LiveRisk = {
  risk: Risk
  /** As it was seen last; `watched`, as the text has it, while nobody has looked. */
  state: RiskState
  likelihood: number
  effect: number
  /** Newest first; empty while nobody has looked. */
  looks: RiskLook[]
}

/** The risks of the text in force, in its order, with everything that was seen of them; none before entry into force. */
export async function risksOf(db: Kysely<Tables>, compact: string): Promise<LiveRisk[]> {
  const agreement = (await agreementInForce(db, compact))?.agreement ?? null
  if (agreement === null) return []
  const rows = await db
    .selectFrom('compact_risk_looks')
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return agreement.risks.map((risk) => {
    const looks = rows
      .filter((row) => row.risk === risk.key)
      .map(
        ({ state, likelihood, effect, note, at, by, organisation_id }): RiskLook => ({
          ...{ state, likelihood, effect, note, by },
          at: at.toISOString(),
          organisation: organisation_id,
        }),
      )
    const [last] = looks
    return {
      risk,
      state: last?.state ?? 'watched',
      likelihood: last?.likelihood ?? risk.likelihood,
      effect: last?.effect ?? risk.effect,
      looks,
    }
  })
}

/**
 * Writes down how a risk of the text in force is seen to stand, for one of the organisations that take part. Looking and
 * finding nothing changed is worth writing down too: the day is what a reader asks for. Throws CompactFault.
 */
export async function lookAtRisk(
  trx: Trx,
  change: Change,
  asked: {
    compact: string
    risk: string
    state: RiskState
    likelihood: number
    effect: number
    note: string
  },
): Promise<{ id: string }> {
  const { compact, risk, state, likelihood, effect } = asked
  const note = asked.note.trim()
  assertReason(note)
  assertSeen({ note })
  const row = await lockManaged(trx, compact)
  if (row.state === 'closed' || row.state === 'terminated')
    throw new CompactFault('wrong step', { from: row.state, to: row.state, next: '' })
  const before = (await risksOf(trx, compact)).find((each) => each.risk.key === risk)
  if (before === undefined) throw new CompactFault('no element', { place: risk.slice(0, 40) })
  const id = v7()
  const organisation = change.standsFor[0] ?? null
  // What a survivors’ group sees is the group’s.
  const group = await speaksAsGroup(trx, change, compact, organisation)
  await trx
    .insertInto('compact_risk_looks')
    .values({
      ...{ id, compact_id: compact, risk, state, likelihood, effect, note },
      ...{ at: change.at, by: group ? null : change.actor.person, organisation_id: organisation },
    })
    .execute()
  await tellFor(trx, change, {
    ...{ compact, group, own: id },
    action: 'looked at a risk',
    before: { risk, state: before.state, likelihood: before.likelihood, effect: before.effect },
    after: { id, risk, state, likelihood, effect, organisation },
    reason: note,
  })
  await bumpDataVersion(trx)
  return { id }
}
