import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import type { Tables } from '../../house/database.ts'
import { personalValue } from '../../house/history/personal-values.ts'
import type { Role } from '../policy/actions.ts'
import { type Change, organisationRecord, personIn, personRecord, type Trx, tell } from './change.ts'
import { assertReachesCompact, type CompactNames, noCompacts } from './compacts.ts'
import { OrganisationFault } from './faults.ts'
import { namesOf } from './people.ts'
import { isOrganisationRole, isRole, mayBeForOne, type Scope, scopeFrom } from './roles.ts'
import { lockOrganisation } from './store.ts'

type Db = Kysely<Tables>

/** A role that was given to somebody, as it stands. */
export type Grant = {
  id: string
  person: string
  role: Role
  organisation: string | null
  scope: Scope | null
  until: string | null
}

export type Member = {
  /** Of the membership. */
  id: string
  person: string
  /** Null when the person has been erased. */
  name: string | null
  began: string
  roles: Grant[]
}

/** Who belongs to an organisation now, the longest first. */
export async function membersOf(db: Db, organisation: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('memberships')
    .select(['id', 'person_id', 'began'])
    .where('organisation_id', '=', organisation)
    .where('ended', 'is', null)
    .orderBy('began')
    .orderBy('id')
    .execute()
  const names = await namesOf(
    db,
    rows.map(({ person_id }) => person_id),
  )
  const grants = await grantsIn(db, organisation)
  return rows.map(({ id, person_id, began }) => ({
    id,
    person: person_id,
    name: names.get(person_id) ?? null,
    began: began.toISOString(),
    roles: grants.filter(({ person }) => person === person_id),
  }))
}

/** Somebody’s membership that has not ended. Throws NotFound. */
export async function findMember(db: Db, organisation: string, membership: string): Promise<Member> {
  const found = (await membersOf(db, organisation)).find(({ id }) => id === membership)
  if (found === undefined) throw new OrganisationFault('no member')
  return found
}

/** One of the roles of a member; throws OrganisationFault when they do not hold it. */
export function roleOf({ roles }: Member, grant: string): Grant {
  const held = roles.find(({ id }) => id === grant)
  if (held === undefined) throw new OrganisationFault('role not held')
  return held
}

/** Roles that hold, in an organisation. */
export async function grantsIn(db: Db, organisation: string): Promise<Grant[]> {
  return (await openGrants(db).where('organisation_id', '=', organisation).execute()).flatMap(grantFrom)
}

/** Roles a person was given and that hold, in the house and everywhere. */
export async function grantsOf(db: Db, person: string): Promise<Grant[]> {
  return (await openGrants(db).where('person_id', '=', person).execute()).flatMap(grantFrom)
}

function openGrants(db: Db) {
  return db
    .selectFrom('role_grants')
    .select(['id', 'person_id', 'role', 'organisation_id', 'scope_kind', 'scope_id', 'until'])
    .where('ended_at', 'is', null)
    .orderBy('id')
}

type GrantRow = Pick<
  Tables['role_grants'],
  'id' | 'person_id' | 'role' | 'organisation_id' | 'scope_kind' | 'scope_id' | 'until'
>

function grantFrom(row: GrantRow): Grant[] {
  if (!isRole(row.role)) return []
  return [
    {
      id: row.id,
      person: row.person_id,
      role: row.role,
      organisation: row.organisation_id,
      scope: scopeFrom(row.scope_kind, row.scope_id),
      until: row.until?.toISOString() ?? null,
    },
  ]
}

