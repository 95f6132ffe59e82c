import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { OnceHeaders, sendAnswer } from '../../house/once.ts'
import { entryConditions, Text } from '../agreement.ts'
import { changeCompact } from '../desk.ts'
import { entryFindingsOf, findEntryCondition } from '../entry.ts'
import { versionOf } from '../store.ts'
import type { ApiDoor } from './door.ts'
import { ById, Hash, ListOf, Moment, orNull, Reason, strict } from './shapes.ts'

const ByEntry = Type.Object({
  id: Type.String(),
  condition: Type.String({ maxLength: 40, description: 'Its key in the text' }),
})
const EntryAnswer = Type.Object({
  key: Type.String(),
  party: Type.String({ description: 'Key of the party that brings it about' }),
  text: Text,
  evidence: Text,
  met: Type.Boolean({ description: 'Whether it is found to hold' }),
  found: orNull(
    Type.Object({
      met: Type.Boolean(),
      evidence: Type.String(),
      at: Moment,
      organisation: orNull(Type.String()),
    }),
  ),
})

/** Conditions to entry into force: what is found of them. */
export const entryApi =
  (door: ApiDoor): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, on, versionsFor } = door

    http.get(
      '/api/v1/compacts/:id/entry-conditions',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'Conditions to entry into force of the text that is frozen, or came into force first',
          params: ById,
          response: {
            200: Type.Object({
              version: orNull(Type.Integer()),
              hash: orNull(Hash),
              ...ListOf('conditions', EntryAnswer).properties,
            }),
          },
        },
      },
      async (request) => {
        const { id } = request.params
        const readable = await versionsFor(request)
        const card =
          readable.find(({ takenEffect }) => takenEffect !== null) ?? readable.find(({ end }) => end === null)
        if (card === undefined) return { version: null, hash: null, conditions: [] }
        const { agreement } = await versionOf(db, id, card.number)
        const found = await entryFindingsOf(db, id, card.number)
        return {
          version: card.number,
          hash: card.hash,
          conditions: entryConditions(agreement).map((each) => ({
            ...each,
            met: found.get(each.key)?.met === true,
            found: found.get(each.key) ?? null,
          })),
        }
      },
    )

    http.post(
      '/api/v1/compacts/:id/entry-conditions/:condition',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Records that a condition to entry into force is found to hold, or not to hold after all',
          headers: OnceHeaders,
          params: ByEntry,
          body: Type.Object({ met: Type.Boolean(), evidence: Reason }, strict),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id: compact, condition } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => {
          await findEntryCondition(trx, change, { compact, condition, ...request.body })
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )
  }
