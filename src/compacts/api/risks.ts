import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { OnceHeaders, sendAnswer } from '../../house/once.ts'
import { Text } from '../agreement.ts'
import { changeCompact } from '../desk.ts'
import { lookAtRisk, risksOf } from '../risks.ts'
import { riskStates } from '../tables.ts'
import type { ApiDoor } from './door.ts'
import { ById, ListOf, Made, Moment, orNull, Reason, strict } from './shapes.ts'

const OfFive = Type.Integer({ minimum: 1, maximum: 5 })
const Seen = {
  state: Type.Enum([...riskStates], { description: 'It may happen, it happens, or it cannot any more' }),
  likelihood: OfFive,
  effect: OfFive,
}
const RiskAnswer = Type.Object({
  key: Type.String(),
  text: Text,
  response: Text,
  owner: orNull(Type.String({ description: 'Key of the party that watches it' })),
  signed: Type.Object({ likelihood: OfFive, effect: OfFive }),
  ...Seen,
  looks: Type.Array(
    Type.Object({ ...Seen, note: Type.String(), at: Moment, organisation: orNull(Type.String()) }),
  ),
})

/** Risks while the compact runs. */
export const riskApi =
  (door: ApiDoor): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, on } = door

    http.get(
      '/api/v1/compacts/:id/risks',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary:
            'Risks of the text in force as they stand, with everything that was seen of them, newest first',
          params: ById,
          response: { 200: ListOf('risks', RiskAnswer) },
        },
      },
      async ({ params }) => ({
        risks: (await risksOf(db, params.id)).map(({ risk, looks, ...now }) => ({
          key: risk.key,
          text: risk.text,
          response: risk.response,
          owner: risk.owner,
          signed: { likelihood: risk.likelihood, effect: risk.effect },
          ...now,
          looks: looks.map(({ by: _, ...look }) => look),
        })),
      }),
    )

    http.post(
      '/api/v1/compacts/:id/risks/:risk/looks',
      {
        config: { may: 'draft a compact', on },
        schema: {
          summary: 'Writes down how a risk is seen to stand, also when nothing has changed',
          headers: OnceHeaders,
          params: Type.Object({ id: Type.String(), risk: Type.String({ maxLength: 40 }) }),
          body: Type.Object({ ...Seen, note: Reason }, strict),
          response: { 201: Made },
        },
      },
      async (request, reply) => {
        const { id: compact, risk } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          body: await lookAtRisk(trx, change, { compact, risk, ...request.body }),
        }))
        return sendAnswer(reply, answer)
      },
    )
  }
