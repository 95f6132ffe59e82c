import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { type ServedHouse, serveTestHouse, signedIn } from '../../../test/support/served-house.ts'
import { anOrganisation } from '../organisations/organisations.test-data.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Axe = {
  run(where: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

/* Two phones without scripts; a second look at each page is axe’s. */
describe.runIf(await hasBrowser())('On a phone without scripts', () => {
  let served: ServedHouse
  let browser: Browser
  let hers: Page
  let theirs: Page
  let looked: Page
  let person = ''

  beforeAll(async () => {
    served = await serveTestHouse()
    browser = await openBrowser()
    const organisation = await anOrganisation(served.house)
    const roles = [{ role: 'representative', organisation } as const]
    const viewport = { width: 360, height: 800 }
    const phone = async (name: string) => {
      const { cookies, person: id } = await signedIn(served, { roles, secondFactor: true, name })
      const context = await browser.newContext({ javaScriptEnabled: false, viewport })
      await context.addCookies(cookies)
      return { page: await context.newPage(), id }
    }
    const one = await phone('Adwoa Boateng')
    hers = one.page
    person = one.id
    theirs = (await phone('Esi Owusu')).page
    looked = await (await browser.newContext({ viewport })).newPage()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const go = (page: Page, path: string) => page.goto(served.address + path)
  const here = (page: Page) => page.url().slice(served.address.length)
  const press = (page: Page, name: string) => page.getByRole('button', { name }).click()
  const text = (page: Page) => page.locator('main').innerText()

  /** What axe and the width of the page say of what stands on it now. */
  async function faults(page: Page): Promise<string[]> {
    const html = await page.content()
    const hrefs = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href!)
    const sheets = await Promise.all(hrefs.map(async (href) => (await fetch(served.address + href)).text()))
    // With its styles in it and without its scripts, which may not run where it stands.
    await looked.setContent(
      html
        .replace(/<script[\s\S]*?<\/script>/g, '')
        .replace(/<link rel="stylesheet"[^>]*>/g, '')
        .replace('</head>', `<style>${sheets.join('\n')}</style></head>`),
    )
    await looked.evaluate(axe)
    return looked.evaluate(async () => {
      // The checker puts itself there.
      const { axe: checker } = window as unknown as { axe: Axe }
      const { violations } = await checker.run(document, { rules: { 'html-has-lang': { enabled: true } } })
      const wide = document.documentElement.scrollWidth > window.innerWidth
      return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), ...(wide ? ['too wide'] : [])]
    })
  }

  it('a person chooses a name, writes how to be reached and names a guardian', async () => {
    await go(hers, '/protected')
    expect(await faults(hers)).toEqual([])
    await press(hers, 'Show this name')
    expect(await faults(hers)).toEqual([])
    await hers.fill('#alias', 'Blue Heron')
    await press(hers, 'Show this name')
    expect(await text(hers)).toContain('Others see you as Blue Heron.')

    await hers.getByRole('link', { name: 'Write it down' }).click()
    expect(await faults(hers)).toEqual([])
    await hers.fill('#reach', `Signal +233 20 555 0188 ${'x'.repeat(100)}`)
    await press(hers, 'Keep it')

    await hers.selectOption('#guardian', { index: 1 })
    await press(hers, 'Name as my guardian')
    expect(await text(hers)).toContain('Your guardian is named.')
    expect(await faults(hers)).toEqual([])
  })

  it('the guardian gives a reason and is shown it once, and the person reads who looked', async () => {
    await go(theirs, '/protected')
    await theirs.getByRole('link', { name: 'Blue Heron' }).click()
    expect(here(theirs)).toBe(`/protected/${person}`)
    expect(await faults(theirs)).toEqual([])
    await theirs.fill('#reason', 'Her train is late')
    await press(theirs, 'Show it')
    expect(await text(theirs)).toContain('0188')
    expect(await faults(theirs)).toEqual([])
    // Paper, and the way back through the browser, show nothing.
    await theirs.emulateMedia({ media: 'print' })
    expect(await theirs.getByText('0188').isVisible()).toBe(false)
    await theirs.emulateMedia({ media: 'screen' })
    await go(theirs, '/protected')
    await expect(theirs.goBack()).rejects.toThrow('ERR_CACHE_MISS')

    await go(hers, '/protected')
    expect(await text(hers)).toContain('Her train is late')
    expect(await faults(hers)).toEqual([])
  })

  it('one’s data and the way out can be read', async () => {
    for (const path of ['/account/data', '/account/data/read', '/account/data/erase', '/account/data/gone']) {
      expect((await go(hers, path))?.status(), path).toBe(200)
      expect(await faults(hers), path).toEqual([])
    }
  })
})
