import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { objections, overflow } from '../../../test/support/look.ts'
import { englishLeft, faultsOf } from '../../../test/support/page-checks.ts'
import { operator } from '../../house/actor.ts'
import { builtAssets } from '../../house/assets.ts'
import { buildServer, type HttpServer, listen } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import type { SignedIn } from '../../people/policy/actions.ts'
import { languages } from '../../ui/language.ts'
import { changeBy } from './change.ts'
import { beginVersion, changeDraft } from './codebooks.ts'
import { studyRoutes } from './routes.tsx'
import { aCodebook, aKeptCodebook, aStudy, someFacts } from './studies.test-data.ts'
import { words as codebookWords } from './words/codebooks.ts'
import { words } from './words/studies.ts'

/* The pages of studies and codebooks, as a reader and a browser have them. */

let house: TestHouse
let http: HttpServer
let shown: string[]

beforeAll(async () => {
  house = await openTestHouse()
  const { codebook, version } = await aKeptCodebook(house)
  const change = changeBy(house, operator)
  await transact(house.db, async (trx) => {
    await beginVersion(trx, change, codebook)
    const indicators = aCodebook().indicators.slice(0, -1)
    const content = aCodebook({ indicators, changes: 'The age is asked elsewhere.' })
    await changeDraft(trx, change, { codebook, version: 2, revision: 1, content })
  })
  const draft = await aKeptCodebook(house, aCodebook({ rules: [] }), { frozen: false })
  const whole = await aStudy(house, { codebook: version })
  const lacking = await aStudy(house, {
    country: 'PER',
    confidential: true,
    facts: someFacts({
      title: `Domestic workers in ${'averylongwordwithoutaspace'.repeat(3)}`,
      base: { words: null, number: null, unknownBecause: null, source: null },
      period: { from: null, to: null },
      limits: null,
    }),
  })
  const reader: SignedIn = {
    id: randomUUID(),
    roles: [{ role: 'researcher', organisation: null, scope: null }],
    secondFactor: true,
  }
  http = await buildServer(house, {
    languages,
    doors: [{ at: '/', routes: studyRoutes(house, builtAssets()) }],
    personOf: async ({ headers }) => (headers['x-visitor'] ? null : reader),
    renderFault: (_request, fault) => `<h1>${fault.message}</h1>`,
  })
  shown = [
    '/studies',
    '/studies/new',
    '/studies/new?country=GHA',
    `/studies/${whole}`,
    `/studies/${lacking}`,
    `/studies/${whole}/change`,
    `/studies/${whole}/stop`,
    '/codebooks',
    `/codebooks/${codebook}/1?try=1&yes-act=a1&yes-means=m1&yes-purpose=p1&missing=m2`,
    `/codebooks/${draft.codebook}/1`,
    `/codebooks/${codebook}/2`,
    `/codebooks/${draft.codebook}/1/change`,
  ]
})
afterAll(async () => {
  await http.close()
  await house.close()
})

describe('The pages of studies and codebooks', () => {
  it('are whole, and wholly in the language that was asked for', async () => {
    for (const language of ['', '/fr', '/es', '/pt'])
      for (const path of shown) {
        const { body, statusCode } = await http.inject(language + path)
        expect(statusCode, path).toBe(200)
        expect(faultsOf(body), language + path).toEqual([])
        if (language !== '')
          for (const each of [words, codebookWords]) expect(englishLeft(body, each), path).toEqual([])
      }
  })
})

describe.runIf(await hasBrowser())('The same pages in a browser', () => {
  let browser: Browser
  let address: string
  let page: Page
  beforeAll(async () => {
    address = await listen(http, { port: 0, host: '127.0.0.1' })
    browser = await openBrowser()
    page = await (await browser.newContext({ bypassCSP: true })).newPage()
  })
  afterAll(() => browser?.close())

  it.each([360, 1280])('fit %i pixels, and satisfy axe on a phone', async (width) => {
    for (const [place, path] of shown.entries()) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(address + path)
      expect(await overflow(page), path).toEqual([])
      // The same rules at both widths would find the same: the narrow one has more to go wrong.
      if (width === 360) expect(await objections(page), path).toEqual([])
      const pictures = process.env.TIP_PICTURES
      if (pictures) await page.screenshot({ path: `${pictures}/${place}-${width}.png`, fullPage: true })
    }
  }, 60_000)
})
