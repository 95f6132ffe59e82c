import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCampaign, aConsentText, anAsk, anEndorser } from '../src/campaigns/coalition/coalition.test-data.ts'
import { known } from '../src/campaigns/legislatures/legislatures.test-data.ts'
import { confirmed } from '../src/campaigns/signing/signing.test-data.ts'
import { added, published as publishedRound } from '../src/preparation/capacity/capacity.test-data.ts'
import { anEstimate, fromPublication, published } from '../src/preparation/estimates/estimates.test-data.ts'
import { aKeptCodebook, aStudy } from '../src/preparation/studies/studies.test-data.ts'
import { shippedMethodology } from '../src/selection/catalogue.ts'
import { aClosedRound } from '../src/selection/consultation/consultation.test-data.ts'
import { aDecision, by, someContent } from '../src/selection/decisions/decisions.test-data.ts'
import { dissent } from '../src/selection/decisions/life.ts'
import { ranking } from '../src/selection/groups.ts'
import { makeAssessment } from '../src/selection/run.ts'
import { nothingChosen, withShortlist } from '../src/selection/workbench/choices.ts'
import { linkOf } from '../src/selection/workbench/link.ts'
import { type Language, languages, pathIn } from '../src/ui/language.ts'
import { hasBrowser, openBrowser } from './support/browser.ts'
import { kindOf, linksOf, namesIn, routesOf, type Visit } from './support/crawl.ts'
import { allAlive, everyRule, objections, overflow } from './support/look.ts'
import { faultsOf } from './support/page-checks.ts'
import { serveTestHouse, signedIn } from './support/served-house.ts'

/*
 * Every page of the house. Nobody lists them here: a visitor begins at the first page and
 * follows every link, and of each kind of page (a route and the questions it is asked) one is
 * looked at closely. A new page is looked at from the day something leads to it; a route that
 * nothing leads to fails.
 */

const DEPTH = 5

const drawable = await hasBrowser()
const served = await serveTestHouse()
const { historic } = served
const routes = routesOf(served.http)
await somethingMeasured()
await somethingAsked()
await somethingDecided()
await aClosedRound(served.house)
// What takes the house a moment to reckon is there before somebody looks.
await fetch(`${served.address}/methodologies/tipping-point/track-record?wait=1`)
await fetch(`${served.address}/assessments/${served.current.id}/robustness?wait=20`)
const visits = new Map<string, Visit>()

/** One page of each kind, by its English address. */
const found = await crawl()

/** What somebody moved on the workbench: a list of five places. */
const { methodology: tippingPoint } = shippedMethodology('tipping-point')
const fivePlaces = linkOf(tippingPoint, withShortlist(5, nothingChosen, tippingPoint.shortlist.size))

/** Pages of a kind already met that look otherwise: nothing to judge, out, unknown, little known, a part of a list. */
const card = await makeAssessment(served.house, shippedMethodology('mcc-scorecard'))
const others = [
  `/assessments/${historic.id}`,
  `/assessments/${historic.id}?region=002&q=a&compare=GHA,ARM,Burma,Atlantis`,
  `/assessments/${historic.id}/memo`,
  `/assessments/${historic.id}/ARM`,
  `/assessments/${historic.id}/BRA`,
  `/assessments/${card.id}`,
  '/countries?q=gha',
  '/countries?q=Atlantis',
  '/countries/SOM',
  '/countries/XKX',
  // Who has been heard of: there is nothing to download of others.
  `/legislators/${known.smith}`,
  // From the workbench, by a button that takes along what was moved.
  `/assessments/${served.current.id}/workbench/version?state=${fivePlaces}`,
]
const pages = [...new Set([...found, ...others])].map((path) => ({ path, status: 200 }))
const faults = [
  { path: '/nothing-is-here', status: 404 },
  { path: '/countries/Gahna', status: 404 },
  { path: `/assessments/${historic.id}/Gahna`, status: 404 },
  { path: '/countries?region=999', status: 400 },
]

/** The same page is told apart in test names by what it is, not by the long name of an assessment. */
const named = (path: string) =>
  path.replace(historic.id, 'atest-2014').replace(served.current.id, 'tipping-point').replace(card.id, 'mcc')
const cases = [...pages, ...faults].map((each) => ({ ...each, name: named(each.path) }))

afterAll(() => served.close())

