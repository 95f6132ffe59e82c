import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { House } from '../house/house.ts'
import { listSources } from '../indicators/store.ts'
import type { Assets } from '../ui/page.tsx'
import { renderPage } from '../ui/page.tsx'
import type { PageContext } from '../ui/page-context.ts'
import { homeFacts } from './home-facts.ts'
import { HomePage } from './pages/home-page.tsx'

/** The door to the pages made of several rooms: home, countries, one country, and all data at once. */
export const frontRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    const context = async (request: FastifyRequest): Promise<PageContext> => ({
      language: request.language,
      path: request.url,
      assets,
      sources: await listSources(house.db),
    })

    http.get('/', { config: { public: true } }, async (request, reply) =>
      reply.html(renderPage(<HomePage {...(await context(request))} facts={await homeFacts(house)} />)),
    )
  }
