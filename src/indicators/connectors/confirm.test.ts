import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import type { SignedIn } from '../../people/policy/actions.ts'
import { shippedMethodology } from '../../selection/catalogue.ts'
import { gatherInputs } from '../../selection/inputs.ts'
import type { Methodology } from '../../selection/schema.ts'
import { languages } from '../../ui/language.ts'
import { dataCommand } from '../commands.ts'
import { recordRun, writeDefinitions } from '../ingest.ts'
import { importRuns, listSeries, observationsOf, vintage } from '../store.ts'
import { connectCommand } from './commands.ts'
import { connectorRoutes } from './routes.tsx'
import { openPublisher, type Publisher, page, type Told } from './world-bank.test-data.ts'

let house: TestHouse
let http: HttpServer
let publisher: Publisher
const code = 'SH.DYN.MORT'
const series = 'wb_sh_dyn_mort'
const analyst: SignedIn = {
  id: '0190e2a0-0000-7000-8000-000000000001',
  roles: [{ role: 'analyst', organisation: null, scope: null }],
  secondFactor: false,
}

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z') })
  publisher = await openPublisher()
  http = await buildServer(house, {
    languages,
    doors: [
      { at: '/', routes: connectorRoutes(house, { css: [], js: [] }, { base: publisher.base, pauses: [] }) },
    ],
    personOf: async ({ headers }) =>
      headers.cookie?.includes('analyst')
        ? analyst
        : headers.cookie?.includes('nobody')
          ? { ...analyst, roles: [] }
          : null,
    renderFault: (_request, fault) => `<p>${fault.message}</p>`,
    clientFolder: null,
  })
})
afterAll(async () => {
  await http.close()
  await publisher.close()
  await house.close()
})

const serve = (rows: Told[], lastupdated = '2026-07-01') =>
  publisher.serve({ [code]: [page(code, rows, { lastupdated })] })
const connect = async (...flags: string[]) => {
  const [out, err]: string[][] = [[], []]
  const status = await connectCommand(
    house,
    ['world-bank', '--indicator', code, '--from', '2020', '--to', '2022', ...flags],
    { out: (line) => out!.push(line), err: (line) => err!.push(line) },
    { base: publisher.base, pauses: [] },
  )
  return { status, out: out!.join('\n'), err: err!.join('\n') }
}
const post = (url: string, values: Record<string, string>, cookie = 'a=analyst') =>
  http.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      cookie,
      'sec-fetch-site': 'same-origin',
    },
    payload: new URLSearchParams(values).toString(),
  })
const first: Told[] = [
  ['GHA', 'Ghana', '2020', 45.2],
  ['GHA', 'Ghana', '2021', 44.1],
  ['KEN', 'Kenya', '2021', null],
  ['WLD', 'World', '2021', 38],
]

