import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { v7 } from 'uuid'
import { type Actor, system } from '../../house/actor.ts'
import { bumpDataVersion } from '../../house/data-version.ts'
import type { Tables } from '../../house/database.ts'
import { canonicalJson } from '../../house/history/canonical.ts'
import { type PersonalReference, type RecordName, sha256 } from '../../house/history/event.ts'
import { personalValue } from '../../house/history/personal-values.ts'
import { recordEvent } from '../../house/history/record-event.ts'
import type { Keys } from '../../house/keys.ts'
import { namesOf } from '../../people/organisations/people.ts'
import type { Language } from '../../ui/language.ts'
import { type Assessment, findAssessment } from '../store.ts'
import { departures } from './departures.ts'
import { DecisionFault } from './faults.ts'
import { type Gap, gaps, isSame, signingRefusal, unsigned } from './gaps.ts'
import { gapWords } from './say.ts'
import {
  type Content,
  type Decision,
  type Declared,
  type Dissenting,
  houseSigners,
  MOST_SIGNERS,
  organisationSigners,
  type Signer,
  type Undeclared,
} from './schema.ts'
import { decisionOf, lockDecision, successorOf } from './store.ts'

export type Trx = Transaction<Tables>
/** Who changes something here, and when. `keys` closes what names people. */
export type Change = { actor: Actor & { person: string }; at: Date; keys: Keys }

export const decisionRecord = (id: string): RecordName => ({ kind: 'decision', id })

/** Somebody else changed the decision since the form was opened; carries what is there now. */
export class DecisionOvertaken extends DecisionFault {
  readonly now: Decision

  constructor(now: Decision) {
    super('overtaken')
    this.now = now
  }
}

/** A decision was put under review and lacks something; carries what. */
export class GapsRemain extends DecisionFault {
  readonly gaps: Gap[]

  constructor(lacking: Gap[], language: Language = 'en') {
    super('gaps remain', { what: lacking.map((gap) => gapWords(language, gap)).join(' ') }, language)
    this.gaps = lacking
  }

  override in(language: Language): GapsRemain {
    return new GapsRemain(this.gaps, language)
  }
}

/* ── beginning ────────────────────────────────────────────────────────────── */

/** Begins a decision from a kept assessment; answers its id. Throws Fault 404, 422. */
export async function beginDecision(
  trx: Trx,
  change: Change,
  { assessment, content, signers }: { assessment: string; content: Content; signers: readonly Signer[] },
): Promise<string> {
  await assertAssessment(trx, assessment)
  await assertSigners(trx, signers)
  return insert(trx, change, {
    version: 1,
    supersedes: null,
    why: null,
    assessment,
    content,
    signers: [...signers],
  })
}

/**
 * Begins the version that is to take the place of one that was signed off, with its text to start from. It rests on
 * the same assessment unless another is named. Throws Fault 404, 409, 422.
 */
export async function beginNextVersion(
  trx: Trx,
  change: Change,
  { id, why, assessment }: { id: string; why: string; assessment?: string | undefined },
): Promise<string> {
  const before = await lockDecision(trx, id)
  if (before.signedOff === null) throw new DecisionFault('not now', { state: before.state })
  assertReason(why)
  if ((await successorOf(trx, id)) !== null) throw new DecisionFault('superseded already')
  const rests = assessment ?? before.assessment
  await assertAssessment(trx, rests)
  return insert(trx, change, {
    version: before.version + 1,
    supersedes: id,
    why,
    assessment: rests,
    content: before.content,
    signers: before.signers,
  })
}

async function insert(
  trx: Trx,
  change: Change,
  begun: Pick<Decision, 'version' | 'supersedes' | 'why' | 'assessment' | 'content' | 'signers'>,
): Promise<string> {
  const id = v7()
  await trx
    .insertInto('decisions')
    .values({
      id,
      version: begun.version,
      supersedes: begun.supersedes,
      why: begun.why,
      assessment_id: begun.assessment,
      state: 'draft',
      revision: 1,
      content: JSON.stringify(begun.content),
      signers: JSON.stringify(begun.signers),
      text: null,
      hash: null,
      made: change.at,
      made_by: change.actor.person,
      submitted: null,
      signed_off: null,
      published: null,
      published_by: null,
      kept_why: null,
      set_aside_why: null,
    })
    .execute()
  await recordEvent(trx, {
    record: decisionRecord(id),
    action: begun.version === 1 ? 'began a decision' : 'began a new version of a decision',
    before: null,
    after: begun,
    reason: begun.why,
    actor: change.actor,
    at: change.at,
  })
  return id
}

async function assertAssessment(trx: Trx, id: string): Promise<void> {
  const row = await trx.selectFrom('assessments').select('id').where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new DecisionFault('no assessment', { id: id.slice(0, 40) })
}

