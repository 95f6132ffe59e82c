import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { type TObject, Type } from 'typebox'
import type { Change, Trx } from '../compacts/change.ts'
import { changeCompact, compactOn, idIn } from '../compacts/desk.ts'
import { hasPlace } from '../compacts/elements.ts'
import { CompactFault } from '../compacts/faults.ts'
import { type CompactView, titleOf } from '../compacts/pages/frame.tsx'
import { tabsFor } from '../compacts/pages/sent.ts'
import { standingOf } from '../compacts/standing.ts'
import { compactSubject, draftOf, findCompact, presentText } from '../compacts/store.ts'
import { Unusable } from '../house/errors.ts'
import { field } from '../house/form-fields.ts'
import { type House, today } from '../house/house.ts'
import { OnceHeaders, sendAnswer } from '../house/once.ts'
import { seeOther } from '../house/see-other.ts'
import type { Action } from '../people/policy/actions.ts'
import { allow, standsFor } from '../people/policy/policy.ts'
import type { FieldError } from '../ui/form.tsx'
import { speak } from '../ui/language.ts'
import { renderPage } from '../ui/page.tsx'
import type { PageContext } from '../ui/page-context.ts'
import { SurvivorFault } from './faults.ts'
import { type Read, readAnswer, readObjection, readReview } from './forms.ts'
import { AnswerPage, HoldPage, ObjectPage } from './pages/form-pages.tsx'
import { ReviewPage } from './pages/review-page.tsx'
import { outcomes, speakers, ways } from './schema.ts'
import {
  answerObjection,
  holdReview,
  object,
  objectionsTo,
  openReview,
  reviewsOf,
  withdrawObjection,
} from './store.ts'
import { words } from './words.ts'

type Assets = { css: string[]; js: string[] }

const strict = { additionalProperties: false } as const
const Id = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const ById = Type.Object({ id: Id })
const ByObjection = Type.Object({ id: Id, objection: Id })
const Form = Type.Record(Type.String(), Type.Unknown())

const Group = Type.Object({ id: Type.String(), name: Type.String() })
const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })
const ReviewAnswer = Type.Object({
  reviews: Type.Array(
    Type.Object({
      id: Type.String(),
      amendment: Type.Integer(),
      revision: Type.Integer({ description: 'Revision of the draft that was read' }),
      hash: Type.String({ description: 'SHA-256 of the text that was read, as canonical JSON' }),
      organisation: Group,
      heldOn: Type.String(),
      how: Type.Enum([...ways]),
      by: orNull('A name chosen for this; null for the group alone'),
      at: Type.String(),
    }),
  ),
  objections: Type.Array(
    Type.Object({
      id: Type.String(),
      amendment: Type.Integer(),
      revision: Type.Integer(),
      place: Type.String({ description: 'Path in the document' }),
      text: Type.String(),
      instead: orNull('What should stand there instead'),
      public: Type.Boolean(),
      organisation: Group,
      by: orNull('A name chosen for this; null for the group alone'),
      at: Type.String(),
      withdrawn: orNull('When it was withdrawn'),
      answers: Type.Array(
        Type.Object({
          id: Type.String(),
          outcome: Type.Enum([...outcomes]),
          text: Type.String(),
          organisation: Group,
          at: Type.String(),
        }),
      ),
    }),
  ),
  open: Type.Array(
    Type.Object({
      code: Type.String(),
      values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    }),
    { description: 'What keeps the text from being signed; empty when nothing does' },
  ),
})
const As = {
  as: Type.Enum([...speakers], { description: 'The group alone, an alias, or the name of the account' }),
  alias: Type.Optional(Type.String({ maxLength: 200 })),
}
const NewObjection = Type.Object(
  {
    place: Type.String({
      maxLength: 200,
      description: 'Path in the document, such as objectives/lake-fishing',
    }),
    text: Type.String({ description: 'About the clause; nothing about individual persons' }),
    instead: Type.Optional(Type.String()),
    public: Type.Boolean(),
    ...As,
  },
  strict,
)
const NewReview = Type.Object(
  {
    base: Type.Integer({ minimum: 0, description: 'Revision of the draft that was read' }),
    heldOn: Type.String({ description: 'YYYY-MM-DD' }),
    how: Type.Enum([...ways]),
    ...As,
  },
  strict,
)
const NewAnswer = Type.Object({ outcome: Type.Enum([...outcomes]), text: Type.String() }, strict)
const Made = { 201: Type.Object({ id: Type.String() }) }

const idOf = (request: FastifyRequest) => idIn(request.params)

