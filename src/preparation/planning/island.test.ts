import path from 'node:path'
import { createElement } from 'react'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { renderPage } from '../../ui/page.tsx'
import { PlanPage } from './pages/plan-page.tsx'

/* With a script the plan follows the hand; it says what the server says for the same figures. */

describe.runIf(await hasBrowser())('A plan in the browser', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>
  let page: Awaited<ReturnType<typeof browser.newPage>>
  const troubles: string[] = []

  const drawn = (sent: Record<string, string> = {}) =>
    renderPage(
      createElement(PlanPage, {
        ask: 'fall',
        sent,
        basis: '',
        language: 'pt',
        path: '/plan-a-study',
        assets: { css: [], js: [] },
        sources: [],
      }),
    )

  beforeAll(async () => {
    const bundle = await build({
      configFile: false,
      logLevel: 'silent',
      define: { 'process.env.NODE_ENV': '"development"' },
      build: {
        write: false,
        lib: {
          entry: path.join(import.meta.dirname, 'alive.test-data.tsx'),
          formats: ['iife'],
          name: 'plan',
        },
      },
    })
    const [made] = Array.isArray(bundle) ? bundle : [bundle]
    const chunk = made && 'output' in made ? made.output[0] : undefined
    if (chunk === undefined) throw new Error('nothing was bundled')
    browser = await openBrowser()
    page = await (await browser.newContext({ viewport: { width: 360, height: 800 } })).newPage()
    await page.route('http://plan.test/**', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: drawn() }),
    )
    await page.goto('http://plan.test/pt/plan-a-study')
    page.on('pageerror', (error) => troubles.push(String(error)))
    await page.exposeFunction('trouble', (message: string) => troubles.push(message))
    await page.addScriptTag({ content: chunk.code })
    await page.evaluate('plan.bringAlive(window.trouble)')
    await page.waitForSelector('.plan-drag', { timeout: 10_000 })
  }, 60_000)
  afterAll(() => browser?.close())

  const said = () => page.locator('.verdict').innerText()
  const onServer = (sent: Record<string, string>) =>
    (/<p class="verdict"[^>]*>(.*?)<\/p>/.exec(drawn(sent))?.[1] ?? '').replace(/<[^>]+>/g, '')

  it('takes over what the server drew without a difference', async () => {
    expect(troubles).toEqual([])
    expect(await said()).toBe(onServer({}))
  })

  it('says with every drag what the server would say, and keeps it in the address', async () => {
    await page.locator('.plan-drag[aria-label^="Pessoas que respondem"]').fill('3000')
    await page.locator('.plan-drag[aria-label^="Proporção na primeira"]').fill('12.5')
    expect(await said()).toBe(onServer({ respondents: '3000', share: '12,5' }))
    await page.waitForURL(/share=12%2C5/)
    expect(new URL(page.url()).searchParams.get('respondents')).toBe('3000')
  })

  it('names what cannot be read beside its field, and gives no figure meanwhile', async () => {
    await page.fill('input[name="share"]', 'muitas')
    expect(await page.locator('#share-error').innerText()).toContain('não é um número')
    expect(await page.locator('.verdict').count()).toBe(0)
    await page.fill('input[name="share"]', '10')
    expect(await page.locator('.verdict').count()).toBe(1)
  })
})
