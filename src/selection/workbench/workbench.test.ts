import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { builtClient } from '../../../test/support/built-client.ts'
import { withPack } from '../../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { allAlive, objections, overflow } from '../../../test/support/look.ts'
import { signedIn } from '../../../test/support/served-house.ts'
import { openHouse } from '../../app.ts'
import { type HttpServer, listen } from '../../house/http.ts'
import { languages } from '../../ui/language.ts'
import { shippedMethodology } from '../catalogue.ts'
import { selectCommand } from '../commands.ts'
import { historicAssessment, makeAssessment } from '../run.ts'
import type { Assessment } from '../store.ts'
import { documentOf } from '../versions/store.ts'
import { nothingChosen, withMean, withWeight } from './choices.ts'
import { tryOut } from './compute.ts'
import { linkOf } from './link.ts'
import { fieldOf } from './read-choices.ts'

const { methodology } = shippedMethodology('tipping-point')
const inBrowser = await hasBrowser()

let house: TestHouse
let http: HttpServer
let address: string
let client: Awaited<ReturnType<typeof builtClient>> | undefined
let assessment: Assessment
let cookie: string
let cookies: Awaited<ReturnType<typeof signedIn>>['cookies']

beforeAll(async () => {
  if (inBrowser) client = await builtClient()
  house = await openTestHouse({ now: new Date('2026-06-15T12:00:00Z'), furnished: withPack })
  assessment = await makeAssessment(house, shippedMethodology('tipping-point'), { replicates: 300 })
  await makeAssessment(house, shippedMethodology('tipping-point'), { asOf: '2024-12-31', replicates: 300 })
  http = await openHouse(house, client === undefined ? {} : { clientFolder: client.folder })
  address = await listen(http, { port: 0, host: '127.0.0.1' })
  ;({ cookie, cookies } = await signedIn({ house, address }, { roles: [{ role: 'analyst' }] }))
}, 120_000)
afterAll(async () => {
  await http?.close()
  await house?.close()
  await client?.remove()
})

const bench = (query: Record<string, string> = {}, language = '') =>
  http.inject(`${language}/assessments/${assessment.id}/workbench?${new URLSearchParams(query)}`)
const placesIn = (html: string) =>
  [...html.matchAll(/<td class="number">(\d+)<\/td><th scope="row"><a href="[^"]*\/([A-Z]{3})"/g)].map(
    ([, place, unit]) => `${place} ${unit}`,
  )
const ranked = (units: { unit: string; rank: number | null }[]) =>
  units
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => a.rank! - b.rank! || (a.unit < b.unit ? -1 : 1))
    .map(({ unit, rank }) => `${rank} ${unit}`)

describe('The workbench without a script', () => {
  it('shows the saved ranking in every language, and computes what its form asks for', async () => {
    for (const language of languages) {
      const answer = await bench({}, language === 'en' ? '' : `/${language}`)
      expect(answer.statusCode).toBe(200)
      expect(placesIn(answer.body)).toEqual(ranked(assessment.result.units))
    }
    const asked = { [fieldOf.sent]: '1', [fieldOf.codes('tier')]: '2WL', [fieldOf.weight('tier-now')]: '0' }
    const answer = await bench(asked)
    const units = assessment.inputs.newest.tip_tier!
    const places = placesIn(answer.body)
    expect(places.length).toBeGreaterThan(5)
    for (const place of places) expect(units[place.split(' ')[1]!]?.code).toBe('2WL')
    expect(answer.body).toContain('no longer do')
  })

  it('names the field that it does not understand, and what makes no methodology', async () => {
    const wrong = await bench({
      [fieldOf.sent]: '1',
      [fieldOf.weight('people')]: '300',
      [fieldOf.codes('tier')]: '2',
    })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('href="#w.people"')
    const none = await bench({ [fieldOf.sent]: '1' })
    expect(none.body).toContain('Tick some, not all')
    expect(placesIn(none.body)).toEqual(ranked(assessment.result.units))
  })

  it('uses the figures of another kept day when that is asked for', async () => {
    const answer = await bench({
      [fieldOf.sent]: '1',
      [fieldOf.day]: '2024-12-31',
      [fieldOf.codes('tier')]: '2',
      size: '5',
    })
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('<option value="2024-12-31" selected="">')
    expect(placesIn(answer.body)).not.toEqual(
      placesIn((await bench({ [fieldOf.sent]: '1', [fieldOf.codes('tier')]: '2' })).body),
    )
    expect(
      (await bench({ [fieldOf.sent]: '1', [fieldOf.day]: '1999-12-31', [fieldOf.codes('tier')]: '2' }))
        .statusCode,
    ).toBe(422)
  })

  it('says of an assessment that judged nobody that there is nothing to move', async () => {
    const card = await makeAssessment(house, shippedMethodology('mcc-scorecard'))
    const answer = await http.inject(`/assessments/${card.id}/workbench`)
    expect(answer.body).toContain('could judge nobody')
  })
})

