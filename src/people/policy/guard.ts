import type { FastifyRequest } from 'fastify'
import { Fault } from '../../house/errors.ts'
import type { Language } from '../../ui/language.ts'
import type { Action, Asker, Subject } from './actions.ts'
import { allow, type Decision } from './policy.ts'
import { explain } from './words.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a route lets somebody do: the policy decides on every request. A route without it is not opened. */
    may?: Action
    /** What it is about; the house as a whole unless told otherwise. Runs before the body is checked. */
    on?: (request: FastifyRequest) => Subject | Promise<Subject>
  }
}

/** Somebody may not do what they asked for. 401 where signing in would help, else 403. */
export class Refused extends Fault {
  readonly action: Action
  readonly decision: Decision

  constructor(action: Action, decision: Decision, language: Language = 'en') {
    const { sentence, because, remedy } = explain(action, decision, language)
    const signIn = decision.because.why === 'not signed in'
    super(signIn ? 401 : 403, signIn ? 'not-signed-in' : 'refused', sentence, [
      { message: because, ...(remedy === null ? {} : { remedy }) },
    ])
    this.action = action
    this.decision = decision
  }
}

/** Throws Refused when somebody may not. The same rule for page, API, command and job. */
export function assertAllowed(
  asker: Asker,
  action: Action,
  subject: Subject = { kind: 'house' },
  language: Language = 'en',
): void {
  const decision = allow(asker, action, subject)
  if (!decision.allowed) throw new Refused(action, decision, language)
}

/** Asks the policy about a request by what its route declares. */
export async function guard(request: FastifyRequest): Promise<void> {
  const { may, on } = request.routeOptions.config
  // Routes are refused at the start when they declare nothing; this stands for what is answered without a route.
  if (may === undefined) return
  assertAllowed(request.person, may, (await on?.(request)) ?? { kind: 'house' }, request.language)
}
