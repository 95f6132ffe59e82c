import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import { assertSeen } from '../house/characters.ts'
import type { Tables } from '../house/database.ts'
import { speaksAsGroup, tellFor } from './as-group.ts'
import type { Change, Trx } from './change.ts'
import { hasPlace } from './elements.ts'
import { CompactFault } from './faults.ts'
import {
  agreementInForce,
  type Draft,
  draftOf,
  isGovernment,
  lockManaged,
  type PartyRow,
  partiesOf,
  presentText,
} from './store.ts'

type Db = Kysely<Tables>

export type Answer = { id: string; text: string; by: string | null; organisation: string | null; at: string }
export type Comment = {
  id: string
  /** Path in the document, such as `objectives/lake-fishing/text`. */
  place: string
  /** Which draft it was made on: 0 the first text, n the n-th amendment. */
  amendment: number
  text: string
  /** Whether the text is not signed before it is closed. */
  blocking: boolean
  by: string | null
  organisation: string | null
  at: string
  closed: string | null
  closedBy: string | null
  /** How it was settled, in the words of who closed it. */
  settled: string | null
  answers: Answer[]
}

/** Longest comment, in characters. */
export const LONGEST_COMMENT = 5000

/** What was said about a draft, by place and time, with the answers; `place` takes what stands below it too. */
export async function commentsOf(
  db: Db,
  compact: string,
  { place, open }: { place?: string; open?: boolean } = {},
): Promise<Comment[]> {
  let query = db.selectFrom('compact_comments').selectAll().where('compact_id', '=', compact)
  if (open === true) query = query.where('closed', 'is', null)
  const rows = (await query.orderBy('at').orderBy('id').execute()).filter(
    (row) => place === undefined || row.place === place || row.place.startsWith(`${place}/`),
  )
  const answers =
    rows.length === 0
      ? []
      : await db
          .selectFrom('compact_answers')
          .selectAll()
          .where(
            'comment_id',
            'in',
            rows.map(({ id }) => id),
          )
          .orderBy('at')
          .orderBy('id')
          .execute()
  return rows.map((row) => ({
    id: row.id,
    place: row.place,
    amendment: row.amendment,
    text: row.text,
    blocking: row.blocking,
    by: row.by,
    organisation: row.organisation_id,
    at: row.at.toISOString(),
    closed: row.closed?.toISOString() ?? null,
    closedBy: row.closed_by,
    settled: row.end_reason,
    answers: answers
      .filter(({ comment_id }) => comment_id === row.id)
      .map((each) => ({
        id: each.id,
        text: each.text,
        by: each.by,
        organisation: each.organisation_id,
        at: each.at.toISOString(),
      })),
  }))
}

/**
 * Comments on one place of the draft, for an organisation that the person belongs to in this compact.
 * What governments, parties that sign and survivors’ groups say may block the draft it is said of;
 * what others say is heard, and blocks nothing.
 *
 * What an adviser of a survivors’ group says is the group’s: no person is kept with it, here and below.
 */
export async function commentOn(
  trx: Trx,
  change: Change,
  asked: { compact: string; place: string; text: string; blocking: boolean },
): Promise<{ id: string; blocking: boolean }> {
  const { compact, place, blocking } = asked
  const text = said(asked.text)
  await lockManaged(trx, compact)
  const draft = await draftOf(trx, compact)
  const agreement = draft?.agreement ?? (await presentText(trx, compact))
  if (agreement === null || place.length > 300 || !hasPlace(agreement, place))
    throw new CompactFault('no element', { place: place.slice(0, 80) })
  // Nothing is signed while none is drafted: then a comment blocks nothing either.
  const mayHold = draft === null ? [] : holdersOf(await partiesOf(trx, compact), draft, change.standsFor)
  const organisation = (blocking ? mayHold[0] : undefined) ?? change.standsFor[0] ?? null
  const holds = blocking && draft !== null && (change.actor.as !== 'person' || mayHold.length > 0)
  const id = v7()
  const group = await speaksAsGroup(trx, change, compact, organisation)
  await trx
    .insertInto('compact_comments')
    .values({
      id,
      compact_id: compact,
      amendment: draft?.amendment ?? (await lastAmendment(trx, compact)),
      place,
      text,
      blocking: holds,
      by: group ? null : change.actor.person,
      organisation_id: organisation,
      at: change.at,
      closed: null,
      closed_by: null,
      end_reason: null,
    })
    .execute()
  await tellFor(trx, change, {
    compact,
    action: 'commented on the draft',
    before: null,
    after: { comment: id, place, blocking: holds, organisation },
    group,
    own: id,
  })
  return { id, blocking: holds }
}

