import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import '../../../test/support/property-seed.ts'
import type { Observation, Series } from '../schema.ts'
import { type Asked, differences, type Fetched, sealed } from './connector.ts'
import { type Door, openDoor } from './door.ts'
import { ConnectorFault } from './faults.ts'
import { wgi } from './wgi.ts'
import {
  maintenance,
  openPublisher,
  type Publisher,
  page,
  type Told,
  unknownCode,
} from './world-bank.test-data.ts'
import { readPage, worldBank } from './world-bank.ts'

const code = 'SP.POP.TOTL'
const asked: Asked = { items: [code], from: 2020, to: 2021 }
const series = (id: string, range: Series['range'] = null): Series => ({
  id,
  source: 'x',
  title: { en: id },
  unit: { en: 'people' },
  kind: 'number',
  codes: null,
  direction: 0,
  range,
  release: { kind: 'offset', years: 1, monthDay: '07-01', basis: 'a test' },
  revised: null,
  note: null,
})
const known = {
  series: new Map(
    [series('population', { min: 1, max: 2e9 }), series('wgi_rule_of_law', { min: -4, max: 4 })].map(
      (each) => [each.id, each],
    ),
  ),
}
const answered = (...pages: string[]): Fetched => sealed(asked, [{ item: code, role: 'value', code, pages }])
const parsed = (rows: Told[]) => worldBank.parse(answered(page(code, rows)), known)
const faultOf = async (work: () => unknown): Promise<string> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof ConnectorFault) return error.fault
    throw error
  }
  return 'none'
}

