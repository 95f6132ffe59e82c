import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPack } from '../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { englishLeft, faultsOf, textOf } from '../../test/support/page-checks.ts'
import { openHouse } from '../app.ts'
import { aCompactInForce } from '../compacts/compacts.test-data.ts'
import { operator } from '../house/actor.ts'
import type { HttpServer } from '../house/http.ts'
import { transact } from '../house/transact.ts'
import {
  anEstimate,
  fromLists,
  fromPublication,
  fromSurvey,
  published,
} from '../preparation/estimates/estimates.test-data.ts'
import type { Kept } from '../preparation/estimates/kept.ts'
import { figureOf, sayAnswer } from '../preparation/estimates/say.ts'
import { findEstimate, keepEstimate } from '../preparation/estimates/store.ts'
import { aKeptCodebook, aStudy } from '../preparation/studies/studies.test-data.ts'
import { languages, pathIn } from '../ui/language.ts'
import { frontWords } from './words.ts'

let house: TestHouse
let http: HttpServer

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-01-15T12:00:00Z'), furnished: withPack })
  http = await openHouse(house)
}, 120_000)

afterAll(async () => {
  await http?.close()
  await house?.close()
})

const get = (url: string, headers: Record<string, string> = {}) => http.inject({ url, headers })

const pages = [
  '/',
  '/prepare',
  '/countries',
  '/countries?q=guinea&region=002&sort=-tier',
  '/countries/GHA',
  '/countries/GHA?brief',
  // No compact, no goods; left out from the start; not rated; withdrawn; without a region.
  '/countries/FRA',
  '/countries/USA',
  '/countries/AND',
  '/countries/SCG',
  '/countries/ATA',
]

describe('Pages of several rooms', () => {
  it.each(
    languages.flatMap((language) => pages.map((page) => pathIn(language, page))),
  )('%s is a sound page in its own language, and not a heavy one', async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(200)
    expect(faultsOf(answer.body)).toEqual([])
    expect(answer.body.length).toBeLessThan(300_000)
    const language = languages.find((one) => url.startsWith(`/${one}`)) ?? 'en'
    expect(answer.headers['content-language']).toBe(language)
    if (language !== 'en') expect(englishLeft(answer.body, frontWords)).toEqual([])
  })

  it('are answered with 304 to whoever has them already', async () => {
    const first = await get('/countries/GHA')
    const again = await get('/countries/GHA', { 'if-none-match': String(first.headers.etag) })
    expect(again.statusCode).toBe(304)
  })
})

describe('The first page', () => {
  it('counts what stands behind each of seven doors, and says where nothing does', async () => {
    const text = textOf((await get('/')).body)
    const { observations } = (await get('/api/v1/indicators/tip_tier')).json().coverage
    expect(text).toContain(observations.toLocaleString('en-GB'))
    expect(text.match(/None yet/g)).toHaveLength(3)
    expect((await get('/prepare')).statusCode).toBe(200)
    expect(text).toContain('7 compacts, 7 kinds of sum, so we do not add them up')
  })

  it('shows the first ten of the newest assessment as the API has them, with their ranks', async () => {
    const text = textOf((await get('/')).body)
    const { countries } = (await get('/api/v1/countries')).json()
    const first = countries
      .map((country: { name: string; standings: { methodology: string; rank: number | null }[] }) => ({
        name: country.name,
        rank: country.standings.find(({ methodology }) => methodology === 'tipping-point')?.rank ?? null,
      }))
      .filter(({ rank }: { rank: number | null }) => rank !== null && rank <= 10)
    expect(first.length).toBeGreaterThanOrEqual(10)
    for (const { name, rank } of first) expect(text).toContain(`${rank} ${name}`)
  })

  it('says how many of its ratings rest on weak ground', async () => {
    expect(textOf((await get('/')).body)).toMatch(/\d+ ratings rest on one private transcription/)
  })
})

