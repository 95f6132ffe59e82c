import { readFile } from 'node:fs/promises'
import exceljs from 'exceljs'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { builtClient } from '../../../test/support/built-client.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { objections, overflow } from '../../../test/support/look.ts'
import { signedIn } from '../../../test/support/served-house.ts'
import { openHouse } from '../../app.ts'
import { overlapTable } from '../../estimators/lists/overlap-table.ts'
import { specificationTable } from '../../estimators/lists/specification.ts'
import { finish } from '../../estimators/numeric/run.ts'
import { type HttpServer, listen } from '../../house/http.ts'
import { estimateJson } from '../estimate-json.ts'
import type { KeptComputed } from '../estimates/kept.ts'
import { labelledEstimates } from '../labelled-estimates.ts'
import { aStudy, someFacts } from '../studies/studies.test-data.ts'

/*
 * A researcher brings a file with names, days of birth and telephone numbers. What the browser sends is written down,
 * request by request, and searched for what stood in the file.
 */

/** Cells that would be found again wherever they went. */
const canaries = ['Zyxxana Quorvath', 'Brombelda Wexqui', '1987-03-19', '+999 70 424242', 'KANARI']
const methods = ['stepwise-0.02', 'chao'] as const

/** Invented people on three lists. Four codes are on two lists, one is on all three. */
const rows = (() => {
  const lines: string[][] = []
  let person = 0
  for (const [lists, people] of [
    [['police'], 21],
    [['shelter'], 18],
    [['hotline'], 25],
    [['police', 'shelter'], 6],
    [['police', 'hotline'], 4],
    [['hotline', 'shelter'], 7],
    [['police', 'hotline', 'shelter'], 2],
  ] as const)
    for (let each = 0; each < people; each++) {
      person += 1
      const name = person % 2 === 0 ? 'Zyxxana Quorvath' : 'Brombelda Wexqui'
      for (const list of lists) lines.push([`KANARI-${person}`, name, '1987-03-19', '+999 70 424242', list])
    }
  return lines
})()
const columns = ['case_id', 'Full name', 'Date of birth', 'Phone', 'list']
/** By bit mask of hotline, police and shelter, as the names of lists stand in the alphabet. */
const counts = [0, 25, 21, 4, 18, 7, 6, 2]

