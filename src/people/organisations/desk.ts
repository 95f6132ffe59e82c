import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../house/actor.ts'
import { Fault } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { changeOnce } from '../../house/once.ts'
import type { FieldError } from '../../ui/form.tsx'
import type { Language } from '../../ui/language.ts'
import { type Action, type Asker, organisationRoles, type Role } from '../policy/actions.ts'
import { allow } from '../policy/policy.ts'
import { type Change, changeBy, type Trx } from './change.ts'
import { OrganisationFault } from './faults.ts'
import { findOrganisation, type OrganisationCard } from './store.ts'

/** Roles that are given and asked for in an organisation, the most powerful first. */
export const rolesToGive: readonly Role[] = organisationRoles

/** Whether somebody sees who belongs to an organisation, and finds it when it is not listed. */
export function seesMembers(asker: Asker, organisation: string): boolean {
  return allow(asker, 'see members', { kind: 'organisation', id: organisation }).allowed
}

/** Which unlisted organisations somebody finds: all, or those they belong to. */
export function seesUnlisted(asker: Asker): 'all' | string[] {
  if (allow(asker, 'see members', { kind: 'house' }).allowed) return 'all'
  if (asker === null || asker === 'operator') return []
  return [...new Set(asker.roles.flatMap(({ organisation }) => organisation ?? []))]
}

/** An organisation as far as somebody may find it; one that is not listed is not there for others. */
export async function organisationFor(
  house: Pick<House, 'db'>,
  asker: Asker,
  id: string,
): Promise<OrganisationCard> {
  const found = await findOrganisation(house.db, id)
  if (!found.listed && !seesMembers(asker, id)) throw new OrganisationFault('no organisation')
  return found
}

/** Whether the policy lets somebody do something with an organisation. */
export function may(asker: Asker, action: Action, organisation: string): boolean {
  return allow(asker, action, { kind: 'organisation', id: organisation }).allowed
}

/** One change by who sent the request, once for its key. Answers what `work` answers, also when repeated. */
export async function changeFor(
  house: House,
  request: FastifyRequest,
  work: (trx: Trx, change: Change) => Promise<{ status: number; location?: string; body?: unknown }>,
) {
  const actor = actorOf(request)
  return changeOnce(house, request, { who: actor.person ?? request.ip }, (trx) =>
    work(trx, changeBy(house, actor)),
  )
}

/** A fault that names a field of the form, as an error of that form; any other is thrown on. */
export function errorsFrom(error: unknown, fields: readonly string[], language: Language): FieldError[] {
  if (!(error instanceof Fault) || (error.status !== 409 && error.status !== 422)) throw error
  const told = error instanceof OrganisationFault ? error.in(language) : error
  const errors = told.details.flatMap(({ place, message, remedy }) =>
    place !== undefined && fields.includes(place)
      ? [{ field: place, message: [`${told.message}.`, message, remedy].filter(Boolean).join(' ') }]
      : [],
  )
  if (errors.length === 0) throw error
  return errors
}
