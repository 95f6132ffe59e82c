import { randomInt, randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Tables } from '../../house/database.ts'
import { isUuid } from '../../house/form-fields.ts'
import { recordEvent } from '../../house/history/record-event.ts'
import { FEWEST_SHOWN } from '../../house/small-counts/suppression.ts'
import { consultationMark, sealedAs } from '../../people/own-data/consultations.ts'
import type { Language } from '../../ui/language.ts'
import { parsed } from '../catalogue.ts'
import { allCriteria } from '../criteria.ts'
import type { Methodology } from '../schema.ts'
import { documentOf } from '../versions/store.ts'
import { askedAbout, waysFor } from './asked.ts'
import type { Change, Trx } from './change.ts'
import { ConsultationFault, refusing } from './faults.ts'
import {
  type Given,
  type Group,
  LONGEST,
  mayChoose,
  type Outcome,
  type Round,
  type RoundValues,
  type State,
  stateOf,
  type Way,
} from './schema.ts'
import './tables.ts'
import type {
  CodesRow,
  MemberRow,
  ObjectionRow,
  OwnAnswerRow,
  OwnObjectionRow,
  UsedCodeRow,
} from './tables.ts'

type Db = Kysely<Tables>

export const roundRecord = (id: string) => ({ kind: 'consultation', id })

/* ---- planning */

/** What a round cannot be planned without. Throws ConsultationFault naming the field. */
async function checked(db: Db, values: RoundValues, at: Date): Promise<string> {
  const question = values.question.trim()
  if (question === '' || question.length > 500) throw new ConsultationFault('no question')
  const { methodology, text } = await documentOf(db, values.methodology, values.version)
  const possible = waysFor(askedAbout(methodology, values.level).length)
  if (possible.length === 0) throw new ConsultationFault('nothing to weigh')
  if (values.ways.length === 0 || values.ways.some((way) => !possible.includes(way)))
    throw new ConsultationFault('no way')
  const asked = values.groups.filter(({ share }) => share > 0)
  const sum = asked.reduce((total, { share }) => total + share, 0)
  if (sum !== 100 || values.groups.some(({ share }) => !Number.isInteger(share) || share < 0))
    throw new ConsultationFault('shares wrong', { sum: String(sum) })
  if (!asked.some(({ kind }) => kind === 'survivors')) throw new ConsultationFault('no survivors')
  if (asked.length < 2) throw new ConsultationFault('too few groups')
  if (!Number.isInteger(values.fewest) || values.fewest < FEWEST_SHOWN || values.fewest > 1000)
    throw new ConsultationFault('too few', { fewest: String(FEWEST_SHOWN) })
  if (!(values.closes > values.opens)) throw new ConsultationFault('closes too early')
  if (values.opens > yearsAfter(at)) throw new ConsultationFault('opens too late')
  if (values.closes > yearsAfter(values.opens)) throw new ConsultationFault('closes too late')
  return text
}

/** Longest that a round waits, and is open: nothing is published meanwhile, and a slip in a year would be for ever. */
const MOST_YEARS = 5

function yearsAfter(at: Date): Date {
  const then = new Date(at)
  then.setUTCFullYear(at.getUTCFullYear() + MOST_YEARS)
  return then
}

const rowOf = (values: RoundValues, document: string) => ({
  methodology: values.methodology,
  version: values.version,
  document,
  question: values.question.trim(),
  language: values.language,
  level: values.level,
  ways: JSON.stringify(values.ways),
  membership: values.membership,
  groups: JSON.stringify(values.groups.filter(({ share }) => share > 0)),
  fewest: values.fewest,
  opens: values.opens,
  closes: values.closes,
})

