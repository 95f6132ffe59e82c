import type { FastifyRequest } from 'fastify'
import type { Asker, Subject } from '../people/policy/actions.ts'
import { allow } from '../people/policy/policy.ts'

/**
 * In whose name somebody enters figures: the house, for an analyst; otherwise the first organisation in which they run
 * campaigns. Whoever has neither asks it of the house, and is refused there.
 */
export function standsFor(asker: Asker): Extract<Subject, { kind: 'house' | 'organisation' }> {
  const house = { kind: 'house' } as const
  if (asker === null || asker === 'operator' || allow(asker, 'record budget figures', house).allowed)
    return house
  const held = asker.roles.find(
    ({ organisation }) =>
      organisation !== null &&
      allow(asker, 'record budget figures', { kind: 'organisation', id: organisation }).allowed,
  )?.organisation
  return held == null ? house : { kind: 'organisation', id: held }
}

export const mayEnter = (asker: Asker): boolean =>
  allow(asker, 'record budget figures', standsFor(asker)).allowed

/** `on` of a route that enters figures. */
export const onFigures = async ({ person }: FastifyRequest) => standsFor(person)
