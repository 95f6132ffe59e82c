import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { overflow } from '../../../test/support/look.ts'
import { englishLeft, faultsOf } from '../../../test/support/page-checks.ts'
import { operator } from '../../house/actor.ts'
import type { HttpServer } from '../../house/http.ts'
import { listen } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { changeBy } from './change.ts'
import { invite } from './invitations.ts'
import { giveRole, membersOf } from './memberships.ts'
import {
  aCompact,
  anOrganisation,
  answersAbout,
  aPerson,
  asking,
  asPerson,
  give,
  join,
  type KnownCompact,
  openDoor,
} from './organisations.test-data.ts'
import { words } from './words.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
type Axe = {
  run(where: Document): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

let house: TestHouse
let http: HttpServer
let administrator: string
let shown: { path: string; person: string | null }[]

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z') })
  const known: KnownCompact[] = []
  http = await openDoor(house, { built: true, known })
  administrator = (await aPerson(house, { name: 'Adjoa Administrator' })).id
  await give(house, administrator, 'administrator')
  const representative = (await aPerson(house, { name: 'Yaw Darko' })).id
  const organisation = await anOrganisation(house, {
    name: 'International Federation for the Protection of Domestic Workers’ Rights in Coastal West Africa',
    website: 'https://a-rather-long-name-of-a-website.example.org/with/a/path/that/goes/on/and/on',
    listed: false,
  })
  await anOrganisation(house, { name: 'Voices', kind: 'survivors-group', country: null })
  await join(house, representative, organisation, 'representative')
  await join(house, (await aPerson(house, { name: 'Esi Owusu' })).id, organisation, 'representative')
  const compact = aCompact(
    'Protecting children who work on lakes, on farms and in markets of the coast, from 2026 until 2031',
    [organisation],
  )
  known.push(compact)
  const efua = (await aPerson(house, { name: 'Efua Boateng' })).id
  await join(house, efua, organisation)
  const scope = { kind: 'compact', id: compact.id } as const
  await transact(house.db, (trx) =>
    giveRole(
      trx,
      changeBy(house, operator),
      { person: efua, role: 'finance approver', organisation, scope },
      { compacts: answersAbout(known) },
    ),
  )
  const { link } = await invite(house, {
    email: 'a.person.with.a.rather.long.address@ministry-of-gender.example.org',
    organisation,
    role: 'member',
    scope: null,
    by: asPerson(representative),
  })
  const { link: withdrawn } = await invite(house, {
    email: 'gone@example.org',
    organisation: await anOrganisation(house),
    role: 'member',
    scope: null,
    by: asPerson((await aPerson(house)).id),
  })
  const at = `/organisations/${organisation}`
  const member = (await membersOf(house.db, organisation)).find(({ person }) => person === efua)!
  shown = [
    ...[
      '/organisations',
      '/organisations?kind=union',
      '/organisations/new',
      at,
      `${at}/edit`,
      `${at}/end`,
      `${at}/members`,
      `${at}/members/${member.id}`,
      `${at}/members/${member.id}/end`,
      `${at}/members/${member.id}/roles/${member.roles[0]!.id}/end`,
      `${at}/invitations?sent=yes`,
      `/account/may?organisation=${organisation}`,
    ].map((path) => ({ path, person: administrator })),
    { path: `${at}/leave`, person: representative },
    { path: `/account/may?compact=${compact.id}`, person: efua },
    { path: '/account/may', person: null },
    { path: new URL(link).pathname, person: null },
    { path: `${new URL(link).pathname}/next`, person: null },
    { path: new URL(withdrawn).pathname, person: null },
  ]
})
afterAll(async () => {
  await http.close()
  await house.close()
})

describe('The pages of organisations', () => {
  it('are whole, and wholly in the language that was asked for', async () => {
    for (const language of ['fr', 'es', 'pt'])
      for (const { path, person } of shown) {
        const { body } = await asking(http, person).get(`/${language}${path}`)
        expect(faultsOf(body), path).toEqual([])
        expect(englishLeft(body, words), path).toEqual([])
      }
  })
})

describe.runIf(await hasBrowser())('The pages of organisations in a browser', () => {
  let browser: Browser
  let address: string
  let page: Page
  beforeAll(async () => {
    address = await listen(http, { port: 0, host: '127.0.0.1' })
    browser = await openBrowser()
    page = await (await browser.newContext({ bypassCSP: true })).newPage()
  })
  afterAll(() => browser?.close())

  async function faults(width: number): Promise<string[]> {
    // A wide page is the same one with more room: axe looks at the narrow one alone.
    if (width > 360) return overflow(page)
    await page.evaluate(axe)
    return page.evaluate(async () => {
      const { axe: checker } = window as unknown as { axe: Axe }
      const { violations } = await checker.run(document)
      const wide = document.documentElement.scrollWidth > window.innerWidth
      return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), ...(wide ? ['too wide'] : [])]
    })
  }

  it.each([360, 1280])('fit %i pixels, and satisfy axe on a phone', async (width) => {
    for (const { path, person } of shown) {
      await page.setExtraHTTPHeaders(person === null ? {} : { 'x-person': person })
      await page.setViewportSize({ width, height: 800 })
      await page.goto(address + path)
      expect(await faults(width), path).toEqual([])
      const pictures = process.env.TIP_PICTURES
      if (pictures) {
        const name = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{43}/g, 'x').replace(/\W+/g, '-')
        await page.screenshot({ path: `${pictures}/${width}${name}.png`, fullPage: true })
      }
    }
  }, 120_000)
})
