import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import { type Agreement, agreementParts } from '../compacts/agreement.ts'
import { type Change, compactRecord, type Trx } from '../compacts/change.ts'
import type { MoreGaps } from '../compacts/effects.ts'
import { atPlace, hasPlace } from '../compacts/elements.ts'
import { CompactFault } from '../compacts/faults.ts'
import type { Gap } from '../compacts/gap-codes.ts'
import { type Draft, draftOf, lockManaged, partAt, partiesOf } from '../compacts/store.ts'
import type { Tables } from '../house/database.ts'
import { canonicalJson } from '../house/history/canonical.ts'
import { sha256 } from '../house/history/event.ts'
import { recordEvent } from '../house/history/record-event.ts'
import { namesOf } from '../people/organisations/people.ts'
import { changedParts } from './changed-parts.ts'
import { SurvivorFault } from './faults.ts'
import type { Answer, Objection, Outcome, Review, Speaker, Way } from './schema.ts'
import './tables.ts'

type Db = Kysely<Tables>

/** As whom somebody speaks; an alias belongs to `alias` alone. */
export type SpeakingAs = { as: Speaker; alias: string | null }

/* ---- what groups do */

/**
 * Records that a group reviewed the text that is being worked on. Doing so again confirms it
 * for the text of that moment. `base` is the revision of the draft that the page showed: what
 * nobody has read is not taken for reviewed.
 *
 * Throws Fault 403 for who stands for no survivors’ group that is a party, 409 when there is no
 * draft or it has moved on.
 */
export async function holdReview(
  trx: Trx,
  change: Change,
  asked: { compact: string; base: number; heldOn: string; how: Way } & SpeakingAs,
): Promise<string> {
  const { compact } = asked
  const draft = await lockedDraft(trx, compact)
  const organisation = await groupOf(trx, change, compact)
  if (draft.revision !== asked.base) throw new SurvivorFault('text overtaken')
  const text = canonicalJson(draft.agreement)
  const id = v7()
  await trx
    .insertInto('survivor_reviews')
    .values({
      id,
      compact_id: compact,
      amendment: draft.amendment,
      revision: draft.revision,
      text,
      hash: sha256(text),
      organisation_id: organisation,
      held_on: asked.heldOn,
      how: asked.how,
      shown_as: asked.as,
      alias: asked.as === 'alias' ? asked.alias : null,
      person_id: change.actor.person,
      at: change.at,
    })
    .execute()
  const after = { organisation, amendment: draft.amendment, revision: draft.revision, text: sha256(text) }
  await tellOfGroup(trx, change, compact, { action: 'held a survivors’ review', after, own: id })
  return id
}

/**
 * Objects to a clause. Throws Fault 403 for who stands for no survivors’ group that is a party,
 * 409 when there is no draft, 422 when the text has nothing at that place.
 */
export async function object(
  trx: Trx,
  change: Change,
  asked: {
    compact: string
    place: string
    text: string
    instead: string | null
    public: boolean
  } & SpeakingAs,
): Promise<string> {
  const { compact, place } = asked
  const draft = await lockedDraft(trx, compact)
  const organisation = await groupOf(trx, change, compact)
  if (!hasPlace(draft.agreement, place)) throw new CompactFault('no element', { place })
  const id = v7()
  await trx
    .insertInto('survivor_objections')
    .values({
      id,
      compact_id: compact,
      amendment: draft.amendment,
      revision: draft.revision,
      place,
      text: asked.text,
      instead: asked.instead,
      public: asked.public,
      organisation_id: organisation,
      shown_as: asked.as,
      alias: asked.as === 'alias' ? asked.alias : null,
      person_id: change.actor.person,
      at: change.at,
      withdrawn: null,
      withdrawn_by: null,
    })
    .execute()
  const after = { objection: id, organisation, public: asked.public, place: asked.public ? place : null }
  await tellOfGroup(trx, change, compact, { action: 'objected for survivors', after, own: id })
  return id
}