async function assertSigners(trx: Trx, signers: readonly Signer[]): Promise<void> {
  const sound = signers.every(({ role, organisation }) =>
    organisation === null
      ? houseSigners.some((each) => each === role)
      : organisationSigners.some((each) => each === role),
  )
  const twice = signers.some((signer, at) => signers.findIndex((each) => isSame(each, signer)) !== at)
  if (signers.length === 0 || signers.length > MOST_SIGNERS || !sound || twice)
    throw new DecisionFault('unknown signer', { most: MOST_SIGNERS })
  const named = [...new Set(signers.flatMap(({ organisation }) => organisation ?? []))]
  if (named.length === 0) return
  const rows = await trx
    .selectFrom('organisations')
    .select('id')
    .where('id', 'in', named)
    .where('listed', '=', true)
    .where('ended', 'is', null)
    .execute()
  if (rows.length < named.length) throw new DecisionFault('unknown organisation')
}

function assertReason(reason: string): void {
  if (reason.length < 3 || reason.length > 1000) throw new DecisionFault('reason needed')
}

/* ── the draft ────────────────────────────────────────────────────────────── */

/** Changes what a draft says. Throws DecisionOvertaken when it is not the revision that was read, Fault 409. */
export async function changeDecision(
  trx: Trx,
  change: Change,
  { id, revision, content }: { id: string; revision: number; content: Content },
): Promise<Decision> {
  const before = await lockAt(trx, id, revision, ['draft'])
  await trx
    .updateTable('decisions')
    .set({ revision: revision + 1, content: JSON.stringify(content) })
    .where('id', '=', id)
    .execute()
  await recordEvent(trx, {
    record: decisionRecord(id),
    action: 'changed a decision',
    before: { revision, content: before.content },
    after: { revision: revision + 1, content },
    actor: change.actor,
    at: change.at,
  })
  return decisionOf(trx, id)
}

/** Sets a decision aside that was not signed off, for good, with the reason. Throws DecisionOvertaken, Fault 409, 422. */
export async function setAside(
  trx: Trx,
  change: Change,
  { id, revision, reason }: { id: string; revision: number; reason: string },
): Promise<void> {
  const before = await lockAt(trx, id, revision, ['draft', 'in review'])
  assertReason(reason)
  await trx
    .updateTable('decisions')
    .set({ state: 'set aside', revision: revision + 1, set_aside_why: reason })
    .where('id', '=', id)
    .execute()
  await moved(trx, change, id, 'set a decision aside', before.state, 'set aside', reason)
}

/* ── review ───────────────────────────────────────────────────────────────── */

/** All that is signed, as one text: the same bytes whoever writes it. */
export function signedText(decision: Decision, assessment: Assessment): string {
  const { content } = decision
  const justified = new Map(content.justifications.map(({ unit, text }) => [unit, text]))
  return canonicalJson({
    format: 1,
    decision: decision.id,
    version: decision.version,
    supersedes: decision.supersedes,
    why: decision.why,
    revision: decision.revision,
    assessment: {
      id: assessment.id,
      methodology: assessment.methodology,
      version: assessment.version,
      asOf: assessment.asOf,
      resultDigest: assessment.resultDigest,
    },
    language: content.language,
    title: content.title,
    summary: content.summary,
    size: content.size,
    chosen: content.chosen,
    departures: departures(assessment.result, content).map(({ unit, kind }) => ({
      unit,
      kind,
      justification: justified.get(unit) ?? '',
    })),
    signers: decision.signers,
  })
}

/**
 * Puts a draft under review: its text is fixed, and its author says whether there is a conflict of interest. Throws
 * DecisionOvertaken, GapsRemain, Fault 409, 422.
 */
export async function submitDecision(
  trx: Trx,
  change: Change,
  { id, revision, declared }: { id: string; revision: number; declared: Declared | Undeclared },
): Promise<void> {
  const before = await lockAt(trx, id, revision, ['draft'])
  const assessment = await findAssessment(trx, before.assessment)
  const lacking = gaps(assessment.result, before.content)
  if (lacking.length > 0) throw new GapsRemain(lacking)
  // The last word of the draft: justifications of what is a departure no more go.
  const open = new Set(departures(assessment.result, before.content).map(({ unit }) => unit))
  const content = {
    ...before.content,
    justifications: before.content.justifications.filter(({ unit }) => open.has(unit)),
  }
  const text = signedText({ ...before, content, revision: revision + 1 }, assessment)
  const hash = sha256(text)
  await trx
    .updateTable('decisions')
    .set({
      state: 'in review',
      revision: revision + 1,
      content: JSON.stringify(content),
      text,
      hash,
      submitted: change.at,
    })
    .where('id', '=', id)
    .execute()
  await recordEvent(trx, {
    record: decisionRecord(id),
    action: 'put a decision under review',
    before: { state: 'draft', revision },
    after: { state: 'in review', revision: revision + 1, hash },
    actor: change.actor,
    at: change.at,
  })
  await declare(trx, change, { id, declared })
}

