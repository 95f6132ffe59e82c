import { inflateSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languages, pathIn } from '../src/ui/language.ts'
import { hasBrowser, openBrowser } from './support/browser.ts'
import { type ServedHouse, serveTestHouse } from './support/served-house.ts'

/* What comes out of the printer: A4, as the style sheet for paper asks for. */

describe.runIf(await hasBrowser())('On paper', () => {
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

  async function print(path: string) {
    await page.goto(served.address + path)
    await page.emulateMedia({ media: 'print' })
    const shown = await page.locator('body').innerText()
    return { ...sheets(await page.pdf({ preferCSSPageSize: true })), shown }
  }

  it.each(languages)('the memo of atest-2014 takes two sheets at most, in %s', async (language) => {
    const path = pathIn(language, `/assessments/${served.historic.id}/memo`)
    const { count, sizes, shown } = await print(path)
    expect(count).toBeLessThanOrEqual(2)
    expect(sizes).toEqual(['A4'])
    // Whoever holds the sheet finds the page again.
    expect(shown).toContain(path)
    expect(await page.locator('.site-menu, .menu-button, .crumbs').filter({ visible: true }).count()).toBe(0)
  })

  it.each(languages)('what is to be said of a country takes one sheet, in %s', async (language) => {
    for (const country of ['GHA', 'THA', 'SOM', 'XKX']) {
      const path = pathIn(language, `/countries/${country}?brief`)
      const { count, sizes, shown } = await print(path)
      expect(count, country).toBe(1)
      expect(sizes).toEqual(['A4'])
      expect(shown).toContain(path)
    }
  })
})

/** How many sheets a PDF has, and of what sizes. Page objects stand in the file or in packed object streams. */
function sheets(pdf: Buffer): { count: number; sizes: string[] } {
  const packed = [...pdf.toString('latin1').matchAll(/stream\r?\n/g)].map(({ index, 0: mark }) => {
    try {
      return inflateSync(pdf.subarray(index + mark.length), { finishFlush: 2 }).toString('latin1')
    } catch {
      return ''
    }
  })
  const objects = [pdf.toString('latin1'), ...packed].join('\n')
  const boxes = [...objects.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)]
  const sizes = boxes.map(([, width, height]) =>
    Math.abs(Number(width) - 595.3) < 2 && Math.abs(Number(height) - 841.9) < 2
      ? 'A4'
      : `${width} × ${height}`,
  )
  return { count: objects.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0, sizes: [...new Set(sizes)] }
}
