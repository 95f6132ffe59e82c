import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withLegislatures } from '../../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { englishLeft, faultsOf, textOf } from '../../../test/support/page-checks.ts'
import { operator } from '../../house/actor.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { languages, pathIn } from '../../ui/language.ts'
import { aSmallPack, known } from './legislatures.test-data.ts'
import { importLegislature } from './load.ts'
import { legislatureRoutes } from './routes.tsx'
import { folded } from './vcard.ts'
import { pageWords } from './words/pages.ts'
import { legislatureWords } from './words.ts'

let house: TestHouse
let http: HttpServer
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-22T12:00:00Z'), furnished: withLegislatures })
  http = await buildServer(house, {
    languages,
    doors: [
      {
        at: '/',
        routes: legislatureRoutes(
          house,
          { css: [], js: [] },
          { panels: [async ({ legislator }) => `A panel about ${legislator.name}`, async () => null] },
        ),
      },
    ],
    renderFault: (_request, fault) => `<h1>${fault.message}</h1>${fault.details[0]?.message}`,
    clientFolder: null,
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})
const get = async (path: string) => {
  const { body, statusCode } = await http.inject(path)
  return { body, statusCode, text: textOf(body) }
}

describe('The page of all legislators', () => {
  it('names who holds a seat in the newest pack of each, and finds those of earlier days', async () => {
    for (const language of languages) {
      const { body, statusCode, text } = await get(pathIn(language, '/legislators'))
      expect(statusCode).toBe(200)
      expect(faultsOf(body)).toEqual([])
      expect(text).toContain('Christopher H. Smith')
      expect(body).toContain(`href="${pathIn(language, `/legislators/${known.smith}`)}"`)
      if (language !== 'en') expect(englishLeft(body, pageWords)).toEqual([])
    }
    expect((await get('/legislators?q=Bradley+Byrne')).body).toContain('/legislators/bioguide-B001289')
    expect((await get('/legislatures')).body).toContain('href="/legislators"')
  })
})

describe('The page that says who represents a code', () => {
  it('asks for a code and a day, today unless told otherwise', async () => {
    const { body, statusCode } = await get('/represent')
    expect(statusCode).toBe(200)
    expect(faultsOf(body)).toEqual([])
    expect(body).toContain('value="2026-11-22"')
  })

  it('names everybody with what is known of them, the map, and why', async () => {
    const { text, statusCode } = await get('/represent?code=7601&day=2014-08-31')
    expect(statusCode).toBe(200)
    for (const said of [
      '3 people',
      'Scott Garrett',
      'Cory A. Booker',
      'You typed 7601',
      '113th and 114th',
      'No office in the district is known',
    ])
      expect(text).toContain(said)
  })

  it('settles nothing that is split, and says what would', async () => {
    const { text } = await get('/represent?code=38079&day=2014-08-31')
    for (const said of [
      'split',
      'Kentucky',
      'Tennessee',
      'Mitch McConnell',
      'Bob Corker',
      'A street address decides',
    ])
      expect(text).toContain(said)
  })

  it('calls a vacancy one, with the day it was known on', async () => {
    const { text } = await get('/represent?code=08102&day=2014-08-31')
    expect(text).toContain('The seat is vacant')
    expect(text).toContain('2 people')
  })

  it('shows the nearest of dated offices', async () => {
    const { text } = await get('/represent?code=07601&day=2026-06-15')
    expect(text).toContain('as known on 15 June 2026')
    expect(text).toMatch(/Nearest office|Office/)
  })

  it.each([
    ['SW1A 1AA', 'another country (United Kingdom)'],
    ['', 'No code was given'],
    ['<script>alert(1)</script>', 'digits alone'],
    ["'; drop table people; --", 'digits alone'],
  ])('answers “%s” with what to do instead', async (code, said) => {
    const { body, text, statusCode } = await get(`/represent?code=${encodeURIComponent(code)}&day=2014-08-31`)
    expect(statusCode).toBe(422)
    expect(text).toContain(said)
    expect(body).not.toContain('<script>alert')
    expect(faultsOf(body)).toEqual([])
  })

  it('says at the day when the day is wrong', async () => {
    const { body, statusCode } = await get('/represent?code=07601&day=2020-01-01')
    expect(statusCode).toBe(422)
    expect(body).toContain('id="day-error"')
    expect((await get('/represent?code=07601&day=no')).statusCode).toBe(422)
  })
})

