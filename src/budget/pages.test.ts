import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../test/support/browser.ts'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { objections, overflow } from '../../test/support/look.ts'
import { builtAssets } from '../house/assets.ts'
import { type HttpServer, listen } from '../house/http.ts'
import { aPerson, give, openDoor } from '../people/organisations/organisations.test-data.ts'
import { budgetRoutes } from './routes.tsx'

let house: TestHouse
let http: HttpServer
let browser: Browser
let page: Page
let origin: string

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-22T12:00:00Z') })
  http = await openDoor(house, { built: true, besides: [budgetRoutes(house, builtAssets())] })
  const { id } = await aPerson(house)
  await give(house, id, 'analyst')
  if (!(await hasBrowser())) return
  browser = await openBrowser()
  origin = await listen(http, { port: 0, host: '127.0.0.1' })
  page = await (await browser.newContext({ bypassCSP: true, extraHTTPHeaders: { 'x-person': id } })).newPage()
})
afterAll(async () => {
  await browser?.close()
  await http.close()
  await house.close()
})

describe.runIf(await hasBrowser())('The pages of budgets', () => {
  it.each([
    ['/fr/two-cents?profits=ilo-2014&spending=domestic-2015&cents=x', 1280],
    ['/two-cents?profits=ilo-2024&spending=claimed-2016&dollars=published', 360],
    ['/pt/budget', 360],
    ['/es/budget/lines/hhs-otip?year=2024', 360],
    ['/budget/lines/hhs-foreign-national-victims?year=2014', 768],
  ])('%s at %i has nothing to object to, and nothing hangs over', async (path, width) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(origin + path)
    expect(await overflow(page)).toEqual([])
    expect(await objections(page)).toEqual([])
    if (process.env.TIP_LOOK)
      await page.screenshot({
        path: `${process.env.TIP_LOOK}/${path.replace(/\W+/g, '-')}-${width}.png`,
        fullPage: true,
      })
  })

  it('/budget/import at 360 takes a file by hand: form, what it would change, and what became of it', async () => {
    const csv =
      'line,agency,program,fiscal_year,stage,amount_usd_millions,kind,note,source\n' +
      'hhs-otip,HHS/ACF/OTIP,Trafficking Victims program,2025,house,32.5,appropriation,,Page 12\n' +
      'hhs-otip,HHS/ACF/OTIP,Trafficking Victims program,2025,senate,some,appropriation,,Page 12\n'
    await page.setViewportSize({ width: 360, height: 900 })
    await page.goto(`${origin}/budget/import`)
    expect(await objections(page)).toEqual([])
    await page.setInputFiles('#file', { name: 'figures.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await page.getByRole('button', { name: 'Look at what would change' }).click()
    expect(await page.getByText('Millions of dollars written 12.5').count()).toBe(1)
    expect(await overflow(page)).toEqual([])
    expect(await objections(page)).toEqual([])
    if (process.env.TIP_LOOK)
      await page.screenshot({ path: `${process.env.TIP_LOOK}/diff-360.png`, fullPage: true })
    await page.getByRole('button', { name: 'Take these figures over' }).click()
    expect(await page.getByRole('status').textContent()).toBe('One figure was taken over.')
  })
})
