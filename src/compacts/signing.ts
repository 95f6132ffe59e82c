import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import { assertSeen } from '../house/characters.ts'
import type { Tables } from '../house/database.ts'
import { canonicalJson } from '../house/history/canonical.ts'
import { sha256 } from '../house/history/event.ts'
import type { Agreement } from './agreement.ts'
import { type Change, dayOf, type Trx, tell } from './change.ts'
import type { CompactWiring } from './effects.ts'
import { gapsOf, type SigningParty, signingParties, unsignedParties } from './facts.ts'
import { CompactFault, GapsRemain } from './faults.ts'
import { bindingStates } from './steps.ts'
import {
  agreementInForce,
  assertGovernment,
  assertReason,
  beginDraft,
  draftOf,
  frozenVersionOf,
  lockManaged,
  lockOpenDraft,
  type PartyRow,
  partiesOf,
  writeStep,
} from './store.ts'

type Db = Kysely<Tables>

/** A signature as it was given. */
export type Signature = {
  version: number
  /** Key of the party in the text. */
  party: string
  organisation: string
  person: string
  capacity: string | null
  /** Hash of the text that was signed. */
  hash: string
  at: string
  /** Whether it no longer counts, since the text was opened again or withdrawn. */
  void: boolean
}

/** Every signature that was ever given, those that no longer count among them. */
export async function signaturesOf(db: Db, compact: string, version?: number): Promise<Signature[]> {
  let query = db
    .selectFrom('compact_signatures as signature')
    .leftJoin('compact_version_ends as end', (join) =>
      join.onRef('end.compact_id', '=', 'signature.compact_id').onRef('end.number', '=', 'signature.version'),
    )
    .select([
      'signature.version',
      'signature.party',
      'signature.organisation_id',
      'signature.person_id',
      'signature.capacity',
      'signature.hash',
      'signature.at',
      'end.what',
    ])
    .where('signature.compact_id', '=', compact)
  if (version !== undefined) query = query.where('signature.version', '=', version)
  const rows = await query
    .orderBy('signature.version')
    .orderBy('signature.at')
    .orderBy('signature.id')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    party: row.party,
    organisation: row.organisation_id,
    person: row.person_id,
    capacity: row.capacity,
    hash: row.hash,
    at: row.at.toISOString(),
    void: row.what === 'reopened' || row.what === 'withdrawn',
  }))
}

/** Who must sign the frozen text, and who has; empty while none is frozen. */
export async function signingOf(
  db: Db,
  compact: string,
): Promise<{ party: string; organisation: string; signature: Signature | null }[]> {
  const frozen = await frozenVersionOf(db, compact)
  if (frozen === null) return []
  const before = (await agreementInForce(db, compact))?.agreement ?? null
  const given = await signaturesOf(db, compact, frozen.number)
  const parties = await partiesOf(db, compact)
  return signingParties({ agreement: frozen.agreement, before, parties }).map(({ key, organisation }) => ({
    party: key,
    organisation,
    signature: given.find((each) => each.organisation === organisation) ?? null,
  }))
}

/** The hash under which a text is signed: SHA-256 of its canonical JSON. */
export const hashOf = (agreement: Agreement): string => sha256(canonicalJson(agreement))

/**
 * Freezes the draft as the next version: from here on nobody changes it, and whoever signs,
 * signs exactly this. `revision` is the one that was read.
 *
 * Throws GapsRemain while the text lacks something, Conflict when somebody saved meanwhile.
 */
export async function freezeDraft(
  trx: Trx,
  change: Change,
  wiring: CompactWiring,
  asked: { compact: string; revision: number },
): Promise<{ number: number; hash: string }> {
  const { compact, revision } = asked
  const draft = await lockOpenDraft(trx, compact)
  const { state } = await lockManaged(trx, compact)
  assertGovernment(change, await partiesOf(trx, compact))
  // The first text is frozen when it is negotiated, not before the other side has seen it.
  if (draft.amendment === 0 && state !== 'negotiating')
    throw new CompactFault('wrong step', { from: state, to: 'frozen', next: 'negotiating' })
  if (draft.revision !== revision)
    throw new CompactFault('draft moved', { read: revision, now: draft.revision })
  const gaps = await gapsOf(trx, wiring, { compact, step: 'frozen', today: dayOf(change) })
  const before = await agreementInForce(trx, compact)
  if (before !== null && canonicalJson(before.agreement) === canonicalJson(draft.agreement))
    gaps.push({ place: 'draft', section: null, code: 'draft-unchanged', values: {} })
  if (gaps.length > 0) throw new GapsRemain(gaps)
  const last = await trx
    .selectFrom('compact_versions')
    .select((select) => select.fn.max('number').as('number'))
    .where('compact_id', '=', compact)
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  const text = canonicalJson(draft.agreement)
  const hash = sha256(text)
  await trx
    .insertInto('compact_versions')
    .values({
      compact_id: compact,
      number,
      amendment: draft.amendment,
      text,
      hash,
      frozen_at: change.at,
      frozen_by: change.actor.person,
    })
    .execute()
  await setDraft(trx, compact, draft.amendment, 'frozen')
  await tell(trx, change, {
    compact,
    action: 'froze the text',
    before: { amendment: draft.amendment, revision: draft.revision },
    after: { amendment: draft.amendment, version: number, hash },
  })
  return { number, hash }
}

