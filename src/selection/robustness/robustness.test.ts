import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { withPack } from '../../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { objections, overflow } from '../../../test/support/look.ts'
import { englishLeft, faultsOf } from '../../../test/support/page-checks.ts'
import { builtAssets } from '../../house/assets.ts'
import type { Io } from '../../house/command.ts'
import { Fault } from '../../house/errors.ts'
import { buildServer, type HttpServer, listen } from '../../house/http.ts'
import { languages } from '../../ui/language.ts'
import { shippedMethodology } from '../catalogue.ts'
import { selectCommand } from '../commands.ts'
import { historicDay, makeAssessment } from '../run.ts'
import type { Assessment } from '../store.ts'
import { bothWays } from './both-ways.test-data.ts'
import { robustnessRoutes } from './routes.tsx'
import { flipEnds } from './say.ts'
import { robustnessWords } from './words.ts'

let house: TestHouse
let http: HttpServer
let atest: Assessment
let tipping: Assessment
let card: Assessment

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z'), furnished: withPack })
  atest = await makeAssessment(house, shippedMethodology('atest-2014'), { asOf: historicDay, replicates: 0 })
  tipping = await makeAssessment(house, shippedMethodology('tipping-point'), { replicates: 0 })
  card = await makeAssessment(house, shippedMethodology('mcc-scorecard'))
  http = await buildServer(house, {
    languages,
    doors: [{ at: '/', routes: robustnessRoutes(house, builtAssets()) }],
    renderFault: (_request, fault) => `<p>${fault.message}</p>`,
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const tp = async (line: string, language: Io['language'] = 'en') => {
  const out: string[] = []
  const io = { out: (text: string) => out.push(text), err: () => {}, language }
  const code = await selectCommand(house, ['robustness', ...line.split(' ')], io)
  return { code, out: out.join('\n') }
}

describe('The model of a real assessment, taken at its word', () => {
  it('gives tipping-point and atest-2014 the scores, standings and places of the assessment', () => {
    for (const [{ inputs }, id] of [
      [tipping, 'tipping-point'],
      [atest, 'atest-2014'],
    ] as const) {
      const units = bothWays(shippedMethodology(id).methodology, inputs)
      expect(units.filter(({ rank }) => rank !== null).length).toBeGreaterThan(40)
    }
  })
})

it('What flips just beyond a round number is not told as that number', () => {
  const flip = { kind: 'figure', what: 'x', how: 'exact', inErrors: null } as const
  expect(flipEnds('en', { ...flip, from: 3, to: 2 - 2 ** -52 })).toEqual({ from: '3', to: 'just below 2' })
  expect(flipEnds('en', { ...flip, kind: 'weight', from: 0.25, to: 0.199999999 })).toMatchObject({
    to: expect.stringMatching(/^just below 20\s?%$/),
  })
  expect(flipEnds('en', { ...flip, from: 3, to: 2 })).toEqual({ from: '3', to: '2' })
  expect(flipEnds('en', { ...flip, from: 2, to: 2 + 2 ** -51 })).toEqual({ from: '2', to: 'just above 2' })
})

describe('tp select robustness', () => {
  it('says first what is sure and what is not, then place by place, and what would flip a country', async () => {
    const { code, out } = await tp(`--assessment ${atest.id} --replications 200 --seed 7 --unit Ghana`)
    expect(code).toBe(0)
    const [byline, , first] = out.split('\n')
    expect(byline).toBe('ATEST 2014, version 1, as known on 28 February 2014; seed 7, 200 runs')
    expect(first).toMatch(/^Of the 9 on the shortlist, \d stay on it in more than 95 % of 200 runs\.$/)
    expect(out).toMatch(/Ghana: place 11, off the shortlist, and on it in \d+\s% of the runs\./)
    expect(out).toMatch(/^ +Place +Country +Sensitivity range/m)
    // Ghana has fewer people on the move than those above it, so less of that puts it on.
    expect(out).toMatch(/Ghana: weight of People on the move 25\s% → 19\.\d\s%, on the shortlist/)
    expect(out).toContain('It is not a confidence interval')
    expect(out.match(/confidence interval/g)).toHaveLength(1)
  })

  it('gives the same as JSON, the same again for the same seed, and speaks four languages', async () => {
    const line = `--assessment ${atest.id} --replications 100 --json`
    const told = JSON.parse((await tp(line)).out)
    expect(told).toMatchObject({
      assessment: atest.id,
      label: 'sensitivity range',
      replications: 100,
      seed: atest.seed,
    })
    expect(told.units).toHaveLength(182)
    expect(JSON.parse((await tp(line)).out)).toEqual(told)
    expect((await tp(`--assessment ${card.id}`, 'pt')).out).toContain('Este documento é uma ficha')
  })

  it.each([
    ['--replications 0', '--replications'],
    ['--replications 1', '--replications'],
    ['--replications 1000000000', '--replications'],
    ['--seed minus', '--seed'],
    ['--unit Atlantis', '--unit'],
    ['--as-of 2014-01-01', '--as-of'],
    ['--methodology atest-2014', '--assessment'],
  ])('refuses %s with the place and what to do', async (wrong, place) => {
    const refused = await tp(`--assessment ${atest.id} ${wrong}`).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Fault)
    expect((refused as Fault).details[0]).toMatchObject({ place })
  })
})

describe('The page of how sure an assessment is', () => {
  const path = (language: string, of: Assessment) =>
    `${language === 'en' ? '' : `/${language}`}/assessments/${of.id}/robustness`

  it.each(
    languages,
  )('speaks %s, one heading, nothing of English left, whatever can be said', async (language) => {
    const query = '?replications=100&wait=20'
    const first = await http.inject(path(language, atest) + query)
    expect(first.statusCode).toBe(200)
    expect(first.body.match(/<h1/g)).toHaveLength(1)
    for (const id of ['places', 'near', 'matters', 'heat', 'gates', 'flip', 'reversal', 'doubt', 'again'])
      expect(first.body, id).toContain(`id="${id}"`)
    expect(faultsOf(first.body)).toEqual([])
    const none = await http.inject(path(language, card))
    expect(none.statusCode).toBe(200)
    for (const html of [first.body, none.body]) {
      expect(html).not.toMatch(/NaN|undefined|\[object Object\]|Infinity/)
      expect(html).not.toMatch(/ style="/)
      if (language !== 'en') expect(englishLeft(html, robustnessWords)).toEqual([])
    }
  })

  it('says how far the runs are instead of waiting for ever, and stops them when asked to', async () => {
    const query = '?replications=10000&seed=3'
    const waiting = await http.inject(`${path('en', atest)}${query}&wait=0`)
    expect(waiting.headers['cache-control']).toBe('no-store')
    expect(waiting.body).toContain('The runs are being made')
    const ticket = /name="ticket" value="([^"]+)"/.exec(waiting.body)?.[1] ?? ''
    const api = await http.inject(`/api/v1${path('en', atest)}${query}&wait=0`)
    expect(api.statusCode).toBe(202)
    expect(api.json()).toMatchObject({ share: expect.any(Number), queued: expect.any(Boolean) })
    const stopped = await http.inject({
      method: 'POST',
      url: `${path('en', atest)}/stop`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: new URLSearchParams({ ticket, replications: '10000', seed: '3' }).toString(),
    })
    expect(stopped.statusCode).toBe(200)
    expect(stopped.body).toContain('Stopped. Nothing was kept.')
  })

  it('gives the same figures as CSV and by the API', async () => {
    const query = '?replications=100&wait=20'
    const { data } = Papa.parse<Record<string, string>>(
      (await http.inject(`${path('en', atest)}.csv${query}`)).body,
      { header: true, skipEmptyLines: true },
    )
    const api = (await http.inject(`/api/v1${path('en', atest)}${query}`)).json()
    expect(data).toHaveLength(182)
    for (const row of data) {
      const unit = api.units.find((each: { unit: string }) => each.unit === row.unit)
      expect(row.sensitivity_rank_low_5).toBe(unit.rankRange === null ? '' : String(unit.rankRange[0]))
      expect(row.share_on_shortlist).toBe(
        unit.pShortlist === null ? '' : String(Number(unit.pShortlist.toPrecision(12))),
      )
      const { firstWithOwnWeights: first } = unit
      expect(row.share_first_with_own_weights).toBe(
        first === null ? '' : String(Number(first.toPrecision(12))),
      )
    }
    expect(
      api.units.some(
        ({ firstWithOwnWeights }: { firstWithOwnWeights: unknown }) => firstWithOwnWeights !== null,
      ),
    ).toBe(true)
    // No range here is a confidence interval, and no field sounds like one.
    for (const field of [...Object.keys(data[0]!), ...Object.keys(api.units[0])])
      expect(field).not.toMatch(/confidence/i)
    expect(api.influence.sources.map(({ source }: { source: string }) => source)).toContain('weights')
  })

  it.each([
    ['?replications=0', 400],
    ['?replications=1', 400],
    ['?replications=1000000000', 400],
    ['?seed=-1', 400],
    ['?wait=99', 400],
  ])('refuses %s', async (query, status) => {
    const answer = await http.inject({
      url: path('en', atest) + query,
      headers: { accept: 'application/json' },
    })
    expect(answer.statusCode).toBe(status)
    expect(answer.json().details[0].message).toBeTruthy()
  })

  it('takes a link with something added to it, and speaks the language of the page', async () => {
    const query = '?replications=100&fbclid=abc'
    for (const url of [path('fr', atest), `${path('en', atest)}.csv`])
      expect([url, (await http.inject(url + query)).statusCode]).toEqual([url, 200])
    const { statusCode, body } = await http.inject(`${path('fr', atest)}?replications=0`)
    expect(statusCode).toBe(400)
    expect(body).not.toMatch(/will not do|is needed/)
    expect(body).toContain('essais')
  })

  it('does not take for nothing a choice that decides who is there and moves few places', async () => {
    const { body } = await http.inject(`${path('en', atest)}?replications=100&wait=20`)
    expect(body).toMatch(
      /Little movement, and still it decides who is there: [^<]*gives a place to [^<]*Kosovo/,
    )
    expect(body).toMatch(/under 1 %/)
    const { out } = await tp(`--assessment ${atest.id} --replications 100`)
    expect(out).toMatch(/gives a place to [^.]*Kosovo/)
  })

  it('says that there is no such assessment', async () => {
    for (const url of ['/assessments/nothing/robustness', '/api/v1/assessments/nothing/robustness'])
      expect((await http.inject(url)).statusCode).toBe(404)
  })
})

describe.runIf(await hasBrowser())('In a browser', () => {
  it('opens the runs when they are there, and is read at 360 pixels with nothing to object to', async () => {
    const address = await listen(http, { port: 0, host: '127.0.0.1' })
    const browser = await openBrowser()
    const page = await (await browser.newContext({ bypassCSP: true })).newPage()
    await page.setViewportSize({ width: 360, height: 900 })
    await page.goto(`${address}/fr/assessments/${atest.id}/robustness?replications=200&seed=4&wait=0`)
    await page.waitForSelector('#places')
    expect(await overflow(page)).toEqual([])
    expect(await objections(page)).toEqual([])
    if (process.env.TIP_LOOK)
      await page.screenshot({ path: `${process.env.TIP_LOOK}/robustness-360.png`, fullPage: true })
    await browser.close()
  }, 120_000)
})