/** Withdraws an objection of one’s own group. What was said and answered stays. */
export async function withdrawObjection(
  trx: Trx,
  change: Change,
  compact: string,
  id: string,
): Promise<void> {
  await lockManaged(trx, compact)
  const organisation = await groupOf(trx, change, compact)
  const objection = await objectionRow(trx, compact, id)
  if (objection.organisation_id !== organisation) throw new SurvivorFault('not your group')
  if (objection.withdrawn !== null) return
  await trx
    .updateTable('survivor_objections')
    .set({ withdrawn: change.at, withdrawn_by: change.actor.person })
    .where('id', '=', id)
    .execute()
  const after = { objection: id, organisation, place: objection.public ? objection.place : null }
  await tellOfGroup(trx, change, compact, { action: 'withdrew an objection', after, own: id })
}

/**
 * Answers an objection for one of the two governments. A later answer is added to the earlier.
 * Throws Fault 403 for who stands for neither government, 404, or 409 when it was withdrawn, or is said to be
 * taken up into a text that is frozen or no draft.
 */
export async function answerObjection(
  trx: Trx,
  change: Change,
  asked: { compact: string; objection: string; outcome: Outcome; text: string },
): Promise<string> {
  const { compact } = asked
  await lockManaged(trx, compact)
  const parties = await partiesOf(trx, compact)
  const own = parties.find(
    ({ organisation, side, part }) =>
      side !== null &&
      ['government', 'ministry', 'agency'].includes(part) &&
      change.standsFor.includes(organisation),
  )
  if (own === undefined) throw new SurvivorFault('not a government')
  const objection = await objectionRow(trx, compact, asked.objection)
  if (objection.withdrawn !== null) throw new SurvivorFault('objection withdrawn')
  // What cannot change takes nothing up: it is opened again first, or the answer is that it is not taken up.
  const draft = await draftOf(trx, compact)
  if (asked.outcome !== 'declined' && draft?.state !== 'open') throw new SurvivorFault('text stands still')
  const id = v7()
  await trx
    .insertInto('survivor_answers')
    .values({
      id,
      objection_id: asked.objection,
      outcome: asked.outcome,
      text: asked.text,
      organisation_id: own.organisation,
      person_id: change.actor.person,
      at: change.at,
    })
    .execute()
  await recordEvent(trx, {
    record: compactRecord(compact),
    action: 'answered an objection',
    before: null,
    // All parties read the history of a compact: what a group did not make public, its place included, is not told there.
    after: {
      objection: asked.objection,
      place: objection.public ? objection.place : null,
      outcome: asked.outcome,
    },
    actor: change.actor,
    at: change.at,
  })
  return id
}

async function lockedDraft(trx: Trx, compact: string): Promise<Draft> {
  await lockManaged(trx, compact)
  const draft = await draftOf(trx, compact)
  if (draft === null) throw new CompactFault('no draft')
  return draft
}

/** The survivors’ group somebody speaks for here, as the parties stand now. */
async function groupOf(trx: Trx, { standsFor }: Change, compact: string): Promise<string> {
  const parties = await partiesOf(trx, compact)
  const own = parties.find(
    ({ organisation, part }) => part === 'survivors' && standsFor.includes(organisation),
  )
  if (own === undefined) throw new SurvivorFault('not your group')
  return own.organisation
}

async function objectionRow(db: Db, compact: string, id: string): Promise<Tables['survivor_objections']> {
  const row = await db
    .selectFrom('survivor_objections')
    .selectAll()
    .where('compact_id', '=', compact)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new SurvivorFault('no objection')
  return row
}

/**
 * What a group did stands in the history of the compact without the person who did it: all
 * parties read that, and an adviser who speaks as the group must not be named by it. Who it
 * was stands in a record of its own, for those who audit.
 */