/** Plans a round; nobody is told before it is announced. Answers its id. Throws ConsultationFault naming the field. */
export async function planRound(trx: Trx, change: Change, values: RoundValues): Promise<string> {
  const document = await checked(trx, values, change.at)
  const id = v7()
  await trx
    .insertInto('consultations')
    .values({
      id,
      ...rowOf(values, document),
      made: change.at,
      published: null,
      called_off: null,
      called_off_why: null,
      revision: 1,
    })
    .execute()
  await tell(trx, change, id, 'planned a consultation', {
    methodology: values.methodology,
    version: values.version,
  })
  return id
}

/** Changes a round that has not been announced. Throws ConsultationFault 409 when somebody else did meanwhile. */
export async function changeRound(
  trx: Trx,
  change: Change,
  id: string,
  revision: number,
  values: RoundValues,
): Promise<void> {
  const round = await heldRound(trx, id)
  if (round.published !== null) throw new ConsultationFault('announced already')
  if (round.revision !== revision) throw new ConsultationFault('overtaken')
  const document = await checked(trx, values, change.at)
  await trx
    .updateTable('consultations')
    .set({ ...rowOf(values, document), revision: revision + 1 })
    .where('id', '=', id)
    .execute()
  await tell(trx, change, id, 'changed a consultation', {
    methodology: values.methodology,
    version: values.version,
  })
}

/** Sets a plan aside for good; its history stays. Throws ConsultationFault 409 for one that was announced, or changed meanwhile. */
export async function setAside(trx: Trx, change: Change, id: string, revision: number): Promise<void> {
  const { methodology, version, published, revision: now } = await heldRound(trx, id)
  if (published !== null) throw new ConsultationFault('announced already')
  if (now !== revision) throw new ConsultationFault('overtaken')
  await refusing(trx.deleteFrom('consultations').where('id', '=', id).execute())
  const { actor, at } = change
  await recordEvent(trx, {
    record: roundRecord(id),
    action: 'set a plan of a consultation aside',
    before: { methodology, version },
    after: null,
    actor,
    at,
  })
}

/**
 * Announces a round: from then on everybody reads who is asked, with which share, from when to when, and none of it
 * changes any more. Throws ConsultationFault 422 once the moment of opening has passed.
 */
export async function announceRound(trx: Trx, change: Change, id: string, revision: number): Promise<void> {
  // Whoever publishes a version meanwhile waits here, or is waited for: it stops at a round that was announced.
  await trx
    .selectFrom('data_version')
    .select('version')
    .where('only_row', '=', 1)
    .forUpdate()
    .executeTakeFirst()
  const round = await heldRound(trx, id)
  if (round.published !== null) throw new ConsultationFault('announced already')
  if (round.revision !== revision) throw new ConsultationFault('overtaken')
  if (round.opens <= change.at) throw new ConsultationFault('opens too early')
  await refusing(
    trx
      .updateTable('consultations')
      .set({ published: change.at, revision: revision + 1 })
      .where('id', '=', id)
      .execute(),
  )
  await tell(trx, change, id, 'announced a consultation', {
    opens: round.opens.toISOString(),
    closes: round.closes.toISOString(),
    shares: Object.fromEntries(round.groups.map(({ key, share }) => [key, share])),
  })
}

/** Calls an announced round off before it closes, with a reason that everybody reads. What was answered is never shown; objections still get their answers. */
export async function callOffRound(trx: Trx, change: Change, id: string, given: string): Promise<void> {
  const why = written(given)
  const round = await heldRound(trx, id)
  const state = stateOf(round, change.at)
  if (state === 'draft') throw new ConsultationFault('not announced')
  if (state === 'called off') throw new ConsultationFault('called off')
  if (state === 'closed') throw new ConsultationFault('closed')
  await trx
    .updateTable('consultations')
    .set({ called_off: change.at, called_off_why: why, revision: round.revision + 1 })
    .where('id', '=', id)
    .execute()
  await tell(trx, change, id, 'called off a consultation', null, why)
}

/* ---- joining */