/** Of these organisations, those that can keep a text from being signed by what they say of it. */
export function holdersOf(
  parties: readonly PartyRow[],
  { agreement }: Pick<Draft, 'agreement'>,
  organisations: readonly string[],
): string[] {
  const signs = new Set(agreement.parties.flatMap((each) => (each.signs ? (each.organisation ?? []) : [])))
  return parties
    .filter((party) => isGovernment(party) || party.part === 'survivors' || signs.has(party.organisation))
    .map(({ organisation }) => organisation)
    .filter((organisation) => organisations.includes(organisation))
}

async function lastAmendment(db: Db, compact: string): Promise<number> {
  const inForce = await agreementInForce(db, compact)
  if (inForce === null) return 0
  const row = await db
    .selectFrom('compact_versions')
    .select('amendment')
    .where('compact_id', '=', compact)
    .where('number', '=', inForce.version)
    .executeTakeFirst()
  return row?.amendment ?? 0
}

/** Answers a comment that is open. */
export async function answerComment(
  trx: Trx,
  change: Change,
  asked: { compact: string; comment: string; text: string },
): Promise<{ id: string }> {
  const { compact, comment } = asked
  const text = said(asked.text)
  await openComment(trx, compact, comment)
  const id = v7()
  const organisation = change.standsFor[0] ?? null
  const group = await speaksAsGroup(trx, change, compact, organisation)
  await trx
    .insertInto('compact_answers')
    .values({
      id,
      comment_id: comment,
      text,
      by: group ? null : change.actor.person,
      organisation_id: organisation,
      at: change.at,
    })
    .execute()
  await tellFor(trx, change, {
    compact,
    action: 'answered a comment',
    before: null,
    after: { comment, answer: id, organisation },
    group,
    own: id,
  })
  return { id }
}

/**
 * Closes a comment, saying how it was settled. One that blocks is closed by the organisation that
 * wrote it, so that nobody's objection is settled by those it is addressed to; when that
 * organisation takes part no longer, by anybody.
 */
export async function closeComment(
  trx: Trx,
  change: Change,
  asked: { compact: string; comment: string; settled: string },
): Promise<void> {
  const { compact, comment } = asked
  const settled = said(asked.settled)
  const found = await openComment(trx, compact, comment)
  const present = (await partiesOf(trx, compact)).map(({ organisation }) => organisation)
  if (
    found.blocking &&
    change.actor.as === 'person' &&
    found.organisation_id !== null &&
    present.includes(found.organisation_id) &&
    !change.standsFor.includes(found.organisation_id)
  )
    throw new CompactFault('not yours to close')
  const own = found.organisation_id
  const organisation = own !== null && change.standsFor.includes(own) ? own : (change.standsFor[0] ?? null)
  const group = await speaksAsGroup(trx, change, compact, organisation)
  await trx
    .updateTable('compact_comments')
    .set({ closed: change.at, closed_by: group ? null : change.actor.person, end_reason: settled })
    .where('id', '=', comment)
    .execute()
  await tellFor(trx, change, {
    compact,
    action: 'closed a comment',
    before: { comment, place: found.place, blocking: found.blocking },
    after: { comment, closed: change.at.toISOString(), organisation },
    group,
    own: comment,
  })
}

async function openComment(trx: Trx, compact: string, id: string) {
  await lockManaged(trx, compact)
  const row = await trx
    .selectFrom('compact_comments')
    .selectAll()
    .where('id', '=', id)
    .where('compact_id', '=', compact)
    .executeTakeFirst()
  if (row === undefined) throw new CompactFault('no comment')
  if (row.closed !== null)
    throw new CompactFault('comment closed', { at: row.closed.toISOString().slice(0, 10) })
  return row
}

function said(text: string): string {
  const plain = text.trim()
  if (plain.length < 3 || plain.length > LONGEST_COMMENT)
    throw new CompactFault('comment unusable', { most: LONGEST_COMMENT })
  assertSeen({ text: plain })
  return plain
}
