import type { FastifyRequest } from 'fastify'
import { type Change, changeBy } from '../compacts/change.ts'
import { actsFor, type CompactAction, changeCompactAs } from '../compacts/desk.ts'
import { titleOf } from '../compacts/pages/frame.tsx'
import { standingOf } from '../compacts/standing.ts'
import { agreementInForce, compactSubject, findCompact, presentText } from '../compacts/store.ts'
import { actorOf } from '../house/actor.ts'
import { Fault, NotFound } from '../house/errors.ts'
import type { House } from '../house/house.ts'
import { namesOf } from '../people/organisations/people.ts'
import type { Action, Asker, CompactSubject } from '../people/policy/actions.ts'
import { allow } from '../people/policy/policy.ts'
import type { FieldError } from '../ui/form.tsx'
import { type Language, speak } from '../ui/language.ts'
import { MoneyFault } from './faults.ts'
import type { Db } from './ledger.ts'
import type { MoneyPageView, MoneyPowers } from './pages/parts.tsx'
import { type ConditionAct, letsGo } from './tables.ts'
import { words } from './words/words.ts'

/** What may be written about a condition, and what the policy calls it. */
export const actionOf = (act: ConditionAct): CompactAction =>
  act === 'evidence' ? 'keep documents' : letsGo(act) ? 'waive conditions' : 'decide on conditions'

export const compactIn = (request: FastifyRequest): string => (request.params as { id: string }).id

/**
 * One change to the money of a compact by who sent the request, once for its key, made for one organisation: the
 * one preferred if the person stands for it, on the donor’s side where money is let go. Throws Refused.
 */
export function moneyChange(
  house: House,
  request: FastifyRequest,
  action: CompactAction,
  work: Parameters<typeof changeCompactAs>[3],
  { preferred = null }: { preferred?: string | null } = {},
) {
  return changeCompactAs(house, request, action, work, (own, subject) =>
    inOrder(own, action, subject, preferred),
  )
}

/** A change of who sent the request, as somebody who enters money: for a look at what entering would say. */
export async function changeToEnter(house: House, request: FastifyRequest): Promise<Change> {
  const subject = await compactSubject(house.db, compactIn(request))
  return changeBy(house, actorOf(request), organisationsOf(request.person, 'enter money', subject))
}

/** The organisations somebody does something for, the one to be named first. */
export const organisationsOf = (asker: Asker, action: CompactAction, subject: CompactSubject): string[] =>
  inOrder(actsFor(asker, action, subject), action, subject, null)

function inOrder(
  own: readonly string[],
  action: CompactAction,
  subject: CompactSubject,
  preferred: string | null,
): string[] {
  const onDonorSide = (organisation: string) =>
    subject.parties.some((party) => party.organisation === organisation && party.side === 'donor')
  const fitting = action === 'release money' || action === 'waive conditions' ? own.filter(onDonorSide) : own
  return [...fitting].sort((a, b) => Number(b === preferred) - Number(a === preferred))
}

/** What somebody may do with the money of a compact. */
export function powersOf(asker: Asker, subject: CompactSubject): MoneyPowers {
  const may = (action: Action) => allow(asker, action, subject).allowed
  return {
    member: may('read a draft'),
    enter: may('enter money'),
    approve: may('approve money'),
    release: may('release money'),
    decide: may('decide on conditions'),
    waive: may('waive conditions'),
    keep: may('keep documents'),
  }
}

/** What every page of this room needs of a compact, for one reader. */
export async function moneyView(db: Db, request: FastifyRequest): Promise<MoneyPageView> {
  const id = compactIn(request)
  const { language, person } = request
  const compact = await findCompact(db, id)
  const subject = await compactSubject(db, id)
  const inForce = await agreementInForce(db, id)
  const may = powersOf(person, subject)
  const agreement = inForce?.agreement ?? (may.member ? await presentText(db, id) : null)
  if (agreement === null)
    throw new NotFound('Nothing is known yet about the money of this compact', [
      {
        message: 'Its text is still being written and has not come into force.',
        remedy: 'Come back once it is signed and in force.',
      },
    ])
  const awards = await db
    .selectFrom('awards')
    .select(['key', 'recipient', 'number'])
    .where('compact_id', '=', id)
    .where('state', '=', 'agreed')
    .orderBy('key')
    .execute()
  const organisations = await db
    .selectFrom('compact_parties')
    .innerJoin('organisations', 'organisations.id', 'compact_parties.organisation_id')
    .select(['organisations.id', 'organisations.name'])
    .where('compact_parties.compact_id', '=', id)
    .execute()
  return {
    compact: {
      compact,
      title: titleOf(agreement, language),
      standing: await standingOf(db, compact, agreement, language),
      tabs: {
        draft: may.member,
        comments: may.member,
        review: may.member,
        signing: may.member,
        dialogues: may.member,
      },
    },
    agreement,
    may,
    awards,
    people: new Map(),
    organisations: new Map(organisations.map(({ id, name }) => [id, name])),
  }
}

/** The same with the names of people: of all for the parties, of those who waive and release for everybody. */
export async function withNames(
  db: Db,
  view: MoneyPageView,
  people: Iterable<string | null>,
  named: Iterable<string> = [],
): Promise<MoneyPageView> {
  const ids = view.may.member ? [...people, ...named] : [...named]
  const known = [...new Set(ids.filter((id) => id !== null))]
  return { ...view, people: await namesOf(db, known) }
}

/** A refusal as errors of a form: at the field it names, else at the one that is named for the rest. */
export function errorsIn(
  error: unknown,
  fields: readonly string[],
  otherwise: string,
  language: Language,
): FieldError[] {
  const ours = error instanceof Fault && [403, 409, 422].includes(error.status)
  if (!ours || error.kind === 'not-signed-in') throw error
  if (!(error instanceof MoneyFault) && error.details.every(({ place }) => place === undefined)) throw error
  const told = error instanceof MoneyFault ? error.in(language) : error
  return told.details.map(({ place, message, remedy }) => {
    const said = [`${told.message}.`, message, remedy].filter(Boolean).join(' ')
    // Out of a file, the place begins with its line.
    const line = /^(\d+): /.exec(place ?? '')?.[1]
    return {
      field: place !== undefined && fields.includes(place) ? place : otherwise,
      message: line === undefined ? said : speak(words, language)('import.at line', { line, said }),
    }
  })
}
