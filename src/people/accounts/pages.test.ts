import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { type ServedHouse, serveTestHouse } from '../../../test/support/served-house.ts'
import { deliveriesEnded } from '../../house/mail/deliver.ts'
import { createAccount } from './account.ts'
import { appCode, goodPassword } from './sign-in.test-data.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Axe = {
  run(where: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

/* A person with a phone and no scripts sets up an account; a second look at each page is axe’s. */
describe.runIf(await hasBrowser())('On a phone without scripts, a person', () => {
  let served: ServedHouse
  let browser: Browser
  let page: Page
  let looked: Page
  let key = ''
  const email = 'phone@example.org'

  beforeAll(async () => {
    served = await serveTestHouse()
    await createAccount(served.house, { email, name: 'Esi Owusu', password: goodPassword, emailProven: true })
    browser = await openBrowser()
    const viewport = { width: 360, height: 800 }
    page = await (await browser.newContext({ javaScriptEnabled: false, viewport })).newPage()
    looked = await (await browser.newContext({ viewport })).newPage()
  })
  afterAll(async () => {
    await deliveriesEnded()
    await browser?.close()
    await served?.close()
  })

  const go = (path: string) => page.goto(served.address + path)
  const here = () => page.url().slice(served.address.length)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

  /** What axe and the width of the page say of what stands on it now. */
  async function faults(): Promise<string[]> {
    await looked.setContent(await styled(await page.content()))
    await looked.evaluate(axe)
    const found = await looked.evaluate(async () => {
      const { axe: checker } = window as unknown as { axe: Axe }
      const { violations } = await checker.run(document, { rules: { 'html-has-lang': { enabled: true } } })
      const wide = document.documentElement.scrollWidth > window.innerWidth
      return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), ...(wide ? ['too wide'] : [])]
    })
    return found
  }
  /** The page with its styles in it, since its scripts may not run where it stands. */
  async function styled(html: string): Promise<string> {
    const hrefs = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href!)
    const sheets = await Promise.all(hrefs.map(async (href) => (await fetch(served.address + href)).text()))
    return html
      .replace(/<script[\s\S]*?<\/script>/g, '')
      .replace(/<link rel="stylesheet"[^>]*>/g, '')
      .replace('</head>', `<style>${sheets.join('\n')}</style></head>`)
  }

  it('reads the sign-in page and is told what is missing', async () => {
    await go('/account/sign-in?next=/account/second-factor/set-up')
    expect(await faults()).toEqual([])
    await press('Sign in')
    expect(await page.locator('.error-summary').innerText()).toContain('“Password” is missing.')
    expect(await faults()).toEqual([])
  })

  it('signs in and sets up the second factor', async () => {
    await page.fill('#email', email)
    await page.fill('#password', goodPassword)
    await press('Sign in')
    expect(here()).toBe('/account/second-factor/set-up')
    expect(await faults()).toEqual([])
    await page.fill('#password', goodPassword)
    await press('Begin')
    expect(await faults()).toEqual([])
    key = (await page.locator('main code').first().innerText()).trim()
    await page.fill('#code', appCode(key))
    await press('Set it up')
    expect(await page.locator('main li code').count()).toBe(10)
    expect(await faults()).toEqual([])
  })

  it('finds the account, the sign-ins and every form readable', async () => {
    for (const path of [
      '/account',
      '/account/sign-ins',
      '/account/second-factor/set-up',
      '/account/password',
      '/account/email',
      '/account/confirm',
      '/account/forgotten',
    ]) {
      await go(path)
      expect(await faults(), path).toEqual([])
    }
  })

  it('signs out, and is asked for a code at the next sign-in', async () => {
    await go('/account')
    await press('Sign out')
    expect(await page.locator('main').innerText()).toContain('You are signed out.')
    await page.fill('#email', email)
    await page.fill('#password', goodPassword)
    await press('Sign in')
    expect(here()).toBe('/account/second-factor')
    expect(await faults()).toEqual([])
    await page.fill('#code', appCode(key, 1))
    await press('Go on')
    expect(here()).toBe('/account')
    expect(await page.locator('h1').innerText()).toBe('Your account')
  })
})
