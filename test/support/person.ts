import { v7 as uuid } from 'uuid'
import type { Role } from '../../src/people/policy/actions.ts'
import '../../src/people/organisations/tables.ts'
import type { TestHouse } from './house.ts'

/** Roles in an organisation that writing about a compact and its money asks for. */
export const rolesOfGovernment: readonly Role[] = [
  'compact manager',
  'signatory',
  'finance officer',
  'finance approver',
  'verifier',
]

/**
 * Somebody who belongs to an organisation and holds roles there, laid down by the owner: how
 * people come to be and are given roles is tested in their own room. Answers the id.
 */
export async function aMember(
  { owner, now }: Pick<TestHouse, 'owner' | 'now'>,
  organisation: string,
  roles: readonly Role[] = rolesOfGovernment,
  person: string = uuid(),
): Promise<string> {
  const at = now()
  await owner
    .insertInto('people')
    .values({ id: person, created: at })
    .onConflict((same) => same.doNothing())
    .execute()
  await owner
    .insertInto('memberships')
    .values({ id: uuid(), organisation_id: organisation, person_id: person, began: at })
    .execute()
  for (const role of roles)
    await owner
      .insertInto('role_grants')
      .values({ id: uuid(), person_id: person, role, organisation_id: organisation, granted_at: at })
      .execute()
  return person
}
