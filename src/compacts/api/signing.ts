import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { OnceHeaders, sendAnswer } from '../../house/once.ts'
import { changeCompact } from '../desk.ts'
import { freezeDraft, reopenDraft, signaturesOf, signingOf, signVersion } from '../signing.ts'
import type { ApiDoor } from './door.ts'
import { ById, Hash, SignatureAnswer, strict, WithReason } from './shapes.ts'

/** Freezing, opening again and signing. */
export const signingApi =
  (door: ApiDoor): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, wiring, db, on, seesDraft, versionsFor } = door

    http.post(
      '/api/v1/compacts/:id/freeze',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary:
            'Freezes the draft as the next version, for signature; 409 names everything that is lacking',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            { revision: Type.Integer({ minimum: 0, description: 'The revision that was read' }) },
            strict,
          ),
          response: { 201: Type.Object({ number: Type.Integer(), hash: Hash }) },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => {
          const frozen = await freezeDraft(trx, change, wiring, { compact, ...request.body })
          const location = `/api/v1/compacts/${compact}/versions/${frozen.number}`
          return { status: 201, location, body: frozen }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/reopen',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Opens the frozen text again; signatures given so far count no longer, on record',
          headers: OnceHeaders,
          params: ById,
          body: WithReason,
          response: { 200: Type.Object({ voided: Type.Integer() }) },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 200,
          body: await reopenDraft(trx, change, { compact, ...request.body }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/compacts/:id/signatures',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'Signatures that were given, and of whom one is waited for',
          params: ById,
          response: {
            200: Type.Object({
              signatures: Type.Array(SignatureAnswer),
              waiting: Type.Array(Type.Object({ party: Type.String(), organisation: Type.String() })),
            }),
          },
        },
      },
      async (request) => {
        const { id } = request.params
        const sees = await seesDraft(request)
        const readable = new Set((await versionsFor(request)).map(({ number }) => number))
        const given = await signaturesOf(db, id)
        return {
          signatures: given
            .filter(({ version }) => readable.has(version))
            .map((each) => ({ ...each, person: sees ? each.person : null })),
          waiting: sees
            ? (await signingOf(db, id))
                .filter(({ signature }) => signature === null)
                .map(({ party, organisation }) => ({ party, organisation }))
            : [],
        }
      },
    )

    http.post(
      '/api/v1/compacts/:id/signatures',
      {
        config: { may: 'sign a compact', on },
        schema: {
          summary: 'Signs the frozen text for one party; the last signature makes the compact signed',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            {
              party: Type.String({ maxLength: 40, description: 'Key of the party in the text' }),
              hash: Hash,
              capacity: Type.Optional(
                Type.String({ minLength: 2, maxLength: 200, description: 'As what: “Minister of Justice”' }),
              ),
            },
            strict,
          ),
          response: { 201: Type.Object({ version: Type.Integer(), signed: Type.Boolean() }) },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          body: await signVersion(trx, change, wiring, { compact, ...request.body }),
        }))
        return sendAnswer(reply, answer)
      },
    )
  }
