import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../house/actor.ts'
import { Fault } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { changeOnce } from '../../house/once.ts'
import type { FieldError } from '../../ui/form.tsx'
import type { Language } from '../../ui/language.ts'
import { type Action, type Asker, organisationRoles, type Role } from '../policy/actions.ts'
import { assertAllowed } from '../policy/guard.ts'
import { allow } from '../policy/policy.ts'
import { type Change, changeBy, type Trx } from './change.ts'
import { OrganisationFault } from './faults.ts'
import { watchAdministrators } from './memberships.ts'
import { rolesOf } from './roles.ts'
import { findOrganisation, holdOrganisation, type OrganisationCard } from './store.ts'

/** What somebody is asked in as, the most powerful first. */
export const rolesToInvite: readonly Role[] = organisationRoles

/** What a member is given beyond belonging, which is a role by itself. */
export const rolesToGive: readonly Role[] = organisationRoles.filter((role) => role !== 'member')

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

/**
 * One change by who sent the request, once for its key. Answers what `work` answers, also when repeated.
 *
 * The door asked the policy before; between the two, what it rested on may have been taken
 * away. So it is asked again when the organisation is held, and nobody can end a membership
 * or a role in it any more until this change has been made. Throws Refused.
 */
export async function changeFor(
  house: House,
  request: FastifyRequest,
  work: (trx: Trx, change: Change) => Promise<{ status: number; location?: string; body?: unknown }>,
) {
  const actor = actorOf(request)
  return changeOnce(house, request, { who: actor.person ?? request.ip }, async (trx) => {
    await assertStillAllowed(trx, house, request)
    return work(trx, changeBy(house, actor))
  })
}

async function assertStillAllowed(
  trx: Trx,
  house: Pick<House, 'now'>,
  request: FastifyRequest,
): Promise<void> {
  const { person, language } = request
  const { may, on } = request.routeOptions.config
  if (may === undefined) throw new Error('A route that changes something names its action')
  const subject = (await on?.(request)) ?? { kind: 'house' as const }
  if (subject.kind === 'organisation') await holdOrganisation(trx, subject.id)
  if (person?.roles.some(({ organisation }) => organisation === null)) await watchAdministrators(trx)
  const asker = person && { ...person, roles: await rolesOf(trx, person.id, house.now()) }
  assertAllowed(asker, may, subject, language)
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

/** What stands in the way of taking something away, at the reason: so that no reason that was written is lost. */
export function errorsAtReason(error: unknown, language: Language): FieldError[] {
  if (!(error instanceof OrganisationFault) || error.status !== 409) throw error
  const told = error.in(language)
  const [detail] = told.details
  const message = [`${told.message}.`, detail?.message, detail?.remedy].filter(Boolean).join(' ')
  return [{ field: 'reason', message }]
}
