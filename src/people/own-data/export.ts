import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { NotFound } from '../../house/errors.ts'
import { eventOf, isPersonalReference } from '../../house/history/event.ts'
import { readPersonal } from '../../house/history/personal-values.ts'
import type { Keys } from '../../house/keys.ts'
import { findAccount } from '../accounts/account.ts'
import { markOf } from '../organisations/invitations.ts'
import { namesOf } from '../organisations/people.ts'
import { scopeFrom } from '../organisations/roles.ts'
import { looksAt, ownContact } from '../protected/contact.ts'
import { contactRecord, ownNames } from '../protected/names.ts'
import { isKeyOfVault, sealedSince } from '../protected/vault.ts'
import { addressesOf } from './addresses.ts'
import { consultationsOf } from './consultations.ts'
import { mailsTo } from './erase.ts'
import type { OwnData } from './schema.ts'

type Db = Kysely<Tables>

/**
 * Everything that is held about a person. Hand in a transaction, so that all of it is of one
 * moment. How to reach them is left out, and said to be, for a sign-in without the second factor.
 *
 * What others wrote about the person and what names others is left as it stands in the
 * history: ids and references, which nobody but those concerned can open.
 *
 * Throws NotFound when nobody has this id.
 */
export async function gatherOwnData(
  db: Db,
  keys: Keys,
  person: string,
  { at, withContact }: { at: Date; withContact: boolean },
): Promise<OwnData> {
  const row = await db.selectFrom('people').selectAll().where('id', '=', person).executeTakeFirst()
  if (row === undefined)
    throw new NotFound('Nobody here has this id', [
      { message: 'People are found by their id or by the address they sign in with.' },
    ])
  const addresses = await addressesOf(db, person)
  const organisations = await organisationsOf(db)
  return {
    format: 'tipping-point/own-data',
    version: 1,
    made: at.toISOString(),
    person: { id: row.id, created: row.created.toISOString(), ended: moment(row.ended) },
    account: await accountOf(db, keys, person),
    signIns: await signInsOf(db, person),
    linksWaiting: await linksOf(db, person),
    memberships: await membershipsOf(db, keys, person, organisations),
    roles: await grantsOf(db, person, organisations),
    invitations: await invitationsOf(db, keys, person, addresses, organisations),
    contact: withContact
      ? await ownContact(db, keys, person)
      : (await sealedSince(db, person, 'contact')) === null
        ? null
        : { withheld: 'sign in with the second factor' },
    guardians: await guardiansOf(db, person, organisations),
    looks: (await looksAt(db, keys, person, 100_000)).map(({ at: when, name, reason }) => ({
      at: when,
      by: name,
      reason,
    })),
    mails: (await mailsTo(db, keys, addresses)).map(({ kind, state, queued, subject, text }) => ({
      kind,
      state,
      queued: queued.toISOString(),
      subject,
      // A link in a letter opens what the mailbox opens; a copy of the letter must not.
      text: text.replace(/https?:\/\/\S+/g, '…'),
    })),
    sentForms: await formsOf(db, person),
    saidForGroup: await saidOf(db, person),
    consultations: await consultationsOf(db, keys, person),
    events: await eventsOf(db, person),
    personalValues: await valuesOf(db, keys, person),
  }
}

async function accountOf(db: Db, keys: Keys, person: string): Promise<OwnData['account']> {
  const account = await findAccount(db, person)
  const names = await ownNames(db, keys, person)
  if (account === null || names === null) return null
  const { updated_at } = await db
    .selectFrom('accounts_user')
    .select('updated_at')
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  const ways = await db
    .selectFrom('accounts_account')
    .select(['provider_id', 'created_at', 'updated_at'])
    .where('user_id', '=', person)
    .orderBy('id')
    .execute()
  return {
    nameOthersSee: names.shown,
    ownName: names.own ?? names.shown,
    email: account.email,
    emailProven: account.emailProven,
    secondFactor: account.hasSecondFactor,
    recoveryCodesLeft: account.recoveryCodesLeft,
    made: account.made.toISOString(),
    changed: updated_at.toISOString(),
    waysToSignIn: ways.map((way) => ({
      by: way.provider_id === 'credential' ? 'password' : way.provider_id,
      since: way.created_at.toISOString(),
      changed: way.updated_at.toISOString(),
    })),
  }
}

