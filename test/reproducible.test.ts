import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../src/house/settings.ts'
import { assess, defaultOptions } from '../src/selection/assess.ts'
import { methodologyNamed, readTextFile } from '../src/selection/catalogue.ts'
import { resultDigest } from '../src/selection/store.ts'
import { readUnits } from '../src/selection/units-csv.ts'
import { hasBrowser, openBrowser } from './support/browser.ts'
import { type ServedHouse, serveTestHouse } from './support/served-house.ts'

/* The same method, data and seed give the same result, digit for digit, wherever they are run. */

/**
 * A test that computed both sides on one engine would pass however engines differ. This digest was computed
 * once and is looked for on every Node and in the browser; it changes only when the example, the methods of
 * the estimators or the shape of a result change, and then on purpose.
 */
const digestOfExample = 'eec0b1ffc57a736f47351ea8b08753e20faf2d35e07283edc7b1bd5e3bbc4e4f'

const example = () => {
  const folder = path.join(projectRoot(), 'examples')
  const { methodology } = methodologyNamed(path.join(folder, 'example-method.yaml'))
  const file = 'example-units.csv'
  const inputs = readUnits(readTextFile(path.join(folder, file)), file, methodology)
  return { methodology, inputs, options: defaultOptions(methodology, null) }
}

describe('The example', () => {
  it('has the digest it always had', () => {
    const { methodology, inputs, options } = example()
    expect(resultDigest(assess(methodology, inputs, options))).toBe(digestOfExample)
  })

  it('has another one with another seed, so that the digest says something', () => {
    const { methodology, inputs, options } = example()
    const other = assess(methodology, inputs, { ...options, seed: options.seed + 1 })
    expect(resultDigest(other)).not.toBe(digestOfExample)
  })
})

describe.runIf(await hasBrowser())('In the browser of a reader', () => {
  let served: ServedHouse
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    served = await serveTestHouse()
    browser = await openBrowser()
    page = await (await browser.newContext()).newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  /** Presses the button below the digest of a page; answers what is said then. */
  async function makeAgain(address: string): Promise<string> {
    await page.goto(served.address + address, { waitUntil: 'networkidle' })
    await page.locator('[data-island="selection/check-again"] button').click()
    const said = page.locator('[data-island="selection/check-again"] [role="status"]')
    await said.filter({ hasText: /digest|fetched/ }).waitFor()
    return said.innerText()
  }

  it.each([
    'historic',
    'current',
  ] as const)('the %s assessment, made again, has the same digest', async (which) => {
    const said = await makeAgain(`/assessments/${served[which].id}`)
    expect(said).toMatch(/^Made again here in [\d,]+ milliseconds: the same digest\.$/)
  })

  it('other data have another digest, and the reader is told', async () => {
    const api = `**/api/v1/assessments/${served.historic.id}`
    await page.route(api, async (route) => {
      const answer = await (await route.fetch()).json()
      await route.fulfill({
        json: { ...answer, inputs: { ...answer.inputs, units: answer.inputs.units.slice(1) } },
      })
    })
    expect(await makeAgain(`/assessments/${served.historic.id}`)).toContain('it does not agree')
    await page.unroute(api)
  })

  it('the example has the digest it has everywhere', async () => {
    // The page is handed the example in place of its own data, and names the digest it comes to.
    const { methodology, inputs, options } = example()
    const api = `**/api/v1/assessments/${served.historic.id}`
    await page.route(api, (route) =>
      route.fulfill({ json: { methodologyDocument: methodology, inputs, result: options } }),
    )
    expect(await makeAgain(`/assessments/${served.historic.id}`)).toContain(digestOfExample.slice(0, 12))
    await page.unroute(api)
  })
})
