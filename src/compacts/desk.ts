import type { FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { actorOf } from '../house/actor.ts'
import type { Tables } from '../house/database.ts'
import { isUuid } from '../house/form-fields.ts'
import type { House } from '../house/house.ts'
import { changeOnce } from '../house/once.ts'
import { rolesOf } from '../people/organisations/roles.ts'
import type { Action, Asker, CompactSubject, Role, SignedIn } from '../people/policy/actions.ts'
import { assertAllowed } from '../people/policy/guard.ts'
import { allow, standsFor } from '../people/policy/policy.ts'
import { type Change, changeBy, type Trx } from './change.ts'
import { CompactFault } from './faults.ts'
import { refusing } from './refused.ts'
import { compactSubject, lockCompact } from './store.ts'

/** The role in which somebody acts for an organisation when they do one of these. */
const roleIn = {
  'draft a compact': 'compact manager',
  'manage a compact': 'compact manager',
  'answer objections': 'compact manager',
  'comment on a compact': 'member',
  'keep documents': 'member',
  'sign a compact': 'signatory',
  'review a compact': 'survivor adviser',
  'report results': 'reporter',
  'verify results': 'verifier',
  'decide on conditions': 'verifier',
  'waive conditions': 'signatory',
  'enter money': 'finance officer',
  'approve money': 'finance approver',
  'release money': 'finance approver',
} as const satisfies Partial<Record<Action, Role>>
export type CompactAction = keyof typeof roleIn

const isCompactAction = (action: Action | undefined): action is CompactAction =>
  action !== undefined && Object.hasOwn(roleIn, action)

/** The compact of an address, for `on` of a route: throws NotFound for one that is not there. */
export const compactOn =
  ({ db }: Pick<House, 'db'>) =>
  ({ params }: FastifyRequest): Promise<CompactSubject> =>
    compactSubject(db, idIn(params))

/** The id in an address; what is none is that of no compact. */
export function idIn(params: unknown): string {
  const { id } = params as { id?: unknown }
  if (!isUuid(id)) throw new CompactFault('no compact')
  return id
}

/** The organisations a person acts for when they do something about a compact. */
export const actsFor = (asker: Asker, action: CompactAction, compact: CompactSubject): string[] =>
  standsFor(asker, roleIn[action], compact)

/** Whether the policy lets somebody do something about a compact. */
export const mayDo = (asker: Asker, action: Action, compact: CompactSubject): boolean =>
  allow(asker, action, compact).allowed

type Work = (
  trx: Trx,
  change: Change,
) => Promise<{ status: number; location?: string | null; body?: unknown }>

/** One change of a compact by who sent the request, once for its key; the action is that of the route. Throws Refused. */
export async function changeCompact(
  house: Pick<House, 'db' | 'now' | 'keys'>,
  request: FastifyRequest,
  work: Work,
) {
  const action = request.routeOptions.config.may
  if (!isCompactAction(action)) throw new Error('A route that changes a compact names its action')
  return refusing(() => changeCompactAs(house, request, action, work))
}

/**
 * The same by an action that is told.
 *
 * The door asked the policy before; between the two, what it rested on may have been taken away.
 * So it is asked again when the organisations of the person and the compact are held: nobody can
 * end a membership or a role there any more until this change has been made. Throws Refused.
 */
export async function changeCompactAs(
  house: Pick<House, 'db' | 'now' | 'keys'>,
  request: FastifyRequest,
  action: CompactAction,
  work: Work,
  /** For which organisations somebody acts, of those they hold the role in; the first is named. */
  standingFor: (own: string[], compact: CompactSubject) => string[] = (own) => own,
) {
  const id = idIn(request.params)
  const actor = actorOf(request)
  const who = actor.person ?? request.ip
  return changeOnce(house, request, { who }, async (trx) => {
    await holdOrganisationsOf(trx, request.person)
    await lockCompact(trx, id)
    const compact = await compactSubject(trx, id)
    const asker = request.person && {
      ...request.person,
      roles: await rolesOf(trx, request.person.id, house.now()),
    }
    assertAllowed(asker, action, compact, request.language)
    return work(trx, changeBy(house, actor, standingFor(actsFor(asker, action, compact), compact)))
  })
}

/** Shared, so that two who act for one organisation do not wait for each other, and whoever ends a role waits for both. */
async function holdOrganisationsOf(trx: Kysely<Tables>, person: SignedIn | null): Promise<void> {
  const ids = [...new Set(person?.roles.flatMap(({ organisation }) => organisation ?? []) ?? [])].sort()
  if (ids.length === 0) return
  await trx.selectFrom('organisations').select('id').where('id', 'in', ids).orderBy('id').forShare().execute()
}