describe.runIf(await hasBrowser())('The workbench', () => {
  let house: TestHouse
  let http: HttpServer
  let address: string
  let client: Awaited<ReturnType<typeof builtClient>>
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const sent: Request[] = []
  const sockets: string[] = []
  const strange: string[] = []

  beforeAll(async () => {
    client = await builtClient()
    house = await openTestHouse()
    http = await openHouse(house, { clientFolder: client.folder })
    address = await listen(http, { port: 0, host: '127.0.0.1' })
    browser = await openBrowser()
    context = await browser.newContext({ viewport: { width: 360, height: 800 }, acceptDownloads: true })
    context.on('request', (request) => sent.push(request))
    page = await context.newPage()
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => strange.push(error.message))
    page.on('websocket', (socket) => sockets.push(socket.url()))
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await http?.close()
    await house?.close()
    await client?.remove()
  })

  /** Everything that was sent, in one text, as it is and as addresses and forms write it. */
  async function everythingSent(): Promise<string> {
    const parts: string[] = []
    for (const request of sent) {
      const text = [
        request.method(),
        request.url(),
        JSON.stringify(await request.allHeaders().catch(() => request.headers())),
        request.postData() ?? '',
      ].join('\n')
      parts.push(
        text,
        safely(() => decodeURIComponent(text.replaceAll('+', ' '))),
      )
    }
    return parts.join('\n')
  }
  const found = (text: string) =>
    canaries.filter(
      (canary) =>
        text.includes(canary) ||
        text.includes(encodeURIComponent(canary)) ||
        text.includes(Buffer.from(canary).toString('base64').replace(/=+$/, '').slice(0, -1)),
    )

  /** Opens what is saved anew, for a study of its own, and fills it in. */
  async function saving(): Promise<string> {
    const study = await aStudy(house, { facts: someFacts({ method: 'lists' }) })
    const figure = page.locator('#workbench-figure')
    const [first, other] = await figure
      .locator('option')
      .evaluateAll((all) => all.map((each) => each.getAttribute('value') ?? ''))
    await figure.selectOption(other ?? '')
    await figure.selectOption(first ?? '')
    await page.locator('button', { hasText: 'Prepare to save' }).click()
    await page.locator('#save-study').selectOption(study)
    await page.locator('#save-why').fill('It repeats the choice of a model.')
    await page.locator('#save-definition').fill('People in forced labour, as each list identified them')
    await page.locator('#save-codebookNotStated').fill('The lists are older than the codebook.')
    return study
  }

  it('says at the door that nothing leaves, and offers the command where scripts do not run', async () => {
    const plain = await http.inject({ url: '/workbench' })
    expect(plain.body).toContain('Nothing leaves this machine')
    for (const command of ['specification', 'rds', 'nsum', 'survey', 'time-location', 'change'])
      expect(plain.body).toContain(`tp prevalence ${command} `)
    expect(plain.body).toContain('In a browser without scripts, use the command')
    expect(plain.body).not.toMatch(/<(input|textarea|form)[^>]*(bring|workbench)/)
  })

  it('strikes out what tells who somebody is, and shows none of it', async () => {
    await page.goto(`${address}/workbench`, { waitUntil: 'networkidle' })
    await page.locator('input[value="lists"]').check()
    const text = [columns, ...rows].map((cells) => cells.join(';')).join('\n')
    await page.locator('#bring-table-paste').fill(text)
    await page.locator('.workbench-slot button').click()
    await page.locator('.workbench-sheet').waitFor()
    expect(await page.locator('.workbench-sheet s').allInnerTexts()).toEqual([
      'Full name',
      'Date of birth',
      'Phone',
    ])
    expect(await page.locator('.workbench-sheet').innerText()).toContain(
      '3 columns look as if they told who somebody is',
    )
    expect(found(await page.content())).toEqual([])
    expect(await page.locator('#bring-table-paste').inputValue()).toBe('')
  })

  it('reads a workbook to the same sheet', async () => {
    const before = await page.locator('.workbench-sheet tbody').innerText()
    const book = new exceljs.Workbook()
    const sheet = book.addWorksheet('Register')
    sheet.addRow(columns)
    for (const [code, name, born, phone, list] of rows)
      sheet.addRow([code, name, new Date(`${born}T00:00:00Z`), phone, list])
    const buffer = Buffer.from(await book.xlsx.writeBuffer())
    await page.locator('#bring-table-file').setInputFiles({
      name: 'register.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer,
    })
    await page.locator('.workbench-sheet h3', { hasText: 'register.xlsx' }).waitFor()
    expect(await page.locator('.workbench-sheet tbody').innerText()).toBe(before)
  })

  it('computes the figures of the command, to the last digit', async () => {
    await page.locator('.workbench-more summary').click()
    for (const box of await page.locator('#lists-methods input').all())
      if (!(methods as readonly string[]).includes((await box.getAttribute('value')) ?? ''))
        await box.uncheck()
    await page.locator('#lists-resamples').fill('40')
    await page.locator('#lists-seed').fill('3')
    await page.locator('.button-first').click()
    await page.locator('.workbench-answer').waitFor({ timeout: 60_000 })
    // Whoever waited is led to the answer.
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('workbench-answer')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('button', { hasText: 'JSON' }).click(),
    ])
    const specification = finish(
      specificationTable(overlapTable(['hotline', 'police', 'shelter'], counts), {
        resamples: 40,
        seed: 3,
        only: methods,
      }),
    )
    const expected = labelledEstimates(specification).map(({ label, estimate, ...known }) => ({
      ...estimateJson(estimate, 'en', label),
      ...known,
    }))
    const made = await readFile(await download.path(), 'utf8')
    expect(JSON.parse(made)).toEqual(JSON.parse(JSON.stringify(expected)))
    expect(made).toBe(`${JSON.stringify(expected, null, 2)}\n`)
    expect(found(made)).toEqual([])
  })

  it('reads on a phone, by keyboard and by ear', async () => {
    expect(await overflow(page)).toEqual([])
    expect(await objections(page)).toEqual([])
  })

  it('has sent nothing but requests for its own files until somebody wants to save', async () => {
    expect(sockets).toEqual([])
    const others = sent.filter(
      (request) =>
        request.method() !== 'GET' ||
        !(request.url() === `${address}/workbench` || request.url().startsWith(`${address}/assets/`)) ||
        request.postData() !== null,
    )
    expect(others.map((request) => `${request.method()} ${request.url()}`)).toEqual([])
    expect(found(await everythingSent())).toEqual([])
  })

  it('says that saving needs an account, and loses nothing', async () => {
    await page.locator('button', { hasText: 'Prepare to save' }).click()
    await page.locator('text=Saving needs an account').waitFor()
    expect(await page.locator('.workbench-answer').count()).toBe(1)
  })

  it('saves the estimate alone, shown in full before, and no record of it leaves even then', async () => {
    const { cookies } = await signedIn(
      { house, address },
      { roles: [{ role: 'researcher' }], secondFactor: true },
    )
    await context.addCookies(cookies)
    const study = await saving()
    const shown = await page.locator('.workbench-sent').textContent()
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith(`/api/v1/studies/${study}/estimates`)),
      page.locator('button', { hasText: 'Save with this study' }).click(),
    ])
    expect([answer.status(), await answer.text()]).toEqual([201, expect.stringContaining('/estimates/')])
    const body = JSON.parse(answer.request().postData() ?? '') as { kept: KeptComputed }
    expect(body).toEqual(JSON.parse(shown ?? ''))
    expect(body.kept.overlapTable).toBeUndefined()
    expect(countsIn(body.kept)).toEqual([])
    await page.locator('text=See the estimate').waitFor()
    const { id } = (await answer.json()) as { id: string }
    expect((await http.inject({ url: `/estimates/${id}` })).statusCode).toBeLessThan(500)
    expect(found(await everythingSent())).toEqual([])
  })

  it('says beside each field what is missing before anything is sent, each once', async () => {
    await saving()
    for (const name of ['unit', 'base', 'definition']) await page.locator(`#save-${name}`).fill('')
    await page.locator('#save-periodFrom').fill('1 May')
    const before = sent.length
    await page.locator('button', { hasText: 'Save with this study' }).click()
    expect(await page.locator('.error-summary li').allInnerTexts()).toEqual([
      'Who is counted, in words: Fill this in.',
      'What is counted: Fill this in.',
      'Among whom they were looked for: Fill this in.',
      expect.stringContaining('First day it speaks of: Year, month and day'),
    ])
    expect(await page.locator('#save-unit').getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator('#save-unit-error').innerText()).toBe('Fill this in.')
    expect(sent.length).toBe(before)
  })

  it('saves the table of overlaps where its box was ticked, and the house computes it again', async () => {
    const study = await saving()
    await page.locator('#save-overlap input').check()
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith(`/api/v1/studies/${study}/estimates`)),
      page.locator('button', { hasText: 'Save with this study' }).click(),
    ])
    expect([answer.status(), await answer.text()]).toEqual([201, expect.stringContaining('"same"')])
    const body = JSON.parse(answer.request().postData() ?? '') as { kept: KeptComputed }
    expect(body.kept.overlapTable).toEqual({ lists: ['hotline', 'police', 'shelter'], counts })
    await page.locator('text=it is the same').waitFor()
    expect(strange).toEqual([])
    expect(found(await everythingSent())).toEqual([])
  })
})

/** Where what is kept tells how many people are on exactly some lists, on a list, or on two: by its names, or by the number. */
function countsIn(kept: KeptComputed): string[] {
  const onAll = (mask: number) =>
    counts.reduce((sum, each, other) => ((other & mask) === mask ? sum + each : sum), 0)
  const told = new Set(counts.flatMap((count, mask) => (mask === 0 ? [] : [count, onAll(mask)])))
  const places: string[] = []
  const look = (value: unknown, place: string): void => {
    if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) look(member, `${place}/${name}`)
    else if (typeof value === 'number' && told.has(value) && !settled.test(place)) places.push(place)
  }
  look(kept, '')
  return places
}
/** Small whole numbers that are of the method, and chance to be one of the table’s. */
const settled = /\/(parameters|degreesOfFreedom|failed|referenceMonths|of|resamples|least|models)$/

function safely(act: () => string): string {
  try {
    return act()
  } catch {
    return ''
  }
}
