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
import { anOrganisation, aPerson } from '../../people/organisations/organisations.test-data.ts'
import type { SignedIn } from '../../people/policy/actions.ts'
import { languages } from '../../ui/language.ts'
import { changeBy } from '../change.ts'
import { aCampaign, aConsentText, anAsk, anEndorsement, anEndorser } from './coalition.test-data.ts'
import { nameEndorser } from './life.ts'
import { roomDoors } from './panels.ts'
import { coalitionRoutes } from './routes.tsx'
import { words } from './words/words.ts'

/* The pages of campaigns, as a reader and a browser have them. */

let house: TestHouse
let http: HttpServer
let shown: string[]

beforeAll(async () => {
  house = await openTestHouse()
  const organisation = await anOrganisation(house, {
    kind: 'coalition',
    country: 'USA',
    name: 'Alliance to End Slavery and Trafficking',
  })
  const partner = await anOrganisation(house, { name: 'Free the Lake' })
  const { id } = await aPerson(house)
  const reader: SignedIn = {
    id,
    roles: [
      { role: 'member', organisation, scope: null },
      { role: 'campaigner', organisation, scope: null },
      { role: 'representative', organisation: partner, scope: null },
    ],
    secondFactor: true,
  }
  const letter = anAsk({
    key: 'focus-countries',
    target: {
      kind: 'letter',
      office: 'The President of the United States',
      address: '1600 Pennsylvania Avenue NW\nWashington, DC 20500',
    },
    content: {
      words: {
        en: { title: 'Adopt the focus-country approach', text: 'Help where help tips the balance.' },
        es: { title: 'Adopte el enfoque de países', text: 'Ayudar donde la ayuda inclina la balanza.' },
      },
      official: { language: 'en', text: 'Dear Mr. President,\n\nWe ask you to choose.' },
    },
  })
  const line = anAsk({
    key: 'otip',
    target: { kind: 'budget line', line: 'hhs-otip', fiscalYear: 2015, usdMillions: 14.5 },
    content: { words: { en: { title: 'Fund services', text: 'Two cents.' } }, official: null },
  })
  const countries = anAsk({
    key: 'choose',
    target: { kind: 'country choice', countries: ['GHA', 'PHL'] },
    content: {
      words: { en: { title: 'Choose Ghana and the Philippines', text: 'By a method.' } },
      official: null,
    },
  })
  const live = await aCampaign(house, {
    organisation,
    slug: 'recess-2014',
    asks: [anAsk(), letter, line, countries],
  })
  await anEndorser(house, live.id)
  await transact(house.db, (trx) =>
    nameEndorser(
      trx,
      changeBy(house, operator),
      live.id,
      { organisation: partner, name: null, website: null },
      anEndorsement({ state: 'invited', proofAddress: null }),
    ),
  )
  await anEndorser(house, live.id, { name: 'Left again', state: 'withdrawn', why: 'Its board changed.' })
  await anEndorser(house, live.id, { name: 'Asked', state: 'invited', proofAddress: null })
  await aConsentText(house, live)
  const draft = await aCampaign(house, {
    organisation,
    state: 'draft',
    asks: [],
    words: {},
    asOf: null,
    legislature: null,
    goal: null,
  })
  const long = `Averylongword${'withoutaspace'.repeat(4)}`
  const over = await aCampaign(house, {
    organisation,
    state: 'archived',
    languages: ['pt'],
    words: { pt: { title: long, story: `${long}\n\nFim.` } },
    opens: '2025-01-01',
    closes: '2025-12-31',
  })
  http = await buildServer(house, {
    languages,
    doors: [
      {
        at: '/',
        routes: coalitionRoutes(house, builtAssets(), {
          ways: [
            ({ campaign }) => ({
              name: campaign.languages[0] ?? '',
              text: '…',
              path: `/campaigns/${campaign.slug}`,
            }),
          ],
          doors: roomDoors,
          figures: [async () => ({ counted: 1234 })],
          knownOn: async () => false,
          legislatures: async () => [{ value: 'us-congress', name: 'U.S. Congress' }],
        }),
      },
    ],
    personOf: async ({ headers }) => (headers['x-visitor'] ? null : reader),
    renderFault: (_request, fault) => `<h1>${fault.message}</h1>`,
  })
  shown = [
    '/campaigns',
    '/campaigns/recess-2014',
    '/campaigns/recess-2014/embed',
    '/campaigns/recess-2014/manage',
    '/campaigns/recess-2014/change',
    '/campaigns/recess-2014/asks/cosponsor-hr2283',
    '/campaigns/recess-2014/asks/cosponsor-hr2283/end',
    '/campaigns/recess-2014/endorsers/new',
    '/campaigns/recess-2014/consent',
    `/campaigns/recess-2014/partner?organisation=${partner}`,
    `/campaigns/recess-2014/consent?party=${organisation}`,
    `/campaigns/${draft.slug}`,
    `/campaigns/${draft.slug}/manage`,
    `/campaigns/${draft.slug}/asks/new`,
    ...['bill', 'letter', 'budget line', 'country choice'].map(
      (kind) => `/campaigns/${draft.slug}/asks/new?kind=${encodeURIComponent(kind)}`,
    ),
    `/campaigns/${over.slug}`,
    `/campaigns/${over.slug}/manage`,
    '/campaigns/new',
    `/campaigns/new?organisation=${organisation}`,
  ]
})
afterAll(async () => {
  await http.close()
  await house.close()
})

describe('The pages of campaigns', () => {
  it('are whole, and wholly in the language that was asked for', async () => {
    for (const language of ['', '/fr', '/es', '/pt'])
      for (const path of shown) {
        const { body, statusCode } = await http.inject(language + path)
        expect(statusCode, path).toBe(200)
        expect(faultsOf(body), language + path).toEqual([])
        if (language !== '') expect(englishLeft(body, words), path).toEqual([])
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
    // On a wide page less can go wrong: the two that people show each other, and the console.
    const looked = width === 360 ? shown : shown.slice(0, 4)
    for (const [place, path] of looked.entries()) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(address + path)
      expect(await overflow(page), path).toEqual([])
      // The same rules at both widths would find the same: the narrow one has more to go wrong.
      if (width === 360) expect(await objections(page), path).toEqual([])
      const pictures = process.env.TIP_PICTURES
      if (pictures) await page.screenshot({ path: `${pictures}/${place}-${width}.png`, fullPage: true })
    }
  }, 60_000)

  it('show themselves on somebody else’s page in their frame alone', async () => {
    const elsewhere = await (await browser.newContext()).newPage()
    const frames = ['/embed', ''].map(
      (rest) => `<iframe title="${rest}" src="${address}/campaigns/recess-2014${rest}"></iframe>`,
    )
    await elsewhere.route('https://elsewhere.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html>${frames.join('')}` }),
    )
    await elsewhere.goto('https://elsewhere.example/')
    const frame = elsewhere.frameLocator('iframe[title="/embed"]')
    expect(await frame.locator('h1').textContent()).toContain('cosponsor H.R. 2283')
    expect(await elsewhere.frameLocator('iframe[title=""]').locator('h1').count()).toBe(0)
    expect(await elsewhere.context().cookies()).toEqual([])
  })
})
