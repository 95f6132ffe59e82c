import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isUuid } from '../../house/form-fields.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { agreementParts } from '../agreement.ts'
import { answerComment, closeComment, commentOn, commentsOf, LONGEST_COMMENT } from '../comments.ts'
import { idIn } from '../desk.ts'
import { hasPlace } from '../elements.ts'
import { CompactFault } from '../faults.ts'
import { nothingReturned } from '../pages/action-form.tsx'
import { CommentsPage } from '../pages/comments.tsx'
import { placeName } from '../pages/places.ts'
import { backIn, errorsAt, typedOf } from '../pages/sent.ts'
import { draftOf, presentText } from '../store.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ByComment, ById, Form } from './shapes.ts'

/** What is said about the text, place by place. */
export const commentRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, contextOf, send, viewFor, commentsFor, acting, reading, commenting } = door

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
  }
