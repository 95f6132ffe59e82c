import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../src/house/actor.ts'
import { signInForTest } from '../src/people/accounts/sign-in.test-data.ts'
import { invite } from '../src/people/organisations/invitations.ts'
import { anOrganisation } from '../src/people/organisations/organisations.test-data.ts'
import { languages, pathIn } from '../src/ui/language.ts'
import { hasBrowser, openBrowser } from './support/browser.ts'
import { kindOf, linksOf, routesOf, type Visit } from './support/crawl.ts'
import { everyRule, objections, overflow, rulesOfColour } from './support/look.ts'
import { faultsOf } from './support/page-checks.ts'
import { serveTestHouse, signedIn } from './support/served-house.ts'

/*
 * Every page that asks for a sign-in, as an administrator sees it who also speaks for an
 * organisation. As in pages.test.ts nobody lists them: one of each kind that links lead to.
 */

const DEPTH = 6
const drawable = await hasBrowser()
const served = await serveTestHouse()
const { house, http } = served
const routes = routesOf(http)

const organisation = await anOrganisation(house, { name: 'Free Hands Ghana', kind: 'survivors-group' })
const me = await signedIn(served, {
  name: 'Ama Mensah',
  secondFactor: true,
  roles: [{ role: 'administrator' }, { role: 'representative', organisation }],
})
await signInForTest(house, { name: 'Kofi Boateng', roles: [{ role: 'member', organisation }] })
await signInForTest(house, { name: 'Efua Sutherland', roles: [{ role: 'representative', organisation }] })
await invite(house, {
  email: 'yaa@example.org',
  organisation,
  role: 'member',
  scope: null,
  language: 'en',
  by: operator,
})

const visits = new Map<string, Visit>()
const found = await crawl()
const named = (path: string) => path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}/g, '…')
const cases = found.map((path) => ({ path, name: named(path) }))

afterAll(() => served.close())

describe('The way through what is one’s own', () => {
  it('reaches every page that a sign-in opens', () => {
    const asked = http.routeTable.filter(
      ({ method, url, may }) =>
        method === 'GET' && !url.startsWith('/api/') && url !== '/metrics' && may !== 'read what is public',
    )
    const reached = new Set([...visits.keys()].map((path) => kindOf(path, routes)?.split('?')[0]))
    // Led to by a mail, by an earlier step, or by somebody who named me.
    const byOtherWays = [
      '/account/forgotten',
      '/account/reset',
      '/account/verify',
      '/account/email/confirm',
      '/account/second-factor',
      '/account/sign-in',
      '/account/confirm',
      '/invitations/:token',
      '/invitations/:token/next',
      '/protected/:person',
      '/account/data/gone',
      '/documents/:hash',
      // From a list that is open to all.
      '/compacts/start',
      '/consultations/new',
      '/sources/connect',
    ]
    // There is no compact in this house; its rooms draw and check their pages on one of their own.
    const ofACompact = (url: string) => url.startsWith('/compacts/:id')
    // Nor is there a study or a map of capacity: so it is with what those who run them write.
    const ofPreparation = (url: string) => /^\/(studies|codebooks|capacity|estimates)\//.test(url)
    // Nor a campaign, a bill or a line of the budget: nobody needs an account to take part, and who runs one writes there.
    const ofCampaigns = (url: string) => /^\/(campaigns|bills|budget)\//.test(url)
    // Decisions are begun from an assessment; their own tests walk from the first form to the last.
    const ofDecisions = (url: string) => url.startsWith('/decisions/')
    // A consultation is walked through, by all who have a part in it, in a test of its own.
    const ofConsultations = (url: string) => url.startsWith('/consultations/:id/')
    const missed = asked
      .map(({ url }) => url)
      .filter(
        (url) =>
          !reached.has(url) &&
          !byOtherWays.includes(url) &&
          !ofACompact(url) &&
          !ofPreparation(url) &&
          !ofDecisions(url) &&
          !ofConsultations(url) &&
          !ofCampaigns(url),
      )
    expect(missed).toEqual([])
  })
})

describe.each(cases)('$name', ({ path }) => {
  it.each(languages)('is whole in %s', async (language) => {
    const { html, status, isPage } = await visit(pathIn(language, path))
    expect({ status, isPage }).toEqual({ status: 200, isPage: true })
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}"`))
    expect(faultsOf(html)).toEqual([])
  })
})

describe.runIf(drawable)('In a browser,', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    await context.addCookies(me.cookies)
    page = await context.newPage()
  })
  afterAll(() => browser.close())

  it.each(cases)('$name fits a phone in every language and can be used by everybody', async ({ path }) => {
    for (const language of languages) {
      await page.setViewportSize({ width: 360, height: 800 })
      await page.goto(served.address + pathIn(language, path), { waitUntil: 'load' })
      expect(await overflow(page), language).toEqual([])
    }
    await page.goto(served.address + path, { waitUntil: 'load' })
    expect(await objections(page, everyRule), 'at 360 px').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await objections(page, rulesOfColour), 'at 360 px, dark').toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
  })
})

/** From the account along every link of the rooms that ask for a sign-in; answers one page of each kind. */
async function crawl(): Promise<string[]> {
  const kinds = new Map<string, string>()
  // One’s own page among members offers less than that of another, so more than one of a kind is opened.
  const opened = new Map<string, number>()
  let frontier = ['/account', '/organisations', '/outbox', '/protected', '/account/data']
  for (let depth = 0; depth <= DEPTH; depth++) {
    const next: string[] = []
    for (const path of frontier) {
      const kind = kindOf(path, routes) ?? path
      const times = opened.get(kind) ?? 0
      if (
        times >= 3 ||
        visits.has(path) ||
        !/^\/(account|organisations|outbox|protected|history|people)\b/.test(path)
      )
        continue
      const here = await visit(path)
      opened.set(kind, times + 1)
      if (!kinds.has(kind)) kinds.set(kind, path)
      if (!here.isPage) continue
      next.push(...linksOf(here.html, path).flatMap((link) => (link.otherLanguage ? [] : [link.path])))
    }
    frontier = next
  }
  return [...kinds.values()].filter((path) => visits.get(path)?.isPage)
}

async function visit(path: string): Promise<Visit> {
  const known = visits.get(path)
  if (known) return known
  const answer = await fetch(served.address + path, { headers: { accept: 'text/html', cookie: me.cookie } })
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true
  const text = await answer.text()
  const made = { path, status: answer.status, isPage, html: isPage ? text : '' }
  visits.set(path, made)
  return made
}