describe('A link in a browser without a script', () => {
  const moved = withWeight(methodology, nothingChosen, 'people', 55)

  it('is pasted whole and opened by the server, with what was moved listed for paper', async () => {
    const page = await bench()
    expect(page.body).toContain('Paste the whole link here to open it.')
    const given = `https://example.org/fr/assessments/x/workbench#${linkOf(methodology, moved)}`
    for (const state of [given, linkOf(methodology, moved)]) {
      const opened = await bench({ state })
      expect(opened.statusCode).toBe(200)
      expect(placesIn(opened.body)).toEqual(
        ranked(tryOut(methodology, assessment.inputs, moved, assessment.seed).units),
      )
      expect(opened.body).toContain('<li>Points for People living there: 30 → 55</li>')
    }
    // Ranges that no script will ever draw are not promised.
    expect(page.body).not.toContain('<td class="number">…</td>')
    expect(page.body).toContain('Without one they are not known here')
  })

  it('of another version is asked about first, and one that is none is refused', async () => {
    const other = await bench({ state: linkOf({ ...methodology, version: 9 }, moved) })
    expect(placesIn(other.body)).toEqual(ranked(assessment.result.units))
    expect(other.body).toContain('This link was made with tipping-point, version 9.')
    expect(other.body).toContain(`/workbench?state=${linkOf(methodology, moved)}`)
    const strange = await bench({ state: 'v1.xx<script>' })
    expect(strange.statusCode).toBe(422)
    expect(strange.body).toContain('damaged')
    const partly = linkOf(methodology, { ...moved, weights: { 'gone-since': 3 } })
    expect((await bench({ state: partly })).body).toContain('Not all of this link fits tipping-point')
  })

  it('to a day of which nothing is kept says so, and nothing of what it did not look at', async () => {
    const answer = await bench({ state: linkOf(methodology, { ...nothingChosen, day: '1999-12-31' }) })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).not.toContain('Nobody changes place')
  })
})