/** Letters and digits that are not taken for each other. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const CODE_LENGTH = 10
/** Most codes made at once. */
export const MOST_CODES = 200

/**
 * Makes codes by which people join a group, or with which an answer on paper comes back; each works once. They are told
 * now and never again: only digests are kept.
 */
export async function makeCodes(
  trx: Trx,
  change: Change,
  id: string,
  group: string,
  count: number,
): Promise<string[]> {
  const round = await heldRound(trx, id)
  const state = stateOf(round, change.at)
  if (state === 'draft') throw new ConsultationFault('not announced')
  if (state === 'closed' || state === 'called off') throw new ConsultationFault(state)
  groupIn(round, group)
  const codes = Array.from({ length: count }, () =>
    Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  )
  const digests = codes.map((code) => codeDigest(change.keys, id, code))
  await refusing(sql`select consultation_codes_make(${id}, ${group}, ${digests}, ${change.at})`.execute(trx))
  // Everybody reads this: for whom and how many would bound how many of a small group answer.
  await tell(trx, change, id, 'made codes for a consultation', null)
  return codes
}

const codeDigest = (keys: Change['keys'], id: string, code: string) =>
  consultationMark(keys, 'code', id, code.toUpperCase().replace(/[^A-Z0-9]/g, ''))

/** Uses a code of a round up. Throws ConsultationFault for one that is none, or was used. */
async function spendCode(trx: Trx, change: Change, id: string, code: string, paper: boolean) {
  const { rows } = await sql<UsedCodeRow>`
    select * from consultation_code_use(${id}, ${codeDigest(change.keys, id, code)}, ${paper}, ${change.at})`.execute(
    trx,
  )
  const [used] = rows
  if (used === undefined) throw new ConsultationFault('unknown code')
  if (used.gone) throw new ConsultationFault('code used')
  return used
}

/**
 * Joins a group: by a code, or where membership is open by choosing one; that of survivors by a code alone, always.
 * Possible from the announcement to the close. Answers the group. Throws ConsultationFault for who has joined already, or with a code that is none or was used.
 */
export async function joinRound(
  trx: Trx,
  change: Change,
  id: string,
  by: { code: string } | { group: string },
): Promise<string> {
  const round = await heldRound(trx, id)
  const state = stateOf(round, change.at)
  if (state === 'draft') throw new ConsultationFault('not announced')
  if (state === 'closed' || state === 'called off') throw new ConsultationFault(state)
  const mark = consultationMark(change.keys, 'member', id, personIn(change))
  if ((await groupOfMark(trx, id, mark)) !== null) throw new ConsultationFault('a member already')
  let group: string
  if ('code' in by) {
    if (by.code.trim() === '') throw new ConsultationFault('no code')
    group = (await spendCode(trx, change, id, by.code, false)).group_key
  } else {
    const chosen = groupIn(round, by.group)
    if (!mayChoose(round, chosen)) throw new ConsultationFault('by code alone')
    group = chosen.key
  }
  await refusing(sql`select consultation_join(${id}, ${mark}, ${group}, ${change.at})`.execute(trx))
  await tellOfOwn(trx, change, 'joined a consultation', id)
  return group
}

/** The group somebody joined; null for none. */
export async function ownGroup(
  db: Db,
  keys: Change['keys'],
  round: Round,
  person: string,
): Promise<Group | null> {
  const key = await groupOfMark(db, round.id, consultationMark(keys, 'member', round.id, person))
  return round.groups.find((group) => group.key === key) ?? null
}

async function groupOfMark(db: Db, id: string, mark: string): Promise<string | null> {
  const { rows } = await sql<MemberRow>`select * from consultation_own_group(${id}, ${mark})`.execute(db)
  return rows[0]?.group_key ?? null
}

/* ---- answering */

export type Comment = { text: string; shown: boolean }