/** Sends a decision back to its draft, with the reason; signatures it has stay, and count no more. Throws DecisionOvertaken, Fault 409, 422. */
export async function returnToDraft(
  trx: Trx,
  change: Change,
  { id, revision, reason }: { id: string; revision: number; reason: string },
): Promise<void> {
  const before = await lockAt(trx, id, revision, ['in review'])
  assertReason(reason)
  await trx
    .updateTable('decisions')
    .set({ state: 'draft', revision: revision + 1, text: null, hash: null })
    .where('id', '=', id)
    .execute()
  await moved(trx, change, id, 'sent a decision back to its draft', before.state, 'draft', reason)
}

/** The name of whoever acts, as the house knows it: nobody signs or declares under another. Throws Fault 422. */
async function ownName({ trx, change }: { trx: Trx; change: Change }): Promise<PersonalReference> {
  const { person } = change.actor
  const name = (await namesOf(trx, [person])).get(person) ?? ''
  assertName(name)
  return personalValue(trx, change.keys, person, name, change.at)
}

/**
 * What somebody declares who does not sign, for themselves. `hash` is the text that was read, where a form says it.
 * Throws DecisionOvertaken, Fault 409, 422.
 */
export async function declare(
  trx: Trx,
  change: Change,
  { id, declared, hash }: { id: string; declared: Declared | Undeclared; hash?: string | undefined },
): Promise<void> {
  const before = await lockDecision(trx, id)
  const { state } = before
  if ((state !== 'in review' && state !== 'signed off') || before.hash === null)
    throw new DecisionFault('not now', { state })
  if (hash !== undefined && hash !== before.hash) throw new DecisionOvertaken(before)
  if (typeof declared === 'string') throw new DecisionFault(declared)
  const author = change.actor.person === before.madeBy
  const reference = await ownName({ trx, change })
  await trx
    .insertInto('decision_declarations')
    .values({
      id: v7(),
      decision_id: id,
      hash: before.hash,
      author,
      person_id: change.actor.person,
      name: JSON.stringify(reference),
      no_conflict: declared.none,
      conflict: declared.none ? null : declared.conflict,
      at: change.at,
    })
    .execute()
  await recordEvent(trx, {
    record: decisionRecord(id),
    action: 'declared on a conflict of interest',
    before: null,
    after: { author, hash: before.hash, name: reference, declared },
    actor: change.actor,
    at: change.at,
  })
}

/**
 * Keeps a dissent as it is said: by the name of one’s account, for somebody who has none, or as “a member”. `hash` is the
 * text that was read, where a form says it. Throws DecisionOvertaken, Fault 409, 422.
 *
 * Of “a member” nothing leads to the person: neither row nor event holds them, and both hold the day alone. The event
 * stands in a record of its own, since its place between others of the decision would tell when it came.
 */
export async function dissent(
  trx: Trx,
  change: Change,
  { id, by, text, hash }: { id: string; by: Dissenting; text: string; hash?: string | undefined },
): Promise<string> {
  const before = await lockDecision(trx, id)
  const { state } = before
  if (state === 'draft' || state === 'set aside' || before.hash === null)
    throw new DecisionFault('not now', { state })
  if (hash !== undefined && hash !== before.hash) throw new DecisionOvertaken(before)
  if (text.length < 3 || text.length > 4000) throw new DecisionFault('text needed')
  const name = await dissenterName(trx, change, by)
  const recorded = typeof by === 'string' ? null : await ownName({ trx, change })
  // Of no order, unlike the ids of other rows.
  const dissentId = randomUUID()
  const day = dayOf(change.at)
  await trx
    .insertInto('decision_dissents')
    .values({
      id: dissentId,
      decision_id: id,
      hash: before.hash,
      name: name === null ? null : JSON.stringify(name),
      recorded_by: recorded === null ? null : JSON.stringify(recorded),
      person_id: name === null ? null : change.actor.person,
      text,
      at: day,
    })
    .execute()
  const said = { dissent: dissentId, hash: before.hash, text }
  const event =
    name === null
      ? {
          record: { kind: 'decision-dissent', id: dissentId },
          after: { ...said, decision: id, by: 'a member' },
          actor: system,
          at: day,
        }
      : {
          record: decisionRecord(id),
          after: { ...said, by: name, recordedBy: recorded },
          actor: change.actor,
          at: change.at,
        }
  await recordEvent(trx, { ...event, action: 'recorded a dissent', before: null })
  if (state === 'published') await bumpDataVersion(trx)
  return dissentId
}

