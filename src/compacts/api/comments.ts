import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { OnceHeaders, sendAnswer } from '../../house/once.ts'
import { answerComment, closeComment, commentOn, commentsOf } from '../comments.ts'
import { changeCompact } from '../desk.ts'
import type { ApiDoor } from './door.ts'
import { ByComment, ById, CommentAnswer, ListOf, Made, Said, strict } from './shapes.ts'

/** What is said about the draft. */
export const commentApi =
  (door: ApiDoor): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, on } = door

    http.get(
      '/api/v1/compacts/:id/comments',
      {
        config: { may: 'read a draft', on },
        schema: {
          summary: 'What was said about the draft, with the answers',
          params: ById,
          querystring: Type.Object({
            place: Type.Optional(
              Type.String({ maxLength: 300, description: 'A path, with all that stands below it' }),
            ),
            open: Type.Optional(Type.Boolean()),
          }),
          response: { 200: ListOf('comments', CommentAnswer) },
        },
      },
      async ({ params, query }) => ({ comments: await commentsOf(db, params.id, query) }),
    )

    http.post(
      '/api/v1/compacts/:id/comments',
      {
        config: { may: 'comment on a compact', on },
        schema: {
          summary: 'Comments on one place of the text; a blocking one keeps it from being signed',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            {
              place: Type.String({ maxLength: 300, description: 'Such as objectives/lake-fishing/text' }),
              text: Said,
              blocking: Type.Optional(
                Type.Boolean({
                  description:
                    'Keeps the text from being signed, from a government, a party that signs or a survivors’ group; from others it counts as false',
                }),
              ),
            },
            strict,
          ),
          response: { 201: Type.Object({ ...Made.properties, blocking: Type.Boolean() }) },
        },
      },
      async (request, reply) => {
        const { params, body } = request
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          body: await commentOn(trx, change, {
            compact: params.id,
            place: body.place,
            text: body.text,
            blocking: body.blocking ?? false,
          }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/comments/:comment/answers',
      {
        config: { may: 'comment on a compact', on },
        schema: {
          summary: 'Answers a comment',
          headers: OnceHeaders,
          params: ByComment,
          body: Type.Object({ text: Said }, strict),
          response: { 201: Made },
        },
      },
      async (request, reply) => {
        const { id: compact, comment } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          body: await answerComment(trx, change, { compact, comment, text: request.body.text }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/comments/:comment/close',
      {
        config: { may: 'comment on a compact', on },
        schema: {
          summary: 'Closes a comment; one that blocks is closed by the organisation that wrote it',
          headers: OnceHeaders,
          params: ByComment,
          body: Type.Object({ settled: Said }, strict),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id: compact, comment } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => {
          await closeComment(trx, change, { compact, comment, settled: request.body.settled })
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )
  }
