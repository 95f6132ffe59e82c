import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactNode } from 'react'
import { today } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import type { FieldError, Option } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import type { Agreement, agreementParts } from '../agreement.ts'
import { commentsOf } from '../comments.ts'
import { idIn } from '../desk.ts'
import { hasPlace } from '../elements.ts'
import { gapsOf } from '../facts.ts'
import { CompactFault, PartOvertaken } from '../faults.ts'
import { called } from '../forms/elements.ts'
import type { Control, FormContext, Typed } from '../forms/field.ts'
import { conditionForms, type ElementForm, elementForms, partForms, planForms } from '../forms/parts.ts'
import { nothingReturned } from '../pages/action-form.tsx'
import { CommentsSection } from '../pages/comments.tsx'
import { compactPath } from '../pages/frame.tsx'
import { ListPage } from '../pages/list-page.tsx'
import { type FormView, PartPage } from '../pages/part-page.tsx'
import { digestOf, typedIn } from '../pages/sent.ts'
import { type Draft, draftOf } from '../store.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { formContext, keepers, Meanwhile } from './saving.ts'
import { ByCondition, ByElement, ByPlace, ByTranche, Form } from './shapes.ts'

/** The draft to be written, part by part and element by element. */
export const formRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const {
      house,
      db,
      wiring,
      contextOf,
      send,
      draftFor,
      draftCrumbs,
      commentsFor,
      partyOptions,
      reading,
      writing,
    } = door
    const { takenKeys, saveThrough } = keepers(door)
    http.addHook('preHandler', door.leadToLastText)

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
        return seeOther(reply, request, location ?? `/compacts/${id}/draft`)
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
          gaps={await gapsOf(db, wiring, { compact: id, step: 'frozen', today: today(house) })}
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
          `/draft/${list.at}${act === 'move' ? '?order#order' : ''}`,
        )
        return seeOther(reply, request, location ?? `/compacts/${id}/draft`)
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
  }
