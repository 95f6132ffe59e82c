import { readFile } from 'node:fs/promises'
import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../../test/support/browser.ts'
import { builtClient } from '../../../../test/support/built-client.ts'
import { openTestHouse, type TestHouse } from '../../../../test/support/house.ts'
import { objections, overflow } from '../../../../test/support/look.ts'
import { sharedData } from '../../../../test/support/shared.ts'
import { builtAssets } from '../../../house/assets.ts'
import { buildServer, type HttpServer, listen } from '../../../house/http.ts'
import { languages } from '../../../ui/language.ts'
import { prevalenceCommand } from '../../commands.ts'
import { workbenchRoutes } from '../routes.tsx'

/*
 * Real samples opened in a real browser: the figures of the command to the last digit, and nothing of the file in what
 * was sent.
 */

const place = (file: string) => sharedData(`prevalence/${file}.csv`)
const canary = 'Zyxxana Quorvath'

type Case = {
  key: string
  files: { [slot: string]: string }
  fields: { [id: string]: string }
  choices?: { [id: string]: string }
  command: string[]
  says: RegExp
}
const cases: Case[] = [
  {
    key: 'rds',
    files: { sample: 'rds_fauxmadrona' },
    fields: { 'rds-population': '1000' },
    command: ['rds', 'sample', '--outcome', 'disease', '--degree', 'degree', '--population', '1000'],
    says: /An estimated 19(\.\d)?% of the population would answer “1”/,
  },
  {
    key: 'nsum',
    files: { answers: 'nsum_curitiba_sim_transmission_ard', sizes: 'nsum_curitiba_sizes' },
    fields: { 'nsum-population': '1,817,434', 'nsum-transmission': '0.54' },
    command: [
      ...['nsum', 'answers', '--sizes', 'sizes', '--population', '1817434', '--hidden', 'heavy.drug.user'],
      ...['--transmission', '0.54'],
    ],
    says: /An estimated 68,\d00 people belong to “heavy\.drug\.user”/,
  },
  {
    key: 'survey',
    files: { sample: 'survey_apiclus1' },
    fields: {},
    choices: { 'survey-cluster': 'dnum', 'survey-domain': 'stype' },
    command: [
      'survey',
      'sample',
      '--outcome',
      'sch.wide',
      '--weight',
      'pw',
      '--cluster',
      'dnum',
      '--fpc',
      'fpc',
    ],
    says: /An estimated 87\.?\d?% of the population had “sch\.wide”/,
  },
  {
    key: 'two-waves',
    files: { sample: 'survey_two_wave_sim' },
    fields: { 'waves-target': '25' },
    command: [
      ...['change', 'sample', '--outcome', 'y', '--weight', 'weight', '--cluster', 'cluster'],
      ...['--wave', 'wave', '--from', '0', '--to', '1', '--target', '0.25'],
    ],
    says: /From 0 to 1/,
  },
]

