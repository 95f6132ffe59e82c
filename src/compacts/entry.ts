import type { Kysely } from 'kysely'
import type { Tables } from '../house/database.ts'
import { type Agreement, entryConditions } from './agreement.ts'
import { type Change, type Trx, tell } from './change.ts'
import { CompactFault } from './faults.ts'
import {
  agreementInForce,
  assertGovernment,
  assertReason,
  frozenVersionOf,
  lockManaged,
  type PartyRow,
  partiesOf,
  stepsOf,
  type Version,
  writeStep,
} from './store.ts'

/*
 * Conditions to entry into force. That one holds is found between the last signature and entry into
 * force, and written down as a step of the compact’s life that leaves it where it stands: who found
 * it, for whom, on what evidence. What was found of a text counts for that text alone.
 */

type Db = Kysely<Tables>

/** What was found last about one condition. */
export type EntryFinding = {
  met: boolean
  /** On what evidence; or why it is found not to hold after all. */
  evidence: string
  at: string
  by: string | null
  /** For which organisation. */
  organisation: string | null
}

/** What was found last about each condition of a version, by its key. */
export async function entryFindingsOf(
  db: Db,
  compact: string,
  version: number,
): Promise<Map<string, EntryFinding>> {
  const found = new Map<string, EntryFinding>()
  for (const { details, reason, at, by } of await stepsOf(db, compact)) {
    const { condition, met, organisation } = details
    if (typeof condition !== 'string' || details.version !== version) continue
    found.set(condition, {
      met: met === true,
      evidence: reason ?? '',
      at,
      by,
      organisation: typeof organisation === 'string' ? organisation : null,
    })
  }
  return found
}

/** Keys of the conditions of a frozen text that are not found to hold. */
export async function unmetEntry(
  db: Db,
  compact: string,
  { number, agreement }: Pick<Version, 'number' | 'agreement'>,
): Promise<string[]> {
  const conditions = entryConditions(agreement)
  if (conditions.length === 0) return []
  const found = await entryFindingsOf(db, compact, number)
  return conditions.map(({ key }) => key).filter((key) => found.get(key)?.met !== true)
}

/**
 * Records that a condition to entry into force is found to hold, on what evidence; or, with `met`
 * false, that it does not after all.
 *
 * A government judges what the other side, or neither, brings about; never its own. Throws Fault 403
 * for who may not judge it, Conflict unless all have signed and nothing is in force yet, Unusable for
 * a condition that is not in the text or without evidence.
 */
export async function findEntryCondition(
  trx: Trx,
  change: Change,
  asked: { compact: string; condition: string; met: boolean; evidence: string },
): Promise<void> {
  const { compact, condition, met } = asked
  const evidence = asked.evidence.trim()
  assertReason(evidence)
  const row = await lockManaged(trx, compact)
  const parties = await partiesOf(trx, compact)
  assertGovernment(change, parties)
  const frozen = await frozenVersionOf(trx, compact)
  if (row.state !== 'signed' || frozen === null || (await agreementInForce(trx, compact)) !== null)
    throw new CompactFault('wrong step', { from: row.state, to: 'entry', next: 'signed' })
  const found = entryConditions(frozen.agreement).find(({ key }) => key === condition)
  if (found === undefined) throw new CompactFault('no element', { place: condition.slice(0, 40) })
  const judge = judgeOf(change, parties, frozen.agreement, found.party)
  await writeStep(trx, change, {
    compact,
    from: row.state,
    to: row.state,
    reason: evidence,
    details: { version: frozen.number, condition, met, organisation: judge },
  })
  await tell(trx, change, {
    compact,
    action: met
      ? 'found a condition to entry into force met'
      : 'found a condition to entry into force not met',
    before: null,
    after: { version: frozen.number, condition, organisation: judge },
    reason: evidence,
  })
}

/** The government for which somebody judges what a party brings about; null for the operator. Throws Fault 403 where it is their own. */
function judgeOf(
  { actor, standsFor }: Change,
  parties: readonly PartyRow[],
  agreement: Agreement,
  key: string,
): string | null {
  if (actor.as !== 'person') return null
  const side = agreement.parties.find((each) => each.key === key)?.side ?? null
  const own = parties.filter((each) => each.side !== null && standsFor.includes(each.organisation))
  // Who stands for both sides would judge what they bring.
  const judge = own.every((each) => each.side !== side) ? own[0] : undefined
  if (judge === undefined) throw new CompactFault('judged by bringer')
  return judge.organisation
}

/** Whether somebody who stands for these organisations may judge what a party of the text brings about. */
export function mayJudgeEntry(
  standsFor: readonly string[],
  parties: readonly PartyRow[],
  agreement: Agreement,
  key: string,
): boolean {
  const side = agreement.parties.find((each) => each.key === key)?.side ?? null
  const own = parties.filter((each) => each.side !== null && standsFor.includes(each.organisation))
  return own.length > 0 && own.every((each) => each.side !== side)
}