async function setDraft(
  trx: Trx,
  compact: string,
  amendment: number,
  state: 'open' | 'frozen' | 'withdrawn' | 'in force',
): Promise<void> {
  await trx
    .updateTable('compact_drafts')
    .set({ state })
    .where('compact_id', '=', compact)
    .where('amendment', '=', amendment)
    .execute()
}

/** Ends a frozen version. Only for those who hold the compact. */
export async function endVersion(
  trx: Trx,
  change: Change,
  end: {
    compact: string
    number: number
    what: 'reopened' | 'withdrawn' | 'took effect'
    day: string | null
    reason: string | null
  },
): Promise<void> {
  await trx
    .insertInto('compact_version_ends')
    .values({
      compact_id: end.compact,
      number: end.number,
      what: end.what,
      on_day: end.day,
      at: change.at,
      by: change.actor.person,
      reason: end.reason,
    })
    .execute()
}

/** A frozen version, held, that waits for signatures or its day. Throws Conflict when nothing is frozen. */
export async function lockFrozen(trx: Trx, compact: string) {
  const row = await lockManaged(trx, compact)
  const frozen =
    (await draftOf(trx, compact))?.state === 'frozen' ? await frozenVersionOf(trx, compact) : null
  if (frozen === null) throw new CompactFault('draft open')
  const before = (await agreementInForce(trx, compact))?.agreement ?? null
  return { row, frozen, before }
}

/**
 * Opens the frozen text again. Signatures given so far no longer count; they stay on record,
 * with the text they were given for. A compact that was signed by all is negotiated again.
 */
export async function reopenDraft(
  trx: Trx,
  change: Change,
  asked: { compact: string; reason: string },
): Promise<{ voided: number }> {
  const { compact, reason } = asked
  assertReason(reason)
  const { row, frozen } = await lockFrozen(trx, compact)
  assertGovernment(change, await partiesOf(trx, compact))
  const voided = await signaturesOf(trx, compact, frozen.number)
  await endVersion(trx, change, { compact, number: frozen.number, what: 'reopened', day: null, reason })
  await setDraft(trx, compact, frozen.amendment, 'open')
  if (row.state === 'signed') {
    await trx.updateTable('compacts').set({ state: 'negotiating' }).where('id', '=', compact).execute()
    await writeStep(trx, change, {
      compact,
      from: 'signed',
      to: 'negotiating',
      reason,
      details: { version: frozen.number },
    })
  }
  await tell(trx, change, {
    compact,
    action: 'reopened the text',
    before: {
      version: frozen.number,
      hash: frozen.hash,
      signatures: voided.map(({ party, person, at }) => ({ party, person, at })),
    },
    after: { amendment: frozen.amendment, state: 'open' },
    reason,
  })
  return { voided: voided.length }
}

/**
 * Signs the frozen text for one party. `hash` is that of the text the person read; `change.standsFor`
 * are the organisations they are signatory of.
 *
 * The last signature makes the first text signed. Throws Fault 403 for a party that is not
 * theirs, Conflict for another text or a second signature, GapsRemain for what came up since.
 */
export async function signVersion(
  trx: Trx,
  change: Change,
  wiring: CompactWiring,
  asked: { compact: string; party: string; hash: string; capacity?: string | null },
): Promise<{ version: number; signed: boolean }> {
  const { compact, party, hash, capacity = null } = asked
  assertSeen({ capacity })
  const { row, frozen, before } = await lockFrozen(trx, compact)
  if (hash !== frozen.hash)
    throw new CompactFault('other text', { sent: hash.slice(0, 12), now: frozen.hash.slice(0, 12) })
  const parties = await partiesOf(trx, compact)
  const matter = { agreement: frozen.agreement, before, parties }
  const unsigned = await unsignedParties(trx, compact, frozen.number, matter)
  const person = change.actor.person
  const mayBe = signingParties(matter).filter(
    ({ key, organisation }) =>
      key === party &&
      change.standsFor.includes(organisation) &&
      parties.some((each) => each.organisation === organisation),
  )
  if (mayBe.length === 0 || person === null)
    throw new CompactFault('not a signing party', { party: party.slice(0, 40) })
  const given = await signaturesOf(trx, compact, frozen.number)
  const signing = mayBe.find(({ organisation }) => isAmong(unsigned, organisation))
  if (signing === undefined) {
    const earlier = given.find(({ organisation }) => isAmong(mayBe, organisation))
    throw new CompactFault('signed already', { version: frozen.number, at: earlier?.at.slice(0, 10) ?? '' })
  }
  assertOneSide(
    parties,
    signing.organisation,
    given.filter((each) => each.person === person),
  )
  const gaps = await gapsOf(trx, wiring, { compact, step: 'signed', today: dayOf(change) })
  const others = gaps.filter(({ code }) => code !== 'signature-missing')
  if (others.length > 0) throw new GapsRemain(others)
  await trx
    .insertInto('compact_signatures')
    .values({
      id: v7(),
      compact_id: compact,
      version: frozen.number,
      party,
      organisation_id: signing.organisation,
      person_id: person,
      capacity,
      hash,
      at: change.at,
    })
    .execute()
  await tell(trx, change, {
    compact,
    action: 'signed the compact',
    before: null,
    after: { version: frozen.number, hash, party, organisation: signing.organisation, capacity },
  })
  const signed = unsigned.length === 1
  if (signed && row.state === 'negotiating') {
    await trx.updateTable('compacts').set({ state: 'signed' }).where('id', '=', compact).execute()
    await writeStep(trx, change, {
      compact,
      from: 'negotiating',
      to: 'signed',
      reason: null,
      details: { version: frozen.number, hash },
    })
  }
  return { version: frozen.number, signed }
}