async function belongsTo(trx: Trx, organisation: string, person: string): Promise<boolean> {
  const row = await trx
    .selectFrom('memberships')
    .select('id')
    .where('organisation_id', '=', organisation)
    .where('person_id', '=', person)
    .where('ended', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Lets a person into an organisation; nothing happens when they belong to it. Hold the organisation before. */
export async function beginMembership(
  trx: Trx,
  change: Change,
  { organisation, person, by }: { organisation: string; person: string; by: string | null },
): Promise<void> {
  if (await belongsTo(trx, organisation, person)) return
  const id = v7()
  await trx
    .insertInto('memberships')
    .values({ id, organisation_id: organisation, person_id: person, began: change.at, began_by: by })
    .execute()
  await tell(trx, change, {
    record: organisationRecord(organisation),
    action: 'began a membership',
    before: null,
    after: { membership: id, person: await personIn(trx, change, person) },
  })
}

/** Why something ends: as others may read it for good, or as whoever goes says it of themselves, for themselves. */
type Why = { reason: string } | { own: string | null }

/** What stands with the row and the event; one’s own reason stands apart, under one’s own key, and goes with it. */
async function toldOf(trx: Trx, { keys, at }: Change, person: string, why: Why) {
  if ('reason' in why) return { reason: why.reason, after: null }
  if (why.own === null) return { reason: null, after: null }
  return { reason: null, after: { reason: await personalValue(trx, keys, person, why.own, at) } }
}

/** A reason somebody gives for what concerns themselves is their own. */
function whyOf({ actor }: Change, person: string, reason: string): Why {
  return actor.person === person ? { own: reason } : { reason }
}

/**
 * Ends a membership and all roles that hung on it; access ends with the next request, and
 * what the person signed stays signed. Who ends their own leaves.
 *
 * Throws Conflict for the last representative.
 */
export async function endMembership(
  trx: Trx,
  change: Change,
  { organisation, membership, reason }: { organisation: string; membership: string; reason: string },
): Promise<void> {
  await closeMembership(trx, change, { organisation, membership }, (person) => whyOf(change, person, reason))
}

/**
 * Ends the membership of whoever asks. Nobody has to say why; what is said is kept as what
 * is personal is, and is gone with the person. Throws as `endMembership`.
 */
export async function leaveOrganisation(
  trx: Trx,
  change: Change,
  { organisation, reason }: { organisation: string; reason: string | null },
): Promise<void> {
  const { person } = change.actor
  const own = (await membersOf(trx, organisation)).find((member) => member.person === person)
  if (own === undefined) throw new OrganisationFault('no member')
  await closeMembership(trx, change, { organisation, membership: own.id }, () => ({ own: reason }))
}

async function closeMembership(
  trx: Trx,
  change: Change,
  { organisation, membership }: { organisation: string; membership: string },
  why: (person: string) => Why,
): Promise<void> {
  const { name } = await lockOrganisation(trx, organisation)
  const row = await trx
    .selectFrom('memberships')
    .selectAll()
    .where('id', '=', membership)
    .where('organisation_id', '=', organisation)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new OrganisationFault('no member')
  await assertAnotherRepresentative(trx, { id: organisation, name }, row.person_id)
  const roles = (await grantsIn(trx, organisation)).filter(({ person }) => person === row.person_id)
  const { reason, after } = await toldOf(trx, change, row.person_id, why(row.person_id))
  const by = { ended_by: change.actor.person, end_reason: reason }
  await trx
    .updateTable('role_grants')
    .set({ ended_at: change.at, ...by })
    .where('organisation_id', '=', organisation)
    .where('person_id', '=', row.person_id)
    .where('ended_at', 'is', null)
    .execute()
  await trx
    .updateTable('memberships')
    .set({ ended: change.at, ...by })
    .where('id', '=', membership)
    .execute()
  await tell(trx, change, {
    record: organisationRecord(organisation),
    action: row.person_id === change.actor.person ? 'left the organisation' : 'ended a membership',
    before: {
      membership,
      person: await personIn(trx, change, row.person_id),
      roles: roles.map(({ role, scope }) => ({ role, scope })),
    },
    after,
    reason,
  })
}

export type Gift = {
  person: string
  role: Role
  organisation: string | null
  scope: Scope | null
  until?: Date | null
}

/**
 * Gives a role. Within an organisation the person must belong to it; nobody gives one to
 * themselves. For one compact, the organisation must take part in it, as far as `compacts`
 * knows; who hands none in gives none. Throws Conflict when it is held already.
 */
export async function giveRole(
  trx: Trx,
  change: Change,
  gift: Gift,
  {
    by = change.actor.person,
    reason = null,
    compacts = noCompacts,
  }: { by?: string | null; reason?: string | null; compacts?: CompactNames } = {},
): Promise<void> {
  const { person, role, organisation, scope, until = null } = gift
  assertRoleCanStand(gift)
  if (by !== null && by === person) throw new OrganisationFault('own role')
  // Whoever belongs to an organisation is a member of it already.
  if (role === 'member') throw new OrganisationFault('role held')
  if (organisation === null) await takeAdministratorsTurn(trx)
  else {
    await lockOrganisation(trx, organisation)
    if (!(await belongsTo(trx, organisation, person))) throw new OrganisationFault('no member')
  }
  await assertReachesCompact(trx, compacts, gift)
  const held = (await grantsOf(trx, person)).find((grant) => isSameRole(grant, gift))
  if (held !== undefined) {
    if (held.until === null || new Date(held.until) > change.at) throw new OrganisationFault('role held')
    // It ran out by itself: the row is closed before another takes its place.
    await closeGrant(trx, change, held.id, 'ran out')
  }
  await trx
    .insertInto('role_grants')
    .values({
      id: v7(),
      person_id: person,
      role,
      organisation_id: organisation,
      scope_kind: scope?.kind ?? null,
      scope_id: scope?.id ?? null,
      granted_by: by,
      granted_at: change.at,
      until,
    })
    .execute()
  await tell(trx, change, {
    record: organisation === null ? personRecord(person) : organisationRecord(organisation),
    action: 'gave a role',
    before: null,
    after: { person: await personIn(trx, change, person), role, scope, until: until?.toISOString() ?? null },
    reason,
  })
}

/**
 * Takes a role away. Throws NotFound when it is not held, Conflict for the last
 * representative of an organisation and the last administrator of the house.
 */
export async function endRole(
  trx: Trx,
  change: Change,
  held: Omit<Gift, 'until'>,
  reason: string,
): Promise<void> {
  await takeRole(trx, change, held, whyOf(change, held.person, reason))
}

async function takeRole(
  trx: Trx,
  change: Change,
  { person, role, organisation, scope }: Omit<Gift, 'until'>,
  why: Why,
): Promise<void> {
  const house = organisation === null ? null : await lockOrganisation(trx, organisation)
  if (organisation === null) await takeAdministratorsTurn(trx)
  const held = (await grantsOf(trx, person)).find((grant) => isSameRole(grant, { role, organisation, scope }))
  if (held === undefined) throw new OrganisationFault('role not held')
  if (role === 'administrator') await assertAnotherAdministrator(trx, person)
  if (role === 'representative' && scope === null && house !== null)
    await assertAnotherRepresentative(trx, house, person)
  const { reason, after } = await toldOf(trx, change, person, why)
  await closeGrant(trx, change, held.id, reason)
  await tell(trx, change, {
    record: organisation === null ? personRecord(person) : organisationRecord(organisation),
    action: 'ended a role',
    before: { person: await personIn(trx, change, person), role, scope },
    after,
    reason,
  })
}

/**
 * Everything a person belongs to and holds, ended at once: part of closing an account.
 * Throws Conflict when they are the last representative somewhere, or the last administrator.
 */
export async function endEverythingOf(
  trx: Trx,
  change: Change,
  person: string,
  reason: string,
): Promise<void> {
  const memberships = await trx
    .selectFrom('memberships')
    .select(['id', 'organisation_id'])
    .where('person_id', '=', person)
    .where('ended', 'is', null)
    .orderBy('organisation_id')
    .execute()
  // The reason is that of the house, the same for everybody.
  const why = { reason }
  for (const { id, organisation_id } of memberships)
    await closeMembership(trx, change, { organisation: organisation_id, membership: id }, () => why)
  for (const { role, organisation, scope } of await grantsOf(trx, person))
    await takeRole(trx, change, { person, role, organisation, scope }, why)
}

/** Throws Unusable for a role at a place, for one compact or country or for a time at which it would give nothing, or too much. */
export function assertRoleCanStand({ role, organisation, scope, until }: Omit<Gift, 'person'>): void {
  if (isOrganisationRole(role) !== (organisation !== null)) throw new OrganisationFault('role elsewhere')
  // Whoever acts for an organisation, or belongs to it, does so in all of it: for less, the role would promise what it does not give.
  if (scope !== null && (role === 'administrator' || (organisation !== null && !mayBeForOne(role))))
    throw new OrganisationFault('role everywhere')
  // When it ran out, nobody might be left who could act.
  if (until && (role === 'administrator' || role === 'representative'))
    throw new OrganisationFault('role for ever')
}

async function closeGrant(trx: Trx, change: Change, id: string, reason: string | null): Promise<void> {
  await trx
    .updateTable('role_grants')
    .set({ ended_at: change.at, ended_by: change.actor.person, end_reason: reason })
    .where('id', '=', id)
    .execute()
}

function isSameRole(
  one: Pick<Grant, 'role' | 'organisation' | 'scope'>,
  other: Pick<Grant, 'role' | 'organisation' | 'scope'>,
): boolean {
  return (
    one.role === other.role &&
    one.organisation === other.organisation &&
    one.scope?.kind === other.scope?.kind &&
    one.scope?.id === other.scope?.id
  )
}

/** The organisation is held by the caller, so that nobody else leaves meanwhile. */
async function assertAnotherRepresentative(
  trx: Trx,
  { id, name }: { id: string; name: string },
  leaving: string,
): Promise<void> {
  const belong = new Set((await membersOf(trx, id)).map(({ person }) => person))
  const representatives = (await grantsIn(trx, id))
    .filter(({ role, scope, person }) => role === 'representative' && scope === null && belong.has(person))
    .map(({ person }) => person)
  if (!representatives.includes(leaving) || representatives.some((person) => person !== leaving)) return
  throw new OrganisationFault('last representative', { name })
}

async function assertAnotherAdministrator(trx: Trx, leaving: string): Promise<void> {
  const others = await trx
    .selectFrom('role_grants')
    .select('person_id')
    .where('role', '=', 'administrator')
    .where('organisation_id', 'is', null)
    .where('ended_at', 'is', null)
    .where('person_id', '!=', leaving)
    .execute()
  if (others.length === 0) throw new OrganisationFault('last administrator')
}

/** Keeps the roles of the installation as they are to the end of the transaction; others may watch as well. */
export async function watchAdministrators(trx: Trx): Promise<void> {
  await trx.selectFrom('administrators_turn').selectAll().forShare().execute()
}

/** Holds the roles of the installation: two who change them take turns. */
export async function takeAdministratorsTurn(trx: Trx): Promise<void> {
  await trx.selectFrom('administrators_turn').selectAll().forUpdate().execute()
}