/** The review of a compact by survivors’ advisers: what they read, object to and are answered, as pages and as JSON. */
export const survivorRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house

    // Faults of this room are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof SurvivorFault || error instanceof CompactFault
        ? error.in(request.language)
        : error
    })

    const onCompact = compactOn(house)
    // What is sent is read by `forms.ts`, which gives back what was typed.
    const to = (may: Action) => ({ may, on: onCompact, looksAtCharacters: true }) as const
    const sayTo = (request: FastifyRequest) => speak(words, request.language)

    const contextOf = (request: FastifyRequest): PageContext => ({
      language: request.language,
      path: request.url,
      assets,
      sources: [],
    })
    const send = (reply: FastifyReply, page: ReactElement, errors: readonly FieldError[] = []) =>
      reply.code(errors.length > 0 ? 422 : 200).html(renderPage(page))
    const goBack = (request: FastifyRequest, reply: FastifyReply, anchor = '') =>
      seeOther(reply, request, `/compacts/${idOf(request)}/review${anchor}`)

    const viewOf = async (request: FastifyRequest): Promise<CompactView> => {
      const id = idOf(request)
      const [compact, text, subject] = await Promise.all([
        findCompact(db, id),
        presentText(db, id),
        compactSubject(db, id),
      ])
      return {
        compact,
        title: titleOf(text, request.language),
        standing: await standingOf(db, compact, text, request.language),
        tabs: tabsFor(request.person, subject),
      }
    }
    const draftFor = async (request: FastifyRequest) => {
      const draft = await draftOf(db, idOf(request))
      if (draft === null) throw new CompactFault('no draft')
      return draft
    }

    /** One change, once for its key; the policy is asked again when the compact is held. */
    const change = (request: FastifyRequest, work: (trx: Trx, by: Change) => Promise<string | null>) =>
      changeCompact(house, request, async (trx, by) => {
        const id = await work(trx, by)
        return { status: 201, body: id === null ? null : { id } }
      })

    http.get(
      '/compacts/:id/review',
      { config: to('read a draft'), schema: { params: ById } },
      async (request, reply) => {
        const { id } = request.params
        const [view, draft, subject] = await Promise.all([
          viewOf(request),
          draftOf(db, id),
          compactSubject(db, id),
        ])
        const may = (action: Action) => allow(request.person, action, subject).allowed
        return send(
          reply,
          <ReviewPage
            context={contextOf(request)}
            view={{
              ...view,
              draft,
              reviews: await reviewsOf(db, id),
              objections: await objectionsTo(db, id),
              gaps: draft === null ? [] : await openReview(db, id, draft.agreement),
              may: { review: may('review a compact'), answer: may('answer objections') },
              groups: standsFor(request.person, 'survivor adviser', subject),
            }}
          />,
        )
      },
    )

    /* objecting */

    const objectPage = async (
      request: FastifyRequest,
      reply: FastifyReply,
      place: string,
      sent: unknown = {},
      errors: FieldError[] = [],
    ) => {
      const { agreement } = await draftFor(request)
      if (!hasPlace(agreement, place)) throw new CompactFault('no element', { place: place.slice(0, 200) })
      const view = await viewOf(request)
      return send(
        reply,
        <ObjectPage
          context={contextOf(request)}
          view={view}
          sent={sent}
          errors={errors}
          agreement={agreement}
          place={place}
        />,
        errors,
      )
    }

    http.get(
      '/compacts/:id/review/object',
      {
        config: to('review a compact'),
        schema: { params: ById, querystring: Type.Object({ place: Type.Optional(Type.String()) }) },
      },
      (request, reply) => objectPage(request, reply, request.query.place ?? ''),
    )

    http.post(
      '/compacts/:id/review/object',
      { config: to('review a compact'), schema: { params: ById, body: Form } },
      async (request, reply) => {
        const read = readObjection(request.body, sayTo(request))
        const place = field(request.body, 'place')
        if ('errors' in read) return objectPage(request, reply, place, request.body, read.errors)
        const { body } = await change(request, (trx, by) =>
          object(trx, by, { compact: request.params.id, ...read.value }),
        )
        return goBack(request, reply, anchorOf(body))
      },
    )

    http.post(
      '/compacts/:id/review/objections/:objection/withdraw',
      { config: to('review a compact'), schema: { params: ByObjection, body: Form } },
      async (request, reply) => {
        const { id, objection } = request.params
        await change(request, (trx, by) => withdrawObjection(trx, by, id, objection).then(() => null))
        return goBack(request, reply, `#${objection}`)
      },
    )

    /* holding the review */

    const holdPage = async (
      request: FastifyRequest,
      reply: FastifyReply,
      sent: unknown = {},
      errors: FieldError[] = [],
    ) => {
      const { revision } = await draftFor(request)
      const view = await viewOf(request)
      // The text that was shown first stays the one that was read: correcting a date is not reading anew.
      const base = /^\d{1,9}$/.test(field(sent, 'base')) ? Number(field(sent, 'base')) : revision
      return send(
        reply,
        <HoldPage context={contextOf(request)} view={view} sent={sent} errors={errors} revision={base} />,
        errors,
      )
    }

    http.get(
      '/compacts/:id/review/hold',
      { config: to('review a compact'), schema: { params: ById } },
      (request, reply) => holdPage(request, reply),
    )

    http.post(
      '/compacts/:id/review/hold',
      { config: to('review a compact'), schema: { params: ById, body: Form } },
      async (request, reply) => {
        const read = readReview(request.body, today(house), sayTo(request))
        if ('errors' in read) return holdPage(request, reply, request.body, read.errors)
        await change(request, (trx, by) => holdReview(trx, by, { compact: request.params.id, ...read.value }))
        return goBack(request, reply)
      },
    )

    /* answering */

    const answerPage = async (
      request: FastifyRequest,
      reply: FastifyReply,
      id: string,
      sent: unknown = {},
      errors: FieldError[] = [],
    ) => {
      const compact = idOf(request)
      const objection = (await objectionsTo(db, compact)).find((each) => each.id === id)
      if (objection === undefined) throw new SurvivorFault('no objection')
      const view = await viewOf(request)
      return send(
        reply,
        <AnswerPage
          context={contextOf(request)}
          view={view}
          sent={sent}
          errors={errors}
          objection={objection}
          agreement={(await draftOf(db, compact))?.agreement ?? null}
        />,
        errors,
      )
    }

    http.get(
      '/compacts/:id/review/objections/:objection/answer',
      { config: to('answer objections'), schema: { params: ByObjection } },
      (request, reply) => answerPage(request, reply, request.params.objection),
    )

    http.post(
      '/compacts/:id/review/objections/:objection/answer',
      { config: to('answer objections'), schema: { params: ByObjection, body: Form } },
      async (request, reply) => {
        const { id, objection } = request.params
        const read = readAnswer(request.body, sayTo(request))
        if ('errors' in read) return answerPage(request, reply, objection, request.body, read.errors)
        try {
          await change(request, (trx, by) =>
            answerObjection(trx, by, { compact: id, objection, ...read.value }),
          )
        } catch (error) {
          if (!(error instanceof SurvivorFault) || error.fault !== 'text stands still') throw error
          const message = sayTo(request)('fault.text stands still.message')
          return answerPage(request, reply, objection, request.body, [{ field: 'outcome', message }])
        }
        return goBack(request, reply, `#${objection}`)
      },
    )

    /* for machines */

    http.get(
      '/api/v1/compacts/:id/review',
      {
        config: to('read a draft'),
        schema: {
          summary: 'Reviews of survivors’ advisers, objections with answers, and what is still open',
          params: ById,
          response: { 200: ReviewAnswer },
        },
      },
      async ({ params: { id } }) => {
        const draft = await draftOf(db, id)
        const open = draft === null ? [] : await openReview(db, id, draft.agreement)
        return {
          reviews: await reviewsOf(db, id),
          objections: await objectionsTo(db, id),
          open: open.map(({ code, values }) => ({ code, values })),
        }
      },
    )

    const writing = <Body extends TObject>(may: Action, summary: string, body: Body) => ({
      config: to(may),
      schema: { summary, params: ById, headers: OnceHeaders, body, response: Made },
    })

    http.post(
      '/api/v1/compacts/:id/review/objections',
      writing('review a compact', 'Object to a clause for a survivors’ group', NewObjection),
      async (request, reply) => {
        const sent = { ...request.body, public: request.body.public ? 'yes' : 'no' }
        const values = usable(readObjection(sent, speak(words, 'en')))
        const answer = await change(request, (trx, by) =>
          object(trx, by, { compact: request.params.id, ...values }),
        )
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/review/held',
      writing('review a compact', 'Record that a survivors’ group reviewed the draft', NewReview),
      async (request, reply) => {
        const sent = { ...request.body, base: String(request.body.base) }
        const values = usable(readReview(sent, today(house), speak(words, 'en')))
        const answer = await change(request, (trx, by) =>
          holdReview(trx, by, { compact: request.params.id, ...values }),
        )
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/review/objections/:objection/answers',
      {
        config: to('answer objections'),
        schema: {
          summary: 'Answer an objection for a government',
          params: ByObjection,
          headers: OnceHeaders,
          body: NewAnswer,
          response: Made,
        },
      },
      async (request, reply) => {
        const { id, objection } = request.params
        const values = usable(readAnswer(request.body, speak(words, 'en')))
        const answer = await change(request, (trx, by) =>
          answerObjection(trx, by, { compact: id, objection, ...values }),
        )
        return sendAnswer(reply, answer)
      },
    )
  }

function anchorOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'id' in body ? `#${body.id}` : ''
}

function usable<Value>(read: Read<Value>): Value {
  if ('value' in read) return read.value
  throw new Unusable(
    'What was sent cannot be used as it is',
    read.errors.map(({ field: place, message }) => ({ place, message })),
  )
}