/** A campaign that runs, with who stands behind it, what it asks consent for, and somebody who signed. */
async function somethingAsked(): Promise<void> {
  const { house } = served
  const letter = anAsk({
    key: 'letter-to-the-president',
    target: { kind: 'letter', office: 'The President', address: null },
  })
  const campaign = await aCampaign(house, { slug: 'recess-2014', asks: [anAsk(), letter] })
  await anEndorser(house, campaign.id)
  await aConsentText(house, campaign)
  await confirmed(house, campaign.id)
}

/** A decision on countries that is published, with a departure and a dissent. */
async function somethingDecided(): Promise<void> {
  const { house } = served
  const [first, second, third, fourth] = ranking(historic.result).map(({ unit }) => unit)
  const chosen = [first, second, fourth].map((unit) => ({ unit: unit ?? '', reason: 'It can tip.' }))
  const justifications = [third, fourth].map((unit) => ({ unit: unit ?? '', text: 'Ranges overlap.' }))
  const content = someContent({ chosen, justifications })
  const { decision, auditor } = await aDecision(house, { state: 'published', assessment: historic, content })
  await by(house, auditor, (trx, change) =>
    dissent(trx, change, { id: decision.id, by: 'a member', text: 'Too few survivors were asked.' }),
  )
}

/** A study that is published with two estimates, and a map of what institutions can do. */
async function somethingMeasured(): Promise<void> {
  const { house } = served
  const { version } = await aKeptCodebook(house)
  const study = await aStudy(house)
  await anEstimate(house, study)
  const earlier = { periodFrom: '2019-01-01', periodTo: '2019-12-31' }
  await anEstimate(house, study, fromPublication(earlier))
  await published(house, study, version)
  const police = await added(house, 'GHA', { name: 'Anti-trafficking unit' })
  await publishedRound(house, 'GHA', police, { investigation: 1, identification: 3 })
}

describe('The way through the house', () => {
  it('begins at the first page and reaches every room', () => {
    const rooms = ['/countries', '/indicators', '/methodologies', '/assessments', '/prepare', '/sources']
    expect(found).toEqual(expect.arrayContaining(['/', ...rooms]))
  })

  it('leaves no page or table without a link that leads to it', async () => {
    // What programs ask is found in the description of the API instead. What needs a sign-in or a letter is looked at
    // in pages-signed-in.test.ts; an event or a record has an address of its own from the pages it stands on.
    // A frame stands in pages of others: its line is there to copy.
    const forPrograms = /^\/(api|assets|health)\/|^\/metrics$|^\/account\/may$|\/embed$|\/progress$/
    const open = (route: string) =>
      served.http.routeTable.some(
        ({ method, url, may }) => method === 'GET' && url === route && may === 'read what is public',
      )
    const led = [...visits.keys(), ...(await linksToFollow()).map(({ path }) => path)]
    const reached = new Set(led.map((path) => kindOf(path, routes)?.split('?')[0]))
    expect(routes.filter((route) => open(route) && !forPrograms.test(route) && !reached.has(route))).toEqual(
      [],
    )
  })

  it('has no broken link and no link to a place that its page lacks', async () => {
    const broken: string[] = []
    for (const { path, fragment, from } of await linksToFollow()) {
      const there = await visit(path)
      if (there.status !== 200) broken.push(`${from} leads to ${path}, which answers ${there.status}`)
      // A state of the workbench is no place on its page.
      else if (fragment?.startsWith('v1.')) continue
      else if (fragment !== null && there.isPage && !namesIn(there.html).has(fragment))
        broken.push(`${from} leads to ${path}#${fragment}, which is not there`)
    }
    expect(broken).toEqual([])
  })

  it('stays in the language of the visitor', async () => {
    const astray: string[] = []
    for (const { path } of pages) {
      const here = await visit(pathIn('fr', path))
      for (const link of linksOf(here.html, pathIn('fr', path))) {
        // An event is cited by one address in every language, its own.
        if (link.otherLanguage || isIn('fr', link.path) || link.path === path) continue
        if ((await visit(link.path)).isPage) astray.push(`${named(path)} leads to ${link.path}`)
      }
    }
    expect([...new Set(astray)]).toEqual([])
  })
})

describe.each(cases)('$name', ({ path, status }) => {
  it.each(languages)('is whole in %s', async (language) => {
    const { html, ...answer } = await visit(pathIn(language, path))
    expect(answer).toMatchObject({ status, isPage: true })
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}"`))
    expect(html).toMatch(/<title>[^<]*\S[^<]*<\/title>/)
    expect(html.match(/<main[\s>]/g)).toHaveLength(1)
    expect(html).toMatch(/<body>.*?<a class="skip" href="#content">[^<]+<\/a>.*<main id="content"/s)
    expect(faultsOf(html)).toEqual([])
  })
})

