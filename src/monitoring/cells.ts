import type { Indicator } from '../compacts/agreement.ts'

/** A cell of an indicator: `total`, or `sex=girls`, or `age=under-15,sex=girls` with the dimensions in their order. */
export type CellKey = string

export const TOTAL = 'total'

/** A cell as one text that is the same however it was put together. */
export function cellKey(cell: Readonly<Record<string, string>>): CellKey {
  const parts = Object.entries(cell).map(([dimension, category]) => `${dimension}=${category}`)
  return parts.length === 0 ? TOTAL : parts.sort().join(',')
}

/** The categories a cell is made of; `{}` for the total. */
export function cellParts(key: CellKey): Record<string, string> {
  if (key === TOTAL) return {}
  return Object.fromEntries(key.split(',').map((part) => part.split('=') as [string, string]))
}

type Sheet = Pick<Indicator, 'disaggregations' | 'targets'>

/** All cells an indicator is reported in: the total, each category, and any combination that has a target. */
export function cellsOf({ disaggregations, targets }: Sheet): CellKey[] {
  const single = disaggregations.flatMap(({ key, categories }) =>
    categories.map((category) => cellKey({ [key]: category.key })),
  )
  const promised = targets.map(({ cell }) => cellKey(cell))
  return [...new Set([TOTAL, ...single, ...promised])]
}

/** Which cells are the parts of another, for every dimension in which all of its categories are reported. */
export type Split = {
  whole: CellKey
  dimension: string
  parts: CellKey[]
  /** Whether the parts make up the whole, rather than overlapping. */
  exclusive: boolean
}

export function splitsOf(sheet: Sheet): Split[] {
  const cells = cellsOf(sheet)
  const known = new Set(cells)
  return cells.flatMap((whole) => {
    const held = cellParts(whole)
    return sheet.disaggregations.flatMap(({ key, categories, exclusive }): Split[] => {
      if (key in held || categories.length === 0) return []
      const parts = categories.map((category) => cellKey({ ...held, [key]: category.key }))
      return parts.every((part) => known.has(part)) ? [{ whole, dimension: key, parts, exclusive }] : []
    })
  })
}
