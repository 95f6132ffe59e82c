import type { Sheets } from './path.ts'
import type { AnyPath } from './paths.ts'

/**
 * Settings once the table of a slot was read. Where what else is needed was there already and somebody may have typed,
 * an optional table changes only what it suggests itself.
 */
export function begunWith(path: AnyPath, sheets: Sheets, slot: string, typed: object | null): object {
  const begun: Record<string, unknown> = path.begin(sheets)
  const optional = path.slots('en').some((each) => each.key === slot && each.optional === true)
  if (typed === null || !optional) return begun
  const { [slot]: _, ...others } = sheets
  const before: Record<string, unknown> = path.begin(others)
  const own = Object.entries(begun).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
  )
  return { ...typed, ...Object.fromEntries(own) }
}
