import { allCountries, countryName } from '../../../countries/registry.ts'
import type { Option, OptionGroup } from '../../../ui/form.tsx'
import { capital, type Language, pathIn, type Say } from '../../../ui/language.ts'
import type { Asker, Role, Subject } from '../../policy/actions.ts'
import { roleName } from '../../policy/words.ts'
import type { NamedCompact } from '../compacts.ts'
import { type Scope, scopeText } from '../roles.ts'
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

/** The country or the compact a role is for; `compacts` holds the names of those that may occur. */
export function scopeIn(
  language: Language,
  { kind, id }: Scope,
  compacts: ReadonlyMap<string, string> = new Map(),
): string {
  return kind === 'country' ? countryName(id, language) : (compacts.get(id) ?? id)
}

/** A role with where it holds: “analyst, for Ghana”. */
export function roleIn(
  language: Language,
  say: Say<Word>,
  role: Role,
  scope: Scope | null,
  compacts?: ReadonlyMap<string, string>,
): string {
  const name = roleName(role, language)
  return scope === null
    ? name
    : say('members.role in', { role: name, place: scopeIn(language, scope, compacts) })
}

/** What a role in an organisation can be for: all its compacts, one of them, or all with one country. */
export function scopeOptions(
  language: Language,
  say: Say<Word>,
  compacts: readonly NamedCompact[],
): (Option | OptionGroup)[] {
  const one = compacts.map(({ id, name }) => ({ value: scopeText({ kind: 'compact', id }), name }))
  const countries = countryOptions(language, '').flatMap(({ value: id, name }) =>
    id === '' ? [] : [{ value: scopeText({ kind: 'country', id }), name }],
  )
  return [
    { value: '', name: say('role.for all') },
    ...(one.length === 0 ? [] : [{ name: say('role.for compacts'), options: one }]),
    { name: say('role.for countries'), options: countries },
  ]
}

export function roleOptions(language: Language, roles: readonly Role[]): Option[] {
  return roles.map((role) => ({ value: role, name: capital(language, roleName(role, language)) }))
}

export const organisationPath = (language: Language, id: string, rest = '') =>
  pathIn(language, `/organisations/${id}${rest}`)

export const onOrganisation = (id: string): Subject => ({ kind: 'organisation', id })

export type Viewer = { asker: Asker; id: string | null }
