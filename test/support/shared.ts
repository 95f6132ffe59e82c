import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const told = new Set<string>()

/**
 * Absolute path of a file in the shared reference data beside the checkout
 * (`../shared/data`, or `$TIP_SHARED/data`), or null after one loud line when it
 * is not there: then the test that needs it is skipped, and says so.
 */
export function sharedData(path: string): string | null {
  const root = process.env.TIP_SHARED ?? resolve(import.meta.dirname, '../../../shared')
  const full = resolve(root, 'data', path)
  if (existsSync(full)) return full
  if (!told.has(path)) {
    told.add(path)
    console.warn(`SKIPPED: shared reference data ${path} is not at ${full}; set TIP_SHARED to its folder`)
  }
  return null
}
