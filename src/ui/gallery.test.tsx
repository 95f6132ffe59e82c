import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import countries from 'i18n-iso-countries'
import type { Browser, Page as BrowserPage } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../test/support/browser.ts'
import { Gallery } from './gallery.tsx'
import type { Language } from './language.ts'
import { renderPage } from './page.tsx'

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

countries.registerLocale(require('i18n-iso-countries/langs/en.json'))
const numericToIso3: Record<string, string> = {}
const names: Record<string, string> = {}
for (const [numeric, alpha2] of Object.entries(countries.getNumericCodes())) {
  const iso3 = countries.alpha2ToAlpha3(alpha2)
  if (!iso3) continue
  numericToIso3[numeric.padStart(3, '0')] = iso3
  names[iso3] = countries.getName(iso3, 'en') ?? iso3
}

const drawable = await hasBrowser()

let browser: Browser
let server: Server
let assetsFolder: string
let address: string

beforeAll(async () => {
  if (!drawable) return
  assetsFolder = await mkdtemp(path.join(tmpdir(), 'tip-gallery-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      outDir: assetsFolder,
      emptyOutDir: true,
      manifest: true,
      rollupOptions: { input: path.join(root, 'src/ui/client.ts') },
    },
  })
  const manifest = JSON.parse(readFileSync(path.join(assetsFolder, '.vite/manifest.json'), 'utf8'))
  const entry = manifest['src/ui/client.ts'] as { file: string; css: string[] }
  const assets = { css: entry.css.map((file) => `/${file}`), js: [`/${entry.file}`] }
  const drawn = new Map<string, string>()

  server = createServer((request, reply) => {
    const file = path.join(assetsFolder, request.url ?? '/')
    const [, language = ''] = /^\/(en|fr|es|pt)$/.exec(request.url ?? '') ?? []
    if (language) {
      const html =
        drawn.get(language) ??
        renderPage(
          <Gallery
            assets={assets}
            language={language as Language}
            numericToIso3={numericToIso3}
            names={names}
          />,
        )
      drawn.set(language, html)
      reply.setHeader('content-type', 'text/html; charset=utf-8')
      reply.setHeader('content-security-policy', "default-src 'self'")
      reply.end(html)
    } else if (existsSync(file) && file.startsWith(assetsFolder)) {
      const kinds: Record<string, string> = {
        '.css': 'text/css',
        '.js': 'text/javascript',
        '.woff2': 'font/woff2',
      }
      reply.setHeader('content-type', kinds[path.extname(file)] ?? 'application/octet-stream')
      reply.end(readFileSync(file))
    } else {
      reply.statusCode = 404
      reply.end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
  if (assetsFolder) await rm(assetsFolder, { recursive: true, force: true })
})

describe.runIf(drawable).each([
  { width: 360, scheme: 'dark' },
  { width: 768, scheme: 'light' },
  { width: 1280, scheme: 'light' },
] as const)('The gallery at $width px, $scheme', ({ width, scheme }) => {
  it('has nothing that axe objects to, complains of nothing and does not scroll sideways', async () => {
    const { page, complaints } = await open('en', { width, scheme })
    await page.evaluate(axe)
    const violations = await page.evaluate(async () => {
      type Axe = {
        run: (
          where: Document,
          how: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
      }
      const found = await (window as unknown as { axe: Axe }).axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      })
      return found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
      )
    })
    expect(violations).toEqual([])
    expect(complaints).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await keepPicture(page, `gallery-${width}-${scheme}.png`)
    await page.close()
  })
})

describe.runIf(drawable)('The gallery', () => {
  it.each(['fr', 'es', 'pt'] as const)('fits a phone in %s as well', async (language) => {
    const { page } = await open(language, { width: 320, scheme: 'light' })
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.close()
  })

  it('fits when a 1280 px window is zoomed to 200 %', async () => {
    const { page } = await open('en', { width: 640, scheme: 'light' })
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.close()
  })

  it.each([360, 1280])('sets no text in a chart smaller than 12 px at %i px', async (width) => {
    const { page } = await open('en', { width, scheme: 'light' })
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<SVGTextElement>('svg text')]
        .filter((text) => text.getBoundingClientRect().width > 0)
        .map((text) => {
          const scale = text.getScreenCTM()?.a ?? 1
          return { text: text.textContent, size: Number.parseFloat(getComputedStyle(text).fontSize) * scale }
        })
        .filter(({ size }) => size < 12),
    )
    expect(small).toEqual([])
    await page.close()
  })

  it('opens a figure without any script, and closes it on Escape', async () => {
    const { page } = await open('en', { width: 360, scheme: 'light', script: false })
    const box = page.locator('#figure-1')
    expect(await box.isVisible()).toBe(false)
    await page.click('[popovertarget="figure-1"]')
    expect(await box.innerText()).toContain('sensitivity range, 90% of runs')
    await page.keyboard.press('Escape')
    expect(await box.isVisible()).toBe(false)
    await page.close()
  })

  it('begins with what is wrong where a form came back with faults', async () => {
    const { page } = await open('en', { width: 1280, scheme: 'light' })
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary')
    await page.close()
  })

  it('leads the first Tab to the content', async () => {
    const { page } = await open('en', { width: 1280, scheme: 'light' })
    // As a page without a form that came back: that one begins with its faults.
    await page.route('**/en', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: (await response.text()).replaceAll(' autofocus=""', '') })
    })
    await page.reload()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await page.close()
  })

  it('opens its menu on a phone without any script', async () => {
    const { page } = await open('en', { width: 360, scheme: 'light', script: false })
    const countriesLink = page.locator('.site-menu a[href="/countries"]')
    expect(await countriesLink.isVisible()).toBe(false)
    await page.click('.menu-button')
    expect(await countriesLink.isVisible()).toBe(true)
    await page.close()
  })

  it('keeps its sources and opens its tables on paper', async () => {
    const { page } = await open('en', { width: 794, scheme: 'light' })
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#source-1').isVisible()).toBe(true)
    expect(await page.locator('.site-menu').isVisible()).toBe(false)
    expect(await page.locator('.finding-foot details table').first().isVisible()).toBe(true)
    await keepPicture(page, 'gallery-print.png')
    await page.close()
  })

  it('draws the world in less than 120 kB of outlines', async () => {
    const { page } = await open('en', { width: 1280, scheme: 'light' })
    const weight = await page.evaluate(() =>
      [...document.querySelectorAll('.map-land path')].reduce(
        (sum, one) => sum + (one.getAttribute('d') ?? '').length,
        0,
      ),
    )
    expect(weight).toBeGreaterThan(40_000)
    expect(weight).toBeLessThan(120_000)
    await page.close()
  })
})

async function open(
  language: Language,
  { width, scheme, script = true }: { width: number; scheme: 'light' | 'dark'; script?: boolean },
): Promise<{ page: BrowserPage; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${address}/${language}`, { waitUntil: 'networkidle' })
  return { page, complaints }
}

function overflow(page: BrowserPage): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** Set TIP_PICTURES to a folder to look at what was drawn. */
async function keepPicture(page: BrowserPage, name: string): Promise<void> {
  const folder = process.env.TIP_PICTURES
  if (folder) await page.screenshot({ path: path.join(folder, name), fullPage: true })
}