async function tellOfGroup(
  trx: Trx,
  { actor, at }: Change,
  compact: string,
  { action, after, own }: { action: string; after: Record<string, unknown>; own: string },
): Promise<void> {
  const group = { person: null, as: 'system', via: actor.via, requestId: null } as const
  await recordEvent(trx, { record: compactRecord(compact), action, before: null, after, actor: group, at })
  const record = { kind: 'survivor-review', id: own }
  await recordEvent(trx, { record, action, before: null, after: { compact, ...after }, actor, at })
}

/* ---- reading */

/** Reviews of a compact, the latest first. */
export async function reviewsOf(db: Db, compact: string): Promise<Review[]> {
  const rows = await db
    .selectFrom('survivor_reviews')
    .innerJoin('organisations', 'organisations.id', 'survivor_reviews.organisation_id')
    .select([
      'survivor_reviews.id',
      'amendment',
      'revision',
      'hash',
      'organisation_id',
      'organisations.name',
      'held_on',
      'how',
      'shown_as',
      'alias',
      'person_id',
      'at',
    ])
    .where('compact_id', '=', compact)
    .orderBy('at', 'desc')
    .orderBy('survivor_reviews.id', 'desc')
    .execute()
  const names = await namesFor(db, rows)
  return rows.map((row) => ({
    id: row.id,
    amendment: row.amendment,
    revision: row.revision,
    hash: row.hash,
    organisation: { id: row.organisation_id, name: row.name },
    heldOn: row.held_on,
    how: row.how,
    by: shownAs(row, names),
    at: row.at.toISOString(),
  }))
}

/** Objections to a compact with their answers, the oldest first; those that were withdrawn too. */
export async function objectionsTo(
  db: Db,
  compact: string,
  { publicOnly = false } = {},
): Promise<Objection[]> {
  let asked = db
    .selectFrom('survivor_objections')
    .innerJoin('organisations', 'organisations.id', 'survivor_objections.organisation_id')
    .selectAll('survivor_objections')
    .select('organisations.name')
    .where('compact_id', '=', compact)
  if (publicOnly) asked = asked.where('public', '=', true).where('withdrawn', 'is', null)
  const rows = await asked.orderBy('at').orderBy('survivor_objections.id').execute()
  const answers = await answersTo(
    db,
    rows.map(({ id }) => id),
  )
  const names = await namesFor(db, rows)
  return rows.map((row) => ({
    id: row.id,
    amendment: row.amendment,
    revision: row.revision,
    place: row.place,
    text: row.text,
    instead: row.instead,
    public: row.public,
    organisation: { id: row.organisation_id, name: row.name },
    by: shownAs(row, names),
    at: row.at.toISOString(),
    withdrawn: row.withdrawn?.toISOString() ?? null,
    answers: answers.get(row.id) ?? [],
  }))
}

/**
 * What everybody may read of a public compact: objections that were made public, with their
 * answers, and how many there are beside them.
 */
export async function publicObjections(
  db: Db,
  compact: string,
): Promise<{ objections: Objection[]; notPublic: number; reviews: Review[] }> {
  const { count } = await db
    .selectFrom('survivor_objections')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('compact_id', '=', compact)
    .where('public', '=', false)
    .where('withdrawn', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    objections: await objectionsTo(db, compact, { publicOnly: true }),
    notPublic: Number(count),
    reviews: await reviewsOf(db, compact),
  }
}

async function answersTo(db: Db, objections: string[]): Promise<Map<string, Answer[]>> {
  const found = new Map<string, Answer[]>()
  if (objections.length === 0) return found
  const rows = await db
    .selectFrom('survivor_answers')
    .innerJoin('organisations', 'organisations.id', 'survivor_answers.organisation_id')
    .selectAll('survivor_answers')
    .select('organisations.name')
    .where('objection_id', 'in', objections)
    .orderBy('at', 'desc')
    .orderBy('survivor_answers.id', 'desc')
    .execute()
  for (const row of rows) {
    const answer = {
      id: row.id,
      outcome: row.outcome,
      text: row.text,
      organisation: { id: row.organisation_id, name: row.name },
      at: row.at.toISOString(),
    }
    found.set(row.objection_id, [...(found.get(row.objection_id) ?? []), answer])
  }
  return found
}

