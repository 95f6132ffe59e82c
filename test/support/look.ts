import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

/* What a browser is asked about a page that is open in it. */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** WCAG 2.2 A and AA, and what the makers of axe call good practice. */
export const everyRule = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}
/** Night changes colours alone. */
export const rulesOfColour = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }

/** Waits until every island of the page is alive: what they complain of belongs to the page. */
export async function allAlive(page: Page): Promise<void> {
  const alive = () =>
    [...document.querySelectorAll('[data-island]')].every((place) =>
      Object.keys(place).some((name) => name.startsWith('__reactContainer')),
    )
  // Most pages have none; waiting asks once a frame, which takes longer than the question.
  if (!(await page.evaluate(alive))) await page.waitForFunction(alive)
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())))
}

/** What axe has against the page, one line each. */
export async function objections(page: Page, how: object = everyRule): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return page.evaluate(async (options) => {
    type Axe = {
      run(
        where: Document,
        how: object,
      ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>
    }
    const { violations } = await (window as unknown as { axe: Axe }).axe.run(document, options)
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} (${failureSummary?.slice(0, 200)})`),
    )
  }, how)
}

/** What sticks out of the page sideways: the page itself, then who is to blame. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('main *, header *, footer *')].filter(
      (part) => part.getBoundingClientRect().right > clientWidth + 1,
    )
    const shown = wide.slice(0, 5).map((part) => part.outerHTML.slice(0, 100))
    return [`${scrollWidth} px wide in ${clientWidth}`, ...shown]
  })
}