describe('An answer of the World Bank', () => {
  it('becomes figures by country and year, with footnote and status', () => {
    const found = parsed([
      ['GHA', 'Ghana', '2020', 31000000, { footnote: 'Estimated.', obs_status: 'E' }],
      ['XKX', 'Kosovo', '2021', '1773971.5'],
    ])
    expect(found.series[0]!.series.id).toBe('population')
    expect(found.series[0]!.figures).toEqual([
      { iso3: 'GHA', year: 2020, value: 31000000, standardError: null, note: 'Estimated.; status E' },
      { iso3: 'XKX', year: 2021, value: 1773971.5, standardError: null, note: null },
    ])
    expect(found.lastUpdated).toBe('2026-07-01')
  })

  it('keeps null as not known, never as zero', () => {
    expect(parsed([['GHA', 'Ghana', '2020', null]]).series[0]!.figures[0]!.value).toBeNull()
    expect(parsed([['GHA', 'Ghana', '2020', '']]).series[0]!.figures[0]!.value).toBeNull()
  })

  it('names what is no country, and takes no three letters for one that only looks so', () => {
    const found = parsed([
      ['WLD', 'World', '2020', 7.8e9],
      ['ARB', 'Arab World', '2020', 4e8],
      ['', 'Africa Eastern and Southern', '2020', 6e8],
      ['', 'Ghana', '2021', 5],
      ['GHA', 'Ghana', '2020', 7],
    ])
    expect(found.leftOut).toEqual(['Africa Eastern and Southern', 'Arab World', 'World'])
    expect(found.series[0]!.figures.map(({ iso3, value }) => `${iso3} ${value}`)).toEqual(['GHA 5', 'GHA 7'])
  })

  it('rejects with a reason what is no year, no number, or cannot be right', () => {
    const { rejected, series: read } = parsed([
      ['GHA', 'Ghana', '2020Q1', 5],
      ['KEN', 'Kenya', '2020', '53,771,300'],
      ['MAR', 'Morocco', '2020', -3],
      ['TUN', 'Tunisia', '2020', 'n/a'],
    ])
    expect(read[0]!.figures).toEqual([])
    expect(rejected.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('is no year'),
      '“53,771,300” is no number in plain digits',
      expect.stringContaining('cannot be right'),
      '“n/a” is no number in plain digits',
    ])
    expect(rejected[1]!.place).toBe('SP.POP.TOTL KEN 2020')
  })

  it('makes a series of its own of an indicator that nobody here knows', () => {
    const other = sealed({ ...asked, items: ['SH.DYN.MORT'] }, [
      {
        item: 'SH.DYN.MORT',
        role: 'value',
        code: 'SH.DYN.MORT',
        pages: [page('SH.DYN.MORT', [['GHA', 'Ghana', '2020', 45]])],
      },
    ])
    expect(worldBank.parse(other, known).series[0]).toMatchObject({
      series: { id: 'wb_sh_dyn_mort', source: 'world-bank-api', title: { en: 'Name of SH.DYN.MORT' } },
      source: { publisher: 'World Bank', licence: expect.stringContaining('CC BY 4.0') },
    })
  })

  it.each([
    ['a page of maintenance', maintenance, 'no json'],
    ['a cut answer', page(code, [['GHA', 'Ghana', '2020', 1]]).slice(0, -9), 'cut'],
    ['a fault as the interface words it', unknownCode, 'refused'],
    ['no figure at all', JSON.stringify([{ page: 0, pages: 0, per_page: 0, total: 0 }, null]), 'empty'],
    ['another form', '{"data":[]}', 'shape'],
    ['a page without counts', JSON.stringify([{ page: 'x', pages: 1, total: 1 }, []]), 'shape'],
    ['nothing', '', 'no json'],
  ])('is refused when it is %s', async (_what, text, fault) => {
    expect(await faultOf(() => readPage(text, code))).toBe(fault)
  })

  it('takes counts written as digits, and says what the interface said', () => {
    expect(readPage(page(code, [['GHA', 'Ghana', '2020', 1]], { per_page: '50' }), code).about.total).toBe(1)
    expect(() => readPage(unknownCode, code)).toThrow('Invalid format: The indicator was not found')
  })

  it('is refused when its pages contradict each other, lack rows, or speak of something else', async () => {
    const gha: Told = ['GHA', 'Ghana', '2020', 1]
    const ken: Told = ['KEN', 'Kenya', '2020', 2]
    const cases: [string[], string][] = [
      [
        [page(code, [gha], { pages: 2, total: 2 }), page(code, [ken], { page: 2, pages: 2, total: 2 })],
        'none',
      ],
      [
        [page(code, [gha], { pages: 2, total: 2 }), page(code, [ken], { page: 1, pages: 2, total: 2 })],
        'shape',
      ],
      [
        [
          page(code, [gha], { pages: 2, total: 2 }),
          page(code, [ken], { page: 2, pages: 2, total: 2, lastupdated: '2026-07-02' }),
        ],
        'shape',
      ],
      [[page(code, [gha], { total: 2 })], 'cut'],
      [[page(code, [gha, gha])], 'twice'],
      [[page('NY.GDP.MKTP.CD', [gha])], 'shape'],
      [[page(code, [['GHA', 'Ghana', '1999', 1]])], 'shape'],
    ]
    for (const [pages, fault] of cases)
      expect(await faultOf(() => worldBank.parse(answered(...pages), known)), fault).toBe(fault)
  })

  it('never is anything but figures or a fault that says what is wrong, whatever it holds', () => {
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(null, '', -0, 1e308, '2020', '1e9999', '__proto__'))
    const anyRow = fc.record(
      {
        indicator: fc.oneof(fc.constant({ id: code, value: 'x' }), odd),
        country: fc.oneof(fc.constant({ id: 'GH', value: 'Ghana' }), odd),
        countryiso3code: fc.oneof(fc.constantFrom('GHA', 'KEN', '', 'ZZZ'), odd),
        date: fc.oneof(fc.constantFrom('2020', '2021', '2020M01'), odd),
        value: fc.oneof(fc.double(), odd),
      },
      { requiredKeys: [] },
    )
    const anyAnswer = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .array(anyRow, { maxLength: 4 })
        .map((rows) =>
          JSON.stringify([
            { page: 1, pages: 1, per_page: '50', total: rows.length, lastupdated: '2026-07-01' },
            rows,
          ]),
        ),
    )
    fc.assert(
      fc.property(anyAnswer, (text) => {
        try {
          for (const { figures } of worldBank.parse(answered(text), known).series)
            for (const { iso3, value } of figures) {
              expect(['GHA', 'KEN']).toContain(iso3)
              expect(value === null || Number.isFinite(value)).toBe(true)
            }
        } catch (error) {
          if (!(error instanceof ConnectorFault)) throw error
          expect(error.details[0]!.remedy).toMatch(/\S/)
        }
      }),
    )
  })

  it('has the same digest only when it is the same to the letter', () => {
    const one = answered(page(code, [['GHA', 'Ghana', '2020', 1]]))
    expect(answered(...one.answers[0]!.pages).sha256).toBe(one.sha256)
    expect(answered(page(code, [['GHA', 'Ghana', '2020', 1.5]])).sha256).not.toBe(one.sha256)
  })
})

