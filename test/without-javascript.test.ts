import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from './support/browser.ts'
import { type ServedHouse, serveTestHouse, signedIn } from './support/served-house.ts'

/* The house for a visitor whose browser runs no script: old phones, careful people, bad lines. */

describe.runIf(await hasBrowser())('Without JavaScript, a visitor', () => {
  let served: ServedHouse
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    served = await serveTestHouse()
    browser = await openBrowser()
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    })
    page = await context.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const go = (path: string) => page.goto(served.address + path)
  const here = () => page.url().slice(served.address.length)
  const heading = async () => (await page.locator('h1').innerText()).trim()
  const historic = () => `/assessments/${served.historic.id}`

  it('comes from the first page to a country, and from there to the assessment it is placed in', async () => {
    await go('/')
    const country = page.locator('main table a[href^="/countries/"], main ol a[href^="/countries/"]').first()
    const name = (await country.innerText()).trim()
    await country.click()
    expect(here()).toMatch(/^\/countries\/[A-Z]{3}$/)
    expect(await heading()).toBe(name)

    await page.locator(`main a[href^="${historic()}"]`).first().click()
    expect(here()).toMatch(new RegExp(`^${historic()}`))
  })

  it('opens the menu on a phone and finds every room', async () => {
    await go('/')
    await page.click('.menu-button')
    await page.locator('.site-menu a[href="/assessments"]').click()
    expect(here()).toBe('/assessments')
    await page.locator(`main a[href="${historic()}"]`).first().click()
    expect(here()).toBe(historic())
  })

  it('sees the part of a ranking that is in one region', async () => {
    await go(historic())
    const all = await rankedCountries()
    await page.selectOption('select[name="region"]', '002')
    await page.locator('form:has(select[name="region"]) button[type="submit"]').click()
    expect(here()).toBe(`${historic()}?region=002&q=#ranking`)
    const african = await rankedCountries()
    expect(african.length).toBeGreaterThan(5)
    expect(african.length).toBeLessThan(all.length)
    // The others keep their ranks: a part of the list, in its order.
    expect(african).toEqual(all.filter((name) => african.includes(name)))
    expect(african).toContain('Ghana')
    expect(african).not.toContain('Cambodia')
    expect(await page.locator('select[name="region"]').inputValue()).toBe('002')
  })

  it('lays two countries side by side', async () => {
    await go(historic())
    await page.fill('input[name="compare"]', 'Ghana, Armenia')
    await page.locator('form:has(input[name="compare"]) button[type="submit"]').click()
    expect(here()).toMatch(/\?compare=Ghana%2C\+Armenia#comparison$/)
    const table = page.locator('#comparison table')
    expect(await table.locator('thead th').allInnerTexts()).toEqual([expect.any(String), 'Ghana', 'Armenia'])
    expect(await table.innerText()).toMatch(/Tier 1/)
  })

  it('opens a source where its number stands, and closes it again', async () => {
    await go(historic())
    const mark = page.locator('.source-mark').first()
    const box = page.locator(`[id="${await mark.getAttribute('popovertarget')}"]`)
    expect(await box.isVisible()).toBe(false)
    await mark.click()
    expect(await box.isVisible()).toBe(true)
    expect(await box.innerText()).toMatch(/\S/)
    await page.keyboard.press('Escape')
    expect(await box.isVisible()).toBe(false)
  })

  it('reads the memo', async () => {
    await go(historic())
    await page.locator(`a[href="${historic()}/memo"]`).first().click()
    expect(here()).toBe(`${historic()}/memo`)
    expect(await page.locator('.memo table tbody tr').count()).toBe(served.historic.shortlistSize)
  })

  it('records a missing fact, is told what is wrong first, and gets a new assessment beside the old one', async () => {
    const form = page.locator('form[action$="/facts"]')
    const send = form.locator('button[type="submit"]')
    // Nothing can be sent by a passer-by.
    await go(historic())
    expect(await form.count()).toBe(0)
    const analyst = await signedIn(served, { roles: [{ role: 'analyst' }] })
    await page.context().addCookies(analyst.cookies)
    await go(historic())
    await form.locator('[name="unit"]').selectOption('BRA')
    await form.locator('[name="evidence"]').fill('A budget page of fiscal year 2014')
    await send.click()
    expect(await page.locator('.error-summary li').count()).toBe(2)
    // What was typed stands there again.
    expect(await form.locator('[name="unit"]').inputValue()).toBe('BRA')
    expect(await form.locator('[name="evidence"]').inputValue()).toBe('A budget page of fiscal year 2014')

    await form.locator('[name="status"]').selectOption('bilateral_mission')
    await form.locator('[name="from"]').fill('2013-10-01')
    await form.locator('[name="to"]').fill('2014-09-30')
    await send.click()
    expect(here()).toMatch(/^\/assessments\/[^/]+$/)
    expect(here()).not.toBe(historic())
    expect(await rankedCountries()).toContain('Brazil')

    await go(historic())
    expect(await rankedCountries()).not.toContain('Brazil')
  })

  it('changes the language and stays on the page, its question included', async () => {
    await go(`${historic()}?region=002&q=gh`)
    await page.click('.menu-button')
    await page.locator('.site-menu a[hreflang="fr"]').click()
    expect(here()).toBe(`/fr${historic()}?region=002&q=gh`)
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    expect(await rankedCountries()).toEqual(['Ghana'])
    await page.click('.menu-button')
    await page.locator('.site-menu a[hreflang="en"]').click()
    expect(here()).toBe(`${historic()}?region=002&q=gh`)
  })

  /** Names in the ranking, from the first down. */
  async function rankedCountries(): Promise<string[]> {
    const names = await page.locator('#ranking tbody th a').allInnerTexts()
    return names.map((name) => name.trim())
  }
})
