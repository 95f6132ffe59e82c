import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findCountry } from '../countries/registry.ts'
import { NotFound, WrongUse } from '../house/errors.ts'
import type { House } from '../house/house.ts'
import { formatList, type Language, speak } from '../ui/language.ts'
import { type Assets, renderPage } from '../ui/page.tsx'
import type { PageContext } from '../ui/page-context.ts'
import {
  FactsAnswer,
  IndicatorAnswer,
  IndicatorsAnswer,
  ObservationsAnswer,
  SourceAnswer,
  SourcesAnswer,
} from './answers.ts'
import { factsCsv, observationsCsv, sourcesCsv } from './csv-tables.ts'
import { indicatorFacts } from './indicator-facts.ts'
import { nearestIds } from './nearest-ids.ts'
import { IndicatorPage } from './pages/indicator-page.tsx'
import { IndicatorsPage } from './pages/indicators-page.tsx'
import { SourcePage, SourcesPage } from './pages/sources-page.tsx'
import type { Fact } from './schema.ts'
import { observationSlice } from './slices.ts'
import { coverage, factsOf, listDatasets, listSeries, listSources, observationsOf } from './store.ts'
import { indicatorWords } from './words.ts'

const ById = Type.Object({ id: Type.String({ maxLength: 200 }) })
const Name = Type.Optional(Type.String({ minLength: 1, maxLength: 120 }))
const Year = Type.Optional(Type.Integer({ minimum: 1800, maximum: 2200 }))
const Filter = { indicator: Name, iso3: Name, from: Year, to: Year }
const Slice = Type.Object({
  ...Filter,
  cursor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 400, description: '`next` of the answer before.' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, default: 1000 })),
})

