import type { FastifyRequest } from 'fastify'
import type { CompactView } from '../compacts/pages/frame.tsx'
import { titleOf } from '../compacts/pages/frame.tsx'
import { standingOf } from '../compacts/standing.ts'
import { compactSubject, findCompact, presentText } from '../compacts/store.ts'
import { Fault } from '../house/errors.ts'
import type { House } from '../house/house.ts'
import type { Action, CompactSubject } from '../people/policy/actions.ts'
import { allow, standsFor } from '../people/policy/policy.ts'
import type { FieldError } from '../ui/form.tsx'
import type { Language } from '../ui/language.ts'
import { MonitoringFault } from './faults.ts'
import type { LastPayment } from './terms.ts'

/**
 * What other rooms know that this one asks: contributions of the agreement, by key, that have an entry in the
 * ledger, and when money was last paid. Handed in, since funding leans on monitoring and not the other way; without it the scorecard says
 * that it is not known.
 */
export type MonitoringWiring = {
  contributionsWithEntries?: (db: House['db'], compact: string) => Promise<readonly string[]>
  /** When money was last paid: where that was in the last days of a compact that closes early, they are reported. */
  lastPayment?: LastPayment
}

/** What a request of this room is about: the compact in its address. */
export const onCompact =
  (house: Pick<House, 'db'>) =>
  (request: FastifyRequest): Promise<CompactSubject> =>
    compactSubject(house.db, (request.params as { id: string }).id)

/** Whether the reader may do something with the compact of a request. */
export function mayDo(request: FastifyRequest, action: Action, subject: CompactSubject): boolean {
  return allow(request.person, action, subject).allowed
}

/**
 * Whether somebody sees what a report holds as it was typed, small counts of people too: who reports it, who
 * verifies, who audits. Other members of the parties see results as everybody does.
 */
export function seesReport(request: FastifyRequest, subject: CompactSubject, organisation: string): boolean {
  return (
    mayDo(request, 'verify results', subject) ||
    standsFor(request.person, 'reporter', subject).includes(organisation) ||
    (mayDo(request, 'read a draft', subject) &&
      (request.person?.roles.some(({ role }) => role === 'auditor') ?? false))
  )
}

/** What the frame of every page of a compact is given. */
export async function viewOf(
  house: House,
  request: FastifyRequest,
  subject: CompactSubject,
): Promise<CompactView> {
  const compact = await findCompact(house.db, subject.id)
  const member = mayDo(request, 'read a draft', subject)
  const text = await presentText(house.db, subject.id)
  return {
    compact,
    title: titleOf(text, request.language),
    standing: await standingOf(house.db, compact, text, request.language),
    tabs: { draft: member, comments: member, review: member, signing: member, dialogues: member },
  }
}

/** A fault that names a field of the form, as an error of that form; any other is thrown on. */
export function errorsFrom(error: unknown, language: Language, otherwise: string): FieldError[] {
  if (!(error instanceof Fault) || (error.status !== 409 && error.status !== 422 && error.status !== 403))
    throw error
  // Who may not at all is told so on a page of its own.
  if (error.status === 403 && !(error instanceof MonitoringFault)) throw error
  const told = error instanceof MonitoringFault ? error.in(language) : error
  return told.details.map(({ place, message, remedy }) => ({
    field: place ?? otherwise,
    message: [message, remedy].filter(Boolean).join(' '),
  }))
}
