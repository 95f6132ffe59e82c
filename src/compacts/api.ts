import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { House } from '../house/house.ts'
import { commentApi } from './api/comments.ts'
import { apiDoor, refuseUnknownFields, toldIn } from './api/door.ts'
import { draftApi } from './api/draft.ts'
import { entryApi } from './api/entry.ts'
import { lifeApi } from './api/life.ts'
import { listApi } from './api/list.ts'
import { riskApi } from './api/risks.ts'
import { signingApi } from './api/signing.ts'
import { versionApi } from './api/versions.ts'
import type { CompactWiring } from './effects.ts'

/** The same as the pages, for programs: /api/v1/compacts. A file for each subject in `api/`. */
export const compactApi =
  (house: House, wiring: CompactWiring): FastifyPluginAsyncTypebox =>
  async (http) => {
    // A field that is not taken is a fault of the sender, who must learn of it; it is not left out in silence.
    http.addHook('preValidation', async (request) => refuseUnknownFields(request))
    http.setErrorHandler((error, request) => {
      throw toldIn(error, request.language)
    })

    const door = apiDoor(house, wiring)
    for (const routes of [listApi, draftApi, commentApi, versionApi, signingApi, entryApi, lifeApi, riskApi])
      await http.register(routes(door))
  }