describe('tp data connect', () => {
  it('compares first: nothing is written without --confirm', async () => {
    serve(first)
    const { status, out } = await connect()
    expect(status).toBe(0)
    expect(out).toContain('2 figures of one country read.')
    expect(out).toContain('One place is no country here and was left out: World.')
    expect(out).toContain('2 added, 0 changed, 0 withdrawn, 0 unchanged.')
    expect(out).toContain('nothing was written. Add --confirm')
    expect(await listSeries(house.db)).toEqual([])
    expect(await importRuns(house.db)).toEqual([])
  })

  it('writes with --confirm, with source, edition, and the day since when the year is known', async () => {
    serve(first)
    expect((await connect('--confirm')).out).toContain('Written.')
    const figures = await observationsOf(house.db, { indicator: series })
    expect(figures).toMatchObject([
      {
        iso3: 'GHA',
        year: 2020,
        value: 45.2,
        published: '2021-07-01',
        revised: '2026-07-01',
        source: 'world-bank-api',
      },
      { iso3: 'GHA', year: 2021, value: 44.1, basis: null, note: `From the World Bank’s API, ${code}` },
    ])
    const [run] = await importRuns(house.db)
    expect(run).toMatchObject({
      state: 'applied',
      counts: { added: 2 },
      fileName: expect.stringContaining(code),
    })
  })

  it('changes nothing when the same is answered again, even in a newer edition', async () => {
    serve(first, '2026-09-30')
    const before = await observationsOf(house.db, { indicator: series })
    expect((await connect('--confirm')).out).toContain('Everything was there already; nothing was written.')
    expect(await observationsOf(house.db, { indicator: series })).toEqual(before)
    expect(await importRuns(house.db)).toHaveLength(1)
  })

  it('keeps what was before a revision, and marks what the publisher withdrew', async () => {
    serve(
      [
        ['GHA', 'Ghana', '2020', 45.9, { footnote: 'Revised.' }],
        ['GHA', 'Ghana', '2021', null],
      ],
      '2026-10-01',
    )
    const { out } = await connect('--confirm', '--json')
    expect(JSON.parse(out)).toMatchObject({ state: 'written', added: 0, changed: 1, withdrawn: 1 })
    const current = await observationsOf(house.db, { indicator: series })
    expect(current).toMatchObject([
      { year: 2020, value: 45.9, revised: '2026-10-01', note: expect.stringContaining('Revised.') },
      { year: 2021, value: null, missing: 'not published', published: null },
    ])
    const earlier = await house.db
      .selectFrom('observations')
      .select(['year', 'value'])
      .where('superseded_by', 'is not', null)
      .orderBy('year')
      .execute()
    expect(earlier).toEqual([
      { year: 2020, value: 45.2 },
      { year: 2021, value: 44.1 },
    ])
    // From its withdrawal on the year before is the newest that is known; days before still know what they knew.
    const newest = async (asOf: string) => {
      const { entries } = await vintage(house.db, { indicators: [series], asOf, iso3: ['GHA'] })
      const { year, value } = entries[series]!.GHA!.observation!
      return [year, value]
    }
    expect(await newest('2026-11-01')).toEqual([2020, 45.9])
    expect(await newest('2026-10-01')).toEqual([2020, 45.9])
    expect(await newest('2026-09-30')).toEqual([2021, 44.1])
    expect(await newest('2022-07-01')).toEqual([2021, 44.1])
    expect(await newest('2022-06-30')).toEqual([2020, 45.9])
    expect((await connect('--confirm')).out).toContain('nothing was written')
  })

  it('writes nothing while rows are rejected, unless they may be left out', async () => {
    serve([
      ['GHA', 'Ghana', '2022', 40],
      ['KEN', 'Kenya', '2022', '4,1'],
    ])
    const refused = await connect('--confirm')
    expect(refused.status).toBe(1)
    expect(refused.err).toContain('SH.DYN.MORT KEN 2022: “4,1” is no number in plain digits')
    expect(await observationsOf(house.db, { indicator: series, years: [2022, 2022] })).toEqual([])
    expect((await connect('--confirm', '--skip-rejected')).status).toBe(0)
    expect(await observationsOf(house.db, { indicator: series, years: [2022, 2022] })).toHaveLength(1)
    // A change reads the withdrawn year too, on days that knew it.
    const { methodology } = shippedMethodology('tipping-point')
    const change = {
      ...methodology,
      universe: undefined,
      gates: [],
      proposals: undefined,
      criteria: {
        ...methodology.criteria!,
        children: [{ id: 'c', title: { en: 'c' }, read: { series, take: 'change' as const, years: 1 } }],
      },
    } as unknown as Methodology
    const yearBefore = async (day: string) =>
      Object.values((await gatherInputs(house.db, change, day)).earlier)[0]!.GHA?.value
    expect(await yearBefore('2026-09-30')).toBe(44.1)
    expect((await yearBefore('2026-10-01')) ?? null).toBeNull()
  })

  it('is refused with place and remedy, as every command of the data', async () => {
    const err: string[] = []
    const io = { out: () => {}, err: (line: string) => err.push(line) }
    expect(await dataCommand(house, ['connect', 'imf'], io)).toBe(2)
    expect(await dataCommand(house, ['connect', 'world-bank'], io)).toBe(1)
    expect(await dataCommand(house, ['connect', 'wgi', '--from', '1900'], io)).toBe(1)
    expect(err.join('\n')).toMatch(
      /does not know “imf”[\s\S]*No figures were chosen[\s\S]*1900–2026 is no span/,
    )
  })
})