describe('Pages of legislatures', () => {
  it('list packs and maps with their faults, and find somebody by name', async () => {
    const { text } = await get('/legislatures?q=smith%20christopher')
    for (const said of [
      'Congress of the United States',
      'Florida Legislature',
      '31 August 2014',
      '23 %',
      'Christopher H. Smith',
    ])
      expect(text).toContain(said)
  })

  it('tell seats, vacancies and what is not known', async () => {
    const then = await get('/legislatures/us-congress?on=2014-08-31')
    expect(then.text).toContain('3 seats are vacant')
    expect(then.text).toContain('Jersey’s 1st congressional district')
    const florida = await get('/legislatures/us-fl-legislature')
    expect(florida.text).not.toContain('seats are vacant')
    expect(florida.text).toContain('the holder is not known')
    expect(faultsOf(florida.body)).toEqual([])
  })

  it('tell one person the same way in every session, with panels of other parts', async () => {
    const { text, body } = await get(`/legislators/${known.smith}`)
    for (const said of [
      'Christopher H. Smith',
      '113th Congress',
      '119th Congress',
      'A panel about Christopher H. Smith',
      'House Committee on Foreign Affairs',
      'No office in the district is known',
    ])
      expect(text).toContain(said)
    expect(faultsOf(body)).toEqual([])
  })

  it('tell a legislature that nobody here thought of, from its pack alone', async () => {
    const folder = aSmallPack()
    try {
      expect((await importLegislature(house, folder, operator)).state).toBe('added')
    } finally {
      rmSync(folder, { recursive: true })
    }
    const { text, body } = await get('/legislatures/ke-example')
    for (const said of [
      'Assembly of the example on 15 January 2025',
      'One seat is vacant: Kwale',
      'Amani Example',
    ])
      expect(text).toContain(said)
    expect(faultsOf(body)).toEqual([])
    expect((await get('/legislators/example-1')).text).toContain('Amani Example')
    expect(
      JSON.parse((await get('/api/v1/lookup?code=80100&legislature=ke-example&asOf=2025-02-01')).body),
    ).toMatchObject({ certainty: 'unknown', error: { kind: 'no-map' } })
  })

  it('answer what nobody means well by with a fault of the asker, never of the house', async () => {
    for (const odd of [
      '%00',
      'a%00b',
      '%ED%A0%80',
      '%27%20or%201=1',
      '..%2F..',
      'a'.repeat(300),
      '%F0%9F%98%80',
      '__proto__',
      'constructor',
    ])
      for (const path of [
        `/legislatures/${odd}`,
        `/legislatures/us-congress?on=${odd}`,
        `/legislatures?q=${odd}`,
        `/legislators/${odd}`,
        `/represent?code=${odd}&day=${odd}`,
        `/represent?code=${odd}&day=2014-08-31`,
        `/represent?code=1&code=2`,
        `/api/v1/lookup?code=${odd}&legislature=${odd}&asOf=${odd}`,
        `/api/v1/legislatures/${odd}?on=${odd}`,
        `/api/v1/legislators/${odd}`,
      ])
        expect((await get(path)).statusCode, path).toBeLessThan(500)
  })

  it('say what there is where something is asked for that is not', async () => {
    for (const path of [
      '/legislators/bioguide-X000000',
      '/legislatures/none',
      '/legislatures/us-congress?on=2013-01-01',
    ]) {
      expect((await get(path)).statusCode, path).toBe(404)
      expect((await get(`/fr${path}`)).text, path).toMatch(/Aucun élu|Cette assemblée|pas de données/)
    }
  })

  it('name districts in the reader’s language, and what speaks against a seat', async () => {
    expect((await get('/fr/represent?code=07601&day=2014-08-31')).text).toContain(
      'New Jersey, 5e circonscription',
    )
    expect((await get('/es/represent?code=20001&day=2014-08-31')).text).toContain(
      'District of Columbia, distrito único',
    )
    const doubted = 'ocd-person-66c3a112-3008-4332-a6b0-8990a7d992d5'
    expect((await get(`/legislators/${doubted}`)).text).toContain('in doubt')
    expect((await get(`/pt/legislators/${doubted}`)).text).toContain('A fonte não diz quando começou')
  })

  it.each(languages)('read in %s', async (language) => {
    for (const path of [
      '/represent?code=38079&day=2014-08-31',
      '/represent?code=08102&day=2014-01-15',
      '/represent?code=K1A0B1',
      '/legislatures',
      '/legislatures/us-congress?on=2014-08-31',
      '/legislatures/us-fl-legislature',
      `/legislators/${known.smith}`,
    ]) {
      const { body } = await http.inject(pathIn(language, path))
      expect(faultsOf(body), path).toEqual([])
      if (language === 'en') continue
      expect(englishLeft(body, legislatureWords), path).toEqual([])
      expect(englishLeft(body, pageWords), path).toEqual([])
    }
  })
})

