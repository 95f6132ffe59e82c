import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { dataVersion } from '../../house/data-version.ts'
import { NotFound } from '../../house/errors.ts'
import { type House, today } from '../../house/house.ts'
import { listDatasets, listSeries, listSources } from '../../indicators/store.ts'
import { type Language, pathIn } from '../../ui/language.ts'
import { type Assets, renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { shippedMethodologies } from '../catalogue.ts'
import { dayOf } from '../day-asked.ts'
import { ComparisonAnswer, comparisonJson } from './diff-json.ts'
import { sayDiff } from './diff-words.ts'
import { type Comparison, compareDocuments, mostYears, usualYears } from './diff-years.ts'
import { VersionFault } from './faults.ts'
import { ComparePage } from './pages/compare-page.tsx'
import { VersionsPage } from './pages/versions-page.tsx'
import { documentOf, methodologyIds, newestDocument, versionNumbers, versionTextPath } from './store.ts'

const ById = Type.Object({ id: Type.String({ maxLength: 80 }) })
const ByPair = Type.Object({ id: Type.String({ maxLength: 80 }), pair: Type.String({ maxLength: 200 }) })
const Day = Type.Optional(Type.String({ maxLength: 40 }))
const Asked = Type.Object(
  { 'as-of': Day, years: Type.Optional(Type.Integer({ minimum: 0, maximum: mostYears })) },
  { additionalProperties: true },
)
const Chosen = Type.Object(
  {
    from: Type.Optional(Type.String({ maxLength: 100 })),
    to: Type.Optional(Type.String({ maxLength: 100 })),
    'as-of': Day,
  },
  { additionalProperties: true },
)
/** Comparisons kept in memory. */
const mostKept = 12
const open = { public: true, may: 'read what is public' } as const

/** Versions of a methodology, and two of them side by side: `/methodologies/{id}/versions/1..2`. */
export const diffRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    http.setErrorHandler((error, request) => {
      throw error instanceof VersionFault ? error.in(request.language) : error
    })
    const contextOf = async (request: FastifyRequest): Promise<PageContext> => ({
      language: request.language,
      path: request.url,
      assets,
      sources: await listSources(db),
    })

    http.get(
      '/methodologies/:id/versions',
      { config: open, schema: { params: ById, querystring: Chosen } },
      async (request, reply) => {
        const { id } = request.params
        const { from, to, 'as-of': asOf } = request.query
        if (from && to) {
          await pairAsked(id, `${from}..${to}`, request.language)
          const day = asOf?.trim() ? `?as-of=${encodeURIComponent(dayOf(asOf.trim(), house))}` : ''
          return reply.redirect(
            pathIn(
              request.language,
              `/methodologies/${encodeURIComponent(id)}/versions/${from}..${to}${day}`,
            ),
            302,
          )
        }
        const newest = await newestDocument(db, id)
        const numbers = (await versionNumbers(db, id)).reverse()
        const shipped = shippedMethodologies().map(({ methodology }) => methodology)
        const versions = await Promise.all(
          numbers.map(async (version) => ({
            ...(await documentOf(db, id, version)),
            path: versionTextPath({ methodology: id, version }),
            shipped: shipped.some((each) => each.methodology === id && each.version === version),
          })),
        )
        const others = await Promise.all(
          (await methodologyIds(db))
            .filter((other) => other !== newest.methodology.methodology)
            .map((other) => newestDocument(db, other)),
        )
        const view = { context: await contextOf(request), versions, others, today: today(house) }
        return reply.html(renderPage(<VersionsPage view={view} />))
      },
    )

    http.get(
      '/methodologies/:id/versions/:pair',
      { config: open, schema: { params: ByPair, querystring: Asked } },
      async (request, reply) => {
        const view = { context: await contextOf(request), ...(await compared(request)) }
        return reply.html(renderPage(<ComparePage view={view} />))
      },
    )

    http.get(
      '/api/v1/methodologies/:id/versions/:pair',
      {
        config: open,
        schema: {
          summary: 'Two versions of a methodology side by side',
          description:
            'What differs in rules and text, which countries moved, and the same for earlier years. `pair` is `1..2`, or `1..atest-2014:1` for two methodologies.',
          params: ByPair,
          querystring: Asked,
          response: { 200: ComparisonAnswer },
        },
      },
      async (request) => {
        const { comparison, titles } = await compared(request)
        return comparisonJson(request.language, comparison, titles)
      },
    )

    // Four languages and the API ask for the same; whoever asks while it is made waits for it.
    const made = new Map<string, Promise<Comparison>>()
    function once(key: string, make: () => Promise<Comparison>): Promise<Comparison> {
      const known = made.get(key)
      if (known) return known
      if (made.size >= mostKept) made.delete(made.keys().next().value!)
      const making = make()
      made.set(key, making)
      making.catch(() => made.delete(key))
      return making
    }

    async function compared({
      params,
      query,
      language,
    }: {
      params: { id: string; pair: string }
      query: { 'as-of'?: string; years?: number }
      language: Language
    }) {
      const [from, to] = await pairAsked(params.id, params.pair, language)
      const asOf = query['as-of']?.trim() ? dayOf(query['as-of'].trim(), house) : today(house)
      const years = query.years ?? usualYears
      const key = JSON.stringify([await dataVersion(db), from.text, to.text, asOf, years])
      const [comparison, series, datasets] = await Promise.all([
        once(key, () => compareDocuments(db, from, to, asOf, years)),
        listSeries(db),
        listDatasets(db),
      ])
      return { comparison, titles: new Map([...series, ...datasets].map((each) => [each.id, each.title])) }
    }

    async function pairAsked(id: string, pair: string, language: Language) {
      const found = /^((?:[a-z][a-z0-9-]*:)?[1-9]\d{0,8})\.\.((?:[a-z][a-z0-9-]*:)?[1-9]\d{0,8})$/.exec(pair)
      if (!found) {
        const say = sayDiff(language)
        const known = (await versionNumbers(db, id)).join(', ')
        throw new NotFound(say('fault.pair', { pair: pair.slice(0, 80) }), [
          {
            message: say('fault.pair.message'),
            remedy: say('fault.pair.remedy', { known: known === '' ? '–' : known }),
          },
        ])
      }
      const one = (text: string) => {
        const [version, other] = text.split(':').reverse()
        return documentOf(db, other ?? id, Number(version))
      }
      return Promise.all([one(found[1]!), one(found[2]!)])
    }
  }