async function signInsOf(db: Db, person: string): Promise<OwnData['signIns']> {
  const rows = await db
    .selectFrom('accounts_session')
    .select(['user_agent', 'created_at', 'seen_at', 'second_factor_at', 'expires_at'])
    .where('user_id', '=', person)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({
    device: row.user_agent,
    began: row.created_at.toISOString(),
    lastSeen: row.seen_at.toISOString(),
    secondFactorAt: moment(row.second_factor_at),
    ends: row.expires_at.toISOString(),
  }))
}

async function linksOf(db: Db, person: string): Promise<OwnData['linksWaiting']> {
  const rows = await db
    .selectFrom('accounts_verification')
    .select(['identifier', 'created_at', 'expires_at'])
    .where((row) => row.or([row('value', '=', person), row('value', 'like', `${person} %`)]))
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({
    // Before the colon stands what it is for; the library hashes its own.
    purpose: row.identifier.includes(':') ? (row.identifier.split(':')[0] ?? '') : 'sign-in or new password',
    made: row.created_at.toISOString(),
    ends: row.expires_at.toISOString(),
  }))
}

type Organisations = (id: string | null) => { id: string; name: string } | null

async function organisationsOf(db: Db): Promise<Organisations> {
  const rows = await db.selectFrom('organisations').select(['id', 'name']).execute()
  const known = new Map(rows.map((row) => [row.id, row]))
  return (id) => (id === null ? null : (known.get(id) ?? null))
}

async function membershipsOf(db: Db, keys: Keys, person: string, organisation: Organisations) {
  const rows = await db
    .selectFrom('memberships')
    .select(['id', 'organisation_id', 'began', 'ended', 'end_reason'])
    .where('person_id', '=', person)
    .orderBy('began')
    .execute()
  const own = await ownReasons(db, keys, person)
  return rows.map((row) => ({
    organisation: organisation(row.organisation_id),
    began: row.began.toISOString(),
    ended: moment(row.ended),
    endReason: row.end_reason ?? own.get(row.id) ?? null,
  }))
}

/** Why somebody left, in their own words: kept under their own key, beside the event. */
async function ownReasons(db: Db, keys: Keys, person: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('actor_person', '=', person)
    .where('action', '=', 'left the organisation')
    .execute()
  const reasons = new Map<string, string>()
  for (const { before, after } of rows.map(eventOf)) {
    const membership = partOf(before, 'membership')
    const kept = partOf(after, 'reason')
    const reason = isPersonalReference(kept) ? await readPersonal(db, keys, kept) : null
    if (typeof membership === 'string' && reason !== null) reasons.set(membership, reason)
  }
  return reasons
}

function partOf(record: unknown, name: string): unknown {
  return typeof record === 'object' && record !== null ? Reflect.get(record, name) : undefined
}

async function grantsOf(db: Db, person: string, organisation: Organisations) {
  const rows = await db
    .selectFrom('role_grants')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('granted_at')
    .execute()
  return rows.map((row) => ({
    role: row.role,
    organisation: organisation(row.organisation_id),
    scope: scopeFrom(row.scope_kind, row.scope_id),
    given: row.granted_at.toISOString(),
    until: moment(row.until),
    ended: moment(row.ended_at),
    endReason: row.end_reason,
  }))
}

async function invitationsOf(
  db: Db,
  keys: Keys,
  person: string,
  addresses: string[],
  organisation: Organisations,
): Promise<OwnData['invitations']> {
  const marks = addresses.map((address) => markOf(keys, address))
  const rows = await db
    .selectFrom('invitations')
    .selectAll()
    .where((row) =>
      row.or([
        row('invited_by', '=', person),
        row('accepted_by', '=', person),
        row('withdrawn_by', '=', person),
        ...(marks.length > 0 ? [row('email_mark', 'in', marks)] : []),
      ]),
    )
    .orderBy('made')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    yours: [
      ...(row.invited_by === person ? (['sent'] as const) : []),
      ...(row.accepted_by === person ? (['accepted'] as const) : []),
      ...(marks.includes(row.email_mark) ? (['addressed to you'] as const) : []),
      ...(row.withdrawn_by === person ? (['withdrawn'] as const) : []),
    ],
    organisation: organisation(row.organisation_id),
    role: row.role,
    scope: scopeFrom(row.scope_kind, row.scope_id),
    made: row.made.toISOString(),
    expires: row.expires.toISOString(),
    accepted: moment(row.accepted),
    withdrawn: moment(row.withdrawn),
  }))
}

