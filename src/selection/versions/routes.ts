import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { House } from '../../house/house.ts'
import { VersionFault } from './faults.ts'
import { documentOf } from './store.ts'

const ByVersion = Type.Object({
  id: Type.String({ maxLength: 80 }),
  version: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }),
})

/** The text of every version there is, shipped or saved here, as it was. */
export const versionRoutes =
  ({ db }: Pick<House, 'db'>): FastifyPluginAsyncTypebox =>
  async (http) => {
    http.setErrorHandler((error, request) => {
      throw error instanceof VersionFault ? error.in(request.language) : error
    })

    http.get(
      '/methodologies/:id/versions/:version.yaml',
      { config: { public: true, may: 'read what is public' }, schema: { params: ByVersion } },
      async ({ params }, reply) =>
        reply
          .type('application/yaml; charset=utf-8')
          .send((await documentOf(db, params.id, params.version)).text),
    )
  }