describe.runIf(place('rds_fauxmadrona') !== null && (await hasBrowser()))(
  'In a browser, the workbench',
  () => {
    let house: TestHouse
    let http: HttpServer
    let address: string
    let client: Awaited<ReturnType<typeof builtClient>>
    let browser: Browser
    let page: Page
    const sent: Request[] = []

    beforeAll(async () => {
      client = await builtClient()
      house = await openTestHouse()
      http = await buildServer(house, {
        languages,
        doors: [{ at: '/', routes: workbenchRoutes(house, builtAssets(client.folder)) }],
        personOf: async () => null,
        renderFault: (_request, fault) => `<p>${fault.message}</p>`,
        clientFolder: client.folder,
      })
      address = await listen(http, { port: 0, host: '127.0.0.1' })
      browser = await openBrowser()
      const context = await browser.newContext({
        viewport: { width: 360, height: 800 },
        acceptDownloads: true,
      })
      context.on('request', (request) => sent.push(request))
      page = await context.newPage()
      await page.goto(`${address}/workbench`, { waitUntil: 'networkidle' })
    }, 120_000)
    afterAll(async () => {
      await browser?.close()
      await http?.close()
      await house?.close()
      await client?.remove()
    })

    it.each(cases)('computes $key as the command does, in words, pictures and numbers', async (one) => {
      await page.locator(`input[value="${one.key}"]`).check()
      for (const [slot, file] of Object.entries(one.files)) {
        const [heading, ...lines] = (await readFile(place(file) as string, 'utf8')).trim().split(/\r?\n/)
        // A column of names beside the rest: struck out, it changes nothing.
        const named = slot !== 'sizes'
        const text = named
          ? [`${heading},full_name`, ...lines.map((line) => `${line},${canary}`)].join('\n')
          : [heading, ...lines].join('\n')
        await page.locator(`#bring-${slot}-file`).setInputFiles({
          name: `${file}.csv`,
          mimeType: 'text/csv',
          buffer: Buffer.from(text),
        })
        await page.locator('.workbench-sheet h3', { hasText: `${file}.csv` }).waitFor()
        if (named) expect(await page.locator('.workbench-sheet s').allInnerTexts()).toContain('full_name')
      }
      for (const [id, value] of Object.entries(one.fields)) await page.locator(`#${id}`).fill(value)
      for (const [id, value] of Object.entries(one.choices ?? {}))
        await page.locator(`#${id}`).selectOption(value)
      await page.locator('.button-first').click()
      await page.locator('.workbench-answer').waitFor({ timeout: 60_000 })
      expect(await page.locator('.workbench-answer').innerText()).toMatch(one.says)
      // Every picture has its table beside it.
      const findings = page.locator('.workbench-answer .finding')
      for (const finding of await findings.all())
        expect(
          await finding.locator('table').count(),
          await finding.locator('h2').innerText(),
        ).toBeGreaterThan(0)
      expect(await findings.count()).toBeGreaterThan(0)
      expect(await page.content()).not.toContain(canary)
      expect(await overflow(page)).toEqual([])
      expect(await objections(page)).toEqual([])

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('button', { hasText: 'JSON' }).click(),
      ])
      const [made] = JSON.parse(await readFile(await download.path(), 'utf8'))
      const command = await byCommand(one)
      expect(made).toMatchObject({
        method: command.method,
        status: 'ok',
        cases: command.cases,
        estimate: command.estimate,
        standardError: command.standardError,
        intervals: command.intervals,
        findings: command.findings,
      })
    })

    it.each([
      ['time-location', 'made-up', /people who come to these venues/],
      ['nsum', 'made-up-members', /members interviewed say/],
      ['two-waves', 'made-up', /That the two changes differ cannot be told from chance/],
      ['two-lists', 'made-up', /the second total is 0\.\d+ times the first/i],
    ])('opens the example of %s %s, with pictures, tables and nothing wider than a phone', async (key, example, says) => {
      await page.goto(`${address}/workbench`, { waitUntil: 'networkidle' })
      await page.locator(`input[value="${key}"]`).check()
      const buttons = page.locator('.workbench-examples button')
      await buttons.first().waitFor()
      await (example === 'made-up' ? buttons.first() : buttons.nth(1)).click()
      await page.locator('.button-first').waitFor()
      if (key === 'nsum') await page.locator('#nsum-population').fill('1000000')
      if (key === 'two-waves') {
        await page.locator('#waves-arm').selectOption('region')
        await page.locator('#waves-treated').selectOption('north')
      }
      await page.locator('.button-first').click()
      await page.locator('.workbench-answer').waitFor({ timeout: 60_000 })
      expect(await page.locator('.workbench-answer').innerText()).toMatch(says)
      // A ratio of totals is kept with no study: saving it is not offered.
      const saving = page.locator('.workbench-answer h2', { hasText: 'Keep it with a study' })
      expect(await saving.count()).toBe(key === 'two-lists' ? 0 : 1)
      for (const finding of await page.locator('.workbench-answer .finding').all())
        expect(await finding.locator('table').count()).toBeGreaterThan(0)
      expect(await page.locator('.workbench-answer .finding').count()).toBeGreaterThan(0)
      expect(await overflow(page)).toEqual([])
      expect(await objections(page)).toEqual([])
    })

    it('has sent nothing but requests for its own files', async () => {
      const others = sent.filter(
        (request) =>
          request.method() !== 'GET' ||
          request.postData() !== null ||
          !(request.url() === `${address}/workbench` || request.url().startsWith(`${address}/assets/`)),
      )
      expect(others.map((request) => `${request.method()} ${request.url()}`)).toEqual([])
      const headers = await Promise.all(
        sent.map((request) => request.allHeaders().catch(() => request.headers())),
      )
      expect(
        decodeURIComponent(JSON.stringify([sent.map((request) => request.url()), headers])),
      ).not.toContain('Zyxxana')
    })

    it('says the same on a wide page in French, and what is wrong with a file', async () => {
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto(`${address}/fr/workbench`, { waitUntil: 'networkidle' })
      await page.locator('input[value="rds"]').check()
      await page.locator('#bring-sample-paste').fill('id;recruteur;degré;réponse\n1;2;3;1\n2;1;4;0\n3;;2;0\n')
      await page.locator('.workbench-slot button').click()
      await page.locator('.workbench-sheet').waitFor()
      expect(await page.locator('#rds-recruiter').inputValue()).toBe('recruteur')
      expect(await page.locator('#rds-degree').inputValue()).toBe('degré')
      await page.locator('#rds-population').fill('beaucoup')
      expect(await page.locator('#workbench-missing').innerText()).toContain('Un nombre ne peut être lu')
      await page.locator('#rds-population').fill('')
      await page.locator('.button-first').click()
      await page.locator('.error-summary').waitFor()
      expect(await page.locator('.workbench-answer').count()).toBe(0)
      // The example, which is whole.
      await page.locator('.workbench-examples button').first().click()
      await page.locator('.workbench-sheet h3', { hasText: '.csv' }).waitFor()
      await page.locator('.button-first').click()
      await page.locator('.workbench-answer').waitFor({ timeout: 60_000 })
      expect(await page.locator('.workbench-answer').innerText()).toContain('de la population répondrait')
      expect(await overflow(page)).toEqual([])
      expect(await objections(page)).toEqual([])
    })
  },
)

async function byCommand({ command, files }: Case) {
  const lines: string[] = []
  const argv = command.map((word, i) => {
    const file = i === 0 ? undefined : files[word]
    return file === undefined ? word : (place(file) as string)
  })
  await prevalenceCommand([...argv, '--json'], {
    out: (line) => lines.push(line),
    err: () => {},
    language: 'en',
  })
  return JSON.parse(lines.join('\n'))
}
