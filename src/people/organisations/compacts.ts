import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { Language } from '../../ui/language.ts'
import type { Asker, CompactSubject } from '../policy/actions.ts'
import { allow } from '../policy/policy.ts'
import { OrganisationFault } from './faults.ts'
import type { Scope } from './roles.ts'

type Db = Kysely<Tables>

/** A compact under the name readers know it by. */
export type NamedCompact = { id: string; name: string }

/**
 * What this room asks about compacts. Their room leans on this one, so whoever opens the
 * house hands the answers in; within a transaction they read through it.
 */
export type CompactNames = {
  /** The compacts an organisation takes part in now: those a role in it can be for. */
  of(db: Db, organisation: string, language: Language): Promise<NamedCompact[]>
  /** The names of these compacts; one that is not there is left out. */
  named(db: Db, ids: readonly string[], language: Language): Promise<NamedCompact[]>
  /** What the policy asks about a compact; null when there is none of that id. */
  subject(db: Db, id: string): Promise<CompactSubject | null>
}

/** Where there are none: a role for one compact is then given to nobody. */
export const noCompacts: CompactNames = {
  of: async () => [],
  named: async () => [],
  subject: async () => null,
}

/** Names of the compacts that stand in roles, for saying where a role holds. */
export async function namesOfScopes(
  db: Db,
  compacts: CompactNames,
  held: readonly { scope: Scope | null }[],
  language: Language,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(held.flatMap(({ scope }) => (scope?.kind === 'compact' ? [scope.id] : [])))
  if (ids.size === 0) return new Map()
  return new Map((await compacts.named(db, [...ids], language)).map(({ id, name }) => [id, name]))
}

/** Whether a role could be held for this: for one compact, only where the organisation takes part in it. */
export async function reachesCompact(
  db: Db,
  compacts: CompactNames,
  { organisation, scope }: { organisation: string | null; scope: Scope | null },
): Promise<boolean> {
  if (scope?.kind !== 'compact') return true
  const subject = await compacts.subject(db, scope.id)
  if (subject === null) return false
  return organisation === null || subject.parties.some((party) => party.organisation === organisation)
}

/** Throws OrganisationFault for a role for one compact that there is not, or that the organisation is no party of. */
export async function assertReachesCompact(
  db: Db,
  compacts: CompactNames,
  post: { organisation: string | null; scope: Scope | null },
): Promise<void> {
  if (await reachesCompact(db, compacts, post)) return
  throw new OrganisationFault(post.organisation === null ? 'no compact' : 'no party')
}

/** The compacts that the organisations of a person take part in, by name. */
export async function compactsOfPerson(
  db: Db,
  compacts: CompactNames,
  person: Asker,
  language: Language,
): Promise<NamedCompact[]> {
  if (person === null || person === 'operator') return []
  const organisations = new Set(person.roles.flatMap(({ organisation }) => organisation ?? []))
  const all = new Map<string, NamedCompact>()
  for (const organisation of organisations)
    for (const each of await compacts.of(db, organisation, language)) all.set(each.id, each)
  return [...all.values()].sort((one, other) => one.name.localeCompare(other.name, language))
}

/** What the policy asks about a compact that somebody may read; null for any other, as if there were none. */
export async function compactToRead(
  db: Db,
  compacts: CompactNames,
  asker: Asker,
  id: string,
): Promise<CompactSubject | null> {
  const subject = await compacts.subject(db, id)
  return subject !== null && allow(asker, 'read a compact', subject).allowed ? subject : null
}
