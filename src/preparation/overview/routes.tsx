import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { House } from '../../house/house.ts'
import { listSources } from '../../indicators/store.ts'
import { type Assets, renderPage } from '../../ui/page.tsx'
import { overviewFacts } from './facts.ts'
import { OverviewPage } from './page.tsx'

/** The way into the room. */
export const overviewRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    http.get(
      '/prepare',
      { config: { public: true, may: 'read what is public' } },
      async ({ language, url }, reply) =>
        reply.html(
          renderPage(
            <OverviewPage
              language={language}
              path={url}
              assets={assets}
              sources={await listSources(house.db)}
              facts={await overviewFacts(house.db)}
            />,
          ),
        ),
    )
  }