async function guardiansOf(
  db: Db,
  person: string,
  organisation: Organisations,
): Promise<OwnData['guardians']> {
  const rows = await db
    .selectFrom('guardianships')
    .selectAll()
    .where((row) => row.or([row('person_id', '=', person), row('guardian_id', '=', person)]))
    .orderBy('began')
    .execute()
  const others = rows.map((row) => (row.person_id === person ? row.guardian_id : row.person_id))
  const names = await namesOf(db, others)
  return rows.map((row, place) => ({
    is: row.person_id === person ? 'your guardian' : 'you are theirs',
    name: names.get(others[place] ?? '') ?? null,
    organisation: organisation(row.organisation_id),
    named: row.began.toISOString(),
    dismissed: moment(row.ended),
  }))
}

async function formsOf(db: Db, person: string): Promise<OwnData['sentForms']> {
  const rows = await db
    .selectFrom('answered_once')
    .select(['place', 'at', 'status'])
    .where('who', '=', person)
    .orderBy('at')
    .execute()
  return rows.map(({ place, at, status }) => ({ place, at: at.toISOString(), status }))
}

/** What the person did, what was done to them, and where else they are named. */
async function eventsOf(db: Db, person: string): Promise<OwnData['events']> {
  const named = `%${person}%`
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where((row) =>
      row.or([
        row('actor_person', '=', person),
        row.and([
          row('record_kind', 'in', ['person', contactRecord(person).kind]),
          row('record_id', '=', person),
        ]),
        row('before', 'like', named),
        row('after', 'like', named),
      ]),
    )
    .orderBy('at')
    .orderBy('record_kind')
    .orderBy('record_id')
    .orderBy('seq')
    .execute()
  return rows.map(eventOf).map(({ record, seq, at, action, actor, reason, before, after, hash }) => ({
    record,
    seq,
    at,
    action,
    byYou: actor.person === person,
    reason,
    before,
    after,
    hash,
  }))
}

/**
 * What somebody wrote for a survivors’ group. Who of the group it was stands in records of their own
 * alone, so it is found by them; what others wrote there, and what was only answered or closed, is left out.
 */
async function saidOf(db: Db, person: string): Promise<OwnData['saidForGroup']> {
  const { rows } = await sql<OwnData['saidForGroup'][number]>`
    select event.action, event.at, event.record_id as id,
      coalesce(objection.compact_id, review.compact_id, comment.compact_id, asked.compact_id)::text as compact,
      coalesce(objection.place, comment.place, asked.place) as clause,
      case event.action when 'closed a comment' then comment.end_reason
        when 'commented on the draft' then comment.text else coalesce(objection.text, answer.text) end as text,
      objection.instead, coalesce(objection.shown_as, review.shown_as) as "shownAs",
      coalesce(objection.alias, review.alias) as alias
    from events as event
    left join survivor_objections as objection
      on objection.id::text = event.record_id and objection.person_id::text = event.actor_person
    left join survivor_reviews as review
      on review.id::text = event.record_id and review.person_id::text = event.actor_person
    left join compact_comments as comment on comment.id::text = event.record_id
    left join compact_answers as answer on answer.id::text = event.record_id
    left join compact_comments as asked on asked.id = answer.comment_id
    where event.record_kind = 'survivor-review' and event.actor_person = ${person}
    order by event.at, event.record_id, event.seq`.execute(db)
  return rows
}

async function valuesOf(db: Db, keys: Keys, person: string): Promise<OwnData['personalValues']> {
  const rows = await db
    .selectFrom('personal_values')
    .select(['id', 'at'])
    .where('person_id', '=', person)
    .orderBy('id')
    .execute()
  const values: OwnData['personalValues'] = []
  for (const { id, at } of rows) {
    const value = await readPersonal(db, keys, { personal: id, digest: '' })
    // Keys of what is kept apart stand there too; what they open is exported, they are not.
    if (value === null || !isKeyOfVault(value)) values.push({ id, at, value })
  }
  return values
}

function moment(date: Date | null): string | null {
  return date?.toISOString() ?? null
}
