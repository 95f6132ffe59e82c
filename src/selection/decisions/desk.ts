import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../house/actor.ts'
import { Fault } from '../../house/errors.ts'
import { field, isUuid } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { changeOnce } from '../../house/once.ts'
import { askerWhileHeld } from '../../people/organisations/held-roles.ts'
import type { Action, Asker, SignedIn, Subject } from '../../people/policy/actions.ts'
import { assertAllowed } from '../../people/policy/guard.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import type { Language } from '../../ui/language.ts'
import { DecisionFault } from './faults.ts'
import { sentIn } from './forms.ts'
import { isSame } from './gaps.ts'
import { type Change, dayOf, type Trx } from './life.ts'
import type { Decision, Signer } from './schema.ts'
import { decisionOf } from './store.ts'

/** The id in an address; what is none is that of no decision. */
export function idIn(params: unknown): string {
  const { id } = params as { id?: unknown }
  if (!isUuid(id)) throw new DecisionFault('no decision')
  return id
}

/**
 * The decision of an address, for `on` of a route. Throws Fault 404 for one that is not there, and for who may not read
 * it: a refusal would tell that it is.
 */
export const decisionOn =
  ({ db }: Pick<House, 'db'>) =>
  async ({ params, person }: FastifyRequest): Promise<Subject> => {
    const decision = await decisionOf(db, idIn(params))
    if (!mayRead(person, decision)) throw new DecisionFault('no decision')
    return subjectOf(decision)
  }

export const subjectOf = ({ id, signers }: Pick<Decision, 'id' | 'signers'>): Subject => ({
  kind: 'decision',
  id,
  signers,
})

/** Whether somebody may read a decision: everybody where it is published. */
export const mayRead = (asker: Asker, decision: Decision): boolean =>
  decision.state === 'published' || allow(asker, 'read a decision', subjectOf(decision)).allowed

export const mayCompose = (asker: Asker): boolean =>
  allow(asker, 'compose decisions', { kind: 'house' }).allowed

/** What somebody may do with a decision, as its page offers it. */
export const doingOf = (asker: Asker, decision: Decision) => {
  const may = (action: Action) => allow(asker, action, subjectOf(decision)).allowed
  return {
    compose: may('compose decisions'),
    takePart: may('take part in a decision'),
    sign: may('sign a decision'),
    publish: may('publish decisions'),
  }
}

/** Roles that must sign and that somebody holds, whatever their scope leaves of them elsewhere. */
export const heldSigners = (person: SignedIn | null, signers: readonly Signer[]): Signer[] =>
  person === null
    ? []
    : signers.filter((signer) => person.roles.some((held) => held.scope === null && isSame(signer, held)))

/**
 * One change by who sent the request, once for its key. The policy was asked at the door; it is asked again while the
 * roles are held, since one may have been taken away between the two. Throws Refused.
 */
export async function changeDecisionFor(
  house: House,
  request: FastifyRequest,
  work: (
    trx: Trx,
    change: Change,
    asker: SignedIn,
  ) => Promise<{ status: number; location?: string; body?: unknown }>,
  once: Parameters<typeof changeOnce>[2] = { who: request.person?.id ?? request.ip },
) {
  const { may, on } = request.routeOptions.config
  if (may === undefined) throw new Error('A route that changes something names its action')
  const actor = actorOf(request)
  return changeOnce(house, request, once, async (trx) => {
    const asker = await askerWhileHeld(trx, house, request.person)
    assertAllowed(asker, may, (await on?.(request)) ?? { kind: 'house' }, request.language)
    if (asker === null) throw new Error('A decision is changed by somebody who is signed in')
    const change: Change = { actor: { ...actor, person: asker.id }, at: house.now(), keys: house.keys }
    return work(trx, change, asker)
  })
}

/**
 * How a dissent as “a member” is remembered so that sending it twice makes one: by nobody’s id, and by a digest under the
 * keys of the house. From a plain one it could be tried out who sent the words that the memo shows. Of when it was sent the
 * day alone: a moment would lead to what the same person sent a second later.
 */
export const onceOfNobody = (
  { keys, now }: Pick<House, 'keys' | 'now'>,
  { params, body }: FastifyRequest,
) => ({
  who: 'a member',
  at: dayOf(now()),
  content: createHmac('sha256', keys.secret('decisions'))
    .update(JSON.stringify([params, { ...sentIn(body), once: '' }]))
    .digest('base64url'),
})

/** The revision a form was read at; none that there is when it does not say. */
export function revisionIn(body: unknown): number {
  const text = field(body, 'revision')
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

/** A fault that names a field of the form, as an error of that form; any other is thrown on. */
export function errorsFrom(error: unknown, fields: readonly string[], language: Language): FieldError[] {
  if (!(error instanceof Fault)) throw error
  const told = error instanceof DecisionFault ? error.in(language) : error
  const errors = told.details.flatMap(({ place, message, remedy }) =>
    place !== undefined && fields.includes(place)
      ? [{ field: place, message: [message, remedy].filter(Boolean).join('. ') }]
      : [],
  )
  if (errors.length === 0) throw error
  return errors
}
