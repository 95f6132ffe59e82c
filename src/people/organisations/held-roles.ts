import type { FastifyRequest } from 'fastify'
import type { Transaction } from 'kysely'
import { actorOf } from '../../house/actor.ts'
import type { Tables } from '../../house/database.ts'
import type { House } from '../../house/house.ts'
import { changeOnce } from '../../house/once.ts'
import type { SignedIn } from '../policy/actions.ts'
import { assertAllowed } from '../policy/guard.ts'
import { rolesOf } from './roles.ts'

type Trx = Transaction<Tables>

/** Who asks with the roles of this moment, which nobody can end until the change has been made. */
export async function askerWhileHeld(
  trx: Trx,
  { now }: Pick<House, 'now'>,
  person: SignedIn | null,
): Promise<SignedIn | null> {
  if (person === null) return null
  await trx
    .selectFrom('role_grants')
    .select('id')
    .where('person_id', '=', person.id)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forShare()
    .execute()
  return { ...person, roles: await rolesOf(trx, person.id, now()) }
}

/**
 * One change by who sent the request, once for its key. Answers what `work` answers, also when repeated.
 *
 * The door asked the policy before; between the two a role may have been taken away. So it is asked again while the
 * person’s roles are held: nobody can end one until this change has been made. Throws Refused.
 */
export async function changeWhileAllowed(
  house: House,
  request: FastifyRequest,
  work: (trx: Trx) => Promise<{ status: number; location?: string; body?: unknown }>,
) {
  const { may, on } = request.routeOptions.config
  if (may === undefined) throw new Error('A route that changes something names its action')
  return changeOnce(house, request, { who: actorOf(request).person ?? request.ip }, async (trx) => {
    const subject = (await on?.(request)) ?? { kind: 'house' as const }
    assertAllowed(await askerWhileHeld(trx, house, request.person), may, subject, request.language)
    return work(trx)
  })
}
