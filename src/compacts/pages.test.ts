import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../test/support/browser.ts'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { overflow } from '../../test/support/look.ts'
import { englishLeft, faultsOf } from '../../test/support/page-checks.ts'
import { builtAssets } from '../house/assets.ts'
import { buildServer, type HttpServer, listen } from '../house/http.ts'
import { transact } from '../house/transact.ts'
import { personOf } from '../people/accounts/session.ts'
import { signInForTest } from '../people/accounts/sign-in.test-data.ts'
import { added, published } from '../preparation/capacity/capacity.test-data.ts'
import { languages } from '../ui/language.ts'
import { commentOn } from './comments.ts'
import { aCompact, aCompactInForce, negotiated } from './compacts.test-data.ts'
import { alone } from './effects.ts'
import { compactRoutes } from './routes.tsx'
import { openAmendment } from './signing.ts'
import { draftOf, saveDraftPart } from './store.ts'
import { words } from './words/words.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
type Axe = {
  run(where: Document): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

let house: TestHouse
let http: HttpServer
let cookie: string
let shown: string[]

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-22T12:00:00Z') })
  http = await buildServer(house, {
    languages,
    personOf: (request) => personOf(house, request),
    doors: [{ at: '/', routes: compactRoutes(house, builtAssets(), alone) }],
    renderFault: (_request, fault) => `<!doctype html><h1>${fault.message}</h1>`,
  })
  const drafted = await aCompact(house)
  await negotiated(house, drafted)
  await transact(house.db, (trx) =>
    commentOn(trx, drafted.by('partner'), {
      compact: drafted.id,
      place: 'objectives/lake-fishing/text',
      text: 'A_very_long_word_that_no_line_of_a_phone_holds_and_that_somebody_typed_all_the_same by when?',
      blocking: true,
    }),
  )
  const police = await added(house, 'GHA', { name: 'Anti-trafficking unit' })
  await published(house, 'GHA', police, { investigation: 1, identification: 4 })
  const inForce = await aCompactInForce(house)
  await transact(house.db, (trx) =>
    openAmendment(trx, inForce.by('donor'), { compact: inForce.id, reason: 'A longer term' }),
  )
  // Something of every kind differs: an element more, one less, one that is changed.
  const amended = await draftOf(house.db, inForce.id)
  if (amended === null) throw new Error('no amendment is open')
  const { tranches, risks, plan } = amended.agreement
  await transact(house.db, async (trx) => {
    let base = amended.revision
    for (const [part, value] of [
      ['tranches', [...tranches, ...tranches.slice(0, 1).map((each) => ({ ...each, key: 'another' }))]],
      ['risks', risks.slice(1)],
      [
        'plan',
        {
          ...plan,
          lines: plan.lines.map((line, place) =>
            place > 0 ? line : { ...line, revised: { ...line.original, minor: line.original.minor + 100 } },
          ),
        },
      ],
    ] as const)
      ({ revision: base } = await saveDraftPart(trx, inForce.by('donor'), {
        compact: inForce.id,
        part,
        base,
        value,
      }))
  })
  const signedIn = await signInForTest(house, {
    name: 'Mo Manager',
    secondFactor: true,
    roles: [drafted.donor, inForce.donor].flatMap((organisation) =>
      (['compact manager', 'signatory', 'member'] as const).map((role) => ({ role, organisation })),
    ),
  })
  cookie = signedIn.cookie
  shown = [
    '/compacts',
    '/compacts/start',
    ...[
      '/draft',
      '/draft/text',
      '/draft/sections',
      '/draft/scope',
      '/draft/objectives',
      '/draft/objectives/lake-fishing',
      '/draft/indicators/children-fishing',
      '/draft/parties/new',
      '/draft/plan',
      '/draft/years',
      '/draft/contributions',
      '/draft/contributions/new',
      '/draft/tranches',
      '/draft/lines/y1',
      '/parties',
      '/comments',
      '/signing',
      '/steps',
    ].map((rest) => `/compacts/${drafted.id}${rest}`),
    ...[
      '',
      '/versions',
      '/versions/1',
      '/compare?from=1&to=draft',
      '/steps',
      '/steps/take/closing',
      '/steps/take/terminated',
    ].map((rest) => `/compacts/${inForce.id}${rest}`),
  ]
})
afterAll(async () => {
  await http.close()
  await house.close()
})

