import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement, ReactNode } from 'react'
import { Type } from 'typebox'
import { country } from '../countries/registry.ts'
import { actorOf } from '../house/actor.ts'
import { isUuid } from '../house/form-fields.ts'
import { type House, today } from '../house/house.ts'
import { changeOnce } from '../house/once.ts'
import { seesUnlisted } from '../people/organisations/desk.ts'
import { namesOf } from '../people/organisations/people.ts'
import { rolesOf } from '../people/organisations/roles.ts'
import { searchOrganisations } from '../people/organisations/store.ts'
import type { CompactSubject, Subject } from '../people/policy/actions.ts'
import { assertAllowed } from '../people/policy/guard.ts'
import { allow } from '../people/policy/policy.ts'
import type { FieldError, Option } from '../ui/form.tsx'
import { pathIn, speak } from '../ui/language.ts'
import { renderPage } from '../ui/page.tsx'
import type { PageContext } from '../ui/page-context.ts'
import { type Agreement, agreementParts, type PlanYear, parts, sides } from './agreement.ts'
import { type Change, changeBy, type Trx } from './change.ts'
import {
  answerComment,
  type Comment,
  closeComment,
  commentOn,
  commentsOf,
  LONGEST_COMMENT,
} from './comments.ts'
import { actsFor, changeCompact, compactOn, idIn, mayDo } from './desk.ts'
import { compareAgreements } from './diff.ts'
import type { CompactWiring } from './effects.ts'
import { hasPlace } from './elements.ts'
import { gapsOf } from './facts.ts'
import { CompactFault, GapsRemain, PartOvertaken } from './faults.ts'
import { isCurrency } from './forms/amounts.ts'
import { called } from './forms/elements.ts'
import type { Control, FormContext, Typed } from './forms/field.ts'
import { linesField, pastedInto, readPasted, rowOf, withLines } from './forms/lines.ts'
import {
  conditionForms,
  type ElementForm,
  elementForms,
  keysIn,
  partForms,
  planForms,
} from './forms/parts.ts'
import type { Step } from './gap-codes.ts'
import {
  correctCondition,
  lessonsOf,
  makePublic,
  recordLesson,
  reinstate,
  suspend,
  suspensionsOf,
  takeEffect,
  takeStep,
} from './life.ts'
import { observedCompacts } from './observed/store.ts'
import { nothingReturned, type Returned } from './pages/action-form.tsx'
import { AgreementText } from './pages/agreement-text.tsx'
import { type Comments, CommentsPage, CommentsSection } from './pages/comments.tsx'
import { CompactPage } from './pages/compact-page.tsx'
import { CompactsPage } from './pages/compacts-page.tsx'
import { ComparePage } from './pages/compare-page.tsx'
import { DraftPage } from './pages/draft-page.tsx'
import { CompactFrame, type CompactView, compactPath, titleOf } from './pages/frame.tsx'
import { sayGap } from './pages/gaps.tsx'
import { LINES_AT_ONCE, LinesPage, PastePage, yearTitle } from './pages/lines-page.tsx'
import { ListPage } from './pages/list-page.tsx'
import { type FormView, PartPage } from './pages/part-page.tsx'
import { placeName } from './pages/places.ts'
import { PlanPage } from './pages/plan-page.tsx'
import { backIn, digestOf, errorsAt, tabsFor, typedIn, typedOf } from './pages/sent.ts'
import { type Signing, SigningPage } from './pages/signing-page.tsx'
import { StartPage, usualLanguages } from './pages/start-page.tsx'
import { StepsPage } from './pages/steps-page.tsx'
import { TakingPartPage } from './pages/taking-part-page.tsx'
import { VersionPage, VersionsPage } from './pages/versions-page.tsx'
import { printed } from './print/document.ts'
import { pdfOf } from './print/pdf.ts'
import {
  amendmentsOf,
  freezeDraft,
  openAmendment,
  reopenDraft,
  signaturesOf,
  signingOf,
  signVersion,
  withdrawAmendment,
} from './signing.ts'
import { bindingStates, isOver, nextStates } from './steps.ts'
import {
  admitParty,
  agreementInForce,
  type CompactRow,
  type Draft,
  draftOf,
  endParty,
  findCompact,
  frozenVersionOf,
  partiesOf,
  presentText,
  saveDraftPart,
  searchCompacts,
  startCompact,
  stepsOf,
  versionOf,
  versionsOf,
} from './store.ts'
import { type CompactState, compactStates, grounds } from './tables.ts'
import { words } from './words/words.ts'

type Assets = { css: string[]; js: string[] }

// Whether an id can be one is asked at the door, in the words of this room (`idIn`).
const ById = Type.Object({ id: Type.String() })
const Name = Type.String({ pattern: '^[A-Za-z0-9-]{1,60}$' })
const ByPlace = Type.Object({ id: Type.String(), place: Name })
const ByElement = Type.Object({ id: Type.String(), place: Name, key: Name })
const ByCondition = Type.Object({ id: Type.String(), key: Name, condition: Name })
const ByTranche = Type.Object({ id: Type.String(), key: Name })
const ByYear = Type.Object({ id: Type.String(), year: Name })
const ByVersion = Type.Object({ id: Type.String(), number: Type.Integer({ minimum: 1, maximum: 100_000 }) })
const ByComment = Type.Object({ id: Type.String(), comment: Type.String({ maxLength: 60 }) })
const Form = Type.Record(Type.String(), Type.Unknown())

const PAGE = 50

/** The step a compact may take next that asks most of its text; null when its life is over. */
export function nextStepOf(state: CompactState, draft: Pick<Draft, 'state'> | null): Step | null {
  if (isOver(state)) return null
  if (draft?.state === 'frozen') return 'signed'
  switch (state) {
    case 'concept':
      return 'proposed'
    case 'proposed':
      return 'negotiating'
    case 'negotiating':
      return 'frozen'
    case 'signed':
      return 'in force'
    case 'closing':
      return 'closed'
    default:
      return draft === null ? 'closing' : 'frozen'
  }
}

/**
 * Compacts as pages: drafting, comments, versions, signing, and their life. `plainPage` is false
 * where a room that knows the money and the results too has the page of a compact.
 */