/** The day of a moment, as the moment it began. */
export const dayOf = (at: Date): Date => new Date(`${at.toISOString().slice(0, 10)}T00:00:00.000Z`)

async function dissenterName(trx: Trx, change: Change, by: Dissenting): Promise<PersonalReference | null> {
  if (by === 'a member') return null
  if (by === 'own name') return ownName({ trx, change })
  assertName(by.name)
  return personalValue(trx, change.keys, change.actor.person, by.name, change.at)
}

/**
 * Signs the text as it stands, for one role. Whether the signer holds the role is asked by the caller while their roles
 * are held. With the last signature the text is frozen for good. Throws Fault 403, 409, 422.
 */
export async function signDecision(
  trx: Trx,
  change: Change,
  { id, hash, as, declared }: { id: string; hash: string; as: Signer; declared: Declared | Undeclared },
): Promise<Decision> {
  const before = await lockDecision(trx, id)
  if (before.state !== 'in review' || before.hash === null)
    throw new DecisionFault('not now', { state: before.state })
  // Another text than the one that was read is not signed.
  if (before.hash !== hash) throw new DecisionOvertaken(before)
  if (typeof declared === 'string') throw new DecisionFault(declared)
  const rows = await trx
    .selectFrom('decision_signatures')
    .select(['role', 'organisation_id as organisation', 'hash', 'person_id as person'])
    .where('decision_id', '=', id)
    .execute()
  const { person } = change.actor
  const refusal = signingRefusal({
    signers: before.signers,
    given: rows,
    hash,
    author: before.madeBy,
    person,
    as,
  })
  if (refusal !== null) throw new DecisionFault(refusal)
  const reference = await ownName({ trx, change })
  await trx
    .insertInto('decision_signatures')
    .values({
      id: v7(),
      decision_id: id,
      hash,
      role: as.role,
      organisation_id: as.organisation,
      person_id: person,
      name: JSON.stringify(reference),
      no_conflict: declared.none,
      conflict: declared.none ? null : declared.conflict,
      at: change.at,
    })
    .execute()
  const last = unsigned(before.signers, [...rows, { ...as, hash }], hash).length === 0
  if (last)
    await trx
      .updateTable('decisions')
      .set({ state: 'signed off', revision: before.revision + 1, signed_off: change.at })
      .where('id', '=', id)
      .execute()
  await recordEvent(trx, {
    record: decisionRecord(id),
    action: 'signed a decision',
    before: { state: before.state },
    after: { state: last ? 'signed off' : before.state, hash, as, name: reference, declared },
    actor: change.actor,
    at: change.at,
  })
  return decisionOf(trx, id)
}

/* ── afterwards ───────────────────────────────────────────────────────────── */

/** Publishes a decision that was signed off: from then on everybody reads all of it. Throws DecisionOvertaken, Fault 409. */
export async function publishDecision(
  trx: Trx,
  change: Change,
  { id, revision }: { id: string; revision: number },
): Promise<void> {
  const before = await lockAt(trx, id, revision, ['signed off', 'kept'])
  await trx
    .updateTable('decisions')
    .set({
      state: 'published',
      revision: revision + 1,
      published: change.at,
      published_by: change.actor.person,
    })
    .where('id', '=', id)
    .execute()
  await moved(trx, change, id, 'published a decision', before.state, 'published', null)
  await bumpDataVersion(trx)
}

/** Keeps a decision that was signed off unpublished, with the reason. Throws DecisionOvertaken, Fault 409, 422. */
export async function keepDecision(
  trx: Trx,
  change: Change,
  { id, revision, reason }: { id: string; revision: number; reason: string },
): Promise<void> {
  const before = await lockAt(trx, id, revision, ['signed off'])
  assertReason(reason)
  await trx
    .updateTable('decisions')
    .set({ state: 'kept', revision: revision + 1, kept_why: reason })
    .where('id', '=', id)
    .execute()
  await moved(trx, change, id, 'kept a decision unpublished', before.state, 'kept', reason)
}

async function lockAt(
  trx: Trx,
  id: string,
  revision: number,
  from: readonly Decision['state'][],
): Promise<Decision> {
  const before = await lockDecision(trx, id)
  if (!from.includes(before.state)) throw new DecisionFault('not now', { state: before.state })
  if (before.revision !== revision) throw new DecisionOvertaken(before)
  return before
}

function assertName(name: string): void {
  if (name.length < 2 || name.length > 120) throw new DecisionFault('name needed')
}

// Its action stands in a literal with `action:` so that the test of the words of history finds it.
async function moved(
  trx: Trx,
  { actor, at }: Change,
  id: string,
  action: string,
  from: Decision['state'],
  to: Decision['state'],
  reason: string | null,
): Promise<void> {
  const record = decisionRecord(id)
  await recordEvent(trx, { record, action, before: { state: from }, after: { state: to }, reason, actor, at })
}
