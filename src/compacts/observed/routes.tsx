import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { House } from '../../house/house.ts'
import { bounds, stages, statementTopics } from '../../indicators/compact-statements.ts'
import { listSources } from '../../indicators/store.ts'
import { type Assets, renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { ObservedListPage } from './pages/observed-list.tsx'
import { ObservedPage } from './pages/observed-page.tsx'
import { observedCompact, observedCompacts } from './store.ts'

const ById = Type.Object({ id: Type.String({ maxLength: 200 }) })
const orNull = <Of extends ReturnType<typeof Type.String>>(of: Of) => Type.Union([of, Type.Null()])

export const StatementAnswer = Type.Object({
  key: Type.String(),
  topic: Type.Enum([...statementTopics]),
  part: Type.String({ description: 'Statements on one topic and part can disagree; all are kept' }),
  value: Type.String({ description: 'In the words of the source, or nearly' }),
  amount: Type.Union([
    Type.Object({
      minor: Type.Integer({ description: 'Whole minor units of the currency' }),
      currency: Type.String({ description: 'ISO 4217' }),
    }),
    Type.Null(),
  ]),
  stage: Type.Union([Type.Enum([...stages]), Type.Null()], {
    description: 'How the source calls the money; null where it does not say',
  }),
  bound: Type.Union([Type.Enum([...bounds]), Type.Null()]),
  asOf: orNull(Type.String({ description: 'YYYY-MM-DD, YYYY-MM or YYYY; null where no day is stated' })),
  source: Type.String(),
  url: orNull(Type.String()),
  note: orNull(Type.String()),
})

const DifferenceAnswer = Type.Object({
  topic: Type.Enum([...statementTopics]),
  part: Type.String(),
  currency: orNull(Type.String()),
  statements: Type.Array(Type.String(), { description: 'Keys of the statements that do not say the same' }),
  laterIsLess: Type.Boolean({ description: 'A later statement gives less than an earlier one' }),
})

export const ObservedAnswer = Type.Object({
  id: Type.String(),
  country: Type.String({ description: 'ISO 3166-1 alpha-3' }),
  order: Type.Integer(),
  statements: Type.Array(StatementAnswer),
  differences: Type.Array(DifferenceAnswer),
  unknown: Type.Array(Type.Enum([...statementTopics]), { description: 'What no source that was read says' }),
  source: Type.String(),
})

/** Real compacts as the public record shows them, as pages and as JSON; as CSV they stand under `/data/`. */
export const observedRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const open = { config: { public: true, may: 'read what is public' } } as const
    const contextOf = async (request: FastifyRequest): Promise<PageContext> => ({
      language: request.language,
      path: request.url,
      assets,
      sources: await listSources(db),
    })

    http.get('/compacts/observed', open, async (request, reply) =>
      reply.html(
        renderPage(
          <ObservedListPage {...(await contextOf(request))} compacts={await observedCompacts(db)} />,
        ),
      ),
    )

    http.get('/compacts/observed/:id', { ...open, schema: { params: ById } }, async (request, reply) => {
      const compact = await observedCompact(db, request.params.id)
      return reply.html(renderPage(<ObservedPage {...(await contextOf(request))} compact={compact} />))
    })

    http.get(
      '/api/v1/compacts/observed',
      {
        ...open,
        schema: {
          summary: 'Real compacts of the public record; known to January 2023, later ones are unknown',
          response: { 200: Type.Object({ compacts: Type.Array(ObservedAnswer) }) },
        },
      },
      async () => ({ compacts: (await observedCompacts(db)).map(observedAnswer) }),
    )

    http.get(
      '/api/v1/compacts/observed/:id',
      {
        ...open,
        schema: {
          summary: 'One of them, statement by statement',
          params: ById,
          response: { 200: ObservedAnswer },
        },
      },
      async ({ params }) => observedAnswer(await observedCompact(db, params.id)),
    )
  }

/** As the API and the command answer it. */
export function observedAnswer({ differences, ...compact }: Awaited<ReturnType<typeof observedCompact>>) {
  return {
    ...compact,
    differences: differences.map(({ statements, ...difference }) => ({
      ...difference,
      statements: statements.map(({ key }) => key),
    })),
  }
}