describe('What is saved from the workbench', () => {
  const choices = withMean(
    methodology,
    withWeight(methodology, nothingChosen, 'people', 55),
    'tipping-point',
    'arithmetic',
  )
  const state = linkOf(methodology, choices)
  const at = () => `/assessments/${assessment.id}/workbench/version`
  const send = (values: Record<string, string>, who = cookie) =>
    http.inject({
      method: 'POST',
      url: at(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...(who === '' ? {} : { cookie: who }),
      },
      payload: new URLSearchParams({ once: crypto.randomUUID(), state, ...values }).toString(),
    })

  it('is shown first, rule by rule and line by line, with the document to take along', async () => {
    const page = await http.inject(`${at()}?state=${state}`)
    expect(page.body).toContain('Weight of “People living there”: 30 → 44 points of 100.')
    expect(page.body).toContain('weight: 44')
    expect(page.body).toContain('You may not save versions of methodologies.')
    expect(page.body).not.toContain('name="reason"')
    const file = await http.inject(`${at()}.yaml?state=${state}`)
    expect(file.headers['content-disposition']).toMatch(/"tipping-point-moved-[0-9a-f]{8}\.yaml"/)
    expect(file.body).toContain('aggregation: arithmetic')
    const hostile = await http.inject({
      url: `${at()}?state=v1.xx%3Cscript%3E`,
      headers: { accept: 'application/json' },
    })
    expect(hostile.statusCode).toBe(400)
  })

  it('is downloaded as it runs by command, under a name of its own, with the ranking of the workbench', async () => {
    const page = await http.inject(`${at()}?state=${state}`)
    expect(page.body).toContain('tp select run --methodology FILE --as-of 2026-06-15')
    const bytes = (await http.inject(`${at()}.yaml?state=${state}`)).rawPayload
    const kept = await mkdtemp(path.join(tmpdir(), 'tip-moved-'))
    const file = path.join(kept, 'moved.yaml')
    await writeFile(file, bytes)
    const run = async (...argv: string[]) => {
      const out: string[] = []
      const io = { out: (line: string) => out.push(line), err() {}, language: 'en' as const }
      await selectCommand(house, ['run', '--methodology', file, '--as-of', '2026-06-15', ...argv], io)
      return JSON.parse(out.join('\n'))
    }
    const { units } = await run('--json')
    expect(ranked(units)).toEqual(ranked(tryOut(methodology, assessment.inputs, choices, 1).units))
    // The same document is the same name; another is another, so that both run.
    const another = linkOf(methodology, withWeight(methodology, choices, 'people', 56))
    const other = await http.inject(`${at()}.yaml?state=${another}`)
    expect(other.headers['content-disposition']).not.toBe(
      (await http.inject(`${at()}.yaml?state=${state}`)).headers['content-disposition'],
    )
    await writeFile(file, other.rawPayload)
    await run('--json')
    // A number that was used before is refused by the file that was given.
    await writeFile(file, bytes.toString().replace(/^methodology: .*$/m, 'methodology: tipping-point'))
    await expect(run()).rejects.toMatchObject({ details: [{ place: 'moved.yaml' }] })
    await rm(kept, { recursive: true })
    const nothing = await http.inject({
      url: `${at()}.yaml?state=${linkOf(methodology, nothingChosen)}`,
      headers: { accept: 'application/json' },
    })
    expect(nothing.statusCode).toBe(422)
  })

  it('is refused where the link was made with another methodology or version, though all of it fits', async () => {
    for (const [id, version] of [
      ['tipping-point', 99],
      ['constructor', 1],
    ] as const) {
      const link = linkOf({ methodology: id, version }, choices)
      const page = await http.inject(`${at()}?state=${link}`)
      expect(page.statusCode).toBe(422)
      expect(page.body).toContain(`This link was made with ${id}, version ${version}.`)
      expect(page.body).toContain(`/workbench#${link}`)
      expect((await send({ state: link, reason: 'Blind', name: 'blind' })).statusCode).toBe(422)
    }
    await expect(documentOf(house.db, 'blind')).rejects.toThrow()
  })

  it('is nothing where only the day was moved, or where it is sent as neither draft nor published', async () => {
    const day = linkOf(methodology, { ...nothingChosen, day: '2024-12-31' })
    const page = await send({ state: day, reason: 'A day', name: 'a-day' })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('nothing to save')
    const status = await send({ reason: 'Odd', name: 'odd', status: 'zzz' })
    expect(status.statusCode).toBe(422)
    expect(status.body).toContain('href="#status"')
    await expect(documentOf(house.db, 'a-day')).rejects.toThrow()
    await expect(documentOf(house.db, 'odd')).rejects.toThrow()
  })

  it('is refused as a whole, named part by part, where something of it is not understood or does not fit', async () => {
    const codes = { [fieldOf.codes('tier')]: '2' }
    const form = { [fieldOf.sent]: '1', ...codes, 'w.will': '80', 'w.people': 'abc', 'w.need': '10' }
    const old = linkOf(
      { ...methodology, version: 9 },
      { ...nothingChosen, weights: { people: 55, tier: 20 }, means: { 'gone-since': 'harmonic' } },
    )
    for (const [sent, said, back] of [
      [form, '“People living there”: Points lie between 0 and 100.', '?tried=1'],
      [form, 'this methodology does not have', '?tried=1'],
      [{ state: old }, 'does not fit here: Tier 2 or Tier 2 Watch List.', `#${old}`],
      [{ state: old }, 'this methodology does not have', `#${old}`],
    ] as const) {
      const query = new URLSearchParams(sent)
      const page = await http.inject(`${at()}?${query}`)
      expect(page.statusCode).toBe(422)
      expect(page.body).toContain(said)
      expect(page.body).toContain(`/workbench${back}`)
      expect(page.body).not.toContain('points of 100')
      expect(page.body).not.toContain('gone-since')
      const file = await http.inject({
        url: `${at()}.yaml?${query}`,
        headers: { accept: 'application/json' },
      })
      expect(file.statusCode).toBe(422)
      expect(JSON.stringify(file.json().details)).toContain(said)
      const posted = await send({ state: '', reason: 'Guessed', ...sent })
      expect(posted.statusCode).toBe(422)
      expect(posted.body).toContain(said)
    }
    await expect(documentOf(house.db, 'tipping-point', 101)).rejects.toThrow()
  })

  it('is kept as the next version by who may, once, with a reason; everybody else is refused', async () => {
    expect((await send({ reason: 'Many people matter more' }, '')).statusCode).toBe(401)
    const without = await send({ reason: ' ' })
    expect(without.statusCode).toBe(422)
    expect(without.body).toContain('A new version needs a reason')
    const once = crypto.randomUUID()
    const saved = await send({ reason: 'Many people matter more', once })
    expect([saved.statusCode, saved.headers.location]).toEqual([303, '/methodologies/tipping-point/versions'])
    expect((await send({ reason: 'Many people matter more', once })).statusCode).toBe(303)
    const kept = await documentOf(house.db, 'tipping-point', 101)
    expect(kept.own).toMatchObject({ reason: 'Many people matter more', base: { version: 1 } })
    expect(kept.methodology.status).toBe('draft')
    // What was tried and what was saved give the same ranking.
    const of = (document: typeof methodology, moved: typeof choices) =>
      ranked(tryOut(document, assessment.inputs, moved, 1).units)
    expect(of(kept.methodology, nothingChosen)).toEqual(of(methodology, choices))
    // What stands in the way is said at its field, and what was typed stays.
    const again = await send({ reason: 'Typed again' })
    expect(again.statusCode).toBe(409)
    expect(again.body).toContain('These rules are those of tipping-point, version 101')
    expect(again.body).toContain('Typed again')
    const taken = await send({ reason: 'Typed again', name: 'mcc-scorecard' })
    expect(taken.statusCode).toBe(409)
    expect(taken.body).toContain('href="#name"')
    expect(taken.body).toContain('There is a methodology “mcc-scorecard” already')
    expect(taken.body).toContain('Typed again')
    expect((await send({ reason: 'Under a name', name: 'Not a name' })).statusCode).toBe(422)
    expect((await send({ reason: 'Under a name', name: 'many-people' })).headers.location).toBe(
      '/methodologies/many-people/versions',
    )
  })
})