describe('The page of a country', () => {
  it('says that prevalence is not known, and never that it is zero', async () => {
    const text = textOf((await get('/countries/GHA')).body)
    expect(text).toContain('How many people are trafficked in Ghana is not known')
    expect((await get('/api/v1/countries/GHA')).json().prevalence).toBeNull()
  })

  it('tells where sources differ on its compact, and leads to all they say', async () => {
    const { body } = await get('/countries/PER')
    expect(textOf(body)).toContain('What do sources say of the compact?')
    expect(body).toContain('href="/compacts/observed/')
    expect(textOf((await get('/countries/FRA')).body)).not.toContain('What do sources say')
  })

  it('shows a grant without an amount as not stated', async () => {
    const { grants } = (await get('/api/v1/countries/GHA')).json()
    const unstated = grants.filter(
      (grant: { fields: { amountUsd: number | null } }) => grant.fields.amountUsd === null,
    )
    expect(unstated.length).toBeGreaterThan(0)
    const text = textOf((await get('/countries/GHA')).body)
    expect(text).toContain(`${unstated.length} of them state no amount`)
    expect(text).not.toContain('US$0')
  })

  it('lists every tier of the record as the table of tiers has it', async () => {
    const { body } = await get('/countries/GHA')
    const csv = (await get('/api/v1/observations.csv?indicator=tip_tier&iso3=GHA')).body
    const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true })
    const words: Record<string, string> = { '1': 'Tier 1', '2': 'Tier 2', '2WL': 'Watch List', '3': 'Tier 3' }
    const table = /<table[^>]*><caption[^>]*>Tier by report year[\s\S]*?<\/table>/.exec(body)?.[0] ?? ''
    expect(data.length).toBeGreaterThan(20)
    for (const { year, code } of data) {
      const row = new RegExp(`<tr[^>]*><th[^>]*>${year}</th><td[^>]*>([^<]*)`).exec(table)?.[1]
      expect(`${year} ${row}`).toContain(`${year} ${words[code!]}`)
    }
  })

  it('answers why a country left out from the start is not judged', async () => {
    const text = textOf((await get('/countries/USA')).body)
    expect(text).toContain('United States is not judged by “Tipping point”')
  })

  it.each([
    ['ghana', '/countries/GHA'],
    ['gha', '/countries/GHA'],
    ['Burma', '/countries/MMR'],
    ['Swaziland', '/countries/SWZ'],
    ['Côte d’Ivoire', '/countries/CIV'],
  ])('is found by the name %s', async (name, address) => {
    const answer = await get(`/countries/${encodeURIComponent(name)}`)
    expect(answer.statusCode).toBe(302)
    expect(answer.headers.location).toBe(address)
  })

  it('keeps the language and the brief when it leads on', async () => {
    expect((await get('/fr/countries/ghana?brief')).headers.location).toBe('/fr/countries/GHA?brief')
  })

  it('is 404 with names that come near when nobody is called that', async () => {
    const answer = await get('/countries/Gahna')
    expect(answer.statusCode).toBe(404)
    expect(textOf(answer.body)).toContain('Did you mean')
    expect(textOf(answer.body)).toContain('Ghana')
    const problem = await get('/api/v1/countries/Gahna')
    expect(problem.statusCode).toBe(404)
    expect(problem.headers['content-type']).toContain('application/problem+json')
  })
})

describe('The list of countries', () => {
  it('is narrowed by a former name, in any language, without regard to accents', async () => {
    for (const q of ['birmania', 'BURMA', 'Myanmar']) {
      const { countries } = (await get(`/api/v1/countries?q=${q}`)).json()
      expect(countries.map(({ iso3 }: { iso3: string }) => iso3)).toEqual(['MMR'])
    }
  })

  it('is narrowed by region, on the page as in the API', async () => {
    const { count } = (await get('/api/v1/countries?region=009')).json()
    expect(textOf((await get('/countries?region=009')).body)).toContain(`${count} countries of`)
  })

  it('is sorted by the rank in a method, unranked countries after ranked ones', async () => {
    const { body } = await get('/countries?sort=tipping-point')
    // The cells of a row after its name: tier, then where the method sorted by puts it.
    const cells = body
      .split('<tr')
      .slice(2)
      .map((row) => row.split('<td')[2] ?? '')
    const ranks = cells.map((cell) => Number(/in, rank (\d+), /.exec(cell)?.[1] ?? Number.POSITIVE_INFINITY))
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    expect(ranks[0]).toBe(1)
    expect(ranks.at(-1)).toBe(Number.POSITIVE_INFINITY)
  })

  it.each([
    `/countries?q=${'x'.repeat(101)}`,
    '/countries?region=Atlantis',
    '/countries?region=__proto__',
    '/countries?q=a&q=b',
    `/api/v1/countries?region=${'9'.repeat(41)}`,
  ])('%s is 400', async (url) => {
    expect((await get(url)).statusCode).toBe(400)
  })

  it('says so when nobody is called that', async () => {
    const answer = await get('/countries?q=%3Cscript%3E')
    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toContain('<script>')
    expect(textOf(answer.body)).toContain('No country is or was called')
  })
})

