import { createHash } from 'node:crypto'
import path from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../src/house/settings.ts'
import { hasBrowser, openBrowser } from './support/browser.ts'
import * as here from './support/prevalence-answers.ts'

/*
 * A researcher computes in the browser what a reviewer computes by command: the same table and seed must give the
 * same figures to the last digit, though every engine has its own logarithm.
 */

describe.runIf(await hasBrowser())('An estimate made in the browser', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>
  let page: Awaited<ReturnType<typeof browser.newPage>>

  beforeAll(async () => {
    const bundle = await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        lib: {
          entry: path.join(projectRoot(), 'test', 'support', 'prevalence-answers.ts'),
          formats: ['iife'],
          name: 'answers',
        },
      },
    })
    const [made] = Array.isArray(bundle) ? bundle : [bundle]
    const chunk = made && 'output' in made ? made.output[0] : undefined
    if (chunk === undefined) throw new Error('nothing was bundled')
    browser = await openBrowser()
    page = await (await browser.newContext()).newPage()
    await page.addScriptTag({ content: chunk.code })
  }, 60_000)
  afterAll(() => browser?.close())

  it.each(here.names)('by %s has the digits it has by command', async (name) => {
    const there = await page.evaluate<string>(`JSON.stringify(answers.answer(${JSON.stringify(name)}))`)
    const digest = (text: string) => createHash('sha256').update(text).digest('hex')
    expect(JSON.parse(there)).toMatchObject({ status: 'ok' })
    expect(digest(there)).toBe(digest(JSON.stringify(here.answer(name))))
  })
})
