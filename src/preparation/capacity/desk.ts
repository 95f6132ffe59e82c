import type { FastifyRequest } from 'fastify'
import { country, EXAMPLE_COUNTRY } from '../../countries/registry.ts'
import { Fault } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { governmentsOf } from '../../people/organisations/store.ts'
import type { Asker, Subject } from '../../people/policy/actions.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import type { Language } from '../../ui/language.ts'
import { CapacityFault } from './faults.ts'
import { isDay } from './reading.ts'
import type { Round } from './schema.ts'

export type CountrySubject = Extract<Subject, { kind: 'country' }>

/** The code of the country in an address. Throws NotFound. */
export function countryIn(request: FastifyRequest): string {
  return codeOf((request.params as { iso3: string }).iso3)
}

/** The code of a country as somebody wrote it. Throws NotFound. */
export function codeOf(sent: string): string {
  const iso3 = sent.trim().toUpperCase()
  if (country(iso3) === undefined && iso3 !== EXAMPLE_COUNTRY)
    throw new CapacityFault('no country', { code: sent.slice(0, 20) })
  return iso3
}

/** The day a map is asked for; null for today. Throws 422 for what is no day: another map than the one asked for would mislead. */
export function dayIn(text: string | undefined): string | null {
  if (text === undefined || text === '') return null
  if (!isDay(text)) throw new CapacityFault('no day', { text: text.slice(0, 20) })
  return text
}

/** What a request of this part is about: the country in its address, with the organisations that are its government. */
export const onCountry =
  ({ db }: Pick<House, 'db'>) =>
  async (request: FastifyRequest): Promise<CountrySubject> => {
    const { iso3: sent } = request.params as { iso3: string }
    const id = sent.toUpperCase()
    return { kind: 'country', id, governments: /^[A-Z]{3}$/.test(id) ? await governmentsOf(db, id) : [] }
  }

/** In whose name somebody may speak: from outside (and repeat a country’s own word), or as a government of itself. */
export type Voices = { house: boolean; governments: string[] }

export function voicesOf(asker: Asker, { id, governments = [] }: CountrySubject): Voices {
  return {
    house: allow(asker, 'assess capacity', { kind: 'country', id }).allowed,
    governments:
      asker === null || asker === 'operator'
        ? []
        : governments.filter((government) =>
            asker.roles.some(
              ({ role, organisation, scope }) =>
                role === 'representative' && organisation === government && scope === null,
            ),
          ),
  }
}

/** Whether somebody may write in a round, and see it while it is a draft. A government’s own is its own alone. */
export function mayWrite(voices: Voices, { organisation }: Pick<Round, 'organisation'>): boolean {
  return organisation === null ? voices.house : voices.governments.includes(organisation.id)
}

/** A fault that names a field of the form, as an error of that form; any other is thrown on. */
export function errorsFrom(error: unknown, language: Language, otherwise?: string): FieldError[] {
  if (!(error instanceof Fault) || ![403, 409, 422].includes(error.status)) throw error
  // Who may not at all is told so on a page of its own.
  if (error.status === 403 && !(error instanceof CapacityFault)) throw error
  const told = error instanceof CapacityFault ? error.in(language) : error
  const errors = told.details.flatMap(({ place = otherwise, message, remedy }) =>
    place === undefined
      ? []
      : [{ field: place, message: [`${told.message}.`, message, remedy].filter(Boolean).join(' ') }],
  )
  if (errors.length === 0) throw error
  return errors
}
