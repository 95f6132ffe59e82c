import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { House } from '../../house/house.ts'
import { listSources } from '../../indicators/store.ts'
import { type Assets, renderPage } from '../../ui/page.tsx'
import { PlanPage } from './pages/plan-page.tsx'
import { type FieldName, fields, questionNames, questionOf, readTyped } from './questions.ts'

const text = () => Type.Optional(Type.String({ maxLength: 100 }))
const names = Object.keys(fields) as FieldName[]
const Asked = Type.Object({
  ask: Type.Optional(Type.String({ maxLength: 40 })),
  basis: Type.Optional(Type.String({ maxLength: 300 })),
  ...(Object.fromEntries(names.map((name) => [name, text()])) as Record<FieldName, ReturnType<typeof text>>),
})

/** The door to planning: everything is in the address, nothing is kept. */
export const planningRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    http.get(
      '/plan-a-study',
      { config: { public: true, may: 'read what is public' }, schema: { querystring: Asked } },
      async (request, reply) => {
        const { ask: asked, basis = '', ...typed } = request.query
        const ask = questionNames.find((name) => name === asked) ?? 'fall'
        const { faults } = readTyped(questionOf(ask), typed)
        return reply
          .code(faults === null ? 200 : 422)
          .html(
            renderPage(
              <PlanPage
                ask={ask}
                sent={typed}
                basis={basis.trim()}
                language={request.language}
                path={request.url}
                assets={assets}
                sources={await listSources(house.db)}
              />,
            ),
          )
      },
    )
  }