describe.runIf(inBrowser)('The workbench in a browser', () => {
  let browser: Browser
  let page: Page
  const asked: string[] = []
  const faults: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    await context.addCookies(cookies)
    page = await context.newPage()
    page.on('request', (request) => asked.push(request.url()))
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  }, 60_000)
  afterAll(() => browser?.close())

  const sentence = () => page.locator('.bench-sentence').innerText()
  const first = async () =>
    placesIn(
      (await page.locator('.bench-ranking tbody').innerHTML()).replace(/\s+class="[^"]*cut[^"]*"/g, ''),
    )

  it('follows every move at once, asks nobody, and goes back step by step', {
    timeout: 180_000,
  }, async () => {
    await page.goto(`${address}/assessments/${assessment.id}/workbench`)
    await allAlive(page)
    const saved = await first()
    expect(saved).toEqual(ranked(assessment.result.units))
    asked.length = 0

    // A weight, by keyboard.
    const slider = page.getByRole('slider', { name: 'Points for People living there, as a slider' })
    await slider.focus()
    for (const key of ['PageUp', 'PageUp', 'ArrowRight', 'ArrowLeft', 'PageUp'])
      await page.keyboard.press(key)
    await expect.poll(sentence).toContain('another place')
    const afterWeight = await first()
    expect(afterWeight).not.toEqual(saved)
    expect(await page.getByRole('spinbutton', { name: 'Points for People living there' }).inputValue()).toBe(
      '60',
    )

    // A point of a curve, by pointer, then by keyboard.
    await page.locator('#curve-income > summary').click()
    const handle = page.getByRole('slider', { name: 'Output per person, Full up to' })
    await handle.scrollIntoViewIfNeeded()
    const box = (await handle.boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 5 })
    await page.mouse.up()
    const dragged = Number(await page.locator('[name="v.income.x2"]').inputValue())
    expect(dragged).toBeGreaterThan(6500)
    await handle.press('ArrowLeft')
    expect(Number(await page.locator('[name="v.income.x2"]').inputValue())).toBeLessThan(dragged)
    expect(await page.locator('.bench-told').innerText()).toContain('2 things are moved')
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#v1\./)
    // The worker’s first picture: ranges of places.
    await page
      .locator('.bench-ranking td', { hasText: /^\d+–\d+$/ })
      .first()
      .waitFor({ timeout: 20_000 })
    const shared = page.url()
    const moved = await first()

    // The worker is a file of the house; nothing else was asked for.
    expect(asked.filter((url) => !/\/assets\/[\w-]+\.js$/.test(url))).toEqual([])

    const undo = page.getByRole('button', { name: 'Undo' })
    while ((await undo.getAttribute('aria-disabled')) === 'false') await undo.press('Enter')
    expect(await first()).toEqual(saved)
    // The last press leaves the focus where it was.
    expect(await undo.evaluate((button) => button === document.activeElement)).toBe(true)

    // A number out of bounds stands beside what is wrong with it, and the last good one counts.
    const people = page.getByRole('spinbutton', { name: 'Points for People living there' })
    for (const typed of ['150', '-5', '']) {
      await people.fill(typed)
      await people.blur()
      expect(await people.inputValue()).toBe(typed)
      expect(await page.getByRole('alert').innerText()).toBe(
        'A number from 0 to 100 is needed; 30 still counts.',
      )
    }
    expect(await first()).toEqual(saved)
    await people.fill('40')
    expect(await page.getByRole('alert').count()).toBe(0)

    // Home and End reach both ends of a curve, and another language keeps what was moved.
    await handle.press('End')
    expect(Number(await handle.getAttribute('aria-valuenow'))).toBeGreaterThan(6500)
    const kept = await first()
    await page.getByRole('link', { name: 'Français' }).click()
    await page.waitForURL(/\/fr\/assessments\/.*#v1\./)
    await allAlive(page)
    await expect.poll(first).toEqual(kept)
    await page.getByRole('link', { name: 'English' }).click()
    await page.waitForURL((url) => url.pathname.startsWith('/assessments/') && url.hash !== '')
    await allAlive(page)
    await page.getByRole('button', { name: 'Back to the saved one' }).click()
    await expect.poll(first).toEqual(saved)
    const nowhere = linkOf(methodology, { ...nothingChosen, day: '1999-12-31' })
    await page.goto('about:blank')
    await page.goto(`${address}/assessments/${assessment.id}/workbench#${nowhere}`)
    await allAlive(page)
    await expect.poll(sentence).toContain('Nothing is kept here for 31 December 1999')
    expect(await page.locator('.bench-told').innerText()).toContain('Nothing is moved.')
    expect(await page.getByRole('link', { name: 'Save as a new version …' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Back to the saved one' }).click()
    await expect.poll(sentence).toContain('saved ranking')

    // Another day is fetched once, from the public record of the assessment that was kept for it.
    asked.length = 0
    await page.getByLabel('Figures as known on').selectOption('2024-12-31')
    await expect.poll(first).not.toEqual(saved)
    await undo.click()
    await page.getByRole('button', { name: 'Redo' }).click()
    expect(asked.filter((url) => url.includes('/api/v1/assessments/'))).toHaveLength(1)
    await page.getByRole('button', { name: 'Back to the saved one' }).click()
    expect(await page.locator('#m-USA').getAttribute('class')).not.toContain('land-in')

    // Whoever is given the link sees the same, on a phone as well.
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto('about:blank')
    await page.goto(shared)
    await allAlive(page)
    await expect.poll(first).toEqual(moved)
    expect(await overflow(page)).toEqual([])
    expect(await objections(page)).toEqual([])
    await page.getByRole('button', { name: 'To the ranking' }).click()
    await expect
      .poll(() => page.locator('#ranking').evaluate((at) => at === document.activeElement))
      .toBe(true)
    expect(page.url()).toBe(shared)

    // A link of another version says so and waits.
    await page.goto('about:blank')
    await page.goto(
      `${address}/assessments/${assessment.id}/workbench#${linkOf({ ...methodology, version: 9 }, withWeight(methodology, nothingChosen, 'goods', 70))}`,
    )
    await page.getByText('This link was made with tipping-point, version 9.').waitFor()
    await page.getByRole('button', { name: 'Open what fits' }).click()
    expect(await page.locator('[name="w.goods"]').inputValue()).toBe('70')

    // Saved with a reason.
    await page.getByRole('link', { name: 'Save as a new version …' }).click()
    await page.getByLabel('Why?').fill('Goods are what can be seen')
    await page.getByRole('button', { name: 'Save this version' }).click()
    await page.waitForURL(/\/methodologies\/tipping-point\/versions$/)
    expect(await page.locator('main').innerText()).toContain('Goods are what can be seen')
    expect(faults).toEqual([])
  })
})

it('The assessment leads to its workbench', async () => {
  const historic = await historicAssessment(house)
  const { body } = await http.inject(`/assessments/${historic.id}`)
  expect(body).toContain(`href="/assessments/${historic.id}/workbench"`)
})
