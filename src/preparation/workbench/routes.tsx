import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { House } from '../../house/house.ts'
import { listSources } from '../../indicators/store.ts'
import { type Assets, renderPage } from '../../ui/page.tsx'
import { WorkbenchPage } from './pages/workbench-page.tsx'

/** The page of the workbench. There is no address to which a table could be sent. */
export const workbenchRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    http.get(
      '/workbench',
      { config: { public: true, may: 'read what is public' } },
      async ({ language, url }, reply) =>
        reply.html(
          renderPage(
            <WorkbenchPage
              language={language}
              path={url}
              assets={assets}
              sources={await listSources(house.db)}
            />,
          ),
        ),
    )
  }