/**
 * Keeps what somebody answers for the group they joined. Doing so again before the close changes it: the earlier one
 * is kept for them alone, and the last one counts. Throws ConsultationFault 403 for who joined no group, 409 outside
 * the time it is open, 422 for a way that is not asked.
 */
export async function answerRound(
  trx: Trx,
  change: Change,
  id: string,
  given: Given,
  comment: Comment | null,
): Promise<void> {
  const round = await roundOf(trx, id)
  assertOpen(round, change.at)
  const person = personIn(change)
  const group = await ownGroup(trx, change.keys, round, person)
  if (group === null) throw new ConsultationFault('not a member')
  const mark = consultationMark(change.keys, 'answer', id, person)
  await keepAnswer(trx, change, round, { mark, group: group.key, given, comment, paper: false })
  await tellOfOwn(trx, change, TOOK_PART, id)
}

/** Keeps an answer that came on paper, under the code on it. The same code is never answered twice. */
export async function answerOnPaper(
  trx: Trx,
  change: Change,
  id: string,
  code: string,
  given: Given,
  comment: Comment | null,
): Promise<void> {
  const round = await heldRound(trx, id)
  assertOpen(round, change.at)
  const used = await spendCode(trx, change, id, code, true)
  const mark = consultationMark(change.keys, 'answer', id, `paper ${used.id}`)
  await keepAnswer(trx, change, round, { mark, group: used.group_key, given, comment, paper: true })
  await tellOfOwn(trx, change, 'entered an answer on paper', id)
}

async function keepAnswer(
  trx: Trx,
  { keys, at }: Change,
  round: Round,
  kept: { mark: string; group: string; given: Given; comment: Comment | null; paper: boolean },
): Promise<void> {
  if (!round.ways.includes(kept.given.way)) throw new ConsultationFault('no way')
  // Of no order, and in no event: nothing but the seal is bound to it.
  const id = randomUUID()
  const sealed = seal(keys, sealedAs('answer', id), kept.given)
  const comment = kept.comment === null ? null : seal(keys, sealedAs('comment', id), kept.comment)
  await refusing(
    sql`select consultation_answer(${id}, ${round.id}, ${kept.mark}, ${kept.group}, ${sealed}, ${comment},
      ${kept.paper}, ${at})`.execute(trx),
  )
}

/** `at` is the day: the moment is not kept. */
export type OwnAnswer = { given: Given; comment: Comment | null; at: Date; times: number }

/** What somebody answered last, for themselves. */
export async function ownAnswer(
  db: Db,
  keys: Change['keys'],
  id: string,
  person: string,
): Promise<OwnAnswer | null> {
  const mark = consultationMark(keys, 'answer', id, person)
  const { rows } = await sql<OwnAnswerRow>`select * from consultation_own_answers(${id}, ${mark})`.execute(db)
  const last = rows.at(-1)
  if (last === undefined) return null
  return {
    given: opened<Given>(keys, sealedAs('answer', last.id), last.sealed),
    comment: last.comment === null ? null : opened<Comment>(keys, sealedAs('comment', last.id), last.comment),
    at: last.at,
    times: rows.length,
  }
}

/* ---- objections of the survivors’ group */

export type OwnObjection = {
  id: string
  criterion: string
  reason: string
  public: boolean
  withdrawn: boolean
}

/** Objects to a criterion for the survivors’ group, with a reason. Throws ConsultationFault for any other group. */
export async function objectTo(
  trx: Trx,
  change: Change,
  id: string,
  asked: { criterion: string; reason: string; public: boolean },
): Promise<void> {
  if (asked.criterion === '') throw new ConsultationFault('no criterion')
  const reason = written(asked.reason)
  const round = await roundOf(trx, id)
  assertOpen(round, change.at)
  const person = personIn(change)
  const group = await ownGroup(trx, change.keys, round, person)
  if (group === null) throw new ConsultationFault('not a member')
  if (group.kind !== 'survivors') throw new ConsultationFault('not for survivors')
  if (!allCriteria(methodologyOf(round).criteria).some((criterion) => criterion.id === asked.criterion))
    throw new ConsultationFault('unknown criterion')
  const objection = randomUUID()
  const mark = consultationMark(change.keys, 'objection', id, person)
  const sealed = seal(change.keys, sealedAs('objection', objection), { reason })
  await refusing(
    sql`select consultation_object(${objection}, ${id}, ${mark}, ${asked.criterion}, ${sealed}, ${asked.public},
      ${change.at})`.execute(trx),
  )
  await tellOfOwn(trx, change, TOOK_PART, id)
}

