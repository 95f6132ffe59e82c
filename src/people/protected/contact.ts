import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { eventOf, isPersonalReference } from '../../house/history/event.ts'
import { personalValue, readPersonal } from '../../house/history/personal-values.ts'
import type { Keys } from '../../house/keys.ts'
import { type Change, type Trx, tell } from '../organisations/change.ts'
import { namesOf } from '../organisations/people.ts'
import type { Asker } from '../policy/actions.ts'
import { assertAllowed } from '../policy/guard.ts'
import { contactSubject } from './guardians.ts'
import { contactRecord } from './names.ts'
import { keepSealed, openSealed, removeSealed } from './vault.ts'

type Db = Kysely<Tables>

/** How to reach somebody, and the most characters each part may have: enough for a line or two, not for a story. */
export const contactFields = { reach: 160, messenger: 160, hours: 160, never: 240, call: 160 } as const
export type ContactField = keyof typeof contactFields
export type Contact = Record<ContactField, string>

export const contactFieldNames = Object.keys(contactFields) as ContactField[]

/** How to reach a person: for themself. Others get it by `lookAtContact` alone. */
export async function ownContact(db: Db, keys: Keys, person: string): Promise<Contact | null> {
  const held = await openSealed(db, keys, person, 'contact')
  return held === null ? null : contactFrom(held.plain)
}

/** Keeps how to reach a person, in the place of what was there. */
export async function keepContact(trx: Trx, change: Change, person: string, contact: Contact): Promise<void> {
  await keepSealed(trx, change.keys, person, 'contact', JSON.stringify(contact), change.at)
  // Which parts there are says nothing; what stands in them is nowhere but in the vault.
  const parts = contactFieldNames.filter((field) => contact[field] !== '')
  await tell(trx, change, {
    record: contactRecord(person),
    action: 'wrote contact data',
    before: null,
    after: { parts },
  })
}

/** Removes how to reach a person; it cannot be got back. */
export async function removeContact(trx: Trx, change: Change, person: string): Promise<void> {
  if (!(await removeSealed(trx, person, 'contact'))) return
  await tell(trx, change, {
    record: contactRecord(person),
    action: 'removed contact data',
    before: null,
    after: null,
  })
}

const LOOKED = 'looked at contact data'

/**
 * Lets a guardian see how to reach a person. Whoever cannot be recorded sees nothing: the
 * look stands in the history of the person in the same transaction, which is over before
 * anything is handed out. The policy is asked again inside it, about the guardians of this moment.
 *
 * Throws Refused for whoever may not.
 */
export async function lookAtContact(
  trx: Trx,
  change: Change,
  asker: Asker,
  person: string,
  reason: string,
): Promise<Contact | null> {
  await recordLook(trx, change, person, reason)
  // After the record: who writes into the same history waits by now, so no look can follow a dismissal.
  assertAllowed(asker, 'see contacts', await contactSubject(trx, person))
  return ownContact(trx, change.keys, person)
}

/** Records that somebody looked; the reason is kept under the key of the person looked at. */
export async function recordLook(trx: Trx, change: Change, person: string, reason: string): Promise<void> {
  await tell(trx, change, {
    record: contactRecord(person),
    action: LOOKED,
    before: null,
    after: { reason: await personalValue(trx, change.keys, person, reason, change.at) },
  })
}

export type Look = {
  /** Its place in the history. */
  seq: number
  at: string
  /** Who looked; null for whoever runs the installation. */
  person: string | null
  /** The name they show; null when they have been erased, or it was not a person. */
  name: string | null
  reason: string | null
}

/** Who looked at how to reach a person, when and why, the newest first: for the person. */
export async function looksAt(db: Db, keys: Keys, person: string, limit = 200): Promise<Look[]> {
  const { kind, id } = contactRecord(person)
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('record_kind', '=', kind)
    .where('record_id', '=', id)
    .where('action', '=', LOOKED)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  const events = rows.map(eventOf)
  const names = await namesOf(
    db,
    events.flatMap(({ actor }) => actor.person ?? []),
  )
  const looks: Look[] = []
  for (const { seq, at, actor, after } of events) {
    const kept = typeof after === 'object' && after !== null && 'reason' in after ? after.reason : null
    looks.push({
      seq,
      at,
      person: actor.person,
      name: actor.person === null ? null : (names.get(actor.person) ?? null),
      reason: isPersonalReference(kept) ? await readPersonal(db, keys, kept) : null,
    })
  }
  return looks
}

function contactFrom(text: string): Contact {
  const held: unknown = JSON.parse(text)
  const read = (field: ContactField) => {
    const value = typeof held === 'object' && held !== null ? Reflect.get(held, field) : ''
    return typeof value === 'string' ? value : ''
  }
  return Object.fromEntries(contactFieldNames.map((field) => [field, read(field)])) as Contact
}