describe('A compact that takes effect', () => {
  it('is counted at its doors and named on the page of its country at once, where pages are kept in memory', async () => {
    const before = textOf((await get('/')).body)
    expect(before).toContain('7 compacts signed')
    expect(textOf((await get('/countries/GHA')).body)).not.toContain('In force from')
    const { id } = await aCompactInForce(house)
    const after = textOf((await get('/')).body)
    expect(after).toContain('8 compacts signed')
    expect(after).toContain('one open ledger')
    expect(after.match(/None yet/g)).toHaveLength(3)
    const { body } = await get('/countries/GHA')
    expect(body).toContain(`href="/compacts/${id}"`)
    expect(textOf(body)).toMatch(/In force from \d+ \w+ 20\d\d to \d+ \w+ 20\d\d/)
  })
})

describe('Estimates that are published', () => {
  it('stand on the page of their country with definition and interval, measured apart from modelled', async () => {
    const { version } = await aKeptCodebook(house)
    const study = await aStudy(house, { country: 'TGO' })
    const measured = await anEstimate(
      house,
      study,
      fromSurvey({ definition: 'Adults in forced labour in Togo' }),
    )
    const modelled = await anEstimate(house, study, fromPublication({ measured: 'modelled' }))
    expect(textOf((await get('/countries/TGO?brief')).body)).not.toContain('The estimate is')
    await published(house, study, version)

    const { body } = await get('/countries/TGO')
    const text = textOf(body)
    expect(text).toContain('Adults in forced labour in Togo')
    expect(text).toMatch(/The estimate is 3(\.1)?%\. The 95% interval runs from 2(\.1)?% to (4\.6|5)%\./)
    expect(text).not.toContain('No measured national estimate is known to us')
    const [measuredHere = '', modelledHere = ''] = body.split(/<h3>Modelled<\/h3>/)
    expect(measuredHere).toContain(`/estimates/${measured}`)
    expect(measuredHere).not.toContain(`/estimates/${modelled}`)
    expect(modelledHere).toContain(`/estimates/${modelled}`)

    const { prevalence, inShort } = (await get('/api/v1/countries/TGO')).json()
    expect(prevalence).toHaveLength(1)
    expect(prevalence[0]).toMatchObject({
      address: `/estimates/${measured}`,
      quantity: 'share',
      definition: 'Adults in forced labour in Togo',
      wholeCountry: true,
    })
    expect(prevalence[0].intervals[1]).toMatchObject({ level: 0.95, kind: 'logit' })
    expect(inShort[2]).toContain('Measured: ')
  })

  it('are told as several where several are current, with definition; a lower bound as “at least”', async () => {
    const { version } = await aKeptCodebook(house)
    const inShort = async (country: string, ...kept: Kept[]): Promise<string> => {
      const study = await aStudy(house, { country })
      for (const each of kept) await anEstimate(house, study, each)
      await published(house, study, version)
      return (await get(`/api/v1/countries/${country}`)).json().inShort[2]
    }
    const bound = fromLists({}, { chosen: 'chao' })
    const one = await inShort('SEN', bound)
    expect(one).toMatch(/At least [\d,]+ people, as a lower bound\./)
    expect(one).toContain('Counted is: Adults in forced labour, as each organisation identified them.')
    const several = await inShort(
      'GMB',
      fromPublication({}, { estimate: 12000 }),
      fromPublication(),
      bound,
      fromPublication({ unit: 'household' }, { estimate: 12500 }),
      fromPublication({ periodFrom: '2019-01-01', periodTo: '2019-12-31' }, { estimate: 10000 }),
    )
    expect(several).toContain('The estimate is 11,300 people.')
    expect(several).toContain(
      'It is one of 3 current estimates, which lie between 11,300 people and 12,000 people.',
    )
    expect(textOf((await get('/countries/GMB')).body).split('It is one of 3 current estimates')).toHaveLength(
      3,
    )
    expect(await inShort('MLI', fromPublication({ unit: 'household' }))).toContain('is not known')
  })

  it('are none that its table contradicts, and no change', async () => {
    const { version } = await aKeptCodebook(house)
    const study = await aStudy(house, { country: 'NER' })
    const actor = operator
    const kept = fromLists()
    const check = { found: 'differs' as const, kept: 1, here: 2 }
    await transact(house.db, (trx) =>
      keepEstimate(trx, { actor, at: house.now() }, { study, kept, correction: null, check }),
    )
    const survey = fromSurvey()
    if (survey.result.design === 'lists') throw new Error('a survey is no lists')
    const [first] = survey.result.estimates
    if (first?.estimate.status !== 'ok') throw new Error('an estimate is wanted')
    const estimate = {
      ...first.estimate,
      method: 'change-two-waves',
      estimate: -0.03,
      intervals: [{ level: 0.95, low: -0.072, high: 0.013, kind: 'normal' as const }],
      diagnostics: {
        first: { wave: '2020', estimate: 0.12, respondents: 1000, withOutcome: 120 },
        second: { wave: '2021', estimate: 0.09, respondents: 1000, withOutcome: 90 },
      },
    }
    const result = {
      ...survey.result,
      design: 'two-waves' as const,
      estimates: [{ label: 'change', estimate }],
    }
    const change = await anEstimate(house, study, { ...survey, result })
    await published(house, study, version)
    const { inShort, prevalence } = (await get('/api/v1/countries/NER')).json()
    expect(inShort[2]).toContain('is not known')
    expect(prevalence).toBeNull()
    const { head } = await findEstimate(house.db, change)
    expect(sayAnswer(figureOf(head), head, 'en')).toMatch(
      /^The change is −3 percentage points\. The 95% interval runs from −[78](\.\d)? to [12](\.\d)?\.$/,
    )
  })

  it('of a part of a country leave it unknown how many there are in all of it', async () => {
    const { version } = await aKeptCodebook(house)
    const study = await aStudy(house, { country: 'BEN' })
    const place = { wholeCountry: false, words: 'Cotonou' }
    await anEstimate(house, study, fromSurvey({ place }))
    await published(house, study, version)
    const { inShort, prevalence } = (await get('/api/v1/countries/BEN')).json()
    expect(prevalence).toHaveLength(1)
    expect(inShort[2]).toContain('is not known')
    expect(textOf((await get('/countries/BEN')).body)).toContain('Cotonou')
  })
})

