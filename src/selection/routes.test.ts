import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPack } from '../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { buildServer, type HttpServer } from '../house/http.ts'
import type { SignedIn } from '../people/policy/actions.ts'
import { languages } from '../ui/language.ts'
import { shippedMethodology } from './catalogue.ts'
import { selectionRoutes } from './routes.tsx'
import { historicAssessment, makeAssessment } from './run.ts'
import type { Assessment } from './store.ts'

let house: TestHouse
let http: HttpServer
let atest: Assessment
let card: Assessment

const analyst: SignedIn = {
  id: 'an-analyst',
  roles: [{ role: 'analyst', organisation: null, scope: null }],
  secondFactor: false,
  hasSecondFactor: false,
}

const open = async () =>
  buildServer(house, {
    languages,
    doors: [{ at: '/', routes: selectionRoutes(house, { css: [], js: [] }) }],
    // Whoever sends the cookie is an analyst.
    personOf: async ({ headers }) => (headers.cookie?.includes('signed-in=analyst') ? analyst : null),
    renderFault: (_request, fault) => `<p>${fault.message}</p>`,
    clientFolder: null,
  })

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z'), furnished: withPack })
  atest = await historicAssessment(house)
  card = await makeAssessment(house, shippedMethodology('mcc-scorecard'))
  http = await open()
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const page = async (url: string) => {
  const answer = await http.inject(url)
  return { status: answer.statusCode, html: answer.body, headers: answer.headers }
}
const form = (url: string, values: Record<string, string>, headers = {}) =>
  http.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: 'a=1; signed-in=analyst',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    payload: new URLSearchParams(values).toString(),
  })

describe('Every page of the room', () => {
  const paths = () => [
    '/methodologies',
    '/methodologies/atest-2014',
    '/methodologies/tipping-point',
    '/methodologies/mcc-scorecard',
    '/methodologies/child-protection-compact',
    '/assessments',
    `/assessments/${atest.id}`,
    `/assessments/${atest.id}/GHA`,
    `/assessments/${atest.id}/ARM`,
    `/assessments/${atest.id}/SSD`,
    `/assessments/${atest.id}/memo`,
    `/assessments/${card.id}`,
  ]

  it.each(languages)('is there in %s, as one document with one heading', async (language) => {
    for (const path of paths()) {
      const { status, html } = await page(language === 'en' ? path : `/${language}${path}`)
      expect(status, path).toBe(200)
      expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}"`))
      expect(html.match(/<h1/g)).toHaveLength(1)
      expect(html, path).not.toMatch(/NaN|undefined|\[object Object\]|Infinity/)
    }
  })

  it('carries no style or script that the content policy forbids', async () => {
    for (const path of paths()) {
      const { html } = await page(path)
      expect(html).not.toMatch(/ style="/)
      expect(html.replaceAll(/<script type="application\/json">/g, '')).not.toMatch(/<script(?![^>]* src=)/)
    }
  })

  it('is answered with 304 when nothing changed', async () => {
    const { headers } = await page('/methodologies')
    const again = await http.inject({
      url: '/methodologies',
      headers: { 'if-none-match': String(headers.etag) },
    })
    expect(again.statusCode).toBe(304)
  })
})

describe('The page of an assessment', () => {
  it('opens with the verdict and says what the incomplete list does', async () => {
    const { html } = await page(`/assessments/${atest.id}`)
    expect(html).toContain(
      'Of 182 countries, <strong>51 are in</strong>, 91 are out, and 40 cannot be judged.',
    )
    expect(html).toContain('What is known behind this result is incomplete.')
    expect(html).toContain(atest.resultDigest)
  })

  it('shows a part of the list, and says how large a part', async () => {
    const { html } = await page(`/assessments/${atest.id}?region=002&q=gha`)
    expect(html).toContain('1 of 50 shown.')
  })

  it('compares up to four by name or code, and says which name it does not know', async () => {
    const { html } = await page(
      `/assessments/${atest.id}?compare=GHA,Burma,Ivory%20Coast,Perú,Uganda,Atlantis`,
    )
    expect(html).toContain('Only the first four are shown.')
    expect(html).toContain('“Atlantis” is not a country of this assessment.')
  })

  it('names the missing series and where to get them when it cannot be judged', async () => {
    const { html } = await page(`/assessments/${card.id}`)
    expect(html).toContain('This cannot be judged: 17 of 21 series are missing.')
    expect(html).toContain('gni_per_capita_usd')
    expect(html).toContain('Atlas method')
  })

  it('leads from a name or a small letter to the country, and suggests for what is none', async () => {
    expect((await http.inject(`/assessments/${atest.id}/burma`)).headers.location).toBe(
      `/assessments/${atest.id}/MMR`,
    )
    const wrong = await http.inject({
      url: `/assessments/${atest.id}/Gahna`,
      headers: { accept: 'application/json' },
    })
    expect(wrong.statusCode).toBe(404)
    expect(wrong.json().details[0].remedy).toMatch(/GHA|Ghana/)
  })
})

describe('What is not there or badly asked', () => {
  it.each([
    ['/assessments/nothing', 404],
    ['/assessments/nothing.csv', 404],
    ['/methodologies/nothing', 404],
    ['/api/v1/assessments/nothing', 404],
    ['/methodologies/nothing.yaml', 404],
  ])('%s answers %i', async (url, status) => {
    expect((await http.inject(url)).statusCode).toBe(status)
  })

  it('a region or parameter that is none is refused, not passed over', async () => {
    expect((await http.inject(`/assessments/${atest.id}?region=zz`)).statusCode).toBe(400)
    expect((await http.inject('/api/v1/assessments?methodolgy=atest-2014')).statusCode).toBe(400)
  })

  it('an over-long search is refused, not cut', async () => {
    expect((await http.inject(`/assessments/${atest.id}?q=${'x'.repeat(61)}`)).statusCode).toBe(400)
  })
})

