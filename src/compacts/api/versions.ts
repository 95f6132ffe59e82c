import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { assertAllowed } from '../../people/policy/guard.ts'
import { compareAgreements } from '../diff.ts'
import { CompactFault } from '../faults.ts'
import { compactSubject, draftOf, versionOf } from '../store.ts'
import type { ApiDoor } from './door.ts'
import {
  ById,
  ByVersion,
  ChangeAnswer,
  ListOf,
  Number1,
  VersionAnswer,
  WholeVersionAnswer,
} from './shapes.ts'

/** Versions and what one changes in another. */
export const versionApi =
  (door: ApiDoor): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, on, versionsFor } = door

    http.get(
      '/api/v1/compacts/:id/versions',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'Versions that took effect; for those who may read drafts, all that were ever frozen',
          params: ById,
          response: { 200: ListOf('versions', VersionAnswer) },
        },
      },
      async (request) => ({ versions: await versionsFor(request) }),
    )

    http.get(
      '/api/v1/compacts/:id/versions/:number',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'One version, as it was signed',
          params: ByVersion,
          response: { 200: WholeVersionAnswer },
        },
      },
      async (request) => {
        const { id, number } = request.params
        const card = (await versionsFor(request)).find((each) => each.number === number)
        if (card === undefined) throw new CompactFault('no version', { version: number })
        const { text, agreement } = await versionOf(db, id, number)
        return { ...card, text, agreement }
      },
    )

    http.get(
      '/api/v1/compacts/:id/compare',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'What one version changes in another; `draft` is the text that is drafted now',
          params: ById,
          querystring: Type.Object({
            from: Type.Union([Number1, Type.Literal('draft')]),
            to: Type.Union([Number1, Type.Literal('draft')]),
          }),
          response: { 200: ListOf('changes', ChangeAnswer) },
        },
      },
      async (request) => {
        const { params, query } = request
        const readable = await versionsFor(request)
        const textOf = async (which: number | 'draft') => {
          if (which === 'draft') {
            assertAllowed(
              request.person,
              'read a draft',
              await compactSubject(db, params.id),
              request.language,
            )
            const draft = await draftOf(db, params.id)
            if (draft === null) throw new CompactFault('no draft')
            return draft.agreement
          }
          if (!readable.some(({ number }) => number === which))
            throw new CompactFault('no version', { version: which })
          return (await versionOf(db, params.id, which)).agreement
        }
        return { changes: compareAgreements(await textOf(query.from), await textOf(query.to)) }
      },
    )
  }