/** The door to figures and where they come from, as pages, JSON and CSV. */
export const indicatorRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const context = async (request: FastifyRequest): Promise<PageContext> => ({
      language: request.language,
      path: request.url,
      assets,
      sources: await listSources(db),
    })
    const page = { config: { public: true, may: 'read what is public' } } as const

    // ---- pages

    http.get('/indicators', page, async (request, reply) => {
      const [series, datasets] = await Promise.all([listSeries(db), listDatasets(db)])
      const reaches = await Promise.all(
        series.map(async (one) => ({ series: one, coverage: await coverage(db, one.id) })),
      )
      const lists = await Promise.all(
        datasets.map(async (dataset) => {
          const facts = await factsOf(db, { dataset: dataset.id })
          return { dataset, facts: facts.length, countries: new Set(facts.map(({ iso3 }) => iso3)).size }
        }),
      )
      return reply.html(
        renderPage(<IndicatorsPage {...(await context(request))} series={reaches} datasets={lists} />),
      )
    })

    http.get('/indicators/:id', { ...page, schema: { params: ById } }, async (request, reply) => {
      const id = await indicatorNamed(request.params.id, request.language)
      return reply.html(
        renderPage(<IndicatorPage {...(await context(request))} facts={await indicatorFacts(db, id)} />),
      )
    })

    http.get('/sources', page, async (request, reply) =>
      reply.html(
        renderPage(
          <SourcesPage
            {...(await context(request))}
            series={await listSeries(db)}
            datasets={await listDatasets(db)}
          />,
        ),
      ),
    )

    http.get('/sources/:id', { ...page, schema: { params: ById } }, async (request, reply) => {
      const source = await sourceNamed(request.params.id, request.language)
      const [series, datasets] = await Promise.all([listSeries(db), listDatasets(db)])
      const own = await Promise.all(
        datasets
          .filter((dataset) => dataset.source === source.id)
          .map(async (dataset) => ({
            dataset,
            facts: (await factsOf(db, { dataset: dataset.id })).length,
          })),
      )
      return reply.html(
        renderPage(
          <SourcePage
            {...(await context(request))}
            source={source}
            series={series.filter((one) => one.source === source.id)}
            datasets={own}
          />,
        ),
      )
    })

    // ---- API

    http.get(
      '/api/v1/indicators',
      {
        ...page,
        schema: { summary: 'Every series with how far it reaches', response: { 200: IndicatorsAnswer } },
      },
      async () => {
        const series = await listSeries(db)
        return {
          indicators: await Promise.all(
            series.map(async (one) => ({ ...one, coverage: await coverage(db, one.id) })),
          ),
        }
      },
    )

    http.get(
      '/api/v1/indicators/:id',
      { ...page, schema: { summary: 'One series', params: ById, response: { 200: IndicatorAnswer } } },
      async ({ params, language }) => {
        const { series, coverage: reach } = await indicatorFacts(
          db,
          await indicatorNamed(params.id, language),
        )
        return { ...series, coverage: reach }
      },
    )

    http.get(
      '/api/v1/observations',
      {
        ...page,
        schema: {
          summary: 'Figures by indicator, country and year, a slice at a time',
          description: '`indicator` and `iso3` may be left out. Go on with `cursor` until `next` is null.',
          querystring: Slice,
          response: { 200: ObservationsAnswer },
        },
      },
      async ({ query, language }) => {
        const { observations, next } = await observationSlice(db, {
          ...(await filtered(query, language)),
          ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
          limit: query.limit ?? 1000,
        })
        return { observations, next }
      },
    )

    http.get(
      '/api/v1/observations.csv',
      {
        ...page,
        schema: {
          summary: 'The same as CSV, whole; an indicator or a country must be named',
          querystring: Type.Object(Filter),
        },
      },
      async ({ query, language }, reply) => {
        const wanted = await filtered(query, language)
        if (wanted.indicator === undefined && wanted.iso3 === undefined)
          throw new WrongUse('A table of everything is not made at once', [
            {
              place: 'indicator',
              message: 'Neither an indicator nor a country is named.',
              remedy: 'Name one, or take the whole from /data/datapackage.json.',
            },
          ])
        const { observations } = await observationSlice(db, { ...wanted, limit: 1_000_000 })
        const name = [wanted.indicator ?? 'figures', wanted.iso3].filter(Boolean).join('-')
        return sendCsv(reply, name, observationsCsv(observations))
      },
    )

    const FactQuery = Type.Object({ dataset: Name, iso3: Name })
    http.get(
      '/api/v1/facts',
      {
        ...page,
        schema: {
          summary: 'Dated statements of a list, of a country, or both',
          querystring: FactQuery,
          response: { 200: FactsAnswer },
        },
      },
      async ({ query, language }) => ({ facts: await factsAsked(query, language) }),
    )
    http.get(
      '/api/v1/facts.csv',
      { ...page, schema: { summary: 'The same as CSV', querystring: FactQuery } },
      async ({ query, language }, reply) => {
        const facts = await factsAsked(query, language)
        const name = [query.dataset ?? 'statements', query.iso3?.toUpperCase()].filter(Boolean).join('-')
        return sendCsv(reply, name, factsCsv(facts))
      },
    )

    http.get(
      '/api/v1/sources',
      { ...page, schema: { summary: 'Where the figures come from', response: { 200: SourcesAnswer } } },
      async () => ({ sources: await listSources(db) }),
    )
    http.get(
      '/api/v1/sources/:id',
      { ...page, schema: { summary: 'One source', params: ById, response: { 200: SourceAnswer } } },
      async ({ params, language }) => sourceNamed(params.id, language),
    )

    // ---- tables to take away

    http.get('/data/sources.csv', page, async (_request, reply) =>
      sendCsv(reply, 'sources', sourcesCsv(await listSources(db))),
    )
    http.get(
      '/data/:table',
      { ...page, schema: { params: Type.Object({ table: Type.String({ maxLength: 200 }) }) } },
      async ({ params, language }, reply) => {
        const id = params.table.replace(/\.csv$/, '')
        const [series, datasets] = await Promise.all([listSeries(db), listDatasets(db)])
        if (params.table.endsWith('.csv')) {
          if (series.some((one) => one.id === id))
            return sendCsv(reply, id, observationsCsv(await observationsOf(db, { indicator: id })))
          if (datasets.some((one) => one.id === id))
            return sendCsv(reply, id, factsCsv(await factsOf(db, { dataset: id })))
        }
        const names = [...series, ...datasets].map((one) => `${one.id}.csv`)
        throw unknown('fault.table', params.table, names, language)
      },
    )

    async function indicatorNamed(id: string, language: Language): Promise<string> {
      const ids = (await listSeries(db)).map((one) => one.id)
      if (!ids.includes(id)) throw unknown('fault.indicator', id, ids, language)
      return id
    }

    async function sourceNamed(id: string, language: Language) {
      const sources = await listSources(db)
      const found = sources.find((source) => source.id === id)
      if (!found)
        throw unknown(
          'fault.source',
          id,
          sources.map((source) => source.id),
          language,
        )
      return found
    }

    async function filtered(
      query: { indicator?: string; iso3?: string; from?: number; to?: number },
      language: Language,
    ) {
      return {
        ...(query.indicator === undefined
          ? {}
          : { indicator: await indicatorNamed(query.indicator, language) }),
        ...(query.iso3 === undefined ? {} : { iso3: countryCode(query.iso3, language) }),
        ...(query.from === undefined ? {} : { from: query.from }),
        ...(query.to === undefined ? {} : { to: query.to }),
      }
    }

    async function factsAsked(
      query: { dataset?: string; iso3?: string },
      language: Language,
    ): Promise<Fact[]> {
      const ids = (await listDatasets(db)).map((one) => one.id)
      const iso3 = query.iso3 === undefined ? {} : { iso3: countryCode(query.iso3, language) }
      if (query.dataset !== undefined) {
        if (!ids.includes(query.dataset)) throw unknown('fault.dataset', query.dataset, ids, language)
        return factsOf(db, { dataset: query.dataset, ...iso3 })
      }
      return (await Promise.all(ids.map((dataset) => factsOf(db, { dataset, ...iso3 })))).flat()
    }
  }

function countryCode(text: string, language: Language): string {
  const found = findCountry(text)
  if ('iso3' in found) return found.iso3
  throw unknown('fault.country', text, found.suggestions, language)
}

/** What was asked for is not here: with the names that come near, or a few that are. */
function unknown(
  word: 'fault.indicator' | 'fault.source' | 'fault.dataset' | 'fault.table' | 'fault.country',
  asked: string,
  known: string[],
  language: Language,
): NotFound {
  const say = speak(indicatorWords, language)
  const near = word === 'fault.country' ? known : nearestIds(asked, known)
  const shown = asked.slice(0, 80)
  return new NotFound(say(word, { id: shown, text: shown }), [
    ...(word === 'fault.country'
      ? near.length === 0
        ? []
        : [{ message: say('fault.suggest', { names: formatList(language, near) }) }]
      : [
          {
            message: say('fault.known', { names: known.slice(0, 40).join(', ') }),
            ...(near.length > 0
              ? { remedy: say('fault.suggest', { names: formatList(language, near) }) }
              : {}),
          },
        ]),
  ])
}

function sendCsv(reply: FastifyReply, name: string, csv: string): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name.replace(/[^\w-]+/g, '-')}.csv"`)
    .send(csv)
}
