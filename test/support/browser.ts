import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real browser; close it in `afterAll`. Ask `hasBrowser()` before. */
export async function openBrowser(): Promise<Browser> {
  const program = await findBrowser()
  if (program === null) throw new Error(missing)
  return chromium.launch({ executablePath: program.file, args: [...flags, ...program.flags] })
}

/**
 * Whether this machine has a browser for the tests: that of `TIP_CHROMIUM`, a Chromium on
 * the PATH, or the one in the packages (Linux on x64). Where there is none it says so
 * loudly and answers false; with `CI=true` it throws, so that no test is lost unseen.
 *
 *     describe.runIf(await hasBrowser())('The home page', …)
 */
export async function hasBrowser(): Promise<boolean> {
  if ((await findBrowser()) !== null) return true
  if (process.env.CI === 'true') throw new Error(missing)
  console.warn(`\n!!! ${missing} The browser tests are skipped.\n`)
  return false
}

const missing = 'No browser was found: set TIP_CHROMIUM to a Chromium program, or install one.'

async function findBrowser(): Promise<{ file: string; flags: string[] } | null> {
  const asked = process.env.TIP_CHROMIUM
  if (asked) {
    if (!isProgram(asked))
      throw new Error(`TIP_CHROMIUM is ${asked}, which is not a program that can be run.`)
    return { file: asked, flags: [] }
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '')
  const found = folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(isProgram)
  if (found !== undefined) return { file: found, flags: [] }
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const { default: packaged } = await import('@sparticuz/chromium')
  packaged.setGraphicsMode = false
  return { file: await packaged.executablePath(), flags: packaged.args }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