/**
 * Takes an objection of one’s own back, while the round is open. Throws ConsultationFault when there is none that stands,
 * or when it may have been read already: then it is owed an answer.
 */
export async function takeBackObjection(
  trx: Trx,
  change: Change,
  id: string,
  objection: string,
): Promise<void> {
  if (!isUuid(objection)) throw new ConsultationFault('no objection')
  assertOpen(await roundOf(trx, id), change.at)
  const mark = consultationMark(change.keys, 'objection', id, personIn(change))
  const { rows } = await refusing(
    sql<{ done: boolean }>`
      select consultation_withdraw(${objection}, ${mark}, ${change.at}) as done`.execute(trx),
  )
  if (rows[0]?.done !== true) throw new ConsultationFault('no objection')
  await tellOfOwn(trx, change, TOOK_PART, id)
}

export async function ownObjections(
  db: Db,
  keys: Change['keys'],
  id: string,
  person: string,
): Promise<OwnObjection[]> {
  const mark = consultationMark(keys, 'objection', id, person)
  const { rows } = await sql<OwnObjectionRow>`
    select * from consultation_own_objections(${id}, ${mark})`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    criterion: row.criterion,
    reason: opened<{ reason: string }>(keys, sealedAs('objection', row.id), row.sealed).reason,
    public: row.public,
    withdrawn: row.withdrawn !== null,
  }))
}

export type Objection = {
  /** What an answer to it is kept under; in no event. */
  id: string
  criterion: string
  reason: string
  public: boolean
  answers: { outcome: Outcome; text: string; at: Date }[]
}

/** What survivors’ advisers objected to, with the answers, once a round is over or was called off. Throws ConsultationFault before. */
export async function objectionsAfter(
  db: Db,
  keys: Change['keys'],
  id: string,
  at: Date,
): Promise<Objection[]> {
  const { rows } = await refusing(
    sql<ObjectionRow>`select * from consultation_objections_after(${id}, ${at})`.execute(db),
  )
  const answers = await db
    .selectFrom('consultation_objection_answers')
    .selectAll()
    .where('consultation_id', '=', id)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.bound,
    criterion: row.criterion,
    reason: opened<{ reason: string }>(keys, sealedAs('objection', row.bound), row.sealed).reason,
    public: row.public,
    answers: answers.filter((answer) => answer.objection_id === row.bound),
  }))
}

/** Answers an objection once the round is over or was called off; a later answer is added to the earlier. */
export async function answerObjection(
  trx: Trx,
  change: Change,
  id: string,
  asked: { objection: string; outcome: Outcome; text: string },
): Promise<void> {
  const text = written(asked.text)
  await heldRound(trx, id)
  const standing = await objectionsAfter(trx, change.keys, id, change.at)
  if (!standing.some((objection) => objection.id === asked.objection))
    throw new ConsultationFault('no objection')
  await trx
    .insertInto('consultation_objection_answers')
    .values({
      id: v7(),
      objection_id: asked.objection,
      consultation_id: id,
      outcome: asked.outcome,
      text,
      at: change.at,
    })
    .execute()
  await tell(trx, change, id, 'answered an objection to a criterion', { outcome: asked.outcome })
}

/* ---- reading */

