import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeBy } from '../src/compacts/change.ts'
import { aCompact, asPerson, negotiated } from '../src/compacts/compacts.test-data.ts'
import { alone } from '../src/compacts/effects.ts'
import { compactRoutes } from '../src/compacts/routes.tsx'
import { draftOf } from '../src/compacts/store.ts'
import { builtAssets } from '../src/house/assets.ts'
import { buildServer, type HttpServer, listen } from '../src/house/http.ts'
import { aPeopledCompact, openDoor } from '../src/monitoring/doors.test-data.ts'
import { fresh, part } from '../src/monitoring/monitoring.test-data.ts'
import { saveReport } from '../src/monitoring/reporting.ts'
import { draftsOf, findReport } from '../src/monitoring/store.ts'
import { personOf } from '../src/people/accounts/session.ts'
import { signInForTest } from '../src/people/accounts/sign-in.test-data.ts'
import { languages } from '../src/ui/language.ts'
import { hasBrowser, openBrowser } from './support/browser.ts'
import { builtClient } from './support/built-client.ts'
import { openTestHouse, type TestHouse } from './support/house.ts'

describe.runIf(await hasBrowser())('What is typed', () => {
  let house: TestHouse
  let http: HttpServer
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let folder: string
  let client: Awaited<ReturnType<typeof builtClient>>
  let address: string
  let id: string

  beforeAll(async () => {
    client = await builtClient()
    folder = client.folder
    house = await openTestHouse({ now: new Date('2026-11-22T12:00:00Z') })
    http = await buildServer(house, {
      languages,
      personOf: (request) => personOf(house, request),
      doors: [{ at: '/', routes: compactRoutes(house, builtAssets(folder), alone) }],
      renderFault: (_request, fault) => `<!doctype html><h1>${fault.message}</h1>`,
      clientFolder: folder,
    })
    address = await listen(http, { port: 0, host: '127.0.0.1' })
    const own = await aCompact(house)
    await negotiated(house, own)
    id = own.id
    const { cookie } = await signInForTest(house, {
      name: 'Mo Manager',
      secondFactor: true,
      roles: (['compact manager', 'member'] as const).map((role) => ({ role, organisation: own.donor })),
    })
    browser = await openBrowser()
    context = await browser.newContext()
    await context.addCookies(
      cookie.split('; ').map((each) => {
        const at = each.indexOf('=')
        return { name: each.slice(0, at), value: each.slice(at + 1), url: address }
      }),
    )
    page = await context.newPage()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await http?.close()
    await house?.close()
    await client?.remove()
  })

  const open = async (at: string) => {
    await page.goto(`${address}/compacts/${id}/draft/${at}`)
    await awake(page)
  }
  /** The island is awake when the browser fills in what it was drawn with. */
  const awake = (in_: Page) =>
    in_.waitForFunction(() => {
      const island = document.querySelector('[data-island="ui/keep-typed"]')
      return island !== null && Object.keys(island).some((name) => name.startsWith('__reactContainer'))
    })
  const title = async () => (await draftOf(house.db, id))?.agreement.title.en

  it('stays when the connection is cut at saving, and is saved by itself when it is back', async () => {
    await open('title')
    await page.getByLabel('English').fill('Typed on a bad line')
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('No connection.').waitFor()
    expect(await page.getByLabel('English').inputValue()).toBe('Typed on a bad line')
    expect(await title()).not.toBe('Typed on a bad line')
    await context.setOffline(false)
    await page.waitForURL(`${address}/compacts/${id}/draft`)
    expect(await title()).toBe('Typed on a bad line')
    await open('title')
    expect(await page.getByText('Kept on this device').count()).toBe(0)
  })

  it('is offered back after the page was closed without a connection, ticked boxes and all', async () => {
    await open('initiatives/safe-boats')
    const sites = page.locator('[name="sites.en"]')
    const serves = page.locator('[name="objectives"]').first()
    const ticked = await serves.isChecked()
    await sites.fill('Three villages that nobody saved')
    await serves.setChecked(!ticked)
    await context.setOffline(true)
    await page.goto('about:blank')
    await context.setOffline(false)
    await open('initiatives/safe-boats')
    await page.getByText('Kept on this device').waitFor()
    expect(await sites.inputValue()).not.toBe('Three villages that nobody saved')
    await page.getByRole('button', { name: 'Put it back' }).click()
    expect(await sites.inputValue()).toBe('Three villages that nobody saved')
    expect(await serves.isChecked()).toBe(!ticked)
    await serves.setChecked(ticked)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(`${address}/compacts/${id}/draft/initiatives`)
    await open('initiatives/safe-boats')
    expect(await page.getByText('Kept on this device').count()).toBe(0)
  })

  it('stays in one tab when the same form was saved in another', async () => {
    await open('title')
    const other = await context.newPage()
    await other.goto(`${address}/compacts/${id}/draft/title`)
    await awake(other)
    await other.getByLabel('English').fill('Typed in the other tab')
    await page.getByLabel('English').fill('Saved in this one')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(`${address}/compacts/${id}/draft`)
    expect(await title()).toBe('Saved in this one')
    await other.reload()
    await awake(other)
    await other.getByText('Kept on this device').waitFor()
    await other.getByRole('button', { name: 'Put it back' }).click()
    expect(await other.getByLabel('English').inputValue()).toBe('Typed in the other tab')
    await other.close()
    // Whoever closed it finds it in the next one, once.
    await open('title')
    await page.getByRole('button', { name: 'Put it back' }).click()
    expect(await page.getByLabel('English').inputValue()).toBe('Typed in the other tab')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(`${address}/compacts/${id}/draft`)
    await open('title')
    expect(await page.getByText('Kept on this device').count()).toBe(0)
  })

  it('stays in a tab that was doubled, when the first is saved', async () => {
    await open('title')
    const [double] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate(() => void window.open(location.href)),
    ])
    await awake(double)
    await double.getByLabel('English').fill('Typed in the double')
    await page.getByLabel('English').fill('Saved in the first')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(`${address}/compacts/${id}/draft`)
    await double.reload()
    await awake(double)
    await double.getByRole('button', { name: 'Put it back' }).click()
    expect(await double.getByLabel('English').inputValue()).toBe('Typed in the double')
    await double.getByRole('button', { name: 'Save' }).click()
    await double.waitForURL(`${address}/compacts/${id}/draft`)
    await double.close()
  })

  it('comes back with what is wrong, as it does without scripts', async () => {
    await open('term')
    await page.locator('[name="years"]').fill('many')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.locator('[name="years"]').inputValue()).toBe('many')
    expect(await page.getByText('Kept on this device').count()).toBe(0)
  })

  describe('into a report', () => {
    let scene: Awaited<ReturnType<typeof aPeopledCompact>>
    let server: HttpServer
    let origin: string
    let own: BrowserContext
    let screen: Page

    beforeAll(async () => {
      scene = await aPeopledCompact(house)
      server = await openDoor(house, { built: true, folder })
      origin = await listen(server, { port: 0, host: '127.0.0.1' })
      own = await browser.newContext({ extraHTTPHeaders: { 'x-person': scene.reporter } })
      screen = await own.newPage()
    })
    afterAll(async () => {
      await server?.close()
    })

    const total = () => screen.locator('[name="identified.total.value"]')
    const shown = async () => {
      await screen.goto(`${origin}/compacts/${scene.id}/report/2025-06-30/north`)
      await awake(screen)
    }
    const draft = async () => {
      const report = await findReport(house.db, scene.key())
      if (report === null) return null
      const part = (await draftsOf(house.db, report.id)).get('identified')
      return part?.typed.cells.total?.value ?? null
    }

    it('stays when the connection is cut, and is sent by the button that was pressed when it is back', async () => {
      await shown()
      await total().fill('40')
      await screen.locator('[name="identified.sex=girls.value"]').fill('22')
      await screen.locator('[name="identified.sex=boys.value"]').fill('18')
      await screen.locator('[name="identified.evidence"]').fill('https://example.org/register')
      await own.setOffline(true)
      await screen.locator('button[value="send"]').click()
      await screen.getByText('No connection.').waitFor()
      expect([await draft(), await total().inputValue()]).toEqual([null, '40'])
      await own.setOffline(false)
      await screen.waitForURL(/saved=yes/)
      expect((await findReport(house.db, scene.key()))?.state).toBe('submitted')
    })

    it('is offered back, with what was saved on another device meanwhile told, and forgotten once it is saved', async () => {
      const at = `${origin}/compacts/${scene.id}/report/2025-12-31/north`
      await screen.goto(at)
      await awake(screen)
      await total().fill('50')
      await screen.goto('about:blank')
      await scene.write((trx) =>
        saveReport(
          trx,
          changeBy(house, asPerson(scene.reporter), [scene.implementer]),
          scene.key('north', '2025-12-31'),
          fresh({ identified: part({ total: '60' }) }),
        ),
      )
      await screen.goto(at)
      await awake(screen)
      await screen.getByText('Somebody has saved this place since').waitFor()
      await screen.getByRole('button', { name: 'Put it back' }).click()
      expect(await total().inputValue()).toBe('50')
      await screen.locator('button[value="save"]').click()
      await screen.waitForURL(/saved=yes/)
      await awake(screen)
      expect([await total().inputValue(), await screen.getByText('Kept on this device').count()]).toEqual([
        '50',
        0,
      ])
    })

    it('stays also where it was typed on the page that told of saving, opened again', async () => {
      expect(screen.url()).toMatch(/saved=yes/)
      await total().fill('51')
      const told = screen.url()
      await screen.goto('about:blank')
      await screen.goto(told)
      await awake(screen)
      await screen.getByRole('button', { name: 'Put it back' }).click()
      expect(await total().inputValue()).toBe('51')
    })
  })
})
