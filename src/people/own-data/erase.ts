import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Actor } from '../../house/actor.ts'
import { system } from '../../house/actor.ts'
import { noteErasure, reapplyErasures } from '../../house/backup/erasures.ts'
import type { Tables } from '../../house/database.ts'
import { Fault } from '../../house/errors.ts'
import { erasePerson } from '../../house/history/personal-values.ts'
import type { House } from '../../house/house.ts'
import type { Keys } from '../../house/keys.ts'
import { openMail } from '../../house/mail/mail.ts'
import { forgetOnceOf, once } from '../../house/once.ts'
import { transact } from '../../house/transact.ts'
import { endAccount } from '../accounts/account.ts'
import { type Change, personRecord, type Trx, tell } from '../organisations/change.ts'
import { markOf } from '../organisations/invitations.ts'
import { endEverythingOf } from '../organisations/memberships.ts'
import { normalEmail } from '../organisations/people.ts'
import { contactRecord } from '../protected/names.ts'
import '../protected/tables.ts'
import { addressesOf } from './addresses.ts'
import { forgetInConsultations } from './consultations.ts'

/** What an erasure needs of the house. */
export type ErasingHouse = Pick<House, 'db' | 'keys' | 'now' | 'settings'>

/** What stands as the reason with everything that ends by an erasure; the history keeps it for ever. */
const REASON = 'the person asked to be erased'

/**
 * Erases a person for good, in one transaction. What they did stays in the history under
 * their number, without a name; everything that would tell who the number was is gone.
 *
 * The note beside the keys, which keeps an older backup from bringing them back, is written
 * last, when nothing can be refused any more, and before the commit: should the machine
 * stop between the two, the person is noted and still there, and `finishErasures` completes
 * at the next start what they asked for. The other way round they could come back.
 *
 * `sending` is the key of the form it was asked for with, if it was a form.
 *
 * Answers false when they had been erased before. Throws Conflict, with what to do, for the
 * last administrator and the last representative of an organisation.
 */
export async function eraseForGood(
  house: ErasingHouse,
  person: string,
  { actor, reason = null, sending }: { actor: Actor; reason?: string | null; sending?: string },
): Promise<boolean> {
  return transact(house.db, async (trx) => {
    const known = await holdPerson(trx, person)
    if (known === null || known.ended !== null) return false
    const change = { keys: house.keys, actor, at: house.now() }
    await endEverythingOf(trx, change, person, REASON)
    await eraseRows(trx, change, person, reason)
    if (sending !== undefined)
      await once(trx, { key: sending, ...someGone, content: null, at: change.at }, async () => ({
        status: 303,
      }))
    noteErasure(house.settings.keys, person)
    return true
  })
}

/** Who sent the form is not kept with its key: it says that something was done, and not to whom. */
const someGone = { who: 'somebody erased', place: 'POST /account/data/erase' } as const

/**
 * Whether this very sending erased somebody: by then nobody is signed in who could be asked
 * who they are, and a second click is still on its way.
 */
