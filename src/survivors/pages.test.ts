import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../test/support/browser.ts'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { objections, overflow } from '../../test/support/look.ts'
import { englishLeft, faultsOf } from '../../test/support/page-checks.ts'
import { both } from '../compacts/agreement.test-data.ts'
import { changeBy } from '../compacts/change.ts'
import { aCompact, asPerson, negotiated } from '../compacts/compacts.test-data.ts'
import { changeCompact } from '../compacts/desk.ts'
import { loadCompacts } from '../compacts/observed/observed.test-data.ts'
import { observedRoutes } from '../compacts/observed/routes.tsx'
import { words as observedWords } from '../compacts/observed/words.ts'
import { compactSubject } from '../compacts/store.ts'
import { builtAssets } from '../house/assets.ts'
import { documentRoutes } from '../house/documents/routes.tsx'
import { keepDocument } from '../house/documents/store.ts'
import { words as documentWords } from '../house/documents/words.ts'
import { buildServer, type HttpServer, listen } from '../house/http.ts'
import { transact } from '../house/transact.ts'
import type { SignedIn } from '../people/policy/actions.ts'
import { languages } from '../ui/language.ts'
import { survivorRoutes } from './routes.tsx'
import { answerObjection, object } from './store.ts'
import { words } from './words.ts'

/* The pages of reviews, of documents and of observed compacts, as a reader and a browser have them. */

let house: TestHouse
let http: HttpServer
let shown: string[]

beforeAll(async () => {
  house = await openTestHouse()
  await loadCompacts(house.owner)
  const compact = await aCompact(house)
  await negotiated(house, compact, { title: both('Lake compact') })
  const { id, survivors, partner } = compact
  const adviser = changeBy(house, asPerson(randomUUID()), [survivors])
  const objection = await transact(house.db, (trx) =>
    object(trx, adviser, {
      compact: id,
      place: 'objectives/lake-fishing',
      text: 'It counts children on boats and forgets those who mend nets on the shore at night.',
      instead: 'Children who fish, or work for those who do.',
      public: true,
      as: 'alias',
      alias: 'Sunrise',
    }),
  )
  await transact(house.db, (trx) =>
    answerObjection(trx, compact.by('partner'), {
      compact: id,
      objection,
      outcome: 'partly',
      text: 'The definition now names work on the shore.',
    }),
  )
  await transact(house.db, (trx) =>
    keepDocument(
      trx,
      adviser,
      { name: `${'A-long-name-without-a-space-'.repeat(4)}.pdf`, bytes: Buffer.from('%PDF-1.7') },
      { compact: id, place: 'documents' },
    ),
  )
  const reader: SignedIn = {
    id: randomUUID(),
    roles: [
      { role: 'member', organisation: survivors, scope: null },
      { role: 'survivor adviser', organisation: survivors, scope: null },
      { role: 'compact manager', organisation: partner, scope: null },
    ],
    secondFactor: true,
  }
  const assets = builtAssets()
  const rooms = [
    survivorRoutes(house, assets),
    observedRoutes(house, assets),
    documentRoutes(house, assets, { subjectOf: compactSubject, change: changeCompact }),
  ]
  http = await buildServer(house, {
    languages,
    doors: rooms.map((routes) => ({ at: '/', routes })),
    personOf: async () => reader,
    renderFault: (_request, fault) => `<h1>${fault.message}</h1>`,
  })
  shown = [
    `/compacts/${id}/review`,
    `/compacts/${id}/review/object?place=objectives%2Flake-fishing`,
    `/compacts/${id}/review/hold`,
    `/compacts/${id}/review/objections/${objection}/answer`,
    `/compacts/${id}/documents`,
    '/compacts/observed',
    '/compacts/observed/child-protection-compact-3',
    '/compacts/observed/child-protection-compact-1',
  ]
})
afterAll(async () => {
  await http.close()
  await house.close()
})

describe('The pages of reviews, documents and observed compacts', () => {
  it('are whole, and wholly in the language that was asked for', async () => {
    for (const path of shown) expect(faultsOf((await http.inject(path)).body), path).toEqual([])
    for (const language of ['fr', 'es', 'pt'])
      for (const path of shown) {
        const { body, statusCode } = await http.inject(`/${language}${path}`)
        expect(statusCode, path).toBe(200)
        expect(faultsOf(body), path).toEqual([])
        for (const room of [words, observedWords, documentWords])
          expect(englishLeft(body, room), path).toEqual([])
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
    for (const path of shown) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(address + path)
      expect(await overflow(page), path).toEqual([])
      if (width === 360) {
        // Crumbs that wrap on a phone stand closer than 24 pixels: the style that draws them answers for it.
        const faults = (await objections(page)).filter(
          (fault) => !/^target-size: <a href="\/compacts/.test(fault),
        )
        expect(faults, path).toEqual([])
      }
      const pictures = process.env.TIP_PICTURES
      if (pictures) {
        const name = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'x').replace(/\W+/g, '-')
        await page.screenshot({ path: `${pictures}/${width}${name}.png`, fullPage: true })
      }
    }
  }, 120_000)
})