export const compactRoutes =
  (
    house: House,
    assets: Assets,
    wiring: CompactWiring,
    { plainPage = true }: { plainPage?: boolean } = {},
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const on = compactOn(house)

    // Faults of this room are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof CompactFault ? error.in(request.language) : error
    })

    /** `at` is the page a form was sent from, where the form went to an address that only takes forms. */
    const contextOf = (request: FastifyRequest, at?: string): PageContext => ({
      language: request.language,
      path: request.method === 'GET' || at === undefined ? request.url : at,
      assets,
      sources: [],
    })
    const send = (reply: FastifyReply, page: ReactElement) => reply.html(renderPage(page))
    const go = (reply: FastifyReply, { language }: FastifyRequest, path: string) =>
      reply.redirect(pathIn(language, path), 303)
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
        tabs.draft === true
          ? await presentText(db, id)
          : ((await agreementInForce(db, id))?.agreement ?? null)
      return { id, compact, subject, view: { compact, title: titleOf(text, request.language), tabs } }
    }

    /* the list, and the beginning */

    http.get(
      '/compacts',
      {
        config: { may: 'read what is public' },
        schema: {
          querystring: Type.Object({
            kind: Type.Optional(Type.String({ maxLength: 20 })),
            country: Type.Optional(Type.String({ maxLength: 40 })),
            state: Type.Optional(Type.String({ maxLength: 20 })),
            after: Type.Optional(Type.String({ maxLength: 60 })),
          }),
        },
      },
      async (request, reply) => {
        const { person, language } = request
        const asked = {
          kind: ['managed', 'observed'].includes(request.query.kind ?? '') ? (request.query.kind ?? '') : '',
          country: country(request.query.country ?? '') === undefined ? '' : (request.query.country ?? ''),
          state: compactStates.find((each) => each === request.query.state) ?? '',
        }
        const after = isUuid(request.query.after) ? request.query.after : undefined
        const everything = allow(person, 'read a compact', {
          kind: 'compact',
          id: '',
          country: '',
          public: false,
          parties: [],
        }).allowed
        const own = [...new Set(person?.roles.flatMap(({ organisation }) => organisation ?? []) ?? [])]
        const sees = everything ? ('all' as const) : own
        const found: CompactRow[] = []
        for (let cursor = after; asked.kind !== 'observed'; ) {
          const some = await searchCompacts(db, {
            sees,
            country: asked.country || undefined,
            kind: 'managed',
            after: cursor,
            limit: 200,
          })
          found.push(...some.filter(({ state }) => asked.state === '' || state === asked.state))
          cursor = some.at(-1)?.id
          if (some.length < 200 || found.length > PAGE) break
        }
        const rows = await Promise.all(
          found.slice(0, PAGE).map(async (compact) => ({
            compact,
            title: titleOf(
              everything ||
                (await partiesOf(db, compact.id)).some(({ organisation }) => own.includes(organisation))
                ? await presentText(db, compact.id)
                : ((await agreementInForce(db, compact.id))?.agreement ?? null),
              language,
            ),
          })),
        )
        // The public record is short, and stands whole on the first page.
        const observed =
          asked.kind === 'managed' || asked.state !== '' || after !== undefined
            ? []
            : await observedCompacts(db, asked.country || undefined)
        const all = await searchCompacts(db, { sees, limit: 500 })
        const last = rows.at(-1)
        return send(
          reply,
          <CompactsPage
            context={contextOf(request)}
            rows={rows}
            observed={observed.map(({ id, country: iso3, statements }) => ({
              id,
              country: iso3,
              signed: statements.find(({ topic }) => topic === 'signed')?.value ?? null,
            }))}
            asked={asked}
            countries={[
              ...new Set([
                ...all.map((each) => each.country),
                ...(await observedCompacts(db)).map((each) => each.country),
              ]),
            ]}
            next={
              found.length > PAGE && last !== undefined
                ? pathIn(language, `/compacts?${new URLSearchParams({ ...asked, after: last.compact.id })}`)
                : null
            }
            mayStart={startsIn(request).length > 0}
          />,
        )
      },
    )

    /** Organisations in whose name somebody may start a compact. */
    const startsIn = ({ person }: FastifyRequest): string[] =>
      [...new Set(person?.roles.flatMap(({ organisation }) => organisation ?? []) ?? [])].filter(
        (id) => allow(person, 'start a compact', { kind: 'organisation', id }).allowed,
      )
    const startSubject = (request: FastifyRequest): Subject => {
      const typed = typedIn(request.body).organisation
      const asked = isUuid(typed) ? typed : startsIn(request)[0]
      const own = request.person?.roles.find(({ role }) => role === 'compact manager')?.organisation
      const id = asked ?? own
      return id === undefined || id === null ? { kind: 'house' } : { kind: 'organisation', id }
    }
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
    const sendStart = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed,
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      return send(
        reply,
        <StartPage
          context={contextOf(request)}
          organisations={await organisationOptions(request, startsIn(request))}
          typed={typed}
          errors={errors}
        />,
      )
    }

    http.get(
      '/compacts/start',
      { config: { may: 'start a compact', on: startSubject } },
      async (request, reply) => sendStart(request, reply, {}),
    )

    http.post(
      '/compacts/start',
      { config: { may: 'start a compact', on: startSubject }, schema: { body: Form } },
      async (request, reply) => {
        const say = speak(words, request.language)
        const typed = typedIn(request.body)
        const errors: FieldError[] = []
        const wrong = (field: string, message: string) => errors.push({ field, message })
        const { organisation = '', first = '', second = '' } = typed
        const side = sides.find((each) => each === typed.side)
        const part = (['government', 'ministry', 'agency'] as const).find((each) => each === typed.part)
        const iso3 = country(typed.country ?? '')?.iso3
        const currency = (typed.currency ?? '').trim().toUpperCase()
        const usual = (tag: string) => (usualLanguages as readonly string[]).includes(tag)
        if (!startsIn(request).includes(organisation)) wrong('organisation', say('fault.choose'))
        if (side === undefined) wrong('side', say('fault.choose'))
        if (part === undefined) wrong('part', say('fault.choose'))
        if (iso3 === undefined) wrong('country', say('fault.choose'))
        if (!usual(first)) wrong('first', say('fault.choose'))
        if (second !== '' && (!usual(second) || second === first)) wrong('second', say('start.same language'))
        if (!isCurrency(currency)) wrong('currency', say('fault.currency'))
        if (errors.length > 0 || side === undefined || part === undefined || iso3 === undefined)
          return sendStart(request, reply, typed, errors)
        const { location } = await changeOnce(house, request, {}, async (trx) => {
          const asker = request.person && {
            ...request.person,
            roles: await rolesOf(trx, request.person.id, house.now()),
          }
          assertAllowed(
            asker,
            'start a compact',
            { kind: 'organisation', id: organisation },
            request.language,
          )
          const id = await startCompact(trx, changeBy(house, actorOf(request), [organisation]), {
            country: iso3,
            languages: second === '' ? [first] : [first, second],
            currency,
            example: typed.example === 'yes',
            party: { organisation, side, part },
          })
          return { status: 303, location: `/compacts/${id}/draft` }
        })
        return go(reply, request, location ?? '/compacts')
      },
    )

    if (plainPage)
      http.get(
        '/compacts/:id',
        { config: { may: 'read a compact', on }, schema: { params: ById } },
        async (request, reply) => {
          const { id, view } = await viewFor(request)
          return send(
            reply,
            <CompactPage
              context={contextOf(request)}
              view={view}
              parties={await partiesOf(db, id)}
              inForce={await agreementInForce(db, id)}
            />,
          )
        },
      )

    /* the draft */

    const reading = { may: 'read a draft', on } as const
    const writing = { may: 'draft a compact', on } as const

    async function draftFor(request: FastifyRequest) {
      const found = await viewFor(request)
      const draft = await draftOf(db, found.id)
      if (draft === null) throw new CompactFault('no draft')
      return { ...found, draft, mayWrite: mayDo(request.person, 'draft a compact', found.subject) }
    }

    http.get('/compacts/:id/draft', { config: reading, schema: { params: ById } }, async (request, reply) => {
      const { id, view, draft, compact } = await draftFor(request)
      const step = nextStepOf(compact.state, draft)
      const gaps = step === null ? [] : await gapsOf(db, wiring, { compact: id, step, today: today(house) })
      const open = new Map<string, number>()
      for (const { place } of await commentsOf(db, id, { open: true })) {
        const part = place.split('/')[0] ?? ''
        open.set(part, (open.get(part) ?? 0) + 1)
      }
      return send(
        reply,
        <DraftPage
          context={contextOf(request)}
          view={view}
          draft={draft}
          step={step}
          gaps={gaps}
          comments={open}
        />,
      )
    })

    http.get(
      '/compacts/:id/draft/text',
      { config: reading, schema: { params: ById } },
      async (request, reply) => {
        const { id, view, draft } = await draftFor(request)
        const say = speak(words, request.language)
        const open = await commentsOf(db, id, { open: true })
        return send(
          reply,
          <CompactFrame
            context={contextOf(request)}
            view={view}
            here={null}
            title={say('draft.read')}
            crumbs={draftCrumbs(request, id, say('draft.read'))}
          >
            <AgreementText
              agreement={draft.agreement}
              commentsAt={(place) => {
                const count = open.filter(
                  (each) => each.place === place || each.place.startsWith(`${place}/`),
                ).length
                return (
                  <a
                    href={compactPath(
                      request.language,
                      id,
                      `/comments?place=${encodeURIComponent(place)}#comments`,
                    )}
                  >
                    {say('comments.beside', { count })}
                    <span className="hidden"> {placeName(place, draft.agreement, request.language)}</span>
                  </a>
                )
              }}
            />
          </CompactFrame>,
        )
      },
    )

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

    const formContext = (request: FastifyRequest, agreement: Agreement, typed: Typed): FormContext => ({
      say: speak(words, request.language),
      language: request.language,
      agreement,
      typed,
    })

    /** Organisations of the compact, to be chosen for its parties. */
    const partyOptions = async (id: string): Promise<Option[]> =>
      (await partiesOf(db, id)).map(({ organisation, name }) => ({ value: organisation, name }))

    /** Keys that stand or stood in any text of a compact. */
    async function takenKeys(id: string, agreement: Agreement): Promise<Set<string>> {
      const taken = keysIn(agreement)
      for (const { number } of await versionsOf(db, id))
        for (const key of keysIn((await versionOf(db, id, number)).agreement)) taken.add(key)
      return taken
    }

    /** A form of the draft, whichever it is: what it shows of a text, and how what was typed changes that text. */
    type Desk = {
      at: string
      title: string
      note: string | null
      element?: string | null
      crumbs: { name: string; href?: string }[]
      part: (typeof agreementParts)[number]
      controls(form: FormContext): Control[]
      typed(agreement: Agreement): Typed
      holds(agreement: Agreement): unknown
      /** `taken` are the keys that a new element may not have. */
      change(
        form: FormContext,
        taken: ReadonlySet<string>,
      ): { agreement: Agreement } | { errors: FieldError[] }
      /** Where comments on it belong. */
      place: string
      /** Where somebody goes when it has been saved. */
      after: string
    }

    async function deskFor(request: FastifyRequest, id: string, draft: Draft): Promise<Desk> {
      const { place, key, condition } = request.params as { place?: string; key?: string; condition?: string }
      const say = speak(words, request.language)
      const { language } = request
      const single = [...partForms, ...planForms].find(({ at }) => at === place)
      if (single !== undefined && key === undefined) {
        const inPlan = single.part === 'plan'
        return {
          at: single.at,
          title: say(single.title),
          note: single.note === undefined ? null : say(single.note),
          crumbs: draftCrumbs(
            request,
            id,
            ...(inPlan
              ? [{ name: say('part title.plan'), href: compactPath(language, id, '/draft/plan') }]
              : []),
            say(single.title),
          ),
          part: single.part,
          controls: single.controls,
          typed: (agreement) => single.typed(formContext(request, agreement, {})),
          holds: single.holds,
          change: single.change,
          place: single.part,
          after: inPlan ? '/draft/plan' : '/draft',
        }
      }
      const ofTranche = condition === undefined ? null : conditionForms(draft.agreement, key ?? '')
      const list =
        condition === undefined
          ? elementForms(await partyOptions(id)).find(({ at }) => at === place)
          : (ofTranche ?? undefined)
      const own = condition ?? key
      if (list === undefined || own === undefined)
        throw new CompactFault('no element', { place: place ?? '' })
      const element = own === 'new' ? null : own
      const known = list.elements(draft.agreement).find((each) => each.key === element)
      // Somebody who is still writing in what was removed meanwhile loses nothing; whoever only looks is told.
      if (element !== null && known === undefined && request.method === 'GET')
        throw new CompactFault('no element', { place: element })
      const title =
        element === null
          ? say(list.add)
          : called(element, known?.name ?? {}, language, draft.agreement.languages)
      return {
        at: `${list.at}/${own}`,
        title,
        note: list.note === undefined ? null : say(list.note),
        element,
        crumbs: listCrumbs(request, id, list, draft.agreement, title),
        part: list.part,
        controls: list.controls,
        typed: (agreement) => list.typed(formContext(request, agreement, {}), element),
        holds: (agreement) => (element === null ? null : list.holds(agreement, element)),
        change: (form, taken) => list.change(form, element, taken),
        place: element === null ? list.place : `${list.place}/${element}`,
        after: `/draft/${list.at}`,
      }
    }

    const listCrumbs = (
      request: FastifyRequest,
      id: string,
      list: ElementForm,
      agreement: Agreement,
      title?: string,
    ) => {
      const say = speak(words, request.language)
      const { language } = request
      const href = (rest: string) => compactPath(language, id, `/draft/${rest}`)
      const [first, key] = list.at.split('/')
      const tranche = agreement.tranches.find((each) => each.key === key)
      return draftCrumbs(
        request,
        id,
        ...(list.part === 'plan' ? [{ name: say('part title.plan'), href: href('plan') }] : []),
        ...(first === 'tranches' && key !== undefined
          ? [
              { name: say('part title.tranches'), href: href('tranches') },
              {
                name: tranche === undefined ? key : called(key, tranche.title, language, agreement.languages),
                href: href(`tranches/${key}`),
              },
            ]
          : []),
        title === undefined ? say(list.title) : { name: say(list.title), href: href(list.at) },
        ...(title === undefined ? [] : [title]),
      )
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
          list.flatMap((each) => [
            each.organisation,
            ...each.answers.map(({ organisation }) => organisation),
          ]),
        ),
        mayWrite: mayDo(request.person, 'comment on a compact', subject),
      }
    }

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

    /** Where something may be said about what a form shows: the whole of it, and each of its texts. */
    function placesOf(
      desk: Pick<Desk, 'place' | 'title' | 'part'>,
      controls: readonly Control[],
      agreement: Agreement,
    ) {
      const found: Option[] = [{ value: desk.place, name: desk.title }]
      const base = desk.place
      const walk = (some: readonly Control[]): void => {
        for (const control of some) {
          if (control.kind === 'group') walk(control.controls)
          const path = control.name.split('.')[0] ?? ''
          const place = path === base ? base : `${base}/${path}`
          if (
            (control.kind === 'texts' || control.kind === 'group') &&
            hasPlace(agreement, place) &&
            !found.some(({ value }) => value === place)
          )
            found.push({ value: place, name: `${desk.title} · ${control.label}` })
        }
      }
      walk(controls)
      return found.filter(({ value }) => hasPlace(agreement, value))
    }

    async function sendForm(
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed | null,
      errors: FieldError[] = [],
      overtaken = false,
    ) {
      const { id, view, subject, draft, mayWrite } = await draftFor(request)
      const desk = await deskFor(request, id, draft)
      const now = desk.typed(draft.agreement)
      const shown = typed ?? now
      const controls = desk.controls(formContext(request, draft.agreement, shown))
      if (overtaken) reply.code(409)
      else if (errors.length > 0) reply.code(422)
      const held = desk.holds(draft.agreement)
      const form: FormView = {
        at: desk.at,
        title: desk.title,
        note: desk.note,
        controls,
        typed: shown,
        errors,
        // What one has just been shown is what the next sending is held against.
        seen: typed === null || overtaken ? digestOf(held) : (typed.seen ?? digestOf(held)),
        overtaken: overtaken
          ? {
              now,
              controls: desk.controls(formContext(request, draft.agreement, now)),
              gone: typeof desk.element === 'string' && held === null,
            }
          : null,
        ...(desk.element === undefined ? {} : { element: desk.element }),
      }
      return send(
        reply,
        <PartPage
          context={contextOf(request)}
          view={view}
          draft={draft}
          form={form}
          crumbs={desk.crumbs}
          mayWrite={mayWrite}
          before={besideForm(request, id, desk)}
          comments={
            desk.element === null ? null : (
              <CommentsSection
                id={id}
                comments={
                  await commentsFor(request, subject, await commentsOf(db, id, { place: desk.place }))
                }
                places={placesOf(desk, controls, draft.agreement)}
                agreement={draft.agreement}
                back={`/compacts/${id}/draft/${desk.at}`}
                returned={nothingReturned}
              />
            )
          }
        />,
      )
    }

    /** What belongs to an element and is written on a page of its own. */
    const besideForm = (request: FastifyRequest, id: string, desk: Desk): ReactNode => {
      const [first, key, third] = desk.at.split('/')
      if (first !== 'tranches' || key === 'new' || third !== undefined) return null
      return (
        <p className="prose">
          <a href={compactPath(request.language, id, `/draft/tranches/${key}/conditions`)}>
            {speak(words, request.language)('element.conditions')}
          </a>
        </p>
      )
    }

    /** Somebody saved the same place since the form was made. */
    class Meanwhile extends Error {}

    /**
     * Saves what a form changes. Others may have saved elsewhere in the same part since: what is
     * typed is put into the text as it stands now, unless what the form shows has itself changed.
     */
    async function saveThrough(
      request: FastifyRequest,
      seen: string | null,
      part: (typeof agreementParts)[number],
      holds: (agreement: Agreement) => unknown,
      change: (agreement: Agreement) => Agreement,
      location: string,
    ) {
      return changeCompact(house, request, async (trx, by) => {
        const id = idIn(request.params)
        const now = await draftOf(trx, id)
        if (now === null) throw new CompactFault('no draft')
        if (seen !== null && digestOf(holds(now.agreement)) !== seen) throw new Meanwhile()
        const next = change(now.agreement)
        await saveDraftPart(trx, by, { compact: id, part, base: now.revision, value: next[part] })
        return { status: 303, location: `/compacts/${id}${location}` }
      })
    }

    async function receiveForm(request: FastifyRequest, reply: FastifyReply) {
      const typed = typedIn(request.body)
      const { id, draft } = await draftFor(request)
      // More rows are a matter of the form alone.
      if (typed.more !== undefined && typed.more !== '') return sendForm(request, reply, typed)
      const desk = await deskFor(request, id, draft)
      const taken = await takenKeys(id, draft.agreement)
      const tried = desk.change(formContext(request, draft.agreement, typed), taken)
      if ('errors' in tried) return sendForm(request, reply, typed, tried.errors)
      try {
        const { location } = await saveThrough(
          request,
          typed.seen ?? '',
          desk.part,
          desk.holds,
          (agreement) => {
            const read = desk.change(formContext(request, agreement, typed), taken)
            if ('errors' in read) throw new Meanwhile()
            return read.agreement
          },
          desk.after,
        )
        return go(reply, request, location ?? `/compacts/${id}/draft`)
      } catch (error) {
        if (error instanceof Meanwhile || error instanceof PartOvertaken)
          return sendForm(request, reply, typed, [], true)
        throw error
      }
    }

    async function sendList(request: FastifyRequest, reply: FastifyReply, list: ElementForm) {
      const { id, view, draft, subject, mayWrite } = await draftFor(request)
      const say = speak(words, request.language)
      return send(
        reply,
        <ListPage
          context={contextOf(request)}
          view={view}
          draft={draft}
          list={list}
          crumbs={listCrumbs(request, id, list, draft.agreement)}
          mayWrite={mayWrite}
        >
          {list.at === 'parties' ? (
            <p className="prose">
              <a href={compactPath(request.language, id, '/parties')}>{say('taking part.title')}</a>
            </p>
          ) : null}
          {list.at.includes('/') || list.part === 'plan' ? null : (
            <CommentsSection
              id={id}
              comments={
                await commentsFor(
                  request,
                  subject,
                  await commentsOf(db, id, { place: list.place, open: true }),
                )
              }
              places={[{ value: list.place, name: say(list.title) }]}
              agreement={draft.agreement}
              back={`/compacts/${id}/draft/${list.at}`}
              returned={nothingReturned}
            />
          )}
        </ListPage>,
      )
    }

    /** What may be done to an element besides writing it: it is moved, or removed. */
    async function arrange(
      request: FastifyRequest,
      reply: FastifyReply,
      list: ElementForm,
      key: string,
      act: 'move' | 'remove',
    ) {
      const typed = typedIn(request.body)
      const id = idIn(request.params)
      try {
        const { location } = await saveThrough(
          request,
          // A place in a row is taken from how it stands now; what is removed must be what was read.
          act === 'remove' ? (typed.seen ?? '') : null,
          list.part,
          (agreement) => list.holds(agreement, key),
          (agreement) =>
            act === 'remove'
              ? list.remove(agreement, key)
              : list.move(agreement, key, typed.by === 'up' ? -1 : 1),
          `/draft/${list.at}`,
        )
        return go(reply, request, location ?? `/compacts/${id}/draft`)
      } catch (error) {
        if (!(error instanceof Meanwhile || error instanceof PartOvertaken)) throw error
        throw new CompactFault('part overtaken', { base: '–', now: '–' })
      }
    }

    const listAt = async (request: FastifyRequest, place: string): Promise<ElementForm> => {
      const found = elementForms(await partyOptions(idIn(request.params))).find(({ at }) => at === place)
      if (found === undefined) throw new CompactFault('no element', { place })
      return found
    }
    const conditionsAt = async (request: FastifyRequest, key: string): Promise<ElementForm> => {
      const draft = await draftOf(db, idIn(request.params))
      const found = draft === null ? null : conditionForms(draft.agreement, key)
      if (found === null) throw new CompactFault('no element', { place: key })
      return found
    }

    http.get(
      '/compacts/:id/draft/plan',
      { config: reading, schema: { params: ById } },
      async (request, reply) => {
        const { id, view, draft, mayWrite } = await draftFor(request)
        return send(
          reply,
          <PlanPage
            context={contextOf(request)}
            view={view}
            draft={draft}
            crumbs={draftCrumbs(request, id, speak(words, request.language)('part title.plan'))}
            mayWrite={mayWrite}
          />,
        )
      },
    )

    http.get(
      '/compacts/:id/draft/:place',
      { config: reading, schema: { params: ByPlace } },
      async (request, reply) => {
        const { place } = request.params
        return [...partForms, ...planForms].some(({ at }) => at === place)
          ? sendForm(request, reply, null)
          : sendList(request, reply, await listAt(request, place))
      },
    )
    http.post(
      '/compacts/:id/draft/:place',
      { config: writing, schema: { params: ByPlace, body: Form } },
      receiveForm,
    )
    http.get(
      '/compacts/:id/draft/:place/:key',
      { config: reading, schema: { params: ByElement } },
      async (request, reply) => sendForm(request, reply, null),
    )
    http.post(
      '/compacts/:id/draft/:place/:key',
      { config: writing, schema: { params: ByElement, body: Form } },
      receiveForm,
    )
    for (const act of ['move', 'remove'] as const) {
      http.post(
        `/compacts/:id/draft/:place/:key/${act}`,
        { config: writing, schema: { params: ByElement, body: Form } },
        async (request, reply) =>
          arrange(request, reply, await listAt(request, request.params.place), request.params.key, act),
      )
      http.post(
        `/compacts/:id/draft/tranches/:key/conditions/:condition/${act}`,
        { config: writing, schema: { params: ByCondition, body: Form } },
        async (request, reply) =>
          arrange(
            request,
            reply,
            await conditionsAt(request, request.params.key),
            request.params.condition,
            act,
          ),
      )
    }
    http.get(
      '/compacts/:id/draft/tranches/:key/conditions',
      { config: reading, schema: { params: ByTranche } },
      async (request, reply) => sendList(request, reply, await conditionsAt(request, request.params.key)),
    )
    http.get(
      '/compacts/:id/draft/tranches/:key/conditions/:condition',
      { config: reading, schema: { params: ByCondition } },
      async (request, reply) => sendForm(request, reply, null),
    )
    http.post(
      '/compacts/:id/draft/tranches/:key/conditions/:condition',
      { config: writing, schema: { params: ByCondition, body: Form } },
      receiveForm,
    )

    /* lines of the plan */

    const yearIn = (draft: Draft, key: string): PlanYear => {
      const found = draft.agreement.plan.years.find((each) => each.key === key)
      if (found === undefined) throw new CompactFault('no element', { place: key })
      return found
    }
    const linesOf = (agreement: Agreement, year: string) =>
      agreement.plan.lines.filter((line) => line.year === year)
    const lineCrumbs = (request: FastifyRequest, id: string, year: PlanYear, more?: string) => {
      const { language } = request
      const title = yearTitle(year, language)
      return draftCrumbs(
        request,
        id,
        { name: speak(words, language)('part title.plan'), href: compactPath(language, id, '/draft/plan') },
        more === undefined
          ? title
          : { name: title, href: compactPath(language, id, `/draft/lines/${year.key}`) },
        ...(more === undefined ? [] : [more]),
      )
    }

    async function sendLines(
      request: FastifyRequest,
      reply: FastifyReply,
      key: string,
      typed: Typed | null,
      errors: FieldError[] = [],
      overtaken = false,
    ) {
      const { id, view, draft, mayWrite } = await draftFor(request)
      const year = yearIn(draft, key)
      const { agreement } = draft
      const from = firstLine(request, typed, linesOf(agreement, key).length)
      const now = linesField.write(
        linesOf(agreement, key)
          .slice(from, from + LINES_AT_ONCE)
          .map(rowOf),
        'lines',
        formContext(request, agreement, {}),
      )
      const shown = typed ?? now
      if (overtaken) reply.code(409)
      else if (errors.length > 0) reply.code(422)
      const held = digestOf(linesOf(agreement, key))
      return send(
        reply,
        <LinesPage
          context={contextOf(request)}
          view={view}
          draft={draft}
          year={year}
          from={from}
          form={{
            at: `lines/${key}`,
            title: yearTitle(year, request.language),
            note: null,
            controls: linesField.controls('lines', formContext(request, agreement, shown)),
            typed: shown,
            errors,
            seen: typed === null || overtaken ? held : (typed.seen ?? held),
            overtaken: overtaken
              ? {
                  now,
                  controls: linesField.controls('lines', formContext(request, agreement, now)),
                  gone: false,
                }
              : null,
          }}
          crumbs={lineCrumbs(request, id, year)}
          mayWrite={mayWrite}
        />,
      )
    }

    /** The first line of those in the form, as it was sent or asked for. */
    const firstLine = (request: FastifyRequest, typed: Typed | null, lines: number): number => {
      const asked = Number(
        typed === null ? ((request.query as { from?: number }).from ?? 0) : (typed.from ?? 0),
      )
      return Number.isInteger(asked) && asked > 0 && asked < lines
        ? Math.floor(asked / LINES_AT_ONCE) * LINES_AT_ONCE
        : 0
    }

    /** The text in force, whose lines keep what was first signed; null for the first text. */
    const signedText = async (id: string, draft: Draft): Promise<Agreement | null> =>
      draft.amendment === 0 ? null : ((await agreementInForce(db, id))?.agreement ?? null)

    http.get(
      '/compacts/:id/draft/lines/:year',
      {
        config: reading,
        schema: {
          params: ByYear,
          querystring: Type.Object({ from: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })) }),
        },
      },
      async (request, reply) => sendLines(request, reply, request.params.year, null),
    )
    http.post(
      '/compacts/:id/draft/lines/:year',
      { config: writing, schema: { params: ByYear, body: Form } },
      async (request, reply) => {
        const { year } = request.params
        const typed = typedIn(request.body)
        const { id, draft } = await draftFor(request)
        yearIn(draft, year)
        if (typed.more !== undefined && typed.more !== '') return sendLines(request, reply, year, typed)
        const read = linesField.read('lines', formContext(request, draft.agreement, typed))
        if ('errors' in read) return sendLines(request, reply, year, typed, read.errors)
        const signed = await signedText(id, draft)
        const taken = await takenKeys(id, draft.agreement)
        try {
          const { location } = await saveThrough(
            request,
            typed.seen ?? '',
            'plan',
            (agreement) => linesOf(agreement, year),
            (agreement) => {
              // Lines that do not stand in the form stay where they are.
              const all = linesOf(agreement, year).map(rowOf)
              const from = firstLine(request, typed, all.length)
              const rows = [...all.slice(0, from), ...read.value, ...all.slice(from + LINES_AT_ONCE)]
              return withLines(agreement, year, rows, signed, taken)
            },
            '/draft/plan',
          )
          return go(reply, request, location ?? `/compacts/${id}/draft/plan`)
        } catch (error) {
          if (error instanceof Meanwhile || error instanceof PartOvertaken)
            return sendLines(request, reply, year, typed, [], true)
          throw error
        }
      },
    )
    http.post(
      '/compacts/:id/draft/lines/:year/paste',
      { config: writing, schema: { params: ByYear, body: Form } },
      async (request, reply) => {
        const { year: key } = request.params
        const typed = typedIn(request.body)
        const { id, view, draft } = await draftFor(request)
        const year = yearIn(draft, key)
        const say = speak(words, request.language)
        const text = typed.pasted ?? ''
        const form = formContext(request, draft.agreement, {})
        const pasted = readPasted(text, key, form)
        const seen = digestOf(linesOf(draft.agreement, key))
        // What is taken in is what was looked at: when a line changed since, it is looked at again.
        if (typed.take === 'yes' && typed.seen === seen) {
          const signed = await signedText(id, draft)
          const taken = await takenKeys(id, draft.agreement)
          try {
            const { location } = await saveThrough(
              request,
              seen,
              'plan',
              (agreement) => linesOf(agreement, key),
              (agreement) => withLines(agreement, key, pastedInto(agreement, key, pasted), signed, taken),
              `/draft/lines/${key}`,
            )
            return go(reply, request, location ?? `/compacts/${id}/draft/plan`)
          } catch (error) {
            if (!(error instanceof Meanwhile || error instanceof PartOvertaken)) throw error
          }
        }
        if (typed.take === 'yes') reply.code(409)
        return send(
          reply,
          <PastePage
            context={contextOf(request, `/compacts/${id}/draft/lines/${key}`)}
            view={view}
            draft={draft}
            year={year}
            pasted={pasted}
            text={text}
            seen={seen}
            crumbs={lineCrumbs(request, id, year, say('paste.preview title'))}
          />,
        )
      },
    )

    /* who takes part */

    async function sendParties(request: FastifyRequest, reply: FastifyReply, returned = nothingReturned) {
      const { id, view, subject } = await viewFor(request)
      if (returned.errors.length > 0) reply.code(422)
      const parties = await partiesOf(db, id)
      const mayManage = mayDo(request.person, 'manage a compact', subject)
      return send(
        reply,
        <TakingPartPage
          context={contextOf(request, `/compacts/${id}/parties`)}
          view={view}
          parties={parties}
          organisations={
            mayManage
              ? (await organisationOptions(request)).filter(
                  ({ value }) => !parties.some(({ organisation }) => organisation === value),
                )
              : []
          }
          mayManage={mayManage}
          crumbs={draftCrumbs(request, id, speak(words, request.language)('taking part.title'))}
          returned={returned}
        />,
      )
    }
    const managing = { may: 'manage a compact', on } as const

    http.get('/compacts/:id/parties', { config: reading, schema: { params: ById } }, async (request, reply) =>
      sendParties(request, reply),
    )
    http.post(
      '/compacts/:id/parties',
      { config: managing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const say = speak(words, request.language)
        const part = parts.find((each) => each === typed.part)
        const side = sides.find((each) => each === typed.side) ?? null
        const errors: FieldError[] = []
        if (!isUuid(typed.organisation)) errors.push({ field: 'organisation', message: say('fault.choose') })
        if (part === undefined) errors.push({ field: 'part', message: say('fault.choose') })
        if (errors.length > 0 || part === undefined)
          return sendParties(request, reply, { form, typed, errors })
        return acting(
          request,
          reply,
          (trx, change) =>
            admitParty(trx, change, { compact: id, organisation: typed.organisation ?? '', part, side }),
          '/parties',
          (error) =>
            sendParties(request, reply, {
              form,
              typed,
              errors: errorsAt(error, 'organisation', request.language),
            }),
        )
      },
    )
    http.post(
      '/compacts/:id/parties/end',
      { config: managing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const errors = reasonErrors(request, typed)
        if (!isUuid(typed.organisation))
          errors.unshift({ field: 'organisation', message: speak(words, request.language)('fault.choose') })
        if (errors.length > 0) return sendParties(request, reply, { form, typed, errors })
        return acting(
          request,
          reply,
          (trx, change) =>
            endParty(trx, change, {
              compact: id,
              organisation: typed.organisation ?? '',
              reason: typed.reason ?? '',
            }),
          '/parties',
          (error) =>
            sendParties(request, reply, {
              form,
              typed,
              errors: errorsAt(error, 'organisation', request.language),
            }),
        )
      },
    )

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
        return go(reply, request, location ?? `/compacts/${id}`)
      } catch (error) {
        return failed(error)
      }
    }

    /* comments */

    async function sendComments(
      request: FastifyRequest,
      reply: FastifyReply,
      { place, open }: { place: string | null; open: boolean },
      returned = nothingReturned,
    ) {
      const { id, view, subject } = await viewFor(request)
      if (returned.errors.length > 0) reply.code(422)
      const agreement = await presentText(db, id)
      const draft = await draftOf(db, id)
      const text = draft?.agreement ?? agreement
      const say = speak(words, request.language)
      const list = await commentsOf(db, id, { ...(place === null ? {} : { place }), open })
      const here =
        place !== null && text !== null && hasPlace(text, place)
          ? [{ value: place, name: placeName(place, text, request.language) }]
          : agreementParts.map((part) => ({ value: part, name: say(`part title.${part}`) }))
      return send(
        reply,
        <CommentsPage
          context={contextOf(request, `/compacts/${id}/comments`)}
          view={view}
          agreement={text}
          place={place}
          open={open}
          comments={await commentsFor(request, subject, list)}
          places={text === null ? [] : here}
          returned={returned}
        />,
      )
    }
    const commenting = { may: 'comment on a compact', on } as const

    http.get(
      '/compacts/:id/comments',
      {
        config: reading,
        schema: {
          params: ById,
          querystring: Type.Object({
            place: Type.Optional(Type.String({ maxLength: 300 })),
            open: Type.Optional(Type.String({ maxLength: 10 })),
          }),
        },
      },
      async (request, reply) =>
        sendComments(request, reply, {
          place: request.query.place || null,
          open: request.query.open === 'yes',
        }),
    )
    const saidFault = (request: FastifyRequest, text: string): FieldError[] => {
      const { length } = text.trim()
      return length < 3 || length > LONGEST_COMMENT
        ? [
            {
              field: 'text',
              message: speak(words, request.language)('fault.comment', { most: LONGEST_COMMENT }),
            },
          ]
        : []
    }
    http.post(
      '/compacts/:id/comments',
      { config: commenting, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const { place = '', text = '' } = typed
        const failed = (errors: FieldError[]) =>
          sendComments(request, reply, { place: place || null, open: false }, { form, typed, errors })
        const errors = saidFault(request, text)
        if (errors.length > 0) return failed(errors)
        return acting(
          request,
          reply,
          (trx, change) =>
            commentOn(trx, change, { compact: id, place, text, blocking: typed.blocking === 'yes' }),
          `${backIn(typed, id, `/compacts/${id}/comments`)}#comments`,
          (error) => failed(errorsAt(error, 'place', request.language)),
        )
      },
    )
    http.post(
      '/compacts/:id/comments/:comment/answer',
      { config: commenting, schema: { params: ByComment, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const { comment } = request.params
        if (!isUuid(comment)) throw new CompactFault('no comment')
        const failed = (errors: FieldError[]) =>
          sendComments(request, reply, { place: null, open: false }, { form, typed, errors })
        const errors = saidFault(request, typed.text ?? '')
        if (errors.length > 0) return failed(errors)
        return acting(
          request,
          reply,
          (trx, change) => answerComment(trx, change, { compact: id, comment, text: typed.text ?? '' }),
          `${backIn(typed, id, `/compacts/${id}/comments`)}#comment-${comment}`,
          (error) => failed(errorsAt(error, 'text', request.language)),
        )
      },
    )
    http.post(
      '/compacts/:id/comments/:comment/close',
      { config: commenting, schema: { params: ByComment, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const { comment } = request.params
        if (!isUuid(comment)) throw new CompactFault('no comment')
        const failed = (errors: FieldError[]) =>
          sendComments(request, reply, { place: null, open: false }, { form, typed, errors })
        const errors = saidFault(request, typed.settled ?? '').map((each) => ({ ...each, field: 'settled' }))
        if (errors.length > 0) return failed(errors)
        return acting(
          request,
          reply,
          (trx, change) => closeComment(trx, change, { compact: id, comment, settled: typed.settled ?? '' }),
          `${backIn(typed, id, `/compacts/${id}/comments`)}#comment-${comment}`,
          (error) => failed(errorsAt(error, 'settled', request.language)),
        )
      },
    )

    /* versions */

    const readingPublic = { may: 'read a compact', on } as const
    const readsDraft = (request: FastifyRequest, subject: CompactSubject) =>
      mayDo(request.person, 'read a draft', subject)

    /** Versions that took effect; for those who may read drafts, all that were ever frozen. */
    async function versionsFor(request: FastifyRequest, subject: CompactSubject) {
      const all = await versionsOf(db, subject.id)
      return readsDraft(request, subject) ? all : all.filter(({ takenEffect }) => takenEffect !== null)
    }

    http.get(
      '/compacts/:id/versions',
      { config: readingPublic, schema: { params: ById } },
      async (request, reply) => {
        const { id, view, subject } = await viewFor(request)
        return send(
          reply,
          <VersionsPage
            context={contextOf(request)}
            view={view}
            versions={await versionsFor(request, subject)}
            draft={readsDraft(request, subject) ? await draftOf(db, id) : null}
          />,
        )
      },
    )
    http.get(
      '/compacts/:id/versions/:number',
      { config: readingPublic, schema: { params: ByVersion } },
      async (request, reply) => {
        const { id, view, subject } = await viewFor(request)
        const { number } = request.params
        if (!(await versionsFor(request, subject)).some((each) => each.number === number))
          throw new CompactFault('no version', { version: number })
        const signatures = await signaturesOf(db, id, number)
        const names = await namesOf(
          db,
          signatures.map(({ person }) => person),
        )
        return send(
          reply,
          <VersionPage
            context={contextOf(request)}
            view={view}
            version={await versionOf(db, id, number)}
            signatures={signatures.map((signature) => ({
              signature,
              name: names.get(signature.person) ?? null,
            }))}
          />,
        )
      },
    )
    http.get(
      '/compacts/:id/compare',
      {
        config: readingPublic,
        schema: {
          params: ById,
          querystring: Type.Object({
            from: Type.Optional(Type.String({ maxLength: 10 })),
            to: Type.Optional(Type.String({ maxLength: 10 })),
          }),
        },
      },
      async (request, reply) => {
        const { id, view, subject } = await viewFor(request)
        const say = speak(words, request.language)
        const versions = await versionsFor(request, subject)
        const draft = readsDraft(request, subject) ? await draftOf(db, id) : null
        const options = [
          ...versions.map(({ number }) => ({
            value: String(number),
            name: say('version.number', { number }),
          })),
          ...(draft?.state === 'open' ? [{ value: 'draft', name: say('tabs.draft') }] : []),
        ]
        const chosen = {
          from: request.query.from ?? options.at(-2)?.value ?? '',
          to: request.query.to ?? options.at(-1)?.value ?? '',
        }
        const textOf = async (which: string) => {
          const option = options.find(({ value }) => value === which)
          if (option === undefined) throw new CompactFault('no version', { version: which })
          const agreement =
            which === 'draft' && draft !== null
              ? draft.agreement
              : (await versionOf(db, id, Number(which))).agreement
          return { name: option.name, agreement }
        }
        const [from, to] = [await textOf(chosen.from), await textOf(chosen.to)]
        return send(
          reply,
          <ComparePage
            context={contextOf(request)}
            view={view}
            from={from}
            to={to}
            changes={compareAgreements(from.agreement, to.agreement)}
            options={options}
            chosen={chosen}
          />,
        )
      },
    )

    http.get(
      '/compacts/:id/agreement.pdf',
      {
        config: readingPublic,
        schema: {
          params: ById,
          querystring: Type.Object({
            version: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
          }),
        },
      },
      async (request, reply) => {
        const subject = await subjectOf(request)
        const { id } = subject
        const versions = await versionsFor(request, subject)
        const inForce = (await findCompact(db, id)).inForceVersion
        const number = request.query.version ?? inForce ?? versions.at(-1)?.number
        if (number === undefined || !versions.some((each) => each.number === number))
          throw new CompactFault('no version', { version: number ?? 1 })
        const signatures = await signaturesOf(db, id, number)
        const names = await namesOf(
          db,
          signatures.map(({ person }) => person),
        )
        const version = await versionOf(db, id, number)
        const { pdf } = await pdfOf(
          printed(
            version,
            signatures.map((signature) => ({ signature, name: names.get(signature.person) ?? null })),
            request.language,
          ),
          {
            language: request.language,
            instead: compactPath(request.language, id, `/versions/${number}`),
          },
        )
        return reply
          .type('application/pdf')
          .header(
            'content-disposition',
            `inline; filename="compact-${subject.country}-version-${number}-${version.hash.slice(0, 12)}.pdf"`,
          )
          .send(pdf)
      },
    )

    /* signing */

    async function sendSigning(request: FastifyRequest, reply: FastifyReply, returned = nothingReturned) {
      const { id, view, subject } = await viewFor(request)
      if (returned.errors.length > 0) reply.code(409)
      const draft = await draftOf(db, id)
      const frozen = await frozenVersionOf(db, id)
      const who = await signingOf(db, id)
      const names = await namesOf(
        db,
        who.flatMap(({ signature }) => signature?.person ?? []),
      )
      const organisations = await organisationNames(who.map(({ organisation }) => organisation))
      const mine = mayDo(request.person, 'sign a compact', subject)
        ? actsFor(request.person, 'sign a compact', subject)
        : []
      const signing: Signing[] = who.map(({ party, organisation, signature }) => ({
        party,
        organisation,
        organisationName: organisations.get(organisation) ?? '–',
        signature,
        by: signature === null ? null : (names.get(signature.person) ?? null),
        mine: signature === null && mine.includes(organisation),
      }))
      const gapsAt = (step: Step) => gapsOf(db, wiring, { compact: id, step, today: today(house) })
      return send(
        reply,
        <SigningPage
          context={contextOf(request, `/compacts/${id}/signing`)}
          view={view}
          draft={draft}
          frozen={frozen}
          signing={signing}
          freezing={draft?.state === 'open' ? await gapsAt('frozen') : null}
          signingGaps={
            frozen === null ? [] : (await gapsAt('signed')).filter(({ code }) => code !== 'signature-missing')
          }
          may={{ manage: mayDo(request.person, 'manage a compact', subject) }}
          returned={returned}
        />,
      )
    }

    /** What stands in the way of a step, at a field; gaps one by one, in the reader’s words. */
    async function stepErrors(request: FastifyRequest, error: unknown, field: string): Promise<FieldError[]> {
      if (!(error instanceof GapsRemain)) return errorsAt(error, field, request.language)
      const text = await presentText(db, idIn(request.params))
      const draft = await draftOf(db, idIn(request.params))
      return error.gaps.map((gap) => ({
        field,
        message: `${placeName(gap.place, draft?.agreement ?? text, request.language)}: ${sayGap(gap, draft?.agreement ?? text, request.language)}`,
      }))
    }

    http.get('/compacts/:id/signing', { config: reading, schema: { params: ById } }, async (request, reply) =>
      sendSigning(request, reply),
    )
    http.post(
      '/compacts/:id/signing/freeze',
      { config: managing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        return acting(
          request,
          reply,
          (trx, change) =>
            freezeDraft(trx, change, wiring, { compact: id, revision: Number(typed.revision ?? Number.NaN) }),
          '/signing',
          async (error) =>
            sendSigning(request, reply, {
              form,
              typed,
              errors: await stepErrors(request, error, 'revision'),
            }),
        )
      },
    )
    http.post(
      '/compacts/:id/signing/reopen',
      { config: managing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const errors = reasonErrors(request, typed)
        if (errors.length > 0) return sendSigning(request, reply, { form, typed, errors })
        return acting(
          request,
          reply,
          (trx, change) => reopenDraft(trx, change, { compact: id, reason: typed.reason ?? '' }),
          '/draft',
          async (error) =>
            sendSigning(request, reply, { form, typed, errors: await stepErrors(request, error, 'reason') }),
        )
      },
    )
    http.post(
      '/compacts/:id/signing',
      { config: { may: 'sign a compact', on }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const capacity = (typed.capacity ?? '').replace(/\s+/g, ' ').trim()
        if (capacity.length > 200)
          return sendSigning(request, reply, {
            form,
            typed,
            errors: [
              { field: 'capacity', message: speak(words, request.language)('signing.capacity fault') },
            ],
          })
        return acting(
          request,
          reply,
          (trx, change) =>
            signVersion(trx, change, wiring, {
              compact: id,
              party: typed.party ?? '',
              hash: typed.hash ?? '',
              capacity: capacity === '' ? null : capacity,
            }),
          '/signing',
          async (error) =>
            sendSigning(request, reply, {
              form,
              typed,
              errors: await stepErrors(request, error, 'capacity'),
            }),
        )
      },
    )

    /* its life */

    async function sendSteps(
      request: FastifyRequest,
      reply: FastifyReply,
      returned: Returned = nothingReturned,
    ) {
      const { id, view, subject, compact } = await viewFor(request)
      if (returned.errors.length > 0) reply.code(409)
      const drafts = readsDraft(request, subject)
      const draft = drafts ? await draftOf(db, id) : null
      const inForce = await agreementInForce(db, id)
      const frozen = drafts ? await frozenVersionOf(db, id) : null
      const gapsAt = (step: Step) => gapsOf(db, wiring, { compact: id, step, today: today(house) })
      const manages = mayDo(request.person, 'manage a compact', subject)
      const record = await stepsOf(db, id)
      const suspensions = await suspensionsOf(db, id)
      const lessons = await lessonsOf(db, id)
      const next: {
        passage: ReturnType<typeof nextStates>[number]
        gaps: Awaited<ReturnType<typeof gapsAt>>
      }[] = []
      if (drafts)
        for (const passage of nextStates(compact.state))
          if (passage.way === 'step')
            next.push({
              passage,
              gaps: passage.to === 'concept' ? [] : await gapsAt(passage.to as Step),
            })
      const step: Step = inForce === null ? 'in force' : 'takes effect'
      const binding = bindingStates.includes(compact.state)
      return send(
        reply,
        <StepsPage
          context={contextOf(request, `/compacts/${id}/steps`)}
          view={view}
          agreement={inForce?.agreement ?? draft?.agreement ?? null}
          draft={draft}
          record={record}
          next={next}
          entry={
            frozen === null || isOver(compact.state)
              ? null
              : {
                  step,
                  gaps: [
                    ...(await gapsAt('takes effect')),
                    ...(step === 'in force' ? await gapsAt(step) : []),
                  ],
                }
          }
          amendments={drafts ? await amendmentsOf(db, id) : []}
          suspensions={suspensions}
          lessons={lessons}
          people={
            await namesOf(db, [
              ...new Set([...record, ...suspensions, ...lessons].flatMap(({ by }) => by ?? [])),
            ])
          }
          may={{
            manage: manages,
            amend: manages && binding,
            suspend: manages && (binding || suspensions.some(({ ended }) => ended === null)),
            learn: manages && inForce !== null && compact.state !== 'closed',
            publish: manages,
          }}
          returned={returned}
          today={today(house)}
        />,
      )
    }

    http.get(
      '/compacts/:id/steps',
      { config: readingPublic, schema: { params: ById } },
      async (request, reply) => sendSteps(request, reply),
    )

    /** A small form of the page of steps: what it does, and whether it needs a reason. */
    const onSteps = (
      at: string,
      needsReason: boolean,
      field: string,
      act: (trx: Trx, change: Change, id: string, typed: Typed) => Promise<unknown>,
      check: (request: FastifyRequest, typed: Typed) => FieldError[] = () => [],
      after = '/steps',
    ) =>
      http.post(
        `/compacts/:id/steps${at}`,
        { config: managing, schema: { params: ById, body: Form } },
        async (request, reply) => {
          const { form, typed } = typedOf(request.body)
          const id = idIn(request.params)
          const errors = [...check(request, typed), ...(needsReason ? reasonErrors(request, typed) : [])]
          if (errors.length > 0) return sendSteps(request, reply, { form, typed, errors })
          return acting(
            request,
            reply,
            (trx, change) => act(trx, change, id, typed),
            after,
            async (error) =>
              sendSteps(request, reply, { form, typed, errors: await stepErrors(request, error, field) }),
          )
        },
      )
    const reasonOf = (typed: Typed) => (typed.reason ?? '').trim()

    onSteps('', false, 'reason', (trx, change, id, typed) =>
      takeStep(trx, change, wiring, {
        compact: id,
        // What is no state is refused by the table of steps.
        to: (typed.to ?? '') as CompactState,
        reason: reasonOf(typed) || null,
      }),
    )
    onSteps('/effect', false, 'on', (trx, change, id, typed) =>
      takeEffect(trx, change, wiring, { compact: id, on: (typed.on ?? '').trim() }),
    )
    onSteps(
      '/amend',
      true,
      'reason',
      (trx, change, id, typed) => openAmendment(trx, change, { compact: id, reason: reasonOf(typed) }),
      undefined,
      '/draft',
    )
    onSteps('/withdraw', true, 'reason', (trx, change, id, typed) =>
      withdrawAmendment(trx, change, { compact: id, reason: reasonOf(typed) }),
    )
    onSteps(
      '/suspend',
      true,
      'reason',
      (trx, change, id, typed) => {
        const elements = (typed.elements ?? '').split(/\s+/).filter(Boolean)
        return suspend(trx, change, {
          compact: id,
          elements: elements.length === 0 ? 'all' : elements,
          ground: grounds.find((each) => each === typed.ground) ?? 'other',
          reason: reasonOf(typed),
          conditions: linesIn(typed.conditions),
        })
      },
      (request, typed) => {
        const say = speak(words, request.language)
        return [
          ...(grounds.some((each) => each === typed.ground)
            ? []
            : [{ field: 'ground', message: say('fault.choose') }]),
          ...(linesIn(typed.conditions).length === 0 ||
          linesIn(typed.conditions).some((each) => each.length < 3 || each.length > 1000)
            ? [{ field: 'conditions', message: say('fault.reason') }]
            : []),
        ]
      },
    )
    onSteps('/correct', true, 'reason', (trx, change, id, typed) =>
      correctCondition(trx, change, {
        compact: id,
        suspension: typed.suspension ?? '',
        condition: typed.condition ?? '',
        evidence: reasonOf(typed),
      }),
    )
    onSteps('/reinstate', true, 'reason', (trx, change, id, typed) =>
      reinstate(trx, change, wiring, {
        compact: id,
        suspension: typed.suspension ?? '',
        reason: reasonOf(typed),
      }),
    )
    onSteps(
      '/lessons',
      false,
      'about',
      async (trx, change, id, typed) => {
        const languages = (await presentText(trx, id))?.languages ?? []
        return recordLesson(trx, change, {
          compact: id,
          about: typed.about || null,
          text: Object.fromEntries(
            languages.flatMap((tag) => {
              const text = (typed[`text.${tag}`] ?? '').trim()
              return text === '' ? [] : [[tag, text]]
            }),
          ),
        })
      },
      (request, typed) =>
        Object.entries(typed).some(([name, text]) => name.startsWith('text.') && text.trim().length >= 3)
          ? []
          : [{ field: 'about', message: speak(words, request.language)('fault.needed') }],
    )
    onSteps('/publish', false, 'form', (trx, change, id) => makePublic(trx, change, { compact: id }))
  }

const linesIn = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')