const isAmong = (parties: readonly SigningParty[], organisation: string) =>
  parties.some((each) => each.organisation === organisation)

/** Who signed this text for one government does not sign it for the other. */
function assertOneSide(
  parties: readonly PartyRow[],
  organisation: string,
  own: readonly Pick<Signature, 'organisation'>[],
): void {
  const sideOf = (id: string) => parties.find((each) => each.organisation === id)?.side ?? null
  const side = sideOf(organisation)
  const sides = own.map((each) => sideOf(each.organisation))
  if (side !== null && sides.some((other) => other !== null && other !== side))
    throw new CompactFault('both sides')
}

/* ---- amendments */

/**
 * Opens the next amendment: a draft of what is in force, to be changed, frozen and signed like
 * the first text. Throws Conflict when one is open, or nothing is in force.
 */
export async function openAmendment(
  trx: Trx,
  change: Change,
  asked: { compact: string; reason: string },
): Promise<{ amendment: number }> {
  const { compact, reason } = asked
  assertReason(reason)
  const row = await lockManaged(trx, compact)
  assertGovernment(change, await partiesOf(trx, compact))
  if (!bindingStates.includes(row.state))
    throw new CompactFault('wrong step', { from: row.state, to: 'amendment', next: bindingStates.join(', ') })
  const drafts = await trx
    .selectFrom('compact_drafts')
    .select(['amendment', 'state'])
    .where('compact_id', '=', compact)
    .orderBy('amendment')
    .execute()
  const open = drafts.find(({ state }) => state === 'open' || state === 'frozen')
  if (open !== undefined) throw new CompactFault('amendment open', { amendment: open.amendment })
  const inForce = await agreementInForce(trx, compact)
  if (inForce === null) throw new CompactFault('no draft')
  const amendment = (drafts.at(-1)?.amendment ?? 0) + 1
  await beginDraft(trx, change, {
    compact,
    amendment,
    baseVersion: inForce.version,
    agreement: inForce.agreement,
    reason,
  })
  await tell(trx, change, {
    compact,
    action: 'opened an amendment',
    before: null,
    after: { amendment, base: inForce.version },
    reason,
  })
  return { amendment }
}

/** Withdraws the amendment that is open or frozen; what is in force stays as it is. */
export async function withdrawAmendment(
  trx: Trx,
  change: Change,
  asked: { compact: string; reason: string },
): Promise<void> {
  const { compact, reason } = asked
  assertReason(reason)
  await lockManaged(trx, compact)
  assertGovernment(change, await partiesOf(trx, compact))
  const draft = await draftOf(trx, compact)
  if (draft === null || draft.amendment === 0) throw new CompactFault('no draft')
  await dropDraft(trx, change, compact, reason)
  await tell(trx, change, {
    compact,
    action: 'withdrew an amendment',
    before: { amendment: draft.amendment, state: draft.state },
    after: null,
    reason,
  })
}

/** Nothing more comes of what is drafted or frozen. Only for those who hold the compact. */
export async function dropDraft(
  trx: Trx,
  change: Change,
  compact: string,
  reason: string | null,
): Promise<void> {
  const draft = await draftOf(trx, compact)
  if (draft === null) return
  const frozen = draft.state === 'frozen' ? await frozenVersionOf(trx, compact) : null
  if (frozen !== null)
    await endVersion(trx, change, { compact, number: frozen.number, what: 'withdrawn', day: null, reason })
  await setDraft(trx, compact, draft.amendment, 'withdrawn')
}

/** Whether a draft has ended as one that took effect. Only for those who hold the compact. */
export const draftTookEffect = (trx: Trx, compact: string, amendment: number) =>
  setDraft(trx, compact, amendment, 'in force')

/** Every amendment there was, and what became of it. */
export async function amendmentsOf(db: Db, compact: string) {
  const rows = await db
    .selectFrom('compact_drafts')
    .select(['amendment', 'base_version', 'state', 'reason', 'made', 'made_by'])
    .where('compact_id', '=', compact)
    .where('amendment', '>', 0)
    .orderBy('amendment')
    .execute()
  return rows.map((row) => ({
    amendment: row.amendment,
    baseVersion: row.base_version,
    state: row.state,
    reason: row.reason,
    made: row.made.toISOString(),
    by: row.made_by,
  }))
}
