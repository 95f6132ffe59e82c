import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const told = new Set<string>()

/**
 * Absolute path of a file in the shared reference data beside the checkout
 * (`../shared/data`, or `$TIP_SHARED/data`), or null after one loud line when it
 * is not there: then the test that needs it is skipped, and says so. Where
 * `TIP_REQUIRE_SHARED=1` it throws instead, so that no such test is lost unseen.
 */
export function sharedData(path: string): string | null {
  const root = process.env.TIP_SHARED ?? resolve(import.meta.dirname, '../../../shared')
  const full = resolve(root, 'data', path)
  if (existsSync(full)) return full
  if (process.env.TIP_REQUIRE_SHARED === '1') {
    throw new Error(
      `Shared reference data ${path} is not at ${full}; set TIP_SHARED to the folder that holds data/`,
    )
  }
  if (!told.has(path)) {
    told.add(path)
    console.warn(`SKIPPED: shared reference data ${path} is not at ${full}; set TIP_SHARED to its folder`)
  }
  return null
}