describe('The pages of compacts', () => {
  it('are whole, and wholly in the language that was asked for', async () => {
    for (const language of ['fr', 'es', 'pt'])
      for (const path of shown) {
        const { body, statusCode } = await http.inject({ url: `/${language}${path}`, headers: { cookie } })
        expect([path, statusCode]).toEqual([path, 200])
        expect(faultsOf(body), path).toEqual([])
        expect(englishLeft(body, words), path).toEqual([])
      }
  })
})

it('Who drafts sees what the institutions of the country lack, and where that stands', async () => {
  const url = shown.find((path) => path.endsWith('/draft')) ?? ''
  const { body } = await http.inject({ url, headers: { cookie } })
  const lacking = body.slice(body.indexOf('id="capacity"'))
  expect(lacking).toContain('href="/capacity/GHA"')
  expect(lacking).toMatch(/Investigat[\s\S]*Anti-trafficking unit/)
  expect(lacking.match(/Anti-trafficking unit/g)).toHaveLength(1)
})

it('Every amount of the plan says its currency, in its form and in the list', async () => {
  const read = async (rest: string) => {
    const url = shown.find((path) => path.endsWith(rest)) ?? ''
    return (await http.inject({ url, headers: { cookie } })).body
  }
  const lines = await read('/draft/lines/y1')
  const amounts = [...lines.matchAll(/name="([^"]*amount\.amount)"/g)].map(([, name]) => name)
  expect(amounts.length).toBeGreaterThan(1)
  expect(lines.match(/-unit">(USD|GHS|EUR)</g)?.length).toBeGreaterThan(0)
  // What the columns are called is a word, never a code.
  expect(lines).not.toMatch(/<th[^>]*>[^<]*<[^>]*>(en|fr)</)
  expect(lines).toMatch(/<option[^>]*>[^<]* \(USD\)</)
  expect(await read('/draft/contributions')).toMatch(/class="block note">[^<]*(USD|US\$)/)
})

describe.runIf(await hasBrowser())('The pages of compacts in a browser', () => {
  let browser: Browser
  let address: string
  let page: Page
  beforeAll(async () => {
    address = await listen(http, { port: 0, host: '127.0.0.1' })
    browser = await openBrowser()
    page = await (await browser.newContext({ bypassCSP: true })).newPage()
    await page.setExtraHTTPHeaders({ cookie })
  })
  afterAll(() => browser?.close())

  async function faults(width: number): Promise<string[]> {
    // A wide page is the same one with more room: axe looks at the narrow one alone.
    if (width > 360) return overflow(page)
    await page.evaluate(axe)
    return page.evaluate(async () => {
      // The script evaluated just before put it there, which the types of the page do not know.
      const { axe: checker } = window as unknown as { axe: Axe }
      const { violations } = await checker.run(document)
      const wide = document.documentElement.scrollWidth > window.innerWidth
      return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), ...(wide ? ['too wide'] : [])]
    })
  }

  it.each([360, 1280])('fit %i pixels, and satisfy axe on a phone', async (width) => {
    const found: string[] = []
    await page.setViewportSize({ width, height: 800 })
    // Forms are drawn by the same parts; those with every kind of control stand for all, unless pictures are taken.
    const pictures = process.env.TIP_PICTURES
    const looked = pictures
      ? shown
      : shown.filter(
          (path) =>
            !/years|scope|sections|text|objectives$|tranches|contributions|parties$|versions$/.test(path),
        )
    for (const path of looked) {
      await page.goto(address + path)
      found.push(
        ...(await faults(width)).map((fault) => `${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'x')} ${fault}`),
      )
      if (pictures) {
        const name = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'x').replace(/\W+/g, '-')
        await page.screenshot({ path: `${pictures}/${width}${name}.png`, fullPage: true })
      }
    }
    expect(found).toEqual([])
  }, 120_000)
})
