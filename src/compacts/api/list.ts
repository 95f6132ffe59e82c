import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { actorOf } from '../../house/actor.ts'
import { WrongUse } from '../../house/errors.ts'
import { isUuid } from '../../house/form-fields.ts'
import { changeOnce, OnceHeaders, sendAnswer } from '../../house/once.ts'
import { rolesOf } from '../../people/organisations/roles.ts'
import type { Asker, Subject } from '../../people/policy/actions.ts'
import { assertAllowed } from '../../people/policy/guard.ts'
import { allow } from '../../people/policy/policy.ts'
import { Agreement, sides } from '../agreement.ts'
import { changeBy } from '../change.ts'
import { changeCompact, idIn } from '../desk.ts'
import { nextStates } from '../steps.ts'
import {
  admitParty,
  endParty,
  findCompact,
  partiesOf,
  presentText,
  searchCompacts,
  startCompact,
} from '../store.ts'
import type { ApiDoor } from './door.ts'
import {
  ById,
  ByParty,
  CompactAnswer,
  CompactsAnswer,
  Part,
  PartyAnswer,
  SideOrNone,
  strict,
  Uuid,
  WholeAnswer,
  WithReason,
} from './shapes.ts'

/** Compacts, who takes part, and the form of the document. */
export const listApi =
  (door: ApiDoor): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, on, seesDraft } = door

    http.get(
      '/api/v1/compacts',
      {
        config: { may: 'read what is public' },
        schema: {
          summary: 'Compacts you may read, by country',
          querystring: Type.Object({
            country: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
            kind: Type.Optional(Type.Enum(['managed', 'observed'])),
            after: Type.Optional(Type.String({ maxLength: 40, description: '`next` of the page before' })),
            limit: Type.Optional(
              Type.Integer({ minimum: 1, maximum: 200, description: '50 unless told otherwise' }),
            ),
          }),
          response: { 200: CompactsAnswer },
        },
      },
      async ({ person, query }) => {
        const limit = query.limit ?? 50
        if (query.after !== undefined && !isUuid(query.after))
          throw new WrongUse('This is not where a page ended', [
            {
              place: 'after',
              message: 'It was not given by an answer of this list.',
              remedy: 'Take it from “next”.',
            },
          ])
        const found = await searchCompacts(db, { ...query, sees: seesCompacts(person), limit: limit + 1 })
        const compacts = found.slice(0, limit)
        return { compacts, next: found.length > limit ? (compacts.at(-1)?.id ?? null) : null }
      },
    )

    http.post(
      '/api/v1/compacts',
      {
        config: { may: 'start a compact', on: organisationAsked },
        schema: {
          summary: 'Starts a compact, for an organisation whose compact manager you are',
          headers: OnceHeaders,
          body: Type.Object(
            {
              country: Type.String({ pattern: '^[A-Z]{3}$' }),
              languages: Type.Array(Type.String({ maxLength: 35 }), { minItems: 1, maxItems: 2 }),
              currency: Type.String({ pattern: '^[A-Z]{3}$' }),
              example: Type.Optional(Type.Boolean()),
              party: Type.Object({ organisation: Uuid, side: Type.Enum([...sides]), part: Part }, strict),
            },
            strict,
          ),
          response: { 201: CompactAnswer },
        },
      },
      async (request, reply) => {
        const { body, language } = request
        const actor = actorOf(request)
        const answer = await changeOnce(house, request, { who: actor.person ?? request.ip }, async (trx) => {
          const asker = request.person && {
            ...request.person,
            roles: await rolesOf(trx, request.person.id, house.now()),
          }
          assertAllowed(asker, 'start a compact', organisationAsked(request), language)
          const change = changeBy(house, actor, [body.party.organisation])
          const id = await startCompact(trx, change, { ...body, example: body.example ?? false })
          return {
            status: 201,
            location: `/api/v1/compacts/${id}`,
            body: await findCompact(trx, id),
          }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/compacts/:id',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'One compact: its parties, where it can go, and the text in force',
          params: ById,
          response: { 200: WholeAnswer },
        },
      },
      async (request) => {
        const id = idIn(request.params)
        const row = await findCompact(db, id)
        // What is not in force yet is a draft, for those who may read one.
        const readable = row.inForceVersion !== null || (await seesDraft(request))
        return {
          ...row,
          parties: await partiesOf(db, id),
          next: nextStates(row.state).map(({ to, way, reason }) => ({ to, way, reason })),
          agreement: readable ? await presentText(db, id) : null,
        }
      },
    )

    http.get(
      '/api/v1/compacts/agreement.schema.json',
      {
        config: { may: 'read what is public' },
        schema: { summary: 'The document of an agreement, as JSON Schema 2020-12' },
      },
      async () => ({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: 'Agreement',
        ...Agreement,
      }),
    )

    http.post(
      '/api/v1/compacts/:id/parties',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Lets an organisation take part; its members may then read the draft',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object({ organisation: Uuid, side: SideOrNone, part: Part }, strict),
          response: { 201: Type.Object({ parties: Type.Array(PartyAnswer) }) },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => {
          await admitParty(trx, change, { compact, ...request.body })
          return { status: 201, body: { parties: await partiesOf(trx, compact) } }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/parties/:organisation/end',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary:
            'Ends that an organisation takes part; what it signed stays signed. 202 where the other side must agree first',
          headers: OnceHeaders,
          params: ByParty,
          body: WithReason,
          response: { 202: Type.Object({ ended: Type.Literal(false) }), 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id: compact, organisation } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => {
          const { ended } = await endParty(trx, change, { compact, organisation, ...request.body })
          return ended ? { status: 204 } : { status: 202, body: { ended } }
        })
        return sendAnswer(reply, answer)
      },
    )
  }

/** Which compacts somebody finds that are not public: all, or those their organisations take part in. */
export function seesCompacts(asker: Asker): 'all' | string[] {
  const everything: Subject = { kind: 'compact', id: '', country: '', public: false, parties: [] }
  if (allow(asker, 'read a compact', everything).allowed) return 'all'
  if (asker === null || asker === 'operator') return []
  return [...new Set(asker.roles.flatMap(({ organisation }) => organisation ?? []))]
}

function organisationAsked({ body }: FastifyRequest): Subject {
  const party = (body as { party?: { organisation?: unknown } } | null)?.party
  return isUuid(party?.organisation) ? { kind: 'organisation', id: party.organisation } : { kind: 'house' }
}
