import type { FastifyRequest } from 'fastify'
import { actorOf } from '../house/actor.ts'
import { Fault } from '../house/errors.ts'
import { field } from '../house/form-fields.ts'
import type { House } from '../house/house.ts'
import { changeWhileAllowed } from '../people/organisations/held-roles.ts'
import type { Action, Asker, Subject } from '../people/policy/actions.ts'
import { allow } from '../people/policy/policy.ts'
import type { FieldError } from '../ui/form.tsx'
import type { Language } from '../ui/language.ts'
import { type Change, changeBy, type Trx } from './change.ts'
import { campaignSubject } from './coalition/store.ts'

/* What every door of the room does alike. */

/** The campaign of an address (`:slug`), for `on` of a route: the organisation that leads it. Throws Fault 404. */
export const campaignOn =
  ({ db }: Pick<House, 'db'>) =>
  ({ params }: FastifyRequest): Promise<Subject> =>
    campaignSubject(db, slugIn(params))

/** The name of a campaign in an address; what is none is that of no campaign. */
export function slugIn(params: unknown): string {
  const { slug } = params as { slug?: unknown }
  return typeof slug === 'string' ? slug : ''
}

/** The organisations in which somebody may do something: those they lead campaigns of, say. */
export function organisationsWhere(asker: Asker, action: Action): string[] {
  if (asker === null || asker === 'operator') return []
  const held = new Set(
    asker.roles.flatMap(({ organisation }) => (organisation === null ? [] : [organisation])),
  )
  return [...held].filter((id) => allow(asker, action, { kind: 'organisation', id }).allowed)
}

/** One change by who sent the request, once for its key, while they are still allowed to. Throws Refused. */
export async function changeFor(
  house: House,
  request: FastifyRequest,
  work: (trx: Trx, change: Change) => Promise<{ status: number; location?: string; body?: unknown }>,
) {
  return changeWhileAllowed(house, request, (trx) => work(trx, changeBy(house, actorOf(request))))
}

/** A fault of the room that can be said in the reader’s language. */
type Told = Fault & { in(language: Language): Fault }
const isTold = (error: Fault): error is Told => 'in' in error && typeof error.in === 'function'

/** A fault in the reader’s language, where it knows how to be said in it. */
export const inLanguage = (error: Fault, language: Language): Fault =>
  isTold(error) ? error.in(language) : error

/** A fault that names a field of the form, as an error of that form; any other is thrown on. */
export function errorsFrom(error: unknown, fields: readonly string[], language: Language): FieldError[] {
  if (!(error instanceof Fault) || (error.status !== 409 && error.status !== 422)) throw error
  const errors = inLanguage(error, language).details.flatMap(({ place, message, remedy }) =>
    place !== undefined && fields.includes(place)
      ? [{ field: place, message: [message, remedy].filter(Boolean).join('. ') }]
      : [],
  )
  if (errors.length === 0) throw error
  return errors
}

/** What was sent, by the names of the fields; what is ticked several times stands in a list. */
export type Sent = Readonly<Record<string, string | readonly string[]>>

/** The fields of a form as texts and lists of texts; anything else is not there. */
export function sentIn(body: unknown): Sent {
  if (typeof body !== 'object' || body === null) return {}
  const sent: Record<string, string | readonly string[]> = {}
  for (const [name, value] of Object.entries<unknown>({ ...body })) {
    if (typeof value === 'string') sent[name] = value
    else if (Array.isArray(value))
      sent[name] = value.filter((each): each is string => typeof each === 'string')
  }
  return sent
}

export const textIn = (sent: Sent, name: string): string => {
  const value = sent[name]
  return typeof value === 'string' ? value : ''
}

export const listIn = (sent: Sent, name: string): readonly string[] => {
  const value = sent[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** A number that a form was read at, such as `revision`; none that there is when it does not say. */
export function numberIn(body: unknown, name: string): number {
  const text = field(body, name)
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}