type Spoken = { shown_as: Speaker; alias: string | null; person_id: string | null }

async function namesFor(db: Db, rows: readonly Spoken[]): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ shown_as, person_id }) => (shown_as === 'name' ? (person_id ?? []) : []))
  return namesOf(db, [...new Set(ids)])
}

function shownAs({ shown_as, alias, person_id }: Spoken, names: Map<string, string>): string | null {
  if (shown_as === 'alias') return alias
  return shown_as === 'name' && person_id !== null ? (names.get(person_id) ?? null) : null
}

/* ---- what is lacking */

/** The last review of each group, by the id of its organisation, with the text it was held on. */
async function lastReviews(db: Db, compact: string): Promise<Map<string, Agreement>> {
  const rows = await db
    .selectFrom('survivor_reviews')
    .distinctOn('organisation_id')
    .select(['organisation_id', 'text'])
    .where('compact_id', '=', compact)
    .orderBy('organisation_id')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.organisation_id, JSON.parse(row.text) as Agreement]))
}

/**
 * What survivors’ advisers have still to say, or to be told, about a text: no group that takes part
 * has reviewed it; one that did has reviewed another text; one that objected has reviewed none; an
 * objection has no answer, or is said to be taken up into a clause that is as it was.
 *
 * Each group that has spoken is asked, not the last alone: else a group that objects would be passed
 * over by admitting another.
 */
export async function openReview(db: Db, compact: string, agreement: Agreement): Promise<Gap[]> {
  const [reviews, objections, parties, draft] = await Promise.all([
    lastReviews(db, compact),
    objectionsTo(db, compact),
    partiesOf(db, compact),
    draftOf(db, compact),
  ])
  const standing = objections.filter(({ withdrawn }) => withdrawn === null)
  const objecting = new Set(
    standing.filter((each) => each.amendment === draft?.amendment).map((each) => each.organisation.id),
  )
  const groups = parties.filter(({ part }) => part === 'survivors')
  const gaps: Gap[] = []
  const tell = (code: Gap['code'], values: Gap['values']) =>
    gaps.push({ place: 'review', section: null, code, values })
  if (!groups.some(({ organisation }) => reviews.has(organisation))) tell('review-not-held', {})
  else
    for (const { organisation, name } of groups) {
      const reviewed = reviews.get(organisation)
      if (reviewed === undefined) {
        if (objecting.has(organisation)) tell('review-awaited', { group: name })
        continue
      }
      const parts = changedParts(reviewed, agreement)
      if (parts.length > 0) tell('review-outdated', { group: name, parts: parts.join(', ') })
    }
  const unanswered = standing.filter(({ answers }) => answers.length === 0).length
  if (unanswered > 0) tell('objection-unanswered', { count: unanswered })
  const promised = standing.filter(
    ({ amendment, answers: [last] }) =>
      amendment === draft?.amendment && last !== undefined && last.outcome !== 'declined',
  )
  const unchanged = await Promise.all(promised.map((each) => standsUnchanged(db, compact, each, agreement)))
  const count = unchanged.filter(Boolean).length
  if (count > 0) tell('objection-not-taken-up', { count })
  return gaps
}

/** Whether a text has the same words at a place as it had when somebody objected to them. */
async function standsUnchanged(
  db: Db,
  compact: string,
  { amendment, revision, place }: Objection,
  now: Agreement,
): Promise<boolean> {
  const part = agreementParts.find((each) => each === place.split('/')[0])
  if (part === undefined) return false
  const value = await partAt(db, { compact, amendment, part, revision })
  const said = (text: object) => canonicalJson(atPlace(text, place) ?? null)
  return said({ [part]: value }) === said(now)
}

/** The same for the steps of a compact: it is not signed, and no amendment takes effect, without the review. */
export const reviewGaps: MoreGaps = async (db, { compact, step, agreement }) =>
  step === 'signed' || step === 'takes effect' ? openReview(db, compact, agreement) : []
