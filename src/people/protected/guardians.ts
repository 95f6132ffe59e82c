import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import type { Tables } from '../../house/database.ts'
import { type Change, type Trx, tell } from '../organisations/change.ts'
import { membersOf } from '../organisations/memberships.ts'
import { namesOf } from '../organisations/people.ts'
import type { Subject } from '../policy/actions.ts'
import { contactRecord } from './names.ts'
import './tables.ts'

type Db = Kysely<Tables>

/*
 * A guardian is named by the person, out of an organisation both belong to: there the person
 * knows who is who, and nobody has to guess at addresses of others. From then on it is the
 * guardian who must go on belonging to it. Leaving does not take the person's guardians away.
 */

export type Guardian = {
  /** Of the naming. */
  id: string
  person: string
  name: string | null
  organisation: string
  since: Date
  /** False when they no longer belong to the organisation: then they see nothing. */
  sees: boolean
}

/** Those who may see how to reach a person, at this moment. */
export async function guardiansOf(db: Db, person: string): Promise<string[]> {
  const rows = await seeing(db).where('guardianships.person_id', '=', person).execute()
  return rows.map(({ guardian_id }) => guardian_id)
}

/** What the policy needs to know of somebody's contact data. */
export async function contactSubject(db: Db, person: string): Promise<Subject> {
  return { kind: 'contact', person, guardians: await guardiansOf(db, person) }
}

/** Whom a person named and has not dismissed, the longest first. */
export async function listGuardians(db: Db, person: string): Promise<Guardian[]> {
  const rows = await db
    .selectFrom('guardianships')
    .innerJoin('organisations', 'organisations.id', 'guardianships.organisation_id')
    .select(['guardianships.id', 'guardian_id', 'organisations.name', 'began'])
    .where('person_id', '=', person)
    .where('guardianships.ended', 'is', null)
    .orderBy('began')
    .orderBy('guardianships.id')
    .execute()
  const names = await namesOf(
    db,
    rows.map(({ guardian_id }) => guardian_id),
  )
  const see = await guardiansOf(db, person)
  return rows.map(({ id, guardian_id, name, began }) => ({
    id,
    person: guardian_id,
    name: names.get(guardian_id) ?? null,
    organisation: name,
    since: began,
    sees: see.includes(guardian_id),
  }))
}

/** Who named this person, by the names they show. */
export async function whoNamed(db: Db, guardian: string): Promise<{ person: string; name: string | null }[]> {
  const rows = await seeing(db).where('guardianships.guardian_id', '=', guardian).execute()
  const names = await namesOf(
    db,
    rows.map(({ person_id }) => person_id),
  )
  return rows
    .map(({ person_id }) => ({ person: person_id, name: names.get(person_id) ?? null }))
    .sort((one, other) => (one.name ?? '').localeCompare(other.name ?? ''))
}

/** Somebody who can be named: a member of an organisation the person belongs to. */
export type Candidate = { person: string; name: string; organisation: { id: string; name: string } }

/** Everybody a person can name and has not named. */
export async function candidatesFor(db: Db, person: string): Promise<Candidate[]> {
  const organisations = await db
    .selectFrom('memberships')
    .innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select(['organisations.id', 'organisations.name'])
    .where('person_id', '=', person)
    .where('memberships.ended', 'is', null)
    .where('organisations.ended', 'is', null)
    .orderBy('organisations.name')
    .execute()
  const named = await guardiansOf(db, person)
  const found: Candidate[] = []
  for (const organisation of organisations)
    for (const member of await membersOf(db, organisation.id))
      if (member.person !== person && member.name !== null && !named.includes(member.person))
        found.push({ person: member.person, name: member.name, organisation })
  return found
}

/** Names a guardian. False when the two do not both belong to the organisation (any more). */
export async function nameGuardian(
  trx: Trx,
  change: Change,
  person: string,
  { guardian, organisation }: { guardian: string; organisation: string },
): Promise<boolean> {
  const candidates = await candidatesFor(trx, person)
  const can = candidates.some((each) => each.person === guardian && each.organisation.id === organisation)
  if (!can) return (await guardiansOf(trx, person)).includes(guardian)
  // Named before, through an organisation they have left since: this naming takes its place.
  await trx
    .updateTable('guardianships')
    .set({ ended: change.at })
    .where('person_id', '=', person)
    .where('guardian_id', '=', guardian)
    .where('ended', 'is', null)
    .execute()
  const row = { id: v7(), person_id: person, guardian_id: guardian, organisation_id: organisation }
  await trx
    .insertInto('guardianships')
    .values({ ...row, began: change.at, ended: null })
    .execute()
  await tell(trx, change, {
    record: contactRecord(person),
    action: 'named a guardian',
    before: null,
    after: { guardian, organisation },
  })
  return true
}

/** Dismisses a guardian; they see nothing from this moment. Nothing happens when it was done before. */
export async function dismissGuardian(trx: Trx, change: Change, person: string, id: string): Promise<void> {
  const row = await trx
    .updateTable('guardianships')
    .set({ ended: change.at })
    .where('id', '=', id)
    .where('person_id', '=', person)
    .where('ended', 'is', null)
    .returning(['guardian_id', 'organisation_id'])
    .executeTakeFirst()
  if (row === undefined) return
  await tell(trx, change, {
    record: contactRecord(person),
    action: 'dismissed a guardian',
    before: { guardian: row.guardian_id, organisation: row.organisation_id },
    after: null,
  })
}

function seeing(db: Db) {
  return db
    .selectFrom('guardianships')
    .innerJoin('organisations', 'organisations.id', 'guardianships.organisation_id')
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.person_id', '=', 'guardianships.guardian_id')
        .onRef('memberships.organisation_id', '=', 'guardianships.organisation_id'),
    )
    .select(['guardianships.person_id', 'guardianships.guardian_id'])
    .where('guardianships.ended', 'is', null)
    .where('memberships.ended', 'is', null)
    .where('organisations.ended', 'is', null)
}