describe('All data at once', () => {
  it('lists tables that exist, with just the columns they have, a source and a licence each', async () => {
    const answer = await get('/data/datapackage.json')
    expect(answer.statusCode).toBe(200)
    const { resources } = answer.json()
    expect(resources.length).toBeGreaterThan(25)
    for (const { path: file, schema, sources, licenses } of resources) {
      const table = await get(`/data/${file}`)
      expect(`${file} ${table.statusCode}`).toBe(`${file} 200`)
      expect(table.headers['content-type']).toBe('text/csv; charset=utf-8')
      const { data, errors } = Papa.parse<string[]>(table.body, { skipEmptyLines: true })
      expect(errors).toEqual([])
      expect(data[0]).toEqual(schema.fields.map(({ name }: { name: string }) => name))
      expect(data.every((row) => row.length === data[0]!.length)).toBe(true)
      expect(sources.length + licenses.length).toBeGreaterThanOrEqual(2)
    }
  }, 60_000)

  it('has in the table of countries what the API says of them', async () => {
    const { data } = Papa.parse<Record<string, string>>((await get('/data/countries.csv')).body, {
      header: true,
      skipEmptyLines: true,
    })
    const { countries } = (await get('/api/v1/countries')).json()
    expect(data).toHaveLength(countries.length)
    const ghana = data.find(({ iso3 }) => iso3 === 'GHA')
    const known = countries.find(({ iso3 }: { iso3: string }) => iso3 === 'GHA')
    expect(ghana?.tier).toBe(known.tier.code)
    expect(Number(ghana?.tipping_point_rank)).toBe(
      known.standings.find(({ methodology }: { methodology: string }) => methodology === 'tipping-point')
        .rank,
    )
  })
})