describe('The downloads', () => {
  it('hold the same figures as the API', async () => {
    const csv = Papa.parse<Record<string, string>>((await http.inject(`/assessments/${atest.id}.csv`)).body, {
      header: true,
      skipEmptyLines: true,
    }).data
    const api = (await http.inject(`/api/v1/assessments/${atest.id}`)).json()
    expect(csv).toHaveLength(182)
    for (const row of csv) {
      const unit = api.result.units.find((each: { unit: string }) => each.unit === row.unit)
      expect(row.standing).toBe(unit.standing)
      expect(row.rank).toBe(unit.rank === null ? '' : String(unit.rank))
      if (unit.score !== null) expect(Number(row.score)).toBeCloseTo(unit.score, 9)
    }
  })

  it('offer the document and the schema it is checked with', async () => {
    expect((await http.inject('/methodologies/atest-2014.yaml')).body).toContain('methodology: atest-2014')
    expect((await http.inject('/methodologies/methodology.schema.json')).json()).toMatchObject({
      title: 'Methodology',
    })
  })
})

describe('Recording a missing fact', () => {
  const url = () => `/assessments/${atest.id}/facts`
  const fact = {
    unit: 'BRA',
    status: 'bilateral_mission',
    from: '2013-10-01',
    to: '2014-09-30',
    evidence: 'A budget page of fiscal year 2014, read on paper',
  }

  it('makes a new assessment with it, and leaves the old one as it was', async () => {
    const answer = await form(url(), fact)
    expect(answer.statusCode).toBe(303)
    const again = (await http.inject(`/api/v1${answer.headers.location}`)).json()
    expect(again.result.counts).toEqual({ in: 52, out: 91, unknown: 39, of: 182 })
    const { gates } = (await http.inject(`/api/v1${answer.headers.location}/BRA`)).json()
    expect(gates[2]).toMatchObject({
      outcome: 'passed',
      source: 'recorded-here',
      evidence: fact.evidence,
      note: null,
    })
    expect((await http.inject(`/api/v1/assessments/${atest.id}`)).json().result.counts.in).toBe(51)
  })

  it('keeps the same fact once, however often it is sent', async () => {
    const [one, two] = await Promise.all([form(url(), fact), form(url(), fact)])
    expect(one.headers.location).toBe(two.headers.location)
    const facts = await house.db
      .selectFrom('facts')
      .select('id')
      .where('source', '=', 'recorded-here')
      .execute()
    expect(facts).toHaveLength(1)
  })

  it('gives back what was typed, each fault beside its field, and keeps nothing', async () => {
    const answer = await form(url(), {
      ...fact,
      unit: 'GHA',
      from: '2014-02-30',
      to: '',
      evidence: '',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('value="2014-02-30"')
    for (const field of ['unit', 'from', 'to', 'evidence']) expect(answer.body).toContain(`href="#${field}"`)
  })

  it('asks for no name, keeps none that is sent all the same, and the event says who it was', async () => {
    const holder = await http.inject({
      url: `/assessments/${atest.id}`,
      headers: { cookie: 'signed-in=analyst' },
    })
    expect(holder.body).toContain('name="evidence"')
    expect(holder.body).not.toMatch(/name="who"|autocomplete="name"/i)
    const again = await form(url(), {
      ...fact,
      unit: 'BRA',
      to: '2014-09-29',
      who: 'A. Reader',
      'said-by': 'A. Reader',
    })
    expect(again.statusCode).toBe(303)
    const kept = await Promise.all([
      house.db.selectFrom('facts').selectAll().where('source', '=', 'recorded-here').execute(),
      house.db.selectFrom('import_runs').selectAll().execute(),
      house.db.selectFrom('assessments').selectAll().execute(),
      house.db.selectFrom('events').selectAll().where('record_kind', '=', 'fact').execute(),
    ])
    expect(JSON.stringify(kept)).not.toContain('A. Reader')
    expect(kept[3].every(({ actor_person }) => actor_person !== null)).toBe(true)
  })

  it('is refused from another site, and without a sign-in', async () => {
    expect((await form(url(), fact, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await form(url(), fact, { cookie: 'other=analyst' })).statusCode).toBe(401)
    const assess = '/methodologies/atest-2014/assess'
    expect((await form(assess, { 'as-of': '2013-12-31' }, { cookie: '' })).statusCode).toBe(401)
  })

  it('is offered to who may, and others are told why not', async () => {
    const plain = await page(`/assessments/${atest.id}`)
    expect(plain.html).not.toContain('name="evidence"')
    expect(plain.html).toContain('You may not record facts. You are not signed in.')
    const holder = await http.inject({
      url: `/assessments/${atest.id}`,
      headers: { cookie: 'signed-in=analyst' },
    })
    expect(holder.body).toContain('name="evidence"')
  })
})

describe('Asking for another day', () => {
  it('makes that assessment and leads to it', async () => {
    const answer = await form('/methodologies/atest-2014/assess', { 'as-of': '2013-12-31' })
    expect(answer.statusCode).toBe(303)
    expect((await http.inject(String(answer.headers.location))).statusCode).toBe(200)
  })

  it.each(['2014-02-30', '20I4-01-01', '2099-01-01', ''])('refuses “%s” with the remedy', async (day) => {
    const answer = await http.inject({
      method: 'POST',
      url: '/methodologies/atest-2014/assess',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        cookie: 'signed-in=analyst',
        'sec-fetch-site': 'same-origin',
      },
      payload: new URLSearchParams({ 'as-of': day }).toString(),
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().details[0].remedy).toBeTruthy()
  })
})
