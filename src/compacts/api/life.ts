import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { OnceHeaders, sendAnswer } from '../../house/once.ts'
import { Text } from '../agreement.ts'
import { dropClosing } from '../closing.ts'
import { changeCompact } from '../desk.ts'
import {
  bringCorrection,
  confirmCorrection,
  lessonsOf,
  makePublic,
  recordLesson,
  reinstate,
  suspend,
  suspensionsOf,
  takeEffect,
  takeStep,
} from '../life.ts'
import { endPart, partEndsOf } from '../part-ends.ts'
import { amendmentsOf, openAmendment, withdrawAmendment } from '../signing.ts'
import { findCompact, stepsOf } from '../store.ts'
import { endingParts, grounds } from '../tables.ts'
import type { ApiDoor } from './door.ts'
import {
  ByCondition,
  ById,
  BySuspension,
  CompactAnswer,
  Day,
  LessonAnswer,
  ListOf,
  Made,
  Moment,
  orNull,
  PartEndAnswer,
  Reason,
  State,
  StepAnswer,
  SuspensionAnswer,
  strict,
  WithReason,
} from './shapes.ts'

/** Steps, entry into force, amendments, suspensions, lessons. */
export const lifeApi =
  (door: ApiDoor): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, wiring, db, on } = door

    http.get(
      '/api/v1/compacts/:id/steps',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'Every step the compact took, oldest first',
          params: ById,
          response: { 200: ListOf('steps', StepAnswer) },
        },
      },
      async ({ params }) => ({ steps: await stepsOf(db, params.id) }),
    )

    http.post(
      '/api/v1/compacts/:id/steps',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Takes the compact to another state; 409 names everything that is lacking',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            {
              to: State,
              reason: Type.Optional(Reason),
              on: Type.Optional(
                Type.Unsafe<string>({
                  ...Day,
                  description:
                    'YYYY-MM-DD. Of entry into force: the day. Of closing: the last day of the compact',
                }),
              ),
            },
            strict,
          ),
          response: { 200: CompactAnswer },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const { to, reason = null, on: day } = request.body
        const answer = await changeCompact(house, request, async (trx, change) => {
          // Entry into force is a step to those who take it, and has a day.
          if (to === 'in force' && day !== undefined)
            await takeEffect(trx, change, wiring, { compact, on: day })
          else await takeStep(trx, change, wiring, { compact, to, reason, lastDay: day ?? null })
          return { status: 200, body: await findCompact(trx, compact) }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/closing/drop',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Takes back an early closing that was asked for, or says no to it',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object({ reason: Reason }, strict),
          response: { 200: CompactAnswer },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => {
          await dropClosing(trx, change, { compact, reason: request.body.reason })
          return { status: 200, body: await findCompact(trx, compact) }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/effect',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary:
            'Brings the signed text into effect on a day: the first into force, an amendment in its place',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object({ on: Day }, strict),
          response: { 200: Type.Object({ version: Type.Integer(), state: State }) },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 200,
          body: await takeEffect(trx, change, wiring, { compact, ...request.body }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/publication',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Lets everybody read that there is this compact, before it is in force',
          headers: OnceHeaders,
          params: ById,
          body: Type.Union([Type.Object({}, { additionalProperties: false }), Type.Null()]),
          response: { 200: CompactAnswer },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => {
          await makePublic(trx, change, { compact })
          return { status: 200, body: await findCompact(trx, compact) }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/compacts/:id/amendments',
      {
        config: { may: 'read a draft', on },
        schema: {
          summary: 'Every amendment there was, and what became of it',
          params: ById,
          response: {
            200: ListOf(
              'amendments',
              Type.Object({
                amendment: Type.Integer(),
                baseVersion: orNull(Type.Integer()),
                state: Type.String(),
                reason: orNull(Type.String()),
                made: Moment,
              }),
            ),
          },
        },
      },
      async ({ params }) => ({ amendments: await amendmentsOf(db, params.id) }),
    )

    http.post(
      '/api/v1/compacts/:id/amendments',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Opens an amendment: a draft of what is in force',
          headers: OnceHeaders,
          params: ById,
          body: WithReason,
          response: { 201: Type.Object({ amendment: Type.Integer() }) },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          location: `/api/v1/compacts/${compact}/draft`,
          body: await openAmendment(trx, change, { compact, ...request.body }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/amendments/withdraw',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Withdraws the amendment that is open or frozen',
          headers: OnceHeaders,
          params: ById,
          body: WithReason,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => {
          await withdrawAmendment(trx, change, { compact, ...request.body })
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/compacts/:id/part-ends',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'Initiatives and contributions that were ended before their time',
          params: ById,
          response: { 200: ListOf('partEnds', PartEndAnswer) },
        },
      },
      async ({ params }) => ({
        partEnds: (await partEndsOf(db, params.id)).map(({ by: _, ...end }) => end),
      }),
    )

    http.post(
      '/api/v1/compacts/:id/part-ends',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Ends an initiative or a contribution on a day, for good, while the rest goes on',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            {
              what: Type.Enum([...endingParts]),
              key: Type.String({ maxLength: 40 }),
              on: Day,
              reason: Reason,
            },
            strict,
          ),
          response: { 201: Made },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          body: await endPart(trx, change, { compact, ...request.body }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/compacts/:id/suspensions',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'Every suspension there was, with what must be corrected',
          params: ById,
          response: { 200: ListOf('suspensions', SuspensionAnswer) },
        },
      },
      async ({ params }) => ({ suspensions: await suspensionsOf(db, params.id) }),
    )

    http.post(
      '/api/v1/compacts/:id/suspensions',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Suspends the compact in whole or in part, and says what must be corrected',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            {
              elements: Type.Optional(
                Type.Array(Type.String({ maxLength: 40 }), {
                  minItems: 1,
                  maxItems: 200,
                  description: 'Keys of objectives and initiatives; left out, the whole is suspended',
                }),
              ),
              ground: Type.Enum([...grounds]),
              reason: Reason,
              conditions: Type.Array(Reason, { minItems: 1, maxItems: 50 }),
            },
            strict,
          ),
          response: { 201: Made },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const { elements, ...rest } = request.body
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          body: await suspend(trx, change, { compact, elements: elements ?? 'all', ...rest }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/suspensions/:suspension/conditions/:condition',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary:
            'Brings evidence that a condition of a suspension is corrected; the side that suspended confirms it',
          headers: OnceHeaders,
          params: ByCondition,
          body: Type.Object({ evidence: Reason }, strict),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id: compact, suspension, condition } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => {
          await bringCorrection(trx, change, { compact, suspension, condition, ...request.body })
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/suspensions/:suspension/conditions/:condition/confirmation',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Confirms that a condition is corrected, for the side that suspended, by another person',
          headers: OnceHeaders,
          params: ByCondition,
          body: Type.Object(
            {
              brought: Type.String({ maxLength: 40, description: '`brought` of the evidence that was read' }),
            },
            strict,
          ),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id: compact, suspension, condition } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => {
          await confirmCorrection(trx, change, { compact, suspension, condition, ...request.body })
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/suspensions/:suspension/end',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Ends a suspension, once every condition of it is corrected, for the side that suspended',
          headers: OnceHeaders,
          params: BySuspension,
          body: WithReason,
          response: { 200: Type.Object({ state: State }) },
        },
      },
      async (request, reply) => {
        const { id: compact, suspension } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 200,
          body: await reinstate(trx, change, wiring, { compact, suspension, ...request.body }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/compacts/:id/lessons',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'What was learned',
          params: ById,
          response: { 200: ListOf('lessons', LessonAnswer) },
        },
      },
      async ({ params }) => ({ lessons: await lessonsOf(db, params.id) }),
    )

    http.post(
      '/api/v1/compacts/:id/lessons',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Records a lesson; a compact is closed with at least one',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            {
              about: Type.Optional(
                orNull(Type.String({ maxLength: 40, description: 'Key of the element it is about' })),
              ),
              text: Text,
            },
            strict,
          ),
          response: { 201: Made },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const { text } = request.body
        // A null in a body arrives here as an empty text.
        const about = request.body.about || null
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          body: await recordLesson(trx, change, { compact, about, text }),
        }))
        return sendAnswer(reply, answer)
      },
    )
  }
