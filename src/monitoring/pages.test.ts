import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../test/support/browser.ts'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { objections, overflow } from '../../test/support/look.ts'
import { type HttpServer, listen } from '../house/http.ts'
import { anIndicator } from './agreements.test-data.ts'
import { aPeopledCompact, openDoor } from './doors.test-data.ts'
import { part } from './monitoring.test-data.ts'

let house: TestHouse
let http: HttpServer
let browser: Browser
let origin: string
let page: Page
let compact: Awaited<ReturnType<typeof aPeopledCompact>>

const survey = anIndicator({
  key: 'prevalence',
  title: { en: 'Share of children in lake fishing who were trafficked' },
  unit: { en: 'per cent of children aged 5 to 17' },
  measure: 'percentage',
  estimated: true,
  aggregation: 'none',
  disaggregations: [],
  reporters: ['north'],
  frequency: 'yearly',
  direction: 'down',
  definition: { en: 'Children 5–17 in debt bondage' },
  baseline: {
    value: '4.1',
    low: '2.8',
    high: '5.4',
    level: 95,
    date: '2024-11-30',
    method: { en: 'Cluster survey, 62 villages.' },
    source: { en: 'University of Exampleland' },
    url: null,
    definition: { en: 'Children 5–17 in debt bondage' },
  },
  targets: [{ year: 'y2', cell: {}, value: '2', rationale: { en: 'Halved' } }],
})

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2027-03-02T12:00:00Z') })
  http = await openDoor(house, { built: true })
  compact = await aPeopledCompact(house, { indicators: [anIndicator(), survey] })
  const { report } = compact
  await report('north', '2025-06-30', {
    identified: part({ total: '40', 'sex=girls': '37', 'sex=boys': '3' }),
  })
  await report('south', '2025-06-30', {
    identified: part({ total: '60', 'sex=girls': '30', 'sex=boys': '30' }),
  })
  await report('north', '2025-12-31', {
    identified: part({ total: '44', 'sex=girls': '24', 'sex=boys': '20' }),
    prevalence: {
      cells: { total: { value: '3.4', low: '2.2', high: '4.6', level: '95' } },
      evidence: 'https://example.org/survey',
    },
  })
  if (!(await hasBrowser())) return
  browser = await openBrowser()
  origin = await listen(http, { port: 0, host: '127.0.0.1' })
  page = await (await browser.newContext({ bypassCSP: true })).newPage()
})
afterAll(async () => {
  await browser?.close()
  await http.close()
  await house.close()
})

describe.runIf(await hasBrowser())('The pages of monitoring', () => {
  it.each([
    ['reporter', '/results', 1280],
    ['reporter', '/results', 360],
    ['verifier', '/results/identified', 360],
    ['reporter', '/report/2026-06-30/north', 360],
    ['verifier', '/verify/2025-06-30/north', 360],
    ['reporter', '/reports', 360],
    ['verifier', '/scorecard', 360],
    ['verifier', '/promises', 360],
    ['manager', '/dialogues', 360],
  ] as const)('read well for everybody: %s sees %s at %i px', async (who, path, width) => {
    await page.setExtraHTTPHeaders({ 'x-person': compact[who] })
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${origin}/compacts/${compact.id}${path}`)
    if (process.env.TIP_LOOK)
      await page.screenshot({
        path: `${process.env.TIP_LOOK}/${path.replaceAll('/', '_')}-${width}.png`,
        fullPage: true,
      })
    expect(await overflow(page)).toEqual([])
    expect(await objections(page)).toEqual([])
  })
})
