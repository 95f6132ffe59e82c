import type { FastifyRequest } from 'fastify'
import { country } from '../../countries/registry.ts'
import { actorOf } from '../../house/actor.ts'
import { Fault } from '../../house/errors.ts'
import { isUuid } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { changeOnce } from '../../house/once.ts'
import { rolesOf } from '../../people/organisations/roles.ts'
import type { Asker, Subject } from '../../people/policy/actions.ts'
import { assertAllowed } from '../../people/policy/guard.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, speak } from '../../ui/language.ts'
import { type Change, changeBy, type Trx } from './change.ts'
import { StudyFault } from './faults.ts'
import { GapsRemain } from './life.ts'
import type { Study } from './schema.ts'
import { studySubject } from './store.ts'
import { words } from './words/studies.ts'

/** The study of an address, for `on` of a route: its country. Throws Fault 404 for one that is not there. */
export const studyOn =
  ({ db }: Pick<House, 'db'>) =>
  ({ params }: FastifyRequest): Promise<Subject> =>
    studySubject(db, idIn(params))

/** The id in an address; what is none is that of no study. */
export function idIn(params: unknown): string {
  const { id } = params as { id?: unknown }
  if (!isUuid(id)) throw new StudyFault('no study')
  return id
}

/**
 * What is of no single country, such as a codebook, is open to whoever may run studies anywhere: somebody whose role
 * holds for one country is asked about that one.
 */
export function anywhere(asker: Asker): Subject {
  if (asker === null || asker === 'operator') return { kind: 'house' }
  const scopes = asker.roles.flatMap(({ role, organisation, scope }) =>
    organisation === null && (role === 'researcher' || role === 'analyst') ? [scope] : [],
  )
  const [only] = scopes
  if (scopes.includes(null) || only?.kind !== 'country') return { kind: 'house' }
  return { kind: 'country', id: only.id }
}

/** The country a new study is asked for, in the address: rights are asked before what was sent is read. */
export function countryOn({ query, person }: FastifyRequest): Subject {
  const { country: named } = query as { country?: unknown }
  const known = typeof named === 'string' ? country(named) : undefined
  return known === undefined ? anywhere(person) : { kind: 'country', id: known.iso3 }
}

/** Whether somebody may run studies of a country. */
export const mayRun = (asker: Asker, iso3: string): boolean =>
  allow(asker, 'run studies', { kind: 'country', id: iso3 }).allowed

/** Whether somebody may run studies in some country, and so write codebooks. */
export const mayRunAnywhere = (asker: Asker): boolean => allow(asker, 'run studies', anywhere(asker)).allowed

/** How much of a study somebody sees; null where it is not there for them at all. */
export function sees(asker: Asker, study: Study): 'all' | 'title' | null {
  if (study.state === 'published' || mayRun(asker, study.country)) return 'all'
  return study.confidential ? null : 'title'
}

/**
 * One change by who sent the request, once for its key. Answers what `work` answers, also when repeated.
 *
 * The door asked the policy before; between the two a role may have been taken away. So it is asked again while the
 * person’s roles are held: nobody can end one until this change has been made. Throws Refused.
 */
export async function changeFor(
  house: House,
  request: FastifyRequest,
  work: (trx: Trx, change: Change) => Promise<{ status: number; location?: string; body?: unknown }>,
) {
  const { may, on } = request.routeOptions.config
  if (may === undefined) throw new Error('A route that changes something names its action')
  const actor = actorOf(request)
  return changeOnce(house, request, { who: actor.person ?? request.ip }, async (trx) => {
    const subject = (await on?.(request)) ?? { kind: 'house' as const }
    const { person } = request
    if (person !== null)
      await trx
        .selectFrom('role_grants')
        .select('id')
        .where('person_id', '=', person.id)
        .where('ended_at', 'is', null)
        .orderBy('id')
        .forShare()
        .execute()
    const asker = person && { ...person, roles: await rolesOf(trx, person.id, house.now()) }
    assertAllowed(asker, may, subject, request.language)
    return work(trx, changeBy(house, actor))
  })
}

/** A fault that names a field of the form, as an error of that form; any other is thrown on. */
export function errorsFrom(error: unknown, fields: readonly string[], language: Language): FieldError[] {
  if (!(error instanceof Fault) || (error.status !== 409 && error.status !== 422)) throw error
  const told = inLanguage(error, language)
  const errors = told.details.flatMap(({ place, message, remedy }) =>
    place !== undefined && fields.includes(place)
      ? [{ field: place, message: [message, remedy].filter(Boolean).join('. ') }]
      : [],
  )
  if (errors.length === 0) throw error
  return errors
}

/** A fault in the reader’s language, with what is lacking in words. */
export function inLanguage(error: Fault, language: Language): Fault {
  if (error instanceof GapsRemain) {
    const say = speak(words, language)
    return new StudyFault(
      'gaps remain',
      {},
      language,
      error.gaps.map(({ code, field }) => ({
        ...(field === null ? {} : { place: field }),
        message: say(`gap.${code}`),
      })),
    )
  }
  return error instanceof StudyFault ? error.in(language) : error
}
