import type { FastifyRequest } from 'fastify'
import { country } from '../../countries/registry.ts'
import { actorOf } from '../../house/actor.ts'
import type { Db } from '../../house/database.ts'
import { Fault } from '../../house/errors.ts'
import { isUuid } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { changeWhileAllowed } from '../../people/organisations/held-roles.ts'
import type { Asker, Subject } from '../../people/policy/actions.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, speak } from '../../ui/language.ts'
import { pageIn } from '../paging.tsx'
import { type Change, changeBy, type Trx } from './change.ts'
import { StudyFault } from './faults.ts'
import { GapsRemain } from './life.ts'
import { type Study, type StudyState, studyStates } from './schema.ts'
import { countriesOfStudies, pageOfStudies, studySubject } from './store.ts'
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

/** What somebody asks of the studies they may know of, as an address says it. */
export async function studiesFor(
  db: Db,
  asker: Asker,
  { country: named, state, page }: { country?: string; state?: string; page?: string },
): Promise<Awaited<ReturnType<typeof pageOfStudies>> & { country?: string; state?: StudyState }> {
  const asked = {
    ...(named === undefined || named === '' ? {} : { country: country(named)?.iso3 ?? named }),
    ...(isStudyState(state) ? { state } : {}),
  }
  const confidentialOf = (await countriesOfStudies(db)).filter((iso3) => mayRun(asker, iso3))
  return { ...asked, ...(await pageOfStudies(db, { ...asked, confidentialOf, page: pageIn(page) })) }
}

const isStudyState = (sent: string | undefined): sent is StudyState =>
  studyStates.some((state) => state === sent)

/** How much of a study somebody sees; null where it is not there for them at all. */
export function sees(asker: Asker, study: Study): 'all' | 'title' | null {
  if (study.state === 'published' || mayRun(asker, study.country)) return 'all'
  return study.confidential ? null : 'title'
}

/** One change by who sent the request, once for its key, while they are still allowed to. Throws Refused. */
export async function changeFor(
  house: House,
  request: FastifyRequest,
  work: (trx: Trx, change: Change) => Promise<{ status: number; location?: string; body?: unknown }>,
) {
  return changeWhileAllowed(house, request, (trx) => work(trx, changeBy(house, actorOf(request))))
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
