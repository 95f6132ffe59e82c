import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPack } from '../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { englishLeft, faultsOf, textOf } from '../../test/support/page-checks.ts'
import { openHouse } from '../app.ts'
import type { HttpServer } from '../house/http.ts'
import { languages, pathIn } from '../ui/language.ts'
import { listSeries, listSources } from './store.ts'
import { indicatorWords } from './words.ts'

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

describe('Pages of figures and sources', () => {
  const pages = [
    '/indicators',
    '/indicators/tip_tier',
    '/indicators/gdp_current_usd',
    '/indicators/wgi_rule_of_law',
    '/indicators/gini',
    '/sources',
    '/sources/us-cspa',
  ]
  it.each(
    languages.flatMap((language) => pages.map((page) => pathIn(language, page))),
  )('%s is a sound page in its own language, and not a heavy one', async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(200)
    expect(faultsOf(answer.body)).toEqual([])
    expect(answer.body.length).toBeLessThan(300_000)
    if (!pages.includes(url)) expect(englishLeft(answer.body, indicatorWords)).toEqual([])
  })

  it('there is one for every series and every source', async () => {
    for (const { id } of await listSeries(house.db)) {
      const answer = await get(`/indicators/${id}`)
      expect(`${id} ${answer.statusCode} ${faultsOf(answer.body)}`).toBe(`${id} 200 `)
    }
    for (const { id } of await listSources(house.db)) {
      expect(`${id} ${(await get(`/sources/${id}`)).statusCode}`).toBe(`${id} 200`)
    }
  }, 60_000)

  it('say that a release day is a rule where it is one', async () => {
    expect(textOf((await get('/indicators/population')).body)).toContain('By rule, not by record')
    expect(textOf((await get('/indicators/tip_tier')).body)).not.toContain('By rule, not by record')
  })

  it('give the reason why a country has no value, and no zero', async () => {
    const text = textOf((await get('/indicators/tip_tier')).body)
    expect(text).toContain('does not apply: the country did not exist')
    expect(text).toContain('Netherlands Antilles (2009)')
  })

  it('show in their table what the CSV has for that year', async () => {
    const { body } = await get('/indicators/wgi_rule_of_law')
    const { data } = Papa.parse<Record<string, string>>((await get('/data/wgi_rule_of_law.csv')).body, {
      header: true,
      skipEmptyLines: true,
    })
    const newest = Math.max(...data.map(({ year }) => Number(year)))
    const ghana = data.find(({ iso3, year }) => iso3 === 'GHA' && Number(year) === newest)
    const row = /<a href="\/countries\/GHA">Ghana<\/a><\/th><td[^>]*>([^<]*)</.exec(body)?.[1]
    expect(row?.replace('−', '-')).toBe(Number(ghana?.value).toFixed(2))
  })
})

describe('The API of figures', () => {
  it('gives everything in slices, each figure once, in the end as many as the CSV', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const next: string = cursor === null ? '' : `&cursor=${cursor}`
      const answer = (await get(`/api/v1/observations?indicator=tip_tier&limit=900${next}`)).json()
      seen.push(
        ...answer.observations.map((one: { iso3: string; year: number }) => `${one.iso3} ${one.year}`),
      )
      cursor = answer.next
    } while (cursor !== null)
    const csv = (await get('/api/v1/observations.csv?indicator=tip_tier')).body
    const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true })
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(data.map(({ iso3, year }) => `${iso3} ${year}`))
  })

  it('narrows by years, both ends included, and by any name of a country', async () => {
    const { observations } = (
      await get('/api/v1/observations?indicator=tip_tier&iso3=Burma&from=2010&to=2012')
    ).json()
    expect(observations.map((one: { iso3: string; year: number }) => [one.iso3, one.year])).toEqual([
      ['MMR', 2010],
      ['MMR', 2011],
      ['MMR', 2012],
    ])
  })

  it('answers facts of a list and of a country alike as JSON and CSV', async () => {
    const { facts } = (await get('/api/v1/facts?dataset=compact')).json()
    const { data } = Papa.parse<Record<string, string>>(
      (await get('/api/v1/facts.csv?dataset=compact')).body,
      {
        header: true,
        skipEmptyLines: true,
      },
    )
    expect(facts).toHaveLength(7)
    expect(data.map(({ fields }) => JSON.parse(fields!))).toEqual(
      facts.map(({ fields }: { fields: unknown }) => fields),
    )
  })

  it('carries an ETag that spares whoever has it already', async () => {
    const first = await get('/api/v1/sources')
    const again = await get('/api/v1/sources', { 'if-none-match': String(first.headers.etag) })
    expect(again.statusCode).toBe(304)
  })

  it('is described in OpenAPI with the shapes of its answers', async () => {
    const { paths } = (await get('/api/v1/openapi.json')).json()
    for (const path of ['/api/v1/indicators', '/api/v1/observations', '/api/v1/facts', '/api/v1/sources']) {
      expect(paths[path].get.responses['200'].content['application/json'].schema.type).toBe('object')
    }
  })

  it.each([
    ['/indicators/tip_tiers', 404],
    ['/sources/us-csp', 404],
    ['/api/v1/indicators/nothing', 404],
    ['/api/v1/observations?indicator=nothing', 404],
    ['/api/v1/observations?iso3=Atlantis', 404],
    ['/api/v1/facts?dataset=nothing', 404],
    ['/data/nothing.csv', 404],
    ['/data/tip_tier.xml', 404],
    ['/data/..%2F..%2Fetc%2Fpasswd.csv', 404],
    ['/api/v1/observations.csv', 400],
    ['/api/v1/observations?limit=0', 400],
    ['/api/v1/observations?limit=1e9', 400],
    ['/api/v1/observations?from=20I4', 400],
    ['/api/v1/observations?cursor=%7B%7D', 400],
    ['/api/v1/observations?cursor=WyJhIiwiYiIsMWU5OV0', 400],
    ['/api/v1/observations?cursor=WyJ0aXBcdTAwMDAiLCJiIiwxXQ', 400],
    [`/api/v1/observations?indicator=${'x'.repeat(200)}`, 400],
    ['/api/v1/facts?dataset=compact&dataset=proposal', 400],
  ])('%s is %i', async (url, status) => {
    expect((await get(url)).statusCode).toBe(status)
  })

  it('names what comes near an unknown name', async () => {
    expect(JSON.stringify((await get('/api/v1/indicators/tip_tiers')).json())).toContain(
      'Did you mean tip_tier',
    )
  })
})
