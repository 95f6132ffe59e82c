import type { FastifyRequest } from 'fastify'

/** Who a change is made by, and on which way it came. */
export type Actor = {
  /** Id of the person signed in; null for operator and system. */
  person: string | null
  /** `operator` has the shell of the machine (`tp …`); `system` is the program itself. */
  as: 'person' | 'operator' | 'system'
  via: 'page' | 'api' | 'command' | 'job'
  /** Number of the request, as in the log and in `x-request-id`. */
  requestId: string | null
}

/** Whoever runs a command on the machine of the house. */
export const operator: Actor = { person: null, as: 'operator', via: 'command', requestId: null }

/** The program itself, at its own times. */
export const system: Actor = { person: null, as: 'system', via: 'job', requestId: null }

/** Who sent a request: the person signed in. Ask it behind a policy that needs one. */
export function actorOf(request: FastifyRequest): Actor {
  return {
    person: request.person?.id ?? null,
    as: request.person === null ? 'system' : 'person',
    via: request.url.startsWith('/api/') ? 'api' : 'page',
    requestId: request.id,
  }
}
