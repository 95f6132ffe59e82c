import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { type RegionCode, regionNames } from '../countries/regions.ts'
import { countryName, findCountry } from '../countries/registry.ts'
import { NotFound, WrongUse } from '../house/errors.ts'
import type { House } from '../house/house.ts'
import { guardedCsvLine } from '../indicators/csv-text.ts'
import { listDatasets, listSeries, listSources } from '../indicators/store.ts'
import { formatList, type Language, pathIn, speak } from '../ui/language.ts'
import { type Assets, renderPage } from '../ui/page.tsx'
import type { PageContext } from '../ui/page-context.ts'
import { cardOf, countryAnswer, countryCells, countryColumns } from './answers.ts'
import { countryFacts } from './country-facts.ts'
import { type CountryRow, countryRows, isCalled } from './country-list.ts'
import { dataPackage } from './data-package.ts'
import { standingsOf } from './find-standings.ts'
import { homeFacts } from './home-facts.ts'
import { CountriesPage } from './pages/countries-page.tsx'
import { CountryBrief, CountryPage } from './pages/country-page.tsx'
import { HomePage } from './pages/home-page.tsx'
import { CountriesAnswer, CountryAnswer } from './schema.ts'
import { frontWords } from './words.ts'

const Asked = Type.Object({
  q: Type.Optional(
    Type.String({ maxLength: 100, description: 'Part of a name in any language, or a code.' }),
  ),
  region: Type.Optional(
    Type.String({ maxLength: 40, description: 'UN M49 code of a region, e.g. 002 for Africa.' }),
  ),
  sort: Type.Optional(Type.String({ maxLength: 60 })),
})
const ByIso3 = Type.Object({ iso3: Type.String({ maxLength: 200 }) })

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
    const page = { config: { public: true, may: 'read what is public' } } as const

    http.get('/', page, async (request, reply) =>
      reply.html(renderPage(<HomePage {...(await context(request))} facts={await homeFacts(house)} />)),
    )

    http.get('/countries', { ...page, schema: { querystring: Asked } }, async (request, reply) => {
      const { language } = request
      const standings = await standingsOf(house)
      const all = await countryRows(house, standings, language)
      const query = { ...asked(request.query, language), sort: request.query.sort }
      return reply.html(
        renderPage(
          <CountriesPage
            {...(await context(request))}
            rows={all.filter((row) => fits(row, query))}
            all={all.length}
            standings={standings}
            query={query}
          />,
        ),
      )
    })

    http.get(
      '/countries/:iso3',
      {
        ...page,
        schema: {
          params: ByIso3,
          querystring: Type.Object({ brief: Type.Optional(Type.String({ maxLength: 10 })) }),
        },
      },
      async (request, reply) => {
        const { language, query } = request
        const iso3 = countryCalled(request.params.iso3, language)
        const brief = query.brief !== undefined
        if (iso3 !== request.params.iso3)
          return reply.redirect(pathIn(language, `/countries/${iso3}${brief ? '?brief' : ''}`), 302)
        const given = { ...(await context(request)), facts: await countryFacts(house, iso3, language) }
        return reply.html(renderPage(brief ? <CountryBrief {...given} /> : <CountryPage {...given} />))
      },
    )

    http.get(
      '/api/v1/countries',
      {
        ...page,
        schema: {
          summary: 'Every country with its newest tier and where each method puts it',
          querystring: Asked,
          response: { 200: CountriesAnswer },
        },
      },
      async ({ query, language }) => {
        const standings = await standingsOf(house)
        const wanted = asked(query, language)
        const rows = (await countryRows(house, standings, language)).filter((row) => fits(row, wanted))
        return { count: rows.length, countries: rows.map((row) => cardOf(row, standings)) }
      },
    )

    http.get(
      '/api/v1/countries/:iso3',
      {
        ...page,
        schema: {
          summary: 'Everything held on one country',
          params: ByIso3,
          response: { 200: CountryAnswer },
        },
      },
      async ({ params, language }) =>
        countryAnswer(await countryFacts(house, countryCalled(params.iso3, language), language), language),
    )

    http.get('/data/countries.csv', page, async (_request, reply) => {
      const rows = await countryRows(house, await standingsOf(house), 'en')
      const lines = [
        countryColumns.map(({ name }) => name) as string[],
        ...rows.map((row) => countryCells(row).map((cell) => (cell === null ? '' : String(cell)))),
      ]
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="countries.csv"')
        .send(lines.map(guardedCsvLine).join(''))
    })

    http.get('/data/datapackage.json', page, async () =>
      dataPackage(await listSeries(house.db), await listDatasets(house.db), await listSources(house.db)),
    )
  }

/** The code of the country a text means. Throws NotFound with names that come near. */
function countryCalled(text: string, language: Language): string {
  const found = findCountry(text)
  if ('iso3' in found) return found.iso3
  const say = speak(frontWords, language)
  const names = found.suggestions.map((name) => {
    const near = findCountry(name)
    return 'iso3' in near ? countryName(near.iso3, language) : name
  })
  throw new NotFound(say('countries.unknown', { text: text.slice(0, 80) }), [
    {
      message: say('countries.lookUp'),
      ...(names.length > 0
        ? { remedy: say('countries.suggest', { names: formatList(language, names) }) }
        : {}),
    },
  ])
}

function asked(query: { q?: string; region?: string }, language: Language) {
  const region = query.region ?? ''
  if (region !== '' && !Object.hasOwn(regionNames, region)) {
    const say = speak(frontWords, language)
    const known = Object.entries(regionNames).map(([code, names]) => `${code} (${names[language]})`)
    throw new WrongUse(say('countries.noRegion', { region: region.slice(0, 40) }), [
      { place: 'region', message: say('countries.regions', { regions: known.join(', ') }) },
    ])
  }
  return { q: query.q?.trim() ?? '', region: region as RegionCode | '' }
}

function fits(row: CountryRow, { q, region }: { q: string; region: RegionCode | '' }): boolean {
  return (region === '' || row.region === region) && (q === '' || isCalled(row.iso3, q))
}
