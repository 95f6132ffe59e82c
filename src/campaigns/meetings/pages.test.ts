import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { withLegislatures } from '../../../test/support/furnishings.ts'
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
import { aCampaign } from '../coalition/coalition.test-data.ts'
import { known } from '../legislatures/legislatures.test-data.ts'
import { addDelegate, addNote, addPoint, bookMeeting, recordCall, reportBack } from './meetings.ts'
import { openPost } from './outreach.ts'
import { reachRoutes } from './reach-routes.tsx'
import { meetingRoutes } from './routes.tsx'
import { words } from './words/words.ts'

/* The pages of meetings, calls and posts, as a campaigner, anybody and a browser have them. */

let house: TestHouse
let http: HttpServer
let shown: string[]

beforeAll(async () => {
  house = await openTestHouse({ furnished: withLegislatures })
  const organisation = await anOrganisation(house, { kind: 'coalition', country: 'USA' })
  const { id } = await aPerson(house)
  const reader: SignedIn = {
    id,
    roles: [
      { role: 'member', organisation, scope: null },
      { role: 'campaigner', organisation, scope: null },
    ],
    secondFactor: true,
  }
  const { id: campaign, slug } = await aCampaign(house, { organisation })
  const now = await aCampaign(house, { organisation, asOf: '2026-06-15' })
  const values = {
    legislator: known.smith,
    legislatorName: 'Christopher H. Smith',
    asks: ['cosponsor-hr2283'],
    country: 'GHA',
    office: null,
    place: 'The library of Hamilton',
    starts: new Date('2014-08-20T18:30:00Z'),
    minutes: 30,
    zone: 'America/New_York',
  }
  const meeting = await transact(house.db, async (trx) => {
    const change = changeBy(house, operator)
    const meeting = await bookMeeting(trx, change, campaign, values)
    const at = { campaign, meeting }
    await addDelegate(trx, house.keys, change, { ...at, role: 'leader', name: 'Lena Mensah' })
    await reportBack(trx, change, {
      campaign,
      id: meeting,
      version: 0,
      content: { on: '2014-08-20', met: 'both', attended: 3, positions: { 'cosponsor-hr2283': 'lean' } },
      why: null,
    })
    await addPoint(trx, change, {
      ...at,
      kind: 'commitment',
      ask: null,
      text: 'Firmar en septiembre.',
      due: '2014-09-30',
    })
    await addNote(trx, house.keys, change, { ...at, text: 'Una nota.\nDos líneas.' })
    await recordCall(trx, change, {
      campaign,
      legislator: known.smith,
      ask: null,
      on: '2014-08-12',
      outcome: 'voicemail',
    })
    return meeting
  })
  const booked = await transact(house.db, (trx) =>
    bookMeeting(trx, changeBy(house, operator), campaign, { ...values, country: null, place: null }),
  )
  const { id: post } = await openPost(house, {
    onceKey: 'a key',
    campaign,
    legislator: known.smith,
    ask: 'cosponsor-hr2283',
    network: 'X (Twitter)',
    handle: '@RepChrisSmith',
    handleAsOf: '2014-08-31',
  })
  const assets = builtAssets()
  http = await buildServer(house, {
    languages,
    doors: [
      { at: '/', routes: meetingRoutes(house, assets) },
      { at: '/', routes: reachRoutes(house, assets) },
    ],
    personOf: async () => reader,
    renderFault: (_request, fault) => `<h1>${fault.message}</h1>`,
  })
  const here = `/campaigns/${slug}/manage/meetings`
  const reach = `/campaigns/${slug}/reach`
  shown = [
    `${here}/${meeting}`,
    `${here}/${meeting}/kit`,
    `${here}/${meeting}/report`,
    here,
    `${here}/new?find=${known.certain}`,
    `${here}/new?legislator=${known.smith}`,
    `/campaigns/${now.slug}/manage/meetings/new?legislator=${known.smith}`,
    `${here}/new?legislator=${known.smith}&for=call`,
    `${reach}?code=${known.certain}`,
    `${reach}?legislator=${known.smith}`,
    `${reach}/posts/${post}`,
    `${here}/${booked}`,
    `${here}/${booked}/change`,
    `${here}/${booked}/kit`,
    `${here}/new?find=nobody`,
  ]
})
afterAll(async () => {
  await http.close()
  await house.close()
})

describe('The pages of meetings, calls and posts', () => {
  it('are whole, and wholly in the language that was asked for', async () => {
    for (const language of ['', '/fr', '/es', '/pt'])
      for (const path of shown) {
        const { body, statusCode } = await http.inject(language + path)
        expect(statusCode, path).toBe(200)
        expect(faultsOf(body), language + path).toEqual([])
        if (language !== '') expect(englishLeft(body, words), language + path).toEqual([])
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
    for (const path of shown.slice(0, 11)) {
      await page.goto(address + path)
      expect(await overflow(page), path).toEqual([])
      expect(await objections(page), path).toEqual([])
    }
  })
})
