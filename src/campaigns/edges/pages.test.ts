import { join as pathOf } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { objections, overflow } from '../../../test/support/look.ts'
import { englishLeft, faultsOf } from '../../../test/support/page-checks.ts'
import { operator } from '../../house/actor.ts'
import { builtAssets } from '../../house/assets.ts'
import { buildServer, type HttpServer, listen } from '../../house/http.ts'
import { projectRoot } from '../../house/settings.ts'
import { transact } from '../../house/transact.ts'
import { anOrganisation, aPerson } from '../../people/organisations/organisations.test-data.ts'
import type { SignedIn } from '../../people/policy/actions.ts'
import { languages } from '../../ui/language.ts'
import { changeBy } from '../change.ts'
import { aCampaign, anAsk, anEndorser } from '../coalition/coalition.test-data.ts'
import { coalitionRoutes } from '../coalition/routes.tsx'
import { importLegislature } from '../legislatures/load.ts'
import { legislaturesFolder } from '../legislatures/pack-files.ts'
import { settle } from '../signing/settle.ts'
import { confirmed } from '../signing/signing.test-data.ts'
import { deliveriesDoor, deliveryPanel } from './around.tsx'
import { deliveryRoutes } from './routes.tsx'
import { moveDelivery, queueDelivery } from './store.ts'
import { words } from './words/words.ts'

/* The pages of handing over, as a campaigner and a browser have them. */

let house: TestHouse
let http: HttpServer
let shown: string[]

beforeAll(async () => {
  house = await openTestHouse()
  const folder = pathOf(legislaturesFolder(projectRoot()), 'us-congress-2014-08-31')
  await importLegislature(house, folder, operator)
  const organisation = await anOrganisation(house, { kind: 'coalition', country: 'USA' })
  const { id } = await aPerson(house)
  const reader: SignedIn = {
    id,
    roles: [{ role: 'campaigner', organisation, scope: null }],
    secondFactor: true,
  }
  const { id: campaign, slug } = await aCampaign(house, { organisation, asks: [anAsk()] })
  const letter = { kind: 'letter', office: 'The President of the United States', address: null } as const
  const other = await aCampaign(house, { organisation, asks: [anAsk({ key: 'president', target: letter })] })
  await anEndorser(house, campaign)
  for (const [name, words] of [
    ['Ama Mensah', 'My sister was sold.\nShe is free now.'],
    ['Esi Owusu', null],
    ['Yaa Asare', null],
  ] as const)
    await confirmed(house, campaign, {
      signer: { title: 'Ms.', name, street: '1 Bay St, Tampa', words },
    })
  await confirmed(house, campaign, {
    signer: { name: 'Kofi Boateng' },
    place: { region: 'NJ', division: 'ocd-division/country:us/state:nj/cd:9' },
  })
  await confirmed(house, other.id)
  for (const each of [campaign, other.id]) await settle(house.db, each, { wait: true })
  const today = house.now().toISOString().slice(0, 10)
  const made = async (of: string, ask: string, recipient: string, delivery: string) => {
    await transact(house.db, async (trx) => {
      const change = changeBy(house, operator)
      await queueDelivery(trx, change, {
        id: delivery,
        campaign: of,
        ask,
        recipient,
        office: '',
        channel: 'post',
        today,
        sealed: null,
        choose: (letters) => letters.slice(0, 1),
      })
      await moveDelivery(trx, change, {
        campaign: of,
        delivery,
        was: 'queued',
        state: 'unknown',
        on: today,
        why: 'Nobody answers.',
        today,
      })
    })
    return delivery
  }
  const tampa = 'us-congress/house/ocd-division/country:us/state:fl/cd:14'
  const one = await made(campaign, 'cosponsor-hr2283', tampa, '01988a00-0000-7000-8000-000000000001')
  const president = await made(other.id, 'president', 'office', '01988a00-0000-7000-8000-000000000002')
  const assets = builtAssets()
  http = await buildServer(house, {
    languages,
    doors: [
      {
        at: '/',
        routes: coalitionRoutes(house, assets, { panels: [deliveryPanel], console: [deliveriesDoor] }),
      },
      { at: '/', routes: deliveryRoutes(house, assets) },
    ],
    personOf: async () => reader,
    renderFault: (_request, fault) => `<h1>${fault.message}</h1>`,
  })
  const here = `/campaigns/${slug}/manage/deliveries`
  const there = `/campaigns/${other.slug}/manage/deliveries`
  const hands = (to: string) => `${here}?${new URLSearchParams({ ask: 'cosponsor-hr2283', to })}`
  shown = [
    here,
    there,
    hands(tampa),
    hands('all'),
    `${here}/${one}`,
    `${here}/${one}/letter`,
    `${there}/${president}/letter`,
    `/campaigns/${slug}`,
    `/campaigns/${other.slug}`,
  ]
})
afterAll(async () => {
  await http.close()
  await house.close()
})

describe('The pages of handing over', () => {
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

  it('fit a phone, and satisfy axe', async () => {
    await page.setViewportSize({ width: 360, height: 800 })
    for (const [place, path] of shown.slice(0, 7).entries()) {
      await page.goto(address + path)
      expect(await overflow(page), path).toEqual([])
      expect(await objections(page), path).toEqual([])
      const pictures = process.env.TIP_PICTURES
      if (pictures) await page.screenshot({ path: `${pictures}/edges-${place}.png`, fullPage: true })
    }
  }, 60_000)
})