describe.runIf(drawable)('In a browser,', () => {
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
    // One page for all: the browser from the packages ends with the first page that is closed.
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    page = await context.newPage()
    page.on('console', (message) => {
      // The browser complains of the status of an error page; that status is what was wanted.
      if (message.type() === 'error' && message.location().url !== page.url()) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(`${served.address}/`) && !url.startsWith('data:'))
        complaints.push(`${url} was asked for, which is not of this house`)
    })
  })
  afterAll(() => browser.close())

  describe.each(cases)('$name', ({ path }) => {
    it('fits a phone in every language, and can be used by everybody, by day and by night', async () => {
      await open(path, 1280)
      expect(await objections(page, everyRule), 'at 1280 px').toEqual([])
      // As when a window is made small; the others are opened on the phone.
      await page.setViewportSize({ width: 360, height: 800 })
      expect(await overflow(page), 'en').toEqual([])
      for (const language of languages.filter((each) => each !== 'en')) {
        await open(pathIn(language, path), 360)
        expect(await overflow(page), language).toEqual([])
        // By night on the phone, with longer words; English by day on the desk below: no axe looks at a page thrice.
        if (language === 'fr') {
          await page.emulateMedia({ colorScheme: 'dark' })
          expect(await objections(page, everyRule), 'at 360 px, in French, dark').toEqual([])
          await page.emulateMedia({ colorScheme: 'light' })
        }
      }
      // Nobody else was asked for anything, and no script complained.
      expect(complaints.splice(0)).toEqual([])
    })
  })

  it('a form sent back with its faults is as good as any page', async () => {
    const analyst = await signedIn(served, { roles: [{ role: 'analyst' }] })
    await page.context().addCookies(analyst.cookies)
    const sent = page.waitForResponse((response) => response.request().method() === 'POST')
    await open(`/assessments/${historic.id}`, 360)
    await page.click('form[action$="/facts"] button[type="submit"]')
    expect((await sent).status()).toBe(422)
    await page.waitForLoadState()
    expect(await overflow(page)).toEqual([])
    expect(await objections(page, everyRule)).toEqual([])
    // Each fault leads to its field.
    for (const link of await page.locator('.error-summary a').all())
      expect(await page.locator(`${await link.getAttribute('href')}`).count()).toBe(1)
    complaints.length = 0
  })

  async function open(path: string, width: number): Promise<void> {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(served.address + path, { waitUntil: 'load' })
    await allAlive(page)
  }
})

/** From `/` along every link, as far as `DEPTH`; answers one page of each kind. */
async function crawl(): Promise<string[]> {
  const kinds = new Map<string, string>()
  let frontier = ['/']
  for (let depth = 0; depth <= DEPTH; depth++) {
    const next: string[] = []
    for (const path of frontier) {
      const kind = kindOf(path, routes) ?? path
      if (kinds.has(kind)) continue
      const here = await visit(path)
      kinds.set(kind, path)
      if (!here.isPage) continue
      next.push(...linksOf(here.html, path).flatMap((link) => (link.otherLanguage ? [] : [link.path])))
    }
    frontier = next
  }
  return [...kinds.values()].filter((path) => visits.get(path)?.isPage)
}

/**
 * Every link of the pages looked at, each once. Where a list leads to hundreds of pages of one kind (a country
 * each), twenty of them stand for all.
 */
async function linksToFollow(): Promise<{ path: string; fragment: string | null; from: string }[]> {
  const ofKind = new Map<string, Map<string, { path: string; fragment: string | null; from: string }>>()
  for (const { path: page } of pages) {
    for (const { path, fragment, otherLanguage } of linksOf((await visit(page)).html, page)) {
      if (otherLanguage) continue
      const kind = kindOf(path, routes) ?? path
      const links = ofKind.get(kind) ?? new Map()
      ofKind.set(kind, links.set(`${path}#${fragment}`, { path, fragment, from: named(page) }))
    }
  }
  return [...ofKind.values()].flatMap((links) => {
    const all = [...links.values()]
    const step = Math.max(1, all.length / 20)
    return all.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step))
  })
}

/** What an address answers, asked once. */
async function visit(path: string): Promise<Visit> {
  const known = visits.get(path)
  if (known) return known
  const answer = await fetch(served.address + path, { headers: { accept: 'text/html' } })
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true
  const text = await answer.text()
  const made = { path, status: answer.status, isPage, html: isPage ? text : '' }
  visits.set(path, made)
  return made
}

function isIn(language: Language, path: string): boolean {
  return new RegExp(`^/${language}(?=[/?]|$)`).test(path)
}