describe('What is asked', () => {
  it.each([
    [{ items: [], from: 2020, to: 2021 }, 'nothing asked'],
    [{ items: ['SP.POP.TOTL/../x'], from: 2020, to: 2021 }, 'code'],
    [{ items: ['<script>'], from: 2020, to: 2021 }, 'code'],
    [{ items: [code], from: 2021, to: 2020 }, 'years'],
    [{ items: [code], from: 2020, to: 2027 }, 'years'],
    [{ items: [code], from: Number.NaN, to: 2020 }, 'years'],
    [{ items: Array.from({ length: 13 }, (_, i) => `AA.B${i}`), from: 2020, to: 2020 }, 'too many'],
    [{ items: ['population', 'sp.pop.totl'], from: 2020, to: 2021 }, 'none'],
  ])('is looked at before anybody is asked: %j', async (given, fault) => {
    expect(await faultOf(() => worldBank.check(given, 2026))).toBe(fault)
  })

  it('of governance is one of six dimensions', async () => {
    expect(
      await faultOf(() => wgi.check({ ...asked, items: ['RL', 'wgi_rule_of_law', 'RL.EST'] }, 2026)),
    ).toBe('none')
    expect(await faultOf(() => wgi.check({ ...asked, items: ['XX'] }, 2026))).toBe('code')
  })
})

describe('What an answer would change', () => {
  const here = (iso3: string, year: number, value: number | null, standardError: number | null = null) =>
    ({ iso3, year, value, standardError, missing: value === null ? 'not published' : null }) as Observation
  const figure = (iso3: string, year: number, value: number | null, standardError: number | null = null) => ({
    iso3,
    year,
    value,
    standardError,
    note: null,
  })

  it('is what is new, other, or withdrawn; the same again is nothing', () => {
    const found = differences(
      's',
      [here('AAA', 2020, 1), here('BBB', 2020, 2), here('CCC', 2020, 3), here('DDD', 2020, null)],
      [
        figure('AAA', 2020, 1),
        figure('BBB', 2020, 2.5),
        figure('CCC', 2020, null),
        figure('DDD', 2020, null),
        figure('EEE', 2020, 0),
      ],
    )
    expect(found.differences.map(({ iso3, change }) => `${iso3} ${change}`)).toEqual([
      'BBB changed',
      'CCC withdrawn',
      'EEE added',
    ])
    expect(found).toMatchObject({ unchanged: 1, blank: 2 })
    expect(found.differences[0]).toMatchObject({ before: { value: 2 }, after: { value: 2.5 } })
  })

  it('tells digits that were rounded away from a revision', () => {
    const [rounded, revised, error] = differences(
      's',
      [here('AAA', 2020, -0.35, 0.16), here('BBB', 2020, -0.35, 0.16), here('CCC', 2020, -0.35, 0.16)],
      [
        figure('AAA', 2020, -0.3463, 0.1612),
        figure('BBB', 2020, -0.3563, 0.1612),
        figure('CCC', 2020, -0.35, 0.21),
      ],
    ).differences
    expect([rounded, revised, error].map((each) => each?.onlyRounding)).toEqual([true, false, false])
  })
})