describe('What is taken along', () => {
  it('every seat as CSV, with what is not known said', async () => {
    const { body } = await get('/legislatures/us-congress/seats.csv?on=2014-08-31')
    const lines = body.trim().split('\n')
    expect(lines).toHaveLength(542)
    expect(lines.filter((line) => line.includes(',vacant,'))).toHaveLength(3)
    expect((await get('/legislatures/us-fl-legislature/seats.csv')).body).toContain(',not known,')
  })

  it('offices as cards for an address book, escaped, folded and dated', async () => {
    const { body } = await get(`/legislators/${known.smith}/offices.vcf`)
    expect(body.match(/BEGIN:VCARD\r\nVERSION:4\.0\r\n/g)).toHaveLength(2)
    expect(body).toContain('FN:Christopher H. Smith\r\n')
    expect(body).toContain('N:Smith;Christopher;;;\r\n')
    expect(body.replace(/\r\n /g, '')).toContain(';Middletown;NJ;07748;')
    expect(body).toContain('as known on 15 June 2026')
    for (const line of body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(folded('é'.repeat(60)).replace(/\r\n /g, '')).toBe('é'.repeat(60))
  })
})

describe('The API', () => {
  it('answers as the command does', async () => {
    const { statusCode, body } = await get('/api/v1/lookup?code=08102&asOf=2014-08-31')
    expect(statusCode).toBe(200)
    expect(JSON.parse(body)).toMatchObject({
      code: '08102',
      certainty: 'certain',
      map: 'zcta-113',
      candidates: [
        { chamber: 'house', bioguide: null, name: null, voting: true, vacant: true },
        { bioguide: 'M000639', vacant: false },
        { bioguide: 'B001288', vacant: false },
      ],
    })
    expect(JSON.parse((await get('/api/v1/lookup?code=K1A0B1')).body)).toMatchObject({
      certainty: 'unknown',
      candidates: [],
      error: { kind: 'foreign' },
    })
  })

  it('gives packs, every seat, and one person', async () => {
    const all = JSON.parse((await get('/api/v1/legislatures')).body) as { packs: unknown[]; maps: unknown[] }
    expect([all.packs.length, all.maps.length]).toEqual([4, 2])
    const one = JSON.parse((await get('/api/v1/legislatures/us-congress?on=2014-08-31')).body) as {
      places: { vacant: boolean }[]
    }
    expect(one.places).toHaveLength(541)
    expect(one.places.filter(({ vacant }) => vacant)).toHaveLength(3)
    expect(JSON.parse((await get(`/api/v1/legislators/${known.smith}`)).body)).toMatchObject({
      bioguide: 'S000522',
      terms: [{ session: { id: '119' } }, { session: { id: '113' } }],
    })
  })
})
