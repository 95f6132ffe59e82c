import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import type { HttpServer } from '../house/http.ts'
import {
  anOrganisation,
  aPerson,
  asking,
  give,
  join,
  openDoor,
} from '../people/organisations/organisations.test-data.ts'
import { languages } from '../ui/language.ts'
import { budgetRoutes } from './routes.tsx'

let house: TestHouse
let http: HttpServer
let analyst: string
let campaigner: string
const textOf = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/[\s\u2060]+/g, ' ')
    .replace(/ ([.,:;])/g, '$1')

beforeAll(async () => {
  house = await openTestHouse()
  http = await openDoor(house, { besides: [budgetRoutes(house, { css: [], js: [] })] })
  analyst = (await aPerson(house)).id
  await give(house, analyst, 'analyst')
  campaigner = (await aPerson(house)).id
  await join(house, campaigner, await anOrganisation(house), 'campaigner')
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const visit = (url: string, person: string | null = null) => asking(http, person).get(url)
const read = async (url: string, person: string | null = null) => textOf((await visit(url, person)).body)

const head = 'line,agency,program,fiscal_year,stage,amount_usd_millions,kind,note,source\n'
const row = (amount: string, source = 'P.L. 118-47', line = 'hhs-otip') =>
  `${line},HHS/ACF/OTIP,Trafficking Victims program,2024,enacted,${amount},appropriation,,${source}\n`
const bring = (person: string | null, csv: string | Buffer, name = 'figures.csv') => {
  const boundary = '----budget'
  const part = (text: string) => Buffer.from(`--${boundary}\r\n${text}`)
  return http.inject({
    method: 'POST',
    url: '/budget/import',
    headers: {
      ...(person === null ? {} : { 'x-person': person }),
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([
      part(`content-disposition: form-data; name="once"\r\n\r\n${randomUUID()}\r\n`),
      part(
        `content-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`,
      ),
      Buffer.from(csv),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  })
}
const hiddenIn = (html: string, name: string) =>
  (new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', '’')
    .replaceAll('&amp;', '&')

describe('The calculator', () => {
  it('says what two cents of every dollar are, which estimate it used, and both ratios that were said', async () => {
    const text = await read('/two-cents')
    expect(text).toContain(
      'Two cents of every dollar of US$236 billion (ILO 2024) would be US$4.72 billion a year, in dollars of 2021',
    )
    expect(text).toContain('1: 1,000')
    expect(text).toContain('1: 320')
    expect(text).toContain('ATEST, February 2014')
    expect(text).toContain('Three months later')
  })

  it('gives the ratio of the coalition for the sums it rests on', async () => {
    const text = await read('/two-cents?profits=ilo-2014&spending=claimed-2016&dollars=published')
    expect(text).toContain('US$3 billion a year')
    expect(text).toContain('For each dollar spent, traffickers make 1,000')
    expect(text).toContain('20 times what is spent: US$2.85 billion more')
  })

  it('refuses in words to mix prices of different times, and leads to the dollars of one year', async () => {
    const page = await visit('/two-cents?profits=ilo-2024&spending=claimed-2016&dollars=published')
    const text = textOf(page.body)
    expect(text).toContain('it would mix the prices of 2021 with those of 2016')
    expect(text).not.toContain('For each dollar spent')
    expect(page.body).toContain('spending=claimed-2016&amp;cents=2&amp;dollars=2021')
    // Where nothing is said of prices, both are at those of the estimate.
    const converted = await read('/two-cents?profits=ilo-2024&spending=claimed-2016')
    expect(converted).toContain('For each dollar spent')
    // A converted sum is known to three digits at most.
    const old = await read('/two-cents?profits=ilo-2005-trafficked&spending=said-2014')
    expect(old.slice(old.indexOf('How do they compare'), old.indexOf('What is counted'))).not.toMatch(
      /US\$\d{3}\.\d|US\$\d+\.\d{3}/,
    )
    expect(converted).toContain('Both were converted to dollars of 2021')
  })

  it('keeps what was typed where it cannot be reckoned with', async () => {
    const sent = await visit('/two-cents?cents=two&profits=nobody')
    expect(sent.statusCode).toBe(422)
    expect(sent.body).toContain('value="two"')
    expect(textOf(sent.body)).toContain('A whole number of cents between 1 and 100')
  })

  it('answers programs the same, and refuses them the same', async () => {
    const answer = (
      await visit('/api/v1/budget/two-cents?profits=ilo-2014&spending=claimed-2016&dollars=published')
    ).json()
    expect(answer).toMatchObject({
      ask: 300_000_000_000,
      askUsdMillions: '3000',
      compared: { ratio: 1000 },
      refused: null,
    })
    expect(answer.said.map(({ ratio }: { ratio: number }) => ratio)).toEqual([320, 1000])
    expect(
      (
        await visit('/api/v1/budget/two-cents?profits=ilo-2024&spending=claimed-2016&dollars=published')
      ).json(),
    ).toMatchObject({ compared: null, refused: 'other prices' })
    expect((await visit('/api/v1/budget/two-cents?cents=0')).statusCode).toBe(422)
  })
})

describe('Lines', () => {
  it('are listed with what was asked, requested and enacted, and what is no money given apart', async () => {
    const text = await read('/budget')
    expect(text).toContain('Assistance to foreign national victims')
    expect(text).toContain('2015 14.5 1 22 1 13 1 1.5')
    expect(text).toContain('None of these is money given')
  })

  it('show a year step by step, cells without money as printed, and the gap to the ask', async () => {
    const text = await read('/budget/lines/hhs-foreign-national-victims?year=2014')
    expect(text).toContain('is US$0.7 million short of what was asked')
    expect(text).toContain('to be decided (“TBD”)')
    expect(text).toContain('They are never added')
    expect(text).toMatch(/Year by year .* 2014 2015 2016 .* House of Representatives TBD 1 – – /)
    expect(text).toContain('in dollars of 2023')
  })

  it('show what the parts leave of the printed total', async () => {
    expect(await read('/budget/lines/hhs-otip?year=2024')).toContain(
      'The parts sum to US$27.9 million, the printed total is US$31 million: US$3.1 million are accounted for nowhere',
    )
  })

  it('say which years are known where another is asked for, and which lines', async () => {
    const missing = await visit('/budget/lines/hhs-otip?year=1999')
    expect(missing.statusCode).toBe(404)
    expect(textOf(missing.body)).toContain('Known years: 2025, 2024')
    expect((await visit('/budget/lines/none')).statusCode).toBe(404)
    expect((await visit('/api/v1/budget/lines/none')).statusCode).toBe(404)
  })

  it('are told to programs with the track of each figure', async () => {
    const { lines } = (await visit('/api/v1/budget/lines')).json()
    const otip = lines.find(({ line }: { line: string }) => line === 'hhs-otip')
    expect(otip.parts).toEqual([
      { fiscalYear: 2024, whole: 3_100_000_000, sum: 2_790_000_000, missing: 310_000_000, approximate: true },
    ])
    const authorised = lines.find(({ line }: { line: string }) => line === 'auth-jtip')
    expect(authorised.facts[0]).toMatchObject({ track: 'authorisation', through: 2021, minor: 1_382_200_000 })
    expect(authorised.gaps).toEqual([])
  })

  it('are read in four languages, without a word of English left in the frame', async () => {
    for (const language of languages.filter((each) => each !== 'en'))
      for (const page of ['/two-cents', '/budget', '/budget/lines/hhs-otip?year=2024']) {
        const sent = await visit(`/${language}${page}`)
        expect(sent.statusCode).toBe(200)
        expect(textOf(sent.body)).not.toMatch(/US\$|\bwhat was asked\b|\bStep by step\b/i)
      }
  })
})

describe('Figures of one’s own', () => {
  it('are for analysts and for those who run campaigns of an organisation', async () => {
    const somebody = (await aPerson(house)).id
    expect((await visit('/budget/import')).statusCode).toBeGreaterThanOrEqual(300)
    expect((await visit('/budget/import', somebody)).statusCode).toBe(403)
    expect((await bring(somebody, head + row('30'))).statusCode).toBe(403)
    for (const person of [analyst, campaigner]) {
      expect((await visit('/budget/import', person)).statusCode).toBe(200)
      expect(await read('/budget', person)).toContain('Bring figures of your own')
    }
    expect(await read('/budget')).not.toContain('Bring figures of your own')
  })

  it('are shown beside what is there before anything is written, and then take its place', async () => {
    const looked = await bring(campaigner, head + row('30.755'))
    expect(looked.statusCode).toBe(200)
    expect(textOf(looked.body)).toContain('0 new figures, 1 that takes the place of another')
    expect(textOf(looked.body)).toContain('US$30.755 million')
    expect(await read('/budget/lines/hhs-otip?year=2024')).not.toContain('30.755')

    const values = {
      text: hiddenIn(looked.body, 'text'),
      seen: hiddenIn(looked.body, 'seen'),
      once: randomUUID(),
    }
    const taken = await Promise.all([1, 2].map(() => asking(http, campaigner).send('/budget/take', values)))
    for (const each of taken) expect(each.headers.location).toBe('/budget?taken=1')
    expect(await house.db.selectFrom('budget_facts').select('organisation_id').execute()).toHaveLength(1)
    const text = await read('/budget/lines/hhs-otip?year=2024')
    expect(text).toContain('US$30.755 million')
    expect(text).toContain('before: US$31 million')
    expect(text).toContain('US$2.855 million are accounted for nowhere')
    expect((await visit('/budget/facts.csv')).body).toContain('enacted,30.755,appropriation')
  })

  it('leave out rows that are wrong and say where', async () => {
    const looked = await bring(analyst, head + row('about 30') + row('12', 'Page 3', 'a-new-line'))
    expect(looked.statusCode).toBe(422)
    expect(textOf(looked.body)).toContain('2, amount_usd_millions')
    expect(textOf(looked.body)).toContain('1 new figure,')
    expect(hiddenIn(looked.body, 'text')).not.toContain('about 30')
  })

  it('are refused when others were written meanwhile, or when no file was looked at', async () => {
    const looked = await bring(analyst, head + row('12', 'Page 3', 'another-line'))
    const values = { text: hiddenIn(looked.body, 'text'), seen: 'f'.repeat(32) }
    const late = await asking(http, analyst).send('/budget/take', values)
    expect(late.statusCode).toBe(409)
    expect(textOf(late.body)).toContain('Figures changed since you looked')
    expect((await asking(http, analyst).send('/budget/take', { text: 'nothing' })).statusCode).toBe(422)
  })

  it('are told kindly what is no file of figures', async () => {
    for (const [csv, name] of [
      ['', 'figures.csv'],
      [Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 'figures.csv'],
      ['<html>', 'figures.html'],
      ['just words', 'figures.csv'],
    ] as const)
      expect((await bring(analyst, csv, name)).statusCode).toBe(422)
  })
})
