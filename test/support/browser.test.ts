import { describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from './browser.ts'

describe.runIf(await hasBrowser())('The browser of the tests', () => {
  it('draws a page and runs its script', async () => {
    const browser = await openBrowser()
    const page = await browser.newPage()
    await page.setContent('<button onclick="this.textContent = 1 + 1">sum</button>')
    await page.click('button')
    expect(await page.textContent('button')).toBe('2')
    await browser.close()
  })
})
