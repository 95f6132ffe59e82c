import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { objections, overflow } from '../../../test/support/look.ts'
import { builtAssets } from '../../house/assets.ts'
import { type HttpServer, listen } from '../../house/http.ts'
import { aPerson, give, openDoor } from '../../people/organisations/organisations.test-data.ts'
import { added, begun, published } from './capacity.test-data.ts'
import { capacityRoutes } from './routes.tsx'

let house: TestHouse
let http: HttpServer
let browser: Browser
let page: Page
let origin: string
let analyst: string
let writing: string

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-22T12:00:00Z') })
  http = await openDoor(house, { built: true, besides: [capacityRoutes(house, builtAssets())] })
  analyst = (await aPerson(house)).id
  await give(house, analyst, 'analyst')
  const ministry = await added(house, 'GHA', {
    name: 'Ministry of Gender, Children and Social Protection',
    kind: 'ministry',
    tasks: ['identification', 'referral', 'shelter', 'awareness', 'coordination'],
  })
  const office = await added(house, 'GHA', {
    name: 'Social welfare office',
    kind: 'local',
    level: 'subnational',
    place: 'Volta Region',
    tasks: ['shelter', 'return', 'support'],
  })
  await published(house, 'GHA', ministry, {
    identification: 2,
    referral: 1,
    shelter: 0,
    awareness: 4,
    coordination: 3,
  })
  await published(house, 'GHA', office, { shelter: 1, return: null })
  const self = { side: 'self', day: '2025-05-10', saidBy: 'National plan of action' } as const
  await published(house, 'GHA', ministry, { identification: 3, shelter: 3 }, self)
  writing = `/capacity/GHA/rounds/${await begun(house, 'GHA')}/${ministry}`
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

describe.runIf(await hasBrowser())('The pages of the capacity map', () => {
  it.each([
    ['/capacity/GHA', 1280],
    ['/fr/capacity/GHA', 360],
    ['writing', 360],
  ] as const)('read well for everybody: %s at %i px', async (path, width) => {
    await page.setExtraHTTPHeaders(path === 'writing' ? { 'x-person': analyst } : {})
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${origin}${path === 'writing' ? writing : path}`)
    if (process.env.TIP_LOOK)
      await page.screenshot({
        path: `${process.env.TIP_LOOK}/${path.replaceAll('/', '_')}-${width}.png`,
        fullPage: true,
      })
    expect(await overflow(page)).toEqual([])
    expect(await objections(page)).toEqual([])
  })
})