/** All rounds, the last to close first. */
export async function allRounds(db: Db, methodology?: string): Promise<Round[]> {
  let query = db.selectFrom('consultations').selectAll()
  if (methodology !== undefined) query = query.where('methodology', '=', methodology)
  return (await query.orderBy('closes', 'desc').orderBy('id').execute()).map(roundFrom)
}

/** One round. Throws ConsultationFault 404. */
export async function roundOf(db: Db, id: string): Promise<Round> {
  const row = isUuid(id)
    ? await db.selectFrom('consultations').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined
  if (row === undefined) throw new ConsultationFault('no round')
  return roundFrom(row)
}

async function heldRound(trx: Trx, id: string): Promise<Round> {
  if (isUuid(id))
    await trx.selectFrom('consultations').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return roundOf(trx, id)
}

/** The document a round is about, as it was when the round was planned. */
export const methodologyOf = (round: Pick<Round, 'document' | 'methodology' | 'version'>): Methodology =>
  parsed(round.document, `${round.methodology}-${round.version}.yaml`)

/** How many codes of each group were made and used. */
export async function codesOf(db: Db, id: string): Promise<Map<string, { made: number; used: number }>> {
  const { rows } = await sql<CodesRow>`select * from consultation_codes_of(${id})`.execute(db)
  return new Map(rows.map(({ group_key, made, used }) => [group_key, { made, used }]))
}

function roundFrom(row: Tables['consultations']): Round {
  return {
    id: row.id,
    methodology: row.methodology,
    version: row.version,
    document: row.document,
    question: row.question,
    language: row.language as Language,
    level: row.level,
    ways: row.ways as Way[],
    membership: row.membership,
    groups: row.groups as Group[],
    fewest: row.fewest,
    opens: row.opens,
    closes: row.closes,
    made: row.made,
    published: row.published,
    calledOff: row.called_off,
    calledOffWhy: row.called_off_why,
    revision: row.revision,
  }
}

/** Throws ConsultationFault, saying why, when a round is not open at a moment. */
export function assertOpen(round: Round, at: Date): void {
  const state: State = stateOf(round, at)
  if (state === 'open') return
  throw new ConsultationFault(
    state === 'draft' ? 'not announced' : state === 'announced' ? 'not open yet' : state,
  )
}

/* ---- parts */

function groupIn({ groups }: Round, key: string): Group {
  const found = groups.find((group) => group.key === key)
  if (found === undefined) throw new ConsultationFault('unknown group')
  return found
}

function personIn({ actor }: Change): string {
  if (actor.person === null) throw new ConsultationFault('not a member')
  return actor.person
}

function written(given: string): string {
  const text = given.trim()
  if (text === '' || text.length > LONGEST) throw new ConsultationFault('no reason')
  return text
}

const seal = (keys: Change['keys'], context: string, value: object): string =>
  keys.seal(Buffer.from(JSON.stringify(value), 'utf8'), context)

/** What was sealed here was checked before it was: it is read as what it is. */
export const opened = <Value>(keys: Change['keys'], context: string, sealed: string): Value =>
  JSON.parse(keys.open(sealed, context).toString('utf8')) as Value

async function tell(
  trx: Trx,
  { actor, at }: Change,
  id: string,
  action: string,
  after: unknown,
  reason: string | null = null,
): Promise<void> {
  await recordEvent(trx, { record: roundRecord(id), action, before: null, after, reason, actor, at })
}

/** What the history says of answering, objecting and taking back alike: which it was would tell a survivor’s group. */
const TOOK_PART = 'took part in a consultation'

/** That somebody did something, in a record of its own, of which no row knows: it leads to no group and no answer. */
async function tellOfOwn(
  trx: Trx,
  { actor, at }: Change,
  action: string,
  consultation: string,
): Promise<void> {
  const record = { kind: 'consultation-part', id: v7() }
  await recordEvent(trx, { record, action, before: null, after: { consultation }, actor, at })
}
