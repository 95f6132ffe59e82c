import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { dataVersion } from '../../house/data-version.ts'
import { NotFound, WrongUse } from '../../house/errors.ts'
import { type House, today } from '../../house/house.ts'
import { listDatasets, listSeries, listSources } from '../../indicators/store.ts'
import { type Language, pathIn } from '../../ui/language.ts'
import { type Assets, renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { faultOfDay } from '../day-asked.ts'
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
const Years = Type.Optional(
  Type.String({
    maxLength: 40,
    description: `Earlier years made again, 0 to ${mostYears}; ${usualYears} without it`,
  }),
)
const Asked = Type.Object({ 'as-of': Day, years: Years }, { additionalProperties: true })
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
          const day = asOf?.trim() ? `?as-of=${dayIn(request.language, asOf.trim())}` : ''
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
        const versions = await Promise.all(
          numbers.map(async (version) => ({
            ...(await documentOf(db, id, version)),
            path: versionTextPath({ methodology: id, version }),
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
      query: { 'as-of'?: string; years?: string }
      language: Language
    }) {
      const [from, to] = await pairAsked(params.id, params.pair, language)
      const asOf = query['as-of']?.trim() ? dayIn(language, query['as-of'].trim()) : today(house)
      const years = yearsIn(language, query.years?.trim() ?? '')
      const key = JSON.stringify([await dataVersion(db), from.text, to.text, asOf, years])
      const [comparison, series, datasets] = await Promise.all([
        once(key, () => compareDocuments(db, from, to, asOf, years)),
        listSeries(db),
        listDatasets(db),
      ])
      return { comparison, titles: new Map([...series, ...datasets].map((each) => [each.id, each.title])) }
    }

    function dayIn(language: Language, text: string): string {
      const say = sayDiff(language)
      const fault = faultOfDay(text, house)
      if (fault === null) return text
      throw new WrongUse(say(`fault.${fault}`, { day: text.slice(0, 40) }), [
        {
          place: say('index.day'),
          message: say(`fault.${fault}.message`),
          remedy: say(`fault.${fault}.remedy`, { today: today(house) }),
        },
      ])
    }

    function yearsIn(language: Language, text: string): number {
      if (text === '') return usualYears
      const years = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
      if (years >= 0 && years <= mostYears) return years
      const say = sayDiff(language)
      throw new WrongUse(say('fault.years', { years: text }), [
        { place: say('about.years'), message: say('fault.years.message', { least: 0, most: mostYears }) },
      ])
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
