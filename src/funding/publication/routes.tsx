import { randomUUID } from 'node:crypto'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { compactOn, idIn } from '../../compacts/desk.ts'
import { tabsFor } from '../../compacts/pages/sent.ts'
import { compactSubject } from '../../compacts/store.ts'
import { type House, today } from '../../house/house.ts'
import { type Assets, renderPage } from '../../ui/page.tsx'
import { Asked, isKnown, type PublishingSettings, publishedDataRoutes } from './data-routes.ts'
import { PublicCompactPage } from './pages/public-compact-page.tsx'
import { momentFrom, readSnapshot } from './read.ts'

/** Two builds of the same data need not say the same words. */
const build = randomUUID()

/** The public page of a compact at `/compacts/:id`, and the same as files. */
export const publicCompactRoutes =
  (house: House, assets: Assets, settings: PublishingSettings = {}): FastifyPluginAsyncTypebox =>
  async (http) => {
    await http.register(publishedDataRoutes(house, settings))

    http.get(
      '/compacts/:id',
      {
        config: { may: 'read a compact', on: compactOn(house) },
        schema: {
          params: Type.Object({ id: Type.String({ maxLength: 80 }) }),
          // A form sends its field empty where nothing was chosen.
          querystring: Type.Object(Asked.properties, { additionalProperties: true }),
        },
      },
      async (request, reply) => {
        const id = idIn(request.params)
        const day = today(house)
        const { person, language } = request
        const tabs = tabsFor(person, await compactSubject(house.db, id))
        const member = tabs.draft === true
        const asOf = momentFrom(request.query.asOf, day)
        const snapshot = await readSnapshot(house.db, id, asOf, house.settings.fewestShown)
        const etag = `W/"${[snapshot.hash, language, day, member ? 'member' : 'all', build].join('-')}"`
        reply.header('etag', etag).header('cache-control', 'private, no-cache')
        if (isKnown(request, etag)) return reply.code(304).send()
        return reply.html(
          renderPage(
            <PublicCompactPage
              context={{ language, path: request.url, assets }}
              snapshot={snapshot}
              today={day}
              publisher={settings.publisher ?? null}
              tabs={tabs}
            />,
          ),
        )
      },
    )
  }