describe('The way out', () => {
  let publisher: Publisher
  let door: Door
  const quick = { timeout: 400, pauses: [1, 1] }
  beforeAll(async () => {
    publisher = await openPublisher()
    door = openDoor({ base: publisher.base, ...quick })
  })
  afterAll(() => publisher.close())
  const fetchIt = (items = [code]) => worldBank.fetch({ ...asked, items }, door)

  it('asks for page after page, by year, as JSON with footnotes', async () => {
    publisher.serve({
      [code]: [
        page(code, [['GHA', 'Ghana', '2020', 1]], { pages: 2, total: 2 }),
        page(code, [['GHA', 'Ghana', '2021', 2]], { page: 2, pages: 2, total: 2 }),
      ],
    })
    publisher.asked.length = 0
    const fetched = await fetchIt()
    expect(publisher.asked).toEqual(
      [1, 2].map(
        (number) =>
          `/v2/country/all/indicator/SP.POP.TOTL?format=json&date=2020%3A2021&per_page=10000&page=${number}&footnote=y`,
      ),
    )
    expect(worldBank.parse(fetched, known).series[0]!.figures).toHaveLength(2)
  })

  it('tries again when the publisher is busy, and gives up after some times', async () => {
    let busy = 2
    publisher.answer((_url, response) => {
      response.statusCode = busy-- > 0 ? 503 : 200
      response.setHeader('retry-after', '0')
      response.end(response.statusCode === 200 ? page(code, [['GHA', 'Ghana', '2020', 1]]) : 'busy')
    })
    expect((await fetchIt()).answers).toHaveLength(1)
    busy = 99
    expect(await faultOf(fetchIt)).toBe('status')
    expect(busy).toBe(96)
  })

  it('follows no other host, waits no longer than it may, and reads no more than it can hold', async () => {
    publisher.answer((_url, response) => {
      response.writeHead(302, { location: 'http://elsewhere.example/v2' }).end()
    })
    expect(await faultOf(fetchIt)).toBe('elsewhere')
    publisher.answer((url, response) => {
      response.writeHead(301, { location: url.pathname + url.search }).end()
    })
    expect(await faultOf(fetchIt)).toBe('elsewhere')
    publisher.answer(() => {})
    expect(
      await faultOf(() =>
        worldBank.fetch(asked, openDoor({ base: publisher.base, timeout: 60, pauses: [] })),
      ),
    ).toBe('late')
    publisher.answer((_url, response) =>
      response.end(page(code, Array(50).fill(['GHA', 'Ghana', '2020', 1]))),
    )
    expect(
      await faultOf(() => worldBank.fetch(asked, openDoor({ base: publisher.base, mostBytes: 2000 }))),
    ).toBe('large')
    const nobody = openDoor({ base: 'http://127.0.0.1:9/v2', pauses: [] })
    expect(await faultOf(() => worldBank.fetch(asked, nobody))).toBe('unreached')
  })

  it('takes an estimate of governance with its standard error, under the new codes or the former ones', async () => {
    const rows = (value: number): Told[] => [['GHA', 'Ghana', '2020', value]]
    const question = { ...asked, items: ['RL'] }
    for (const [estimate, error] of [
      ['GOV_WGI_RL.EST', 'GOV_WGI_RL.SE'],
      ['RL.EST', 'RL.STD.ERR'],
    ] as const) {
      publisher.serve({ [estimate]: [page(estimate, rows(-0.1234))], [error]: [page(error, rows(0.15))] })
      const fetched = await wgi.fetch(question, door)
      expect(fetched.answers.map((each) => each.code)).toEqual([estimate, error])
      expect(wgi.parse(fetched, known).series[0]).toMatchObject({
        series: { id: 'wgi_rule_of_law' },
        figures: [{ iso3: 'GHA', value: -0.1234, standardError: 0.15 }],
      })
    }
    const fetchedAnyway = await wgi.fetch(question, door)
    expect(() => wgi.parse(fetchedAnyway, { series: new Map() })).toThrow('no series for these figures')
    // An estimate whose error nobody gives is not taken at all.
    publisher.serve({ 'RL.EST': [page('RL.EST', rows(-0.1))] })
    expect(await faultOf(() => wgi.fetch(question, door))).toBe('refused')
    publisher.serve({
      'RL.EST': [page('RL.EST', rows(-0.1))],
      'RL.STD.ERR': [page('RL.STD.ERR', [['KEN', 'Kenya', '2020', 0.2]])],
    })
    expect(wgi.parse(await wgi.fetch(question, door), known)).toMatchObject({ withoutError: 1 })
  })
})
