import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { objections, overflow } from '../../../test/support/look.ts'
import { englishLeft, faultsOf, textOf } from '../../../test/support/page-checks.ts'
import { builtAssets } from '../../house/assets.ts'
import type { Io } from '../../house/command.ts'
import { type HttpServer, listen } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { aPerson, asking, give, openDoor } from '../../people/organisations/organisations.test-data.ts'
import { selectCommand } from '../commands.ts'
import { VersionFault } from '../versions/faults.ts'
import { saveVersion } from '../versions/save.ts'
import { documentOf } from '../versions/store.ts'
import {
  anAnnouncedRound,
  anAnswer,
  anAssessmentOfThree,
  asPerson,
  changeAt,
  join,
} from './consultation.test-data.ts'
import { consultationStops } from './outcome.ts'
import { consultationRoutes } from './routes.tsx'
import type { Given } from './schema.ts'
import { callOffRound, makeCodes, objectTo, ownObjections } from './store.ts'
import { words } from './words/words.ts'

/* One consultation from its plan to the version that follows it, through the pages, as people have them. */

let house: TestHouse
let http: HttpServer
let clock = new Date('2025-07-01T12:00:00Z')
const people = { analyst: '', adviser: '', official: '', worker: '' }

beforeAll(async () => {
  house = { ...(await openTestHouse()), now: () => new Date(clock) }
  await anAssessmentOfThree(house)
  for (const name of Object.keys(people) as (keyof typeof people)[]) people[name] = (await aPerson(house)).id
  await give(house, people.analyst, 'analyst')
  http = await openDoor(house, { built: true, besides: [consultationRoutes(house, builtAssets())] })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const three = (will: number, need: number, space: number): Given => ({
  way: 'points',
  values: { will, need, space },
})
const get = (url: string, person = '') => asking(http, person || null).get(url)
const post = (url: string, person: string, fields: Record<string, string | string[]>) =>
  asking(http, person || null).send(url, fields)
const tp = async (argv: string[]) => {
  const out: string[] = []
  const io: Io = { out: (text) => out.push(text), err: () => {}, language: 'en' }
  return { code: await selectCommand(house, argv, io), out: out.join('\n') }
}
const publish = async () => {
  const { text } = await documentOf(house.db, 'three-things', 1)
  const next = text.replace('status: draft', 'status: published').replace('size: 2', 'size: 3')
  return transact(house.db, (trx) =>
    saveVersion(
      trx,
      { actor: { person: people.analyst, as: 'person', via: 'page', requestId: null }, at: clock },
      {
        text: next,
        reason: 'As it was consulted on',
        base: { methodology: 'three-things', version: 1 },
        stops: [consultationStops(house)],
      },
    ),
  )
}

describe.runIf(await hasBrowser())('A whole consultation', () => {
  let browser: Browser
  let page: Page
  let address: string
  let here: string
  const as = (name: keyof typeof people) => page.setExtraHTTPHeaders({ 'x-person': people[name] })
  const looks = async ({ closely = false } = {}) => {
    expect(await overflow(page)).toEqual([])
    // The form and the results hold every part that there is; the others are made of the same.
    if (closely) expect(await objections(page)).toEqual([])
    const pictures = process.env.TIP_PICTURES
    const name = new URL(page.url()).pathname.replaceAll('/', '-')
    if (pictures) await page.screenshot({ path: `${pictures}/consultation${name}.png`, fullPage: true })
  }
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const shows = (text: string) => page.getByText(text).first().waitFor()

  beforeAll(async () => {
    address = await listen(http, { port: 0, host: '127.0.0.1' })
    browser = await openBrowser()
    page = await (await browser.newContext({ bypassCSP: true })).newPage()
    page.setDefaultTimeout(8000)
    await page.setViewportSize({ width: 360, height: 800 })
  })
  afterAll(() => browser?.close())

  it('is planned, told when shares do not make 100, announced, and then stands as it was said', async () => {
    await as('analyst')
    await page.goto(`${address}/consultations/new`)
    await page.getByLabel('Methodology and version').selectOption('three-things 1')
    await page.getByLabel('What do you ask?').fill('How much should each of the three weigh?')
    await page.getByLabel('Every criterion that reads data').check()
    await page.getByLabel('Compare two at a time').check()
    await page.getByLabel('Whoever is signed in and chooses a group').check()
    await page.getByLabel('Survivors’ advisers', { exact: true }).fill('40')
    await page.getByLabel('Governments and ministries').fill('40')
    await page.getByLabel('Non-governmental organisations').fill('19')
    await page.getByLabel('Opens at (UTC)').fill('2025-07-02T08:00')
    await page.getByLabel('Closes at (UTC)').fill('2025-07-20T18:00')
    await press('Keep this plan')
    await shows('The shares of the groups sum to 99, not to 100')
    await looks()
    await page.getByLabel('Non-governmental organisations').fill('20')
    await press('Keep this plan')
    await shows('Nobody but those who plan it can see this yet.')
    here = new URL(page.url()).pathname
    expect((await get(here, people.adviser)).statusCode).toBe(404)
    await press('Announce it')
    await shows('It opens on 2 July 2025, 08:00 UTC')
    expect(textOf((await get(here)).body)).toContain('Survivors’ advisers 40 %')
  })

  it('is answered by points that must make 100, and says by how many they do not, with nothing lost', async () => {
    clock = new Date('2025-07-10T12:00:00Z')
    const round = here.split('/').at(-1)!
    for (let n = 0; n < 9; n++) {
      await anAnswer(house, round, 'survivors', three(90, 5, 5), { at: clock })
      await anAnswer(house, round, 'ministry', three(20, 60, 20), { at: clock })
    }
    await anAnswer(house, round, 'ngo', three(0, 0, 100), { at: clock })
    await as('adviser')
    await page.goto(address + here)
    expect(await page.getByRole('radio', { name: 'Survivors’ advisers' }).count()).toBe(0)
    const [code = ''] = await transact(house.db, (trx) =>
      makeCodes(trx, changeAt(house, clock), round, 'survivors', 1),
    )
    await page.getByLabel('Code from your invitation').fill(code)
    await press('Join with this code')
    await page.getByRole('link', { name: 'Answer', exact: true }).click()
    await page.getByLabel('will', { exact: true }).fill('80')
    await page.getByLabel('need', { exact: true }).fill('19')
    await page.getByText('One point is still to be given.', { exact: true }).waitFor()
    await page.getByLabel('Comment').first().fill('Will decides')
    // An objection that cannot be taken as it is brings the page anew: what was typed above it is on the device.
    await press('Object to this criterion')
    await shows('No criterion was chosen')
    await press('Put it back')
    expect(await page.getByLabel('will', { exact: true }).inputValue()).toBe('80')
    await press('Keep this answer')
    await shows('One point is still to be given: together they make 99.')
    expect(await page.getByLabel('Comment').first().inputValue()).toBe('Will decides')
    await looks()
    await page.getByLabel('space', { exact: true }).fill('1')
    await press('Keep this answer')
    await shows('Your answer has arrived and counts.')
    await page.locator('select[name=criterion]').selectOption('need')
    await page.getByRole('textbox', { name: 'Reason' }).fill('It counts arrests, not people who were helped.')
    await page.getByLabel('Everybody may read this reason').check()
    await press('Object to this criterion')
    await shows('Objection to: need')
  })

  it('is answered by comparing, and shows kindly which pair to look at again', async () => {
    await as('official')
    await page.goto(address + here)
    await page.getByLabel('Governments and ministries').check()
    await press('Join this group')
    await page.goto(`${address}${here}/answer?way=pairwise`)
    for (const language of ['/fr', '/es', '/pt'])
      for (const way of ['points', 'pairwise']) {
        const { body } = await get(`${language}${here}/answer?way=${way}`, people.adviser)
        expect(faultsOf(body), language + way).toEqual([])
        expect(englishLeft(body, words), language + way).toEqual([])
      }
    await page.getByLabel('will or need?').selectOption('5')
    await page.getByLabel('will or space?').selectOption('-5')
    await page.getByLabel('need or space?').selectOption('5')
    await press('Keep this answer')
    await shows('Some of your judgements do not fit together')
    await looks({ closely: true })
  })

  it('shows nobody what was answered while it is open, not even who holds it, on no way', async () => {
    for (const person of ['', ...Object.values(people)]) {
      for (const rest of ['/results', '/results.csv'])
        expect((await get(here + rest, person)).statusCode).toBe(409)
      expect((await get(`/api/v1${here}/results`, person)).statusCode).toBe(409)
      const { body } = await get(here, person)
      expect(body).not.toContain('Will decides')
      expect(body).not.toContain('arrests')
    }
    const round = here.split('/').at(-1)!
    for (const argv of [
      ['results', round],
      ['export', round, '--format', 'csv'],
    ])
      await expect(tp(['consultation', ...argv])).rejects.toMatchObject({ status: 409 })
    await expect(publish()).rejects.toBeInstanceOf(VersionFault)
    // Nor at which door somebody was: one of them is for survivors alone.
    const doors = await house.db
      .selectFrom('answered_once')
      .select('place')
      .where('who', '=', people.adviser)
      .execute()
    expect(new Set(doors.map(({ place }) => place))).toEqual(new Set(['POST /consultations/:id/part']))
  })

  it('gives back all that was typed to whoever was typing as it closed', async () => {
    await as('worker')
    await page.goto(address + here)
    await page.getByLabel('Non-governmental organisations').check()
    await press('Join this group')
    await page.getByRole('link', { name: 'Answer', exact: true }).click()
    await page.getByLabel('will', { exact: true }).fill('33')
    await page.getByRole('textbox', { name: 'Comment' }).fill('I needed one more minute')
    clock = new Date('2025-07-20T18:00:00Z')
    await press('Keep this answer')
    await shows('The consultation closed while you were writing')
    expect(await page.getByLabel('What you typed').inputValue()).toBe(
      'will: 33\nComment: I needed one more minute',
    )
    await looks()
  })

  it('shows rankings side by side, with and without each group, and nothing of one with too few answers', async () => {
    await as('analyst')
    await page.goto(`${address}${here}/results`)
    await shows('Too few answers to tell what they said: Non-governmental organisations')
    await shows('With the groups that are shown')
    await looks({ closely: true })
    const told = textOf(await page.content())
    expect(told).toContain('Without Survivors’ advisers')
    expect(told).toContain('Not for everybody: comments for those who hold the consultation')
    const csv = (await get(`${here}/results.csv`)).body
    expect(csv).toMatch(/^group,ngo,20,too few,not told,.*,own word\r?$/m)
    expect(csv).toMatch(/^group,survivors,40,10,0,.*,code\r?$/m)
    const api = (await get(`/api/v1${here}/results`)).json()
    expect(api.groups.map(({ shown }: { shown: boolean }) => shown)).toEqual([true, true, false])
    expect(api.readings.map(({ kind }: { kind: string }) => kind)).toEqual(['scaled', 'as written'])
    expect(told).toContain('said so themselves')
    const visitor = textOf((await get(`${here}/results`)).body)
    expect(visitor).toContain('It counts arrests, not people who were helped.')
    expect(visitor).not.toContain('Will decides')
    const round = here.split('/').at(-1)!
    expect((await tp(['consultation', 'list'])).out).toContain(`${round}  closed`)
    expect((await tp(['consultation', 'show', round])).out).toContain('40 %  Survivors’ advisers')
    expect((await tp(['consultation', 'results', round])).out).toContain('This result is not complete')
    expect((await tp(['consultation', 'export', round, '--format', 'csv'])).out).toBe(csv.trimEnd())
  })

  it('lets a version be published once survivors’ objection has its answer', async () => {
    await expect(publish()).rejects.toBeInstanceOf(VersionFault)
    await page.getByLabel('What becomes of it').selectOption('taken up')
    await page.getByLabel('Answer, public').fill('The next version counts people who were helped.')
    await press('Answer this objection')
    await shows('Taken up, 20 July 2025: The next version counts people who were helped.')
    expect(await publish()).toEqual({ methodology: 'three-things', version: 2 })
  })

  it('is said in the language that is asked for', async () => {
    for (const language of ['/fr', '/es', '/pt'])
      for (const path of [here, `${here}/results`]) {
        const { body } = await get(language + path, people.analyst)
        expect(englishLeft(body, words), language + path).toEqual([])
      }
  })
})

describe('The door', () => {
  it('lets who may hold consultations plan one, and refuses everybody else', async () => {
    for (const path of ['/consultations/new']) expect((await get(path, people.adviser)).statusCode).toBe(403)
    expect((await post('/consultations', people.adviser, {})).statusCode).toBe(403)
    expect((await post('/consultations', people.analyst, {})).statusCode).toBe(422)
  })

  it('gives back what was typed to whoever was typing as it was called off, and still has objections answered', async () => {
    clock = new Date('2025-07-10T12:00:00Z')
    const id = await anAnnouncedRound(house)
    await join(house, id, 'survivors', { at: clock, person: people.adviser })
    const change = changeAt(house, clock, asPerson(people.adviser))
    const objection = { criterion: 'goods', reason: 'It counts goods, not people.', public: true }
    await transact(house.db, (trx) => objectTo(trx, change, id, objection))
    const [own] = await ownObjections(house.db, house.keys, id, people.adviser)
    await transact(house.db, (trx) => callOffRound(trx, changeAt(house, clock), id, 'Wrong question'))
    const sendings: [string, string, Record<string, string>][] = [
      ['answer', people.adviser, { way: 'points', comment: 'One more minute' }],
      ['answer/objections', people.adviser, { criterion: 'goods', reason: 'One more minute' }],
      ['paper', people.analyst, { code: 'ABCDEFGH22', way: 'points', comment: 'One more minute' }],
    ]
    for (const [door, person, fields] of sendings) {
      const { statusCode, body } = await post(`/consultations/${id}/${door}`, person, fields)
      expect(statusCode, door).toBe(409)
      expect(textOf(body), door).toContain('called off while you were writing')
      expect(body, door).toContain('One more minute')
    }
    const visitor = (await get(`/consultations/${id}`)).body
    expect(visitor).toContain('It counts goods, not people.')
    expect(visitor).toContain('id="objection-1"')
    expect(visitor).not.toContain(own!.id)
    const answer = { [`outcome.${own!.id}`]: 'partly', [`text.${own!.id}`]: 'Both count next time.' }
    const sent = await post(`/consultations/${id}/results/objections/${own!.id}`, people.analyst, answer)
    expect(sent.headers.location).toBe(`/consultations/${id}#objection-1`)
    expect(textOf((await get(`/consultations/${id}`)).body)).toContain('Both count next time.')
  })

  it('knows no consultation that there is not, whatever the address holds', async () => {
    for (const id of [randomUUID(), 'none', '..%2F..', '%27'])
      expect((await get(`/consultations/${id}`)).statusCode).toBe(404)
  })
})
