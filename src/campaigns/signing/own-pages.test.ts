import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { everyRule, objections, overflow, rulesOfColour } from '../../../test/support/look.ts'
import { faultsOf } from '../../../test/support/page-checks.ts'
import { serveTestHouse } from '../../../test/support/served-house.ts'
import { languages, pathIn } from '../../ui/language.ts'
import { aCampaign, aConsentText, anAsk } from '../coalition/coalition.test-data.ts'
import { linkFor } from './own.ts'
import { confirmed } from './signing.test-data.ts'

/* What a supporter reaches by a mailed link: all of theirs, and the way to erasing it. */

const drawable = await hasBrowser()
const served = await serveTestHouse()
const { house } = served
const letter = anAsk({
  key: 'letter-to-the-president',
  target: { kind: 'letter', office: 'The President', address: null },
})
const campaign = await aCampaign(house, { asks: [letter] })
const consent = await aConsentText(house, campaign)
const email = 'a.supporter.with.a.long.address@a-long-domain-of-an-organisation.example.org'
await confirmed(house, campaign.id, { signer: { email }, consents: [consent] })
const link = await linkFor(house, email)
const own = `/campaigns/mine/${link?.token}`
const shown = [own, `${own}/erase`]

afterAll(() => served.close())

describe('The pages of a supporter', () => {
  it('are whole in every language', async () => {
    for (const language of languages)
      for (const path of shown) {
        const answer = await fetch(served.address + pathIn(language, path))
        expect(answer.status, path).toBe(200)
        expect(faultsOf(await answer.text()), path).toEqual([])
      }
  })

  describe.runIf(drawable)('in a browser', () => {
    let browser: Browser
    let page: Page
    beforeAll(async () => {
      browser = await openBrowser()
      page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
      await page.setViewportSize({ width: 360, height: 800 })
    })
    afterAll(() => browser.close())

    it('fit a phone and can be used by everybody, by day and by night, until all is erased', async () => {
      for (const path of shown)
        for (const language of languages) {
          await page.goto(served.address + pathIn(language, path))
          expect(await overflow(page), language).toEqual([])
          if (language !== 'fr') continue
          expect(await objections(page, everyRule), path).toEqual([])
          await page.emulateMedia({ colorScheme: 'dark' })
          expect(await objections(page, rulesOfColour), `${path}, dark`).toEqual([])
          await page.emulateMedia({ colorScheme: 'light' })
        }
      await page.goto(`${served.address}${own}/erase`)
      await page.click(`form[action$="${own}/erase"] button`)
      expect(await page.locator('h1').count()).toBe(1)
      expect(await overflow(page)).toEqual([])
      expect(await objections(page, everyRule)).toEqual([])
      expect((await fetch(`${served.address}${own}`)).status).toBe(404)
    })
  })
})
