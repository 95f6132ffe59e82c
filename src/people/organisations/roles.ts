import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { type HeldRole, organisationRoles, type Role, roles } from '../policy/actions.ts'
import './tables.ts'

export type ScopeKind = 'country' | 'compact'
/** Where alone a role counts: one country (ISO alpha-3) or one compact. */
export type Scope = { kind: ScopeKind; id: string }

/**
 * What a person holds at a moment: member of every organisation they belong to, and the
 * roles they were given, in the house or in one of those organisations.
 *
 * A row that carries an end gives nothing, whatever the clock of this process says: two
 * machines need not agree on the second for access to end at once. `at` decides only on
 * what was given for a time. A role in an organisation needs the membership too, and an
 * organisation that has not ended.
 */
export async function rolesOf(db: Kysely<Tables>, personId: string, at: Date): Promise<HeldRole[]> {
  const belongsTo = await db
    .selectFrom('memberships')
    .innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select('memberships.organisation_id as id')
    .where('memberships.person_id', '=', personId)
    .where('memberships.ended', 'is', null)
    .where('organisations.ended', 'is', null)
    .orderBy('memberships.id')
    .execute()
  const given = await db
    .selectFrom('role_grants')
    .select(['role', 'organisation_id', 'scope_kind', 'scope_id'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', at)]))
    .orderBy('id')
    .execute()
  const organisations = new Set(belongsTo.map(({ id }) => id))
  return [
    ...belongsTo.map(({ id }): HeldRole => ({ role: 'member', organisation: id, scope: null })),
    ...given.flatMap(({ role, organisation_id, scope_kind, scope_id }): HeldRole[] =>
      isRole(role) && standsWhereItMay(role, organisation_id, organisations)
        ? [{ role, organisation: organisation_id, scope: scopeFrom(scope_kind, scope_id) }]
        : [],
    ),
  ]
}

function standsWhereItMay(role: Role, organisation: string | null, belongsTo: ReadonlySet<string>): boolean {
  return isOrganisationRole(role)
    ? organisation !== null && belongsTo.has(organisation)
    : organisation === null
}

export function scopeFrom(kind: ScopeKind | null, id: string | null): Scope | null {
  return kind === null || id === null ? null : { kind, id }
}

/** A scope as one text, as in the choices of a form: `compact …` or `country GHA`. */
export const scopeText = ({ kind, id }: Scope): string => `${kind} ${id}`

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}

/** Whether a role in an organisation may be given for one compact or one country alone; who represents or belongs does so in all, and campaigns are of neither. */
export function mayBeForOne(role: Role): boolean {
  return isOrganisationRole(role) && !['representative', 'member', 'campaigner'].includes(role)
}

/** Whether a role is held in an organisation, not in the house. */
export function isOrganisationRole(role: Role): boolean {
  return organisationRoles.includes(role)
}
