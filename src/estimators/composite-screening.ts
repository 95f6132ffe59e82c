import type { Column } from './columns.ts'
import type { Setting } from './composite-setting.ts'

/** Which units stay, and how much is known of each. */
export type Screen = {
  keep: Uint8Array
  /** Nobody was left out. */
  all: boolean
  rows: { unit: string; availability: number; kept: boolean }[]
}

/** Counts what is known of every unit in the columns to judge by, and keeps those with enough. */
export function screenUnits(opened: readonly { judged: Column }[], { spec, data, size }: Setting): Screen {
  const known = new Int32Array(size)
  for (const { judged } of opened)
    for (let i = 0; i < size; i++) if (!Number.isNaN(judged[i] as number)) known[i] = (known[i] as number) + 1
  const keep = new Uint8Array(size).fill(1)
  let all = true
  const rows: Screen['rows'] = []
  for (let i = 0; i < size; i++) {
    const availability = opened.length === 0 ? 0 : (known[i] as number) / opened.length
    const stays = spec.screening === undefined || availability >= spec.screening.availability
    if (!stays) {
      keep[i] = 0
      all = false
    }
    rows.push({ unit: data.units[i] as string, availability, kept: stays })
  }
  return { keep, all, rows }
}
