import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { House } from '../house/house.ts'
import type { CompactWiring } from './effects.ts'
import { CompactFault } from './faults.ts'
import { commentRoutes } from './routes/comments.tsx'
import { compactDoor } from './routes/door.tsx'
import { draftRoutes } from './routes/draft.tsx'
import { formRoutes } from './routes/forms.tsx'
import { lifeRoutes } from './routes/life.tsx'
import { lineRoutes } from './routes/lines.tsx'
import { listRoutes } from './routes/list.tsx'
import { partyRoutes } from './routes/parties.tsx'
import { riskRoutes } from './routes/risks.tsx'
import { signingRoutes } from './routes/signing.tsx'
import { versionRoutes } from './routes/versions.tsx'

/**
 * Compacts as pages, a file for each subject in `routes/`. `plainPage` is false where a room that
 * knows the money and the results too has the page of a compact.
 */
export const compactRoutes =
  (
    house: House,
    assets: { css: string[]; js: string[] },
    wiring: CompactWiring,
    { plainPage = true }: { plainPage?: boolean } = {},
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    // Faults of this room are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof CompactFault ? error.in(request.language) : error
    })

    const door = compactDoor(house, assets, wiring)
    await http.register(listRoutes(door, { plainPage }))
    for (const routes of [
      draftRoutes,
      formRoutes,
      lineRoutes,
      partyRoutes,
      commentRoutes,
      versionRoutes,
      signingRoutes,
      lifeRoutes,
      riskRoutes,
    ])
      await http.register(routes(door))
  }
