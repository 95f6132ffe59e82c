import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { type Legislator, legislator, legislatorsNamed } from '../legislatures/store.ts'
import type { FoundWho } from './forms.ts'
import type { Bill, Who } from './schema.ts'

/**
 * Whom somebody means who types a name or a number. A number is of one person or of nobody; a name that no pack knows
 * stays a name, and one that several bear is not decided here.
 */
export async function whoIs(
  db: Kysely<Tables>,
  bill: Pick<Bill, 'session' | 'legislature'>,
  typed: string,
): Promise<FoundWho> {
  const key = /^[A-Za-z]\d{6}$/.test(typed)
    ? `bioguide-${typed.toUpperCase()}`
    : /^(bioguide-[A-Z]\d{6}|ocd-person-[0-9a-f-]{36})$/.test(typed)
      ? typed
      : null
  if (key !== null) {
    const found = await legislator(db, key)
    return found === null ? { nobody: true } : { who: whoFrom(found, bill) }
  }
  const named = await legislatorsNamed(db, typed)
  const exact = named.filter(({ name }) => name.toLowerCase() === typed.toLowerCase())
  const [one, ...others] = exact.length > 0 ? exact : named
  if (one === undefined)
    return { who: { person: null, name: typed, party: null, state: null, district: null } }
  if (others.length > 0)
    return {
      several: [one, ...others].slice(0, 8).map(({ name, person }) => `${name} (${numberOf(person)})`),
    }
  const found = await legislator(db, one.person)
  return found === null ? { nobody: true } : { who: whoFrom(found, bill) }
}

const numberOf = (person: string): string => person.replace(/^bioguide-/, '')

/** Somebody as they were in the session of the bill, where a pack has it. */
export function whoFrom(found: Legislator, bill: Pick<Bill, 'session' | 'legislature'>): Who {
  const term =
    found.terms.find(
      ({ session, legislature }) => session.id === bill.session.id && legislature === bill.legislature,
    ) ?? found.terms[0]
  const [, state = null] =
    /\/(?:state|district|territory):([a-z]{2})(?:\/|$)/.exec(term?.division ?? '') ?? []
  const [, district = null] = /\/(?:cd|sldl|sldu):([^/]+)$/.exec(term?.division ?? '') ?? []
  return {
    person: found.key,
    name: term?.name ?? found.name,
    party: term?.party ?? found.party,
    state: state === null ? null : state.toUpperCase(),
    district,
  }
}
