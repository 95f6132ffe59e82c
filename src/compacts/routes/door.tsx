import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import type { House } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import { seesUnlisted } from '../../people/organisations/desk.ts'
import { namesOf } from '../../people/organisations/people.ts'
import { searchOrganisations } from '../../people/organisations/store.ts'
import type { CompactSubject } from '../../people/policy/actions.ts'
import type { FieldError, Option } from '../../ui/form.tsx'
import { between, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { agreementParts } from '../agreement.ts'
import type { Change, Trx } from '../change.ts'
import type { Comment } from '../comments.ts'
import { changeCompact, compactOn, idIn, mayDo } from '../desk.ts'
import type { CompactWiring } from '../effects.ts'
import { CompactFault, GapsRemain } from '../faults.ts'
import type { Typed } from '../forms/field.ts'
import { elementForms, partForms, planForms } from '../forms/parts.ts'
import type { Comments } from '../pages/comments.tsx'
import { type CompactView, compactPath, titleOf } from '../pages/frame.tsx'
import { sayGap } from '../pages/gaps.tsx'
import { placeName } from '../pages/places.ts'
import { errorsAt, tabsFor } from '../pages/sent.ts'
import { standingOf } from '../standing.ts'
import {
  agreementInForce,
  type CompactRow,
  draftOf,
  findCompact,
  partiesOf,
  presentText,
  versionsOf,
} from '../store.ts'
import { words } from '../words/words.ts'

type Assets = { css: string[]; js: string[] }

/** What the pages of this room share: who asks for what, how a page goes out, and how a small act is done. */
export type Door = ReturnType<typeof compactDoor>

export function compactDoor(house: House, assets: Assets, wiring: CompactWiring) {
  const { db } = house
  const on = compactOn(house)
  const readingPublic = { may: 'read a compact', on } as const
  const reading = { may: 'read a draft', on } as const
  const writing = { may: 'draft a compact', on, looksAtCharacters: true } as const
  const managing = { may: 'manage a compact', on } as const
  const commenting = { may: 'comment on a compact', on } as const

  /** `at` is the page a form was sent from, where the form went to an address that only takes forms. */
  const contextOf = (request: FastifyRequest, at?: string): PageContext => ({
    language: request.language,
    path: request.method === 'GET' || at === undefined ? request.url : at,
    assets,
    sources: [],
  })
  const send = (reply: FastifyReply, page: ReactElement) => reply.html(renderPage(page))
  const subjectOf = (request: FastifyRequest): Promise<CompactSubject> => on(request)

  /** A compact as its pages show it to who asks. */
  async function viewFor(
    request: FastifyRequest,
  ): Promise<{ id: string; view: CompactView; subject: CompactSubject; compact: CompactRow }> {
    const id = idIn(request.params)
    const subject = await subjectOf(request)
    const compact = await findCompact(db, id)
    const tabs = tabsFor(request.person, subject)
    // The title of a text that only its parties may read is not told to others.
    const text =
      tabs.draft === true ? await presentText(db, id) : ((await agreementInForce(db, id))?.agreement ?? null)
    const standing = await standingOf(db, compact, text, request.language)
    return { id, compact, subject, view: { compact, title: titleOf(text, request.language), standing, tabs } }
  }

  async function draftFor(request: FastifyRequest) {
    const found = await viewFor(request)
    const draft = await draftOf(db, found.id)
    if (draft === null) throw new CompactFault('no draft')
    return { ...found, draft, mayWrite: mayDo(request.person, 'draft a compact', found.subject) }
  }

  /**
   * Before any page of a draft where none is: what was linked while it was drafted leads to the text
   * that stands. What is sent to it is refused as ever.
   */
  async function leadToLastText(request: FastifyRequest, reply: FastifyReply) {
    const id = idIn(request.params)
    if (request.method !== 'GET' || (await draftOf(db, id)) !== null) return
    const { place, year, key } = request.params as { place?: string; year?: string; key?: string }
    const asked = place ?? (year !== undefined ? 'plan' : key !== undefined ? 'tranches' : '')
    const part =
      [...partForms, ...planForms, ...elementForms([])].find(({ at }) => at === asked)?.part ?? asked
    const anchor = (agreementParts as readonly string[]).includes(part) ? `#${part}` : ''
    return seeOther(reply, request, `/compacts/${id}/draft${anchor}`)
  }

  const draftCrumbs = (
    request: FastifyRequest,
    id: string,
    ...rest: (string | { name: string; href?: string })[]
  ) => [
    {
      name: speak(words, request.language)('tabs.draft'),
      href: compactPath(request.language, id, '/draft'),
    },
    ...rest.map((each) => (typeof each === 'string' ? { name: each } : each)),
  ]

  const organisationOptions = async (
    request: FastifyRequest,
    only?: readonly string[],
  ): Promise<Option[]> => {
    const cards = await searchOrganisations(db, { sees: seesUnlisted(request.person), limit: 500 })
    return cards
      .filter(({ id }) => only === undefined || only.includes(id))
      .map(({ id, name }) => ({ value: id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, request.language))
  }

  /** Organisations of the compact, to be chosen for its parties. */
  const partyOptions = async (id: string): Promise<Option[]> =>
    (await partiesOf(db, id)).map(({ organisation, name }) => ({ value: organisation, name }))

  async function organisationNames(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const asked = [...new Set(ids.filter((each) => each !== null))]
    if (asked.length === 0) return new Map()
    const rows = await db
      .selectFrom('organisations')
      .select(['id', 'name'])
      .where('id', 'in', asked)
      .execute()
    return new Map(rows.map(({ id, name }) => [id, name]))
  }

  /** Comments with names, as far as somebody may read them. */
  async function commentsFor(
    request: FastifyRequest,
    subject: CompactSubject,
    list: readonly Comment[],
  ): Promise<Comments> {
    const people = new Set<string>()
    for (const each of list)
      for (const person of [each.by, each.closedBy, ...each.answers.map(({ by }) => by)])
        if (person !== null) people.add(person)
    return {
      list,
      people: await namesOf(db, [...people]),
      organisations: await organisationNames(
        list.flatMap((each) => [each.organisation, ...each.answers.map(({ organisation }) => organisation)]),
      ),
      mayWrite: mayDo(request.person, 'comment on a compact', subject),
    }
  }

  const readsDraft = (request: FastifyRequest, subject: CompactSubject) =>
    mayDo(request.person, 'read a draft', subject)

  /** Versions that took effect; for those who may read drafts, all that were ever frozen. */
  async function versionsFor(request: FastifyRequest, subject: CompactSubject) {
    const all = await versionsOf(db, subject.id)
    return readsDraft(request, subject) ? all : all.filter(({ takenEffect }) => takenEffect !== null)
  }

  const reasonErrors = (request: FastifyRequest, typed: Typed): FieldError[] => {
    const reason = (typed.reason ?? '').trim()
    return reason.length < 3 || reason.length > 1000
      ? [{ field: 'reason', message: speak(words, request.language)('fault.reason') }]
      : []
  }

  /** One act on a compact, then back to a page of it; what stands in the way goes back into the form. */
  async function acting(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (trx: Trx, change: Change) => Promise<unknown>,
    after: string,
    failed: (error: unknown) => Promise<unknown>,
  ) {
    const id = idIn(request.params)
    try {
      const { location } = await changeCompact(house, request, async (trx, change) => {
        await work(trx, change)
        return { status: 303, location: after.startsWith('/compacts/') ? after : `/compacts/${id}${after}` }
      })
      return seeOther(reply, request, location ?? `/compacts/${id}`)
    } catch (error) {
      return failed(error)
    }
  }

  /** What stands in the way of a step, at a field; gaps one by one, in the reader’s words. */
  async function stepErrors(request: FastifyRequest, error: unknown, field: string): Promise<FieldError[]> {
    if (!(error instanceof GapsRemain)) return errorsAt(error, field, request.language)
    const text = await presentText(db, idIn(request.params))
    const draft = await draftOf(db, idIn(request.params))
    return error.gaps.map((gap) => ({
      field,
      message: `${placeName(gap.place, draft?.agreement ?? text, request.language)}${between(request.language, ':')}${sayGap(gap, draft?.agreement ?? text, request.language)}`,
    }))
  }
  return {
    house,
    db,
    wiring,
    on,
    contextOf,
    send,
    subjectOf,
    viewFor,
    draftFor,
    draftCrumbs,
    leadToLastText,
    organisationOptions,
    organisationNames,
    commentsFor,
    partyOptions,
    readsDraft,
    versionsFor,
    acting,
    reasonErrors,
    stepErrors,
    reading,
    readingPublic,
    writing,
    managing,
    commenting,
  }
}