export async function hasErased(db: Kysely<Tables>, sending: string): Promise<boolean> {
  const row = await db
    .selectFrom('answered_once')
    .select('key')
    .where((each) => each.and({ ...someGone, key: sending }))
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Erases again whoever a backup brought back, or whose erasure was cut short: nothing is
 * refused, and nothing is asked. For `reapplyErasures`.
 */
export async function eraseAgain(
  trx: Transaction<Tables>,
  house: Pick<House, 'keys' | 'now'>,
  person: string,
): Promise<void> {
  const change: Change = { keys: house.keys, actor: system, at: house.now() }
  const ended = { ended_by: null, end_reason: REASON }
  if ((await holdPerson(trx, person)) !== null) {
    await trx
      .updateTable('role_grants')
      .set({ ended_at: change.at, ...ended })
      .where('person_id', '=', person)
      .where('ended_at', 'is', null)
      .execute()
    await trx
      .updateTable('memberships')
      .set({ ended: change.at, ...ended })
      .where('person_id', '=', person)
      .where('ended', 'is', null)
      .execute()
  }
  await eraseRows(trx, change, person, null)
}

/** Completes erasures that are noted beside the keys and not yet done; answers how many. At every start, and after a restore. */
export async function finishErasures(house: ErasingHouse): Promise<number> {
  return transact(house.db, (trx) =>
    reapplyErasures(trx, house.settings.keys, (within, person) => eraseAgain(within, house, person)),
  )
}

async function holdPerson(trx: Trx, person: string): Promise<{ ended: Date | null } | null> {
  const row = await trx
    .selectFrom('people')
    .select('ended')
    .where('id', '=', person)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Everything but memberships and roles. */
async function eraseRows(trx: Trx, change: Change, person: string, reason: string | null): Promise<void> {
  const { keys, at } = change
  const addresses = await addressesOf(trx, person)

  await closeInvitations(trx, change, person, addresses)
  await removeMails(trx, keys, person, addresses)
  await trx.deleteFrom('protected_values').where('person_id', '=', person).execute()
  await tellWards(trx, change, person)
  await trx
    .deleteFrom('guardianships')
    .where((row) => row.or([row('person_id', '=', person), row('guardian_id', '=', person)]))
    .execute()
  await leaveSurvivorsWords(trx, person)
  await forgetInConsultations(trx, keys, person, at)
  await forgetOnceOf(trx, person)
  await endAccount(trx, person, at)
  await tell(trx, change, {
    record: personRecord(person),
    action: 'erased',
    before: { erased: false },
    after: { erased: true },
    reason,
  })
  await erasePerson(trx, person, at)
}

/** What an adviser of survivors said stays their group’s; who it was, and the name they chose for it, go. */
async function leaveSurvivorsWords(trx: Trx, person: string): Promise<void> {
  for (const table of ['survivor_reviews', 'survivor_objections'])
    await sql`update ${sql.table(table)} set person_id = null, alias = null where person_id = ${person}`.execute(
      trx,
    )
  await sql`update survivor_objections set withdrawn_by = null where withdrawn_by = ${person}`.execute(trx)
  await sql`update survivor_answers set person_id = null where person_id = ${person}`.execute(trx)
}

/** Whoever had named the person as a guardian finds in their history that they have one less. */
async function tellWards(trx: Trx, change: Change, guardian: string): Promise<void> {
  const wards = await trx
    .selectFrom('guardianships')
    .select(['person_id', 'organisation_id'])
    .where('guardian_id', '=', guardian)
    .where('ended', 'is', null)
    .execute()
  for (const ward of wards)
    await tell(trx, change, {
      record: contactRecord(ward.person_id),
      action: 'dismissed a guardian',
      before: { guardian, organisation: ward.organisation_id },
      after: null,
    })
}

/**
 * Invitations to the person are withdrawn, and those that were used lose the digest their
 * address could be tried against. No event tells of it: that one was withdrawn because of
 * this erasure would say whom it was for.
 */
async function closeInvitations(
  trx: Trx,
  { keys, at }: Change,
  person: string,
  addresses: string[],
): Promise<void> {
  const marks = addresses.map((address) => markOf(keys, address))
  if (marks.length > 0)
    await trx
      .updateTable('invitations')
      .set({ withdrawn: at })
      .where('email_mark', 'in', marks)
      .where('accepted', 'is', null)
      .where('withdrawn', 'is', null)
      .execute()
  await trx
    .updateTable('invitations')
    .set({ sealed: null, email_mark: 'erased' })
    .where((row) =>
      row.or([
        row('accepted_by', '=', person),
        ...(marks.length > 0 ? [row('email_mark', 'in', marks)] : []),
      ]),
    )
    .execute()
}

/**
 * Mails to the person, and those in which they invited others: they are named there. Mails
 * are sealed, so each that still holds something is opened: there are few, and they are kept for a week.
 */
async function removeMails(trx: Trx, keys: Keys, person: string, addresses: string[]): Promise<void> {
  const links = await trx
    .selectFrom('invitation_links')
    .innerJoin('invitations', 'invitations.id', 'invitation_links.invitation_id')
    .select('token_digest')
    .where('invited_by', '=', person)
    .execute()
  const digests = new Set(links.map(({ token_digest }) => token_digest))
  const theirs = (await heldMails(trx, keys)).filter(
    ({ to, text }) => addresses.includes(normalEmail(to)) || leadsTo(text, digests),
  )
  if (theirs.length === 0) return
  await trx
    .deleteFrom('mails')
    .where(
      'id',
      'in',
      theirs.map(({ id }) => id),
    )
    .execute()
}

/** Whether one of the links of a mail is that of an invitation; of those the digests are known. */
function leadsTo(text: string, digests: Set<string>): boolean {
  return [...text.matchAll(/\/invitations\/([\w-]+)/g)].some(([, token = '']) =>
    digests.has(createHash('sha256').update(token).digest('hex')),
  )
}

export type HeldMail = {
  id: string
  kind: string
  state: string
  queued: Date
  to: string
  subject: string
  text: string
}

/** Mails to any of these addresses that still hold what was written. */
export async function mailsTo(db: Kysely<Tables>, keys: Keys, addresses: string[]): Promise<HeldMail[]> {
  if (addresses.length === 0) return []
  return (await heldMails(db, keys)).filter(({ to }) => addresses.includes(normalEmail(to)))
}

async function heldMails(db: Kysely<Tables>, keys: Keys): Promise<HeldMail[]> {
  const rows = await db
    .selectFrom('mails')
    .select(['id', 'kind', 'state', 'sealed', 'queued_at'])
    .where('sealed', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.flatMap(({ id, kind, state, sealed, queued_at }) => {
    const mail = sealed === null ? null : opened(() => openMail({ keys }, { id, sealed }))
    return mail === null ? [] : [{ id, kind, state, queued: queued_at, ...mail }]
  })
}

/** What was sealed under a key that is lost stays closed to everybody: it is passed over. */
function opened<Value>(open: () => Value): Value | null {
  try {
    return open()
  } catch (error) {
    if (error instanceof Fault && error.kind === 'sealed') return null
    throw error
  }
}