describe('The page that asks', () => {
  const chosen = { series: 'wgi', code, from: '2020', to: '2022' }
  beforeEach(() => serve([['GHA', 'Ghana', '2020', 50]], '2026-11-01'))

  it('is for those who may import figures', async () => {
    expect((await http.inject('/sources/connect')).headers.location).toMatch(/^\/account\/sign-in/)
    publisher.asked.length = 0
    expect((await post('/sources/connect', chosen, 'a=nobody')).statusCode).toBe(403)
    expect(publisher.asked).toEqual([])
  })

  it.each(languages)('shows in %s what would change, with a button that writes it', async (language) => {
    const prefix = language === 'en' ? '' : `/${language}`
    const { statusCode, body } = await post(`${prefix}/sources/connect`, chosen)
    expect(statusCode).toBe(200)
    expect(body.match(/<h1/g)).toHaveLength(1)
    expect(body).toContain('name="answer"')
    expect(body).toMatch(/45[.,]9/)
    expect(body).not.toMatch(/NaN|undefined|\[object Object\]/)
  })

  it('writes what was shown, once, and asks to look again when the answer is another by then', async () => {
    const shown = (await post('/sources/connect', chosen)).body
    const answer = /name="answer" value="(\w+)"/.exec(shown)![1]!
    const once = /name="once" value="([\w-]+)"/.exec(shown)![1]!
    serve([['GHA', 'Ghana', '2020', 51]], '2026-11-02')
    const other = await post('/sources/connect/confirm', { ...chosen, answer, once })
    expect(other.statusCode).toBe(409)
    expect(other.body).toContain('The answer is not the one you were shown.')
    expect((await observationsOf(house.db, { indicator: series, years: [2020, 2020] }))[0]!.value).toBe(45.9)

    serve([['GHA', 'Ghana', '2020', 50]], '2026-11-01')
    for (let i = 0; i < 2; i++) {
      const done = await post('/sources/connect/confirm', { ...chosen, answer, once })
      expect(done.statusCode).toBe(303)
      expect(done.headers.location).toBe('/sources/connect?done=written')
    }
    expect((await observationsOf(house.db, { indicator: series, years: [2020, 2020] }))[0]!.value).toBe(50)
    expect((await importRuns(house.db)).filter(({ who }) => who === 'a page')).toHaveLength(1)
  })

  it('gives the form back with what went wrong, and loses nothing of it', async () => {
    publisher.answer((_url, response) => response.end('<html>down</html>'))
    const down = await post('/fr/sources/connect', chosen)
    expect(down.statusCode).toBe(502)
    expect(down.body).toContain('La réponse n’est pas du JSON')
    expect(down.body).toContain(`value="${code}"`)
    publisher.asked.length = 0
    const nothing = await post('/sources/connect', {})
    expect(nothing.statusCode).toBe(422)
    expect(nothing.body).toContain('No figures were chosen.')
    const years = await post('/sources/connect', { ...chosen, from: 'then' })
    expect(years.statusCode).toBe(422)
    expect(years.body).toContain('is no span of years')
    expect(publisher.asked).toEqual([])
  })
})

describe('Estimates of governance', () => {
  it('come with their errors into the series the house has', async () => {
    const wgiSeries = 'wgi_rule_of_law'
    await transact(house.db, async (trx) => {
      const run = '0190e2a0-0000-7000-8000-00000000000a'
      const at = house.now()
      const none = {
        added: 0,
        changed: 0,
        withdrawn: 0,
        unchanged: 0,
        keptOwn: 0,
        factsAdded: 0,
        factsChanged: 0,
        factsWithdrawn: 0,
      }
      await recordRun(
        trx,
        {
          id: run,
          kind: 'file',
          fileName: 'x',
          sha256: 'x',
          bytes: 1,
          who: 'x',
          started: at,
          finished: at,
          counts: none,
        },
        true,
        operator,
      )
      await writeDefinitions(trx, run, [
        {
          kind: 'series',
          definition: {
            id: wgiSeries,
            source: 'world-bank-api',
            title: { en: 'Rule of law' },
            unit: { en: 'index' },
            kind: 'number',
            codes: null,
            direction: 1,
            range: { min: -4, max: 4 },
            release: { kind: 'offset', years: 1, monthDay: '09-30', basis: 'x' },
            revised: null,
            note: null,
          },
        },
      ])
    })
    publisher.serve({
      'GOV_WGI_RL.EST': [page('GOV_WGI_RL.EST', [['GHA', 'Ghana', '2025', 0.0612]])],
      'GOV_WGI_RL.SE': [page('GOV_WGI_RL.SE', [['GHA', 'Ghana', '2025', 0.141]])],
    })
    const out: string[] = []
    const argv = ['wgi', '--indicator', 'RL', '--from', '2023', '--to', '2025', '--confirm']
    await connectCommand(
      house,
      argv,
      { out: (line) => out.push(line), err: () => {}, language: 'es' },
      { base: publisher.base },
    )
    expect(out.join('\n')).toContain('0,0612 (error estándar 0,141)')
    // Known no later than the edition it stands in, although the rule names a later day.
    expect(await observationsOf(house.db, { indicator: wgiSeries })).toMatchObject([
      {
        value: 0.0612,
        standardError: 0.141,
        published: '2026-07-01',
        revised: '2026-07-01',
        source: 'world-bank-wgi-api',
      },
    ])
  })
})
