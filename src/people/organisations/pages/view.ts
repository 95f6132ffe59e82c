import { allCountries, countryName } from '../../../countries/registry.ts'
import type { Option } from '../../../ui/form.tsx'
import { capital, type Language, pathIn, type Say } from '../../../ui/language.ts'
import type { Asker, Role, Subject } from '../../policy/actions.ts'
import { roleName } from '../../policy/words.ts'
import type { Scope } from '../roles.ts'
import type { OrganisationCard } from '../store.ts'
import type { Word } from '../words/en.ts'

/** Below this, people of a survivors’ group are not counted before others. */
export const FEWEST_COUNTED = 10

/** How many belong to an organisation, as far as it may be told. */
export type Counted = { count: number } | { fewerThan: number }

/** What others learn of how many belong to an organisation; small numbers of a survivors’ group stay with it. */
export function counted({ kind, members }: OrganisationCard, seesMembers: boolean): Counted {
  if (seesMembers || kind !== 'survivors-group' || members >= FEWEST_COUNTED) return { count: members }
  return { fewerThan: FEWEST_COUNTED }
}

export function countIn(say: Say<Word>, told: Counted): string {
  return 'count' in told ? say('members.count', told) : say('members.few', { count: told.fewerThan })
}

export function countryIn(language: Language, say: Say<Word>, iso3: string | null): string {
  return iso3 === null ? say('country.none') : countryName(iso3, language)
}

/** Every country to choose from, in the order of the reader’s alphabet. */
export function countryOptions(language: Language, first: string): Option[] {
  const all = allCountries()
    .map(({ iso3 }) => ({ value: iso3, name: countryName(iso3, language) }))
    .sort((a, b) => a.name.localeCompare(b.name, language))
  return [{ value: '', name: first }, ...all]
}

export function scopeIn(language: Language, scope: Scope): string {
  return scope.kind === 'country' ? countryName(scope.id, language) : scope.id
}

/** A role with where it holds: “analyst, for Ghana”. */
export function roleIn(language: Language, say: Say<Word>, role: Role, scope: Scope | null): string {
  const name = roleName(role, language)
  return scope === null ? name : say('members.role in', { role: name, place: scopeIn(language, scope) })
}

export function roleOptions(language: Language, roles: readonly Role[]): Option[] {
  return roles.map((role) => ({ value: role, name: capital(language, roleName(role, language)) }))
}

export const organisationPath = (language: Language, id: string, rest = '') =>
  pathIn(language, `/organisations/${id}${rest}`)

export const onOrganisation = (id: string): Subject => ({ kind: 'organisation', id })

export type Viewer = { asker: Asker; id: string | null }
